"""The REST part of the stand-in: which endpoint, and the checks before it in Zoom's order.

Does not do what the endpoints do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dainvo.demo.standin import invitation, listing, meetings, users
from dainvo.demo.standin.calls import Call
from dainvo.demo.standin.directory import User, user_by_id
from dainvo.demo.standin.exchange import Answer, Json, Request, json_answer, read_json
from dainvo.demo.standin.faults import Fault
from dainvo.demo.standin.grants import Grant
from dainvo.demo.standin.validation import refused
from dainvo.demo.standin.world import World


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint. `host`: needs a meeting licence; `weight` is Zoom's rate limit label."""

    method: str
    path: re.Pattern[str]
    scope: str
    act: Callable[[Call], Answer]
    host: bool = True
    weight: str = "Light"

    @property
    def write(self) -> bool:
        """Whether a call counts toward the 100 a day."""
        return self.method in ("POST", "PATCH")


_ME: Final = r"/users/(?P<user>[^/]+)"
_MEETING: Final = r"/meetings/(?P<meeting>[^/]+)"


def _endpoint(method: str, path: str, scope: str, act: Callable[[Call], Answer], **more: bool | str) -> Endpoint:
    return Endpoint(
        method, re.compile(path), scope, act, bool(more.get("host", True)), str(more.get("weight", "Light"))
    )


ENDPOINTS: Final = (
    _endpoint("GET", "/users/email", "user:read:email", users.email_exists, host=False),
    _endpoint("GET", _ME, "user:read:user", users.me, host=False),
    _endpoint("GET", _ME + "/meetings", "meeting:read:list_meetings", listing.list_meetings, weight="Medium"),
    _endpoint("POST", _ME + "/meetings", "meeting:write:meeting", meetings.create),
    _endpoint("GET", _MEETING, "meeting:read:meeting", meetings.read),
    _endpoint("PATCH", _MEETING, "meeting:update:meeting", meetings.change),
    _endpoint("DELETE", _MEETING, "meeting:delete:meeting", meetings.remove),
    _endpoint("GET", _MEETING + "/invitation", "meeting:read:invitation", invitation.invitation),
)


def answer(world: World, request: Request, path: str, shapes: Mapping[str, Fault]) -> Answer:
    """The answer to an API call; `path` is below the API base."""
    if "access_token" in request.values():
        world.violation("token_in_url", f"{request.method} {path}")
    endpoint, arguments = _find(request.method, path)
    if endpoint is None:
        kind = "registrant_call" if "/registrants" in path else "unknown_endpoint"
        world.violation(kind, f"{request.method} {path}")
        return json_answer(404, {"code": 2300, "message": "This API endpoint is not recognized."})
    grant = world.grants.by_access(request.bearer())
    if grant is None:
        return invalid_token("Invalid access token.")
    if world.clock.now() >= grant.access_until:
        return invalid_token("Access token is expired.")
    if endpoint.scope not in grant.scopes:
        return missing_scope(endpoint.scope)
    return _limited(world, request, endpoint, arguments, grant, shapes)


def _limited(
    world: World,
    request: Request,
    endpoint: Endpoint,
    arguments: Mapping[str, str],
    grant: Grant,
    shapes: Mapping[str, Fault],
) -> Answer:
    user = user_by_id(grant.user_id)
    over, headers = world.limits.check(
        user,
        endpoint.weight,
        write=endpoint.write,
        per_second=bool(world.switches["per_second_limits"]),
        now=world.clock.now(),
    )
    if over is not None:
        return over
    made = _checked(world, request, endpoint, arguments, user, shapes)
    made.headers |= headers | {"x-zm-trackingid": f"STANDIN_{world.chance.digits(12)}"}
    return made


def _checked(
    world: World,
    request: Request,
    endpoint: Endpoint,
    arguments: Mapping[str, str],
    user: User,
    shapes: Mapping[str, Fault],
) -> Answer:
    if endpoint.host and not user.licensed:
        message = "Your user account is not allowed meeting hosting and scheduling capabilities."
        return json_answer(400, {"code": 3161, "message": message})
    body: Json = {}
    if endpoint.write:
        value = read_json(request.body)
        if not isinstance(value, dict) or request.content_type != "application/json":
            return refused("body", message="Request Body should be a valid JSON object.")
        body = value
    occurrence = request.value("occurrence_id")
    if occurrence and not (occurrence.isascii() and occurrence.isdigit()):
        return refused("occurrence_id")
    meeting = arguments.get("meeting")
    if meeting is not None and not (meeting.isascii() and meeting.isdigit() and 9 <= len(meeting) <= 11):
        return refused("meetingId", message="Invalid meeting id.")
    made = endpoint.act(Call(world, request, user, arguments, body, shapes))
    if "left_out" in shapes:
        return _without(made, shapes["left_out"])
    return made


def _without(made: Answer, fault: Fault) -> Answer:
    """An answer that lacks the `fields` a fault names, separated by commas; of a list, each of its rows."""
    names = str(fault.detail.get("fields", "")).split(",")
    value = read_json(made.body)
    if not isinstance(value, dict):
        return made
    for row in [value, *value.get("meetings", [])]:
        for name in names:
            row.pop(name, None)
    return json_answer(made.status, value, made.headers)


def _find(method: str, path: str) -> tuple[Endpoint | None, dict[str, str]]:
    for endpoint in ENDPOINTS:
        match = endpoint.path.fullmatch(path)
        if match and endpoint.method == method:
            return endpoint, match.groupdict()
    return None, {}


def scope_of(method: str, path: str) -> str:
    """The scope that a call needs; an unknown one gives the first of the list, for faults on order."""
    endpoint, _ = _find(method, path)
    return endpoint.scope if endpoint else "meeting:read:meeting"


def invalid_token(message: str, status: int = 401) -> Answer:
    """Code 124."""
    return json_answer(status, {"code": 124, "message": message})


def missing_scope(scope: str, status: int = 400, code: int = 4711) -> Answer:
    """Code 4711, or the older 104; of the scopes listed one suffices."""
    message = f"Invalid access token, does not contain scopes:[{scope}:admin, {scope}]."
    return json_answer(status, {"code": code, "message": message})
