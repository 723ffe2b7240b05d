"""All calendars of an account: those of its own home set, of others who shared theirs, and whose they are (A15).

Stores nothing but what it learned of people and places, in the account's details.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote, urlsplit

from dainvo.dav import people
from dainvo.dav.client import Client
from dainvo.dav.collection import CollectionInfo
from dainvo.dav.xml import normal
from dainvo.engine.desk import Desk
from dainvo.errors import Malformed, Refused, TryLater
from dainvo.ical.event import AccountId, Href
from dainvo.store.rows import AccountRow, CollectionState

log = logging.getLogger(__name__)

#: How often an account asks who lets it see their calendars.
LOOK_EVERY: Final = timedelta(days=1)
#: How often names, colours and rights are asked for by the way.
DESCRIBE_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AllCalendars:
    """`unasked` are home sets of others that gave no listing this time. Without `described` names, colours and rights
    are those of an earlier listing."""

    calendars: list[CollectionInfo]
    unasked: frozenset[str] = frozenset()
    described: bool = True


async def states(desk: Desk, client: Client, account: AccountRow) -> AllCalendars:
    """Like `calendars`, with nothing but what tells whether a calendar changed, unless the last listing is old or
    something came or went."""
    homes = [Href(str(account.detail.get("home_set") or "/")), *map(Href, _homes(account))]
    listed = desk.described.get(account.id)
    fresh = listed is not None and timedelta(0) <= desk.now() - listed < DESCRIBE_EVERY
    if fresh and not _is_due(desk, account):
        found: list[CollectionInfo] = []
        for home in homes:
            part = await client.states(home)
            if part is None:
                break
            found += part
        else:
            return AllCalendars(found, described=False)
    return await calendars(desk, client, account)


async def calendars(desk: Desk, client: Client, account: AccountRow, *, states: bool = True) -> AllCalendars:
    """One listing of the own home set, one of each home set of others; somebody else's calendars bear their name.

    Without `states` no ctags and sync-tokens: telling them takes Radicale half as long as a first sync. What fails for
    another's home set leaves it out. Raises as `Client.collections` for the own one.
    """
    await _look(desk, client, account)
    account = desk.store.account(account.id)
    found = await client.collections(Href(str(account.detail.get("home_set") or "/")), states=states)
    unasked: set[str] = set()
    known = {info.href for info in found}
    for home, owner in _homes(account).items():
        try:
            others = await client.collections(Href(home), states=states)
        except (Refused, Malformed, TryLater) as error:
            log.info("the calendars of somebody else were not listed: %s", error)
            unasked.add(home)
            continue
        found += [replace(info, owner=owner, home=home) for info in others if info.href not in known]
        known |= {info.href for info in others}
    desk.described[account.id] = desk.now()
    return AllCalendars(await _named(desk, client, account, found), frozenset(unasked))


async def _look(desk: Desk, client: Client, account: AccountRow) -> None:
    """Ask once a day who lets the user act for them. A server that knows nothing of it is asked no less kindly."""
    principal = str(account.detail.get("principal") or "")
    if not principal or not _is_due(desk, account):
        return
    try:
        homes = await people.other_homes(client, Href(person(principal)))
    except TryLater as error:
        log.info("who shares calendars is asked again later: %s", error)
        return
    except (Refused, Malformed) as error:
        log.info("nobody could be asked who shares calendars: %s", error)
        homes = dict(_homes(account))
    desk.store.set_account(account.id, detail={"homes": dict(homes), "looked": desk.now().isoformat()})


def note_offered(desk: Desk, account: AccountId) -> None:
    """Keep in the account's details which calendars wait for the user's word, for views to say so (A04)."""
    names = [row.name for row in desk.store.collections(account) if row.state is CollectionState.OFFERED]
    if names != list(desk.store.account(account).detail.get("offered") or []):
        desk.store.set_account(account, detail={"offered": names or None})
        desk.publish_account(account)


def look_again(desk: Desk, account: AccountId) -> None:
    """Have the next sync ask who shares calendars."""
    desk.store.set_account(account, detail={"looked": None})


def _is_due(desk: Desk, account: AccountRow) -> bool:
    try:
        last = datetime.fromisoformat(str(account.detail["looked"]))
    except (KeyError, ValueError):
        return True
    return not timedelta(0) <= desk.now() - last.astimezone(UTC) < LOOK_EVERY


async def _named(desk: Desk, client: Client, account: AccountRow, found: list[CollectionInfo]) -> list[CollectionInfo]:
    """Owners by name; the user's own calendars have none."""
    own = person(str(account.detail.get("principal") or ""))
    names: dict[str, str] = dict(_texts(account.detail.get("owners")))
    before = dict(names)
    for principal in sorted({person(info.owner) for info in found if info.owner} - {own, ""}):
        if principal not in names:
            names[principal] = await _name_of(client, principal)
    if names != before:
        desk.store.set_account(account.id, detail={"owners": names})

    def named(info: CollectionInfo) -> CollectionInfo:
        path = person(info.owner)
        return replace(info, owner="" if path in ("", own) else names[path])

    # A server that names no owner, or not its own user, says nothing about whose the calendars are.
    return [named(info) if own else replace(info, owner="") for info in found]


async def _name_of(client: Client, principal: str) -> str:
    try:
        name = await people.name(client, Href(principal))
    except (Refused, Malformed):
        name = ""
    return name or unquote(principal.rstrip("/").rpartition("/")[2])


def _homes(account: AccountRow) -> Mapping[str, str]:
    """Home sets of others, each with the address of their principal."""
    return _texts(account.detail.get("homes"))


def _texts(stored: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in stored.items()} if isinstance(stored, dict) else {}


def person(href: str) -> str:
    """The path of a principal as a key, in one spelling however a server escapes it; empty if there is none."""
    path = normal("https://any.example/", urlsplit(href).path) if href else None
    return path.rstrip("/") + "/" if path else ""
