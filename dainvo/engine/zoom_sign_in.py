"""A sign-in at Zoom: how it comes, whose it is, what is kept of it, and what goes on once it is there.

Opens no browser, and decides nothing about accounts. One counts only once the keyring has its grant.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from dainvo.engine import asked, saga, zoom_identity
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk, ZoomSignIn
from dainvo.engine.values import AuthorizeAddress
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store.rows import AccountState, IntentState
from dainvo.zoom.answers import ZoomUser
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.oauth import Grant, ZoomConfig, authorize
from dainvo.zoom.tokens import Tokens

Tell = Callable[[AuthorizeAddress], None]


@asynccontextmanager
async def browsed(desk: Desk, tell: Tell) -> AsyncIterator[ZoomSignIn]:
    """Have a user sign in: `tell` gets the address for the browser. One at a time, until the block ends.

    Raises as `zoom.connect_zoom`.
    """
    config = desk.zoom_config()
    if not config.client_id:
        raise Refused(Why.NO_CLIENT_ID)
    await asyncio.to_thread(desk.secrets.usable)
    async with desk.lock("connect zoom"):
        grant = await authorize(desk.web, config, lambda url: tell(AuthorizeAddress(url)), now=desk.now)
        yield ZoomSignIn(config, grant, await whose(desk, config, grant))


async def whose(desk: Desk, config: ZoomConfig, grant: Grant) -> ZoomUser:
    """Whose grant it is, asked before anything is stored."""
    tokens = Tokens(_Held(), desk.web, "new", desk.profile / "zoom-new.lock", config=config, now=desk.now)
    await tokens.keep(grant)
    return await zoom_identity.who(Meetings(desk.web, tokens, now=desk.now))


async def keep(desk: Desk, new: ZoomSignIn) -> AccountId:
    """The account's row and its tokens: it counts (state OK) only once the keyring has them."""
    config, user = new.config, new.user
    identity = zoom_identity.identity(user)
    name = user.email or user.name or "Zoom"
    known = [row for row in desk.store.accounts("zoom") if zoom_identity.is_known(row.identity, user)]
    if known:
        account = known[0].id
    else:
        account = desk.store.add_account(
            "zoom", name, url=config.api_url, user=user.email, identity=identity, state=AccountState.LEAVING
        )
    desk.forget_zoom(account)
    try:
        await desk.zoom(account).tokens.keep(new.grant)
    except BaseException:
        if not known:
            desk.store.remove_account(account)
        raise
    detail = profile(config, new.grant, user)
    desk.store.set_account(
        account,
        state=AccountState.OK,
        why="",
        name=name,
        url=config.api_url,
        detail=detail,
        last_sync=desk.now(),  # the profile was read just now: what the card calls "checked" (M02)
    )
    desk.forget_zoom(account)  # the plan, and with it the pace, is known only now
    return account


def profile(config: ZoomConfig, grant: Grant, user: ZoomUser) -> dict[str, Any]:
    """What is kept of the profile; nothing secret. `account_hash` is the value of X-DAINVO-ZOOM-ACCOUNT."""
    return {
        "user_id": user.id,
        "account_hash": zoom_identity.mark(user.id),
        "email": user.email,
        "name": user.name,
        "plan": user.plan,
        "zone": user.zone,
        "scopes": sorted(grant.scopes),
        "addresses": [user.email] if user.email else [],
        "api_url": config.api_url,
        "oauth_url": config.oauth_url,
        "overridden": config.overridden,
        "ended": None,
    }


def begin(desk: Desk, account: AccountId) -> None:
    """The account is there: it is told of, and what waited goes on."""
    desk.publish(Changes(accounts=frozenset({account}), account_list=True))
    resume(desk, account)


def resume(desk: Desk, account: AccountId) -> None:
    """What waited for this sign-in goes on. A wish without an account becomes this one's if nothing is at Zoom for it:
    what another user's sign-in began there only that user's can bring to an end."""
    for intent in desk.store.intents():
        if intent.account is None and asked.is_untouched(intent):
            desk.store.set_intent(intent.op_id, account=account)
        elif intent.account != account:
            continue
        if intent.state is not IntentState.ATTENTION:
            saga.hurry(desk, intent.uid, refused_too=True)
            desk.publish_event(intent.uid)
            desk.wake_meeting(intent.uid)


class _Held:
    """Where a grant is kept until it is known whose it is: nowhere but here."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self._values.get(key)

    def put(self, key: str, value: str) -> None:
        self._values[key] = value

    def delete(self, key: str) -> None:
        self._values.pop(key, None)

    def usable(self) -> None:
        """Always."""
