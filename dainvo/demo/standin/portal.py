"""What a user does at Zoom itself, behind the back of every app: to a meeting, to a sign-in, to the day's quota.

Does not check tokens or limits: nothing here comes through the API.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from dainvo.demo.standin.directory import User, user_by_email
from dainvo.demo.standin.exchange import Json
from dainvo.demo.standin.meeting import DEFAULT_SETTINGS, SCHEDULED, Meeting
from dainvo.demo.standin.world import World


def on_user(world: World, path: str, order: Json) -> None:
    """`<email>/remove-app|expire|meeting|quota`. ValueError if it cannot be understood."""
    email, _, act = path.partition("/")
    user = user_by_email(unquote(email))
    if user is None:
        raise ValueError(f"no user {email}")
    if act == "remove-app":
        world.grants.end_of(user.id, str(order.get("client_id", "")), "app removed by the user")
    elif act == "expire":
        world.grants.expire_access(user.id)
    elif act == "meeting":
        _make(world, user, order)
    elif act == "quota":
        used, per_day = order.get("used"), order.get("per_day")
        world.limits.set_quota(
            user,
            world.clock.now(),
            used=None if used is None else int(used),
            per_day=None if per_day is None else int(per_day),
        )
    else:
        raise ValueError(f"a user cannot be told to {act!r}")


def on_meeting(world: World, path: str, order: Json) -> None:
    """`<id>/edit|passcode|delete|start|end|give|copy`. ValueError if it cannot be understood."""
    number, _, act = path.partition("/")
    meeting = world.meetings.get(int(number))
    if meeting is None:
        raise ValueError(f"no meeting {number}")
    if act in ("", "edit"):
        _edit(world, meeting.id, order)
    elif act == "passcode":
        meeting.password = str(order.get("password") or world.chance.digits(6))
        meeting.pwd = world.chance.pwd()
    elif act == "delete":
        del world.meetings[meeting.id]
    elif act == "start":
        meeting.status, meeting.last_started = "started", world.clock.now()
    elif act == "end":
        meeting.status = "waiting"
    elif act == "give":
        user = user_by_email(str(order.get("host", "")))
        if user is None:
            raise ValueError("host must be the address of a user")
        meeting.host_id = user.id
    elif act == "copy":
        meeting = _copy(world, meeting)
    else:
        raise ValueError(f"a meeting cannot be told to {act!r}")
    world.enter(act or "edit", meeting, by="admin")


def _edit(world: World, meeting_id: int, order: dict[str, Any]) -> None:
    meeting = world.meetings[meeting_id]
    if "start_time" in order:
        start = datetime.fromisoformat(str(order["start_time"]))
        # Without offset it is the wall clock of the meeting's own zone.
        meeting.start = (start if start.tzinfo else start.replace(tzinfo=meeting.zone)).astimezone(UTC)
    meeting.duration = int(order.get("duration", meeting.duration))
    meeting.topic = str(order.get("topic", meeting.topic))
    meeting.agenda = str(order.get("agenda", meeting.agenda))


def _make(world: World, user: User, order: Json) -> None:
    """A meeting scheduled in the portal; tomorrow at this time if no start is told."""
    now = world.clock.now()
    made = Meeting(
        id=_free_id(world),
        uuid=world.chance.uuid(),
        host_id=user.id,
        topic="Zoom Meeting",
        type=SCHEDULED,
        start=now + timedelta(days=1),
        duration=60,
        timezone=user.timezone,
        agenda="",
        created_at=now,
        password=world.chance.digits(6),
        pwd=world.chance.pwd(),
        zak=world.chance.token(64),
        settings=dict(DEFAULT_SETTINGS),
    )
    world.meetings[made.id] = made
    _edit(world, made.id, order)
    world.enter("create", made, by="admin")


def _copy(world: World, meeting: Meeting) -> Meeting:
    """A copy of a meeting, as the portal makes one: everything is the same, also the notes, but id and link."""
    made = deepcopy(meeting)
    made.id, made.uuid, made.created_at = _free_id(world), world.chance.uuid(), world.clock.now()
    made.pwd, made.zak = world.chance.pwd(), world.chance.token(64)
    made.status, made.last_started, made.listed_from = "waiting", None, None
    world.meetings[made.id] = made
    return made


def _free_id(world: World) -> int:
    while (found := world.chance.meeting_id()) in world.meetings:
        pass
    return found
