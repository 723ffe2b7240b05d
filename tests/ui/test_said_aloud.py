"""X06: what a screen reader says by itself: what was saved, moved and deleted, and when a sync needs the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import real_window
from fakes.real_window import opened
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.engine.changes import Changes
from dainvo.errors import Why
from dainvo.profile import COPY
from dainvo.store.rows import AccountState
from dainvo.store.store import Store
from dainvo.ui import toasts
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.views import accessible

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def said(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was announced, oldest first."""
    told: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    QAccessible.installFactory(accessible.interface)
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(False)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[real_window.World]:
    with opened(real_window.World, qapp, qtbot, tmp_path) as made:
        made.window.show_view("day")
        yield made


def typed(world: real_window.World, title: str) -> QWidget:
    world.window.new_event()
    card = world.window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, title)
    return card.title


def test_a_new_event_is_told_once_it_is_saved(said: list[str], world: real_window.World) -> None:
    """X06: the card closes over it, so that nothing else would tell."""
    QTest.keyClick(typed(world, "Call with Dana"), Qt.Key.Key_Return)
    world.until(lambda: "‘Call with Dana’ is saved" in said)
    assert said.count("‘Call with Dana’ is saved") == 1


def test_an_event_changed_in_the_editor_is_told(said: list[str], world: real_window.World) -> None:
    world.add("Plan", world.moment(10), world.moment(11))
    world.window.cards.edit(world.one("Plan"))
    editor = world.window.findChild(Editor)
    assert editor is not None
    QTest.keyClicks(editor.form.title, " B")
    assert not [text for text in said if "saved" in text]
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    world.until(lambda: "‘Plan B’ is saved" in said)


def test_a_move_is_told_with_where_to(said: list[str], world: real_window.World) -> None:
    world.add("Plan", world.moment(10), world.moment(11))
    day = world.window.day
    world.until(lambda: bool(day.grid.chips))
    day.setFocus()
    day.select(world.one("Plan"))
    QTest.keyClick(day, Qt.Key.Key_Down, ALT)
    world.until(lambda: any(text.startswith("‘Plan’ is now on") and "10:15" in text for text in said))


def test_a_deletion_is_told_and_can_be_taken_back(said: list[str], world: real_window.World) -> None:
    """X06, K16, ux.md §15: an own event with nobody to tell goes unasked."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.window.cards.delete(world.one("Plan"))
    world.until(lambda: "‘Plan’ is deleted" in said)
    assert "Plan" not in [event.summary for event in world.shown()]
    QTest.keyClick(world.window, Qt.Key.Key_Z, CONTROL)
    world.until(lambda: "Plan" in [event.summary for event in world.shown()])
    world.until(lambda: any(text.startswith("Undone:") for text in said))
    assert toasts.of(world.window).text().startswith("Undone:"), "what offered to undo it is over"


def test_a_series_is_told_by_what_became_of_it(said: list[str], world: real_window.World) -> None:
    world.add("Standup", world.moment(9), world.moment(10), rrule="FREQ=DAILY;COUNT=3")
    world.window.cards.delete(world.shown()[0])
    (question,) = world.window.findChildren(ScopeQuestion)
    question.accept_button.click()
    world.until(lambda: "‘Standup’ is deleted" in said)
    assert len([one for one in world.shown() if one.summary == "Standup"]) == 2


def test_a_sync_that_needs_the_user_is_told_once(said: list[str], qapp: QApplication, tmp_path: Path) -> None:
    """X06: the sentence of the strip, when it comes and not with every look."""
    given.calm(tmp_path)
    stage = Stage(qapp, tmp_path, "light")
    try:
        window = stage.open()
        said.clear()
        store = Store(tmp_path / COPY, zone=given.ZONE, now=stage.now)
        account = next(one for one in stage.reader.accounts() if one.kind == "caldav")
        for _ in range(2):
            store.set_account(account.id, state=AccountState.NEEDS_USER, why=Why.WRONG_PASSWORD)
            stage.bridge.changed.emit(Changes(account_list=True))
            stage.settle()
        store.close()
        assert window.sign._strip.need is not None
        assert [text for text in said if "cloud.example" in text] == [window.sign._strip.need.text]
    finally:
        stage.close()
