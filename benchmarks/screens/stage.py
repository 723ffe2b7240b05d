"""The real main window on a profile and a clock that stands still, and how a picture is taken of it.

Starts no engine: what a screen asks for is noted, and answered only where a scene does so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.screens import given
from dainvo.ical.event import Occurrence
from dainvo.profile import COPY
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import appearance, theme
from dainvo.ui.bridge import Bridge, Job, Verb
from dainvo.ui.editor.late_word import LateWord
from dainvo.ui.main_window import MainWindow

SETTLE_MS = 60  # longer than anything that the interface puts off, but for word of work that goes on
W = TypeVar("W", bound=QWidget)


@dataclass
class Asked:
    """One verb that a screen wants to have done."""

    verb: str
    job: Job
    ok: Callable[[Any], None] | None
    err: Callable[[BaseException], None] | None
    tell: Callable[[Any], None] | None

    def told(self, value: object) -> None:
        assert self.tell is not None
        self.tell(value)

    def answered(self, value: object) -> None:
        assert self.ok is not None
        self.ok(value)

    def failed(self, failure: BaseException) -> None:
        assert self.err is not None
        self.err(failure)


class SilentBridge(Bridge):
    """Does nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []

    def run(
        self,
        verb: str | Verb,
        *args: Any,
        ok: Callable[[Any], None] | None = None,
        err: Callable[[BaseException], None] | None = None,
        tell: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
        **kwargs: Any,
    ) -> Job:
        job = Job(ok, err, tell, owner)
        self.asked.append(Asked(str(verb), job, ok, err, tell))
        return job

    def last(self, verb: str) -> Asked:
        return next(one for one in reversed(self.asked) if one.verb == verb)


class Stage:
    """One window on the profile in `folder`. `moment` is the time that all of it believes in."""

    def __init__(self, application: QApplication, folder: Path, scheme: str, *, moment: datetime = given.NOW) -> None:
        self.moment = moment
        theme.apply(application, scheme)
        application.setCursorFlashTime(0)
        self.settings = Settings(scheme=scheme, zone=given.ZONE.key, first_weekday=1)
        self.reader = Reader(folder / COPY, zone=given.ZONE, now=self.now)
        self.bridge = SilentBridge()
        self._window: MainWindow | None = None

    def now(self) -> datetime:
        return self.moment

    @property
    def window(self) -> MainWindow:
        if self._window is None:
            return self.open()
        return self._window

    def open(self, *, view: str = "week", wide: int = 1180, high: int = 760) -> MainWindow:
        """The window, painted."""
        self.settings = self.settings.changed(view=view)
        appearance.take(self.settings)
        window = MainWindow(self.reader, self.bridge, self.settings, now=self.now)
        self._window = window
        window.resize(wide, high)
        window.show()
        window.activateWindow()
        self.settle()
        while window.chosen is None:  # the last of what the window leaves for later
            QTest.qWait(SETTLE_MS // 3)
        return window

    def settle(self) -> None:
        """Let motion and late layout come to rest, also where one painting takes longer than the wait."""
        for _ in range(3):
            QTest.qWait(SETTLE_MS // 3)
        while _kept_back():
            QTest.qWait(SETTLE_MS // 3)

    def event(self, title: str) -> Occurrence:
        """The occurrence of that title in the week of the pictures, the first that is not over."""
        found = self.reader.occurrences(given.MONDAY, given.MONDAY.replace(day=14))
        named = [one for one in found if one.summary == title]
        late = [one for one in named if isinstance(one.start, datetime) and one.start >= self.moment]
        return (late or named)[0]

    def dialog(self, kind: type[W]) -> W:
        """The open dialog of this kind."""
        self.settle()
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return shown[-1]

    def picture(self, widget: QWidget | None = None) -> QImage:
        """`widget` alone, or the window with the dialogs that lie over it."""
        self.settle()
        if widget is not None:
            return widget.grab().toImage()
        return _composed(self.window, _dialogs_over(self.window))

    def close(self) -> None:
        if self._window is not None:
            for dialog in reversed(_dialogs_over(self._window)):
                dialog.hide()
                dialog.deleteLater()
            self._window.close()
            self._window.deleteLater()
        self.bridge.close()
        self.bridge.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.reader.close()


def _kept_back() -> bool:
    """Whether something on the screen is yet to say that it goes on."""
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return any(word.isActive() for top in shown for word in top.findChildren(LateWord))


def _dialogs_over(window: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    top = QApplication.activeModalWidget()
    while top is not None and top is not window:
        found.insert(0, top)
        below = top.parentWidget()
        top = below.window() if below is not None else None
    return found


def _composed(window: QWidget, dialogs: list[QWidget]) -> QImage:
    """Each dialog in the middle of what it was opened from, where a window manager puts it; one that is larger makes
    the picture larger."""
    below = QRect(QPoint(), window.size())
    grabbed: list[tuple[QPixmap, QRect]] = [(window.grab(), below)]
    for dialog in dialogs:
        place = QRect(QPoint(), dialog.size())
        place.moveCenter(below.center())
        grabbed.append((dialog.grab(), place))
        below = place
    room = QRect()
    for _, place in grabbed:
        room = room.united(place)
    ratio = grabbed[0][0].devicePixelRatio()
    made = QImage(room.size() * ratio, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.tokens().hairline)
    painter = QPainter(made)
    for pixmap, place in grabbed:
        painter.drawPixmap(place.topLeft() - room.topLeft(), pixmap)
    painter.end()
    return made
