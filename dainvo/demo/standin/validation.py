"""Checks the body of a create or update, and of the list's query.

Does not act on it. Lengths count UTF-16 units, the strictest usual reading.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from dainvo.demo.standin.clock import parse_instant
from dainvo.demo.standin.exchange import Answer, Json, json_answer
from dainvo.demo.standin.meeting import (
    FIXED_TIMES,
    INSTANT,
    NO_FIXED_TIME,
    SCHEDULED,
    SCREEN_SHARE,
)
from dainvo.demo.standin.zones import listed_zone

_TYPES: Final = (INSTANT, SCHEDULED, NO_FIXED_TIME, FIXED_TIMES, SCREEN_SHARE)
_MOST_INTERVAL: Final = {1: 90, 2: 12, 3: 3}
_START: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:?\d\d)?")
_PASSWORD: Final = re.compile(r"[A-Za-z0-9@_*-]{0,10}")

_KEYS: Final = (
    "topic agenda type start_time duration timezone password default_password recurrence schedule_for template_id "
    "tracking_fields pre_schedule settings"
)
_SETTINGS: Final = (
    "host_video participant_video mute_upon_entry waiting_room join_before_host jbh_time auto_recording "
    "alternative_hosts meeting_authentication authentication_option authentication_domains audio encryption_type "
    "waiting_room_options global_dial_in_countries email_notification alternative_hosts_email_notification "
    "approval_type registration_type registrants_confirmation_email registrants_email_notification meeting_invitees "
    "calendar_type private_meeting push_change_to_calendar use_pmi watermark close_registration contact_name "
    "contact_email show_share_button allow_multiple_devices breakout_room language_interpretation focus_mode "
    "internal_meeting continuous_meeting_chat additional_data_center_regions authentication_exception "
    "show_join_info device_testing request_permission_to_unmute_participants sign_language_interpretation "
    "auto_start_meeting_summary auto_start_ai_companion_questions allow_host_control_participant_mute_state "
    "alternative_host_update_polls audio_conference_info host_save_video_order participant_focused_meeting "
    "question_and_answer resources"
)
KNOWN: Final = frozenset(_KEYS.split())
KNOWN_SETTINGS: Final = frozenset(_SETTINGS.split())


def refused(*fields: str, message: str = "Invalid field.") -> Answer:
    """400/300 naming the fields."""
    errors = [{"field": field, "message": message} for field in fields]
    return json_answer(400, {"code": 300, "message": "Validation Failed.", "errors": errors})


def unknown_keys(body: Json, *, update: bool) -> list[str]:
    """Keys that Zoom does not know: ignored, but recorded."""
    settings = body.get("settings")
    known = KNOWN - {"default_password"} if update else KNOWN
    return [key for key in body if key not in known] + [
        f"settings.{key}" for key in (settings if isinstance(settings, dict) else {}) if key not in KNOWN_SETTINGS
    ]


def wrong_fields(body: Json, *, effective_type: int, has_recurrence: bool, refuse_zones: bool) -> list[str]:
    """The fields of `body` that are refused. `has_recurrence`: the meeting has a rule already."""
    wrong = []
    if not _text(body.get("topic"), 200):
        wrong.append("topic")
    if not _text(body.get("agenda"), 2000):
        wrong.append("agenda")
    if body.get("type") is not None and (body["type"] not in _TYPES or isinstance(body["type"], bool)):
        wrong.append("type")
    if body.get("duration") is not None and not _whole(body["duration"], 1, 1440):
        wrong.append("duration")
    if body.get("start_time") is not None and read_start(body["start_time"]) is None:
        wrong.append("start_time")
    zone = body.get("timezone")
    if zone is not None and (not isinstance(zone, str) or (refuse_zones and listed_zone(zone) is None)):
        wrong.append("timezone")
    password = body.get("password")
    if password is not None and not (isinstance(password, str) and _PASSWORD.fullmatch(password)):
        wrong.append("password")
    if not isinstance(body.get("settings", {}), dict):
        wrong.append("settings")
    rule = body.get("recurrence")
    if (rule is not None) != (effective_type == FIXED_TIMES) and not (rule is None and has_recurrence):
        wrong.append("recurrence")
    elif rule is not None:
        wrong += _wrong_in_rule(rule)
    return wrong


def read_start(text: Any) -> tuple[datetime, bool] | None:
    """The start as written: with True it is UTC, else naive local time. None if it cannot be read."""
    match = _START.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    try:
        wall = datetime.fromisoformat(match[1])
    except ValueError:
        return None
    # Zoom takes the wall clock of a time with offset as UTC.
    return (wall.replace(tzinfo=UTC), True) if match[2] else (wall, False)


def _text(value: Any, most: int) -> bool:
    return value is None or (isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) // 2 <= most)


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _wrong_in_rule(rule: Any) -> list[str]:
    if not isinstance(rule, dict):
        return ["recurrence"]
    kind = rule.get("type")
    if kind not in _MOST_INTERVAL or isinstance(kind, bool):
        return ["recurrence.type"]
    wrong = []
    if rule.get("repeat_interval") is not None and not _whole(rule["repeat_interval"], 1, _MOST_INTERVAL[kind]):
        wrong.append("recurrence.repeat_interval")
    if rule.get("weekly_days") is not None and not _weekdays(rule["weekly_days"]):
        wrong.append("recurrence.weekly_days")
    if rule.get("monthly_day") is not None and not _whole(rule["monthly_day"], 1, 31):
        wrong.append("recurrence.monthly_day")
    week, weekday = rule.get("monthly_week"), rule.get("monthly_week_day")
    if (week is None) != (weekday is None) or (week is not None and week not in (-1, 1, 2, 3, 4)):
        wrong.append("recurrence.monthly_week")
    if weekday is not None and not _whole(weekday, 1, 7):
        wrong.append("recurrence.monthly_week_day")
    if rule.get("end_times") is not None and not _whole(rule["end_times"], 0, 50):
        wrong.append("recurrence.end_times")
    until = rule.get("end_date_time")
    if until is not None and (rule.get("end_times") is not None or not _utc(until)):
        wrong.append("recurrence.end_date_time")
    return wrong


def _weekdays(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[1-7](,[1-7])*", value))


def _utc(value: Any) -> bool:
    if not (isinstance(value, str) and value.endswith("Z")):
        return False
    try:
        parse_instant(value)
    except ValueError:
        return False
    return True
