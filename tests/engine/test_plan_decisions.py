"""What a sync asks for, believes and writes over: pure, as tables (A05, A07, A36, reliability §2.13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dainvo.engine.plan import (
    ANY,
    UNTOLD,
    Ask,
    came_whole,
    comparison_due,
    concerns_account,
    conditions,
    how_to_ask,
    is_doubtful,
    is_event,
    is_hopeless,
    is_strong,
    listing_may_help,
    smaller,
    unchanged,
)
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href
from dainvo.store.rows import ASK, UNREAD


@pytest.mark.parametrize(
    ("token", "supports", "held", "ask"),
    [
        ("t", True, 5000, Ask.CHANGES),
        ("t", False, 5000, Ask.LISTING),
        ("", True, 0, Ask.EVERYTHING),
        ("", True, 3, Ask.EVERYTHING),
        ("", True, 500, Ask.LISTING),  # a first sync that broke off: nothing comes twice
        ("", False, 0, Ask.LISTING),
    ],
)
def test_the_cheapest_question(token: str, supports: bool, held: int, ask: Ask) -> None:
    assert how_to_ask(token=token, supports_sync=supports, held=held) is ask


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (("t", "c"), ("t", "c"), True),
        (("t", "c"), ("t", ""), True),
        (("t", ""), ("t", ""), True),
        (("", "c"), ("", "c"), True),
        (("t", "c"), ("u", "c"), False),
        (("t", "c"), ("t", "d"), False),  # a token that never moves
        (("t", ""), ("t", "c"), False),  # a text could not be had
        (("", ""), ("", ""), False),
        (("t", ASK), ("t", ""), False),
        (("t", ASK), ("t", ASK), False),
        (("t", UNTOLD), ("t", "c"), True),  # the first sync asked for no state
        (("t", UNTOLD), ("u", "c"), False),
        (("t", UNTOLD), ("t", ""), True),
        (("", UNTOLD), ("", "c"), False),  # a server without tokens
        (("", UNTOLD), ("t", "c"), False),
    ],
)
def test_nothing_changed(before: tuple[str, str], now: tuple[str, str], same: bool) -> None:
    assert unchanged(token=before[0], ctag=before[1], new_token=now[0], new_ctag=now[1]) is same


@pytest.mark.parametrize(
    ("token", "told", "equal", "gone", "drops", "held", "doubtful"),
    [
        ("t", 1, 0, 0, 0, 100, False),
        ("t", 0, 0, 1, 1, 100, False),
        ("t", 3, 1, 0, 0, 2, False),  # one write of our own
        ("t", 0, 0, 0, 0, 100, True),  # nothing, though the token moved
        ("t", 100, 99, 0, 0, 150, True),  # the token was not looked at
        ("t", 90, 60, 0, 0, 100, True),
        ("t", 90, 40, 0, 0, 100, False),
        ("", 0, 0, 0, 0, 0, False),  # an empty calendar
        ("", 120, 0, 0, 0, 0, False),
        ("", 100, 0, 0, 0, 0, True),
        ("", 1000, 0, 0, 0, 0, True),
        ("", 256, 0, 0, 0, 0, True),
        ("", 10_000, 0, 0, 0, 0, False),
        ("", 30, 20, 0, 1, 21, True),  # something is missing where everything was asked for
    ],
)
def test_answers_in_doubt(token: str, told: int, equal: int, gone: int, drops: int, held: int, doubtful: bool) -> None:
    assert is_doubtful(token=token, told=told, equal=equal, gone=gone, drops=drops, held=held) is doubtful


FAILURES: list[tuple[DainvoError, bool, bool]] = [
    # the failure, whether it stops the account, whether a listing may help
    (TryLater(Why.OFFLINE), True, False),
    (TryLater(Why.NO_ANSWER, sent=True), True, False),
    (TryLater(Why.RATE_LIMITED), True, False),
    (TryLater(Why.SERVER_ERROR, sent=True, about={"status": "500"}), False, True),
    (TryLater(Why.SERVER_ERROR, about={"status": "503"}), True, False),
    (TryLater(Why.SERVER_ERROR, about={"status": "423"}), False, False),
    (TryLater(Why.SERVER_ERROR, retry_after_s=1.0, about={"status": "423"}), True, False),
    (NeedsUser(Why.WRONG_PASSWORD), True, False),
    (NeedsUser(Why.CERTIFICATE), True, False),
    (Refused(Why.REDIRECTED_AWAY), True, False),
    (Refused(Why.PLAIN_HTTP), True, False),
    (Refused(Why.REJECTED), False, True),
    (Refused(Why.GONE), False, True),
    (Refused(Why.NOT_ALLOWED), False, True),
    (Refused(Why.TOO_LARGE), False, True),
    (Malformed("html"), False, True),
    (Conflict(), False, False),
]


@pytest.mark.parametrize(("error", "account", "listing"), FAILURES)
def test_what_a_failure_is_about(error: DainvoError, account: bool, listing: bool) -> None:
    assert concerns_account(error) is account
    assert listing_may_help(error) is listing


def test_a_multiget_that_fails_is_asked_in_halves_and_at_last_singly() -> None:
    hrefs = [Href(f"/{number}") for number in range(21)]
    parts = smaller(hrefs)
    assert [len(part) for part in parts] == [10, 11]
    assert [href for part in parts for href in part] == hrefs
    assert smaller(hrefs[:8]) == []
    assert not is_hopeless(3, worked=False)
    assert is_hopeless(4, worked=False)
    assert not is_hopeless(40, worked=True)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", True),
        ("begin:vcalendar\nbegin:vevent \n", True),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nDESCRIPTION:a BEGIN:VTODO\r\n", False),
        ("BEGIN:VCALENDAR\r\nBEGIN:VJOURNAL\r\n", False),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:Vevent\r\n", True),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", None),
        ("<html>", None),
        ("", None),
    ],
)
def test_what_is_an_event(text: str, event: bool | None) -> None:
    assert is_event(text) is event


def test_what_if_match_says() -> None:
    """A07: a strong etag as it is; a weak or missing one only after reading, and never nothing."""
    assert conditions(ETag('"1"'), read=False) == ('"1"',)
    assert conditions(ETag('"1"'), read=True) == ('"1"',)
    assert conditions(ETag('W/"1"'), read=False) == ()
    assert conditions(ETag('W/"1"'), read=True) == ('"1"', 'W/"1"', ANY)
    assert conditions(ETag(""), read=False) == ()
    assert conditions(ETag(""), read=True) == (ANY,)
    assert conditions(UNREAD, read=False) == ()
    assert [is_strong(ETag(etag)) for etag in ('"1"', "1", 'W/"1"', "")] == [True, True, False, False]


def test_all_of_a_calendar_is_compared_soon_after_it_came_and_every_week() -> None:
    """A05, F-4: what a server leaves out without a sign comes to light by and by."""
    now = datetime(2027, 3, 10, tzinfo=UTC)
    came = came_whole(now)
    assert not comparison_due(now, None)
    assert not comparison_due(now, came)
    assert not comparison_due(now + timedelta(minutes=59), came)
    assert comparison_due(now + timedelta(hours=1), came)
    assert not comparison_due(now + timedelta(days=6), now)
    assert comparison_due(now + timedelta(days=7), now)


@pytest.mark.parametrize(
    ("token", "told", "doubtful"),
    [
        ("", 10, True),  # a first sync that ends in another state than the one that was listed
        ("", 0, True),
        ("t", 49, False),  # somebody writes just now
        ("t", 51, True),
    ],
)
def test_an_answer_from_another_state_may_have_been_cut(token: str, told: int, doubtful: bool) -> None:
    """A05: servers that cut an answer without 507 mostly name the state they got to."""
    same = is_doubtful(token=token, told=told, equal=0, gone=1, drops=0, held=200)
    other = is_doubtful(token=token, told=told, equal=0, gone=1, drops=0, held=200, other_state=True)
    assert (same, other) == (False, doubtful)


@pytest.mark.parametrize(
    ("token", "named", "doubtful"),
    [
        ("t", True, False),  # the server named the state that the changes lead to: that was all
        ("t", None, True),  # it named none
        ("", True, True),  # a first answer: some servers cut it and give the last token all the same
    ],
)
def test_a_hundred_changes_may_be_all(token: str, named: bool | None, doubtful: bool) -> None:
    """G4: a hundred changes cost two requests, where nothing speaks against it."""
    other_state = None if named is None else False
    found = is_doubtful(token=token, told=100, equal=0, gone=0, drops=0, held=1000, other_state=other_state)
    assert found is doubtful
