"""The online-meeting row of the editor: a switch, the provider, and a line that says what is true.

Decides nothing about states (`meeting_state`) and saves nothing: the editor asks what is wanted.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ical.event import Meeting, ResourceId
from dainvo.ui import theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, Switch
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.notice import Notice


class _Provider(QWidget):
    """Which service hosts, as a field that is only read."""

    def __init__(self) -> None:
        super().__init__()
        self.fixed = False
        self.icon = Glyph("video")
        self.text = Elided()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.icon)
        layout.addWidget(self.text, 1)
        self.setFixedSize(256, 28)

    def tell(self, text: str, fixed: bool) -> None:
        self.fixed = fixed
        self.text._role = "text2" if fixed else "text"
        self.text.set_text(text)
        self.icon.show_icon("link" if fixed and not text.startswith("Zoom") else "video")
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.hairline if self.fixed else colours.control_border, 1))
        painter.setBrush(colours.window if self.fixed else colours.view)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class MeetingRow(QWidget):
    """Two lines, 489 wide in the editor: the switch has room for its focus ring before the column.

    `toggled` comes only from the user, never from `show_facts`.
    """

    toggled = Signal(bool)
    cure = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._join_button: JoinButton | None = None
        self._joins: tuple[Meeting, bool] | None = None
        self.state = RowState(8, False)
        self.switch = Switch(self.tr("Online meeting"))
        self.switch.clicked.connect(self._clicked)
        self.provider = _Provider()
        self.provider.hide()
        self.notice = Notice()
        self.notice.chosen.connect(self.cure)
        self.notice.hide()
        first = QHBoxLayout()
        first.setSpacing(9)
        first.addWidget(self.switch)
        first.addWidget(self.provider)
        first.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(first)
        held = QHBoxLayout()
        held.setContentsMargins(Switch.MARGIN, 0, 0, 0)
        held.addWidget(self.notice)
        outer.addLayout(held)
        first.addStrut(30)

    def show_facts(self, facts: Facts, resource: ResourceId | None) -> None:
        """Show the state that follows from `facts`; the focus stays where it is."""
        state = row_state(facts)
        self.state = state
        self.switch.setChecked(state.on)
        self.switch.set_reason(state.reason)
        if state.usable:
            self.switch.setAccessibleDescription(f"{state.text}. {state.small}".strip(". "))
        self.provider.setVisible(bool(state.provider))
        self.provider.tell(state.provider, state.provider_fixed)
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
                extra=self._join(facts.meeting, resource),
            )

    def _join(self, meeting: Meeting | None, resource: ResourceId | None) -> JoinButton | None:
        """The same widget as long as it says the same, so that the focus stays on it."""
        if not self.state.join or meeting is None or resource is None:
            self._join_button, self._joins = None, None
            return None
        short = self.state.number != 17
        if self._join_button is None or self._joins != (meeting, short):
            self._join_button = JoinButton(self._bridge, meeting, resource, short=short)
            self._joins = (meeting, short)
        return self._join_button

    def _clicked(self) -> None:
        if not self.switch.reason:
            self.toggled.emit(self.switch.isChecked())
