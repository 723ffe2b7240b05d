"""The OAuth part of the stand-in: authorize and consent, token, revoke.

Does not draw pages (`pages`) nor keep grants (`grants`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import SplitResult, urlencode, urlsplit

from dainvo.demo.standin import pages
from dainvo.demo.standin.directory import CLIENTS, SCOPES, user_by_email
from dainvo.demo.standin.exchange import Answer, Request, json_answer, page_answer, redirect
from dainvo.demo.standin.faults import Fault
from dainvo.demo.standin.grants import ACCESS_LIFE_S, Consent, Grant
from dainvo.demo.standin.world import World

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_LOOPBACK: Final = ("127.0.0.1", "::1")


def answer(world: World, request: Request, shapes: Mapping[str, Fault]) -> Answer:
    """The answer to a request below the OAuth base."""
    act = {
        ("GET", "/oauth/authorize"): _authorize,
        ("POST", "/oauth/consent"): _decide,
        ("POST", "/oauth/token"): _token,
        ("POST", "/oauth/revoke"): _revoke,
    }.get((request.method, request.path))
    if act is None:
        world.violation("unknown_endpoint", f"{request.method} {request.path}")
        return page_answer(404, pages.error("Page not found", "There is nothing at this address."))
    return act(world, request, shapes)


def redirect_fits(asked: str, registered: Iterable[str]) -> bool:
    """Whether `asked` is a registered redirect: all parts equal, the port ignored for 127.0.0.1 and [::1]."""
    wanted = _parts(asked)
    if wanted is None or wanted[1] == "localhost":
        return False
    return any(wanted == _parts(one) for one in registered)


def _parts(address: str) -> tuple[str, str, int | None, str, str] | None:
    try:
        url: SplitResult = urlsplit(address)
        host, port = url.hostname or "", url.port
    except ValueError:
        return None
    if not url.scheme or not host or url.fragment or "@" in url.netloc or not address.isprintable():
        return None
    return url.scheme, host, None if host in _LOOPBACK else port, url.path, url.query


# authorize and consent


def _authorize(world: World, request: Request, shapes: Mapping[str, Fault]) -> Answer:
    client = CLIENTS.get(request.value("client_id"))
    if client is None:
        return _refusal(request, "Invalid client id", "This app is not known here. (4,702)", 4702)
    redirect_uri = request.value("redirect_uri")
    if not redirect_fits(redirect_uri, world.options.redirects):
        text = f"Invalid redirect: {redirect_uri} (4,700)"
        return _refusal(request, "Invalid redirect", text, 4700, "Invalid redirect url")
    query = request.values()
    if "scope" in query or "optional_scope" in query:
        world.violation("scope_sent", "GET /oauth/authorize")
        return _refusal(request, "Invalid scope", "The scopes asked for are invalid. (4,700)", 4700)
    good_challenge = _CHALLENGE.fullmatch(request.value("code_challenge"))
    if (
        request.value("response_type") != "code"
        or not good_challenge
        or request.value("code_challenge_method") != "S256"
    ):
        return page_answer(400, pages.error("Bad request", "The app asked in a way that cannot be answered."))
    if client.kind == "admin":
        return page_answer(200, pages.approval(client))
    consent = Consent(client.client_id, redirect_uri, request.value("state"), request.value("code_challenge"))
    return page_answer(200, pages.consent(client, world.grants.open_consent(consent)))


def _refusal(request: Request, title: str, text: str, code: int, message: str = "") -> Answer:
    if "application/json" in request.headers.get("accept", ""):
        value = {"status": False, "errorCode": code, "errorMessage": message or title, "result": None}
        return json_answer(400, value)
    return page_answer(400, pages.error(title, text))


def _decide(world: World, request: Request, shapes: Mapping[str, Fault]) -> Answer:
    form = request.form()
    consent = world.grants.take_consent(form.get("request", [""])[0])
    if consent is None:
        text = "This page was answered already, or is too old. Start again from the app."
        return page_answer(400, pages.error("Nothing to decide", text))
    if form.get("decision", [""])[0] != "approve":
        if world.switches["decline_silent"]:
            return page_answer(200, pages.error("Declined", "Nothing was approved. You can close this page."))
        return redirect(_with(consent.redirect_uri, {"error": "access_denied", "state": consent.state}))
    user = user_by_email(form.get("user", [""])[0])
    if user is None:
        return page_answer(400, pages.error("No user", "Choose a user. Start again from the app."))
    scopes = tuple(scope for scope in SCOPES if scope in form.get("scope", []))
    code = world.grants.give_code(consent, user.id, scopes)
    return redirect(_with(consent.redirect_uri, {"code": code, "state": consent.state}))


def _with(address: str, values: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(values)}"


# token


def _token(world: World, request: Request, shapes: Mapping[str, Fault]) -> Answer:
    if request.query:
        world.violation("token_in_url", "POST /oauth/token")
        return _failed("invalid_request", "Values in the query are not accepted.")
    form = {name: values[0] for name, values in request.form().items()}
    if request.content_type != "application/x-www-form-urlencoded":
        return _failed("invalid_request", "The body must be a form.")
    if "scope" in form:
        world.violation("scope_sent", "POST /oauth/token")
    grant_type = form.get("grant_type", "")
    if not grant_type or not form.get("client_id"):
        return _failed("invalid_request", "Missing grant type, client id or client secret.", code=4706)
    if grant_type not in ("authorization_code", "refresh_token"):
        return _failed("unsupported_grant_type", "Unsupported grant type.", code=4705)
    if bad := wrong_client(request, form["client_id"]):
        return bad
    world.count(f"token {grant_type}")
    if grant_type == "authorization_code":
        return _redeem(world, form)
    return _refresh(world, form, shapes)


def wrong_client(request: Request, client_id: str) -> Answer | None:
    """The refusal of a client that may not call so, None for a good one."""
    client = CLIENTS.get(client_id)
    if client is not None and client.kind == "disabled":
        return _failed("invalid_client", "The app is disabled.", code=4717)
    if client is None or client.kind == "confidential" or "authorization" in request.headers:
        return _failed("invalid_client", "Invalid client_id or client_secret")
    return None


def _redeem(world: World, form: Mapping[str, str]) -> Answer:
    value = form.get("code", "")
    code = world.grants.take_code(value)
    if code is None:
        return _failed("invalid_grant", f"Invalid authorization code {value[:6]}..")
    if code.consent.client_id != form["client_id"]:
        return _failed("invalid_client", "Invalid client_id or client_secret")
    if form.get("redirect_uri") != code.consent.redirect_uri:
        return _failed("invalid_request", "Invalid request : Redirect URI mismatch.")
    verifier = form.get("code_verifier", "")
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    if not _VERIFIER.fullmatch(verifier) or digest != code.consent.challenge:
        return _failed("invalid_grant", "Invalid code verifier")
    return _pair(world, world.grants.begin(code, parallel=bool(world.switches["parallel_grants"])))


def _refresh(world: World, form: Mapping[str, str], shapes: Mapping[str, Fault]) -> Answer:
    token = form.get("refresh_token", "")
    grant = world.grants.by_refresh(token)
    if grant is None:
        return _failed("invalid_grant", "Invalid Token!")
    if grant.client_id != form["client_id"]:
        return _failed("invalid_client", "Invalid client_id or client_secret")
    if not world.grants.refreshable(grant, token):
        if token in grant.old_refresh_tokens:
            # A lost answer excuses one repetition.
            if token not in world.lost_refreshes:
                world.violation("refresh_reused", "POST /oauth/token")
            world.lost_refreshes.discard(token)
            if world.switches["reuse_revokes"]:
                grant.ended = grant.ended or "refresh token reused"
        ended = bool(grant.ended) and bool(world.switches["code_4741"])
        return _failed("invalid_grant", "Invalid Token!", code=4741 if ended else None)
    world.grants.rotate(grant)
    return _pair(world, grant, with_scope="no_scope_in_refresh" not in shapes)


def _pair(world: World, grant: Grant, *, with_scope: bool = True) -> Answer:
    value: dict[str, str | int] = {
        "access_token": grant.access_token,
        "token_type": "bearer",
        "refresh_token": grant.refresh_token,
        "expires_in": ACCESS_LIFE_S,
        "api_url": world.origin,
    }
    if with_scope:
        value["scope"] = " ".join(grant.scopes)
    return json_answer(200, value)


def _failed(error: str, reason: str, *, status: int = 400, code: int | None = None) -> Answer:
    value: dict[str, str | int] = {"reason": reason, "error": error}
    if code is not None:
        value |= {"code": code, "message": reason}
    return json_answer(status, value)


# revoke


def _revoke(world: World, request: Request, shapes: Mapping[str, Fault]) -> Answer:
    if request.query:
        world.violation("token_in_url", "POST /oauth/revoke")
        return _failed("invalid_request", "Values in the query are not accepted.")
    if world.switches["revoke_refused"]:
        return _failed("invalid_client", "Invalid client_id or client_secret", status=401)
    form = {name: values[0] for name, values in request.form().items()}
    if bad := wrong_client(request, form.get("client_id", "")):
        return bad
    token = form.get("token", "")
    grant = world.grants.by_access(token) or world.grants.by_refresh(token)
    if grant is not None and grant.client_id == form["client_id"]:
        grant.ended = grant.ended or "revoked"
    return json_answer(200, {"status": "success"})


FAULT_ANSWERS: Final[dict[str, tuple[str, str]]] = {
    "invalid_grant": ("invalid_grant", "Invalid Token!"),
    "invalid_client": ("invalid_client", "Invalid client_id or client_secret"),
    "invalid_token_2021": ("invalid_request", "Invalid Token!"),
}


def fault_answer(kind: str) -> Answer:
    """The token error that a fault orders."""
    error, reason = FAULT_ANSWERS[kind]
    return _failed(error, reason, status=401 if kind == "invalid_token_2021" else 400)
