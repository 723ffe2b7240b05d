"""The whole program in one process, nothing faked: window, engine and copy, with one calendar of this computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from fakes import day
from fakes.engine_bench import JumpClock
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.ical.event import CollectionId, EventDraft, Occurrence
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.ui import theme

#: Where the computer is, and all through the tests: its own midnight may pass meanwhile.
TODAY = day.now().astimezone().date()


class World:
    """What a test does with it, and waits for."""

    def __init__(self, session: app.Session, qtbot: QtBot) -> None:
        self.session, self.window, self.qtbot = session, session.window, qtbot
        self.collection = CollectionId(self.call("calendar_list.add_local", "Here"))

    def call(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        got: list[Any] = []
        self.session.bridge.run(verb, *args, ok=got.append, **kwargs)
        self.until(lambda: bool(got))
        return got[0]

    def until(self, there: Any) -> None:
        self.qtbot.waitUntil(there)

    def moment(self, hour: int, minute: int = 0, *, days: int = 0) -> datetime:
        return datetime.combine(TODAY + timedelta(days=days), time(hour, minute), self.session.reader.zone)

    def add(self, title: str, start: datetime | date, end: datetime | date, **more: Any) -> None:
        self.call("events.save_event", EventDraft(self.collection, title, start, end, **more))
        self.until(lambda: title in [event.summary for event in self.shown()] and not self.session.bridge.busy)

    def shown(self) -> list[Occurrence]:
        return self.session.reader.occurrences(TODAY - timedelta(days=40), TODAY + timedelta(days=70))

    def one(self, title: str) -> Occurrence:
        (found,) = [event for event in self.shown() if event.summary == title]
        return found


W = TypeVar("W", bound=World)


@contextmanager
def opened(make: Callable[[app.Session, QtBot], W], qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[W]:
    """The program on a new profile in `folder`, its window shown and its steps remembered."""
    theme.apply(qapp, "light")
    session = app.Session(qapp, Profile(folder, secrets=Secrets.in_memory(), clock=JumpClock()))
    session.start_engine()
    session.window.resize(1180, 1500)
    session.window.show()
    qtbot.waitExposed(session.window)
    session.window.cards.keep_log()
    try:
        made = make(session, qtbot)
        made.until(lambda: bool(session.window.shelf.calendars))
        yield made
    finally:
        session.close()
        session.window.deleteLater()


class Places(World):
    """The same with where things lie in week and month."""

    def hour(self, moment: datetime, below: int = 20) -> QPoint:
        """A point of the week's hours, in those of its viewport."""
        grid = self.window.week.grid
        column = self.window.week.page.near(moment.date())
        y = (moment.hour * 60 + moment.minute) * grid.axis.hour_px / 60 - grid.scrolled() + below
        return QPoint(grid.columns().left(column) + 40, round(y))

    def lane(self, day: date) -> QPoint:
        """A point of the week's lane."""
        place = self.window.week.head.lane_rect(self.window.week.page.near(day))
        return QPoint(round(place.left()) + 40, round(place.top()) + 14)

    def from_head(self, point: QPoint) -> QPoint:
        """A point of the head, in those of the hours."""
        return self.window.week.grid.viewport().mapFrom(self.window, self.window.week.head.mapTo(self.window, point))

    def from_hours(self, point: QPoint) -> QPoint:
        return self.window.week.head.mapFrom(self.window, self.window.week.grid.viewport().mapTo(self.window, point))

    def cell(self, day: date) -> QPoint:
        """An empty point of a cell of the month."""
        cell = self.window.month.page.cell_of(day)
        return QPointF(cell.center().x(), cell.bottom() - 6).toPoint()

    def chip(self, title: str) -> QPoint:
        """The middle of the first piece of an event in the month."""
        chip = next(one for one in self.window.month.page.chips if one.event.summary == title)
        return QPointF(chip.rect.left() + min(30, chip.rect.width() / 2), chip.rect.center().y()).toPoint()

    def show(self, name: str) -> None:
        self.window.show_view(name)
        self.window.show_date(TODAY)
        QApplication.processEvents()


def other_day() -> date:
    """Another day of the week that is shown."""
    return TODAY + timedelta(days=1 if TODAY.isoweekday() not in (6, 7) else -1)
