"""What the editor makes only when it is wanted: the user gets it all the same, and what was never opened stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import window as given
from fakes.window import NOW, ListReader, RecordingBridge, at
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Event, EventDraft, Online, Status, Visibility
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.editor import draft_file
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.when_row import WhenRow
from dainvo.ui.notice import ErrorLine

Open = Callable[..., Editor]

#: Everything that stands below the fold, said otherwise than the fields would write it.
RARE: dict[str, Any] = {
    "transparent": True,
    "visibility": Visibility.CONFIDENTIAL,
    "status": Status.TENTATIVE,
    "categories": ("Yoga", "Travel"),
    "color": "papayawhip",
    "url": " fair.example/2027",
}


TOKYO = ZoneInfo("Asia/Tokyo")
SAID = "free · confidential · tentative · Yoga, Travel · papayawhip · link"


@pytest.fixture
def opened_editor(host: QWidget, bridge: RecordingBridge, qtbot: QtBot) -> Iterator[Open]:
    """Opens the editor of a draft or, with `there`, of an event."""
    reader: Any = ListReader([given.calendar_account()])

    def make(draft: EventDraft, *, there: bool = False, drafts: Path | None = None, **event: Any) -> Editor:
        shown: Event | None = given.event(draft, **event) if there else None
        settings = Settings(categories="#D64545 Travel")
        made = Editor(host, bridge, reader, settings, draft=draft, event=shown, now=lambda: NOW, drafts=drafts)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.open()
        return made

    yield make


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def ground(view: QAbstractItemView) -> QColor:
    """What lies below the words of a list that is a window of its own; where it has none, grey shows through."""
    picture = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    picture.fill(QColor("#7F7F7F"))
    view.render(picture, QPoint(), QRegion(view.rect()), QWidget.RenderFlag.DrawChildren)
    return picture.pixelColor(picture.width() - 4, picture.height() // 2)


def test_what_was_never_unfolded_is_told_and_stays(opened_editor: Open, bridge: RecordingBridge) -> None:
    """A23, E22: the line beside the fold says it, and the save of another change leaves it as it came."""
    editor = opened_editor(replace(given.draft(), online=Online.KEEP, **RARE), there=True)
    assert editor.form.more.summary.text() == SAID
    assert not editor.dirty
    QTest.keyClicks(editor.form.title, "!")
    press(editor.save_button)
    sent = bridge.last("events.save_event").args[0]
    assert sent.summary.endswith("!")
    assert {name: getattr(sent, name) for name in RARE} == RARE


def test_to_unfold_changes_nothing(opened_editor: Open) -> None:
    """A23: fields that would write a value otherwise than it came do not write it."""
    editor = opened_editor(replace(given.draft(), online=Online.KEEP, **RARE), there=True)
    more = editor.form.more
    press(more.toggle)
    assert more.fields.isVisible() and more.fields.color.currentText() == "papayawhip"
    assert [chip.text() for chip in more.fields.categories.chips] == ["Yoga", "Travel"]
    assert (editor.dirty, more.summary.text()) == (False, SAID)
    assert {name: getattr(editor.form.draft(), name) for name in RARE} == RARE
    more.fields.status.setCurrentIndex(2)
    more.fields.status.activated.emit(2)
    press(more.toggle)
    assert not more.fields.isVisible() and editor.dirty
    assert "cancelled" in more.summary.text()
    assert replace(editor.form.draft(), status=Status.TENTATIVE) == replace(given.draft(), online=Online.KEEP, **RARE)


def test_a_viewer_unfolds_what_it_cannot_change(opened_editor: Open) -> None:
    """A09: made late it is read-only all the same."""
    editor = opened_editor(replace(given.draft(), **RARE), there=True, writable=False)
    press(editor.form.more.toggle)
    fields = editor.form.more.fields
    assert fields.isVisible() and fields.link.isReadOnly() and not fields.categories.plus.isVisible()
    assert not any(box.isEnabled() for box in (fields.show_as, fields.visibility, fields.status, fields.color))


def test_a_whole_day_is_free_although_the_fold_was_never_opened(opened_editor: Open) -> None:
    """E23: and busy again with a time."""
    editor = opened_editor(given.draft())
    for free, said in ((True, "free"), (False, "busy")):
        press(editor.form.when.all_day)
        assert editor.form.draft().transparent is free
        assert editor.form.more.summary.text().startswith(said)


def test_a_wrong_link_that_was_folded_away_leads_to_the_fold(opened_editor: Open) -> None:
    """E33: the focus never goes to what is not seen."""
    editor = opened_editor(given.draft())
    more = editor.form.more
    press(more.toggle)
    QTest.keyClicks(more.fields.link, "no link")
    press(more.toggle)
    editor.save()
    assert editor.focusWidget() is more.toggle
    press(more.toggle)
    editor.save()
    assert editor.focusWidget() is more.fields.link


def test_what_is_opened_with_words_in_it_is_kept_at_once(opened_editor: Open, tmp_path: Path, qtbot: QtBot) -> None:
    """E36: what quick create hands over outlives a crash before another key."""
    opened_editor(given.draft(summary="From the card"), drafts=tmp_path)
    qtbot.waitUntil(lambda: [*tmp_path.iterdir()] != [])
    (path,) = tmp_path.iterdir()
    kept = draft_file.read(path)
    assert kept is not None and kept.draft.summary == "From the card"


def test_an_event_elsewhere_shows_its_zone_and_a_viewer_leaves_it(opened_editor: Open) -> None:
    """E16: also where nothing can be changed; at home no zone is shown until it is asked for."""
    far = given.draft(start=at(10).astimezone(TOKYO), end=at(11).astimezone(TOKYO))
    zone = opened_editor(far, there=True, writable=False).form.when.zone
    assert zone.isVisible() and not zone.box.isEnabled()
    assert zone.box.currentText() == "Asia/Tokyo" and zone.own_time.text() == "Your time: Wed 10 March · 10:00 – 11:00"
    form = opened_editor(given.draft()).form
    press(form.repeat.zone_link)
    assert form.when.zone.isVisible() and form.when.zone.box.isEnabled()
    assert form.when.zone.box.currentText() == given.ZONE.key
    assert not form.when.zone.own_time.isVisible(), "nobody's time is another one"


def test_a_zone_that_comes_to_a_row_only_read_is_only_read(host: QWidget) -> None:
    """A09: the choice of zones is made after the row was told."""
    row = WhenRow(NOW.date(), given.ZONE, host)
    row.set_read_only()
    row.set_times(at(10).astimezone(TOKYO), at(11).astimezone(TOKYO))
    row.show()
    assert row.zone.isVisible() and not row.zone.box.isEnabled()


def test_a_zone_is_found_by_typing(opened_editor: Open, qtbot: QtBot) -> None:
    """E16, X04: all names are there once the field is gone into, on a ground of their own."""
    editor = opened_editor(given.draft())
    press(editor.form.repeat.zone_link)
    box = editor.form.when.zone.box
    qtbot.waitUntil(box.hasFocus)
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "america/new_y")
    completer = box.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None and popup.isVisible()
    assert ground(popup) == theme.tokens().view
    assert completer.currentCompletion() == "America/New_York"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    zone = editor.form.draft().start
    assert isinstance(zone, datetime) and zone.tzinfo == ZoneInfo("America/New_York")


def test_all_zones_are_there_where_the_list_is_opened(opened_editor: Open) -> None:
    """E16: by the arrow or the wheel, with the zone of now chosen."""
    editor = opened_editor(given.draft())
    editor.form.when.zone.show()
    editor.form.repeat.zone_link.click()
    box = editor.form.when.zone.box
    box.showPopup()
    assert box.count() > 400 and box.currentText() == given.ZONE.key
    box.hidePopup()


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"attendees": given.people("Ben", "Cleo", "Dana")},
        {"start": at(10).astimezone(TOKYO), "end": at(11).astimezone(TOKYO)},
        {"rrule": "FREQ=WEEKLY;COUNT=4"},
    ],
    ids=["bare", "people", "elsewhere", "series"],
)
def test_the_editor_opens_as_high_as_it_stays(opened_editor: Open, there: bool, changes: dict[str, Any]) -> None:
    """X08: fitted before it is seen, it does not jump, and no scroll bar comes and goes."""
    editor = opened_editor(given.draft(**changes), there=there)
    at_first = editor.size()
    QApplication.processEvents()
    area = editor.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    for _ in range(5):
        QApplication.processEvents()
    assert editor.size() == at_first


def test_the_list_of_calendars_shows_their_whole_names(opened_editor: Open) -> None:
    """E37: the box is as wide as the calendar chosen, the list as the longest."""
    editor = opened_editor(given.draft())
    box = editor.form.calendar
    box.showPopup()
    view = box.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    box.hidePopup()


def test_an_error_comes_and_goes_with_its_offer(host: QWidget, qtbot: QtBot) -> None:
    """E38: made with the first error; told again it says the new one."""
    line = ErrorLine(host)
    taken: list[bool] = []
    line.offered.connect(lambda: taken.append(True))
    line.tell("")
    assert not line.isVisible()
    line.tell("Wrong", "Next day?")
    assert line.isVisible() and line.text.text() == "Wrong" and line.accessibleName() == "Wrong"
    line.adjustSize()
    press(line.offer)
    assert taken == [True]
    line.tell("Otherwise wrong")
    assert line.text.text() == "Otherwise wrong" and not line.offer.isVisible()
    line.tell("")
    assert not line.isVisible() and line.said == "" and line.accessibleName() == ""
