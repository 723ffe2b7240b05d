"""One window for a profile: a second launch gives its words to the first (I04), also while that one hangs."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.calendar_world import event
from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dainvo import app, launch
from dainvo.engine.actions.calendar_list import add_local
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.store.lock import ProfileLock
from dainvo.ui import instance, opening, toasts
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.files.subscribe_sheet import SubscribeSheet
from dainvo.ui.targets import Target

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.end_to_end, pytest.mark.skipif(sys.platform == "win32", reason="sockets are files here")]


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[app.Session]:
    opened = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory()))
    opened.start_engine()
    launch.listen(opened)
    yield opened
    opened.close()
    opened.window.deleteLater()


def second(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dainvo", "--profile", str(folder), *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "XDG_ACTIVATION_TOKEN": "let-me"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_launch_hands_over_its_words_and_ends(
    session: app.Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I04, I06"""
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    session.window.showMinimized()
    with second(tmp_path, "dainvo://day/2031-05-04", "dainvo://wipe/all") as other:
        qtbot.waitUntil(lambda: session.window.focused_date == date(2031, 5, 4))
        qtbot.waitUntil(lambda: other.poll() is not None)
        assert (other.returncode, other.stderr.read() if other.stderr else "") == (0, "")
    assert session.window.isVisible() and not session.window.isMinimized()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "let-me"


def test_the_link_of_no_event_says_so(session: app.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """I06"""
    said: list[str] = []
    monkeypatch.setattr(toasts, "say", lambda _window, text, *_rest: said.append(text))
    opening.open_targets(session.window, session.bridge, session.reader, [Target("event", "nobody")])
    assert said == ["The event of this link is in none of your calendars."]


def test_a_profile_has_one_address_however_it_is_named_and_none_that_others_could_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I04"""
    long = tmp_path / ("x" * 60) / ("y" * 60)
    long.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    assert instance.address(Path(long.relative_to(tmp_path))) == instance.address(long)
    assert instance.address(long).startswith(str(tmp_path / "run" / "dainvo-"))
    (tmp_path / "p").mkdir()
    assert instance.address(Path("p")) == str(tmp_path / "p" / "window.socket")


def test_where_everybody_may_leave_a_socket_nobody_can_guess_its_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I04, U-13: a long path and no folder of the session: who knows the profile's path knows no name to wait under,
    and one that was seen once is no window's name again."""
    long = tmp_path / ("x" * 60) / ("y" * 60)
    long.mkdir(parents=True)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert instance.address(long) == ""
    assert instance.hand_over(long, ["x"], "") is None
    names = []
    for _ in range(2):
        owner = QObject()
        heard: list[list[str]] = []
        listening = instance.Instance(long, owner)
        listening.asked.connect(lambda words, _token, heard=heard: heard.append(words))
        assert listening.listening
        names.append(instance.address(long))
        assert stat.S_IMODE((long / "window.name").stat().st_mode) == 0o600
        with socket.socket(socket.AF_UNIX) as launched:
            launched.connect(f"{QDir.tempPath()}/{names[-1]}")
            launched.sendall(b'{"words": ["day"], "token": ""}\n')
            qtbot.waitUntil(lambda: bool(heard))  # noqa: B023 - asked at once
        assert heard == [["day"]]
        listening.close()
    assert len({*names, ""}) == 3


@pytest.mark.parametrize("view", ["day", "week", "month", "agenda"])
def test_the_link_of_any_day_breaks_no_view(session: app.Session, view: str) -> None:
    """I06: also where the calendar has no day before or after it."""
    session.window.show_view(view)
    for value in ("9999-12-31", "0001-01-01"):
        opening.open_targets(session.window, session.bridge, session.reader, [Target("day", value)])
        session.window.step(1)
        session.window.step(-1)


def test_words_that_are_no_launch_are_dropped(session: app.Session, tmp_path: Path, qtbot: QtBot) -> None:
    """I04: whatever a process of this user writes, the window goes on."""
    heard: list[object] = []
    listening = session.window.findChild(instance.Instance)
    assert listening is not None
    listening.asked.connect(lambda *asked: heard.append(asked))
    for line in (b"[" * 60_000, b"null", b'{"words": [1], "token": ""}', b"\xff\xfe"):
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(instance.address(tmp_path))
            other.sendall(line + b"\n")
            other.setblocking(False)
            gone: list[bytes] = []

            def ended(other: socket.socket = other, gone: list[bytes] = gone) -> bool:
                try:
                    gone.append(other.recv(100))
                except BlockingIOError:
                    return False
                except ConnectionError:
                    gone.append(b"")
                return True

            qtbot.waitUntil(ended)
            assert gone == [b""]
    assert not heard


def test_a_launch_from_a_folder_that_is_gone_still_opens_what_it_names(
    session: app.Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I04"""

    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    handed: list[list[str]] = []

    def hand_over(_folder: Path, words: list[str], _token: str) -> bool:
        handed.append(words)
        return True

    monkeypatch.setattr(instance, "hand_over", hand_over)
    assert launch.launch(tmp_path, ["2031-05-04"]) == 0
    assert handed == [["", "2031-05-04"]]


def test_a_file_and_a_subscription_come_as_far_as_the_question(
    session: app.Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """I01, I02: a double click or a link asks; nothing is taken in or fetched alone."""
    assert session.engine is not None
    session.engine.submit(add_local, "Here").result(300)
    file = tmp_path / "party.ics"
    file.write_text(event("party", "Party"), encoding="utf-8", newline="")
    with second(tmp_path, "party.ics", "webcal://feeds.example.com/team.ics") as other:
        qtbot.waitUntil(lambda: bool(session.window.findChildren(SubscribeSheet)))
        qtbot.waitUntil(lambda: other.poll() is not None)
    (asked,) = session.window.findChildren(SubscribeSheet)
    assert "https://feeds.example.com/team.ics" in [field.text() for field in asked.findChildren(QLineEdit)]
    assert len(session.window.findChildren(ImportSheet)) == 1
    assert session.reader.occurrences(date(2027, 3, 1), date(2027, 3, 31)) == []


def test_garbage_on_the_socket_is_dropped(session: app.Session, tmp_path: Path, qtbot: QtBot) -> None:
    """I04: what is no message gets no answer and disturbs nothing."""
    for garbage in (b"\n", b"[]\n", b'{"words": [1], "token": ""}\n', b'{"words": "x"}\n', b"\xff" * (70 * 1024)):
        with socket.socket(socket.AF_UNIX) as knock:
            knock.connect(instance.address(tmp_path))
            knock.setblocking(False)
            rest = garbage
            closed = False

            def pump(knock: socket.socket = knock) -> bool:
                nonlocal rest, closed
                try:
                    if rest:
                        rest = rest[knock.send(rest) :]
                    closed = knock.recv(10) == b""
                except BlockingIOError:
                    pass
                except OSError:
                    closed = True
                return closed

            qtbot.waitUntil(pump)


def test_a_window_that_hangs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I04: no second window on the same copy, and no silence either."""
    lock = ProfileLock(tmp_path)
    lock.acquire()
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(instance.address(tmp_path))
        deaf.listen()
        monkeypatch.setattr(instance, "PATIENCE_MS", 50)
        assert instance.hand_over(tmp_path, ["x"], "") is False
    lock.release()


def test_without_a_window_there_is_nobody_to_hand_over_to(tmp_path: Path) -> None:
    assert instance.hand_over(tmp_path, [], "") is None
