"""A change meant for a whole series: the master moves, and rule, EXDATEs, RDATEs and overrides go with it.

Single occurrences are changed in `edit`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dainvo.ical import recurrence, times
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, EventDraft, RecurrenceId
from dainvo.ical.exceptions import change_dates
from dainvo.ical.fields import change_fields, read_fields
from dainvo.ical.index import IndexRow, scan
from dainvo.ical.opened import Opened
from dainvo.ical.times import Move
from dainvo.ical.values import Moment, between, into_zone, later, read_recurrence_id, wall


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the occurrences of a moved series end: each is as long in real time as the drafted one, across clock
    changes too. Days of a DURATION stay days on the wall clock (`length` None)."""

    move: Move  # from the start of an occurrence of the old series to the end of that of the new one
    length: timedelta | None

    def of(self, clock: datetime, start: Moment) -> Moment:
        """The end of the occurrence that was at `clock` and begins at `start` now."""
        end = self.move.clock(clock)
        if self.length is None or not isinstance(start, datetime) or not isinstance(end, datetime):
            return end
        return into_zone(later(start, 0, self.length), end.tzinfo)


def change_series(opened: Opened, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft) -> list[Component]:
    """Carries out on master and overrides what changed from `before`, the occurrence as it was shown, to `draft`.

    Gives the components whose SEQUENCE has to rise if their text changed.
    """
    master = opened.master
    if master is None:
        raise ValueError("no master")
    own = read_fields(master, before.collection, before.start, before.end)
    restored = [master] if change_dates(opened, draft.dates) else []
    shown = opened.overrides.get(instead_of)
    bumped = _move(opened, master, instead_of, before, draft) + restored
    for event in opened.overrides.values():
        change_fields(event, before, draft, only_if=None if event is shown else own)
    change_fields(master, before, draft)
    if before.status != draft.status:
        bumped = list(opened.events)
    if draft.rrule.strip() != before.rrule:
        _put_rule(opened, master, draft)
        bumped = [*bumped, master]
    return bumped


def _move(
    opened: Opened, master: Component, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft
) -> list[Component]:
    if times.same(before.start, draft.start) and times.same(before.end, draft.end):
        return []
    times.check(draft.start, draft.end)
    row = opened.index.rows[0]
    begins = before.start if instead_of else row.dtstart
    start = Move(begins, draft.start, opened.resolve).clock(wall(row.dtstart)) if instead_of else draft.start
    move = Move(row.dtstart, start, opened.resolve)
    in_days = isinstance(row.dtstart, datetime) and row.days > 0
    ends = _Ends(Move(begins, draft.end, opened.resolve), None if in_days else between(draft.start, draft.end))
    end = ends.of(wall(row.dtstart), start)
    times.put_times(master, start, end, (row.dtstart, row.dtend), opened.resolve)
    for override in opened.index.rows:
        event = opened.overrides.get(override.recurrence_id)
        if override.recurrence_id and event is not None:
            as_drafted = (draft.start, draft.end) if override.recurrence_id == instead_of else None
            _move_override(opened, event, override, row, move, ends, as_drafted)
    if not move.nothing:
        move.dates(master)
        for line in master.lines("RRULE"):
            line.set(move.rule(line.value.strip()), line.params, master.newline)
    return list(opened.events)


def _move_override(
    opened: Opened,
    event: Component,
    override: IndexRow,
    row: IndexRow,
    move: Move,
    ends: _Ends,
    as_drafted: tuple[Moment, Moment] | None,
) -> None:
    """RECURRENCE-ID follows; times follow unless someone moved this occurrence by hand. The one that was edited gets
    the times it was given."""
    clock = read_recurrence_id(override.recurrence_id)
    if not move.nothing:
        move.instead_of(event)
    if as_drafted is not None:
        times.put_times(event, *as_drafted, (override.dtstart, override.dtend), opened.resolve)
        return
    if wall(override.dtstart) != clock or not times.same_form(override.dtstart, row.dtstart):
        return
    old = override.dtstart, override.dtend
    if (override.days, override.length) == (row.days, row.length):
        start = move.clock(clock)
        times.put_times(event, start, ends.of(clock, start), old, opened.resolve)
    elif times.same_form(move.old, move.new) and not move.nothing:
        end: Moment = override.dtend + move.by
        times.put_times(event, move.clock(clock), end, old, opened.resolve)


def _put_rule(opened: Opened, master: Component, draft: EventDraft) -> None:
    """Sets or takes away the rule; overrides that no longer have a place in the series go."""
    if not draft.rrule.strip():
        master.remove("RRULE", "RDATE", "EXDATE", "EXRULE")
        for name in list(opened.overrides):
            opened.drop_override(name)
        return
    start = times.moment_of(master.first("DTSTART"), opened.resolve)
    rule = times.new_rule(draft.rrule, start if start is not None else draft.start)
    master.drop(*master.lines("RRULE")[1:])
    master.put("RRULE", rule, after="DTEND" if master.first("DTEND") is not None else "DTSTART")
    index = scan(opened.text())
    for name, event in list(opened.overrides.items()):
        now_named = opened.name_of(event, index)
        if now_named != NO_RECURRENCE and not recurrence.holds(replace(index, rows=index.rows[:1]), now_named):
            opened.drop_override(name)
