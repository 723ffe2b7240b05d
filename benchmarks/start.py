"""Is a week of 10,000 events painted within 1.6 times the start of an empty window?"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.measure import Figure

COUNT, ROUNDS = 10_000, 11


def figures() -> list[Figure]:
    from benchmarks.measure import Figure, in_turn, median, python, seconds  # not in the process that is measured
    from benchmarks.profiles import fill

    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT)
        empty, ours = in_turn(
            ROUNDS,
            lambda: seconds(lambda: python("-m", "benchmarks.empty_window")),
            lambda: seconds(lambda: python("-m", "benchmarks.start", str(large))),
        )
    return [
        Figure("process start to first paint, empty window", median(empty), "s"),
        Figure(f"process start to first painted week, {COUNT} events", median(ours), "s"),
        Figure("ratio to the empty window", median(ours) / median(empty), "×", goal=1.6),
    ]


def _start(folder: Path) -> None:
    """What `dainvo` does up to its first paint of the week, which ends the process."""
    from dainvo.app import Profile, start

    application, session = start(Profile.at(folder))
    from PySide6.QtCore import QEvent, QObject, QTimer  # as in `dainvo`, not before

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: os._exit(0 if session.window.week.grid.chips else 1))
            return False

    watch = Watch()
    session.window.week.grid.viewport().installEventFilter(watch)
    application.exec()


if __name__ == "__main__":
    _start(Path(sys.argv[1]))
