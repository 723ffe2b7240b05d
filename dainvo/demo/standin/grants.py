"""What users allowed: open consent pages, authorization codes, and grants with their rotating tokens.

Does not answer requests: `oauth` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dainvo.demo.standin.chance import Chance
from dainvo.demo.standin.clock import Clock

CODE_LIFE = timedelta(minutes=5)
ACCESS_LIFE_S = 3599
REFRESH_LIFE = timedelta(days=90)
ACCESS_LENGTH = 1060
REFRESH_LENGTH = 900
CODE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Consent:
    """An authorization request whose page is open in a browser."""

    client_id: str
    redirect_uri: str
    state: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code that was given out."""

    consent: Consent
    user_id: str
    scopes: tuple[str, ...]
    given_at: datetime


@dataclass(slots=True)
class Grant:
    """One authorization. `ended` says why it is over; empty while it lives."""

    user_id: str
    client_id: str
    scopes: tuple[str, ...]
    access_token: str
    access_until: datetime
    refresh_token: str
    refresh_until: datetime
    granted_at: datetime
    ended: str = ""
    refreshes: int = 0
    old_refresh_tokens: list[str] = field(default_factory=list)

    @property
    def alive(self) -> bool:
        """Whether nothing has ended it; its tokens may still have expired."""
        return not self.ended


class Grants:
    """The book of consents, codes and grants."""

    def __init__(self, clock: Clock, chance: Chance) -> None:
        self._clock = clock
        self._chance = chance
        self._consents: dict[str, Consent] = {}
        self._codes: dict[str, Code] = {}
        self.grants: list[Grant] = []

    def __iter__(self) -> Iterator[Grant]:
        return iter(self.grants)

    def open_consent(self, consent: Consent) -> str:
        """Remember a consent page; gives its one-time value."""
        once = self._chance.token(43)
        self._consents[once] = consent
        return once

    def take_consent(self, once: str) -> Consent | None:
        """The consent of this one-time value, which is used up by asking."""
        return self._consents.pop(once, None)

    def give_code(self, consent: Consent, user_id: str, scopes: tuple[str, ...]) -> str:
        """A new authorization code."""
        code = self._chance.token(CODE_LENGTH)
        self._codes[code] = Code(consent, user_id, scopes, self._clock.now())
        return code

    def take_code(self, code: str) -> Code | None:
        """What `code` stands for; None if it is unknown, used or older than five minutes. Asking uses it up."""
        found = self._codes.pop(code, None)
        if found is None or self._clock.now() - found.given_at > CODE_LIFE:
            return None
        return found

    def begin(self, code: Code, *, parallel: bool) -> Grant:
        """A new grant. It ends older ones of the same user and client unless `parallel`."""
        client_id = code.consent.client_id
        if not parallel:
            for grant in self.grants:
                if grant.alive and grant.user_id == code.user_id and grant.client_id == client_id:
                    grant.ended = "newer authorization"
        now = self._clock.now()
        grant = Grant(code.user_id, client_id, code.scopes, "", now, "", now, now)
        self._renew(grant)
        self.grants.append(grant)
        return grant

    def rotate(self, grant: Grant) -> None:
        """A new pair of tokens; the old pair is dead from here on."""
        grant.old_refresh_tokens.append(grant.refresh_token)
        grant.refreshes += 1
        self._renew(grant)

    def _renew(self, grant: Grant) -> None:
        now = self._clock.now()
        grant.access_token = self._chance.token(ACCESS_LENGTH)
        grant.access_until = now + timedelta(seconds=ACCESS_LIFE_S)
        grant.refresh_token = self._chance.token(REFRESH_LENGTH)
        grant.refresh_until = now + REFRESH_LIFE

    def by_access(self, token: str) -> Grant | None:
        """The living grant of an access token, even an expired one."""
        return next((g for g in self.grants if g.alive and token and g.access_token == token), None)

    def by_refresh(self, token: str) -> Grant | None:
        """The grant that this refresh token belongs or once belonged to, living or not."""
        return next(
            (g for g in self.grants if token and (g.refresh_token == token or token in g.old_refresh_tokens)), None
        )

    def refreshable(self, grant: Grant, token: str) -> bool:
        """Whether `token` is the latest one of a living grant and no older than 90 days."""
        return grant.alive and grant.refresh_token == token and self._clock.now() <= grant.refresh_until

    def end_of(self, user_id: str, client_id: str, why: str) -> int:
        """End every living grant of this user (and client, unless empty); gives how many."""
        ended = 0
        for grant in self.grants:
            if grant.alive and grant.user_id == user_id and client_id in ("", grant.client_id):
                grant.ended = why
                ended += 1
        return ended

    def expire_access(self, user_id: str) -> int:
        """Let the access tokens of this user expire now; gives how many."""
        alive = [grant for grant in self.grants if grant.alive and grant.user_id == user_id]
        for grant in alive:
            grant.access_until = self._clock.now() - timedelta(seconds=1)
        return len(alive)
