"""The online-meeting row of the editor: switch, provider, options, a field for a link, a line that says what is true.

Decides nothing about states (`meeting_state`) and saves nothing: the editor asks what is wanted.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ical.event import AccountId, Meeting, ResourceId
from dainvo.ui import mirror, theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, ElidedBox, Glyph, button, grown, plain, with_icon
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.late_word import LateWord
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.framed import Framed
from dainvo.ui.notice import ErrorLine, Notice
from dainvo.ui.switch import Switch

OTHER = "other"
ZOOM = "zoom"


class _Fixed(Framed):
    """Which service hosts, as a field that is only read."""

    RADIUS = 6

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


class _Provider(QWidget):
    """The service: a menu where there is a choice, else a field that is only read."""

    picked = Signal(str)  # ZOOM, ZOOM:id of an account, or OTHER

    def __init__(self) -> None:
        super().__init__()
        self.fixed = False
        self._read: _Fixed | None = None
        self._box: ElidedBox | None = None
        self._held = QHBoxLayout(self)
        self._held.setContentsMargins(0, 0, 0, 0)
        self.setFixedSize(grown(256), grown(28))

    @property
    def box(self) -> ElidedBox:
        if self._box is None:
            made = self._box = ElidedBox()
            made.setFixedSize(grown(256), grown(28))
            made.setAccessibleName(self.tr("Meeting provider"))
            made.activated.connect(lambda _index: self.picked.emit(made.currentData()))
            self._held.addWidget(made)
        return self._box

    def tell(self, text: str, fixed: bool, zoom: str, others: tuple[tuple[AccountId, str], ...] = ()) -> None:
        """`zoom` names the account that meetings can be made with, empty if there is none; `others` all of several."""
        self.fixed = fixed
        if fixed:
            self._tell_fixed(text)
        else:
            self._offer(text, zoom, others)
        for part, shown in ((self._read, fixed), (self._box, not fixed)):
            if part is not None:
                part.setVisible(shown)

    def _tell_fixed(self, text: str) -> None:
        if self._read is None:
            self._read = _Fixed()
            self._held.addWidget(self._read)
        self._read.tell(text)

    def _offer(self, text: str, zoom: str, others: tuple[tuple[AccountId, str], ...]) -> None:
        choices = [(ZOOM, f"Zoom — {zoom}")] if zoom else []
        if others:
            choices = [(f"{ZOOM}:{account}", f"Zoom — {name}") for account, name in others]
        choices.append((OTHER, self.tr("Other link")))
        box = self.box
        if [box.itemText(place) for place in range(box.count())] != [said for _, said in choices]:
            box.clear()
            for key, said in choices:
                box.addItem(theme.icon("link" if key == OTHER else "video"), said, key)
        box.setCurrentIndex(max(0, box.findText(text)))


class _LinkField(QWidget):
    """A link made elsewhere, and what becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(_tr("Meeting link"))
        self.line.setPlaceholderText("https://")
        with_icon(self.line, "link")
        self.hint = plain(_tr("Join opens this link"), role="caption")
        beside = QHBoxLayout(self)
        beside.setContentsMargins(*mirror.sides(Switch.MARGIN, 0, 0, 0))
        beside.setSpacing(8)
        beside.addWidget(self.line, 1)
        beside.addWidget(self.hint)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingRow", text)


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
        self.link_error = ErrorLine()
        self._field: _LinkField | None = None
        self._late = LateWord(self, self._tell)
        self._lay_out()

    @property
    def link(self) -> QLineEdit:
        """Where a link made elsewhere is written; made when it is first wanted."""
        return self._link_field().line

    def _link_field(self) -> _LinkField:
        if self._field is None:
            self._field = _LinkField()
            self._field.line.textEdited.connect(self.link_edited)
            self._outer.insertWidget(1, self._field)
        return self._field

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(9)
        first.addWidget(self.switch)
        first.addWidget(self.provider)
        first.addStretch(1)
        first.addWidget(self.options)
        first.addWidget(self.other)
        first.addStrut(30)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(first)
        outer.addWidget(self.link_error)
        held = QHBoxLayout()
        held.setContentsMargins(*mirror.sides(Switch.MARGIN, 0, 0, 0))
        held.addWidget(self.notice)
        outer.addLayout(held)
        for part in (self.options, self.other, self.notice):
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
        if state.provider:
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
        if self._field is not None:
            theme.set_property(self.link, "wrong", bool(error))
        self.link_error.tell(error)

    def _show_field(self, state: RowState, facts: Facts) -> None:
        if not state.field:
            if self._field is not None:
                self._field.hide()
            self.mark_link("")
            return
        field = self._link_field()
        field.show()
        field.hint.setVisible(not state.join)
        if field.line.text() != facts.choice.link:
            field.line.setText(facts.choice.link)

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
