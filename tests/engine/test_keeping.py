"""A27: all that no server holds, in one file without secrets, and back in a Dainvo that has nothing yet."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_texts import event_text
from fakes.engine_bench import Bench
from fakes.offline_copies import listed

from dainvo.engine.actions import calendar_list, calendars, exports, files, keeping
from dainvo.engine.desk import Desk, caldav_key
from dainvo.errors import DainvoError, Malformed, Refused, Why
from dainvo.ical.event import CollectionId, ETag, Href
from dainvo.store.rows import AccountState, IntentKind, IntentPlan, RemoteItem
from dainvo.store.store import Store


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "old", background=False)
    yield made
    made.close()


def lived_in(bench: Bench, folder: Path) -> None:
    """An account with its password, calendars with colours, a local calendar with events, one unsent change."""

    async def fill(desk: Desk) -> CollectionId:
        store = desk.store
        account = store.add_account("caldav", "Anna", url="https://cal.example/", user="anna")
        desk.secrets.put(caldav_key(account), "hunter2-secret")
        (work, _), _ = store.put_collections(
            account, [listed(Href("/work/"), order=1), listed(Href("/home/"), "Home", order=2)]
        )
        store.take_remote(work, [RemoteItem(Href("/work/1.ics"), ETag("1"), event_text("theirs", "On the server"))])
        store.create_local(work, Href("/work/2.ics"), event_text("mine", "Unsent"))
        plan = IntentPlan("a" * 32, IntentKind.CREATE, None)
        store.create_local(work, Href("/work/3.ics"), event_text("zoom", "With a wish"), intent=plan)
        store.set_collection(work, local_color="#0e8a8a", sync_token="t", ctag="c", last_sync=desk.now())
        return work

    work = bench.call(fill)
    bench.call(calendars.set_visible, work, False)
    here = bench.call(calendar_list.add_local, "Personal", color="#d64545")
    path = folder / "in.ics"
    path.write_text(event_text("local", "Mine alone"), encoding="utf-8", newline="")
    bench.call(files.import_file, path, here)


def test_everything_comes_back_and_no_secret_leaves(bench: Bench, tmp_path: Path) -> None:
    lived_in(bench, tmp_path)
    bench.settings = bench.settings.changed(view="month", event_minutes=45)
    assert bench.engine is not None
    bench.engine.use_settings(bench.settings)
    path = tmp_path / "all.dainvo"
    kept = bench.call(keeping.keep_all, path)
    assert (kept.accounts, kept.events) == (2, 3)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
    assert b"hunter2" not in everything
    assert b"On the server" not in everything
    fresh = Bench(tmp_path / "new", background=False)
    try:
        taken = fresh.call(keeping.take_all, path)
        assert (taken.accounts, taken.events) == (2, 3)
        assert (taken.settings.view, taken.settings.event_minutes) == ("month", 45)

        def state(store: Store) -> tuple[object, ...]:
            accounts = [(row.kind, row.name, row.user, row.url) for row in store.accounts()]
            shown = [(row.name, row.local_color, row.color, row.visible, row.href) for row in store.collections()]
            waiting = [(row.href, row.kind) for row in store.outbox()]
            local = [row.text for row in store.resources(store.collections()[-1].id)]
            return accounts, shown, waiting, local

        assert fresh.store(state) == bench.store(state)
        caldav, local = fresh.store(lambda store: store.accounts())
        assert (caldav.state, caldav.why) == (AccountState.NEEDS_USER, Why.WRONG_PASSWORD)
        assert local.state is AccountState.OK
        assert fresh.store(lambda store: store.intents()) == []  # two computers would make two meetings
        assert {row.sync_token for row in fresh.store(lambda store: store.collections())} == {""}
        with pytest.raises(Refused) as again:
            fresh.call(keeping.take_all, path)
        assert again.value.why is Why.NOT_EMPTY
        fresh.close()
        fresh.open()
        assert fresh.store(lambda store: store.rescued()) is None
        assert fresh.store(state) == bench.store(state)
    finally:
        fresh.close()


def test_what_is_no_file_is_neither_replaced_nor_read(bench: Bench, tmp_path: Path) -> None:
    """A13, A27: a folder, a device or a pipe, which a rename would replace and reading would wait for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/")):
        for write in (keeping.keep_all, exports.export_file):
            with pytest.raises(Refused) as refused:
                bench.call(write, path)
            assert refused.value.why is Why.FILE_NOT_WRITTEN
        fresh = Bench(tmp_path / "fresh", background=False)
        with pytest.raises(Refused) as refused:
            fresh.call(keeping.take_all, path)
        fresh.close()
        assert refused.value.why is Why.FILE_NOT_READ
    assert pipe.is_fifo()
    assert not list(tmp_path.glob(".*"))


def test_what_is_no_such_file_changes_nothing(bench: Bench, tmp_path: Path) -> None:
    lived_in(bench, tmp_path)
    whole = tmp_path / "all.dainvo"
    bench.call(keeping.keep_all, whole)
    data = whole.read_bytes()
    newer = tmp_path / "newer.dainvo"
    with zipfile.ZipFile(newer, "w") as file:
        file.writestr("dainvo.json", json.dumps({"kind": "dainvo", "version": 99}))
    fresh = Bench(tmp_path / "new", background=False)
    try:
        for number, content in enumerate([b"", b"PK", data[: len(data) // 2], b"x" * 500, newer.read_bytes()]):
            path = tmp_path / f"bad{number}"
            path.write_bytes(content)
            with pytest.raises(Malformed) as bad:
                fresh.call(keeping.take_all, path)
            assert bad.value.why is Why.NO_KEPT_FILE
        with pytest.raises(Refused) as missing:
            fresh.call(keeping.take_all, tmp_path / "none")
        assert missing.value.why is Why.FILE_NOT_READ
        odd = tmp_path / "odd"
        with zipfile.ZipFile(odd, "w") as file:
            file.writestr("dainvo.json", json.dumps({"kind": "dainvo", "version": 1}))
            file.writestr("settings.json", json.dumps({"view": 7, "other": 1}))
            rows = [["account", 1, {"id": 1}], ["resource", 5, {"x": []}], ["nothing", 1, {}], ["collection", 2, {}]]
            file.writestr("local.jsonl", "\n".join(json.dumps(row) for row in rows))
        try:
            fresh.call(keeping.take_all, odd)
        except DainvoError:
            pass
        assert fresh.store(lambda store: store._rows("PRAGMA foreign_key_check")) == []
    finally:
        fresh.close()
