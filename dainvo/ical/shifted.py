"""Where the single dates of a series are once it has moved by a rule that does not move evenly.

The first Monday of a month becomes the first Tuesday, which is not always the day after; the 1st and the 15th stay what
they are. Without this a date that was taken out would come back, and one that was changed would stand twice.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from dainvo.ical import rules
from dainvo.ical.document import Line
from dainvo.ical.places import put_part, until_value
from dainvo.ical.recurrence import until_clock
from dainvo.ical.rules import Budget, RuleParts, TooComplexError
from dainvo.ical.times import Move
from dainvo.ical.values import wall

_MOST = 5000
_FOREVER = datetime(9999, 12, 31)
_DAY = timedelta(days=1)
_OF_MONTHS = ("MONTHLY", "YEARLY")
#: A rule that moves evenly for so long does so for ever.
_SURE = timedelta(days=800)


def settle(
    move: Move, line: Line, old_rule: str, exceptions: Collection[datetime | date], newline: str
) -> datetime | None:
    """Tells `move` where these places of the old series are in the new one, and has the rule in `line`, which has moved
    already, end with the same number of dates. A date among `exceptions` means whatever is on that day. Gives the place
    that the rule would have besides now, because the first date has left it.

    Nothing is done where every date moves by as much as the first, or where nobody can tell.
    """
    try:
        old, new = rules.parse(old_rule), rules.parse(line.value)
        if not move.days and not old.times_given and old.byday == new.byday:
            return None
        names_days = new.byday or new.bymonthday or new.byyearday or new.byweekno
        stays = bool(names_days) and _but_until(old_rule) == _but_until(line.value)
        shift = _Shift(move, old, new, stays=stays)
        return shift.settle(line, exceptions, newline)
    except (ValueError, OverflowError, TooComplexError):
        return None


def _but_until(rule: str) -> list[tuple[str, str]]:
    return [part for part in rules.split_parts(rule) if part[0] != "UNTIL"]


def _month(place: datetime) -> int:
    """Months since the year 0."""
    return place.year * 12 + place.month


def _by_month(places: list[datetime]) -> dict[int, list[datetime]]:
    return {month: list(found) for month, found in groupby(places, key=_month)}


class _Shift:
    """The old rule and the new one next to each other; `stays`: they name the same days."""

    def __init__(self, move: Move, old: RuleParts, new: RuleParts, *, stays: bool) -> None:
        self.move, self.stays = move, stays
        self.old_rule, self.new_rule = old, new
        self.until = until_clock(old, move.old)
        self.start = wall(move.new)

    def settle(self, line: Line, exceptions: Collection[datetime | date], newline: str) -> datetime | None:
        ends = [*(wall(one) + _DAY for one in exceptions), *([self.until] if self.until is not None else [])]
        begin = wall(self.move.old)
        last = min(max([begin + _SURE, *ends]), _FOREVER)
        found = rules.expand(self.old_rule, begin, self.until, begin, last + _DAY, Budget())
        old = list(islice(found, _MOST + 1))
        new = self._new_places(len(old), last)
        if not old or len(old) > _MOST or new[: len(old)] == [wall(self.move.clock(place)) for place in old]:
            return None
        named = self._in_months(old, new) if self._is_of_months() else self._in_order(old, new)
        # What stood where the first date comes to is neither out nor another: it has the place that this one leaves.
        left_place = datetime.combine(old[0].date(), self.start.time())
        for place, there in named.items():
            if there == self.start and place != old[0]:
                named[place] = left_place
        self.move.places = {
            place: there
            for place, there in named.items()
            if there is not None and (place in exceptions or place.date() in exceptions)
        }
        if self.until is not None and len(new) >= len(old):
            end = max(there for there in (*named.values(), new[0]) if there is not None)
            put_part(line, "UNTIL", until_value(self.move.new, end), newline)
        left = self._stayed(old[0], new[1:]) if self.stays else None
        if left is not None and self.new_rule.count is not None:
            put_part(line, "COUNT", str(self.new_rule.count + 1), newline)
        return left

    def _new_places(self, number: int, last: datetime) -> list[datetime]:
        """At least as many as there were, and all until the last of those."""
        found: list[datetime] = []
        for place in rules.expand(self.new_rule, self.start, None, self.start, _FOREVER, Budget()):
            found.append(place)
            if (len(found) >= number and place > last) or len(found) > 2 * _MOST:
                break
        return found

    def _is_of_months(self) -> bool:
        return not self.stays and self.old_rule.freq == self.new_rule.freq and self.old_rule.freq in _OF_MONTHS

    def _in_months(self, old: list[datetime], new: list[datetime]) -> dict[datetime, datetime | None]:
        """Each goes to the one that comes as late in its month. Where a month has fewer than before, as it lacks the
        30th, those that are as far as the first have a place, the others none."""
        there, named = _by_month(new), dict[datetime, datetime | None]()
        later = _month(self.start) - _month(wall(self.move.old))
        for month, places in _by_month(old).items():
            found = there.get(month + later, [])
            if len(found) == len(places):
                named.update(zip(places, found, strict=True))
            else:
                clocks = {place: wall(self.move.clock(place)) for place in places}
                named.update({place: clock if clock in found else None for place, clock in clocks.items()})
        return named

    def _in_order(self, old: list[datetime], new: list[datetime]) -> dict[datetime, datetime | None]:
        """Of a rule that stays all dates but the first stay, at the time the series has now; else each goes to the one
        that comes as late in the order."""
        named: dict[datetime, datetime | None] = {}
        for number, place in enumerate(old):
            there = self._stayed(place, new) if number and self.stays else None
            named[place] = there or (new[number] if number < len(new) else None)
        return named

    def _stayed(self, old: datetime, new: list[datetime]) -> datetime | None:
        return next((one for one in (datetime.combine(old.date(), self.start.time()), old) if one in new), None)
