"""Ids, tokens and passcodes of the stand-in, reproducible when a seed is given.

Does not remember what it gave: callers ask again when a value is taken.
"""

from __future__ import annotations

import base64
import random
import string

_URL_SAFE = string.ascii_letters + string.digits + "-_"


class Chance:
    """A source of random texts."""

    def __init__(self, seed: str | None = None) -> None:
        # A seed is for tests that want the same ids again; without one the system's source is used.
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311

    def token(self, length: int) -> str:
        """An opaque text of `length` characters that are safe in URLs."""
        return "".join(self._random.choices(_URL_SAFE, k=length))

    def digits(self, length: int) -> str:
        """`length` digits, the first not 0."""
        return self._random.choice("123456789") + "".join(self._random.choices(string.digits, k=length - 1))

    def meeting_id(self) -> int:
        """Eleven digits."""
        return int(self.digits(11))

    def uuid(self) -> str:
        """A meeting UUID; one of eight starts with a slash, which breaks careless URL builders."""
        text = base64.b64encode(self._random.randbytes(16)).decode()
        return "/" + text[1:] if self._random.randrange(8) == 0 else text

    def pwd(self) -> str:
        """The encoded passcode of a join link; ends in `.1`."""
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=12)) + ".1"
