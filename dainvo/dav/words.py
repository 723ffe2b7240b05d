"""What a server says for itself when it refuses something: its reason as one short line of plain text.

Believes nothing of it and decides nothing by it; markup is read and left out, never handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from dainvo.dav.xml import Node, error_children
from dainvo.web import Answer

#: So much of a body is looked at, and so long is what is handed on.
MOST_BYTES: Final = 16 * 1024
MOST_CHARS: Final = 300

#: Of SabreDAV's errors and the like: for whoever runs the server.
_FOR_PROGRAMS: Final = frozenset({"exception", "href", "file", "line", "code", "stacktrace", "sabredav-version"})
#: Control characters, and those that turn the direction of what stands around them.
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]+")
_MARKUP: Final = re.compile(r"<[!?/a-zA-Z]")
_NOT_READ: Final = re.compile(r"(script|style|template|title)\b", re.IGNORECASE)


def words(answer: Answer) -> str:
    """The server's reason, at most MOST_CHARS long; empty if its answer holds none that a person could read."""
    body = answer.body[:MOST_BYTES]
    if not body.strip():
        return ""
    children = error_children(answer.body)
    if children:
        return _line(_texts(children))
    text = body.decode(_charset(answer.headers.get("content-type", "")), "replace")
    if _MARKUP.search(text):
        return _line(_page(text))
    return "" if text.lstrip()[:1] in "{[" else _line([text])


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.name.rpartition(" ")[2].lower() not in _FOR_PROGRAMS:
            yield node.text
            yield from _texts(node.children)


def _page(text: str) -> list[str]:
    """What is to be read on a web page; its title only where there is nothing else. One pass: what comes from a server
    may be made to keep a thorough reader busy."""
    shown: list[str] = []
    title = ""
    place = 0
    while (mark := _MARKUP.search(text, place)) is not None:
        shown.append(text[place : mark.start()])
        end = text.find(">", mark.end())
        if end < 0:
            place = len(text)
            break
        place = end + 1
        name = _NOT_READ.match(text, mark.start() + 1)
        if name is not None:
            close = re.compile(rf"</{name[1]}", re.IGNORECASE).search(text, place)
            until = len(text) if close is None else close.start()
            title = title or (text[place:until] if name[1].lower() == "title" else "")
            place = until
    shown.append(text[place:])
    return [unescape(part) for part in shown] if any(map(str.strip, shown)) else [unescape(title)]


def _line(parts: Iterable[str]) -> str:
    """All of it as one line, cut at a word. What still looks like markup is taken apart, so that it is none."""
    joined = _MARKUP.sub(lambda mark: f"{mark[0][0]} {mark[0][1]}", _UNSEEN.sub(" ", " ".join(parts)))
    line = " ".join(joined.split())
    if len(line) <= MOST_CHARS:
        return line
    return f"{line[: MOST_CHARS - 1].rpartition(' ')[0] or line[: MOST_CHARS - 1]}…"


def _charset(content_type: str) -> str:
    import codecs

    _, _, named = content_type.lower().partition("charset=")
    name = named.split(";")[0].strip(" \"'") or "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"
