"""Opens links in the default browser: the only place where Dainvo does so, and only https.

Chooses no link: it refuses those that would start a meeting as host or leave https.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from dainvo.ui import toasts

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def may_open(url: str, environ: Mapping[str, str] | None = None) -> bool:
    """Whether `url` may go to the browser: https with a host, no user info, no start link of a host.

    Plain http is taken for the origin of `DAINVO_ZOOM_API_URL` or `DAINVO_ZOOM_OAUTH_URL` on loopback alone.
    """
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url) or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.password is not None or "zak" in parse_qs(parts.query):
        return False
    if parts.scheme == "https":
        zoom = parts.hostname.endswith(("zoom.us", "zoom.com", "zoomgov.com", "zoom.com.cn", "zoom-x.de"))
        return not (zoom and (parts.path.startswith("/s/") or parts.path.rstrip("/").endswith("/start")))
    return parts.scheme == "http" and (parts.hostname, port) in _stand_ins(os.environ if environ is None else environ)


def join(url: str, parent: QWidget | None = None) -> bool:
    """Open the join link; where that fails it is copied instead and a toast says so. Whether the browser took it."""
    if may_open(url) and QDesktopServices.openUrl(QUrl(url)):
        return True
    QGuiApplication.clipboard().setText(url)
    if parent is not None:
        said = QCoreApplication.translate("Join", "The link could not be opened. It is copied instead.")
        toasts.say(parent, said)
    return False


def copy(text: str, said: str, parent: QWidget) -> None:
    """Put `text` on the clipboard and say so."""
    QGuiApplication.clipboard().setText(text)
    toasts.say(parent, said)


def _stand_ins(environ: Mapping[str, str]) -> set[tuple[str, int | None]]:
    found: set[tuple[str, int | None]] = set()
    for name in ("DAINVO_ZOOM_API_URL", "DAINVO_ZOOM_OAUTH_URL"):
        try:
            parts = urlsplit(environ.get(name, ""))
            if parts.scheme == "http" and parts.hostname in _LOOPBACK:
                found.add((str(parts.hostname), parts.port))
        except ValueError:
            continue
    return found
