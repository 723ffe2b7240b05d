"""What one response of a PROPFIND on a home set tells about a calendar.

Sends nothing; whether a calendar is shown, and in which colour, is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from dainvo.dav.xml import CS, A, C, D, Item, Node
from dainvo.ical.event import Href

#: What to ask for.
DESCRIBED = (
    "D:resourcetype",
    "D:displayname",
    "D:owner",
    "D:current-user-privilege-set",
    "D:supported-report-set",
    "C:supported-calendar-component-set",
    "A:calendar-color",
    "A:calendar-order",
)
#: What changes with what is in a calendar; a server may have to look at all of it to tell.
STATES = ("D:sync-token", "CS:getctag")

_COLOR = re.compile(r"#([0-9A-Fa-f]{6})(?:[0-9A-Fa-f]{2})?|#([0-9A-Fa-f]{3})")
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """A calendar as the server describes it.

    `color` is `#rrggbb`, or empty; `components` are upper-case, empty if the server does not say (then all are
    allowed, RFC 4791 §5.2.3); `schedules`: the server itself mails the guests of what is written here. `writable`:
    events can be put into it; `may_change` and `may_delete`: those that are there. `owner` is the name of somebody else
    whose it is, or while it is being found the address of their principal; `home` the home set of theirs it lies in.
    """

    href: Href
    name: str
    color: str = ""
    writable: bool = True
    components: frozenset[str] = frozenset()
    ctag: str = ""
    sync_token: str = ""
    supports_sync: bool = False
    schedules: bool = False
    order: int = 0
    may_change: bool = True
    may_delete: bool = True
    owner: str = ""
    home: str = ""

    @property
    def holds_events(self) -> bool:
        return not self.components or "VEVENT" in self.components


def with_state(info: CollectionInfo, item: Item) -> CollectionInfo:
    """The calendar as it was described, with the state that `item` tells."""
    token, ctag = _text(item.props.get(f"{D}sync-token")), _text(item.props.get(f"{CS}getctag"))
    return replace(info, sync_token=token, ctag=ctag)


def collection_info(item: Item, *, schedules: bool) -> CollectionInfo | None:
    """The calendar that `item` describes; None if it is something else (a folder, an address book, an inbox)."""
    props = item.props
    kinds = _child_names(props.get(f"{D}resourcetype"))
    if item.status != 200 or f"{C}calendar" not in kinds:
        return None
    href = Href(item.href.rstrip("/") + "/")
    token = _text(props.get(f"{D}sync-token"))
    reports = props.get(f"{D}supported-report-set")
    privileges = props.get(f"{D}current-user-privilege-set")
    owner = props.get(f"{D}owner")
    owners = [child.text.strip() for child in owner.children if child.name == f"{D}href"] if owner is not None else []
    return CollectionInfo(
        href=href,
        name=_name(_text(props.get(f"{D}displayname"))) or _name(unquote(href.rstrip("/").rpartition("/")[2])),
        color=_color(_text(props.get(f"{A}calendar-color"))),
        writable=_holds(privileges, "bind"),
        may_change=_holds(privileges, "write-content"),
        may_delete=_holds(privileges, "unbind"),
        owner=next(iter(owners), ""),
        components=_components(props.get(f"{C}supported-calendar-component-set")),
        ctag=_text(props.get(f"{CS}getctag")),
        sync_token=token,
        supports_sync=bool(token) or (reports is not None and f"{D}sync-collection" in reports.names()),
        schedules=schedules,
        order=_order(_text(props.get(f"{A}calendar-order"))),
    )


def _child_names(node: Node | None) -> set[str]:
    return {child.name for child in node.children} if node is not None else set()


def _text(node: Node | None) -> str:
    return node.text.strip() if node is not None else ""


def _name(text: str) -> str:
    """A name for a list: no control characters, not endless."""
    return "".join(character for character in text if character.isprintable())[:_MAX_NAME].strip()


def _color(text: str) -> str:
    match = _COLOR.fullmatch(text)
    if match is None:
        return ""
    digits = match.group(1) or "".join(digit * 2 for digit in match.group(2))
    return f"#{digits.lower()}"


def _holds(privileges: Node | None, right: str) -> bool:
    """Whether one of the rights that make up DAV:write is held (RFC 3744 §3.2). A server that does not say is believed
    to let us."""
    if privileges is None:
        return True
    return bool(privileges.names() & {f"{D}all", f"{D}write", f"{D}{right}"})


def _components(node: Node | None) -> frozenset[str]:
    children = node.children if node is not None else []
    return frozenset(child.attributes.get("name", "").upper() for child in children if child.name == f"{C}comp")


def _order(text: str) -> int:
    try:
        return max(-(2**31), min(int(text), 2**31 - 1))
    except ValueError:
        return 0
