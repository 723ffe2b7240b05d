"""E13: "this and following" cuts a series in two; nothing else changes, and what was made by hand stays."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from fakes.series_world import FORM, made_up
from icalendar import Calendar

from dainvo.errors import Refused, Why
from dainvo.ical import split
from dainvo.ical.edit import apply, read, remove_occurrence
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, RecurrenceId, Scope, TimeRange, Uid
from dainvo.ical.recurrence import occurrences
from dainvo.ical.resource import scan
from dainvo.ical.split import Parts, divide, is_first, shorten, siblings

HERE = CollectionId(7)
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
SPAN = TimeRange(datetime(2026, 12, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC))
HOUR = timedelta(hours=1)
#: (start, end, title) of what a calendar shows.
Shown = list[tuple[str, str, str]]


def calendar(*events: tuple[str, ...], newline: str = "\r\n") -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Odd//EN", "X-WR-CALNAME:Odd"]
    for event in events:
        lines += ["BEGIN:VEVENT", "UID:old", *event, "END:VEVENT"]
    return newline.join([*lines, "END:VCALENDAR", ""])


def weekly(*more: str, rule: str = "FREQ=WEEKLY;COUNT=10") -> tuple[str, ...]:
    """Mondays at nine in Berlin from 1 March 2027; the clock changes on the 28th."""
    zone = ";TZID=Europe/Berlin"
    return (
        "SEQUENCE:3",
        f"DTSTART{zone}:20270301T090000",
        f"DTEND{zone}:20270301T093000",
        f"RRULE:{rule}",
        "SUMMARY:Stand-up",
        *more,
    )


def override(day: str, *more: str, at: str = "090000") -> tuple[str, ...]:
    zone = ";TZID=Europe/Berlin"
    until = f"{int(at) + 3000:06d}"
    return (
        f"RECURRENCE-ID{zone}:{day}T090000",
        f"DTSTART{zone}:{day}T{at}",
        f"DTEND{zone}:{day}T{until}",
        *(more or ("SUMMARY:Stand-up",)),
    )


def at(day: str) -> RecurrenceId:
    return RecurrenceId(f"{day}T090000")


def draft_of(text: str, place: RecurrenceId, **values: Any) -> EventDraft:
    return replace(read(text, place, collection=HERE).draft, **values)


def divided(text: str, place: RecurrenceId, **values: Any) -> Parts:
    return divide(text, draft_of(text, place, **values), recurrence_id=place, uid=Uid("new"), now=NOW)


def shown(*texts: str) -> Shown:
    """By Dainvo's own expansion."""
    found = []
    for text in texts:
        index = scan(text)
        found += [
            (str(one.start), str(one.end), index.rows[one.row].summary) for one in occurrences(index, SPAN, BERLIN)
        ]
    return sorted(found)


def judged(*texts: str) -> Shown:
    """By recurring_ical_events, which shares no code with Dainvo."""
    first, last = SPAN.start.replace(tzinfo=None), SPAN.end.replace(tzinfo=None)
    events = [
        event for text in texts for event in recurring_ical_events.of(Calendar.from_ical(text)).between(first, last)
    ]
    return sorted((str(event["DTSTART"].dt), str(event["DTEND"].dt), str(event.get("SUMMARY", ""))) for event in events)


def lines(text: str, *names: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(names)]


EXAMPLE = calendar(
    weekly("EXDATE;TZID=Europe/Berlin:20270308T090000,20270419T090000"),
    override("20270315", "SUMMARY:Third"),
    override("20270412", "SUMMARY:Seventh", at="110000"),
)


def test_the_row() -> None:
    """E13: the first master ends before the 5th, a new series begins with it, the 3rd keeps its name."""
    parts = divided(EXAMPLE, at("20270329"), summary="Plan")
    assert lines(parts.old, "RRULE", "EXDATE") == [
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20270308T090000",
    ]
    assert lines(parts.new, "DTSTART;", "RRULE:FREQ=WEEKLY", "EXDATE")[:3] == [
        "DTSTART;TZID=Europe/Berlin:20270329T090000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "EXDATE;TZID=Europe/Berlin:20270419T090000",
    ]
    assert [title for _, _, title in shown(parts.old)] == ["Stand-up", "Third", "Stand-up"]
    assert [title for _, _, title in shown(parts.new)] == ["Plan", "Plan", "Seventh", "Plan", "Plan"]
    assert [start for start, _, _ in shown(parts.old, parts.new)] == [start for start, _, _ in shown(EXAMPLE)]
    assert lines(parts.old, "SEQUENCE") == ["SEQUENCE:4"]
    assert set(lines(parts.new, "SEQUENCE")) == {"SEQUENCE:0"}
    assert set(lines(parts.new, "UID")) == {"UID:new"}


def test_deleting_following_only_shortens() -> None:
    """E13: nothing new comes, and nothing before the cut goes."""
    text = shorten(EXAMPLE, at("20270329"), now=NOW)
    assert shown(text) == shown(EXAMPLE)[:3]
    assert siblings(text) == ()
    assert lines(text, "SEQUENCE") == ["SEQUENCE:4"]


def test_the_parts_name_each_other() -> None:
    parts = divided(EXAMPLE, at("20270329"), summary="Plan")
    assert (siblings(parts.old), siblings(parts.new)) == ((Uid("new"),), (Uid("old"),))
    assert lines(parts.old, "RELATED-TO") == ["RELATED-TO;RELTYPE=SIBLING:new"]
    again = divide(
        parts.new,
        draft_of(parts.new, at("20270503"), summary="Last"),
        recurrence_id=at("20270503"),
        uid=Uid("third"),
        now=NOW,
    )
    assert siblings(again.old) == (Uid("old"), Uid("third"))
    assert siblings(again.new) == (Uid("old"), Uid("new"))


@pytest.mark.parametrize(
    ("start", "rule", "place", "until"),
    [
        ("DTSTART;TZID=Europe/Berlin:20270301T090000", "FREQ=WEEKLY", "20270405T090000", "UNTIL=20270329T070000Z"),
        ("DTSTART;TZID=Europe/Berlin:20270301T090000", "FREQ=WEEKLY", "20270329T090000", "UNTIL=20270322T080000Z"),
        ("DTSTART:20270301T090000Z", "FREQ=WEEKLY", "20270405T090000Z", "UNTIL=20270329T090000Z"),
        ("DTSTART:20270301T090000", "FREQ=WEEKLY", "20270405T090000", "UNTIL=20270329T090000"),
        ("DTSTART;VALUE=DATE:20270301", "FREQ=WEEKLY", "20270405", "UNTIL=20270329"),
        (
            "DTSTART;TZID=Europe/Berlin:20270301T090000",
            "FREQ=WEEKLY;UNTIL=20271231T080000Z;BYDAY=MO",
            "20270405T090000",
            "UNTIL=20270329T070000Z;BYDAY=MO",
        ),
    ],
)
def test_until_has_the_form_of_the_start(start: str, rule: str, place: str, until: str) -> None:
    """E41, RFC 5545 §3.3.10: in UTC on either side of the clock change, floating, or a date."""
    text = calendar((start, "SUMMARY:S", f"RRULE:{rule}"))
    parts = divided(text, RecurrenceId(place), summary="N")
    assert lines(parts.old, "RRULE")[0] == "RRULE:FREQ=WEEKLY;" + until
    assert [one[0] for one in judged(parts.old, parts.new)] == [one[0] for one in judged(text)]
    assert lines(parts.new, f"RRULE:{rule}") == [f"RRULE:{rule}"]


def test_the_first_occurrence_means_all() -> None:
    text = remove_occurrence(EXAMPLE, at("20270301"), now=NOW)
    assert is_first(EXAMPLE, at("20270301"))
    assert not is_first(EXAMPLE, at("20270315"))
    assert is_first(text, at("20270315"))  # the 8th is taken out, too
    assert is_first(EXAMPLE, NO_RECURRENCE)
    with pytest.raises(Refused) as refused:
        shorten(text, at("20270315"), now=NOW)
    assert refused.value.why is Why.NO_SUCH_EVENT


@pytest.mark.parametrize("place", ["20270302T090000", "20270308T090000", "20280301T090000", "rubbish"])
def test_no_such_occurrence(place: str) -> None:
    with pytest.raises(Refused) as refused:
        shorten(EXAMPLE, RecurrenceId(place), now=NOW)
    assert refused.value.why is Why.NO_SUCH_EVENT


def test_a_rule_nobody_can_read_is_not_cut() -> None:
    """E12: what cannot be understood is not rewritten."""
    text = calendar(weekly(rule="FREQ=WEEKLY;RSCALE=HEBREW"), override("20270315"))
    assert is_first(calendar(weekly(rule="FREQ=WEEKLY;RSCALE=HEBREW")), at("20270301"))
    with pytest.raises(Refused) as refused:
        shorten(text, at("20270315"), now=NOW)
    assert refused.value.why is Why.BAD_RULE


STRANGE = (
    'X-ODD;X-P="a;b:c":odd\\tvalue',
    'ATTENDEE;CN="Bo; B";X-EXTRA=1;PARTSTAT=ACCEPTED;SCHEDULE-STATUS="2.0":mailto:',
    " bo@example.org",
    "ORGANIZER;CN=Anna:mailto:anna@example.com",
    "CATEGORIES:WORK,PLAY",
    "X-DAINVO-ZOOM-ID:85512345678",
    "X-DAINVO-ZOOM-ACCOUNT:hash",
    "X-DAINVO-ZOOM-OP:abc",
    "X-DAINVO-ZOOM-GONE:111",
    "BEGIN:VALARM",
    "ACTION:AUDIO",
    "TRIGGER;X-Q=1:-PT7M",
    "X-ALARM:kept",
    "END:VALARM",
)


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_everything_else_is_copied_byte_for_byte(newline: str) -> None:
    """A23: people, alarms, unknown lines; of the meeting's lines those that name it."""
    text = calendar(weekly(*STRANGE), override("20270412", "SUMMARY:Stand-up", *STRANGE), newline=newline)
    parts = divided(text, at("20270329"), location="Room 1")
    new = parts.new.split(newline)
    for line in STRANGE:
        gone = line.startswith(("X-DAINVO-ZOOM-OP", "X-DAINVO-ZOOM-GONE"))
        assert new.count(line) == (0 if gone else text.split(newline).count(line)), line
    assert [line for line in text.split(newline) if line not in parts.old.split(newline)] == [
        "SEQUENCE:3",
        "RRULE:FREQ=WEEKLY;COUNT=10",
        *override("20270412")[:3],
    ]
    assert ("\r\n" in parts.new, "\r\n" in parts.old) == (newline == "\r\n", newline == "\r\n")


def test_a_changed_time_goes_with_what_follows_only() -> None:
    """E41: an hour later from the 5th on, on either side of the clock change, and exceptions with it."""
    draft = draft_of(EXAMPLE, at("20270322"))
    parts = divided(EXAMPLE, at("20270322"), start=draft.start + HOUR, end=draft.end + HOUR)
    assert [start[5:16] for start, _, _ in shown(parts.new)] == [
        "03-22 10:00",
        "03-29 10:00",
        "04-05 10:00",
        "04-12 11:00",  # moved by hand
        "04-26 10:00",
        "05-03 10:00",
    ]
    assert shown(parts.old) == shown(EXAMPLE)[:2]
    assert judged(parts.new) == shown(parts.new)


def test_an_occurrence_moved_by_hand_begins_the_new_part() -> None:
    """It goes where it was put; the others move by as much."""
    draft = draft_of(EXAMPLE, at("20270412"))
    parts = divided(EXAMPLE, at("20270412"), start=draft.start + HOUR, end=draft.end + HOUR)
    assert [start[5:16] for start, _, _ in shown(parts.new)] == ["04-12 12:00", "04-26 10:00", "05-03 10:00"]


def test_moving_to_another_weekday_takes_the_rule_along() -> None:
    text = calendar(weekly(rule="FREQ=WEEKLY;BYDAY=MO;COUNT=5"))
    draft = draft_of(text, at("20270315"))
    later = timedelta(days=1)
    parts = divided(text, at("20270315"), start=draft.start + later, end=draft.end + later)
    assert lines(parts.new, "RRULE:FREQ=WEEKLY")[0] == "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    assert [start[5:10] for start, _, _ in shown(parts.old, parts.new)] == ["03-01", "03-08", "03-16", "03-23", "03-30"]


def test_a_new_rule_counts_from_the_occurrence() -> None:
    """A COUNT left alone is shared out, a changed one is meant for the new part; no rule: one event."""
    text = calendar(weekly(), override("20270329", "SUMMARY:Special"))
    daily = divided(text, at("20270322"), rrule="FREQ=DAILY;COUNT=10")
    assert lines(daily.new, "RRULE:FREQ=DAILY") == ["RRULE:FREQ=DAILY;COUNT=7"]
    three = divided(text, at("20270322"), rrule="FREQ=WEEKLY;COUNT=3")
    assert lines(three.new, "RRULE:FREQ=WEEKLY") == ["RRULE:FREQ=WEEKLY;COUNT=3"]
    assert lines(three.old, "RRULE") == ["RRULE:FREQ=WEEKLY;COUNT=3"]
    one = divided(text, at("20270329"), rrule="")
    assert [title for _, _, title in shown(one.new)] == ["Special"]
    assert not lines(one.new, "RECURRENCE-ID", "RRULE:FREQ=WEEKLY")


def test_nothing_changed_is_told() -> None:
    assert not divided(EXAMPLE, at("20270329")).edited
    assert divided(EXAMPLE, at("20270329"), transparent=True).edited


def test_a_cut_at_an_rdate_keeps_the_rule_on_its_days() -> None:
    """DTSTART stays a place of the rule, taken out again: every program knows a first date that was deleted."""
    rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=5"
    text = calendar(weekly("RDATE;TZID=Europe/Berlin:20270310T090000,20270318T090000", rule=rule))
    parts = divided(text, at("20270318"), summary="N")
    assert lines(parts.new, "DTSTART;", "RRULE:FREQ=WEEKLY", "EXDATE", "RDATE") == [
        "DTSTART;TZID=Europe/Berlin:20270315T090000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20270315T090000",
        "RDATE;TZID=Europe/Berlin:20270318T090000",
    ]
    assert [one[0] for one in judged(parts.old, parts.new)] == [one[0] for one in judged(text)]
    assert shown(parts.new) == judged(parts.new)


def test_rdates_alone_are_cut() -> None:
    text = calendar(
        (
            "DTSTART;VALUE=DATE:20270301",
            "RDATE;VALUE=DATE:20270304,20270309",
            "RDATE;VALUE=DATE:20270320",
            "SUMMARY:Trip",
        )
    )
    parts = divided(text, RecurrenceId("20270309"), summary="N")
    assert lines(parts.old, "DTSTART", "RDATE") == ["DTSTART;VALUE=DATE:20270301", "RDATE;VALUE=DATE:20270304"]
    assert lines(parts.new, "DTSTART", "RDATE") == ["DTSTART;VALUE=DATE:20270309", "RDATE;VALUE=DATE:20270320"]


def test_an_rdate_before_the_start() -> None:
    text = calendar(weekly("RDATE;TZID=Europe/Berlin:20270220T090000,20270223T090000"))
    parts = divided(text, at("20270301"), summary="N")
    assert [start[5:10] for start, _, _ in shown(parts.old)] == ["02-20", "02-23"]
    assert len(shown(parts.new)) == 10


def test_an_override_for_all_future_ones_holds_on() -> None:
    """RANGE=THISANDFUTURE, which others no longer write: the new part goes on as it was shown."""
    future = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270315T090000",
        "DTSTART;TZID=Europe/Berlin:20270315T100000",
        "DTEND;TZID=Europe/Berlin:20270315T103000",
        "SUMMARY:Later",
    )
    text = calendar(weekly(), future)
    parts = divided(text, at("20270329"), location="Room 1")
    assert shown(parts.old, parts.new) == shown(text)
    taken = calendar(weekly(), future, override("20270329", "SUMMARY:Own"))
    parts = divided(taken, at("20270329"), location="Room 1")
    assert shown(parts.old, parts.new) == shown(taken)


def test_an_override_for_all_future_ones_holds_on_behind_a_date_that_is_out() -> None:
    """RANGE=THISANDFUTURE: the cut and the next place have overrides, the one after is taken out: none of it shows."""
    future = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270315T090000",
        "DTSTART;TZID=Europe/Berlin:20270315T100000",
        "DTEND;TZID=Europe/Berlin:20270315T103000",
        "SUMMARY:Later",
    )
    own = override("20270329", "SUMMARY:Own"), override("20270405", "SUMMARY:Own")
    text = calendar(weekly("EXDATE;TZID=Europe/Berlin:20270412T090000"), future, *own)
    parts = divided(text, at("20270329"), location="Room 1")
    assert shown(parts.old, parts.new) == shown(text)


def test_another_rule_from_an_added_date_on() -> None:
    """E13: a date added behind the end of the rule can begin another one."""
    for end in ("COUNT=3", "UNTIL=20270316T000000Z"):
        text = calendar(weekly("RDATE;TZID=Europe/Berlin:20270405T090000", rule=f"FREQ=WEEKLY;{end}"))
        parts = divided(text, at("20270405"), rrule="FREQ=DAILY;COUNT=4")
        assert shown(parts.old) == [one for one in shown(text) if "2027-03" in one[0]]
        assert [one[0][:10] for one in shown(parts.new)] == ["2027-04-05", "2027-04-06", "2027-04-07", "2027-04-08"]


def test_two_rules_are_cut_without_moving_the_start() -> None:
    text = calendar(weekly("RRULE:FREQ=MONTHLY;BYMONTHDAY=10;COUNT=4", rule="FREQ=WEEKLY;INTERVAL=2;COUNT=6"))
    places = shown(text)
    for number, (start, _, _) in enumerate(places[1:], start=1):
        parts = divided(text, at(start[:10].replace("-", "")), summary="N")
        assert [one[0] for one in shown(parts.old)] == [one[0] for one in places[:number]]
        assert [one[0] for one in shown(parts.new)] == [one[0] for one in places[number:]]


def made_text(seed: int) -> str:
    """A series of `series_world` with extra dates, in other forms too."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    series = made_up(seed)
    text = series.text()
    if dice.random() < 0.25:
        extra = [
            series.start + timedelta(days=dice.randrange(1, 200), minutes=15 * dice.randrange(8)) for _ in range(3)
        ]
        zone = ";TZID=" + series.zone if series.zone not in ("", "UTC") else ""
        utc = "Z" if series.zone == "UTC" else ""
        rdates = ",".join(f"{place:{FORM}}{utc}" for place in extra)
        text = text.replace("SUMMARY:Stand-up\r\n", f"SUMMARY:Stand-up\r\nRDATE{zone}:{rdates}\r\n", 1)
    if dice.random() < 0.2 and "BYHOUR" not in text and "RDATE" not in text:
        text = all_day(text)
    return text


def all_day(text: str) -> str:
    """The same series in whole days."""
    found = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if name in ("DTSTART", "EXDATE", "RECURRENCE-ID"):
            line = f"{name};VALUE=DATE:{value[:8]}"
        elif name == "DURATION":
            line = "DURATION:P1D"
        elif "UNTIL=" in line:
            head, _, rest = line.partition("UNTIL=")
            line = f"{head}UNTIL={rest[:8]}{rest.partition(';')[2]}"
        found.append(line)
    return "\r\n".join(found)


@pytest.mark.parametrize("lot", range(6))
def test_two_parts_show_what_one_series_did(lot: int) -> None:
    """E13, E41: of 420 made-up series cut anywhere, only the edited title differs, and only from the cut on."""
    cuts = 0
    for seed in range(lot * 70, lot * 70 + 70):
        text = made_text(seed)
        index = scan(text)
        found = occurrences(index, SPAN, BERLIN)
        dice = random.Random(-seed)  # noqa: S311 - not for secrets
        for one in dice.sample(found, min(2, len(found))):
            place = one.recurrence_id
            if is_first(text, place):
                continue
            parts = divided(text, place, summary="Plan")
            clock = place.removesuffix("Z")
            before = [each for each in found if each.recurrence_id.removesuffix("Z") < clock]
            assert len(occurrences(scan(parts.old), SPAN, BERLIN)) == len(before), (seed, place)
            assert {title for _, _, title in shown(parts.new)} == {"Plan"}, (seed, place)
            assert {title for _, _, title in shown(parts.old)} == {"Stand-up"}, (seed, place)
            assert untitled(shown(parts.old, parts.new)) == untitled(shown(text)), (seed, place)
            # Another judge. It counts a first date outside of the rule differently: what was shown here holds.
            assert starts(judged(parts.old, parts.new)) == starts(shown(text)), (seed, place)
            assert shown(shorten(text, place, now=NOW)) == shown(parts.old), (seed, place)
            cuts += 1
    assert cuts > 80


def untitled(found: Shown) -> list[tuple[str, str]]:
    return sorted((start, end) for start, end, _ in found)


def starts(found: Shown) -> list[str]:
    """The judge adds durations on the wall clock, and reads the end of the span in each event's zone."""
    return sorted(start for start, _, _ in found if start < "2029-05-20")


def test_scope_following_is_no_single_edit() -> None:
    with pytest.raises(ValueError, match="split"):
        apply(
            EXAMPLE,
            draft_of(EXAMPLE, at("20270329")),
            scope=Scope.FOLLOWING,
            recurrence_id=at("20270329"),
            now=NOW,
        )


def test_siblings_of_what_cannot_be_read() -> None:
    assert split.siblings("BEGIN:VCALENDAR\r\nRELATED-TO;RELTYPE=SIBLING:x\r\n") == ()
    assert split.siblings(calendar(weekly("RELATED-TO:parent"))) == ()
    assert date(2027, 3, 1).weekday() == 0
