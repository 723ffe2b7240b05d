"""The Meetings page and its questions, with verbs that a test answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any
from unittest.mock import MagicMock

import pytest
from fakes.source import Source
from fakes.window import NOW, WORK, ZOOM, ListReader, RecordingBridge, draft, event, occurrence, zoom_account
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from dainvo.engine.changes import Changes
from dainvo.engine.listed import Kind, ListedMeeting, MeetingsAtZoom, Place, Unread
from dainvo.engine.values import Saved
from dainvo.errors import Refused, TryLater, Why
from dainvo.ical.event import EventDraft, Online, ResourceId, Uid
from dainvo.store.needing import Asked, Attention, Choice, choices_of
from dainvo.store.rows import MeetingStanding
from dainvo.store.shown import Standing
from dainvo.ui import commands, keys, needs
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.meetings import words
from dainvo.ui.meetings.page import MeetingsPage
from dainvo.ui.meetings.questions import DeleteMeeting, Review

HOUR = timedelta(hours=1)


class Reader(ListReader):
    """A reader that has questions about meetings, too."""

    questions: list[Attention]

    def attention(self) -> list[Attention]:
        return list(self.questions)


def listed(number: int, place: Place, hours: float | None = 2, **more: Any) -> ListedMeeting:
    values: dict[str, Any] = {
        "account": ZOOM,
        "meeting_id": f"9876543{number:04d}",
        "topic": f"Meeting {number}",
        "kind": Kind.NO_FIXED_TIME if hours is None else Kind.SCHEDULED,
        "place": place,
        "start": None if hours is None else (NOW + hours * HOUR).astimezone(UTC),
        "minutes": 0 if hours is None else 30,
        "event_possible": place is Place.FREE,
    }
    return ListedMeeting(**{**values, **more})


LINKED = listed(1, Place.LINKED, 1, resource=ResourceId(7), uid=Uid("u7"), title="Design review")
FREE, ROOM = listed(2, Place.FREE, 3), listed(3, Place.FREE, None)
PAST = listed(4, Place.PAST, -30)
ALL = MeetingsAtZoom((LINKED, FREE, ROOM, PAST))


def question(asked: Asked, *choices: Choice, **more: Any) -> Attention:
    values: dict[str, Any] = {
        "id": "intent:1",
        "asked": asked,
        "choices": choices or (Choice.TRY, Choice.LEAVE),
        "uid": Uid("u9"),
        "resource": ResourceId(9),
        "summary": "Retro",
        "start": NOW + 5 * HOUR,
        "since": NOW - 2 * HOUR,
    }
    return Attention(**{**values, **more})


UNCERTAIN = question(Asked.UNCERTAIN, Choice.LINK, Choice.MAKE, Choice.TRY, Choice.LEAVE)


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def reader() -> Reader:
    made = Reader()
    made.account_list.append(zoom_account())
    made.questions = []
    return made


@pytest.fixture
def make(qtbot: Any, bridge: RecordingBridge, reader: Reader) -> Callable[[], MeetingsPage]:
    parent = QWidget()
    parent.resize(1000, 700)
    qtbot.addWidget(parent)
    parent.show()

    def opened() -> MeetingsPage:
        page = MeetingsPage(parent, bridge, reader, now=lambda: NOW, collection=WORK)  # type: ignore[arg-type]
        page.open()
        qtbot.waitExposed(page)
        return page

    return opened


def titles(page: MeetingsPage) -> list[str]:
    return [line.title.text() for line in page.lines]


def press(control: QAbstractButton | None) -> None:
    assert control is not None
    control.click()


def menu() -> QMenu:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def test_what_the_copy_knows_stands_before_zoom_answers(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge
) -> None:
    """M51: nobody waits for the network; then Zoom's list takes its place."""
    page = make()
    bridge.last("meetings_page.known_meetings").answer(MeetingsAtZoom((LINKED,)))
    assert titles(page) == ["Design review"]
    assert page.state.text() == "Asking Zoom…"
    bridge.last("meetings_page.list_meetings").answer(ALL)
    assert titles(page) == ["Design review", "Meeting 2", "Meeting 3"]
    assert page.state.text() == "Read from Zoom 10:40"
    assert (page.tabs.upcoming.text(), page.tabs.past.text()) == ("Upcoming 3", "Past 1")


def test_when_zoom_was_read_is_told_truly(qtbot: Any, bridge: RecordingBridge, reader: Reader) -> None:
    """M51: the time of the answer, not of what came after it; none where an account could not be read."""
    now, parent = [NOW.astimezone(UTC)], QWidget()
    qtbot.addWidget(parent)
    parent.show()
    page = MeetingsPage(parent, bridge, reader, now=lambda: now[0], collection=WORK)  # type: ignore[arg-type]
    page.open()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    now[0] = NOW + timedelta(minutes=9)
    page.refresh()
    assert page.state.text() == "Read from Zoom 10:40"
    page.again.click()
    bridge.last("meetings_page.list_meetings").fail(TryLater(Why.OFFLINE))
    assert page.state.text() == "Read from Zoom 10:40"
    page.again.click()
    unread = (Unread(ZOOM, "anna@corp.example", Why.OFFLINE),)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((LINKED,), unread))
    assert page.state.text() == ""


def test_a_late_answer_of_the_copy_changes_nothing(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    bridge.last("meetings_page.known_meetings").answer(MeetingsAtZoom())
    assert len(page.lines) == 3


def test_an_empty_page_leads_to_a_new_event(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """M51, ux.md §12: "No upcoming meetings" with [New event]; its editor begins with a meeting, in the near future."""
    page = make()
    wanted: list[EventDraft] = []
    page.draft_wanted.connect(wanted.append)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((PAST,)))
    assert page.way_on.text() == "New event"
    press(page.way_on)
    [made] = wanted
    assert (made.collection, made.online, made.start) == (WORK, Online.ZOOM, NOW.replace(hour=11, minute=0))
    assert made.end - made.start == timedelta(minutes=30)  # type: ignore[operator] # both are instants
    assert not page.isVisible()


def test_without_an_account_the_page_connects_one(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M51, M22: an empty page names the cure, and reads the list once there is an account."""
    reader.account_list = [one for one in reader.account_list if one.kind != "zoom"]
    page = make()
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom())
    assert page.way_on.text() == "Connect Zoom"
    assert "Zoom isn’t connected" in [label.text() for label in page.findChildren(QLabel)]
    assert page.state.text() == ""
    press(page.way_on)
    dialog = page.findChild(ConnectZoom)
    assert dialog is not None
    dialog.connected.emit(ZOOM)
    assert page.asking
    dialog.reject()


def test_linked_ones_open_their_event(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """M51."""
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    opened: list[object] = []
    page.event_wanted.connect(opened.append)
    line = page.lines[0]
    assert (line.make_button, line.delete_button, line.more) == (None, None, None)
    press(line.open_button)
    assert opened == [ResourceId(7)]


def test_the_past_can_be_deleted_but_not_made_an_event(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge
) -> None:
    """M51."""
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    page.tabs.past.click()
    [line] = page.lines
    assert line.title.text() == "Meeting 4"
    assert (line.make_button, line.more) == (None, None)
    assert line.delete_button is not None


def test_make_event_asks_for_the_calendar_where_there_are_several(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M51: the calendar of new events first, no read-only one; then the list is read again."""
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    press(page.lines[1].make_button)
    assert [action.text() for action in menu().actions()] == ["Work", "Team"]
    menu().actions()[0].trigger()
    menu().close()
    call = bridge.last("meetings_page.make_event")
    assert call.args == (ZOOM, FREE.meeting_id, WORK)
    assert page.lines[1].make_button is not None
    assert not page.lines[1].make_button.isEnabled()
    count = bridge.verbs().count("meetings_page.list_meetings")
    call.answer(Saved(ResourceId(8), Uid("u8")))
    assert bridge.verbs().count("meetings_page.list_meetings") == count + 1
    reader.collection_list = reader.collection_list[:1]
    bridge.last("meetings_page.list_meetings").answer(ALL)
    press(page.lines[1].make_button)
    assert bridge.verbs().count("meetings_page.make_event") == 2


def test_an_event_near_by_can_get_it(make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader) -> None:
    """M51: nearest first; none that has a meeting, is read-only, all-day or a series."""
    near = occurrence(event(draft(summary="Near")), start=NOW + 3 * HOUR, end=NOW + 4 * HOUR)
    far = occurrence(event(draft(summary="Far"), resource=ResourceId(11)), start=NOW + 30 * HOUR, end=NOW + 31 * HOUR)
    reader.occurrence_list = [far, near, near._replace(summary="Series", recurring=True)]
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    press(page.lines[1].more)
    faces = [action.text() for action in menu().actions() if not action.isSeparator()]
    assert [face.split("  ·  ")[0] for face in faces] == ["Near", "Far"]
    next(action for action in menu().actions() if action.text().startswith("Near")).trigger()
    menu().close()
    assert bridge.last("meetings_page.link_meeting").args == (ZOOM, FREE.meeting_id, near.resource)
    bridge.last("meetings_page.link_meeting").fail(Refused(Why.ZOOM_IN_USE))
    assert "An event here has this meeting" in page.notice.text.text()
    assert page.lines[1].more is not None
    assert page.lines[1].more.isEnabled()


def test_a_recurring_meeting_is_linked_to_a_series_alone(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M51: for a single event it would lose its other dates; of a series the nearest date stands for all."""
    one = occurrence(event(draft(summary="Single")), start=NOW + 3 * HOUR, end=NOW + 4 * HOUR)
    dates = [
        one._replace(summary="Series", recurring=True, resource=ResourceId(12), start=NOW + hours * HOUR)
        for hours in (50, 4)
    ]
    reader.occurrence_list = [one, *dates]
    page = make()
    weekly = listed(6, Place.FREE, 3, kind=Kind.SERIES)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((weekly,)))
    press(page.lines[0].more)
    faces = [action.text() for action in menu().actions() if not action.isSeparator()]
    assert faces == ["Series  ·  Wed 10 Mar 14:40"]
    menu().close()


def test_deleting_names_the_meeting_and_asks(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """M51: the focus is on keeping; nothing is asked of the engine before the yes; a failure stays in the question."""
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    press(page.lines[1].delete_button)
    asked = page.findChild(DeleteMeeting)
    assert asked is not None
    said = " ".join(label.text() for label in asked.findChildren(type(page.state)))
    assert "Meeting 2" in said
    assert "987 6543 0002" in said
    assert "meetings_page.delete_meeting" not in bridge.verbs()
    press(asked.delete_button)
    call = bridge.last("meetings_page.delete_meeting")
    assert call.args == (ZOOM, FREE.meeting_id)
    call.fail(TryLater(Why.OFFLINE))
    assert asked.notice.isVisibleTo(asked)
    assert asked.delete_button.isEnabled()
    count = bridge.verbs().count("meetings_page.list_meetings")
    press(asked.delete_button)
    bridge.last("meetings_page.delete_meeting").answer()
    assert bridge.verbs().count("meetings_page.list_meetings") == count + 1


def test_one_that_a_save_is_linking_has_no_buttons(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    page = make()
    under_way = listed(5, Place.FREE, under_way=True, event_possible=False)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((under_way,)))
    [line] = page.lines
    assert (line.make_button, line.delete_button, line.more, line.open_button) == (None,) * 4
    assert "being linked to an event" in line.caption.text()


def test_once_it_is_linked_the_list_is_read_again(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """The page follows by itself, and does not ask Zoom at every change."""
    make()
    under_way = listed(5, Place.FREE, under_way=True, event_possible=False)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((under_way,)))
    count = bridge.verbs().count("meetings_page.list_meetings")
    bridge.changed.emit(Changes(outbox=True))
    bridge.last("meetings_page.known_meetings").answer(MeetingsAtZoom())
    assert bridge.verbs().count("meetings_page.list_meetings") == count
    bridge.changed.emit(Changes(outbox=True))
    linked = listed(5, Place.LINKED, resource=ResourceId(7), uid=Uid("u7"))
    bridge.last("meetings_page.known_meetings").answer(MeetingsAtZoom((linked,)))
    assert bridge.verbs().count("meetings_page.list_meetings") == count + 1


def test_zoom_away_is_said_with_a_way_on(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """I-11: what the copy knows stays, the reason is named, and one button tries again."""
    page = make()
    unread = (Unread(ZOOM, "anna@corp.example", Why.ZOOM_ACCESS_ENDED),)
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom((LINKED,), unread))
    assert titles(page) == ["Design review"]
    assert page.notice.isVisibleTo(page)
    count = bridge.verbs().count("meetings_page.list_meetings")
    [again] = page.notice.buttons()
    assert isinstance(again, QAbstractButton)
    again.click()
    assert bridge.verbs().count("meetings_page.list_meetings") == count + 1


def test_nothing_at_all_is_said(make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    page = make()
    bridge.last("meetings_page.list_meetings").answer(MeetingsAtZoom())
    assert "No upcoming meetings" in {label.text() for label in page.findChildren(type(page.state))}


def test_questions_stand_first_and_go_when_they_are_settled(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M66: shown without asking anybody; the page follows the copy."""
    reader.questions = [UNCERTAIN]
    page = make()
    [line] = page.questions
    assert line.title.text() == "Retro"
    assert line.caption.text() == "Zoom may have made this meeting"
    reader.questions = []
    bridge.changed.emit(Changes(outbox=True))
    assert page.questions == []


def review(page: MeetingsPage) -> Review:
    press(page.questions[0].review_button)
    found = page.findChild(Review)
    assert found is not None
    return found


def test_an_uncertain_meeting_can_be_linked_to_a_candidate(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M66: the candidates with their times, ids and when they were made, the likeliest marked."""
    reader.questions = [UNCERTAIN]
    page = make()
    likely = listed(6, Place.FREE, 40, topic="Retro", created=(NOW - 2 * HOUR).astimezone(UTC))
    bridge.last("meetings_page.list_meetings").answer(
        MeetingsAtZoom((FREE, likely, listed(7, Place.FREE, under_way=True)))
    )
    asked = review(page)
    assert asked.radios[0][0].accessibleDescription() == "ID 987 6543 0006 · made Wed 10 Mar 08:40"
    faces = [radio.text() for radio, _, _ in asked.radios]
    assert faces[0].startswith("Link “Retro”")
    assert faces[2:] == ["Link another meeting", "Make a new meeting", "Look again", "Leave it as it is"]
    assert asked.apply_button.text() == "Link this meeting"
    press(asked.apply_button)
    call = bridge.last("attention.settle_attention")
    assert (call.args, call.kwargs) == (("intent:1", Choice.LINK), {"join_url": "98765430006"})


def test_a_meeting_of_another_title_is_not_marked(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M66: what may be somebody else's event is offered, not suggested."""
    reader.questions = [UNCERTAIN]
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    assert review(page).apply_button.text() == "Look again"


def test_an_uncertain_meeting_can_be_linked_by_its_link(
    qtbot: Any, make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader
) -> None:
    """M66, zoom.md §10.4: paste; nothing is applied while the field is empty."""
    reader.questions = [UNCERTAIN]
    page = make()
    asked = review(page)
    radio = next(radio for radio, choice, _ in asked.radios if choice is Choice.LINK)
    radio.setChecked(True)
    assert not asked.apply_button.isEnabled()
    field: QLineEdit = asked.link
    qtbot.keyClicks(field, "https://us02web.zoom.us/j/98765430006")
    press(asked.apply_button)
    call = bridge.last("attention.settle_attention")
    assert call.kwargs == {"join_url": "https://us02web.zoom.us/j/98765430006"}
    call.fail(Refused(Why.ZOOM_MEETING_GONE))
    assert asked.notice.isVisibleTo(asked)
    assert asked.apply_button.isEnabled()


@pytest.mark.parametrize("choice", [Choice.TRY, Choice.MAKE, Choice.LEAVE])
def test_every_answer_reaches_the_engine(
    make: Callable[[], MeetingsPage], bridge: RecordingBridge, reader: Reader, choice: Choice
) -> None:
    """M66: and the list is read again once it is settled."""
    reader.questions = [UNCERTAIN]
    asked = review(make())
    next(radio for radio, known, _ in asked.radios if known is choice).setChecked(True)
    press(asked.apply_button)
    call = bridge.last("attention.settle_attention")
    assert call.args == ("intent:1", choice)
    count = bridge.verbs().count("meetings_page.list_meetings")
    call.answer()
    assert bridge.verbs().count("meetings_page.list_meetings") == count + 1


def test_deleting_looks_dangerous(make: Callable[[], MeetingsPage], reader: Reader) -> None:
    reader.questions = [question(Asked.VANISHED, Choice.DELETE, Choice.LEAVE, meeting_id="98765430001")]
    asked = review(make())
    assert (asked.apply_button.text(), asked.apply_button.property("kind")) == ("Delete at Zoom", "danger")
    asked.radios[1][0].setChecked(True)
    assert (asked.apply_button.text(), asked.apply_button.property("kind")) == ("Leave it", "primary")


def test_every_question_and_answer_has_words() -> None:
    """M66: no kind without a heading, no choice without what it does."""
    standing = {one.value: choices_of(one) for one in MeetingStanding if one is not MeetingStanding.OK}
    for asked in Asked:
        choices = standing.get(asked.value) or choices_of(asked)
        line = question(asked, *choices, why=Why.ZOOM_NO_LICENCE, zoom_start=NOW + 6 * HOUR)
        assert words.heading(line)
        assert words.sentence(line)
        assert [choice for choice, _ in words.answers(line)] == list(choices)
        for _, answer in words.answers(line):
            assert answer.text
            assert answer.hint
            assert answer.button
    assert words.reason(question(Asked.TIME_DIFFERS, zoom_start=NOW + 6 * HOUR)) == (
        "The event begins Wed 10 Mar 15:40. Zoom shows Wed 10 Mar 16:40."
    )
    assert "may not host" in words.reason(question(Asked.REFUSED, why=Why.ZOOM_NO_LICENCE))


def test_ids_as_zoom_writes_them() -> None:
    assert [spaced(number) for number in ("92674392836", "9267439283", "926743928", "12")] == [
        "926 7439 2836",
        "926 743 9283",
        "926 743 928",
        "12",
    ]


class Standings(Source):
    def __init__(self, *lines: Attention) -> None:
        super().__init__()
        self._lines = list(lines)

    def status(self) -> Standing:
        return Standing(0, 0, 0, 0, (), (), attention=len(self._lines))

    def attention(self) -> list[Attention]:
        return self._lines


def test_the_strip_counts_and_leads_to_the_page() -> None:
    """M66: ux §12: "Not sure whether Zoom made a meeting for ‘Retro’" [Review]."""
    need = needs.most_urgent(Standings(UNCERTAIN, question(Asked.MISSING)), [], {}, NOW)
    assert need is not None
    assert (need.text, need.button, need.action, need.aside) == (
        "Not sure whether Zoom made a meeting for ‘Retro’",
        "Review",
        "meetings",
        "and 1 more",
    )
    assert needs.most_urgent(Standings(), [], {}, NOW) is None
    changed = needs.most_urgent(Standings(question(Asked.LINK_CHANGED)), [], {}, NOW)
    assert changed is not None and changed.text == "The Zoom link of ‘Retro’ changed"
    assert (changed.button, changed.action, changed.also) == ("Tell people", "publish", ("Review", "meetings"))


def test_the_keyboard_reaches_everything(qtbot: Any, make: Callable[[], MeetingsPage], bridge: RecordingBridge) -> None:
    """I14: names for every button, Esc closes."""
    page = make()
    bridge.last("meetings_page.list_meetings").answer(ALL)
    for control in page.findChildren(QAbstractButton):
        assert control.accessibleName() or control.text()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert page.lines[1].make_button is not None
    assert page.lines[1].make_button.accessibleName() == "Make event: Meeting 2"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_command_opens_the_page() -> None:
    """M51: by key and in the command palette."""
    window = MagicMock()
    assert keys.names()["meetings"] == "All Zoom meetings"
    assert keys.keys_of("meetings") == ["Ctrl+Shift+O"]
    assert commands.carry_out(window, "meetings")
    window.dialogs.show_meetings.assert_called_once_with()
