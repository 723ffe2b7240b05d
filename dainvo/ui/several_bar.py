"""The bar that floats over the view while events are chosen: how many, and what can be done with all of them (K19).

Does nothing itself: each button is one action of the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dainvo.ui import mirror, toasts
from dainvo.ui.controls import button, plain
from dainvo.ui.flow import Flow
from dainvo.ui.focus_back import give_back
from dainvo.ui.language import counted
from dainvo.ui.sheet import SHADOW, paint_surface

_ABOVE_PX = 18
_GAP_PX = 6


class SeveralBar(QWidget):
    """Over `view`, at its lower edge. `act` carries out an action of `keys` by name; `goals` and `colours` add a
    part to a menu: what the chosen events can be moved to, and the colours that they can have."""

    def __init__(
        self,
        view: QWidget,
        act: Callable[[str], object],
        goals: Callable[[QMenu], QMenu],
        colours: Callable[[QMenu], QMenu],
    ) -> None:
        super().__init__(view)
        self._held = QWidget(self)
        self._flow = Flow(self._held, inset=0, spacing=_GAP_PX)
        self.count = plain("", style="body_medium")
        self.count.setContentsMargins(*mirror.sides(8, 0, 8, 0))
        self._flow.addWidget(self.count)
        self.goal = self._add(self.tr("Move to…"), "plain", lambda: self._open(self.goal, goals))
        self.colour = self._add(self.tr("Colour…"), "plain", lambda: self._open(self.colour, colours))
        self.copy = self._add(self.tr("Copy"), "plain", lambda: act("copy"))
        self.cut = self._add(self.tr("Cut"), "plain", lambda: act("cut"))
        self.delete = self._add(self.tr("Delete"), "quiet-danger", lambda: act("delete"))
        self.clear = self._add(self.tr("Done"), "link", lambda: act("unpick"))
        view.installEventFilter(self)
        self.hide()

    def _add(self, face: str, kind: str, do: Callable[[], object]) -> QPushButton:
        made = button(face, kind)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: do())
        self._flow.addWidget(made)
        return made

    def show_count(self, number: int) -> None:
        """How many are chosen; none hides the bar."""
        said = counted("SeveralBar", "1 event chosen", "%n events chosen", number)
        self.count.setText(said)
        self.setAccessibleName(said)
        if not number:
            give_back(self)
        self.setVisible(number > 0)
        if number:
            self._place()
            self.raise_()
        toasts.of(self).stand_on(self)

    def _open(self, below: QPushButton, fill: Callable[[QMenu], QMenu]) -> None:
        """The part of the menu that `fill` adds, over its button."""
        menu = QMenu(self)
        part = fill(menu)
        part.aboutToHide.connect(menu.deleteLater)
        mirror.drop(part, below, -below.height() - part.sizeHint().height())

    def _place(self) -> None:
        """In one line where the view has room for it, else in as many as it takes."""
        view = self.parentWidget()
        if view is not None:
            parts = [self.count, self.goal, self.colour, self.copy, self.cut, self.delete, self.clear]
            for part in parts:
                part.ensurePolished()
            self.count.setMinimumHeight(self.goal.sizeHint().height())
            natural = sum(part.sizeHint().width() + _GAP_PX for part in parts)
            edge = SHADOW + 6
            wide = min(natural, view.width() - 2 * edge)
            self._held.setGeometry(edge, edge, wide, self._flow.heightForWidth(wide))
            self.resize(wide + 2 * edge, self._held.height() + 2 * edge)
            self.move((view.width() - self.width()) // 2, view.height() - self.height() - _ABOVE_PX + SHADOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_surface(QPainter(self), QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), 10)
