"""The log of the program, redacted where it is written, so that no caller can forget.

Does not decide what is worth logging, and never leaves the machine.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import traceback
from pathlib import Path
from typing import Any

from dainvo.errors import DainvoError

_HIDDEN = "…"
_SCHEME = r"(\b[a-z][a-z0-9+.-]*://)"
#: Each starts where a word does, so that a long line takes no longer than it is.
_PATTERNS = (
    (re.compile(r"(?i)\b(bearer|basic|digest)\s+[\w.~+/=-]+"), r"\1 " + _HIDDEN),
    (
        re.compile(
            r"(?i)([\"']?\b(?:access_token|refresh_token|code_verifier|code|state|client_id|password|passcode|pwd|zak|tk|"
            r"authorization|cookie)\b[\"']?\s*[=:]\s*)(?:\"[^\"]*\"|'[^']*'|[^\s\"'&,}]+)"
        ),
        r"\1" + _HIDDEN,
    ),
    (re.compile(rf"(?i){_SCHEME}[^\s/@]+@"), r"\1"),  # user info
    (
        re.compile(rf"(?i){_SCHEME}([^\s/?#\"'<>]+)[^\s\"'<>]*"),
        r"\1\2/" + _HIDDEN,
    ),  # paths name calendars and people, queries hold codes
    (re.compile(r"(?i)\b(tel|mailto|sms|webcals?|file|data):[^\s/][^\s\"'<>]*"), r"\1:" + _HIDDEN),
    (re.compile(r"(?<![\w:/.…])/[^\s\"'<>]+|\b[A-Za-z]:\\[^\s\"'<>]+"), "/" + _HIDDEN),  # so do those of files
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"), _HIDDEN),  # JWT
    (re.compile(r"(?i)(?<![\w.+%-])[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), _HIDDEN),
)


def redact(text: str) -> str:
    """`text` without credentials, codes, addresses of people and what follows the host of a link; on one line."""
    for pattern, kept in _PATTERNS:
        text = pattern.sub(kept, text)
    return text.replace("\r", "\\r").replace("\0", "\\0")


def trace(error: BaseException) -> str:
    """Where `error` was raised and what led to it, without what it says: a message may quote a title or a password.

    Our own failures say their reason, which holds neither.
    """
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(told) < 5:
        frames = [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        said = f": {cause.why}" if isinstance(cause, DainvoError) else ""
        told.append("\n".join([*frames, f"{type(cause).__name__}{said}"]))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nafter\n".join(told)


def tail(most: int = 40) -> str:
    """The last lines of the log that this process writes; nothing if it writes none."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Private):
            handler.flush()
            try:
                lines = Path(handler.baseFilename).read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                return ""
            return "\n".join(lines[-most:])
    return ""


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        cached, record.exc_text = record.exc_text, None  # what another handler wrote of the failure says all of it
        try:
            return redact(super().format(record))
        finally:
            record.exc_text = cached

    def formatException(self, ei: Any) -> str:
        return trace(ei[1]) if ei[1] is not None else ""


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
    logging.raiseExceptions = False  # what a full disk refuses would go to standard error unredacted
    handler = _Private(path)
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("dainvo").setLevel(logging.INFO)
    for noisy in ("httpx", "httpcore", "asyncio", "urllib3", "caldav", "keyring"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
