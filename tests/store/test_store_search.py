"""K13: what is found, in which order, and where a click on it leads; the same with few hits and with very many."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import product

import pytest
from fakes.calendar_texts import event_text, vcalendar, vevent
from fakes.offline_copies import NOON, Copy

from dainvo.store import searching


def uids(copy: Copy, typed: str, limit: int = 50) -> list[str]:
    return [each.uid for each in copy.reader.search(typed, limit)]


@pytest.mark.parametrize(
    "typed", ["anna", "müller", "muller ann", "o'neil", "Łukasz", "lukasz", "søren", "soren", "zeta@example", "zeta"]
)
def test_people_are_found_by_name(copy: Copy, typed: str) -> None:
    """K13: names as well as addresses, quoted, folded over lines, in capital letters."""
    people = [
        'ORGANIZER;CN="Müller, Anna":mailto:a.m@example.com',
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Łukasz O'Neil Sø\r\n ren;RSVP=TRUE:mailto:zeta@example.com",
    ]
    copy.take(event_text("u1", "Plan", "20261014T090000", "20261014T100000", *people), event_text("u2", "CN=Anna"))
    assert uids(copy, typed)[0] == "u1" or typed == "anna"
    assert "u1" in uids(copy, typed)


def test_a_word_of_the_notes_of_nine_years_ago_is_found(copy: Copy) -> None:
    """K13: and where the event was, in the year that it was in."""
    old = ("20171014T090000", "20171014T100000")
    copy.take(
        event_text("old", "Review", *old, "DESCRIPTION:We agreed on the saffron\r\n  curtains."),
        *(event_text(f"u{number}", f"Review {number}") for number in range(40)),
    )
    [found] = copy.reader.search("saffron")
    assert (found.uid, found.start.year) == ("old", 2017)


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("会议室预订", "会议"), ("会议室预订", "预订"), ("予定のメモ", "メモ"), ("ประชุมทีม", "ทีม"),
        ("회의 일정", "회의"),
        ("ŧrađe ƀank", "trade bank"), ("Große Æra", "grosse aera"), ("Ŋgoma Ħal", "ngoma hal"), ("Ελλάδα", "ελλαδα"),
        ("Ёлка", "елка"), ("naïve façade", "naive facade"), ("under_score", "score"), ("a-b.c", "b c"),
    ],
)  # fmt: skip
def test_letters_and_signs_of_the_world(copy: Copy, title: str, typed: str) -> None:
    copy.take(event_text("u1", title), event_text("u2", "室会 other 議"))
    assert uids(copy, typed) == ["u1"]


def test_a_date_with_words_of_its_own_is_where_a_click_leads(copy: Copy) -> None:
    """K13: the words stand in one date of a series alone: that date; else the next one."""
    master = vevent("s", "Weekly", "20260101T090000", "20260101T093000", "RRULE:FREQ=WEEKLY")
    dates = [
        vevent("s", title, f"{day}T110000", f"{day}T113000", f"RECURRENCE-ID;TZID=Europe/Berlin:{day}T090000")
        for title, day in (("Budget", "20260305"), ("Budget two", "20261112"), ("Budget three", "20270107"))
    ]
    copy.take(vcalendar(master, *dates))
    [found] = copy.reader.search("budget")
    assert (found.summary, found.recurrence_id) == ("Budget two", "20261112T090000")
    [found] = copy.reader.search("budget three")
    assert found.recurrence_id == "20270107T090000"
    [found] = copy.reader.search("weekly")
    assert found.recurrence_id == "20261015T090000"


def test_words_of_titles_count_first_and_words_of_notes_alone_not(copy: Copy) -> None:
    """K13: a title needs every word; a word that no title has leaves the order to nearness."""
    near, far = ("20261014T120000Z", "20261014T130000Z"), ("20270314T120000Z", "20270314T130000Z")
    copy.take(
        event_text("notes", "Other", *near, "DESCRIPTION:please bring the budget review"),
        event_text("title", "Budget review", *far, "DESCRIPTION:please bring it"),
    )
    assert uids(copy, "budget rev") == ["title", "notes"]
    assert uids(copy, "please b") == ["notes", "title"]
    assert uids(copy, "please budget rev") == ["notes", "title"]


@pytest.mark.parametrize("many", [3_000, 3])
def test_a_series_is_as_near_as_its_next_date(copy: Copy, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """K13: a date that is over does not bring a series before what comes sooner; a long event is found as well."""
    monkeypatch.setattr(searching, "_MANY", many)
    late = (NOON - timedelta(hours=1)).strftime("%Y%m%dT%H%M%SZ")
    copy.take(
        event_text("yearly", "Review", late, late, "RRULE:FREQ=MONTHLY;INTERVAL=6"),
        event_text("trip", "Review", "20261016", "20261130"),
        *(event_text(f"u{day}", "Review", f"202610{day}T090000Z", f"202610{day}T100000Z") for day in range(17, 23)),
    )
    assert uids(copy, "review", 3) == ["trip", "u17", "u18"]
    assert uids(copy, "review")[-1] == "yearly"


@pytest.mark.parametrize("many", [3_000, 3])
def test_the_best_are_the_best(copy: Copy, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """K13, G9: titles first, then nearness, among all hits; looking around now gives the same as comparing all."""
    monkeypatch.setattr(searching, "_MANY", many)
    monkeypatch.setattr(searching, "_REACHES", (4, 400))
    chance = random.Random(5)  # noqa: S311 - a mixture, no secret
    texts, wanted = [], []
    for number in range(160):
        start = NOON + timedelta(hours=chance.randrange(-20_000, 20_000))
        title, notes = (
            chance.choice(["Review", "Other", "Reviewed plan", "Preview"]),
            chance.choice(["review x", "none"]),
        )
        kind = chance.choice(["%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%SF", "%Y%m%d"])
        end = start + timedelta(days=1 if kind == "%Y%m%d" else 0, hours=1)
        times = (start.strftime(kind), end.strftime(kind))
        texts.append(event_text(f"u{number}", title, *times, f"DESCRIPTION:{notes}"))
        in_title = title.lower().startswith("review")
        if in_title or notes.startswith("review"):
            wanted.append(f"u{number}")
    copy.take(*texts)
    found = copy.reader.search("review", 200)
    assert sorted(each.uid for each in found) == sorted(wanted)
    best = copy.reader.search("review", 12)
    assert [each.uid for each in best] == [each.uid for each in found[:12]]
    for typed, limit in product(("rev", "review x", "r", "plan rev"), (3, 10)):
        some, all_ = copy.reader.search(typed, limit), copy.reader.search(typed, 200)
        assert [each.uid for each in some] == [each.uid for each in all_[:limit]], typed


def test_places_are_given_by_how_often_they_were_used(copy: Copy) -> None:
    """E18: each once; a link is no place."""
    copy.take(
        event_text("u1", "a", "20261014T090000", "20261014T100000", "LOCATION:Room 4"),
        event_text("u2", "b", "20261015T090000", "20261015T100000", "LOCATION:Hall\\, Cologne"),
        event_text("u3", "c", "20261016T090000", "20261016T100000", "LOCATION:Hall\\, Cologne"),
        event_text("u4", "d", "20261017T090000", "20261017T100000", "LOCATION:https://x.example/j/1"),
        event_text("u5", "e"),
    )
    assert copy.reader.places() == ["Hall, Cologne", "Room 4"]
