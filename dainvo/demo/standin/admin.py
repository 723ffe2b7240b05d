"""The hidden side of the stand-in: the state as JSON, and everything a person or test can do to it.

Does not draw the page: `admin_page` does.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from dainvo.demo.standin import admin_page
from dainvo.demo.standin.clock import parse_instant, utc_text
from dainvo.demo.standin.directory import USERS, user_by_email, user_by_id
from dainvo.demo.standin.exchange import Answer, Json, Request, json_answer, page_answer, read_json, redirect
from dainvo.demo.standin.faults import ordered
from dainvo.demo.standin.grants import Grant
from dainvo.demo.standin.limits import HOST_PER_DAY
from dainvo.demo.standin.meeting import view
from dainvo.demo.standin.world import SWITCHES, World


def answer(world: World, request: Request, path: str) -> Answer:
    """The answer to a request below `<admin>/`. Wrong orders get 400 with the reason."""
    if request.method == "GET":
        if path == "":
            return page_answer(200, admin_page.page(state(world), f"/_standin/{world.key}"))
        return json_answer(200, state(world)) if path == "state" else json_answer(404, {"error": "no such page"})
    by_form = request.content_type == "application/x-www-form-urlencoded"
    try:
        _act(world, request.method, path, _order(request, by_form=by_form))
    except (KeyError, TypeError, ValueError) as problem:
        return json_answer(400, {"error": str(problem)})
    return redirect(f"/_standin/{world.key}/", 303) if by_form else json_answer(200, {"ok": True})


def state(world: World) -> Json:
    """Everything there is, without a secret: tokens are told by their first six characters."""
    now = world.clock.now()
    return {
        "now": utc_text(now),
        "clock": "virtual" if world.clock.virtual else "running",
        "users": [
            {
                "id": user.id,
                "account_id": user.account_id,
                "email": user.email,
                "name": user.display_name,
                "type": user.type,
                "timezone": user.timezone,
                "use_pmi": user.use_pmi,
                "writes_today": world.limits.written_today(user, now),
                "writes_per_day": HOST_PER_DAY,
            }
            for user in USERS
        ],
        "grants": [_grant(grant, now) for grant in world.grants],
        "meetings": [view(meeting, world.host(meeting), world.join_base) for meeting in world.living()],
        "ledger": world.ledger,
        "violations": world.violations,
        "counters": world.counters,
        "faults": [
            {"kind": f.kind, "method": f.method, "path": f.path, "after": f.after, "times": f.times, **f.detail}
            for f in world.faults.orders
        ],
        "switches": world.switches,
        "requests": list(world.recorder.last),
    }


def _grant(grant: Grant, now: datetime) -> Json:
    return {
        "user": user_by_id(grant.user_id).email,
        "client_id": grant.client_id,
        "scopes": list(grant.scopes),
        "alive": grant.alive,
        "ended": grant.ended,
        "granted_at": utc_text(grant.granted_at),
        "refreshes": grant.refreshes,
        "access": grant.access_token[:6],
        "access_until": utc_text(grant.access_until),
        "access_valid": grant.alive and now < grant.access_until,
        "refresh": grant.refresh_token[:6],
        "refresh_until": utc_text(grant.refresh_until),
    }


def _order(request: Request, *, by_form: bool) -> Json:
    if by_form:
        return {name: values[0] for name, values in request.form().items() if values[0] != ""}
    value = read_json(request.body) if request.body else {}
    if not isinstance(value, dict):
        raise ValueError("the body must be a JSON object")
    return value


def _act(world: World, method: str, path: str, order: Json) -> None:
    if method == "DELETE" and path == "faults":
        world.faults.orders.clear()
        return
    if method != "POST":
        raise ValueError(f"{method} is not understood here")
    first, _, rest = path.partition("/")
    if path == "faults":
        world.faults.orders.append(ordered(order))
    elif path == "faults/clear":
        world.faults.orders.clear()
    elif path == "switches":
        _switch(world, order)
    elif path == "clock":
        _set_clock(world, order)
    elif path == "reset":
        world.reset()
    elif first == "meetings":
        _on_meeting(world, rest, order)
    elif first == "users":
        _on_user(world, rest, order)
    else:
        raise ValueError(f"nothing is done at {path!r}")


def _switch(world: World, order: Json) -> None:
    if "name" in order and "value" in order:
        order = {order["name"]: order["value"]}
    for name, value in order.items():
        values = SWITCHES[name]
        by_text = {str(known).lower(): known for known in values}
        if str(value).lower() not in by_text:
            raise ValueError(f"{name} takes {', '.join(by_text)}")
        world.switches[name] = by_text[str(value).lower()]


def _set_clock(world: World, order: Json) -> None:
    if "now" in order:
        world.clock.set(parse_instant(str(order["now"])))
    if "advance_s" in order:
        world.clock.advance(float(order["advance_s"]))


def _on_user(world: World, path: str, order: Json) -> None:
    email, _, act = path.partition("/")
    user = user_by_email(unquote(email))
    if user is None:
        raise ValueError(f"no user {email}")
    if act == "remove-app":
        world.grants.end_of(user.id, str(order.get("client_id", "")), "app removed by the user")
    elif act == "expire":
        world.grants.expire_access(user.id)
    else:
        raise ValueError(f"a user cannot be told to {act!r}")


def _on_meeting(world: World, path: str, order: Json) -> None:
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
