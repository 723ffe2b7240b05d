"""The desktop's scripting interface (I06): real calls of another process on a session bus of one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from fakes import session_bus
from fakes.calendar_world import event
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dainvo import app, launch
from dainvo.engine.actions import files
from dainvo.engine.actions.calendar_list import add_local
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.files.subscribe_sheet import SubscribeSheet
from dainvo.ui.session_bus import NAME, PATH, SessionBus

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no session bus"),
    pytest.mark.skipif(bool(session_bus.missing()), reason=session_bus.missing() or "all there"),
]

#: Prints the name of the error that comes back, or what does.
CALL = """
import sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection
name, path, interface, method, signature, arguments = sys.argv[1:]
target = DBusAddress(path, bus_name=name, interface=interface)
with open_dbus_connection(bus="SESSION") as bus:
    call = new_method_call(target, method, signature, eval(arguments))
    answer = bus.send_and_get_reply(call, timeout=500)
    if answer.header.message_type is MessageType.error:
        print(answer.header.fields[HeaderFields.error_name])
    else:
        print(*answer.body)
"""
APPLICATION = "org.freedesktop.Application"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(launch, "BUS_MS", 0)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    with session_bus.running(tmp_path / "home") as environment:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", environment["DBUS_SESSION_BUS_ADDRESS"])
        yield


@contextmanager
def opened(qtbot: QtBot, folder: Path) -> Iterator[app.Session]:
    """A window that other launches and the desktop can ask, with a calendar of this computer."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    folder.mkdir()
    session = app.Session(application, Profile(folder, environ={"TZ": "UTC"}, secrets=Secrets.in_memory()))
    try:
        session.start_engine()
        assert session.engine is not None
        session.engine.submit(add_local, "Here").result(300)
        launch.listen(session)
        qtbot.waitUntil(lambda: session.window.findChild(SessionBus) is not None)
        yield session
    finally:
        on_bus(session).close()
        session.close()
        shiboken6.delete(session.window)


@pytest.fixture
def session(bus: None, qtbot: QtBot, tmp_path: Path) -> Iterator[app.Session]:
    with opened(qtbot, tmp_path / "profile") as made:
        yield made


def on_bus(session: app.Session) -> SessionBus:
    found = session.window.findChild(SessionBus)
    assert found is not None
    return found


def call(qtbot: QtBot, method: str, signature: str, *arguments: object, interface: str = APPLICATION, **at: str) -> str:
    """What another process gets for its call."""
    words = [at.get("name", NAME), at.get("path", PATH), interface, method, signature, repr(arguments)]
    with subprocess.Popen([sys.executable, "-c", CALL, *words], stdout=subprocess.PIPE, text=True) as other:
        qtbot.waitUntil(lambda: other.poll() is not None)
        said = other.stdout.read() if other.stdout else ""
    assert other.returncode == 0
    return said.strip()


def has_owner(qtbot: QtBot) -> str:
    bus = "org.freedesktop.DBus"
    return call(qtbot, "NameHasOwner", "s", NAME, interface=bus, name=bus, path="/org/freedesktop/DBus")


def put(session: app.Session, uid: str, title: str) -> None:
    assert session.engine is not None
    file = session.profile.folder / "given.ics"
    file.write_text(event(uid, title), encoding="utf-8", newline="")
    calendar = session.reader.collections()[0].id
    session.engine.submit(files.import_file, file, calendar).result(300)


def test_the_desktop_opens_the_card_of_an_event(session: app.Session, qtbot: QtBot) -> None:
    """I06: in front, and with the desktop's leave to come there."""
    put(session, "plan-1", "Quarterly plan")
    session.window.showMinimized()
    token = {"activation-token": ("s", "let-me"), "desktop-startup-id": ("s", "older"), "more": ("(ii)", (1, 2))}
    assert call(qtbot, "Open", "asa{sv}", ["dainvo://event/plan-1"], token) == ""
    card = session.window.cards.card
    assert card is not None and "Quarterly plan" in card.accessibleName()
    assert session.window.focused_date == date(2027, 3, 10)
    assert session.window.isVisible() and not session.window.isMinimized()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "let-me"


def test_the_desktop_brings_the_window(session: app.Session, qtbot: QtBot) -> None:
    """I04, I06"""
    session.window.showMinimized()
    assert call(qtbot, "Activate", "a{sv}", {"desktop-startup-id": ("s", "older")}) == ""
    assert session.window.isVisible() and not session.window.isMinimized()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "older"


@pytest.mark.qt_log_ignore("QDBusConnection", "Could not find slot", extend=True)
def test_what_is_unknown_does_nothing(session: app.Session, qtbot: QtBot) -> None:
    """I06: verbs of links, actions, methods; nor do others of the window's own methods stand open."""
    heard: list[object] = []
    on_bus(session).asked.connect(lambda *asked: heard.append(asked))
    before = session.window.focused_date
    assert call(qtbot, "ActivateAction", "sava{sv}", "wipe", [("s", "all"), ("(ii)", (1, 2))], {}) == ""
    for method in ("close", "deleteLater", "take", "Wipe"):
        assert call(qtbot, method, "") == "org.freedesktop.DBus.Error.UnknownMethod"
        assert "Unknown" in call(qtbot, method, "", interface="local.dainvo.SessionBus")
    assert call(qtbot, "Open", "s", "dainvo://day/2031-05-04") == "org.freedesktop.DBus.Error.UnknownMethod"
    assert call(qtbot, "Open", "asa{sv}", ["dainvo://day/2031-05-04"] + ["x" * 4000] * 20, {}) == ""
    assert heard == []
    assert call(qtbot, "Open", "asa{sv}", ["dainvo://wipe/all", "dainvo://delete/plan-1"], {}) == ""
    assert len(heard) == 1 and session.window.cards.card is None and session.window.focused_date == before


def test_a_hostile_link_is_asked_about_and_never_acted_upon_alone(
    session: app.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """I01, I02, I06, Y02: as from the command line."""
    file = tmp_path / "party.ics"
    file.write_text(event("party", "Party"), encoding="utf-8", newline="")
    links = ["webcal://evil.example/a.ics", "webcal://evil.example/b.ics", "file://evil.example/c.ics", file.as_uri()]
    assert call(qtbot, "Open", "asa{sv}", links, {}) == ""
    (asked,) = session.window.findChildren(SubscribeSheet)
    assert "https://evil.example/a.ics" in [field.text() for field in asked.findChildren(QLineEdit)]
    assert len(session.window.findChildren(ImportSheet)) == 1
    assert session.reader.occurrences(date(2027, 3, 1), date(2027, 3, 31)) == []
    assert [account.kind for account in session.reader.accounts()] == ["local"]


def test_two_profiles_do_not_fight_and_the_name_is_given_back(
    session: app.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """I06: whose window came first is asked until it ends; the other works as if there were no bus."""
    with opened(qtbot, tmp_path / "other") as other:
        assert (on_bus(session).listening, on_bus(other).listening) == (True, False)
        assert call(qtbot, "Open", "asa{sv}", ["dainvo://day/2031-05-04"], {}) == ""
        assert session.window.focused_date == date(2031, 5, 4) != other.window.focused_date
    assert has_owner(qtbot) == "True"
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]
    assert has_owner(qtbot) == "False"


def test_the_interface_says_what_it_has(session: app.Session, qtbot: QtBot) -> None:
    """I06: what `gdbus introspect` and `busctl` show."""
    said = call(qtbot, "Introspect", "", interface="org.freedesktop.DBus.Introspectable")
    assert f'<interface name="{APPLICATION}">' in said and 'method name="Open"' in said
    assert "local." not in said


def test_without_a_bus_nothing_is_missing(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I06: none named, or one that is gone."""
    monkeypatch.setattr(launch, "BUS_MS", 0)
    for number, address in enumerate(("", "unix:path=/nowhere/bus", "nonsense")):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with opened(qtbot, tmp_path / str(number)) as session:
            assert not on_bus(session).listening
