"""Letters folded for search, alike on the indexed text and on what is typed.

Does not cut words: the full-text index does.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not decompose (FTS5's own folding leaves them too).
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n"}
)
#: Marks that stand above, below or in letters (Latin, Greek, Cyrillic; points of Hebrew and Arabic).
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """`text` in lower case, without accents: "Zażółć Straße" → "zazolc strasse"."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)


def query(typed: str) -> str:
    """What is typed as an FTS5 query: every word must occur, the last one may be unfinished. Empty without a word."""
    words = _WORD.findall(fold(typed))[:16]
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*']) if words else ""
