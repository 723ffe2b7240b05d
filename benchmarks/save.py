"""Is a save on screen within 50 ms while the servers take 2 s to answer?"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.measure import Figure, median, percentile_95, python, server

COUNT, FIRST, SAVES, SERVER_S = 10_000, 5, 40, 2.0


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    with server("-m", "benchmarks.calendar_stub", "10", str(SERVER_S)) as url, tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT, url)
        saves = [float(line) for line in python("-m", "benchmarks.save", str(large))]
    first, then = saves[:FIRST], saves[FIRST:]
    return [
        Figure(f"save to painted, {COUNT} events, servers answer after {SERVER_S:g} s, median", median(then), "ms", 50),
        Figure("95th percentile", percentile_95(then), "ms"),
        Figure(f"the first {FIRST} saves, while the engine starts, median", median(first), "ms"),
        Figure("slowest of them", max(first), "ms"),
    ]


def _save(folder: Path) -> None:
    """Milliseconds from handing a new event to the engine until the week that shows it is painted.

    The first are saved while the engine starts, the others once it has sent one of those to the server.
    """
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY, ZONE
    from dainvo import app
    from dainvo.ical.event import EventDraft
    from dainvo.profile import Profile
    from dainvo.secrets import Secrets
    from dainvo.store.shown import OutboxState
    from dainvo.ui.main_window import MainWindow

    secrets = Secrets.in_memory()
    secrets.put("caldav:1", "password")
    application = QApplication(sys.argv[:1])
    session = app.Session(application, Profile(folder, environ={}, secrets=secrets))
    window: MainWindow = session.window
    window.resize(1440, 900)
    window.show_date(TODAY.date())
    window.show()
    session.start_engine()
    application.processEvents()
    collection = session.reader.collections()[0].id
    monday = TODAY.astimezone(ZONE).replace(hour=19, minute=0) - timedelta(days=TODAY.weekday())
    for number in range(FIRST + SAVES):
        while number == FIRST and all(row.state is OutboxState.WAITING for row in session.reader.outbox()):
            application.processEvents()
        at = monday + timedelta(days=number % 7, minutes=30 * (number // 7))  # each where there is room to see it
        draft = EventDraft(collection, f"Saved {number}", at, at + timedelta(minutes=30))
        begin = time.perf_counter()
        session.bridge.run("events.save_event", draft)
        while not any(chip.event.summary == draft.summary for chip in window.week.grid.chips):
            application.processEvents()
        window.week.grid.viewport().repaint()
        print((time.perf_counter() - begin) * 1000)
    session.close()


if __name__ == "__main__":
    _save(Path(sys.argv[1]))
