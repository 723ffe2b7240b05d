"""The online-meeting row of the editor: switch, provider, options, a field for a link, a line that says what is true.

Decides nothing about states (`meeting_state`) and saves nothing: the editor asks what is wanted.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ical.event import AccountId, Meeting, ResourceId
from dainvo.ui import mirror, theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, ElidedBox, Glyph, Switch, button, grown, plain, with_icon
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.late_word import LateWord
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.notice import ErrorLine, Notice

OTHER = "other"
ZOOM = "zoom"


class _Fixed(QWidget):
    """Which service hosts, as a field that is only read."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = Glyph("video")
        self.text = Elided(role="text2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.icon)
        layout.addWidget(self.text, 1)
        self.setFixedSize(grown(256), grown(28))

    def tell(self, text: str) -> None:
        self.text.set_text(text)
        self.icon.show_icon("video" if text.startswith("Zoom") else "link")
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.hairline, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Provider(QWidget):
    """The service: a menu where there is a choice, else a field that is only read."""

    picked = Signal(str)  # ZOOM, ZOOM:id of an account, or OTHER

    def __init__(self) -> None:
        super().__init__()
        self.fixed = False
        self.box = ElidedBox()
        self.box.setFixedSize(grown(256), grown(28))
        self.box.setAccessibleName(self.tr("Meeting provider"))
        self.box.activated.connect(lambda _index: self.picked.emit(self.box.currentData()))
        self._read = _Fixed()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self._read)
        self.setFixedSize(grown(256), grown(28))

    @property
    def text(self) -> Elided:
        return self._read.text

    def tell(self, text: str, fixed: bool, zoom: str, others: tuple[tuple[AccountId, str], ...] = ()) -> None:
        """`zoom` names the account that meetings can be made with, empty if there is none; `others` all of several."""
        self.fixed = fixed
        self._read.tell(text)
        self._read.setVisible(fixed)
        self.box.setVisible(not fixed)
        choices = [(ZOOM, f"Zoom — {zoom}")] if zoom else []
        if others:
            choices = [(f"{ZOOM}:{account}", f"Zoom — {name}") for account, name in others]
        choices.append((OTHER, self.tr("Other link")))
        if [self.box.itemText(place) for place in range(self.box.count())] != [said for _, said in choices]:
            self.box.clear()
            for key, said in choices:
                self.box.addItem(theme.icon("link" if key == OTHER else "video"), said, key)
        self.box.setCurrentIndex(max(0, self.box.findText(text)))


class MeetingRow(QWidget):
    """Two lines, 489 wide in the editor: the switch has room for its focus ring before the column.

    `toggled`, `picked` and `link_edited` come only from the user, never from `show_facts`.
    """

    toggled = Signal(bool)
    cure = Signal(str)
    picked = Signal(str)
    link_edited = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._join_button: JoinButton | None = None
        self._joins: tuple[object, ...] | None = None
        self.state = RowState(8, False)
        self.switch = Switch(self.tr("Online meeting"))
        self.switch.clicked.connect(self._clicked)
        self.provider = _Provider()
        self.provider.picked.connect(self.picked)
        self.provider.hide()
        self.options = button(self.tr("Options"), "tool-end", icon="sliders")
        self.options.setAccessibleName(self.tr("Options of this meeting"))
        self.options.clicked.connect(lambda: self.cure.emit("options"))
        self.other = button(self.tr("Other link…"), "link-end")
        self.other.clicked.connect(lambda: self.picked.emit(OTHER))
        self.notice = Notice()
        self.notice.chosen.connect(self.cure)
        self._late = LateWord(self, self._tell)
        self._make_field()
        self._lay_out()

    def _make_field(self) -> None:
        self.link = QLineEdit()
        self.link.setAccessibleName(self.tr("Meeting link"))
        self.link.setPlaceholderText("https://")
        with_icon(self.link, "link")
        self.link.textEdited.connect(self.link_edited)
        self.hint = plain(self.tr("Join opens this link"), role="caption")
        self.link_error = ErrorLine()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(9)
        first.addWidget(self.switch)
        first.addWidget(self.provider)
        first.addStretch(1)
        first.addWidget(self.options)
        first.addWidget(self.other)
        first.addStrut(30)
        self._field = QWidget()
        beside = QHBoxLayout(self._field)
        beside.setContentsMargins(*mirror.sides(Switch.MARGIN, 0, 0, 0))
        beside.setSpacing(8)
        beside.addWidget(self.link, 1)
        beside.addWidget(self.hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(first)
        outer.addWidget(self._field)
        outer.addWidget(self.link_error)
        held = QHBoxLayout()
        held.setContentsMargins(*mirror.sides(Switch.MARGIN, 0, 0, 0))
        held.addWidget(self.notice)
        outer.addLayout(held)
        for part in (self.options, self.other, self._field, self.notice):
            part.hide()

    def show_facts(self, facts: Facts, resource: ResourceId | None) -> None:
        """Show the state that follows from `facts`; the focus stays where it is."""
        state = row_state(facts)
        self.state = state
        self.switch.setChecked(state.on)
        self.switch.set_reason(state.reason)
        if state.usable:
            self.switch.setAccessibleDescription(f"{state.text}. {state.small}".strip(". "))
        self.provider.setVisible(bool(state.provider))
        zoom = facts.zoom.name if facts.zoom is not None else ""
        self.provider.tell(state.provider, state.provider_fixed, zoom, facts.others)
        self.options.setVisible(state.has_options)
        self.other.setVisible(state.offers_other)
        self._show_field(state, facts)
        join = self._join(facts.meeting, resource, facts.now.tzinfo)
        if self._late.may_tell(working=state.creating):
            self._tell(join)  # else what stood there stays so long

    def _tell(self, join: JoinButton | None = None) -> None:
        state = self.state
        self.notice.setVisible(bool(state.text))
        if state.text:
            self.notice.tell(
                state.text,
                tone=state.tone,
                icon=state.icon,
                small=state.small,
                cures=state.cures,
                strong=state.good,
                small_at_end=state.number == 9,
                extra=join,
            )

    def mark_link(self, error: str) -> None:
        """What is wrong with the link, or nothing."""
        theme.set_property(self.link, "wrong", bool(error))
        self.link_error.tell(error)

    def _show_field(self, state: RowState, facts: Facts) -> None:
        self._field.setVisible(state.field)
        self.hint.setVisible(not state.join)
        if not state.field:
            self.mark_link("")
        elif self.link.text() != facts.choice.link:
            self.link.setText(facts.choice.link)

    def _join(self, meeting: Meeting | None, resource: ResourceId | None, zone: tzinfo | None) -> JoinButton | None:
        """The same widget as long as it says the same, so that the focus stays on it."""
        if not self.state.join or meeting is None or resource is None:
            self._join_button, self._joins = None, None
            return None
        short, removes = self.state.number != 17, self.state.usable
        if self._join_button is None or self._joins != (meeting, short, removes):
            self._join_button = JoinButton(
                self._bridge, meeting, resource, short=short, removes=removes, now=partial(datetime.now, zone)
            )
            self._join_button.remove.connect(lambda: self.cure.emit("remove"))
            self._joins = (meeting, short, removes)
        return self._join_button

    def _clicked(self) -> None:
        if not self.switch.reason:
            self.toggled.emit(self.switch.isChecked())
