"""Zoom's rate limits: 100 creates and updates a host and UTC day, and the per-second ones by plan.

Does not know endpoints: the caller says whose call it is and how heavy.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from dainvo.demo.standin.clock import utc_text
from dainvo.demo.standin.directory import User
from dainvo.demo.standin.exchange import Answer, json_answer

HOST_PER_DAY: Final = 100
# Plan type → weight → (a second, a day); None: no limit a day.
_BY_PLAN: Final[dict[int, dict[str, tuple[int, int | None]]]] = {
    2: {"Light": (30, None), "Medium": (20, None)},
    1: {"Light": (4, 6000), "Medium": (2, 2000)},
}

QPS_MESSAGE: Final = (
    "You have reached the maximum per-second rate limit for this API. Try again later to continue using this API."
)
DAILY_MESSAGE: Final = (
    "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when "
    "you can make another request."
)
HOST_MESSAGE: Final = (
    "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this "
    "particular user. You may resume these requests at GMT 00:00:00."
)

CONCURRENT_MESSAGE: Final = "Too many concurrent requests. Try again later."


def next_midnight(now: datetime) -> datetime:
    """The next 00:00 UTC."""
    return datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)


def per_second_answer(now: datetime, weight: str, limit: int) -> Answer:
    """The 429 of the limit a second."""
    headers = _headers(weight, "QPS", limit, 0) | {"X-RateLimit-Reset": str(int(now.timestamp()) + 1)}
    return json_answer(429, {"code": 429, "message": QPS_MESSAGE}, headers)


def daily_answer(now: datetime, weight: str, limit: int) -> Answer:
    """The 429 of the limit a day; Retry-After is an ISO date-time."""
    headers = _headers(weight, "Daily-limit", limit, 0) | {"Retry-After": utc_text(next_midnight(now))}
    return json_answer(429, {"code": 429, "message": DAILY_MESSAGE}, headers)


def host_answer(per_day: int = HOST_PER_DAY) -> Answer:
    """The 429 of the 100 a day: neither Type nor Retry-After."""
    headers = {"X-RateLimit-Category": "Light", "X-RateLimit-Limit": str(per_day), "X-RateLimit-Remaining": "0"}
    return json_answer(429, {"code": 429, "message": HOST_MESSAGE.replace("(100)", f"({per_day})")}, headers)


def concurrent_answer() -> Answer:
    """The 429 of a lock on one resource: it says nothing of how long."""
    return json_answer(429, {"code": 429, "message": CONCURRENT_MESSAGE})


def _headers(weight: str, kind: str, limit: int, remaining: int) -> dict[str, str]:
    return {
        "X-RateLimit-Category": weight,
        "X-RateLimit-Type": kind,
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(max(0, remaining)),
    }


class Limits:
    """Counts calls by host and day, and by account and second."""

    def __init__(self) -> None:
        self.writes: Counter[str] = Counter()
        self._per_day: dict[str, int] = {}
        self._calls: Counter[str] = Counter()

    def written_today(self, user: User, now: datetime) -> int:
        """Creates and updates of this host on the UTC day of `now`."""
        return self.writes[_day_key(user, now)]

    def per_day(self, user: User) -> int:
        """Creates and updates this host may make on a UTC day."""
        return self._per_day.get(user.email, HOST_PER_DAY)

    def set_quota(self, user: User, now: datetime, *, used: int | None, per_day: int | None) -> None:
        """Set what a host has used up on the UTC day of `now`, and what it may use on any."""
        if used is not None:
            self.writes[_day_key(user, now)] = used
        if per_day is not None:
            self._per_day[user.email] = per_day

    def check(
        self, user: User, weight: str, *, write: bool, per_second: bool, now: datetime
    ) -> tuple[Answer | None, dict[str, str]]:
        """Count one call; gives the refusal, if any, and the headers of a normal answer."""
        if write:
            if self.writes[_day_key(user, now)] >= self.per_day(user):
                return host_answer(self.per_day(user)), {}
            self.writes[_day_key(user, now)] += 1
        second, day = _BY_PLAN.get(user.type, _BY_PLAN[1])[weight]
        if not per_second:
            return None, _headers(weight, "QPS", second, second - 1)
        in_second, in_day = f"{user.account_id} {weight} {now.isoformat()}", f"{user.account_id} {weight} {now.date()}"
        if self._calls[in_second] >= second:
            return per_second_answer(now, weight, second), {}
        if day is not None and self._calls[in_day] >= day:
            return daily_answer(now, weight, day), {}
        self._calls[in_second] += 1
        self._calls[in_day] += 1
        return None, _headers(weight, "QPS", second, second - self._calls[in_second])


def _day_key(user: User, now: datetime) -> str:
    return f"{user.email} {now.astimezone(UTC).date().isoformat()}"
