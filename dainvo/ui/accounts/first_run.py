"""The first page: what to begin with, each tile with one button (I14).

Only ways that work are offered. Starts nothing itself.
"""

from __future__ import annotations

import importlib.util
import sys

from PySide6.QtCore import QPointF, QProcess, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dainvo.ui import theme
from dainvo.ui.controls import button, grown, plain
from dainvo.ui.flow import wrapping

_TILE_WIDE, _TILE_HIGH, _GAP = 232, 190, 16
_OPENING_MS = 6000


class _Badge(QWidget):
    """An icon on a tinted square."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(grown(40), grown(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().info_bg)
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        theme.paint_icon(painter, QPointF(grown(10), grown(10)), self._icon, size=grown(20), role="info")


class FirstRun(QWidget):
    """The tiles, centred in whatever room there is; below each other where they do not fit beside each other."""

    add_account = Signal()
    connect_zoom = Signal()
    start_local = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = plain(self.tr("Welcome to Dainvo"), role="title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = self.tr("No account with us is needed. Start with any of these, add the others later.")
        text = plain(said, role="text2", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._make_buttons()
        self._tiles = self._make_tiles()
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(16, 24, 16, 24)
        outer.setSpacing(0)
        outer.addStretch(1)
        outer.addWidget(title)
        outer.addSpacing(4)
        outer.addWidget(text)
        outer.addSpacing(28)
        outer.addLayout(self._grid)
        self._arrange(3)
        if _can_show_a_sample():
            self.sample_button = button(self.tr("&Try with a sample week"), "link")
            self.sample_button.clicked.connect(self._show_a_sample)
            outer.addSpacing(20)
            outer.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # the area switched it on
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.add_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = (self.width() - 48 + _GAP) // (grown(_TILE_WIDE) + _GAP)
        self._arrange(3 if fitting >= 3 else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().view)

    def _show_a_sample(self) -> None:
        """It takes some seconds to come: until then a second press would only bring a second one."""
        show_a_sample()
        face = self.sample_button.text()
        self.sample_button.setText(self.tr("The sample week opens in a window of its own…"))
        self.sample_button.setEnabled(False)

        def again() -> None:
            self.sample_button.setText(face)
            self.sample_button.setEnabled(True)

        QTimer.singleShot(_OPENING_MS, self, again)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, 1 + place % columns)
        for place in range(5):
            self._grid.setColumnStretch(place, 1 if place in (0, columns + 1) else 0)

    def _make_buttons(self) -> None:
        self.add_button = button(self.tr("&Add account"), "primary")
        self.add_button.clicked.connect(self.add_account)
        self.zoom_button = button(self.tr("&Connect Zoom"))
        self.zoom_button.clicked.connect(self.connect_zoom)
        self.local_button = button(self.tr("&Start here"))
        self.local_button.clicked.connect(self.start_local)

    def _make_tiles(self) -> list[QFrame]:
        return [
            self._tile(
                "cloud",
                self.tr("Add a calendar account"),
                "",
                self.tr("Nextcloud, iCloud, Fastmail or any other CalDAV server."),
                self.add_button,
            ),
            self._tile(
                "video",
                self.tr("Connect Zoom"),
                self.tr("(optional)"),
                self.tr("One switch makes a meeting and puts its link into the event."),
                self.zoom_button,
            ),
            self._tile(
                "monitor",
                self.tr("Just use this computer"),
                "",
                self.tr("A local calendar. Move it to a server whenever you like."),
                self.local_button,
            ),
        ]

    def _tile(self, icon: str, title: str, note: str, text: str, go: QPushButton) -> QFrame:
        tile = QFrame()
        tile.setProperty("role", "card")
        tile.setFixedWidth(grown(_TILE_WIDE))
        tile.setMinimumHeight(_TILE_HIGH)  # more where words are longer
        layout = QVBoxLayout(tile)
        layout.setContentsMargins(20, 20, 20, 18)
        layout.setSpacing(4)
        layout.addWidget(_Badge(icon))
        layout.addSpacing(10)
        layout.addWidget(wrapping(plain(title, style="body_strong", wrap=True), plain(note, role="text2"), spacing=4))
        layout.addWidget(plain(text, role="text2", wrap=True))
        layout.addStretch(1)
        layout.addWidget(go)
        return tile


def _can_show_a_sample() -> bool:
    """Whether this Dainvo has the demo servers with it."""
    return importlib.util.find_spec("radicale") is not None


def show_a_sample() -> None:
    """Another window on servers of its own and a throw-away profile; this one stays as it is."""
    words = ["demo"] if getattr(sys, "frozen", False) else ["-m", "dainvo", "demo"]
    QProcess.startDetached(sys.executable, words)
