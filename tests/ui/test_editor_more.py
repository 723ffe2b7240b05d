"""What the editor folds away, and what it says beside place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fakes import window as given
from fakes.fuzz import soon
from fakes.window import NOW, WORK, ListReader, RecordingBridge, at
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.engine.values import Saved
from dainvo.ical.event import (
    NO_RECURRENCE,
    Event,
    EventDraft,
    MeetingState,
    Occurrence,
    Online,
    ResourceId,
    Status,
    Uid,
    Visibility,
)
from dainvo.settings import Settings
from dainvo.ui import live_text, theme, toasts
from dainvo.ui.editor.categories import Category, CategorySheet, read_list, written_list
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.nobody_told import NobodyTold
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.editor.questions import CancelQuestion
from dainvo.ui.link_question import LinkQuestion

LIST = "#D64545 Travel\n#0E8A8A Team"


class World:
    """An editor's surroundings, and what the browser was given."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self.host = qtbot, QWidget()
        self.bridge, self.reader = RecordingBridge(), ListReader([given.calendar_account()])
        self.opened: list[str] = []
        qtbot.addWidget(self.host)
        self.host.show()

        def take(url: QUrl) -> bool:
            self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", take)

    def open(self, draft: EventDraft, event: Event | None = None) -> Editor:
        settings = Settings(categories=LIST)
        reader: Any = self.reader
        editor = Editor(self.host, self.bridge, reader, settings, draft=draft, event=event, now=lambda: NOW)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(editor)
        editor.open()
        return editor


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = World(qtbot, monkeypatch)
    yield made
    made.bridge.close()


def occurrence(title: str, hour: int, minutes: int = 60, **changes: Any) -> Occurrence:
    start = at(hour)
    resource = ResourceId(900 + hour)
    end = start + timedelta(minutes=minutes)
    made = Occurrence(resource, WORK, Uid(title), NO_RECURRENCE, title, start, end, all_day=False)
    return made._replace(**changes)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_fields_below_the_fold_reach_the_draft(world: World) -> None:
    """E22, E23, E24, E29, E30, E33"""
    editor = world.open(given.draft())
    press(editor.form.more.toggle)
    more = editor.form.more.fields
    for box, value in (
        (more.show_as, True),
        (more.visibility, Visibility.PRIVATE),
        (more.status, Status.TENTATIVE),
        (more.color, "teal"),
    ):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    more.categories.menu().actions()[0].trigger()
    QTest.keyClicks(more.link, "x.example/a")
    draft = editor.form.draft()
    assert (draft.transparent, draft.visibility, draft.status) == (True, Visibility.PRIVATE, Status.TENTATIVE)
    assert (draft.color, draft.categories, draft.url) == ("teal", ("Travel",), "https://x.example/a")
    assert editor.form.more.summary.text() == "free · private · tentative · Travel · teal · link"


def test_whole_days_are_free_at_first(world: World) -> None:
    """E23: and stay what was chosen."""
    editor = world.open(given.draft())
    press(editor.form.when.all_day)
    assert editor.form.draft().transparent
    more = editor.form.more.fields
    more.show_as.setCurrentIndex(0)
    more.show_as.activated.emit(0)
    press(editor.form.when.all_day)
    press(editor.form.when.all_day)
    assert not editor.form.draft().transparent


def test_a_colour_and_words_from_elsewhere_stay(world: World) -> None:
    """E29, E30: what the lists do not know is shown and kept."""
    made = given.event(replace(given.draft(), color="papayawhip", categories=("Yoga", "Travel")))
    editor = world.open(made.draft, made)
    assert editor.form.draft().color == "papayawhip"
    assert editor.form.draft().categories == ("Yoga", "Travel")
    assert not editor.dirty


def test_nonsense_as_link_is_told(world: World) -> None:
    """E33"""
    editor = world.open(given.draft())
    press(editor.form.more.toggle)
    QTest.keyClicks(editor.form.more.fields.link, "no link")
    assert editor.form.faults()[0].text == "This is no link"
    assert not editor.save_button.isEnabled()


def test_the_managed_list_of_categories(world: World) -> None:
    """E29: added with a colour of its own, recoloured, taken off; the new word is chosen at once."""
    editor = world.open(given.draft())
    kept: list[str] = []
    editor.categories_changed.connect(kept.append)
    press(editor.form.more.toggle)
    field = editor.form.more.fields.categories
    field.menu().actions()[-1].trigger()
    sheet = editor.findChild(CategorySheet)
    assert isinstance(sheet, CategorySheet)
    QTest.keyClicks(sheet.new, "Fun")
    press(sheet.keep_button)
    assert read_list(kept[0])[2].name == "Fun"
    assert len({each.color for each in read_list(kept[0])}) == 3
    assert editor.form.draft().categories == ("Fun",)


def test_the_list_survives_what_is_stored() -> None:
    """E29"""
    assert read_list("#D64545 Travel\nnonsense\n#12 x\n\n#0E8A8A   Team  work") == [
        Category("Travel", "#D64545"),
        Category("Team  work", "#0E8A8A"),
    ]
    assert read_list(written_list(read_list(LIST))) == read_list(LIST)


def test_busy_events_at_the_time_are_named(world: World) -> None:
    """E35: in amber, by title and time, never in the way; free, declined and whole-day ones do not count."""
    world.reader.occurrence_list = [
        occurrence("Standup", 10),
        occurrence("Hold", 10, transparent=True),
        occurrence("Gone", 10, status=Status.CANCELLED),
    ]
    editor = world.open(given.draft(start=at(10, 30), end=at(11)))
    assert editor.form.busy.isVisible()
    assert editor.form.busy.text.text() == "overlaps Standup 10:00"
    assert editor.save_button.isEnabled()
    editor.form.when.set_times(at(12), at(13))
    editor.form.when.changed.emit()
    assert not editor.form.busy.isVisible()


def test_the_event_itself_and_a_free_one_overlap_nothing(world: World) -> None:
    """E35"""
    made = given.event(given.draft(start=at(10), end=at(11)))
    world.reader.occurrence_list = [occurrence("Itself", 10, resource=made.resource)]
    assert not world.open(made.draft, made).form.busy.isVisible()
    world.reader.occurrence_list = [occurrence("Standup", 10)]
    assert not world.open(given.draft(start=at(10), end=at(11), transparent=True)).form.busy.isVisible()


def test_earlier_places_are_suggested(world: World) -> None:
    """E18: read when the field is gone into."""
    world.reader.occurrence_list = [occurrence("Standup", 10, location="Room 4, Main Street")]
    editor = world.open(given.draft())
    line = editor.form.place.line
    assert line.completer() is None
    line.setFocus()
    QTest.keyClicks(line, "main")
    found = line.completer()
    assert found.completionCount() == 1
    found.setCurrentRow(0)
    assert found.currentCompletion() == "Room 4, Main Street"


def test_a_link_in_the_place_opens_and_a_map_on_request_only(world: World) -> None:
    """E18: an unknown host is asked about; an address goes to the map service by its button alone."""
    editor = world.open(given.draft(location="Room 4, https://x.example/a"))
    place = editor.form.place
    assert place.open_link.isVisible() and not place.open_map.isVisible()
    press(place.open_link)
    question = editor.findChild(LinkQuestion)
    assert isinstance(question, LinkQuestion)
    press(question.open_button)
    assert world.opened == ["https://x.example/a"]
    editor = world.open(given.draft(location="Messeplatz 1, Köln"))
    assert world.opened == ["https://x.example/a"]
    press(editor.form.place.open_map)
    assert world.opened[1] == "https://www.openstreetmap.org/search?query=Messeplatz%201%2C%20K%C3%B6ln"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://x.example/a, or not", ["https://x.example/a"]),
        ("(https://x.example/a_(b))", ["https://x.example/a_(b)"]),
        ("https://x.example.", ["https://x.example"]),
        ("javascript:alert(1) file:///etc/passwd <b>", []),
        ("https://", []),
    ],
)
def test_links_in_text(text: str, links: list[str]) -> None:
    """E18, E32"""
    assert [text[start:end] for start, end in live_text.links_in(text)] == links


def test_brackets_without_end_are_read_at_once() -> None:
    """H-10: a link that somebody follows with two hundred thousand brackets."""
    with soon():
        assert live_text.links_in("http://a.example/(b)" + ")" * 200_000) == [(0, 20)]


def test_live_text_is_escaped(qapp: QApplication, qtbot: QtBot) -> None:
    """E32: nothing from outside becomes markup."""
    label = QLabel()
    qtbot.addWidget(label)
    live_text.show(label, '<img src=x> "https://x.example/?a=<b>&c=\'d"')
    assert "<img" not in label.text()
    assert label.text().count("<a ") == 1
    live_text.show(label, "<b>plain</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_card_shows_link_place_and_categories(world: World) -> None:
    """E18, E29, E32, E33: links alive, apart from the meeting's; the map by its button; tags in their colours."""
    draft = given.draft(location="Messeplatz 1", description="Bring https://x.example/paper")
    made = given.event(replace(draft, url="https://fair.example/2027", categories=("Travel",)))
    world.reader.events[made.resource, made.recurrence_id] = made
    reader: Any = world.reader
    shown = occurrence("Design review", 10, resource=made.resource)
    card = EventPopover(world.host, world.bridge, reader, shown, now=lambda: NOW, categories=LIST)
    world.qtbot.addWidget(card)
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert any('href="https://x.example/paper"' in text for text in texts)
    assert any('href="https://fair.example/2027"' in text for text in texts)
    on_map = next(one for one in card.findChildren(QToolButton) if one.accessibleName() == "Show this place on a map")
    press(on_map)
    assert world.opened == ["https://www.openstreetmap.org/search?query=Messeplatz%201"]


def cancelled(world: World, **changes: Any) -> Editor:
    made = given.event(given.draft(**changes))
    editor = world.open(made.draft, made)
    status = editor.form.more.fields.status
    status.setCurrentIndex(status.findData(Status.CANCELLED))
    status.activated.emit(status.currentIndex())
    editor.save()
    return editor


def test_cancelling_asks_before_people_are_told(world: World) -> None:
    """E24: that everyone is told is preselected; telling nobody is off with the reason, since a server that invites
    tells of every cancelled event. The answer that tells nobody keeps editing; the other saves."""
    editor = cancelled(world, attendees=given.people("Ben", "Cleo"))
    asked = editor.findChild(CancelQuestion)
    assert isinstance(asked, CancelQuestion)
    assert asked.tell.radio.isChecked() and asked.tell.radio.text() == "Tell 2 people"
    assert not asked.silent.radio.isEnabled()
    assert asked.silent.detail.text().startswith("cloud.example tells everyone invited as soon as")
    assert asked.silent.radio.toolTip() == asked.silent.detail.text() == asked.silent.radio.accessibleDescription()
    press(asked.keep_button)
    assert world.bridge.calls == []
    editor.save()
    asked = next(one for one in editor.findChildren(CancelQuestion) if one.isVisible())
    press(asked.tell_button)
    assert world.bridge.last("events.save_event").args[0].status is Status.CANCELLED


def shown_below(editor: Editor) -> NobodyTold:
    assert editor.nobody_told is not None
    return editor.nobody_told


def test_nobody_will_be_told_is_said_above_save(world: World) -> None:
    """S14, ux.md §12: where no server invites; the invitation can be copied. Not before something was changed."""
    world.reader.collection_list[0] = world.reader.collection_list[0]._replace(schedules=False)
    made = given.event(given.draft(attendees=given.people("Ben"), location="Room 4", description="Bring paper"))
    editor = world.open(made.draft, made)
    assert editor.nobody_told is None
    QTest.keyClicks(editor.form.title, "!")
    told = shown_below(editor)
    assert told.isVisible() and told.notice.tone == "warning"
    assert told.notice.text.text() == (
        "Nobody will be told: this calendar’s server sends no invitations and no mail account is set up"
    )
    (copy,) = told.notice.buttons()
    press(copy)
    said = QApplication.clipboard().text()
    assert (
        said.startswith("Design review!\nWed 10 March") and "Place: Room 4" in said and said.endswith("Bring paper\n")
    )
    world.reader.account_list[0] = given.calendar_account(kind="local")
    editor._refresh()
    assert "on this computer alone" in told.notice.text.text()
    world.reader.account_list[0] = given.calendar_account()
    cancelled(world, attendees=given.people("Ben"))
    assert world.bridge.last("events.save_event").args[0].status is Status.CANCELLED


def test_that_the_link_follows_is_said_once_it_is_known(world: World) -> None:
    """M18, ux.md §12: the event is saved at once; a meeting that is made in time says nothing."""
    world.reader.account_list.append(given.zoom_account())
    for late in (True, False):
        toasts.of(world.host).history.clear()
        editor = world.open(given.draft(summary="Retro", start=at(11, day=11), end=at(12, day=11), online=Online.ZOOM))
        made = given.event(editor.form.draft(), meeting=given.meeting(MeetingState.CREATING))
        world.reader.events[made.resource, made.recurrence_id] = made
        editor.save()
        world.bridge.last("events.save_event").answer(Saved(made.resource, made.uid))
        touched = Changes(resources=frozenset({made.resource}))
        for state in (MeetingState.CREATING, MeetingState.LINK_FOLLOWS if late else MeetingState.READY):
            world.reader.events[made.resource, made.recurrence_id] = replace(made, meeting=given.meeting(state))
            for _ in range(2):
                world.bridge.changed.emit(touched)
        assert list(toasts.of(world.host).history) == (["‘Retro’ is saved. The Zoom link follows."] if late else [])
    next(one for one in toasts.of(world.host).findChildren(QPushButton) if one.text() == "Try now").click()
    assert world.bridge.last("zoom.try_now").args == (made.resource,)


def test_cancelling_alone_asks_nothing(world: World) -> None:
    """E24: there is nobody to tell."""
    cancelled(world)
    assert world.bridge.last("events.save_event").args[0].status is Status.CANCELLED


def walked(start: QWidget, steps: int) -> list[QWidget]:
    """Where Tab goes from there."""
    start.setFocus()
    found: list[QWidget] = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not None
        found.append(after)
    return found


def test_tab_goes_as_one_reads_also_through_what_was_made_late(world: World) -> None:
    """X09: below the fold after the fold and before Cancel, an added person before the line for the next one."""
    editor = world.open(given.draft())
    world.qtbot.waitUntil(editor.isActiveWindow)
    more = editor.form.more
    assert walked(more.toggle, 1) == [editor.cancel_button]
    press(more.toggle)
    fields = more.fields
    in_order = [fields.show_as, fields.visibility, fields.status, fields.color, fields.categories.plus, fields.link]
    assert walked(more.toggle, 7) == [*in_order, editor.cancel_button]
    people = editor.form.people
    QTest.keyClicks(people.entry, "ben@corp.example,")
    assert walked(editor.form.place.line, 2) == [people.chips[0], people.entry]
    press(editor.form.when.all_day)
    press(editor.form.when.all_day)
    typed = editor.form.when.end_time
    typed.setText("08:00")
    typed.editingFinished.emit()
    assert walked(typed, 3)[-1] is editor.form.when.error.offer
