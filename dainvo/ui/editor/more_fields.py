"""What is rarely asked of an event, folded into one line: show as, visibility, status, categories, colour, link.

Says of each what it is; what is kept of it is the form's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
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


class MoreFields(QWidget):
    """`changed` comes with every choice of the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.touched_show_as = False
        self.toggle = button(self.tr("More"), "ghost")
        self.toggle.setCheckable(True)
        rules = "QPushButton { padding: 0 4px 0 0; font-weight: 500; background: transparent; }"
        self.toggle.setStyleSheet(mirror.rules(rules))
        theme.set_icon(self.toggle, "chevron-right")
        self.toggle.toggled.connect(self._fold)
        self.summary = Elided(style="month_time", role="text2")
        self._make_boxes()
        self.categories = CategoryField()
        self.categories.changed.connect(self._edited)
        self.link = QLineEdit()
        self.link.setAccessibleName(self.tr("Link"))
        self.link.setPlaceholderText("https://")
        with_icon(self.link, "link")
        self.link.textEdited.connect(lambda _text: self._edited())
        self.open_link = tool("external", self.tr("Open the link"), small=True)
        self.open_link.clicked.connect(lambda: join.join(self.link.text().strip(), self))
        self.link_error = ErrorLine()
        self._lay_out()

    def _make_boxes(self) -> None:
        self.show_as = self._box(self.tr("Show as"), [(False, self.tr("busy")), (True, self.tr("free"))])
        self.show_as.activated.connect(lambda _index: self._show_as_chosen())
        self.visibility = self._box(
            self.tr("Visibility"),
            [
                (Visibility.PUBLIC, self.tr("normal visibility")),
                (Visibility.PRIVATE, self.tr("private")),
                (Visibility.CONFIDENTIAL, self.tr("confidential")),
            ],
        )
        self.status = self._box(
            self.tr("Status"),
            [
                (Status.CONFIRMED, self.tr("confirmed")),
                (Status.TENTATIVE, self.tr("tentative")),
                (Status.CANCELLED, self.tr("cancelled")),
            ],
        )
        self.color = self._box(self.tr("Colour"), [("", event_colours.none())])
        self.color.setIconSize(QSize(10, 10))
        for value, text in event_colours.named().items():
            self.color.addItem(dot(NAMES[value]), text, value)

    def _lay_out(self) -> None:
        self.inside = QWidget()
        grid = QGridLayout(self.inside)
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
        grid.addWidget(label_for(self.tr("Categories"), self.categories.plus), 4, 0)
        grid.addWidget(self.categories, 4, 1)
        grid.addWidget(label_for(self.tr("Link"), self.link), 5, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(link, 5, 1)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row(self.toggle, self.summary, spacing=4))

    def load(self, draft: EventDraft, categories: str, *, read_only: bool = False) -> None:
        """Show what the draft says; `categories` is the managed list of the settings."""
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
        self.refresh()

    def url(self) -> str:
        """The link as it goes into the event: without a scheme it is https."""
        text = self.link.text().strip()
        return f"https://{text}" if text and "://" not in text and ":" not in text.split("/")[0] else text

    @property
    def problem(self) -> str:
        """What is wrong with the link; empty if nothing is. What came from elsewhere is left alone."""
        text = self.link.text().strip()
        bad = bool(text) and (" " in text or "." not in text) and self.link.isModified()
        return self.tr("This is no link") if bad else ""

    def refresh(self) -> None:
        """The summary beside the fold, and what goes with what is chosen."""
        said = [box.currentText() for box in (self.show_as, self.visibility, self.status)]
        chosen = self.categories.categories()
        said.append(", ".join(chosen) if chosen else self.tr("no category"))
        if self.color.currentData():
            said.append(self.color.currentText())
        if self.link.text().strip():
            said.append(self.tr("link"))
        self.summary.set_text(" · ".join(said))
        self.open_link.setVisible(bool(join.must_ask(self.url()) or join.may_open(self.url())))
        self.link_error.tell(self.problem)

    def _box(self, name: str, choices: Sequence[tuple[object, str]]) -> QComboBox:
        box = ElidedBox()
        box.setAccessibleName(name)
        box.setFixedHeight(grown(28))
        box.setMinimumWidth(grown(180))
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda _index: self._edited())
        return box

    def _show_as_chosen(self) -> None:
        self.touched_show_as = True

    def _edited(self) -> None:
        self.refresh()
        self.changed.emit()

    def _fold(self, opened: bool) -> None:
        theme.set_icon(self.toggle, "chevron-down" if opened else "chevron-right")
        if opened and self._outer.indexOf(self.inside) < 0:
            self._outer.addWidget(self.inside)  # has no place before: what is not shown need not be styled
        self.inside.setVisible(opened)


def select(box: QComboBox, value: object) -> None:
    """Choose the entry with this value, the first if there is none."""
    box.setCurrentIndex(max(0, box.findData(value)))
