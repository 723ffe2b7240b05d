"""Is a week of 10,000 events painted within 1.6 times the start of an empty window? (--large: a month of 50,000)"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Figure

COUNT, LARGE, ROUNDS = 10_000, 50_000, 31


def figures() -> list[Figure]:
    from benchmarks.measure import Figure, in_turn, is_large, median, python, seconds  # not in what is measured
    from benchmarks.profiles import fill

    def starts(folder: Path, count: int, view: str) -> Callable[[], float]:
        from dainvo.settings import Settings

        Settings(view=view).save(fill(folder, count) / "settings.json")
        return lambda: seconds(lambda: python("-m", "benchmarks.start", str(folder)))

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        wanted = [(COUNT, "week"), *([(LARGE, "month"), (COUNT, "month")] if is_large() else [])]
        calls = [starts(place / f"{count}-{view}", count, view) for count, view in wanted]
        empty, week, *months = in_turn(ROUNDS, lambda: seconds(lambda: python("-m", "benchmarks.empty_window")), *calls)
    found = [
        Figure("process start to first paint, empty window", median(empty), "s"),
        Figure(f"process start to first painted week, {COUNT} events", median(week), "s"),
        Figure("ratio to the empty window", median(week) / median(empty), "×", goal=1.6),
    ]
    if months:
        month, small_month = months
        found += [
            Figure(
                f"first painted month, {LARGE} events, to the empty window", median(month) / median(empty), "×", 1.6
            ),
            Figure(f"the same to {COUNT} events", median(month) / median(small_month), "×", goal=1.1),
        ]
    return found


def _start(folder: Path) -> None:
    """What `dainvo` does up to its first paint of the week or month, which ends the process."""
    from dainvo.app import start
    from dainvo.profile import Profile

    application, session = start(Profile.at(folder))
    from PySide6.QtCore import QEvent, QObject, QTimer  # as in `dainvo`, not before

    is_month = session.settings.view == "month"
    shown = session.window.month if is_month else session.window.week.grid.viewport()

    def chips() -> int:
        return len((session.window.month.page if is_month else session.window.week.grid).chips)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: os._exit(0 if chips() else 1))
            return False

    watch = Watch()
    shown.installEventFilter(watch)
    application.exec()


if __name__ == "__main__":
    _start(Path(sys.argv[1]))
