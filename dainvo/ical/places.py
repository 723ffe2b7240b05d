"""The places of a series on either side of one of them, and the lines of its master that go with a side.

Makes no second series: `split` does. Places are naive wall clocks of the master's DTSTART.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from dainvo.errors import Refused, Why
from dainvo.ical import rules, times
from dainvo.ical.document import Component, Line
from dainvo.ical.event import Status
from dainvo.ical.index import IndexRow
from dainvo.ical.opened import Opened
from dainvo.ical.recurrence import until_clock
from dainvo.ical.rules import Budget, RuleParts, TooComplexError
from dainvo.ical.values import (
    Moment,
    Resolve,
    as_recurrence,
    later,
    read_moment,
    read_recurrence_id,
    wall,
    write_local,
    write_utc,
)

#: One edit may take longer than a look at a calendar.
_STEPS = 5 * rules.STEPS
_DAY = timedelta(days=1)
_FOREVER = datetime(9999, 12, 31, 23, 59, 59)


@dataclass(frozen=True, slots=True)
class Cut:
    """A series cut at the place `at`, which begins the second part."""

    at: datetime
    before: tuple[tuple[datetime, ...], ...]  # of each RRULE line its places before `at`, those in EXDATE too
    in_rule: bool  # `at` itself is a place of a rule
    goes_on: bool  # a rule has places at or after `at`
    anything_before: bool  # an occurrence is shown before `at`

    @property
    def last_before(self) -> datetime | None:
        return max((places[-1] for places in self.before if places), default=None)


def cut_at(opened: Opened, at: datetime) -> Cut:
    """The cut of the series at one of its occurrences. A COUNT that others count differently becomes the UNTIL of what
    is shown here. Raises Refused: NO_SUCH_EVENT without a master, BAD_RULE if the rule cannot be read or is too
    expensive to follow up to there."""
    if opened.master is None:
        raise Refused(Why.NO_SUCH_EVENT)
    row = opened.index.rows[0]
    start, budget = wall(row.dtstart), Budget(_STEPS)
    before, rest = [], []
    try:
        for line in opened.master.lines("RRULE"):
            rule = _sure_of_count(line, rules.parse(line.value), row, opened.newline, budget)
            until = until_clock(rule, row.dtstart)
            found = rules.expand(rule, start, until, start, min(at, _FOREVER - _DAY) + _DAY, budget)
            before.append(tuple(takewhile(lambda place: place < at, found)))
            rest.append(_next(rule, start, until, at, budget))
    except (ValueError, OverflowError, TooComplexError) as error:
        if at == start and not opened.master.lines("RDATE"):
            return Cut(at, (), in_rule=True, goes_on=True, anything_before=False)
        raise Refused(Why.BAD_RULE, detail=str(error)[:100]) from None
    return Cut(
        at,
        tuple(before),
        in_rule=at in rest,
        goes_on=any(place is not None for place in rest),
        anything_before=_anything_before(opened, opened.master, at, before),
    )


def _sure_of_count(line: Line, rule: RuleParts, row: IndexRow, newline: str, budget: Budget) -> RuleParts:
    """Some programs count a DTSTART that is no place of its rule, some do not: parts of it would overlap or gape."""
    start = wall(row.dtstart)
    if rule.count is None or rules.fits(rule, start, budget):
        return rule
    *_, last = rules.expand(rule, start, None, start, _FOREVER, budget)
    written = [
        ("UNTIL", until_value(row.dtstart, last)) if name == "COUNT" else (name, said)
        for name, said in rules.split_parts(line.value)
    ]
    line.set(";".join(f"{name}={said}" for name, said in written), line.params, newline)
    return rules.parse(line.value)


def _next(rule: RuleParts, start: datetime, until: datetime | None, at: datetime, budget: Budget) -> datetime | None:
    """The first place at or after `at`; the end of time if nobody can tell."""
    try:
        return next(iter(rules.expand(rule, start, until, at, _FOREVER, budget)), None)
    except TooComplexError:
        return _FOREVER


def _anything_before(opened: Opened, master: Component, at: datetime, before: list[tuple[datetime, ...]]) -> bool:
    overrides = [row for row in opened.index.rows if row.recurrence_id]
    places = {read_recurrence_id(row.recurrence_id): row.status for row in overrides}
    if any(place < at and status is not Status.CANCELLED for place, status in places.items()):
        return True
    like = opened.index.rows[0].dtstart
    candidates = {place for each in before for place in each}
    if not before:
        candidates.add(wall(like))
    candidates |= {as_recurrence(moment, like) for moment in moments(master, "RDATE", opened.resolve)}
    out = list(moments(master, "EXDATE", opened.resolve))
    days = {moment for moment in out if isinstance(like, datetime) and not isinstance(moment, datetime)}
    clocks = {as_recurrence(moment, like) for moment in out if moment not in days}
    return any(
        place < at and place not in places and place not in clocks and place.date() not in days for place in candidates
    )


def first_rdate(opened: Opened, master: Component) -> datetime | None:
    """The earliest place that an RDATE adds."""
    like = opened.index.rows[0].dtstart
    return min((as_recurrence(moment, like) for moment in moments(master, "RDATE", opened.resolve)), default=None)


def moments(master: Component, name: str, resolve: Resolve) -> Iterator[Moment]:
    """The values of the EXDATE or RDATE lines that can be read, of PERIODs the starts."""
    for line in master.lines(name):
        for value in line.value.split(","):
            moment = _moment(value, line, resolve)
            if moment is not None:
                yield moment


def _moment(value: str, line: Line, resolve: Resolve) -> Moment | None:
    """One value of an RDATE or EXDATE; of a PERIOD its start; None if it cannot be read."""
    try:
        return read_moment(value.partition("/")[0], line.params, resolve)
    except ValueError:
        return None


def keep_dates(opened: Opened, master: Component, cut: Cut, *, first: bool, drop: datetime | None = None) -> None:
    """Leaves the EXDATE and RDATE values of one side: the first, or the one that begins at the cut. `drop` is an RDATE
    that has become DTSTART. Values that cannot be read stay on both sides, and so does an EXDATE for the whole day."""
    like = opened.index.rows[0].dtstart
    for line in master.lines("EXDATE", "RDATE"):
        kept = []
        values = line.value.split(",")
        for value in values:
            moment = _moment(value, line, opened.resolve)
            begins = drop is not None and moment is not None and as_recurrence(moment, like) == drop
            if begins and line.name == "RDATE" and "/" not in value:
                continue
            if moment is None or _on_side(line.name, moment, like, cut.at) in (first, None):
                kept.append(value)
        if not kept:
            master.drop(line)
        elif len(kept) < len(values):
            line.set(",".join(kept), line.params, master.newline)


def _on_side(name: str, moment: Moment, like: Moment, at: datetime) -> bool | None:
    """True on the first side, False on the other, None if it may mean places on both."""
    if name == "EXDATE" and isinstance(like, datetime) and moment == at.date():
        return None
    return as_recurrence(moment, like) < at


def begin_at(opened: Opened, master: Component, clock: datetime) -> None:
    """Moves DTSTART and DTEND to another place; form, zone and length stay as written."""
    row = opened.index.rows[0]
    start = at_clock(row.dtstart, clock)
    put_span(opened, master, row, start, later(start, row.days, row.length))


def put_span(opened: Opened, event: Component, row: IndexRow, start: Moment, end: Moment) -> None:
    """Sets DTSTART, and DTEND where there is one, in the zones of `row`, the event as it stood."""
    its_end = row.dtend
    if isinstance(end, datetime) and isinstance(its_end, datetime) and end.tzinfo is not None:
        end = end.astimezone(its_end.tzinfo)
    times.put_moment(event, "DTSTART", start, opened.resolve)
    if event.first("DTEND") is not None:
        times.put_end(event, start, end, opened.resolve)


def at_clock(like: Moment, clock: datetime) -> Moment:
    """A place as a moment of the form and zone of `like`."""
    if not isinstance(like, datetime):
        return clock.date()
    return clock.replace(tzinfo=like.tzinfo)


def end_rules(opened: Opened, master: Component, cut: Cut) -> None:
    """Has the rules end before the cut: COUNT counts what is left, else UNTIL names the last place, in UTC or in the
    form of DTSTART (RFC 5545 §3.3.10). A rule that ends earlier stays as written."""
    start = opened.index.rows[0].dtstart
    for line, places in zip(master.lines("RRULE"), cut.before, strict=True):
        rule = rules.parse(line.value)
        until = until_clock(rule, start)
        if rule.count is not None:
            put_part(line, "COUNT", str(len(places)), master.newline)
        elif until is None or until >= cut.at:
            put_part(line, "UNTIL", until_value(start, places[-1]), master.newline)


def until_value(start: Moment, last: datetime) -> str:
    """UNTIL for the place `last` of a series that begins at `start`."""
    moment = at_clock(start, last)
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return write_utc(moment)
    return write_local(moment)


def put_part(line: Line, name: str, value: str, newline: str) -> None:
    """Sets one part of an RRULE; the others stay in their order."""
    written = dict(rules.split_parts(line.value)) | {name: value}
    line.set(";".join(f"{part}={said}" for part, said in written.items()), line.params, newline)
