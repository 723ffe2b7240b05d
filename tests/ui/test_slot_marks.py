"""What a new event is going to take stays marked, and what was saved is in focus, on the real engine and copy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes import pointer
from fakes.real_window import Places
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dainvo.ical.event import Scope
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.editor.quick_create import QuickCreate


def editor_of(world: Places) -> Editor:
    world.until(lambda: any(one.isVisible() for one in world.window.findChildren(Editor)))
    return next(one for one in world.window.findChildren(Editor) if one.isVisible())


def drawn_out(world: Places) -> QuickCreate:
    grid = world.window.week.grid.viewport()
    pointer.drag(grid, [world.hour(world.moment(9), below=1), world.hour(world.moment(12), below=-1)])
    world.until(lambda: isinstance(world.window.cards.card, QuickCreate))
    card = world.window.cards.card
    assert isinstance(card, QuickCreate)
    return card


def marked(world: Places) -> tuple[int, int] | None:
    """Minute and minutes of what is marked on the grid."""
    slot = world.window.week.grid._slot
    return None if slot is None else slot[1:]


def type_over(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_a_time_that_was_drawn_out_is_marked_until_its_editor_closes(world: Places) -> None:
    """E01 E05: also while "More…" has led from the card to the editor."""
    card = drawn_out(world)
    assert marked(world) == (9 * 60, 3 * 60)
    card.more_button.click()
    editor = editor_of(world)
    QApplication.processEvents()
    assert marked(world) == (9 * 60, 3 * 60)
    editor.reject()
    world.until(lambda: not editor.isVisible())
    world.window.activateWindow()
    world.until(lambda: marked(world) is None)


def test_the_mark_follows_what_is_typed_into_the_card(world: Places) -> None:
    """E05: what stands in the hours is what Save is going to make."""
    card = drawn_out(world)
    card.when_line.click()
    type_over(card.when.start_time, "14:30")
    assert marked(world) == (14 * 60 + 30, 3 * 60)
    type_over(card.when.end_time, "15")
    assert marked(world) == (14 * 60 + 30, 30)
    card.dismiss()
    world.until(lambda: marked(world) is None)


def test_a_time_that_was_drawn_out_is_not_marked_any_more_when_its_card_is_left(world: Places) -> None:
    """E05"""
    card = drawn_out(world)
    card.dismiss()
    world.until(lambda: marked(world) is None)


def test_the_key_for_a_new_event_marks_what_it_is_going_to_take(world: Places) -> None:
    """K04: the slot is in sight and marked as long as its card is open."""
    world.window.take_settings(world.window.settings.changed(event_minutes=60))
    grid = world.window.week.grid
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    world.window.week._date += timedelta(days=1 if world.window.week.page.last > world.window.week._date else -1)
    QTest.keyClick(world.window.week, Qt.Key.Key_N)
    assert isinstance(world.window.cards.card, QuickCreate)
    assert marked(world) == (10 * 60, 60)
    assert grid.axis.y(10 * 60) >= grid.scrolled()


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.FOLLOWING, Scope.ALL])
@pytest.mark.parametrize("view", ["week", "month"])
def test_what_was_edited_stays_in_focus(world: Places, view: str, scope: Scope) -> None:
    """E13 X01: also where it is one of another series now, and at another time."""
    world.show(view)
    world.add("Daily", world.moment(9, days=-1), world.moment(10, days=-1), rrule="FREQ=DAILY;COUNT=12")
    today = next(one for one in world.shown() if one.start == world.moment(9))
    page = world.window.view
    page.select(today)
    world.window.cards.edit(today)
    editor = editor_of(world)
    editor.form.title.setText("Daily, otherwise")
    editor.form.when.set_times(world.moment(14), world.moment(15))
    editor.save()
    world.until(lambda: any(one.isVisible() for one in editor.findChildren(ScopeQuestion)))
    question = editor.findChild(ScopeQuestion)
    assert question is not None
    question.chosen.emit(scope)
    question.accept()
    world.until(lambda: not world.window.findChildren(Editor) and not world.session.bridge.busy)
    QApplication.processEvents()
    focused = page.current_event()
    assert focused is not None
    assert (focused[0].summary, focused[0].start) == ("Daily, otherwise", world.moment(14))
    assert focused[0] in page.listed()


@pytest.mark.parametrize("view", ["week", "month"])
def test_a_new_event_has_the_focus_once_it_is_saved(world: Places, view: str) -> None:
    """K04 X01: Enter then opens it, and no second one."""
    world.show(view)
    page = world.window.view
    QTest.keyClick(page, Qt.Key.Key_N)
    card = world.window.cards.card
    assert isinstance(card, QuickCreate)
    card.title.setText("Coffee")
    card.save()
    world.until(lambda: world.window.cards.card is None and not world.session.bridge.busy)
    QApplication.processEvents()
    focused = page.current_event()
    assert focused is not None and focused[0] == world.one("Coffee")
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert isinstance(world.window.cards.card, EventPopover)


def test_what_is_saved_out_of_sight_does_not_take_the_focus(world: Places) -> None:
    """X01: no key acts on what nobody sees, whether the view has read the copy again by then or not."""
    world.add("Far away", world.moment(9, days=30), world.moment(10, days=30))
    world.window.cards.saved.emit(world.one("Far away"))
    assert world.window.week.current_event() is None
