"""The answers of the sign-in listener: constant bytes, nothing of a request in them, nothing loaded from anywhere.

Does not know which answer fits: that is `listener`.
"""

from __future__ import annotations

import base64
import hashlib

_STYLE = """
:root{color-scheme:light dark;--view:#fff;--text:#1a1a24;--text2:#5a5f6b;--ok:#0f7a3d;--ok-bg:#e7f5eb;
--no:#b3261e;--no-bg:#fdeaea}
@media (prefers-color-scheme:dark){:root{--view:#1c1d22;--text:#f1f1f4;--text2:#a9adb8;--ok:#6fd394;--ok-bg:#16351f;
--no:#ff9a90;--no-bg:#43191a}}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;text-align:center;
background:var(--view);color:var(--text2);font:15px/1.5 system-ui,sans-serif}
svg{width:48px;height:48px;margin-bottom:16px}
.ok{color:var(--ok);background:var(--ok-bg);border-radius:24px}
.no{color:var(--no);background:var(--no-bg);border-radius:24px}
h1{margin:0;font-size:20px;font-weight:600;color:var(--text)}
p{margin:6px 24px 0;max-width:340px}
.end{margin-top:14px;font-size:13px}
"""
_TICK = '<path d="M16 24.5l5.5 5.5L32 19"/>'
_WARNING = '<path d="M24 15l10 18H14z"/><path d="M24 22v5m0 3v.1"/>'


def _page(title: str, lines: tuple[str, ...], mark: str, tone: str) -> bytes:
    *texts, end = lines
    body = "".join(f"<p>{text}</p>" for text in texts) + f'<p class="end">{end}</p>'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dainvo</title>'
        f"<style>{_STYLE}</style></head>"
        f'<body><svg class="{tone}" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{mark}</svg>'
        f"<h1>{title}</h1>{body}</body></html>"
    ).encode()


def _answer(status: str, page: bytes) -> bytes:
    # The style is allowed by its hash, all else by nothing.
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return (
        f"HTTP/1.1 {status}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\n"
        "Cache-Control: no-store\r\n"
        f"Content-Security-Policy: default-src 'none'; style-src 'sha256-{style}'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Connection: close\r\n\r\n"
    ).encode() + page


CONNECTED = _answer(
    "200 OK",
    _page("Dainvo is connected.", ("You can return to Dainvo.", "This tab can be closed."), _TICK, "ok"),
)
NOT_CONNECTED = _answer(
    "200 OK",
    _page(
        "Zoom was not connected.",
        ("Return to Dainvo to see why.", "Nothing was changed. This tab can be closed."),
        _WARNING,
        "no",
    ),
)
NO_MATCH = _answer(
    "400 Bad Request",
    _page(
        "This sign-in does not match.",
        ("It was not started by the Dainvo that runs now.", "Nothing was changed. This tab can be closed."),
        _WARNING,
        "no",
    ),
)
NOT_HERE = _answer("404 Not Found", b"")
