"""What the popover of an event says below its title, and what it copies of it.

Puts words together; shows nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dainvo.ical.event import Event, Occurrence, Status, Visibility
from dainvo.ui.editor import phrases


def under_title(one: Occurrence, event: Event | None, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Icon and words of each line; `zone` is the viewer's. `event` is None where its text could not be read."""
    return [*_of_event(event, zone), *_of_occurrence(one)] if event is not None else _of_occurrence(one)


def _of_event(event: Event, zone: ZoneInfo) -> list[tuple[str, str]]:
    start, end = event.draft.start, event.draft.end
    found = []
    if isinstance(start, datetime) and isinstance(end, datetime) and (there := phrases.elsewhere(start, end, zone)):
        found.append(("globe", there))
    if isinstance(start, datetime) and _is_skipped(start):
        found.append(
            ("clock", _tr("planned for {time}, a time this day does not have").format(time=phrases.clock(start)))
        )
    if event.draft.rrule:
        from dainvo.ui.editor import rule_words

        found.append(("repeat", rule_words.sentence(event.draft.rrule, start) or _tr("repeats")))
    if event.organizer is not None and not event.organizer_is_me:
        name = event.organizer.name or event.organizer.address
        found.append(("mail", _tr("{name} invited you").format(name=name)))
    return found


def _is_skipped(start: datetime) -> bool:
    """Whether the clock of its zone skips that time, so that it begins later than it says (RFC 5545 §3.3.5)."""
    return start.astimezone(UTC).astimezone(start.tzinfo).replace(tzinfo=None) != start.replace(tzinfo=None)


def _of_occurrence(one: Occurrence) -> list[tuple[str, str]]:
    found = []
    if one.status is Status.CANCELLED:
        found.append(("cross", _tr("cancelled")))
    elif one.status is Status.TENTATIVE:
        found.append(("question", _tr("tentative")))
    if one.visibility is not Visibility.PUBLIC:
        found.append(("lock", _tr("private")))
    return found


def details(one: Occurrence, event: Event | None) -> str:
    """Title, time, place, link and notes as lines to paste elsewhere, none of them twice."""
    text, span = phrases.when(one.start, one.end)
    lines = [one.summary, f"{text} ({span})" if span else text]
    if event is not None:
        lines += [event.draft.location, event.meeting.join_url if event.meeting is not None else ""]
        lines.append(event.draft.description.strip())
    return "\n".join(dict.fromkeys(part for part in lines if part))


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventPopover", text)
