"""What comes of saving one event: where it goes, who hears of it, what happens at Zoom; or why it cannot be saved.

Reads the calendars and accounts; shows and saves nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from dainvo.ical.event import Event, EventDraft
from dainvo.store.reader import Collection, Reader
from dainvo.ui import messages
from dainvo.ui.editor import effects


class Untold(NamedTuple):
    """An event of which nobody tells those who are invited (S14). `here`: its calendar is on this computer alone."""

    draft: EventDraft
    link: str
    here: bool


class Outcome:
    """Of one editor; `event` is None for a new one."""

    def __init__(self, reader: Reader, event: Event | None) -> None:
        self._reader, self._event = reader, event
        self.collections = {one.id: one for one in reader.collections()}

    def take_event(self, event: Event) -> None:
        """The event as it is now."""
        self._event = event

    def calendar(self, draft: EventDraft) -> Collection | None:
        """The calendar that is chosen."""
        return self.collections.get(draft.collection)

    def server(self, draft: EventDraft) -> str:
        """That of the calendar that is chosen."""
        calendar = self.calendar(draft)
        accounts = self._reader.accounts()
        return next((one.host for one in accounts if calendar is not None and one.id == calendar.account), "")

    def mails(self, draft: EventDraft) -> bool:
        """Whether the calendar's server tells people of what is saved."""
        calendar = self.calendar(draft)
        return calendar is not None and calendar.schedules

    def guests(self, draft: EventDraft) -> int:
        """How many would be told."""
        own = effects.own_addresses(self._reader.accounts(), self.calendar(draft))
        return effects.guests(draft.attendees, self._event, own)

    def untold(self, draft: EventDraft) -> Untold | None:
        """What to say above Save where people are invited and nobody tells them."""
        calendar, event = self.calendar(draft), self._event
        if calendar is None or calendar.schedules or not self.guests(draft):
            return None
        link = event.meeting.join_url if event is not None and event.meeting is not None else ""
        return Untold(draft, link, effects.is_local(self._reader.accounts(), calendar))

    def words(self, before: EventDraft, draft: EventDraft, dates: int | None) -> tuple[str, str]:
        """What Save makes of `before`, in a line and one below; `dates` counts those of a series."""
        event, calendar = self._event, self.calendar(draft)
        copies = event.also_in if event is not None else ()
        others = [self.collections[one].name for one in copies if one in self.collections]
        seen = effects.foreseen(event, before, draft, self._reader.zone)
        home = self.collections.get(before.collection) if seen.moves else None
        name = calendar.name if calendar is not None else ""
        counted = dates if event is None else None
        saves = effects.saves_to(name, counted, others, leaves=home.name if home is not None else "")
        if draft == before:
            return saves, ""
        return saves, " · ".join(effects.meeting(seen) + effects.mail(self.guests(draft), calendar))

    def why_read_only(self, draft: EventDraft) -> str:
        """Why the calendar that it lies in takes no change."""
        calendar = self.calendar(draft)
        said = messages.stored(calendar.why_read_only) if calendar is not None and calendar.why_read_only else None
        if said is not None:
            return said.text
        name = calendar.name if calendar is not None else ""
        text = QCoreApplication.translate("Editor", "‘{calendar}’ is read-only: this event can’t be changed")
        return text.format(calendar=name)
