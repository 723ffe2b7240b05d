"""The user's verbs about CalDAV accounts, and "sync now".

Knows nothing of Zoom sign-ins: those are in `zoom`.
"""

from __future__ import annotations

from collections.abc import Callable

from dainvo.engine.desk import Desk
from dainvo.engine.values import Progress, SyncReport
from dainvo.ical.event import AccountId

Tell = Callable[[Progress], None]


async def add_caldav(desk: Desk, address: str, user: str, password: str, tell: Tell | None = None) -> AccountId:
    """Find the server behind `address` (URL, host or e-mail address), store the account and list its calendars.

    `tell` is called on the engine thread with a `Progress` for each address tried. Comes back when the calendars are
    known; their first sync goes on behind. An account with the same server and user is updated, not doubled.

    Raises NeedsUser (WRONG_PASSWORD, CERTIFICATE, NO_KEYRING, KEYRING_LOCKED, KEYRING_FAILED), Refused (NOT_CALDAV,
    PLAIN_HTTP, BAD_ADDRESS, REDIRECTED_AWAY, NO_CALENDARS) or TryLater (OFFLINE …); nothing is stored then.
    """
    raise NotImplementedError


async def update_password(desk: Desk, account: AccountId, password: str) -> None:
    """Try `password` at the server, store it, and let the paused account go on (A32).

    Raises NeedsUser(WRONG_PASSWORD) and leaves the old one in place; TryLater if the server cannot be asked.
    """
    raise NotImplementedError


async def remove_account(desk: Desk, account: AccountId) -> None:
    """Forget a CalDAV account: its copy, its waiting changes and its password. Nothing on the server is touched."""
    raise NotImplementedError


async def sync(desk: Desk, account: AccountId | None = None, *, delete_all: bool = False) -> list[SyncReport]:
    """Send what waits and fetch what changed, for one account or for all CalDAV accounts; a report for each.

    A failure of an account stands in its report (`errors`) and stops no other. `delete_all` is the user's answer to
    MASS_DELETION: this sync may remove what the server no longer lists. Raises Refused(NO_SUCH_ACCOUNT).
    """
    raise NotImplementedError
