"""Both demo servers together: a real CalDAV server with the sample week, and the Zoom stand-in, in a throw-away folder.

Does not start Dainvo; it tells the addresses, the password and the environment that lead Dainvo here.
"""

from __future__ import annotations

import http.client
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from json import dumps
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dainvo.demo import sample
from dainvo.demo.calendar_server import CalendarServer
from dainvo.demo.zoom_server import ZoomServer

USER: Final = sample.ANNA

_MKCALENDAR: Final = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/">
<set><prop><displayname>{name}</displayname><A:calendar-color>{color}FF</A:calendar-color>
<A:calendar-order>{order}</A:calendar-order>
<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>
</prop></set></C:mkcalendar>"""


class DemoCannotStart(RuntimeError):
    """Something the demo needs is not installed; the text says what to install."""


class Demo:
    """Both servers. `start` gives what `ready` tells; `stop` ends them and removes the folder."""

    def __init__(self, *, zone: ZoneInfo | None = None, today: date | None = None) -> None:
        self._zone = zone or local_zone()
        self._today = today or datetime.now(self._zone).date()
        self._password = secrets.token_urlsafe(12)
        self._folder: Path | None = None
        self._calendars: CalendarServer | None = None
        self.zoom = ZoomServer()
        self._ready: dict[str, Any] = {}

    def start(self) -> dict[str, Any]:
        """Start both and put the sample week on the calendar server.

        Gives {"caldav": …, "zoom": …, "environment": …}. Raises DemoCannotStart if Radicale is not installed.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="dainvo-demo-"))
        try:
            self._calendars = CalendarServer(self._folder / "calendars", {USER: self._password})
            try:
                url = self._calendars.start()
            except ModuleNotFoundError as missing:
                text = f"The demo needs {missing.name}: install it with  pip install 'dainvo[demo]'"
                raise DemoCannotStart(text) from missing
            zoom = self.zoom.start()
            self._fill(url)
        except BaseException:
            self.stop()
            raise
        self._ready = {
            "caldav": {"url": url, "user": USER, "password": self._password},
            "zoom": zoom,
            "environment": {
                "DAINVO_ZOOM_CLIENT_ID": zoom["client_id"],
                "DAINVO_ZOOM_OAUTH_URL": zoom["oauth_url"],
                "DAINVO_ZOOM_API_URL": zoom["api_url"],
            },
        }
        return self._ready

    @property
    def ready(self) -> dict[str, Any]:
        """What `start` gave."""
        return self._ready

    def stop(self) -> None:
        """End both servers and remove the folder. May be called twice, and after a failed start."""
        self.zoom.stop()
        if self._calendars is not None:
            self._calendars.stop()
            self._calendars = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _fill(self, url: str) -> None:
        address = urlsplit(url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        home = f"{address.path.rstrip('/')}/{quote(USER)}/"
        try:
            for order, calendar in enumerate(sample.sample(sample.monday_of(self._today), self._zone)):
                body = _MKCALENDAR.format(name=escape(calendar.name), color=calendar.color, order=order)
                self._send(connection, "MKCALENDAR", f"{home}{calendar.slug}/", body, "application/xml")
                for event in calendar.events:
                    path = f"{home}{calendar.slug}/{quote(event.uid)}.ics"
                    self._send(connection, "PUT", path, event.text, "text/calendar")
        finally:
            connection.close()

    def _send(self, connection: http.client.HTTPConnection, method: str, path: str, body: str, kind: str) -> None:
        secret = b64encode(f"{USER}:{self._password}".encode()).decode()
        headers = {"Authorization": f"Basic {secret}", "Content-Type": f"{kind}; charset=utf-8"}
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 201, 204):
            raise DemoCannotStart(f"the demo's calendar server refused {method} {path}: {answer.status}")

    def __enter__(self) -> Demo:
        self.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()


def local_zone() -> ZoneInfo:
    """This computer's zone, UTC if it cannot be found."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _zone_of_link(Path("/etc/localtime"))):
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return ZoneInfo("UTC")


def _zone_of_link(link: Path) -> str:
    _, found, name = str(link.resolve()).partition("zoneinfo/")
    return name if found else ""


def serve(json: bool = True) -> int:
    """Run the demo servers until SIGINT or SIGTERM; gives the exit code. With `json`, one line tells where they are."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    demo = Demo()
    try:
        ready = demo.start()
    except DemoCannotStart as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    try:
        sys.stdout.write(dumps(ready) + "\n" if json else _told(ready))
        sys.stdout.flush()
        done.wait()
    finally:
        demo.stop()
    return 0


def _told(ready: dict[str, Any]) -> str:
    caldav, zoom = ready["caldav"], ready["zoom"]
    settings = "\n".join(f"  {name}={value}" for name, value in ready["environment"].items())
    return (
        f"Calendar server  {caldav['url']}\n  user {caldav['user']}, password {caldav['password']}\n"
        f"Zoom stand-in    {zoom['admin_url']}/\nStart Dainvo with\n{settings}\nEnd with Ctrl+C.\n"
    )


def main(arguments: Sequence[str]) -> int:
    """`python -m dainvo.demo.serve [--json]`."""
    return serve(json="--json" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
