"""What the meeting endpoints do: create, read, change, remove, one occurrence or all.

Does not list or invite: `listing` and `invitation` do. Tokens, scopes and limits were checked before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from dainvo.demo.standin import recurrence
from dainvo.demo.standin.calls import Call
from dainvo.demo.standin.clock import utc_text
from dainvo.demo.standin.directory import User
from dainvo.demo.standin.exchange import Answer, Json, json_answer
from dainvo.demo.standin.meeting import (
    DEFAULT_SETTINGS,
    FIXED_TIMES,
    INSTANT,
    NO_FIXED_TIME,
    PERSONAL,
    SCHEDULED,
    SCREEN_SHARE,
    Meeting,
    Occurrence,
    detail,
)
from dainvo.demo.standin.validation import KNOWN_SETTINGS, read_start, refused, unknown_keys, wrong_fields
from dainvo.demo.standin.zones import listed_zone

_OCCURRENCE_SETTINGS: Final = (
    "host_video",
    "participant_video",
    "join_before_host",
    "mute_upon_entry",
    "waiting_room",
    "watermark",
    "auto_recording",
)


def create(call: Call) -> Answer:
    """POST /users/me/meetings: 201."""
    body, world, user = call.body, call.world, call.user
    kind = body.get("type") or SCHEDULED
    if bad := _checked(call, effective_type=kind, has_recurrence=False, update=False):
        return bad
    if nobody := call.no_such_user():
        return nobody
    if body.get("schedule_for") not in (None, "", user.email, user.id):
        message = f"You cannot schedule a meeting for {body['schedule_for']}."
        return json_answer(400, {"code": 3000, "message": message})
    meeting = Meeting(
        id=_free_id(call),
        uuid=world.chance.uuid(),
        host_id=user.id,
        topic=body.get("topic") or "Zoom Meeting",
        type=kind,
        start=None,
        duration=body.get("duration") or 60,
        timezone=_zone_name(call, user.timezone),
        agenda=body.get("agenda") or "",
        created_at=call.now,
        password=body.get("password") or world.chance.digits(6),
        pwd=world.chance.pwd(),
        zak=world.chance.token(64),
        settings=_settings(call, DEFAULT_SETTINGS, body.get("settings") or {}, user, kind),
    )
    if kind in (SCHEDULED, FIXED_TIMES):
        meeting.start = _future_start(call, meeting) or call.now
    if kind == FIXED_TIMES:
        _lay_out(call, meeting, body["recurrence"], fresh_ids=False)
    _use_personal_id(meeting, user, (body.get("settings") or {}).get("use_pmi", user.use_pmi))
    if lag := call.shapes.get("list_lag"):
        meeting.listed_from = call.now + timedelta(seconds=float(lag.detail.get("seconds", 60)))
    world.meetings[meeting.id] = meeting
    world.enter("create", meeting, by="api")
    return json_answer(201, detail(meeting, user, world.join_base, now=call.now, previous=True))


def read(call: Call) -> Answer:
    """GET /meetings/{id}: 200."""
    meeting = call.meeting()
    if meeting is None:
        return call.no_such_meeting()
    previous = call.request.value("show_previous_occurrences") == "true"
    told = detail(meeting, call.user, call.world.join_base, now=call.now, previous=previous)
    if wanted := call.request.value("occurrence_id"):
        one = meeting.occurrence(wanted)
        if one is None:
            return refused("occurrence_id")
        told |= {
            "start_time": utc_text(one.start),
            "duration": one.duration,
            "settings": meeting.settings | one.settings,
        }
        told["agenda"] = meeting.agenda if one.agenda is None else one.agenda
    return json_answer(200, told)


def change(call: Call) -> Answer:
    """PATCH /meetings/{id}: 204, whatever became of it."""
    meeting = call.meeting()
    body = call.body
    told_type = body.get("type") or (meeting.type if meeting else FIXED_TIMES if body.get("recurrence") else SCHEDULED)
    has_rule = meeting is not None and meeting.recurrence is not None
    if bad := _checked(call, effective_type=told_type, has_recurrence=has_rule, update=True):
        return bad
    if meeting is None:
        return call.no_such_meeting()
    if call.request.value("occurrence_id"):
        return _change_occurrence(call, meeting)
    if "patch_lost" in call.shapes:
        return Answer(204)
    turned = told_type != (SCHEDULED if meeting.type == PERSONAL and told_type == SCHEDULED else meeting.type)
    if turned and call.world.switches["type_change"] == "refused":
        return refused("type")
    if turned and call.world.switches["type_change"] == "ignored":
        told_type, turned = meeting.type, False
    _change_texts(call, meeting)
    _change_times(call, meeting, told_type, turned=turned)
    if "link_changes" in call.shapes:
        meeting.pwd = call.world.chance.pwd()
    call.world.enter("change", meeting, by="api")
    return Answer(204)


def remove(call: Call) -> Answer:
    """DELETE /meetings/{id}: 204; with `occurrence_id` only that one."""
    if int(call.arguments["meeting"]) == call.user.pmi:
        return json_answer(400, {"code": 3018, "message": "Not allowed to delete PMI."})
    meeting = call.meeting()
    if meeting is None:
        return call.no_such_meeting()
    if wanted := call.request.value("occurrence_id"):
        one = meeting.occurrence(wanted)
        if one is None:
            return refused("occurrence_id")
        one.status = "deleted"
        call.world.enter("delete occurrence", meeting, by="api")
        if meeting.available():
            return Answer(204)
    del call.world.meetings[meeting.id]
    call.world.enter("delete", meeting, by="api")
    return Answer(204)


def _checked(call: Call, *, effective_type: int, has_recurrence: bool, update: bool) -> Answer | None:
    for key in unknown_keys(call.body, update=update):
        call.world.violation("unknown_key", f"{call.request.method} {call.request.path}: {key}")
    refuse_zones = call.world.switches["unknown_zone"] == "refuse"
    wrong = wrong_fields(
        call.body, effective_type=effective_type, has_recurrence=has_recurrence, refuse_zones=refuse_zones
    )
    return refused(*wrong) if wrong else None


def _free_id(call: Call) -> int:
    while (found := call.world.chance.meeting_id()) in call.world.meetings:
        pass
    return found


def _zone_name(call: Call, present: str) -> str:
    wanted = str(call.body.get("timezone") or present)
    if listed_zone(wanted) is not None:
        return wanted
    # Only reached when the switch `unknown_zone` lets such ids pass.
    return "UTC" if call.world.switches["unknown_zone"] == "utc" else call.user.timezone


def _future_start(call: Call, meeting: Meeting) -> datetime | None:
    told = read_start(call.body.get("start_time"))
    if told is None:
        return None
    wall, is_utc = told
    start = wall if is_utc else wall.replace(tzinfo=meeting.zone).astimezone(UTC)
    if wrong := call.shapes.get("start_wrong"):
        start += timedelta(minutes=float(wrong.detail.get("minutes", 60)))
    return start if start >= call.now else None


def _settings(call: Call, present: Json, wishes: Json, user: User, kind: int) -> Json:
    known = {key: value for key, value in wishes.items() if key in KNOWN_SETTINGS and value is not None}
    if kind == NO_FIXED_TIME or user.type == 1:
        # Dropped without a word.
        known.pop("approval_type", None)
    merged = present | known
    if call.world.switches["waiting_room_forced"]:
        # The organisation decided so, whatever is asked for.
        merged["waiting_room"] = True
    if merged["waiting_room"]:
        merged["join_before_host"] = False
    return merged


def _use_personal_id(meeting: Meeting, user: User, wanted: object) -> None:
    # Recurring meetings cannot use the personal id.
    if meeting.type in (INSTANT, SCHEDULED, PERSONAL, SCREEN_SHARE):
        if wanted and meeting.type != PERSONAL:
            meeting.type, meeting.pmi = PERSONAL, user.pmi
        elif not wanted and meeting.type == PERSONAL:
            meeting.type, meeting.pmi = SCHEDULED, 0
    meeting.settings["use_pmi"] = meeting.pmi != 0


def _change_texts(call: Call, meeting: Meeting) -> None:
    body, settings = call.body, call.body.get("settings") or {}
    meeting.topic = body.get("topic") or meeting.topic
    if body.get("agenda") is not None:
        meeting.agenda = body["agenda"]
    if body.get("password") not in (None, "", meeting.password):
        meeting.password, meeting.pwd = body["password"], call.world.chance.pwd()
    meeting.settings = _settings(call, meeting.settings, settings, call.user, meeting.type)
    if "use_pmi" in settings:
        _use_personal_id(meeting, call.user, settings["use_pmi"])


def _change_times(call: Call, meeting: Meeting, kind: int, *, turned: bool) -> None:
    body = call.body
    meeting.timezone = _zone_name(call, meeting.timezone)
    if body.get("duration") is not None:
        meeting.duration = body["duration"]
        for one in meeting.available():
            one.duration = meeting.duration
    if turned:
        meeting.type, meeting.pmi = kind, 0
        meeting.settings["use_pmi"] = False
        if kind != FIXED_TIMES:
            meeting.recurrence, meeting.occurrences = None, []
    if meeting.type not in (SCHEDULED, PERSONAL, FIXED_TIMES):
        meeting.start = None
        return
    start = _future_start(call, meeting)
    if start is None and not (turned and meeting.start is None) and not (turned and kind == FIXED_TIMES):
        # A start that is missing or past is ignored, and with it the recurrence.
        return
    meeting.start = start or meeting.start or call.now
    rule = body.get("recurrence") or meeting.recurrence
    if meeting.type == FIXED_TIMES and rule is not None:
        _lay_out(call, meeting, rule, fresh_ids=bool(call.world.switches["fresh_occurrence_ids"]))


def _lay_out(call: Call, meeting: Meeting, rule: Json, *, fresh_ids: bool) -> None:
    assert meeting.start is not None  # noqa: S101  # every caller has just set it
    meeting.recurrence = {"repeat_interval": 1} | rule
    found = recurrence.starts(meeting.start, meeting.zone, rule)
    if found and "dst_wrong" in call.shapes:
        usual = found[0].astimezone(meeting.zone).utcoffset() or timedelta()
        found = [start + ((start.astimezone(meeting.zone).utcoffset() or timedelta()) - usual) for start in found]
    meeting.occurrences = [
        Occurrence(
            call.world.chance.digits(13) if fresh_ids else str(int(start.timestamp()) * 1000), start, meeting.duration
        )
        for start in found
    ]
    if found:
        meeting.start = found[0]


def _change_occurrence(call: Call, meeting: Meeting) -> Answer:
    one = meeting.occurrence(call.request.value("occurrence_id"))
    if one is None:
        return refused("occurrence_id")
    if "patch_lost" in call.shapes:
        return Answer(204)
    body = call.body
    one.start = _future_start(call, meeting) or one.start
    one.duration = body.get("duration") or one.duration
    if body.get("agenda") is not None:
        one.agenda = body["agenda"]
    wishes = body.get("settings") or {}
    one.settings |= {key: wishes[key] for key in _OCCURRENCE_SETTINGS if wishes.get(key) is not None}
    call.world.enter("change occurrence", meeting, by="api")
    return Answer(204)
