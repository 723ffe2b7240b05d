"""What is rarely asked of an event, folded into one line: show as, visibility, status, categories, colour, link.

The fields are made when they are first unfolded: few events need them. What is kept of them is the form's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ical.colours import NAMES
from dainvo.ical.event import EventDraft, Status, Visibility
from dainvo.ui import event_colours, join, mirror, theme
from dainvo.ui.controls import Elided, ElidedBox, button, grown, label_for, row, tool, with_icon
from dainvo.ui.editor.calendar_box import dot
from dainvo.ui.editor.categories import CategoryField
from dainvo.ui.notice import ErrorLine

LABEL_WIDTH = 96


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoreFields", text)


class MoreFields(QWidget):
    """`changed` comes with every choice of the user, `list_changed` with the managed list of categories."""

    changed = Signal()
    list_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._draft: EventDraft | None = None
        self._categories, self._read_only = "", False
        self._fields: Fields | None = None
        self.toggle = button(_tr("More"), "ghost")
        self.toggle.setCheckable(True)
        rules = "QPushButton { padding: 0 4px 0 0; font-weight: 500; background: transparent; }"
        self.toggle.setStyleSheet(mirror.rules(rules))
        theme.set_icon(self.toggle, "chevron-right")
        self.toggle.toggled.connect(self._fold)
        self.summary = Elided(style="month_time", role="text2")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addLayout(row(self.toggle, self.summary, spacing=4))

    @property
    def fields(self) -> Fields:
        """What is below the fold; it says what was loaded."""
        if self._fields is None:
            made = self._fields = Fields()
            made.hide()
            self._outer.addWidget(made)
            if self._draft is not None:
                made.load(self._draft, self._categories, read_only=self._read_only)
            made.changed.connect(self._edited)
            made.categories.list_changed.connect(self.list_changed)
        return self._fields

    def load(self, draft: EventDraft, categories: str, *, read_only: bool = False) -> None:
        """Show what the draft says; `categories` is the managed list of the settings."""
        self._draft, self._categories, self._read_only = draft, categories, read_only
        if self._fields is not None:
            self._fields.load(draft, categories, read_only=read_only)
        self._sum_up()

    def changes(self) -> dict[str, Any]:
        """What was changed since, by the names that a draft has for it."""
        return self._fields.changes() if self._fields is not None else {}

    def set_all_day(self, all_day: bool) -> None:
        """Whole days are free at first, other times busy, as long as the user says nothing else (E23)."""
        draft = self._draft
        if draft is None or (self._fields is not None and self._fields.touched_show_as):
            return
        free = all_day if all_day != draft.all_day else draft.transparent
        if self._fields is not None or free != draft.transparent:
            select(self.fields.show_as, free)
            self._sum_up()

    @property
    def problem(self) -> str:
        """What is wrong with the link; empty if nothing is."""
        return self._fields.problem if self._fields is not None else ""

    def wrong_field(self) -> QWidget:
        """Where the focus belongs if there is a problem: what is folded cannot have it."""
        return self.fields.link if self.toggle.isChecked() else self.toggle

    def _sum_up(self) -> None:
        """The line beside the fold."""
        if self._draft is None:
            return
        said = {name: getattr(self._draft, name) for name in _NAMES} | self.changes()
        categories, color = said["categories"], said["color"]
        words = [
            _shown_as()[said["transparent"]],
            _visibilities()[said["visibility"]],
            _states()[said["status"]],
            ", ".join(categories) if categories else _tr("no category"),
        ]
        if color:
            words.append(event_colours.named().get(color, color))
        if said["url"].strip():
            words.append(_tr("link"))
        self.summary.set_text(" · ".join(words))

    def _edited(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _fold(self, opened: bool) -> None:
        theme.set_icon(self.toggle, "chevron-down" if opened else "chevron-right")
        self.fields.setVisible(opened)


class Fields(QWidget):
    """What is below the fold. `changed` comes with every choice of the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.touched_show_as = False
        self._first: dict[str, Any] = {}  # what they said of the draft before anything was changed
        self._make_boxes()
        self.categories = CategoryField()
        self.categories.changed.connect(self.changed)
        self.link = QLineEdit()
        self.link.setAccessibleName(_tr("Link"))
        self.link.setPlaceholderText("https://")
        with_icon(self.link, "link")
        self.link.textEdited.connect(lambda _text: self._link_edited())
        self.open_link = tool("external", _tr("Open the link"), small=True)
        self.open_link.clicked.connect(lambda: join.join(self.link.text().strip(), self))
        self.link_error = ErrorLine()
        self._lay_out()

    def _make_boxes(self) -> None:
        self.show_as = self._box(_tr("Show as"), _shown_as().items())
        self.show_as.activated.connect(lambda _index: self._show_as_chosen())
        self.visibility = self._box(_tr("Visibility"), _visibilities().items())
        self.status = self._box(_tr("Status"), _states().items())
        self.color = self._box(_tr("Colour"), [("", event_colours.none())])
        self.color.setIconSize(QSize(grown(10), grown(10)))
        for value, text in event_colours.named().items():
            self.color.addItem(dot(NAMES[value]), text, value)
        for box in (self.show_as, self.visibility, self.status, self.color):
            box.activated.connect(lambda _index: self.changed.emit())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, grown(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        for place, box in enumerate((self.show_as, self.visibility, self.status, self.color)):
            grid.addWidget(label_for(box.accessibleName(), box), place, 0)
            grid.addWidget(box, place, 1, Qt.AlignmentFlag.AlignLeft)
        link = QVBoxLayout()
        link.setSpacing(2)
        link.addLayout(row(self.link, self.open_link, spacing=4))
        link.addWidget(self.link_error)
        grid.addWidget(label_for(_tr("Categories"), self.categories.plus), 4, 0)
        grid.addWidget(self.categories, 4, 1)
        grid.addWidget(label_for(_tr("Link"), self.link), 5, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(link, 5, 1)

    def load(self, draft: EventDraft, categories: str, *, read_only: bool) -> None:
        self.touched_show_as = False
        select(self.show_as, draft.transparent)
        select(self.visibility, draft.visibility)
        select(self.status, draft.status)
        if draft.color and self.color.findData(draft.color) < 0:
            known = NAMES.get(draft.color)
            self.color.addItem(dot(known) if known else QIcon(), draft.color, draft.color)
        select(self.color, draft.color)
        self.categories.set_categories(draft.categories, categories, read_only=read_only)
        self.link.setText(draft.url)
        self.link.setCursorPosition(0)
        for box in (self.show_as, self.visibility, self.status, self.color):
            box.setEnabled(not read_only)
        self.link.setReadOnly(read_only)
        self._first = self._said()
        self._tell_of_link()

    def changes(self) -> dict[str, Any]:
        """What they say now and did not say at first."""
        return {name: value for name, value in self._said().items() if value != self._first[name]}

    def _said(self) -> dict[str, Any]:
        return {
            "transparent": bool(self.show_as.currentData()),
            "visibility": Visibility(self.visibility.currentData()),
            "status": Status(self.status.currentData()),
            "categories": self.categories.categories(),
            "color": str(self.color.currentData() or ""),
            "url": self._url(),
        }

    def _url(self) -> str:
        """The link as it goes into the event: without a scheme it is https."""
        text = self.link.text().strip()
        return f"https://{text}" if text and "://" not in text and ":" not in text.split("/")[0] else text

    @property
    def problem(self) -> str:
        """What is wrong with the link; empty if nothing is. What came from elsewhere is left alone."""
        text = self.link.text().strip()
        bad = bool(text) and (" " in text or "." not in text) and self.link.isModified()
        return _tr("This is no link") if bad else ""

    def _link_edited(self) -> None:
        self._tell_of_link()
        self.changed.emit()

    def _tell_of_link(self) -> None:
        self.open_link.setVisible(bool(join.must_ask(self._url()) or join.may_open(self._url())))
        self.link_error.tell(self.problem)

    def _box(self, name: str, choices: Iterable[tuple[object, str]]) -> QComboBox:
        box = ElidedBox()
        box.setAccessibleName(name)
        box.setFixedHeight(grown(28))
        box.setMinimumWidth(grown(180))
        for value, text in choices:
            box.addItem(text, value)
        return box

    def _show_as_chosen(self) -> None:
        self.touched_show_as = True


_NAMES = ("transparent", "visibility", "status", "categories", "color", "url")


def _shown_as() -> dict[bool, str]:
    return {False: _tr("busy"), True: _tr("free")}


def _visibilities() -> dict[Visibility, str]:
    return {
        Visibility.PUBLIC: _tr("normal visibility"),
        Visibility.PRIVATE: _tr("private"),
        Visibility.CONFIDENTIAL: _tr("confidential"),
    }


def _states() -> dict[Status, str]:
    return {
        Status.CONFIRMED: _tr("confirmed"),
        Status.TENTATIVE: _tr("tentative"),
        Status.CANCELLED: _tr("cancelled"),
    }


def select(box: QComboBox, value: object) -> None:
    """Choose the entry with this value, the first if there is none."""
    box.setCurrentIndex(max(0, box.findData(value)))
