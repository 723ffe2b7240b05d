"""What a CalDAV server's refusal means, as one of the five failures.

Reads status, DAV:error condition and Retry-After of an answer; asks nothing and repeats nothing.
"""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dainvo.dav.quirks import uid_is_taken
from dainvo.dav.uids import holder
from dainvo.dav.words import words
from dainvo.dav.xml import precondition
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.web import Answer, retry_after

#: Conditions of RFC 4791 §5.3.2.1 that speak about the object sent, whatever status they come with.
_ABOUT_THE_OBJECT = ("valid-calendar-", "supported-", "max-", "min-", "no-uid-conflict", "calendar-collection-location")

_REFUSED = {403: Why.NOT_ALLOWED, 404: Why.GONE, 410: Why.GONE, 413: Why.TOO_LARGE, 507: Why.SERVER_FULL}


class TokenRefused(DainvoError):
    """Changes since the token are not to be had: compare all etags instead (RFC 6578 §3.8)."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(Why.REJECTED, detail=_detail(answer, precondition(answer.body)))


def failure(answer: Answer) -> DainvoError:
    """The failure that an unwelcome answer stands for; to be raised. What the server says for itself is in `about`."""
    status, condition = answer.status, precondition(answer.body)
    about = {"host": urlsplit(answer.url).hostname or "", "precondition": condition, "status": str(status)}
    detail = _detail(answer, condition)
    if status in (429, 503) or status == 408 or status in (423, 425) or (status >= 500 and status != 507):
        return _later(answer, detail, about)
    if status >= 400 and status not in (401, 404, 410, 412):
        about["said"] = words(answer) or (condition if condition.startswith(_ABOUT_THE_OBJECT) else "")
    if uid_is_taken(answer, condition):
        about["taken"] = holder(answer.body, answer.url) or "?"
        return Refused(Why.REJECTED, detail=detail, about=about)
    if condition.startswith(_ABOUT_THE_OBJECT):
        return Refused(Why.REJECTED, detail=detail, about=about)
    if status == 412:
        return Conflict(detail=detail)
    if status == 401:
        return NeedsUser(Why.WRONG_PASSWORD, detail=detail, about=about)
    if status < 400:
        # A redirect that led nowhere, or a web page where a multistatus belongs.
        return Malformed(f"{detail}, {answer.headers.get('content-type', 'no type')[:40]}")
    return Refused(_REFUSED.get(status, Why.REJECTED), detail=detail, about=about)


def refusal(status: int, url: str) -> Refused:
    """The failure behind a status inside a multistatus about the very thing asked for; to be raised."""
    return Refused(_REFUSED.get(status, Why.REJECTED), detail=str(status), about={"host": urlsplit(url).hostname or ""})


def refuses_token(answer: Answer) -> bool:
    """Whether a refused sync-collection calls for a full compare (507 as the whole answer, most 4xx)."""
    if precondition(answer.body) == "valid-sync-token":
        return True
    if answer.status == 403:
        return bool(answer.body.strip())
    return may_take_less(answer) and answer.status != 500


def may_take_less(answer: Answer) -> bool:
    """Whether the same question without the texts may be answered."""
    status = answer.status
    return (400 <= status < 500 and status not in (401, 404, 408, 410, 423, 425, 429)) or status in (500, 501, 507)


def _later(answer: Answer, detail: str, about: dict[str, str]) -> TryLater:
    status = answer.status
    why = {429: Why.RATE_LIMITED, 408: Why.NO_ANSWER}.get(status, Why.SERVER_ERROR)
    # 429, 503 and a lock are refusals; any other 5xx has been seen to store the object all the same.
    sent = status not in (423, 425, 429, 503)
    return TryLater(why, retry_after_s=retry_after(answer, _server_time(answer)), sent=sent, detail=detail, about=about)


def _server_time(answer: Answer) -> datetime:
    """The server's clock, against which its dates are meant; ours if it does not tell."""
    try:
        when = email.utils.parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return datetime.now(UTC)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _detail(answer: Answer, condition: str) -> str:
    return f"{answer.status} {condition}".strip()
