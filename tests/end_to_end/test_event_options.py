"""The command line says the same of an event as the editor does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dainvo.cli import answers, words
from dainvo.cli.arguments import parser
from dainvo.ical import edit
from dainvo.ical.default_alarms import DefaultAlarms, written_defaults
from dainvo.ical.event import (
    NO_RECURRENCE,
    Alarm,
    CollectionId,
    DateWishes,
    Event,
    EventDraft,
    RecurrenceId,
    ResourceId,
    Status,
    Uid,
    Visibility,
)

BERLIN = ZoneInfo("Europe/Berlin")
ADD = [
    "events",
    "add",
    "--calendar",
    "1",
    "--title",
    "Flight",
    "--start",
    "2027-03-10T10:00",
    "--end",
    "2027-03-10T12:00",
]
USUAL = written_defaults({CollectionId(1): DefaultAlarms((Alarm(timedelta(minutes=-10)),), ())})


def added(*more: str, reminders: str = "") -> EventDraft:
    return words.new_draft(parser().parse_args([*ADD, *more]), BERLIN, 30, reminders)


def edited(draft: EventDraft, *more: str) -> EventDraft:
    return words.edited(draft, parser().parse_args(["events", "edit", "u", *more]), BERLIN)


def test_every_option_of_a_new_event() -> None:
    """E16, E22, E23, E24, E25, E29, E30, E33"""
    draft = added(
        *("--end-zone", "America/New_York", "--reminder", "10", "--reminder", "1440", "--link", "https://x.example"),
        *("--category", "Travel", "--category", "Fun", "--own-color", "Teal", "--show-as", "free"),
        *("--visibility", "private", "--status", "tentative"),
    )
    assert draft.end == datetime(2027, 3, 10, 12, tzinfo=ZoneInfo("America/New_York"))
    assert draft.alarms == (Alarm(timedelta(minutes=-10)), Alarm(timedelta(days=-1)))
    assert (draft.url, draft.categories, draft.color) == ("https://x.example", ("Travel", "Fun"), "teal")
    assert (draft.transparent, draft.visibility, draft.status) == (True, Visibility.PRIVATE, Status.TENTATIVE)


def test_what_is_usual_for_a_new_event() -> None:
    """E26, E23: reminders of its calendar, whole days free; both can be said otherwise."""
    assert added(reminders=USUAL).alarms == (Alarm(timedelta(minutes=-10)),)
    assert added("--no-reminder", reminders=USUAL).alarms == ()
    whole = ["events", "add", "--calendar", "1", "--title", "x", "--start", "2027-03-10"]
    assert words.new_draft(parser().parse_args(whole), BERLIN, 30).transparent
    busy = words.new_draft(parser().parse_args([*whole, "--show-as", "busy"]), BERLIN, 30)
    assert not busy.transparent


def test_an_edit_changes_what_is_named() -> None:
    """E10, E29: and nothing else."""
    draft = replace(added("--category", "Travel"), rrule="FREQ=WEEKLY")
    assert edited(draft) == draft
    assert edited(draft, "--category", "").categories == ()
    assert edited(draft, "--own-color", "").color == ""
    wishes = edited(draft, "--restore", "20270317T100000", "--add-date", "2027-03-13").dates
    assert wishes == DateWishes((RecurrenceId("20270317T100000"),), (date(2027, 3, 13),))


@pytest.mark.parametrize(
    "more",
    [
        ("--own-color", "no-such"),
        ("--start", "2027-03-10", "--end", "2027-03-11", "--end-zone", "Europe/Berlin"),
        ("--end-zone", "No/Such"),
    ],
)
def test_what_does_not_fit_is_told(more: tuple[str, ...]) -> None:
    with pytest.raises(words.UsageError):
        added(*more)


def test_exceptions_belong_to_the_series() -> None:
    """E10, E13"""
    with pytest.raises(words.UsageError):
        edited(added(), "--recurrence-id", "20270317T100000", "--restore", "20270324T100000")


def test_the_answer_names_them_all() -> None:
    text = edit.create(added("--link", "https://x.example"), uid=Uid("u"), now=datetime(2027, 1, 1, tzinfo=UTC))
    draft = edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft
    said = answers.event(Event(ResourceId(1), Uid("u"), NO_RECURRENCE, draft))
    assert (said["link"], said["categories"], said["color"], said["show_as"]) == ("https://x.example", [], None, "busy")
    assert said["skipped"] == said["extra"] == said["changed"] == []
