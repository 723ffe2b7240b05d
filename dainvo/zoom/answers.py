"""What Zoom's answers say, as frozen values: the own user, a meeting, the list of meetings.

Sends nothing, and keeps nothing of an answer that Dainvo must not hold, `start_url` before all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final
from urllib.parse import urlsplit

from dainvo.errors import Malformed
from dainvo.ical.links import is_zoom_join

_ZOOM_HOSTS: Final = ("zoom.us", "zoom.com")


class MeetingType(IntEnum):
    """`type` of a meeting, as far as Dainvo makes or meets them."""

    INSTANT = 1
    SCHEDULED = 2
    NO_FIXED_TIME = 3
    PERSONAL = 4
    SERIES = 8


@dataclass(frozen=True, slots=True)
class ZoomUser:
    """The connected user. `id` and `account_id` together are the identity: the address may change."""

    id: str
    account_id: str
    email: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    plan: str = ""  # "basic" | "licensed" | "none" (no meetings) | "" unknown
    zone: str = ""  # IANA name as in the profile
    use_pmi: bool = False


@dataclass(frozen=True, slots=True)
class ZoomOccurrence:
    """One date of a series with fixed times. `id` is good until the next change of the meeting.

    `start` is in UTC. Not `available`: deleted.
    """

    id: str
    start: datetime
    duration_min: int
    available: bool = True


@dataclass(frozen=True, slots=True)
class ZoomMeeting:
    """A meeting as GET, POST or the list show it. The list has no passcode and cuts `agenda` to 250 characters.

    `start` is in UTC, None for meetings without a fixed time; `duration_min` is 0 for them. `occurrences` in order of
    start, those that are over left out or not. `settings` as Zoom decided them, by Zoom's names.
    """

    id: str
    host_id: str
    topic: str
    type: int
    join_url: str = field(repr=False)
    start: datetime | None = None
    duration_min: int = 0
    zone: str = ""
    agenda: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    host_email: str = field(default="", repr=False)
    created_at: datetime | None = None
    status: str = ""
    occurrences: tuple[ZoomOccurrence, ...] = ()
    # Left out of comparisons: every organisation's settings differ, and they are no part of what was asked for.
    settings: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    recurrence: Mapping[str, object] = field(default_factory=dict, compare=False)  # the rule, as Zoom writes it


@dataclass(frozen=True, slots=True)
class Listing:
    """The user's scheduled meetings, each id once. Not `complete`: "not found" proves nothing."""

    meetings: tuple[ZoomMeeting, ...]
    complete: bool


def user(answer: object) -> ZoomUser:
    """The answer of GET /users/me. Raises Malformed if it names no user."""
    values = _mapping(answer)
    identity = _text(values, "id")
    if not identity:
        raise Malformed("a user without id")
    name = _text(values, "display_name") or f"{_text(values, 'first_name')} {_text(values, 'last_name')}".strip()
    return ZoomUser(
        id=identity,
        account_id=_text(values, "account_id"),
        email=_text(values, "email"),
        name=name,
        plan=_PLANS.get(_number(values, "type"), ""),
        zone=_text(values, "timezone"),
        use_pmi=values.get("use_pmi") is True,
    )


def meeting(answer: object, join_origins: Iterable[str] = ()) -> ZoomMeeting:
    """One meeting of an answer. `join_origins`: further origins whose join links count (a stand-in on loopback).

    Raises Malformed if the id is no whole number of 9 to 12 digits or if the join link is not Zoom's.
    """
    values = _mapping(answer)
    link = _text(values, "join_url")
    if not is_zoom_join(link, tuple(join_origins)):
        raise Malformed("a meeting whose join link is not Zoom's")
    return ZoomMeeting(
        id=_meeting_id(values.get("id")),
        host_id=_text(values, "host_id"),
        topic=_text(values, "topic"),
        type=_number(values, "type"),
        join_url=link,
        start=_instant(values, "start_time"),
        duration_min=_number(values, "duration"),
        zone=_text(values, "timezone"),
        agenda=_text(values, "agenda"),
        passcode="".join(character for character in _text(values, "password") if character.isprintable()),
        host_email=_text(values, "host_email"),
        created_at=_instant(values, "created_at"),
        status=_text(values, "status"),
        occurrences=_occurrences(values.get("occurrences")),
        settings=_settings(values.get("settings")),
        recurrence=_settings(values.get("recurrence")),
    )


def start_link(answer: object, join_origins: Iterable[str] = ()) -> str:
    """The link of an answer of GET that starts the meeting as host. Raises Malformed if it does not lead to Zoom."""
    link = _text(_mapping(answer), "start_url")
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    theirs = host in _ZOOM_HOSTS or host.endswith(tuple(f".{name}" for name in _ZOOM_HOSTS))
    ours = any(link.startswith(f"{origin}/") for origin in join_origins)
    if not ours and not (theirs and parts.scheme == "https" and parts.username is None):
        raise Malformed("a start link that is not Zoom's")
    return link


def page(answer: object, join_origins: Iterable[str] = ()) -> tuple[list[ZoomMeeting], str]:
    """The readable rows of one page of the list, and the token of the next page, empty at the end.

    A row that cannot be read is left out: it is none of ours. Raises Malformed if there is no list.
    """
    values = _mapping(answer)
    rows = values.get("meetings")
    if not isinstance(rows, list):
        raise Malformed("a list without meetings")
    origins = tuple(join_origins)
    found = []
    for row in rows:
        try:
            found.append(meeting(row, origins))
        except Malformed:
            continue
    return found, _text(values, "next_page_token")


def invitation(answer: object) -> str:
    """The text of an invitation, lines ended by LF. Raises Malformed if there is none."""
    text = _mapping(answer).get("invitation")
    if not isinstance(text, str):
        raise Malformed("an invitation without text")
    return text.replace("\r\n", "\n")


#: More than any length in minutes, and any kind.
_BOUND = 1_000_000
_PLANS = {1: "basic", 2: "licensed", 4: "none", 99: "none"}


def _occurrences(rows: object) -> tuple[ZoomOccurrence, ...]:
    """The readable rows: one that is missing shows when dates are compared."""
    found = []
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        number, start = row.get("occurrence_id"), _instant(row, "start_time")
        identity = str(number) if isinstance(number, (str, int)) and not isinstance(number, bool) else ""
        if identity and start is not None:
            available = _text(row, "status") != "deleted"
            found.append(ZoomOccurrence(identity, start, _number(row, "duration"), available))
    return tuple(sorted(found, key=lambda one: one.start))


def _settings(values: object) -> dict[str, object]:
    """Plain values only: what Dainvo can set is among them."""
    if not isinstance(values, dict):
        return {}
    return {name: value for name, value in values.items() if isinstance(value, (bool, int, str))}


def _mapping(answer: object) -> Mapping[str, object]:
    if not isinstance(answer, dict):
        raise Malformed("an answer that is no JSON object")
    return answer


def _text(values: Mapping[str, object], name: str) -> str:
    """A text that can be stored: half a character, which JSON can spell, cannot."""
    value = values.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _number(values: Mapping[str, object], name: str) -> int:
    """A whole number as meetings have them; 0 for one beyond all bounds."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _BOUND else 0


def _meeting_id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int) or not 10**8 <= value < 10**12:
        raise Malformed("a meeting without a proper id")
    return str(value)


def _instant(values: Mapping[str, object], name: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(values, name))
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):  # the first day there is, east of Greenwich
        return None
