"""Is the next week of 10,000 events read, laid out and painted in under 16 ms?"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, median, percentile_95, python

COUNT, STEPS = 10_000, 120


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT)
        found: list[Figure] = []
        for view in ("week", "month"):
            steps = [float(line) for line in python("-m", "benchmarks.paging", str(large), view)]
            goal = 16.0 if view == "week" else None
            found.append(Figure(f"{view} step with {COUNT} events, median", median(steps), "ms", goal))
            found.append(Figure(f"{view} step with {COUNT} events, 95th percentile", percentile_95(steps), "ms"))
    return found


def _page(folder: Path, view: str) -> None:
    """Milliseconds of each step, forth and back, from the key to the painted picture."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo.app import Profile
    from dainvo.ui import theme
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.collector import Collector
    from dainvo.ui.main_window import MainWindow

    application = QApplication(sys.argv[:1])
    Collector(application)  # as in the program, garbage is collected between two keys
    theme.apply(application, "light")
    profile = Profile.at(folder)
    with profile.reader() as reader:
        window = MainWindow(reader, Bridge(), profile.settings.changed(view=view), now=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        application.processEvents()
        for number in range(STEPS):
            begin = time.perf_counter()
            window.step(1 if number // 20 % 2 == 0 else -1)
            window.view.repaint()
            application.processEvents()
            print((time.perf_counter() - begin) * 1000)
        window.close()


if __name__ == "__main__":
    _page(Path(sys.argv[1]), sys.argv[2])
