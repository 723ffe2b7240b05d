"""The command line as scripts use it: own processes, the demo's servers, a Secret Service on a bus of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes import secret_service, session_bus

from dainvo.demo import visitor
from dainvo.demo.serve import Demo

ROOT = Path(__file__).resolve().parent.parent.parent
#: These programs go by the computer's clock: what they plan is in the year to come, whenever that is.
YEAR = datetime.now(UTC).year + 1
pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(bool(session_bus.missing()), reason=session_bus.missing() or "all there"),
]


@dataclass
class Shell:
    """Runs `dainvo` with one profile."""

    environment: dict[str, str]
    profile: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "dainvo", "--profile", str(self.profile), *arguments]

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), env=self.environment, input=stdin, capture_output=True, text=True, timeout=500
        )

    def lines(self, *arguments: str, stdin: str = "") -> list[dict[str, Any]]:
        """The JSON objects of a verb that must succeed."""
        done = self.run(*arguments, "--json", stdin=stdin)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def one(self, *arguments: str, stdin: str = "") -> dict[str, Any]:
        (value,) = self.lines(*arguments, stdin=stdin)
        return value


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with Demo() as servers:
        yield servers


@pytest.fixture(scope="module")
def environment(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with secret_service.running(tmp_path_factory.mktemp("home")) as found:
        yield {**found, **demo.ready["environment"], "PYTHONPATH": str(ROOT)}


@pytest.fixture
def shell(environment: dict[str, str], tmp_path: Path) -> Shell:
    return Shell(environment, tmp_path / "profile")


@pytest.fixture
def connected(shell: Shell, demo: Demo) -> Shell:
    """With the demo's calendar account and the stand-in's licensed user."""
    caldav = demo.ready["caldav"]
    shell.one("accounts", "add-caldav", caldav["url"], "--user", caldav["user"], stdin=caldav["password"] + "\n")
    connect_zoom(shell, lambda address: visitor.approve(address))
    return shell


def connect_zoom(shell: Shell, answer: Callable[[str], object]) -> tuple[int, list[dict[str, Any]], str]:
    process = subprocess.Popen(
        shell.command("accounts", "connect-zoom", "--no-browser", "--json"),
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    answer(json.loads(first)["authorize_url"])
    rest, errors = process.communicate(timeout=500)
    return process.returncode, [json.loads(line) for line in [first, *rest.splitlines()]], errors


def at_zoom(demo: Demo) -> list[dict[str, Any]]:
    with urllib.request.urlopen(demo.ready["zoom"]["admin_url"] + "/state") as answer:
        meetings: list[dict[str, Any]] = json.load(answer)["meetings"]
    return meetings


def writable(shell: Shell) -> str:
    return str(next(calendar["id"] for calendar in shell.lines("calendars", "list") if calendar["writable"]))


def test_the_main_job(connected: Shell, demo: Demo) -> None:
    """M08, M10, M12, M45: the meeting comes, moves, and goes with the event."""
    added = connected.one(
        *("events", "add", "--calendar", writable(connected), "--title", "Design review"),
        *("--start", f"{YEAR}-03-10T14:00", "--end", f"{YEAR}-03-10T14:45", "--zone", "Europe/Berlin", "--zoom"),
        *("--wait", "30"),
    )
    assert added["state"] == "clean"
    assert added["meeting"]["state"] == "ready"
    assert added["location"] == added["join_url"]
    (meeting,) = [known for known in at_zoom(demo) if str(known["id"]) == added["meeting"]["id"]]
    assert meeting["topic"] == "Design review"

    moved = connected.one("events", "edit", added["uid"], "--start", f"{YEAR}-03-12T09:30", "--wait", "30")
    assert moved["meeting"]["id"] == added["meeting"]["id"]
    assert moved["join_url"] == added["join_url"]
    day = connected.lines("events", "list", "--from", f"{YEAR}-03-12", "--to", f"{YEAR}-03-12")
    (listed,) = [event for event in day if event["uid"] == added["uid"]]
    assert listed["join_url"] == added["join_url"]
    assert listed["meeting"] == {"provider": "zoom", "id": added["meeting"]["id"], "state": "ready"}

    bare = connected.one("events", "edit", added["uid"], "--no-zoom", "--wait", "30")
    assert (bare["meeting"], bare["join_url"], bare["location"]) == (None, None, "")
    assert added["meeting"]["id"] not in {str(known["id"]) for known in at_zoom(demo)}

    connected.one("events", "delete", added["uid"], "--wait", "30")
    assert connected.run("events", "show", added["uid"]).returncode == 1


def test_part_of_a_series(connected: Shell) -> None:
    """E13: this, this and following, all; a second series comes back, and the first ends before it."""
    first = connected.one(
        *("events", "add", "--calendar", writable(connected), "--title", "Stand-up", "--zone", "Europe/Berlin"),
        *(
            "--start",
            f"{YEAR}-06-07T09:00",
            "--end",
            f"{YEAR}-06-07T09:15",
            "--rrule",
            "FREQ=WEEKLY;COUNT=8",
            "--wait",
            "30",
        ),
    )

    def shown() -> list[tuple[str, str]]:
        listed = connected.lines("events", "list", "--from", f"{YEAR}-06-01", "--to", f"{YEAR}-07-31")
        uids = {first["uid"], second["uid"]}
        found = [event for event in listed if event["uid"] in uids]
        return [
            (f"{datetime.fromisoformat(one['start']).astimezone(UTC):%m-%dT%H:%M}", one["summary"]) for one in found
        ]

    edit = ("events", "edit", first["uid"], "--recurrence-id")
    one = connected.one(*edit, f"{YEAR}0614T090000", "--title", "Second")
    assert (one["summary"], one["recurrence_id"]) == ("Second", f"{YEAR}0614T090000")
    second = connected.one(
        *edit, f"{YEAR}0628T090000", "--scope", "following", "--start", f"{YEAR}-06-28T10:00", "--wait", "30"
    )
    assert second["uid"] != first["uid"]
    assert (second["rrule"], second["state"]) == ("FREQ=WEEKLY;COUNT=5", "clean")
    assert connected.one("events", "show", first["uid"])["rrule"] == "FREQ=WEEKLY;COUNT=3"
    delete = ("events", "delete", second["uid"], "--recurrence-id")
    connected.one(*delete, f"{YEAR}0705T100000", "--wait", "30")
    gone = connected.one(*delete, f"{YEAR}0719T100000", "--scope", "following", "--wait", "30")
    assert gone == {"deleted": second["uid"], "recurrence_id": f"{YEAR}0719T100000", "scope": "following"}
    connected.one(*edit, f"{YEAR}0621T090000", "--scope", "all", "--location", "Room 1")
    assert shown() == [
        ("06-07T07:00", "Stand-up"),
        ("06-14T07:00", "Second"),
        ("06-21T07:00", "Stand-up"),
        ("06-28T08:00", "Stand-up"),
        ("07-12T08:00", "Stand-up"),
    ]
    for wrong in (
        ("events", "edit", first["uid"], "--scope", "this", "--title", "x"),
        ("events", "delete", first["uid"], "--scope", "following"),
        (*edit, f"{YEAR}0607T090000", "--rrule", "FREQ=DAILY"),
    ):
        assert connected.run(*wrong).returncode == 2
    missing = connected.run(*edit, f"{YEAR}0608T090000", "--title", "x")
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr


def test_a_second_profile_sees_the_event(
    connected: Shell, environment: dict[str, str], demo: Demo, tmp_path: Path
) -> None:
    """M09: the meeting is known from the event alone."""
    added = connected.one(
        *("events", "add", "--calendar", writable(connected), "--title", "Seen elsewhere", "--zoom"),
        *("--start", f"{YEAR}-03-15T10:00", "--end", f"{YEAR}-03-15T10:30", "--wait", "30"),
    )
    other = Shell(environment, tmp_path / "other")
    caldav = demo.ready["caldav"]
    other.one("accounts", "add-caldav", caldav["url"], "--user", caldav["user"], stdin=caldav["password"])
    seen = other.one("events", "show", added["uid"])
    assert seen["join_url"] == added["join_url"]


def test_two_profiles_keep_their_passwords_apart(connected: Shell, environment: dict[str, str], tmp_path: Path) -> None:
    """A03: removing an account of one profile leaves the same number in the other signed in."""
    other = Shell(environment, tmp_path / "other")
    with Demo() as second:
        caldav = second.ready["caldav"]
        other.one("accounts", "add-caldav", caldav["url"], "--user", caldav["user"], stdin=caldav["password"])
        (report,) = connected.lines("sync")
        assert report["errors"] == []


def test_wrong_password_is_a_sentence(shell: Shell, demo: Demo) -> None:
    caldav = demo.ready["caldav"]
    done = shell.run("accounts", "add-caldav", caldav["url"], "--user", caldav["user"], stdin="wrong\n")
    assert done.returncode == 1
    assert "password" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert "wrong" not in done.stderr
    assert shell.lines("accounts", "list") == []


def test_plain_http_elsewhere_is_refused(shell: Shell) -> None:
    """A31: nothing is sent to a remote server without https."""
    done = shell.run("accounts", "add-caldav", "http://dav.example.org/", "--user", "anna", stdin="secret\n")
    assert done.returncode == 1
    assert "https" in done.stderr


def test_declined_sign_in_leaves_nothing(shell: Shell) -> None:
    """M01: Decline ends the attempt with its reason."""
    code, lines, errors = connect_zoom(shell, visitor.decline)
    assert code == 1
    assert len(lines) == 1
    assert errors.strip()
    assert "Traceback" not in errors
    assert shell.lines("accounts", "list") == []


def test_without_a_keyring_nothing_is_stored(shell: Shell, demo: Demo) -> None:
    """Y01: no keyring, no password; the refusal says why."""
    bare = Shell({**shell.environment, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}, shell.profile)
    caldav = demo.ready["caldav"]
    done = bare.run("accounts", "add-caldav", caldav["url"], "--user", caldav["user"], stdin=caldav["password"])
    assert done.returncode == 1
    assert "password" in done.stderr.lower()
    for file in shell.profile.rglob("*"):
        assert caldav["password"].encode() not in file.read_bytes()


def test_what_is_wrong_in_a_call_is_said_in_words(shell: Shell) -> None:
    """Y08: the verb and the option that are meant, a day that is one, and nothing of how the program is made."""
    for words in (["events", "list", "--from", "2026-13-01", "--to", "2026-12-01"], ["agenda", "2026-13-01"]):
        done = shell.run(*words)
        verb = " ".join(word for word in words[:2] if word.isalpha())
        assert done.returncode == 2
        assert done.stderr.startswith(f"usage: dainvo {verb} [-h]")
        assert "not a day: 2026-13-01 (as in 2027-03-10)" in done.stderr.splitlines()[-1]
    assert shell.run("events", "list", "--help").stdout.startswith("usage: dainvo events list [-h]")


def test_usage_is_code_2(shell: Shell) -> None:
    assert shell.run("events", "add").returncode == 2
    assert shell.run("nonsense").returncode == 2
    bad = shell.run("events", "add", "--calendar", "1", "--title", "x", "--start", "tomorrow")
    assert (bad.returncode, "tomorrow" in bad.stderr) == (2, True)


def test_end_before_start_is_refused(connected: Shell) -> None:
    done = connected.run(
        *("events", "add", "--calendar", writable(connected), "--title", "Backwards"),
        *("--start", f"{YEAR}-03-10T14:00", "--end", f"{YEAR}-03-10T13:00"),
    )
    assert done.returncode == 1
    assert "end" in done.stderr.lower()


def test_one_writer_a_profile(connected: Shell) -> None:
    """While another process has the profile, a verb says so and ends with 75; reading goes on."""
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from dainvo.store.lock import ProfileLock\n"
            "lock = ProfileLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()",
            str(connected.profile),
        ],
        env=connected.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert connected.run("sync").returncode == 75
        assert connected.lines("calendars", "list")
    finally:
        holder.communicate("")


def test_import_and_export(connected: Shell, tmp_path: Path) -> None:
    """A12, A13 in their first form: what was exported imports into an empty calendar with the same events."""
    account = str(next(known["id"] for known in connected.lines("accounts", "list") if known["kind"] == "caldav"))
    source = writable(connected)
    exported = connected.run("export", "--calendar", source)
    assert exported.returncode == 0
    file = tmp_path / "week.ics"
    file.write_bytes(exported.stdout.encode())
    target = connected.one("calendars", "create", "Copied", "--account", account)
    report = connected.one("import", str(file), "--calendar", str(target["id"]))
    assert report["added"] == exported.stdout.count("BEGIN:VEVENT") - exported.stdout.count("RECURRENCE-ID")
    connected.one("sync", account)
    again = connected.one("import", str(file), "--calendar", str(target["id"]))
    assert (again["added"], again["known"]) == (0, report["added"])


def test_demo_serve_says_where_it_is_and_ends(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dainvo", "demo", "serve", "--json"], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    assert set(ready) == {"caldav", "zoom", "environment"}
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=500) == 0
    assert time.monotonic() - begin < 10
    process.stdout.close()


WRONG_ADDRESSES = {
    # what is typed: (exit code, a word of the sentence)
    "not a url at all": (1, "not a url at all"),
    "ftp://127.0.0.1/": (1, "ftp://127.0.0.1/"),
    "https://127.0.0.1:1/": (75, "Nothing was stored"),
    "someone@nowhere.invalid": (75, "nowhere.invalid"),
}


@pytest.mark.parametrize(("address", "code", "word"), [(a, *rest) for a, rest in WRONG_ADDRESSES.items()])
def test_a_wrong_address_is_a_sentence(shell: Shell, address: str, code: int, word: str) -> None:
    """A01: what was typed or tried is named, with what to do."""
    done = shell.run("accounts", "add-caldav", address, "--user", "anna", stdin="secret\n")
    assert (done.returncode, word in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_web_page_is_no_calendar_server(shell: Shell, tmp_path: Path) -> None:
    """A01: a web server without CalDAV is named as what it is."""
    web = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert web.stdout is not None
        port = web.stdout.readline().split(" port ")[1].split()[0]
        done = shell.run("accounts", "add-caldav", f"http://127.0.0.1:{port}/", "--user", "anna", stdin="secret\n")
    finally:
        web.terminate()
        web.communicate()
    assert (done.returncode, "no CalDAV server" in done.stderr) == (1, True), done.stderr


def test_a_file_without_events_is_refused(connected: Shell, tmp_path: Path) -> None:
    file = tmp_path / "letter.ics"
    file.write_text("Dear Anna,\n")
    done = connected.run("import", str(file), "--calendar", writable(connected))
    assert (done.returncode, "no event in this file" in done.stderr) == (1, True)
