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
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """`text` in lower case, without accents: "Zażółć Straße" → "zazolc strasse"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)


def query(typed: str) -> str:
    """What is typed as an FTS5 query: every word must occur, the last one may be unfinished. Empty without a word."""
    words = _WORD.findall(fold(typed))[:16]
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*']) if words else ""
