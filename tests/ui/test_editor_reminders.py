"""Default reminders of calendars, and the reminders of whole days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from fakes import window as given
from fakes.window import NOW, TEAM, WORK, ListReader, RecordingBridge, at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.default_alarms import EVERY, DefaultAlarms, default_alarms, read_defaults, written_defaults
from dainvo.ical.event import Alarm, CollectionId, EventDraft
from dainvo.settings import Settings
from dainvo.ui.chips import Chip
from dainvo.ui.editor import phrases
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.editor.reminder_sheet import ReminderSheet

TEN_BEFORE, DAY_BEFORE = Alarm(timedelta(minutes=-10)), Alarm(timedelta(hours=-6))
STORED = written_defaults(
    {WORK: DefaultAlarms((TEN_BEFORE,), (DAY_BEFORE,)), TEAM: DefaultAlarms((Alarm(timedelta(0)),), ())}
)


def test_what_the_settings_keep() -> None:
    """E26: by calendar and kind, one set for those without their own; nonsense is none."""
    assert default_alarms(STORED, WORK, all_day=False) == (TEN_BEFORE,)
    assert default_alarms(STORED, WORK, all_day=True) == (DAY_BEFORE,)
    assert default_alarms(STORED, CollectionId(9), all_day=False) == ()
    everywhere = written_defaults({EVERY: DefaultAlarms((TEN_BEFORE,), ())})
    assert default_alarms(everywhere, CollectionId(9), all_day=False) == (TEN_BEFORE,)
    for bad in ("", "x", "[]", '{"1":[["a"],[]]}', '{"1":3}', '{"x":[[],[]]}', '{"1":[[99999999],[]]}'):
        assert default_alarms(bad, WORK, all_day=False) == ()


def test_a_new_event_begins_with_those_of_its_calendar(host: QWidget, qtbot: QtBot) -> None:
    """E26: one of each kind, by quick create."""
    reader: Any = ListReader([given.calendar_account()])
    card = QuickCreate(
        host,
        RecordingBridge(),
        reader,
        Settings(default_alarms=STORED),
        start=at(10),
        end=at(11),
        collection=WORK,
        now=lambda: NOW,
        edit=lambda _draft: None,
    )
    qtbot.addWidget(card)
    assert card.draft().alarms == (TEN_BEFORE,)
    card.when.set_times(date(2027, 3, 10), date(2027, 3, 11))
    assert card.draft().alarms == (DAY_BEFORE,)


def editor(host: QWidget, qtbot: QtBot, draft: EventDraft) -> Editor:
    reader: Any = ListReader([given.calendar_account()])
    settings = Settings(default_alarms=STORED)
    made = Editor(host, RecordingBridge(), reader, settings, draft=draft, event=None, now=lambda: NOW)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def test_they_follow_kind_and_calendar_until_others_are_chosen(host: QWidget, qtbot: QtBot) -> None:
    """E26"""
    made = editor(host, qtbot, given.draft(alarms=(TEN_BEFORE,)))
    form = made.form
    QTest.mouseClick(form.when.all_day, Qt.MouseButton.LeftButton)
    assert form.draft().alarms == (DAY_BEFORE,)
    QTest.mouseClick(form.when.all_day, Qt.MouseButton.LeftButton)
    form.calendar.setCurrentIndex(form.calendar.findData(TEAM))
    form.calendar.picked.emit(TEAM)
    assert form.draft().alarms == (Alarm(timedelta(0)),)
    form.reminders.menu().actions()[0].trigger()
    chosen = form.draft().alarms
    QTest.mouseClick(form.when.all_day, Qt.MouseButton.LeftButton)
    assert form.draft().alarms == chosen


def test_the_sheet_of_a_calendar(host: QWidget, qtbot: QtBot) -> None:
    """E26: chosen from menus, kept for this calendar or for all."""
    sheet = ReminderSheet(host, "Work", WORK, STORED)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    sheet.open()
    kept: list[str] = []
    sheet.kept.connect(kept.append)
    sheet.timed.menu().actions()[0].trigger()
    QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    found = read_defaults(kept[0])
    assert found[WORK] == DefaultAlarms((TEN_BEFORE, Alarm(timedelta(0))), (DAY_BEFORE,))
    assert found[TEAM] == read_defaults(STORED)[TEAM]
    sheet.everywhere.click()
    sheet.open()
    QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    assert list(read_defaults(kept[1])) == [EVERY]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (9, "09:00 on the day"),
        (-6, "18:00 the day before"),
        (-15, "09:00 the day before"),
        (-39, "09:00, 2 days before"),
    ],
)
def test_reminders_of_whole_days_in_words(qapp: object, hours: int, said: str) -> None:
    """E26"""
    assert phrases.day_alarm(Alarm(timedelta(hours=hours))) == said


def test_tab_goes_through_the_default_reminders_as_one_reads_them(host: QWidget) -> None:
    """X01: the reminders there are stand before the plus, although they were made after it."""
    sheet = ReminderSheet(host, "Work", WORK, "")
    sheet.open()
    sheet.timed.set_alarms((Alarm(timedelta(minutes=-10)),))
    (chip,) = sheet.timed.findChildren(Chip)
    QTest.keyClick(sheet.timed.plus, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.focusWidget() is chip
    QTest.keyClick(chip, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.timed.plus
