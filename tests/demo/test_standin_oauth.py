"""The stand-in's OAuth against the table of zoom.md §11.2, over real HTTP."""

from __future__ import annotations

import base64

import pytest
from fakes.zoom_guest import REDIRECT, VERIFIER, Guest, challenge

from dainvo.demo.standin.directory import SCOPES
from dainvo.demo.standin.oauth import redirect_fits
from dainvo.demo.standin.pages import STYLE
from dainvo.demo.zoom_server import ZoomServer

DAY_S = 86_400


def test_authorize_shows_a_page_without_script(guest: Guest) -> None:
    """authorize, good."""
    page = guest.authorize()
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in page.text
    assert "http://" not in page.text.replace("http-equiv", "")
    assert "not Zoom" in page.text
    for user in ("licensed@example.com", "basic@example.com", "unlicensed@example.com"):
        assert f'name="user" value="{user}"' in page.text
    for scope in SCOPES:
        assert f'name="scope" value="{scope}" checked' in page.text
    assert 'value="approve"' in page.text
    assert 'value="decline"' in page.text
    assert "prefers-color-scheme:dark" in STYLE


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"client_id": "nobody"}, "(4,702)"),
        ({"client_id": None}, "(4,702)"),
        ({"scope": "meeting:read:meeting"}, "(4,700)"),
        ({"optional_scope": "meeting:read:meeting"}, "(4,700)"),
        ({"code_challenge": None}, "cannot be answered"),
        ({"code_challenge": "short"}, "cannot be answered"),
        ({"code_challenge_method": None}, "cannot be answered"),
        ({"response_type": "token"}, "cannot be answered"),
        ({"redirect_uri": "http://127.0.0.1/other"}, "Invalid redirect"),
    ],
)
def test_authorize_refuses(guest: Guest, changes: dict[str, str | None], said: str) -> None:
    """authorize: unknown client; scope sent; no challenge or other response_type; another redirect."""
    page = guest.authorize(**changes)
    assert page.status == 400
    assert said in page.text
    assert "location" not in page.headers


def test_scope_sent_is_a_violation(guest: Guest) -> None:
    guest.authorize(scope="user:read:user")
    assert guest.violations() == ["scope_sent"]


def test_redirect_error_as_json_if_asked_for(guest: Guest) -> None:
    """authorize, redirect differs: the JSON of zoom.md §3.2."""
    got = guest.authorize({"Accept": "application/json"}, redirect_uri="http://127.0.0.1/other")
    assert (got.status, got.json) == (
        400,
        {"status": False, "errorCode": 4700, "errorMessage": "Invalid redirect url", "result": None},
    )


@pytest.mark.parametrize(
    ("asked", "registered", "fits"),
    [
        ("http://127.0.0.1:51234/callback", "http://127.0.0.1/callback", True),
        ("http://127.0.0.1/callback", "http://127.0.0.1:53682/callback", True),
        ("http://[::1]:51234/callback", "http://[::1]/callback", True),
        ("http://[::1]:51234/callback", "http://127.0.0.1/callback", False),
        ("http://localhost:51234/callback", "http://localhost/callback", False),
        ("https://127.0.0.1:51234/callback", "http://127.0.0.1/callback", False),
        ("http://127.0.0.1:51234/callback/", "http://127.0.0.1/callback", False),
        ("http://127.0.0.1:51234/callback?a=1", "http://127.0.0.1/callback", False),
        ("http://127.0.0.1:51234/callback#a", "http://127.0.0.1/callback", False),
        ("http://127.0.0.1:51234@evil.example.com/callback", "http://127.0.0.1/callback", False),
        ("http://me@127.0.0.1:51234/callback", "http://127.0.0.1/callback", False),
        ("http://127.0.0.1:port/callback", "http://127.0.0.1/callback", False),
        ("https://app.example.com:8443/back", "https://app.example.com:8443/back", True),
        ("https://app.example.com/back", "https://app.example.com:8443/back", False),
        ("", "http://127.0.0.1/callback", False),
    ],
)
def test_redirect_matching(asked: str, registered: str, fits: bool) -> None:
    """authorize: scheme, host, path, query; the port ignored for 127.0.0.1 and [::1]; localhost refused."""
    assert redirect_fits(asked, [registered]) is fits


def test_registered_redirects_are_an_option() -> None:
    """§11.1 --redirect."""
    with ZoomServer(redirects=["http://127.0.0.1:53682/other"]) as server:
        guest = Guest(server)
        assert guest.authorize().status == 400
        assert guest.authorize(redirect_uri="http://127.0.0.1:1/other").status == 200


def test_admin_client_gets_the_approval_page(guest: Guest) -> None:
    """§11.1: standin-admin."""
    page = guest.authorize(client_id="standin-admin")
    assert page.status == 200
    assert "You cannot authorize Dainvo" in page.text
    assert "<form" not in page.text


def test_approve_redirects_with_code_and_state(guest: Guest) -> None:
    """Approve."""
    got = guest.decide(guest.authorize())
    assert got.status == 302
    assert got.headers["location"].startswith(f"{REDIRECT}?code=")
    assert len(got.query["code"]) == 64
    assert got.query["state"] == "the-state"


def test_decline_redirects_with_error(guest: Guest) -> None:
    """Decline."""
    got = guest.decide(guest.authorize(), "decline")
    assert (got.status, got.query) == (302, {"error": "access_denied", "state": "the-state"})


def test_decline_silent(guest: Guest) -> None:
    """Decline with the switch: no redirect."""
    guest.switch(decline_silent=True)
    got = guest.decide(guest.authorize(), "decline")
    assert got.status == 200
    assert "location" not in got.headers


def test_the_page_works_once(guest: Guest) -> None:
    """The one-time value: a second post, or one without it, decides nothing."""
    page = guest.authorize()
    assert guest.decide(page).status == 302
    assert guest.decide(page).status == 400


def test_code_is_redeemed(guest: Guest) -> None:
    """token, code: verifier fits, first use."""
    got = guest.redeem(guest.code())
    assert got.status == 200
    assert got.headers["cache-control"] == "no-store"
    pair = got.json
    assert (len(pair["access_token"]), len(pair["refresh_token"])) == (1060, 900)
    assert (pair["token_type"], pair["expires_in"]) == ("bearer", 3599)
    assert set(pair["scope"].split()) == set(SCOPES)
    assert guest.call("GET", "/users/me", token=pair["access_token"]).status == 200


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"code_verifier": "w" * 50}, "invalid_grant", "Invalid code verifier"),
        ({"code_verifier": None}, "invalid_grant", "Invalid code verifier"),
        ({"code_verifier": "v"}, "invalid_grant", "Invalid code verifier"),
        ({"redirect_uri": "http://127.0.0.1:4712/callback"}, "invalid_request", "Redirect URI mismatch"),
        ({"code": "unknown"}, "invalid_grant", "Invalid authorization code"),
        ({"client_id": "nobody"}, "invalid_client", "Invalid client_id"),
        ({"client_id": "standin-confidential"}, "invalid_client", "Invalid client_id"),
        ({"client_id": "standin-admin"}, "invalid_client", "Invalid client_id"),
    ],
)
def test_code_is_refused(guest: Guest, changes: dict[str, str | None], error: str, reason: str) -> None:
    """token, code: wrong verifier; unknown code; other redirect. token, any: wrong client."""
    got = guest.redeem(guest.code(), **changes)
    assert (got.status, got.json["error"]) == (400, error)
    assert reason in got.json["reason"]


def test_code_works_once_and_for_five_minutes(guest: Guest) -> None:
    """token, code: used, old."""
    code = guest.code()
    guest.later(300)
    assert guest.redeem(code).status == 200
    assert guest.redeem(code).json["error"] == "invalid_grant"
    late = guest.code()
    guest.later(301)
    assert guest.redeem(late).json["error"] == "invalid_grant"


def test_a_failed_redemption_uses_the_code_up(guest: Guest) -> None:
    code = guest.code()
    assert guest.redeem(code, code_verifier="w" * 50).status == 400
    assert guest.redeem(code).status == 400


def test_disabled_client(guest: Guest) -> None:
    """§11.1: standin-disabled, 400 with code 4717."""
    got = guest.redeem(
        guest.decide(guest.authorize(client_id="standin-disabled")).query["code"], client_id="standin-disabled"
    )
    assert (got.status, got.code) == (400, 4717)


def test_refresh_rotates(guest: Guest) -> None:
    """token, refresh: a new pair, the old access and refresh token dead."""
    first = guest.sign_in()
    got = guest.renew(first["refresh_token"])
    assert got.status == 200
    second = got.json
    assert second["scope"] == first["scope"]
    assert guest.call("GET", "/users/me", token=first["access_token"]).code == 124
    assert guest.call("GET", "/users/me", token=second["access_token"]).status == 200
    assert guest.violations() == []
    used = guest.renew(first["refresh_token"])
    assert (used.status, used.json) == (400, {"reason": "Invalid Token!", "error": "invalid_grant"})
    assert guest.violations() == ["refresh_reused"]
    assert guest.renew(second["refresh_token"]).status == 200


def test_refresh_token_lives_ninety_days(guest: Guest) -> None:
    """token, refresh: > 90 days."""
    token = guest.sign_in()["refresh_token"]
    guest.later(90 * DAY_S)
    token = guest.renew(token).json["refresh_token"]
    guest.later(90 * DAY_S + 1)
    assert guest.renew(token).json == {"reason": "Invalid Token!", "error": "invalid_grant"}


def test_refresh_of_a_revoked_grant(guest: Guest) -> None:
    """token, refresh: revoked; with the switch code_4741 the code says so."""
    token = guest.sign_in()["refresh_token"]
    guest.order("users/licensed@example.com/remove-app")
    assert guest.renew(token).json == {"reason": "Invalid Token!", "error": "invalid_grant"}
    guest.switch(code_4741=True)
    assert guest.renew(token).code == 4741


def test_reuse_revokes(guest: Guest) -> None:
    """Switch reuse_revokes: an old refresh token kills the whole grant."""
    guest.switch(reuse_revokes=True)
    first = guest.sign_in()
    second = guest.renew(first["refresh_token"]).json
    guest.renew(first["refresh_token"])
    assert guest.call("GET", "/users/me", token=second["access_token"]).code == 124
    assert guest.renew(second["refresh_token"]).status == 400


def test_another_client_cannot_refresh(guest: Guest) -> None:
    """token, refresh: own client only."""
    token = guest.sign_in()["refresh_token"]
    assert guest.renew(token, client_id="standin-admin").json["error"] == "invalid_client"
    assert guest.renew(token).status == 200


def test_public_client_with_authorization_header(guest: Guest) -> None:
    """token, any: public id with Authorization header."""
    basic = {"Authorization": "Basic " + base64.b64encode(b"standin-public:x").decode()}
    form = {
        "grant_type": "refresh_token",
        "refresh_token": guest.sign_in()["refresh_token"],
        "client_id": "standin-public",
    }
    got = guest.token(form, headers=basic)
    assert (got.status, got.json["error"]) == (400, "invalid_client")


@pytest.mark.parametrize(
    ("form", "query", "code", "error"),
    [
        ({"grant_type": "password", "client_id": "standin-public"}, "", 4705, "unsupported_grant_type"),
        ({"client_id": "standin-public"}, "", 4706, "invalid_request"),
        ({"grant_type": "refresh_token"}, "", 4706, "invalid_request"),
        ({"grant_type": "refresh_token", "client_id": "standin-public"}, "?refresh_token=x", None, "invalid_request"),
    ],
)
def test_token_request_of_another_kind(
    guest: Guest, form: dict[str, str], query: str, code: int | None, error: str
) -> None:
    """token, any: other grant type 4705; none 4706; values in the query invalid_request."""
    got = guest.token(form, query=query)
    assert (got.status, got.json.get("code"), got.json["error"]) == (400, code, error)


def test_revoke(guest: Guest) -> None:
    """revoke: 200, grant dead."""
    pair = guest.sign_in()
    form = f"token={pair['access_token']}&client_id=standin-public".encode()
    got = guest.send("POST", f"{guest.oauth}/revoke", form, {"Content-Type": "application/x-www-form-urlencoded"})
    assert (got.status, got.json) == (200, {"status": "success"})
    assert guest.call("GET", "/users/me").code == 124
    assert guest.renew(pair["refresh_token"]).status == 400
    assert [grant["alive"] for grant in guest.state()["grants"]] == [False]


def test_revoke_refused(guest: Guest) -> None:
    """revoke with the switch: 401, the grant lives."""
    guest.sign_in()
    guest.switch(revoke_refused=True)
    form = f"token={guest.access}&client_id=standin-public".encode()
    assert guest.send("POST", f"{guest.oauth}/revoke", form).status == 401
    assert guest.call("GET", "/users/me").status == 200


def test_access_token_lives_3599_seconds(guest: Guest) -> None:
    guest.sign_in()
    guest.later(3598)
    assert guest.call("GET", "/users/me").status == 200
    guest.later(1)
    got = guest.call("GET", "/users/me")
    assert (got.status, got.json) == (401, {"code": 124, "message": "Access token is expired."})


def test_unticked_scopes_are_missing(guest: Guest) -> None:
    pair = guest.sign_in(without=["meeting:delete:meeting", "user:read:email"])
    assert set(pair["scope"].split()) == set(SCOPES) - {"meeting:delete:meeting", "user:read:email"}
    assert guest.call("GET", "/users/email?email=basic@example.com").code == 4711


def test_a_new_authorization_kills_the_older_grant(guest: Guest) -> None:
    """Same user and client; another user's grant lives on."""
    other = guest.sign_in("basic@example.com")
    first = guest.sign_in()
    second = guest.sign_in()
    assert guest.call("GET", "/users/me", token=first["access_token"]).code == 124
    assert guest.renew(first["refresh_token"]).status == 400
    assert guest.call("GET", "/users/me", token=second["access_token"]).status == 200
    assert guest.call("GET", "/users/me", token=other["access_token"]).status == 200


def test_parallel_grants(guest: Guest) -> None:
    """With the switch both live."""
    guest.switch(parallel_grants=True)
    first = guest.sign_in()
    guest.sign_in()
    assert guest.call("GET", "/users/me", token=first["access_token"]).status == 200


def test_verifier_of_every_allowed_form(guest: Guest) -> None:
    for verifier in ("a" * 43, "Az09-._~" * 16, VERIFIER):
        page = guest.authorize(code_challenge=challenge(verifier))
        assert guest.redeem(guest.decide(page).query["code"], code_verifier=verifier).status == 200
