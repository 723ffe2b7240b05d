"""Several events at once (K19): chosen by pointer and keys, one question, one step of undo; the clipboard together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import pointer
from fakes import window as given
from fakes.real_window import TODAY, Places, opened, other_day
from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Attendee, CollectionId, Online, Scope
from dainvo.ui import copying, toasts
from dainvo.ui.chosen import Chosen
from dainvo.ui.copy_question import CopyQuestion, ask_several
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.palette import Palette
from dainvo.ui.several_sheet import SeveralSheet, needed
from dainvo.ui.sheet import SHADOW


class Many(Places):
    """The same with what is chosen."""

    @property
    def chosen(self) -> Chosen:
        found = self.window.chosen
        assert found is not None
        return found

    def titles(self) -> list[str]:
        return sorted(one.summary for one in self.shown())

    def click(self, title: str, keys: Qt.KeyboardModifier = pointer.CTRL) -> None:
        chip = self.window.week.grid.chip_of(self.one(title))
        assert chip is not None
        at = chip.rect.center() - QPointF(0, self.window.week.grid.scrolled())
        QTest.mouseClick(self.window.week.grid.viewport(), Qt.MouseButton.LeftButton, keys, at.toPoint())

    def picked(self) -> list[str]:
        return sorted(one.summary for one in self.chosen.picks.events())


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Many]:
    with opened(Many, qapp, qtbot, tmp_path) as made:
        made.until(lambda: made.window.chosen is not None)
        made.show("week")
        made.window.week.grid.scroll_to_minute(6 * 60)
        yield made


def three(world: Many) -> None:
    for title, hour in (("One", 9), ("Two", 11), ("Three", 13)):
        world.add(title, world.moment(hour), world.moment(hour + 1))
    world.until(lambda: len(world.window.week.grid.chips) == 3)


def test_four_with_a_date_of_a_series_are_deleted_with_one_question_and_one_undo(world: Many) -> None:
    """K19"""
    three(world)
    world.add("Daily", world.moment(15), world.moment(16), rrule="FREQ=WEEKLY;COUNT=3")
    world.until(lambda: len(world.window.week.grid.chips) == 4)
    for title in ("One", "Two", "Three"):
        world.click(title)
    first = min((one for one in world.shown() if one.summary == "Daily"), key=lambda one: str(one.start))
    chip = world.window.week.grid.chip_of(first)
    assert chip is not None
    at = chip.rect.center() - QPointF(0, world.window.week.grid.scrolled())
    QTest.mouseClick(world.window.week.grid.viewport(), Qt.MouseButton.LeftButton, pointer.CTRL, at.toPoint())
    assert world.picked() == ["Daily", "One", "Three", "Two"]
    assert world.window.cards.card is None
    assert world.chosen.bar.isVisible() and world.chosen.bar.count.text() == "4 events chosen"
    QTest.keyClick(world.window.week, Qt.Key.Key_Delete)
    (sheet,) = world.window.findChildren(SeveralSheet)
    assert sheet.options[Scope.THIS].radio.isChecked()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    world.until(lambda: world.titles() == ["Daily", "Daily"])
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: delete 4 events")
    assert not world.chosen.bar.isVisible()
    world.window.cards.undo()
    world.until(lambda: world.titles() == ["Daily", "Daily", "Daily", "One", "Three", "Two"])
    world.until(lambda: world.window.cards.undo_names().get("redo") == "Redo: delete 4 events")


def test_plain_ones_are_deleted_without_a_question(world: Many) -> None:
    """K19, ux.md §15: the toast has Undo."""
    three(world)
    assert world.session.reader.searched() == 3
    world.click("One")
    world.click("Two")
    QTest.keyClick(world.window.week, Qt.Key.Key_Delete)
    world.until(lambda: world.titles() == ["Three"])
    assert world.session.reader.searched() == 1
    world.until(lambda: toasts.of(world.window).text() == "2 events deleted")


def test_one_that_is_dragged_takes_the_others_along(world: Many) -> None:
    """K19: as far as it goes itself, as one step."""
    three(world)
    world.add("Fair", TODAY, TODAY + timedelta(days=1))
    world.click("One")
    world.click("Three")
    head = world.window.week.head
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pointer.CTRL, world.lane(TODAY))
    assert world.picked() == ["Fair", "One", "Three"]
    days = other_day() - TODAY
    goal = world.hour(world.moment(10, days=days.days), below=20)
    pointer.drag(world.window.week.grid.viewport(), [world.hour(world.moment(9), below=20), goal])
    world.until(lambda: world.one("Three").start == world.moment(14, days=days.days))
    assert world.one("One").start == world.moment(10, days=days.days)
    assert world.one("Two").start == world.moment(11)
    world.until(lambda: world.one("Fair").start == other_day())
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: move 3 events")
    world.window.cards.undo()
    world.until(lambda: {world.one(title).start for title in ("One", "Three")} == {world.moment(9), world.moment(13)})
    world.until(lambda: world.one("Fair").start == TODAY)


def test_keys_move_all_that_are_chosen(world: Many) -> None:
    """K19 without a pointer: Ctrl+A, Ctrl+Space, Alt and an arrow; Esc chooses nothing."""
    three(world)
    world.window.week.setFocus()
    world.window.week.select(world.one("One"))
    QTest.keyClick(world.window.week, Qt.Key.Key_A, pointer.CTRL)
    assert world.picked() == ["One", "Three", "Two"]
    QTest.keyClick(world.window.week, Qt.Key.Key_Space, pointer.CTRL)
    assert world.picked() == ["Three", "Two"]
    QTest.keyClick(world.window.week, Qt.Key.Key_Space, pointer.CTRL)
    for _ in range(2):
        QTest.keyClick(world.window.week, Qt.Key.Key_Down, pointer.ALT)
    world.until(lambda: world.one("Three").start == world.moment(13, 30))
    world.until(lambda: {world.one("One").start, world.one("Two").start} == {world.moment(9, 30), world.moment(11, 30)})
    world.until(lambda: world.picked() == ["One", "Three", "Two"])  # still chosen, where they are now
    said, bar = toasts.of(world.window), world.chosen.bar
    world.until(lambda: bool(said.text()))
    room = QMargins(SHADOW, SHADOW, SHADOW, SHADOW)
    told, held = (QRect(one.mapToGlobal(QPoint(0, 0)), one.size()).marginsRemoved(room) for one in (said, bar))
    assert not told.intersects(held), "what was done is told above the bar, not over its buttons"
    QTest.keyClick(world.window.week, Qt.Key.Key_Escape)
    assert world.picked() == [] and not world.chosen.bar.isVisible()


def test_a_rubber_band_and_shift_choose_what_they_reach(world: Many) -> None:
    """K19, ux.md §15"""
    three(world)
    view = world.window.week.grid.viewport()
    start, end = world.hour(world.moment(8, 30), below=0), world.hour(world.moment(11, 30), below=0)
    pointer.drag(view, [start - QPoint(30, 0), end], keys=pointer.ALT)
    assert world.picked() == ["One", "Two"]
    assert world.window.cards.card is None
    world.chosen.picks.clear()
    world.click("One")
    world.click("Three", pointer.SHIFT)
    assert world.picked() == ["One", "Three", "Two"]
    world.click("Two", pointer.PLAIN)
    assert world.picked() == [] and world.window.cards.card is not None


def test_in_the_month_events_are_chosen_too(world: Many) -> None:
    """K19"""
    three(world)
    world.show("month")
    world.until(lambda: len(world.window.month.page.chips) == 3)
    for title in ("One", "Three"):
        QTest.mouseClick(world.window.month, Qt.MouseButton.LeftButton, pointer.CTRL, world.chip(title))
    assert world.picked() == ["One", "Three"]
    QTest.keyClick(world.window.month, Qt.Key.Key_Delete)
    world.until(lambda: world.titles() == ["Two"])


def test_several_are_copied_and_cut_together(world: Many) -> None:
    """K17, K19: the first at the slot, the others as far from it as they were; one undo."""
    three(world)
    world.click("One")
    world.click("Three")
    QTest.keyClick(world.window.week, Qt.Key.Key_C, pointer.CTRL)
    world.chosen.picks.clear()
    days = (other_day() - TODAY).days
    world.window.week._slot_clicked(world.window.week.page.near(other_day()), 10 * 60)
    world.window.cards.close_card()
    QTest.keyClick(world.window.week, Qt.Key.Key_V, pointer.CTRL)
    world.until(lambda: len(world.shown()) == 5)
    copies = {(one.summary, one.start) for one in world.shown()} - {
        (title, world.moment(hour)) for title, hour in (("One", 9), ("Two", 11), ("Three", 13))
    }
    assert copies == {("One", world.moment(10, days=days)), ("Three", world.moment(14, days=days))}
    assert len({one.uid for one in world.shown()}) == 5
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: paste 2 events")
    world.window.cards.undo()
    world.until(lambda: len(world.shown()) == 3)
    before = {world.one(title).uid for title in ("One", "Two")}
    world.until(lambda: len(world.window.week.grid.chips) == 3)
    world.click("One")
    world.click("Two")
    QTest.keyClick(world.window.week, Qt.Key.Key_X, pointer.CTRL)
    world.chosen.picks.clear()
    world.window.week._slot_clicked(world.window.week.page.near(other_day()), 16 * 60)
    world.window.cards.close_card()
    QTest.keyClick(world.window.week, Qt.Key.Key_V, pointer.CTRL)
    world.until(lambda: world.one("Two").start == world.moment(18, days=days))
    assert world.one("One").start == world.moment(16, days=days)
    assert {world.one(title).uid for title in ("One", "Two")} == before
    assert copying.held_several(QApplication.clipboard().mimeData()) == []  # pasted once


def test_several_go_to_another_calendar_as_one_step(world: Many) -> None:
    """E15, K19: a series goes whole."""
    three(world)
    world.add("Weekly", world.moment(15), world.moment(16), rrule="FREQ=WEEKLY;COUNT=2")
    world.until(lambda: len(world.window.week.grid.chips) == 4)
    other = CollectionId(world.call("calendar_list.add_local", "There"))
    world.click("One")
    chip = next(one for one in world.window.week.grid.chips if one.event.summary == "Weekly")
    world.chosen.picks.toggle(chip.event)
    world.chosen._put(other)
    world.until(lambda: {one.summary for one in world.shown() if one.collection == other} == {"One", "Weekly"})
    assert len(world.shown()) == 5
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: move 2 events")
    world.window.cards.undo()
    world.until(lambda: not [one for one in world.shown() if one.collection == other])
    assert len(world.shown()) == 5


def test_what_may_not_be_changed_stays_and_is_named(world: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    """A09, K19"""
    three(world)
    reader: Any = world.session.reader
    real = reader.event

    def event(self: Any, resource: Any, recurrence_id: Any) -> Any:
        from dataclasses import replace

        found = real(resource, recurrence_id)
        return replace(found, deletable=found.draft.summary != "Two")

    monkeypatch.setattr(type(reader), "event", event)
    world.click("One")
    world.click("Two")
    QTest.keyClick(world.window.week, Qt.Key.Key_Delete)
    world.until(lambda: world.titles() == ["Three", "Two"])
    world.until(lambda: "You may not change ‘Two’" in toasts.of(world.window).history)


def test_copies_of_meetings_and_guests_ask_once(world: Many) -> None:
    """D7, K17: nobody is invited unless that is ticked; the answer is for all of them."""
    guest = (Attendee("ben@corp.example", "Ben"),)
    drafts = [given.draft(online=Online.ZOOM, attendees=guest), given.draft(summary="Lunch")]
    got: list[Any] = []
    ask_several(world.window, drafts, [given.LINK, ""], got.extend)
    (question,) = world.window.findChildren(CopyQuestion)
    assert question.new.radio.isChecked() and question.people is not None and not question.people.isChecked()
    question.same.radio.setChecked(True)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert [(one.online, one.wish.link, one.attendees) for one in got] == [
        (Online.OTHER, given.LINK, ()),
        (Online.NONE, "", ()),
    ]


def test_only_what_others_would_notice_is_asked(world: Many) -> None:
    """K19, D6"""
    plain = given.event(given.draft())
    meets = given.event(given.draft(online=Online.ZOOM), meeting=given.meeting())
    assert not needed([plain, plain], world.session.reader)
    assert needed([plain, meets], world.session.reader)
    sheet = SeveralSheet(world.window, [plain, meets], world.session.reader)
    assert sheet.meeting_box is not None and sheet.meeting_box.isChecked() and not sheet.options


def panel_point(world: Many, widget: QWidget, at: QPoint) -> QPoint:
    """A point of the side panel, in those of the week's hours."""
    return world.window.week.grid.viewport().mapFrom(world.window, widget.mapTo(world.window, at))


def test_an_event_is_dropped_on_a_day_of_the_small_month_and_on_a_calendar(world: Many) -> None:
    """E02, E15, ux.md §15: another day at its time, another calendar; each is one step of undo."""
    three(world)
    other = CollectionId(world.call("calendar_list.add_local", "There"))
    world.until(lambda: len(world.window.panel.rows) == 2)
    cells, view = world.window.panel.mini.cells, world.window.week.grid.viewport()
    goal = other_day()
    number = (goal - cells.start()).days
    at = panel_point(world, cells, cells._cell(number).center().toPoint())
    pointer.drag(view, [world.hour(world.moment(9)), at])
    world.until(lambda: world.one("One").start == world.moment(9, days=(goal - TODAY).days))
    world.until(lambda: world.window.shelf.shifted is None)
    row = next(one for one in world.window.panel.rows if one.calendar.id == other)
    pointer.drag(view, [world.hour(world.moment(11)), panel_point(world, row, row.rect().center())])
    world.until(lambda: world.one("Two").collection == other)
    assert world.one("Two").start == world.moment(11)
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: move 1 event")
    world.window.cards.undo()
    world.until(lambda: world.one("Two").collection == world.collection)


def test_one_date_of_a_series_that_was_cut_asks_which_dates_are_meant(world: Many) -> None:
    """E14, K17: the same question as for a drag."""
    world.add("Weekly", world.moment(15), world.moment(16), rrule="FREQ=WEEKLY;COUNT=2")
    world.until(lambda: bool(world.window.week.grid.chips))
    world.window.cards.copy_event(min(world.shown(), key=lambda one: str(one.start)), cut=True)
    world.window.cards.paste(world.moment(17))
    (question,) = world.window.findChildren(ScopeQuestion)
    assert question.this.radio.isChecked()
    QTest.keyClick(question, Qt.Key.Key_Return)
    world.until(lambda: {one.start for one in world.shown()} == {world.moment(17), world.moment(15, days=7)})


def test_undo_while_a_step_of_several_is_under_way_takes_back_all_of_it(world: Many) -> None:
    """K19, K16: not only what is done of it so far, and nothing that was done before."""
    three(world)
    world.chosen.several.move([world.one("One"), world.one("Two"), world.one("Three")], timedelta(minutes=30))
    world.window.cards.undo()
    world.until(lambda: world.window.cards.undo_names().get("redo") == "Redo: move 3 events")
    assert {world.one(title).start for title in ("One", "Two", "Three")} == {
        world.moment(9),
        world.moment(11),
        world.moment(13),
    }


def test_several_get_a_colour_as_one_step(world: Many) -> None:
    """K19, E14: a date of a series asks which dates are meant; one undo takes all colours back."""
    three(world)
    world.add("Weekly", world.moment(15), world.moment(16), rrule="FREQ=WEEKLY;COUNT=2")
    world.until(lambda: len(world.window.week.grid.chips) == 4)
    world.click("One")
    chip = next(one for one in world.window.week.grid.chips if one.event.summary == "Weekly")
    world.chosen.picks.toggle(chip.event)
    colours = world.chosen._add_colours(QMenu(world.window))
    assert [action.text() for action in colours.actions() if action.isChecked()] == ["the calendar’s"]
    next(action for action in colours.actions() if action.text() == "teal").trigger()
    (sheet,) = world.window.findChildren(SeveralSheet)
    assert sheet.options[Scope.THIS].radio.isChecked()
    assert "Recolour 2 events?" in [label.text() for label in sheet.findChildren(QLabel)]
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    coloured = [("One", "teal"), ("Weekly", "teal")]
    world.until(lambda: sorted((one.summary, one.color) for one in world.shown() if one.color) == coloured)
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: recolour 2 events")
    world.window.cards.undo()
    world.until(lambda: not [one for one in world.shown() if one.color])


def test_the_menu_of_one_event_recolours_it_after_the_question_of_its_series(world: Many) -> None:
    """E14, E30, E39: default "only this one"; Esc leaves all as it was."""
    world.add("Weekly", world.moment(15), world.moment(16), rrule="FREQ=WEEKLY;COUNT=2")
    world.until(lambda: bool(world.window.week.grid.chips))
    first = min(world.shown(), key=lambda one: str(one.start))
    for answer in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        menu = world.window.cards.menu(first, QPoint(5, 5))
        colours = next(action.menu() for action in menu.actions() if action.text() == "Colour")
        assert isinstance(colours, QMenu)
        next(action for action in colours.actions() if action.text() == "red").trigger()
        menu.close()
        (question,) = [one for one in world.window.findChildren(ScopeQuestion) if one.isVisible()]
        assert question.this.radio.isChecked()
        assert [one.color for one in world.shown()] == ["", ""]
        QTest.keyClick(question, answer)
    world.until(lambda: sorted(one.color for one in world.shown()) == ["", "crimson"])


def test_another_day_and_calendar_from_the_menu(world: Many) -> None:
    """E39, E15, ux.md §16: what a drag does, without one; each is one step of undo."""
    three(world)
    other = CollectionId(world.call("calendar_list.add_local", "There"))

    def choose(text: str) -> list[str]:
        menu = world.window.cards.menu(world.one("One"), QPoint(5, 5))
        goals = next(action.menu() for action in menu.actions() if action.text() == "Move to")
        assert isinstance(goals, QMenu)
        offered = [action.text() for action in goals.actions() if not action.isSeparator()]
        next(action for action in goals.actions() if action.text() == text).trigger()
        menu.close()
        return offered

    assert choose("There") == ["Another day…", "There"]
    world.until(lambda: world.one("One").collection == other)
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: move 1 event")
    assert choose("Another day…") == ["Another day…", "Here"]
    (palette,) = world.window.findChildren(Palette)
    QTest.keyClicks(palette.field, "+3")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    world.until(lambda: world.one("One").start == world.moment(9, days=3))
    assert world.one("One").collection == other
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: change ‘One’")


def test_several_go_to_another_day_together(world: Many) -> None:
    """K19: the first on that day, the others as far from it as they were."""
    three(world)
    world.add("Fair", TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    world.until(lambda: bool(world.window.shelf.take(TODAY, TODAY + timedelta(days=1))))
    world.chosen.picks.add([world.one("Two"), world.one("Fair")])
    world.chosen.bar.goal.click()
    goals = next(one for one in world.chosen.bar.findChildren(QMenu) if one.isVisible())
    next(action for action in goals.actions() if action.text() == "Another day…").trigger()
    goals.close()
    (palette,) = world.window.findChildren(Palette)
    assert palette.accessibleName() == "Move to another day"
    QTest.keyClicks(palette.field, "+1w")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    world.until(lambda: world.one("Two").start == world.moment(11, days=7))
    world.until(lambda: world.one("Fair").start == TODAY + timedelta(days=8))


def test_the_menu_of_several_opens_by_key(world: Many) -> None:
    """K19, E39: of all that are chosen, beside the one in focus."""
    three(world)
    week = world.window.week
    week.select(world.one("One"))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    for chosen, name in ((["One"], "event-menu"), (["One", "Two"], "several-menu")):
        world.chosen.picks.clear()
        world.chosen.picks.add([world.one(title) for title in chosen])
        QApplication.sendEvent(week, by_key)
        (menu,) = [one for one in world.window.findChildren(QMenu) if one.isVisible()]
        assert menu.objectName() == name
        menu.close()
        world.until(lambda: not [one for one in world.window.findChildren(QMenu) if one.isVisible()])
    offered = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert offered == ["Copy 2 events", "Cut 2 events", "Move to", "Colour", "Delete 2 events"]


def test_in_the_agenda_events_are_chosen_too(world: Many) -> None:
    """K19: with Ctrl and Shift, and all that are in sight by Ctrl+A; one step takes them away."""
    three(world)
    world.show("agenda")
    agenda = world.window.stack.agenda()
    world.until(lambda: len(agenda.listed()) == 3)

    def click(title: str, keys: Qt.KeyboardModifier) -> None:
        place = next(one.rect for one in agenda.drawn() if one.event.summary == title)
        at = (place.center() - QPointF(0, agenda.verticalScrollBar().value())).toPoint()
        QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, keys, at)

    click("One", pointer.CTRL)
    click("Three", pointer.SHIFT)
    assert world.picked() == ["One", "Three", "Two"]
    assert world.window.cards.card is None
    click("Two", pointer.CTRL)
    assert world.picked() == ["One", "Three"]
    QTest.keyClick(agenda, Qt.Key.Key_Escape)
    assert world.picked() == []
    QTest.keyClick(agenda, Qt.Key.Key_A, pointer.CTRL)
    assert world.picked() == ["One", "Three", "Two"]
    click("One", pointer.CTRL)
    QTest.keyClick(agenda, Qt.Key.Key_Delete)
    world.until(lambda: world.titles() == ["One"])
    click("One", pointer.PLAIN)
    assert world.picked() == [] and world.window.cards.card is not None
