"""The days the tests live in: a clock that runs as the computer's does, from an instant that is always the same.

Whatever is written in tests as a date stays in the future of this clock. Programs a test starts go by it, too: the
distance to the computer's clock is handed on in the environment.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Final

#: What time it is when the first test begins: a Monday morning.
BEGIN: Final = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
_NAME: Final = "DAINVO_TESTS_AHEAD_S"
#: How far these days are from the real one; negative after `BEGIN`.
AHEAD: Final = timedelta(seconds=float(os.environ.setdefault(_NAME, str((BEGIN - datetime.now(UTC)).total_seconds()))))


def now() -> datetime:
    """This instant of the days the tests live in, in UTC."""
    return datetime.now(UTC) + AHEAD
