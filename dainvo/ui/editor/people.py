"""The people of an event as chips.

An address is checked as it is added; one that is none stays visible as such, so that nothing typed is lost (E19).
"""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from dainvo.ical.event import Attendee, PartStat, Role
from dainvo.ui import mirror, theme
from dainvo.ui.chips import Chip
from dainvo.ui.controls import grown, tip
from dainvo.ui.editor import phrases
from dainvo.ui.editor.chip_field import ChipField

_ADDRESS = re.compile(r"[^\s@<>,;\"()\[\]\\]+@[^\s@<>,;\"()\[\]\\.]+(\.[^\s@<>,;\"()\[\]\\.]+)+$")
_NAMED = re.compile(r"\s*\"?([^\"<]*?)\"?\s*<([^>]*)>\s*$")
_MARKS = {
    PartStat.ACCEPTED: ("check", "ok"),
    PartStat.TENTATIVE: ("tilde", "text2"),
    PartStat.DECLINED: ("cross", "danger"),
    PartStat.NEEDS_ACTION: ("question", "warning"),
    PartStat.DELEGATED: ("question", "text2"),
}


def is_address(text: str) -> bool:
    """Whether `text` looks like an e-mail address with a domain."""
    return bool(_ADDRESS.fullmatch(text)) and len(text) <= 254


def person_of(text: str) -> Attendee:
    """`Anna Berg <anna@corp.example>` or a bare address; what is neither keeps its text as address."""
    named = _NAMED.match(text)
    if named:
        return Attendee(named[2].strip(), named[1].strip())
    return Attendee(text.strip().removeprefix("mailto:"))


class _Entry(QLineEdit):
    """Where a person is typed. Enter, comma and semicolon add; Backspace in an empty line goes to the last chip."""

    add = Signal()
    back = Signal()
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0 6px; min-height: 24px; }")
        self.setFixedHeight(grown(28))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(grown(110), grown(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.text().strip():
                event.ignore()
            else:
                self.add.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()
        if self.text().strip():
            self.add.emit()


class PeopleField(ChipField):
    """Attendees. `changed` comes with each edit; `wrong_address` names the first that is no address."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, framed: bool = True) -> None:
        super().__init__(parent, inset=2 if framed else 0, spacing=2)
        self._people: list[Attendee] = []
        self._fixed: str = ""
        self._came: set[str] = set()
        self._framed = framed
        self.entry = _Entry()
        self.entry.setPlaceholderText(self.tr("Add people"))
        self.entry.setAccessibleName(self.tr("People"))
        self.entry.add.connect(self.take_typed)
        self.entry.back.connect(self._to_last_chip)
        self.entry.focused.connect(self.update)
        self.entry.textEdited.connect(lambda _text: self.changed.emit())
        self.flow.addWidget(self.entry)
        self.setFocusProxy(self.entry)

    def people(self) -> tuple[Attendee, ...]:
        return tuple(self._people)

    def set_people(self, people: tuple[Attendee, ...], *, organizer: str = "", read_only: bool = False) -> None:
        """`organizer` is the address that cannot be removed."""
        self._people, self._fixed = list(people), organizer.lower()
        self._came = {one.address for one in people}
        self.entry.setVisible(not read_only)
        self._framed = self._framed and not read_only
        self._show()

    def wrong_address(self) -> str:
        """The first added address that is none; what came from a server is left to it."""
        return next((one.address for one in self._people if self._is_wrong(one)), "")

    def _is_wrong(self, one: Attendee) -> bool:
        return one.address not in self._came and not is_address(one.address)

    def take_typed(self) -> None:
        """Make a chip of what stands in the line."""
        text = self.entry.text().strip().strip(",;")
        self.entry.clear()
        for part in re.split(r"[,;]\s*", text):
            if part and person_of(part).address.lower() not in {one.address.lower() for one in self._people}:
                self._people.append(person_of(part))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        inset, edge = (4, 3) if self._framed and self._people else (2 if self._framed else 0, 0)
        self.flow.set_room(inset, edge)  # chips stand off the frame; an empty field is as high as the others
        self.show_chips([self._chip(one) for one in self._people])
        self.setMinimumHeight(self.flow.heightForWidth(max(self.width(), 200)))
        self.update()

    def _chip(self, one: Attendee) -> Chip:
        bad = self._is_wrong(one)
        name = one.address if bad else phrases.short_name(one)
        optional = one.role is Role.OPTIONAL
        chip = Chip(
            name,
            initial="" if bad else name[:1].upper(),
            mark=None if bad or optional else _MARKS[one.partstat],
            note=self.tr("optional") if optional else "",
            bad=bad,
            dashed=optional,
            parent=self,
        )
        wrong = self.tr("“{address}” is no e-mail address").format(address=one.address)
        chip.setToolTip(tip(wrong if bad else f"{one.name} <{one.address}>" if one.name else one.address))
        chip.setAccessibleDescription(wrong if bad else one.address)
        chip.removed.connect(lambda: self._remove(one))
        chip.clicked.connect(lambda: self._menu(chip, one))
        return chip

    def _menu(self, chip: Chip, one: Attendee) -> None:
        menu = QMenu(chip)
        if self.entry.isVisible():
            for role, text in ((Role.REQUIRED, self.tr("&Required")), (Role.OPTIONAL, self.tr("&Optional"))):
                action = menu.addAction(text)
                action.setCheckable(True)
                action.setChecked(one.role is role)
                action.triggered.connect(lambda _on=False, role=role: self._replace(one, replace(one, role=role)))
            menu.addSeparator()
        menu.addAction(self.tr("&Copy address")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(one.address)
        )
        if self.entry.isVisible() and one.address.lower() != self._fixed:
            menu.addAction(self.tr("Re&move")).triggered.connect(lambda: self._remove(one))
        mirror.drop(menu, chip)

    def _replace(self, old: Attendee, new: Attendee) -> None:
        self._people = [new if one is old else one for one in self._people]
        self._show()
        self.changed.emit()

    def _remove(self, one: Attendee) -> None:
        if not self.entry.isVisible() or one.address.lower() == self._fixed or one not in self._people:
            return
        self._people.remove(one)
        self._show()
        self.entry.setFocus()
        self.changed.emit()

    def _to_last_chip(self) -> None:
        if self.chips:
            self.chips[-1].setFocus()

    def resizeEvent(self, event: object) -> None:
        self.setMinimumHeight(self.flow.heightForWidth(max(self.width(), 200)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entry.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._framed:
            return
        colours, wrong = theme.tokens(), bool(self.wrong_address())
        strong = wrong or self.entry.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = colours.danger if wrong else colours.accent if strong else colours.control_border
        painter.setPen(QPen(colour, 2 if strong else 1))
        painter.setBrush(colours.view)
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 6, 6)
