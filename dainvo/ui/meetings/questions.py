"""Asked before a meeting is deleted at Zoom, and the answers to one that needs attention (M51, M66).

Names the meeting each time; the focus begins where nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from dainvo.engine.listed import ListedMeeting
from dainvo.ical.event import ResourceId
from dainvo.store.needing import Attention, Choice
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, grown, plain, row, set_face
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.meetings import words
from dainvo.ui.meetings.words import tr
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


class _Question(Sheet):
    """A heading, a notice for what went wrong, and two buttons."""

    def __init__(self, parent: QWidget, bridge: Bridge, name: str, *, width: int) -> None:
        super().__init__(parent, name, width=width, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self.notice = Notice()
        self.notice.hide()

    def _failed(self, failure: BaseException) -> None:
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.notice.show()
        self.fit()


def _rank(choice: Choice, likely: bool) -> int:
    """What is marked at first: a candidate that has the event's title, else what asks again, else the first way out."""
    if likely:
        return 0
    return 3 if choice is Choice.LINK else 1 if choice is Choice.TRY else 2


class DeleteMeeting(_Question):
    """Delete this one meeting at Zoom? Nothing else is touched."""

    deleted = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, meeting: ListedMeeting, when: str) -> None:
        super().__init__(parent, bridge, tr("Delete meeting at Zoom"), width=440)
        self._meeting = meeting
        title = meeting.topic or tr("(no title)")
        self.body.addWidget(plain(tr("Delete “{title}” at Zoom?").format(title=title), role="dialog", wrap=True))
        self.body.addSpacing(4)
        facts = f"{when} · ID {spaced(meeting.meeting_id)}"
        self.body.addWidget(plain(facts, role="text2"))
        self.body.addSpacing(10)
        text = tr("No event here has it. Its link stops working for everybody who was sent it.")
        self.body.addWidget(plain(text, wrap=True))
        self.body.addWidget(Parted(self.notice, 8))
        self.keep_button = button(tr("&Keep meeting"))
        self.keep_button.clicked.connect(self.reject)
        self.delete_button = button(tr("&Delete at Zoom"), "danger")
        self.delete_button.clicked.connect(self._delete)
        self.foot.addLayout(row(self.keep_button, None, self.delete_button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keep_button.setFocus()

    def _delete(self) -> None:
        self.delete_button.setEnabled(False)
        self._bridge.run(
            "meetings_page.delete_meeting",
            self._meeting.account,
            self._meeting.meeting_id,
            ok=self._done,
            err=self._failed,
            owner=self,
        )

    def _done(self, _none: object) -> None:
        self.deleted.emit()
        self.accept()

    def _failed(self, failure: BaseException) -> None:
        self.delete_button.setEnabled(True)
        super()._failed(failure)


def review(parent: QWidget, bridge: Bridge, reader: Reader, resource: ResourceId) -> bool:
    """Ask what is to become of the event's meeting; False if there is nothing to ask."""
    lines = [one for one in reader.attention() if one.resource == resource]
    if lines:
        Review(parent, bridge, lines[0], ()).open()
    return bool(lines)


class Review(_Question):
    """The answers to one question; `candidates` are meetings at Zoom that it may be about."""

    settled = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, line: Attention, candidates: Sequence[ListedMeeting]) -> None:
        super().__init__(parent, bridge, tr("Needs attention"), width=520)
        self._line = line
        self.radios: list[tuple[QRadioButton, Choice, str]] = []
        self.body.addWidget(plain(words.title(line), role="dialog", wrap=True))
        self.body.addSpacing(4)
        facts = [words.when(line.start)] if line.start is not None else []
        facts += [f"ID {spaced(line.meeting_id)}"] if line.meeting_id else []
        facts.append(tr("since {time}").format(time=words.when(line.since)))
        self.body.addWidget(plain(" · ".join(facts), role="text2"))
        self.body.addSpacing(10)
        said = f"{words.heading(line)}. {words.reason(line)}".strip()
        self.body.addWidget(plain(said, wrap=True))
        self.body.addSpacing(12)
        self.link = QLineEdit()
        self.link.setPlaceholderText(tr("Paste its link, or type its ID"))
        self.link.setAccessibleName(tr("Link or ID of the meeting"))
        self.link.textChanged.connect(self._arrange)
        for choice, answer in words.answers(line):
            if choice is Choice.LINK:
                self._add_links(answer.hint, candidates)
            else:
                self._add(answer.text, answer.hint, choice)
        self.body.addWidget(Parted(self.notice, 8))
        self.later_button = button(tr("Decide &later"), "ghost")
        self.later_button.clicked.connect(self.reject)
        self.apply_button = button(tr("&Apply"), "primary")
        self.apply_button.clicked.connect(self._settle)
        self.foot.setContentsMargins(*mirror.sides(13, 12, 20, 12))  # the words of the quiet button stand in the column
        self.foot.addLayout(row(self.later_button, None, self.apply_button))
        likely = {one.meeting_id for one in candidates if one.topic == line.summary}
        self._first = min(self.radios, key=lambda one: _rank(one[1], one[2] in likely))[0]
        self._first.setChecked(True)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first.setFocus()

    def chosen(self) -> tuple[Choice, str]:
        """The answer that is marked, and the meeting that goes with it."""
        choice, meeting = next((choice, meeting) for radio, choice, meeting in self.radios if radio.isChecked())
        typed = choice is Choice.LINK and not meeting
        return choice, self.link.text().strip() if typed else meeting

    def _add_links(self, hint: str, candidates: Sequence[ListedMeeting]) -> None:
        zone = self._line.since.tzinfo
        for meeting in candidates:
            local = meeting.start.astimezone(zone) if meeting.start is not None else None
            time = words.when(local) if local is not None else tr("no fixed time")
            text = tr("Link “{topic}”, {time}").format(topic=words.short(meeting.topic), time=time)
            facts = f"ID {spaced(meeting.meeting_id)}"
            if meeting.created is not None:
                facts += " · " + tr("made {time}").format(time=words.when(meeting.created.astimezone(zone)))
            self._add(text, facts, Choice.LINK, meeting.meeting_id)
        self._add(tr("Link another meeting"), hint, Choice.LINK, field=self.link)

    def _add(self, text: str, hint: str, choice: Choice, meeting: str = "", field: QWidget | None = None) -> None:
        radio = QRadioButton(text)
        radio.setAccessibleDescription(hint)
        radio.toggled.connect(self._arrange)
        below = QVBoxLayout()
        below.setContentsMargins(*mirror.sides(grown(16) + 8, 0, 0, 10))
        below.setSpacing(6)
        below.addWidget(plain(hint, role="caption", wrap=True))
        if field is not None:
            below.addWidget(field)
        self.body.addWidget(radio)
        self.body.addLayout(below)
        self.radios.append((radio, choice, meeting))

    def _arrange(self) -> None:
        marked = [one for one in self.radios if one[0].isChecked()]
        if not marked or not hasattr(self, "apply_button"):
            return
        choice, meeting = self.chosen()
        answer = dict(words.answers(self._line))[choice]
        set_face(self.apply_button, f"&{answer.button}")
        self.apply_button.setProperty("kind", "danger" if answer.danger else "primary")
        self.apply_button.style().polish(self.apply_button)
        self.apply_button.setEnabled(choice is not Choice.LINK or bool(meeting))
        self.link.setEnabled(choice is Choice.LINK and not marked[0][2])

    def _settle(self) -> None:
        choice, meeting = self.chosen()
        self.apply_button.setEnabled(False)
        self._bridge.run(
            "attention.settle_attention",
            self._line.id,
            choice,
            ok=self._done,
            err=self._failed,
            owner=self,
            join_url=meeting if choice is Choice.LINK else "",
        )

    def _done(self, _none: object) -> None:
        self.settled.emit()
        self.accept()

    def _failed(self, failure: BaseException) -> None:
        self._arrange()
        super()._failed(failure)
