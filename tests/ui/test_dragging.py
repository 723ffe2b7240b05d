"""Drags over the lane, the hours and the month, copies and edges (E01–E04, E14, D7), on the real engine and copy."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import pointer
from fakes import window as given
from fakes.real_window import TODAY, Places, other_day
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from dainvo.ical.event import Attendee, EventDraft, Online
from dainvo.ui import toasts
from dainvo.ui.copy_question import CopyQuestion
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.views import edges
from dainvo.ui.views.drag import Drag, Grip, Snap

TOKYO = ZoneInfo("Asia/Tokyo")


def name_it(world: Places, title: str) -> None:
    """What was drawn out."""
    card = world.window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, title)
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    world.until(lambda: title in [one.summary for one in world.shown()])


def test_into_the_lane_and_back_an_event_has_its_length_and_zone_again(world: Places) -> None:
    """E02"""
    start = world.moment(10).astimezone(TOKYO)
    world.add("Plan", start, start + timedelta(minutes=90))
    world.until(lambda: bool(world.window.week.grid.chips))
    grid, head = world.window.week.grid.viewport(), world.window.week.head
    pointer.drag(grid, [world.hour(world.moment(10)), world.from_head(world.lane(other_day()))])
    world.until(lambda: world.one("Plan").all_day)
    assert (world.one("Plan").start, world.one("Plan").end) == (other_day(), other_day() + timedelta(days=1))
    world.until(lambda: world.window.shelf.shifted is None and bool(head.chips))
    goal = world.moment(14, days=(other_day() - TODAY).days)
    pointer.drag(head, [world.lane(other_day()), world.from_hours(world.hour(goal, below=1))])
    world.until(lambda: not world.one("Plan").all_day)
    assert (world.one("Plan").start, world.one("Plan").end) == (goal, goal + timedelta(minutes=90))
    text = world.session.reader.text(world.one("Plan").resource)
    assert "DTSTART;TZID=Asia/Tokyo" in text
    world.until(lambda: world.window.shelf.shifted is None)
    for _ in range(2):
        world.window.cards.undo()
    world.until(lambda: world.one("Plan").start == world.moment(10))


def test_a_whole_day_taken_down_is_an_hour_and_shift_is_exact(world: Places) -> None:
    """E02: what never had an hour gets one; with Shift to the minute."""
    world.add("Fair", TODAY, TODAY + timedelta(days=1))
    world.until(lambda: bool(world.window.week.head.chips))
    goal = world.from_hours(world.hour(world.moment(9, 7), below=0))
    pointer.drag(world.window.week.head, [world.lane(TODAY), goal], keys=pointer.SHIFT)
    world.until(lambda: not world.one("Fair").all_day)
    start = world.one("Fair").start
    assert isinstance(start, datetime)
    assert abs(start - world.moment(9, 7)) <= timedelta(minutes=1)
    assert world.one("Fair").end == start + timedelta(hours=1)


def test_a_bar_of_the_lane_is_moved_stretched_and_drawn_out(world: Places) -> None:
    """E01, E02, E03 by days."""
    first, second = sorted((TODAY, other_day()))
    world.add("Fair", first, first + timedelta(days=1))
    head = world.window.week.head
    world.until(lambda: bool(head.chips))
    pointer.drag(head, [world.lane(first), world.lane(second)])
    world.until(lambda: world.one("Fair").start == second)
    world.until(lambda: world.window.shelf.shifted is None)
    edge = QPoint(round(head.chips[0].rect.left()) + 2, world.lane(second).y())
    pointer.drag(head, [edge, world.lane(first)])
    world.until(lambda: world.one("Fair").start == first)
    assert world.one("Fair").end == second + timedelta(days=1)
    lower = QPoint(0, 22)
    world.until(lambda: world.window.shelf.shifted is None)
    pointer.drag(head, [world.lane(first) + lower, world.lane(second) + lower])
    name_it(world, "Trip")
    assert (world.one("Trip").start, world.one("Trip").end) == (first, second + timedelta(days=1))


@pytest.mark.parametrize("begun", ["lane", "hours", "month"])
def test_escape_ends_a_drag_wherever_it_is(world: Places, begun: str) -> None:
    """E04: nothing is written, nothing can be undone, and the release afterwards is nobody's."""
    if begun == "hours":
        world.add("Plan", world.moment(10), world.moment(11))
    else:
        world.add("Plan", TODAY, TODAY + timedelta(days=1))
    world.show("month" if begun == "month" else "week")
    week, month = world.window.week, world.window.month
    world.until(lambda: bool(month.page.chips if begun == "month" else week.head.chips + week.grid.chips))
    before, names = world.session.reader.text(world.one("Plan").resource), world.window.cards.undo_names()
    widget, start, end, keyed = {
        "lane": (week.head, world.lane(TODAY), world.from_hours(world.hour(world.moment(14))), week),
        "hours": (week.grid.viewport(), world.hour(world.moment(10)), world.from_head(world.lane(TODAY)), week),
        "month": (month, world.chip("Plan") if begun == "month" else QPoint(), world.cell(other_day()), month),
    }[begun]
    pointer.drag(widget, [start, end], drop=False)
    QTest.keyClick(keyed, Qt.Key.Key_Escape)
    pointer.release(widget, end)
    world.call("calendar_list.add_local", "Later")  # whatever was on its way to the engine is done by now
    assert world.session.reader.text(world.one("Plan").resource) == before
    assert world.window.cards.undo_names() == names
    assert world.window.cards.card is None


def test_in_the_month_an_event_changes_its_day_and_keeps_its_time(world: Places) -> None:
    """E02: across days; the same place again is no change."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.show("month")
    world.until(lambda: bool(world.window.month.page.chips))
    pointer.drag(world.window.month, [world.chip("Plan"), world.cell(other_day())])
    goal = world.moment(10, days=(other_day() - TODAY).days)
    world.until(lambda: world.one("Plan").start == goal)
    assert world.one("Plan").end == goal + timedelta(hours=1)


def test_in_the_month_days_are_drawn_into_a_new_event(world: Places) -> None:
    """E01: a whole-day event of all the days."""
    world.show("month")
    first, second = sorted((TODAY, other_day()))
    pointer.drag(world.window.month, [world.cell(second), world.cell(first)])
    name_it(world, "Trip")
    assert (world.one("Trip").start, world.one("Trip").end) == (first, second + timedelta(days=1))


def test_a_date_of_a_series_moved_in_the_month_asks_which(world: Places) -> None:
    """E14"""
    world.add("Weekly", world.moment(10), world.moment(11), rrule="FREQ=WEEKLY;COUNT=2")
    world.show("month")
    world.until(lambda: bool(world.window.month.page.chips))
    pointer.drag(world.window.month, [world.chip("Weekly"), world.cell(other_day())])
    (question,) = world.window.findChildren(ScopeQuestion)
    assert question.this.radio.isChecked()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert world.window.shelf.shifted is None
    assert {one.start for one in world.shown()} == {world.moment(10), world.moment(10, days=7)}


@pytest.mark.parametrize("view", ["week", "month"])
def test_ctrl_drops_a_copy(world: Places, view: str) -> None:
    """E02, K17: the event stays, the copy is another one; one undo takes it back."""
    world.add("Plan", world.moment(10), world.moment(11), location="Room 4")
    world.show(view)
    if view == "week":
        world.until(lambda: bool(world.window.week.grid.chips))
        goal = world.moment(14, days=(other_day() - TODAY).days)
        path = [world.hour(world.moment(10)), world.hour(goal)]
        pointer.drag(world.window.week.grid.viewport(), path, keys=pointer.CTRL)
    else:
        world.until(lambda: bool(world.window.month.page.chips))
        goal = world.moment(10, days=(other_day() - TODAY).days)
        pointer.drag(world.window.month, [world.chip("Plan"), world.cell(other_day())], keys=pointer.CTRL)
    world.until(lambda: len(world.shown()) == 2)
    assert {one.start for one in world.shown()} == {world.moment(10), goal}
    assert len({one.uid for one in world.shown()}) == 2
    assert {one.location for one in world.shown()} == {"Room 4"}
    world.until(lambda: "copied" in toasts.of(world.window).text())
    world.window.cards.undo()
    world.until(lambda: [one.start for one in world.shown()] == [world.moment(10)])


def test_a_copy_that_would_invite_people_is_a_draft(world: Places) -> None:
    """K17, D7: nothing is saved or mailed before Save."""
    world.add("Plan", world.moment(10), world.moment(11), attendees=(Attendee("ben@corp.example", "Ben"),))
    world.window.cards.copy_to(world.one("Plan"), world.moment(14), world.moment(15))
    world.until(lambda: any(one.isVisible() for one in world.window.findChildren(Editor)))
    assert len(world.shown()) == 1


@pytest.mark.parametrize("chosen", [Online.ZOOM, Online.OTHER, Online.NONE])
def test_the_copy_of_a_meeting_asks_what_becomes_of_it(
    world: Places, monkeypatch: pytest.MonkeyPatch, chosen: Online
) -> None:
    """D7: "New meeting" is preselected; nothing is made before the answer."""
    world.add("Plan", world.moment(10), world.moment(11))
    event = world.one("Plan")
    reader: Any = world.session.reader
    found = reader.event(event.resource, event.recurrence_id)
    with_meeting = given.event(
        given.draft(collection=world.collection, start=found.draft.start, end=found.draft.end, online=Online.ZOOM),
        meeting=given.meeting(),
    )
    saved: list[EventDraft] = []
    monkeypatch.setattr(type(reader), "event", lambda *_args: with_meeting)
    monkeypatch.setattr(world.session.bridge, "run", lambda _verb, draft, **_more: saved.append(draft))
    world.window.cards.copy_to(event, world.moment(14), world.moment(15))
    (question,) = world.window.findChildren(CopyQuestion)
    assert question.new.radio.isChecked() and not saved
    {Online.ZOOM: question.new, Online.OTHER: question.same, Online.NONE: question.none}[chosen].radio.setChecked(True)
    QTest.keyClick(question, Qt.Key.Key_Return)
    (draft,) = saved
    assert draft.online is chosen
    assert draft.wish.link == (given.LINK if chosen is Online.OTHER else "")


def test_resting_at_the_edge_turns_the_page_and_the_drag_goes_on(
    world: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E02, ux.md §15: 700 ms at the left or right edge, again after 900."""
    assert (edges.NEAR_PX, edges.FIRST_MS, edges.AGAIN_MS) == (24, 700, 900)
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.week.grid.chips))
    grid = world.window.week.grid
    grid.dragging()._edges._first_ms, grid.dragging()._edges._again_ms = 30, 3_600_000
    first = world.window.week.page.first
    edge = QPoint(grid.viewport().width() - 12, world.hour(world.moment(10)).y())
    pointer.drag(grid.viewport(), [world.hour(world.moment(10)), edge], drop=False)
    world.until(lambda: world.window.week.page.first == first + timedelta(days=7))
    goal = QPoint(grid.columns().left(2) + 40, edge.y())
    pointer.hover(grid.viewport(), goal)
    pointer.release(grid.viewport(), goal)
    wanted = datetime.combine(world.window.week.page.day(2), time(10), world.session.reader.zone)
    world.until(lambda: world.one("Plan").start == wanted)


def test_resting_at_the_lower_edge_rolls_the_month(world: Places) -> None:
    """E02: to a week that was not shown when the drag began."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.show("month")
    month = world.window.month
    world.until(lambda: bool(month.page.chips))
    first, start = month.page.first, world.chip("Plan")
    edge = QPoint(start.x(), month.height() - 4)
    pointer.drag(month, [start, edge], drop=False)
    world.until(lambda: month.page.first > first)
    goal = month.page.first + timedelta(days=7 * 4)
    pointer.hover(month, world.cell(goal))
    pointer.release(month, world.cell(goal))
    world.until(lambda: world.one("Plan").start != world.moment(10))
    assert world.one("Plan").start == datetime.combine(goal, time(10), world.session.reader.zone)


def test_at_the_lower_edge_of_the_hours_the_grid_scrolls(world: Places) -> None:
    """E02, ux.md §15"""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.week.grid.chips))
    world.window.resize(1180, 700)
    world.window.week.grid.scroll_to_minute(9 * 60)
    view, before = world.window.week.grid.viewport(), world.window.week.grid.scrolled()
    start = world.hour(world.moment(10))
    pointer.drag(view, [start, QPoint(start.x(), view.height() - 3)], drop=False)
    world.until(lambda: world.window.week.grid.scrolled() > before + 20)
    QTest.keyClick(world.window.week, Qt.Key.Key_Escape)


def test_a_meeting_made_a_whole_day_says_what_becomes_of_it_in_zoom(world: Places) -> None:
    """E02, ux.md §15: state 26 as a toast."""
    from dainvo.ui import moving

    found = given.event(given.draft(start=world.moment(10), end=world.moment(11)), meeting=given.meeting())
    said = moving._said(found, moving.moved(found.draft, TODAY, TODAY + timedelta(days=1)), world.session.reader.zone)
    assert said == "In Zoom this meeting will have no fixed time; the link stays"


def test_a_drag_comes_to_rest_at_the_ends_of_others() -> None:
    """ux.md §15: where they are nearer than the next step; with Shift every minute."""
    snap = Snap(ends=(605,), reach=7)
    move = Drag(Grip.MOVE, 0, 0, 60)
    assert move.at(604, 1, snap=snap) == (605, 665)
    assert move.at(601, 1, snap=snap) == (600, 660)
    assert move.at(543, 1, snap=snap) == (545, 605)  # its end rests there
    assert move.at(604, 1, snap=snap, exact=True) == (604, 664)
    assert Drag(Grip.END, 660, 540, 660).at(606, 1, snap=snap) == (540, 605)
    assert Drag(Grip.MOVE, 0, 0, 60).at(612, 1, snap=Snap(step=5)) == (610, 670)
