"""The time zones of start and end, chosen from the known names by typing (E16).

Moves no time: whoever shows it keeps the clock times.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dainvo.ui import zone_names
from dainvo.ui.controls import button, grown, plain, row, stand_out

_UTC = {"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"}


def zone_name(zone: ZoneInfo) -> str:
    """The name of a zone; those of UTC are one."""
    return "UTC" if zone.key in _UTC else zone.key


def place_of(zone: ZoneInfo) -> str:
    """The place that names a zone: New York"""
    return zone_name(zone).split("/")[-1].replace("_", " ")


class ZoneField(QWidget):
    """`start_chosen` and `end_chosen` come with the key of a zone, empty for the same clock time everywhere. The end
    has the zone of the start until `apart` is pressed; `together` asks for that again."""

    start_chosen = Signal(str)
    end_chosen = Signal(str)
    together = Signal()

    end_box: _Names  # these are made when the end has a zone of its own
    joined: QPushButton

    def __init__(self) -> None:
        super().__init__()
        self._end: ZoneInfo | None = None
        self._of_end: tuple[QWidget, ...] = ()
        self.box = _Names(self.tr("Time zone"), floating=self.tr("Same clock time everywhere"))
        self.box.chosen.connect(self.start_chosen)
        self.apart = button(self.tr("Other zone at the end"), "link", small=True)
        self.apart.clicked.connect(self._split)
        self.own_time = plain(role="caption", wrap=True)
        self.setFocusProxy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        self._fields = row(self.box, self.apart, None, spacing=6)
        self._fields.setStretch(0, 100)
        layout.addLayout(self._fields)
        layout.addWidget(self.own_time)
        self._show(apart=False)

    def _make_end(self) -> None:
        self.end_box = _Names(self.tr("Time zone of the end"))
        self.end_box.chosen.connect(self.end_chosen)
        self.end_box.select(self._end)
        self.joined = button(self.tr("One zone"), "link", small=True)
        self.joined.setToolTip(self.tr("The end has the time zone of the start again"))
        self.joined.clicked.connect(self.together)
        to = plain("–", role="text2")
        for place, part, stretch in ((1, to, 0), (2, self.end_box, 100), (4, self.joined, 0)):
            self._fields.insertWidget(place, part, stretch)
        self._of_end = (to, self.end_box, self.joined)

    def set_zones(self, start: ZoneInfo | None, end: ZoneInfo | None) -> None:
        """Show these; None is a clock time without a zone."""
        self.box.select(start)
        self._end = end
        if self._of_end:
            self.end_box.select(end)
        same = start is end or (start is not None and end is not None and zone_name(start) == zone_name(end))
        self._show(apart=not same)

    def tell(self, text: str) -> None:
        """The time of the user, empty where it is the event's."""
        self.own_time.setText(text)
        self.own_time.setVisible(bool(text))

    def _show(self, *, apart: bool) -> None:
        if apart and not self._of_end:
            self._make_end()
        for part in self._of_end:
            part.setVisible(apart)
        self.apart.setVisible(not apart and self.box.key() != "")

    def _split(self) -> None:
        self._show(apart=True)
        self.end_box.setFocus()


class _Names(QComboBox):
    """The names of all zones, one of them chosen. The list is long: it is made when it is first gone into, as the line
    to type in is made when it is first seen."""

    chosen = Signal(str)

    def __init__(self, name: str, *, floating: str = "") -> None:
        super().__init__()
        self._filled, self._name, self._floating = False, "", floating
        self.setFixedHeight(grown(28))
        self.setMinimumWidth(grown(140))
        self.setMaximumWidth(grown(260))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(name)
        self.activated.connect(lambda _index: self.chosen.emit(self.key()))

    def key(self) -> str:
        if not self._filled:
            return self._name
        return "" if self._floating and self.currentIndex() == 0 else self.itemText(self.currentIndex())

    def select(self, zone: ZoneInfo | None) -> None:
        self._name = zone.key if zone is not None else ""
        if self._filled:
            self._select()
        elif self.isEditable():
            self._show_alone()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.isEditable():
            self._let_type()
            self._show_alone()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, line, line.selectAll)  # after the click: what is typed now replaces it

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the form

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def _show_alone(self) -> None:
        """The name that is chosen, of all that there are."""
        self.clear()
        self.addItem(self._name or self._floating)
        self._to_start()

    def _fill(self) -> None:
        if not self._filled:
            self._filled = True
            self.clear()
            if self._floating:
                self.addItem(self._floating)
            self.addItems(zone_names.names())
            self._select()

    def _let_type(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        if line is not None:
            completer = zone_names.ZoneCompleter(self.model(), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
            line.textEdited.connect(lambda _text: stand_out(completer))  # comes before its list is made and shown
            line.editingFinished.connect(self._typed)

    def _typed(self) -> None:
        """Take the zone that was typed; the field never shows another than the event has."""
        typed = self.currentText()
        if typed == self.itemText(self.currentIndex()):
            return
        self._fill()
        found = self.findText(zone_names.find(typed, [self.itemText(row) for row in range(self.count())]))
        if found >= 0:
            self.setCurrentIndex(found)
            self.activated.emit(found)
        self.setEditText(self.itemText(self.currentIndex()))
        self._to_start()

    def _select(self) -> None:
        index = self.findText(self._name) if self._name or not self._floating else 0
        if index < 0:
            self.insertItem(1, self._name)
            index = 1
        self.setCurrentIndex(index)
        self._to_start()

    def _to_start(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
