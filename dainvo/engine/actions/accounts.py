"""The user's verbs about CalDAV accounts, and "sync now".

Knows nothing of Zoom sign-ins: those are in `zoom`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from dainvo.dav import nextcloud
from dainvo.dav.client import Client
from dainvo.dav.discovery import Found, Step, discover
from dainvo.engine import feeds, homes, outbox, removal, saga
from dainvo.engine.changes import Changes
from dainvo.engine.connections import stored, wanted, wire_of
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.providers import address as provider_address
from dainvo.engine.providers import provider as provider_of
from dainvo.engine.sync import signed_in, sync_account
from dainvo.engine.values import AuthorizeAddress, Problem, Progress, SyncReport
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, Href
from dainvo.store.rows import AccountRow, AccountState
from dainvo.web import Basic, Digest, Web

Tell = Callable[[Progress], None]
TellPage = Callable[[AuthorizeAddress | Progress], None]

#: How often a Nextcloud is asked whether its page was answered, and for how long it would take the answer.
_POLL_S: Final = 1.0
_PATIENCE: Final = timedelta(minutes=20)

#: A sync sends, a meeting answers, the link is sent: so many rounds settle everything that can be settled now.
_ROUNDS = 3


async def add_caldav(
    desk: Desk,
    address: str,
    user: str,
    password: str,
    tell: Tell | None = None,
    *,
    provider: str = "",
    connection: Mapping[str, str] | None = None,
) -> AccountId:
    """Find the server behind `address` (URL, host or e-mail address), store the account and list its calendars.

    `provider` is a key of `engine.providers`; one with a server of its own needs no address. `connection` is the way
    to the server, see `connections.wanted`. `tell` is called on the engine thread with a `Progress` for each address
    tried. Comes back when the calendars are known; their first sync goes on behind. An account with the same server
    and user is updated, not doubled.

    Raises NeedsUser (WRONG_PASSWORD, CERTIFICATE, NO_KEYRING, KEYRING_LOCKED, KEYRING_FAILED), Refused (NOT_CALDAV,
    PLAIN_HTTP, BAD_ADDRESS, REDIRECTED_AWAY) or TryLater (OFFLINE …); nothing is stored then.
    """

    def step(tried: Step) -> None:
        if tell is not None:
            status = f" ({tried.status})" if tried.status else ""
            tell(Progress(tried.kind, tried.url, f"{tried.outcome}{status}"))

    await asyncio.to_thread(desk.secrets.usable)
    sought = provider_address(provider_of(provider), address, user)
    way = wanted(connection)
    web = desk.wire(way)
    try:
        found = await discover(web, sought, Basic(user, password), step)
    except DainvoError as failure:
        raise failure.naming(address=address.strip() or sought, adding="account") from None
    known = {row.id for row in desk.store.accounts("caldav")}
    account = await _keep(desk, found, address, user, password)
    desk.store.set_account(account, detail={"provider": provider or None, "connection": stored(way)})
    client = Client(web, found.url, found.auth)
    try:
        everything = await homes.calendars(desk, client, desk.store.account(account), states=False)
        desk.store.put_collections(account, everything.calendars, unasked=everything.unasked)
    except BaseException as failure:  # Cancel, too: an account that nobody was told of must not turn up later
        if account not in known:
            await give_up(desk, account)
        if isinstance(failure, DainvoError):
            failure.naming(address=address.strip() or sought, adding="account")
        raise
    desk.publish(Changes(accounts=frozenset({account}), account_list=True, collection_list=True))
    desk.wake(account)
    return account


async def give_up(desk: Desk, account: AccountId) -> None:
    """Keep nothing of an account that was not added after all; a keyring that refuses hides no other failure."""
    desk.store.set_account(account, state=AccountState.LEAVING, why="")
    if desk.store.account(account).user:
        with contextlib.suppress(NeedsUser):
            await asyncio.to_thread(desk.secrets.delete, caldav_key(account))
    desk.store.remove_account(account)


async def add_nextcloud(
    desk: Desk, address: str, tell: TellPage, *, connection: Mapping[str, str] | None = None
) -> AccountId:
    """Sign in at the Nextcloud at `address` in the browser, and add the account with the app password it gives (A02).

    `tell` gets the `AuthorizeAddress` to open, and then a `Progress` for each step of the search. Waits twenty
    minutes at most. Raises Refused(NOT_NEXTCLOUD | TIMED_OUT) and as `add_caldav`; nothing is stored then.
    """
    await asyncio.to_thread(desk.secrets.usable)
    web = desk.wire(wanted(connection))
    server, given = await _granted(desk, web, address, tell)
    home = f"{server}/remote.php/dav/"
    try:
        account = await add_caldav(
            desk, home, given.user, given.password, tell, provider="nextcloud", connection=connection
        )
    except BaseException:  # Cancel, too: a password that nobody has is not left at the server
        if all(row.user != given.user for row in desk.store.accounts("caldav")):  # one that is known may have it now
            await nextcloud.give_back(web, server, Basic(given.user, given.password))
        raise
    desk.store.set_account(account, detail={"server": server})
    return account


async def renew_nextcloud(desk: Desk, account: AccountId, tell: TellPage) -> None:
    """Sign in again at the account's Nextcloud in the browser. Raises as `add_nextcloud`, and Refused(OTHER_USER)."""
    row = _caldav(desk, account)
    web = wire_of(desk, row)
    server, given = await _granted(desk, web, str(row.detail.get("server") or row.url), tell)
    if given.user != row.user:
        await nextcloud.give_back(web, server, Basic(given.user, given.password))
        raise Refused(Why.OTHER_USER, about={"user": row.user, "other": given.user})
    await update_password(desk, account, given.password)


async def update_password(desk: Desk, account: AccountId, password: str) -> None:
    """Try `password` at the server, store it, and let the paused account go on (A32).

    Raises NeedsUser(WRONG_PASSWORD) and leaves the old one in place; TryLater if the server cannot be asked.
    """
    row = _asked(desk, account)
    await asyncio.to_thread(desk.secrets.usable)
    if row.kind == feeds.KIND:
        await _try_password(desk, account, password)
        return
    client = Client(wire_of(desk, row), row.url, signed_in(row, password))
    await client.collections(Href(str(row.detail.get("home_set") or "/")))
    await asyncio.to_thread(desk.secrets.put, caldav_key(account), password)
    desk.caldav.pop(account, None)
    desk.store.set_account(account, state=AccountState.OK, why="")
    desk.store.note_operation(account, "signed_in")
    desk.store.hurry(account)
    desk.publish_account(account)
    desk.wake(account)


async def _try_password(desk: Desk, account: AccountId, password: str) -> None:
    """Refresh a subscription with it; a wrong one leaves the old one in place."""
    before = await asyncio.to_thread(desk.secrets.get, caldav_key(account))
    await asyncio.to_thread(desk.secrets.put, caldav_key(account), password)
    try:
        await sync_account(desk, account)
    except NeedsUser:
        if before is not None:
            await asyncio.to_thread(desk.secrets.put, caldav_key(account), before)
        raise


async def remove_account(desk: Desk, account: AccountId) -> None:
    """Forget a CalDAV account or a subscription: its copy, its waiting changes and its password. Nothing on the server
    is touched. An event that was on its way into it stays where it was."""
    _asked(desk, account)
    desk.store.set_account(account, state=AccountState.LEAVING, why="")
    desk.publish_account(account)
    await finish_removal(desk, account)


async def finish_removal(desk: Desk, account: AccountId) -> None:
    """The rest of `remove_account`, also after the program ended in the middle of it."""
    if desk.work is not None:
        await desk.work.forget(account)
    async with desk.lock(("account", account)):
        await _give_back(desk, account)
        if desk.store.account(account).user:  # a subscription without a sign-in needs no keyring, nor does its end
            await asyncio.to_thread(desk.secrets.delete, caldav_key(account))
        desk.caldav.pop(account, None)
        removal.keep_where_they_were(desk, [row.id for row in desk.store.collections(account)])
        desk.store.remove_account(account)
    desk.publish(Changes(accounts=frozenset({account}), account_list=True, collection_list=True, outbox=True))


async def sync(desk: Desk, account: AccountId | None = None, *, delete_all: bool = False) -> list[SyncReport]:
    """Send what waits and fetch what changed, for one account or for all CalDAV accounts at once; a report for each.

    A failure of an account stands in its report (`errors`) and stops no other. `delete_all` is the user's answer to
    MASS_DELETION: this sync may remove what the server no longer lists. Raises Refused(NO_SUCH_ACCOUNT).
    """
    rows = [_asked(desk, account)] if account is not None else asked(desk)
    saga.hurry(desk)
    await _meetings(desk)
    runs = [
        _sync_to_the_end(desk, row.id, delete_all=delete_all) for row in rows if row.state is not AccountState.LEAVING
    ]
    reports = []
    for done in await asyncio.gather(*runs, return_exceptions=True):
        if isinstance(done, BaseException):
            raise done
        reports.append(done)
    return reports


async def look_for_shared(desk: Desk, account: AccountId) -> SyncReport:
    """Ask now who shares calendars, and sync; new ones then offer themselves (A15). Raises Refused(NO_SUCH_ACCOUNT)."""
    _caldav(desk, account)
    homes.look_again(desk, account)
    return (await sync(desk, account))[0]


async def set_metered(desk: Desk, metered: bool) -> None:
    """The network costs by the amount, or does no more. What the user asks for is done all the same (A19)."""
    before, desk.metered = desk.metered, metered
    for row in desk.store.accounts():
        if row.kind != "zoom" and bool(row.detail.get("metered")) != metered:
            desk.store.set_account(row.id, detail={"metered": metered or None})
            desk.publish_account(row.id)
    if before and not metered and desk.work is not None:
        desk.work.reschedule()


async def _granted(desk: Desk, web: Web, address: str, tell: TellPage) -> tuple[str, nextcloud.Granted]:
    """The Nextcloud behind `address`, and what the user agreed to in the browser."""
    try:
        server = nextcloud.server_of(address)
        flow = await _begin(web, server, tell)
        until = desk.now() + _PATIENCE
        tell(AuthorizeAddress(flow.page))
        while desk.now() < until:
            with contextlib.suppress(TryLater):  # a network that comes and goes: the page in the browser is still open
                given = await nextcloud.granted(web, flow)
                if given is not None:
                    return server, given
            await desk.clock.sleep(_POLL_S)
    except DainvoError as failure:
        raise failure.naming(address=address.strip(), adding="account") from None
    raise Refused(Why.TIMED_OUT, about={"host": urlsplit(server).hostname or ""})


async def _begin(web: Web, server: str, tell: TellPage) -> nextcloud.Flow:
    """Ask for a sign-in; what was asked is told like any other step (A01)."""
    page = f"{server}/index.php/login/v2"
    try:
        flow = await nextcloud.begin(web, server)
    except DainvoError as failure:
        status = f" ({failure.detail[:3]})" if failure.detail[:3].isdigit() else ""
        tell(Progress("sign_in", page, f"{failure.why}{status}"))
        raise
    tell(Progress("sign_in", page, "found (200)"))
    return flow


async def _give_back(desk: Desk, account: AccountId) -> None:
    """Have a Nextcloud forget the password it made for this program; one that is away keeps it."""
    row = desk.store.account(account)
    if not row.detail.get("server"):
        return
    password = await asyncio.to_thread(desk.secrets.get, caldav_key(account))
    if password is not None:
        await nextcloud.give_back(wire_of(desk, row), str(row.detail["server"]), Basic(row.user, password))


async def _keep(desk: Desk, found: Found, address: str, user: str, password: str) -> AccountId:
    """The account's row and its password: it counts (state OK) only once the keyring has the password."""
    detail: dict[str, Any] = {
        "home_set": found.home_set,
        "principal": found.principal,
        "addresses": list(found.user_addresses) or ([user] if "@" in user else []),
        "schedules": found.schedules,
        "digest": isinstance(found.auth, Digest),
        "skipped": list(found.skipped),
    }
    identity = f"{found.principal} {user}"
    known = [row for row in desk.store.accounts("caldav") if row.identity == identity]
    if known:
        account = known[0].id
    else:
        name = found.name or user or urlsplit(found.url).hostname or address
        account = desk.store.add_account(
            "caldav", name, url=found.url, user=user, identity=identity, detail=detail, state=AccountState.LEAVING
        )
    try:
        await asyncio.to_thread(desk.secrets.put, caldav_key(account), password)
    except BaseException:
        if not known:
            desk.store.remove_account(account)
        raise
    desk.caldav.pop(account, None)
    desk.store.set_account(account, state=AccountState.OK, why="", url=found.url, detail=detail)
    return account


def asked(desk: Desk) -> list[AccountRow]:
    """The accounts that are asked for calendars: CalDAV accounts, then subscriptions."""
    return desk.store.accounts("caldav") + desk.store.accounts(feeds.KIND)


def _asked(desk: Desk, account: AccountId) -> AccountRow:
    row = desk.store.account(account)
    if row.kind not in ("caldav", feeds.KIND):
        raise Refused(Why.NO_SUCH_ACCOUNT)
    return row


def _caldav(desk: Desk, account: AccountId) -> AccountRow:
    row = desk.store.account(account)
    if row.kind != "caldav":
        raise Refused(Why.NO_SUCH_ACCOUNT)
    return row


async def _meetings(desk: Desk) -> None:
    """Take every open meeting as far as it goes now."""
    for uid in saga.open_uids(desk):
        await saga.step(desk, uid)


async def _sync_to_the_end(desk: Desk, account: AccountId, *, delete_all: bool) -> SyncReport:
    """Syncs until nothing is due, which a meeting that came to its end may make so."""
    report = await _sync_one(desk, account, delete_all=delete_all)
    for _ in range(_ROUNDS - 1):
        await _meetings(desk)
        if report.errors or outbox.next_due(desk, account) != 0:
            break
        report = _sum(report, await _sync_one(desk, account, delete_all=False))
    return report


async def _sync_one(desk: Desk, account: AccountId, *, delete_all: bool) -> SyncReport:
    """One sync whose failure is told in its report. A password that was refused is not sent again (A32)."""
    row = desk.store.account(account)
    try:
        if row.state is AccountState.NEEDS_USER and row.why == Why.WRONG_PASSWORD:
            raise NeedsUser(Why.WRONG_PASSWORD)
        desk.store.hurry(account)
        return await sync_account(desk, account, delete_all=delete_all)
    except (TryLater, NeedsUser, Refused, Malformed) as error:
        waiting = len(desk.store.outbox(account))
        return SyncReport(account, row.name, waiting=waiting, errors=(Problem(error.why, detail=error.detail),))


def _sum(first: SyncReport, then: SyncReport) -> SyncReport:
    return replace(
        then,
        fetched=first.fetched + then.fetched,
        sent=first.sent + then.sent,
        removed=first.removed + then.removed,
    )
