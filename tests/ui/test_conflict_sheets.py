"""The questions about what two sides did: clashes line by line, deletions, a calendar that is suddenly empty."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest
from fakes import window as given
from fakes.calendar_texts import event_text
from fakes.source import Source
from fakes.window import NOW, TEAM, WORK, ListReader, RecordingBridge
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget

from dainvo.errors import Refused, Why
from dainvo.ical.event import ResourceId, State
from dainvo.store.shown import AccountState, CollectionState, Deleted, Kept
from dainvo.ui.accounts.calendar_card import CalendarAccountRow
from dainvo.ui.editor.conflict_rows import compared
from dainvo.ui.editor.conflict_sheet import ConflictSheet
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.editor.trouble_row import DiscardSheet, TroubleRow
from dainvo.ui.files.deleted_sheet import DeletedSheet
from dainvo.ui.needs import most_urgent
from dainvo.ui.vanished_sheet import VanishedSheet

BASE = event_text("a", "Design review", "20261014T090000", "20261014T100000", "LOCATION:Room 4")
MINE = BASE.replace("Design review", "Mine").replace("SUMMARY", "DESCRIPTION:Notes\r\nSUMMARY")
THEIRS = BASE.replace("Design review", "Theirs").replace("Room 4", "Room 9")


@dataclass
class Questions(ListReader):
    asked: list[Kept] = field(default_factory=list)
    gone: list[Deleted] = field(default_factory=list)

    def deleted(self) -> list[Deleted]:
        return list(self.gone)

    def kept(self) -> list[Kept]:
        return list(self.asked)


def kept(mine: str = MINE, theirs: str = THEIRS, base: str = BASE) -> Kept:
    return Kept(5, ResourceId(7), "Design review", mine, theirs, NOW, base)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def press(button: QWidget) -> None:
    assert isinstance(button, QPushButton)
    button.click()


def test_what_differs_in_words() -> None:
    """N07: clashes first, with their numbers; what only one side changed needs no choice."""
    lines = {one.name: one for one in compared(kept())}
    assert lines["Title"].number == 0
    assert (lines["Title"].before, lines["Title"].mine, lines["Title"].theirs) == ("Design review", "Mine", "Theirs")
    assert (lines["Place"].number, lines["Place"].mine_counts, lines["Place"].theirs) == (None, False, "Room 9")
    assert (lines["Notes"].number, lines["Notes"].mine_counts, lines["Notes"].mine) == (None, True, "Notes")
    assert compared(kept(mine="rubbish")) == []


def test_lines_are_chosen_one_by_one(host: QWidget, bridge: RecordingBridge) -> None:
    """N07: what Apply will do stands above it."""
    sheet = ConflictSheet(host, bridge, kept())
    assert sheet.outcome.text.text() == "Result: Title as you changed it; all other changes of both."
    theirs = next(radio for radio in sheet.findChildren(QRadioButton) if "Server" in radio.accessibleName())
    theirs.setChecked(True)
    assert sheet.outcome.text.text() == "Result: Title as on the server; all other changes of both."
    press(sheet.buttons["rows"])
    assert bridge.last("conflicts.decide_conflict").args == (5, "mine", {0: "theirs"})


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_the_whole_is_chosen(host: QWidget, bridge: RecordingBridge, choice: str) -> None:
    """A08; a failure leaves the sheet as it was."""
    sheet = ConflictSheet(host, bridge, kept())
    press(sheet.buttons[choice])
    call = bridge.last("conflicts.decide_conflict")
    assert call.args == (5, choice, None)
    assert not sheet.buttons[choice].isEnabled()
    call.fail(Refused(Why.NO_SUCH_EVENT))
    assert sheet.buttons[choice].isEnabled()


def test_nothing_is_chosen_by_chance(host: QWidget, bridge: RecordingBridge) -> None:
    """A08: Enter and Esc decide nothing."""
    sheet = ConflictSheet(host, bridge, kept())
    sheet.open()
    assert sheet.focusWidget() is sheet.later
    press(sheet.later)
    assert bridge.calls == []


def test_deleted_here_and_changed_there(host: QWidget, bridge: RecordingBridge) -> None:
    """A30: Delete anyway, or keep it."""
    sheet = ConflictSheet(host, bridge, kept(mine=""))
    assert list(sheet.buttons) == ["mine", "theirs"]
    assert "Delete “Design review” anyway?" in texts(sheet)
    assert {"Before", "Server", "Theirs", "Room 9"} <= set(texts(sheet))
    assert "Mine" not in texts(sheet)
    press(sheet.buttons["mine"])
    assert bridge.last("conflicts.decide_conflict").args == (5, "mine", None)


def test_changed_here_and_deleted_there(host: QWidget, bridge: RecordingBridge) -> None:
    """A30: the reverse."""
    sheet = ConflictSheet(host, bridge, kept(theirs=""))
    assert list(sheet.buttons) == ["theirs", "mine"]
    assert {"Before", "Mine"} <= set(texts(sheet))
    assert "Server" not in texts(sheet)


def test_without_a_common_base_the_whole_is_chosen(host: QWidget, bridge: RecordingBridge) -> None:
    """A08: nobody can tell who changed what."""
    sheet = ConflictSheet(host, bridge, kept(base=""))
    assert list(sheet.buttons) == ["both", "theirs", "mine"]
    assert "Before" not in texts(sheet)
    assert sheet.findChildren(QRadioButton) == []


def test_a_calendar_suddenly_empty(host: QWidget, bridge: RecordingBridge) -> None:
    """Decision 20: asked in the strip and on the account, answered with a verb."""
    calendar = given.collection(WORK, "Work", "#2F6FDE", state=CollectionState.ASKING, vanished=12)
    account = given.calendar_account(state=AccountState.NEEDS_USER, why=Why.MASS_DELETION)
    source: Any = Source([])
    source.standing = source.standing._replace(problems=(account.id,))
    need = most_urgent(source, [account], {calendar.id: calendar}, NOW)
    assert need is not None
    assert (need.button, need.action, need.subject) == ("Review", "vanished", calendar)
    card = CalendarAccountRow(bridge, account, [calendar])
    assert card.action.text() == "Sync now"
    [review] = [one for one in card.news.buttons() if isinstance(one, QPushButton)]
    assert review.text() == "Review…"
    sheet = VanishedSheet(host, bridge, calendar)
    assert "12 events of “Work” are gone from the server" in texts(sheet)
    press(sheet.buttons["put_back"])
    assert bridge.last("calendars.answer_vanished").args == (WORK, "put_back")
    bridge.last("calendars.answer_vanished").fail(Refused(Why.NO_SUCH_CALENDAR))
    press(sheet.buttons["remove"])
    assert bridge.last("calendars.answer_vanished").args == (WORK, "remove")
    card.deleteLater()


def trouble(
    host: QWidget, bridge: RecordingBridge, why: str, state: State = State.CHANGED, *, goes_back: bool = False
) -> TroubleRow:
    reader = Questions(asked=[kept()])
    shown = replace(given.event(), why_blocked=why, state=state, goes_back=goes_back)
    reader.events[shown.resource, shown.recurrence_id] = shown
    card = EventPopover(
        host,
        bridge,
        reader,  # type: ignore[arg-type]  # offers what the card reads
        given.occurrence(shown),
        now=lambda: datetime.fromisoformat("2027-03-10T09:00:00+01:00"),
    )
    card.show_at(QRect(host.mapToGlobal(QPoint(60, 200)), QSize(190, 52)))
    [row] = card.findChildren(TroubleRow)
    return row


def test_a_refused_event_offers_another_calendar_and_to_give_up(host: QWidget, bridge: RecordingBridge) -> None:
    """A29: [Copy to…] names calendars that can be written; [Discard] asks first."""
    row = trouble(host, bridge, Why.NOT_ALLOWED)
    assert [one.text() for one in row.buttons] == ["Copy to…", "Discard"]
    press(row.buttons[0])
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Team"]
    menu.actions()[0].trigger()
    menu.close()
    assert bridge.last("conflicts.copy_to").args == (ResourceId(7), TEAM)
    press(row.buttons[1])
    [sheet] = host.findChildren(DiscardSheet)
    assert "Discard your changes to “Design review”?" in texts(sheet)
    assert "conflicts.discard_change" not in bridge.verbs()
    press(sheet.discard_button)
    assert bridge.last("conflicts.discard_change").args == (ResourceId(7),)


@pytest.mark.parametrize(
    ("goes_back", "said"),
    [(False, "The event is deleted here."), (True, "The event goes back to what the server has.")],
)
def test_what_becomes_of_a_new_event_is_told(
    host: QWidget, bridge: RecordingBridge, goes_back: bool, said: str
) -> None:
    """A29: one that was moved is not deleted."""
    row = trouble(host, bridge, Why.NOT_ALLOWED, State.NEW, goes_back=goes_back)
    press(row.buttons[1])
    [sheet] = host.findChildren(DiscardSheet)
    assert said in texts(sheet)


def test_deleted_events_can_be_restored(host: QWidget, bridge: RecordingBridge) -> None:
    """A24: listed with day and calendar; Restore is a verb, and a failure lets it be tried again."""
    reader = Questions(gone=[Deleted(3, WORK, "u", "Retro", NOW), Deleted(4, TEAM, "v", "", NOW)])
    sheet = DeletedSheet(host, bridge, reader)  # type: ignore[arg-type]  # offers what the sheet reads
    sheet.open()
    assert [one.accessibleName() for one in sheet.rows.values()] == ["Restore Retro", "Restore (no title)"]
    press(sheet.rows[3])
    call = bridge.last("conflicts.restore")
    assert call.args == (3,)
    call.fail(Refused(Why.READ_ONLY))
    assert sheet.rows[3].isEnabled()
    press(sheet.rows[3])
    reader.gone = []
    bridge.last("conflicts.restore").answer()
    assert sheet.rows == {}
    assert "Nothing was deleted in the last 30 days." in texts(sheet)


def test_an_event_in_two_versions_offers_review(host: QWidget, bridge: RecordingBridge) -> None:
    """A08: from its card, too."""
    row = trouble(host, bridge, Why.CHANGED_ON_SERVER, State.CLEAN)
    [review] = row.buttons
    review.click()
    assert len(host.findChildren(ConflictSheet)) == 1


def test_nothing_can_be_done_about_what_cannot_be_read(host: QWidget, bridge: RecordingBridge) -> None:
    assert trouble(host, bridge, Why.UNREADABLE).buttons == []
