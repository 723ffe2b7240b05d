"""Is a drag across a busy week painted in under 8 ms a frame?"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, median, percentile_95, python

COUNT, FRAMES = 10_000, 240


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        large = fill(Path(folder) / "large", COUNT)
        for view in ("week", "month"):
            lines = [line.split() for line in python("-m", "benchmarks.dragging", str(large), view)]
            spent, passed = ([float(one) for one in column] for column in zip(*lines, strict=True))
            found.append(Figure(f"{view}: processor time of a frame, 95th percentile", percentile_95(spent), "ms", 8.0))
            found.append(Figure(f"{view}: time of a frame, 95th percentile", percentile_95(passed), "ms"))
            found.append(Figure(f"{view}: time of a frame, median", median(passed), "ms"))
    return found


def _drag(folder: Path, view: str) -> None:
    """Milliseconds of the processor and of the clock for each move of the pointer until it is painted."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo.profile import Profile
    from dainvo.ui import theme
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.collector import Collector
    from dainvo.ui.main_window import MainWindow

    application = QApplication(sys.argv[:1])
    Collector(application)
    theme.apply(application, "light")
    profile = Profile.at(folder)
    with profile.reader() as reader:
        window = MainWindow(reader, Bridge(), profile.settings.changed(view=view), now=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        QTest.qWait(200)  # the page is prepared, as it is when somebody takes hold of an event
        if view == "week":
            surface = window.week.grid.viewport()
            chip = next(one for one in window.week.grid.chips if 60 < one.rect.y() - window.week.grid.scrolled() < 500)
            start = QPointF(chip.rect.center().x(), chip.rect.top() + 12 - window.week.grid.scrolled())
        else:
            surface = window.month
            start = window.month.page.chips[0].rect.center()
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(surface, left, Qt.KeyboardModifier.NoModifier, start.toPoint())
        for frame in range(FRAMES):
            x = 90 + (surface.width() - 180) * (frame % 80) / 80
            at = QPoint(round(x), round(80 + (surface.height() - 160) * (frame % 30) / 30))
            moved = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(at),
                QPointF(surface.mapToGlobal(at)),
                Qt.MouseButton.NoButton,
                left,
                Qt.KeyboardModifier.NoModifier,
            )
            begin, spent = time.perf_counter(), time.thread_time()
            QApplication.sendEvent(surface, moved)
            surface.repaint()
            print((time.thread_time() - spent) * 1000, (time.perf_counter() - begin) * 1000)
        window.close()


if __name__ == "__main__":
    _drag(Path(sys.argv[1]), sys.argv[2])
