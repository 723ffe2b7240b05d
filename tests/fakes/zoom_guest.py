"""A bare client of the Zoom stand-in over real HTTP: signs in, calls, orders faults.

Does not use Dainvo's own Zoom code, so that it can judge the stand-in by itself.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from dainvo.demo.zoom_server import ZoomServer

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
VERIFIER = "v" * 50
REDIRECT = "http://127.0.0.1:4711/callback"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def challenge(verifier: str = VERIFIER) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


@dataclass(frozen=True)
class Got:
    """An answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def code(self) -> int:
        return int(self.json["code"])

    @property
    def fields(self) -> list[str]:
        return [error["field"] for error in self.json["errors"]]

    @property
    def query(self) -> dict[str, str]:
        """The query of the redirect."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.headers["location"]).query).items()}


class Guest:
    """Talks to one running stand-in, whose clock stands at `NOW`."""

    def __init__(self, server: ZoomServer) -> None:
        self.server = server
        ready = server.ready()
        self.oauth, self.api, self.admin = ready["oauth_url"], ready["api_url"], ready["admin_url"]
        self.access = self.refresh = ""

    def send(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Got:
        """One request; redirects are not followed. ConnectionError if the connection is closed without an answer."""
        address = urlsplit(url)
        connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=300)
        try:
            target = address.path + (f"?{address.query}" if address.query else "")
            connection.request(method, target, body or None, dict(headers or {}))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, named, answer.read().decode())
        finally:
            connection.close()

    # OAuth

    def authorize(self, headers: Mapping[str, str] | None = None, /, **changes: str | None) -> Got:
        query: dict[str, str | None] = {
            "response_type": "code",
            "client_id": "standin-public",
            "redirect_uri": REDIRECT,
            "state": "the-state",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
        }
        query |= changes
        kept = {name: value for name, value in query.items() if value is not None}
        return self.send("GET", f"{self.oauth}/authorize?{urlencode(kept)}", headers=headers)

    def decide(
        self,
        page: Got,
        decision: str = "approve",
        *,
        user: str = "licensed@example.com",
        without: Collection[str] = (),
    ) -> Got:
        once = re.search(r'name="request" value="([^"]+)"', page.text)
        assert once is not None, page.text
        ticked = [scope for scope in re.findall(r'name="scope" value="([^"]+)"', page.text) if scope not in without]
        fields = [("request", once[1]), ("user", user), ("decision", decision), *(("scope", one) for one in ticked)]
        return self.send("POST", f"{self.oauth}/consent", urlencode(fields).encode(), FORM)

    def code(self, **more: Any) -> str:
        return self.decide(self.authorize(), **more).query["code"]

    def token(
        self, form: Mapping[str, str | None], *, query: str = "", headers: Mapping[str, str] | None = None
    ) -> Got:
        kept = {name: value for name, value in form.items() if value is not None}
        return self.send("POST", f"{self.oauth}/token{query}", urlencode(kept).encode(), {**FORM, **(headers or {})})

    def redeem(self, code: str, /, **changes: str | None) -> Got:
        form: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "client_id": "standin-public",
            "code_verifier": VERIFIER,
        }
        return self.token(form | changes)

    def renew(self, token: str, /, **changes: str | None) -> Got:
        form: dict[str, str | None] = {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "client_id": "standin-public",
        }
        return self.token(form | changes)

    def sign_in(self, user: str = "licensed@example.com", *, without: Collection[str] = ()) -> dict[str, Any]:
        """Sign in and use these tokens from here on."""
        pair: dict[str, Any] = self.redeem(self.code(user=user, without=without)).json
        self.access, self.refresh = pair["access_token"], pair["refresh_token"]
        return pair

    # API and admin

    def call(self, method: str, path: str, body: object = None, *, token: str | None = None) -> Got:
        headers = {"Authorization": f"Bearer {self.access if token is None else token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return self.send(method, self.api + path, json.dumps(body).encode() if body is not None else b"", headers)

    def create(self, **fields: Any) -> Got:
        """POST of a meeting in two weeks, with `fields` changed; a field of None is left out."""
        body: dict[str, Any] = {
            "topic": "Design review",
            "type": 2,
            "start_time": "2027-03-24T09:30:00",
            "timezone": "Europe/Berlin",
            "duration": 45,
            "agenda": "[dv-mark]\nNotes",
            "settings": {"use_pmi": False},
        }
        body |= fields
        return self.call("POST", "/users/me/meetings", {key: value for key, value in body.items() if value is not None})

    def made(self, **fields: Any) -> dict[str, Any]:
        """A created meeting."""
        got = self.create(**fields)
        assert got.status == 201, got.text
        meeting: dict[str, Any] = got.json
        return meeting

    def read(self, meeting_id: int, query: str = "") -> dict[str, Any]:
        got = self.call("GET", f"/meetings/{meeting_id}{query}")
        assert got.status == 200, got.text
        meeting: dict[str, Any] = got.json
        return meeting

    def listed(self, query: str = "") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.call("GET", f"/users/me/meetings{query}").json["meetings"]
        return rows

    def order(self, path: str, value: object = None, *, method: str = "POST") -> Got:
        """An order at the admin side, as JSON."""
        got = self.send(method, f"{self.admin}/{path}", json.dumps(value or {}).encode())
        assert got.status == 200, got.text
        return got

    def fault(self, kind: str, **detail: Any) -> None:
        self.order("faults", {"kind": kind, **detail})

    def switch(self, **values: Any) -> None:
        self.order("switches", values)

    def later(self, seconds: float) -> None:
        """Move the stand-in's clock."""
        self.order("clock", {"advance_s": seconds})

    def state(self) -> dict[str, Any]:
        value: dict[str, Any] = self.send("GET", f"{self.admin}/state").json
        return value

    def violations(self) -> list[str]:
        return [one["kind"] for one in self.state()["violations"]]
