"""From an event to the meeting it wants, and the smallest change between the two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.errors import Why
from dainvo.ical.event import CollectionId, EventDraft
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.mapping import (
    ZONES,
    Wanted,
    create_body,
    differences,
    has_marker,
    marker,
    obstacle,
    utc_form,
    wanted,
)

OP, UID = "9f2c41d07be84a35a1c6e0d2587f3b64", "5b0c7a0e-2f6d-4c1b-9a54-0d8f4b1e7c21"
MARK = "[dv-5a5nvnvnxvgfn7tpu5xknlpn3j]"
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2027, 3, 25, 8, 30, tzinfo=BERLIN)
DRAFT = EventDraft(CollectionId(1), "Design review", START, START + timedelta(minutes=45), description="Q2 plan")
NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)


def want(draft: EventDraft = DRAFT, *, zone: ZoneInfo | None = None, no_fixed_time: bool = False) -> Wanted:
    return wanted(draft, op_id=OP, uid=UID, zone=zone, no_fixed_time=no_fixed_time)


def as_made(want: Wanted, **changed: object) -> ZoomMeeting:
    """The meeting Zoom makes of what is wanted."""
    made = ZoomMeeting(
        id="92674392836",
        host_id="h",
        topic=want.topic,
        type=int(want.type),
        join_url="https://zoom.us/j/92674392836",
        start=want.start,
        duration_min=want.duration_min,
        zone=want.timezone,
        agenda=want.agenda,
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # fields by name


def test_the_marker_of_the_test_vector() -> None:
    """zoom.md §10, reliability §2.2."""
    assert marker(OP, UID) == MARK


@pytest.mark.parametrize(
    ("agenda", "found"),
    [
        (MARK, True),
        (f"{MARK}\nnotes", True),
        (" " * 219 + MARK, True),
        (" " * 220 + MARK, False),
        (MARK[:-1], False),
        ("", False),
    ],
)
def test_the_marker_is_looked_for_where_the_list_shows_it(agenda: str, found: bool) -> None:
    assert has_marker(agenda, MARK) is found


def test_the_body_of_the_example() -> None:
    """M08, zoom.md §5.4: wall-clock start and listed zone; of the settings only use_pmi."""
    assert create_body(want()) == {
        "topic": "Design review",
        "type": 2,
        "start_time": "2027-03-25T08:30:00",
        "timezone": "Europe/Berlin",
        "duration": 45,
        "agenda": f"{MARK}\nQ2 plan",
        "settings": {"use_pmi": False},
    }


def test_a_series_has_one_link_and_no_fixed_time() -> None:
    """Z14; type 3 is created with topic, type, agenda and settings only."""
    assert create_body(want(replace(DRAFT, rrule="FREQ=WEEKLY"))) == {
        "topic": "Design review",
        "type": 3,
        "agenda": f"{MARK}\nQ2 plan",
        "settings": {"use_pmi": False},
    }


def test_no_fixed_time_once_accepted() -> None:
    """M65."""
    all_day = replace(DRAFT, start=date(2027, 3, 25), end=date(2027, 3, 26))
    long = replace(DRAFT, end=START + timedelta(hours=30))
    assert want(all_day).type == want(long).type == want(no_fixed_time=True).type == MeetingType.NO_FIXED_TIME


@pytest.mark.parametrize(
    ("start", "minutes", "why"),
    [
        (NOW + timedelta(minutes=1), 45, None),
        (NOW + timedelta(days=1), 1440, None),
        (NOW + timedelta(days=1), 1441, Why.ZOOM_NEEDS_TIME),
        (NOW + timedelta(days=1), 30 * 60, Why.ZOOM_NEEDS_TIME),
        (NOW, 45, Why.ZOOM_ALREADY_BEGUN),
        (NOW - timedelta(minutes=10), 45, Why.ZOOM_ALREADY_BEGUN),
        (NOW - timedelta(minutes=45), 45, Why.ZOOM_OVER),
        (NOW - timedelta(days=1), 45, Why.ZOOM_OVER),
        (NOW - timedelta(days=3), 30 * 60, Why.ZOOM_OVER),
        (NOW - timedelta(hours=1), 30 * 60, Why.ZOOM_NEEDS_TIME),
    ],
)
def test_obstacles(start: datetime, minutes: int, why: Why | None) -> None:
    """M65, zoom.md §9."""
    assert obstacle(replace(DRAFT, start=start, end=start + timedelta(minutes=minutes)), NOW) is why


def test_obstacles_of_days() -> None:
    today = replace(DRAFT, start=date(2027, 3, 10), end=date(2027, 3, 11))
    yesterday = replace(DRAFT, start=date(2027, 3, 9), end=date(2027, 3, 10))
    assert obstacle(today, NOW) is Why.ZOOM_NEEDS_TIME
    assert obstacle(yesterday, NOW) is Why.ZOOM_OVER
    assert obstacle(yesterday, NOW, zone=ZoneInfo("Pacific/Honolulu")) is Why.ZOOM_NEEDS_TIME


def test_obstacles_of_a_series() -> None:
    past = replace(
        DRAFT, start=START - timedelta(days=400), end=START - timedelta(days=400, hours=-1), rrule="FREQ=DAILY"
    )
    assert obstacle(past, NOW) is None
    assert obstacle(replace(past, start=date(2026, 1, 1), end=date(2026, 1, 2)), NOW) is Why.ZOOM_NEEDS_TIME


def test_floating_times_are_read_where_the_viewer_is() -> None:
    """M69."""
    floating = replace(DRAFT, start=START.replace(tzinfo=None), end=DRAFT_END.replace(tzinfo=None))
    body = create_body(want(floating, zone=ZoneInfo("Asia/Tokyo")))
    assert (body["start_time"], body["timezone"], body["duration"]) == ("2027-03-25T08:30:00", "Asia/Tokyo", 45)
    at = datetime(2027, 3, 25, 0, 0, tzinfo=UTC)
    assert obstacle(floating, at, zone=ZoneInfo("Asia/Tokyo")) is Why.ZOOM_ALREADY_BEGUN
    assert obstacle(floating, at.astimezone(BERLIN)) is None


DRAFT_END = START + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("zone", "start_time", "sent"),
    [
        ("Europe/Berlin", "2027-07-01T08:30:00", "Europe/Berlin"),
        ("America/Toronto", "2027-07-01T08:30:00", "America/New_York"),
        ("America/Detroit", "2027-07-01T08:30:00", "America/New_York"),
        ("Europe/Kyiv", "2027-07-01T08:30:00", "Europe/Kiev"),
        ("Australia/Melbourne", "2027-07-01T08:30:00", "Australia/Sydney"),
        ("Asia/Kolkata", "2027-07-01T08:30:00", "Asia/Kolkata"),
        ("UTC", "2027-07-01T08:30:00Z", "UTC"),
        ("Australia/Lord_Howe", "2027-06-30T22:00:00Z", "UTC"),
        ("Asia/Pyongyang", "2027-07-01T08:30:00", "Asia/Seoul"),
    ],
)
def test_zones(zone: str, start_time: str, sent: str) -> None:
    """zoom.md §5.10: listed, else one that keeps the same time, else UTC."""
    start = datetime(2027, 7, 1, 8, 30, tzinfo=ZoneInfo(zone))
    found = want(replace(DRAFT, start=start, end=start + timedelta(hours=1)))
    assert (found.start_time, found.timezone) == (start_time, sent)


def test_the_list_of_zones() -> None:
    assert len(ZONES) == 134  # the 135 of zoom.md §5.10 without SST
    assert available_timezones() >= ZONES
    assert "SST" not in ZONES


def test_a_zone_that_is_no_name_is_sent_as_utc() -> None:
    """Z15: never an offset."""
    start = datetime(2027, 7, 1, 8, 30, tzinfo=timezone(timedelta(hours=5, minutes=17)))
    found = want(replace(DRAFT, start=start, end=start + timedelta(hours=1)))
    assert (found.start_time, found.timezone) == ("2027-07-01T03:13:00Z", "UTC")


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_comes_twice_is_sent_as_utc(fold: int) -> None:
    start = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=fold)
    found = want(replace(DRAFT, start=start, end=datetime(2027, 10, 31, 4, 0, tzinfo=BERLIN)))
    assert (found.start_time, found.timezone) == (f"2027-10-31T0{fold}:30:00Z", "UTC")
    assert found.duration_min == 150 - 60 * fold


def test_an_hour_that_does_not_exist_becomes_one_that_does() -> None:
    start = datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN)
    found = want(replace(DRAFT, start=start, end=datetime(2027, 3, 28, 4, 0, tzinfo=BERLIN)))
    assert (found.start_time, found.timezone) == ("2027-03-28T03:30:00", "Europe/Berlin")
    assert found.duration_min == 30


@settings(max_examples=200)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})),
)
def test_zoom_always_reads_the_instant_that_is_meant(moment: datetime, zone: str) -> None:
    """Z15: whatever form is sent."""
    start = moment.replace(tzinfo=ZoneInfo(zone), microsecond=0)
    found = want(replace(DRAFT, start=start, end=start + timedelta(minutes=30)))
    assert found.timezone in ZONES
    text = found.start_time
    read = (
        datetime.fromisoformat(text)
        if text.endswith("Z")
        else datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(found.timezone))
    )
    assert read.astimezone(UTC) == start.astimezone(UTC) == found.start


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (1, 1), (60, 1), (61, 2), (2700, 45), (2701, 46), (86400, 1440)]
)
def test_minutes_are_rounded_up(seconds: int, minutes: int) -> None:
    assert want(replace(DRAFT, end=START + timedelta(seconds=seconds))).duration_min == minutes


@pytest.mark.parametrize(
    ("summary", "topic"),
    [
        ("", "Untitled event"),
        ("  \n ", "Untitled event"),
        (" a\nb ", "a b"),
        ("two  spaces", "two  spaces"),
        ("x" * 250, "x" * 200),
        ("x" * 199 + "🗓", "x" * 199),
        ("🗓" * 150, "🗓" * 100),
    ],
)
def test_topics(summary: str, topic: str) -> None:
    """Cut by UTF-16 units, the strictest reading of 200."""
    assert want(replace(DRAFT, summary=summary)).topic == topic


@pytest.mark.parametrize("description", ["", "x" * 5000, "🗓" * 3000, "a\r\nb", "\n\n", "[dv-" + "a" * 26 + "]"])
def test_agendas(description: str) -> None:
    agenda = want(replace(DRAFT, description=description)).agenda
    assert agenda.startswith(MARK)
    assert len(agenda.encode("utf-16-le")) // 2 <= 1900
    assert agenda.removeprefix(MARK).lstrip("\n") in description.replace("\r\n", "\n")


def test_nothing_differs_from_what_was_made() -> None:
    for draft in (DRAFT, replace(DRAFT, rrule="FREQ=DAILY"), replace(DRAFT, description="")):
        found = want(draft)
        assert differences(found, as_made(found)) == {}


@pytest.mark.parametrize(
    ("changed", "body"),
    [
        ({"topic": "Old"}, {"topic": "Design review"}),
        ({"agenda": "Old"}, {"agenda": f"{MARK}\nQ2 plan"}),
        ({"agenda": f"{MARK}\r\nQ2 plan\r\n"}, {}),
        ({"duration_min": 30}, {"duration": 45}),
        (
            {"start": START.astimezone(UTC) - timedelta(hours=1)},
            {"start_time": "2027-03-25T08:30:00", "timezone": "Europe/Berlin"},
        ),
        ({"start": None}, {"start_time": "2027-03-25T08:30:00", "timezone": "Europe/Berlin"}),
        ({"zone": "America/New_York"}, {"start_time": "2027-03-25T08:30:00", "timezone": "Europe/Berlin"}),
        ({"zone": "Europe/Paris"}, {}),
        ({"zone": "rubbish"}, {"start_time": "2027-03-25T08:30:00", "timezone": "Europe/Berlin"}),
        ({"passcode": "1", "join_url": "https://zoom.us/j/1", "status": "started"}, {}),
        (
            {"type": 3, "start": None, "duration_min": 0},
            {"type": 2, "start_time": "2027-03-25T08:30:00", "timezone": "Europe/Berlin", "duration": 45},
        ),
    ],
)
def test_only_what_differs_is_sent(changed: dict[str, object], body: dict[str, object]) -> None:
    """M10: one PATCH with the changed fields."""
    found = want()
    assert differences(found, as_made(found, **changed)) == body


def test_a_meeting_that_loses_its_time() -> None:
    """zoom.md §5.6."""
    assert differences(want(replace(DRAFT, rrule="FREQ=DAILY")), as_made(want())) == {
        "type": 3,
        "start_time": None,
        "duration": None,
    }


def test_a_topic_is_compared_after_cutting() -> None:
    found = want(replace(DRAFT, summary="x" * 300))
    assert differences(found, as_made(found, topic="x" * 200)) == {}


def test_attendees_never_reach_zoom() -> None:
    """M11."""
    from dainvo.ical.event import Attendee

    guests = replace(DRAFT, attendees=(Attendee("bob@example.com"),))
    assert create_body(want(guests)) == create_body(want())
    assert differences(want(guests), as_made(want())) == {}


def test_a_start_that_came_out_wrong_is_repeated_in_utc() -> None:
    assert utc_form(want()) == {"start_time": "2027-03-25T07:30:00Z", "timezone": "UTC"}
    assert utc_form(want(no_fixed_time=True)) == {}
