"""Files, search, subscriptions and all in one file from the command line: real processes, no server but a feed's."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_texts import event_text, vcalendar, vevent
from fakes.feed_server import feed_server
from fakes.offline_copies import BERLIN, Clock

from dainvo.cli import profile_folder
from dainvo.ical.event import ETag, Href
from dainvo.store.lock import ProfileLock
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store

pytestmark = pytest.mark.end_to_end
ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs `dainvo` on a profile with one calendar of this computer."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.profile.mkdir()
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": "Europe/Berlin"}
        with Store(self.profile / "dainvo.db", zone=BERLIN, now=Clock()) as store:
            account = store.add_account("local", "On this computer")
            self.calendar = str(store.add_local_calendar(account, Href("/here/"), "Personal", "#d64545"))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dainvo", "--profile", str(self.profile), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=500)

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_what_only_reads_works_beside_the_window(shell: Shell, tmp_path: Path) -> None:
    """A13, I05: the copy as it stands is read, and stays as it is; what would write to it has to wait."""
    file = tmp_path / "more.ics"
    file.write_bytes(vcalendar(vevent("b", "Other", "20270310T090000Z", "20270310T100000Z")).encode())
    weekly = ("--rrule", "FREQ=WEEKLY", "--start", "2027-03-10T09:00", "--calendar", shell.calendar)
    assert shell.run("events", "add", "--title", "Standing", *weekly).returncode == 0
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    shell.environment["TMPDIR"] = str(temporary)
    lock = ProfileLock(shell.profile)
    lock.acquire()
    with Store(shell.profile / "dainvo.db", zone=BERLIN, now=Clock()) as window:
        saved = window.resource_ids(None)
        exported = shell.run("export", "--calendar", shell.calendar)
        assert (exported.returncode, exported.stderr, "SUMMARY:Standing" in exported.stdout) == (0, "", True)
        far = shell.lines("events", "list", "--from", "2039-03-01", "--to", "2039-03-10")
        assert [one["start"][:10] for one in far] == ["2039-03-02", "2039-03-09"]
        assert shell.lines("import", str(file), "--calendar", shell.calendar, "--preview")[0]["new"] == 1
        assert shell.lines("export-all", str(tmp_path / "kept"))[0]["events"] == 1
        assert shell.lines("zoom", "meetings", "--offline") == []
        assert shell.run("import", str(file), "--calendar", shell.calendar).returncode == 75
        assert window.resource_ids(None) == saved
    lock.release()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_verb_that_is_told_to_end_leaves_nothing_lying_about(shell: Shell, tmp_path: Path) -> None:
    """I05: as Ctrl+C does; here in the middle of asking a server that never answers."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    lock = ProfileLock(shell.profile)
    lock.acquire()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        command = [sys.executable, "-m", "dainvo", "--profile", str(shell.profile)]
        command += ["accounts", "certificate", "127.0.0.1", "--port", port]
        environment = shell.environment | {"TMPDIR": str(temporary)}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as asking:
            try:
                server.settimeout(500)
                held, _ = server.accept()
                assert len(list(temporary.iterdir())) == 1
                asking.send_signal(signal.SIGTERM)
                _, said = asking.communicate(timeout=500)
                held.close()
            finally:
                asking.kill()
    lock.release()
    assert (asking.returncode, said, list(temporary.iterdir())) == (128 + signal.SIGTERM, "", [])


@pytest.mark.skipif(sys.platform == "win32", reason="other handles there")
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
@pytest.mark.parametrize("verb", [["export", "--calendar", "1"], ["completion", "fish"], ["agenda"], ["sync"]])
def test_streams_that_were_closed_lead_nowhere(shell: Shell, verb: list[str], closed: tuple[int, ...]) -> None:
    """I05: nothing fails for it, and no file of the profile is opened in their place and written to."""
    code = "import os, sys; [os.close(int(one)) for one in sys.argv[1].split()]; os.execv(sys.executable, sys.argv[2:])"
    command = [sys.executable, "-m", "dainvo", "--profile", str(shell.profile), *verb]
    starts = [sys.executable, "-c", code, " ".join(map(str, closed)), *command]
    done = subprocess.run(starts, env=shell.environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_words_that_are_no_text_or_fit_nothing_are_a_sentence(shell: Shell, tmp_path: Path) -> None:
    """I05: one line each and no trace of the program's insides; what can be named in such letters is a file."""
    strange = os.fsdecode(b"bad\xff")
    for words in (
        ("accounts", "add-local", strange),
        ("events", "show", strange),
        ("join", strange),
        ("calendars", "rename", "1", strange),
        ("events", "add", "--calendar", "1", "--title", strange, "--start", "2027-03-10T09:00"),
        ("calendars", "color", "1", "red"),
        ("accounts", "add-local", "Home", "--color", "#12"),
    ):
        done = shell.run(*words)
        assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False), done.stderr
    command = [
        sys.executable,
        "-m",
        "dainvo",
        "--profile",
        str(shell.profile),
        "accounts",
        "add-caldav",
        "http://127.0.0.1:1/",
        "--user",
        "anna",
    ]
    typed = subprocess.run(command, env=shell.environment, input=b"\xff\n", capture_output=True, timeout=60)
    assert (typed.returncode, typed.stderr) == (2, b"dainvo: the password is not in UTF-8\n")
    for host in ("..", "a" * 64):
        done = shell.run("accounts", "certificate", host)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert shell.run("export-all", str(tmp_path / strange)).returncode == 0
    assert (tmp_path / strange).exists()
    assert profile_folder("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x").absolute()


def test_a_terminal_of_few_letters_gets_the_others_told(shell: Shell) -> None:
    """I05: an answer never fails for its letters: whoever asked would think that nothing was done, and do it twice."""
    shell.environment |= {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    when = ("--title", "Größe 🎈", "--start", "2027-03-10T09:00", "--calendar", shell.calendar)
    assert shell.lines("events", "add", *when)
    [found] = shell.lines("search", "Größe")
    assert found["summary"] == "Größe 🎈"
    assert "Gr\\u00f6\\u00dfe \\ud83c\\udf88" in shell.run("search", "Größe").stdout
    assert shell.run("--help").returncode == 0


def test_times_at_the_edges(shell: Shell) -> None:
    """I05: a time that the day does not have is as long as any other; beyond all calendars it is said, not broken."""
    add = ("events", "add", "--calendar", shell.calendar, "--title", "Night", "--start")
    [made] = shell.lines(*add, "2027-03-28T02:30")
    [one] = shell.lines("agenda", "2027-03-28")
    assert datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"]) == timedelta(minutes=30)
    shell.lines("events", "edit", made["uid"], "--start", "2027-03-29T02:30")
    shell.lines("events", "edit", made["uid"], "--start", "2027-03-28T02:30")
    assert shell.lines("agenda", "2027-03-28") == [one]
    for words in (
        (*add, "9999-12-31"),
        (*add, "2027-03-28", "--reminder", "9" * 20),
        ("agenda", "9999-12-31", "--days", "2"),
    ):
        done = shell.run(*words)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), words


def test_words_from_outside_tell_the_terminal_nothing(shell: Shell, tmp_path: Path) -> None:
    """C-D5: an event of somebody else's that holds commands for terminals, in text and as JSON, on one line each."""
    file, evil = tmp_path / "in.ics", "\x1b]52;c;aGk=\x07\x1b[2J\u009b31m\u202e\u2028\u2066"
    one = vevent(
        f"a{evil}b", f"Plan{evil}\\n2027-01-01 09:00–10:00  Forged", "20261103", "20261104", f"LOCATION:R{evil}"
    )
    file.write_text(vcalendar(one), encoding="utf-8", newline="")
    shell.lines("import", str(file), "--calendar", shell.calendar)
    days = ("--from", "2026-11-03", "--to", "2026-11-03")
    printed = [
        shell.run("events", "list", *days),
        shell.run("search", "Forged"),
        shell.run("events", "list", *days, "--json"),
    ]
    for done in printed:
        assert done.returncode == 0 and "Forged" in done.stdout
        assert [letter for letter in done.stdout[:-1] if not letter.isprintable()] == []
    [listed] = shell.lines("events", "list", *days)
    assert listed["uid"].startswith("a\x1b]52"), "who reads JSON gets what there is"
    shown = shell.run("events", "show", listed["uid"])
    assert shown.returncode == 0
    assert [letter for letter in shown.stdout if not letter.isprintable() and letter != "\n"] == []


def test_import_look_undo_export_search(shell: Shell, tmp_path: Path) -> None:
    """A12, A13, K13."""
    file = tmp_path / "in.ics"
    series = vevent("s", "Jour fixe", "20261014T090000", "20261014T093000", "RRULE:FREQ=WEEKLY;COUNT=5")
    file.write_text(vcalendar(vevent("a", "Zażółć", "20261103", "20261104"), series), encoding="utf-8", newline="")
    counts, *found = shell.lines("import", str(file), "--calendar", shell.calendar, "--preview")
    assert (counts["new"], counts["known"]) == (2, 0)
    assert [each["summary"] for each in found] == ["Zażółć", "Jour fixe"]
    assert shell.lines("search", "zazolc") == []
    [report] = shell.lines("import", str(file), "--calendar", shell.calendar)
    assert report["added"] == 2
    [hit] = shell.lines("search", "zazolc")
    assert (hit["uid"], hit["start"]) == ("a", "2026-11-03")
    one = shell.run("export", "--uid", "s")
    assert one.stdout.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VTIMEZONE" in one.stdout
    days = shell.run("export", "--calendar", shell.calendar, "--from", "2026-11-03", "--to", "2026-11-03")
    assert "UID:a" in days.stdout
    assert "UID:s" not in days.stdout
    assert shell.run("export").returncode == 2
    assert shell.run("export", "--uid", "nobody").returncode == 1
    [undone] = shell.lines("undo-import")
    assert undone == {"taken_back": 2, "stayed": 0}
    nothing = shell.run("undo-import")
    assert nothing.returncode == 1
    assert "no import" in nothing.stderr
    missing = shell.run("import", str(tmp_path / "none.ics"), "--calendar", shell.calendar)
    assert missing.returncode == 1
    assert missing.stderr.count("\n") == 1
    assert "none.ics" in missing.stderr


def test_a_feed_all_in_one_file_and_what_is_unreadable(shell: Shell, tmp_path: Path) -> None:
    """A11, A27, I-11."""
    with feed_server() as feed:
        broken_event = "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Broken\r\nEND:VEVENT\r\n"
        feed.give(event_text("h", "Holiday").replace("END:VCALENDAR", broken_event + "END:VCALENDAR"))
        [account] = shell.lines("accounts", "subscribe", feed.url, "--name", "Club")
        assert (account["kind"], account["name"], account["state"]) == ("feed", "Club", "ok")
        assert [each["summary"] for each in shell.lines("search", "holiday")] == ["Holiday"]
        [broken] = shell.lines("unreadable")
        assert (broken["calendar"], broken["name"], broken["reason"]) == ("Club", "Broken", "no_start")
        assert "UID:b" in broken["text"]
        [kept] = shell.lines("export-all", str(tmp_path / "all.dainvo"))
        assert kept["accounts"] == 2
        (tmp_path / "second").mkdir()
        second = Shell(tmp_path / "second")
        refused = second.run("import-all", str(tmp_path / "all.dainvo"))
        assert refused.returncode == 1
        assert "accounts or calendars here already" in refused.stderr
        for left in second.profile.iterdir():
            left.unlink()
        assert second.lines("import-all", str(tmp_path / "all.dainvo"))[0]["accounts"] == 2
        second.run("sync")
        assert [each["summary"] for each in second.lines("search", "holiday")] == ["Holiday"]


def test_a_damaged_copy_is_told_once(shell: Shell) -> None:
    """A33: from the command line, too: one sentence on standard error, then all goes on."""
    path = shell.profile / "dainvo.db"
    with Store(path, zone=BERLIN, now=Clock()) as store:
        account = store.add_account("caldav", "Anna", url="http://127.0.0.1:1/", user="anna")
        store.take_remote(store.collections()[0].id, [RemoteItem(Href("/x.ics"), ETag("1"), event_text("x", "X"))])
        assert account
    os.truncate(path, path.stat().st_size // 8192 * 4096)
    first = shell.run("accounts", "list", "--json")  # which only reads
    assert first.returncode == 0
    assert "Anna" in first.stdout
    assert "Opened a safe copy" in first.stderr
    assert "damaged-" in first.stderr
    assert "safe copy" not in shell.run("undo-import").stderr
    assert {each["name"] for each in shell.lines("accounts", "list")} >= {"Anna"}
