"""Which events hold the words that are typed, the best first: those with the words in the title, then the nearest.

Reads through the connection it is given; makes no occurrences of what it finds.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from heapq import merge
from typing import NamedTuple

from dainvo.ical.occurrence import RecurrenceId, ResourceId
from dainvo.store import folding

#: Hits that are compared one by one. More of them say little: then the events around now are looked through.
_MANY = 3_000
#: Occurrences of each shelf that are looked through on each side of now: at first, and if there are too few hits.
_REACHES = 300, 2_500
#: So many more are given than asked for, since days and wall clocks are compared here as if they were in UTC.
_MARGIN = 10
_HITS = "SELECT count(*), json_group_array(rowid) FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)"
#: Says at half the price that a word of all notes is in no title.
_ANY = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
# The distance of an event is that of its next occurrence, else of its last one.
_NEAREST = """
    SELECT value FROM json_each(:hits) ORDER BY abs(coalesce(
        (SELECT min(start) FROM occurrence WHERE resource = value AND start >= :now),
        (SELECT max(start) FROM occurrence WHERE resource = value), 0) - :now) LIMIT :limit
"""
# The words as they were indexed stand in the table's content.
_AROUND_NOW = """
    SELECT abs(o.start - :now), o.resource, {texts} FROM occurrence o CROSS JOIN search_content c ON c.id = o.resource
    WHERE o.shelf = :shelf AND {within} AND {holds} ORDER BY {order}
"""


# Of each pair of a resource and the place of an override its next date, else its last one.
_DATES = """
    WITH wanted AS MATERIALIZED
        (SELECT json_extract(value, '$[0]') AS resource, json_extract(value, '$[1]') AS place FROM json_each(:pairs))
    SELECT o.resource, o.recurrence_id, o.start FROM wanted w
    CROSS JOIN occurrence o ON o.resource = w.resource AND o.place = w.place AND o.start = coalesce(
        (SELECT start FROM occurrence WHERE resource = w.resource AND start >= :now AND place = w.place
            ORDER BY start LIMIT 1),
        (SELECT start FROM occurrence WHERE resource = w.resource AND start < :now AND place = w.place
            ORDER BY start DESC LIMIT 1))
"""


class _Side(NamedTuple):
    """One of the two sides of now: which of its shelves hold anything and where looking ends on each, what is on it
    up to there, and in which order."""

    ends: str
    within: str
    order: str


#: Times are far from these.
_NEVER, _FOREVER = -(1 << 40), 1 << 40
_ENDS = """
    SELECT value, coalesce((SELECT start FROM occurrence WHERE shelf = value AND start {side}
        ORDER BY start {order} LIMIT 1 OFFSET :reach), {no_end})
    FROM json_each('[0, 1, 2, 3, 4, 5]') WHERE EXISTS (SELECT 1 FROM occurrence WHERE shelf = value AND start {side})
"""
_SIDES = (
    _Side(
        _ENDS.format(side=">= :now", order="ASC", no_end=_FOREVER),
        "o.start BETWEEN :now AND :end",
        "o.start",
    ),
    _Side(
        _ENDS.format(side="< :now", order="DESC", no_end=_NEVER),
        "o.start BETWEEN :end AND :now - 1"
        " AND NOT EXISTS (SELECT 1 FROM occurrence WHERE resource = o.resource AND start >= :now)",
        "o.start DESC",
    ),
)
_TITLE, _ALL = ("c.c0",), ("c.c0", "c.c1", "c.c2", "c.c3")


def best(
    database: sqlite3.Connection, typed: str, now: datetime, limit: int
) -> tuple[list[ResourceId], set[ResourceId]]:
    """Some more than `limit` resources that hold every word of `typed` (the last one may be unfinished), and those of
    them that hold all in the title. Locally deleted ones are not found."""
    words = folding.words(typed)
    if not words:
        return [], set()
    query, limit = folding.query(typed), limit + _MARGIN
    in_titles = all(database.execute(_ANY, (f'summary : "{word}"',)).fetchone() for word in words[:-1])
    titled = _matching(database, f"summary : ({query})", words, now, limit, in_title=True) if in_titles else []
    if len(titled) >= limit:
        return titled, set(titled)
    others = _matching(database, query, words, now, limit + len(titled), in_title=False)
    return list(dict.fromkeys((*titled, *others))), set(titled)


def in_override(
    database: sqlite3.Connection, typed: str, resources: Sequence[ResourceId], now: datetime
) -> dict[ResourceId, tuple[RecurrenceId, int]]:
    """Of the series among `resources` whose words stand in single dates alone, the date to show: its RECURRENCE-ID, and
    its stored start."""
    words = folding.words(typed)
    patterns = [_pattern(word, whole=place < len(words) - 1) for place, word in enumerate(words)]
    rows = database.execute(
        "SELECT resource, place, summary || char(10) || location FROM component WHERE resource IN"
        " (SELECT resource FROM component WHERE place = 1 AND resource IN (SELECT value FROM json_each(?)))"
        " ORDER BY resource, place",
        (json.dumps(list(resources)),),
    ).fetchall()
    holding: dict[int, list[int]] = {}
    for resource, place, text in rows:
        if all(pattern.search(folding.fold(text)) for pattern in patterns):
            holding.setdefault(resource, []).append(place)
    alone = [(resource, place) for resource, places in holding.items() if places[0] > 0 for place in places]
    moment = int(now.timestamp())
    nearest: dict[ResourceId, tuple[bool, int, RecurrenceId, int]] = {}
    for resource, name, start in database.execute(_DATES, {"pairs": json.dumps(alone), "now": moment}):
        date = (start < moment, abs(start - moment), RecurrenceId(name), start)
        nearest[resource] = min(date, nearest.get(resource, date))
    return {resource: (name, start) for resource, (_, _, name, start) in nearest.items()}


def _matching(
    database: sqlite3.Connection, query: str, words: list[str], now: datetime, limit: int, *, in_title: bool
) -> list[ResourceId]:
    moment, columns = int(now.timestamp()), _TITLE if in_title else _ALL
    found: list[ResourceId] = []
    count, hits = database.execute(_HITS, (query, _MANY + 1)).fetchone()
    for reach in _REACHES if count > _MANY else ():
        found = _around(database, words, moment, columns, limit, reach)
        if len(found) == limit:
            return found
    rows = database.execute(_NEAREST, {"hits": hits, "now": moment, "limit": limit})
    return list(dict.fromkeys((*found, *(ResourceId(key) for (key,) in rows))))[:limit]


def _around(
    database: sqlite3.Connection, words: list[str], moment: int, columns: Sequence[str], limit: int, reach: int
) -> list[ResourceId]:
    """Of the events around now those that hold the words, nearest first; `limit` of them, or all within `reach`."""
    parts = [part for word in words for part in word.split()]
    holds = " AND ".join(
        f"({' OR '.join(f'instr({column}, :w{place}) > 0' for column in columns)})" for place in range(len(parts))
    )
    values: dict[str, object] = {f"w{place}": part for place, part in enumerate(parts)}
    texts = " || char(10) || ".join(columns)
    each = []
    for side in _SIDES:
        sql = _AROUND_NOW.format(texts=texts, within=side.within, holds=holds, order=side.order)
        for shelf, end in database.execute(side.ends, {"now": moment, "reach": reach}).fetchall():
            each.append(database.execute(sql, {**values, "now": moment, "shelf": shelf, "end": end}))
    patterns = [_pattern(word, whole=place < len(words) - 1) for place, word in enumerate(words)]
    found: dict[ResourceId, None] = {}
    for _, key, text in merge(*each):
        if key not in found and all(pattern.search(text) for pattern in patterns):
            found[ResourceId(key)] = None
            if len(found) == limit:
                break
    for rows in each:
        rows.close()
    return list(found)


def _pattern(word: str, *, whole: bool) -> re.Pattern[str]:
    """Finds a folded word where the index would: as a whole, or as the beginning of one."""
    inner = r"[\W_]+".join(map(re.escape, word.split()))
    end = r"(?![^\W_])" if whole else ""
    return re.compile(rf"(?<![^\W_]){inner}{end}")
