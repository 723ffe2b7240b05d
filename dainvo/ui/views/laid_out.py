"""Parts of pages that were laid out: the days of a week, the weeks of a month.

Knows neither what they are made of nor how; a key holds all that a part is laid out for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, Protocol, TypeVar


class Drawable(Protocol):
    """What can be made ready for the painter."""

    def drawn(self, ratio: float, /) -> object: ...


Part = TypeVar("Part", bound=Drawable)


class LaidOut(Generic[Part]):
    """A part stays as long as it would be laid out alike: of a page turned back to, of one prepared ahead, and nearly
    all of one after an edit."""

    def __init__(self) -> None:
        self._frame: object = None
        self._parts: dict[Hashable, Part] = {}

    def within(self, frame: object) -> None:
        """What all parts from now on have in common; another frame than before leaves none."""
        if self._frame != frame:
            self._frame, self._parts = frame, {}

    def part(self, key: Hashable, make: Callable[[], Part]) -> Part:
        """The part for `key`, made if it is not there."""
        part = self._parts.pop(key, None)
        if part is None:
            part = make()
        self._parts[key] = part  # the last to go
        return part

    def prepare(self, key: Hashable, make: Callable[[], Part], ratio: float) -> Iterator[None]:
        """Do all that showing it on a screen of `ratio` takes, in two steps; none if it is there."""
        if key not in self._parts:
            self._parts[key] = made = make()
            yield
            made.drawn(ratio)
            yield

    def keep(self, most: int) -> None:
        """Let go of those that were not used for longest."""
        while len(self._parts) > most:
            del self._parts[next(iter(self._parts))]
