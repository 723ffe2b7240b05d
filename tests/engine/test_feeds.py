"""A11: subscriptions: asked conditionally, on their own interval, shown read-only; the last good copy stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import keyring.backends.null
import pytest
from fakes.calendar_texts import vcalendar, vevent
from fakes.engine_bench import Bench, until
from fakes.feed_server import FeedServer, feed_server

from dainvo.engine import feeds as feed
from dainvo.engine.actions import accounts, events, feeds, keeping
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, Online
from dainvo.secrets import Secrets
from dainvo.store.rescue import Rescue
from dainvo.store.rows import AccountState, CollectionRow
from dainvo.store.store import Store


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile", background=False)
    yield made
    made.close()
    assert not list(made.folder.glob("*feed*"))


def of(*titles: str, head: str = "X-WR-CALNAME:Team holidays\r\n") -> str:
    rows = [vevent(f"u-{title}", title, "20270310T090000", "20270310T100000") for title in titles]
    return vcalendar(*rows).replace("VERSION:2.0\r\n", f"VERSION:2.0\r\nMETHOD:PUBLISH\r\n{head}")


def titles(bench: Bench) -> list[str]:
    with bench.reader() as reader:
        return sorted(each.summary for each in reader.occurrences(date(2027, 3, 1), date(2027, 3, 31)))


def calendar(bench: Bench) -> CollectionRow:
    [row] = bench.store(lambda store: store.collections())
    return row


def test_nothing_changed_costs_no_parse(bench: Bench, server: FeedServer) -> None:
    """A11: 304: nothing is read; a changed feed brings what changed and takes what is gone; nothing else is touched."""
    server.give(of("A", "B"), '"1"')
    server.modified = "Wed, 10 Mar 2027 09:00:00 GMT"
    account = bench.call(feeds.add_feed, server.url)
    assert titles(bench) == ["A", "B"]
    assert bench.store(lambda store: store.account(account).name) == "Team holidays"
    assert "if-none-match" not in server.asked[0]
    before = bench.store(lambda store: store._rows("SELECT * FROM resource"))
    [report] = bench.call(accounts.sync, account)
    assert (report.fetched, report.errors) == (0, ())
    assert server.sent[-1] == 304
    assert server.asked[-1]["if-none-match"] == '"1"'
    assert server.asked[-1]["if-modified-since"] == server.modified
    assert bench.store(lambda store: store._rows("SELECT * FROM resource")) == before
    server.modified = ""
    server.give(of("A", "C").replace("DTSTAMP:20260101T000000Z", "DTSTAMP:20270101T000000Z"), '"2"')
    [report] = bench.call(accounts.sync, account)
    assert (report.fetched, report.removed) == (1, 1)  # another DTSTAMP alone is no change
    assert titles(bench) == ["A", "C"]


@pytest.mark.parametrize("status", [401, 403])
def test_a_feed_without_a_sign_in_that_is_closed_is_asked_again(bench: Bench, server: FeedServer, status: int) -> None:
    """A11, A32: there is no password to mend: what was fetched stays, and once it is open again it goes on."""
    server.give(of("A"), '"1"')
    account = bench.call(feeds.add_feed, server.url)
    server.status, server.etag = status, ""
    for _ in range(2):
        [report] = bench.call(accounts.sync, account)
        assert [problem.why for problem in report.errors] == [Why.FEED_GONE]
    server.status = 200
    server.give(of("B"), '"2"')
    assert bench.call(accounts.sync, account)[0].errors == ()
    assert titles(bench) == ["B"]
    server.status = status
    with pytest.raises(NeedsUser) as asked:  # while it is added there are a name and a password to give
        bench.call(feeds.add_feed, f"{server.url}?other")
    assert asked.value.why is Why.WRONG_PASSWORD


def test_a_feed_without_a_sign_in_needs_no_keyring(bench: Bench, server: FeedServer) -> None:
    """A11, Y01: neither to come nor to go, nor does its failure hide behind the keyring's."""
    bench.close()
    bench.secrets = Secrets(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]
    bench.open()
    server.give(of("A"), '"1"')
    account = bench.call(feeds.add_feed, server.url)
    server.status, server.etag = 404, ""
    with pytest.raises(Refused) as gone:
        bench.call(feeds.add_feed, f"{server.url}y")
    assert gone.value.why is Why.FEED_GONE
    bench.call(accounts.remove_account, account)
    assert bench.store(lambda store: store.accounts()) == []


def test_a_disk_that_takes_nothing_is_told_and_ends_no_loop(bench: Bench, server: FeedServer) -> None:
    """A11, A33: what was fetched last stays; once the disk takes it again, so does the feed."""
    server.give(of("A"), '"1"')
    account = bench.call(feeds.add_feed, server.url)
    server.give(of("B"), '"2"')
    in_the_way = bench.folder / f"dainvo.feed-{account}"
    in_the_way.mkdir()
    [report] = bench.call(accounts.sync, account)
    assert [problem.why for problem in report.errors] == [Why.PROFILE_NOT_WRITABLE]
    assert titles(bench) == ["A"]
    in_the_way.rmdir()
    in_the_way.write_text("left by a crash")
    assert bench.call(accounts.sync, account)[0].errors == ()
    assert titles(bench) == ["B"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_removed_feed_keeps_the_last_good_copy(bench: Bench, server: FeedServer, status: int) -> None:
    """A11: "feed removed", last good copy kept; a feed that comes back goes on."""
    server.give(of("A"), '"1"')
    account = bench.call(feeds.add_feed, server.url)
    server.status, server.etag = status, ""
    [report] = bench.call(accounts.sync, account)
    assert [problem.why for problem in report.errors] == [Why.FEED_GONE]
    row = bench.store(lambda store: store.account(account))
    assert (row.state, row.why) == (AccountState.NEEDS_USER, Why.FEED_GONE)
    assert titles(bench) == ["A"]
    server.status = 200
    server.give(of("B"), '"2"')
    assert bench.call(accounts.sync, account)[0].errors == ()
    assert bench.store(lambda store: store.account(account).state) is AccountState.OK
    assert titles(bench) == ["B"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": 503}, Why.SERVER_ERROR),
        ({"status": 429}, Why.RATE_LIMITED),
        ({"body": b"<html>Sign in</html>"}, Why.NOT_UNDERSTOOD),
        ({"body": b""}, Why.NOT_UNDERSTOOD),
        ({"cut_at": 700}, Why.NO_ANSWER),
        ({"body": of("A", "B", "C").encode()[:-30]}, Why.NOT_UNDERSTOOD),
        ({"status": 418}, Why.NOT_UNDERSTOOD),
        ({"headers": {"Content-Encoding": "gzip"}}, Why.NOT_UNDERSTOOD),
    ],
    ids=lambda value: str(value)[:24],
)
def test_whatever_it_answers_the_last_good_copy_stays(
    bench: Bench, server: FeedServer, change: dict[str, object], why: Why
) -> None:
    server.give(of("A", "B", "C"))
    account = bench.call(feeds.add_feed, server.url)
    for name, value in change.items():
        setattr(server, name, value)
    [report] = bench.call(accounts.sync, account)
    assert [problem.why for problem in report.errors] == [why]
    assert titles(bench) == ["A", "B", "C"]


def test_a_feed_that_is_suddenly_empty_is_asked_twice(bench: Bench, server: FeedServer) -> None:
    """Decision 20: an empty answer of a feed that had many events is believed when it comes again."""
    server.give(of(*map(str, range(12))))
    account = bench.call(feeds.add_feed, server.url)
    server.give(of())
    assert bench.call(accounts.sync, account)[0].errors != ()
    assert len(titles(bench)) == 12
    assert bench.call(accounts.sync, account)[0].errors == ()
    assert titles(bench) == []


def test_a_feed_larger_than_the_cap_is_refused(
    bench: Bench, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C-D2."""
    monkeypatch.setattr(feed, "_LIMIT_BYTES", 2000)
    server.give(of(*map(str, range(30))))
    with pytest.raises(Refused) as refused:
        bench.call(feeds.add_feed, server.url)
    assert refused.value.why is Why.TOO_LARGE


def test_its_events_are_read_only_and_say_why(bench: Bench, server: FeedServer) -> None:
    server.give(of("A"))
    bench.call(feeds.add_feed, server.url, name="Mine", color="#d64545")
    row = calendar(bench)
    assert (row.name, row.color, row.writable, row.why_read_only) == ("Mine", "#d64545", False, Why.SUBSCRIPTION)
    with bench.reader() as reader:
        [shown] = reader.occurrences(date(2027, 3, 1), date(2027, 3, 31))
        event = reader.event(shown.resource, shown.recurrence_id)
    assert not event.writable
    from dataclasses import replace

    with pytest.raises(Refused) as refused:
        draft = replace(event.draft, summary="X", online=Online.KEEP)
        bench.call(events.save_event, draft, resource=shown.resource, recurrence_id=shown.recurrence_id)
    assert refused.value.why is Why.READ_ONLY


def test_a_feed_with_a_sign_in(bench: Bench, server: FeedServer) -> None:
    """A11: the password is in the keyring alone; a refused one pauses, a new one goes on; removal forgets it."""
    server.user, server.password = "anna", "s3cret-word"
    server.give(of("A"))
    with pytest.raises(NeedsUser) as wrong:
        bench.call(feeds.add_feed, server.url, user="anna", password="guess")
    assert wrong.value.why is Why.WRONG_PASSWORD
    assert bench.store(lambda store: store.accounts()) == []
    account = bench.call(feeds.add_feed, server.url, user="anna", password="s3cret-word")
    assert titles(bench) == ["A"]
    assert b"s3cret-word" not in (bench.folder / "dainvo.db").read_bytes()
    server.password = "other"
    bench.call(accounts.sync, account)
    assert bench.store(lambda store: store.account(account).why) == Why.WRONG_PASSWORD
    before = len(server.asked)
    bench.call(accounts.sync, account)
    assert len(server.asked) == before  # A32
    bench.call(accounts.update_password, account, "other")
    assert bench.store(lambda store: store.account(account).state) is AccountState.OK
    bench.call(accounts.remove_account, account)
    assert bench.store(lambda store: store.accounts()) == []
    assert titles(bench) == []


def test_the_same_address_again_is_the_same_account(bench: Bench, server: FeedServer) -> None:
    server.give(of("A"))
    first = bench.call(feeds.add_feed, server.url)
    server.give(of("B"))
    assert bench.call(feeds.add_feed, f" {server.url}#x ") == first
    assert titles(bench) == ["B"]


def test_what_gives_no_calendar_leaves_nothing(bench: Bench, server: FeedServer) -> None:
    server.body = b"<html>"
    with pytest.raises(Malformed):
        bench.call(feeds.add_feed, server.url)
    server.status = 503
    with pytest.raises(TryLater):
        bench.call(feeds.add_feed, server.url)
    assert bench.store(lambda store: store.accounts()) == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("webcal://cal.example/a.ics", "https://cal.example/a.ics"),
        ("WEBCALS://cal.example/a.ics?x=1#part", "https://cal.example/a.ics?x=1"),
        ("cal.example/a", "https://cal.example/a"),
        ("https://cal.example/a", "https://cal.example/a"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("http://cal.example/a", Why.PLAIN_HTTP),
        ("ftp://cal.example/a", Why.BAD_ADDRESS),
        ("file:///etc/passwd", Why.BAD_ADDRESS),
        ("https://user:pw@cal.example/a", Why.BAD_ADDRESS),
        ("", Why.BAD_ADDRESS),
    ],
)
def test_addresses(typed: str, asked: str | Why) -> None:
    """A11, A31: webcal means https; http only on this computer."""
    if isinstance(asked, Why):
        with pytest.raises(Refused) as refused:
            feed.address(typed)
        assert refused.value.why is asked
    else:
        assert feed.address(typed) == asked


def test_the_interval_is_its_own(bench: Bench, server: FeedServer) -> None:
    """A11: the user's wish, else the feed's, between a quarter of an hour and a week; else four hours."""
    server.give(of("A"))
    account = bench.call(feeds.add_feed, server.url)

    def every() -> timedelta:
        return bench.store(lambda store: feed.interval(store.account(account)))

    assert every() == timedelta(hours=4)
    for asks, expected in (
        ("REFRESH-INTERVAL;VALUE=DURATION:PT2H", timedelta(hours=2)),
        ("X-PUBLISHED-TTL:PT1M", timedelta(minutes=15)),
        ("X-PUBLISHED-TTL:P52W", timedelta(days=7)),
        ("X-PUBLISHED-TTL:often", timedelta(hours=4)),
    ):
        server.give(of("A", head=f"{asks}\r\n"))
        bench.call(accounts.sync, account)
        assert every() == expected, asks
    bench.call(feeds.set_interval, account, 90)
    assert every() == timedelta(minutes=90)
    bench.call(feeds.set_interval, account, 0)
    with pytest.raises(Refused):
        bench.call(feeds.set_interval, AccountId(99), 5)


def test_it_is_asked_again_by_itself(tmp_path: Path, server: FeedServer) -> None:
    server.give(of("A"), '"1"')
    bench = Bench(tmp_path / "profile")
    try:
        bench.call(feeds.add_feed, server.url)
        until(lambda: len(server.asked) >= 2)  # the loop begins with a look
        until(lambda: bench.store(_next) is not None)
        server.give(of("B"), '"2"')
        bench.clock.jump(5 * 3600)
        until(lambda: titles(bench) == ["B"])
        assert bench.bugs == []
    finally:
        bench.close()


def _next(store: Store) -> object:
    return store.accounts()[0].next_sync


def test_an_unreadable_event_of_a_feed_costs_itself(bench: Bench, server: FeedServer) -> None:
    """I-11: kept, listed, and the others are shown."""
    broken = "BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:Broken\r\nEND:VEVENT\r\n"
    server.give(of("A").replace("END:VCALENDAR", broken + "END:VCALENDAR"))
    bench.call(feeds.add_feed, server.url)
    assert titles(bench) == ["A"]
    with bench.reader() as reader:
        [unread] = reader.unreadable()
    assert (unread.name, unread.reason) == ("Broken", "no_start")
    try:
        bench.call(accounts.sync)
    except DainvoError:
        pytest.fail("one bad event stopped the feed")


def test_a_subscription_has_its_events_again_where_the_copy_lost_them(
    bench: Bench, server: FeedServer, tmp_path: Path
) -> None:
    """A27, A33: what was kept of a feed's version is worth nothing without its events: 304 would leave it empty."""
    server.give(of("A", "B"), '"1"')
    server.modified = "Wed, 10 Mar 2027 09:00:00 GMT"
    account = bench.call(feeds.add_feed, server.url)
    bench.call(keeping.keep_all, tmp_path / "all.dainvo")
    fresh = Bench(tmp_path / "fresh", background=False)
    try:
        fresh.call(keeping.take_all, tmp_path / "all.dainvo")
        assert fresh.call(accounts.sync)[0].errors == ()
        assert titles(fresh) == ["A", "B"]
    finally:
        fresh.close()
    bench.store(
        lambda store: store.drop_remote(store.collections()[0].id, list(store.etags(store.collections()[0].id)))
    )
    bench.store(lambda store: store.note_rescue(Rescue("2027-03-10T09:00:00+00:00")))
    assert titles(bench) == []
    bench.call(accounts.sync, account)
    assert titles(bench) == ["A", "B"]
