"""A32: a refused sign-in is told on the desktop, once, where the window is not in front."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import notifications
from fakes import window as given
from fakes.calendar_world import CalendarWorld, calendar_world
from fakes.engine_bench import until
from fakes.window import ListReader, RecordingBridge
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.engine.actions import accounts, desktop
from dainvo.engine.changes import Changes
from dainvo.engine.desk import caldav_key
from dainvo.errors import Why
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.store.reader import AccountState
from dainvo.ui.bridge import Bridge
from dainvo.ui.desktop_notice import Desktop
from dainvo.ui.sign_in_notice import SignInNotice

BEGAN = datetime(2027, 3, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path, background=True) as made:
        yield made


@pytest.fixture
def away(qtbot: QtBot) -> QWidget:
    """A window that is not in front."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.end_to_end
def test_ten_intervals_tell_it_once(world: CalendarWorld, shown: notifications.Shown, away: QWidget) -> None:
    """A32: 401 on everything: one notification that names the server and nothing else, also over a restart."""
    world.bench.close()
    world.bench.secrets.put(caldav_key(world.account), "wrong")
    for _start in range(2):
        world.bench.open()
        bridge = Bridge()
        with world.bench.reader() as reader:
            watch = SignInNotice(Desktop(away, bridge), reader, world.bench.clock.now)
            assert world.bench.engine is not None
            bridge.start(world.bench.engine)
            until(lambda: _pumped() and len(shown.calls) == 1)
            for _ in range(10):
                world.bench.clock.jump(16 * 60)
                world.bench.store(lambda store: store.accounts())
                _pumped()
            watch.deleteLater()
        bridge.close()
        world.bench.close()
    [(program, replaced, _icon, title, text, actions, hints, _timeout)] = shown.calls
    assert (program, replaced, actions) == ("Dainvo", 0, [])
    assert title == "Dainvo needs you to sign in"
    assert text == "127.0.0.1 wants you to sign in again"
    assert hints["desktop-entry"] == ("s", "app.dainvo.Dainvo")
    world.bench.open()
    world.bench.call(accounts.update_password, world.account, world.server.password)


def _pumped() -> bool:
    QApplication.processEvents()
    return True


def watched(away: QWidget) -> tuple[RecordingBridge, ListReader]:
    bridge, reader = RecordingBridge(), ListReader()
    SignInNotice(Desktop(away, bridge), reader, lambda: BEGAN)  # type: ignore[arg-type]  # enough of a reader
    return bridge, reader


def happened(bridge: RecordingBridge, reader: ListReader, since: datetime, why: Why = Why.WRONG_PASSWORD) -> None:
    reader.account_list = [given.calendar_account(state=AccountState.NEEDS_USER, why=why, since=since)]
    bridge.changed.emit(Changes(accounts=frozenset({reader.account_list[0].id})))


def test_who_does_not_want_it_is_left_alone(away: QWidget) -> None:
    """A32, I16: what came meanwhile is not told later."""
    bridge, reader, wanted = RecordingBridge(), ListReader(), [False]
    SignInNotice(Desktop(away, bridge, lambda: wanted[0]), reader, lambda: BEGAN)  # type: ignore[arg-type]  # enough of a reader
    happened(bridge, reader, BEGAN + timedelta(minutes=5))
    wanted[0] = True
    happened(bridge, reader, BEGAN + timedelta(minutes=5))
    assert bridge.verbs() == []
    happened(bridge, reader, BEGAN + timedelta(hours=5))
    assert bridge.verbs() == ["desktop.tell"]


def test_what_waited_before_the_start_was_told_before(away: QWidget) -> None:
    """A32: a restart tells nothing again; a second refusal, later, is told."""
    bridge, reader = watched(away)
    happened(bridge, reader, BEGAN - timedelta(days=1))
    assert bridge.verbs() == []
    happened(bridge, reader, BEGAN + timedelta(minutes=5))
    happened(bridge, reader, BEGAN + timedelta(minutes=5))
    assert bridge.verbs() == ["desktop.tell"]
    happened(bridge, reader, BEGAN + timedelta(hours=5))
    assert bridge.verbs() == ["desktop.tell"] * 2
    bridge.close()


def test_a_window_in_front_tells_it_itself(away: QWidget, qtbot: QtBot) -> None:
    """A32: the strip says it; a deletion that waits for an answer is no sign-in."""
    bridge, reader = watched(away)
    happened(bridge, reader, BEGAN + timedelta(minutes=1), Why.MASS_DELETION)
    with qtbot.waitActive(away):
        away.show()
        away.activateWindow()
    happened(bridge, reader, BEGAN + timedelta(minutes=2))
    assert bridge.verbs() == []
    bridge.close()


def test_where_the_desktop_takes_none_nothing_breaks(away: QWidget) -> None:
    """A32: no service and no tray: the strip is left."""
    bridge, reader = watched(away)
    happened(bridge, reader, BEGAN + timedelta(minutes=1))
    bridge.last("desktop.tell").answer(False)
    bridge.close()


@pytest.mark.end_to_end
def test_the_desktop_says_whether_it_took_it(
    world: CalendarWorld, shown: notifications.Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A32: taken, refused, and no bus at all; markup is text."""
    assert world.bench.call(desktop.tell, "Title", "<b>a</b> & b") is True
    assert shown.calls[0][4] == "&lt;b&gt;a&lt;/b&gt; &amp; b"
    shown.refuses = True
    assert world.bench.call(desktop.tell, "Title", "Text") is False
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    assert world.bench.call(desktop.tell, "Title", "Text") is False
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert world.bench.call(desktop.tell, "Title", "Text") is False


def test_the_program_watches_from_its_start(qapp: QApplication, tmp_path: Path) -> None:
    """A32: before the engine's first sync can be refused."""
    session = app.Session(qapp, Profile(tmp_path, environ={"TZ": "UTC"}, secrets=Secrets.in_memory()))
    try:
        app._use_engine(session, None)
        assert len(session.window.findChildren(SignInNotice)) == 1
    finally:
        session.close()
        session.window.close()
        session.window.deleteLater()
