"""A17: calendars are put in order by drawing them in the side panel, by keys, and from their menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fakes import window as given
from fakes.window import CALDAV
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.ical.event import AccountId, CollectionId
from dainvo.store.shown import Collection
from dainvo.ui import theme
from dainvo.ui.panel_rows import CalendarRow
from dainvo.ui.row_drag import RowDrag
from dainvo.ui.side_panel import SidePanel

OTHER = AccountId(8)
CALENDARS = [
    given.collection(CollectionId(number), name, "#2F6FDE", account=account, owner=owner)
    for number, name, account, owner in (
        (1, "Work", CALDAV, ""),
        (2, "Team", CALDAV, ""),
        (3, "Trips", CALDAV, ""),
        (4, "Shared", CALDAV, "Bea"),
        (5, "Home", OTHER, ""),
    )
]


class Panel:
    def __init__(self, qtbot: QtBot) -> None:
        self.wanted: list[list[int]] = []
        self.shown: list[object] = []
        self.panel = SidePanel(lambda: date(2027, 3, 10), 1)
        self.panel.order_wanted.connect(self.wanted.append)
        self.panel.visibility_wanted.connect(self.shown.append)
        qtbot.addWidget(self.panel)
        self.show(CALENDARS)
        self.panel.resize(232, 700)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()

    def show(self, calendars: list[Collection]) -> None:
        accounts = [given.calendar_account(), given.calendar_account(id=OTHER, name="Home server")]
        self.panel.show_calendars(accounts, calendars)
        QApplication.processEvents()

    def row(self, name: str) -> CalendarRow:
        return next(row for row in self.panel.rows if row.calendar.name == name)

    def send(self, row: CalendarRow, kind: QEvent.Type, point: QPoint) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        modifiers = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(row, QMouseEvent(kind, point, row.mapToGlobal(point), button, held, modifiers))

    def hold(self, row: CalendarRow) -> None:
        row.cursor().setPos(row.mapToGlobal(QPoint(60, 14)))
        self.send(row, QEvent.Type.MouseButtonPress, QPoint(60, 14))

    def draw(self, name: str, onto: str, *, below: bool = False) -> CalendarRow:
        """Press on `name` and go with the pointer to the upper or lower half of `onto`."""
        row, target = self.row(name), self.row(onto)
        self.hold(row)
        for point in (QPoint(60, 16), row.mapFromGlobal(target.mapToGlobal(QPoint(60, 24 if below else 4)))):
            self.send(row, QEvent.Type.MouseMove, point)
        return row

    def drop(self, row: CalendarRow) -> None:
        self.send(row, QEvent.Type.MouseButtonRelease, QPoint(60, 14))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot) -> Iterator[Panel]:
    theme.apply(qapp, "light")
    made = Panel(qtbot)
    yield made
    assert not made.panel.findChildren(RowDrag), "a drag ends with its release"


@pytest.mark.parametrize(
    ("name", "onto", "below", "order"),
    [
        ("Trips", "Work", False, [3, 1, 2]),
        ("Work", "Trips", True, [2, 3, 1]),
        ("Work", "Team", True, [2, 1, 3]),
        ("Trips", "Home", True, None),
    ],
)
def test_a_calendar_is_drawn_to_its_place(
    world: Panel, name: str, onto: str, below: bool, order: list[int] | None
) -> None:
    """A17: among those of its account and owner; over others it stays at the end of its own. It is not ticked by it."""
    world.drop(world.draw(name, onto, below=below))
    assert world.wanted == ([] if order is None else [order])
    assert world.shown == []


def test_where_it_will_lie_is_shown(world: Panel) -> None:
    """A17: a line between two calendars while the pointer is there."""
    row = world.draw("Trips", "Team")
    [drag] = row.findChildren(RowDrag)
    assert drag._line.isVisible()
    assert abs(drag._line.y() - world.row("Team").y()) <= 1
    world.drop(row)
    world.drop(world.row("Trips"))


def test_esc_puts_it_back(world: Panel) -> None:
    """A17: nothing is asked for, and the release ticks nothing."""
    row = world.draw("Trips", "Work")
    QTest.keyClick(world.panel, Qt.Key.Key_Escape)
    world.drop(row)
    assert (world.wanted, world.shown) == ([], [])


def test_a_press_that_hardly_moves_is_a_click(world: Panel) -> None:
    row = world.row("Team")
    world.hold(row)
    world.send(row, QEvent.Type.MouseMove, QPoint(61, 16))
    world.drop(row)
    assert (world.wanted, world.shown) == ([], [{2: False}])


def test_a_key_that_ticks_holds_nothing(world: Panel) -> None:
    """A17: Space on a calendar is no beginning of a drag that would never end."""
    row = world.row("Team")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert row.findChildren(RowDrag) == []
    assert world.shown == [{2: False}]


def test_the_list_may_be_made_anew_meanwhile(world: Panel) -> None:
    """A17: a sync brings another calendar while one is held: nothing is moved, and nothing is left on the screen."""
    row = world.draw("Trips", "Work")
    world.show([*CALENDARS[:3], CALENDARS[4]])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert world.wanted == []
    assert [one.name for one in (row.calendar for row in world.panel.rows)] == ["Work", "Team", "Trips", "Home"]
    assert row not in world.panel.rows


@pytest.mark.parametrize(
    ("name", "key", "order"),
    [
        ("Team", Qt.Key.Key_Up, [2, 1, 3]),
        ("Team", Qt.Key.Key_Down, [1, 3, 2]),
        ("Work", Qt.Key.Key_Up, None),
        ("Shared", Qt.Key.Key_Down, None),
    ],
)
def test_alt_and_an_arrow_move_it(world: Panel, name: str, key: Qt.Key, order: list[int] | None) -> None:
    """A17: by keys, and it keeps the focus where it comes to lie."""
    row = world.row(name)
    row.setFocus()
    assert row.hasFocus()
    QTest.keyClick(row, key, Qt.KeyboardModifier.AltModifier)
    assert world.wanted == ([] if order is None else [order])
    if order is not None:
        places = {number: place for place, number in enumerate(order)}
        world.show(sorted(CALENDARS, key=lambda one: places.get(one.id, 9)))
        assert world.row(name) is not row
        assert world.row(name).hasFocus()
    assert world.panel.isActiveWindow()


def test_a_name_from_a_server_is_no_key_and_no_markup(qtbot: QtBot) -> None:
    """C-U5: the name of a shared calendar takes no key of ours, and its tooltip says what it says."""
    made = CalendarRow(given.collection(CollectionId(9), "R&D", "#2F6FDE"))
    evil = CalendarRow(given.collection(CollectionId(9), "<img src=x> &New", "#2F6FDE"))
    for row in (made, evil):
        qtbot.addWidget(row)
        assert row.shortcut().isEmpty()
    assert made.toolTip() == "<span>R&amp;D</span>"
    assert evil.toolTip() == "<span>&lt;img src=x&gt; &amp;New</span>"
