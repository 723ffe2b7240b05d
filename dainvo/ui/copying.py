"""Duplicate, copy, cut and paste of events (K17, K18, D7): a copy is a new event that carries no meeting by itself.

Saves nothing: a copy opens as a draft, a cut event is moved when it is pasted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QMimeData

from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical.event import Event, EventDraft, Online, PartStat
from dainvo.ical.occurrence import NO_RECURRENCE, CollectionId, Occurrence, RecurrenceId, ResourceId, Uid

if TYPE_CHECKING:
    from dainvo.store.reader import Reader

MIME = "application/x-dainvo-event"


class Held(NamedTuple):
    """What lies on the clipboard: an event, copied or cut. `uid` tells whether the number is still that event's here:
    it may have been put there by a window on another profile."""

    resource: ResourceId
    recurrence_id: RecurrenceId
    cut: bool
    uid: Uid


def hold(event: Occurrence, text: str, when: str, *, cut: bool) -> QMimeData:
    """`event` for the clipboard: for us by its number, for calendars as iCalendar, for everybody as words."""
    held = QMimeData()
    named = {"resource": event.resource, "recurrence_id": event.recurrence_id, "cut": cut, "uid": event.uid}
    held.setData(MIME, QByteArray(json.dumps(named).encode()))
    held.setData("text/calendar", QByteArray(text.encode()))
    held.setText(f"{event.summary}\n{when}")
    return held


def held(data: QMimeData | None) -> Held | None:
    """What `hold` put there, if it did."""
    if data is None or not data.hasFormat(MIME):
        return None
    try:
        return _held(json.loads(bytes(data.data(MIME).data())))
    except (ValueError, KeyError, TypeError):
        return None


def _held(named: dict[str, Any]) -> Held:
    resource, recurrence_id = ResourceId(int(named["resource"])), RecurrenceId(str(named["recurrence_id"]))
    return Held(resource, recurrence_id, bool(named["cut"]), Uid(str(named["uid"])))


def hold_several(events: Sequence[Occurrence], texts: Sequence[str], words: Sequence[str], *, cut: bool) -> QMimeData:
    """The same for several events together, one calendar object after the other."""
    data = QMimeData()
    named = [{"resource": one.resource, "recurrence_id": one.recurrence_id, "uid": one.uid} for one in events]
    data.setData(MIME, QByteArray(json.dumps({"events": named, "cut": cut}).encode()))
    data.setData("text/calendar", QByteArray("".join(texts).encode()))
    data.setText("\n\n".join(f"{one.summary}\n{said}" for one, said in zip(events, words, strict=True)))
    return data


def held_several(data: QMimeData | None) -> list[Held]:
    """What `hold_several` put there; nothing if it was one event, or somebody else's."""
    if data is None or not data.hasFormat(MIME):
        return []
    try:
        named = json.loads(bytes(data.data(MIME).data()))
        return [_held({**one, "cut": named["cut"]}) for one in named["events"]]
    except (ValueError, KeyError, TypeError):
        return []


def copied(event: Event, home: CollectionId) -> EventDraft:
    """A draft of the same event as a new one in `home` (K18): its rule without exceptions, nobody has answered yet.

    A meeting is not copied: where there was one of ours, a new one is preselected (D7).
    """
    draft = event.draft
    link = event.meeting.join_url if event.meeting is not None else ""
    guests = tuple(replace(guest, partstat=PartStat.NEEDS_ACTION) for guest in draft.attendees)
    return replace(
        draft,
        collection=home,
        location="" if link and draft.location == link else draft.location,
        attendees=guests if event.organizer_is_me else (),
        online=Online.ZOOM if draft.online is Online.ZOOM else Online.NONE,
        wish=replace(draft.wish, use="", link=""),
    )


def placed(draft: EventDraft, start: datetime | date) -> EventDraft:
    """The draft at another start, as long as before; an all-day one takes the day alone."""
    if isinstance(draft.start, datetime) and isinstance(draft.end, datetime) and isinstance(start, datetime):
        zone = draft.start.tzinfo
        if zone is None:
            begins = start.replace(tzinfo=None)
            return replace(draft, start=begins, end=begins + (draft.end - draft.start))
        length = draft.end.astimezone(UTC) - draft.start.astimezone(UTC)
        ends = (start.astimezone(UTC) + length).astimezone(draft.end.tzinfo)
        return replace(draft, start=start.astimezone(zone), end=ends)
    if not isinstance(draft.start, datetime) and not isinstance(draft.end, datetime):
        day = start.date() if isinstance(start, datetime) else start
        return replace(draft, start=day, end=day + (draft.end - draft.start))
    return draft


def duplicate(reader: Reader, event: Occurrence, home: CollectionId | None) -> EventDraft | None:
    """The draft of a copy of what is shown as `event`, the whole series if it is one; None if there is none."""
    return _draft(lambda: reader.event(event.resource, NO_RECURRENCE), reader, home)


def paste(reader: Reader, data: Held, home: CollectionId | None, start: datetime | date) -> EventDraft | None:
    """The draft of a copy of the one date that lies on the clipboard, at `start`; None if it is not in this profile."""

    def read() -> Event:
        event = reader.event(data.resource, data.recurrence_id)
        if event.uid != data.uid:
            raise Refused(Why.NO_SUCH_EVENT)
        return event

    draft = _draft(read, reader, home)
    if draft is None:
        return None
    return placed(replace(draft, rrule="") if data.recurrence_id else draft, start)


def known(reader: Reader, data: Held) -> Event | None:
    """What lies on the clipboard as it stands in this profile; None if it is not of it."""
    try:
        event = reader.event(data.resource, data.recurrence_id)
    except DainvoError:
        return None
    return event if event.uid == data.uid else None


def _draft(read: Callable[[], Event], reader: Reader, home: CollectionId | None) -> EventDraft | None:
    try:
        event = read()
    except DainvoError:
        return None
    writable = {one.id for one in reader.collections() if one.writable}
    target = event.draft.collection if event.draft.collection in writable else home
    return None if target is None else copied(event, target)
