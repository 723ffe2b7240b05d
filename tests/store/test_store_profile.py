"""The file of the copy: who may read it, what becomes of an old, newer, damaged or full one, what a crash leaves."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import BERLIN, Clock, Copy

from dainvo.errors import DainvoError, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href, State
from dainvo.store import migrations
from dainvo.store.lock import ProfileLock
from dainvo.store.reader import Reader
from dainvo.store.rows import IntentKind, IntentPlan, MeetingRow, RemoteItem
from dainvo.store.store import Store

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")


def opened(path: Path) -> Store:
    return Store(path, zone=BERLIN, now=Clock())


@posix
def test_files_are_the_users_alone(tmp_path: Path) -> None:
    """C-S3: database, WAL, shared memory and folder under an open umask."""
    former = os.umask(0o000)
    try:
        path = tmp_path / "a" / "profile" / "dainvo.db"
        with opened(path) as store:
            store.add_account("caldav", "Anna")
            names = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
            assert names == dict.fromkeys(("dainvo.db", "dainvo.db-wal", "dainvo.db-shm", "dainvo.db.unsent"), 0o600)
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            ProfileLock(path.parent).acquire()
            assert stat.S_IMODE((path.parent / "dainvo.lock").stat().st_mode) == 0o600
    finally:
        os.umask(former)


@posix
def test_a_readable_file_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "dainvo.db"
    opened(path).close()
    path.chmod(0o644)
    opened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_pragmas(copy: Copy) -> None:
    """A33, C-S4."""

    def pragma(name: str) -> Any:
        row = copy.store._row(f"PRAGMA {name}")
        assert row is not None
        return row[0]

    assert pragma("journal_mode") == "wal"
    assert (pragma("foreign_keys"), pragma("secure_delete"), pragma("trusted_schema")) == (1, 1, 0)
    copy.take(event_text())
    assert pragma("synchronous") == 1
    copy.store.edit_local(copy.one(event_text()), event_text(summary="mine"))
    assert pragma("synchronous") == 2


def test_unsent_work_is_written_with_full_synchronisation(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-12: everything that is not on a server yet; only what a server gave, or gives again, may be NORMAL."""
    seen: list[bool] = []
    transaction = Store._transaction

    def noted(self: Store, *, durable: bool = True) -> Any:
        seen.append(durable)
        return transaction(self, durable=durable)

    monkeypatch.setattr(Store, "_transaction", noted)
    for _, write in writes(copy):
        write()
    assert seen.count(False) == 5  # take_remote (twice), drop_remote, extend_window, linked


# versions


def _second(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE account ADD COLUMN note TEXT NOT NULL DEFAULT ''")


def _broken(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (a)")
    raise ZeroDivisionError


def test_migration_keeps_a_copy_of_the_old_file(tmp_path: Path) -> None:
    """A33: a file of an old version is migrated, the old file is kept."""
    path = tmp_path / "dainvo.db"
    with opened(path) as store:
        store.add_account("caldav", "Anna")
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(connection, path, (*migrations.STEPS, _second))
    assert connection.execute("SELECT name, note FROM account").fetchall() == [("Anna", "")]
    assert migrations.version(connection) == migrations.CURRENT + 1
    connection.close()
    [kept] = migrations.old_copies(path)
    assert kept.name == f"dainvo.db.before-{migrations.CURRENT + 1}"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    old = sqlite3.connect(kept)
    assert old.execute("SELECT name FROM account").fetchall() == [("Anna",)]
    assert migrations.version(old) == migrations.CURRENT
    old.close()
    assert not list(tmp_path.glob("*.part*"))


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """A33: what it held is there, what came later is empty."""
    path = tmp_path / "dainvo.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(connection, path, migrations.STEPS[:1])
    for statement in (
        "INSERT INTO account (kind, name, url, user, identity) VALUES ('caldav', 'Anna', '', '', '')",
        "INSERT INTO collection (account, href, name, color, writable, schedules, supports_sync, position)"
        " VALUES (1, '/c/', 'Work', '', 1, 0, 1, 0)",
        "INSERT INTO resource (collection, href, uid, etag, state) VALUES (1, '/c/a.ics', 'a', '1', 'clean')",
        "INSERT INTO resource_text (resource, text) VALUES (1, 'text')",
        "INSERT INTO kept_copy (resource, mine, theirs, at) VALUES (1, 'mine', 'theirs', 0)",
    ):
        connection.execute(statement)
    connection.close()
    with opened(path) as store:
        [kept] = store.kept()
        assert (kept.mine, kept.theirs, kept.base) == ("mine", "theirs", "")
        assert [row.compared_at for row in store.collections()] == [None]
        assert [(row.said, row.origin) for row in store.resources(store.collections()[0].id)] == [("", "")]
    connection = sqlite3.connect(path)
    assert migrations.version(connection) == migrations.CURRENT
    connection.close()


@pytest.mark.parametrize("old", range(1, migrations.CURRENT))
def test_what_a_file_of_each_older_version_held_is_painted(tmp_path: Path, old: int) -> None:
    """A33: events with their calendars, UIDs and states stand in the views as they did, without the server."""
    path = tmp_path / "dainvo.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(connection, path, migrations.STEPS[:old])
    for statement in (
        "INSERT INTO account (kind, name, url, user, identity) VALUES ('caldav', 'Anna', '', '', '')",
        "INSERT INTO collection (account, href, name, color, writable, schedules, supports_sync, position)"
        " VALUES (1, '/c/', 'Work', '', 1, 0, 1, 0), (1, '/d/', 'Home', '', 1, 0, 1, 0)",
        "INSERT INTO resource (collection, href, uid, etag, state, why) VALUES (1, '/c/a.ics', 'a', '1', 'clean', ''),"
        " (2, '/d/b.ics', 'b', '1', 'changed', 'refused')",
        "INSERT INTO resource_text (resource, text) VALUES (1, ''), (2, '')",
        "INSERT INTO component (resource, place, summary, location, join_url, attendees, look, provider)"
        " VALUES (1, 0, 'Series', '', '', 0, 256, ''), (1, 1, 'Moved', '', '', 0, 256, ''),"
        " (2, 0, 'B', '', '', 0, 0, '')",
        "INSERT INTO occurrence (resource, shelf, start, recurrence_id, stop, kind, place) VALUES"
        " (1, 0, 36000, '1', 36060, 0, 0), (1, 0, 39600, '2', 39660, 0, 1), (2, 0, 43200, '', 43260, 0, 0)",
    ):
        connection.execute(statement)
    connection.close()
    opened(path).close()
    reader = Reader(path, zone=BERLIN)
    found = reader.occurrences(date(1970, 1, 1), date(1970, 1, 1))
    reader.close()
    assert [(one.summary, one.collection, one.uid, one.state, one.blocked) for one in found] == [
        ("Series", 1, "a", State.CLEAN, False),
        ("Moved", 1, "a", State.CLEAN, False),
        ("B", 2, "b", State.CHANGED, True),
    ]


def test_failed_migration_leaves_the_old_version(tmp_path: Path) -> None:
    path = tmp_path / "dainvo.db"
    opened(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(ZeroDivisionError):
        migrations.migrate(connection, path, (*migrations.STEPS, _broken))
    assert not connection.in_transaction
    assert migrations.version(connection) == migrations.CURRENT
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    connection.close()
    opened(path).close()


def test_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    """A33: an older program leaves a newer file as it is."""
    path = tmp_path / "dainvo.db"
    opened(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refused) as failure:
        opened(path)
    assert failure.value.why is Why.PROFILE_NEWER
    assert path.read_bytes() == before
    reader = Reader(path, zone=BERLIN)
    assert reader.accounts() == []
    reader.close()


def rubbish(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to look at" * 200)


def torn(path: Path) -> None:
    with path.open("r+b") as file:
        for page in range(2, 40):
            file.seek(page * 4096)
            file.write(b"\xa5" * 4096)


def one_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 4096 * 3 // 4 * 4096)
        file.write(b"\xa5" * 4096)


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (a)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", [rubbish, torn, one_page, foreign])
def test_damaged_file_is_refused(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """A33: a damaged file is not worked with; the reader shows nothing until the writer has said so."""
    path = tmp_path / "dainvo.db"
    with opened(path) as store:
        for n in range(200):
            store.add_account("caldav", f"{n}" * 2000)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(Refused) as failure:
        opened(path)
    assert failure.value.why is Why.PROFILE_DAMAGED
    assert path.read_bytes() == before


# one transaction


def writes(copy: Copy) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every kind of write, each ready to be called once."""
    store, text = copy.store, event_text("w", "fresh")
    resources = [each.resource for each in copy.take(*(event_text(f"u{n}", f"e{n}") for n in range(9))).touched]
    plan = IntentPlan("0" * 32, IntentKind.CREATE, None, holds=True)
    meeting = MeetingRow(store.resource(resources[3]).uid, copy.work, None, "123")
    yield "create", lambda: store.create_local(copy.work, Href("/n.ics"), text, intent=plan)
    yield (
        "edit",
        lambda: store.edit_local(
            resources[0],
            event_text("u0", "mine"),
            abandon=True,
            tombstone="7",
            intent=IntentPlan("1" * 32, IntentKind.DELETE, None),
        ),
    )
    yield "accepted", lambda: store.accepted(resources[0], 1, ETag('"9"'), event_text("u0", "theirs"))
    yield "delete", lambda: store.delete_local(resources[1], tombstone="8")
    yield "undelete", lambda: store.undelete_local(resources[1])
    yield "linked", lambda: store.linked(resources[3], event_text("u3", "link"), op_id="0" * 32, meeting=meeting)
    yield "kept", lambda: store.kept_both(resources[4], mine=text, theirs=event_text("u4", "t"), etag=ETag('"2"'))
    yield "renew", lambda: store.renew(resources[5], href=Href("/r.ics"), text=event_text("u5", "again"))
    yield "block", lambda: store.block(resources[5], Why.READ_ONLY)
    yield (
        "take",
        lambda: store.take_remote(copy.work, [RemoteItem(Href("/t.ics"), ETag('"1"'), event_text("t", "took"))]),
    )
    yield "drop", lambda: store.drop_remote(copy.work, [Href(f"/{copy.work}/6.ics")])
    yield "extend", lambda: store.extend_window(store.window[0].replace(year=2020), store.window[1])
    yield "visible", lambda: store.set_visible({copy.work: False, copy.home: False})
    yield "account", lambda: store.set_account(copy.account, name="B", detail={"x": 1})


def dump(copy: Copy) -> str:
    return "\n".join(line for line in copy.store._connection.iterdump() if "sqlite_sequence" not in line)


def test_the_index_says_after_each_write_what_the_resource_says(copy: Copy) -> None:
    """What is painted of calendar and UID stands in the index, too, and never tells otherwise."""
    other = "FROM component p JOIN resource r ON r.id = p.resource WHERE (p.uid, p.collection) <> (r.uid, r.collection)"
    for name, write in writes(copy):
        write()
        assert copy.store._rows(f"SELECT p.* {other}") == [], name
        assert copy.store._rows("SELECT count(*) FROM component WHERE uid = ''") == [(0,)], name


class _Fault(Exception):
    pass


class _Faulty:
    """A connection that fails at the n-th statement that changes something."""

    def __init__(self, connection: sqlite3.Connection, left: int) -> None:
        self._real = connection
        self._left = left

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _count(self, sql: str) -> None:
        if sql.lstrip().split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
            self._left -= 1
            if self._left < 0:
                raise _Fault

    def execute(self, sql: str, *values: Any) -> Any:
        self._count(sql)
        return self._real.execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        self._count(sql)
        return self._real.executemany(sql, *values)


def test_a_write_that_stops_half_way_changes_nothing(copy: Copy) -> None:
    """Reliability 2.2 (b): each write is one transaction; a fault between any two statements takes all of it back."""
    real = copy.store._connection
    stops = 0
    for name, write in writes(copy):
        before = dump(copy)
        for left in range(100):
            copy.store._connection = _Faulty(real, left)  # type: ignore[assignment]  # stands in for a connection
            try:
                write()
            except _Fault:
                stops += 1
            else:
                break
            finally:
                copy.store._connection = real
            assert not real.in_transaction, name
            assert dump(copy) == before, (name, left)
        assert dump(copy) != before, name
    assert stops > 60


def test_a_full_disk_takes_the_write_back_and_says_so(copy: Copy) -> None:
    """F-10: the write is taken back, the copy stays usable, and the next smaller write works."""
    copy.take(event_text())
    pages = copy.store._row("PRAGMA page_count")
    assert pages is not None
    copy.store._connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(TryLater) as failure:
        copy.store.create_local(
            copy.work, Href("/big.ics"), event_text("big", "x", "20261014", "20261015", "X-BIG:" + "y" * 99999)
        )
    assert failure.value.why is Why.DISK_FULL
    assert copy.store.outbox() == []
    copy.store._connection.execute("PRAGMA max_page_count = 1000000")
    copy.store.create_local(copy.work, Href("/small.ics"), event_text("small"))


def test_a_locked_file_is_said_to_be_busy(copy: Copy) -> None:
    other = sqlite3.connect(copy.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    copy.store._connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(Refused) as failure:
        copy.store.add_account("caldav", "B")
    other.close()
    assert failure.value.why is Why.PROFILE_BUSY


def test_what_the_reader_let_go_of_is_read_again(copy: Copy) -> None:
    """G10: at rest no page of the file is held."""
    copy.reader.release_memory()  # nothing read yet
    copy.take(event_text())
    before = copy.day(2026, 10, 14)
    copy.reader.release_memory()
    assert copy.day(2026, 10, 14) == before
    assert len(before) == 1


def test_transactions_do_not_nest(copy: Copy) -> None:
    with pytest.raises(RuntimeError), copy.store._transaction():
        copy.store.add_account("caldav", "B")
    assert len(copy.store.accounts()) == 1


# crash

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
sys.path[:0] = sys.argv[2:]
from fakes.calendar_texts import event_text
from dainvo.store.rows import IntentKind, IntentPlan, RemoteItem
from dainvo.store.store import Store
store = Store(Path(sys.argv[1]), zone=ZoneInfo("Europe/Berlin"), now=lambda: datetime(2026, 10, 14, tzinfo=UTC))
work = store.collections()[0].id
start = len(store.resources(work))
for n in range(start, start + 100000):
    plan = IntentPlan(f"{n:032x}", IntentKind.CREATE, None)
    made = store.create_local(work, f"/{n}.ics", event_text(f"u{n}", f"e{n}"), intent=plan)
    print(n, flush=True)
    store.take_remote(work, [RemoteItem(f"/r{n}-{k}.ics", "1", event_text(f"r{n}-{k}")) for k in range(5)])
"""


@posix
def test_kill_at_any_moment_loses_nothing_promised(copy: Copy) -> None:
    """A33: what a save has returned for is there after kill -9, whole; nothing is there by half."""
    copy.store.close()
    tests = str(Path(__file__).parents[1])
    promised: set[str] = set()
    for round_ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(copy.path), tests, str(Path(tests).parent)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        for _ in range(7 + 13 * round_):
            promised.add(child.stdout.readline().decode().strip())
        child.send_signal(signal.SIGKILL)
        promised |= {line.decode().strip() for line in child.stdout if line.endswith(b"\n")}
        child.stdout.close()
        child.wait()
        with opened(copy.path) as store:
            local = [row for row in store.resources(copy.work) if not row.href.startswith("/r")]
            assert {f"u{n}" for n in promised} <= {row.uid for row in local}
            assert len(store.outbox()) == len(local) == len(store.intents())
            [(components,)] = store._rows("SELECT count(*) FROM component")
            [(resources,)] = store._rows("SELECT count(*) FROM resource")
            [(occurrences,)] = store._rows("SELECT count(*) FROM occurrence")
            [(words,)] = store._rows("SELECT count(*) FROM search")
            assert components == resources == occurrences == words
            assert store._rows("PRAGMA integrity_check") == [("ok",)]
            assert store._rows("PRAGMA foreign_key_check") == []
            assert (resources - len(local)) % 5 == 0


# lock

_HOLDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from dainvo.store.lock import ProfileLock
lock = ProfileLock(Path(sys.argv[1]))
lock.acquire()
print("have", flush=True)
sys.stdin.read()
"""


def test_one_process_a_profile(tmp_path: Path) -> None:
    """F-9: the second one is refused; the system frees the lock when its holder dies."""
    root = str(Path(__file__).parents[2])
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path), root], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline().strip() == b"have"
    lock = ProfileLock(tmp_path)
    with pytest.raises(Refused) as failure:
        lock.acquire(wait_s=0.1)
    assert failure.value.why is Why.PROFILE_BUSY
    holder.kill()
    holder.wait()
    holder.stdout.close()
    holder.stdin.close()
    lock.acquire(wait_s=5)
    lock.acquire()
    with pytest.raises(DainvoError):
        ProfileLock(tmp_path).acquire()
    lock.release()
    lock.release()
    again = ProfileLock(tmp_path)
    again.acquire()
    again.release()


# leaving no trace


def test_removed_account_leaves_no_trace(copy: Copy) -> None:
    """C-S4, C-S5: after an account is removed nothing of it is in the files, and no copy of them is left."""
    copy.take(*(event_text(f"secret-uid-{n}", f"Geheimnis{n}") for n in range(60)))
    copy.store.edit_local(
        copy.one(event_text("secret-uid-0", "Geheimnis0")), event_text("secret-uid-0", "Geheimnisvoll")
    )
    copy.path.with_name("dainvo.db.before-2").write_bytes(b"old")
    other = copy.store.add_account("caldav", "Bob")
    copy.store.remove_account(copy.account)
    left = b"".join(each.read_bytes() for each in copy.path.parent.iterdir())
    for word in (b"Geheimnis", b"geheimnis", b"secret-uid", b"anna"):
        assert word not in left, word
    assert migrations.old_copies(copy.path) == []
    assert [row.id for row in copy.store.accounts()] == [other]
    assert copy.store.outbox() == []
    assert copy.reader.search("geheimnis1") == []
    assert copy.store._rows("PRAGMA integrity_check") == [("ok",)]
