"""The contact sheet of the online-meeting row: every state it can be in, at its true width in the editor.

States that come from the copy are read from the profile `given.meetings`; the others follow from what is typed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.engine.values import FoundMeeting, Outlook
from dainvo.errors import Why
from dainvo.ical.event import Meeting, MeetingState, ResourceId
from dainvo.ui.accounts.zoom_info import Zoom, zoom_of
from dainvo.ui.controls import line, plain
from dainvo.ui.editor.meeting_facts import Choice, Facts
from dainvo.ui.editor.meeting_row import MeetingRow

_START = given.NOW.replace(hour=14, minute=0)
_NO_TIME = "zoom_needs_time"
_ROW_PX = 494  # the field column of the editor with the room for the switch's focus ring


def states(stage: Stage) -> list[tuple[str, Facts]]:
    """What each state is called, and the facts it follows from."""
    zoom = zoom_of(stage.reader.accounts())
    assert zoom is not None
    off = Facts(now=given.NOW, start=_START, end=_START + timedelta(hours=1), zoom=zoom)
    on = replace(off, on=True)

    def has(title: str, **values: object) -> Facts:
        return replace(on, meeting=_meeting(stage, title), **values)  # type: ignore[arg-type]  # names of Facts

    def account(why: str) -> Zoom:
        return replace(zoom, needs_user=True, why=why)

    today, hour = given.NOW.date(), timedelta(hours=1)
    return [
        ("no account", replace(off, zoom=None)),
        ("read-only calendar", replace(off, writable=False)),
        ("somebody else organises", replace(off, organizer="Dana Okafor")),
        ("no clock time", replace(off, start=today, end=today + timedelta(days=1))),
        ("already begun", replace(off, start=given.NOW - hour / 2, end=given.NOW + hour / 2)),
        ("over", replace(off, start=given.NOW - 3 * hour, end=given.NOW - 2 * hour)),
        ("permission missing", replace(off, zoom=replace(zoom, scopes=frozenset({"meeting:read:meeting"})))),
        ("access ended", replace(off, zoom=account(Why.ZOOM_ACCESS_ENDED))),
        ("access ended, with a meeting", has("Design review", zoom=account(Why.ZOOM_ACCESS_ENDED))),
        ("keyring locked", replace(off, zoom=account(Why.KEYRING_LOCKED))),
        ("approval needed", replace(off, zoom=account(Why.ZOOM_APPROVAL))),
        ("off", off),
        ("on, unsaved", on),
        ("on, unsaved, series", replace(on, recurring=True, dates=17)),
        ("on, by rule", replace(on, by_rule=True, guests=1)),
        ("on, few changes left today", replace(on, zoom=replace(zoom, written=91))),
        ("on, unsaved, no end", replace(on, recurring=True, outlook=_untimed("endless"))),
        ("no fixed time accepted", replace(on, choice=Choice(accepted=True), outlook=_untimed(_NO_TIME, offered=True))),
        ("match at Zoom", replace(on, match=_match())),
        ("match will be linked", replace(on, choice=Choice(use=_match()))),
        ("another link", replace(on, choice=Choice(other=True, link="https://meet.example/design-room"))),
        (
            "another link, by rule",
            replace(on, by_rule=True, choice=Choice(other=True, link="https://meet.example/retro")),
        ),
        ("another link instead", has("Design review", choice=Choice(other=True), guests=2)),
        ("the same time twice", replace(on, overlap="14:00–15:00")),
        ("creating", has("Pricing draft")),
        ("link follows", has("Brown bag")),
        ("link follows, Zoom limits", _limited(has("Brown bag"))),
        ("waiting for Zoom", has("Customer demo", guests=2)),
        ("checking", has("Release check")),
        ("refused", has("Q2 planning", guests=2, held=True)),
        ("ready", has("Design review")),
        ("Zoom follows", has("Contract talks")),
        ("changed at Zoom", _stands(has("Design review"), MeetingState.TIME_DIFFERS, zoom_start=_START - hour / 2)),
        ("new passcode", _stands(has("Design review"), MeetingState.LINK_CHANGED)),
        ("missing", has("Pricing", guests=3)),
        ("a new one instead", has("Pricing", guests=3, choice=Choice(anew=True))),
        ("kind stays", _stands(has("Design review"), MeetingState.KIND_KEPT)),
        ("update not allowed", has("Design review", zoom=replace(zoom, scopes=frozenset({"meeting:write:meeting"})))),
        ("other host", has("Call with New York")),
        ("account not connected", has("Focus: concept")),
        ("link of another service", has("Call with supplier")),
        ("no fixed time", has("Week wrap", recurring=True)),
        ("loses its time, unsaved", has("Design review", outlook=_untimed("yearly", loses_time=True))),
        ("gets its time, unsaved", has("Week wrap", outlook=Outlook("scheduled", regains_time=True))),
        ("link taken off, unsaved", _stands(has("Pricing", on=False), MeetingState.MISSING)),
        ("remove, unsaved", has("Design review", on=False, guests=2)),
        ("delete not allowed", has("Design review", on=False, zoom=replace(zoom, scopes=frozenset()))),
    ]


def _untimed(reason: str, **values: bool) -> Outlook:
    return Outlook("no_fixed_time", reason=reason, **values)


def _match() -> FoundMeeting:
    return FoundMeeting("92674392836", "Review", _START.astimezone(UTC), 60)


def _stands(facts: Facts, state: MeetingState, **values: object) -> Facts:
    assert facts.meeting is not None
    return replace(facts, meeting=replace(facts.meeting, state=state, **values))  # type: ignore[arg-type]  # names


def _limited(facts: Facts) -> Facts:
    next_try = given.NOW + timedelta(hours=14, minutes=20)
    return _stands(facts, MeetingState.LINK_FOLLOWS, why=Why.RATE_LIMITED, next_try=next_try)


def sheet(stage: Stage) -> QWidget:
    """All of them in two columns. The widget belongs to whoever asked."""
    made = QFrame()
    outer = QVBoxLayout(made)
    outer.setContentsMargins(32, 28, 32, 28)
    outer.setSpacing(4)
    outer.addWidget(plain("Online-meeting row", role="dialog"))
    outer.addWidget(plain("Every state, at its width in the editor.", role="text2"))
    outer.addSpacing(10)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(14)
    found = states(stage)
    half = (len(found) + 1) // 2
    for place, (name, facts) in enumerate(found):
        grid.addWidget(_card(stage, name, facts), place % half, place // half)
    outer.addLayout(grid)
    return made


def _meeting(stage: Stage, title: str) -> Meeting:
    meeting = stage.reader.meeting(stage.event(title).resource)
    assert meeting is not None, title
    return meeting


def _card(stage: Stage, name: str, facts: Facts) -> QWidget:
    card = QFrame()
    card.setProperty("role", "card")
    row = MeetingRow(stage.bridge)
    row.setFixedWidth(_ROW_PX)
    row.show_facts(facts, ResourceId(1))
    label = plain("Online meeting", role="text2")
    label.setFixedSize(96, 30)
    beside = QHBoxLayout()
    beside.setContentsMargins(12, 8, 12, 10)
    beside.setSpacing(11)
    beside.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    beside.addWidget(row)
    head = plain(f"{row.state.number}  {name}", role="caption")
    head.setContentsMargins(12, 6, 12, 5)
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(line())
    column.addLayout(beside)
    column.addStretch(1)
    return card
