"""Whatever happened to a window, it shows what one that is opened now would show.

Views keep what they read, laid out and painted, day by day: what is seen must never be older than the copy.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, Occurrence, State
from dainvo.settings import Settings
from dainvo.ui import appearance, theme
from dainvo.ui.views.agenda import AgendaView
from dainvo.ui.views.look import days_of
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.row_list import ABOVE_PX
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf, placed
from dainvo.ui.views.year import YearView

STEPS = 25
NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
SETTINGS = Settings(first_weekday=1, scheme="light")
CHOICES: dict[str, tuple[object, ...]] = {
    "scheme": ("light", "dark"),
    "accent": ("", "#C2417F"),
    "contrast": ("usual", "high"),
    "density": ("compact", "cosy", "roomy"),
    "title_lines": (0, 1),
    "clock": ("12", "24"),
    "date_order": ("dmy", "mdy"),
    "first_weekday": (1, 7),
    "work_start_hour": (6, 9),
    "workdays": ("", "1234"),
    "hidden_weekdays": ("", "67"),
    "week_numbers": (True, False),
    "month_all": (True, False),
    "hour_zoom": (1.0, 1.5),
    "fold_hours": (False, True),
    "zones": ("", "Asia/Tokyo"),
}
View = AgendaView | MonthView | TimeGrid | YearView


class Screen:
    """A view whose clock, events and steps the test turns."""

    def __init__(self, kind: str, seed: int, qtbot: QtBot) -> None:
        self.kind, self.qtbot, self.now = kind, qtbot, NOW
        self.chance = random.Random(seed)  # noqa: S311 - not a secret
        self.source = Source([self.some_event() for _ in range(60)])
        self.shelf = Shelf(self.source, lambda: self.now)
        self.steps: list[Callable[[], object]] = []
        self.settings, self.size = SETTINGS, (900, 700)
        self.view = self.made(self.shelf)
        if isinstance(self.view, PagedView):
            self.view.soon = self.steps.append

    def made(self, shelf: Shelf) -> View:
        view: View
        if self.kind in ("agenda", "year"):
            view = (AgendaView if self.kind == "agenda" else YearView)(shelf, self.settings)
        elif self.kind == "month":
            view = MonthView(shelf, self.settings)
        else:
            view = TimeGrid(shelf, self.settings, kind=self.kind)
        view.resize(*self.size)
        self.qtbot.addWidget(view)
        return view

    def some_event(self) -> Occurrence:
        day = date(2027, 3, 10) + timedelta(days=self.chance.choice([0, 0, 1, self.chance.randint(-12, 12)]))
        if self.chance.random() < 0.3:
            made = all_day(f"{day:%m-%d}", self.chance.choice([1, 1, 2, 9]), f"whole {self.chance.random():.3f}")
        else:
            start = datetime(day.year, day.month, day.day, self.chance.randint(0, 23), self.chance.choice([0, 20, 45]))
            end = start + timedelta(hours=self.chance.choice([0, 1, 1, 2, 6]))
            made = timed(f"{start:%m-%d %H:%M}", f"{end:%m-%d %H:%M}", f"timed {self.chance.random():.3f}")
        link = "https://zoom.us/j/1" if self.chance.random() < 0.4 else ""
        return made._replace(collection=CollectionId(self.chance.choice([1, 2, 4])), join_url=link)

    # what happens

    def edit(self, *, here: bool = False) -> None:
        """One event is another one now, or elsewhere, or gone, or one more has come."""
        events, was, now = self.source.events, [], []
        if self.chance.random() < 0.3 or not events:
            now = [self.some_event()]
        else:
            was = [events.pop(self.chance.randrange(len(events)))]
            if self.chance.random() < 0.8:
                other = self.some_event()
                changed = [
                    was[0]._replace(summary=other.summary),
                    was[0]._replace(state=State.CHANGED),
                    other._replace(resource=was[0].resource),
                ]
                now = [self.chance.choice(changed)]
        events += now
        days = [day for event in (*was, *now) for day in days_of(event)]
        changes = Changes(
            collections=frozenset({event.collection for event in (*was, *now)}),
            first=min(days),
            last=max(days),
            outbox=here,
        )
        self.shelf.forget(changes)
        self.view.on_changes(changes)

    def edit_here(self) -> None:
        self.edit(here=True)

    def sync_some(self) -> None:
        """Steps of an earlier change are perhaps not done yet when the next comes."""
        for _ in range(self.chance.randint(1, 3)):
            self.edit()
            for _ in range(self.chance.randint(0, 4)):
                if self.steps:
                    self.steps.pop()()

    def pass_minutes(self) -> None:
        """Or days, in which the computer slept."""
        self.now += timedelta(minutes=self.chance.choice([1, 20, 60, 60 * 16, 60 * 70]))
        self.view.on_minute()

    def step(self) -> None:
        self.view.show_date(self.view.step(self.chance.choice([1, -1])))

    def drag(self) -> None:
        """One is moved and shown there, and then the move is saved, or is not."""
        if not isinstance(self.view, PagedView):
            return
        shown = [event for event in self.view.listed() if not event.all_day and event in self.source.events]
        if not shown:
            return
        event = self.chance.choice(shown)
        by = timedelta(days=self.chance.choice([-1, 1]), hours=1)
        there = placed(event, event.start + by, event.end + by)
        self.shelf.shift(there)
        self.view.refresh()
        QApplication.processEvents()
        if self.chance.random() < 0.5:
            self.source.events[self.source.events.index(event)] = there
        self.shelf.settle(there)
        self.view.refresh()

    def recolour(self) -> None:
        """The list of calendars changes: one is hidden, or shown again."""
        self.source.hidden ^= {self.chance.choice([1, 2, 4])}
        changes = Changes(collections=frozenset({CollectionId(1)}), collection_list=True)
        self.shelf.forget(changes)
        self.view.on_changes(changes)

    def choose(self) -> None:
        """The user wants something otherwise, as in the window of settings."""
        name = self.chance.choice(list(CHOICES))
        before, self.settings = self.settings, self.settings.changed(**{name: self.chance.choice(CHOICES[name])})
        appearance.take(self.settings, before)
        self.view.take_settings(self.settings)

    def resize(self) -> None:
        self.size = self.chance.choice([900, 901, 640]), self.chance.choice([700, 520, 1700])
        self.view.resize(*self.size)

    def look_away(self) -> None:
        """Another view is in its place for a while, in which something happens."""
        self.view.hide()
        for _ in range(self.chance.randint(1, 3)):
            self.chance.choice([self.edit_here, self.sync_some, self.pass_minutes, self.recolour, self.choose])()
        self.view.show()

    # what is seen

    def come_to_rest(self) -> None:
        while self.steps:
            self.steps.pop()()
        self.qtbot.wait_until(lambda: not any(timer.isActive() for timer in _at_work(self.view)))
        QApplication.processEvents()

    def seen(self) -> QImage:
        return self.view.screen().grabWindow(self.view.winId()).toImage()

    def as_if_new(self) -> QImage:
        fresh = self.made(Shelf(self.source, lambda: self.now))
        fresh.show_date(self.view.visible_range()[0] + timedelta(days=8 if self.kind == "month" else 0))
        fresh.move(QPoint(1000, 0))
        fresh.show()
        QApplication.processEvents()
        if isinstance(fresh, TimeGrid) and isinstance(self.view, TimeGrid):
            fresh.grid.verticalScrollBar().setValue(self.view.grid.scrolled())
        if isinstance(fresh, AgendaView) and isinstance(self.view, AgendaView):
            self.qtbot.wait_until(lambda: not any(timer.isActive() for timer in _at_work(fresh)))
            _scroll_alike(fresh, self.view)
        else:
            assert fresh.visible_range() == self.view.visible_range()
        QApplication.processEvents()
        image = fresh.grab().toImage()
        fresh.close()
        return image


def _at_work(view: View) -> list[QTimer]:
    """What of a view goes on by itself until everything is read, laid out and painted."""
    held = (getattr(view, name, None) for name in ("_stocking", "_reading", "_renewing"))
    return [timer for timer in held if timer is not None]


def _page(image: QImage, screen: Screen) -> QImage:
    """What is seen of the page itself: an agenda that has gone farther has a longer bar to scroll, and rows above."""
    view = screen.view
    return image.copy(view.viewport().geometry().adjusted(0, ABOVE_PX, 0, 0)) if isinstance(view, AgendaView) else image


def _scroll_alike(fresh: AgendaView, view: AgendaView) -> None:
    """Let the same row stand at the same height."""
    top = view.verticalScrollBar().value()
    seen = next(row for row in view.rows if row.top + row.height > top)
    wanted = (seen.kind, seen.day, seen.event)
    alike = next((row for row in fresh.rows if (row.kind, row.day, row.event) == wanted), None)
    assert alike is not None, wanted
    fresh.verticalScrollBar().setValue(alike.top + top - seen.top)


@pytest.fixture
def plain(qapp: QApplication) -> Iterator[None]:
    appearance.take(SETTINGS)
    yield
    appearance.take(Settings(scheme="light"))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", ["day", "week", "days", "month", "year", "agenda"])
def test_the_screen_is_that_of_a_window_opened_now(kind: str, seed: int, qtbot: QtBot, plain: None) -> None:
    """V27: edits, syncs, time, turned pages, drags, hidden calendars and other settings in any order."""
    screen = Screen(kind, seed, qtbot)
    screen.view.show()
    qtbot.waitExposed(screen.view)
    happens = [
        screen.edit_here,
        screen.sync_some,
        screen.pass_minutes,
        screen.step,
        screen.drag,
        screen.recolour,
        screen.choose,
        screen.look_away,
        screen.resize,
    ]
    done: list[str] = []
    for _ in range(STEPS):
        one = screen.chance.choices(happens, (4, 4, 3, 3, 2, 1, 4, 1, 2))[0]
        done.append(one.__name__)
        one()
        if screen.chance.random() < 0.7:
            screen.come_to_rest()
            assert _page(screen.seen(), screen) == _page(screen.as_if_new(), screen), done


@pytest.mark.parametrize("kind", ["day", "week", "days", "month", "year", "agenda"])
def test_after_days_of_sleep_today_is_another_day(kind: str, qtbot: QtBot, plain: None) -> None:
    """V27: a computer that slept over the weekend, and more, marks no day of last week as today."""
    screen = Screen(kind, 1, qtbot)
    screen.view.show()
    qtbot.waitExposed(screen.view)
    screen.come_to_rest()
    screen.now += timedelta(days=50)
    screen.view.on_minute()
    screen.come_to_rest()
    assert _page(screen.seen(), screen) == _page(screen.as_if_new(), screen)


def test_a_window_that_grows_beyond_the_hours_is_white_below_them(qtbot: QtBot, plain: None) -> None:
    """V14: a high window, or a low zoom, has more room than a day: nothing else is seen there."""
    screen = Screen("week", 1, qtbot)
    screen.view.show()
    qtbot.waitExposed(screen.view)
    assert isinstance(screen.view, TimeGrid)
    screen.view.grid.draw_all()
    screen.view.resize(900, 1700)
    canvas = screen.view.grid.viewport()
    painted = QImage(canvas.size(), QImage.Format.Format_RGB32)
    painted.fill(Qt.GlobalColor.red)
    canvas.render(painted, QPoint(), QRegion(canvas.rect()), QWidget.RenderFlag.DrawChildren)
    assert painted.pixelColor(20, painted.height() - 20) == theme.tokens().view


@pytest.mark.parametrize("kind", ["day", "month"])
def test_what_ends_beyond_the_page_is_over_there_too(kind: str, qtbot: QtBot, plain: None) -> None:
    """L06: a fair of weeks, of which the page shows the first days, is weak from the day after its last one on."""
    screen = Screen(kind, 1, qtbot)
    screen.source.events = [all_day("03-10", 60, "Fair")]
    screen.shelf.drop()
    screen.view.show()
    qtbot.waitExposed(screen.view)
    screen.come_to_rest()
    screen.now = datetime(2027, 5, 8, 12, 0, tzinfo=BERLIN)
    screen.view.on_minute()
    screen.come_to_rest()
    screen.now += timedelta(days=1)
    screen.view.on_minute()
    screen.come_to_rest()
    assert screen.seen() == screen.as_if_new()
