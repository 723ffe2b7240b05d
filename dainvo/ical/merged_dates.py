"""The three-way merge of a recurrence set: the rule as one value, EXDATE and RDATE as sets of dates.

Overrides are merged in `merged_series`.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime

from dainvo.ical.clash import Docket, Shown
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE
from dainvo.ical.resource import said
from dainvo.ical.sides import Sides, pick, remove_parts, set_changes, take, values_in
from dainvo.ical.values import Moment, Resolve, as_recurrence, read_moment

_RULES = ("RRULE", "EXRULE")
_DATES = ("EXDATE", "RDATE")


class DatesMerge:
    """Carries over to the master of theirs what the master of mine changed. All begin at `start`."""

    def __init__(self, sides: Sides, docket: Docket, start: Moment, resolve: Resolve) -> None:
        self.sides, self.docket = sides, docket
        self.start, self.resolve = start, resolve
        #: Whether something of ours came through.
        self.changed = False

    def rule(self) -> bool | None:
        """Merges the rule. True if ours is the rule of a clash, False if theirs is, None if there is no clash."""
        base, mine, theirs, sent = self.sides.each(_said_rules)
        side = pick(base, mine, theirs, sent)
        values = self.sides.shown(self._shown)
        if bool(mine) != bool(theirs) and side != "overlap":
            # One side made it a series, or no longer one; dates the other changed would mean something else there.
            other = self.sides.theirs if side == "mine" else self.sides.mine
            side = side if self._said(other) == self._said(self.sides.base) else "overlap"
        clash = None
        if side == "overlap":
            clash = self.docket.overlaps(NO_RECURRENCE, "RRULE", values)
        else:
            said_by = self._said(self.sides.base), self._said(self.sides.mine), self._said(self.sides.theirs)
            self.docket.differs(NO_RECURRENCE, "RRULE", said_by, values)
        if side == "mine":
            take(self.sides.mine, self.sides.theirs, *_RULES)
            self.changed = True
        return clash

    def take(self, *, held: Collection[datetime]) -> None:
        """Rule and dates as ours, for a clash; the EXDATEs `held` stay as they are."""
        theirs = self.sides.theirs
        kept = {key: entry for key, entry in self._dates(theirs, "EXDATE").items() if key in held}
        take(self.sides.mine, theirs, *_RULES)
        for name in _DATES:
            take(self.sides.mine, theirs, name)
        self._change("EXDATE", kept.values() if held else (), held)
        self.changed = True

    def merge(self, *, held: Collection[datetime], ours: Collection[datetime]) -> None:
        """EXDATE and RDATE. The EXDATEs `held` stay as they are; for those in `ours` we were chosen in a clash."""
        self._set("RDATE", (), ())
        self._set("EXDATE", held, ours)

    def _set(self, name: str, held: Collection[datetime], ours: Collection[datetime]) -> None:
        theirs = self.sides.theirs
        added, removed = set_changes(self.sides, lambda event: self._dates(event, name))
        mine, published = self._dates(self.sides.mine, name), self._dates(theirs, name)
        added |= {key: mine[key] for key in ours if key in mine and key not in published}
        removed |= {key: published[key] for key in ours if key in published and key not in mine}
        gone = {key for key in removed if key not in held}
        new = [entry for key, entry in added.items() if key not in held]
        self._change(name, new, gone)
        self.changed |= bool(gone or new)

    def _change(self, name: str, new: Iterable[tuple[str, str]], gone: Collection[Hashable]) -> None:
        theirs = self.sides.theirs
        remove_parts(theirs, name, lambda line, part: _date(part, line.params, self.start, self.resolve) in gone)
        for value, params in new:
            theirs.add(name, value, params, after=name if theirs.first(name) is not None else "RRULE")

    def _dates(self, event: Component, name: str) -> dict[Hashable, tuple[str, str]]:
        return dates_of(event, name, self.start, self.resolve)

    def _said(self, event: Component) -> Hashable:
        return _said_rules(event), *(frozenset(self._dates(event, name)) for name in _DATES)

    def _shown(self, event: Component) -> Shown:
        """The rule, and on lines of their own the dates that are out of it and those that come to it."""
        lines = [line.value.strip() for line in event.lines(*_RULES)]
        for name, sign in (("EXDATE", "−"), ("RDATE", "+")):
            lines += [f"{sign} {date.removesuffix(':00')}" for date in sorted(map(str, self._dates(event, name)))]
        return Shown("\n".join(lines))


def dates_of(event: Component, name: str, start: Moment, resolve: Resolve) -> dict[Hashable, tuple[str, str]]:
    """(value, parameters) as written by wall clock in a series that begins at `start`; the unreadable by itself."""
    return {
        _date(value, line.params, start, resolve): (value.strip(), line.params)
        for line in event.lines(name)
        for value in values_in(line.value)
    }


def _date(value: str, params: str, start: Moment, resolve: Resolve) -> Hashable:
    try:
        return as_recurrence(read_moment(value, params, resolve), start)
    except (ValueError, OverflowError):
        return value.strip()


def _said_rules(event: Component) -> Hashable:
    return frozenset(said(line) for line in event.lines(*_RULES))
