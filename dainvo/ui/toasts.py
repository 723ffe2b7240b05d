"""Short messages at the bottom of the window: one at a time, a queue of three, with at most one action.

Never asks and never takes the focus; what must be decided is a dialog.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dainvo.ui import mirror
from dainvo.ui.controls import button, clear, plain
from dainvo.ui.focus_back import give_back
from dainvo.ui.sheet import SHADOW, paint_surface

PLAIN_MS = 6_000
UNDO_MS = 10_000
QUEUE = 3
_GAP_PX = 8


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing a toast offers."""

    face: str
    do: Callable[[], None]
    undoes: bool = False  # takes back the last step: out of date after the next


class Toasts(QWidget):
    """The toasts of one window, as a child over its contents. `history` keeps what was said, newest last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.history: deque[str] = deque(maxlen=50)
        self._waiting: deque[tuple[str, Action | None, bool]] = deque(maxlen=QUEUE)
        self._shown = ""
        self._of_step = False  # what is shown is over with the next step
        self._lasts = PLAIN_MS
        self._ground: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(*mirror.sides(SHADOW + 14, SHADOW + 6, SHADOW + 8, SHADOW + 6))
        self._layout.setSpacing(12)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: Action | None = None, *, of_step: bool = False) -> None:
        """Show `text`, after what is shown now; the same text twice in a row is one.

        `of_step`: it tells what was just taken back or done again: over with the next step, as is what offers Undo.
        """
        self.history.append(text)
        of_step = of_step or (action is not None and action.undoes)
        if self._shown:
            if self._shown != text:
                self._waiting.append((text, action, of_step))
            return
        self._present(text, action, of_step)

    def outdate(self) -> None:
        """Another step was done or taken back: what tells of the last one, or offers to undo it, is over."""
        self._waiting = deque([one for one in self._waiting if not one[2]], maxlen=QUEUE)
        if self._of_step:
            self._next()

    def text(self) -> str:
        """What is shown now, empty if nothing is."""
        return self._shown

    def dismiss(self) -> None:
        self._next()

    def _present(self, text: str, action: Action | None, of_step: bool) -> None:
        self._shown, self._of_step = text, of_step
        clear(self._layout)
        label = plain(text, wrap=len(text) > 80)
        if len(text) > 80:
            label.setFixedWidth(460)
        self._layout.addWidget(label)
        label.show()  # at once: where another text stood just now it would have no size yet
        if action is not None:
            made = button(action.face, "link")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda: self._act(action))
            self._layout.addWidget(made)
            made.show()
        self._layout.activate()
        self.setAccessibleName(text)
        self.resize(self._layout.totalSizeHint())
        self._place()
        self.show()
        self.raise_()
        self._lasts = PLAIN_MS if action is None else UNDO_MS
        if self.isVisible():
            self._tell()

    def _tell(self) -> None:
        """In a window that is hidden or locked it is neither spoken nor over before anybody can have seen it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._shown))
        self._timer.start(self._lasts)

    def _act(self, action: Action) -> None:
        self._next()
        action.do()

    def _next(self) -> None:
        self._timer.stop()
        self._shown, self._of_step = "", False
        if self._waiting:
            self._present(*self._waiting.popleft())
        else:
            give_back(self)
            self.hide()

    def stand_on(self, ground: QWidget) -> None:
        """From now on come above `ground`, which has a shadow too, while it is seen."""
        self._ground = ground
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            low = window.height() - 12
            if self._ground is not None and self._ground.isVisible():
                low = self._ground.mapTo(window, QPoint(0, 2 * SHADOW)).y() - _GAP_PX
            self.move((window.width() - self.width()) // 2, low - self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.Show and self._shown and not self._timer.isActive():
            QTimer.singleShot(0, self, self._come)
        return False

    def _come(self) -> None:
        if self._shown and self.isVisible() and not self._timer.isActive():
            self._place()
            self._tell()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self._shown:
            self._timer.start(PLAIN_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_surface(QPainter(self), box, 10)


def of(near: QWidget) -> Toasts:
    """The toasts of the main window that `near` belongs to, also from a dialog of it."""
    window = near.window()
    while (above := window.parentWidget()) is not None:
        window = above.window()
    found = window.findChild(Toasts)
    return found if isinstance(found, Toasts) else Toasts(window)


def say(near: QWidget, text: str, action: Action | None = None) -> None:
    """A toast in the main window that `near` belongs to."""
    of(near).say(text, action)
