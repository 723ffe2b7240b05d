"""The log of the program, redacted where it is written, so that no caller can forget.

Does not decide what is worth logging, and never leaves the machine.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
from pathlib import Path

_HIDDEN = "…"
_PATTERNS = (
    (re.compile(r"(?i)\b(bearer|basic|digest)\s+[\w.~+/=-]+"), r"\1 " + _HIDDEN),
    (
        re.compile(
            r"(?i)([\"']?\b(?:access_token|refresh_token|code_verifier|code|state|client_id|password|passcode|pwd|zak|tk|"
            r"authorization|cookie)\b[\"']?\s*[=:]\s*)[\"']?[^\s\"'&,}]+"
        ),
        r"\1" + _HIDDEN,
    ),
    (re.compile(r"(https?://)[^\s/@]+@"), r"\1"),  # user info
    (
        re.compile(r"(https?://[^\s/?#\"']+)[^\s\"'<>]*"),
        r"\1/" + _HIDDEN,
    ),  # paths name calendars and people, queries hold codes
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"), _HIDDEN),  # JWT
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _HIDDEN),
)


def redact(text: str) -> str:
    """`text` without credentials, codes, addresses of people and what follows the host of a link; on one line."""
    for pattern, kept in _PATTERNS:
        text = pattern.sub(kept, text)
    return text.replace("\r", "\\r").replace("\0", "\\0")


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _Private(logging.handlers.RotatingFileHandler):
    """Five files of 2 MiB that only the user can read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=2 << 20, backupCount=4, encoding="utf-8", delay=True)

    def _open(self):  # type: ignore[no-untyped-def]  # the stream's type is private to logging
        return os.fdopen(
            os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8"
        )


def start(path: Path) -> None:
    """Send warnings and what Dainvo itself reports to the file at `path`. HTTP libraries never log addresses."""
    handler = _Private(path)
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("dainvo").setLevel(logging.INFO)
    for noisy in ("httpx", "httpcore", "asyncio", "urllib3", "caldav", "keyring"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
