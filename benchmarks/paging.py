"""Is the next page of 10,000 events (`--large`: 50,000) read, laid out and painted in 8 ms, 95 % of them in 12?"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, is_large, median, percentile_95, python

STEPS = 120
GOALS = {"week": (8.0, 12.0), "month": (8.0, 12.0), "year": (200.0, 200.0)}


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    count = 50_000 if is_large() else 10_000
    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", count)
        found: list[Figure] = []
        for view, (middle, most) in GOALS.items():
            lines = [line.split() for line in python("-m", "benchmarks.paging", str(large), view)]
            steps, used = ([float(line[place]) for line in lines] for place in (0, 1))
            found.append(Figure(f"{view} step with {count} events, median", median(steps), "ms", middle))
            found.append(Figure(f"{view} step with {count} events, 95th percentile", percentile_95(steps), "ms", most))
            found.append(Figure(f"{view} step with {count} events, time of the processor", median(used), "ms"))
    return found


def _page(folder: Path, view: str) -> None:
    """Milliseconds of each step, forth and back, from the key to the painted picture; and those of the processor."""
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
            begin, used = time.perf_counter(), time.thread_time()
            window.step(1 if number // 20 % 2 == 0 else -1)
            window.view.repaint()
            application.processEvents()
            print((time.perf_counter() - begin) * 1000, (time.thread_time() - used) * 1000)
        window.close()


if __name__ == "__main__":
    _page(Path(sys.argv[1]), sys.argv[2])
