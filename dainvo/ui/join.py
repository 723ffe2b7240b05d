"""Opens links in the default browser: the only place where Dainvo does so.

Chooses no link. Join links of known services open at once, others are asked about with their real host (Y08);
file:, javascript: and everything else that is no web address never open, nor does a link that starts a meeting as host.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from dainvo.ui import toasts

_START_HOSTS = ("zoom.us", "zoom.com")
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
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return False
    if parts.scheme == "https":
        return not _starts(url)
    return parts.scheme == "http" and (parts.hostname, port) in _stand_ins(os.environ if environ is None else environ)


def _starts(url: str) -> bool:
    """Whether a meeting would be started as its host, however the link is spelt."""
    goal = QUrl(url)  # as the browser gets it
    host = goal.host(QUrl.ComponentFormattingOption.FullyEncoded).rstrip(".")
    path = posixpath.normpath("/" + goal.path(QUrl.ComponentFormattingOption.FullyDecoded).lower().lstrip("/"))
    zoom = host.endswith(("zoom.us", "zoom.com", "zoomgov.com", "zoom.com.cn", "zoom-x.de"))
    named = parse_qs(f"{goal.query()}&{goal.fragment()}".lower())
    return "zak" in named or (zoom and (path.startswith("/s/") or path.endswith("/start")))


def must_ask(url: str, environ: Mapping[str, str] | None = None) -> str:
    """The real host to ask about before `url` opens; empty if it opens at once, or never.

    Asked about are links to a service that is not known, and http without its s.
    """
    from dainvo.ical.links import recognise

    if may_open(url, environ):
        parts = urlsplit(url)
        return "" if parts.scheme == "http" or recognise(url) is not None else str(parts.hostname)
    if not may_open(_secured(url), environ):
        return ""
    return str(urlsplit(url).hostname)


def _secured(url: str) -> str:
    return f"https{url[4:]}" if url[:5].lower() == "http:" else ""


def join(url: str, parent: QWidget | None = None) -> bool:
    """Open the join link of an event, after a question where `must_ask`. Whether the browser took it by now.

    Where that fails it is copied instead and a toast says so.
    """
    if parent is not None and must_ask(url) and QUrl(url).isValid():
        _ask(url, parent)
        return False
    return browse(url, parent)


def _ask(url: str, parent: QWidget) -> None:
    from dainvo.ui.link_question import LinkQuestion

    question = LinkQuestion(parent.window(), url)
    question.agreed.connect(lambda: _hand_over(url, parent))
    question.open()


def browse(url: str, parent: QWidget | None = None) -> bool:
    """Open a page that Dainvo itself chose, or a link that needs no question; as `join` for the rest."""
    return _hand_over(url, parent) if may_open(url) else _kept(url, parent)


def _hand_over(url: str, parent: QWidget | None) -> bool:
    return QDesktopServices.openUrl(QUrl(url)) or _kept(url, parent)


def start(url: str, parent: QWidget) -> bool:
    """Start a meeting as its host in the browser. The link goes nowhere else: not to the clipboard, not into a text."""
    if _may_start(url) and QDesktopServices.openUrl(QUrl(url)):
        return True
    toasts.say(parent, QCoreApplication.translate("Join", "The browser did not open. Join the meeting instead."))
    return False


def _may_start(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if (
        any(ord(letter) <= 32 or ord(letter) == 127 for letter in url)
        or parts.username is not None
        or not parts.hostname
    ):
        return False
    zoom = parts.hostname in _START_HOSTS or parts.hostname.endswith(tuple(f".{name}" for name in _START_HOSTS))
    stand_in = parts.scheme == "http" and (parts.hostname, port) in _stand_ins(os.environ)
    return (parts.scheme == "https" and zoom) or stand_in


def _kept(url: str, parent: QWidget | None) -> bool:
    """A link that no browser took is copied; one that must not open is not: it may be a trap, or start a meeting."""
    said = QCoreApplication.translate("Join", "This link is not one that Dainvo opens.")
    if may_open(url) or must_ask(url):
        QGuiApplication.clipboard().setText(url)
        said = QCoreApplication.translate("Join", "The link could not be opened. It is copied instead.")
    if parent is not None:
        toasts.say(parent, said)
    return False


def copy(text: str, said: str, parent: QWidget) -> None:
    """Put `text` on the clipboard and say so."""
    QGuiApplication.clipboard().setText(text)
    toasts.say(parent, said)


def copy_link(url: str, parent: QWidget) -> None:
    """Put the link of an event to join by on the clipboard; one that has none says so."""
    if url:
        copy(url, QCoreApplication.translate("Join", "Join link copied"), parent)
    else:
        toasts.say(parent, QCoreApplication.translate("Join", "This event has no link to join by"))


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
