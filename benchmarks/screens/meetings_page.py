"""The Meetings page and its questions, as they are seen with a busy account.

What Zoom lists is given here; what needs attention is what the profile holds.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.engine.listed import Kind, ListedMeeting, MeetingsAtZoom, Place, Unread
from dainvo.errors import Why
from dainvo.ical.event import AccountId, ResourceId, Uid
from dainvo.store.needing import Asked
from dainvo.ui.meetings.page import MeetingsPage

HOUR = timedelta(hours=1)


def _listed(number: int, topic: str, place: Place, hours: float | None, **more: Any) -> ListedMeeting:
    values: dict[str, Any] = {
        "account": AccountId(2),
        "meeting_id": f"9267439{number:04d}",
        "topic": topic,
        "kind": Kind.NO_FIXED_TIME if hours is None else Kind.SCHEDULED,
        "place": place,
        "start": None if hours is None else (given.NOW.replace(minute=0) + hours * HOUR).astimezone(UTC),
        "minutes": 0 if hours is None else 45,
        "event_possible": place is Place.FREE,
        "created": (given.NOW - timedelta(minutes=number % 60)).astimezone(UTC),
    }
    if place is Place.LINKED:
        values |= {"resource": ResourceId(number), "uid": Uid(f"u{number}"), "title": topic}
    return ListedMeeting(**{**values, **more})


LIST = MeetingsAtZoom(
    (
        _listed(2836, "Design review", Place.LINKED, 1),
        _listed(2837, "Hiring panel", Place.LINKED, 27, title="Hiring panel: backend engineer"),
        _listed(2838, "Weekly sync", Place.LINKED, 50, kind=Kind.SERIES),
        _listed(2839, "Review", Place.FREE, 125),
        _listed(2840, "Call with a title that somebody typed in a hurry", Place.FREE, 130, minutes=60),
        _listed(2841, "Open office", Place.FREE, None),
        _listed(2842, "Planning", Place.PAST, -50, resource=ResourceId(9)),
        _listed(2843, "Retro", Place.PAST, -30),
    )
)


def _page(stage: Stage) -> MeetingsPage:
    stage.window.dialogs.show_meetings()
    return stage.dialog(MeetingsPage)


def listed(stage: Stage) -> None:
    _page(stage)
    stage.bridge.last("meetings_page.list_meetings").answered(LIST)


def past(stage: Stage) -> None:
    page = _page(stage)
    stage.bridge.last("meetings_page.list_meetings").answered(LIST)
    page.tabs.past.click()


def away(stage: Stage) -> None:
    _page(stage)
    unread = (Unread(AccountId(2), "anna@example.com", Why.OFFLINE),)
    stage.bridge.last("meetings_page.list_meetings").answered(MeetingsAtZoom(LIST.meetings[:3], unread))


def review(stage: Stage) -> None:
    page = _page(stage)
    stage.bridge.last("meetings_page.list_meetings").answered(LIST)
    uncertain = next((one for one in page.questions if one.line.asked is Asked.UNCERTAIN), page.questions[0])
    uncertain.review_button.click()


def delete(stage: Stage) -> None:
    page = _page(stage)
    stage.bridge.last("meetings_page.list_meetings").answered(LIST)
    button = next(one.delete_button for one in page.lines if one.delete_button is not None)
    button.click()


def empty(stage: Stage) -> None:
    _page(stage)
    stage.bridge.last("meetings_page.list_meetings").answered(MeetingsAtZoom())
