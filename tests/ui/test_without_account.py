"""From an empty profile to a calendar on this computer and on to a server, with the real engine, by clicks alone."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from fakes.caldav_servers import Server, radicale
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.first_run import FirstRun
from dainvo.ui.accounts.move_calendar import MoveCalendar
from dainvo.ui.accounts.new_calendar import NewCalendar
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.sheet import Sheet

S = TypeVar("S", bound=Sheet)


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def sheet(window: QWidget, kind: type[S]) -> S:
    [found] = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def added(session: app.Session, server: Server) -> AddAccount:
    """The sheet for a new account, with what it asks for given to it."""
    session.window.dialogs.add_account()
    adding = sheet(session.window, AddAccount)
    press(adding.tiles.tile("radicale"))
    adding.address.setText(server.url)
    QTest.keyClicks(adding.user, server.user)
    QTest.keyClicks(adding.password, server.password)
    press(adding.add_button)
    return adding


def test_start_here_and_move_later(session: app.Session, qtbot: QtBot, tmp_path: Path) -> None:
    """A14 I14: “Start here”, a name, an event; later an account, and the calendar with its event moves there."""
    window = session.window
    first = window.findChild(FirstRun)
    assert isinstance(first, FirstRun)
    press(first.local_button)
    new = sheet(window, NewCalendar)
    QTest.keyClicks(new.name, "Personal")
    QTest.keyClick(new.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.calendar.name for row in window.panel.rows] == ["Personal"])
    assert window.stack.currentWidget() is window.view, "the week is there instead of the welcome"

    window.new_event()
    card = window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, "Review")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(session.reader.search("Review")))
    assert session.reader.outbox() == []

    with radicale(tmp_path / "server") as server:
        adding = added(session, server)
        qtbot.waitUntil(lambda: adding.cancel_button.text() == "Later")
        press(adding.cancel_button)
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(AddAccount)))

        menu = window.panel._menu(window.panel.rows[0])
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == "Move to an account…").trigger()
        press(sheet(window, MoveCalendar).move_button)
        account = next(one.id for one in session.reader.accounts() if one.kind == "caldav")
        qtbot.waitUntil(lambda: [one.account for one in session.reader.collections()] == [account])
        qtbot.waitUntil(lambda: not session.reader.outbox())
        assert len(session.reader.search("Review")) == 1
        assert [one.kind for one in session.reader.accounts()] == ["caldav"]


def test_a_server_without_a_calendar_leads_to_its_first_one(session: app.Session, qtbot: QtBot, tmp_path: Path) -> None:
    """A02 A16: the sheet says that there is none and goes on to a new one; later the side panel and N offer it, too."""
    window = session.window

    def in_panel() -> list[str]:
        panel = window.panel.findChildren(QLabel) + window.panel.findChildren(QPushButton)
        return [one.text() for one in panel if one.isVisible()]

    with radicale(tmp_path / "server") as server:
        adding = added(session, server)
        qtbot.waitUntil(lambda: adding.add_button.text() == "Make a calendar…")
        assert "There is no calendar" in adding.notice.text.text()
        press(adding.cancel_button)

        qtbot.waitUntil(lambda: {"No calendars yet", "New calendar…"} <= set(in_panel()))
        assert "Getting calendars…" not in in_panel()
        window.new_event()
        offers = [one for one in window.findChildren(QPushButton) if one.text() == "New calendar…" and one.isVisible()]
        press(next(one for one in offers if not window.panel.isAncestorOf(one)))
        sheet(window, NewCalendar).reject()
        [link] = [one for one in window.panel.findChildren(QPushButton) if one.text() == "New calendar…"]
        press(link)
        new = sheet(window, NewCalendar)
        QTest.keyClicks(new.name, "Work")
        QTest.keyClick(new.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: [row.calendar.name for row in window.panel.rows] == ["Work"])
        [account] = session.reader.accounts()
        assert [(one.account, one.writable) for one in session.reader.collections()] == [(account.id, True)]
