"""Loads PySide6 without compiling it anew: it carries a dozen modules as text, which is a tenth of an empty window.

Python keeps what it compiled of files, in `__pycache__`; this keeps the same of those texts, beside this file's own.
Changes nothing of what they do: a text that is not known to the letter is compiled as ever.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
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

    def compiled(source: Any, filename: Any, *rest: Any, **options: Any) -> Any:
        if not (isinstance(source, bytes) and isinstance(filename, str) and filename.startswith(_THEIRS)):
            return plain(source, filename, *rest, **options)
        length, checksum, code = kept.get(filename, (0, 0, None))
        if code is None or (length, checksum) != (len(source), crc32(source)):
            code = plain(source, filename, *rest, **options)
        found[filename] = (len(source), crc32(source), code)
        return code

    vars(builtins)["compile"] = compiled
    try:
        import PySide6  # noqa: F401
    finally:
        vars(builtins)["compile"] = plain
    if any(kept.get(name) is not each and kept.get(name) != each for name, each in found.items()):
        _write(place, found)


def _place() -> str:
    """Beside what Python keeps of this module, of the same Python; "" if there is no such place."""
    own = globals().get("__cached__")
    return f"{own.removesuffix('.pyc')}.texts" if own else ""


def _read(place: str) -> Kept:
    try:
        with open(place, "rb") as file:
            kept = marshal.load(file)  # noqa: S302 - as trusted as the compiled modules that it lies among
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(place: str, found: Kept) -> None:
    if not place or sys.dont_write_bytecode:
        return
    fresh = f"{place}.{os.getpid()}"
    try:
        with open(fresh, "wb") as file:
            marshal.dump(found, file)
        os.replace(fresh, place)
    except OSError:
        return  # installed where this user cannot write: the next start takes a little longer again
