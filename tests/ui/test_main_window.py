"""The main window: keys, title, calendars, strip, what is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fakes import main_window
from fakes.main_window import title
from fakes.source import BERLIN, Source, account, timed
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import AccountId, CollectionId, ResourceId, Uid
from dainvo.settings import Settings
from dainvo.store.rows import AccountState, OutboxKind, OutboxState, Standing, Waiting
from dainvo.ui import toasts
from dainvo.ui.bar import Sync
from dainvo.ui.main_window import MainWindow
from dainvo.ui.needs import most_urgent, sync_state
from dainvo.ui.panel_rows import CalendarRow

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)


class Opened:
    """Stands for the cards and dialogs: remembers what was opened."""

    def __init__(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[Any, ...]] = []
        for name in ("create", "edit", "delete", "show_event", "edit_resource", "review"):
            monkeypatch.setattr(window.cards, name, self._recorder(name))
        monkeypatch.setattr(window.dialogs, "show_settings", self._recorder("show_settings"))

    def _recorder(self, name: str) -> Callable[..., None]:
        return lambda *values: self.calls.append((name, *values))


Make = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    def build(source: Source | None = None, size: tuple[int, int] = (1440, 900), **values: Any) -> MainWindow:
        settings = values.pop("settings", Settings(first_weekday=1))
        source = source or Source([timed("03-10 09:00", "10:00", "Standup")])
        return main_window.shown(qtbot, source, settings, NOW, size=size, **values)

    return build


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_views_open_by_key_at_the_same_date(make: Make) -> None:
    """K03."""
    window = make()
    window.show_date(date(2027, 5, 20))
    for key, view in (
        (Qt.Key.Key_D, window.day),
        (Qt.Key.Key_M, window.month),
        (Qt.Key.Key_W, window.week),
        (Qt.Key.Key_1, window.day),
        (Qt.Key.Key_3, window.month),
        (Qt.Key.Key_2, window.week),
    ):
        press(window, key)
        assert window.stack.currentWidget() is view
        first, last = view.visible_range()
        assert first <= date(2027, 5, 20) <= last
        assert window.focused_date == date(2027, 5, 20)


def test_pages_by_key_and_keeps_the_weekday(make: Make) -> None:
    """K02: Page Down three times, Page Up once: net two weeks."""
    window = make()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_J, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(window, key)
    assert window.focused_date == NOW.date() + timedelta(days=14)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(window, Qt.Key.Key_K)
    assert window.focused_date == NOW.date()


def test_today_by_key(make: Make) -> None:
    """K01: from next year back to today's column, with the now-line in view."""
    window = make()
    window.show_date(date(2028, 8, 1))
    window.week.grid.scroll_to_minute(1200)
    press(window, Qt.Key.Key_T)
    assert window.focused_date == NOW.date()
    first, last = window.week.visible_range()
    assert first <= NOW.date() <= last
    top = window.week.grid.scrolled()
    assert top < 640 * 52 / 60 < top + window.week.grid.viewport().height()


def test_title_and_week(make: Make) -> None:
    window = make()
    assert title(window) == "March 2027 Week 10"
    press(window, Qt.Key.Key_D)
    assert title(window) == "10 March 2027 Week 10"
    press(window, Qt.Key.Key_M)
    assert title(window) == "March 2027"
    press(window, Qt.Key.Key_W)
    window.show_date(date(2027, 4, 1))
    assert title(window) == "March – April 2027 Week 13"
    window.show_date(date(2026, 12, 30))
    assert title(window) == "December 2026 – January 2027 Week 53"


def test_new_event_at_the_focused_slot(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """K04: a cursor on 14:00, N: quick create at 14:00; C and Ctrl+N do the same."""
    window = make()
    opened = Opened(window, monkeypatch)
    window.week._slot_clicked(2, 14 * 60)
    opened.calls.clear()
    for key, modifiers in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
    ):
        press(window, key, modifiers)
    starts = [call[1] for call in opened.calls if call[0] == "create"]
    assert starts == [datetime(2027, 3, 10, 14, 0, tzinfo=BERLIN)] * 3


def test_new_event_without_a_cursor(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """ux.md §15: the next half hour today, 10:00 on another day."""
    window = make()
    opened = Opened(window, monkeypatch)
    QTest.mouseClick(window.bar.new_button, Qt.MouseButton.LeftButton)
    window.show_date(date(2027, 3, 12))
    QTest.mouseClick(window.bar.new_button, Qt.MouseButton.LeftButton)
    assert [call[1].strftime("%d %H:%M") for call in opened.calls] == ["10 11:00", "12 10:00"]


def test_single_keys_are_dead_in_a_text_field(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """K05."""
    window = make()
    opened = Opened(window, monkeypatch)
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "ndtm")
    assert field.text() == "ndtm"
    assert opened.calls == []
    assert window.stack.currentWidget() is window.week
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [call[0] for call in opened.calls] == ["create"]


def test_single_keys_are_dead_in_a_card(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """K05: a card over the window has its own keys."""
    window = make(Source([timed("03-10 09:00", "10:00", f"e{n}") for n in range(3)]))
    opened = Opened(window, monkeypatch)
    window.week.show_day_list(date(2027, 3, 10), window.rect())
    press(window, Qt.Key.Key_N)
    press(window, Qt.Key.Key_M)
    assert opened.calls == []
    assert window.stack.currentWidget() is window.week


def test_keys_on_the_focused_event(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make()
    opened = Opened(window, monkeypatch)
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_Delete)
    assert opened.calls == []
    window.week.select(window.week.page.events[0])
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_Delete)
    assert [(call[0], call[1].summary) for call in opened.calls] == [("edit", "Standup"), ("delete", "Standup")]


def entries(menu: QMenu) -> dict[str, str]:
    """What a menu offers, with the key that each entry shows."""
    return {action.text(): action.shortcut().toString() for action in menu.actions() if not action.isSeparator()}


def test_event_menu_names_what_works(make: Make) -> None:
    """E39: join, edit, copy link, duplicate, move to, export, delete, each with its key; nothing that does not work."""
    source = Source(
        [
            timed("03-10 09:00", "10:00", "Call", join_url="https://zoom.us/j/1"),
            timed("03-10 11:00", "12:00", "Fixed", 6),
        ]
    )
    window = make(source)
    menu = window.cards.menu(source.events[0], QPoint(10, 10))
    assert entries(menu) == {
        "Join": "",
        "Edit": "E",
        "Copy join link": "Ctrl+Shift+C",
        "Duplicate…": "Ctrl+D",
        "Copy": "Ctrl+C",
        "Cut": "Ctrl+X",
        "Move to": "",
        "Colour": "",
        "Export…": "",
        "Delete": "Del",
    }
    goals = next(action.menu() for action in menu.actions() if action.text() == "Move to")
    assert isinstance(goals, QMenu)
    assert list(entries(goals)) == ["Another day…", "Team", "Colleagues", "Personal", "Family"]
    menu.close()
    read_only = window.cards.menu(source.events[1], QPoint(10, 10))
    assert list(entries(read_only)) == ["View", "Duplicate…", "Copy", "Export…"]
    read_only.close()


def test_the_menu_key_opens_what_a_right_click_opens(make: Make) -> None:
    """E39: of the event in focus, beside it."""
    window = make(Source([timed("03-10 09:00", "10:00", "Call")]))
    menus: list[tuple[Any, QPoint]] = []
    window.stack.event_menu.disconnect()
    window.week.event_menu.connect(lambda event, point: menus.append((event.summary, point)))
    window.week.select(window.week.page.events[0])
    place = window.week.place_of(window.week.page.events[0])
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(window.week, by_key)
    at = window.week.grid.viewport().mapFromGlobal(place.center())
    by_pointer = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, place.center())
    QApplication.sendEvent(window.week.grid.viewport(), by_pointer)
    assert [name for name, _point in menus] == ["Call", "Call"]
    assert all(place.contains(point) for _name, point in menus)


def test_dialogs_know_the_time_of_the_zone_that_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    """V17, M41, M51: the program's clock is UTC; what a card or dialog says of now is by the clock of the calendar."""
    source = Source([timed("03-10 09:00", "10:00", "Standup")])
    window = main_window.shown(qtbot, source, Settings(first_weekday=1), NOW.astimezone(UTC))
    for told in (window.cards, window.dialogs):
        assert told._now().utcoffset() == NOW.utcoffset()


def test_the_join_link_of_the_event_in_focus_is_copied_by_key(make: Make) -> None:
    """E39, ux.md §14: Ctrl+Shift+C; an event without one says so."""
    call = timed("03-10 09:00", "10:00", "Call", join_url="https://zoom.us/j/1")
    window = make(Source([call, timed("03-10 12:00", "13:00")]))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for event, said in zip(window.week.page.events, ("Join link copied", "no link to join by"), strict=True):
        window.week.select(event)
        press(window, Qt.Key.Key_C, both)
        assert QApplication.clipboard().text() == "https://zoom.us/j/1"
        assert said in toasts.of(window).history[-1]


def rows(window: MainWindow) -> dict[str, CalendarRow]:
    return {row.calendar.name: row for row in window.panel.rows}


def test_only_this_and_back(make: Make) -> None:
    """V26: Alt-click shows only this; the second press restores the earlier set exactly."""
    source = Source([])
    source.hidden = {3}
    window = make(source)
    bridge: Any = window._bridge
    team = rows(window)["Team"]
    for expected in (
        {1: False, 2: True, 3: False, 4: False, 5: False, 6: False},
        {1: True, 2: True, 3: False, 4: True, 5: True, 6: True},
    ):
        QTest.mouseClick(team, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, QPoint(40, 10))
        assert bridge.verbs[-1] == ("calendars.set_visible_many", expected)
        source.hidden = {number for number, shown in expected.items() if not shown}
        window.on_changes(Changes(collection_list=True))
    assert {name: row.isChecked() for name, row in rows(window).items()} == {
        "Work": True,
        "Team": True,
        "Colleagues": False,
        "Personal": True,
        "Family": True,
        "Holidays": True,
    }


def test_a_click_hides_a_calendar_and_its_row_keeps_the_focus(make: Make) -> None:
    """V26."""
    source = Source([timed("03-10 09:00", "10:00", "Standup")])
    window = make(source)
    bridge: Any = window._bridge
    work = rows(window)["Work"]
    work.setFocus()
    QTest.mouseClick(work, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert bridge.verbs[-1] == ("calendars.set_visible_many", {1: False})
    source.hidden = {1}
    window.on_changes(Changes(collections=frozenset({CollectionId(1)}), collection_list=True))
    assert rows(window)["Work"] is work
    assert work.hasFocus()
    assert window.week.grid.chips == []


def test_read_only_calendars_are_marked(make: Make) -> None:
    """A09."""
    window = make()
    assert rows(window)["Holidays"].accessibleName() == "Holidays, read-only"
    assert rows(window)["Work"].accessibleName() == "Work"


def test_colour_from_the_menu(make: Make) -> None:
    window = make()
    bridge: Any = window._bridge
    window.panel.colour_wanted.emit(CollectionId(2), "#2C8A4B")
    assert bridge.verbs[-1] == ("calendar_list.recolor", 2, "#2C8A4B")


def test_changes_elsewhere_read_nothing(make: Make) -> None:
    """V27: ten thousand changes in another year leave this week alone."""
    window = make()
    source: Any = window._reader
    QApplication.processEvents()
    before = len(source.ranges)
    window.week.on_changes(
        Changes(collections=frozenset({CollectionId(1)}), first=date(2030, 1, 1), last=date(2030, 2, 1))
    )
    assert len(source.ranges) == before
    source.events.append(timed("03-11 09:00", "10:00", "Fresh"))
    window.on_changes(Changes(resources=frozenset({ResourceId(1)}), first=date(2027, 3, 11), last=date(2027, 3, 11)))
    assert "Fresh" in [chip.event.summary for chip in window.week.grid.chips]


def standing(**values: Any) -> Standing:
    return Standing(
        **{"waiting": 0, "blocked": 0, "conflicts": 0, "unreadable": 0, "problems": (), "unreachable": (), **values}
    )


def waiting(summary: str, state: OutboxState = OutboxState.WAITING, why: str = "", **values: Any) -> Waiting:
    since = values.pop("since", NOW - timedelta(minutes=5))
    return Waiting(
        op=1,
        account=AccountId(1),
        collection=CollectionId(2),
        resource=ResourceId(7),
        uid=Uid("u"),
        summary=summary,
        kind=OutboxKind.PUT,
        state=state,
        why=why,
        attempts=1,
        next_try=None,
        since=since,
        held=values.pop("held", False),
    )


def test_the_most_urgent_need_first(make: Make) -> None:
    """ux.md §3: sign-in, Zoom, refusals, server, outbox; one sentence, one button."""
    source = Source([])
    calendars = {calendar.id: calendar for calendar in source.collections()}

    def need() -> tuple[str, str] | None:
        found = most_urgent(source, source.listed, calendars, NOW)
        return (found.text, found.button) if found else None

    assert need() is None
    source.standing = standing(waiting=1)
    source.waiting = [waiting("A", since=NOW - timedelta(seconds=5))]
    assert need() is None  # on its way: nobody has to do anything
    source.waiting = [waiting("A")]
    assert need() == ("1 change waits", "Try now")
    source.standing = standing(waiting=3, unreachable=(AccountId(1),))
    assert need() == ("Can’t reach cloud.example.", "Try now")
    later = NOW + timedelta(minutes=10)
    source.listed[0] = account(1, "anna")._replace(since=NOW, next_sync=later)
    assert need() == ("Can’t reach cloud.example since 10:40. Trying again at 10:50.", "Try now")
    source.standing = standing(waiting=3, unreachable=(AccountId(1), AccountId(2)))
    assert need() == ("Offline — 3 changes wait", "Details")
    checked = account(9, "anna")._replace(kind="zoom", last_sync=NOW)
    offline = most_urgent(source, [*source.listed, checked], calendars, NOW)
    assert offline is not None
    assert offline.aside == "Last sync 10:38", "of the calendars, whenever Zoom was asked"
    source.waiting = [waiting("Pricing", OutboxState.BLOCKED, "not_allowed")]
    refused = need()
    assert refused is not None
    assert "Pricing" in refused[0]
    assert "Team" in refused[0]
    source.waiting = [waiting("Roadmap", OutboxState.BLOCKED, "server_full"), waiting("Pricing")]
    assert need() == ("cloud.example is full. 1 change waits.", "Details")
    source.waiting = [waiting("Retro", held=True)]
    source.guests = 3
    assert need() == ("‘Retro’ waits for Zoom; 3 invitations are held", "Try now")
    source.listed[0] = account(1, "anna", AccountState.NEEDS_USER)
    source.standing = standing(waiting=3, problems=(AccountId(1),))
    assert need() == ("cloud.example wants you to sign in again", "Sign in")
    doubtful = source.listed[0] = source.listed[0]._replace(why="certificate")
    assert need() == ("The certificate of cloud.example can’t be trusted.", "Details")
    source.listed[0] = doubtful._replace(detail={"connection": {"pin": "AA"}})
    assert need() == ("The certificate of cloud.example changed", "Details")


def test_strip_and_cloud_follow_the_standing(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source([])
    window = make(source)
    opened = Opened(window, monkeypatch)
    assert window.strip.isHidden()
    source.standing = standing(problems=(AccountId(1),))
    window.on_changes(Changes(account_list=True))
    assert window.strip.isVisible()
    QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
    assert opened.calls == [("show_settings", "accounts")]
    source.standing = standing()
    window.on_changes(Changes(account_list=True))
    assert window.strip.isHidden()


def test_what_waits_for_zoom_can_go_without_its_link(make: Make) -> None:
    """ux.md §12, M68: both ways stand in the strip."""
    source = Source([])
    source.standing = standing(waiting=1)
    source.waiting = [waiting("Retro", held=True)]
    window = make(source)
    window.sign.refresh()
    assert (window.strip.button.text(), window.strip.second.text()) == ("Try now", "Send without link now")
    QTest.mouseClick(window.strip.second, Qt.MouseButton.LeftButton)
    bridge: Any = window._bridge
    assert bridge.verbs[-1] == ("zoom.send_without_link", ResourceId(7))
    source.waiting = [waiting("A")]
    window.sign.refresh()
    assert not window.strip.second.isVisible()


def test_a_first_sync_counts_what_has_come_and_can_be_hidden(make: Make) -> None:
    """ux.md §12: the grid is there at once."""
    source = Source([])
    source.listed[0] = account(1, "anna")._replace(last_sync=None)
    source.stored = 1240
    window = make(source)
    window.sign.refresh()
    assert window.strip.need is not None and window.strip.need.text == "Getting events… 1,240 so far"
    assert window.strip.button.text() == "Hide"
    QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
    source.stored = 2000
    window.on_changes(Changes(resources=frozenset({ResourceId(1)})))
    assert window.strip.isHidden()


def test_what_could_not_be_read_is_said_once(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A29, ux.md §12: with the way to the list; not what was there at the start."""
    source = Source([])
    source.standing = standing(unreadable=1)
    window = make(source)
    opened = Opened(window, monkeypatch)
    window.sign.refresh()
    assert not toasts.of(window).history
    source.unread = ["Team", "Team", "Team"]
    source.standing = standing(unreadable=3)
    for _ in range(2):
        window.sign.refresh()
    assert list(toasts.of(window).history) == ["2 items in ‘Team’ could not be read"]
    next(one for one in toasts.of(window).findChildren(QPushButton)).click()
    assert opened.calls == [("show_settings", "files")]


def test_sync_state() -> None:
    listed = [account(1, "anna")]
    assert sync_state(listed, standing())[:2] == (Sync.IDLE, "All up to date · 10:38")
    assert sync_state(listed, standing(waiting=2)) == (Sync.WAITING, "2 changes wait", 2)
    assert sync_state(listed, standing(unreachable=(AccountId(1),)))[0] is Sync.OFFLINE
    assert sync_state(listed, standing(problems=(AccountId(1),)))[0] is Sync.PROBLEM


def test_f5_syncs_once(make: Make) -> None:
    window = make()
    bridge: Any = window._bridge
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_F5)
    assert [verb for verb in bridge.verbs if verb[0] == "accounts.sync"] == [("accounts.sync",)]


def test_all_hidden_offers_to_show_them(make: Make) -> None:
    source = Source([])
    source.hidden = {1, 2, 3, 4, 5, 6}
    window = make(source)
    window.sign.refresh()
    assert window.strip.need is not None
    assert (window.strip.need.text, window.strip.button.text()) == ("All calendars are hidden", "Show all")
    QTest.mouseClick(window.strip.button, Qt.MouseButton.LeftButton)
    bridge: Any = window._bridge
    assert bridge.verbs[-1] == ("calendars.set_visible_many", dict.fromkeys(range(1, 7), True))
    window.strip.button.setFocus()
    source.hidden = set()
    window.on_changes(Changes(collection_list=True))
    window.sign.refresh()
    assert window.strip.isHidden()
    assert window.focusWidget() is window.view, "the strip took the focus along"


def test_without_an_account_the_first_page_stands(make: Make) -> None:
    source = Source([])
    source.listed = []
    window = make(source)
    assert window.stack.currentWidget() not in list(window.stack.made)
    source.listed = [account(1, "anna")]
    window.on_changes(Changes(account_list=True, collection_list=True))
    assert window.stack.currentWidget() is window.week


def test_panel_by_key_and_over_the_view_when_narrow(make: Make) -> None:
    kept: list[Settings] = []
    window = make(on_settings=kept.append)
    press(window, Qt.Key.Key_F9)
    assert window.panel.isHidden()
    assert kept[-1].side_panel is False
    press(window, Qt.Key.Key_F9)
    assert window.panel.isVisible()
    window.resize(700, 600)
    QApplication.processEvents()
    assert window.panel.isHidden()
    wide = window.stack.width()
    press(window, Qt.Key.Key_F9)
    assert window.panel.isVisible()
    assert window.stack.width() == wide
    assert kept[-1].side_panel is True


def test_panes_by_f6(make: Make) -> None:
    window = make()
    press(window, Qt.Key.Key_F6)
    assert window.bar.today_button.hasFocus()
    press(window, Qt.Key.Key_F6)
    assert window.panel.mini.cells.hasFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.bar.today_button.hasFocus()


def test_tab_goes_from_the_small_month_through_the_calendars_to_the_view(make: Make) -> None:
    """X01 V26: also when they came later than the view, as after a first sync."""
    window = make()
    window.panel.forget()
    window.panel.show_calendars(window.shelf.accounts, list(window.shelf.calendars.values()))
    rows = window.panel.rows
    assert rows
    window.panel.mini.cells.setFocus()
    walked: list[QWidget | None] = []
    while not window.view.hasFocus() and len(walked) < 20:
        press(window, Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
    assert [one for one in walked if isinstance(one, CalendarRow)] == rows
    assert walked[-1] is window.view


def test_the_small_month_goes_there(make: Make) -> None:
    window = make()
    cells = window.panel.mini.cells
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(26 * 5 + 13, 22 + 26 * 3 + 13))  # Fri 26 March
    assert window.focused_date == date(2027, 3, 26)
    cells.setFocus()
    QTest.keyClick(cells, Qt.Key.Key_Down)
    assert window.focused_date == date(2027, 4, 2)
    assert cells.month == date(2027, 4, 1)


def test_the_small_month_paints_the_weeks_that_look_otherwise(make: Make, qtbot: QtBot) -> None:
    """K02: what is seen after each step, over the end of a month too, is what all of it painted anew is."""
    window = make(Source([timed(f"03-{day:02} 12:00", "13:00") for day in (2, 9, 11, 17, 30)]))
    cells = window.panel.mini.cells
    QApplication.processEvents()
    place = QRect(cells.mapTo(window, QPoint()), cells.size())

    def on_screen() -> QImage:
        return window.screen().grabWindow(window.winId()).toImage().copy(place)

    seen = []
    for step in (1, 1, 1, 1, -1, -1):
        window.step(step)
        qtbot.waitUntil(lambda: on_screen() == window.grab(place).toImage())
        seen.append(on_screen())
    assert all(one != other for one, other in pairwise(seen))


def test_every_control_has_a_name(make: Make) -> None:
    """X09, ux.md §16: every button can be told."""
    from PySide6.QtWidgets import QAbstractButton

    window = make(demo=True)
    assert window.bar.demo.isVisible()
    unnamed = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert unnamed == []
    for view in (window.day, window.week, window.month):
        window.stack.setCurrentWidget(view)
        QApplication.processEvents()
        assert view.accessibleName()


def test_smallest_size_keeps_every_button_inside(make: Make) -> None:
    window = make(size=(420, 480))
    for button in (window.bar.new_button, window.bar.sync_button, window.bar.views_button, window.bar.panel_button):
        assert window.bar.rect().contains(button.geometry())


def test_window_stays_small() -> None:
    """The main window has a hard limit of 400 lines."""
    source = Path(__file__).parents[2] / "dainvo" / "ui" / "main_window.py"
    assert len(source.read_text(encoding="utf-8").splitlines()) <= 400
