"""What a screen reader finds in the views: events as buttons with their names, places and their action."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from fakes.source import Source, all_day, timed
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.occurrence import MeetingState, PartStat
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import accessible
from dainvo.ui.views.agenda import AgendaView
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf
from dainvo.ui.views.year import YearView

STANDUP = timed(
    "03-09 09:00", "09:15", "Standup", meeting=MeetingState.READY, own_partstat=PartStat.ACCEPTED, join_url="https://z"
)
EVENTS = [STANDUP, timed("03-09 10:00", "11:00", "Review", 2), all_day("03-10", 2, "Trade fair")]


@pytest.fixture(autouse=True)
def listening(qapp: QApplication) -> Iterator[None]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    QAccessible.installFactory(accessible.interface)
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture(params=["week", "month", "agenda"])
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return shown(request.param, qtbot)


def shown(kind: str, qtbot: QtBot | None) -> QWidget:
    shelf = Shelf(Source(EVENTS), lambda: STANDUP.start)  # type: ignore[arg-type, return-value]  # a timed event
    made: QWidget
    if kind == "week":
        made = TimeGrid(shelf, Settings(), kind="week")
    elif kind == "month":
        made = MonthView(shelf, Settings())
    else:
        made = AgendaView(shelf, Settings())
    if qtbot is not None:
        qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.setFocus()
    QApplication.processEvents()
    return made


def found(view: QWidget) -> dict[str, QAccessibleInterface]:
    """The buttons that a reader finds, by the first word of their names."""
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole.role() == QAccessible.Role.Table
    children = [whole.child(number) for number in range(whole.childCount())]
    buttons = [each for each in children if each.role() == QAccessible.Role.Button and each.object() is None]
    return {each.text(QAccessible.Text.Name).partition(",")[0]: each for each in buttons}


def test_events_are_buttons_with_their_names(view: QWidget) -> None:
    """X02: title, day, times, calendar, meeting and answer, as a button where the event is seen."""
    buttons = found(view)
    assert set(buttons) == {"Standup", "Review", "Trade fair"}
    said = buttons["Standup"].text(QAccessible.Text.Name)
    assert said.startswith("Standup, Tuesday 9 March, 09:00 to 09:15, Work, accepted, has a link to join by Zoom")
    for button in buttons.values():
        place = button.rect()
        assert place.isValid()
        assert (
            view.frameGeometry()
            .translated(view.mapToGlobal(view.rect().topLeft()) - view.pos())
            .contains(place.center())
        )
        assert button.parent().object() is view
        assert button.isValid()


def test_pressing_an_event_does_what_enter_does(view: QWidget) -> None:
    """X02: the one action of an event opens its card."""
    opened: list[str] = []
    view.event_activated.connect(lambda event, _place: opened.append(event.summary))  # type: ignore[attr-defined]
    action = found(view)["Review"].actionInterface()
    assert action.actionNames() == [QAccessibleActionInterface.pressAction()]
    action.doAction(QAccessibleActionInterface.pressAction())
    assert opened == ["Review"]


def test_the_focus_goes_to_the_event(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """X02: Tab in the week tells the reader which event has the focus, and its state says so."""
    view = shown("week", qtbot)
    told: list[int] = []

    def update(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.Focus:
            told.append(event.child())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert len(told) == 1
    whole = QAccessible.queryAccessibleInterface(view)
    focused = whole.child(told[0])
    assert focused.state().focused
    assert whole.focusChild().text(QAccessible.Text.Name) == focused.text(QAccessible.Text.Name)


def test_days_of_the_year_are_buttons(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """X02, V07: each with its date and how much is on it, where it is drawn; the keys tell which has the focus, and
    its action opens it."""
    shelf = Shelf(Source(EVENTS), lambda: STANDUP.start)  # type: ignore[arg-type, return-value]  # a timed event
    year = YearView(shelf, Settings(first_weekday=1))
    qtbot.addWidget(year)
    year.resize(1200, 800)
    year.show()
    year.setFocus()
    QApplication.processEvents()
    whole = QAccessible.queryAccessibleInterface(year)
    days = [whole.child(number) for number in range(365)]
    assert {day.role() for day in days} == {QAccessible.Role.Button}
    ninth = next(day for day in days if day.text(QAccessible.Text.Name).startswith("Tuesday 9 March"))
    assert ninth.text(QAccessible.Text.Name) == "Tuesday 9 March, today, 2 events"
    at = year.viewport().mapFromGlobal(ninth.rect().center())
    assert year._at(at.toPointF()) == date(2027, 3, 9)
    told: list[int] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.child()))
    QTest.keyClick(year, Qt.Key.Key_Right)
    (number,) = [one for one in told if one >= 0]
    assert whole.child(number).text(QAccessible.Text.Name) == "Wednesday 10 March, 1 event"
    assert whole.child(number).state().focused and not ninth.state().focused
    opened: list[date] = []
    year.date_requested.connect(opened.append)
    ninth.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert opened == [date(2027, 3, 9)]


def test_what_a_reader_holds_outlives_page_and_view(qapp: QApplication) -> None:
    """X02: a reader keeps what it found; after the page turned or the view went it finds nothing there, safely."""
    view = shown("week", None)
    kept = list(found(view).values())
    assert isinstance(view, TimeGrid)
    view.show_date(view.step(5))
    assert not any(each.isValid() for each in kept)
    assert all(each.text(QAccessible.Text.Name) == "" for each in kept)
    view.show_date(view.step(-5))
    assert all(each.isValid() for each in kept)
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # deferred deletions
    gc.collect()
    assert not any(each.isValid() for each in kept)
    assert all(not each.rect().isValid() for each in kept)


def test_other_widgets_keep_their_own(qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    assert accessible.interface("QWidget", other) is None
    assert accessible.interface("QObject", QObject()) is None
