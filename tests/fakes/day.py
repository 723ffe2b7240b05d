"""The days the tests live in: a clock that runs evenly, from an instant that is always the same.

Whatever is written in tests as a date stays in the future of this clock, and that the computer's is set meanwhile
changes nothing. Programs a test starts go by it, too: when it began is handed on in the environment.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import Final

#: What time it is when the first test begins: a Monday morning.
BEGIN: Final = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
_BEGAN_S: Final = float(os.environ.setdefault("DAINVO_TESTS_BEGAN_S", str(time.monotonic())))


def now() -> datetime:
    """This instant of the days the tests live in, in UTC."""
    return BEGIN + timedelta(seconds=time.monotonic() - _BEGAN_S)
