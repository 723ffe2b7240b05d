"""Loads PySide6 without compiling it anew: it carries a dozen modules as text, which is a tenth of an empty window.

Python keeps what it compiled of files, in `__pycache__`; this keeps the same of those texts, beside this file's own.
Changes nothing of what they do: a text that is not known to the letter is compiled as ever.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

_THEIRS = "shibokensupport/"  # names that no file has: relative ones

Kept = dict[str, tuple[int, int, CodeType]]  # name: length and checksum of the text, and what it compiles to


def import_pyside() -> None:
    """Import PySide6, its texts compiled if they were at an earlier start. Raises ImportError."""
    if "PySide6" in sys.modules:
        return
    place = _place()
    kept, plain = _read(place), builtins.compile
    found: Kept = {}
    fresh: list[str] = []

    def compiled(source: Any, filename: Any, *rest: Any, **options: Any) -> Any:
        if not (isinstance(source, bytes) and isinstance(filename, str) and filename.startswith(_THEIRS)):
            return plain(source, filename, *rest, **options)
        text = (len(source), crc32(source))
        *known, code = kept.get(filename, (0, 0, None))
        if tuple(known) != text or code is None:
            code = plain(source, filename, *rest, **options)
            fresh.append(filename)
        found[filename] = (*text, code)
        return code

    vars(builtins)["compile"] = compiled
    try:
        import PySide6  # noqa: F401
    finally:
        vars(builtins)["compile"] = plain
    if fresh:
        _write(place, found)


def _place() -> Path | None:
    """Beside what Python keeps of this module, of the same Python; None if there is no such place."""
    own = globals().get("__cached__")
    return Path(own).with_suffix(".texts") if own else None


def _read(place: Path | None) -> Kept:
    try:
        kept = marshal.loads(place.read_bytes()) if place else {}  # noqa: S302 - as trusted as what it lies among
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(place: Path | None, found: Kept) -> None:
    if place is None or sys.dont_write_bytecode:
        return
    fresh = place.with_suffix(f".{os.getpid()}")
    try:
        fresh.write_bytes(marshal.dumps(found))
        fresh.replace(place)
    except OSError:
        return  # installed where this user cannot write: the next start takes a little longer again
