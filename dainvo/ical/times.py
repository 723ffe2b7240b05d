"""Writes times: DTSTART, DTEND, RECURRENCE-ID, EXDATE, RDATE and RRULE when an event moves or changes its form.

Keeps a TZID as it was written while the zone stays the same. Decides not which component an edit means.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone, tzinfo

from dainvo.errors import Refused, Why
from dainvo.ical import rules
from dainvo.ical.document import Component, Line
from dainvo.ical.lines import with_param
from dainvo.ical.rules import WEEKDAYS, month_days
from dainvo.ical.values import (
    Moment,
    Resolve,
    as_recurrence,
    between,
    is_utc,
    read_date,
    read_local,
    read_moment,
    tzid_of,
    wall,
    write_duration,
    write_local,
    write_utc,
)
from dainvo.ical.zones import UTC

_ZERO = timedelta(0)


def zone_key(moment: Moment) -> str | None:
    """The name of the zone of a moment; None for floating times and dates."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    return "UTC" if is_utc(moment) else str(getattr(moment.tzinfo, "key", "") or moment.tzinfo)


def same(a: Moment, b: Moment) -> bool:
    """Whether two moments say the same: form, wall clock and zone, not only the instant."""
    return isinstance(a, datetime) == isinstance(b, datetime) and wall(a) == wall(b) and zone_key(a) == zone_key(b)


def same_form(a: Moment, b: Moment) -> bool:
    """Whether both are dates, or date-times in one zone."""
    return isinstance(a, datetime) == isinstance(b, datetime) and zone_key(a) == zone_key(b)


def check(start: Moment, end: Moment) -> None:
    """Raises Refused(END_BEFORE_START) unless `end` may end what begins at `start`."""
    fits = isinstance(start, datetime) == isinstance(end, datetime)
    fits = fits and (zone_key(start) is None) == (zone_key(end) is None)
    if not fits or between(start, end) < _ZERO or (not isinstance(start, datetime) and end == start):
        raise Refused(Why.END_BEFORE_START)


def written(moment: Moment) -> tuple[str, str]:
    """(value, parameters) of a moment in its own form."""
    if not isinstance(moment, datetime):
        return write_local(moment), "VALUE=DATE"
    if moment.tzinfo is None:
        return write_local(moment), ""
    if is_utc(moment) or isinstance(moment.tzinfo, timezone):
        return write_utc(moment), ""
    return write_local(moment), with_param("", "TZID", zone_key(moment) or "")


def put_moment(event: Component, name: str, moment: Moment, resolve: Resolve, *, after: str = "") -> None:
    """Sets DTSTART, DTEND or RECURRENCE-ID; parameters stay while form and zone do."""
    line = event.first(name)
    value, params = written(moment)
    if line is not None:
        old = moment_of(line, resolve)
        if old is not None and same_form(old, moment):
            zulu = line.value.strip().upper().endswith("Z")
            value = value if zulu or not isinstance(moment, datetime) else write_local(moment)
            params = line.params
        elif isinstance(moment, datetime):
            params = _foreign_params(line, params)
        else:
            params = with_param(_foreign_params(line, ""), "VALUE", "DATE")
    event.put(name, value, params, after=after)


def _foreign_params(line: Line, params: str) -> str:
    """`params` beside the parameters of a line that do not say form or zone."""
    kept = with_param(with_param(line.params, "TZID", ""), "VALUE", "")
    return ";".join(part for part in (params, kept) if part)


def moment_of(line: Line | None, resolve: Resolve) -> Moment | None:
    """What a line with one time says; None if there is none or it cannot be read."""
    if line is None:
        return None
    try:
        return read_moment(line.value, line.params, resolve)
    except ValueError:
        return None


def put_times(event: Component, start: Moment, end: Moment, old: tuple[Moment, Moment], resolve: Resolve) -> bool:
    """Sets start and end where they differ from `old`, with a DURATION that stays while the length does. True if
    anything changed."""
    if same(start, old[0]) and same(end, old[1]):
        return False
    check(start, end)
    same_length = isinstance(start, datetime) == isinstance(old[0], datetime) and between(start, end) == between(*old)
    put_moment(event, "DTSTART", start, resolve)
    if same_length and event.first("DTEND") is None:
        return True
    put_end(event, start, end, resolve)
    return True


def put_end(event: Component, start: Moment, end: Moment, resolve: Resolve) -> None:
    """Sets DTEND in the place of any DURATION. In an hour that comes twice DTEND means the first (RFC 5545 §3.3.5): an
    end in the second is told by a DURATION."""
    if isinstance(end, datetime) and end.fold and end.replace(fold=0).utcoffset() != end.utcoffset():
        event.remove("DTEND")
        event.put("DURATION", write_duration(between(start, end), exact=True), "", after="DTSTART")
        return
    event.remove("DURATION")
    put_moment(event, "DTEND", end, resolve, after="DTSTART")


class Move:
    """How a series moves: from `old` to `new`, both DTSTART of the master."""

    def __init__(self, old: Moment, new: Moment, resolve: Resolve) -> None:
        self.old = old
        self.new = new
        self.resolve = resolve
        self.by = wall(new) - wall(old)
        self.days = (wall(new).date() - wall(old).date()).days
        #: Where single places of the old series are, if not as far from there as the first: see `shifted`.
        self.places: dict[datetime, datetime] = {}

    @property
    def nothing(self) -> bool:
        return same(self.old, self.new) and not self.places

    def clock(self, clock: datetime) -> Moment:
        """Where the occurrence at `clock` of the old series is in the new one, in the new form."""
        there = self.places.get(clock)
        if there is not None:
            return there.replace(tzinfo=self.new.tzinfo) if isinstance(self.new, datetime) else there.date()
        if not isinstance(self.new, datetime):
            return clock.date() + timedelta(days=self.days)
        if not isinstance(self.old, datetime):
            return datetime.combine(clock.date() + timedelta(days=self.days), self.new.timetz())
        return (clock + self.by).replace(tzinfo=self.new.tzinfo)

    def instead_of(self, event: Component) -> None:
        """Moves RECURRENCE-ID along."""
        line = event.first("RECURRENCE-ID")
        moment = moment_of(line, self.resolve)
        if line is not None and moment is not None:
            put_moment(event, "RECURRENCE-ID", self.clock(as_recurrence(moment, self.old)), self.resolve)

    def dates(self, event: Component) -> None:
        """Moves EXDATE and RDATE along. Values that cannot be read stay."""
        for line in event.lines("EXDATE", "RDATE"):
            try:
                self._move_line(line, event.newline)
            except (ValueError, OverflowError):
                continue

    def _move_line(self, line: Line, newline: str) -> None:
        values = [value.strip() for value in line.value.split(",")]
        if any("/" in value for value in values):
            line.set(",".join(self._period(value, line.params) for value in values), line.params, newline)
            return
        moments = [read_moment(value, line.params, self.resolve) for value in values]
        if isinstance(self.old, datetime) and isinstance(self.new, datetime) and not isinstance(moments[0], datetime):
            days = {place.date(): there.date() for place, there in self.places.items()}
            moved: list[Moment] = [days.get(moment, moment + timedelta(days=self.days)) for moment in moments]
        else:
            moved = [self.clock(as_recurrence(moment, self.old)) for moment in moments]
        value, params = written(moved[0])
        if same_form(moments[0], moved[0]) and (tzid_of(line.params) or not isinstance(moved[0], datetime)):
            params = line.params
        else:
            params = _foreign_params(line, params)
        rest = [written(moment)[0] for moment in moved[1:]]
        line.set(",".join((value, *rest)), params, newline)

    def _period(self, value: str, params: str) -> str:
        """A PERIOD moved as a whole, in the form it has."""
        moved = []
        for part in value.split("/"):
            if part[:1] in "Pp+":
                moved.append(part)
                continue
            moment = read_moment(part, params, self.resolve)
            new = moment + self.by
            moved.append(write_local(new) + ("Z" if part.upper().endswith("Z") else ""))
        return "/".join(moved)

    def rule(self, rrule: str) -> str:
        """An RRULE value that goes with the move: weekday, month day and UNTIL follow; parts in their order. A rule
        that cannot be read stays."""
        try:
            parts = rules.parse(rrule)
            until = self._until(parts.until) if parts.until else ""
        except (ValueError, OverflowError):
            return rrule
        changed = {"UNTIL": until} if until and until != parts.until else {}
        if self.days:
            changed |= self._by_parts(parts)
        changed |= self._by_times(parts)
        if not changed:
            return rrule
        written_parts = dict(rules.split_parts(rrule)) | changed
        return ";".join(f"{name}={value}" for name, value in written_parts.items() if value)

    def _until(self, text: str) -> str:
        if len(text) == 8:
            moved = read_date(text) + timedelta(days=self.days)
            return until_written(write_local(moved), self.new)
        moment = read_local(text.removesuffix("Z"))
        if text.endswith("Z") and isinstance(self.old, datetime) and self.old.tzinfo is not None:
            moment = wall(moment.replace(tzinfo=UTC).astimezone(self.old.tzinfo))
        new = self.clock(moment)
        return write_utc(new) if isinstance(new, datetime) and new.tzinfo is not None else write_local(new)

    def _by_times(self, parts: rules.RuleParts) -> dict[str, str]:
        """A rule may say the time that DTSTART says, too; whole days have none."""
        old, new = wall(self.old), wall(self.new)
        given = (
            ("BYHOUR", parts.byhour, "hour"),
            ("BYMINUTE", parts.byminute, "minute"),
            ("BYSECOND", parts.bysecond, "second"),
        )
        if parts.freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
            return {}
        if not isinstance(self.new, datetime):
            return {name: "" for name, values, _ in given if values}
        changes = {
            name: (getattr(old, part), getattr(new, part))
            for name, values, part in given
            if values == (getattr(old, part),)
        }
        return {name: str(after) for name, (before, after) in changes.items() if before != after}

    def _by_parts(self, parts: rules.RuleParts) -> dict[str, str]:
        old, new = wall(self.old), wall(self.new)
        changed: dict[str, str] = {}
        if parts.freq in ("DAILY", "WEEKLY") and parts.byday:
            moved = [(weekday + self.days) % 7 for _, weekday in parts.byday]
            changed["BYDAY"] = ",".join(WEEKDAYS[weekday] for weekday in moved)
            if parts.freq == "WEEKLY" and parts.interval > 1 and len(moved) > 1:
                # Which days share a week must stay: the week begins later too.
                changed["WKST"] = WEEKDAYS[(parts.wkst + self.days) % 7]
            return changed
        if parts.freq not in ("MONTHLY", "YEARLY") or parts.bysetpos:
            return {}
        if parts.bymonth == (old.month,):
            changed["BYMONTH"] = str(new.month)
        if parts.bymonthday == (old.day,):
            changed["BYMONTHDAY"] = str(new.day)
        elif parts.bymonthday and not parts.byday:
            days = [day + self.days for day in parts.bymonthday]
            if all(0 < abs(day) <= 31 and day * before > 0 for day, before in zip(days, parts.bymonthday, strict=True)):
                changed["BYMONTHDAY"] = ",".join(map(str, days))
        if len(parts.byday) == 1 and parts.byday[0][0] and parts.byday[0][1] == old.weekday():
            changed["BYDAY"] = _ordinal(new, parts.byday[0][0]) + WEEKDAYS[new.weekday()]
        return changed


def _ordinal(on: datetime, before: int) -> str:
    """Which weekday of its month a day is; the last if it was counted from the end `before`, or if it is the fifth,
    which not all months have."""
    number = (on.day - 1) // 7 + 1
    if on.day + 7 > len(month_days(on.year, on.month)) and (before < 0 or number == 5 != before):
        return "-1"
    return str(number)


def new_rule(rrule: str, start: Moment) -> str:
    """An RRULE value a person chose, with UNTIL in the form RFC 5545 §3.3.10 asks for. Raises Refused(BAD_RULE)."""
    rrule = rrule.strip().rstrip(";")
    if not all(character.isascii() and (character.isalnum() or character in "=,;+-") for character in rrule):
        raise Refused(Why.BAD_RULE)
    try:
        parts = rules.parse(rrule)
        until = until_written(parts.until, start) if parts.until else ""
    except (ValueError, OverflowError) as error:
        raise Refused(Why.BAD_RULE, detail=str(error)[:100]) from None
    return ";".join(f"{name}={until if name == 'UNTIL' else value}" for name, value in rules.split_parts(rrule))


def until_written(text: str, start: Moment) -> str:
    """UNTIL in the form that goes with DTSTART: a date, a floating time, or UTC. A bare date means that whole day."""
    if not isinstance(start, datetime):
        return write_local(read_date(text[:8]))
    zone: tzinfo | None = start.tzinfo
    if len(text) == 8:
        moment = datetime.combine(read_date(text), time(23, 59, 59), tzinfo=zone)
    elif text.endswith("Z"):
        moment = read_local(text[:-1]).replace(tzinfo=UTC)
    else:
        moment = read_local(text).replace(tzinfo=zone)
    if zone is None:
        return write_local(moment)
    return write_utc(moment)


def form_of(clock: datetime, master: Component, resolve: Resolve) -> tuple[str, str]:
    """(value, parameters) for the occurrence at `clock` in the form of the master's DTSTART line, as written there."""
    line = master.first("DTSTART")
    start = moment_of(line, resolve)
    if line is None or start is None:
        return write_local(clock), ""
    if not isinstance(start, datetime):
        return write_local(clock.date()), "VALUE=DATE"
    if line.value.strip().upper().endswith("Z"):
        return write_local(clock) + "Z", ""
    tzid = tzid_of(line.params)
    return write_local(clock), with_param("", "TZID", tzid) if tzid else ""
