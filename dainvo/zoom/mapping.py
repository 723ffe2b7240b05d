"""From an event to the meeting it wants, and what differs between the two.

Pure: sends nothing, reads no clock, and does not decide when a meeting is made.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dainvo.errors import Why
from dainvo.ical.event import EventDraft
from dainvo.zoom.answers import MeetingType, ZoomMeeting

UNTITLED = "Untitled event"
TOPIC_UNITS = 200
AGENDA_UNITS = 1900
LISTED_AGENDA_CHARACTERS = 250
LONGEST = timedelta(minutes=1440)


class Feature(StrEnum):
    """What a granted scope opens."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    READ = "read"
    LIST = "list"
    INVITATION = "invitation"
    PROFILE = "profile"
    EMAIL = "email"


#: The scopes of the app registration, in the order in which they are shown.
SCOPES: Mapping[Feature, str] = MappingProxyType(
    {
        Feature.LIST: "meeting:read:list_meetings",
        Feature.READ: "meeting:read:meeting",
        Feature.INVITATION: "meeting:read:invitation",
        Feature.PROFILE: "user:read:user",
        Feature.EMAIL: "user:read:email",
        Feature.CREATE: "meeting:write:meeting",
        Feature.UPDATE: "meeting:update:meeting",
        Feature.DELETE: "meeting:delete:meeting",
    }
)

#: Zoom's published list, without `SST`, which is no IANA name.
ZONES = frozenset(
    """
    Pacific/Midway Pacific/Pago_Pago Pacific/Honolulu America/Anchorage America/Vancouver America/Los_Angeles
    America/Tijuana America/Edmonton America/Denver America/Phoenix America/Mazatlan America/Winnipeg America/Regina
    America/Chicago America/Mexico_City America/Guatemala America/El_Salvador America/Managua America/Costa_Rica
    America/Montreal America/New_York America/Indianapolis America/Panama America/Bogota America/Lima America/Halifax
    America/Puerto_Rico America/Caracas America/Santiago America/St_Johns America/Montevideo America/Araguaina
    America/Argentina/Buenos_Aires America/Godthab America/Sao_Paulo Atlantic/Azores Canada/Atlantic
    Atlantic/Cape_Verde UTC Etc/Greenwich Europe/Belgrade CET Atlantic/Reykjavik Europe/Dublin Europe/London
    Europe/Lisbon Africa/Casablanca Africa/Nouakchott Europe/Oslo Europe/Copenhagen Europe/Brussels Europe/Berlin
    Europe/Helsinki Europe/Amsterdam Europe/Rome Europe/Stockholm Europe/Vienna Europe/Luxembourg Europe/Paris
    Europe/Zurich Europe/Madrid Africa/Bangui Africa/Algiers Africa/Tunis Africa/Harare Africa/Nairobi Europe/Warsaw
    Europe/Prague Europe/Budapest Europe/Sofia Europe/Istanbul Europe/Athens Europe/Bucharest Asia/Nicosia Asia/Beirut
    Asia/Damascus Asia/Jerusalem Asia/Amman Africa/Tripoli Africa/Cairo Africa/Johannesburg Europe/Moscow Asia/Baghdad
    Asia/Kuwait Asia/Riyadh Asia/Bahrain Asia/Qatar Asia/Aden Asia/Tehran Africa/Khartoum Africa/Djibouti
    Africa/Mogadishu Asia/Dubai Asia/Muscat Asia/Baku Asia/Kabul Asia/Yekaterinburg Asia/Tashkent Asia/Calcutta
    Asia/Kathmandu Asia/Novosibirsk Asia/Almaty Asia/Dacca Asia/Krasnoyarsk Asia/Dhaka Asia/Bangkok Asia/Saigon
    Asia/Jakarta Asia/Irkutsk Asia/Shanghai Asia/Hong_Kong Asia/Taipei Asia/Kuala_Lumpur Asia/Singapore Australia/Perth
    Asia/Yakutsk Asia/Seoul Asia/Tokyo Australia/Darwin Australia/Adelaide Asia/Vladivostok Pacific/Port_Moresby
    Australia/Brisbane Australia/Sydney Australia/Hobart Asia/Magadan Pacific/Noumea Asia/Kamchatka Pacific/Fiji
    Pacific/Auckland Asia/Kolkata Europe/Kiev America/Tegucigalpa Pacific/Apia
    """.split()  # noqa: SIM905 - a table to hold against Zoom's page
)
#: Zones that people know, before the first in the alphabet that keeps the same time.
_NEIGHBOURS = (
    "America/New_York",
    "America/Chicago",
    "Europe/Kiev",
    "Europe/Berlin",
    "Australia/Sydney",
    "Asia/Kolkata",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The meeting an event asks for, already in Zoom's terms.

    `start` is an aware instant in UTC, `start_time` and `timezone` its form for the request; all three are empty for
    meetings without a fixed time. `recurrence` is for type 8 only (`series.timed`), whose `start` is the first date.
    """

    topic: str
    agenda: str = field(repr=False)
    type: MeetingType
    start: datetime | None = None
    start_time: str = ""
    timezone: str = ""
    duration_min: int = 0
    recurrence: Mapping[str, object] = field(default_factory=dict)


def marker(op_id: str, uid: str) -> str:
    """`[dv-…]`, first line of the agenda, that binds a meeting to an event and its create intent."""
    digest = hashlib.sha256(f"{op_id}:{uid}".encode()).digest()
    return f"[dv-{base64.b32encode(digest)[:26].decode().lower()}]"


def has_marker(agenda: str, mark: str) -> bool:
    """Whether `mark` stands in the first 250 characters, which are all the list shows."""
    return mark in agenda[:LISTED_AGENDA_CHARACTERS]


def obstacle(draft: EventDraft, now: datetime, *, zone: tzinfo | None = None) -> Why | None:
    """Why the event cannot have a meeting with a fixed time: ZOOM_NEEDS_TIME, ZOOM_ALREADY_BEGUN or ZOOM_OVER.

    None if nothing stands in the way. For ZOOM_OVER there is no meeting at all; for the other two one without fixed
    time may be offered (M65). A series only meets ZOOM_NEEDS_TIME: its meeting has no fixed time in any case.
    Floating times and all-day events are read in `zone`, or in that of `now`, which is aware.
    """
    viewer = zone or now.tzinfo or UTC
    start, end = _instant(draft.start, viewer), _instant(draft.end, viewer)
    if not draft.rrule and end <= now and start < now:
        return Why.ZOOM_OVER
    if draft.all_day or end - start > LONGEST:
        return Why.ZOOM_NEEDS_TIME
    if not draft.rrule and start <= now:
        return Why.ZOOM_ALREADY_BEGUN
    return None


def wanted(
    draft: EventDraft, *, op_id: str, uid: str, zone: tzinfo | None = None, no_fixed_time: bool = False
) -> Wanted:
    """The meeting that `draft` (the master, for a series) asks for.

    Type 2 for a single event with times, type 3 for a series, for what `obstacle` calls ZOOM_NEEDS_TIME and when
    `no_fixed_time` was accepted (pass it for as long as the meeting is to stay so).
    `zone`: the computer's (or the Zoom profile's), for floating times (M69).
    """
    topic = _cut(_plain(draft.summary).replace("\n", " "), TOPIC_UNITS) or UNTITLED
    agenda = _cut(f"{marker(op_id, uid)}\n{_plain(draft.description)}", AGENDA_UNITS).rstrip()
    start, end = _instant(draft.start, zone or UTC), _instant(draft.end, zone or UTC)
    if draft.rrule or no_fixed_time or draft.all_day or end - start > LONGEST:
        return Wanted(topic, agenda, MeetingType.NO_FIXED_TIME)
    own = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    start_time, timezone = _request_form(start, own or zone or UTC)
    minutes = max(1, -((start - end) // timedelta(minutes=1)))
    return Wanted(topic, agenda, MeetingType.SCHEDULED, start, start_time, timezone, minutes)


def create_body(want: Wanted, *, settings: Mapping[str, object] | None = None, passcode: str = "") -> dict[str, object]:
    """Body of POST /users/me/meetings, with the user's `settings` (`defaults.settings`)."""
    body: dict[str, object] = {"topic": want.topic, "type": int(want.type)}
    if want.type in (MeetingType.SCHEDULED, MeetingType.SERIES):
        body |= times(want)
    # Left out, a user's default would give every event the personal link (Z18).
    body |= {"agenda": want.agenda, "settings": {**(settings or {}), "use_pmi": False}}
    return body | {"password": passcode} if passcode else body


def differences(want: Wanted, meeting: ZoomMeeting) -> dict[str, object]:
    """Body of the PATCH that brings `meeting` (from a GET) to `want`: only what differs; empty if nothing does.

    Times are compared as instants, zones by what they show at the start. The dates of a series that stays one are not
    compared here: `series.next_step` does.
    """
    body = text_differences(want, meeting)
    if meeting.type != want.type:
        body["type"] = int(want.type)
        timed = want.type in (MeetingType.SCHEDULED, MeetingType.SERIES)
        body |= times(want) if timed else {"start_time": None, "duration": None}
    elif want.start is not None and want.type == MeetingType.SCHEDULED:
        changed = times(want)
        if meeting.start == want.start and _same_wall_time(want, meeting.zone):
            del changed["start_time"], changed["timezone"]
        if meeting.duration_min == want.duration_min:
            del changed["duration"]
        body |= changed
    return body


def text_differences(want: Wanted, meeting: ZoomMeeting) -> dict[str, object]:
    """`topic` and `agenda` as far as they differ; nothing else."""
    body: dict[str, object] = {}
    if _plain(meeting.topic) != want.topic:
        body["topic"] = want.topic
    if _plain(meeting.agenda) != want.agenda:
        body["agenda"] = want.agenda
    return body


def utc_form(want: Wanted) -> dict[str, object]:
    """Body of the PATCH that repeats the start in UTC, for an answer whose start came out wrong."""
    single = want.start is not None and want.type == MeetingType.SCHEDULED
    return {} if want.start is None or not single else {"start_time": utc_text(want.start), "timezone": "UTC"}


def zoom_zone(zone: tzinfo, start: datetime) -> str:
    """The listed id that keeps the time of `zone` in the year from `start`; empty if only UTC says it."""
    key = zone.key if isinstance(zone, ZoneInfo) else ""
    return _listed(key, start.astimezone(UTC).date()) if key else ""


@lru_cache(maxsize=64)
def _listed(key: str, first: date) -> str:
    if key in ZONES:
        return key
    wanted_offsets = _offsets(key, first)
    for candidate in stand_ins(key):
        if wanted_offsets and _offsets(candidate, first) == wanted_offsets:
            return candidate
    return ""


def stand_ins(key: str) -> list[str]:
    """Zoom's zones in the order in which they are tried for a zone that is not listed."""
    continent = key.partition("/")[0]
    return sorted(ZONES, key=lambda name: (name not in _NEIGHBOURS, name.partition("/")[0] != continent, name))


def _offsets(key: str, first: date) -> tuple[timedelta | None, ...]:
    """The UTC offsets of a zone every seventh day of a year; empty for a zone unknown here."""
    try:
        zone = ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ()
    noon = datetime.combine(first, time(12), UTC)
    return tuple((noon + timedelta(days=7 * week)).astimezone(zone).utcoffset() for week in range(53))


def _request_form(start: datetime, zone: tzinfo) -> tuple[str, str]:
    """`start_time` and `timezone` for an instant: local time and a listed zone, or UTC; never an offset (Z15)."""
    name = zoom_zone(zone, start)
    local = start.astimezone(ZoneInfo(name)) if name else start
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if not name or name == "UTC" or twice:
        return utc_text(start), "UTC"
    return f"{local:%Y-%m-%dT%H:%M:%S}", name


def times(want: Wanted) -> dict[str, object]:
    """The fields of a body that say when, for a date or a series: a series' rule goes whole, with its start."""
    body: dict[str, object] = {
        "start_time": want.start_time,
        "timezone": want.timezone,
        "duration": want.duration_min,
    }
    return body | {"recurrence": dict(want.recurrence)} if want.recurrence else body


def _same_wall_time(want: Wanted, zone: str) -> bool:
    if zone == want.timezone or want.start is None:
        return True
    try:
        return (
            want.start.astimezone(ZoneInfo(zone)).utcoffset()
            == want.start.astimezone(ZoneInfo(want.timezone)).utcoffset()
        )
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def sent_start(body: Mapping[str, object]) -> datetime | None:
    """The instant, in UTC, that the body of a request names as start; None if it names none."""
    text, zone = body.get("start_time"), body.get("timezone")
    try:
        start = datetime.fromisoformat(str(text or ""))
        local = start if start.tzinfo else start.replace(tzinfo=ZoneInfo(str(zone or "UTC")))
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None
    return local.astimezone(UTC)


def utc_text(instant: datetime) -> str:
    """The form of an instant that no zone can shift: `2027-03-25T07:30:00Z`."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _instant(value: datetime | date, zone: tzinfo) -> datetime:
    """In UTC, so that differences are real time (and a local time that does not exist becomes one that does)."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _cut(text: str, units: int) -> str:
    """The longest beginning of `text` within `units` UTF-16 units, the strictest reading of Zoom's "characters"."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return text if len(encoded) <= 2 * units else encoded[: 2 * units].decode("utf-16-le", "ignore").rstrip()
