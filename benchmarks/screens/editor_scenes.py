"""Scenes of the editor: its panel for a repetition, zones, and what is folded below the notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.ical.default_alarms import DefaultAlarms, written_defaults
from dainvo.ical.event import Alarm, CollectionId, EventDraft, Online, RecurrenceId, SeriesDates
from dainvo.ui.editor.draft_file import KeptDraft
from dainvo.ui.editor.draft_keeper import DraftsLeft
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.questions import CancelQuestion
from dainvo.ui.editor.reminder_sheet import ReminderSheet

Play = Callable[[Stage], None]


def draft(stage: Stage, title: str) -> EventDraft:
    start = given.NOW.replace(day=11, hour=9, minute=30)
    collection = stage.window.cards.default_collection()
    assert collection is not None
    end = start + timedelta(minutes=30)
    return EventDraft(collection, title, start, end, alarms=(Alarm(timedelta(minutes=-10)),), online=Online.NONE)


def opened(stage: Stage, made: EventDraft) -> Editor:
    stage.window.cards.edit_draft(made)
    return stage.dialog(Editor)


def _repeats(rule: str, *, panel: bool = True) -> Play:
    def play(stage: Stage) -> None:
        editor = opened(stage, replace(draft(stage, "Architecture round"), rrule=rule))
        if panel:
            editor.form.repeat.customise.click()

    return play


def _zones(stage: Stage) -> None:
    made = draft(stage, "Flight to New York")
    start = given.NOW.replace(day=11, hour=10, minute=0)
    end = start.replace(hour=12, tzinfo=ZoneInfo("America/New_York"))
    opened(stage, replace(made, start=start, end=end))


def _more(stage: Stage) -> None:
    stage.window.cards.settings = stage.window.cards.settings.changed(categories="#D64545 Travel\n#0E8A8A Team")
    start = given.NOW.replace(day=12, hour=14, minute=0)
    made = replace(draft(stage, "Trade fair"), start=start, end=start + timedelta(hours=1), color="teal")
    made = replace(
        made, location="Hall 4, Messeplatz 1, Cologne", categories=("Travel", "Team"), url="fair.example/2027"
    )
    editor = opened(stage, made)
    editor.form.more.toggle.click()


def _exceptions(stage: Stage) -> None:
    stage.window.cards.edit(stage.event("Retro"))
    repeat = stage.dialog(Editor).form.repeat
    skipped, moved = (RecurrenceId(f"202704{day}T150000") for day in ("08", "22"))
    repeat.set_dates(SeriesDates((skipped,), (RecurrenceId("20270416T150000"),), (moved,)), RecurrenceId(""))
    assert repeat.exceptions is not None
    repeat.exceptions.toggle.click()


def _categories(stage: Stage) -> None:
    _more(stage)
    field = stage.dialog(Editor).form.more.fields.categories
    field.menu().actions()[-1].trigger()


def _reminders(stage: Stage) -> None:
    every = {CollectionId(0): DefaultAlarms((Alarm(timedelta(minutes=-10)),), (Alarm(timedelta(hours=-6)),))}
    cards = stage.window.cards
    home = cards.default_collection()
    assert home is not None
    sheet = ReminderSheet(stage.window, "Work", home, written_defaults(every))
    sheet.open()


def _drafts(stage: Stage) -> None:
    left = [(Path("draft.json"), KeptDraft(draft(stage, "Architecture round")))]
    DraftsLeft(stage.window, left).open()


def _cancels(stage: Stage) -> None:
    stage.window.cards.edit(stage.event("Design review"))
    CancelQuestion(stage.dialog(Editor), "Design review", 3, "cloud.example").open()


def _card(stage: Stage) -> None:
    """A card with everything below the meeting: place, notes with a link, a link, categories."""
    cards = stage.window.cards
    cards.settings = cards.settings.changed(categories="#D64545 Travel\n#0E8A8A Team")
    event = stage.event("Design review")
    found = stage.window.cards._reader.event(event.resource, event.recurrence_id)
    filled = replace(
        found,
        draft=replace(
            found.draft,
            location="Hall 4, Messeplatz 1, Cologne",
            url="https://fair.example/2027",
            categories=("Travel", "Team"),
            description="Walk through the week view.\nDrafts: https://files.example/review",
        ),
    )
    cards._reader.event = lambda _resource, _named: filled  # type: ignore[method-assign, assignment]  # as a server would send it
    page = stage.window.view
    cards.show_event(event, page.rect().translated(page.mapToGlobal(page.rect().topLeft())))


SCENES: dict[str, tuple[Callable[[Path], None], Play]] = {
    "editor-weekly": (given.calm, _repeats("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270630T215959Z")),
    "editor-monthly": (given.calm, _repeats("FREQ=MONTHLY;BYDAY=2TH;COUNT=6")),
    "editor-yearly": (given.calm, _repeats("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1")),
    "editor-exceptions": (given.calm, _exceptions),
    "editor-zones": (given.calm, _zones),
    "editor-more": (given.calm, _more),
    "categories": (given.calm, _categories),
    "default-reminders": (given.calm, _reminders),
    "drafts-left": (given.calm, _drafts),
    "cancel-event": (given.calm, _cancels),
    "popover-filled": (given.calm, _card),
    "editor-kept": (given.calm, _repeats("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", panel=False)),
}
