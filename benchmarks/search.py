"""Are the best 50 of 50,000 events there within 5 ms of each letter typed?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import profiles
from benchmarks.measure import Figure, median, percentile_95, seconds
from dainvo.app import COPY
from dainvo.store.reader import Reader

COUNT, ROUNDS = 50_000, 15
#: One letter, a common word, two of which one is unfinished, accents, a word of all notes, a guest, one event, none.
TYPED = ("r", "re", "rev", "review", "review bud", "café", "figures", "please br", "guest3@ex", "49999", "zanzibar")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        profiles.fill(Path(folder), COUNT)
        reader = Reader(Path(folder) / COPY, zone=profiles.ZONE, now=lambda: profiles.TODAY)
        for typed in TYPED:
            reader.search(typed)
        times = {typed: [seconds(lambda typed=typed: reader.search(typed)) for _ in range(ROUNDS)] for typed in TYPED}  # type: ignore[misc]  # a lambda with a default
        reader.close()
    slowest = max(TYPED, key=lambda typed: median(times[typed]))
    every = [one for each in times.values() for one in each]
    return [
        Figure(f"best 50 of {COUNT}, median of {len(TYPED)} searches", median(every) * 1000, "ms", goal=5),
        Figure(f"the slowest of them, {slowest!r}", median(times[slowest]) * 1000, "ms", goal=5),
        Figure("95th percentile of all", percentile_95(every) * 1000, "ms"),
    ]
