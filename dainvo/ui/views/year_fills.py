"""How full the days of a year are, read again month by month after they have changed.

Reads through the shelf; paints nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dainvo.ui import dates
from dainvo.ui.views.view import Shelf
from dainvo.ui.views.year_page import last_day

if TYPE_CHECKING:
    from dainvo.store.filled import Fill

MONTHS = range(1, 13)


class YearFills:
    """Of one year at a time. What has changed counts as it was until it is read again."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.year = 0
        self._months: dict[int, dict[date, Fill]] = {}
        self._stale: list[int] = []

    def show(self, year: int) -> None:
        """Be about this year, and read it."""
        if year != self.year or not self._months:
            self.year, self._stale = year, []
            self._months = {month: {} for month in MONTHS}
            for day, fill in self._shelf.filled(date(year, 1, 1), date(year, 12, 31)).items():
                self._months[day.month][day] = fill

    def days(self) -> dict[date, Fill]:
        """The days on which something lies."""
        return {day: fill for month in self._months.values() for day, fill in month.items()}

    def forget(self) -> None:
        """Hold nothing."""
        self._months, self._stale = {}, []

    def touch(self, first: date | None, last: date | None) -> None:
        """These days have changed; None: from the first or to the last on."""
        begin = date.min if first is None else dates.ahead(first, -1)
        end = date.max if last is None else dates.ahead(last, 1)
        firsts = {month: date(self.year, month, 1) for month in MONTHS}
        touched = [month for month, one in firsts.items() if begin <= one.replace(day=last_day(one)) and one <= end]
        self._stale += [month for month in touched if month not in self._stale]

    def renew(self) -> int | None:
        """Read one of the months that have changed, each in its turn. Its number, 0 if it is as it was; None: all of
        them have been read."""
        if not self._stale or not self._months:
            return None
        month = self._stale.pop(0)
        first = date(self.year, month, 1)
        found = self._shelf.filled(first, first.replace(day=last_day(first)))
        if found == self._months[month]:
            return 0
        self._months[month] = found
        return month
