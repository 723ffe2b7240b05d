"""Moves and stretches an event that was dragged or pushed by keys; asks which dates of a series are meant (E14).

Changes nothing by itself: the engine saves, and the view shows what it saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.errors import DainvoError
from dainvo.ical.event import Event, EventDraft, Scope
from dainvo.ical.occurrence import Occurrence, RecurrenceId, ResourceId
from dainvo.ui import dates, messages, toasts

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge

Moment = datetime | date
#: Zones of the ends of timed events that were made whole days, None of floating ones: they come back with them (E02).
Zones = dict[tuple[ResourceId, RecurrenceId], tuple[tzinfo | None, tzinfo | None]]


def moved(draft: EventDraft, start: Moment, end: Moment) -> EventDraft:
    """The draft at another time. Timed ends keep the zones they were written in (E16)."""
    return replace(draft, start=_in_zone_of(draft.start, start), end=_in_zone_of(draft.end, end))


def _in_zone_of(before: Moment, moment: Moment) -> Moment:
    if not isinstance(before, datetime) or not isinstance(moment, datetime):
        return moment
    return _in_zone(moment, before.tzinfo)  # a floating time stays one


def move(
    window: QWidget,
    bridge: Bridge,
    reader: Reader,
    event: Occurrence,
    start: Moment,
    end: Moment,
    *,
    undo: Callable[[], None],
    done: Callable[[], None] = lambda: None,
    zones: Zones | None = None,
) -> None:
    """Save `event` with these ends, after the question for a series; a toast tells, with Undo.

    `done` is called once it is saved, refused or given up.
    """
    found = _read(window, reader, event.resource, event.recurrence_id)
    if found is None:
        done()
    else:
        _save(window, bridge, reader, found, _timed(found, moved(found.draft, start, end), zones), undo, done)


def _timed(found: Event, draft: EventDraft, zones: Zones | None) -> EventDraft:
    """The draft with the zones that it had before it was made a whole day; what is made one now is remembered."""
    key, before = (found.resource, found.recurrence_id), found.draft
    if zones is None:
        return draft
    if isinstance(before.start, datetime) and isinstance(before.end, datetime) and draft.all_day:
        zones[key] = before.start.tzinfo, before.end.tzinfo
    if not (before.all_day and key in zones and isinstance(draft.start, datetime) and isinstance(draft.end, datetime)):
        return draft
    start, end = (_in_zone(at, zone) for at, zone in zip((draft.start, draft.end), zones[key], strict=True))
    return replace(draft, start=start, end=end)


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.replace(tzinfo=None) if zone is None else moment.astimezone(zone)


def move_to(
    window: QWidget,
    bridge: Bridge,
    reader: Reader,
    resource: ResourceId,
    recurrence_id: RecurrenceId,
    goal: EventDraft,
    *,
    undo: Callable[[], None],
) -> None:
    """The same to the time of `goal`, for an event that was cut and is pasted."""
    found = _read(window, reader, resource, recurrence_id)
    if found is not None:
        goal = replace(found.draft, start=goal.start, end=goal.end)
        _save(window, bridge, reader, found, goal, undo, lambda: None)


def _read(window: QWidget, reader: Reader, resource: ResourceId, recurrence_id: RecurrenceId) -> Event | None:
    """The event as it stands, if the user may move it; else a toast says why not."""
    try:
        found = reader.event(resource, recurrence_id)
    except DainvoError as failure:
        toasts.say(window, messages.explain(failure).both)
        return None
    if not found.writable or not found.organizer_is_me:
        toasts.say(window, _why_not(reader, found))
        return None
    return found


def _save(
    window: QWidget,
    bridge: Bridge,
    reader: Reader,
    found: Event,
    draft: EventDraft,
    undo: Callable[[], None],
    done: Callable[[], None],
) -> None:
    def ended(said: str, action: toasts.Action | None = None) -> None:
        done()
        toasts.say(window, said, action)

    def save(scope: Scope) -> None:
        """What was changed elsewhere while the question was open stays: only the times are of the drag."""
        now = _read(window, reader, found.resource, found.recurrence_id)
        if now is None:
            done()
            return
        bridge.run(
            "events.save_event",
            replace(now.draft, start=draft.start, end=draft.end),
            resource=found.resource,
            recurrence_id=found.recurrence_id,
            scope=scope,
            ok=lambda _saved: ended(_said(found, draft, reader.zone), toasts.Action(_tr("Undo"), undo, undoes=True)),
            err=lambda failure: ended(messages.explain(failure).both),
            owner=window,
        )

    if not (found.recurring and found.recurrence_id):
        save(Scope.ALL)
        return
    from dainvo.ui.editor import phrases
    from dainvo.ui.editor.questions import ScopeQuestion

    question = ScopeQuestion(
        window,
        _tr("Change repeating event “{title}”").format(title=draft.summary),
        day=phrases.day(found.draft.start),
        zoom=_tr("Zoom: the link stays the same") if found.meeting is not None else "",
    )
    question.chosen.connect(save)
    question.rejected.connect(done)
    question.open()


def _said(found: Event, draft: EventDraft, zone: tzinfo) -> str:
    start = draft.start
    if found.meeting is not None and draft.all_day and not found.draft.all_day:
        return _tr("In Zoom this meeting will have no fixed time; the link stays")
    if isinstance(start, datetime) and start.tzinfo is not None:
        start = start.astimezone(zone)
    title = draft.summary.strip() or _tr("(no title)")
    if isinstance(start, datetime):
        return _tr("‘{title}’ is now on {day} at {time}").format(
            title=title, day=dates.short_day(start.date()), time=dates.time_text(start)
        )
    return _tr("‘{title}’ is now on {day}").format(title=title, day=dates.short_day(start))


def _why_not(reader: Reader, event: Event) -> str:
    if event.writable:
        return _tr("Only who invited can move this event.")
    calendar = next((one for one in reader.collections() if one.id == event.draft.collection), None)
    return _tr("‘{calendar}’ is read-only.").format(calendar=calendar.name if calendar is not None else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Moving", text)
