"""The list of a user's meetings, with its kinds, dates and pages.

Does not tell details: rows have neither passcode nor settings nor occurrences.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from dainvo.demo.standin.calls import Call
from dainvo.demo.standin.exchange import Answer, json_answer
from dainvo.demo.standin.meeting import INSTANT, SCREEN_SHARE, Meeting, listed
from dainvo.demo.standin.validation import refused
from dainvo.demo.standin.zones import listed_zone

TOKEN_LIFE: Final = timedelta(minutes=15)
_KINDS: Final = ("scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings")

Row = tuple[Meeting, datetime | None]


def list_meetings(call: Call) -> Answer:
    """GET /users/me/meetings: 200, one page."""
    wrong = _wrong_query(call)
    offset = _offset(call)
    if wrong or offset is None:
        return refused(*(wrong or ["next_page_token"]), message="The value that you entered is invalid.")
    if nobody := call.no_such_user():
        return nobody
    size = int(call.request.value("page_size") or 30)
    rows = _rows(call)
    page, rest = rows[offset : offset + size], rows[offset + size :]
    token = ""
    if rest:
        token = call.world.chance.token(32)
        call.world.page_tokens[token] = (offset + size, call.now)
    with_agenda = "agenda_stripped" not in call.shapes
    base = call.world.join_base
    answer = {
        "page_count": max(1, -(-len(rows) // size)),
        "page_number": offset // size + 1,
        "page_size": size,
        "total_records": len(rows),
        "next_page_token": token,
        "meetings": [listed(meeting, base, start=start, with_agenda=with_agenda) for meeting, start in page],
    }
    return json_answer(200, answer)


def _wrong_query(call: Call) -> list[str]:
    wrong = []
    size, number = call.request.value("page_size"), call.request.value("page_number")
    if size and not (size.isascii() and size.isdigit() and 1 <= int(size) <= 300):
        wrong.append("page_size")
    if number and not (number.isascii() and number.isdigit() and int(number) >= 1):
        wrong.append("page_number")
    if (call.request.value("type") or "scheduled") not in _KINDS:
        wrong.append("type")
    wrong += [name for name in ("from", "to") if call.request.value(name) and _day(call.request.value(name)) is None]
    if call.request.value("timezone") and listed_zone(call.request.value("timezone")) is None:
        wrong.append("timezone")
    return wrong


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _offset(call: Call) -> int | None:
    token = call.request.value("next_page_token")
    if token:
        offset, given = call.world.page_tokens.get(token, (0, None))
        return offset if given is not None and call.now - given <= TOKEN_LIFE else None
    size, number = call.request.value("page_size"), call.request.value("page_number")
    return (int(number or 1) - 1) * int(size or 30) if (size or "30").isdigit() and (number or "1").isdigit() else None


def _rows(call: Call) -> list[Row]:
    lag = call.shapes.get("list_lag")
    newest = call.now - timedelta(seconds=float(lag.detail.get("seconds", 60))) if lag else call.now
    own = [
        meeting
        for meeting in call.world.living()
        if meeting.host_id == call.user.id
        and meeting.type not in (INSTANT, SCREEN_SHARE)
        and (meeting.listed_from is None or meeting.listed_from <= call.now)
        and meeting.created_at <= newest
        and _is_kind(meeting, call.request.value("type") or "scheduled", call.now)
    ]
    rows: list[Row] = []
    for meeting in own:
        if meeting.occurrences and call.world.switches["list_per_occurrence"]:
            rows += [(meeting, one.start) for one in meeting.available()]
        else:
            rows.append((meeting, meeting.start))
    rows = [row for row in rows if _in_dates(call, row[1])]
    return sorted(rows, key=lambda row: (row[1] or row[0].created_at, row[0].id))


def _is_kind(meeting: Meeting, kind: str, now: datetime) -> bool:
    end = meeting.last_end()
    over, live = end is not None and end < now, meeting.status == "started"
    return {
        "scheduled": True,
        "live": live,
        "upcoming": not over and not live,
        "upcoming_meetings": not over or live,
        "previous_meetings": over and not live,
    }[kind]


def _in_dates(call: Call, start: datetime | None) -> bool:
    first, last = _day(call.request.value("from")), _day(call.request.value("to"))
    if start is None or (first is None and last is None):
        return True
    zone = listed_zone(call.request.value("timezone") or call.user.timezone)
    day = start.astimezone(zone).date()
    return (first is None or first <= day) and (last is None or day <= last)
