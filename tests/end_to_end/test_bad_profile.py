"""A copy of another version, and a window that hangs, as somebody at a terminal meets them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from fakes.engine_bench import until

from dainvo.__main__ import main
from dainvo.store import migrations
from dainvo.ui import instance

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.end_to_end


def older(folder: Path, steps: int) -> None:
    """A copy as an older Dainvo left it, with one account."""
    path = folder / "dainvo.db"
    file = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(file, path, migrations.STEPS[:steps])
    file.execute("INSERT INTO account (kind, name, url, user, identity) VALUES ('local', 'From before', '', '', '')")
    file.close()


def test_reading_a_newer_copy_is_refused_and_nothing_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A33: it must not look like an empty calendar."""
    older(tmp_path, 1)
    with sqlite3.connect(tmp_path / "dainvo.db") as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    before = sha256((tmp_path / "dainvo.db").read_bytes()).digest()
    for words in (["accounts", "list"], ["next"], ["accounts", "add-local", "New"]):
        assert main(["--profile", str(tmp_path), *words]) == 1
        told = capsys.readouterr()
        assert (told.out, "newer Dainvo" in told.err) == ("", True)
    assert sha256((tmp_path / "dainvo.db").read_bytes()).digest() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"dainvo.db", "dainvo.lock"}


def test_reading_an_older_copy_brings_it_up_first_and_keeps_a_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After an update the first verb may be one that only reads; before each step the file is kept."""
    older(tmp_path, 1)
    assert main(["--profile", str(tmp_path), "accounts", "list"]) == 0
    assert "From before" in capsys.readouterr().out
    kept = [path.name for path in migrations.old_copies(tmp_path / "dainvo.db")]
    assert kept == [f"dainvo.db.before-{number}" for number in range(2, migrations.CURRENT + 1)]
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0} or sys.platform == "win32"


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be stopped there")
def test_a_second_start_while_the_first_hangs_says_so_and_ends(tmp_path: Path) -> None:
    """I04: no second window on the same copy, no silence, and no waiting for ever; verbs and logins likewise."""
    command = [sys.executable, "-m", "dainvo", "--profile", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    terminal = {name: value for name, value in environment.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    terminal.pop("WAYLAND_DISPLAY", None)

    def started(*words: str) -> tuple[int, str]:
        done = subprocess.run([*command, *words], env=terminal, capture_output=True, text=True, timeout=500)
        return done.returncode, done.stderr

    with subprocess.Popen([*command, "--hidden"], env=environment) as first:
        try:
            until(lambda: Path(instance.address(tmp_path)).exists() or first.poll() is not None)
            first.send_signal(signal.SIGSTOP)
            code, said = started("dainvo://day/2031-05-04")
            assert (code, "is running already, but does not answer" in said) == (75, True)
            assert started("--hidden") == (0, "")
            code, said = started("accounts", "add-local", "Here")
            assert (code, "Another Dainvo" in said) == (75, True)
            first.send_signal(signal.SIGCONT)
            first.send_signal(signal.SIGTERM)
            assert first.wait(500) == 0
        finally:
            first.kill()
