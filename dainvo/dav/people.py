"""Who lets a user act for them, where their calendars are, and what they are called (A15).

Asks about principals only; calendars are listed by `client`.
"""

from __future__ import annotations

from typing import Final

from dainvo.dav import xml
from dainvo.dav.client import Client
from dainvo.dav.xml import CS, C, D, Item
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import Href

#: Delegation of CalendarServer, DAViCal, Sabre and Nextcloud (caldav-proxy).
_FOR: Final = (f"{CS}calendar-proxy-write-for", f"{CS}calendar-proxy-read-for")
_ASKED: Final = ("CS:calendar-proxy-write-for", "CS:calendar-proxy-read-for")
#: People who are asked about; a directory of thousands is none of delegates.
_MOST: Final = 50


async def other_homes(client: Client, principal: Href) -> dict[str, str]:
    """Home sets of people who delegated their calendars to `principal`, and further ones of the user's own.

    Each with the address of its owner's principal. Raises Refused or Malformed if the server does not tell.
    """
    own = await _about(client, principal, "C:calendar-home-set", *_ASKED)
    homes: dict[str, str] = dict.fromkeys(_paths(client, own, f"{C}calendar-home-set")[1:], principal)
    others = dict.fromkeys(path for name in _FOR for path in _paths(client, own, name) if path != principal)
    for other in list(others)[:_MOST]:
        try:
            about = await _about(client, Href(other), "C:calendar-home-set")
        except (Refused, Malformed):
            continue
        homes |= dict.fromkeys(_paths(client, about, f"{C}calendar-home-set"), other)
    return homes


async def name(client: Client, principal: Href) -> str:
    """What a person is called; empty if the server does not say."""
    node = (await _about(client, principal, "D:displayname")).props.get(f"{D}displayname")
    text = node.text.strip() if node is not None else ""
    return "".join(character for character in text if character.isprintable())[:100]


async def _about(client: Client, principal: Href, *names: str) -> Item:
    for item in await client.properties(principal, *names):
        if item.status == 200:
            return item
    raise Refused(Why.GONE, detail="a principal that is not there")


def _paths(client: Client, item: Item, name: str) -> list[str]:
    """The hrefs of a property as paths at this server; those of other servers are left out."""
    node = item.props.get(name)
    if node is None:
        return []
    found = []
    for child in node.children:
        path = xml.normal(client.url("/"), child.text.strip()) if child.name == f"{D}href" else None
        if path is not None:
            found.append(path.rstrip("/") + "/")
    return found
