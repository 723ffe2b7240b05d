"""Are the event's card and the editor there in under 50 ms?"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Figure, median, python

COUNT, TIMES = 10_000, 12


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT)
        for what, name in (("card", "the event's card"), ("editor", "the editor")):
            lines = [line.split() for line in python("-m", "benchmarks.opening", str(large), what)]
            spent, passed = ([float(one) for one in column] for column in zip(*lines, strict=True))
            found.append(Figure(f"{name}, the first time: processor time", spent[0], "ms"))
            found.append(Figure(f"{name}, later ones: processor time, median", median(spent[1:]), "ms", 50.0))
            found.append(Figure(f"{name}, later ones: time, median", median(passed[1:]), "ms"))
    return found


def _open(folder: Path, what: str) -> None:
    """Milliseconds of the processor and of the clock from the call to the painted card or editor."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo.profile import Profile
    from dainvo.ui import theme
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.collector import Collector
    from dainvo.ui.editor.editor import Editor
    from dainvo.ui.main_window import MainWindow

    application = QApplication(sys.argv[:1])
    Collector(application)
    theme.apply(application, "light")
    profile = Profile.at(folder)
    with profile.reader() as reader:
        window = MainWindow(reader, Bridge(), profile.settings.changed(view="week"), now=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        QTest.qWait(200)
        events = [chip.event for chip in window.week.grid.chips]

        def card(number: int) -> Callable[[], object]:
            event = events[number % len(events)]
            window.cards.show_event(event, window.week.place_of(event))
            return window.cards.close_card

        def editor(number: int) -> Callable[[], object]:
            window.cards.edit(events[number % len(events)])
            return next(one for one in window.findChildren(Editor) if one.isVisible()).reject

        for number in range(TIMES):
            begin, spent = time.perf_counter(), time.thread_time()
            close = card(number) if what == "card" else editor(number)
            application.processEvents()
            print((time.thread_time() - spent) * 1000, (time.perf_counter() - begin) * 1000)
            close()
            QTest.qWait(50)
        window.close()


if __name__ == "__main__":
    _open(Path(sys.argv[1]), sys.argv[2])
