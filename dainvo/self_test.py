"""Tries each part that a packaging can lose, and says what it found: `dainvo --self-test`.

Touches nothing of the user's: its profile is thrown away, and the keyring keeps none of what is written to it.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import secrets as random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dainvo import __version__, app
from dainvo.profile import COPY, Profile, now

ZONE = "Europe/Berlin"
#: A week's meeting over the end of summer time: the clock stays, the instant moves by an hour.
SERIES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dainvo//Self test//EN
BEGIN:VEVENT
UID:self-test
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20261021T090000
DTEND;TZID=Europe/Berlin:20261021T100000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Self test
END:VEVENT
END:VCALENDAR
"""
VIEWS = ("day", "week", "month", "agenda")


class Wrong(Exception):
    """A part does not do what it must; the text says what it did."""


def run() -> int:
    """Print one JSON object {version, python, system, frozen, ok, parts: [{part, ok, found, ms}]}; 0 if all is well.

    A keyring that is not there is said and is no fault of the program: Dainvo then refuses to take passwords.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="dainvo-self-test-") as folder:
        parts: list[dict[str, object]] = []
        for name, part in PARTS.items():
            began = time.monotonic()
            try:
                found, ok = part(Path(folder)), True
            except Exception as error:  # noqa: BLE001  whatever fails is what this verb is there to tell
                found, ok = f"{type(error).__name__}: {error}", False
            ms = round(1000 * (time.monotonic() - began), 1)
            parts.append({"part": name, "ok": ok, "found": found, "ms": ms})
    well = all(part["ok"] for part in parts)
    told = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "ok": well,
        "parts": parts,
    }
    print(json.dumps(told, indent=2))  # noqa: T201  the report is the product of this module
    return 0 if well else 1


def _resources(_folder: Path) -> str:
    from dainvo.ui import icons
    from dainvo.ui.compiled import FROZEN

    drawings = sorted(icons.folder().glob("*.svg"))
    if not drawings:
        raise Wrong(f"no icons in {icons.folder()}")
    bundle = getattr(sys, "_MEIPASS", "")
    if bundle and not (Path(bundle) / FROZEN).is_file():
        raise Wrong("PySide6's compiled texts are missing: every start takes a third longer")
    return f"{len(drawings)} icons"


def _copy(folder: Path) -> str:
    from dainvo.store.store import Store

    Store(folder / COPY, zone=ZoneInfo(ZONE), now=now).close()
    with Profile(folder).reader() as reader:
        if reader.accounts():
            raise Wrong("a new copy is not empty")
    return f"{(folder / COPY).stat().st_size} bytes, opened, closed, read"


def _rule(_folder: Path) -> str:
    from dainvo.ical.event import TimeRange
    from dainvo.ical.index import scan
    from dainvo.ical.recurrence import occurrences

    zone = ZoneInfo(ZONE)
    year = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    starts = [one.start for one in occurrences(scan(SERIES.replace("\n", "\r\n")), year, zone)]
    hours = [start.astimezone(UTC).hour for start in starts if isinstance(start, datetime)]
    if hours != [7, 8, 8]:
        raise Wrong(f"three Wednesdays at nine in {ZONE} came out at {hours} UTC")
    return f"three dates of a weekly rule in {ZONE}, across the end of summer time"


def _views(folder: Path) -> str:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise Wrong("another kind of Qt application runs in this process")
    session = app.Session(application, Profile(folder))
    try:
        session.window.show()
        for view in VIEWS:
            session.window.show_view(view)
            application.processEvents()
            picture = session.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
            if len(set(memoryview(picture.constBits()).cast("I"))) < 20:
                raise Wrong(f"the {view} is blank")
        session.window.hide()
    finally:
        session.close()
    return f"{', '.join(VIEWS)} painted on “{QApplication.platformName()}”"


def _keyring(_folder: Path) -> str:
    from dainvo.errors import NeedsUser, Why
    from dainvo.secrets import Secrets

    try:
        Secrets().usable()
    except NeedsUser as error:
        if error.why is Why.KEYRING_FAILED:
            raise
        return "none here" if error.why is Why.NO_KEYRING else "locked"
    return "keeps what is written"


def _engine(folder: Path) -> str:
    from dainvo.secrets import Secrets

    engine = Profile(folder, secrets=Secrets.in_memory()).engine(background=False)
    try:
        engine.submit(_nothing).result(timeout=20)
    finally:
        engine.close()
    return "started, answered, ended"


async def _nothing(_desk: object) -> None:
    await asyncio.sleep(0)


def _network(_folder: Path) -> str:
    """The libraries that reach servers, loaded only when one is reached, are all there."""
    from importlib import import_module

    for name in ("dainvo.web", "dainvo.dav.discovery", "caldav.discovery", "truststore", "httpx"):
        import_module(name)
    return "loaded: HTTP, certificates of the system, CalDAV discovery"


def _proof_key(_folder: Path) -> str:
    """The pair of RFC 7636, appendix B, and one of our own."""
    from dainvo.zoom.oauth import challenge

    if challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") != "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM":
        raise Wrong("the S256 challenge is not that of RFC 7636")
    if len(challenge(random.token_urlsafe(48))) != 43:
        raise Wrong("a challenge has the wrong length")
    return "S256 as in RFC 7636"


def _listener(_folder: Path) -> str:
    from dainvo.zoom.listener import Listener

    async def knock() -> int:
        async with Listener(random.token_urlsafe(16)) as listener:
            _reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
            writer.close()
            await writer.wait_closed()
            return listener.port

    return f"opened and closed on 127.0.0.1:{asyncio.run(asyncio.wait_for(knock(), 10))}"


PARTS: dict[str, Callable[[Path], str]] = {
    "resources": _resources,
    "copy": _copy,
    "rule": _rule,
    "views": _views,
    "keyring": _keyring,
    "engine": _engine,
    "network": _network,
    "pkce": _proof_key,
    "listener": _listener,
}
