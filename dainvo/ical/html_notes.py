"""Notes that another program wrote as HTML: their plain words, and an edit of the words that leaves the markup (E32).

Renders nothing and follows no link.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_KNOWN = "a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|s|small|span"
_KNOWN += "|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul"
#: A comment ends before another begins: of a thousand that never end none is looked at to the end of the text.
_TAG = re.compile(
    rf"<(/?)({_KNOWN})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!--(?:(?!<!--|-->).)*-->|<!DOCTYPE[^<>]*>", re.I | re.S
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_BLOCK = re.compile(r"(?:blockquote|center|div|h[1-6]|li|ol|p|pre|table|tr|ul)\Z", re.I)
_SILENT = re.compile(r"(?:head|style|title)\Z", re.I)
#: A change of more characters than this is taken as one.
_MOST_COMPARED = 4000


@dataclass(slots=True)
class _Piece:
    """A bit of the source and what of it is shown. What is not `text` cannot be taken out by an edit of the words."""

    source: str
    shown: str = ""
    text: bool = False


def is_html(text: str) -> bool:
    """Whether notes hold tags that a person did not type to be read."""
    return "<" in text and _TAG.search(text) is not None


def words(source: str, *, collapse: bool = False) -> str:
    """The plain words. `collapse`: line ends of the source are spaces, as in a whole page."""
    return "".join(piece.shown for piece in _pieces(source, collapse)).strip("\n")


def with_words(source: str, wanted: str, *, collapse: bool = False) -> str:
    """`source` so changed that its words are `wanted`; every tag stays but the line breaks that were taken out."""
    pieces = _pieces(source, collapse)
    shown = "".join(piece.shown for piece in pieces)
    lead = len(shown) - len(shown.lstrip("\n"))
    old = shown.strip("\n")
    # The change in the middle, as (from, to, new text), last first.
    for first, last, new in reversed(_changes(old, wanted)):
        _replace(pieces, first + lead, last + lead, new)
    return "".join(piece.source for piece in pieces)


def _changes(old: str, new: str) -> list[tuple[int, int, str]]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    rest = 0
    while rest < min(len(old), len(new)) - start and old[-1 - rest] == new[-1 - rest]:
        rest += 1
    middle, wanted = old[start : len(old) - rest], new[start : len(new) - rest]
    if not middle and not wanted:
        return []
    if max(len(middle), len(wanted)) > _MOST_COMPARED:
        return [(start, start + len(middle), wanted)]
    from difflib import SequenceMatcher  # only such notes, edited, need it

    found = SequenceMatcher(None, middle, wanted, autojunk=False).get_opcodes()
    return [(start + a, start + b, wanted[c:d]) for kind, a, b, c, d in found if kind != "equal"]


def _replace(pieces: list[_Piece], first: int, last: int, new: str) -> None:
    """Characters `first` to `last` of what is shown become `new`, in the formatting of what was there."""
    at, place = 0, None
    for number, piece in enumerate(pieces):
        ends = at + len(piece.shown)
        inside = first <= at and ends <= last and piece.shown
        if inside and piece.text:
            piece.source = ""
            place = number if place is None else place
        elif place is None and first == last and piece.shown and (ends == first or (first == 0 and piece.text)):
            place = number if ends != first else number + 1
        at = ends
    if not new:
        return
    made = html.escape(new, quote=False).replace("\n", "<br>")
    if place is None:
        place = next((number for number, piece in enumerate(pieces) if piece.text), len(pieces))
    pieces.insert(place, _Piece(made))


class _Pieces(list[_Piece]):
    """Pieces as they come; `last` is what was shown last."""

    last = "\n"

    def append(self, piece: _Piece) -> None:
        self.last = piece.shown or self.last
        super().append(piece)


def _pieces(source: str, collapse: bool) -> list[_Piece]:
    pieces = _Pieces()
    links: list[tuple[str, int]] = []  # href, and how many pieces were there when it began
    silent = at = 0
    for found in _TAG.finditer(source):
        _text(pieces, source[at : found.start()], collapse, bool(silent))
        at = found.end()
        name, closes = (found[2] or "").lower(), bool(found[1])
        if _SILENT.match(name):
            silent = max(0, silent + (-1 if closes else 1))
        if name == "br":
            pieces.append(_Piece(found[0], "\n", text=True))
        elif name == "a":
            pieces.append(_Piece(found[0], _link(pieces, links, found[3], closes)))
        elif _BLOCK.match(name) and pieces.last.endswith("\n"):
            pieces.append(_Piece(found[0], "• " if name == "li" and not closes else ""))
        elif _BLOCK.match(name):
            pieces.append(_Piece(found[0], "\n• " if name == "li" and not closes else "\n"))
        else:
            pieces.append(_Piece(found[0]))
    _text(pieces, source[at:], collapse, bool(silent))
    return pieces


def _link(pieces: _Pieces, links: list[tuple[str, int]], inside: str, closes: bool) -> str:
    """What is shown of an end of a link: its address, unless the words are the address or there are none."""
    if not closes:
        href = _HREF.search(inside)
        # There is none inside another: one that begins ends the one before.
        links[:] = [(html.unescape(next(filter(None, href.groups()), "")).strip() if href else "", len(pieces))]
        return ""
    address, begun = links.pop() if links else ("", 0)
    if not address.lower().startswith(("http:", "https:")):
        return ""
    said = "".join(piece.shown for piece in pieces[begun:]).strip()
    return f" <{address}>" if said and not address.rstrip("/").endswith(said.rstrip("/")) else ""


def _text(pieces: _Pieces, source: str, collapse: bool, silent: bool) -> None:
    at = 0
    for found in [*_ENTITY.finditer(source), None]:
        plain = source[at : found.start() if found else len(source)]
        for character in plain:
            shown = " " if collapse and character in "\r\n\t" else character
            hidden = silent or (collapse and shown == " " and pieces.last.endswith(("\n", " ")))
            pieces.append(_Piece(character, "" if hidden else shown, text=not silent))
        if found:
            shown = "" if silent else html.unescape(found[0]).replace("\xa0", " ")
            pieces.append(_Piece(found[0], shown, text=not silent))
            at = found.end()
