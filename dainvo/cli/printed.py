"""What the verbs print: words from outside show as they are, and tell a terminal nothing.

Chooses no words.
"""

from __future__ import annotations

import codecs
import io
import re
import sys

#: C0 but TAB and LF, DEL, C1, and what breaks or turns a line.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def ready() -> None:
    """Standard output takes every letter from now on: one that its encoding lacks is told as JSON tells it, too."""
    codecs.register_error("visible", _told)
    if isinstance(sys.stdout, io.TextIOWrapper):  # none has a window of Windows
        sys.stdout.reconfigure(errors="visible")


def _told(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


def visible(text: str) -> str:
    """`text` with `\\u001b` for what a terminal would obey; JSON says the same so."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str) -> None:
    """To standard output, at once."""
    print(visible(text), flush=True)


def remark(text: str) -> None:
    """To standard error, beside an answer."""
    print(visible(text), file=sys.stderr)
