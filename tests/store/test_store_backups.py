"""Backups, local calendars, the clock and a full disk: what comes back of a damaged copy besides unsent work."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.calendar_texts import event_text
from fakes.damage import at, cut_off, emptied, lived_in, opened, rubbish, told, unsent_work
from fakes.offline_copies import BERLIN, NOON, Clock, listed

from dainvo.errors import Refused, Why
from dainvo.ical.event import Href, State, Uid
from dainvo.store import backups, repair, sidecar
from dainvo.store.rows import IntentKind, IntentPlan
from dainvo.store.store import Store


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


def test_damage_found_by_a_backup_is_mended_at_the_next_start(tmp_path: Path) -> None:
    """A33: what a quick look passes is found once a day, while the backup is made; the older backups stay."""
    path = tmp_path / "dainvo.db"
    with lived_in(path) as store:
        good = backups.write(path, NOON)
        unsent_work(store)
        before = told(store)
        store._connection.execute("PRAGMA writable_schema = ON")
        store._connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX resource_uid ON resource (href)' WHERE name = 'resource_uid'"
        )
    with pytest.raises(Refused) as failure:
        backups.write(path, NOON + timedelta(days=1))
    assert failure.value.why is Why.PROFILE_DAMAGED
    assert backups.kept(path) == [good]
    with opened(path) as store:
        rescue = store.rescued()
        assert rescue is not None
        assert rescue.backup == "2026-10-14"
        assert told(store) == before


def test_local_calendars_come_back_whole(tmp_path: Path) -> None:
    """A14, A33: what is on this computer alone is in the second record: made, edited, deleted, imported."""
    path = tmp_path / "dainvo.db"
    with Store(path, zone=BERLIN, now=Clock()) as store:
        account = store.add_account("local", "On this computer")
        here = store.add_local_calendar(account, Href("/here/"), "Personal", "#d64545")
        made = [store.create_local(here, Href(f"/here/{n}.ics"), event_text(f"u{n}", f"e{n}")) for n in range(4)]
        backups.write(path, NOON)
        store.edit_local(made[1].resource, event_text("u1", "Edited"))
        store.delete_local(made[2].resource)
        run = store.begin_import(here)
        store.import_new(run, here, [(Href("/here/i.ics"), event_text("i", "Imported"))])
        before = {row.uid: row.text for row in store.resources(here)}
        assert len(before) == 4
    for harm in (cut_off, rubbish, emptied):
        harm(path)
        with opened(path) as store:
            assert store.rescued() is not None
            assert {row.uid: row.text for row in store.resources(here)} == before
            assert store.outbox() == []
            assert {row.state for row in store.resources(here)} == {State.CLEAN}
            store.rescue_seen()


def test_a_wait_from_another_time_is_no_wait(tmp_path: Path) -> None:
    """F-13: the clock was set back by years: nothing waits for the old time."""
    path = tmp_path / "dainvo.db"
    clock = Clock(datetime(2036, 1, 1, tzinfo=UTC))
    with Store(path, zone=BERLIN, now=clock) as store:
        account = store.add_account("caldav", "Anna")
        (work,), _ = store.put_collections(account, [listed(Href("/work/"))])
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


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
sys.path[:0] = sys.argv[2:]
from fakes.calendar_texts import event_text
from dainvo.store.store import Store
store = Store(Path(sys.argv[1]), zone=ZoneInfo("Europe/Berlin"), now=lambda: datetime(2026, 10, 14, tzinfo=UTC))
work = store.collections()[0].id
made = {}
for n in range(100000):
    uid = f"u{n // 3}"
    if n % 3 == 0:
        made[uid] = store.create_local(work, f"/work/{uid}.ics", event_text(uid, "made")).resource
    elif n % 3 == 1:
        store.edit_local(made[uid], event_text(uid, f"edited {n}"))
    elif n % 2:
        store.delete_local(made[uid])
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("steps", [4, 61])
def test_killed_and_then_damaged_every_promised_edit_comes_back(tmp_path: Path, steps: int) -> None:
    """A33, F-5, F-11: kill -9 of a real process at work, and then the file is lost, too: what a save has returned for
    is in the second record, and what was deleted for good is not."""
    path = tmp_path / "dainvo.db"
    with lived_in(path):
        pass
    tests = Path(__file__).parents[1]
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(tests), str(tests.parent)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    promised = [int(child.stdout.readline()) for _ in range(steps)]
    child.send_signal(signal.SIGKILL)
    promised += [int(line) for line in child.stdout if line.endswith(b"\n")]
    child.stdout.close()
    child.wait()
    emptied(path)
    with opened(path) as store:
        assert store.rescued() is not None
        work = store.collections()[0].id
        texts = {row.uid: row.text for row in store.resources(work)}
        waiting = {row.uid for row in store.outbox()}
    last = promised[-1] // 3  # what was under way when it died may be there or not
    for number in range(last):
        uid, gone = Uid(f"u{number}"), (3 * number + 2) % 2 == 1
        assert (uid in texts) is not gone, number
        assert (uid in waiting) is not gone
        if not gone:
            assert f"edited {3 * number + 1}" in texts[uid]
