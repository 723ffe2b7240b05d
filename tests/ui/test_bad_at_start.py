"""Bad input from outside: settings that are none, a copy of a newer program, files and links that mean harm."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.engine.actions.calendar_list import add_local
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.ui import opening, toasts
from dainvo.ui.files.drop import FileDrop
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.files.subscribe_sheet import SubscribeSheet
from dainvo.ui.targets import target


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[app.Session]:
    folder = tmp_path / "profile"
    folder.mkdir()
    opened = app.Session(qapp, Profile(folder, environ={"TZ": "UTC"}, secrets=Secrets.in_memory()))
    opened.start_engine()
    assert opened.engine is not None
    opened.engine.submit(add_local, "Here").result(300)
    opened.window.show()
    yield opened
    opened.close()
    opened.window.deleteLater()


# settings


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"[" * 100_000, b"\xff\xfe\x00{}", b'{"view": ', b"9" * 5000, b'"' + b"x" * 100_000],
)
def test_what_is_no_settings_is_kept_aside_and_said(qapp: QApplication, tmp_path: Path, content: bytes) -> None:
    """I16: kept as it was, whatever it is; the window comes with Dainvo's own and says so."""
    (tmp_path / "settings.json").write_bytes(content)
    session = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory()))
    try:
        assert session.settings == Settings()
        session.start_engine()
        session.ask_about_rescue()
        assert "settings.damaged" in toasts.of(session.window).text()
        assert (tmp_path / "settings.damaged").read_bytes() == content
    finally:
        session.close()
        session.window.deleteLater()


@pytest.mark.parametrize(
    "values",
    [
        {"first_weekday": 99, "event_minutes": -5, "sync_interval_min": 0},
        {"work_start_hour": 20, "work_end_hour": 9},
        {"work_start_hour": -1, "work_end_hour": 99},
        {"days_shown": 10**9, "weeks_shown": 10**9, "weeks_past": -1, "hour_zoom": float("nan")},
        {"hour_zoom": 1e308, "zoom_redirect_port": 10**12, "default_collection": 10**30},
        {"view": "\0", "scheme": "../x", "zone": "../../etc/passwd", "on_close": "x" * 9, "zones": "A/B /x"},
        {"view": 7, "side_panel": "yes", "zone": None, "hidden_weekdays": "1234567", "workdays": "abc"},
        {"unknown": {"deep": []}},
        {"window": "1180 760 99999999999999999999 5"},
        {"window": "0 -5 0 0 1"},
        {name: "\0?" for name, value in Settings()._asdict().items() if isinstance(value, str)},
        {name: 10**9 for name, value in Settings()._asdict().items() if type(value) is int and name != "event_minutes"},
        {name: -1 for name, value in Settings()._asdict().items() if type(value) is int and name != "event_minutes"},
    ],
    ids=lambda values: ",".join(values)[:40],
)
def test_settings_that_mean_nothing_break_no_view(
    qapp: QApplication, tmp_path: Path, values: dict[str, object]
) -> None:
    """I16: of each value that is none of its kind the default is used; the others stay."""
    (tmp_path / "settings.json").write_text(json.dumps({"event_minutes": 45, **values}), encoding="utf-8")
    session = app.Session(qapp, Profile(tmp_path, environ={}, secrets=Secrets.in_memory()))
    try:
        session.window.show()
        for view in ("day", "week", "month", "agenda"):
            session.window.show_view(view)
            qapp.processEvents()
            session.window.step(1)
            assert not session.window.grab().isNull()
        assert session.settings.event_minutes == (30 if values.get("event_minutes") else 45)
        assert not (tmp_path / "settings.damaged").exists()
    finally:
        session.close()
        session.window.deleteLater()


# a copy of a newer program


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("dainvo.db*")}


def test_a_copy_of_a_newer_dainvo_is_refused_in_words_and_never_touched(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A33: the window says so and ends; every file of the copy is byte for byte what it was."""
    import sqlite3

    profile = Profile(tmp_path, environ={"TZ": "UTC"}, secrets=Secrets.in_memory())
    profile.engine(background=False).close()
    file = sqlite3.connect(tmp_path / "dainvo.db")
    file.execute("PRAGMA user_version = 99")
    file.close()
    before = digests(tmp_path)
    session = app.Session(qapp, profile)
    try:
        session.window.show()
        app._use_engine(session, None)
        (box,) = session.window.findChildren(QMessageBox)
        assert box.text() == "This profile was written by a newer Dainvo."
        assert "untouched" in box.informativeText()
        ended: list[int] = []
        monkeypatch.setattr(QApplication, "exit", ended.append)
        box.done(0)
        assert ended == [1]
    finally:
        session.close()
        session.window.deleteLater()
    assert digests(tmp_path) == before


# files


def drop(session: app.Session, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(session.window, QDragEnterEvent(QPoint(5, 5), action, data, button, key))
    QApplication.sendEvent(session.window, QDropEvent(QPointF(5, 5), action, data, button, key))


DAMAGED = {
    "empty": b"",
    "rubbish": bytes(range(256)) * 40,
    "html": b"<!doctype html><title>Sign in</title>",
    "cut": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:2027",
    "no_event": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "bad_date": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20279999T9900\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "nested": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000,
    "one_line": b"BEGIN:VCALENDAR\r\nX-A:" + b"x" * 2_000_000,
}


SAID = {
    "bad_date": "1 can’t be read",
    "gone": "“party.ics” can’t be read: No such file",
    "folder": "“party.ics” can’t be read: it is not a file",
    "pipe": "“party.ics” can’t be read: it is not a file",
}


@pytest.mark.parametrize("damage", [*DAMAGED, "gone", "folder", "pipe"])
def test_a_damaged_file_dropped_on_the_window_is_told_and_changes_nothing(
    session: app.Session, tmp_path: Path, qtbot: QtBot, damage: str
) -> None:
    """I01, A12: it says what is wrong, offers no import, and the window goes on."""
    FileDrop(session.window, session.bridge, session.reader)
    path = tmp_path / "party.ics"
    if damage == "folder":
        path.mkdir()
    elif damage == "pipe":
        if sys.platform == "win32":
            pytest.skip("Windows has no pipes among its files")
        os.mkfifo(path)  # to open it would wait for ever
    elif damage != "gone":
        path.write_bytes(DAMAGED[damage])
    drop(session, path)
    (sheet,) = session.window.findChildren(ImportSheet)

    def told() -> str:
        return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())

    said = SAID.get(damage, "There is no event in this file.")
    qtbot.waitUntil(lambda: said in told())
    assert not sheet.import_button.isEnabled()
    sheet.reject()
    status = session.reader.status()
    assert (status.waiting, status.unreadable) == (0, 0)


# links

HOSTILE = [
    "webcal://evil.example/a.ics",
    "webcal://127.0.0.1:22/",
    "webcal://zoom.us%2eevil.example/\u202efdp.ics",
    "webcals://[::1]/a?" + "k=1&" * 500,
    "webcal://evil.example/%0d%0aX-Injected:%201",
    "webcal:javascript:alert(1)",
    "webcal:///etc/passwd",
    "dainvo://event/" + "%00%ff/../.." * 20,
    "dainvo://event/<img src=x>",
    "dainvo://delete/all",
    "dainvo://wipe",
    "dainvo://day/0000-00-00",
    "dainvo://day/9999-12-31",
    "dainvo:zoom/delete",
    "--profile=/tmp",
    "\ud800",
]


def test_a_hostile_link_is_asked_about_and_never_acted_upon_alone(
    session: app.Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I02, I06, Y02: whatever comes, and however often, no server is asked and nothing is changed."""
    run: list[str] = []
    really = session.bridge.run

    def watched(verb: str, *args: object, **kwargs: object) -> object:
        run.append(verb)
        return really(verb, *args, **kwargs)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(session.bridge, "run", watched)
    for word in HOSTILE * 2:
        found = target(word, "/")
        if found is not None:
            opening.open_targets(session.window, session.bridge, session.reader, [found])
    asked = [sheet for sheet in session.window.findChildren(SubscribeSheet) if sheet.isVisible()]
    assert len(asked) == 1, "one question, not one for each link of a page"
    assert asked[0].address.text() == "https://evil.example/a.ics"
    QTest.keyClick(asked[0], Qt.Key.Key_Return)  # typed by somebody who did not expect a question
    assert set(run) <= {"calendars.extend_window"}
    asked[0].reject()
    assert [account.kind for account in session.reader.accounts()] == ["local"]


def test_links_that_the_system_hands_over_are_the_same_as_launched_ones(qapp: QApplication) -> None:
    """I01, I02, I06: macOS gives them as events."""
    given: list[str] = []
    links = opening.SystemLinks(qapp, given.append)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("webcal://feeds.example.com/a.ics")))
        QApplication.sendEvent(qapp, QFileOpenEvent("/home/anna/party.ics"))
    finally:
        qapp.removeEventFilter(links)
    assert given == ["webcal://feeds.example.com/a.ics", "/home/anna/party.ics"]
