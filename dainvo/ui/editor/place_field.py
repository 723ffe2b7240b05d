"""The place of an event: earlier places are suggested, a link in it opens, a map only on request (E18).

Looks nothing up by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from dainvo.ui import join, live_text
from dainvo.ui.controls import stand_out, tip, tool, with_icon

_MAP = "https://www.openstreetmap.org/search?query={place}"


def map_of(place: str) -> str:
    """Where a map shows this place."""
    return _MAP.format(place=quote(place.strip()[:300], safe=""))


class PlaceField(QWidget):
    """`edited` comes with every edit by the user. `earlier` gives the places used so far, asked for once."""

    edited = Signal()

    def __init__(self, earlier: Callable[[], list[str]]) -> None:
        super().__init__()
        self._earlier: Callable[[], list[str]] | None = earlier
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Place"))
        with_icon(self.line, "place")
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.installEventFilter(self)
        self.open_link = tool("external", self.tr("Open the link of this place"), small=True)
        self.open_link.clicked.connect(self._open_link)
        self.open_map = tool("globe", self.tr("Show this place on a map"), small=True)
        self.open_map.setToolTip(tip(self.tr("Show this place on a map (openstreetmap.org)")))
        self.open_map.clicked.connect(lambda: join.browse(map_of(self.line.text()), self))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.line, self.open_link, self.open_map):
            layout.addWidget(widget)
        self.setFocusProxy(self.line)
        self._show()

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self._show()

    def set_read_only(self) -> None:
        self.line.setReadOnly(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The earlier places are read when the field is first gone into, not when the editor opens."""
        gone_into = event.type() in (QEvent.Type.FocusIn, QEvent.Type.KeyPress)
        if gone_into and self._earlier is not None and not self.line.isReadOnly():
            places, self._earlier = self._earlier(), None
            suggestions = QCompleter(QStringListModel(places, self), self)
            suggestions.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            suggestions.setFilterMode(Qt.MatchFlag.MatchContains)
            suggestions.setMaxVisibleItems(7)
            suggestions.activated.connect(lambda _text: self._typed())
            stand_out(suggestions)
            self.line.setCompleter(suggestions)
        return False

    def _typed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        link = live_text.first_link(self.line.text())
        self.open_link.setVisible(bool(link))
        self.open_map.setVisible(bool(self.line.text().strip()) and not link)

    def _open_link(self) -> None:
        join.join(live_text.first_link(self.line.text()), self)
