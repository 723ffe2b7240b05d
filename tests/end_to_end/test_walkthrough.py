"""The main job through the real widgets on real servers, as `dev.py demo --check` does it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.end_to_end


def test_the_check_of_the_demo_comes_out_right(tmp_path: Path) -> None:
    """E05, E06, E07, M01, M04, M08, M10, M12, M13, M45, M70, Y05: connect, save, move, rename, off, delete, leave."""
    done = subprocess.run(
        [sys.executable, "-m", "dainvo", "demo", "--check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All right" in done.stdout
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "build").glob("check-*.png"))) >= 10


def test_the_main_job_without_a_mouse(tmp_path: Path) -> None:
    """X01: connect, create, edit, join, delete and leave by keys alone; Tab is caught nowhere."""
    done = subprocess.run(
        [sys.executable, "-m", "fakes.keyboard"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All right" in done.stdout
    assert "joined http://127.0.0.1:" in done.stdout


def test_the_check_notices_a_meeting_that_did_not_move(tmp_path: Path) -> None:
    """The check is able to fail: the stand-in loses the change and says it took it."""
    script = (
        "import sys\n"
        "from dainvo import walkthrough\n"
        "walkthrough.PATIENCE_S = 5\n"
        "make = walkthrough.Walk.make_event\n"
        "def make_event(walk):\n"
        "    make(walk)\n"
        '    order = b\'{"method": "PATCH", "path": "/v2/meetings/*", "kind": "patch_lost", "times": 99}\'\n'
        "    import urllib.request\n"
        "    url = walk._servers.ready['zoom']['admin_url'] + '/faults'\n"
        "    head = {'Content-Type': 'application/json'}\n"
        "    urllib.request.urlopen(urllib.request.Request(url, order, head)).close()\n"
        "walkthrough.Walk.make_event = make_event\n"
        "sys.exit(walkthrough.check())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "WRONG" in done.stdout
