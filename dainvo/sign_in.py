"""What a user signs in to a server with, and which ways a server offers.

Sends nothing; a value here never shows its secret and cannot be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True, repr=False)
class Basic:
    """Name and password, sent with each request (RFC 7617).

    A server that offers Digest and not Basic gets Digest instead, from then on without the first round.
    """

    user: str
    password: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


@dataclass(frozen=True, slots=True, repr=False)
class Digest(Basic):
    """Name and password for a server known to take Digest (RFC 7616): the password itself never leaves."""

    # A dataclass writes its own otherwise, and the generated one would call super() with the class before `slots`.
    __repr__ = Basic.__repr__
    __reduce__ = Basic.__reduce__


@dataclass(frozen=True, slots=True, repr=False)
class Bearer:
    """An access token (RFC 6750)."""

    token: str

    def __repr__(self) -> str:
        return "Bearer(***)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


Auth = Basic | Digest | Bearer


def challenges(headers: Mapping[str, str]) -> set[str]:
    """The sign-in schemes of WWW-Authenticate that we know, lower-case: a subset of basic, digest, bearer."""
    offered = headers.get("www-authenticate", "").lower()
    words = {word.strip(" ,") for part in offered.split(",") for word in part.strip().split(" ", 1)[:1]}
    return words & {"basic", "digest", "bearer"}
