"""Accounts and calendars in the copy, and the search over what they hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.calendar_texts import event_text, vcalendar, vevent
from fakes.offline_copies import BERLIN, NOON, Copy, listed

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, Href, PartStat
from dainvo.store import folding
from dainvo.store.rows import AccountState, CollectionState


def test_account_as_the_views_see_it(copy: Copy) -> None:
    """A21: state, reason and times of an account."""
    later = NOON + timedelta(minutes=15)
    copy.store.set_account(
        copy.account, state=AccountState.NEEDS_USER, why=Why.WRONG_PASSWORD, last_sync=NOON, next_sync=later
    )
    [shown] = copy.reader.accounts()
    assert (shown.host, shown.user, shown.state, shown.why) == (
        "cal.example.com", "anna", AccountState.NEEDS_USER, Why.WRONG_PASSWORD,
    )  # fmt: skip
    assert (shown.last_sync, shown.next_sync) == (NOON, later)
    assert shown.last_sync is not None
    assert shown.last_sync.tzinfo is BERLIN
    assert copy.reader.status().problems == (copy.account,)


def test_details_are_merged_by_key(copy: Copy) -> None:
    copy.store.set_account(copy.account, detail={"a": 1, "b": 2})
    copy.store.set_account(copy.account, detail={"a": None, "b": 3})
    assert copy.store.account(copy.account).detail == {"addresses": ["Anna@example.com"], "b": 3}
    assert copy.store.account(copy.account).addresses == {"anna@example.com"}


def test_what_is_not_there_is_refused(copy: Copy) -> None:
    with pytest.raises(Refused) as failure:
        copy.store.account(AccountId(99))
    assert failure.value.why is Why.NO_SUCH_ACCOUNT
    with pytest.raises(Refused) as failure:
        copy.store.set_account(AccountId(99), name="x")
    assert failure.value.why is Why.NO_SUCH_ACCOUNT
    for call in (
        lambda: copy.store.collection(CollectionId(99)),
        lambda: copy.store.set_collection(CollectionId(99), ctag="x"),
        lambda: copy.take(event_text(), collection=CollectionId(99)),
    ):
        with pytest.raises(Refused) as failure:
            call()
        assert failure.value.why is Why.NO_SUCH_CALENDAR


def test_listing_keeps_local_choices(copy: Copy) -> None:
    """A new name and colour of the server arrive; what was chosen here stays, and so does the sync state."""
    copy.store.set_collection(copy.work, visible=False, local_color="#000000", sync_token="t1", ctag="c1")
    told = [
        listed(Href("/work/"), name="Job", color="#ffffff", writable=False),
        listed(Href("/new/"), name="New", order=9),
    ]
    came, gone = copy.store.put_collections(copy.account, told)
    assert gone == [copy.home]
    work = copy.store.collection(copy.work)
    assert (work.name, work.visible, work.local_color, work.sync_token, work.ctag) == (
        "Job",
        False,
        "#000000",
        "t1",
        "c1",
    )
    assert (work.writable, work.why_read_only) == (False, Why.READ_ONLY)
    shown = {each.id: each for each in copy.reader.collections()}
    assert shown[copy.work].color == "#000000"
    assert shown[came[0]].color == "#2F6FDE"


def test_gone_calendar_stays_read_only_and_comes_back(copy: Copy) -> None:
    """Reliability 2.13: a calendar no longer listed is kept, read-only, with what it holds."""
    copy.take(event_text(), collection=copy.home)
    work = listed(Href("/work/"))
    copy.store.put_collections(copy.account, [work])
    home = copy.store.collection(copy.home)
    assert (home.state, home.writable, home.why_read_only) == (CollectionState.GONE, False, Why.GONE)
    assert len(copy.day(2026, 10, 14)) == 1
    came, gone = copy.store.put_collections(copy.account, [work, listed(Href("/home/"))])
    assert (came, gone) == ([], [])
    assert copy.store.collection(copy.home).state is CollectionState.OK
    assert copy.store.collection(copy.home).writable


def test_a_question_about_a_calendar_outlives_a_listing(copy: Copy) -> None:
    copy.store.set_collection(copy.work, state=CollectionState.ASKING, why=Why.MASS_DELETION)
    copy.store.put_collections(copy.account, [listed(Href("/work/")), listed(Href("/home/"))])
    assert copy.store.collection(copy.work).state is CollectionState.ASKING


def test_calendars_without_a_colour_get_different_ones(copy: Copy) -> None:
    copy.store.put_collections(copy.account, [listed(Href(f"/{n}/"), name=str(n), color="", order=n) for n in range(6)])
    colors = [each.color for each in copy.reader.collections() if each.state is CollectionState.OK]
    assert len(set(colors)) == 6


# search


@pytest.mark.parametrize("typed", ["zazolc", "Zażółć", "ZAŻÓŁĆ gęślą", "gesla zaz", "zazo"])
def test_search_folds_what_unicode_does_not(copy: Copy, typed: str) -> None:
    """K13: letters that FTS5 leaves alone are folded on both sides."""
    copy.take(event_text("u1", "Zażółć gęślą jaźń"))
    assert [each.uid for each in copy.reader.search(typed)] == ["u1"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"), ("Ørsted", "orsted"), ("Đorđe", "dorde"), ("Æther", "aether"), ("Straße", "strasse"),
        ("Þórr", "thorr"), ("ﬁn", "fin"), ("İstanbul", "istanbul"), ("ＡＢ", "ab"), ("Résumé", "resume"),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str) -> None:
    assert folding.fold(text) == folded
    assert folding.fold(folding.fold(text)) == folded


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "*", "summary:", "a OR b)", "NEAR(", "^x", "-x", "{a b}", "\x00", "'; --"]
)
def test_nothing_typed_breaks_the_search(copy: Copy, typed: str) -> None:
    copy.take(event_text())
    copy.reader.search(typed)


def test_search_covers_title_place_notes_and_people(copy: Copy) -> None:
    """K13: of the whole history, also an override's own words."""
    old = event_text(
        "u1", "Alpha", "20171014T090000", "20171014T100000",
        "LOCATION:Beta", "DESCRIPTION:Gamma delta", "ORGANIZER:mailto:epsilon@example.com",
        "ATTENDEE:mailto:zeta@example.com",
    )  # fmt: skip
    master = vevent("u2", "Eta", "20261012T090000", "20261012T093000", "RRULE:FREQ=WEEKLY;COUNT=4")
    override = vevent(
        "u2", "Theta", "20261019T090000", "20261019T093000", "RECURRENCE-ID;TZID=Europe/Berlin:20261019T090000"
    )
    copy.take(old, vcalendar(master, override))
    for word in ("alpha", "beta", "gam", "delta gamma", "epsilon", "zeta@example"):
        assert [each.uid for each in copy.reader.search(word)] == ["u1"], word
    assert [each.uid for each in copy.reader.search("theta")] == ["u2"]
    assert copy.reader.search("alpha eta") == []


def test_search_gives_titles_first_then_the_nearest(copy: Copy) -> None:
    copy.take(
        event_text("far", "Budget", "20270301T090000", "20270301T100000"),
        event_text("near", "Budget", "20261015T090000", "20261015T100000"),
        event_text("notes", "Other", "20261014T123000", "20261014T130000", "DESCRIPTION:budget"),
        event_text("past", "Budget day", "20261001", "20261002"),
    )
    assert [each.uid for each in copy.reader.search("budget")] == ["near", "past", "far", "notes"]
    assert len(copy.reader.search("budget", limit=2)) == 2


def test_series_is_found_once_as_its_next_occurrence(copy: Copy) -> None:
    copy.take(vcalendar(vevent("s", "Jour fixe", "20260105T090000", "20260105T093000", "RRULE:FREQ=WEEKLY")))
    [found] = copy.reader.search("jour")
    assert found.recurrence_id == "20261019T090000"


def test_edits_and_deletions_change_what_is_found(copy: Copy) -> None:
    resource = copy.one(event_text(summary="Alpha"))
    copy.store.edit_local(resource, event_text(summary="Beta"))
    assert copy.reader.search("alpha") == []
    assert len(copy.reader.search("beta")) == 1
    copy.store.delete_local(resource)
    assert copy.reader.search("beta") == []


def test_own_answer_needs_the_own_address(copy: Copy) -> None:
    """The user name counts as an address if it looks like one."""
    other = copy.store.add_account("caldav", "Bob", user="Bob@example.com")
    (bobs,), _ = copy.store.put_collections(other, [listed(Href("/bob/"))])
    text = event_text(
        "u1", "a", "20261014T090000", "20261014T100000", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com"
    )
    copy.take(text, collection=bobs)
    copy.take(text)
    answers = {each.collection: each.own_partstat for each in copy.day(2026, 10, 14)}
    assert answers == {bobs: PartStat.ACCEPTED, copy.work: None}
