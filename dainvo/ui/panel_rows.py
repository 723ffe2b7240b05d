"""The rows of the side panel's list: an account, whose calendars they are, a calendar.

Painted by ourselves; what a press on one means is the panel's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QSizePolicy

from dainvo.ui import density, mirror, theme
from dainvo.ui.plain_words import tip
from dainvo.ui.views import lettering

if TYPE_CHECKING:
    from dainvo.store.shown import Account, Collection

PANEL_PX = 232


def _row_px() -> int:
    return density.current().panel_row


class CalendarRow(QCheckBox):
    """A calendar: colour check box, name, marks. Alt-click asks for "only this"."""

    only_this = Signal()
    menu_wanted = Signal(QPoint)
    step_wanted = Signal(int)  # places up (-1) or down

    def __init__(self, calendar: Collection) -> None:
        super().__init__(calendar.name.replace("&", "&&"))
        self.calendar = calendar
        self.setChecked(calendar.visible)
        self.setFixedHeight(_row_px())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        gone = calendar.state.value == "gone"
        locked = not (calendar.writable or calendar.may_change or calendar.may_delete)
        self._marks = ["cloud-off"] if gone else ["lock"] if locked else []
        state = self.tr("no longer on the server") if gone else self.tr("read-only") if locked else ""
        self.setAccessibleName(", ".join(part for part in (calendar.name, state) if part))
        synced = self.tr("synced as {name}").format(name=calendar.synced_as) if calendar.synced_as else ""
        kept = self.tr("the server kept its own; yours is only here") if calendar.kept_here else ""
        told = ", ".join(part for part in (state, synced, kept) if part)
        self.setToolTip(tip(f"{calendar.name} ({told})" if told else calendar.name))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda point: self.menu_wanted.emit(self.mapToGlobal(point)))

    def show_checked(self, checked: bool) -> None:
        """Tick or untick without telling anybody."""
        self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(PANEL_PX - 24, _row_px())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _row_px())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.only_this.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            down = event.key() == Qt.Key.Key_Down
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.step_wanted.emit(1 if down else -1)
            else:
                self.focusNextPrevChild(down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            shade = QColor(tokens.text)
            shade.setAlphaF(0.06 if self.underMouse() else 0)
            painter.setBrush(shade)
            painter.setPen(QPen(tokens.accent, 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = density.grown(14)
        box = QRectF(8.75, (_row_px() - side) / 2 + 0.75, side - 1.5, side - 1.5)
        stripe = theme.event_stripe(self.calendar.color)
        painter.setPen(QPen(stripe, 1.5))
        painter.setBrush(stripe if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3.5, 3.5)
        if self.isChecked():
            on_stripe = tokens.view if theme.contrast(tokens.view, stripe) >= 3 else tokens.text
            theme.paint_icon(painter, box.topLeft() + QPointF(1.25, 1.25), "check", size=side - 4, role=on_stripe)
        right = self.width() - 6
        for mark in self._marks:
            right -= side
            theme.paint_icon(painter, QPointF(right, (_row_px() - side) / 2), mark, size=side, role="text3")
            right -= 6
        painter.setPen(tokens.text if self.isChecked() else tokens.text2)
        name = lettering.elided("body", self.calendar.name, right - side - 16)
        lettering.line(painter, side + 16, 0, _row_px(), name, "body")
        painter.end()


class AccountHead(QAbstractButton):
    """The heading of an account's calendars; a click folds them."""

    menu_wanted = Signal(QPoint)

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._name = account.name or account.user
        self._trouble = account.state.value == "needs_user"
        self.setCheckable(True)
        self.setChecked(True)
        self.setText(self._name.replace("&", "&&"))
        self.setFixedHeight(_row_px())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip(self._name))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda point: self.menu_wanted.emit(self.mapToGlobal(point)))

    def sizeHint(self) -> QSize:
        return QSize(PANEL_PX - 16, _row_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens()
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        small = density.grown(12)
        theme.paint_icon(painter, QPointF(4, (_row_px() - small) / 2), arrow, size=small)
        right = self.width() - 6
        if self._trouble:
            sign = density.grown(14)
            right -= sign
            theme.paint_icon(painter, QPointF(right, (_row_px() - sign) / 2), "warning", size=sign, role="warning")
        painter.setPen(tokens.text2)
        name = lettering.elided("caption_strong", self._name, right - small - 14)
        lettering.line(painter, small + 8, 0, _row_px(), name, "caption_strong")
        painter.end()


def owner_head(name: str) -> QLabel:
    """Whose the calendars below are."""
    words = QLabel(name)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setProperty("role", "caption")
    words.setContentsMargins(*mirror.sides(8, 6, 0, 2))
    return words
