"""What goes on by itself: interval, back-off, pause after a refused password, wake after a save, resumed removals."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, at, calendar_world
from fakes.engine_bench import until
from fakes.silent_keyring import SilentRing

from dainvo.engine import homes
from dainvo.engine.actions import accounts, calendars, events, exports, files
from dainvo.engine.desk import caldav_key
from dainvo.errors import NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, EventDraft
from dainvo.secrets import Secrets
from dainvo.store.rows import AccountRow, AccountState

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path, background=True) as made:
        until(lambda: account(made).last_sync)
        until(lambda: account(made).next_sync)
        yield made


def account(world: CalendarWorld) -> AccountRow:
    return world.bench.store(lambda store: store.account(world.account))


def draft(world: CalendarWorld, summary: str = "Plan") -> EventDraft:
    begin = at("2027-03-10T14:00")
    return EventDraft(world.collection, summary, begin, begin.replace(hour=15))


def test_it_syncs_on_its_interval(world: CalendarWorld) -> None:
    """A19: every 15 minutes, and the row tells the last and the next time."""
    world.put("a", "A")
    world.bench.clock.jump(16 * 60)
    until(lambda: world.titles() == ["A"])
    row = account(world)
    assert row.last_sync is not None
    assert row.next_sync is not None


def test_a_save_is_sent_at_once(world: CalendarWorld) -> None:
    saved = world.bench.call(events.save_event, draft(world))
    until(lambda: "SUMMARY:Plan" in world.text(saved.uid))


def test_offline_waits_longer_and_longer_and_then_sends(world: CalendarWorld) -> None:
    """A06, reliability §2.3: no hammering while the server is away."""
    world.wire.fail("*", "drop_before", times=-1)
    saved = world.bench.call(events.save_event, draft(world))
    until(lambda: account(world).state == AccountState.UNREACHABLE)
    before = len(world.wire.seen)
    for _ in range(20):
        world.bench.clock.jump(60)
        world.bench.store(lambda store: store.accounts())
    assert len(world.wire.seen) - before <= 20
    world.wire.faults.clear()

    def sent() -> bool:
        world.bench.clock.jump(16 * 60)  # a try that was under way may have failed just before and wait anew
        return "SUMMARY:Plan" in world.text(saved.uid)

    until(sent)
    until(lambda: account(world).state == AccountState.OK)


def test_a_refused_password_is_sent_once_in_ten_intervals(world: CalendarWorld) -> None:
    """A32, also over a restart; "Update password" goes on; a wrong one there changes nothing."""
    world.bench.close()
    world.bench.secrets.put(caldav_key(world.account), "wrong")
    world.wire.seen.clear()
    world.bench.open()
    until(lambda: account(world).state == AccountState.NEEDS_USER)
    world.bench.close()
    world.bench.open()
    for _ in range(10):
        world.bench.clock.jump(16 * 60)
        world.bench.call(events.save_event, draft(world, "Waits"))
    assert [seen.status for seen in world.wire.seen] == [401]
    with pytest.raises(NeedsUser):
        world.bench.call(accounts.update_password, world.account, "wrong, too")
    world.bench.call(accounts.update_password, world.account, world.server.password)
    until(lambda: account(world).state == AccountState.OK)
    until(lambda: world.bench.store(lambda store: store.outbox()) == [])


def test_an_account_goes_on_once_the_keyring_is_unlocked(world: CalendarWorld) -> None:
    """Y16: where nobody sees the keyring's question the account says so instead of syncing for ever, and goes on by
    itself after it; quitting does not wait for it."""
    ring = SilentRing()
    ring.open.set()
    password = world.bench.secrets.get(caldav_key(world.account))
    assert password is not None
    Secrets(ring).put(caldav_key(world.account), password)
    ring.open.clear()
    world.put("a", "A")
    for patience_s in (3600, 0.5):
        world.bench.close()
        ring.asked.clear()
        world.bench.secrets = Secrets(ring, patience_s=patience_s)
        world.bench.open()
        assert ring.asked.wait(60)
    until(lambda: account(world).why == Why.KEYRING_LOCKED)
    assert account(world).state is AccountState.NEEDS_USER
    ring.open.set()
    until(lambda: world.titles() == ["A"])
    until(lambda: account(world).state == AccountState.OK)


@pytest.mark.parametrize("cancelled", [False, True])
def test_an_account_that_was_not_added_after_all_does_not_turn_up_later(
    world: CalendarWorld, monkeypatch: pytest.MonkeyPatch, cancelled: bool
) -> None:
    """A01: its server went away, or Cancel was pressed, after the sign-in was believed; one that is known stays."""
    arrived = threading.Event()

    async def away(*_args: object, **_kwargs: object) -> None:
        arrived.set()
        if cancelled:
            await asyncio.Event().wait()
        raise TryLater(Why.NO_ANSWER, sent=True)

    monkeypatch.setattr(homes, "calendars", away)
    for kept in (1, 0):
        arrived.clear()
        assert world.bench.engine is not None
        server = world.server
        adding = world.bench.engine.submit(accounts.add_caldav, world.wire.url, server.user, server.password)
        assert arrived.wait(60)
        if cancelled:
            adding.cancel()
        else:
            with pytest.raises(TryLater):
                adding.result(60)
        until(lambda kept=kept: len(world.bench.store(lambda store: store.accounts())) == kept)  # type: ignore[misc]
        if kept:
            world.bench.call(accounts.remove_account, world.account)
    assert world.bench.secrets.get(caldav_key(AccountId(world.account + 1))) is None


def test_one_calendar_in_trouble_stops_no_other(world: CalendarWorld) -> None:
    """I-11: a server error on one calendar; the other one syncs."""
    other = world.bench.call(calendars.create_calendar, world.account, "Other")
    href = world.bench.store(lambda store: store.collection(other).href)
    world.sync()
    world.wire.fail("REPORT", "500", times=-1, path_part=href)
    world.wire.fail("PROPFIND", "500", times=-1, path_part=href)
    world.put("a", "A")
    from fakes.calendar_wire import ask
    from fakes.calendar_world import event

    ask(
        "PUT",
        world.server.url.rstrip("/") + href + "b.ics",
        user=world.server.user,
        password=world.server.password,
        body=event("b", "B"),
        headers={"Content-Type": "text/calendar"},
    )
    report = world.sync()
    assert world.titles() == ["A"]
    assert [(problem.why, problem.collection) for problem in report.errors] == [(Why.SERVER_ERROR, "Other")]
    world.wire.faults.clear()
    assert world.sync().errors == ()
    assert world.titles() == ["A", "B"]


def test_removing_an_account_leaves_nothing_here_and_everything_there(world: CalendarWorld) -> None:
    world.put("a", "A")
    world.sync()
    world.bench.call(accounts.remove_account, world.account)
    assert world.bench.store(lambda store: store.accounts()) == []
    assert world.shown() == []
    assert world.bench.secrets.get(caldav_key(world.account)) is None
    assert "SUMMARY:A" in world.text("a")


def test_a_removal_cut_short_is_finished_at_the_next_start(world: CalendarWorld) -> None:
    """Reliability §2.9: `leaving` is on disk."""
    world.bench.store(lambda store: store.set_account(world.account, state=AccountState.LEAVING))
    world.bench.close()
    world.bench.open()
    until(lambda: world.bench.store(lambda store: store.accounts()) == [])
    assert world.bench.secrets.get(caldav_key(world.account)) is None


def test_the_same_account_again_is_updated(world: CalendarWorld) -> None:
    again = world.bench.call(accounts.add_caldav, world.wire.url, world.server.user, world.server.password)
    assert again == world.account
    assert len(world.bench.store(lambda store: store.accounts())) == 1


def test_without_a_keyring_no_password_is_taken(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """D14: fails closed, before anything is sent."""

    def locked() -> None:
        raise NeedsUser(Why.KEYRING_LOCKED)

    monkeypatch.setattr(world.bench.secrets, "usable", locked)
    world.wire.seen.clear()
    with pytest.raises(NeedsUser) as refused:
        world.bench.call(accounts.add_caldav, world.wire.url, "someone", "else")
    assert refused.value.why is Why.KEYRING_LOCKED
    assert world.wire.seen == []


def test_a_wrong_password_stores_no_account(world: CalendarWorld) -> None:
    """A01: each tried step is told."""
    told: list[str] = []
    with pytest.raises(NeedsUser) as refused:
        world.bench.call(
            accounts.add_caldav, world.wire.url, "someone", "else", tell=lambda step: told.append(step.url)
        )
    assert refused.value.why is Why.WRONG_PASSWORD
    assert told
    assert len(world.bench.store(lambda store: store.accounts())) == 1


def test_sync_of_an_unknown_account_is_refused(world: CalendarWorld) -> None:
    with pytest.raises(Refused) as refused:
        world.bench.call(accounts.sync, AccountId(4711))
    assert refused.value.why is Why.NO_SUCH_ACCOUNT


def test_import_and_export(world: CalendarWorld, tmp_path: Path) -> None:
    """Import twice adds once; meeting lines of another Dainvo are not taken over; the export holds everything."""
    from fakes.calendar_world import event

    file = tmp_path / "in.ics"
    foreign = event("b", "B", extra="X-DAINVO-ZOOM-ID:92674392836")
    file.write_text(event("a", "A") + foreign, encoding="utf-8")
    first = world.bench.call(files.import_file, file, world.collection)
    assert (first.added, first.known, first.unreadable) == (2, 0, 0)
    again = world.bench.call(files.import_file, file, world.collection)
    assert (again.added, again.known) == (0, 2)
    until(lambda: "SUMMARY:B" in world.text("b"))
    assert "DAINVO" not in world.text("b")
    out = tmp_path / "out.ics"
    assert world.bench.call(exports.export_file, out, world.collection).written == 2
    assert out.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2


def test_the_window_grows_where_somebody_looks(world: CalendarWorld) -> None:
    world.put("a", "Yearly", extra="RRULE:FREQ=YEARLY")
    world.sync()
    far = date(2045, 3, 10)
    with world.bench.reader() as reader:
        assert reader.occurrences(far, far) == []
    world.bench.call(calendars.extend_window, far, far)
    with world.bench.reader() as reader:
        assert [each.summary for each in reader.occurrences(far, far)] == ["Yearly"]


def test_showing_and_colouring_a_calendar(world: CalendarWorld) -> None:
    world.put("a", "A")
    world.sync()
    world.bench.call(calendars.set_visible, world.collection, False)
    assert world.shown() == []
    world.bench.call(calendars.set_visible_many, {world.collection: True})
    assert world.titles() == ["A"]
    world.bench.call(calendars.set_color, world.collection, "#123456")
    with world.bench.reader() as reader:
        assert "#123456" in [each.color for each in reader.collections()]
