"""Is an edit of one of 10,000 events on screen within 16 ms, its server slow? (--large: of 50,000)"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, is_large, median, percentile_95, python, seconds, server

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

COUNT, LARGE, EDITS, SERVER_S, REST_MS = 10_000, 50_000, 40, 2.0, 150


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    count = LARGE if is_large() else COUNT
    stub = "-m", "benchmarks.calendar_stub", str(count), str(SERVER_S)
    with server(*stub) as url, tempfile.TemporaryDirectory() as folder:
        lines = python("-m", "benchmarks.edit_seen", str(fill(Path(folder), count, url)))
        edits, worked = zip(*(map(float, line.split()) for line in lines), strict=True)
        floor = _commits(Path(folder) / "floor.db")
    return [
        Figure("one row written for good, floor", median(floor) * 1000, "ms"),
        Figure(f"edit to painted, {count} events, median", median(edits), "ms", goal=16),
        Figure("95th percentile", percentile_95(edits), "ms"),
        Figure("processor time of it, window and engine", median(worked), "ms", goal=16),
    ]


def _commits(path: Path) -> list[float]:
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE one (value)")
    times = [seconds(lambda: database.execute("INSERT INTO one VALUES (1)")) for _ in range(EDITS)]
    database.close()
    return times


def _edit(folder: Path) -> None:
    """Milliseconds from handing an edit to the engine until the week that shows it is painted, and those in which a
    processor worked for it. Between two edits the window comes to rest, as between two of a person."""
    from PySide6.QtCore import QCoreApplication, QEventLoop
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo import app
    from dainvo.ical.event import NO_RECURRENCE
    from dainvo.profile import Profile
    from dainvo.secrets import Secrets

    secrets = Secrets.in_memory()
    secrets.put("caldav:1", "password")
    application = QApplication(sys.argv[:1])
    session = app.Session(application, Profile(folder, environ={}, secrets=secrets))
    window = session.window
    window.resize(1440, 900)
    window.show_date(TODAY.date())
    window.show()
    sys.setswitchinterval(app.SWITCH_S)
    session.start_engine()
    application.processEvents()
    chips = window.week.grid.chips
    resource = next(chip.event.resource for chip in chips if not chip.event.recurring and chip.event.join_url == "")
    draft = session.reader.event(resource, NO_RECURRENCE).draft
    for number in range(EDITS):
        edited = replace(draft, summary=f"Edited {number}")
        _rest(application)
        begin, worked = time.perf_counter(), time.process_time()
        session.bridge.run("events.save_event", edited, resource=resource)
        while not any(chip.event.summary == edited.summary for chip in window.week.grid.chips):
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents()  # what changed is painted
        print((time.perf_counter() - begin) * 1000, (time.process_time() - worked) * 1000)
    session.close()


def _rest(application: QApplication) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop(application)
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    _edit(Path(sys.argv[1]))
