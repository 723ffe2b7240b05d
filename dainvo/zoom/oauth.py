"""Sign-in at Zoom: configuration, authorization code with PKCE, redeem, refresh, revoke.

Does not store grants and does not decide when to refresh: that is `tokens`.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.web import Answer, Web
from dainvo.zoom import build
from dainvo.zoom.listener import Listener
from dainvo.zoom.refusals import Problem, clean, problem, wait_s

OAUTH_URL = "https://zoom.us/oauth"
API_URL = "https://api.zoom.us/v2"
TIMEOUT_S = 10.0
REVOKE_TIMEOUT_S = 5.0
_LIMIT_BYTES = 256 * 1024
_VERSION = 1
_HOUR_S = 3599.0

_ENDS_GRANT = {"invalid_grant", "invalid_client", "unauthorized_client"}
_CODES_THAT_END = {4735, 4737, 4741}
#: OAuth codes: why, and what the sentence names.
_OAUTH_CODES = {
    4702: (Why.BAD_CONFIGURATION, "client_id"),
    4704: (Why.BAD_CONFIGURATION, "client_id"),
    4705: (Why.BAD_CONFIGURATION, "client_id"),
    4706: (Why.BAD_CONFIGURATION, "client_id"),
    4709: (Why.BAD_CONFIGURATION, "redirect_port"),
    4711: (Why.ZOOM_ACCESS_ENDED, ""),
    4717: (Why.DECLINED, ""),
    4733: (Why.TIMED_OUT, ""),
    4734: (Why.DECLINED, ""),
    4735: (Why.ZOOM_ACCESS_ENDED, ""),
    4737: (Why.ZOOM_ACCESS_ENDED, ""),
    4738: (Why.ZOOM_APPROVAL, ""),
    4740: (Why.ZOOM_ACCESS_ENDED, ""),
    4741: (Why.ZOOM_ACCESS_ENDED, ""),
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ZoomConfig:
    """Where Zoom is, and who we are there. `client_id` may be empty: `authorize` then refuses with NO_CLIENT_ID."""

    client_id: str
    oauth_url: str = OAUTH_URL
    api_url: str = API_URL
    redirect_port: int = 0
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """What Zoom granted. `oauth_url`, `api_url`: the configured bases it belongs to; `calls_url`: where calls go."""

    oauth_url: str
    api_url: str
    client_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime  # UTC
    scope: str = ""  # space separated
    calls_url: str = ""

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(self.scope.split())

    def belongs_to(self, config: ZoomConfig) -> bool:
        """A grant is not used under other bases than it was made for: a demo's never reaches Zoom, nor the reverse."""
        return (self.oauth_url, self.api_url) == (config.oauth_url, config.api_url)

    def to_json(self) -> str:
        """For the secret store alone."""
        return json.dumps(
            {
                "v": _VERSION,
                "oauth_url": self.oauth_url,
                "api_url": self.api_url,
                "client_id": self.client_id,
                "access_token": self.access_token,
                "refresh_token": self.refresh_token,
                "expires_at": self.expires_at.isoformat(),
                "scope": self.scope,
                "calls_url": self.calls_url,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Grant | None:
        """None if `text` is no grant that this version can read."""
        try:
            values = json.loads(text)
            if values.pop("v") != _VERSION:
                return None
            expires_at = datetime.fromisoformat(values.pop("expires_at")).astimezone(UTC)
            return cls(expires_at=expires_at, **{name: str(value) for name, value in values.items()})
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


class GrantEnded(NeedsUser):
    """Zoom said that the grant is dead: the tokens are to be cleared."""


def configure(
    environ: Mapping[str, str],
    settings_client_id: str = "",
    redirect_port: int = 0,
    build_client_id: str = build.CLIENT_ID,
) -> ZoomConfig:
    """Environment before Settings before build (Z4, Z5). Without a client id `client_id` is empty.

    Raises Refused(BAD_CONFIGURATION) with about["variable"]: DAINVO_ZOOM_OAUTH_URL, DAINVO_ZOOM_API_URL or
    redirect_port.
    """
    client_id = environ.get("DAINVO_ZOOM_CLIENT_ID", "").strip() or settings_client_id.strip() or build_client_id
    if redirect_port and not 1024 <= redirect_port <= 65535:
        raise _bad("redirect_port")
    given = {name: environ.get(name, "").strip() for name in ("DAINVO_ZOOM_OAUTH_URL", "DAINVO_ZOOM_API_URL")}
    if not any(given.values()):
        return ZoomConfig(client_id, redirect_port=redirect_port)
    bases = [_base(name, value) for name, value in given.items()]
    return ZoomConfig(client_id, bases[0], bases[1], redirect_port, overridden=True)


async def authorize(
    web: Web,
    config: ZoomConfig,
    on_address: Callable[[str], None],
    *,
    timeout_s: float = 300,
    random: Callable[[int], bytes] = secrets.token_bytes,
    now: Callable[[], datetime] = _utc_now,
) -> Grant:
    """Sign in: `on_address` is called with the address for the browser once the listener stands.

    Cancelling the task frees the port. State and verifier live in this call alone; the caller runs one at a time.

    Raises Refused(NO_CLIENT_ID | PORT_BUSY | TIMED_OUT | DECLINED), NeedsUser(BAD_CONFIGURATION | ZOOM_APPROVAL |
    CERTIFICATE), TryLater.
    """
    if not config.client_id:
        raise Refused(Why.NO_CLIENT_ID)
    state, verifier = _base64url(random(32)), _base64url(random(48))
    async with Listener(state, config.redirect_port) as listener:
        on_address(_address(config, listener.redirect_uri, state, verifier))
        try:
            async with asyncio.timeout(timeout_s):
                redirect = await listener.redirect()
        except TimeoutError:
            raise Refused(Why.TIMED_OUT) from None
    if redirect.error:
        about = {"error": clean(redirect.error)}
        raise Refused(Why.DECLINED, detail=clean(redirect.description or redirect.error), about=about)
    return await _redeem(web, config, redirect.code, listener.redirect_uri, verifier, now())


async def _redeem(
    web: Web, config: ZoomConfig, code: str, redirect_uri: str, verifier: str, sent_at: datetime
) -> Grant:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": config.client_id,
        "code_verifier": verifier,
    }
    answer = await _post(web, f"{config.oauth_url}/token", form)
    if answer.status != 200:
        raise _token_failure(answer, sent_at, refreshing=False)
    empty = Grant(config.oauth_url, config.api_url, config.client_id, "", "", sent_at)
    return _granted(answer, empty, sent_at)


async def refresh(web: Web, grant: Grant, *, now: Callable[[], datetime] = _utc_now) -> Grant:
    """A new pair for the refresh token, sent once, with the client id that obtained the grant.

    Raises GrantEnded if Z8 clears it; TryLater (`sent`: the pair may have been rotated) or NeedsUser if it stays.
    """
    sent_at = now()
    form = {"grant_type": "refresh_token", "refresh_token": grant.refresh_token, "client_id": grant.client_id}
    answer = await _post(web, f"{grant.oauth_url}/token", form)
    if answer.status != 200:
        raise _token_failure(answer, sent_at, refreshing=True)
    return _granted(answer, grant, sent_at)


async def revoke(web: Web, grant: Grant) -> bool:
    """End the grant at Zoom, one attempt of 5 s; whether Zoom agreed. Raises nothing of the five failures."""
    form = {"token": grant.access_token, "client_id": grant.client_id}
    try:
        answer = await _post(web, f"{grant.oauth_url}/revoke", form, timeout_s=REVOKE_TIMEOUT_S)
    except DainvoError:
        return False
    return answer.status == 200


def clears_grant(status: int, body: bytes) -> bool:
    """Whether an answer of the token endpoint to a refresh says that the grant is dead (Z8)."""
    said = problem(body)
    if status not in (400, 401) or not said.readable:
        return False
    old_form = said.error == "invalid_request" and said.reason == "Invalid Token!"  # Zoom in 2021
    return said.error in _ENDS_GRANT or old_form or said.code in _CODES_THAT_END


def _bad(variable: str) -> Refused:
    return Refused(Why.BAD_CONFIGURATION, about={"variable": variable})


def _base(variable: str, value: str) -> str:
    """`value` without a trailing slash, if it may be a base address."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _bad(variable) from None
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in ("127.0.0.1", "::1", "localhost"))
    plain = not (parts.query or parts.fragment or "@" in parts.netloc or "?" in value or "#" in value)
    if not (secure and host and plain and value.isascii() and value.isprintable() and " " not in value):
        raise _bad(variable)
    return value.rstrip("/")


def _address(config: ZoomConfig, redirect_uri: str, state: str, verifier: str) -> str:
    """The authorize address. No `scope`: sending it has broken connecting, the registered ones apply."""
    query = {
        "response_type": "code",
        "client_id": config.client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    return f"{config.oauth_url}/authorize?{urlencode(query)}"


def challenge(verifier: str) -> str:
    """The S256 code challenge (RFC 7636 §4.2)."""
    return _base64url(hashlib.sha256(verifier.encode()).digest())


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


async def _post(web: Web, url: str, form: Mapping[str, str], timeout_s: float = TIMEOUT_S) -> Answer:
    return await web.request(
        "POST",
        url,
        headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
        content=urlencode(form).encode(),
        timeout_s=timeout_s,
        limit_bytes=_LIMIT_BYTES,
        redirects=0,
    )


def _granted(answer: Answer, earlier: Grant, sent_at: datetime) -> Grant:
    """The grant in a token answer. What the answer leaves out stays as in `earlier`.

    An answer without both tokens is as good as lost: TryLater(NO_ANSWER, sent=True).
    """
    try:
        values = answer.json()
        access, renewal = values["access_token"], values["refresh_token"]
        expires_at = sent_at + timedelta(seconds=_lasts_s(values.get("expires_in")))
    except (Malformed, ValueError, TypeError, KeyError, AttributeError):
        access = renewal = None
    if not (isinstance(access, str) and isinstance(renewal, str) and access and renewal):
        raise TryLater(Why.NO_ANSWER, sent=True, detail="a token answer that cannot be read")
    scope = values.get("scope")
    return Grant(
        oauth_url=earlier.oauth_url,
        api_url=earlier.api_url,
        client_id=earlier.client_id,
        access_token=access,
        refresh_token=renewal,
        expires_at=expires_at,
        scope=scope if isinstance(scope, str) and scope.strip() else earlier.scope,
        calls_url=_calls_url(earlier, values.get("api_url")),
    )


def _lasts_s(told: object) -> float:
    """How long an access token is good. Tokens that came are never given up for a number that cannot be read."""
    try:
        lasts_s = float(told) if isinstance(told, (int, float, str)) else _HOUR_S
    except (ValueError, OverflowError):
        return _HOUR_S
    return min(max(lasts_s, 0.0), 86400.0) if lasts_s == lasts_s else _HOUR_S


def _calls_url(earlier: Grant, told: object) -> str:
    """Where calls go: the account's region if Zoom named one, else the configured base."""
    if (earlier.oauth_url, earlier.api_url) != (OAUTH_URL, API_URL):
        return earlier.api_url
    try:
        parts = urlsplit(told) if isinstance(told, str) else urlsplit("")
        host = parts.netloc if parts.netloc.isascii() else ""
    except ValueError:
        host = ""
    ours = host == "zoom.us" or host.endswith(".zoom.us")
    if ours and parts.scheme == "https" and all(character.isalnum() or character in ".-" for character in host):
        return f"https://{host}/v2"
    return earlier.calls_url or earlier.api_url


def _how_it_ended(said: Problem) -> str:
    """What is known of the end of a grant: elsewhere, removed, owner, app; empty if it may be any of them."""
    if said.error in ("invalid_client", "unauthorized_client"):
        return "app"
    return {4735: "owner", 4737: "removed", 4741: "elsewhere"}.get(said.code, "")


def _token_failure(answer: Answer, now: datetime, *, refreshing: bool) -> DainvoError:
    """What a token answer other than success means. Errors at redeeming never touch an older grant."""
    said = problem(answer.body)
    detail = f"Zoom {answer.status} {said.error} {said.code or ''} {clean(said.reason or said.message)}".strip()
    if refreshing and clears_grant(answer.status, answer.body):
        about = {"code": str(said.code), "ended": _how_it_ended(said)}
        return GrantEnded(Why.ZOOM_ACCESS_ENDED, detail=detail, about=about)
    if answer.status == 429:
        return TryLater(Why.RATE_LIMITED, retry_after_s=wait_s(answer.headers, said.message, now), detail=detail)
    if answer.status >= 500 or not said.readable or said.code == 4732:
        return TryLater(Why.SERVER_ERROR, sent=answer.status >= 500, detail=detail)
    why, variable = _OAUTH_CODES.get(said.code, (None, ""))
    if why is None and not refreshing:
        if said.error == "invalid_client":
            why, variable = Why.BAD_CONFIGURATION, "client_id"
        elif "redirect" in said.reason.lower():
            why, variable = Why.BAD_CONFIGURATION, "redirect_port"
        else:
            why = Why.DECLINED
    if why is None:  # not in any list: it says nothing about the grant
        return TryLater(Why.SERVER_ERROR, detail=detail)
    return NeedsUser(why, detail=detail, about={"code": str(said.code), "variable": variable})
