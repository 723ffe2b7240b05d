"""The person at the browser, against the stand-in and a small listener in the app's place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fakes.zoom_guest import Guest, challenge

from dainvo.demo import visitor


class App(BaseHTTPRequestHandler):
    """What an app's redirect listener does, as far as the visitor sees it."""

    seen: list[dict[str, list[str]]]

    def do_GET(self) -> None:
        App.seen.append(parse_qs(urlsplit(self.path).query))
        body = b"You can return to Dainvo"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def redirect_uri() -> Iterator[str]:
    App.seen = []
    server = HTTPServer(("127.0.0.1", 0), App)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/callback"
    server.shutdown()
    thread.join()
    server.server_close()


def address(guest: Guest, redirect_uri: str, **changes: str) -> str:
    query = {
        "response_type": "code",
        "client_id": "standin-public",
        "redirect_uri": redirect_uri,
        "state": "s",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    }
    return f"{guest.oauth}/authorize?{urlencode(query | changes)}"


def test_approve(guest: Guest, redirect_uri: str) -> None:
    visit = visitor.approve(address(guest, redirect_uri), user="basic@example.com", without=["meeting:delete:meeting"])
    assert (visit.status, visit.page) == (200, "You can return to Dainvo")
    (seen,) = App.seen
    pair = guest.redeem(seen["code"][0], redirect_uri=redirect_uri).json
    assert "meeting:delete:meeting" not in pair["scope"]
    assert "meeting:write:meeting" in pair["scope"]
    assert guest.call("GET", "/users/me", token=pair["access_token"]).json["email"] == "basic@example.com"


def test_decline(guest: Guest, redirect_uri: str) -> None:
    assert visitor.decline(address(guest, redirect_uri)).status == 200
    assert App.seen == [{"error": ["access_denied"], "state": ["s"]}]


def test_pages_that_lead_nowhere(guest: Guest, redirect_uri: str) -> None:
    """A refusal and the approval page come back as they are; the app hears nothing."""
    assert visitor.approve(address(guest, redirect_uri, client_id="nobody")).status == 400
    assert "admin is required" in visitor.approve(address(guest, redirect_uri, client_id="standin-admin")).page
    guest.switch(decline_silent=True)
    assert visitor.decline(address(guest, redirect_uri)).location == ""
    assert App.seen == []
