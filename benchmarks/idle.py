"""Does a window that nobody touches do nothing between two minutes?"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, python

COUNT, SETTLE_S, REST_S = 10_000, 6, 60


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT)
        (line,) = python("-m", "benchmarks.idle", str(large))
    window, whole, paints = (float(one) for one in line.split())
    return [
        Figure(f"processor time of the window's thread in {REST_S} s", window, "ms", 60.0),
        Figure(f"processor time of all threads in {REST_S} s", whole, "ms", 120.0),
        Figure("paintings, of which the minute asks for those of its views", paints, ""),
    ]


def _rest(folder: Path) -> None:
    """Milliseconds of the processor, of the window's thread and of all, and how often anything was painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QWidget

    from dainvo.app import start
    from dainvo.profile import Profile
    from dainvo.secrets import Secrets

    profile = Profile(folder, secrets=Secrets.in_memory())
    application, session = start(profile)
    session.start_engine()
    seen = {"paints": 0, "window": 0.0, "whole": 0.0}

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            seen["paints"] += event.type() == QEvent.Type.Paint
            return False

    watch = Painted()

    def begin() -> None:
        # Not on the application: then all that Qt does for itself would cost a call of Python.
        for one in (session.window, *session.window.findChildren(QWidget)):
            one.installEventFilter(watch)
        seen.update(window=time.thread_time(), whole=time.process_time())
        QTimer.singleShot(REST_S * 1000, end)

    def end() -> None:
        window, whole = time.thread_time() - seen["window"], time.process_time() - seen["whole"]
        print(window * 1000, whole * 1000, seen["paints"])
        application.quit()

    QTimer.singleShot(SETTLE_S * 1000, begin)
    application.exec()
    session.close()


if __name__ == "__main__":
    _rest(Path(sys.argv[1]))
