"""The strip at the bottom, there only for something the user can act on: one sentence, one button.

Shows a need; whoever owns the strip acts.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dainvo.ui import density, theme
from dainvo.ui.needs import Need
from dainvo.ui.views.view import announce

STRIP_PX = 28


class StatusStrip(QWidget):
    """28 px high, more for larger text; hidden while there is no need."""

    acted = Signal(object, str)  # Need, and which of its actions

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(density.grown(STRIP_PX))
        self.setAccessibleName(self.tr("Status"))
        self._need: Need | None = None
        self._before = ""  # the action of the need shown last
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._aside = QLabel()
        self._aside.setTextFormat(Qt.TextFormat.PlainText)
        self._button, self._also = self._make_button(), self._make_button()
        self._button.clicked.connect(lambda: self._act(0))
        self._also.clicked.connect(lambda: self._act(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self._button)
        row.addWidget(self._also)
        row.addStretch(1)
        row.addWidget(self._aside)
        self.hide()

    @staticmethod
    def _make_button() -> QPushButton:
        made = QPushButton()
        made.setAutoDefault(False)
        made.setFlat(True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    @property
    def need(self) -> Need | None:
        return self._need

    @property
    def button(self) -> QPushButton:
        return self._button

    @property
    def second(self) -> QPushButton:
        """The other way, if there is one."""
        return self._also

    def show_need(self, need: Need | None) -> None:
        """Show `need`, or nothing."""
        if need == self._need:
            return
        self._need = need
        if need is not None:
            told = self._before == need.action == "hide"  # a count that goes on is said once
            self._dress(need)
            self._before = need.action
            self.setAccessibleDescription(need.text)
            if not told:
                announce(self, need.text)
        self.setVisible(need is not None)

    def _dress(self, need: Need) -> None:
        tokens = theme.tokens()
        colour = tokens.role(need.tone)
        self._icon.setPixmap(theme.pixmap(need.icon, size=density.grown(14), role=need.tone))
        self._text.setText(need.text)
        self._aside.setText(need.aside)
        for made, face in ((self._button, need.button), (self._also, need.also[0])):
            made.setText(face)
            made.setAccessibleName(f"{face}: {need.text}")
            made.setVisible(bool(face))
            made.setStyleSheet(
                f"QPushButton {{ border: none; background: transparent; color: {colour.name()}; padding: 0 2px;"
                f" min-height: {density.grown(24)}px; font-size: {density.grown(12)}px;"
                " font-weight: 600; text-decoration: underline; }"
            )
        for label in (self._text, self._aside):
            label.setFont(theme.font("strip" if label is self._text else "caption"))
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
            label.setStyleSheet(f"color: {colour.name()};")
        self.update()

    def _act(self, which: int) -> None:
        if self._need is not None:
            self.acted.emit(self._need, self._need.also[1] if which else self._need.action)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        tone = self._need.tone if self._need is not None else "warning"
        painter.fillRect(self.rect(), tokens.role(f"{tone}_bg"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), tokens.hairline)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._need is not None and self.isVisible():
            self._dress(self._need)
