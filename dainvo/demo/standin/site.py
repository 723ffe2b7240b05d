"""The stand-in as one function from request to answer: which part it is for, faults, records.

Does not read or write sockets: `dainvo.demo.zoom_server` does.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from dainvo.demo.standin import admin, api, limits, oauth, pages
from dainvo.demo.standin.exchange import Answer, Request, page_answer
from dainvo.demo.standin.faults import Fault
from dainvo.demo.standin.world import World

_TEXTS: Final = {"text/html": "<html><body><h1>502 Bad Gateway</h1></body></html>"}


def answer(world: World, request: Request) -> Answer:
    """The answer to any request. It is remembered unless it is for the admin page."""
    if not _host_fits(world, request):
        return Answer(421, b"Misdirected request", "text/plain; charset=utf-8")
    with world.lock:
        if request.path.startswith("/_standin/"):
            return _admin(world, request)
        made = _spoiled(world, request)
        outcome = "dropped" if made.dropped else made.status
        world.recorder.note(world.clock.now(), request, outcome)
        return made


def _host_fits(world: World, request: Request) -> bool:
    port = world.origin.rpartition(":")[2]
    return request.headers.get("host", "").lower() in (f"127.0.0.1:{port}", f"localhost:{port}")


def _admin(world: World, request: Request) -> Answer:
    key, _, rest = request.path.removeprefix("/_standin/").partition("/")
    if not hmac.compare_digest(key.encode(), world.key.encode()):
        return page_answer(404, pages.error("Page not found", "There is nothing at this address."))
    return admin.answer(world, request, rest.strip("/"))


def _spoiled(world: World, request: Request) -> Answer:
    fault, shapes = world.faults.take(request.method, request.path)
    act = _part(world, request, shapes)
    if fault is None:
        return act()
    if fault.kind == "drop_before":
        return Answer(0, dropped=True)
    if fault.kind == "drop_after":
        act()
        _excuse(world, request)
        return Answer(0, dropped=True)
    if fault.kind == "delay":
        made = act()
        # Whoever waited too long may repeat, as after a lost answer.
        _excuse(world, request)
        made.delay_s = float(fault.detail.get("seconds", 1))
        return made
    if fault.kind == "status":
        if fault.detail.get("act"):
            act()
            _excuse(world, request)
        return _ordered(fault)
    return _refusal(world, request, fault)


def _excuse(world: World, request: Request) -> None:
    """A token request whose answer was lost may be repeated once with the same token."""
    if request.path == "/oauth/token":
        world.lost_refreshes.add(request.form().get("refresh_token", [""])[0])


def _part(world: World, request: Request, shapes: dict[str, Fault]) -> Callable[[], Answer]:
    path = request.path
    if path.startswith("/oauth/"):
        return lambda: oauth.answer(world, request, shapes)
    if path.startswith("/v2/"):
        return lambda: api.answer(world, request, path.removeprefix("/v2"), shapes)
    if request.method == "GET" and path.startswith(("/j/", "/s/")):
        return lambda: _room(world, request)
    if path == "/":
        return lambda: page_answer(200, pages.start())
    return lambda: page_answer(404, pages.error("Page not found", "There is nothing at this address."))


def _room(world: World, request: Request) -> Answer:
    wanted = unquote(request.path[3:])
    for meeting in world.living():
        if wanted in (str(meeting.id), str(meeting.pmi or meeting.id)):
            fits = request.value("pwd") == meeting.pwd
            return page_answer(200, pages.room(meeting, world.host(meeting), passcode_fits=fits))
    return page_answer(404, pages.no_room(wanted))


def _ordered(fault: Fault) -> Answer:
    status = int(fault.detail.get("status", 500))
    kind = str(fault.detail.get("content_type", "application/json"))
    body = fault.detail.get("body", _TEXTS.get(kind.partition(";")[0], ""))
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {str(name): str(value) for name, value in dict(fault.detail.get("headers") or {}).items()}
    return Answer(status, text.encode(), kind, headers)


def _refusal(world: World, request: Request, fault: Fault) -> Answer:
    scope = api.scope_of(request.method, request.path.removeprefix("/v2"))
    now = world.clock.now()
    expired = "Access token is expired."
    answers: dict[str, Callable[[], Answer]] = {
        "expired": lambda: api.invalid_token(expired),
        "expired_400": lambda: api.invalid_token(expired, 400),
        "scope": lambda: api.missing_scope(scope),
        "scope_401": lambda: api.missing_scope(scope, 401),
        "scope_104": lambda: api.missing_scope(scope, 400, 104),
        "qps": lambda: limits.per_second_answer(now, "Light", 30),
        "retry_after": lambda: limits.per_second_answer(now, "Light", 30),
        "daily": lambda: limits.daily_answer(now, "Light", 6000),
        "host100": limits.host_answer,
        "concurrent": limits.concurrent_answer,
    }
    made = answers[fault.kind]() if fault.kind in answers else oauth.fault_answer(fault.kind)
    wish = fault.detail.get("value" if fault.kind == "retry_after" else "retry_after")
    if wish is not None:
        made.headers["Retry-After"] = str(wish)
    return made
