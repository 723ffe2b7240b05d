"""Letters folded for search, alike on the indexed text and on what is typed.

Does not cut words: the full-text index does.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not decompose (FTS5's own folding leaves them too).
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n"}
    | dict(zip("ƀƈɖƒɠɨƙɱƥʠɍƭʉʋƴƶȼɇɉɏⱥȿɀɓɗǥɽⱦ", "bcdfgikmpqrtuvyzcejyaszbdgrt", strict=True))
)
#: Marks that stand above, below or in letters (Latin, Greek, Cyrillic; points of Hebrew and Arabic).
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
#: Written without spaces between words: each sign counts as one (kana, Han, Thai).
_SIGNS = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 16


def fold(text: str) -> str:
    """`text` in lower case, without accents ("Zażółć Straße" → "zazolc strasse"), signs of CJK apart."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)
    return _SIGNS.sub(r" \g<0> ", plain) if _SIGNS.search(plain) else plain


def words(typed: str) -> list[str]:
    """The words of what is typed, folded; one of signs has them apart, and they stand together."""
    found = [" ".join(_WORD.findall(fold(word))) for word in typed.split()]
    return [part for word in found for part in ([word] if _SIGNS.search(word) else word.split())][:_MOST_WORDS]


def query(typed: str) -> str:
    """What is typed as an FTS5 query: every word must occur, the last one may be unfinished. Empty without a word."""
    found = words(typed)
    return " ".join([*(f'"{word}"' for word in found[:-1]), f'"{found[-1]}"*']) if found else ""
