"""Who exists at the stand-in: its users, its registered clients and the scopes of their registration.

Does not hold what users did: grants and meetings live elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

SCOPES: Final[dict[str, str]] = {
    "meeting:write:meeting": "Create meetings for you",
    "meeting:update:meeting": "Change your meetings",
    "meeting:delete:meeting": "Delete your meetings",
    "meeting:read:meeting": "See the details of your meetings",
    "meeting:read:list_meetings": "List your meetings",
    "meeting:read:invitation": "Read the invitation text of your meetings",
    "user:read:user": "See your name, plan and time zone",
    "user:read:email": "See your e-mail address",
}


@dataclass(frozen=True, slots=True)
class User:
    """A Zoom user. `type`: 1 Basic, 2 Licensed, 4 without Meetings."""

    email: str
    first_name: str
    last_name: str
    type: int
    timezone: str
    use_pmi: bool
    pmi: int

    @property
    def id(self) -> str:
        """The user id: the same at every start, so that a reconnect finds the same person."""
        return _stable("user", self.email)

    @property
    def account_id(self) -> str:
        """The id of the user's Zoom account."""
        return _stable("account", self.email)

    @property
    def display_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def licensed(self) -> bool:
        """Whether the user may host meetings at all."""
        return self.type in (1, 2)

    @property
    def plan(self) -> str:
        """The plan in a word."""
        return {1: "Basic", 2: "Licensed"}.get(self.type, "No meeting licence")


@dataclass(frozen=True, slots=True)
class Client:
    """A registered app. `kind`: public, confidential, disabled or admin."""

    client_id: str
    kind: str
    name: str = "Dainvo"


def _stable(kind: str, email: str) -> str:
    digest = hashlib.sha256(f"{kind}:{email}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:22]


USERS: Final[tuple[User, ...]] = (
    User("licensed@example.com", "Anna", "Berger", 2, "Europe/Berlin", use_pmi=False, pmi=4155550101),
    User("basic@example.com", "Ben", "Carter", 1, "America/New_York", use_pmi=True, pmi=4155550102),
    User("unlicensed@example.com", "Uma", "Novak", 4, "Europe/London", use_pmi=False, pmi=4155550103),
)

CLIENTS: Final[dict[str, Client]] = {
    f"standin-{kind}": Client(f"standin-{kind}", kind) for kind in ("public", "confidential", "disabled", "admin")
}


def user_by_email(email: str) -> User | None:
    """The user with this address."""
    return next((user for user in USERS if user.email == email), None)


def user_by_id(user_id: str) -> User:
    """The user with this id; KeyError if there is none."""
    for user in USERS:
        if user.id == user_id:
            return user
    raise KeyError(user_id)
