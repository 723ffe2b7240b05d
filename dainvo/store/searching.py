"""Which events hold the words that are typed, the best first: those with the words in the title, then the nearest.

Reads through the connection it is given; makes no occurrences of what it finds.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from dainvo.ical.occurrence import RecurrenceId, ResourceId
from dainvo.store import folding
from dainvo.store.spans import DAY_S

_EPOCH_DAY = 719_163
#: More hits than this say little: then the events around now are looked through until there are enough.
_MANY = 3_000
#: Occurrences looked through on each side of now, then so many times as many.
_AROUND, _WIDER, _ROUNDS = 100, 4, 4
#: So many more are given than asked for, since distances are compared by the day here.
_MARGIN = 40
_COUNT = f"SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT {_MANY + 1})"  # noqa: S608 - constant
# The distance of an event is that of its next occurrence, else of its last one.
_NEAR = f"""
    WITH hit (id) AS (SELECT rowid FROM search WHERE search MATCH ?1 LIMIT {_MANY + 1})
    SELECT r.id FROM hit CROSS JOIN resource r ON r.id = hit.id
    ORDER BY abs(CASE WHEN r.endless = 0 THEN r.first_day ELSE {_EPOCH_DAY} + coalesce(
        (SELECT min(start) FROM occurrence WHERE resource = r.id AND start >= ?2),
        (SELECT max(start) FROM occurrence WHERE resource = r.id), 0) / {DAY_S} END - ?3) LIMIT ?4
"""  # noqa: S608 - constants
# Shelves of short occurrences, instants and wall clock. The words as they were indexed stand in the table's content.
_SIDES = " UNION ALL ".join(
    f"SELECT * FROM (SELECT resource, start FROM occurrence WHERE shelf = {shelf} AND start {side} LIMIT :around)"  # noqa: S608 - constants
    for shelf in (0, 3)
    for side in (">= :now ORDER BY start", "< :now ORDER BY start DESC")
)
_AROUND_NOW = f"""
    SELECT n.resource, {{words}} FROM (
        SELECT resource, min(abs(start - :now)) AS far FROM ({_SIDES}) GROUP BY resource
    ) n CROSS JOIN search_content c ON c.id = n.resource WHERE {{holds}} ORDER BY n.far
"""  # noqa: S608 - constants
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
    titled = _matching(database, f"summary : ({query})", words, now, limit, in_title=True)
    if len(titled) >= limit:
        return titled, set(titled)
    others = _matching(database, query, words, now, limit + len(titled), in_title=False)
    return list(dict.fromkeys((*titled, *others))), set(titled)


def in_override(
    database: sqlite3.Connection, typed: str, resources: Sequence[ResourceId], now: datetime
) -> dict[ResourceId, tuple[RecurrenceId, int]]:
    """Of series whose words stand in single dates alone, the date to show: its RECURRENCE-ID, and its stored start."""
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
    found = {}
    for resource, places in holding.items():
        if places[0] == 0:
            continue
        date = database.execute(
            "SELECT recurrence_id, start FROM occurrence WHERE resource = ? AND place IN"
            " (SELECT value FROM json_each(?)) ORDER BY start < ?, abs(start - ?) LIMIT 1",
            (resource, json.dumps(places), int(now.timestamp()), int(now.timestamp())),
        ).fetchone()
        if date is not None:
            found[ResourceId(resource)] = (RecurrenceId(date[0]), int(date[1]))
    return found


def _matching(
    database: sqlite3.Connection, query: str, words: list[str], now: datetime, limit: int, *, in_title: bool
) -> list[ResourceId]:
    moment = int(now.timestamp())
    nearest = (query, moment, moment // DAY_S + _EPOCH_DAY, limit)
    hits: int = database.execute(_COUNT, (query,)).fetchone()[0]
    if hits <= _MANY:
        return [ResourceId(key) for (key,) in database.execute(_NEAR, nearest)] if hits else []
    found: dict[ResourceId, None] = {}
    for key in _around(database, words, moment, _TITLE if in_title else _ALL):
        found[key] = None
        if len(found) == limit:
            return list(found)
    rest = (ResourceId(key) for (key,) in database.execute(_NEAR, nearest))
    return list(dict.fromkeys((*found, *rest)))[:limit]


def _around(
    database: sqlite3.Connection, words: list[str], moment: int, columns: Sequence[str]
) -> Iterator[ResourceId]:
    """Of the events around now those that hold the words, nearest first, some of them twice."""
    patterns = [_pattern(word, whole=place < len(words) - 1) for place, word in enumerate(words)]
    parts = [part for word in words for part in word.split()]
    holds = " AND ".join(
        f"({' OR '.join(f'instr({column}, :w{place}) > 0' for column in columns)})" for place in range(len(parts))
    )
    texts = " || char(10) || ".join(columns)
    values: dict[str, object] = {f"w{place}": part for place, part in enumerate(parts)}
    around = _AROUND
    for _ in range(_ROUNDS):
        rows = database.execute(
            _AROUND_NOW.format(words=texts, holds=holds), {**values, "now": moment, "around": around}
        )
        for key, text in rows:
            if all(pattern.search(text) for pattern in patterns):
                yield ResourceId(key)
        around *= _WIDER


def _pattern(word: str, *, whole: bool) -> re.Pattern[str]:
    """Finds a folded word where the index would: as a whole, or as the beginning of one."""
    inner = r"[\W_]+".join(map(re.escape, word.split()))
    end = r"(?![^\W_])" if whole else ""
    return re.compile(rf"(?<![^\W_]){inner}{end}")
