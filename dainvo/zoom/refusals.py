"""Zoom's error answers as the five failures.

Decides by code and body rather than by status, as Zoom's statuses vary; repeats nothing itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dainvo.errors import DainvoError, NeedsUser, Refused, TryLater, Why
from dainvo.zoom.mapping import SCOPES

LEAST_WAIT_S = 1.0
MOST_WAIT_S = 25 * 3600.0
#: Key of `about` in the failure for a 503: Zoom says of itself that it is away, and most likely did nothing.
AWAY = "away"

_AGED = {124, 201}
_SCOPE_CODES = {4711, 104}
_REFUSED = {
    200: Why.ZOOM_NO_PERMISSION,
    1010: Why.ZOOM_OTHER_HOST,
    1120: Why.ZOOM_NO_PERMISSION,
    2300: Why.REJECTED,
    3000: Why.ZOOM_NO_PERMISSION,
    3001: Why.ZOOM_MEETING_GONE,
    3003: Why.ZOOM_NO_PERMISSION,
    3018: Why.ZOOM_NO_PERMISSION,
    3037: Why.ZOOM_NO_PERMISSION,
    3161: Why.ZOOM_NO_LICENCE,
}


class AgedToken(NeedsUser):
    """401/124 and kin: the access token is not taken. Refresh once; if it comes again, Zoom access ended."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error body says. `code` is 0 and `readable` False for a body that is no JSON object."""

    readable: bool = False
    code: int = 0
    message: str = ""
    error: str = ""
    reason: str = ""
    field: str = ""


def problem(body: bytes) -> Problem:
    """The error in `body`, of the API or of the token endpoint."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return Problem()
    if not isinstance(values, dict):
        return Problem()
    first = next(iter(_rows(values.get("errors"))), {})
    return Problem(
        readable=True,
        code=_code(values.get("code", values.get("errorCode"))),
        message=_text(values.get("message") or values.get("errorMessage") or values.get("error_description")),
        error=_text(values.get("error")),
        reason=_text(values.get("reason")),
        field=_text(first.get("field")),
    )


def failure(status: int, headers: Mapping[str, str], body: bytes, *, creates: bool, now: datetime) -> DainvoError:
    """The failure that an answer of the API other than success stands for. `creates`: it answers a POST.

    `headers` have lower-case names. See `meetings.Meetings` for what comes back.
    """
    said = problem(body)
    detail = _detail(status, said, headers)
    about = {"code": str(said.code)}
    if status == 429:
        # A body of Zoom's own kind says that nothing was done; a proxy's says nothing.
        return TryLater(
            Why.RATE_LIMITED,
            retry_after_s=wait_s(headers, said.message, now),
            sent=creates and not said.readable,
            detail=detail,
            about={**about, "limit": "daily" if _daily(headers, said.message) else "second"},
        )
    if status == 408 or status >= 500:
        away = {AWAY: "yes"} if status == 503 else {}
        return TryLater(Why.SERVER_ERROR, sent=True, detail=detail, about={**about, **away})
    scopes = _named_scopes(said.message)
    if said.code in _SCOPE_CODES or (said.code == 4700 and scopes):
        return Refused(Why.ZOOM_SCOPE_MISSING, detail=detail, about={**about, "scope": _ours(scopes)})
    if said.code in _AGED or said.code == 4700 or (status == 401 and said.code not in _REFUSED):
        return AgedToken(Why.ZOOM_ACCESS_ENDED, detail=detail, about=about)
    if not said.readable or status < 400:  # a proxy, or Zoom in trouble
        return TryLater(Why.SERVER_ERROR, sent=True, detail=detail, about=about)
    return _refusal(status, said, creates, detail, about)


def _refusal(status: int, said: Problem, creates: bool, detail: str, about: Mapping[str, str]) -> DainvoError:
    if said.code == 1001:
        return NeedsUser(Why.ZOOM_ACCESS_ENDED, detail=detail, about=about)
    if said.code == 300:
        return Refused(Why.ZOOM_INVALID, detail=detail, about={**about, "field": said.field})
    if said.code in _REFUSED:
        return Refused(_REFUSED[said.code], detail=detail, about=about)
    if status == 403:
        return Refused(Why.ZOOM_NO_PERMISSION if creates else Why.ZOOM_OTHER_HOST, detail=detail, about=about)
    return Refused(Why.REJECTED, detail=detail, about=about)


def wait_s(headers: Mapping[str, str], message: str, now: datetime) -> float | None:
    """How long a 429 asks to wait, 1 s to 25 h; None if it does not say.

    First that parses: Retry-After as ISO date-time, HTTP date or seconds; a daily limit: next 00:00 UTC;
    X-RateLimit-Reset.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return _bounded(float(asked[:9]))
    until = _iso(asked) or _http_date(asked)
    if until is None and _daily(headers, message):
        until = (now.astimezone(UTC) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    reset = headers.get("x-ratelimit-reset", "").strip()
    if until is None and reset.isascii() and reset.isdigit() and len(reset) <= 10:
        until = datetime.fromtimestamp(int(reset), UTC)
    return None if until is None else _bounded((until - now).total_seconds())


def _bounded(seconds: float) -> float:
    return min(max(seconds, LEAST_WAIT_S), MOST_WAIT_S)


def _daily(headers: Mapping[str, str], message: str) -> bool:
    return "daily" in message.lower() or headers.get("x-ratelimit-type", "").lower().startswith("daily")


def _iso(text: str) -> datetime | None:
    if "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _named_scopes(message: str) -> list[str]:
    _, found, listed = message.partition("scopes")
    return re.findall(r"[a-z_]+(?::[a-z_]+)+", listed) if found else []


def _ours(scopes: list[str]) -> str:
    """The scope to name: of those listed one suffices, and only ours can be granted."""
    for wanted in (SCOPES.values(), [scope for scope in scopes if not scope.endswith(":admin")], scopes):
        for scope in wanted:
            if scope in scopes:
                return scope
    return ""


def clean(text: str) -> str:
    """Zoom's words for "Details": one line, plain, at most 200 characters, no addresses of people."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return re.sub(r"\S+@\S+", "…", printable)[:200].strip()


def _detail(status: int, said: Problem, headers: Mapping[str, str]) -> str:
    tracking = clean(headers.get("x-zm-trackingid", ""))
    parts = (f"Zoom {status}/{said.code}", clean(said.message or said.reason), tracking and f"tracking id {tracking}")
    return " ".join(part for part in parts if part)


def _rows(value: object) -> Iterable[dict[str, object]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _code(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
