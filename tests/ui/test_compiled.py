"""The texts that PySide6 carries are compiled once, and again when they are others."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNT = """
import builtins
plain, count = builtins.compile, 0
def compile(source, filename, *rest, **options):
    global count
    count += str(filename).startswith("shibokensupport/")
    return plain(source, filename, *rest, **options)
builtins.compile = compile
from dainvo.ui.compiled import import_pyside
import_pyside()
assert builtins.compile is compile
from PySide6.QtCore import QObject
QObject().setObjectName("x")
print(count)
"""


def _compiled(cache: Path, **more: str) -> int:
    """How many texts a process compiled that keeps what it compiles in `cache`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(cache), **more}
    done = subprocess.run(
        [sys.executable, "-c", COUNT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def _kept(cache: Path) -> list[Path]:
    return list(cache.rglob("*.texts"))


def test_the_second_start_compiles_none_of_them(tmp_path: Path) -> None:
    """G5: a tenth of an empty window went into compiling the same texts at every start."""
    assert _compiled(tmp_path) > 5
    assert len(_kept(tmp_path)) == 1
    assert _compiled(tmp_path) == 0


def test_a_text_that_changed_is_compiled_again(tmp_path: Path) -> None:
    """As after an update of PySide6."""
    _compiled(tmp_path)
    (place,) = _kept(tmp_path)
    kept = marshal.loads(place.read_bytes())  # noqa: S302 - written a moment ago
    name = sorted(kept)[0]
    kept[name] = (kept[name][0], kept[name][1] + 1, compile("raise SystemExit(9)", name, "exec"))
    place.write_bytes(marshal.dumps(kept))
    assert _compiled(tmp_path) == 1
    assert _compiled(tmp_path) == 0


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    _compiled(tmp_path)
    (place,) = _kept(tmp_path)
    for damaged in (b"", place.read_bytes()[:1000], marshal.dumps([1]), b"\xff" * 50):
        place.write_bytes(damaged)
        assert _compiled(tmp_path) > 5
    assert _compiled(tmp_path) == 0


def test_nothing_is_written_where_python_is_to_write_nothing(tmp_path: Path) -> None:
    assert _compiled(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 5
    assert not _kept(tmp_path)
