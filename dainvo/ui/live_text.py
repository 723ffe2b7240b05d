"""Text from outside with its web links alive: everything is escaped, only what we find to be a link is one (E18, E32).

Opens nothing by itself: a link that is chosen goes through `join`, which asks about hosts it does not know.
"""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dainvo.ui import join

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}\u2028\u2029]+", re.I)
_TAIL = ".,;:!?)]}»”’"
#: More links in one text are not made alive.
_MOST = 50


def links_in(text: str) -> list[tuple[int, int]]:
    """Where the web links of a text begin and end; a full stop or bracket after one is not part of it."""
    found: list[tuple[int, int]] = []
    for match in _LINK.finditer(text):
        end = match.end()
        unopened = match[0].count(")") - match[0].count("(")
        while end > match.start() and text[end - 1] in _TAIL:
            if text[end - 1] == ")":
                if unopened <= 0:
                    break
                unopened -= 1
            end -= 1
        if end - match.start() > len("https://") and len(found) < _MOST:
            found.append((match.start(), end))
    return found


def first_link(text: str) -> str:
    """The first web link of a text that may be opened; empty if there is none."""
    for start, end in links_in(text):
        url = text[start:end]
        if join.may_open(url) or join.must_ask(url):
            return url
    return ""


def show(label: QLabel, text: str) -> None:
    """Show `text` in the label, its links alive for pointer and keyboard."""
    found = links_in(text)
    if not found:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        return
    parts, at = [], 0
    for start, end in found:
        url = html.escape(text[start:end])
        parts.append(_escaped(text[at:start]))
        parts.append(f'<a href="{url}">{_shown(text[start:end])}</a>')
        at = end
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("".join((*parts, _escaped(text[at:]))))
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.linkActivated.connect(lambda url: join.join(url, label))


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")


def _shown(url: str) -> str:
    """A link as it is read, with places where a long one may break."""
    text = url if len(url) <= 80 else f"{url[:79]}…"
    return html.escape(text).replace("/", "/&#8203;")
