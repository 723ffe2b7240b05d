"""A copy that is damaged, cut off, gone or older than it was: what comes back, and what is said."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from fakes.calendar_texts import event_text
from fakes.damage import at, cut_off, emptied, flipped, lived_in, opened, removed, rubbish, told, unsent_work
from fakes.offline_copies import BERLIN, NOON, Clock

from dainvo.errors import Refused, Why
from dainvo.ical.event import ETag, Href, State
from dainvo.store import backups, repair, sidecar
from dainvo.store.rows import IntentKind, IntentPlan
from dainvo.store.store import Store

PAGES: Final = int(os.environ.get("DAINVO_DAMAGED_PAGES", "6"))


DAMAGES: Final = [cut_off, emptied, removed, rubbish, *(flipped(number) for number in range(PAGES))]


def damaged_copies(path: Path) -> list[Path]:
    """What was kept aside of the copy at `path`."""
    return sorted(path.parent.glob(f"{path.name}.damaged-*"))


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
        [aside] = [each for each in damaged_copies(path) if not each.name.endswith(("-wal", "-shm"))]
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


def test_a_second_record_written_anew_after_the_backup(tmp_path: Path) -> None:
    """A33: what the backup has waiting and the record does not know any more was sent, or given up: it waits no more,
    and its server tells what it became."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        work = store.collections()[0].id
        store.edit_local(at(store, work, 9), event_text("u9", "Sent after the backup"))
        store.create_local(work, Href("/work/stale.ics"), event_text("stale", "Given up after the backup"))
        store.put_intent(store.resource(at(store, work, 9)).uid, work, IntentPlan("f" * 32, IntentKind.CREATE, None))
        backups.write(path, NOON)
        store.accepted(at(store, work, 9), 1, ETag('"3"'), event_text("u9", "Sent after the backup"))
        stale = store.resource_by_href(work, Href("/work/stale.ics"))
        assert stale is not None
        store.delete_local(stale.id)
        store._connection.execute("DELETE FROM intent WHERE op_id = ?", ("f" * 32,))
        unsent_work(store)
        assert store._sidecar is not None
        store._sidecar.rewrite()
        before = told(store)
    cut_off(path)
    with opened(path) as store:
        assert told(store) == before
        row = store.resource_by_href(work, Href("/work/9.ics"))
        assert row is not None
        assert (row.state, row.etag) == (State.CLEAN, "")
        assert {row.sync_token for row in store.collections()} == {""}
        assert store.resource_by_href(work, Href("/work/stale.ics")) is None


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
            assert rescue.restored == len(store.outbox())
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
        assert any(not each.name.endswith(("-wal", "-shm")) for each in damaged_copies(path)), step
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
    assert damaged_copies(path) == []


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
