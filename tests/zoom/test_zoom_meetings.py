"""The Meetings API: what is sent, what comes back, and what every code of Zoom means."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes.zoom_wire import NO_TLS, NOW, Reply, Request, TokenEndpoint, Wire, reply

from dainvo.errors import DainvoError, NeedsUser, Refused, TryLater, Why
from dainvo.secrets import Secrets
from dainvo.web import Web
from dainvo.zoom.answers import ZoomMeeting
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.refusals import wait_s
from dainvo.zoom.tokens import Tokens

T = TypeVar("T")
LINK = "https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1"
MADE: dict[str, Any] = {
    "id": 92674392836,
    "uuid": "aDYlohsHRtCd4ii1uC2+hA==",
    "host_id": "zJKyaiAyTNC-MWjiWC18KQ",
    "host_email": "anna@example.com",
    "topic": "Design review",
    "type": 2,
    "status": "waiting",
    "start_time": "2027-03-25T07:30:00Z",
    "duration": 45,
    "timezone": "Europe/Berlin",
    "agenda": "[dv-5a5nvnvnxvgfn7tpu5xknlpn3j]\r\nQ2 plan",
    "created_at": "2027-03-10T09:00:00Z",
    "join_url": LINK,
    "start_url": "https://us02web.zoom.us/s/92674392836?zak=canary-start",
    "password": "123456",
    "settings": {"waiting_room": True, "use_pmi": False},
}
MEETING = ZoomMeeting(
    id="92674392836",
    host_id="zJKyaiAyTNC-MWjiWC18KQ",
    topic="Design review",
    type=2,
    join_url=LINK,
    start=datetime(2027, 3, 25, 7, 30, tzinfo=UTC),
    duration_min=45,
    zone="Europe/Berlin",
    agenda="[dv-5a5nvnvnxvgfn7tpu5xknlpn3j]\r\nQ2 plan",
    passcode="123456",
    host_email="anna@example.com",
    created_at=NOW,
    status="waiting",
)


class Zoom:
    """The API on a wire beside a token endpoint; `script` answers what is no token request."""

    def __init__(self, folder: Path, script: Callable[[Request], Reply | None]) -> None:
        self.tokens = TokenEndpoint()
        self.calls: list[Request] = []
        self._folder = folder
        self._script = script

    def _answer(self, request: Request) -> Reply | None:
        if request.path.startswith("/oauth/"):
            return self.tokens(request)
        self.calls.append(request)
        return self._script(request)

    def run(
        self, scenario: Callable[[Meetings], Awaitable[T]], *, expires_at: datetime = NOW + timedelta(hours=1)
    ) -> T:
        async def play(wire: Wire) -> T:
            web, secrets = Web(context=NO_TLS), Secrets.in_memory()
            secrets.put("zoom:1", wire.grant(expires_at=expires_at).to_json())
            tokens = Tokens(secrets, web, "zoom:1", self._folder / "lock", config=wire.config, now=lambda: NOW)
            try:
                return await scenario(Meetings(web, tokens, now=lambda: NOW))
            finally:
                await web.close()

        with Wire(self._answer) as wire:
            return asyncio.run(play(wire))

    def failure(self, scenario: Callable[[Meetings], Awaitable[object]]) -> DainvoError:
        with pytest.raises(DainvoError) as caught:
            self.run(scenario)
        return caught.value


def read(meetings: Meetings) -> Awaitable[ZoomMeeting]:
    return meetings.read("92674392836")


def create(meetings: Meetings) -> Awaitable[ZoomMeeting]:
    return meetings.create({"topic": "Design review"})


def update(meetings: Meetings) -> Awaitable[None]:
    return meetings.update("92674392836", {"topic": "New"})


def delete(meetings: Meetings) -> Awaitable[None]:
    return meetings.delete("92674392836", whole=True)


def test_create(tmp_path: Path) -> None:
    """M08."""
    zoom = Zoom(tmp_path, lambda request: reply(201, MADE))
    assert zoom.run(create) == MEETING
    (call,) = zoom.calls
    assert (call.method, call.path, call.query, call.bearer) == ("POST", "/v2/users/me/meetings", {}, "access-1")
    assert call.headers["content-type"] == "application/json"
    assert call.json() == {"topic": "Design review"}


def test_nothing_holds_the_host_start_link(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Z17."""
    caplog.set_level(logging.DEBUG)
    for scenario in (create, read):
        meeting = Zoom(tmp_path, lambda request: reply(201, MADE)).run(scenario)
        assert "canary-start" not in json.dumps(dataclasses.asdict(meeting), default=str)
    assert "canary-start" not in caplog.text
    assert "access-1" not in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        Reply(201, json.dumps(MADE).encode()[:200]),
        Reply(201, b""),
        Reply(204),
        Reply(200, b"<?xml version='1.0'?><response/>"),
        Reply(202, b"{}"),
        Reply(201, b"<html>"),
        reply(201, [MADE]),
        reply(201, MADE | {"id": "92674392836"}),
        reply(201, MADE | {"id": str(2**60)}),
        reply(201, MADE | {"id": 2**60}),
        reply(201, MADE | {"id": 7}),
        reply(201, MADE | {"id": True}),
        reply(201, MADE | {"id": 92674392836.5}),
        reply(201, {name: value for name, value in MADE.items() if name != "id"}),
        reply(201, MADE | {"join_url": "https://zoom.us.evil.example/j/92674392836"}),
        reply(201, MADE | {"join_url": "http://us02web.zoom.us/j/92674392836"}),
        reply(201, MADE | {"join_url": "javascript:alert(1)"}),
        reply(201, MADE | {"join_url": MADE["start_url"]}),
        reply(201, MADE | {"join_url": None}),
        Reply(201, b" " * (2 * 1024 * 1024 + 1)),
        Reply(201, json.dumps(MADE).encode(), {"Content-Encoding": "gzip"}),
        Reply(500),
        Reply(502, b"<html>"),
        reply(503, {"code": 300, "message": "x"}),
        Reply(408),
        Reply(400, b"<html>proxy</html>"),
        Reply(403, b"<html>proxy</html>"),
        Reply(404, b""),
        Reply(302, b"", {"Location": "https://evil.example/"}),
        None,
    ],
)
def test_an_unclear_create_is_unknown_and_never_repeated(answer: Reply | None, tmp_path: Path) -> None:
    """H-24, Z19: the caller finds out what exists."""
    zoom = Zoom(tmp_path, lambda request: answer)
    error = zoom.failure(create)
    assert isinstance(error, TryLater)
    assert error.sent
    assert len(zoom.calls) == 1


def test_offline_nothing_was_sent(tmp_path: Path) -> None:
    async def gone(meetings: Meetings) -> None:
        with pytest.raises(TryLater) as caught:
            await create(meetings)
        assert (caught.value.why, caught.value.sent) == (Why.OFFLINE, False)

    async def play(wire: Wire) -> None:
        wire._server.server_close()
        web, secrets = Web(context=NO_TLS), Secrets.in_memory()
        secrets.put("zoom:1", wire.grant().to_json())
        tokens = Tokens(secrets, web, "zoom:1", tmp_path / "lock", config=wire.config, now=lambda: NOW)
        await gone(Meetings(web, tokens))
        await web.close()

    asyncio.run(play(Wire(lambda request: None)))


def error_body(code: int, message: str = "Zoom says no.", **more: object) -> dict[str, object]:
    return {"code": code, "message": message, **more}


NAMED = "Invalid access token, does not contain scopes:[meeting:update:meeting:admin, meeting:update:meeting]."


@pytest.mark.parametrize(
    ("status", "body", "why", "about"),
    [
        (400, error_body(4711, NAMED), Why.ZOOM_SCOPE_MISSING, {"scope": "meeting:update:meeting"}),
        (401, error_body(4711, NAMED), Why.ZOOM_SCOPE_MISSING, {"scope": "meeting:update:meeting"}),
        (400, error_body(104, NAMED), Why.ZOOM_SCOPE_MISSING, {"scope": "meeting:update:meeting"}),
        (401, error_body(4700, NAMED), Why.ZOOM_SCOPE_MISSING, {"scope": "meeting:update:meeting"}),
        (400, error_body(4711, "does not contain scopes:[x:y:admin, x:y]"), Why.ZOOM_SCOPE_MISSING, {"scope": "x:y"}),
        (400, error_body(4711), Why.ZOOM_SCOPE_MISSING, {"scope": ""}),
        (400, error_body(200, "No permission."), Why.ZOOM_NO_PERMISSION, {"code": "200"}),
        (403, error_body(200), Why.ZOOM_NO_PERMISSION, {}),
        (401, error_body(200), Why.ZOOM_NO_PERMISSION, {}),
        (
            400,
            error_body(300, errors=[{"field": "start_time", "message": "x"}]),
            Why.ZOOM_INVALID,
            {"field": "start_time"},
        ),
        (404, error_body(300), Why.ZOOM_INVALID, {"field": ""}),
        (400, error_body(300, errors="rubbish"), Why.ZOOM_INVALID, {"field": ""}),
        (400, error_body(1010), Why.ZOOM_OTHER_HOST, {}),
        (401, error_body(1010), Why.ZOOM_OTHER_HOST, {}),
        (404, error_body(1010), Why.ZOOM_OTHER_HOST, {}),
        (400, error_body(1120), Why.ZOOM_NO_PERMISSION, {}),
        (404, error_body(2300), Why.REJECTED, {"code": "2300"}),
        (400, error_body(3000), Why.ZOOM_NO_PERMISSION, {"code": "3000"}),
        (404, error_body(3001), Why.ZOOM_MEETING_GONE, {}),
        (400, error_body(3001), Why.ZOOM_MEETING_GONE, {}),
        (400, error_body(3003), Why.ZOOM_NO_PERMISSION, {}),
        (400, error_body(3018), Why.ZOOM_NO_PERMISSION, {"code": "3018"}),
        (400, error_body(3037), Why.ZOOM_NO_PERMISSION, {"code": "3037"}),
        (400, error_body(3161), Why.ZOOM_NO_LICENCE, {}),
        (403, error_body(0), Why.ZOOM_OTHER_HOST, {}),
        (400, error_body(99999), Why.REJECTED, {"code": "99999"}),
        (409, error_body(0), Why.REJECTED, {}),
    ],
)
def test_codes_that_refuse(status: int, body: object, why: Why, about: dict[str, str], tmp_path: Path) -> None:
    """zoom.md §6.1, M21, M23, M57: decided by code, not repeated, the grant stays."""
    zoom = Zoom(tmp_path, lambda request: reply(status, body))
    error = zoom.failure(update)
    assert isinstance(error, Refused)
    assert error.why is why
    assert about.items() <= error.about.items()
    assert len(zoom.calls) == 1
    assert not zoom.tokens.refreshes


def test_a_create_that_is_forbidden_is_no_foreign_meeting(tmp_path: Path) -> None:
    assert Zoom(tmp_path, lambda request: reply(403, {})).failure(create).why is Why.ZOOM_NO_PERMISSION


def test_an_unknown_user_asks_for_a_new_sign_in(tmp_path: Path) -> None:
    error = Zoom(
        tmp_path, lambda request: reply(404, error_body(1001, "User does not exist: anna@example.com."))
    ).failure(create)
    assert isinstance(error, NeedsUser)
    assert error.why is Why.ZOOM_ACCESS_ENDED
    assert "anna" not in error.detail


AGED = [
    (401, error_body(124, "Access token is expired.")),
    (400, error_body(124)),
    (401, error_body(201)),
    (401, error_body(4700)),
    (401, error_body(0)),
    (401, "<html>"),
]


@pytest.mark.parametrize(("status", "body"), AGED)
@pytest.mark.parametrize("scenario", [create, read, update])
def test_an_aged_token_is_renewed_and_the_call_repeated_once(
    status: int, body: object, scenario: Callable[[Meetings], Awaitable[object]], tmp_path: Path
) -> None:
    """401/124: Zoom did nothing, so that even a create may go again."""
    zoom = Zoom(tmp_path, lambda request: reply(status, body) if request.bearer == "access-1" else reply(200, MADE))
    zoom.run(scenario)
    assert [call.bearer for call in zoom.calls] == ["access-1", "access-2"]
    assert zoom.tokens.refreshes == 1


@pytest.mark.parametrize(("status", "body"), AGED)
def test_a_token_refused_twice_means_access_ended(status: int, body: object, tmp_path: Path) -> None:
    """M21: once, never a loop."""
    zoom = Zoom(tmp_path, lambda request: reply(status, body))
    error = zoom.failure(create)
    assert isinstance(error, NeedsUser)
    assert error.why is Why.ZOOM_ACCESS_ENDED
    assert len(zoom.calls) == 2


def test_a_create_lost_after_the_refresh_is_unknown(tmp_path: Path) -> None:
    zoom = Zoom(tmp_path, lambda request: reply(401, error_body(124)) if request.bearer == "access-1" else None)
    error = zoom.failure(create)
    assert isinstance(error, TryLater)
    assert error.sent
    assert len(zoom.calls) == 2


DAILY = "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this user."
TO_MIDNIGHT = 15 * 3600.0


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"retry-after": "2027-03-10T09:02:00Z"}, "daily", 120.0),
        ({"retry-after": "2027-03-10T10:02:00+01:00"}, "", 120.0),
        ({"retry-after": "2027-03-10T09:02:00"}, "", 120.0),
        ({"retry-after": "Wed, 10 Mar 2027 09:02:00 GMT"}, "", 120.0),
        ({"retry-after": "120"}, "daily", 120.0),
        ({"retry-after": "0"}, "", 1.0),
        ({"retry-after": "2027-03-10T08:00:00Z"}, "", 1.0),
        ({"retry-after": "99999999999"}, "", 25 * 3600.0),
        ({"retry-after": "2099-01-01T00:00:00Z"}, "", 25 * 3600.0),
        ({"retry-after": "-5"}, "", None),
        ({"retry-after": "20270310"}, DAILY, 25 * 3600.0),
        ({"retry-after": "soon"}, DAILY, TO_MIDNIGHT),
        ({"retry-after": "١٢"}, "", None),
        ({}, DAILY, TO_MIDNIGHT),
        ({"x-ratelimit-type": "Daily-limit"}, "", TO_MIDNIGHT),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 3)}, "per-second", 3.0),
        ({"x-ratelimit-reset": "soon"}, "per-second", None),
        ({"x-ratelimit-reset": "9" * 40}, "", None),
        ({}, "You have reached the maximum per-second rate limit for this API.", None),
        ({}, "Too many concurrent requests.", None),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], message: str, seconds: float | None) -> None:
    """M61, zoom.md §6.2."""
    assert wait_s(headers, message, NOW) == seconds


@pytest.mark.parametrize(
    ("message", "limit"), [(DAILY, "daily"), ("You have reached the maximum per-second rate limit", "second")]
)
def test_a_limit_is_told_and_nothing_was_made(message: str, limit: str, tmp_path: Path) -> None:
    zoom = Zoom(tmp_path, lambda request: reply(429, error_body(429, message), Retry_After="7"))
    error = zoom.failure(create)
    assert isinstance(error, TryLater)
    assert (error.why, error.retry_after_s, error.sent, error.about["limit"]) == (Why.RATE_LIMITED, 7.0, False, limit)
    assert len(zoom.calls) == 1


def test_a_limit_of_somebody_else_leaves_a_create_unknown(tmp_path: Path) -> None:
    error = Zoom(tmp_path, lambda request: Reply(429, b"<html>proxy</html>")).failure(create)
    assert isinstance(error, TryLater)
    assert error.sent


def test_update_sends_what_it_is_given(tmp_path: Path) -> None:
    """M10."""
    zoom = Zoom(tmp_path, lambda request: Reply(204))
    zoom.run(update)
    (call,) = zoom.calls
    assert (call.method, call.path, call.json()) == ("PATCH", "/v2/meetings/92674392836", {"topic": "New"})


@pytest.mark.parametrize("answer", [Reply(204), reply(404, error_body(3001)), reply(400, error_body(3001))])
def test_delete_is_done_when_the_meeting_is_gone(answer: Reply, tmp_path: Path) -> None:
    """M12: 404 counts as gone; no mail to hosts."""
    zoom = Zoom(tmp_path, lambda request: answer)
    zoom.run(delete)
    (call,) = zoom.calls
    assert (call.method, call.path) == ("DELETE", "/v2/meetings/92674392836")
    assert call.query == {"schedule_for_reminder": "false"}


@pytest.mark.parametrize(
    ("code", "why"), [(3018, Why.ZOOM_NO_PERMISSION), (3037, Why.ZOOM_NO_PERMISSION), (1010, Why.ZOOM_OTHER_HOST)]
)
def test_delete_that_is_refused(code: int, why: Why, tmp_path: Path) -> None:
    assert Zoom(tmp_path, lambda request: reply(400, error_body(code))).failure(delete).why is why


@pytest.mark.parametrize(
    "meeting_id", ["", "1", "me", "92674392836/../x", "92674392836?a=b", "9267439283６", "9" * 20, "92674392836\n"]
)
def test_an_id_from_a_crafted_event_reaches_no_address(meeting_id: str, tmp_path: Path) -> None:
    zoom = Zoom(tmp_path, lambda request: Reply(204))
    error = zoom.failure(lambda meetings: meetings.delete(meeting_id, whole=True))
    assert error.why is Why.ZOOM_INVALID
    assert not zoom.calls


def test_me(tmp_path: Path) -> None:
    """M02, M63: identity by user and account id."""
    answer = {
        "id": "u1",
        "account_id": "a1",
        "email": "anna@example.com",
        "first_name": "Anna",
        "last_name": "Berg",
        "type": 2,
        "timezone": "Europe/Berlin",
        "use_pmi": True,
        "pic_url": "https://x",
    }
    user = Zoom(tmp_path, lambda request: reply(200, answer)).run(lambda meetings: meetings.me())
    assert (user.id, user.account_id, user.email, user.name) == ("u1", "a1", "anna@example.com", "Anna Berg")
    assert (user.plan, user.zone, user.use_pmi) == ("licensed", "Europe/Berlin", True)
    assert "anna" not in repr(user).lower()


@pytest.mark.parametrize(
    ("number", "plan"), [(1, "basic"), (2, "licensed"), (4, "none"), (99, "none"), (7, ""), ("x", "")]
)
def test_plans(number: object, plan: str, tmp_path: Path) -> None:
    zoom = Zoom(tmp_path, lambda request: reply(200, {"id": "u1", "type": number}))
    assert zoom.run(lambda meetings: meetings.me()).plan == plan


@pytest.mark.parametrize("answer", [reply(200, {}), reply(200, []), Reply(200, b"<html>")])
def test_a_user_that_is_none(answer: Reply, tmp_path: Path) -> None:
    error = Zoom(tmp_path, lambda request: answer).failure(lambda meetings: meetings.me())
    assert isinstance(error, TryLater)
    assert error.why is Why.NOT_UNDERSTOOD


def row(number: int) -> dict[str, Any]:
    return {"id": 10**10 + number, "host_id": "h", "topic": f"T{number}", "type": 2, "join_url": LINK, "agenda": "a"}


def test_list_follows_its_pages(tmp_path: Path) -> None:
    """Each id once, though a series may be listed by occurrence."""
    pages = {
        "": {"meetings": [row(1), row(2), row(1)], "next_page_token": "t1"},
        "t1": {"meetings": [row(3), row(2), {"id": "x"}, "y"], "next_page_token": ""},
    }
    zoom = Zoom(tmp_path, lambda request: reply(200, pages[request.query.get("next_page_token", "")]))
    listing = zoom.run(lambda meetings: meetings.list())
    assert [meeting.topic for meeting in listing.meetings] == ["T1", "T2", "T3"]
    assert listing.complete
    assert [call.query for call in zoom.calls] == [
        {"type": "scheduled", "page_size": "300"},
        {"type": "scheduled", "page_size": "300", "next_page_token": "t1"},
    ]


def test_list_ends_after_twenty_pages_and_says_so(tmp_path: Path) -> None:
    """I-14; 'not found' then proves nothing."""
    zoom = Zoom(tmp_path, lambda request: reply(200, {"meetings": [row(1)], "next_page_token": "more"}))
    assert not zoom.run(lambda meetings: meetings.list()).complete
    assert len(zoom.calls) == 20


def test_a_dead_page_token_is_tried_later(tmp_path: Path) -> None:
    def script(request: Request) -> Reply:
        if "next_page_token" in request.query:
            return reply(400, error_body(300, "The next page token is invalid or expired."))
        return reply(200, {"meetings": [], "next_page_token": "t"})

    error = Zoom(tmp_path, script).failure(lambda meetings: meetings.list())
    assert isinstance(error, TryLater)


def test_a_list_without_meetings_is_no_list(tmp_path: Path) -> None:
    """Else 'none found' would lead to a second meeting."""
    error = Zoom(tmp_path, lambda request: reply(200, {"status": "ok"})).failure(lambda meetings: meetings.list())
    assert isinstance(error, TryLater)


def test_invitation(tmp_path: Path) -> None:
    zoom = Zoom(tmp_path, lambda request: reply(200, {"invitation": "Anna invites you.\r\n\r\nJoin\r\n"}))
    assert zoom.run(lambda meetings: meetings.invitation("92674392836")) == "Anna invites you.\n\nJoin\n"
    assert zoom.calls[0].path == "/v2/meetings/92674392836/invitation"


@pytest.mark.parametrize("answer", [reply(200, {}), reply(200, {"invitation": 1}), reply(200, []), Reply(200)])
def test_an_invitation_without_text(answer: Reply, tmp_path: Path) -> None:
    error = Zoom(tmp_path, lambda request: answer).failure(lambda meetings: meetings.invitation("92674392836"))
    assert isinstance(error, TryLater)


@pytest.mark.parametrize("answer", [Reply(200, b"<html>portal</html>"), Reply(200, b"<?xml?>"), Reply(202, b"{")])
def test_a_page_of_a_proxy_is_no_success(answer: Reply, tmp_path: Path) -> None:
    """zoom.md §6.1: no JSON, unknown; a change or removal is tried again."""
    for call in (update, delete):
        error = Zoom(tmp_path, lambda request: answer).failure(call)
        assert isinstance(error, TryLater)
        assert error.why is Why.NOT_UNDERSTOOD


def test_two_calls_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zoom.md §6.2: per account."""
    now = most = 0

    async def gauge(meetings: Meetings) -> None:
        original = meetings._ask

        async def counted(*args: Any) -> Any:
            nonlocal now, most
            now += 1
            most = max(most, now)
            try:
                return await original(*args)
            finally:
                now -= 1

        monkeypatch.setattr(meetings, "_ask", counted)
        await asyncio.gather(*(read(meetings) for _ in range(6)))

    Zoom(tmp_path, lambda request: reply(200, MADE)).run(gauge)
    assert most == 2


def test_details_name_code_and_tracking_but_nobody(tmp_path: Path) -> None:
    answer = reply(
        400,
        error_body(3000, "You cannot schedule a meeting for bob@example.com\n" + "x" * 500),
        x_zm_trackingid="WEB_1",
    )
    error = Zoom(tmp_path, lambda request: answer).failure(create)
    assert error.detail.startswith("Zoom 400/3000 You cannot schedule a meeting for …")
    assert error.detail.endswith("tracking id WEB_1")
    assert len(error.detail) < 260
