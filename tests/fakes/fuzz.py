"""How often anything is tried that could come in, and how long one try may take.

`DAINVO_FUZZ_EXAMPLES` plays that many, other ones each time; else they are few and always the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, settings

MOST_S = 10.0  # what hangs takes for ever; what merely meets a busy machine does not


def often(times: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("DAINVO_FUZZ_EXAMPLES", str(times))),
        deadline=None,
        derandomize="DAINVO_FUZZ_EXAMPLES" not in os.environ,
        print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@contextmanager
def soon() -> Iterator[None]:
    """The processor's time, so that a busy machine fails nothing."""
    before = time.process_time()
    yield
    assert time.process_time() - before < MOST_S
