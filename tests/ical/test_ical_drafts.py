"""A23: what a draft means for an event that was changed while its editor was open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dainvo.ical.drafts import clashes, onto
from dainvo.ical.event import Alarm, Attendee, CollectionId, EventDraft, PartStat, Role

BERLIN, ROME = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Rome")
NINE = datetime(2027, 3, 10, 9, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
ANNA, BEN, CARL = (Attendee(f"{name}@x.example") for name in ("anna", "ben", "carl"))
FIVE, TEN, DAY = (Alarm(timedelta(minutes=-minutes)) for minutes in (5, 10, 1440))
OPENED = EventDraft(
    CollectionId(1), "Plan", NINE, NINE + HOUR, attendees=(ANNA, BEN), alarms=(TEN,), categories=("Work", "Old")
)


def test_what_the_user_left_is_as_it_is_now() -> None:
    now = replace(OPENED, location="Room 2", start=NINE + HOUR, end=NINE + 2 * HOUR, summary="Their title")
    assert onto(replace(OPENED, description="Mine"), OPENED, now) == replace(now, description="Mine")
    assert onto(replace(OPENED, summary="My title"), OPENED, now) == replace(now, summary="My title")
    longer = onto(replace(OPENED, end=NINE + 3 * HOUR), OPENED, now)
    assert (longer.start, longer.end) == (NINE, NINE + 3 * HOUR)  # both ends are one value
    assert onto(OPENED, OPENED, now) == now


def test_another_zone_is_another_time() -> None:
    in_rome = replace(OPENED, start=NINE.replace(tzinfo=ROME), end=(NINE + HOUR).replace(tzinfo=ROME))
    now = replace(OPENED, start=NINE + HOUR, end=NINE + 2 * HOUR)
    assert onto(in_rome, OPENED, now).start.tzinfo is ROME  # type: ignore[union-attr]  # the same instant
    assert onto(OPENED, OPENED, now).start.astimezone(UTC) == NINE + HOUR  # type: ignore[union-attr]


def test_people_reminders_and_categories_come_and_go_one_by_one() -> None:
    answered = replace(BEN, partstat=PartStat.ACCEPTED)
    now = replace(OPENED, attendees=(ANNA, answered, CARL), alarms=(TEN, DAY), categories=("Work", "New"))
    chair = replace(ANNA, role=Role.CHAIR)
    wanted = replace(OPENED, attendees=(chair, BEN), alarms=(TEN, FIVE), categories=("Work", "Old", "Mine"))
    found = onto(wanted, OPENED, now)
    assert found.attendees == (chair, answered, CARL)
    assert found.alarms == (TEN, DAY, FIVE)
    assert found.categories == ("Work", "New", "Mine")
    fewer = onto(replace(OPENED, attendees=(ANNA,), alarms=(), categories=()), OPENED, now)
    assert (fewer.attendees, fewer.alarms, fewer.categories) == ((ANNA, CARL), (DAY,), ("New",))


def test_what_both_changed() -> None:
    """A08: each in its own way; what both made the same of is no question, and neither is what one alone changed."""
    now = replace(OPENED, summary="Theirs", location="Room 2", start=NINE + HOUR, end=NINE + 2 * HOUR)
    mine = replace(OPENED, summary="Mine", location="Room 2", description="Mine")
    assert clashes(mine, OPENED, now) == replace(now, summary="Plan")
    longer = replace(mine, summary="Plan", end=NINE + 3 * HOUR)
    assert clashes(longer, OPENED, now) == replace(now, start=NINE, end=NINE + HOUR)
    assert clashes(replace(now, description="Mine"), OPENED, now) is None
    assert clashes(OPENED, OPENED, now) is None
