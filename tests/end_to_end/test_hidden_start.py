"""I03: started hidden, as at login, all runs but the window, which comes when Dainvo is opened again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.engine_bench import until

from dainvo.settings import Settings
from dainvo.ui import instance

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.end_to_end, pytest.mark.skipif(sys.platform == "win32", reason="sockets are files here")]

#: Dainvo as at login; tells what becomes of the window when somebody opens Dainvo, and closes it again.
AT_LOGIN = """
import sys
from dainvo.__main__ import main
from dainvo.ui import opening
forward = opening.come_forward
def come_forward(window):
    before = window.isVisible()
    forward(window)
    print(before, window.isVisible(), flush=True)
    window.close()
opening.come_forward = come_forward
sys.exit(main(["--hidden", "--profile", sys.argv[1]]))
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def launched(folder: Path, *words: str) -> int:
    command = [sys.executable, "-m", "dainvo", "--profile", str(folder), *words]
    return subprocess.run(command, env=environment(), timeout=500).returncode


def test_hidden_at_login_the_window_comes_when_dainvo_is_opened(tmp_path: Path) -> None:
    """I03, I04, D15"""
    command = [sys.executable, "-c", AT_LOGIN, str(tmp_path)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as login:
        try:
            until(lambda: Path(instance.address(tmp_path)).exists() or login.poll() is not None)
            assert launched(tmp_path, "--hidden") == 0  # logging in twice shows nothing either
            assert launched(tmp_path) == 0
            assert login.stdout is not None and login.stdout.readline() == "False True\n"
            assert login.wait(500) == 0  # nothing waited: closing ended it
            assert login.stdout.read() == ""
        finally:
            login.kill()


def test_a_process_that_is_told_to_end_ends(tmp_path: Path) -> None:
    """D15: also where closing the window would keep it running; a log-out must not be held up."""
    Settings(on_close="keep").save(tmp_path / "settings.json")
    command = [sys.executable, "-m", "dainvo", "--profile", str(tmp_path)]
    with subprocess.Popen(command, env=environment()) as window:
        try:
            until(lambda: Path(instance.address(tmp_path)).exists() or window.poll() is not None)
            window.send_signal(signal.SIGTERM)
            assert window.wait(500) == 0
        finally:
            window.kill()
