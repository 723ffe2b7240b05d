"""When an account syncs next, and how long to wait after a failure. Pure.

Does not wait: `background` does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

FIRST_BACKOFF_S: Final = 2.0
LONGEST_BACKOFF_S: Final = 15 * 60.0
LONGEST_CALDAV_WAIT_S: Final = 24 * 3600.0
LONGEST_ZOOM_WAIT_S: Final = 25 * 3600.0

#: Seconds after `sent_at` at which the list of meetings is searched for one whose creation got no answer.
LOOKS_S: Final = (10.0, 60.0, 300.0)
#: Seconds after the last request at which twins are looked for, should the list be later than anybody assumes.
SWEEPS_S: Final = (600.0, 24 * 3600.0)


def waits(now: datetime, until: datetime | None, longest_s: float = LONGEST_CALDAV_WAIT_S) -> bool:
    """Whether `until` is still to be waited for. Later than any wait of ours it is of a clock that was set back."""
    return until is not None and timedelta(0) < until - now <= timedelta(seconds=longest_s)


def seconds_left(now: datetime, until: datetime | None) -> float:
    """How long that is; 0 if it is not to be waited for."""
    return (until - now).total_seconds() if until is not None and waits(now, until) else 0.0


def backoff_s(failures: int, jitter: float) -> float:
    """Seconds to wait after `failures` (1 or more) failures in a row: 2 · 2ⁿ with full jitter, at most 15 minutes.

    `jitter` is a number from 0 to 1. Never under half a second, so that no server is hammered.
    """
    longest = min(LONGEST_BACKOFF_S, FIRST_BACKOFF_S * 2.0 ** min(failures, 20))
    return max(0.5, longest * jitter)


def next_sync(
    now: datetime,
    interval: timedelta,
    *,
    failures: int,
    retry_after_s: float | None,
    jitter: float,
) -> datetime:
    """When an account syncs again after an attempt that ended at `now`, as an aware instant.

    The server's own wish (`retry_after_s`) wins, up to a day; then back-off after failures; else the interval.
    """
    if retry_after_s is not None:
        return now + timedelta(seconds=min(max(retry_after_s, 1.0), LONGEST_CALDAV_WAIT_S))
    if failures:
        return now + timedelta(seconds=min(backoff_s(failures, jitter), interval.total_seconds()))
    return now + interval


def zoom_wait_s(attempts: int, retry_after_s: float | None, jitter: float) -> float:
    """Seconds until a Zoom call that can be repeated is tried again: 1, 4, 15 s, then back-off.

    What Zoom asks for (`retry_after_s`) is the least: after three tries it is waited longer (M61), whatever it says.
    """
    own = (1.0, 4.0, 15.0)[max(attempts, 1) - 1] if attempts <= 3 else max(15.0, backoff_s(attempts, jitter))
    if retry_after_s is None:
        return own
    asked = max(retry_after_s, 1.0)
    return min(asked if attempts <= 3 else max(asked, own), LONGEST_ZOOM_WAIT_S)


def next_look(sent_at: datetime, now: datetime) -> datetime | None:
    """When the list is searched next for a meeting whose POST left at `sent_at`; None: the last look is past."""
    for seconds in LOOKS_S:
        when = sent_at + timedelta(seconds=seconds)
        if when > now:
            return when
    return None


def next_sweep(sent_at: datetime, now: datetime) -> datetime | None:
    """The same for twins of a meeting that was made after a doubt; None: nothing more will turn up."""
    for seconds in SWEEPS_S:
        when = sent_at + timedelta(seconds=seconds)
        if when > now:
            return when
    return None


def last_sweep(sent_at: datetime) -> datetime:
    """The last of them."""
    return sent_at + timedelta(seconds=SWEEPS_S[-1])
