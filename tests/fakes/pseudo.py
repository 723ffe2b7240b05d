"""Languages that nobody speaks, made while the program asks for its texts: one that is long, one from right to left.

What is between ⟦ and ⟧ went through translation; holes, keys and marks of rich text stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from dainvo.ui import mirror, theme

_KEPT = re.compile(r"\{[^}]*\}|%n|%L?\d|&\w|<[^>]*>|https?://\S+")
_PATTERN = re.compile(r"[dMy ,.·–]+|[^\w]*")  # of dates, or nothing to be said
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "אבצדעפגהיזקלמנסטקרשתובחכיז" * 2)
LONGER = 0.4


class Pseudo(QTranslator):
    """Every text with accents, in brackets and two fifths longer; or in the letters of a script that runs left."""

    def __init__(self, parent: QObject, *, to_the_left: bool = False) -> None:
        super().__init__(parent)
        self._letters = _HEBREW if to_the_left else _ACCENTS
        self._longer = 0.0 if to_the_left else LONGER

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, text: str, _note: str | None = None, _n: int = -1) -> str:
        return text if _PATTERN.fullmatch(text) else self.said(text)

    def said(self, text: str) -> str:
        """The text of this language for an English one."""
        parts, last = [], 0
        for kept in _KEPT.finditer(text):
            parts += [text[last : kept.start()].translate(self._letters), kept[0]]
            last = kept.end()
        parts.append(text[last:].translate(self._letters))
        more = max(0, round(len(_KEPT.sub("", text)) * self._longer) - len("⟦⟧"))
        filling = "".join(" " if at % 7 == 0 else "ẋ" for at in range(more)).rstrip()
        end = "…" if text.endswith("…") else ":" if text.endswith(":") else ""
        whole = "".join(parts)
        return f"⟦{whole[: len(whole) - len(end)]}{filling}⟧{end}"


@contextmanager
def spoken(application: QApplication, *, to_the_left: bool = False, mirrored: bool = False) -> Iterator[Pseudo]:
    """The program in such a language; `mirrored` is the layout, which a real language brings with its letters."""
    made = Pseudo(application, to_the_left=to_the_left)
    application.installTranslator(made)
    mirror.use(application, Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    theme.apply(application)
    try:
        yield made
    finally:
        application.removeTranslator(made)
        mirror.use(application, Qt.LayoutDirection.LeftToRight)
        theme.apply(application)
