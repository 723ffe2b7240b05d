"""Request bodies and multistatus answers of WebDAV and CalDAV as values, read while they stream in.

Sends nothing, and knows no calendar object beyond its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit
from xml.parsers import expat

from dainvo.errors import Malformed
from dainvo.ical.event import ETag, Href

#: Namespaces as expat gives them here: the URI, a space, the local name.
D = "DAV: "
C = "urn:ietf:params:xml:ns:caldav "
CS = "http://calendarserver.org/ns/ "
A = "http://apple.com/ns/ical/ "

_RESPONSE, _HREF, _PROPSTAT, _PROP, _ETAG = f"{D}response", f"{D}href", f"{D}propstat", f"{D}prop", f"{D}getetag"
_STATUS_NAME, _DATA = f"{D}status", f"{C}calendar-data"

NO_ETAG = ETag("")

MAX_DEPTH = 64
#: In one response element, or outside of all: an answer may hold any number of responses, they are not kept.
MAX_ELEMENTS = 200_000
MAX_OBJECT_CHARS = 5 * 1024 * 1024
_MOST_CONDITIONS = 20

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACES = {
    "D": 'xmlns:D="DAV:"',
    "C": 'xmlns:C="urn:ietf:params:xml:ns:caldav"',
    "CS": 'xmlns:CS="http://calendarserver.org/ns/"',
    "A": 'xmlns:A="http://apple.com/ns/ical/"',
}
_STATUS = re.compile(r"\bHTTP/\S+\s+(\d{3})\b")
#: Names for which `normal` has nothing to resolve: no slash, no query, no dot segment in any spelling.
_ORDINARY = re.compile(r"[A-Za-z0-9_~@-][A-Za-z0-9._~@%-]*")


class Node:
    """An element. `name` is the namespace, a space, and the local name. `cut`: the text was longer than
    MAX_OBJECT_CHARS and is not here."""

    __slots__ = ("attributes", "children", "cut", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.text = ""
        self.children: list[Node] = []
        self.cut = False

    def find(self, *names: str) -> Node | None:
        """The first child with the first name, its first child with the second name, and so on."""
        node = self
        for name in names:
            for child in node.children:
                if child.name == name:
                    node = child
                    break
            else:
                return None
        return node

    def text_of(self, *names: str) -> str:
        """The stripped text of that descendant; empty if it is not there."""
        node = self.find(*names)
        return node.text.strip() if node is not None else ""

    def names(self) -> set[str]:
        """The names of all descendants."""
        found = {child.name for child in self.children}
        return found.union(*(child.names() for child in self.children))


class Item(NamedTuple):
    """One response of a multistatus (RFC 4918 §14.24).

    `href` is the path as a key (see `normal`). `status` is 200 if at least one property was found or nothing
    is said; 404 for a resource that is gone; 413 stands for a calendar object larger than we take.
    `data` is the calendar object, with CR LF line ends whatever XML made of them; it is not among `props`.
    """

    href: Href
    status: int
    etag: ETag = NO_ETAG
    data: str | None = None
    props: Mapping[str, Node] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Multistatus:
    """A whole answer. `truncated`: the server left some out (507 inside, RFC 6578 §3.6)."""

    items: tuple[Item, ...]
    token: str = ""
    truncated: bool = False


class MultistatusStream:
    """Reads a multistatus as it arrives: `feed` the chunks, then `close`; `token` and `truncated` are known then.

    `url` is what was asked: relative hrefs are read against it, hrefs of another origin are left out and counted.
    Raises Malformed for anything but a complete multistatus, for a DOCTYPE in any encoding, and beyond the caps.
    """

    def __init__(self, url: str) -> None:
        self.token = ""
        self.truncated = False
        self.foreign = 0
        self._url = url
        path = normal(url, urlsplit(url).path)
        self._folder = path if path is not None and path.endswith("/") else None
        self._items: list[Item] = []
        self._parser = _Parser(self._child)

    def feed(self, chunk: bytes) -> list[Item]:
        """The items that this chunk completes."""
        self._parser.feed(chunk)
        return self._taken()

    def close(self) -> list[Item]:
        """The end of the answer."""
        self._parser.close()
        if self._parser.root != f"{D}multistatus":
            raise Malformed("the answer is no multistatus")
        return self._taken()

    def _taken(self) -> list[Item]:
        items, self._items = self._items, []
        return items

    def _child(self, node: Node) -> None:
        if node.name == _RESPONSE:
            self._items.extend(self._read(node))
        elif node.name == f"{D}sync-token":
            self.token = node.text.strip()

    def _read(self, response: Node) -> Iterator[Item]:
        status, hrefs, props = _parts(response)
        if status == 507:
            self.truncated = self.truncated or bool(hrefs)
            return
        data, etag = props.pop(_DATA, None), props.get(_ETAG)
        for written in hrefs:
            href = self._key(written)
            if href is None:
                self.foreign += 1
            elif data is not None and data.cut:
                yield Item(href, 413)
            else:
                text = _lines(data.text) if data is not None and data.text and not data.text.isspace() else None
                yield Item(href, status, etag_of(etag.text) if etag is not None else NO_ETAG, text, props)

    def _key(self, href: str) -> Href | None:
        folder = self._folder
        if folder is not None and href.startswith(folder) and _ORDINARY.fullmatch(href, len(folder)):
            name = href[len(folder) :]  # the common case, at a tenth of the price
            return Href(folder + (quote(unquote_to_bytes(name), safe="~") if "%" in name else name.replace("@", "%40")))
        return normal(self._url, href)


def parse_multistatus(body: bytes, url: str) -> Multistatus:
    """A whole answer to a request for `url`. Raises Malformed, see MultistatusStream."""
    stream = MultistatusStream(url)
    items = stream.feed(body) + stream.close()
    return Multistatus(tuple(items), stream.token, stream.truncated)


def precondition(body: bytes) -> str:
    """The local name of the first condition in a DAV:error (RFC 4918 §16), such as `valid-sync-token`; else empty.

    Elements of a server's own namespace do not count (SabreDAV puts its exception first).
    """
    named = (node.name for node in error_children(body) if node.name.startswith((D, C)))
    return next(named, "").rpartition(" ")[2]


def error_children(body: bytes) -> list[Node]:
    """What stands in a DAV:error, the first of it in its order; nothing of any other body."""
    found: list[Node] = []

    def note(node: Node) -> None:
        if parser.root == f"{D}error" and len(found) < _MOST_CONDITIONS:
            found.append(node)

    parser = _Parser(note)
    try:
        parser.feed(body)
        parser.close()
    except Malformed:
        return []
    return found


def normal(url: str, href: str) -> Href | None:
    """The path of `href` as a key, in one spelling however the server escapes it; None if it leaves `url`'s origin.

    Unreserved characters stand for themselves, everything else is percent-encoded (RFC 3986 §6.2.2); an encoded
    slash stays encoded. None as well for dot segments that are left after resolving, and for a query.
    """
    try:
        asked, target = urlsplit(url), urlsplit(urljoin(url, href.strip()))
        same = (target.scheme, target.hostname, _port(target.scheme, target.port)) == (
            asked.scheme,
            asked.hostname,
            _port(asked.scheme, asked.port),
        )
    except ValueError:
        return None
    if not same or "@" in target.netloc or target.query or not target.path.startswith("/"):
        return None
    segments = [quote(unquote_to_bytes(segment), safe="~") for segment in target.path.split("/")]
    if any(segment in (".", "..") for segment in segments):
        return None
    return Href("/".join(segments))


def etag_of(text: str) -> ETag:
    """An etag as a server gives it; none if it could not be said back to it in a header."""
    text = text.strip()
    return ETag(text) if text.isascii() and text.isprintable() else NO_ETAG


def is_below(collection: Href, href: Href) -> bool:
    """Whether `href` names something inside `collection` (whose href ends with a slash), not the collection itself."""
    return href.startswith(collection) and len(href) > len(collection)


def propfind(*names: str) -> bytes:
    """A PROPFIND for properties named with prefixes, such as `D:displayname` or `C:calendar-home-set`."""
    return _body("D:propfind", f"<D:prop>{_empty(names)}</D:prop>")


def sync_collection(token: str, inline: bool) -> bytes:
    """RFC 6578 §3.2: changes since `token` (everything if empty), with the objects themselves if `inline`."""
    props = _empty(("D:getetag", "C:calendar-data") if inline else ("D:getetag",))
    since = f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
    return _body("D:sync-collection", f"{since}<D:prop>{props}</D:prop>")


def multiget(hrefs: Iterable[Href]) -> bytes:
    """RFC 4791 §7.9: etag and text of each of `hrefs`."""
    listed = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)
    return _body("C:calendar-multiget", f"<D:prop><D:getetag/><C:calendar-data/></D:prop>{listed}")


def mkcalendar(name: str, color: str, order: int | None = None) -> bytes:
    """RFC 4791 §5.3.1: a calendar for events, called `name`; `color` is `#rrggbb` or empty, `order` its place."""
    props = "".join(appearance(name, color, order).values())
    props += '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
    return _body("C:mkcalendar", f"<D:set><D:prop>{props}</D:prop></D:set>")


def proppatch(name: str = "", color: str = "", order: int | None = None) -> bytes:
    """RFC 4918 §9.2: what is given of a calendar's appearance, each in a part of its own."""
    parts = (f"<D:set><D:prop>{each}</D:prop></D:set>" for each in appearance(name, color, order).values())
    return _body("D:propertyupdate", "".join(parts))


def appearance(name: str, color: str, order: int | None) -> dict[str, str]:
    """The elements that say what is given of how a calendar looks, by the names of the properties."""
    given = {
        f"{D}displayname": f"<D:displayname>{_text(name)}</D:displayname>" if name else "",
        f"{A}calendar-color": f"<A:calendar-color>{_text(color)}ff</A:calendar-color>" if color else "",
        f"{A}calendar-order": f"<A:calendar-order>{order}</A:calendar-order>" if order is not None else "",
    }
    return {key: value for key, value in given.items() if value}


class _Parser:
    """expat with the guards of C-D1; gives each child of the root as a tree and keeps none."""

    def __init__(self, on_child: Callable[[Node], None]) -> None:
        self.root = ""
        self._on_child = on_child
        self._stack: list[Node] = []
        self._elements = 0
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.buffer_size = 1 << 16
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._data

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, False)

    def close(self) -> None:
        self._parse(b"", True)

    def _parse(self, chunk: bytes, last: bool) -> None:
        try:
            self._expat.Parse(chunk, last)
        except expat.ExpatError as error:
            raise Malformed(f"broken XML: {expat.ErrorString(error.code)}") from error
        except (ValueError, LookupError) as error:
            # An encoding that Python does not know, or one of several bytes a character.
            raise Malformed("broken XML: the encoding") from error

    def _doctype(self, *_declaration: object) -> None:
        raise Malformed("a DOCTYPE in the answer")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(stack) >= MAX_DEPTH:
            raise Malformed("too many elements in the answer")
        if not stack:
            self.root = name
        stack.append(Node(name, attributes))

    def _data(self, text: str) -> None:
        if len(self._stack) < 2:
            return
        node = self._stack[-1]
        if not node.text:
            node.text = text
        elif not node.cut:
            node.text += text
        if len(node.text) > MAX_OBJECT_CHARS:
            node.text, node.cut = "", True

    def _end(self, name: str) -> None:
        stack = self._stack
        node = stack.pop()
        if len(stack) > 1:
            stack[-1].children.append(node)
        elif stack:
            if name == _RESPONSE:
                self._elements = 0
            self._on_child(node)


def _parts(response: Node) -> tuple[int, list[str], dict[str, Node]]:
    """(status, hrefs as written, properties that were found) of a response."""
    status, hrefs, props = 0, [], {}
    for child in response.children:
        if child.name == _PROPSTAT:
            code, found = 0, None
            for part in child.children:
                if part.name == _PROP:
                    found = part
                elif part.name == _STATUS_NAME:
                    code = _code(part.text)
            if found is not None and 200 <= (code or 200) < 300:
                for prop in found.children:
                    props[prop.name] = prop
        elif child.name == _HREF:
            hrefs.append(child.text.strip())
        elif child.name == _STATUS_NAME:
            status = _code(child.text)
    return status or 200, hrefs, props


@lru_cache(maxsize=64)
def _code(text: str) -> int:
    match = _STATUS.search(text)
    return int(match.group(1)) if match else 0


def _lines(data: str) -> str:
    # XML turns CR LF into LF (XML 1.0 §2.11) unless the server wrote the CR as a character reference.
    return data if "\r" in data else data.replace("\n", "\r\n")


def _port(scheme: str, port: int | None) -> int:
    return port or (443 if scheme == "https" else 80)


def _body(root: str, inner: str) -> bytes:
    used = " ".join(space for prefix, space in _NAMESPACES.items() if f"<{prefix}:" in f"<{root}{inner}")
    return f"{_DECLARATION}<{root} {used}>{inner}</{root}>".encode()


def _empty(names: Iterable[str]) -> str:
    return "".join(f"<{name}/>" for name in names)


def _text(value: str) -> str:
    """Escaped, without the control characters that XML cannot hold."""
    return escape("".join(character for character in value if character >= " " or character in "\t\n"))
