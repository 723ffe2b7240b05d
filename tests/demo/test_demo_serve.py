"""Both demo servers together: the sample week on a real CalDAV server, the stand-in beside it, and a clean end."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from dainvo.demo import sample
from dainvo.demo.serve import Demo, DemoCannotStart, local_zone

WEDNESDAY = date(2027, 3, 10)
BERLIN = ZoneInfo("Europe/Berlin")


def ask(caldav: dict[str, str], method: str, path: str, depth: str = "1", *, password: str = "") -> tuple[int, str]:
    address = urlsplit(caldav["url"])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=300)
    try:
        secret = b64encode(f"{caldav['user']}:{password or caldav['password']}".encode()).decode()
        connection.request(method, path, None, {"Authorization": f"Basic {secret}", "Depth": depth})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_demo_holds_the_sample_week() -> None:
    """Asked of the calendar server over HTTP: three calendars with names, colours and all their events."""
    with Demo(zone=BERLIN, today=WEDNESDAY) as demo:
        caldav = demo.ready["caldav"]
        status, text = ask(caldav, "PROPFIND", "/anna%40example.com/")
        assert status == 207
        names = {element.text for element in ElementTree.fromstring(text).iter("{DAV:}displayname")}  # noqa: S314
        colors = {
            element.text
            for element in ElementTree.fromstring(text).iter("{http://apple.com/ns/ical/}calendar-color")  # noqa: S314
        }
        wanted = sample.sample(date(2027, 3, 8), BERLIN)
        assert {one.name for one in wanted} <= names
        assert {f"{one.color}FF" for one in wanted} <= colors
        for calendar in wanted:
            status, text = ask(caldav, "PROPFIND", f"/anna%40example.com/{calendar.slug}/")
            assert text.count(".ics</href>") == len(calendar.events)
        status, text = ask(caldav, "GET", f"/anna%40example.com/work/{wanted[0].events[0].uid}.ics")
        assert (status, "SUMMARY:Standup" in text) == (200, True)
        assert ask(caldav, "PROPFIND", "/anna%40example.com/", password="wrong")[0] == 401


def test_ready_leads_dainvo_there() -> None:
    with Demo(zone=BERLIN, today=WEDNESDAY) as demo:
        ready = demo.ready
        assert set(ready) == {"caldav", "zoom", "environment"}
        assert set(ready["caldav"]) == {"url", "user", "password"}
        assert set(ready["zoom"]) == {"oauth_url", "api_url", "client_id", "admin_url"}
        assert ready["environment"] == {
            "DAINVO_ZOOM_CLIENT_ID": ready["zoom"]["client_id"],
            "DAINVO_ZOOM_OAUTH_URL": ready["zoom"]["oauth_url"],
            "DAINVO_ZOOM_API_URL": ready["zoom"]["api_url"],
        }
        assert demo.zoom.state()["meetings"] == []


def test_stop_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    demo = Demo(zone=BERLIN, today=WEDNESDAY)
    password = demo.start()["caldav"]["password"]
    assert list(tmp_path.iterdir())
    demo.stop()
    demo.stop()
    assert list(tmp_path.iterdir()) == []
    assert Demo(zone=BERLIN)._password != password


def test_without_radicale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that says what to install; nothing is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "radicale"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "radicale", None)
    with pytest.raises(DemoCannotStart, match=r"pip install 'dainvo\[demo\]'"):
        Demo(zone=BERLIN).start()
    assert list(tmp_path.iterdir()) == []


def test_local_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert local_zone().key == "Asia/Tokyo"
    monkeypatch.setenv("TZ", ":Europe/Berlin")
    assert local_zone().key == "Europe/Berlin"
    monkeypatch.setenv("TZ", "no/such/zone")
    assert isinstance(local_zone(), ZoneInfo)


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no SIGTERM or SIGINT to another process")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_served_as_a_program(number: signal.Signals, tmp_path: Path) -> None:
    """One ready line; ended by a signal with exit 0, no folder and no child left."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TZ": "Europe/Berlin"}
    command = [sys.executable, "-m", "dainvo.demo.serve", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdout is not None
        ready: dict[str, Any] = json.loads(program.stdout.readline())
        assert ask(ready["caldav"], "PROPFIND", "/anna%40example.com/")[0] == 207
        if Path("/proc").is_dir():
            assert children_of(program.pid) == []
        program.send_signal(number)
        rest, errors = program.communicate(timeout=500)
    assert (program.returncode, rest, errors) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
