"""What the copy knows of the connected Zoom account, in the words and groups that screens show (M02).

Asks nobody; whether it is true now is for "Check now".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ical.occurrence import AccountId, CollectionId, MeetingState
from dainvo.store.reader import Account, AccountState

if TYPE_CHECKING:
    from dainvo.ical.meeting_options import MeetingOptions

#: Reasons for which an account pauses that only a new sign-in mends.
ENDED = frozenset({Why.ZOOM_ACCESS_ENDED.value, Why.OTHER_SERVER.value, ""})
#: States of meetings that the account hosts for events.
HOSTED = frozenset({MeetingState.READY, MeetingState.NO_FIXED_TIME, MeetingState.FOLLOWS, MeetingState.TIME_DIFFERS})
_OPENS = {
    "create": "meeting:write:meeting",
    "update": "meeting:update:meeting",
    "delete": "meeting:delete:meeting",
}
_CLASSIC_SCOPE = "meeting:write"
#: Granular scope, the classic one that covers it, the word shown.
_READ = (
    ("meeting:read:list_meetings", "meeting:read", "list"),
    ("meeting:read:meeting", "meeting:read", "details"),
    ("meeting:read:invitation", "meeting:read", "invitation"),
    ("user:read:user", "user:read", "profile"),
    ("user:read:email", "user:read", "e-mail"),
)
_CHANGE = (
    ("meeting:write:meeting", "meeting:write", "create"),
    ("meeting:update:meeting", "meeting:write", "update"),
    ("meeting:delete:meeting", "meeting:write", "delete"),
)


def tr(text: str) -> str:
    return QCoreApplication.translate("ZoomInfo", text)


@dataclass(frozen=True, slots=True)
class Zoom:
    """The connected account. `scopes` is None if it is not known what was granted; `why` only if it needs the user."""

    name: str
    needs_user: bool = False
    why: str = ""
    scopes: frozenset[str] | None = None
    account: AccountId | None = None
    series_no_fixed_time: bool = False  # the default of that name
    plan: str = ""  # "basic", "licensed", "none", or "" if it is not known
    written: int = 0  # of the 100 meetings that Zoom makes or changes a day, told from 80 on

    @property
    def may_create(self) -> bool:
        return self.may("create")

    def may(self, what: str) -> bool:
        """Whether meetings may be changed so: create, update, delete. What is not known counts as granted."""
        return self.scopes is None or _OPENS[what] in self.scopes or _CLASSIC_SCOPE in self.scopes


@dataclass(frozen=True, slots=True)
class Permission:
    word: str
    granted: bool


def name_of(account: Account) -> str:
    """The e-mail address; without the permission to read it, the account's own name."""
    return str(account.detail.get("email") or account.user or account.name or tr("Zoom account"))


def scopes_of(account: Account) -> frozenset[str] | None:
    """The granted scopes, None if nothing is known."""
    stored = account.detail.get("scopes", account.detail.get("scope"))
    if isinstance(stored, str):
        return frozenset(stored.replace(",", " ").split()) or None
    return frozenset(str(one) for one in stored) if stored else None


def zoom_accounts(accounts: Iterable[Account]) -> list[Account]:
    """Those that are connected."""
    return [one for one in accounts if one.kind == "zoom" and one.state is not AccountState.LEAVING]


def account_of(
    accounts: Iterable[Account], collection: CollectionId | None = None, chosen: AccountId | None = None
) -> Account | None:
    """The account that new meetings are made with: the chosen one, else the calendar's, else a working one (M03)."""

    def rank(one: Account) -> tuple[bool, bool, bool]:
        usual = collection in one.detail.get("calendars", ())
        return one.id != chosen, not usual, one.state is AccountState.NEEDS_USER

    return min(zoom_accounts(accounts), key=rank, default=None)


def written_today(account: Account, now: datetime) -> int:
    """How many meetings were made or changed on the UTC day of `now` (aware); 0 while there is nothing to warn of."""
    told = account.detail.get("writes")
    if not isinstance(told, dict) or told.get("day") != now.astimezone(UTC).date().isoformat():
        return 0
    return int(told.get("count") or 0)


def zoom_of(
    accounts: Iterable[Account],
    collection: CollectionId | None = None,
    chosen: AccountId | None = None,
    now: datetime | None = None,
) -> Zoom | None:
    """What screens say of `account_of`; without `now` nothing of the day."""
    first = account_of(accounts, collection, chosen)
    if first is None:
        return None
    needs_user = first.state is AccountState.NEEDS_USER
    return Zoom(
        name_of(first),
        needs_user=needs_user,
        why=first.why if needs_user else "",
        scopes=scopes_of(first),
        account=first.id,
        series_no_fixed_time=options_of(first).series_no_fixed_time,
        plan=str(first.detail.get("plan") or ""),
        written=written_today(first, now) if now is not None else 0,
    )


def options_of(account: Account) -> MeetingOptions:
    """What new meetings of the account are asked to be (M07)."""
    from dainvo.ical.meeting_options import MeetingOptions

    stored = account.detail.get("defaults")
    return MeetingOptions.read(stored) if isinstance(stored, dict) else MeetingOptions()


def overruled(account: Account) -> dict[str, object]:
    """Settings that the organisation decides, by Zoom's names, with the values it gives."""
    stored = account.detail.get("overruled")
    return dict(stored) if isinstance(stored, dict) else {}


def permissions(account: Account) -> tuple[list[Permission], list[Permission]]:
    """(may read, may change), each with a tick or a missing mark; empty if nothing is known."""
    granted = scopes_of(account)
    if granted is None:
        return [], []

    def listed(rows: tuple[tuple[str, str, str], ...]) -> list[Permission]:
        return [Permission(tr(word), fine in granted or classic in granted) for fine, classic, word in rows]

    return listed(_READ), listed(_CHANGE)


def lacking(account: Account) -> list[str]:
    """The words of missing permissions that are felt: one to the address is not, where Zoom told it all the same."""
    words = [one.word for group in permissions(account) for one in group if not one.granted]
    return [word for word in words if word != tr("e-mail") or not account.detail.get("email")]


def consequence(account: Account) -> str:
    """What the first missing permission means; empty if none is missing."""
    missing = lacking(account)
    said = {
        tr("create"): tr("Without “create”, Dainvo can’t make meetings."),
        tr("update"): tr("Without “update”, changes don’t reach Zoom."),
        tr("delete"): tr("Without “delete”, meetings you remove stay at Zoom."),
        tr("details"): tr("Without “details”, Dainvo can’t check what Zoom has."),
        tr("list"): tr("Without “list”, Dainvo can’t tell whether a meeting was made when Zoom gives no answer."),
        tr("invitation"): tr("Without “invitation”, Zoom’s own text can’t be copied."),
        tr("profile"): tr("Without “profile”, the account has no name here."),
        tr("e-mail"): tr("Without “e-mail”, the account is shown by its name alone."),
    }
    return next((text for word, text in said.items() if word in missing), "")


def plan(account: Account) -> str:
    """The kind of licence in words; empty if Zoom did not tell."""
    stored = str(account.detail.get("plan") or "")
    kinds = {"basic": tr("Basic plan"), "licensed": tr("Licensed plan"), "none": tr("No meeting plan")}
    return kinds.get(stored, stored)


def note_for_admin(client_id: str) -> str:
    """What to send to a Zoom admin: app, client ID, permissions and one sentence on why (M23)."""
    scopes = "\n".join(f"  {fine}" for fine, _, _ in (*_READ, *_CHANGE))
    shown = client_id or tr("(see Settings › Advanced)")
    return tr(
        "Please approve the app Dainvo for my Zoom account.\n"
        "Client ID: {client}\n"
        "Permissions, for my own meetings only:\n{scopes}\n"
        "Dainvo is my calendar: it makes, changes and removes the Zoom meetings of events I organise."
    ).format(client=shown, scopes=scopes)
