"""Sign-in: configuration, the authorize address, redeeming, what token errors mean, revoking."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fakes.zoom_wire import CLIENT, NO_TLS, NOW, Reply, Request, Wire, reply

from dainvo.errors import DainvoError, NeedsUser, Refused, TryLater, Why
from dainvo.web import Web
from dainvo.zoom import oauth
from dainvo.zoom.oauth import API_URL, OAUTH_URL, Grant, GrantEnded, ZoomConfig, clears_grant, configure

OAUTH, API = "http://127.0.0.1:81/oauth", "http://127.0.0.1:81/v2"


def test_without_settings_it_is_zoom_and_no_client() -> None:
    assert configure({}) == ZoomConfig("", OAUTH_URL, API_URL)


def test_environment_before_settings_before_build() -> None:
    """Z4, Y13."""
    assert configure({"DAINVO_ZOOM_CLIENT_ID": "e"}, "s", 0, "b").client_id == "e"
    assert configure({}, "s", 0, "b").client_id == "s"
    assert configure({}, " ", 0, "b").client_id == "b"


@pytest.mark.parametrize(
    ("oauth_url", "api_url"),
    [
        (OAUTH, API),
        ("http://localhost:81/oauth/", "http://[::1]:81/v2/"),
        ("https://zoom.example/oauth", "https://api.zoom.example/v2"),
    ],
)
def test_both_bases_can_be_replaced(oauth_url: str, api_url: str) -> None:
    config = configure({"DAINVO_ZOOM_OAUTH_URL": oauth_url, "DAINVO_ZOOM_API_URL": api_url}, "s")
    assert (config.oauth_url, config.api_url) == (oauth_url.rstrip("/"), api_url.rstrip("/"))
    assert config.overridden


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "zoom.us",
        "http://zoom.us/oauth",
        "ftp://127.0.0.1/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.2/",
        "https://user@zoom.us/oauth",
        "https://zoom.us/oauth?x=1",
        "https://zoom.us/oauth#x",
        "https://zoom.us/oauth?",
        "https:///oauth",
        "https://zoom.us:abc/",
        "http://localhost.evil/",
        "https://zo om.us/",
        "https://[::1/",
    ],
)
@pytest.mark.parametrize("variable", ["DAINVO_ZOOM_OAUTH_URL", "DAINVO_ZOOM_API_URL"])
def test_a_bad_or_lonely_base_switches_zoom_off(bad: str, variable: str) -> None:
    """Z5: the message names the variable."""
    environ = {"DAINVO_ZOOM_OAUTH_URL": OAUTH, "DAINVO_ZOOM_API_URL": API} | {variable: bad}
    with pytest.raises(Refused) as caught:
        configure(environ, "s")
    assert caught.value.why is Why.BAD_CONFIGURATION
    assert caught.value.about["variable"] == variable


@pytest.mark.parametrize("port", [-1, 80, 1023, 65536])
def test_a_redirect_port_out_of_range(port: int) -> None:
    with pytest.raises(Refused) as caught:
        configure({}, "s", port)
    assert caught.value.about["variable"] == "redirect_port"


def test_the_challenge_of_the_standard() -> None:
    """RFC 7636 appendix B."""
    assert (
        oauth.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


GRANTED = {
    "access_token": "access-1",
    "token_type": "bearer",
    "refresh_token": "refresh-1",
    "expires_in": 3599,
    "scope": "user:read:user meeting:write:meeting",
    "api_url": "https://api-eu.zoom.us",
}


class Browser:
    """Goes where it is sent and comes back with `answer`, as a query string without the state."""

    def __init__(self, answer: dict[str, str]) -> None:
        self.answer = answer
        self.query: dict[str, str] = {}
        self.path = ""
        self.page = b""
        self.visit: asyncio.Task[None] | None = None

    def __call__(self, address: str) -> None:
        parts = urlsplit(address)
        self.path = f"{parts.scheme}://{parts.netloc}{parts.path}"
        self.query = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
        self.visit = asyncio.get_running_loop().create_task(self._come_back())

    async def _come_back(self) -> None:
        redirect = urlsplit(self.query["redirect_uri"])
        query = urlencode({**self.answer, "state": self.query["state"]})
        reader, writer = await asyncio.open_connection(redirect.hostname, redirect.port)
        writer.write(f"GET {redirect.path}?{query} HTTP/1.1\r\nHost: {redirect.netloc}\r\n\r\n".encode())
        self.page = await reader.read()
        writer.close()
        await writer.wait_closed()


def sign_in(wire: Wire, browser: Browser) -> Grant:
    async def play() -> Grant:
        web = Web(context=NO_TLS)
        try:
            return await oauth.authorize(web, wire.config, browser, now=lambda: NOW)
        finally:
            await web.close()
            if browser.visit is not None:
                await browser.visit

    return asyncio.run(play())


def test_sign_in_end_to_end() -> None:
    """M01, Z1–Z3: S256, state, no scope sent, the same redirect and id when redeeming, no secret, no header."""
    browser = Browser({"code": "the-code"})
    with Wire(lambda request: reply(200, GRANTED)) as wire:
        grant = sign_in(wire, browser)
    (redeemed,) = wire.requests
    assert browser.path == f"{wire.origin}/oauth/authorize"
    assert set(browser.query) == {
        "response_type",
        "client_id",
        "redirect_uri",
        "state",
        "code_challenge",
        "code_challenge_method",
    }
    assert (browser.query["response_type"], browser.query["code_challenge_method"]) == ("code", "S256")
    assert len(browser.query["state"]) == 43
    verifier = redeemed.form["code_verifier"]
    assert len(verifier) == 64
    assert oauth.challenge(verifier) == browser.query["code_challenge"]
    assert (redeemed.method, redeemed.path, redeemed.query) == ("POST", "/oauth/token", {})
    assert "authorization" not in redeemed.headers
    assert redeemed.form == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "client_id": CLIENT,
        "redirect_uri": browser.query["redirect_uri"],
        "code_verifier": verifier,
    }
    assert b"You can return to Dainvo" in browser.page
    assert grant == Grant(
        wire.config.oauth_url,
        wire.config.api_url,
        CLIENT,
        "access-1",
        "refresh-1",
        NOW + timedelta(seconds=3599),
        "user:read:user meeting:write:meeting",
        wire.config.api_url,  # what the answer names is ignored while the bases are replaced
    )


def test_two_sign_ins_share_nothing() -> None:
    browsers = [Browser({"code": "c"}), Browser({"code": "c"})]
    with Wire(lambda request: reply(200, GRANTED)) as wire:
        for browser in browsers:
            sign_in(wire, browser)
    for name in ("state", "code_challenge"):
        assert browsers[0].query[name] != browsers[1].query[name]


def failed_sign_in(script: Callable[[Request], Reply | None], answer: dict[str, str] | None = None) -> DainvoError:
    with Wire(script) as wire, pytest.raises(DainvoError) as caught:
        sign_in(wire, Browser(answer or {"code": "the-code"}))
    return caught.value


def test_no_client_id_is_said_before_anything_opens() -> None:
    def never(address: str) -> None:
        raise AssertionError("the browser was sent off")

    with pytest.raises(Refused) as caught:
        asyncio.run(oauth.authorize(Web(), ZoomConfig(""), never))
    assert caught.value.why is Why.NO_CLIENT_ID


def test_declining_ends_the_attempt() -> None:
    answer = {"error": "access_denied", "error_description": "<b>No</b>\nthanks"}
    error = failed_sign_in(lambda request: reply(500, {}), answer)
    assert error.why is Why.DECLINED
    assert error.about["error"] == "access_denied"
    assert error.detail == "<b>No</b> thanks"


def test_five_minutes_end_the_attempt() -> None:
    """M01: the time is up, and the port is free."""
    ports: list[int] = []

    def note(address: str) -> None:
        redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
        ports.append(urlsplit(redirect).port or 0)

    async def play() -> None:
        with pytest.raises(Refused) as caught:
            await oauth.authorize(Web(), ZoomConfig(CLIENT, OAUTH, API), note, timeout_s=0.01)
        assert caught.value.why is Why.TIMED_OUT
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", ports[0])

    asyncio.run(play())


@pytest.mark.parametrize(
    ("answer", "kind", "why", "variable"),
    [
        (reply(400, {"reason": "Invalid authorization code x", "error": "invalid_grant"}), NeedsUser, Why.DECLINED, ""),
        (reply(400, {"reason": "Invalid authorization code", "error": "invalid_request"}), NeedsUser, Why.DECLINED, ""),
        (reply(400, {"error": "invalid_grant"}), NeedsUser, Why.DECLINED, ""),
        (
            reply(400, {"reason": "Invalid request : Redirect URI mismatch."}),
            NeedsUser,
            Why.BAD_CONFIGURATION,
            "redirect_port",
        ),
        (reply(400, {"error": "invalid_client"}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(401, {"error": "invalid_client"}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(400, {"code": 4702}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(400, {"code": 4704}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(400, {"code": 4705}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(400, {"code": 4706}), NeedsUser, Why.BAD_CONFIGURATION, "client_id"),
        (reply(400, {"code": 4709}), NeedsUser, Why.BAD_CONFIGURATION, "redirect_port"),
        (reply(400, {"code": 4717}), NeedsUser, Why.DECLINED, ""),
        (reply(400, {"code": "4738"}), NeedsUser, Why.ZOOM_APPROVAL, ""),
        (reply(400, {"code": 4732}), TryLater, Why.SERVER_ERROR, None),
        (reply(400, {"code": 4733}), NeedsUser, Why.TIMED_OUT, ""),
        (reply(400, {"code": 4734}), NeedsUser, Why.DECLINED, ""),
        (reply(400, {"errorCode": 4700, "errorMessage": "Invalid redirect url"}), NeedsUser, Why.DECLINED, ""),
        (reply(429, {}, Retry_After="7"), TryLater, Why.RATE_LIMITED, None),
        (reply(503, {}), TryLater, Why.SERVER_ERROR, None),
        (Reply(400, b"<html>"), TryLater, Why.SERVER_ERROR, None),
        (Reply(200, b"<html>"), TryLater, Why.NO_ANSWER, None),
        (reply(200, {"access_token": "a", "refresh_token": ""}), TryLater, Why.NO_ANSWER, None),
        (reply(200, {"access_token": "a"}), TryLater, Why.NO_ANSWER, None),
        (reply(200, ["access_token"]), TryLater, Why.NO_ANSWER, None),
        (None, TryLater, Why.NO_ANSWER, None),
        (Reply(302, b"", {"Location": "https://zoom.us.evil.example/"}), TryLater, Why.SERVER_ERROR, None),
    ],
)
def test_what_a_refused_code_means(
    answer: Reply | None, kind: type[DainvoError], why: Why, variable: str | None
) -> None:
    """zoom.md §3.5; M23."""
    error = failed_sign_in(lambda request: answer)
    assert type(error) is kind
    assert error.why is why
    assert error.about.get("variable") == variable


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("https://api-eu.zoom.us", "https://api-eu.zoom.us/v2"),
        ("https://zoom.us", "https://zoom.us/v2"),
        ("https://zoom.us.evil.example", API_URL),
        ("https://evilzoom.us", API_URL),
        ("http://api-eu.zoom.us", API_URL),
        ("https://a@api-eu.zoom.us", API_URL),
        ("https://api-eu.zoom.us:8443", API_URL),
        ("https://evil.example\\.zoom.us", API_URL),
        ("https://[x", API_URL),
        (None, API_URL),
        (17, API_URL),
    ],
)
def test_only_an_address_of_zoom_is_called(told: object, used: str) -> None:
    """zoom.md §3.3."""
    assert oauth._calls_url(Grant(OAUTH_URL, API_URL, CLIENT, "", "", NOW), told) == used


CLEARS = [
    (400, {"reason": "Invalid Token!", "error": "invalid_grant"}, True),
    (400, {"reason": "Invalid refresh token", "error": "invalid_grant"}, True),
    (401, {"reason": "Invalid Token!", "error": "invalid_grant"}, True),
    (401, {"reason": "Invalid Token!", "error": "invalid_request"}, True),
    (400, {"reason": "Invalid Token!", "error": "invalid_request"}, True),
    (400, {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, True),
    (401, {"error": "unauthorized_client"}, True),
    (400, {"code": 4735}, True),
    (400, {"code": 4737}, True),
    (400, {"code": "4741", "message": "revoked"}, True),
    (400, {"reason": "Something else", "error": "invalid_request"}, False),
    (400, {"code": 4700}, False),
    (400, {"code": 4717}, False),
    (400, {"code": 4738}, False),
    (400, {"code": 4740}, False),
    (403, {"error": "invalid_grant"}, False),
    (429, {"error": "invalid_grant"}, False),
    (500, {"error": "invalid_grant"}, False),
    (503, {"error": "invalid_grant"}, False),
    (200, {"error": "invalid_grant"}, False),
]


@pytest.mark.parametrize(("status", "body", "clears"), CLEARS)
def test_what_clears_a_grant(status: int, body: dict[str, object], clears: bool) -> None:
    """Z8, every row of zoom.md §3.5."""
    assert clears_grant(status, json.dumps(body).encode()) is clears


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>invalid_grant</html>",
        b"<error>invalid_grant</error>",
        b'["invalid_grant"]',
        b'{"error": "invalid_gra',
        b'"invalid_grant"',
    ],
)
@pytest.mark.parametrize("status", [400, 401])
def test_no_json_says_nothing_about_the_grant(status: int, body: bytes) -> None:
    assert not clears_grant(status, body)


def refreshed(answer: Reply | None) -> tuple[Grant, Wire]:
    async def play(wire: Wire) -> Grant:
        web = Web(context=NO_TLS)
        try:
            return await oauth.refresh(web, wire.grant(), now=lambda: NOW)
        finally:
            await web.close()

    with Wire(lambda request: answer) as wire:
        return asyncio.run(play(wire)), wire


@pytest.mark.parametrize(("status", "body", "clears"), CLEARS)
def test_a_refresh_ends_a_grant_only_by_that_table(status: int, body: dict[str, object], clears: bool) -> None:
    with pytest.raises(DainvoError) as caught:
        refreshed(reply(status, body))
    assert isinstance(caught.value, GrantEnded) is clears


def test_a_refresh_keeps_what_the_answer_leaves_out() -> None:
    grant, wire = refreshed(reply(200, {"access_token": "a2", "refresh_token": "r2"}))
    assert grant.scope == "meeting:write:meeting user:read:user"
    assert (grant.access_token, grant.refresh_token, grant.client_id) == ("a2", "r2", CLIENT)
    assert grant.expires_at == NOW + timedelta(seconds=3599)
    assert wire.requests[0].form == {"grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": CLIENT}


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [(reply(200, {"status": "success"}), True), (reply(401, {}), False), (Reply(500), False), (None, False)],
)
def test_revoking_is_tried_and_never_fails(answer: Reply | None, agreed: bool) -> None:
    """Y05: sent in the body, without a header."""

    async def play(wire: Wire) -> bool:
        web = Web(context=NO_TLS)
        try:
            return await oauth.revoke(web, wire.grant())
        finally:
            await web.close()

    with Wire(lambda request: answer) as wire:
        assert asyncio.run(play(wire)) is agreed
    (request,) = wire.requests
    assert (request.path, request.query) == ("/oauth/revoke", {})
    assert request.form == {"token": "access-1", "client_id": CLIENT}


def test_a_grant_survives_its_json() -> None:
    with Wire(lambda request: None) as wire:
        grant = wire.grant()
    assert Grant.from_json(grant.to_json()) == grant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"v": 2}',
        '{"v": 1, "expires_at": "soon"}',
        '{"v": 1, "expires_at": "2027-03-10T09:00:00+00:00", "x": "y"}',
    ],
)
def test_json_that_is_no_grant(text: str) -> None:
    assert Grant.from_json(text) is None


def test_a_grant_shows_no_token() -> None:
    """C-L5."""
    grant = Grant(OAUTH, API, CLIENT, "canary-access", "canary-refresh", NOW)
    assert "canary" not in f"{grant!r} {grant} {[grant]}"
    with pytest.raises(TypeError):
        pickle.dumps(grant)
