"""The user's verbs about subscriptions: add one, and how often it is asked (A11).

Fetches nothing itself; syncing and removing are verbs of `accounts`.
"""

from __future__ import annotations

import asyncio
import hashlib
from urllib.parse import urlsplit

from dainvo.engine import feeds
from dainvo.engine.actions import accounts
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.sync import sync_account
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store.rows import AccountState


async def add_feed(
    desk: Desk, typed: str, *, name: str = "", color: str = "", user: str = "", password: str = ""
) -> AccountId:
    """Subscribe to the calendar at an address; comes back when its events are here. The same address and user again is
    the account there is, refreshed. Nothing is kept of one that gives no calendar.

    Raises Refused (BAD_ADDRESS, PLAIN_HTTP, FEED_GONE, TOO_LARGE, REDIRECTED_AWAY), NeedsUser, TryLater, Malformed.
    """
    url = feeds.address(typed)
    identity = hashlib.sha256(f"{url} {user}".encode()).hexdigest()[:32]
    known = next((row for row in desk.store.accounts(feeds.KIND) if row.identity == identity), None)
    account = known.id if known is not None else None
    if account is None:
        account = desk.store.add_account(
            feeds.KIND,
            name.strip() or urlsplit(url).hostname or url,
            url=url,
            user=user,
            identity=identity,
            detail={"name": name.strip(), "color": color},
            state=AccountState.LEAVING,  # until it gave a calendar
        )
    try:
        if user:
            await asyncio.to_thread(desk.secrets.put, caldav_key(account), password)
        await sync_account(desk, account)
    except BaseException as error:
        if known is None:
            await accounts.give_up(desk, account)
            desk.publish(Changes(account_list=True, collection_list=True))
        if isinstance(error, DainvoError):
            error.naming(adding="account", address=typed.strip())
        raise
    desk.publish(Changes(account_list=True, collection_list=True, accounts=frozenset({account})))
    desk.wake(account)
    return account


async def set_interval(desk: Desk, account: AccountId, minutes: int) -> None:
    """Ask this subscription so often; 0: as the feed says. Raises Refused(NO_SUCH_ACCOUNT)."""
    if desk.store.account(account).kind != feeds.KIND:
        raise Refused(Why.NO_SUCH_ACCOUNT)
    desk.store.set_account(account, detail={"every_min": minutes or None})
    desk.publish_account(account)
    desk.wake(account)
