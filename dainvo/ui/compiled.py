"""Loads PySide6 without what it compiles anew at every start, a quarter of the time of an empty window.

PySide6 carries a dozen modules as text. Python keeps what it compiled of files, in `__pycache__`; this keeps the same
of those texts, beside this file's own. Those of them that only describe signatures run when first asked of: running
them takes longer still. Changes nothing of what any of them does.
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

from dainvo.ui import enumerations

_THEIRS = ("shibokensupport/", "signature_bootstrap.py")  # names that no file has: relative ones
_LATE = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
#: What runs in place of such a module, until one of its names is asked for.
_STUB = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from dainvo.ui.compiled import run_late
    return run_late(__file__, globals(), name)
"""

#: The name of the file in a bundle, where modules are no files.
FROZEN = "pyside.texts"
_FORM = 1  # of the file; to be raised when it changes
Kept = dict[tuple[str, int, int], bytes]  # name, length and checksum of a text: what it compiles to

_late: dict[str, bytes] = {}  # what has not run yet


def import_pyside(place: Path | None = None) -> None:
    """Import PySide6, its texts compiled if they were at an earlier start. Raises ImportError.

    `place`: the file that they are kept in, for whoever makes a bundle, which takes it along as FROZEN.
    """
    if "PySide6" in sys.modules:
        return
    place = place or _place()
    kept, plain = _read(place), builtins.compile
    found: Kept = {}
    fresh: list[str] = []

    def compiled(source: Any, filename: Any, *rest: Any, **options: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(_THEIRS) and isinstance(source, str | bytes)):
            return plain(source, filename, *rest, **options)
        text = (len(source), crc32(source.encode() if isinstance(source, str) else source))
        code = kept.get((filename, *text), b"")
        if not code:
            code = marshal.dumps(plain(source, filename, *rest, **options))
            fresh.append(filename)
        found[filename, *text] = code
        if filename not in _LATE:
            return _loaded(code)
        _late[filename] = code
        return plain(_STUB, filename, "exec")

    enumerations.make_quickly()
    vars(builtins)["compile"] = compiled
    try:
        import PySide6  # noqa: F401
    finally:
        vars(builtins)["compile"] = plain
    # else every import from now on would read the module's text and search it for PySide6: it has features to switch
    # on by an import, such as names in snake case, which nothing here does
    vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", builtins.__import__)
    if fresh:
        _write(place, found)


def run_late(filename: str, module: dict[str, Any], name: str) -> Any:
    """Run a module that waited, in its namespace `module`, and give what it calls `name`. Raises AttributeError.

    Only on the thread that uses Qt.
    """
    code = _late.pop(filename, None)
    if code is not None:
        exec(_loaded(code), module)  # noqa: S102 - what an import does
        module.pop("__getattr__", None)
    try:
        return module[name]
    except KeyError:
        raise AttributeError(name) from None


def _loaded(code: bytes) -> CodeType:
    found: CodeType = marshal.loads(code)  # noqa: S302 - as trusted as the modules that it lies among
    return found


def _place() -> Path | None:
    """Beside what Python keeps of this module, of the same Python; what came with a bundle; None if there is no such
    place."""
    bundle = getattr(sys, "_MEIPASS", "")
    if bundle:
        return Path(bundle, FROZEN)
    own = globals().get("__cached__")
    return Path(own).with_suffix(".texts") if own else None


def _read(place: Path | None) -> Kept:
    try:
        form, kept = marshal.loads(place.read_bytes()) if place else (_FORM, {})  # noqa: S302 - as above
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if form == _FORM and isinstance(kept, dict) else {}


def _write(place: Path | None, found: Kept) -> None:
    if place is None or sys.dont_write_bytecode:
        return
    fresh = place.with_suffix(f".{os.getpid()}")
    try:
        fresh.write_bytes(marshal.dumps((_FORM, found)))
        fresh.replace(place)
    except OSError:
        return  # installed where this user cannot write: the next start takes a little longer again
