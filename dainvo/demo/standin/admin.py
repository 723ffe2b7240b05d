"""The hidden side of the stand-in: the state as JSON, and the orders that a person or test can give it.

Does not draw the page (`admin_page` does), nor what users do at Zoom itself (`portal` does).
"""

from __future__ import annotations

from datetime import datetime

from dainvo.demo.standin import admin_page, portal
from dainvo.demo.standin.clock import parse_instant, utc_text
from dainvo.demo.standin.directory import USERS, user_by_id
from dainvo.demo.standin.exchange import Answer, Json, Request, json_answer, page_answer, read_json, redirect
from dainvo.demo.standin.faults import ordered
from dainvo.demo.standin.grants import Grant
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
                "writes_per_day": world.limits.per_day(user),
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
        world.faults.lift()
        return
    if method != "POST":
        raise ValueError(f"{method} is not understood here")
    first, _, rest = path.partition("/")
    if path == "faults":
        world.faults.orders.append(ordered(order))
    elif path == "faults/clear":
        world.faults.lift()
    elif path == "switches":
        _switch(world, order)
    elif path == "clock":
        _set_clock(world, order)
    elif path == "reset":
        world.reset()
    elif first == "meetings":
        portal.on_meeting(world, rest, order)
    elif first == "users":
        portal.on_user(world, rest, order)
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
