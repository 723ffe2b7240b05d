"""`dainvo zoom …` and what `events` and `accounts` say about meetings, on a profile of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo import cli
from dainvo.cli import arguments as spoken
from dainvo.demo import visitor
from dainvo.profile import Profile

pytestmark = pytest.mark.end_to_end

START = ("--start", "2027-03-10T14:00", "--end", "2027-03-10T14:45", "--zone", "Europe/Berlin")


@dataclass
class Shell:
    """The command line on the profile of `world`, whose own engine is closed meanwhile."""

    world: MeetingWorld
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> tuple[int, str, str]:
        self.world.bench.close()
        try:
            code = cli.run(spoken.parser().parse_args(words))
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            said = self.capsys.readouterr()
            self.world.bench.open()
        return code, said.out, said.err

    def lines(self, *words: str) -> list[dict[str, Any]]:
        code, out, err = self.run(*words, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]

    def one(self, *words: str) -> dict[str, Any]:
        (line,) = self.lines(*words)
        return line

    def add(self, title: str, *words: str) -> dict[str, Any]:
        calendar = str(self.world.calendar.collection)
        return self.one("events", "add", "--calendar", calendar, "--title", title, *START, "--wait", "20", *words)

    def by_hand(self, topic: str) -> str:
        """A meeting scheduled in Zoom's portal; its id."""
        before = {one["id"] for one in self.world.meetings()}
        url = f"{self.world.server.ready()['admin_url']}/users/licensed@example.com/meeting"
        ask("POST", url, body=json.dumps({"topic": topic, "start_time": "2027-03-12T10:00:00"}))
        [made] = [one["id"] for one in self.world.meetings() if one["id"] not in before]
        return str(made)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    with meeting_world(tmp_path) as world:
        bench = world.bench
        profile = Profile(bench.folder, environ=bench.environ, secrets=bench.secrets, clock=bench.clock)
        monkeypatch.setattr(Profile, "at", classmethod(lambda cls, folder: profile))
        yield Shell(world, capsys)


def test_meetings_by_where_they_stand(shell: Shell) -> None:
    """M51: as JSON, an object a line; a part alone; offline what the copy knows."""
    made = shell.add("Linked", "--zoom")
    free = shell.by_hand("Free")
    found = shell.lines("zoom", "meetings")
    assert [(one["place"], one["summary"] or one["topic"]) for one in found] == [("linked", "Linked"), ("free", "Free")]
    assert (found[0]["uid"], found[0]["id"]) == (made["uid"], made["meeting"]["id"])
    assert [one["id"] for one in shell.lines("zoom", "meetings", "--only", "free")] == [free]
    before = len(shell.world.state()["requests"])
    assert [one["summary"] for one in shell.lines("zoom", "meetings", "--offline")] == ["Linked"]
    assert len(shell.world.state()["requests"]) == before


def test_a_list_that_cannot_be_had_ends_with_75(shell: Shell) -> None:
    shell.world.fault("status", path="/users/me/meetings", status=503)
    code, out, err = shell.run("zoom", "meetings", "--json")
    assert (code, out) == (75, "")
    assert "licensed@example.com" in err


def test_make_link_delete(shell: Shell) -> None:
    """M51: the id may be typed with spaces."""
    first, second, third = shell.by_hand("First"), shell.by_hand("Second"), shell.by_hand("Third")
    calendar = str(shell.world.calendar.collection)
    spaced = f"{first[:3]} {first[3:7]} {first[7:]}"
    made = shell.one("zoom", "make-event", spaced, "--calendar", calendar, "--wait", "20")
    assert (made["summary"], made["meeting"]["id"], made["meeting"]["state"]) == ("First", first, "ready")
    plain = shell.add("Plain")
    linked = shell.one("zoom", "link", second, plain["uid"], "--wait", "20")
    assert linked["meeting"]["id"] == second
    assert shell.one("zoom", "delete", third) == {"deleted": third}
    assert {str(one["id"]) for one in shell.world.meetings()} == {first, second}
    code, _, err = shell.run("zoom", "delete", first)
    assert code == 1
    assert "An event here has this meeting" in err
    assert shell.run("zoom", "delete", "12")[0] == 2


def test_defaults(shell: Shell) -> None:
    """M07: set, told, sent with the next meeting, taken back one by one."""
    assert shell.one("zoom", "defaults")["set"] == {}
    told = shell.one(
        *("zoom", "defaults", "--set", "waiting_room=off", "--set", "join_before_host=on"),
        *("--set", "join_before_host_min=10", "--set", "alternative_hosts=ben@example.com, cleo@example.com"),
    )
    assert told["set"] == {
        "waiting_room": False,
        "join_before_host": True,
        "join_before_host_min": 10,
        "alternative_hosts": ["ben@example.com", "cleo@example.com"],
    }
    shell.add("With defaults", "--zoom")
    [sent] = shell.world.calls("POST", "/v2/users/me/meetings")
    assert sent["body"]["settings"]["join_before_host"] is True
    assert shell.one("zoom", "defaults", "--set", "waiting_room=zoom")["set"].keys() == {
        "join_before_host",
        "join_before_host_min",
        "alternative_hosts",
    }
    for wrong in ("waiting_room=perhaps", "join_before_host_min=7", "colour=red", "waiting_room"):
        assert shell.run("zoom", "defaults", "--set", wrong)[0] == 2, wrong


def test_options_of_one_event(shell: Shell) -> None:
    """M04, M07: for this meeting alone."""
    shell.add("Special", "--zoom", "--meeting-option", "mute_upon_entry=on")
    [sent] = shell.world.calls("POST", "/v2/users/me/meetings")
    assert sent["body"]["settings"]["mute_upon_entry"] is True
    assert shell.one("zoom", "defaults")["set"] == {}


def test_what_the_meeting_row_can_do(shell: Shell) -> None:
    """M65, M56, M05, M24, M14: no fixed time accepted; one that exists; another link; a new one; none."""
    calendar = str(shell.world.calendar.collection)
    day = ("--start", "2027-03-10", "--end", "2027-03-11", "--calendar", calendar, "--title", "All day", "--wait", "20")
    code, _, _ = shell.run("events", "add", *day, "--zoom")
    assert code == 1
    timeless = shell.one("events", "add", *day, "--zoom", "--no-fixed-time")
    assert (timeless["meeting"]["state"], timeless["meeting"]["no_fixed_time_because"]) == (
        "no_fixed_time",
        "zoom_needs_time",
    )
    number = shell.by_hand("By hand")
    adopted = shell.add("Adopted", "--meeting", number)
    assert adopted["meeting"]["id"] == number
    elsewhere = shell.add("Elsewhere", "--other-link", "https://meet.example.org/room")
    assert elsewhere["join_url"] == "https://meet.example.org/room"
    fresh = shell.one("events", "edit", adopted["uid"], "--new-meeting", "--wait", "20")
    assert fresh["meeting"]["id"] not in (None, number)
    bare = shell.one("events", "edit", adopted["uid"], "--no-zoom", "--wait", "20")
    assert bare["meeting"] is None
    assert shell.run("events", "edit", adopted["uid"], "--zoom", "--no-zoom")[0] == 2


def test_which_account_hosts(shell: Shell) -> None:
    """M03: chosen for one event; from then on it is the calendar's usual one."""
    anna, ben = shell.world.zoom, connect(shell.world.bench, "basic@example.com")
    first = shell.add("First", "--zoom", "--hosted-by", str(ben))
    second = shell.add("Second", "--zoom")
    third = shell.add("Third", "--zoom", "--hosted-by", str(anna))
    hosts = {str(one["id"]): one["host_id"] for one in shell.world.meetings()}
    by_event = [hosts[one["meeting"]["id"]] for one in (first, second, third)]
    assert by_event[0] == by_event[1] != by_event[2]
    for nobody in ("99", str(shell.world.calendar.account)):
        code, _, err = shell.run("events", "edit", third["uid"], "--hosted-by", nobody)
        assert (code, "account" in err.casefold()) == (1, True)


def test_a_second_part_with_a_meeting_of_its_own(shell: Shell) -> None:
    """M04, E13: this and following: the link is shared, or, if so said, each part has one."""
    first = shell.add("Weekly", "--zoom", "--rrule", "FREQ=WEEKLY;COUNT=6")
    later = ("--recurrence-id", "20270331T140000", "--title", "Later", "--wait", "20")
    assert shell.run("events", "edit", first["uid"], *later, "--own-meeting")[0] == 2
    second = shell.one("events", "edit", first["uid"], *later, "--scope", "following", "--own-meeting")
    assert second["meeting"]["id"] != first["meeting"]["id"]
    assert {str(one["id"]) for one in shell.world.meetings()} == {first["meeting"]["id"], second["meeting"]["id"]}


def test_a_link_that_must_not_open_is_not_written(shell: Shell) -> None:
    """Y08, M05: a usage error, and no event."""
    calendar = str(shell.world.calendar.collection)
    words = ("events", "add", "--calendar", calendar, "--title", "Odd", *START, "--other-link")
    for link in ("javascript:alert(1)", "file:///etc/passwd", "http://meet.example/x", "https://a@b/"):
        code, _, err = shell.run(*words, link)
        assert code == 2
        assert "https://" in err
    assert shell.lines("events", "list", "--from", "2027-03-10", "--to", "2027-03-10") == []


def test_joining_what_is_not_known_takes_a_word(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y08, M25: as the window asks, so the command line names the real host first; a known service opens at once."""
    import webbrowser

    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    now = shell.world.bench.clock.now()
    times = [f"{now + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}" for minutes in (30, 60)]
    calendar = str(shell.world.calendar.collection)
    soon = ("--calendar", calendar, "--title", "Soon", "--start", times[0], "--end", times[1], "--zone", "UTC")
    odd = shell.one("events", "add", *soon, "--other-link", "https://zoom.us.evil.example/j/92674392836")
    code, _, err = shell.run("next", "--join")
    assert (code, opened) == (1, [])
    assert "zoom.us.evil.example" in err
    assert shell.run("next", "--join", "--any-host")[0] == 0
    assert opened == ["https://zoom.us.evil.example/j/92674392836"]
    shell.one("events", "edit", odd["uid"], "--other-link", "https://meet.google.com/abc-defg-hij")
    assert shell.run("next", "--join")[0] == 0
    assert opened[1:] == ["https://meet.google.com/abc-defg-hij"]
    assert shell.run("join", odd["uid"])[0] == 0 and len(opened) == 3
    assert shell.run("join", "nobody")[0] == 1 and len(opened) == 3


def test_a_day_and_what_comes_next(shell: Shell) -> None:
    """I05: today's events; with no meeting coming up `next` says so and ends with 1."""
    assert shell.run("next", "--json")[:2] == (1, "null\n")
    calendar = str(shell.world.calendar.collection)
    for day, title in ((10, "Plan"), (11, "Review"), (13, "Party")):
        start = f"2027-03-{day}T14:00"
        shell.one("events", "add", "--calendar", calendar, "--title", title, "--start", start, "--zone", "UTC")
    code, out, _ = shell.run("agenda", "2027-03-10", "--days", "2", "--json")
    assert code == 0
    assert [json.loads(line)["summary"] for line in out.splitlines()] == ["Plan", "Review"]
    assert shell.run("agenda") == (0, "", "")
    plan = json.loads(out.splitlines()[0])["uid"]
    assert shell.run("join", plan)[0] == 1, "there is no link in it"


def test_waiting_events(shell: Shell) -> None:
    """M18, M68: tried now after a refusal was cured; sent without its link."""
    shell.world.fault("status", method="POST", path="/users/me/meetings", status=400, body={"code": 3161}, times=-1)
    calendar = str(shell.world.calendar.collection)
    code, _, err = shell.run(
        "events", "add", "--calendar", calendar, "--title", "Refused", *START, "--zoom", "--wait", "5"
    )
    assert code == 1
    assert "may not host" in err
    [listed] = shell.lines("events", "list", "--from", "2027-03-10", "--to", "2027-03-10")
    assert set(listed["meeting"]) == {"provider", "id", "state"}
    assert shell.one("events", "show", listed["uid"])["meeting"]["why"] == "zoom_no_licence"
    [line] = shell.lines("zoom", "attention")
    assert (line["asked"], line["choices"], line["uid"]) == ("refused", ["try", "remove"], listed["uid"])
    shell.world.clear_faults()
    tried = shell.one("events", "try-now", listed["uid"], "--wait", "20")
    assert tried["meeting"]["state"] == "ready"
    assert shell.lines("zoom", "attention") == []
    assert shell.one("events", "send-without-link", listed["uid"], "--wait", "20")["uid"] == listed["uid"]


def test_attention_is_settled(shell: Shell) -> None:
    """M66: gone at Zoom: listed with its choices; a wrong one is a usage error; the right one makes a new meeting."""
    made = shell.add("Gone", "--zoom")
    number = made["meeting"]["id"]
    ask("POST", f"{shell.world.server.ready()['admin_url']}/meetings/{number}/delete")
    shell.one("events", "edit", made["uid"], "--title", "Renamed", "--wait", "5")
    [line] = shell.lines("zoom", "attention")
    assert (line["asked"], line["choices"], line["meeting"]) == ("missing", ["make", "remove", "leave"], number)
    assert shell.run("zoom", "attention", line["line"], "delete")[0] == 2
    assert shell.run("zoom", "attention", "intent:none", "leave")[0] == 1
    assert shell.one("zoom", "attention", line["line"], "make", "--wait", "20")["settled"] == line["line"]
    shown = shell.one("events", "show", made["uid"])
    assert shown["meeting"]["id"] not in (None, number)
    assert shell.lines("zoom", "attention") == []


def test_reconnect(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """M63, Y16: the same user goes on; somebody else changes nothing, unless asked for."""
    import webbrowser

    user = "licensed@example.com"
    browsers: list[threading.Thread] = []

    def browse(url: str) -> bool:
        browsers.append(threading.Thread(target=lambda: visitor.approve(url, user=user)))
        browsers[-1].start()
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    account = str(shell.world.zoom)
    told = shell.lines("accounts", "reconnect", account)
    assert told[0]["authorize_url"].startswith(shell.world.server.ready()["oauth_url"])
    assert told[1]["account"]["id"] == shell.world.zoom
    user = "basic@example.com"
    code, _, err = shell.run("accounts", "reconnect", account)
    assert code == 1
    assert "basic@example.com" in err
    assert [one["name"] for one in shell.lines("accounts", "list") if one["kind"] == "zoom"] == ["licensed@example.com"]
    shell.lines("accounts", "reconnect", account, "--use-other-user")
    assert [one["name"] for one in shell.lines("accounts", "list") if one["kind"] == "zoom"] == ["basic@example.com"]
    assert shell.run("accounts", "reconnect", "99")[0] == 1
    for browser in browsers:
        browser.join()


def test_without_an_account(shell: Shell) -> None:
    shell.run("accounts", "remove", str(shell.world.zoom))
    assert shell.lines("zoom", "meetings") == []
    code, _, err = shell.run("zoom", "defaults")
    assert code == 1
    assert "Zoom" in err


def test_a_link_that_others_changed_in_our_event_takes_a_word(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y08, C-U4: whoever writes into the calendar can put another link beside our lines: it does not open unasked."""
    import webbrowser

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    now = shell.world.bench.clock.now()
    times = [f"{now + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}" for minutes in (30, 60)]
    calendar = str(shell.world.calendar.collection)
    soon = ("--calendar", calendar, "--title", "Soon", "--start", times[0], "--end", times[1], "--zone", "UTC")
    made = shell.one("events", "add", *soon, "--zoom", "--wait", "20")
    monkeypatch.setenv("DAINVO_ZOOM_API_URL", shell.world.server.ready()["api_url"])
    monkeypatch.setenv("DAINVO_ZOOM_OAUTH_URL", shell.world.server.ready()["oauth_url"])
    shell.run("next", "--join")
    assert opened == [made["join_url"]], "the link of a stand-in that is configured"
    opened.clear()
    calendar_of = shell.world.calendar
    host = made["join_url"].partition("/j/")[0]
    text = calendar_of.text(made["uid"]).replace("\r\n ", "").replace(host, "https://zoom.us.evil.example")
    assert calendar_of.other("PUT", f"{made['uid']}.ics", text)[0] in (201, 204)
    # Else it is put right at once: Zoom is right about the link.
    shell.world.fault("status", method="GET", path=f"/meetings/{made['meeting']['id']}", status=503, times=-1)
    shell.run("sync")
    code, out, err = shell.run("next", "--join")
    assert "evil.example" in out, "it is what the event says now"
    assert (code, opened) == (1, [])
    assert "zoom.us.evil.example" in err
