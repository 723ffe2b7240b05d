"""What the first paint does without is not loaded before it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.profiles import fill

ROOT = Path(__file__).resolve().parents[2]
START = """
import os, sys
from pathlib import Path
from benchmarks.profiles import fill
folder = fill(Path(sys.argv[1]), 60)
os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], str(folder)])
"""
LOADED = """
import os, sys
from pathlib import Path
from dainvo.app import start
from dainvo.profile import Profile
application, session = start(Profile.at(Path(sys.argv[1])))
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, tell)
        return False
def tell():
    print(*sorted(sys.modules), flush=True)
    os._exit(0)
watch = Watch()
session.window.week.grid.viewport().installEventFilter(watch)
application.exec()
"""
#: Each costs half a millisecond or more, most of them several.
LATER = (
    "argparse",
    "asyncio",
    "anyio",
    "caldav",
    "dainvo.cli.arguments",
    "dainvo.engine",
    "dainvo.ical.edit",
    "dainvo.ical.event",
    "dainvo.ical.links",
    "dainvo.log",
    "dainvo.secrets",
    "dainvo.store.queries",
    "dainvo.store.rows",
    "dainvo.store.store",
    "dainvo.ui.accounts",
    "dainvo.ui.collector",
    "dainvo.ui.compositor",
    "dainvo.ui.controls",
    "dainvo.ui.editor",
    "dainvo.ui.focus_ring",
    "dainvo.ui.messages",
    "dainvo.ui.settings",
    "dainvo.ui.toasts",
    "dainvo.ui.views.day_list",
    "dainvo.ui.views.month",
    "dainvo.web",
    "dainvo.zoom",
    "dataclasses",
    "dateutil",
    "gettext",
    "html",
    "email",
    "httpcore",
    "http",
    "httpx",
    "icalendar",
    "keyring",
    "logging",
    "lxml",
    "platformdirs",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "recurring_ical_events",
    "secretstorage",
    "smtplib",
    "ssl",
    "truststore",
    "tzdata",
    "xml",
    "PySide6.QtSvg",
    "urllib.request",
)


def test_what_the_first_week_does_without_is_not_loaded_before_it(tmp_path: Path) -> None:
    """G5: the start is mostly loading; a name imported too early costs every start."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path), LOADED],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "dainvo.ui.views.time_grid" in loaded
    assert [name for name in loaded if name in LATER or name.startswith(tuple(f"{later}." for later in LATER))] == []


def test_the_week_of_20_000_events_is_there_within_two_seconds_without_a_network(tmp_path: Path) -> None:
    """I11: from the local copy; in seconds of the processor, since other work on the machine is no fault of ours."""
    fill(tmp_path, 20_000, url="https://unreachable.invalid/user/")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DAINVO_START_ONLY": "1", "PYTHONPATH": str(ROOT)}
    before = os.times()
    command = [sys.executable, "-m", "dainvo", "--profile", str(tmp_path)]
    subprocess.run(command, env=environment, check=True, timeout=500)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used <= 2
