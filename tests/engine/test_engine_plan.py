"""What a sync decides, and when it happens again: pure, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dainvo.engine.plan import Held, batches, decide, decide_changes, slices, too_many_deletions
from dainvo.engine.schedule import backoff_s, next_look, next_sync, zoom_wait_s
from dainvo.ical.event import ETag, Href, State

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)


def held(etag: str, state: State = State.CLEAN) -> Held:
    return Held(ETag(etag), state)


def test_an_equal_etag_is_not_fetched_again() -> None:
    """A05."""
    local = {Href("/a"): held("1"), Href("/b"): held("1")}
    plan = decide(local, {Href("/a"): ETag("1"), Href("/b"): ETag("2"), Href("/c"): ETag("1")})
    assert plan.fetch == ("/b", "/c")
    assert plan.drop == ()


def test_without_an_etag_everything_is_fetched() -> None:
    """A36: a missing ETag proves nothing."""
    assert decide({Href("/a"): held("")}, {Href("/a"): ETag("")}).fetch == ("/a",)


def test_what_is_gone_is_dropped_but_not_what_was_edited_or_never_sent() -> None:
    """A06, I-3."""
    local = {
        Href("/clean"): held("1"),
        Href("/changed"): held("1", State.CHANGED),
        Href("/new"): held("", State.NEW),
        Href("/deleted"): held("1", State.DELETED),
    }
    plan = decide(local, {})
    assert plan.drop == ("/clean", "/deleted")
    assert plan.orphaned == ("/changed",)


def test_changes_name_only_what_changed() -> None:
    local = {Href("/a"): held("1"), Href("/b"): held("1")}
    plan = decide_changes(local, {Href("/a"): ETag("1")}, {Href("/b"): None, Href("/unknown"): None})
    assert plan.fetch == ()
    assert plan.drop == ("/b",)


@pytest.mark.parametrize(
    ("here", "drops", "empty", "asks"),
    [
        (0, 0, True, False),
        (1, 1, False, False),
        (3, 3, True, True),
        (9, 9, False, False),
        (10, 5, False, False),
        (10, 6, False, True),
        (1000, 20, False, False),
        (1000, 21, False, True),
    ],
)
def test_mass_deletion_is_asked_about(here: int, drops: int, empty: bool, asks: bool) -> None:
    """Decision 20: an empty listing, more than 20, or more than half of a calendar of at least 10."""
    assert too_many_deletions(here, drops, listing_empty=empty) is asks


def test_slices_and_batches_keep_order_and_lose_nothing() -> None:
    assert [list(part) for part in slices(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(batches(iter("abcde"), 2)) == [["a", "b"], ["c", "d"], ["e"]]


def test_backoff_doubles_with_jitter_up_to_a_quarter_of_an_hour() -> None:
    """Reliability §2.3."""
    assert backoff_s(1, 1.0) == 4.0
    assert backoff_s(3, 0.5) == 8.0
    assert backoff_s(50, 1.0) == 900.0
    assert backoff_s(1, 0.0) == 0.5


def test_the_servers_wish_wins_up_to_a_day() -> None:
    """A11: Retry-After."""
    quarter = timedelta(minutes=15)
    asked = next_sync(NOW, quarter, failures=3, retry_after_s=3600.0, jitter=1.0)
    assert asked == NOW + timedelta(hours=1)
    assert next_sync(NOW, quarter, failures=1, retry_after_s=10.0**9, jitter=1.0) == NOW + timedelta(days=1)
    assert next_sync(NOW, quarter, failures=0, retry_after_s=None, jitter=1.0) == NOW + quarter
    assert next_sync(NOW, quarter, failures=1, retry_after_s=None, jitter=1.0) == NOW + timedelta(seconds=4)


def test_zoom_is_asked_again_after_1_4_and_15_seconds() -> None:
    """zoom.md §6.3."""
    assert [zoom_wait_s(tries, None, 1.0) for tries in (1, 2, 3)] == [1.0, 4.0, 15.0]
    assert zoom_wait_s(4, None, 0.0) == 15.0
    assert zoom_wait_s(1, 0.2, 1.0) == 1.0
    assert (zoom_wait_s(3, 1.0, 1.0), zoom_wait_s(4, 1.0, 0.0), zoom_wait_s(4, 100.0, 0.0)) == (1.0, 15.0, 100.0)
    assert zoom_wait_s(1, 10.0**9, 1.0) == 25 * 3600.0


def test_lost_answers_are_looked_for_at_10_s_1_min_and_5_min() -> None:
    """M19, zoom.md §10."""
    looks = []
    now = NOW
    while (when := next_look(NOW, now)) is not None:
        looks.append((when - NOW).total_seconds())
        now = when
    assert looks == [10.0, 60.0, 300.0]
