"""The three-way merge: the table of cases, and its laws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes.calendar_texts import VTIMEZONE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from dainvo.errors import Malformed
from dainvo.ical import conference, fence
from dainvo.ical.conference import Link
from dainvo.ical.document import Document
from dainvo.ical.edit import apply, read, remove_occurrence
from dainvo.ical.event import Alarm, Attendee, CollectionId, RecurrenceId, Scope, Status, TimeRange
from dainvo.ical.lines import unfold
from dainvo.ical.merge import Choice, merge, program_only, resolve, rows
from dainvo.ical.recurrence import occurrences
from dainvo.ical.resource import same_meaning, scan
from dainvo.ical.versions import as_written, stampless

HERE = CollectionId(1)
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
LATER = datetime(2027, 1, 2, 12, tzinfo=UTC)
TEN = datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))
LINK = Link("https://zoom.us/j/92674392836?pwd=a", "92674392836", "123456", "0123456789abcdef", "ab" * 16)
OTHER = Link("https://zoom.us/j/81234567890?pwd=b", "81234567890", "654321", "0123456789abcdef", "cd" * 16)
FIRST, MADE, OVERRIDE, OUT, LAST = (
    f"{day}T090000" for day in ("20270301", "20270308", "20270315", "20270322", "20270405")
)

#: As it is written where RANGE was taken off and came back.
RANGED = "RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE"

Edit = Callable[[str], str]

BASE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//server//EN\r\nX-WR-CALNAME:Work\r\n"
    + VTIMEZONE
    + """BEGIN:VEVENT
UID:u1
DTSTAMP:20270101T000000Z
CREATED:20270101T000000Z
SEQUENCE:2
DTSTART;TZID=Europe/Berlin:20270301T090000
DTEND;TZID=Europe/Berlin:20270301T100000
RRULE:FREQ=WEEKLY;COUNT=8
EXDATE;TZID=Europe/Berlin:20270322T090000
SUMMARY;X-SRV=1:Review
LOCATION:Room 1
GEO:52.5;13.4
DESCRIPTION:Bring paper\\, and a pen.\\nThanks
CATEGORIES:Work,Design
ORGANIZER;CN=Me:mailto:me@example.com
ATTENDEE;CN=Anna;PARTSTAT=NEEDS-ACTION;X-NUM=3;SCHEDULE-STATUS=1.2:mailto:anna@example.com
ATTENDEE;CN=Ben:mailto:ben@example.com
X-FOO;X-P="a:b":kept\\, as it is folded over a line that is longer than the se
 venty-five octets
X-BAR:one
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT15M
X-ALARM:kept
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:u1
DTSTAMP:20270101T000000Z
SEQUENCE:2
RECURRENCE-ID;TZID=Europe/Berlin:20270315T090000
DTSTART;TZID=Europe/Berlin:20270315T110000
DTEND;TZID=Europe/Berlin:20270315T113000
SUMMARY:Short review
LOCATION:Room 9
DESCRIPTION:By hand
CLASS:PRIVATE
X-BAR:two
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
)
SINGLE = Document(BASE)
SINGLE.calendar.drop(SINGLE.events[1])
SINGLE.events[0].remove("RRULE", "EXDATE")
ONE = SINGLE.text()


# Edits


def edited(instead_of: str = "", /, **values: object) -> Edit:
    """What the editor writes: of one occurrence, or of the whole."""

    def edit(text: str) -> str:
        draft = read(text, RecurrenceId(instead_of), collection=HERE).draft
        draft = replace(draft, **values)  # type: ignore[arg-type]  # any field of a draft
        scope = Scope.THIS if instead_of else Scope.ALL
        return apply(text, draft, scope=scope, recurrence_id=RecurrenceId(instead_of), now=LATER)

    return edit


def moved(by: timedelta, instead_of: str = "") -> Edit:
    def edit(text: str) -> str:
        draft = read(text, RecurrenceId(instead_of), collection=HERE).draft
        return edited(instead_of, start=draft.start + by, end=draft.end + by)(text)

    return edit


def removed(instead_of: str) -> Edit:
    return lambda text: remove_occurrence(text, RecurrenceId(instead_of), now=LATER)


def put(name: str, value: str, place: int = 0, params: str | None = None) -> Edit:
    """A line as another program writes it; nothing: the line goes."""

    def edit(text: str) -> str:
        document = Document(text)
        if value:
            document.events[place].put(name, value, params)
        else:
            document.events[place].remove(name)
        return document.text()

    return edit


def swapped(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def people(*, add: str = "", remove: str = "") -> Edit:
    def edit(text: str) -> str:
        there = read(text, RecurrenceId(""), collection=HERE).draft.attendees
        kept = tuple(one for one in there if one.address != remove)
        return edited(attendees=(*kept, Attendee(add)) if add else kept)(text)

    return edit


def answer(address: str, partstat: str) -> Edit:
    def edit(text: str) -> str:
        document = Document(text)
        for line in document.events[0].lines("ATTENDEE"):
            if line.value == f"mailto:{address}":
                params = [part for part in line.params.split(";") if part[:8] != "PARTSTAT"]
                line.set(line.value, ";".join((*params, f"PARTSTAT={partstat}")), "\r\n")
        return document.text()

    return edit


def done(text: str, *edits: Edit) -> str:
    for edit in edits:
        text = edit(text)
    return text


def lines(text: str, *, without: tuple[str, ...] = ("DTSTAMP", "LAST-MODIFIED")) -> list[str]:
    return sorted(line for line in unfold(text).split("\n") if not line.startswith(without))


def plain(text: str) -> str:
    """Without SEQUENCE: two orders of edits count differently."""
    document = Document(text)
    for event in document.events:
        event.remove("SEQUENCE")
    return document.text()


def sequence(text: str, place: int = 0) -> int:
    return scan(text).rows[place].sequence


def sound(text: str) -> None:
    scan(text)
    Calendar.from_ical(text)


# The table


def test_place_here_title_there_without_a_question() -> None:
    """A08 N07: title here, place there, one attendee added on each side: all four kept."""
    mine = done(BASE, edited(summary="Design review"), people(add="cleo@example.com"))
    theirs = done(BASE, put("LOCATION", "Room 7"), people(add="dan@example.com"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    draft = read(merged.text, RecurrenceId(""), collection=HERE).draft
    assert (draft.summary, draft.location) == ("Design review", "Room 7")
    assert {one.address.partition("@")[0] for one in draft.attendees} == {"anna", "ben", "cleo", "dan"}
    sound(merged.text)


def test_a_clash_says_all_three_values_and_keeps_theirs() -> None:
    """A08: one property changed on both sides."""
    mine = done(BASE, edited(summary="Mine, really"), edited(location="Room 2"))
    theirs = done(BASE, put("SUMMARY", "Theirs\\; really"))
    merged = merge(BASE, mine, theirs)
    (clash,) = merged.clashes
    assert (clash.recurrence_id, clash.property) == ("", "SUMMARY")
    assert (clash.base, clash.mine, clash.theirs) == ("Review", "Mine, really", "Theirs; really")
    assert "SUMMARY;X-SRV=1:Theirs\\; really\r\n" in merged.text
    assert "LOCATION:Room 2\r\n" in merged.text
    assert scan(resolve(BASE, mine, theirs, {0: "mine"})).rows[0].summary == "Mine, really"


def test_a_line_of_theirs_that_nobody_touched_stays_as_it_is_written() -> None:
    """A23: unknown properties, parameters, folds, order."""
    theirs = BASE.replace("X-BAR:one", "X-BAR:changed\r\nX-NEW;A=b:by the\r\n  server").replace(
        "Review\r", "Revi\r\n ew\r"
    )
    mine = done(BASE, edited(location="Room 2"))
    merged = merge(BASE, mine, theirs)
    went = [line for line in theirs.split("\r\n") if line not in merged.text.split("\r\n")]
    came = [line for line in merged.text.split("\r\n") if line not in theirs.split("\r\n")]
    assert (went, came) == (["LOCATION:Room 1"], ["LOCATION:Room 2"])
    assert merged.text == theirs.replace("LOCATION:Room 1", "LOCATION:Room 2")


def test_an_unknown_property_is_theirs_unless_only_we_changed_it() -> None:
    """A23, reliability §2.12: last row of the table."""
    mine = done(BASE, put("X-BAR", "mine"), put("X-ONLY", "mine"))
    assert "X-BAR:theirs" in merge(BASE, mine, done(BASE, put("X-BAR", "theirs"))).text
    merged = merge(BASE, mine, done(BASE, put("SUMMARY", "New")))
    assert merged.clashes == ()
    assert {"X-BAR:mine", "X-ONLY:mine", "SUMMARY;X-SRV=1:New"} <= set(lines(merged.text))


@pytest.mark.parametrize(
    "noise",
    [
        put("DTSTAMP", "20300101T000000Z"),
        put("LAST-MODIFIED", "20300101T000000Z"),
        put("CREATED", "20300101T000000Z"),
        swapped("-//server//EN", "-//other//EN"),
        swapped("TZNAME:CEST\r\n", ""),
        swapped("BEGIN:VALARM\r\n", "X-SERVER:added\r\nBEGIN:VALARM\r\n"),
        swapped("COUNT=8", "COUNT=8;INTERVAL=1"),
        swapped("PARTSTAT=NEEDS-ACTION;X-NUM=3;SCHEDULE-STATUS=1.2", "SCHEDULE-STATUS=2.0"),
    ],
)
def test_what_servers_write_by_themselves_is_no_change(noise: Edit) -> None:
    """Reliability §2.12: our edit of the same place does not clash with it."""
    theirs = noise(BASE)
    mine = done(
        BASE, edited(rrule="FREQ=WEEKLY;COUNT=5"), answer("anna@example.com", "ACCEPTED"), edited(summary="New")
    )
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert same_meaning(merged.text, mine)
    assert rows(BASE, BASE, theirs) == ()


def test_our_own_earlier_write_is_no_clash() -> None:
    """Reliability §2.12, rule 9: the server has what we sent first, we changed it again since."""
    sent = done(BASE, edited(summary="First"))
    mine = done(sent, edited(summary="Second"))
    theirs = done(sent, put("LOCATION", "Room 7"))
    assert [clash.property for clash in merge(BASE, mine, theirs).clashes] == ["SUMMARY"]
    merged = merge(BASE, mine, theirs, sent=["nonsense", sent])
    row = scan(merged.text).rows[0]
    assert (merged.clashes, row.summary, row.location) == ((), "Second", "Room 7")


def test_times_go_together_and_raise_sequence() -> None:
    """Group DTSTART, DTEND, DURATION; SEQUENCE is above both."""
    mine = done(ONE, moved(timedelta(hours=1)))
    title = merge(ONE, mine, done(ONE, put("SUMMARY", "New")))
    assert (title.clashes, scan(title.text).rows[0].dtstart, sequence(title.text)) == ((), TEN, 3)
    both = done(ONE, edited(status=Status.TENTATIVE))
    assert sequence(merge(ONE, mine, both).text) == sequence(merge(ONE, both, mine).text) == 4
    longer = done(ONE, swapped("DTEND;TZID=Europe/Berlin:20270301T100000", "DURATION:PT3H"))
    merged = merge(ONE, mine, longer)
    (clash,) = merged.clashes
    assert clash.property == "DTSTART"
    assert clash.base == "2027-03-01 09:00 – 10:00 Europe/Berlin"
    assert clash.mine == "2027-03-01 10:00 – 11:00 Europe/Berlin"
    assert clash.theirs == "2027-03-01 09:00 – 12:00 Europe/Berlin"
    assert merged.text == longer
    chosen = scan(resolve(ONE, mine, longer, {0: "mine"})).rows[0]
    assert (chosen.dtstart, chosen.dtend, chosen.sequence) == (TEN, TEN + timedelta(hours=1), 4)


def test_a_zone_that_theirs_does_not_know_comes_along() -> None:
    """A time in another zone brings its VTIMEZONE."""
    zone = VTIMEZONE.replace("Europe/Berlin", "Custom/Place")
    mine = ONE.replace("TZID=Europe/Berlin:2027", "TZID=Custom/Place:2027").replace(
        "BEGIN:VEVENT", zone + "BEGIN:VEVENT"
    )
    merged = merge(ONE, mine, done(ONE, put("SUMMARY", "New")))
    assert merged.text.count("TZID:Custom/Place") == 1
    assert scan(merged.text).rows[0].dtstart == scan(mine).rows[0].dtstart


def test_times_that_are_ours_are_as_we_wrote_them() -> None:
    """A23, K16: a day of DURATION:P1D is a day across a clock change, too: to take back that a series is longer leaves
    no DTEND in its place."""
    days = swapped("DTEND;TZID=Europe/Berlin:20270301T100000", "DURATION:P1D")(BASE)
    longer = edited(end=TEN + timedelta(days=2))(days)
    assert "DURATION" not in longer
    taken_back = merge(longer, days, longer)
    assert not taken_back.clashes
    assert lines(plain(taken_back.text)) == lines(plain(days))


@pytest.mark.parametrize(
    "edit",
    [removed(MADE), removed(OVERRIDE), moved(timedelta(hours=1)), moved(timedelta(days=2), MADE), edited(location="")],
)
def test_what_is_taken_back_has_the_lines_that_it_had(edit: Edit) -> None:
    """K16, A23: byte for byte, but for the stamps; SEQUENCE goes on."""
    after = edit(BASE)
    taken_back = as_written(BASE, merge(after, BASE, after).text)
    assert stampless(taken_back) == stampless(BASE)
    assert sequence(taken_back) >= sequence(after)
    assert stampless(after) != stampless(BASE)


def test_another_meaning_is_not_written_over() -> None:
    """K16: what happened since stays."""
    merged = put("LOCATION", "Room 2")(BASE)
    assert as_written(BASE, merged) == merged


def test_an_override_for_all_after_it_is_one_again_when_the_edit_of_its_date_is_taken_back() -> None:
    """K16: RANGE=THISANDFUTURE; there and back, the later dates are what they were."""
    ranged = swapped("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;")(BASE)
    renamed = edited(OVERRIDE, summary="Only this")(ranged)
    assert renamed.count("RANGE=THISANDFUTURE") == 1
    taken_back = merge(renamed, ranged, renamed)
    assert not taken_back.clashes
    assert sorted(lines(plain(taken_back.text))) == sorted(
        lines(plain(ranged.replace("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin", RANGED)))
    )
    assert lines(plain(merge(ranged, renamed, ranged).text)) == lines(plain(renamed))


def test_what_one_override_says_for_all_after_it_reaches_a_date_that_the_other_side_changed() -> None:
    """N07: RANGE=THISANDFUTURE; a date is compared with what it was shown as, not with the series."""
    ranged = swapped("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;")(BASE)
    ours, other = done(ranged, edited(LAST, summary="Last one")), done(ranged, put("LOCATION", "Room 3", 1))
    for merged in (merge(ranged, ours, other), merge(ranged, other, ours)):
        assert merged.clashes == ()
        last = read(merged.text, RecurrenceId(LAST), collection=HERE).draft
        assert (last.summary, last.location, f"{last.start:%H:%M}") == ("Last one", "Room 3", "11:00")
    renamed = done(ranged, edited(summary="All of it"))
    merged = merge(ranged, ours, renamed)
    assert read(merged.text, RecurrenceId(LAST), collection=HERE).draft.summary == "Last one"


def test_an_override_in_another_zone_brings_its_vtimezone() -> None:
    """A line of ours that names a zone comes with it."""
    there = datetime(2027, 3, 15, 15, tzinfo=ZoneInfo("America/New_York"))
    mine = done(BASE, edited(OVERRIDE, start=there, end=there + timedelta(hours=1)))
    merged = merge(BASE, mine, done(BASE, put("SUMMARY", "New")))
    assert "TZID:America/New_York\r\n" in merged.text
    assert scan(merged.text).rows[1].dtstart == there


def test_a_moved_series_takes_along_what_the_other_side_did_to_its_dates() -> None:
    """N07: rule, EXDATE and overrides are dates of one series, whoever moved it."""
    mine = done(BASE, moved(timedelta(days=1, hours=1)))
    theirs = done(BASE, removed(MADE), edited(LAST, summary="Last one"), edited(OVERRIDE, location="Room 3"))
    for merged in (merge(BASE, mine, theirs), merge(BASE, theirs, mine)):
        assert merged.clashes == ()
        oracle = done(theirs, moved(timedelta(days=1, hours=1)))
        assert same_meaning(plain(merged.text), plain(oracle))
        assert {row.recurrence_id: row.summary for row in scan(merged.text).rows} == {
            "": "Review",
            "20270316T100000": "Short review",
            "20270406T100000": "Last one",
        }


def test_dates_and_words_are_sets() -> None:
    """EXDATE and CATEGORIES merge value by value."""
    mine = done(BASE, removed(MADE), swapped("Work,Design", "Design,Mine\\, too"))
    theirs = done(BASE, removed(LAST), swapped("Work,Design", "Theirs,Work,Design"), put("EXDATE", "", 0))
    theirs = done(theirs, put("EXDATE", "20270405T070000Z", 0))  # OUT is back, and the form is another
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert "CATEGORIES:Theirs,Design,Mine\\, too\r\n" in merged.text
    exdates = [line for line in unfold(merged.text).split("\n") if line.startswith("EXDATE")]
    assert exdates == ["EXDATE:20270405T070000Z", "EXDATE;TZID=Europe/Berlin:20270308T090000"]


def test_two_rules_clash_once_and_bring_all_their_dates() -> None:
    """Group RRULE, EXDATE, RDATE; what went with the rule not taken waits with it."""
    mine = done(BASE, edited(rrule="FREQ=MONTHLY;COUNT=3"), removed("20270401T090000"))
    theirs = done(BASE, edited(rrule="FREQ=WEEKLY;COUNT=20"))
    assert len(scan(mine).rows) == 1
    merged = merge(BASE, mine, theirs)
    (clash,) = merged.clashes
    assert clash.property == "RRULE"
    assert clash.mine.split("\n") == ["FREQ=MONTHLY;COUNT=3", "− 2027-03-22 09:00", "− 2027-04-01 09:00"]
    assert merged.text == theirs
    taken = resolve(BASE, mine, theirs, {0: "mine"})
    assert same_meaning(plain(taken), plain(mine))
    other = resolve(BASE, theirs, mine, {0: "mine"})
    assert same_meaning(plain(other), plain(theirs))


def test_a_series_made_single_clashes_with_a_change_of_its_dates() -> None:
    """Dates of a series mean nothing for a single event: an EXDATE there would hide it."""
    mine = done(BASE, edited(rrule=""))
    theirs = done(BASE, removed(FIRST))
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, one, other)
        assert [clash.property for clash in merged.clashes] == ["RRULE"]
        assert same_meaning(merged.text, other)


@pytest.mark.parametrize("place", [MADE, OVERRIDE])
def test_an_occurrence_deleted_here_and_changed_there_is_asked(place: str) -> None:
    """A30 for one occurrence, in both directions, whether it had an override before or not."""
    gone, kept = done(BASE, removed(place)), done(BASE, edited(place, summary="Retitled"))
    merged = merge(BASE, gone, kept)
    (clash,) = merged.clashes
    assert (clash.recurrence_id, clash.property, clash.mine) == (place, "VEVENT", "")
    assert clash.theirs.startswith("Retitled, 2027-03-")
    assert merged.text == kept
    assert same_meaning(plain(resolve(BASE, gone, kept, {0: "mine"})), plain(gone))
    merged = merge(BASE, kept, gone)
    assert [clash.theirs for clash in merged.clashes] == [""]
    assert merged.text == gone
    assert same_meaning(plain(resolve(BASE, kept, gone, {0: "mine"})), plain(kept))


def test_an_occurrence_deleted_here_goes_if_only_the_program_wrote_there() -> None:
    """Reliability §1.1 rule 10: attaching a link brings back nothing."""
    theirs = conference.attach(BASE, LINK, now=LATER)
    merged = merge(BASE, done(BASE, removed(OVERRIDE)), theirs)
    assert merged.clashes == ()
    assert [row.recurrence_id for row in scan(merged.text).rows] == [""]


def test_a_new_override_gets_what_the_other_side_changed_for_all() -> None:
    """N07: an exception made on one side belongs to the series changed on the other."""
    one = done(BASE, edited(MADE, summary="Mine"))
    series = done(BASE, edited(location="Room 2"), edited(summary="All"))
    for merged in (merge(BASE, one, series), merge(BASE, series, one)):
        assert merged.clashes == ()
        row = next(row for row in scan(merged.text).rows if row.recurrence_id == MADE)
        assert (row.summary, row.location) == ("Mine", "Room 2")
    both = merge(BASE, one, done(BASE, edited(MADE, location="Room 5")))
    row = next(row for row in scan(both.text).rows if row.recurrence_id == MADE)
    assert (both.clashes, row.summary, row.location) == ((), "Mine", "Room 5")
    clash = merge(BASE, one, done(BASE, edited(MADE, summary="Theirs"))).clashes
    assert [(one.recurrence_id, one.property, one.base) for one in clash] == [(MADE, "SUMMARY", "Review")]


def test_what_an_override_has_from_its_series_is_no_edit_of_its_own() -> None:
    """N07: two made the same exception, one of them after a change of the whole series."""
    mine = done(BASE, edited(location="Room 2"), edited(MADE, summary="Mine"))
    theirs = done(BASE, edited(MADE, location="Room 5"))
    for merged in (merge(BASE, mine, theirs), merge(BASE, theirs, mine)):
        row = next(row for row in scan(merged.text).rows if row.recurrence_id == MADE)
        assert (merged.clashes, row.summary, row.location) == ((), "Mine", "Room 5")
    theirs = done(BASE, edited(MADE, description="Words"))
    for merged in (merge(BASE, mine, theirs), merge(BASE, theirs, mine)):
        row = next(row for row in scan(merged.text).rows if row.recurrence_id == MADE)
        assert (row.summary, row.location, row.description) == ("Mine", "Room 2", "Words")
    mine, theirs = done(BASE, edited(status=Status.TENTATIVE)), done(BASE, edited(status=Status.CANCELLED))
    merged = merge(BASE, mine, theirs)
    assert len(merged.clashes) == 1  # the override changed, too, but with the series
    chosen = scan(resolve(BASE, mine, theirs, {0: "mine"})).rows
    assert [row.status for row in chosen] == [Status.TENTATIVE, Status.TENTATIVE]


def test_an_occurrence_that_is_kept_follows_the_series() -> None:
    """A30: deleted here, changed there, and a link made here meanwhile."""
    mine = done(conference.attach(BASE, LINK, now=LATER), edited(location="Room 2"), removed(MADE))
    merged = merge(BASE, mine, done(BASE, edited(MADE, summary="Kept")))
    assert [clash.property for clash in merged.clashes] == ["VEVENT"]
    assert [row.location for row in scan(merged.text).rows] == ["Room 2", "Room 9", "Room 2"]
    assert [row.meeting_id for row in scan(merged.text).rows] == [LINK.meeting_id] * 3


def test_what_we_sent_and_took_back_is_taken_back() -> None:
    """`sent` for whole occurrences: the server has an exception, or a deletion, that we undid since."""
    sent = done(BASE, removed(OVERRIDE), edited(MADE, summary="Made"))
    merged = merge(BASE, BASE, done(sent, put("LOCATION", "Room 4")), sent=[sent])
    assert merged.clashes == ()
    assert same_meaning(plain(merged.text), plain(done(BASE, put("LOCATION", "Room 4"))))


def test_answers() -> None:
    """PARTSTAT: others' newest is theirs, the own one is an edit; parameters of servers stay."""
    mine = done(BASE, answer("anna@example.com", "ACCEPTED"))
    theirs = done(BASE, answer("ben@example.com", "DECLINED"), swapped("SCHEDULE-STATUS=1.2", "SCHEDULE-STATUS=2.0"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert dict(scan(merged.text).rows[0].attendees) == {"anna@example.com": "ACCEPTED", "ben@example.com": "DECLINED"}
    assert "SCHEDULE-STATUS=2.0" in unfold(merged.text)
    theirs = done(theirs, answer("anna@example.com", "TENTATIVE"))
    (clash,) = merge(BASE, mine, theirs, own={"anna@example.com"}).clashes
    assert (clash.property, clash.subject) == ("ATTENDEE", "anna@example.com")
    assert clash.mine == "Anna <anna@example.com> (REQ-PARTICIPANT, ACCEPTED)"
    assert merge(BASE, mine, theirs, own={"me@example.com"}).clashes == ()
    chosen = scan(resolve(BASE, mine, theirs, {0: "mine"})).rows[0].attendees
    assert dict(chosen)["anna@example.com"] == "ACCEPTED"


def test_an_answer_does_not_invite_again_but_a_new_role_asks() -> None:
    """Attendees by address: taken off here."""
    mine = done(BASE, people(remove="ben@example.com"))
    answered = merge(BASE, mine, done(BASE, answer("ben@example.com", "ACCEPTED")))
    assert (answered.clashes, "ben@" in answered.text) == ((), False)
    promoted = done(BASE, swapped("ATTENDEE;CN=Ben:", "ATTENDEE;CN=Ben;ROLE=CHAIR:"))
    asked = merge(BASE, mine, promoted)
    assert [clash.subject for clash in asked.clashes] == ["ben@example.com"]
    assert asked.text == promoted


def test_alarms_are_a_set_and_ours_win() -> None:
    """Alarms: each by what it rings for."""
    mine = done(BASE, edited(alarms=(Alarm(timedelta(minutes=-15)), Alarm(timedelta(minutes=-60)))))
    theirs = done(BASE, swapped("X-ALARM:kept\r\n", "X-ALARM:kept\r\nACKNOWLEDGED:20270101T000000Z\r\n"))
    theirs = theirs.replace(
        "BEGIN:VALARM", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nBEGIN:VALARM"
    )
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert [unfold(merged.text).count(one) for one in ("-PT1H", "-PT15M", "-PT5M", "ACKNOWLEDGED")] == [1, 1, 1, 1]
    assert merged.text.index("-PT1H") < merged.text.index("-PT5M")
    none = merge(BASE, done(BASE, edited(alarms=())), theirs)
    assert ("-PT15M" in none.text, "-PT5M" in none.text) == (False, True)


# The meeting


def test_the_link_and_the_users_text_go_apart() -> None:
    """Link made here, words changed there, and the other way round: the block is no part of the text."""
    mine = conference.attach(BASE, LINK, now=LATER)
    theirs = done(BASE, put("DESCRIPTION", "Other words"), put("LOCATION", ""))
    for merged in (merge(BASE, mine, theirs), merge(BASE, theirs, mine)):
        assert merged.clashes == ()
        found = conference.find(merged.text)
        assert found is not None and found.meeting_id == LINK.meeting_id
        row = scan(merged.text).rows[0]
        assert (conference.user_text(row.description), row.location) == ("Other words", "")
        assert all(block.intact for block in fence.blocks_of(row.description))
        assert same_meaning(conference.detach(merged.text, now=LATER, tombstone=False), theirs)
    merged = merge(BASE, conference.attach(theirs, LINK, now=LATER), done(BASE, put("LOCATION", "Room 8")))
    assert scan(merged.text).rows[0].location in ("", "Room 8")


def test_a_place_beats_the_link_in_its_place() -> None:
    """Zoom.md §8: LOCATION holds the link only while it is empty."""
    bare = done(ONE, put("LOCATION", ""), put("GEO", ""))
    linked, placed = conference.attach(bare, LINK, now=LATER), done(bare, put("LOCATION", "Room 8"))
    for merged in (merge(bare, linked, placed), merge(bare, placed, linked)):
        assert (merged.clashes, scan(merged.text).rows[0].location) == ((), "Room 8")
        assert conference.find(merged.text) is not None


def test_a_new_override_of_theirs_gets_the_link() -> None:
    """Zoom.md §8: written to the master and all overrides."""
    mine, theirs = conference.attach(BASE, LINK, now=LATER), done(BASE, edited(MADE, summary="Extra"))
    for merged in (merge(BASE, mine, theirs), merge(BASE, theirs, mine)):
        rows_ = scan(merged.text).rows
        assert [row.meeting_id for row in rows_] == [LINK.meeting_id] * 3
        assert all(LINK.join_url in row.description for row in rows_)


def test_a_tombstone_wins_on_either_side() -> None:
    """Zoom.md §10: taken off here or there, no edit brings the link back."""
    base = conference.attach(BASE, LINK, now=NOW)
    off = conference.detach(base, now=LATER)
    edits = done(base, edited(summary="New"), edited(MADE, summary="Extra"))
    for merged in (merge(base, off, edits), merge(base, edits, off)):
        assert merged.clashes == ()
        assert (conference.find(merged.text), conference.gone(merged.text)) == (None, (LINK.meeting_id,))
        assert LINK.join_url not in unfold(merged.text)
        assert {row.summary for row in scan(merged.text).rows} == {"New", "Short review", "Extra"}
    # published late by the one, taken off by the other: no common base has it
    for one, other in ((base, off), (off, base)):
        merged = merge(BASE, one, other)
        assert (merged.clashes, conference.find(merged.text)) == ((), None)
        assert LINK.join_url not in unfold(merged.text)
    again = conference.attach(off, LINK, now=LATER)
    assert conference.find(merge(off, again, done(off, put("LOCATION", "Room 4"))).text) is not None


def test_of_two_new_meetings_the_published_one_stays() -> None:
    """Reliability §2.12: own link against another published one."""
    mine, theirs = conference.attach(BASE, LINK, now=LATER), conference.attach(BASE, OTHER, now=LATER)
    mine = done(mine, edited(summary="New"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert LINK.meeting_id not in unfold(merged.text)
    assert same_meaning(merged.text, done(theirs, edited(summary="New")))
    foreign = done(ONE, put("LOCATION", "https://zoom.us/j/5551234567"))
    merged = merge(ONE, conference.attach(done(ONE, put("SUMMARY", "New")), LINK, now=LATER), foreign)
    found = conference.find(merged.text)
    assert found is not None and found.meeting_id == "5551234567"
    assert LINK.meeting_id not in unfold(merged.text)
    assert scan(merged.text).rows[0].summary == "New"


def test_a_replaced_meeting_beats_our_own_earlier_one() -> None:
    """`sent`: the link there is the one we published before."""
    sent = conference.attach(BASE, LINK, now=NOW)
    mine = conference.attach(conference.detach(sent, now=NOW, tombstone=False), OTHER, now=LATER)
    merged = merge(BASE, mine, done(sent, put("LOCATION", "Room 4")), sent=[sent])
    found = conference.find(merged.text)
    assert found is not None and found.meeting_id == OTHER.meeting_id
    assert LINK.meeting_id not in unfold(merged.text)


def test_a_replaced_meeting_stays_where_another_program_dropped_the_old_one() -> None:
    """Absence is no tombstone: ours is written to every VEVENT."""
    base = conference.attach(BASE, LINK, now=NOW)
    mine = conference.attach(conference.detach(base, now=LATER, tombstone=False), OTHER, now=LATER)
    theirs = done(conference.detach(base, now=LATER, tombstone=False), put("SUMMARY", "New"))
    merged = merge(base, mine, theirs)
    assert same_meaning(merged.text, conference.attach(theirs, OTHER, now=LATER))
    assert [row.meeting_id for row in scan(merged.text).rows] == [OTHER.meeting_id] * 2


def test_a_text_that_contradicts_itself_is_not_ours_to_mend() -> None:
    """P-1: without a change of ours theirs stays as it is, a tombstone beside its own link, too."""
    theirs = done(conference.attach(BASE, LINK, now=NOW), put("X-DAINVO-ZOOM-GONE", LINK.meeting_id))
    assert merge(BASE, BASE, theirs).text == theirs
    assert merge(BASE, theirs, theirs).text == theirs


def test_what_only_the_program_wrote() -> None:
    """Reliability §2.12: the places of zoom.md §8, and nothing else."""
    linked = conference.attach(BASE, LINK, now=LATER)
    other = conference.attach(linked, OTHER, now=LATER, invitation="Anna invites you\nJoin")
    off = conference.detach(other, now=LATER)
    assert program_only(BASE, BASE) and program_only(BASE, linked) and program_only(linked, BASE)
    assert program_only(linked, other) and program_only(other, off) and program_only(BASE, off)
    assert program_only(conference.detach(linked, now=LATER), off)
    bare = done(ONE, put("LOCATION", ""))
    assert program_only(bare, conference.attach(bare, LINK, now=LATER))
    for edit in (
        edited(summary="New"),
        edited(location="Room 4"),
        edited(description="Other"),
        edited(MADE, summary="New"),
        removed(MADE),
        answer("ben@example.com", "DECLINED"),
        edited(alarms=()),
        moved(timedelta(hours=1)),
        put("CONFERENCE", "https://meet.example.com/x", 0, "VALUE=URI"),
    ):
        assert not program_only(BASE, done(BASE, edit))
        assert not program_only(linked, done(linked, edit))
    assert not program_only(BASE, "nonsense") and program_only("nonsense", "nonsense")


# The sheet


def test_rows_of_the_sheet() -> None:
    """A08: clashes first, then what was decided; times as values, too."""
    mine = done(ONE, edited(summary="Mine"), moved(timedelta(hours=1)), people(add="cleo@example.com"))
    theirs = done(ONE, put("SUMMARY", "Theirs"), put("LOCATION", "Room 7"))
    found = {row.property: row for row in rows(ONE, mine, theirs)}
    assert next((row.property, row.clash) for row in rows(ONE, mine, theirs)) == ("SUMMARY", 0)
    assert found["DTSTART"].mine.start == scan(mine).rows[0].dtstart
    assert found["DTSTART"].theirs == found["DTSTART"].before
    assert (found["LOCATION"].before.text, found["LOCATION"].theirs.text) == ("Room 1, 52.5;13.4", "Room 7, 52.5;13.4")
    assert (found["ATTENDEE"].subject, found["ATTENDEE"].before.text) == ("cleo@example.com", "")
    assert set(found) == {"SUMMARY", "DTSTART", "LOCATION", "ATTENDEE"}


# Laws

UNITS: dict[str, tuple[Edit, ...]] = {
    # What other programs write to the master first, then occurrences, times last: in this order the edits of both
    # sides one after the other are what a merge should give.
    "class": (put("CLASS", "PRIVATE"), put("CLASS", "CONFIDENTIAL")),
    "transp": (put("TRANSP", "TRANSPARENT"),),
    "organizer": (put("ORGANIZER", "mailto:you@example.com"), put("ORGANIZER", "mailto:they@example.com")),
    "attendee ben": (answer("ben@example.com", "ACCEPTED"), answer("ben@example.com", "DECLINED")),
    "category": (swapped("Work,Design", "Work,Design,New"),),
    "comment": (put("COMMENT", "One more"),),
    "unknown": (put("X-FOO", "other"), put("X-FOO", "")),
    f"occurrence {MADE} summary": (edited(MADE, summary="Made 1"), edited(MADE, summary="Made 2")),
    f"occurrence {MADE} location": (edited(MADE, location="Made 3"), edited(MADE, location="Made 4")),
    f"occurrence {OVERRIDE} summary": (edited(OVERRIDE, summary="Over 1"), edited(OVERRIDE, summary="Over 2")),
    f"occurrence {OVERRIDE} times": (moved(timedelta(hours=2), OVERRIDE), moved(timedelta(hours=-3), OVERRIDE)),
    f"occurrence {LAST}": (edited(LAST, summary="Last 1"), removed(LAST)),
    "summary": (edited(summary="Title 1"), edited(summary="Title 2")),
    "location": (edited(location="Place 1"), edited(location="Place 2")),
    "description": (edited(description="Words 1\n\nend"), edited(description="")),
    "status": (edited(status=Status.TENTATIVE), edited(status=Status.CANCELLED)),
    "rrule": (edited(rrule="FREQ=WEEKLY;COUNT=12"), edited(rrule="FREQ=WEEKLY;COUNT=7")),
    "attendee cleo": (people(add="cleo@example.com"),),
    "attendee anna": (people(remove="anna@example.com"),),
    "alarm": (edited(alarms=(Alarm(timedelta(minutes=-15)), Alarm(timedelta(minutes=-5), from_end=True))),),
    "meeting": (lambda text: conference.attach(text, LINK, now=LATER),),
    "times": (moved(timedelta(hours=1)), moved(timedelta(days=2, hours=-1))),
}
ORDER = {unit: place for place, unit in enumerate(UNITS)}
CHANGES = st.dictionaries(st.sampled_from(list(UNITS)), st.integers(0, 1), max_size=6)
#: What overlaps without a question: theirs counts, or both are kept.
SILENT = ("unknown", "meeting")


def carried_out(text: str, changes: dict[str, int]) -> str:
    for unit in sorted(changes, key=ORDER.__getitem__):
        edits = UNITS[unit]
        text = edits[changes[unit] % len(edits)](text)
    return text


@st.composite
def server_noise(draw: st.DrawFn, text: str) -> str:
    """What a server may do to a text by itself: folds, line ends of the whole, stamps, lines of its own."""
    document = Document(text)
    for event in document.events:
        if draw(st.booleans()):
            event.put("DTSTAMP", "20280101T000000Z")
        if draw(st.booleans()):
            event.put("X-SERVER", str(draw(st.integers(0, 9))))
        if draw(st.booleans()):
            event.items.reverse()
    text = document.text()
    return text.replace("\r\n", "\n") if draw(st.booleans()) else text


@given(CHANGES)
@settings(max_examples=60)
def test_one_side_alone_gives_that_side(changes: dict[str, int]) -> None:
    """P-1: merge(b, b, t) is t, merge(b, m, b) means m, merge(b, x, x) is x, each without a clash."""
    text = carried_out(BASE, changes)
    assert merge(BASE, BASE, text) == merge(BASE, text, text)
    assert merge(BASE, BASE, text).text == text
    merged = merge(BASE, text, BASE)
    assert merged.clashes == ()
    assert same_meaning(merged.text, text)
    stamps = ("DTSTAMP", "LAST-MODIFIED")
    assert lines(merged.text, without=stamps) == lines(text, without=stamps)


@given(CHANGES, CHANGES, st.data())
@settings(max_examples=100)
def test_changes_that_do_not_overlap_are_all_there(
    changes: dict[str, int], there: dict[str, int], data: st.DataObject
) -> None:
    """P-1: no clash, both orders mean the same, and it is what both edits one after the other give."""
    there = {unit: value for unit, value in there.items() if unit not in changes}
    mine, theirs = carried_out(BASE, changes), data.draw(server_noise(carried_out(BASE, there)))
    merged, other = merge(BASE, mine, theirs), merge(BASE, theirs, mine)
    assert merged.clashes == () == other.clashes
    assert same_meaning(plain(merged.text), plain(other.text))
    assert sequence(merged.text) == sequence(other.text)
    assert same_meaning(plain(merged.text), plain(carried_out(BASE, changes | there)))
    sound(merged.text)
    if "unknown" not in changes:
        foo = Document(theirs).events[0].lines("X-FOO", "X-BAR", "X-SERVER")
        assert [line.raw for line in foo if line.raw not in merged.text] == []


@given(CHANGES, CHANGES)
@example({"rrule": 0}, {"rrule": 1, f"occurrence {LAST}": 1})
@example({"rrule": 0, f"occurrence {LAST}": 1}, {"rrule": 1})
@settings(max_examples=100)
def test_each_overlap_is_one_clash(changes: dict[str, int], there: dict[str, int]) -> None:
    """P-1: one clash for each unit both changed differently; choosing ours or theirs for all is complete."""
    mine, theirs = carried_out(BASE, changes), carried_out(BASE, there)
    overlapping = {
        unit
        for unit in changes.keys() & there.keys()
        if changes[unit] % len(UNITS[unit]) != there[unit] % len(UNITS[unit]) and not unit.startswith(SILENT)
    }
    merged = merge(BASE, mine, theirs)
    assert len(merged.clashes) == len(overlapping)
    sound(merged.text)
    ours: dict[int, Choice] = dict.fromkeys(range(len(merged.clashes)), "mine")
    assert resolve(BASE, mine, theirs, {}) == merged.text
    assert resolve(BASE, mine, theirs, dict.fromkeys(ours, "theirs")) == merged.text
    # where the rules clash, each stands with the dates left out of it: the question shows them, the choice takes them
    apart = set() if "rrule" not in overlapping else {(f"occurrence {LAST}", 1)}
    kept = there | {unit: value for unit, value in changes.items() if unit not in there and (unit, value) not in apart}
    assert same_meaning(plain(merged.text), plain(carried_out(BASE, kept)))
    taken = resolve(BASE, mine, theirs, ours)
    silent = {unit: there[unit] for unit in SILENT if unit in there}
    there = {unit: value for unit, value in there.items() if unit in changes or (unit, value) not in apart}
    if not any(clash.property == "VEVENT" for clash in merged.clashes):  # else edits of a deleted one are not replayed
        assert same_meaning(plain(taken), plain(carried_out(BASE, there | changes | silent)))
    sound(taken)


@given(CHANGES, CHANGES)
@settings(max_examples=100)
def test_nothing_is_invented(changes: dict[str, int], there: dict[str, int]) -> None:
    """P-1: every property in the result is one of theirs or ours, but for SEQUENCE, sets of words, and moved dates."""
    changes.pop("times", None), there.pop("times", None)
    mine, theirs = carried_out(BASE, changes), carried_out(BASE, there)
    known = {*lines(mine), *lines(theirs)}
    new = [line for line in lines(merge(BASE, mine, theirs).text) if line not in known]
    assert [line for line in new if not line.startswith(("SEQUENCE", "CATEGORIES", "DESCRIPTION", "ATTENDEE"))] == []


BROKEN = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from(
            [
                "", "DTSTART:99991231T235959Z", "DTSTART;VALUE=DATE:00010101", "DTSTART:20270301T090000", "DTEND:x",
                "DURATION:-P3W", "RRULE:FREQ=SECONDLY", "RRULE:nonsense", "EXDATE;VALUE=DATE:20270308",
                "RECURRENCE-ID:20270308T080000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270308T080000Z", "BEGIN:VEVENT",
                "END:VEVENT", "SEQUENCE:-1", "SEQUENCE:9999999999", "ATTENDEE;CN=\"x:y", "DESCRIPTION:\\", "UID:u2",
                "X-DAINVO-ZOOM-GONE:92674392836", "X-DAINVO-ZOOM-ID:92674392836", "CATEGORIES:,\\,,", " folded",
                "BEGIN:VALARM", "END:VALARM", "\x00:;", "RDATE;VALUE=PERIOD:20270301T090000Z/PT1H",
                "DTSTART;TZID=Nowhere/At-All:20270301T090000", "METHOD:PUBLISH",
            ]
        ),
        st.booleans(),
    ),
    max_size=4,
)  # fmt: skip


def broken(text: str, cuts: list[tuple[int, str, bool]]) -> str:
    rows_ = text.split("\r\n")
    for at, line, instead in cuts:
        at %= len(rows_)
        rows_[at : at + instead] = [line]
    return "\r\n".join(rows_)


@given(CHANGES, CHANGES, BROKEN, BROKEN, BROKEN)
@settings(max_examples=120)
def test_any_text_is_merged_or_malformed(
    changes: dict[str, int],
    there: dict[str, int],
    cuts: list[tuple[int, str, bool]],
    my_cuts: list[tuple[int, str, bool]],
    their_cuts: list[tuple[int, str, bool]],
) -> None:
    """P-1: never another error; what comes out can be scanned, and every side alone still gives that side."""
    base, mine = broken(BASE, cuts), broken(carried_out(BASE, changes), my_cuts)
    theirs = broken(carried_out(BASE, there), their_cuts)
    try:
        merged = merge(base, mine, theirs, sent=[mine, "x"])
    except Malformed:
        return
    scan(merged.text)
    merged = merge(base, mine, theirs)
    scan(merged.text)
    scan(resolve(base, mine, theirs, dict.fromkeys(range(len(merged.clashes)), "mine")))
    assert merge(base, base, theirs).text == theirs
    assert rows(base, mine, theirs) is not None
    program_only(base, mine)


def test_texts_of_two_resources_are_refused() -> None:
    with pytest.raises(Malformed):
        merge(BASE, BASE, BASE.replace("UID:u1", "UID:u2"))


@pytest.mark.parametrize("first", ["20270122", "20270226", "20270216"])
@pytest.mark.parametrize("dragged_there", [False, True])
def test_a_date_taken_out_stays_out_of_dates_of_the_month_that_the_other_side_dragged(
    first: str, dragged_there: bool
) -> None:
    """A08: fourth Fridays become the last ones; the one of July is deleted and that of May is renamed elsewhere. The
    first date is dragged along, stays as it is both, or is none of the rule."""
    base = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:months\r\n"
        f"DTSTAMP:20260101T000000Z\r\nDTSTART:{first}T090000\r\nDTEND:{first}T100000\r\n"
        "RRULE:FREQ=MONTHLY;BYDAY=4FR;COUNT=9\r\nSUMMARY:Months\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    april, june, july = (RecurrenceId(f"2027{day}T090000") for day in ("0423", "0625", "0723"))
    draft = read(base, april, collection=HERE).draft
    week = timedelta(days=7)
    later = replace(draft, start=draft.start + week, end=draft.end + week)
    dragged = apply(base, later, scope=Scope.ALL, recurrence_id=april, now=LATER)
    other = remove_occurrence(base, july, now=LATER)
    titled = replace(read(other, june, collection=HERE).draft, summary="June")
    other = apply(other, titled, scope=Scope.THIS, recurrence_id=june, now=LATER)
    merged = merge(base, *((other, dragged) if dragged_there else (dragged, other)))
    assert merged.clashes == ()
    index = scan(merged.text)
    year = TimeRange(datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))
    found = [
        (f"{one.start:%m-%d}", index.rows[one.row].summary)
        for one in occurrences(index, year, ZoneInfo("Europe/Berlin"))
    ]
    assert found == [("04-30", "Months"), ("05-28", "Months"), ("06-25", "June"), ("08-27", "Months")]
