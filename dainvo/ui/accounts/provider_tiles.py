"""The first page of "Add account": which provider (A02).

Asks nothing else and starts nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from dainvo.engine.providers import PROVIDERS
from dainvo.ui import mirror, theme
from dainvo.ui.accounts import provider_words
from dainvo.ui.accounts.provider_words import Tile
from dainvo.ui.controls import grown, paint_focus

_HIGH = 56
_COLUMNS = 2


class ProviderTile(QAbstractButton):
    """Icon, name and what is needed, in one button."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.key = tile.key
        self._tile = tile
        self.setText(tile.name)
        self.setAccessibleName(tile.name)
        self.setAccessibleDescription(tile.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(grown(220), grown(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the grid knows its neighbours
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        wash = QColor(colours.text)
        wash.setAlphaF(0.10 if self.isDown() else 0.05 if self.underMouse() else 0)
        painter.setPen(QPen(colours.hairline, 1))
        painter.setBrush(wash)
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            paint_focus(painter, box.adjusted(1, 1, -1, -1), 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.info_bg)
        badge, sign, middle = grown(32), grown(16), self.height() // 2
        painter.drawRoundedRect(QRectF(12, middle - badge // 2, badge, badge), 8, 8)
        at = QPointF(12 + (badge - sign) // 2, middle - sign // 2)
        theme.paint_icon(painter, at, self._tile.icon, size=sign, role="info")
        left, line = 12 + badge + 10, grown(18)
        room = self.width() - left - 10
        for style, colour, top, text in (
            ("body_strong", colours.text, grown(10), self._tile.name),
            ("caption", colours.text2, grown(29), self._tile.text),
        ):
            painter.setFont(theme.font(style))
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            mirror.words(painter, QRectF(left, top, room, line), flags, shown)
        painter.end()


class ProviderTiles(QWidget):
    """All ways to begin; the arrow keys go from one to the next."""

    chosen = Signal(str)  # a key of `engine.providers`, or LOCAL or WEB of `provider_words`

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Where your calendars are"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        tiles = [provider_words.tile(one) for one in PROVIDERS]
        tiles += [provider_words.web_tile(), provider_words.local_tile()]
        self.tiles = [ProviderTile(one) for one in tiles]
        for place, made in enumerate(self.tiles):
            grid.addWidget(made, place // _COLUMNS, place % _COLUMNS)
            made.clicked.connect(lambda _checked=False, key=made.key: self.chosen.emit(key))
        self.setFocusProxy(self.tiles[0])

    def tile(self, key: str) -> ProviderTile:
        """The tile of that key. Raises StopIteration if there is none."""
        return next(one for one in self.tiles if one.key == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        focus = self.window().focusWidget()
        focused = next((place for place, one in enumerate(self.tiles) if one is focus), None)
        step = steps.get(mirror.key(Qt.Key(event.key())))
        if focused is None or step is None:
            super().keyPressEvent(event)
            return
        following = focused + step
        if 0 <= following < len(self.tiles):
            self.tiles[following].setFocus(Qt.FocusReason.TabFocusReason)
