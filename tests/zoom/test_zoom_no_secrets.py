"""After a full life nothing on disk, in the log or on a command line holds a token or a host's start link."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from fakes.engine_bench import until
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo import log
from dainvo.engine.actions import events, exports, zoom
from dainvo.engine.desk import Desk
from dainvo.ical.event import Online

pytestmark = pytest.mark.end_to_end

_QUIET = {"httpx", "httpcore", "asyncio", "urllib3", "caldav", "keyring"}


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """The program's own log beside the profile, at its loudest."""
    path = tmp_path / "profile" / "dainvo.log"
    path.parent.mkdir()
    root = logging.getLogger()
    before = (list(root.handlers), root.level, {name: logging.getLogger(name).level for name in _QUIET | {"dainvo"}})
    log.start(path)
    root.setLevel(logging.DEBUG)
    logging.getLogger("dainvo").setLevel(logging.DEBUG)
    yield path
    for handler in set(root.handlers) - set(before[0]):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])
    for name, level in before[2].items():
        logging.getLogger(name).setLevel(level)


@dataclass
class Known:
    """Every secret that the stand-in ever gave out."""

    world: MeetingWorld
    never: set[str] = field(default_factory=set)  # nowhere at all
    sparing: set[str] = field(default_factory=set)  # passcodes: in the event's own text and its row

    def learn(self) -> None:
        standin = self.world.server.world
        assert standin is not None
        with standin.lock:
            for grant in standin.grants:
                self.never |= {grant.access_token, grant.refresh_token, *grant.old_refresh_tokens}
            for meeting in standin.meetings.values():
                self.never |= {meeting.zak, f"/s/{meeting.id}"}
                self.sparing |= {meeting.pwd, meeting.password}


def forms(secret: str) -> list[bytes]:
    """How a secret may stand in a file: as it is, in an address, and the beginning of a header or a blob in base64."""
    return [secret.encode(), quote(secret, safe="").encode(), b64encode(secret.encode())[:40]]


def found(folder: Path, secrets: set[str]) -> list[tuple[str, str]]:
    held = [(path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert held
    return [
        (path.name, secret[:12])
        for path, content in held
        for secret in secrets
        if any(form in content for form in forms(secret))
    ]


def test_a_full_life_leaves_no_secret(tmp_path: Path, logged: Path) -> None:
    """I-13, Y06, Y09, Z6, Z17, D14: connect, create, edit, look, export, crash, refresh, refusals, disconnect."""
    with meeting_world(tmp_path) as world:
        known = Known(world)
        known.learn()
        profile = world.bench.folder
        assert logged.parent == profile
        saved = world.save(world.draft("Secret plans", guests=("ben@example.com",)))
        assert world.settled(saved.resource)
        known.learn()
        moved = world.draft()
        world.edit(saved.resource, summary="Other plans", start=moved.start, end=moved.start + timedelta(hours=2))
        world.sync()
        world.bench.call(zoom.meeting_details, saved.resource)
        world.bench.call(zoom.invitation_text, saved.resource)
        _echo_the_token(world)
        world.jump(3500)
        world.bench.call(zoom.check_zoom, world.zoom)
        known.learn()
        _bug_with_everything_in_reach(world)
        world.bench.call(exports.export_file, tmp_path / "export.ics", world.calendar.collection)
        world.bench.call(exports.export_file, tmp_path / "bare.ics", world.calendar.collection, meetings=False)
        _copy_while_zoom_answers(world, tmp_path, known)
        known.learn()
        world.bench.call(zoom.remove_zoom, world.zoom)
        connect(world.bench)
        known.learn()
        texts = world.calendar.text(saved.uid)
        world.bench.close()
        shutil.copytree(profile, tmp_path / "at rest")
        world.bench.open()
    assert len(known.never) >= 8  # two pairs of two sign-ins, and two meetings with a start link each
    for folder in ("at rest", "killed"):
        assert found(tmp_path / folder, known.never) == []
        in_files = {name for name, _ in found(tmp_path / folder, known.sparing)}
        assert in_files <= {"dainvo.db", "dainvo.db-wal"} | _second_record(tmp_path / folder)
    bare = (tmp_path / "bare.ics").read_text().replace("\r\n ", "")
    assert "SUMMARY:Other plans" in bare
    assert "Bring numbers." in bare
    for word in ("/j/", "ZOOM", "dainvo zoom", "Passcode", "CONFERENCE", *known.sparing):
        assert word not in bare, word
    exported = (tmp_path / "export.ics").read_text()
    assert found_in(exported, known.never) == []
    assert found_in(texts, known.never) == []
    shown = [secret for secret in known.sparing if secret in exported.replace("\r\n ", "")]
    assert shown
    assert all(secret in texts.replace("\r\n ", "") for secret in shown)
    logs = logged.read_text()
    assert "in buggy\nRuntimeError" in logs  # where, and what kind; not what it said
    for word in ("Secret plans", "ben@example.com", "licensed@example.com"):
        assert word not in logs


def _second_record(folder: Path) -> set[str]:
    """Backups and the record of unsent changes hold texts of events as the copy does."""
    return {path.name for path in folder.rglob("*") if path.is_file() and path.suffix not in (".log", ".json", ".lock")}


def found_in(text: str, secrets: set[str]) -> list[str]:
    content = text.replace("\r\n ", "").encode()
    return [secret[:12] for secret in secrets if any(form in content for form in forms(secret))]


def _echo_the_token(world: MeetingWorld) -> None:
    """A server that answers with the credential it was sent, in every field that reaches "Details"."""
    standin = world.server.world
    assert standin is not None
    token = next(iter(standin.grants)).access_token
    body = {"code": 300, "message": f"Bearer {token} is odd, access_token={token}", "errors": [{"field": "topic"}]}
    world.fault("status", method="POST", path="/users/me/meetings", status=400, body=body)
    saved = world.save(world.draft("Refused"))
    world.sync()
    world.bench.call(events.delete_event, saved.resource)
    world.sync()


def _bug_with_everything_in_reach(world: MeetingWorld) -> None:
    """A fault of ours while tokens and links are in local variables: the log has the traceback and nothing else."""

    async def buggy(desk: Desk) -> None:
        grant = await desk.zoom(world.zoom).tokens.grant()
        [row] = desk.store.meetings(world.zoom)
        raise RuntimeError(f"{grant!r} {row.join_url} Authorization: Bearer {grant.access_token}")

    try:
        world.bench.call(buggy)
    except RuntimeError:
        logging.getLogger("dainvo.engine").exception("a bug")


def _copy_while_zoom_answers(world: MeetingWorld, folder: Path, known: Known) -> None:
    """What a kill would leave: the files while a request is on its way."""
    saved = world.save(world.draft("Under way"))
    before = len(world.meetings())
    thread = threading.Thread(target=world.sync)
    with world.no_meeting_yet():
        thread.start()
        until(lambda: len(world.meetings()) > before)
        shutil.copytree(world.bench.folder, folder / "killed")
        known.learn()
    thread.join()
    world.edit(saved.resource, online=Online.NONE)
    world.sync()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_secret_on_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """C-L6: the browser gets the address of the consent page; neither verifier nor token is in it or in any argv."""
    import webbrowser

    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: shown.append(url))
    with meeting_world(tmp_path) as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        known = Known(world)
        known.learn()
        commands = {line for line in _command_lines() if line}
        environments = Path("/proc/self/environ").read_bytes()
        assert [line for line in commands if any(form in line for one in known.never for form in forms(one))] == []
        assert not any(form in environments for one in known.never for form in forms(one))
    asked: list[dict[str, Any]] = [seen for seen in world_requests(world) if seen["path"] == "/oauth/authorize"]
    assert asked
    assert set(asked[0]["query"]) == {
        "response_type",
        "client_id",
        "redirect_uri",
        "state",
        "code_challenge",
        "code_challenge_method",
    }


def world_requests(world: MeetingWorld) -> list[dict[str, Any]]:
    standin = world.server.world
    assert standin is not None
    return list(standin.recorder.last)


def _command_lines() -> Iterator[bytes]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                yield Path(entry.path, "cmdline").read_bytes()
            except OSError:
                continue


def test_a_crash_quotes_nobody(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Y06, C-L3: what the program writes when it fails, on standard error as in the report to copy."""
    from dainvo import app
    from dainvo.ui import diagnostics

    reported: list[str] = []

    class Sheet:
        def __init__(self, *_: object, happened: str) -> None:
            reported.append(happened)

        def open(self) -> None: ...

        def isVisible(self) -> bool:
            return False

    monkeypatch.setattr(diagnostics, "DiagnosticsSheet", Sheet)
    session: Any = SimpleNamespace(window=SimpleNamespace(findChildren=lambda _kind: []), reader=None)
    try:
        raise RuntimeError("Secret plans https://us02web.zoom.us/j/1?pwd=abc Bearer abc.def")
    except RuntimeError as error:
        app._report(session, type(error), error, error.__traceback__)
    told = capsys.readouterr().err + "".join(reported)
    assert "RuntimeError" in told
    assert reported
    for word in ("Secret plans", "zoom.us", "pwd", "Bearer", "abc.def"):
        assert word not in told
