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
    count += isinstance(source, bytes) and str(filename).startswith("shibokensupport/")
    return plain(source, filename, *rest, **options)
builtins.compile = compile
from dainvo.ui.compiled import import_pyside
import_pyside()
assert builtins.compile is compile
assert builtins.__import__ is builtins.__orig_import__  # not PySide6's, which reads every module that is imported
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
    form, kept = marshal.loads(place.read_bytes())  # noqa: S302 - written a moment ago
    name, length, checksum = sorted(kept)[0]
    del kept[name, length, checksum]
    kept[name, length, checksum + 1] = marshal.dumps(compile("raise SystemExit(9)", name, "exec"))
    place.write_bytes(marshal.dumps((form, kept)))
    assert _compiled(tmp_path) == 1
    assert _compiled(tmp_path) == 0


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    _compiled(tmp_path)
    (place,) = _kept(tmp_path)
    for damaged in (b"", place.read_bytes()[:1000], marshal.dumps([1]), marshal.dumps((0, {})), b"\xff" * 50):
        place.write_bytes(damaged)
        assert _compiled(tmp_path) > 5
    assert _compiled(tmp_path) == 0


def test_nothing_is_written_where_python_is_to_write_nothing(tmp_path: Path) -> None:
    assert _compiled(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 5
    assert not _kept(tmp_path)


def test_what_waits_runs_when_it_is_asked_of() -> None:
    """A wrong call is told with its signature as ever, and a name that is not there is missing."""
    asked = """
from PySide6.QtCore import QObject
try:
    QObject().setProperty(1, 2)
except TypeError as error:
    print(error)
import shibokensupport.signature
print(shibokensupport.signature.get_signature(QObject.setProperty), QObject.setProperty.__doc__)
import PySide6.support.signature.lib.pyi_generator as generator
print(generator.Formatter.__name__, hasattr(generator, "nothing"))
"""
    ours = "import sys; from dainvo.ui.compiled import import_pyside; import_pyside()\n"
    waits = "assert 'argparse' not in sys.modules\n"
    plain, late = (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for code in (asked, ours + waits + asked)
    )
    assert late == plain
    assert "name: str, value: Any" in plain


def test_a_bundle_starts_with_what_was_kept_when_it_was_made(tmp_path: Path) -> None:
    """G5: in a bundle modules are no files, and no start could keep anything for the next."""
    code = "import sys, pathlib; from dainvo.ui.compiled import import_pyside; import_pyside(pathlib.Path(sys.argv[1]))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "pyside.texts")], cwd=ROOT, env=environment, check=True)
    frozen = COUNT.replace("import builtins\n", f"import builtins, sys\nsys._MEIPASS = {str(tmp_path)!r}\n", 1)
    done = subprocess.run(
        [sys.executable, "-B", "-c", frozen], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["pyside.texts"]
