"""Are the week and the month of 10,000 events read as fast as of 1,000, each row counted? (--large: of 50,000)"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from benchmarks import profiles
from benchmarks.measure import Figure, is_large, median, percentile_95, seconds
from dainvo.profile import COPY
from dainvo.store import spans
from dainvo.store.reader import Reader

FEW, MANY, LARGE, STEPS, OPENED = 1_000, 10_000, 50_000, 60, 15
WEEK, MONTH = 7, 42
#: What is painted, by one statement and no more.
_BARE = """
    SELECT o.start, o.stop, o.kind, o.resource, p.collection, p.uid, p.summary, p.location, p.join_url, p.look
    FROM occurrence o JOIN component p ON p.resource = o.resource AND p.place = o.place
    WHERE o.shelf = ? AND o.start >= ? AND o.start < ? AND (o.stop > ? OR o.start >= ?)
"""


def figures() -> list[Figure]:
    many = LARGE if is_large() else MANY
    with tempfile.TemporaryDirectory() as folder:
        copies = {count: profiles.fill(Path(folder) / str(count), count) / COPY for count in (FEW, many)}
        found = [
            figure
            for name, days in (("week", WEEK), ("month", MONTH))
            for figure in _steps(name, days, copies[FEW], copies[many], many)
        ]
        opened = [[seconds(lambda path=path: _open(path)) for _ in range(OPENED)] for path in copies.values()]  # type: ignore[misc]  # a lambda with a default
    ratio = median(opened[1]) / median(opened[0])
    return [*found, Figure(f"open the copy and read the week, {many} against {FEW}", ratio, "×", goal=3)]


def _steps(name: str, days: int, few: Path, many: Path, count: int) -> list[Figure]:
    ours, rows = _read(many, days)
    ours_few, rows_few = _read(few, days)
    floor = _bare(many, days)
    said = f"{name} of {count}"
    return [
        Figure(f"{said}, {rows / STEPS:.0f} rows: floor, bare SQL", median(floor) * 1000, "ms"),
        Figure(f"{said}: read", median(ours) * 1000, "ms", goal=8),
        Figure(f"{said}: 95th percentile", percentile_95(ours) * 1000, "ms", goal=12),
        Figure(f"{said}: ratio to the floor", median(ours) / median(floor), "×"),
        Figure(f"{said}: a row, against {FEW}", (sum(ours) / rows) / (sum(ours_few) / rows_few), "×", goal=1.1),
    ]


def _pages(days: int) -> list[tuple[date, date]]:
    """Two years of weeks, or what is shown of as many months."""
    begin = profiles.TODAY.date() - timedelta(days=profiles.TODAY.weekday() + STEPS // 2 * 7)
    starts = (begin + timedelta(days=7 * number) for number in range(STEPS))
    return [(start, start + timedelta(days=days - 1)) for start in starts]


def _read(path: Path, days: int) -> tuple[list[float], int]:
    """Seconds of each page, and the rows of all; each page is met for the first time."""
    rows = 0
    times = []
    for first, last in _pages(days):
        with closing(Reader(path, zone=profiles.ZONE)) as reader:
            reader.occurrences(date(1990, 1, 1), date(1990, 1, 1))

            def read(reader: Reader = reader, first: date = first, last: date = last) -> None:
                nonlocal rows
                rows += len(reader.occurrences(first, last))

            times.append(seconds(read))
    return times, rows


def _bare(path: Path, days: int) -> list[float]:
    times = []
    for first, last in _pages(days):
        with closing(sqlite3.connect(path)) as database:
            database.execute("SELECT count(*) FROM occurrence WHERE shelf = 0 AND start < 0").fetchone()

            def read(database: sqlite3.Connection = database, first: date = first, last: date = last) -> None:
                for shelf, low, since, until in spans.shelves(first, last, profiles.ZONE):
                    database.execute(_BARE, (shelf, low, until, since, since)).fetchall()

            times.append(seconds(read))
    return times


def _open(path: Path) -> None:
    with closing(Reader(path, zone=profiles.ZONE)) as reader:
        reader.occurrences(*_pages(WEEK)[STEPS // 2])


if __name__ == "__main__":
    for figure in figures():
        print(figure)
