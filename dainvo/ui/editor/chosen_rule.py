"""The rule of an event while it is edited: the one it came with, byte for byte, until another is chosen (E12).

Shows nothing. A rule that says more than a pattern can is kept, too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from dainvo.ical.pattern import Pattern, dates_of, fits_start, read_pattern, write_pattern
from dainvo.ical.times import Move


class ChosenRule:
    """`start` is that of the event as it is edited; `text` an RRULE value, empty for an event that does not repeat."""

    def __init__(self) -> None:
        self.start: datetime | date = date(2000, 1, 1)
        self.series_start: datetime | date | None = None  # where the series began that the event is a date of
        self._loaded = self.start  # the start with which the rule came
        self._original = ""
        self._chosen: str | None = None  # None: the original

    def load(self, text: str, start: datetime | date) -> None:
        """The rule of an event that begins at `start`."""
        self.start = self._loaded = start
        self._original, self._chosen = text, None

    def move(self, start: datetime | date) -> None:
        """The event begins at `start` now: the rule follows it as where the event is stored; an end that was chosen
        stays."""
        if self._chosen:
            before = read_pattern(self._chosen, self.start)
            after = read_pattern(Move(self.start, start, _no_zone).rule(self._chosen), start)
            if before is not None and after is not None:
                self._chosen = write_pattern(replace(after, until=before.until), start)
        self.start = start

    def take(self, pattern: Pattern | None) -> None:
        """Choose this; None for no repetition."""
        self._chosen = write_pattern(pattern, self.start) if pattern is not None else ""

    def stay(self, text: str) -> None:
        """Choose what was shown before the event moved."""
        self._chosen = text

    def keep(self) -> None:
        """The original again."""
        self._chosen = None

    @property
    def is_chosen(self) -> bool:
        """Whether it is another than the event came with."""
        return self._chosen is not None

    @property
    def text(self) -> str:
        """As it is at the present start."""
        return self._shown_original() if self._chosen is None else self._chosen

    @property
    def to_save(self) -> str:
        """The original bytes as long as nothing else was chosen."""
        if self._chosen is None or self._chosen == self._shown_original():
            return self._original
        kept = read_pattern(self._shown_original(), self.start)
        return self._original if kept is not None and kept == self.pattern else self._chosen

    @property
    def pattern(self) -> Pattern | None:
        """None without a rule, and for one that says more."""
        return read_pattern(self.text, self.start) if self.text else None

    @property
    def says_more(self) -> bool:
        """Whether no pattern can show it."""
        return bool(self.text) and self.pattern is None

    @property
    def came_saying_more(self) -> bool:
        """Whether that can be said of the original."""
        return bool(self._original) and read_pattern(self._shown_original(), self.start) is None

    @property
    def fits_start(self) -> bool:
        """Whether the start is one of its dates."""
        return fits_start(self.text, self.start)

    @property
    def begins(self) -> datetime | date:
        """Where the series begins: with the event, unless that is a later date of a rule that stays as it is."""
        unmoved = self._chosen is None and self.start == self._loaded
        return self.series_start if unmoved and self.series_start is not None else self.start

    def number(self) -> int | None:
        """How many dates there are, None if for ever or unknown."""
        if not self.text:
            return 1
        pattern = self.pattern
        if pattern is None or (pattern.until is None and pattern.count is None):
            return None
        return len(dates_of(self.text, self.begins))

    def next_dates(self, most: int) -> list[date]:
        """The first ones from the start on."""
        return dates_of(self.text, self.start, most)

    def _shown_original(self) -> str:
        return Move(self._loaded, self.start, _no_zone).rule(self._original) if self._original else ""


def _no_zone(_tzid: str) -> None:
    return None
