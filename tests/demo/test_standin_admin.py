"""The stand-in's admin side, its pages, options and records (zoom.md §11.1, §11.5, §11.6)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fakes.zoom_guest import FORM, NOW, Guest

from dainvo.demo.standin import recorder
from dainvo.demo.standin.faults import KINDS
from dainvo.demo.standin.world import SWITCHES
from dainvo.demo.zoom_server import ZoomServer

VOID = {"meta", "input", "br", "link", "hr", "img"}


class Balance(HTMLParser):
    """Fails on a tag that is closed wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def well_formed(page: str) -> None:
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    parser = Balance()
    parser.feed(page)
    assert parser.open == []


# the address


@pytest.mark.parametrize("host", ["evil.example.com", "127.0.0.1", "127.0.0.1:1", ""])
def test_other_hosts_are_refused(guest: Guest, host: str) -> None:
    """§11.1: Host other than 127.0.0.1:<port> or localhost:<port> gets 421."""
    assert guest.send("GET", f"{guest.api}/users/me", headers={"Host": host}).status == 421
    assert guest.send("GET", f"{guest.admin}/state", headers={"Host": host}).status == 421


def test_localhost_with_port_is_the_same_host(guest: Guest) -> None:
    port = urlsplit(guest.api).port
    assert guest.send("GET", f"{guest.api}/users/me", headers={"Host": f"localhost:{port}"}).status == 401


def test_admin_needs_its_key(guest: Guest) -> None:
    base = guest.admin.rpartition("/")[0]
    assert guest.send("GET", f"{base}/guess/state").status == 404
    assert guest.send("GET", f"{base}/state").status == 404


def test_keep_alive_and_large_bodies(signed_in: Guest) -> None:
    """HTTP/1.1: several requests on one connection; a body over 1 MiB is refused, not read."""
    port = urlsplit(signed_in.api).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        with connection.makefile("rb") as answers:
            for _ in range(2):
                connection.sendall(request)
                assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
                length = 0
                while (line := answers.readline().strip()) != b"":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.partition(b":")[2])
                assert len(answers.read(length)) == length
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        head = f"POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 2000000\r\n\r\n"
        connection.sendall(head.encode())
        assert b" 413 " in connection.recv(100)


def test_many_at_once(signed_in: Guest) -> None:
    """Fifty threads create at once: fifty meetings, each its own id."""
    threads = [threading.Thread(target=signed_in.create) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one["id"] for one in signed_in.state()["meetings"]}) == 50


# the admin side


def test_state_tells_meetings_and_grants(signed_in: Guest) -> None:
    """Local wall clock and zone; tokens by prefix; no start_url anywhere."""
    meeting = signed_in.made()
    text = signed_in.send("GET", f"{signed_in.admin}/state").text
    assert signed_in.access not in text
    assert signed_in.refresh not in text
    assert "start_url" not in text
    assert "zak" not in text
    state = json.loads(text)
    told = state["meetings"][0]
    assert (told["id"], told["topic"], told["host"]) == (meeting["id"], "Design review", "licensed@example.com")
    assert (told["start_time"], told["timezone"], told["duration"]) == ("2027-03-24T09:30:00", "Europe/Berlin", 45)
    assert (told["agenda"], told["join_url"]) == (meeting["agenda"], meeting["join_url"])
    grant = state["grants"][0]
    assert (grant["user"], grant["alive"], grant["access"]) == ("licensed@example.com", True, signed_in.access[:6])
    assert state["users"][0]["writes_today"] == 1
    assert state["counters"] == {"token authorization_code": 1}
    assert signed_in.server.state()["meetings"] == state["meetings"]


def test_requests_are_kept_without_secrets(signed_in: Guest) -> None:
    signed_in.made(password="open-me")
    signed_in.renew(signed_in.refresh)
    told = json.dumps(signed_in.state()["requests"])
    for secret in (signed_in.access, signed_in.refresh, "open-me", "v" * 50, "the-state"):
        assert secret not in told
    assert '"topic": "Design review"' in told
    assert recorder.BLANK in told


def test_admin_page(signed_in: Guest) -> None:
    """All meetings with their fields; texts of clients are escaped."""
    meeting = signed_in.made(topic="<b>Tom & Jerry</b>", type=8, recurrence={"type": 1, "end_times": 3})
    signed_in.call("GET", "/no/such")
    page = signed_in.send("GET", f"{signed_in.admin}/")
    assert page.status == 200
    well_formed(page.text)
    assert "&lt;b&gt;Tom &amp; Jerry&lt;/b&gt;" in page.text
    assert "<b>Tom" not in page.text
    for text in (str(meeting["id"]), meeting["join_url"], "2027-03-24 09:30 · 45 min", "unknown_endpoint"):
        assert text in page.text
    assert signed_in.access not in page.text
    assert signed_in.send("GET", signed_in.admin).text == page.text


def test_buttons_come_back_to_the_page(signed_in: Guest) -> None:
    meeting = signed_in.made()
    url = f"{signed_in.admin}/meetings/{meeting['id']}/edit"
    got = signed_in.send("POST", url, b"topic=By+hand&start_time=2027-03-25T10%3A00", FORM)
    assert (got.status, got.headers["location"]) == (303, urlsplit(signed_in.admin).path + "/")
    after = signed_in.read(meeting["id"])
    assert (after["topic"], after["start_time"]) == ("By hand", "2027-03-25T09:00:00Z")
    got = signed_in.send("POST", f"{signed_in.admin}/switches", b"name=parallel_grants&value=True", FORM)
    assert (got.status, signed_in.state()["switches"]["parallel_grants"]) == (303, True)


def test_acts_on_a_meeting(signed_in: Guest) -> None:
    """passcode, start, end, give, delete: as if done in Zoom's portal."""
    meeting = signed_in.made()
    at = f"meetings/{meeting['id']}"
    signed_in.order(f"{at}/passcode")
    changed = signed_in.read(meeting["id"])
    assert changed["join_url"] != meeting["join_url"]
    signed_in.order(f"{at}/start")
    assert signed_in.read(meeting["id"])["status"] == "started"
    signed_in.order(f"{at}/end")
    assert signed_in.read(meeting["id"])["status"] == "waiting"
    signed_in.order(f"{at}/give", {"host": "basic@example.com"})
    assert signed_in.call("GET", f"/meetings/{meeting['id']}").code == 3001
    signed_in.order(f"{at}/delete")
    assert signed_in.state()["meetings"] == []
    assert [(one["act"], one["by"]) for one in signed_in.state()["ledger"]][-1] == ("delete", "admin")


def test_a_copy_carries_everything_but_id_and_link(signed_in: Guest) -> None:
    """copy: as made in the portal, so with the notes and their mark."""
    meeting = signed_in.made()
    signed_in.later(60)
    signed_in.order(f"meetings/{meeting['id']}/copy")
    copy = next(row for row in signed_in.listed() if row["id"] != meeting["id"])
    same = ("topic", "agenda", "start_time", "duration", "type", "host_id")
    assert [copy[name] for name in same] == [meeting[name] for name in same]
    assert copy["join_url"] != meeting["join_url"] and copy["created_at"] > meeting["created_at"]


def test_a_meeting_scheduled_in_the_portal(signed_in: Guest) -> None:
    """users/<email>/meeting: one that no app made."""
    signed_in.order("users/licensed@example.com/meeting", {"topic": "By hand", "start_time": "2027-03-12T10:00:00"})
    [row] = signed_in.listed()
    assert (row["topic"], row["start_time"]) == ("By hand", "2027-03-12T09:00:00Z")
    assert "agenda" not in row or row["agenda"] == ""


def test_quotas_of_one_user(signed_in: Guest) -> None:
    """users/<email>/quota: used up for one, untouched for the other; told on the page."""
    signed_in.order("users/licensed@example.com/quota", {"used": 4, "per_day": 5})
    assert [signed_in.create().status for _ in range(2)] == [201, 429]
    assert "(5)" in signed_in.create().json["message"]
    told = {user["email"]: (user["writes_today"], user["writes_per_day"]) for user in signed_in.state()["users"]}
    assert told["licensed@example.com"] == (5, 5)
    signed_in.sign_in("basic@example.com")
    assert signed_in.create().status == 201


def test_acts_on_a_user(signed_in: Guest) -> None:
    """expire, remove-app."""
    signed_in.order("users/licensed@example.com/expire")
    assert signed_in.call("GET", "/users/me").json["message"] == "Access token is expired."
    pair = signed_in.renew(signed_in.refresh).json
    assert signed_in.call("GET", "/users/me", token=pair["access_token"]).status == 200
    signed_in.order("users/licensed@example.com/remove-app")
    assert signed_in.call("GET", "/users/me", token=pair["access_token"]).code == 124
    assert signed_in.renew(pair["refresh_token"]).json["error"] == "invalid_grant"


def test_clock_and_reset(signed_in: Guest) -> None:
    signed_in.order("clock", {"now": "2027-05-01T12:00:00+02:00"})
    assert signed_in.state()["now"] == "2027-05-01T10:00:00Z"
    signed_in.later(60)
    assert signed_in.state()["now"] == "2027-05-01T10:01:00Z"
    signed_in.switch(type_change="refused")
    signed_in.order("reset")
    state = signed_in.state()
    assert (state["grants"], state["meetings"], state["requests"]) == ([], [], [])
    assert state["switches"]["type_change"] == "ok"
    signed_in.sign_in()
    assert signed_in.create(start_time=None).status == 201


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("switches", {"no_such": 1}),
        ("switches", {"type_change": "perhaps"}),
        ("clock", {"now": "noon"}),
        ("meetings/1/delete", {}),
        ("meetings/x", {}),
        ("users/nobody/expire", {}),
        ("users/basic@example.com/promote", {}),
        ("nowhere", {}),
    ],
)
def test_orders_that_are_not_understood(guest: Guest, path: str, order: dict[str, object]) -> None:
    got = guest.send("POST", f"{guest.admin}/{path}", json.dumps(order).encode())
    assert (got.status, list(got.json)) == (400, ["error"])


# the meeting's page


def test_join_page(signed_in: Guest) -> None:
    """/j/<id>?pwd= tells which meeting it would be; gone meetings say so."""
    meeting = signed_in.made(topic="Tea & cake")
    page = signed_in.send("GET", meeting["join_url"])
    assert page.status == 200
    well_formed(page.text)
    assert "Tea &amp; cake" in page.text
    assert "2027-03-24 09:30, 45 min, Europe/Berlin" in page.text
    assert "missing or wrong" not in page.text
    assert "missing or wrong" in signed_in.send("GET", meeting["join_url"].partition("?")[0]).text
    signed_in.call("DELETE", f"/meetings/{meeting['id']}")
    assert signed_in.send("GET", meeting["join_url"]).status == 404


def test_pages_are_well_formed(guest: Guest) -> None:
    well_formed(guest.authorize().text)
    well_formed(guest.authorize(client_id="standin-admin").text)
    well_formed(guest.authorize(redirect_uri="http://x/<script>").text)
    well_formed(guest.send("GET", guest.api.removesuffix("v2")).text)


# options


def test_state_file(tmp_path: Path) -> None:
    """--state: sign-ins, meetings and the day's count survive; the file is the owner's alone."""
    path = tmp_path / "zoom.json"
    with ZoomServer(state=path, now=NOW, seed="a") as server:
        guest = Guest(server)
        guest.sign_in()
        series = guest.made(type=8, recurrence={"type": 1, "end_times": 3})
        single = guest.made()
        before = {one["id"]: one for one in guest.state()["meetings"]}
        access, refresh = guest.access, guest.refresh
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert "start_url" not in path.read_text()
    with ZoomServer(state=path, now=NOW, seed="a") as server:
        guest = Guest(server)
        guest.access = access
        for meeting in (series, single):
            told = guest.read(meeting["id"])
            for key in ("uuid", "topic", "start_time", "password", "agenda"):
                assert told[key] == meeting[key]
        after = {one["id"]: one for one in guest.state()["meetings"]}
        assert {key: one["occurrences"] for key, one in after.items()} == {
            key: one["occurrences"] for key, one in before.items()
        }
        assert guest.state()["users"][0]["writes_today"] == 2
        assert guest.renew(refresh).status == 200
        guest.sign_in()
        assert guest.made()["id"] not in before


def test_state_file_outlives_a_kill(tmp_path: Path) -> None:
    """It is written with every change, not only at the end."""
    path = tmp_path / "zoom.json"
    with ZoomServer(state=path) as server:
        guest = Guest(server)
        guest.sign_in()
        meeting = guest.made(start_time=None)
        assert str(meeting["id"]) in path.read_text()


def test_a_state_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "zoom.json"
    path.write_text('{"version": 99}')
    with pytest.raises(ValueError, match="no state file"):
        ZoomServer(state=path).start()
    assert path.read_text() == '{"version": 99}'


def test_seed_makes_ids_reproducible() -> None:
    """--seed: same ids and tokens again; without it others."""

    def run(seed: str | None) -> tuple[str, int]:
        with ZoomServer(seed=seed, now=NOW) as server:
            guest = Guest(server)
            guest.sign_in()
            return guest.access, guest.made()["id"]

    assert run("one") == run("one")
    assert run("one") != run("two")
    assert run(None) != run(None)


def test_a_running_clock_is_the_default() -> None:
    with ZoomServer() as server:
        assert server.state()["clock"] == "running"


def test_stop_ends_threads_and_frees_the_port() -> None:
    server = ZoomServer()
    ready = server.start()
    port = urlsplit(ready["api_url"]).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port)):
        server.stop()
    server.stop()
    assert not [thread for thread in threading.enumerate() if "stand-in" in thread.name]
    with ZoomServer(port=port) as again:
        assert urlsplit(again.ready()["api_url"]).port == port


def test_recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DAINVO_ZOOM_RECORD: each request as a JSON line, without secrets."""
    path = tmp_path / "requests.jsonl"
    monkeypatch.setenv("DAINVO_ZOOM_RECORD", str(path))
    with ZoomServer(now=NOW) as server:
        guest = Guest(server)
        guest.sign_in()
        guest.made(password="open-me")
        guest.fault("drop_after", path="/users/me")
        with pytest.raises(ConnectionError):
            guest.call("GET", "/users/me")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(one["method"], one["path"], one["outcome"]) for one in lines] == [
        ("GET", "/oauth/authorize", 200),
        ("POST", "/oauth/consent", 302),
        ("POST", "/oauth/token", 200),
        ("POST", "/v2/users/me/meetings", 201),
        ("GET", "/v2/users/me", "dropped"),
    ]
    assert lines[3]["body"]["topic"] == "Design review"
    assert lines[3]["headers"]["authorization"] == "Bearer ***"
    assert lines[3]["headers"]["content-type"] == "application/json"
    assert (lines[3]["query"], lines[4]["body"]) == ({}, None)
    assert path.stat().st_mode & 0o077 == 0
    text = path.read_text()
    for secret in (guest.access, guest.refresh, "open-me", "v" * 50):
        assert secret not in text


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no SIGTERM or SIGINT to another process")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_as_a_program(number: signal.Signals) -> None:
    """§11.1: a program of its own; one ready line; ends cleanly when interrupted."""
    command = [sys.executable, "-m", "dainvo.demo.zoom_server", "--now", "2027-03-10T09:00:00Z", "--seed", "x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        ready = json.loads(program.stdout.readline())
        assert set(ready) == {"oauth_url", "api_url", "client_id", "admin_url"}
        port = urlsplit(ready["api_url"]).port
        assert port is not None
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert connection.recv(15) == b"HTTP/1.1 200 OK"
        program.send_signal(number)
        rest, errors = program.communicate(timeout=500)
    assert (program.returncode, rest, errors) == (0, "", "")


def test_the_guide_names_every_fault_switch_and_option() -> None:
    """docs/guide/zoom-stand-in.md says what can be ordered."""
    page = (Path(__file__).parents[2] / "docs" / "guide" / "zoom-stand-in.md").read_text(encoding="utf-8")
    options = ("--port", "--state", "--seed", "--now", "--redirect", "--join-base", "DAINVO_ZOOM_RECORD")
    missing = [name for name in (*KINDS, *SWITCHES, *options) if f"`{name}" not in page]
    assert missing == []
