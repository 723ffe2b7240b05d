"""A copy that is damaged, cut off, gone or older than it was: what comes back, and what is said."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import BERLIN, NOON, Clock, Listed

from dainvo.errors import Refused, Why
from dainvo.ical.event import CollectionId, ETag, Href, ResourceId, State
from dainvo.store import backups, repair, sidecar
from dainvo.store.repair import open_store
from dainvo.store.rows import IntentKind, IntentPlan, MeetingRow, RemoteItem
from dainvo.store.store import Store

PAGES: Final = int(os.environ.get("DAINVO_DAMAGED_PAGES", "6"))


def opened(path: Path) -> Store:
    return open_store(path, zone=BERLIN, now=Clock())


@contextmanager
def lived_in(path: Path) -> Iterator[Store]:
    """A copy with an account, two calendars, 60 events of the server, and one of each kind of unsent work."""
    with Store(path, zone=BERLIN, now=Clock()) as store:
        account = store.add_account("caldav", "Anna", url="https://cal.example/", user="anna")
        (work, _home), _ = store.put_collections(
            account, [Listed(Href("/work/")), Listed(Href("/home/"), "Home", order=1)]
        )
        store.set_collection(work, sync_token="t1", ctag="c1", last_sync=NOON)
        items = [RemoteItem(Href(f"/work/{n}.ics"), ETag('"1"'), event_text(f"u{n}", f"e{n}")) for n in range(60)]
        store.take_remote(work, items)
        yield store


def unsent_work(store: Store) -> None:
    work = store.collections()[0].id
    plan = IntentPlan("0" * 32, IntentKind.CREATE, None, holds=True)
    made = store.create_local(work, Href("/work/new.ics"), event_text("new", "New"), intent=plan)
    store.edit_local(at(store, work, 1), event_text("u1", "Edited"))
    store.delete_local(at(store, work, 2))
    store.edit_local(at(store, work, 3), event_text("u3", "Mine"))
    store.kept_both(
        at(store, work, 3), mine=event_text("u3", "Mine"), theirs=event_text("u3", "Theirs"), etag=ETag("2")
    )
    store.linked(
        made.resource,
        event_text("new", "New", "20261014", "20261015", "X-A:link"),
        op_id="0" * 32,
        meeting=MeetingRow(store.resource(made.resource).uid, work, None, "987"),
    )
    store.edit_local(at(store, work, 4), event_text("u4", "Sent"))
    store.accepted(at(store, work, 4), 1, ETag('"9"'), event_text("u4", "Sent"))
    gone = store.create_local(work, Href("/work/never.ics"), event_text("never", "Never"))
    store.delete_local(gone.resource)


def at(store: Store, collection: CollectionId, number: int) -> ResourceId:
    row = store.resource_by_href(collection, Href(f"/work/{number}.ics"))
    assert row is not None
    return row.id


def told(store: Store) -> object:
    """All of the user's that no server has, without numbers that may change."""
    work = store.collections()[0].id
    rows = {row.href: row for row in store.resources(work)}
    waiting = [(row.href, row.kind, row.uid) for row in store.outbox()]
    texts = {
        row.href: (
            store.resource(row.resource).text,
            store.resource(row.resource).base_text,
            store.resource(row.resource).state,
        )
        for row in store.outbox()
    }
    kept = [(store.resource(row.resource).uid, row.mine, row.theirs) for row in store.kept()]
    intents = [(row.op_id, row.state, row.meeting_id) for row in store.intents()]
    meetings = [(row.uid, row.meeting_id) for row in store.meetings()]
    assert "/work/never.ics" not in rows
    assert "/work/4.ics" not in [href for href, *_ in waiting]
    return waiting, texts, kept, intents, meetings, [(row.name, row.user, row.url) for row in store.accounts()]


def flipped(number: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with path.open("r+b") as file:
            size = path.stat().st_size
            chance = random.Random(number)  # noqa: S311 - which page, no secret
            file.seek(chance.randrange(0, size // 4096) * 4096)
            file.write(chance.randbytes(2048))

    return damage


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def removed(path: Path) -> None:
    path.unlink()


def rubbish(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to look at" * 200)


DAMAGES: Final = [cut_off, emptied, removed, rubbish, *(flipped(number) for number in range(PAGES))]


@pytest.mark.parametrize("backup", ["no backup", "old backup", "bad backup"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__qualname__.split(".")[0])
def test_a_damaged_copy_gets_back_all_unsent_work(tmp_path: Path, damage: Callable[[Path], None], backup: str) -> None:
    """A33, F-11: whatever happens to the file, every unsent change waits again as it did, and nothing that was sent or
    given up since the backup does; the damaged file is kept; every calendar is compared afresh."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        if backup != "no backup":
            work = store.collections()[0].id
            store.edit_local(at(store, work, 9), event_text("u9", "Sent after the backup"))
            stale = store.create_local(work, Href("/work/stale.ics"), event_text("stale", "Given up after the backup"))
            made = backups.write(path, NOON)
            if backup == "bad backup":
                rubbish(made)
            store.accepted(at(store, work, 9), 1, ETag('"3"'), event_text("u9", "Sent after the backup"))
            store.delete_local(stale.resource)
        unsent_work(store)
        before = told(store)
    damage(path)
    bytes_before = path.read_bytes() if path.exists() else b""
    with opened(path) as store:
        if (rescue := store.rescued()) is None:
            assert store._rows("PRAGMA integrity_check") == [("ok",)]  # a page that nothing is on
            assert told(store) == before
            return
        assert told(store) == before
        assert store._rows("PRAGMA integrity_check") == [("ok",)]
        assert store._rows("PRAGMA foreign_key_check") == []
        assert (rescue.lost, rescue.known_accounts) == (0, True)
        assert rescue.restored == len(store.outbox())
        assert {row.sync_token for row in store.collections()} == {""}
        assert {row.last_sync for row in store.collections()} == {None}
        clean = [row for row in store.resources(store.collections()[0].id) if row.state is State.CLEAN]
        assert (len(clean) > 50) == (backup == "old backup")
        assert bool(rescue.backup) == (backup == "old backup")
    if bytes_before:
        [aside] = [each for each in repair.damaged_copies(path) if not each.name.endswith(("-wal", "-shm"))]
        assert aside.name == rescue.aside
        assert aside.read_bytes() == bytes_before
        assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with opened(path) as store:
        assert told(store) == before
        assert store.rescued() == rescue
        store.rescue_seen()
        assert store.rescued() is None
        new = store.create_local(store.collections()[0].id, Href("/work/after.ics"), event_text("after"))
        assert new.resource > 10_000  # no number is given twice


def test_a_copy_without_a_sidecar_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """A33: a copy of a program that kept no sidecar: what counts is taken from the damaged file itself."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        unsent_work(store)
        before = told(store)
        root = store._row("SELECT rootpage FROM sqlite_schema WHERE name = 'occurrence_resource'")
    assert root is not None
    repair.beside(path).unlink()
    with path.open("r+b") as file:
        file.seek((root[0] - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with opened(path) as store:
        assert store.rescued() is not None
        assert told(store) == before


def test_what_nobody_can_read_is_said(tmp_path: Path) -> None:
    """A33: neither sidecar nor backup, and a file of rubbish: an empty copy that says so."""
    path = tmp_path / "dainvo.db"
    rubbish(path)
    with opened(path) as store:
        rescue = store.rescued()
        assert rescue is not None
        assert (rescue.known_accounts, rescue.restored, rescue.backup) == (False, 0, "")


def test_a_lost_wal_is_made_good(tmp_path: Path) -> None:
    """F-11: the -wal was deleted or emptied: SQLite opens an older state without a word; the sidecar knows better."""
    path = tmp_path / "dainvo.db"
    with lived_in(path):
        pass
    for name, harm in (("deleted", Path.unlink), ("emptied", emptied)):
        folder = tmp_path / name
        folder.mkdir()
        there = folder / "dainvo.db"
        shutil.copy(path, there)
        shutil.copy(repair.beside(path), repair.beside(there))
        store = opened(there)
        unsent_work(store)
        before = told(store)
        taken = {each: each.read_bytes() for each in folder.glob("dainvo.db*") if not each.name.endswith("-shm")}
        store.close()
        for each, data in taken.items():  # as a kill leaves them
            each.write_bytes(data)
        harm(there.with_name("dainvo.db-wal"))
        with opened(there) as store:
            rescue = store.rescued()
            assert rescue is not None
            assert rescue.restored == 3
            assert rescue.aside == ""
            assert told(store) == before


def test_the_copy_is_the_truth_where_it_knows_more(tmp_path: Path) -> None:
    """A death between the commit and its line: nothing comes back that was given up, nothing is told."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        work = store.collections()[0].id
        gone = store.create_local(work, Href("/work/never.ics"), event_text("never", "Never"))
        lines = repair.beside(path).read_bytes()
        store.delete_local(gone.resource)
        unsent_work(store)
        before = told(store)
    repair.beside(path).write_bytes(lines[:-20])  # and the last line torn
    with opened(path) as store:
        assert store.rescued() is None
        assert told(store) == before
    cut_off(path)
    with opened(path) as store:
        assert told(store) == before


def test_broken_lines_are_counted_and_made_good_from_the_damaged_file(tmp_path: Path) -> None:
    """Z-8: a sidecar with a broken line never brings back anything broken; the file gives what it can."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        unsent_work(store)
        before = told(store)
        root = store._row("SELECT rootpage FROM sqlite_schema WHERE name = 'occurrence_resource'")
    assert root is not None
    whole = repair.beside(path).read_bytes()
    for number in range(0, len(whole), max(1, len(whole) // 40)):
        damaged = whole[:number] + bytes([whole[number] ^ 0x15]) + whole[number + 1 :]
        record = sidecar.read(_written(tmp_path / "one", damaged))
        assert record is None or record.bad in (0, 1, 2)
        good = sidecar.read(_written(tmp_path / "two", whole))
        assert good is not None
        if record is not None:
            assert all(row in list(_all(whole)) for row in _all(damaged)), number
    lines = whole.split(b"\n")
    place = next(n for n, line in enumerate(lines) if b"/work/new.ics" in line)
    lines[place] = lines[place][:-9] + b"x" * 9
    repair.beside(path).write_bytes(b"\n".join(lines))
    with path.open("r+b") as file:
        file.seek((root[0] - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with opened(path) as store:
        assert told(store) == before


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _all(data: bytes) -> Iterator[object]:
    for line in data.split(b"\n"):
        found = sidecar._told(line)
        if found is not None and found[1] != "dainvo unsent":
            yield found[3]


class _Dead(BaseException):
    pass


def test_a_repair_that_is_cut_off_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A33: killed at each step of the repair; the next start finishes it, with every unsent change and both files."""
    done = False
    step = 0
    while not done:
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "dainvo.db"
        with lived_in(path) as store:
            backups.write(path, NOON)
            unsent_work(store)
            before = told(store)
        cut_off(path)
        left = step

        def dying(real: Callable[..., object]) -> Callable[..., object]:
            def call(*values: object, **named: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    raise _Dead
                return real(*values, **named)

            return call

        with monkeypatch.context() as patch:
            for owner, name in (
                (Path, "replace"),
                (Path, "unlink"),
                (Store, "take_back"),
                (Store, "note_rescue"),
                (Store, "checkpoint"),
            ):
                patch.setattr(owner, name, dying(getattr(owner, name)))
            try:
                opened(path).close()
                done = True
            except _Dead:
                pass
        with opened(path) as store:
            assert told(store) == before, step
            assert store.rescued() is not None
        assert any(not each.name.endswith(("-wal", "-shm")) for each in repair.damaged_copies(path)), step
        step += 1
    assert step > 8


def test_newer_and_busy_files_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "dainvo.db"
    with lived_in(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(Refused) as failure:
        opened(path)
    assert failure.value.why is Why.PROFILE_NEWER
    assert repair.damaged_copies(path) == []


def test_damage_met_at_work_has_the_next_start_look_closely(tmp_path: Path) -> None:
    """A33: an index that disagrees with its table is nothing a quick look finds; met once, all of the file is."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        unsent_work(store)
        before = told(store)
        store._connection.execute("PRAGMA writable_schema = ON")
        store._connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX resource_uid ON resource (href)' WHERE name = 'resource_uid'"
        )
    with Store(path, zone=BERLIN, now=Clock()):
        pass  # a quick look passes it
    path.with_name("dainvo.db.suspect").touch()
    with opened(path) as store:
        assert store.rescued() is not None
        assert told(store) == before
    assert not path.with_name("dainvo.db.suspect").exists()


# backups


def test_backups_are_daily_private_and_few(tmp_path: Path) -> None:
    """C-S5: seven are kept, the user's alone, made while the copy is written to, also when the clock was set back."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        assert backups.due(path, NOON)
        for day in range(9):
            now = NOON + timedelta(days=day)
            assert backups.due(path, now)
            store.edit_local(at(store, store.collections()[0].id, day), event_text(f"u{day}", "x"))
            made = backups.write(path, now)
            assert not backups.due(path, now + timedelta(hours=23))
        assert backups.due(path, NOON - timedelta(days=400))
        names = backups.kept(path)
        assert len(names) == 7
        assert names[0] == made
        assert {stat.S_IMODE(each.stat().st_mode) for each in names} == {0o600}
        assert backups.is_whole(made)
        store.remove_account(store.accounts()[0].id)
        assert backups.kept(path) == []
        assert "u1" not in repair.beside(path).read_text()


def test_a_wait_from_another_time_is_no_wait(tmp_path: Path) -> None:
    """F-13: the clock was set back by years: nothing waits for the old time."""
    path = tmp_path / "dainvo.db"
    clock = Clock(datetime(2036, 1, 1, tzinfo=UTC))
    with Store(path, zone=BERLIN, now=clock) as store:
        account = store.add_account("caldav", "Anna")
        (work,), _ = store.put_collections(account, [Listed(Href("/work/"))])
        store.create_local(work, Href("/n.ics"), event_text(), intent=IntentPlan("0" * 32, IntentKind.CREATE, None))
        store.postpone(store.outbox()[0].op, why=Why.OFFLINE, next_at=clock.now + timedelta(minutes=5))
        store.set_account(account, next_sync=clock.now + timedelta(minutes=15))
        store.set_intent("0" * 32, sent_at=clock.now)
    clock.now = NOON
    with Store(path, zone=BERLIN, now=clock) as store:
        assert store.outbox()[0].next_at is None
        assert store.accounts()[0].next_sync is None
        assert store.intents()[0].last_sent_at == NOON


def test_a_full_disk_beside_the_copy_loses_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F-10: the copy took the save and the sidecar could not: the next line brings both."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        with monkeypatch.context() as patch:

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr(sidecar, "_write", full)
            unsent_work(store)
        store.create_local(store.collections()[0].id, Href("/work/more.ics"), event_text("more"))
        before = told(store)
    emptied(path)
    with opened(path) as store:
        assert told(store) == before
