"""Base, ours and theirs of one VEVENT next to each other: whose value counts, and lines taken from one to another.

Knows which lines there are, not what a property means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from dainvo.ical.clash import Shown, Three
from dainvo.ical.document import Component, Line, parse
from dainvo.ical.index import end_as_like
from dainvo.ical.times import moment_of, zone_key
from dainvo.ical.values import Moment, Resolve, later, read_duration, wall

_PART = re.compile(r"(?:[^\\,]|\\.|\\\Z)+", re.S)

Item = TypeVar("Item")
Side = Literal["theirs", "mine", "overlap"]


def pick(base: Hashable, mine: Hashable, theirs: Hashable, sent: Iterable[Hashable] = ()) -> Side:
    """Whose value counts. A remote value that we sent ourselves is older than ours."""
    if mine == theirs:
        return "theirs"
    if theirs == base or theirs in tuple(sent):
        return "mine"
    return "theirs" if mine == base else "overlap"


@dataclass(frozen=True, slots=True)
class Sides:
    """The versions of one VEVENT; `theirs` is the one that is changed."""

    base: Component
    mine: Component
    theirs: Component
    sent: tuple[Component, ...] = ()

    def each(self, value: Callable[[Component], Hashable]) -> tuple[Hashable, Hashable, Hashable, tuple[Hashable, ...]]:
        """What `value` makes of base, mine, theirs, and of what was sent."""
        return value(self.base), value(self.mine), value(self.theirs), tuple(value(one) for one in self.sent)

    def shown(self, show: Callable[[Component], Shown]) -> Three:
        return show(self.base), show(self.mine), show(self.theirs)


def set_changes(
    sides: Sides, items: Callable[[Component], Mapping[Hashable, Item]]
) -> tuple[dict[Hashable, Item], dict[Hashable, Item]]:
    """What has to be added to theirs (our items) and taken away (their items)."""
    base, mine, theirs = items(sides.base), items(sides.mine), items(sides.theirs)
    sent = [items(event) for event in sides.sent]
    added, removed = {}, {}
    for key in dict.fromkeys((*mine, *theirs)):
        if pick(key in base, key in mine, key in theirs, [key in one for one in sent]) == "mine":
            if key in mine:
                added[key] = mine[key]
            else:
                removed[key] = theirs[key]
    return added, removed


def remove_parts(event: Component, name: str, gone: Callable[[Line, str], bool]) -> None:
    """Takes values out of lines that hold several, separated by commas; a line left with none goes."""
    for line in event.lines(name):
        parts = values_in(line.value)
        kept = [part for part in parts if not gone(line, part)]
        if len(kept) == len(parts):
            continue
        if kept:
            line.set(",".join(kept), line.params, event.newline)
        else:
            event.drop(line)


def take(mine: Component, theirs: Component, *names: str) -> None:
    """The lines of these names as they stand in `mine`, in the place of those of `theirs`."""
    new = [_with_ends(line.raw, theirs.newline) for line in mine.lines(*names)]
    old = theirs.lines(*names)
    if new == [line.raw for line in old]:
        return
    first_inner = next((at for at, item in enumerate(theirs.items) if isinstance(item, Component)), len(theirs.items))
    at = next((at for at, item in enumerate(theirs.items) if old and item is old[0]), first_inner)
    theirs.items[at:at] = [Line(raw) for raw in new]
    theirs.drop(*old)


def _with_ends(raw: str, newline: str) -> str:
    return raw.replace("\r\n", "\n").replace("\n", newline)


def translated(component: Component, newline: str) -> Component:
    """A copy of a component with these line ends."""
    copied = parse(_with_ends(component.text(), newline), newline)[0]
    if not isinstance(copied, Component):
        raise TypeError("a component is a component")
    return copied


def times_of(event: Component, resolve: Resolve) -> tuple[Moment, Moment]:
    """Start and end with the defaults of RFC 5545 §3.6.1; `event` has a readable DTSTART."""
    start = moment_of(event.first("DTSTART"), resolve)
    if start is None:
        raise ValueError("no DTSTART")
    end = moment_of(event.first("DTEND"), resolve)
    try:
        if end is not None:
            return start, end_as_like(start, end)[0]
        if event.first("DURATION") is not None:
            days, length = read_duration(event.value("DURATION"))
            if not isinstance(start, datetime):
                days, length = max(1, days + length.days), timedelta(0)
            if days >= 0 and length >= timedelta(0):
                return start, later(start, days, length)
        return start, start if isinstance(start, datetime) else later(start, 1, timedelta(0))
    except (ValueError, OverflowError):
        return start, start


def said_times(times: tuple[Moment, Moment]) -> Hashable:
    """Start and end, comparable: form, wall clock and zone of the start; of the end the instant."""
    start, end = times
    instant = end.timestamp() if isinstance(end, datetime) and end.tzinfo is not None else end.isoformat()
    return isinstance(start, datetime), wall(start), zone_key(start), instant


def values_in(value: str) -> list[str]:
    """The values of a line that holds several, as written."""
    return _PART.findall(value)
