"""What the demo's servers hold, asked of them over HTTP, for checks: they are not believed on the app's word.

Changes nothing there.
"""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree


@dataclass(frozen=True)
class Servers:
    """What the demo's servers hold, asked of them."""

    ready: Mapping[str, Any]

    def vevent(self, uid: str) -> dict[str, list[str]] | None:
        """The properties of the event with this UID on the calendar server, unfolded; None if it is nowhere."""
        for path in self._calendars():
            for found in _vevents(self._caldav("GET", path).decode()):
                if found["UID"] == [f"UID:{uid}"]:
                    return found
        return None

    def meetings(self) -> list[dict[str, Any]]:
        """The living meetings at the Zoom stand-in."""
        return list(self._zoom()["meetings"])

    def living_grants(self) -> int:
        return sum(1 for grant in self._zoom()["grants"] if grant["alive"])

    def violations(self) -> list[Any]:
        """What no client of Zoom may do, and somebody did."""
        return list(self._zoom()["violations"])

    def _zoom(self) -> dict[str, Any]:
        with urllib.request.urlopen(self.ready["zoom"]["admin_url"] + "/state") as answer:  # noqa: S310  loopback
            state: dict[str, Any] = json.load(answer)
        return state

    def _calendars(self) -> list[str]:
        home = f"/{quote(self.ready['caldav']['user'])}/"
        answer = ElementTree.fromstring(self._caldav("PROPFIND", home, {"Depth": "1"}))  # noqa: S314  our own server
        found = [element.text or "" for element in answer.iter("{DAV:}href")]
        return [path for path in found if path.strip("/").count("/") == 1]

    def _caldav(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> bytes:
        caldav = self.ready["caldav"]
        secret = base64.b64encode(f"{caldav['user']}:{caldav['password']}".encode()).decode()
        request = urllib.request.Request(  # noqa: S310  loopback
            caldav["url"].rstrip("/") + path,
            method=method,
            headers={"Authorization": f"Basic {secret}", **(headers or {})},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310  loopback
            body: bytes = answer.read()
        return body


def _vevents(text: str) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = []
    for block in text.replace("\r\n", "\n").replace("\n ", "").split("BEGIN:VEVENT\n")[1:]:
        lines: dict[str, list[str]] = {}
        for line in block.partition("END:VEVENT")[0].splitlines():
            lines.setdefault(line.partition(":")[0].partition(";")[0], []).append(line)
        found.append(lines)
    return found
