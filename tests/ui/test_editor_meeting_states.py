"""M22: every state of the online-meeting row that this version can be in, with its words, tone and cure."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes.window import NOW, TODAY, RecordingBridge, at, meeting
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from benchmarks.screens import given
from benchmarks.screens.meeting_rows import states
from benchmarks.screens.stage import Stage
from dainvo.ical.event import MeetingState, ResourceId
from dainvo.ui import theme
from dainvo.ui.accounts.zoom_info import Zoom
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.late_word import LATE_MS
from dainvo.ui.editor.meeting_row import MeetingRow
from dainvo.ui.editor.meeting_state import Facts, row_state

ANNA = Zoom("anna@corp.example")
FREE = Facts(now=NOW, start=at(11), end=at(12), zoom=ANNA)
ON = replace(FREE, on=True)
NEXT = NOW.replace(minute=45)
STATE = MeetingState

#: number, facts, text, tone, usable, on, keys of the buttons
STATES = [
    (1, replace(FREE, zoom=None), "Zoom isn’t connected", "plain", True, False, ["connect"]),
    (2, replace(FREE, writable=False), "This calendar can’t be changed", "plain", False, False, ["calendar"]),
    (3, replace(FREE, organizer="Ben"), "Only the organiser can add a meeting", "plain", False, False, []),
    (
        4,
        replace(FREE, start=TODAY, end=TODAY + timedelta(days=1)),
        "Zoom needs a start time and at most 24 hours",
        "info",
        True,
        False,
        ["no_fixed_time"],
    ),
    (
        4,
        replace(FREE, end=at(11) + timedelta(hours=25)),
        "Zoom needs a start time and at most 24 hours",
        "info",
        True,
        False,
        ["no_fixed_time"],
    ),
    (
        4,
        replace(FREE, start=at(10), end=at(11)),
        "This event has already begun",
        "info",
        True,
        False,
        ["no_fixed_time"],
    ),
    (4, replace(FREE, start=at(9), end=at(10)), "This event is over", "info", False, False, []),
    (
        5,
        replace(FREE, zoom=Zoom("a", scopes=frozenset({"meeting:read:meeting"}))),
        "Zoom needs one more permission: create meetings",
        "danger",
        False,
        False,
        ["reconnect", "help:zoom_scope_missing"],
    ),
    (
        6,
        replace(FREE, zoom=Zoom("a", True, "zoom_access_ended")),
        "Zoom access ended",
        "danger",
        False,
        False,
        ["reconnect", "help:zoom_access_ended"],
    ),
    (6, replace(FREE, zoom=Zoom("a", True, "keyring_locked")), "Your keyring is locked", "danger", False, False, None),
    (
        7,
        replace(FREE, zoom=Zoom("a", True, "zoom_approval")),
        "Your Zoom admin must approve Dainvo",
        "warning",
        False,
        False,
        ["copy_note", "reconnect", "help:zoom_approval"],
    ),
    (8, FREE, "", "plain", True, False, []),
    (9, ON, "Zoom meeting will be created when you save", "info", True, True, []),
    (12, replace(ON, meeting=meeting(STATE.CREATING)), "Creating…", "plain", True, True, []),
    (
        13,
        replace(ON, meeting=meeting(STATE.LINK_FOLLOWS, next_try=NEXT)),
        "Saved. The link follows when Zoom answers — next try 10:45",
        "warning",
        True,
        True,
        ["try_now"],
    ),
    (
        14,
        replace(ON, guests=2, meeting=meeting(STATE.WAITING, next_try=NEXT)),
        "Waiting for Zoom — 2 invitations held, next try 10:45",
        "warning",
        True,
        True,
        ["try_now", "send_without_link"],
    ),
    (
        15,
        replace(ON, meeting=meeting(STATE.CHECKING)),
        "Checking with Zoom whether the meeting was made…",
        "warning",
        True,
        True,
        [],
    ),
    (
        16,
        replace(ON, guests=2, held=True, meeting=meeting(STATE.REFUSED, why="zoom_no_licence")),
        "Your Zoom account may not host meetings",
        "danger",
        True,
        True,
        ["copy_note", "try_now", "help:zoom_no_licence", "send_without_link"],
    ),
    (
        16,
        replace(ON, meeting=meeting(STATE.REFUSED, why="zoom_access_ended")),
        "Zoom access ended",
        "danger",
        True,
        True,
        ["reconnect", "help:zoom_access_ended"],
    ),
    (17, replace(ON, meeting=meeting()), "Zoom · ID 123 4567 8901", "plain", True, True, []),
    (
        18,
        replace(ON, meeting=meeting(STATE.FOLLOWS)),
        "Saved. Zoom gets the new time when it answers",
        "warning",
        True,
        True,
        ["try_now"],
    ),
    (
        21,
        replace(ON, meeting=meeting(STATE.MISSING)),
        "This Zoom meeting no longer exists",
        "danger",
        True,
        True,
        ["anew", "remove", "leave", "help:zoom_meeting_gone"],
    ),
    (
        22,
        replace(ON, meeting=meeting(STATE.OTHER_HOST, host="bob@corp.example")),
        "Hosted by bob@corp.example — you can join, not change",
        "plain",
        False,
        True,
        [],
    ),
    (
        23,
        replace(ON, zoom=None, meeting=meeting(STATE.NOT_CONNECTED, host="anna@corp.example")),
        "Made with anna@corp.example, which is not connected",
        "plain",
        False,
        True,
        ["connect"],
    ),
    (
        25,
        replace(ON, recurring=True, meeting=meeting(STATE.NO_FIXED_TIME)),
        "No fixed time in Zoom",
        "info",
        True,
        True,
        [],
    ),
    (
        26,
        replace(ON, start=TODAY, end=TODAY + timedelta(days=1), meeting=meeting()),
        "In Zoom this meeting will have no fixed time; the link stays",
        "warning",
        True,
        True,
        ["undo_times"],
    ),
    (
        27,
        replace(FREE, guests=2, meeting=meeting()),
        "Zoom meeting will be deleted when you save",
        "warning",
        True,
        False,
        ["undo"],
    ),
]


@pytest.mark.parametrize(
    ("number", "facts", "text", "tone", "usable", "on", "keys"),
    STATES,
    ids=[f"{case[0]}-{place}" for place, case in enumerate(STATES)],
)
def test_state(
    qtbot: QtBot, number: int, facts: Facts, text: str, tone: str, usable: bool, on: bool, keys: list[str] | None
) -> None:
    """The words are decided once and shown by the widget; what cannot be used says why in three places."""
    state = row_state(facts)
    assert (state.number, state.text, state.tone, state.usable, state.on) == (number, text, tone, usable, on)
    if keys is not None:
        assert [cure.key for cure in state.cures] == keys
    widget = MeetingRow(RecordingBridge())
    qtbot.addWidget(widget)
    widget.resize(489, 100)
    widget.show()
    widget.show_facts(facts, ResourceId(7))
    assert widget.switch.isChecked() is on
    if state.creating:
        assert not widget.notice.isVisible(), "it may be over at once"
        qtbot.waitUntil(widget.notice.isVisible)
    assert widget.notice.isVisible() is bool(text)
    if text:
        assert widget.notice.text.text() == text
        assert widget.notice.tone == tone
    toggled: list[bool] = []
    widget.toggled.connect(toggled.append)
    widget.switch.click()
    assert toggled == ([not on] if usable else [])
    if not usable:
        assert widget.switch.isEnabled(), "it keeps its place in the focus order"
        assert widget.switch.toolTip() == text
        assert widget.switch.accessibleDescription() == text
        assert widget.switch.isChecked() is on


def test_a_meeting_that_is_made_at_once_is_not_told_of(qtbot: QtBot) -> None:
    """ux.md §9, row 12: "Creating…" comes after 400 ms only; what stood there stays so long."""
    widget = MeetingRow(RecordingBridge())
    qtbot.addWidget(widget)
    widget.show()
    said = widget.notice.text
    creating = replace(ON, meeting=meeting(STATE.CREATING, join_url="", meeting_id=""))
    waiting = replace(ON, meeting=meeting(STATE.WAITING, join_url="", meeting_id=""))
    widget.show_facts(waiting, ResourceId(7))
    began = time.monotonic()
    widget.show_facts(creating, ResourceId(7))
    widget.show_facts(creating, ResourceId(7))
    assert (widget.state.number, said.text()) == (12, "Waiting for Zoom")
    widget.show_facts(replace(ON, meeting=meeting()), ResourceId(7))
    assert said.text() == "Zoom · ID 123 4567 8901"
    widget.show_facts(creating, ResourceId(7))
    qtbot.waitUntil(lambda: said.text() == "Creating…")
    assert time.monotonic() - began >= LATE_MS / 1000
    widget.show_facts(creating, ResourceId(7))
    assert said.text() == "Creating…"


def test_a_missing_meeting_of_an_event_that_begins(qapp: object) -> None:
    """N10: from ten minutes before to the end the row names the one thing to do, and whom it reaches."""
    gone = replace(ON, meeting=meeting(STATE.MISSING), guests=4)
    start, end = gone.start, gone.end
    assert isinstance(start, datetime) and isinstance(end, datetime)
    shortly = "Zoom meeting no longer exists — make a new one"
    for now, guests, said in (
        (start - timedelta(minutes=11), 4, "This Zoom meeting no longer exists"),
        (start - timedelta(minutes=10), 4, f"{shortly} and tell 4 people"),
        (end - timedelta(minutes=1), 1, f"{shortly} and tell 1 person"),
        (start, 0, shortly),
        (end, 4, "This Zoom meeting no longer exists"),
    ):
        state = row_state(replace(gone, now=now, guests=guests))
        assert (state.number, state.text) == (21, said)


def test_the_basic_plan_is_hinted_at_and_blocks_nothing(qapp: object) -> None:
    """M23: three people for over 40 minutes; neither fewer, nor shorter, nor another plan."""
    basic = replace(ON, zoom=replace(ANNA, plan="basic"), guests=2)
    said = row_state(basic)
    assert (said.number, said.usable, said.small) == (9, True, "on your Basic plan it ends after 40 minutes")
    for other in (replace(basic, guests=1), replace(basic, end=at(11, 40)), replace(ON, guests=2)):
        assert row_state(other).small == ""


def test_the_last_changes_of_a_day_are_counted_down(qapp: object) -> None:
    """M61: beside the promise to make a meeting, from the 80th change of the day on."""
    said = row_state(replace(ON, zoom=replace(ANNA, written=91)))
    assert (said.number, said.usable, said.small) == (9, True, "91 of 100 changes today")


def test_a_limit_of_zooms_is_named(qapp: object) -> None:
    """M61, ux.md §12: by when a short limit ends, from when a day's does."""
    for wait, said in (
        (timedelta(minutes=7), "Zoom is limiting requests. Link follows by 10:47."),
        (timedelta(hours=14, minutes=20), "Zoom is limiting requests. Link follows from 01:00."),
    ):
        held = meeting(STATE.LINK_FOLLOWS, join_url="", why="rate_limited", next_try=at(10, 40) + wait)
        state = row_state(replace(ON, now=at(10, 40), meeting=held))
        assert (state.number, state.text, [cure.key for cure in state.cures]) == (13, said, ["try_now"])


def test_joinable_states_have_join(qapp: object) -> None:
    """Existing links join in every state, whatever else is wrong."""
    ready = meeting()
    for facts in (
        replace(ON, meeting=ready),
        replace(ON, meeting=ready, writable=False),
        replace(ON, meeting=ready, organizer="Ben"),
        replace(ON, meeting=ready, zoom=Zoom("a", True, "zoom_access_ended")),
        replace(ON, meeting=meeting(STATE.OTHER_HOST)),
        replace(ON, meeting=meeting(STATE.NOT_CONNECTED), zoom=None),
        replace(ON, meeting=meeting(STATE.FOREIGN, provider="teams")),
    ):
        assert row_state(facts).join, facts


def test_a_series_has_one_link(qapp: object) -> None:
    assert row_state(replace(ON, recurring=True, dates=17)).small == "one link for all 17 dates"
    assert row_state(replace(ON, recurring=True)).small == "one link for all dates"
    over = replace(ON, recurring=True, start=at(9), end=at(10))
    assert row_state(over).number == 9, "a series that began goes on"


def test_the_focus_stays_when_a_state_changes_by_itself(qapp: QApplication, qtbot: QtBot) -> None:
    """States 13–18 change when Zoom answers; a Join that says the same stays the same widget."""
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    widget = MeetingRow(RecordingBridge())
    qtbot.addWidget(widget)
    widget.resize(489, 100)
    widget.show()
    widget.show_facts(replace(ON, meeting=meeting()), ResourceId(7))
    first = widget.findChild(JoinButton)
    assert isinstance(first, JoinButton)
    first.face.setFocus()
    widget.show_facts(replace(ON, meeting=meeting(), end=at(13)), ResourceId(7))
    assert widget.focusWidget() is first.face


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_larger_text_is_not_cut(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """X08: at any size of the user's own font each state has the height its words need."""
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    for _number, facts, text, *_ in STATES:
        widget = MeetingRow(RecordingBridge())
        qtbot.addWidget(widget)
        widget.setFixedWidth(489)
        widget.notice.text.setStyleSheet(f"font-size: {13 * scale}px")
        widget.show_facts(facts, ResourceId(7))
        widget.show()
        shown = widget.notice.text
        if text:
            shown.ensurePolished()
            widget.notice._arrange()
            qtbot.waitUntil(lambda shown=shown: shown.height() >= _needs(shown))  # type: ignore[misc]  # bound above
        widget.hide()


def _needs(label: QLabel) -> int:
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()


def test_buttons_go_below_only_where_they_do_not_fit(qapp: QApplication, qtbot: QtBot) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    widget = MeetingRow(RecordingBridge())
    qtbot.addWidget(widget)
    widget.setFixedWidth(489)
    widget.show()
    widget.show_facts(replace(FREE, zoom=None), None)
    qtbot.waitUntil(lambda: widget.notice.height() == 32)
    waiting = replace(ON, guests=2, meeting=meeting(STATE.WAITING, next_try=NEXT))
    widget.show_facts(waiting, ResourceId(7))
    qtbot.waitUntil(lambda: widget.notice.height() == 60)
    bottom = max(made.mapTo(widget, made.rect().bottomRight()).y() for made in widget.notice.buttons())
    text = widget.notice.text.mapTo(widget, widget.notice.text.rect().bottomLeft()).y()
    assert bottom > text


def test_every_state_of_the_reference_is_in_the_pictures(qapp: QApplication, tmp_path: Path) -> None:
    """M22: the contact sheet, which is painted in both themes, leaves none out."""
    given.meetings(tmp_path)
    stage = Stage(qapp, tmp_path, "light")
    try:
        numbers = {row_state(facts).number for _, facts in states(stage)}
    finally:
        stage.close()
    assert numbers == set(range(1, 28))
