"""The places one has been at, to go back to and on from again (K12).

A place is a view and a day; knows neither.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from datetime import date
from typing import NamedTuple

MOST = 100


class Place(NamedTuple):
    view: str
    day: date


class Visited:
    """Paging is one visit however far it goes; another view of the same day is the same place."""

    def __init__(self, place: Place) -> None:
        self._places = [place]
        self._at = 0
        self._paging = False

    def arrive(self, place: Place, *, paged: bool = False) -> None:
        """Note where one is now; what lay ahead is forgotten once one goes elsewhere."""
        here = self._places[self._at]
        if place == here:
            return
        if place.day == here.day or (paged and self._paging):
            self._places[self._at] = place
            return
        self._paging = paged
        self._places[self._at + 1 :] = [place]
        del self._places[:-MOST]
        self._at = len(self._places) - 1

    def go(self, way: int) -> Place | None:
        """The place before (-1) or after (1) this one, where one then is."""
        if not 0 <= self._at + way < len(self._places):
            return None
        self._at += way
        self._paging = False
        return self._places[self._at]
