"""Is the first sync of 10,000 events at most five times the least it can take?"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.measure import Figure, in_turn, median, python, seconds, server

COUNT, ROUNDS = 10_000, 5


def figures() -> list[Figure]:
    with server("-m", "benchmarks.calendar_stub", str(COUNT)) as url:
        floor, ours = in_turn(
            ROUNDS,
            lambda: seconds(lambda: python("-m", "benchmarks.floor_sync", url)),
            lambda: seconds(lambda: python("-m", "benchmarks.first_sync", url)),
        )
    return [
        Figure(f"first sync of {COUNT}, whole process, floor", median(floor), "s"),
        Figure(f"first sync of {COUNT}, whole process, Dainvo", median(ours), "s"),
        Figure("ratio to the floor", median(ours) / median(floor), "×", goal=5),
    ]


def _sync(url: str) -> None:
    from dainvo.engine.actions import accounts
    from dainvo.engine.engine import open_engine
    from dainvo.secrets import Secrets
    from dainvo.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(
            Path(folder),
            secrets=Secrets.in_memory(),
            settings=Settings(),
            environ={},
            zone=ZoneInfo("Europe/Berlin"),
            background=False,
        )
        account = engine.submit(accounts.add_caldav, url, "user", "password").result()
        (report,) = engine.submit(accounts.sync, account).result()
        engine.close()
    if report.fetched != COUNT or report.errors:
        raise SystemExit(f"not the sync that was meant: {report}")


if __name__ == "__main__":
    _sync(sys.argv[1])
