"""Are the best 50 of 50,000 events there within 5 ms of each letter typed?"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import profiles
from benchmarks.measure import Figure, median, percentile_95
from dainvo.app import COPY
from dainvo.store.reader import Reader

COUNT, ROUNDS = 50_000, 15
#: One letter, a common word, two of which one is unfinished, what single dates of series have, accents, a word of all
#: notes, a guest, one event, none.
TYPED = (
    "r",
    "re",
    "rev",
    "review",
    "review bud",
    "m",
    "café",
    "figures",
    "please br",
    "guest3@ex",
    "49999",
    "zanzibar",
)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        profiles.fill(Path(folder), COUNT)
        reader = Reader(Path(folder) / COPY, zone=profiles.ZONE, now=lambda: profiles.TODAY)
        for typed in TYPED:
            reader.search(typed)
        times = {typed: [_ms(reader, typed) for _ in range(ROUNDS)] for typed in TYPED}
        reader.close()
    waited = {typed: [wait for wait, _ in each] for typed, each in times.items()}
    worked = {typed: median([work for _, work in each]) for typed, each in times.items()}
    slowest = max(TYPED, key=lambda typed: median(waited[typed]))
    every = [one for each in waited.values() for one in each]
    return [
        Figure(f"best 50 of {COUNT}, median of {len(TYPED)} searches", median(every), "ms", goal=5),
        Figure(f"the slowest of them, {slowest!r}", median(waited[slowest]), "ms", goal=5),
        Figure("95th percentile of all", percentile_95(every), "ms"),
        Figure("processor time of the dearest", max(worked.values()), "ms", goal=5),
    ]


def _ms(reader: Reader, typed: str) -> tuple[float, float]:
    """How long a search takes, and how long a processor works for it."""
    begin, worked = time.perf_counter(), time.thread_time()
    reader.search(typed)
    return (time.perf_counter() - begin) * 1000, (time.thread_time() - worked) * 1000
