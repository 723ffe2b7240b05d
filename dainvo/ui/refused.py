"""Leads to an event that its server refuses: to its day, and to its card, which has the reason and what can be done.

Sends and decides nothing.
"""

from __future__ import annotations

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import NO_RECURRENCE, ResourceId
from dainvo.store.reader import Reader
from dainvo.ui import dates
from dainvo.ui.cards import Cards
from dainvo.ui.search import Window


def show(window: Window, cards: Cards, reader: Reader, resource: ResourceId) -> None:
    """The card of the event's first date; its editor where nothing of it can be drawn."""
    try:
        day = dates.day_of(reader.event(resource, NO_RECURRENCE).draft.start, reader.zone)
    except DainvoError:
        cards.edit_resource(resource)  # says why
        return
    window.show_date(day)
    found = [one for one in reader.occurrences(day, day, include_hidden=True) if one.resource == resource]
    if not found:
        cards.edit_resource(resource)
        return
    window.view.select(found[0])
    cards.show_event(found[0], window.view.place_of(found[0]))
