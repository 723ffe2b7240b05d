"""The first run (I14): three ways and a sample, each leads on, and the first week says how to begin."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fakes.caldav_servers import radicale
from fakes.calendar_wire import ask
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.first_run import FirstRun
from dainvo.ui.accounts.new_calendar import NewCalendar
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.hint_line import HintLine


def test_without_an_account_the_first_event_is_four_steps_away(session: app.Session, qtbot: QtBot) -> None:
    """I14: Start here, Create, N, a title and Enter: within six clicks, and nothing was asked about accounts."""
    window = session.window
    (page,) = window.findChildren(FirstRun)
    assert window.stack.currentWidget() is page
    QTest.mouseClick(page.local_button, Qt.MouseButton.LeftButton)
    (sheet,) = window.findChildren(NewCalendar)
    QTest.keyClicks(sheet.name, "Trips")
    sheet.make_button.click()
    qtbot.waitUntil(lambda: bool(window.shelf.calendars))
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.view)
    (hint,) = window.findChildren(HintLine)
    assert hint.isVisible()
    assert hint.text.text() == "Drag on the grid to make an event · N to type one · ? for keys"
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(NewCalendar)))
    assert window.focusWidget() is window.view, "arrows walk through the hours at once"
    QTest.keyClick(window, Qt.Key.Key_N)
    card = window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, "First")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    day = window.focused_date
    qtbot.waitUntil(lambda: bool(session.reader.occurrences(day, day)))
    assert session.reader.occurrences(day, day)[0].summary == "First"
    qtbot.waitUntil(lambda: window.cards.card is None)
    assert window.focusWidget() is window.view
    hint.close_button.setFocus()
    hint.close_button.click()
    assert window.focusWidget() is window.view
    qtbot.waitUntil(lambda: not window.findChildren(HintLine))


def test_tab_comes_to_all_that_one_can_begin_with(session: app.Session, qtbot: QtBot) -> None:
    """I14, X01: in the order in which they stand there, the sample week last."""
    (page,) = session.window.findChildren(FirstRun)
    ways = [page.add_button, page.zoom_button, page.local_button, page.sample_button]
    with qtbot.waitActive(session.window):
        session.window.activateWindow()
    ways[0].setFocus()
    for way, following in pairwise(ways):
        QTest.keyClick(way, Qt.Key.Key_Tab)
        assert following.hasFocus()


def test_with_a_server_the_first_synced_event_is_five_clicks_away(
    session: app.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """I14: Add account, the provider, Add, the calendars, Save: what is typed besides is address, name and password."""
    window, clicks = session.window, 0

    def click(widget: QWidget) -> None:
        nonlocal clicks
        assert widget.isVisible() and widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        clicks += 1

    with radicale(tmp_path / "server") as server:
        status = ask("MKCALENDAR", f"{server.url}{server.user}/work/", user=server.user, password=server.password)[0]
        assert status == 201
        (page,) = window.findChildren(FirstRun)
        click(page.add_button)
        (adding,) = [one for one in window.findChildren(AddAccount) if one.isVisible()]
        click(adding.tiles.tile("radicale"))
        adding.address.setText(server.url)
        QTest.keyClicks(adding.user, server.user)
        QTest.keyClicks(adding.password, server.password)
        click(adding.add_button)
        qtbot.waitUntil(lambda: adding.picker is not None)
        click(adding.add_button)
        qtbot.waitUntil(lambda: bool(window.shelf.calendars))
        qtbot.waitUntil(lambda: window.stack.currentWidget() is window.view)
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(AddAccount)))
        QTest.keyClick(window, Qt.Key.Key_N)
        card = window.cards.card
        assert isinstance(card, QuickCreate)
        QTest.keyClicks(card.title, "First")
        click(card.save_button)
        qtbot.waitUntil(lambda: bool(session.reader.search("First")))
        qtbot.waitUntil(lambda: not session.reader.outbox())
        listed = ask(
            "PROPFIND",
            f"{server.url}{server.user}/work/",
            user=server.user,
            password=server.password,
            headers={"Depth": "1"},
        )
        assert listed[2].count(".ics") == 1
    assert clicks <= 6


def test_the_sample_week_is_a_window_of_its_own(session: app.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """I14: this profile stays as it is."""
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda program, words: started.append((program, words)))
    (page,) = session.window.findChildren(FirstRun)
    page.sample_button.click()
    page.sample_button.click()
    ((_program, words),) = started  # one, however impatient the clicks
    assert words[-1] == "demo"
    assert "opens" in page.sample_button.text()
