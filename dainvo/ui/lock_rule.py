"""When the window is locked, and what opens it: the kept passphrase, the wait after a wrong one, the idle time (Y10).

Pure: time and salt are passed in, nothing is read or written. Seconds are those of one clock of the caller's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata

LEAST = 8  # characters of a passphrase
_FIRST_S, _LONGEST_S = 0.5, 30.0
_N, _R, _P = 2**15, 8, 1
_MEMORY = 64 * 2**20  # scrypt takes 128 * n * r bytes, half of it


def kept(passphrase: str, salt: bytes) -> str:
    """What is kept of a passphrase: enough to know it again, not to tell it. `salt`: 16 random bytes."""
    return json.dumps({"salt": salt.hex(), "scrypt": _scrypt(passphrase, salt).hex()})


def opens(passphrase: str, stored: str) -> bool:
    """Whether `stored` was kept of this passphrase; what cannot be read opens for none."""
    try:
        found = json.loads(stored)
        salt, wanted = bytes.fromhex(found["salt"]), bytes.fromhex(found["scrypt"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return hmac.compare_digest(_scrypt(passphrase, salt), wanted)


def _scrypt(passphrase: str, salt: bytes) -> bytes:
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")  # an ü is one on every keyboard
    return hashlib.scrypt(typed, salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY)


class Attempts:
    """Wrong passphrases in a row: each doubles the wait before the next is looked at, from 0.5 to 30 s."""

    def __init__(self) -> None:
        self._wrong = 0
        self._until = 0.0

    def fail(self, now: float) -> None:
        delay = min(_LONGEST_S, _FIRST_S * 2**self._wrong)
        self._wrong = min(self._wrong + 1, 10)
        self._until = now + delay

    def wait(self, now: float) -> float:
        """Seconds until the next one counts; never more than the longest, should the clock be set back."""
        return min(_LONGEST_S, max(0.0, self._until - now))


class Idle:
    """How long nobody has touched a key or the pointer."""

    def __init__(self, now: float) -> None:
        self._last = now

    def touch(self, now: float) -> None:
        self._last = now

    def left(self, now: float, minutes: int) -> float:
        """Seconds until it has been `minutes`; from anew if the clock was set back."""
        if now < self._last:
            self._last = now
        return minutes * 60 - (now - self._last)
