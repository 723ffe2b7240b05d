"""Is an import of 50,000 events at most twice the time of scanning and inserting them bare, with memory flat?"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks import profiles, workload
from benchmarks.measure import Figure, in_turn, median, python
from dainvo.ical.event import CollectionId
from dainvo.ical.stream import Joined, resources, survey
from dainvo.store import migrations
from dainvo.store.indexing import Window, indexed

COUNT, FEW, ROUNDS = 50_000, 10_000, 3


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file, small = Path(folder) / "many.ics", Path(folder) / "few.ics"
        write(file, COUNT)
        write(small, FEW)

        def run(what: str, path: Path) -> tuple[float, float]:
            took, peak = map(float, python("-m", "benchmarks.import_file", what, str(path))[-1].split())
            return took, peak

        floor, ours = in_turn(ROUNDS, lambda: run("floor", file)[0], lambda: run("import", file)[0])
        grown = run("import", file)[1] - run("import", small)[1]
    return [
        Figure(f"scan and insert {COUNT} bare, floor", median(floor), "s"),
        Figure(f"import of {COUNT}, with index, outbox and undo", median(ours), "s"),
        Figure("ratio to the floor", median(ours) / median(floor), "×", goal=2.0),
        Figure(f"peak memory of {COUNT} over that of {FEW}", grown, "MiB", goal=40),
    ]


def write(path: Path, count: int) -> None:
    """A calendar file of `count` events of the workload."""
    joined = Joined()
    inner = [joined.add(text) for _, text in workload.objects(count)]
    path.write_text("".join((joined.head(), *inner, joined.tail())), encoding="utf-8", newline="")


def _floor(path: Path, folder: Path) -> int:
    """Read the file a piece at a time, scan each event for the index, insert text, occurrences and words: no more."""
    text = path.read_text(encoding="utf-8")
    events = resources([text], survey([text]))
    database = sqlite3.connect(folder / "floor.db", isolation_level=None)
    migrations.migrate(database, folder / "floor.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    window = Window(date(2025, 11, 1), date(2028, 11, 1))
    database.execute("BEGIN")
    count = 0
    for count, (_uid, one) in enumerate(events, 1):
        rows = indexed(one, frozenset(), window, profiles.ZONE)
        database.execute("INSERT INTO resource_text (resource, text) VALUES (?, ?)", (count, one))
        database.executemany(
            "INSERT INTO component (resource, place, summary, location, join_url, attendees, look, provider)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(count, *row) for row in rows.components],
        )
        database.executemany(
            "INSERT OR IGNORE INTO occurrence (resource, shelf, start, recurrence_id, stop, kind, place)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(count, *row) for row in rows.occurrences],
        )
        database.execute(
            "INSERT INTO search (rowid, summary, place, notes, people) VALUES (?, ?, ?, ?, ?)", (count, *rows.words)
        )
    database.execute("COMMIT")
    database.close()
    return count


def _import(path: Path, folder: Path) -> int:
    from dainvo.engine.actions import files
    from dainvo.engine.engine import open_engine
    from dainvo.secrets import Secrets
    from dainvo.settings import Settings

    profiles.fill(folder, 0)
    engine = open_engine(
        folder, secrets=Secrets.in_memory(), settings=Settings(), environ={}, zone=profiles.ZONE, background=False
    )
    report = engine.submit(files.import_file, path, CollectionId(1)).result()
    engine.close()
    return report.added


def _main(what: str, path: Path) -> None:
    """Prints seconds and the peak of resident memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        count = (_floor if what == "floor" else _import)(path, Path(folder))
        took = time.perf_counter() - begin
    if not count:
        raise SystemExit("nothing was imported")
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
