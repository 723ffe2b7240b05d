"""Is the next page of 10,000 events (`--large`: 50,000) laid out and painted in 8 ms, 95 % of them in 12? And another
view in 100?

And how long is the longest turn of the event loop afterwards, in which pages beside it are prepared: a next key waits.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, is_large, median, percentile_95, python

STEPS, RUN = 120, 20  # keys, and so many in one direction before they turn
REPEAT_S = 1 / 30  # a key that is held down comes again
REST_S = 0.15  # after each run
GOALS = {"week": (8.0, 12.0), "month": (8.0, 12.0), "year": (200.0, 200.0), "another": (100.0, 100.0)}


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    count = 50_000 if is_large() else 10_000
    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", count)
        found: list[Figure] = []
        for view, (middle, most) in GOALS.items():
            lines = [line.split() for line in python("-m", "benchmarks.paging", str(large), view)]
            steps, used, turns = ([float(line[place]) for line in lines] for place in (0, 1, 2))
            what = f"{view} view with {count} events" if view == "another" else f"{view} step with {count} events"
            found.append(Figure(f"{what}, from the key to the painted picture, median", median(steps), "ms", middle))
            found.append(Figure(f"{what}, from the key to the painted picture, 95th", percentile_95(steps), "ms", most))
            found.append(Figure(f"{what}, time of the processor, median", median(used), "ms"))
            found.append(Figure(f"{what}, longest turn afterwards, median", median(turns), "ms"))
            found.append(Figure(f"{what}, longest turn afterwards, 95th", percentile_95(turns), "ms"))
    return found


def _page(folder: Path, view: str) -> None:
    """Milliseconds of each step, forth and back: from the key to the painted picture; those of the processor; and the
    longest turn of the event loop before the next key."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo.profile import Profile
    from dainvo.ui import theme
    from dainvo.ui.bar_parts import VIEWS
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.collector import Collector
    from dainvo.ui.main_window import MainWindow

    application = QApplication(sys.argv[:1])
    Collector(application)  # as in the program, garbage is collected between two keys
    theme.apply(application, "light")
    profile = Profile.at(folder)
    with profile.reader() as reader:
        switches = view == "another"
        settings = profile.settings if switches else profile.settings.changed(view=view)
        window = MainWindow(reader, Bridge(), settings, now=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        seen = time.perf_counter()
        while time.perf_counter() < seen + REST_S:  # as after each run: the pages beside the first one are prepared
            application.processEvents()
        for number in range(STEPS):
            begin, used = time.perf_counter(), time.thread_time()
            if switches:
                window.show_view(VIEWS[number % len(VIEWS)])
            else:
                window.step(1 if number // RUN % 2 == 0 else -1)
            QCoreApplication.sendPostedEvents()  # all of the window is painted, and no timer is waited for
            seen, used = time.perf_counter(), time.thread_time() - used
            rests, longest = REST_S if (number + 1) % RUN == 0 else 0.0, 0.0
            while (turn := time.perf_counter()) < seen + REPEAT_S + rests:
                application.processEvents()
                longest = max(longest, time.perf_counter() - turn)
            print((seen - begin) * 1000, used * 1000, longest * 1000)
        window.close()


if __name__ == "__main__":
    _page(Path(sys.argv[1]), sys.argv[2])
