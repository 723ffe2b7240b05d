"""How often anything is tried that could come in, and how long one try may take.

`DAINVO_FUZZ_EXAMPLES` plays that many, other ones each time; else they are few and always the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import settings

MOST_S = 10.0  # what hangs takes minutes or for ever; what merely meets a slow machine does not


def often(times: int) -> settings:
    return settings(max_examples=int(os.environ.get("DAINVO_FUZZ_EXAMPLES", str(times))))


@contextmanager
def soon() -> Iterator[None]:
    """The processor's time, so that a busy machine fails nothing. How fast something is, the benchmarks measure."""
    before = time.process_time()
    yield
    assert time.process_time() - before < MOST_S
