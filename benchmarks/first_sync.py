"""Is the first sync of 10,000 events at most 2.5 times the least it can take, in 40 MiB? (--large: 50,000)"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from benchmarks.measure import Figure

COUNT, LARGE, ROUNDS = 10_000, 50_000, 5
MIB = 1024 if sys.platform != "darwin" else 1024 * 1024  # ru_maxrss is in KiB, or in bytes


def figures() -> list[Figure]:
    from benchmarks.measure import is_large

    return [figure for count in (COUNT, *([LARGE] if is_large() else [])) for figure in _of(count)]


def _of(count: int) -> list[Figure]:
    # Not above: the process that is measured does without.
    from benchmarks.measure import Figure, in_turn, median, processor_seconds, python, seconds, server

    added: list[float] = []
    used: dict[str, list[float]] = {"floor_sync": [], "first_sync": []}

    def run(name: str, url: str) -> float:
        def once() -> None:
            lines = python("-m", f"benchmarks.{name}", url, str(count))
            if name == "first_sync":
                added.append(float(lines[-1]))

        return seconds(lambda: used[name].append(processor_seconds(once)))

    with server("-m", "benchmarks.calendar_stub", str(count)) as url:
        floor, ours = in_turn(
            ROUNDS if count == COUNT else 1,
            lambda: run("floor_sync", url),
            lambda: run("first_sync", url),
        )
    ratio = median([one / least for one, least in zip(ours, floor, strict=True)])
    processor = median([one / least for one, least in zip(used["first_sync"], used["floor_sync"], strict=True)])
    return [
        Figure(f"first sync of {count}, whole process, floor", median(floor), "s"),
        Figure(f"first sync of {count}, whole process, Dainvo", median(ours), "s"),
        Figure(f"first sync of {count}, ratio to the floor", ratio, "×", goal=2.5),
        Figure(f"first sync of {count}, ratio of processor time", processor, "×", goal=2.5),
        Figure(f"first sync of {count}, memory it adds", median(added), "MiB", goal=40),
    ]


def _sync(url: str, count: int) -> None:
    """Prints by how many MiB the process grew while it synced."""
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
        gc.freeze()  # as the command line does
        account = engine.submit(accounts.add_caldav, url, "user", "password").result()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        (report,) = engine.submit(accounts.sync, account).result()
        engine.close()
    if report.fetched != count or report.errors:
        raise SystemExit(f"not the sync that was meant: {report}")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / MIB)


if __name__ == "__main__":
    _sync(sys.argv[1], int(sys.argv[2]))
