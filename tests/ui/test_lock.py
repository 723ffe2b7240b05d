"""Y10: a lock before the window, from eyes at this desk: what it hides, what opens it, when it comes by itself."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from fakes.engine_bench import JumpClock
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.engine.actions import calendar_list, events
from dainvo.ical.event import EventDraft
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import LOCK, Settings
from dainvo.ui import first_look, lock, lock_rule, opening, toasts
from dainvo.ui.lock import Lock
from dainvo.ui.lock_page import LockPage
from dainvo.ui.settings.lock_rows import LockRows
from dainvo.ui.settings.passphrase_sheet import AskPassphrase, NewPassphrase
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.targets import Target
from dainvo.ui.views import accessible

W = TypeVar("W", bound=QWidget)
PASSPHRASE, TITLE = "drei kleine Wörter", "Merger talks"


@dataclass
class Hand:
    """The clock of a test."""

    at: float = 1_000_000.0

    def __call__(self) -> float:
        return self.at


class Painted(QObject):
    """Which widgets were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.seen.append(watched)
        return False


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """With an event of the present hour in its copy."""
    made = Profile(tmp_path, secrets=Secrets.in_memory(), clock=JumpClock())
    engine = made.engine(background=False)
    collection = engine.submit(calendar_list.add_local, "Here").result(300)
    start = made.now().astimezone(made.zone).replace(minute=0, second=0, microsecond=0)
    engine.submit(events.save_event, EventDraft(collection, TITLE, start, start + timedelta(hours=1))).result(300)
    engine.close()
    return made


@pytest.fixture
def session(qapp: QApplication, profile: Profile) -> Iterator[app.Session]:
    made = app.Session(qapp, profile)
    yield made
    end(made)


@pytest.fixture
def locked(qapp: QApplication, profile: Profile) -> Iterator[app.Session]:
    """Started anew on a profile that has a passphrase."""
    (profile.folder / LOCK).write_text(lock_rule.kept(PASSPHRASE, b"s" * 16), encoding="utf-8")
    made = app.Session(qapp, profile)
    first_look.show(made.window, profile.folder)
    yield made
    end(made)


def end(session: app.Session) -> None:
    found = lock.of(session.window)
    if found is not None:
        if found.page is not None:
            found.page.deleteLater()
        found.end()
    session.close()
    session.window.deleteLater()


def lock_of(session: app.Session) -> Lock:
    found = lock.of(session.window)
    assert found is not None
    return found


def page_of(session: app.Session) -> LockPage:
    page = lock_of(session).page
    assert page is not None
    return page


def only(window: QWidget, kind: type[W]) -> W:
    (found,) = window.findChildren(kind)
    assert isinstance(found, kind)
    return found


def enter(page: LockPage, passphrase: str) -> None:
    page.field.insert(passphrase)  # QTest types letters of ASCII alone
    QTest.keyClick(page.field, Qt.Key.Key_Return)


def told(found: QAccessibleInterface) -> Iterator[str]:
    """All that a reader finds from here on, but what is marked as not visible."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
        yield found.text(kind)
    for index in range(found.childCount()):
        child = found.child(index)
        if child is not None and not child.state().invisible:
            yield from told(child)


def everything_told(qapp: QApplication) -> str:
    shown = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    said = [text for one in shown for text in told(QAccessible.queryAccessibleInterface(one))]
    return "\n".join([*said, *(one.windowTitle() for one in qapp.topLevelWidgets())])


def seen(qapp: QApplication) -> list[QWidget]:
    return [one for one in qapp.topLevelWidgets() if one.isVisible()]


def test_it_is_set_in_the_settings_with_the_same_passphrase_twice(session: app.Session) -> None:
    """Y10: short or different ones are refused with the reason; what is kept tells nothing and is the user's alone."""
    first_look.show(session.window, session.profile.folder)
    assert session.window.isVisible() and lock.of(session.window) is None
    session.window.dialogs.show_settings("privacy")
    rows = only(session.window, SettingsWindow).privacy.lock
    assert not rows.box.isChecked() and not rows.after.isEnabled()
    rows.box.click()
    sheet = only(session.window, NewPassphrase)
    for first, again, why in (("short", "short", "At least 8 characters"), (PASSPHRASE, "else", "not the same")):
        sheet.first.setText(first)
        sheet.again.setText(again)
        sheet.set_button.click()
        assert why in sheet.first_error.said + sheet.again_error.said
        assert not lock.is_on(session.profile.folder)
    sheet.again.setText(PASSPHRASE)
    sheet.set_button.click()
    assert rows.box.isChecked() and rows.after.isEnabled() and session.settings.lock_minutes == 15
    path = session.profile.folder / LOCK
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = [one.read_bytes() for one in session.profile.folder.rglob("*") if one.is_file()]
    assert not any(PASSPHRASE.encode() in one for one in kept) and not any(PASSPHRASE in word for word in sys.argv)
    assert lock_rule.kept(PASSPHRASE, b"1" * 16) != lock_rule.kept(PASSPHRASE, b"2" * 16)


def test_the_passphrase_reaches_no_log(locked: app.Session, caplog: pytest.LogCaptureFixture) -> None:
    """Y10: neither a right one nor a wrong one."""
    caplog.set_level(0)
    enter(page_of(locked), "not this one at all")
    enter(page_of(locked), PASSPHRASE)
    assert PASSPHRASE not in caplog.text and "not this one" not in caplog.text


def test_a_start_shows_nothing_of_any_event_until_it_is_unlocked(
    qapp: QApplication, profile: Profile, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    """Y10: neither painted, nor in a title, nor told to a screen reader; the right passphrase brings all of it."""
    QAccessible.installFactory(accessible.interface)
    QAccessible.setActive(True)
    request.addfinalizer(lambda: QAccessible.setActive(False))
    watch = Painted()
    qapp.installEventFilter(watch)
    request.addfinalizer(lambda: qapp.removeEventFilter(watch))
    locked: app.Session = request.getfixturevalue("locked")
    page = page_of(locked)
    qtbot.waitUntil(lambda: page.field in watch.seen)
    assert seen(qapp) == [page] and page.field.hasFocus()
    assert {one.window() for one in watch.seen} == {page}
    assert "Dainvo is locked" in everything_told(qapp) and TITLE not in everything_told(qapp)
    assert TITLE not in "\n".join(told(QAccessible.queryAccessibleInterface(locked.window.week)))
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert lock_of(locked).locked and seen(qapp) == [page]
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: locked.window.week.grid.viewport() in watch.seen)
    assert seen(qapp) == [locked.window] and TITLE in everything_told(qapp)
    grid = QAccessible.queryAccessibleInterface(locked.window.week)
    assert TITLE in "\n".join(told(grid))
    locked.window.act("lock")
    assert TITLE not in "\n".join(told(grid)) and TITLE not in everything_told(qapp)


def test_a_wrong_passphrase_is_said_and_makes_the_next_wait_longer() -> None:
    """Y10: 0.5 s, doubled each time up to 30 s; a right one typed too early is not even looked at."""
    attempts, waits = lock_rule.Attempts(), list[float]()
    for _ in range(9):
        attempts.fail(100.0)
        waits.append(attempts.wait(100.0))
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert attempts.wait(131.0) == 0 and attempts.wait(-9_999.0) == 30


def test_a_right_passphrase_opens_only_after_the_wait(qtbot: QtBot) -> None:
    """Y10"""
    hand, asked, opened = Hand(), list[str](), list[bool]()

    def tried(typed: str) -> bool:
        asked.append(typed)
        return typed == PASSPHRASE

    page = LockPage(tried, lock_rule.Attempts(), hand)
    qtbot.addWidget(page)
    page.opened.connect(lambda: opened.append(True))
    page.show()
    enter(page, "wrong")
    assert "not the passphrase" in page.error.text.text() and not page.unlock.isEnabled()
    enter(page, PASSPHRASE)
    assert asked == ["wrong"] and opened == []
    hand.at += 0.6
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert opened == [True]


def test_it_locks_after_the_time_of_the_settings_without_anybody(session: app.Session, qapp: QApplication) -> None:
    """Y10: a key begins it anew; the first one after a sleep of the computer does not."""
    lock.switch_on(session.window, session.profile.folder, PASSPHRASE)
    lock_of(session).end()
    hand = Hand()
    watch = Lock(session.window, session.profile.folder, hand)
    session.window.show()
    for minutes, after, expected in ((15, 899, False), (15, 898, False), (0, 10**6, False), (15, 901, True)):
        session.window.take_settings(session.settings.changed(lock_minutes=minutes))
        hand.at += after
        watch.look()
        assert watch.locked is expected
        QTest.keyClick(session.window, Qt.Key.Key_Shift)
    assert seen(qapp) == [watch.page]
    enter(page_of(session), PASSPHRASE)
    hand.at += 8 * 3600
    QTest.keyClick(session.window, Qt.Key.Key_Shift)
    assert watch.locked


def test_the_key_that_finds_it_idle_does_nothing_but_lock(session: app.Session, qtbot: QtBot) -> None:
    """Y10: who types it sees no calendar any more, so it neither turns its page nor deletes; nor does what follows."""
    lock.switch_on(session.window, session.profile.folder, PASSPHRASE)
    lock_of(session).end()
    hand = Hand()
    watch = Lock(session.window, session.profile.folder, hand)
    session.window.show()
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    acted: list[bool] = []
    QShortcut(QKeySequence(Qt.Key.Key_F12), session.window).activated.connect(lambda: acted.append(True))

    def type_both() -> object:
        QTest.keyClick(session.window, Qt.Key.Key_F12)
        QTest.keyClick(session.window, Qt.Key.Key_J)
        return session.window.focused_date, len(acted)

    before = type_both()
    assert acted == [True]
    hand.at += 8 * 3600
    assert type_both() == before and watch.locked
    enter(page_of(session), PASSPHRASE)
    assert type_both() != before


def test_the_passphrase_is_on_the_disk_before_the_lock_is_on(
    session: app.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Y10: a file left empty by a power cut would open for nobody."""
    synced: list[str] = []

    def fsync(descriptor: int) -> None:
        synced.append((session.profile.folder / LOCK).with_suffix(".new").read_text())

    monkeypatch.setattr(os, "fsync", fsync)
    lock.switch_on(session.window, session.profile.folder, PASSPHRASE)
    assert [lock_rule.opens(PASSPHRASE, text) for text in synced] == [True]


def test_what_was_open_is_hidden_and_comes_back_with_what_was_typed(
    session: app.Session, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Y10: an editor with a title in it; its key locks at once."""
    lock.switch_on(session.window, session.profile.folder, PASSPHRASE)
    session.window.show()
    session.window.cards.keep_log()
    editor = QWidget(session.window, Qt.WindowType.Dialog)
    field = QLineEdit(TITLE, editor)
    editor.setWindowModality(Qt.WindowModality.ApplicationModal)
    editor.show()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(session.window, Qt.Key.Key_L, keys)
    page = page_of(session)
    assert seen(qapp) == [page] and TITLE not in everything_told(qapp)
    spoken: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", spoken.append)
    toasts.say(session.window, TITLE)  # from the engine, meanwhile
    late = QWidget(session.window, Qt.WindowType.Dialog)
    late.setWindowTitle("Asks")
    watch = Painted()
    late.installEventFilter(watch)
    late.show()
    handle = late.windowHandle()
    assert handle is None or not handle.isVisible()  # nor for a moment
    qtbot.waitUntil(lambda: seen(qapp) == [page])
    assert watch.seen == [] and spoken == [] and TITLE not in everything_told(qapp)
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: toasts.of(session.window).isVisible())
    qtbot.waitUntil(lambda: len(spoken) == 1)
    assert {*seen(qapp)} >= {session.window, editor, late} and field.text() == TITLE
    assert toasts.of(session.window).text() == TITLE


def test_links_and_other_launches_wait_until_it_is_unlocked(
    locked: app.Session, qapp: QApplication, qtbot: QtBot
) -> None:
    """Y10: another launch brings the page, not the window; what it asked for is opened afterwards."""
    before = locked.window.focused_date
    opening.come_forward(locked.window)
    wanted = [Target("day", "2031-05-06")]
    opening.open_targets(locked.window, locked.bridge, locked.reader, wanted)
    page = page_of(locked)
    qtbot.waitUntil(lambda: seen(qapp) == [page])
    assert locked.window.focused_date == before
    enter(page, PASSPHRASE)
    assert locked.window.isVisible() and str(locked.window.focused_date) == "2031-05-06"


def test_a_hidden_start_asks_once_somebody_wants_the_window(qapp: QApplication, profile: Profile, qtbot: QtBot) -> None:
    """Y10, I03"""
    (profile.folder / LOCK).write_text(lock_rule.kept(PASSPHRASE, b"s" * 16), encoding="utf-8")
    made = app.Session(qapp, profile)
    first_look.show(made.window, profile.folder, hidden=True)
    try:
        assert seen(qapp) == []
        opening.come_forward(made.window)
        qtbot.waitUntil(lambda: seen(qapp) == [page_of(made)])
    finally:
        end(made)


def test_switching_it_off_needs_the_passphrase(locked: app.Session, qtbot: QtBot) -> None:
    """Y10: and afterwards a start is as ever."""
    enter(page_of(locked), PASSPHRASE)
    locked.window.dialogs.show_settings("privacy")
    settings = only(locked.window, SettingsWindow)
    rows: LockRows = settings.privacy.lock
    rows.box.click()
    assert rows.box.isChecked()
    sheet = only(locked.window, AskPassphrase)
    sheet.field.setText("something else")
    sheet.off_button.click()
    assert sheet.isVisible() and not sheet.off_button.isEnabled() and lock.is_on(locked.profile.folder)
    qtbot.waitUntil(sheet.off_button.isEnabled)
    sheet.field.setText(PASSPHRASE)
    sheet.off_button.click()
    assert [rows.box.isChecked(), lock.is_on(locked.profile.folder), lock.of(locked.window)] == [False, False, None]


def test_without_a_passphrase_locking_says_where_to_set_one(session: app.Session) -> None:
    """Y10: whatever is off says why."""
    first_look.show(session.window, session.profile.folder)
    session.window.act("lock")
    assert "Privacy & security" in toasts.of(session.window).text()


def test_quitting_stays_possible(locked: app.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y10: by button, by key and by closing; kept running, closing leaves it locked and without a window."""
    left: list[bool] = []
    watch = lock_of(locked)
    page = page_of(locked)
    page.quit_wanted.disconnect()
    monkeypatch.setattr(watch, "_quit", lambda: left.append(True))
    page.quit_wanted.connect(watch._quit)
    page.quit.click()
    QTest.keyClick(page.field, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    page.close()
    assert left == [True] * 3 and watch.locked
    locked.window.take_settings(locked.settings.changed(on_close="keep"))
    page.close()
    assert len(left) == 3 and watch.locked and not page.isVisible()


def test_a_file_that_cannot_be_read_opens_for_nothing() -> None:
    """Y10: damage does not unlock."""
    for stored in ("", "{", "[]", '{"salt": 1}', '{"salt": "00", "scrypt": ""}'):
        assert not lock_rule.opens("", stored) and not lock_rule.opens(PASSPHRASE, stored)
    assert Settings().lock_minutes == 15
