"""Sign-in at Zoom: configuration, authorization code with PKCE, redeem, refresh, revoke (zoom.md §2, §3).

Does not store grants and does not decide when to refresh: that is `tokens`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dainvo.errors import NeedsUser
from dainvo.web import Web

OAUTH_URL = "https://zoom.us/oauth"
API_URL = "https://api.zoom.us/v2"


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

    def to_json(self) -> str:
        """For the secret store alone."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, text: str) -> Grant | None:
        """None if `text` is no grant that this version can read."""
        raise NotImplementedError


class GrantEnded(NeedsUser):
    """Zoom said that the grant is dead (zoom.md §3.5): the tokens are to be cleared."""


def configure(
    environ: Mapping[str, str], settings_client_id: str = "", redirect_port: int = 0, build_client_id: str = ""
) -> ZoomConfig:
    """Environment before Settings before build (Z4, Z5). Without a client id `client_id` is empty.

    Raises Refused(BAD_CONFIGURATION) with about["variable"]: DAINVO_ZOOM_OAUTH_URL, DAINVO_ZOOM_API_URL,
    DAINVO_ZOOM_CLIENT_ID or redirect_port.
    """
    raise NotImplementedError


async def authorize(
    web: Web,
    config: ZoomConfig,
    on_address: Callable[[str], None],
    *,
    timeout_s: float = 300,
    random: Callable[[int], bytes] = secrets.token_bytes,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Grant:
    """Sign in: `on_address` is called with the address for the browser once the listener stands.

    Cancelling the task frees the port. The caller runs one attempt at a time.

    Raises Refused(NO_CLIENT_ID | PORT_BUSY | TIMED_OUT | DECLINED | BAD_CONFIGURATION), NeedsUser(ZOOM_APPROVAL),
    TryLater.
    """
    raise NotImplementedError


async def refresh(web: Web, grant: Grant, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Grant:
    """A new pair for the refresh token, sent with the client id that obtained the grant. Sent once.

    Raises GrantEnded if Z8 clears it; TryLater (`sent`: the pair may have been rotated) or another of the five if not.
    """
    raise NotImplementedError


async def revoke(web: Web, grant: Grant) -> bool:
    """End the grant at Zoom, one attempt of 5 s; whether Zoom agreed. Raises nothing."""
    raise NotImplementedError


def clears_grant(status: int, body: bytes) -> bool:
    """Whether an answer of the token endpoint to a refresh says that the grant is dead (Z8, zoom.md §3.5)."""
    raise NotImplementedError
