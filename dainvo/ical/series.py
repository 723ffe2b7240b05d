"""A change meant for a whole series: the master moves, and rule, EXDATEs, RDATEs and overrides go with it.

Single occurrences are changed in `edit`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dainvo.ical import places, recurrence, rules, shifted, times
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, EventDraft, RecurrenceId
from dainvo.ical.exceptions import change_dates
from dainvo.ical.fields import change_fields, read_fields
from dainvo.ical.index import IndexRow, scan
from dainvo.ical.opened import Opened
from dainvo.ical.rules import Budget, TooComplexError
from dainvo.ical.times import Move
from dainvo.ical.values import Moment, as_recurrence, between, into_zone, later, read_recurrence_id, wall


def change_series(
    opened: Opened, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft, *, byday: str = ""
) -> list[Component]:
    """Carries out on master and overrides what changed from `before`, the occurrence as it was shown, to `draft`.
    `byday`: the weekday of the month that a rule which names one names from now on; else the start tells it.

    Gives the components whose SEQUENCE has to rise if their text changed.
    """
    master = opened.master
    if master is None:
        raise ValueError("no master")
    own = read_fields(master, before.collection, before.start, before.end)
    restored = [master] if change_dates(opened, draft.dates) else []
    shown = opened.overrides.get(instead_of)
    bumped = _move(opened, master, instead_of, before, draft, byday) + restored
    for event in opened.overrides.values():
        change_fields(event, before, draft, only_if=None if event is shown else own)
    change_fields(master, before, draft)
    if before.status != draft.status:
        bumped = list(opened.events)
    if draft.rrule.strip() != before.rrule:
        _put_rule(opened, master, draft)
        bumped = [*bumped, master]
    return bumped


def change_dates_alone(
    opened: Opened, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft, *, since: RecurrenceId
) -> list[Component]:
    """As `change_series` where there are dates of a series without the series itself: on those from `since` on, or all.
    They move by as much as the one that was edited; what was made different by hand stays so."""
    moves = not (times.same(before.start, draft.start) and times.same(before.end, draft.end))
    if moves:
        times.check(draft.start, draft.end)
    changed = []
    for row in opened.index.rows:
        event = opened.overrides.get(row.recurrence_id)
        if event is None or (since and read_recurrence_id(row.recurrence_id) < read_recurrence_id(since)):
            continue
        is_shown = row.recurrence_id == instead_of
        if moves and is_shown:
            times.put_times(event, draft.start, draft.end, (row.dtstart, row.dtend), opened.resolve)
        elif moves and times.same_form(row.dtstart, before.start):
            start = Move(before.start, draft.start, opened.resolve).clock(wall(row.dtstart))
            alike = between(row.dtstart, row.dtend) == between(before.start, before.end)
            end = _Ends(*((draft.start, draft.end) if alike else (row.dtstart, row.dtend)), in_days=row.days > 0)
            times.put_times(event, start, end.of(start), (row.dtstart, row.dtend), opened.resolve)
        change_fields(event, before, draft, only_if=None if is_shown else before)
        if moves or before.status != draft.status:
            changed.append(event)
    return changed


def _move(
    opened: Opened, master: Component, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft, byday: str
) -> list[Component]:
    if times.same(before.start, draft.start) and times.same(before.end, draft.end) and not byday:
        return []
    times.check(draft.start, draft.end)
    row = opened.index.rows[0]
    start = Move(before.start, draft.start, opened.resolve).clock(wall(row.dtstart)) if instead_of else draft.start
    rule = ""
    if instead_of and len(row.rrule) == 1 and times.same_form(before.start, draft.start):
        start, rule = _named_by(row, start, Move(before.start, draft.start, opened.resolve))
    move = Move(row.dtstart, start, opened.resolve)
    ends = _Ends(draft.start, draft.end, in_days=isinstance(row.dtstart, datetime) and row.days > 0)
    times.put_times(master, start, ends.of(start), (row.dtstart, row.dtend), opened.resolve)
    if rule or byday or not move.nothing:
        lines, left = master.lines("RRULE"), None
        for line in lines:
            line.set(rule or move.rule(line.value.strip()), line.params, master.newline)
            if byday:
                places.put_part(line, "BYDAY", byday, master.newline)
        if len(lines) == len(row.rrule) == 1:
            old_rule = row.rrule[0].partition(":")[2]
            left = shifted.settle(move, lines[0], old_rule, _exceptions(opened, master), master.newline)
        move.dates(master)
        if left is not None:
            master.add("EXDATE", *times.form_of(left, master, opened.resolve), after="RRULE")
    for override in opened.index.rows:
        event = opened.overrides.get(override.recurrence_id)
        if override.recurrence_id and event is not None:
            as_drafted = (draft.start, draft.end) if override.recurrence_id == instead_of else None
            _move_override(opened, event, override, row, move, ends, as_drafted)
    return list(opened.events)


def _named_by(row: IndexRow, start: Moment, here: Move) -> tuple[Moment, str]:
    """Where the series begins, which would be at `start`, and its rule, if that names a weekday of the month, such as
    the third Thursday: which one it is from now on says the date that was moved, not the first."""
    written = row.rrule[0].partition(":")[2].strip()
    rule = here.rule(written)
    try:
        before, after = rules.parse(written), rules.parse(rule)
        if before.byday == after.byday or not times.same_form(row.dtstart, here.old):
            return start, ""
        if len(after.byday) != 1 or not after.byday[0][0]:
            return start, ""
        if not rules.fits(before, wall(row.dtstart), Budget()):
            return start, rule  # the first date is none of the rule, and stays beside it
        near = [start + timedelta(days=number) for number in range(-15, 16)]
        found = [one for one in near if rules.fits(after, wall(one), Budget())]
        return min(found, key=lambda one: abs(wall(one) - wall(start))), rule
    except (ValueError, OverflowError, TooComplexError):
        return start, ""


def _exceptions(opened: Opened, master: Component) -> set[datetime | date]:
    """The places of the series that are taken out or overridden; dates where a whole day is."""
    like = opened.index.rows[0].dtstart
    out = list(places.moments(master, "EXDATE", opened.resolve))
    days = {one for one in out if isinstance(like, datetime) and not isinstance(one, datetime)}
    return {
        *days,
        *(as_recurrence(one, like) for one in out if one not in days),
        *map(read_recurrence_id, opened.overrides),
    }


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the occurrences of a moved series end: each is as long in real time as the one from `start` to `end`,
    across clock changes too. With `in_days`, of a DURATION, it is as long on the wall clock."""

    start: Moment
    end: Moment
    in_days: bool

    def of(self, begin: Moment) -> Moment:
        """The end of the occurrence that begins at `begin`."""
        if not isinstance(begin, datetime) or not isinstance(self.end, datetime):
            return begin + between(self.start, self.end)
        if self.in_days:
            return (begin + (wall(self.end) - wall(self.start))).replace(tzinfo=self.end.tzinfo)
        return into_zone(later(begin, 0, between(self.start, self.end)), self.end.tzinfo)


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
        times.put_times(event, start, ends.of(start), old, opened.resolve)
    elif times.same_form(move.old, move.new) and not move.nothing:
        start = move.clock(clock)
        end = into_zone(later(start, override.days, override.length), getattr(override.dtend, "tzinfo", None))
        times.put_times(event, start, end, old, opened.resolve)


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
