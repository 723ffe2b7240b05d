"""A person at the browser, for checks: opens the consent page, fills it in, follows the redirect back to the app.

Does not know the app: it sees what a browser would see, over HTTP.
"""

from __future__ import annotations

import http.client
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen last. `location`: where the consent form redirected to, empty if it did not."""

    status: int
    page: str
    location: str = ""


def approve(authorize_url: str, *, user: str = "licensed@example.com", without: Collection[str] = ()) -> Visit:
    """Approve as `user`, with the boxes of the scopes in `without` unticked; gives the app's own page at the end."""
    return _decide(authorize_url, "approve", user, without)


def decline(authorize_url: str) -> Visit:
    """Decline; gives the app's own page, or the stand-in's if it does not redirect."""
    return _decide(authorize_url, "decline", "", ())


def open_page(url: str) -> Visit:
    """Open an address and look, without doing anything. Redirects are not followed."""
    return _exchange("GET", url, b"")


def _decide(authorize_url: str, decision: str, user: str, without: Collection[str]) -> Visit:
    opened = open_page(authorize_url)
    form = _Form()
    form.feed(opened.page)
    if opened.status != 200 or not form.action:
        return opened
    fields = [(name, value) for name, value in form.fields if value not in without and name != "user"]
    fields += [("user", user or form.checked_user), ("decision", decision)]
    base = urlsplit(authorize_url)
    answered = _exchange("POST", f"{base.scheme}://{base.netloc}{form.action}", urlencode(fields).encode())
    if not answered.location:
        return answered
    seen = open_page(answered.location)
    return Visit(seen.status, seen.page, answered.location)


def _exchange(method: str, url: str, body: bytes) -> Visit:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        target = address.path + (f"?{address.query}" if address.query else "")
        connection.request(method, target or "/", body or None, headers)
        answer = connection.getresponse()
        return Visit(answer.status, answer.read().decode("utf-8", "replace"), answer.getheader("Location", ""))
    finally:
        connection.close()


@dataclass
class _Form(HTMLParser):
    """The first form of a page: where it goes, and the fields as they stand when the page opens."""

    action: str = ""
    checked_user: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, Any] = dict(attrs)
        if tag == "form" and not self.action:
            self.action = values.get("action") or ""
        if tag != "input" or not values.get("name"):
            return
        if values.get("type") in ("radio", "checkbox") and "checked" not in values:
            return
        if values["name"] == "user":
            self.checked_user = values.get("value") or ""
        self.fields.append((values["name"], values.get("value") or ""))
