"""The busy events that an event overlaps, named below its times while it is edited; it never blocks (E35).

Reads the copy when the times change, not with every key.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dainvo.ical.event import EventDraft, Occurrence, PartStat, ResourceId, Status
from dainvo.store.reader import Reader
from dainvo.ui.controls import Elided, Glyph
from dainvo.ui.editor import phrases
from dainvo.ui.language import counted

_NAMED = 2


class BusyLine(QWidget):
    """Hidden while nothing overlaps."""

    def __init__(self) -> None:
        super().__init__()
        self._times: tuple[datetime | date, datetime | date, bool] | None = None
        self.text = Elided(role="warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Glyph("warning", role="warning"))
        layout.addWidget(self.text, 1)
        self.hide()

    def look(self, reader: Reader, draft: EventDraft, own: ResourceId | None) -> None:
        """Say what overlaps the times of `draft`; `own` is the event itself."""
        times = (draft.start, draft.end, draft.transparent)
        if times == self._times:
            return
        self._times = times
        found = overlapping(reader, draft, own)
        said = [
            self.tr("{title} {time}").format(title=one.summary or self.tr("(no title)"), time=phrases.clock(one.start))
            for one in found[:_NAMED]
            if isinstance(one.start, datetime)
        ]
        text = self.tr("overlaps {events}").format(events=", ".join(said))
        if len(found) > _NAMED:
            one, many = "overlaps {events} and 1 more", "overlaps {events} and %n more"
            text = counted("BusyLine", one, many, len(found) - _NAMED).format(events=", ".join(said))
        self.text.set_text(text)
        self.setVisible(bool(found))


def overlapping(reader: Reader, draft: EventDraft, own: ResourceId | None) -> list[Occurrence]:
    """The timed events that are busy while `draft` is, in order; none for one that is free or lasts whole days."""
    if not isinstance(draft.start, datetime) or not isinstance(draft.end, datetime) or draft.transparent:
        return []
    start, end = (
        one if one.tzinfo is not None else one.replace(tzinfo=reader.zone) for one in (draft.start, draft.end)
    )
    if end <= start or end - start > timedelta(days=7):
        return []
    first, last = start.astimezone(reader.zone).date(), end.astimezone(reader.zone).date()
    return [one for one in reader.occurrences(first, last) if one.resource != own and _is_busy(one, start, end)]


def _is_busy(one: Occurrence, start: datetime, end: datetime) -> bool:
    if one.transparent or one.status is Status.CANCELLED or one.own_partstat is PartStat.DECLINED:
        return False
    if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
        return False
    return one.start < end and start < one.end
