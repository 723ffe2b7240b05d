"""Objects that could not be read, as a list of what can be told of each.

Reads through the connection it is given; changes nothing.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple
from urllib.parse import unquote

from dainvo.errors import Why
from dainvo.ical.occurrence import ResourceId
from dainvo.store.looks import CUT_SHORT

_TOO_LARGE = 5 * 1024 * 1024


class Unreadable(NamedTuple):
    """An object that could not be read: kept as it is, listed by what can be told of it.

    `reason`: "no_text" (the server did not give it), "too_large", "no_event", or "no_start" (no UID or no start);
    "rule" for a series that is shown with its first date alone, as its repetition cannot be.
    """

    resource: ResourceId
    calendar: str
    name: str
    reason: str


def unreadable(database: sqlite3.Connection) -> list[Unreadable]:
    """Objects that could not be read, by calendar; each is named by its title if it has one, else by its file."""
    rows = database.execute(
        "SELECT r.id, c.name, r.href, length(t.text), instr(upper(t.text), 'BEGIN:VEVENT'), substr(t.text, 1, 20000)"
        " FROM resource r JOIN resource_text t ON t.resource = r.id JOIN collection c ON c.id = r.collection"
        " WHERE r.why <> '' AND r.why = ? AND r.state <> 'deleted' ORDER BY c.name, r.id",
        (str(Why.UNREADABLE),),
    )
    found = []
    for key, calendar, href, length, has_event, text in rows:
        titles = (line[8:].strip() for line in text.splitlines() if line[:8].upper() == "SUMMARY:")
        name = next((title for title in titles if title), "") or unquote(href.rstrip("/").rpartition("/")[2])
        reason = "no_text" if not length else "too_large" if length > _TOO_LARGE else "no_start"
        if reason == "no_start" and not has_event:
            reason = "no_event"
        found.append(Unreadable(ResourceId(key), calendar, name, reason))
    cut_short = database.execute(
        "SELECT DISTINCT r.id, c.name, p.summary FROM component p CROSS JOIN resource r ON r.id = p.resource"
        " JOIN collection c ON c.id = r.collection"
        " WHERE p.look & ? AND p.place = 0 AND r.state <> 'deleted' ORDER BY c.name, r.id",
        (CUT_SHORT,),
    )
    return found + [Unreadable(ResourceId(key), calendar, name, "rule") for key, calendar, name in cut_short]
