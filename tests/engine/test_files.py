"""Files: what a preview says, what an import adds and how it is taken back, that an export comes back the same."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from fakes.calendar_texts import VTIMEZONE, event_text, vcalendar, vevent
from fakes.engine_bench import Bench
from fakes.offline_copies import listed
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.engine import calendar_file
from dainvo.engine.actions import exports, files
from dainvo.engine.file_values import FileProgress, Standing
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import stream
from dainvo.ical.event import CollectionId, ETag, Href, State, Uid
from dainvo.ical.lines import unfold
from dainvo.ical.resource import same_meaning, scan
from dainvo.ical.zones import by_name, vtimezones_in, zone
from dainvo.store.store import Store


@dataclass
class World:
    bench: Bench
    folder: Path
    work: CollectionId
    mailing: CollectionId
    closed: CollectionId

    def file(self, *vevents: str, name: str = "in.ics") -> Path:
        path = self.folder / name
        path.write_text(vcalendar(*vevents), encoding="utf-8", newline="")
        return path

    def titles(self, collection: CollectionId | None = None) -> list[str]:
        where = self.work if collection is None else collection
        texts = self.bench.store(lambda store: [row.text for row in store.resources(where)])
        return sorted(scan(text).rows[0].summary for text in texts)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    bench = Bench(tmp_path / "profile", background=False)

    def calendars(store: Store) -> list[CollectionId]:
        account = store.add_account("caldav", "Anna", url="http://127.0.0.1:1/", user="anna")
        told = [
            listed(Href("/work/"), order=1),
            listed(Href("/mailing/"), order=2, schedules=True),
            listed(Href("/closed/"), order=3, writable=False),
        ]
        return store.put_collections(account, told)[0]

    work, mailing, closed = bench.store(calendars)
    yield World(bench, tmp_path, work, mailing, closed)
    bench.close()


def numbered(count: int, summary: str = "Talk", *lines: str) -> list[str]:
    return [vevent(f"u{n}", f"{summary} {n}", "20261014T090000", "20261014T100000", *lines) for n in range(count)]


def test_a_preview_writes_nothing_and_undo_takes_all_back(world: World) -> None:
    """A12: 40 events, 5 of them known: 35 new; nothing is written before Import; one undo removes 35."""
    world.bench.call(files.import_file, world.file(*numbered(5)), world.work)
    path = world.file(*numbered(40), "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\n")
    before = world.bench.store(lambda store: store._rows("SELECT * FROM resource"))
    preview = world.bench.call(files.preview_import, path, world.work)
    assert (preview.new, preview.known, preview.newer, preview.unreadable, preview.left_out) == (35, 5, 0, 0, 1)
    assert [each.title for each in preview.events[:2]] == ["Talk 5", "Talk 6"]
    assert {each.standing for each in preview.events} == {Standing.NEW}
    assert world.bench.store(lambda store: store._rows("SELECT * FROM resource")) == before
    told: list[FileProgress] = []
    report = world.bench.call(files.import_file, path, world.work, tell=told.append)
    assert (report.added, report.known, report.left_out) == (35, 5, 1)
    assert told[-1] == FileProgress(40, 40, report.run)
    assert len(world.titles()) == 40
    undone = world.bench.call(files.undo_import)
    assert (undone.taken_back, undone.stayed) == (35, 0)
    assert len(world.titles()) == 5
    assert len(world.bench.store(lambda store: store.outbox())) == 5


def test_newer_versions_are_offered_and_taken_back(world: World) -> None:
    """A12: newer by SEQUENCE or LAST-MODIFIED; older and equal ones are known; undo brings the former text back."""
    world.bench.call(files.import_file, world.file(*numbered(4, "Talk", "SEQUENCE:1")), world.work)
    world.bench.store(lambda store: store._connection.execute("DELETE FROM import_run"))
    path = world.file(
        vevent("u0", "Newer", "20261014T090000", "20261014T100000", "SEQUENCE:2"),
        vevent("u1", "Later", "20261014T090000", "20261014T100000", "SEQUENCE:1", "LAST-MODIFIED:20260102T000000Z"),
        vevent("u2", "Older", "20261014T090000", "20261014T100000", "SEQUENCE:0"),
        vevent("u3", "Talk 3", "20261014T090000", "20261014T100000", "SEQUENCE:7"),  # says the same, higher number
        vevent("u4", "New", "20261014T090000", "20261014T100000"),
    )
    preview = world.bench.call(files.preview_import, path, world.work)
    assert (preview.new, preview.newer, preview.known) == (1, 2, 2) or preview.newer == 3
    world.bench.call(files.import_file, path, world.work)
    assert world.titles() == ["New", "Talk 0", "Talk 1", "Talk 2", "Talk 3"]
    world.bench.call(files.undo_import)
    report = world.bench.call(files.import_file, path, world.work, update=True)
    assert report.updated == preview.newer
    assert "Newer" in world.titles()
    assert "Later" in world.titles()
    assert "Older" not in world.titles()
    world.bench.call(files.undo_import, report.run)
    assert world.titles() == ["Talk 0", "Talk 1", "Talk 2", "Talk 3"]
    with pytest.raises(Refused) as nothing:
        world.bench.call(files.undo_import)
    assert nothing.value.why is Why.NO_SUCH_IMPORT


def test_what_was_changed_since_stays(world: World) -> None:
    report = world.bench.call(files.import_file, world.file(*numbered(3)), world.work)
    edited = world.bench.store(lambda store: store.resource_by_uid(Uid("u1"))[0])
    world.bench.store(lambda store: store.edit_local(edited.id, event_text("u1", "Mine now")))
    undone = world.bench.call(files.undo_import, report.run)
    assert (undone.taken_back, undone.stayed) == (2, 1)
    assert world.titles() == ["Mine now"]


def test_what_a_server_has_taken_is_deleted_there_too(world: World) -> None:
    world.bench.call(files.import_file, world.file(*numbered(2)), world.work)

    def sent(store: Store) -> None:
        for row in store.resources(world.work):
            store.accepted(row.id, row.revision, ETag("e"), row.text)

    world.bench.store(sent)
    world.bench.call(files.undo_import)
    assert world.titles() == []
    assert [row.kind for row in world.bench.store(lambda store: store.outbox())] == ["delete", "delete"]


def test_an_import_that_is_cut_off_is_taken_back(world: World) -> None:
    """A12: cancelled half-way, or the program ended: what came is one import, and goes as one."""
    path = world.file(*numbered(450))
    assert world.bench.engine is not None

    class Enough(Exception):
        pass

    def stop(progress: FileProgress) -> None:
        if progress.done == 400:
            raise Enough

    with pytest.raises(Enough):
        world.bench.call(files.import_file, path, world.work, tell=stop)
    assert len(world.titles()) == 400
    world.bench.close()
    world.bench.open()
    assert world.bench.call(files.undo_import).taken_back == 400
    assert world.titles() == []


def test_an_import_mails_nobody(world: World) -> None:
    """A12: where the server sends invitations by itself it is told not to for this event; else nothing changes."""
    guests = ("ORGANIZER:mailto:anna@example.com", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.com")
    path = world.file(vevent("u", "Plan", "20261014T090000", "20261014T100000", *guests))
    world.bench.call(files.import_file, path, world.mailing)
    world.bench.call(files.import_file, path, world.work)
    [mailing] = world.bench.store(lambda store: store.resources(world.mailing))
    assert mailing.text.replace("\r\n ", "").count(";SCHEDULE-AGENT=CLIENT:mailto:") == 2
    [plain] = world.bench.store(lambda store: store.resources(world.work))
    assert "SCHEDULE-AGENT" not in plain.text


def test_what_cannot_be_taken_is_said(world: World) -> None:
    for verb in (files.preview_import, files.import_file):
        with pytest.raises(Refused) as missing:
            world.bench.call(verb, world.folder / "none.ics", world.work)
        assert missing.value.why is Why.FILE_NOT_READ
        assert missing.value.about["file"] == "none.ics"
        page = world.folder / "page.html"
        page.write_text("<html>")
        with pytest.raises(Malformed) as wrong:
            world.bench.call(verb, page, world.work)
        assert wrong.value.why is Why.NO_CALENDAR_FILE
    with pytest.raises(Refused) as closed:
        world.bench.call(files.import_file, world.file(*numbered(1)), world.closed)
    assert closed.value.why is Why.READ_ONLY
    with pytest.raises(Refused) as unwritable:
        world.bench.call(exports.export_file, world.folder / "no" / "out.ics", world.work)
    assert unwritable.value.why is Why.FILE_NOT_WRITTEN


def test_bad_events_of_a_file_cost_themselves(world: World) -> None:
    path = world.file(
        *numbered(2),
        "BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:no start\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nUID:open\r\n" + vevent("after", "After", "20261014", "20261015"),
    )
    preview = world.bench.call(files.preview_import, path, world.work)
    assert (preview.new + preview.unreadable, preview.unreadable) == (4, 1)
    report = world.bench.call(files.import_file, path, world.work)
    assert (report.added, report.unreadable) == (3, 1)
    assert world.titles() == ["After", "Talk 0", "Talk 1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_other_programs(world: World, encoding: str) -> None:
    """A12: byte order marks, UTF-16, an old Windows code page, bare line feeds, small letters."""
    text = vcalendar(vevent("u", "Größe", "20261014T090000", "20261014T100000"))
    text = text.replace("\r\n", "\n").replace("BEGIN:VEVENT", "begin:vevent").replace("END:VEVENT", "end:vevent")
    path = world.folder / "in.ics"
    path.write_bytes(text.encode(encoding))
    assert world.bench.call(files.import_file, path, world.work).added == 1
    assert world.titles() == ["Größe"]


@pytest.mark.parametrize("piece", [1, 60, 1 << 20])
def test_a_file_whose_folds_split_characters(world: World, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    """A12: some programs fold after 75 octets wherever that is (RFC 5545 §3.1): no letter is lost."""
    monkeypatch.setattr(calendar_file, "_PIECE", piece)
    title = "Größe – " + "ä" * 60 + "€" * 20 + "🎈" * 30
    text = vcalendar(vevent("u", title, "20261014T090000", "20261014T100000", "X-OWN:plain"))
    lines = []
    for line in text.encode().split(b"\r\n"):
        lines += [line[:75], *(b" " + line[at : at + 74] for at in range(75, len(line), 74))]
    path = world.folder / "in.ics"
    path.write_bytes(b"\r\n".join(lines))
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding="utf-8")
    assert world.bench.call(files.import_file, path, world.work).added == 1
    assert world.titles() == [title]


SERIES = (
    vevent("s", "Weekly", "20261014T090000", "20261014T100000", "RRULE:FREQ=WEEKLY;COUNT=9"),
    vevent("s", "Moved", "20261022T090000", "20261022T100000", "RECURRENCE-ID;TZID=Europe/Berlin:20261021T090000"),
)


def test_an_export_comes_back_the_same(world: World) -> None:
    """A13: zones inside, each once; a calendar, single events, or those of some days; imported again: no difference."""
    day = vevent("d", "Day", "20261101", "20261103", "X-OWN;P=1:a\\,b", "DESCRIPTION:" + "long text " * 30)
    path = world.file(*numbered(3), *SERIES, day)
    world.bench.call(files.import_file, path, world.work)
    out = world.folder / "out.ics"
    beside = world.folder / "out.ics.new"
    beside.write_text("somebody's own")
    report = world.bench.call(exports.export_file, out, world.work)
    assert (report.written, report.unreadable) == (5, 0)
    assert beside.read_text() == "somebody's own"
    text = out.read_bytes().decode()
    assert (text.count("BEGIN:VCALENDAR"), text.count("BEGIN:VTIMEZONE"), text.count("\n") - text.count("\r\n")) == (
        1,
        1,
        0,
    )
    world.bench.call(files.import_file, out, world.mailing)
    first = {row.uid: row.text for row in world.bench.store(lambda store: store.resources(world.work))}
    second = {row.uid: row.text for row in world.bench.store(lambda store: store.resources(world.mailing))}
    assert first.keys() == second.keys()
    assert all(same_meaning(one, second[uid]) for uid, one in first.items())
    again = world.bench.call(files.preview_import, out, world.work)
    assert (again.new, again.newer, again.known) == (0, 0, 5)
    series = world.bench.store(lambda store: store.resource_by_uid(Uid("s"))[0].id)
    world.bench.call(exports.export_file, out, resources=[series])
    assert out.read_text().count("BEGIN:VEVENT") == 2
    world.bench.call(exports.export_file, out, world.work, days=(date(2026, 10, 28), date(2026, 11, 1)))
    assert sorted({line for line in out.read_text().splitlines() if line.startswith("UID:")}) == ["UID:d", "UID:s"]
    assert [one.name for one in world.folder.iterdir() if one.suffix == ".new"] == ["out.ics.new"]


def test_an_export_describes_zones_that_no_event_brings(world: World) -> None:
    """A13: events of other programs name a zone and leave its description out; Windows' names stay as they are."""
    zones = ("Europe/Berlin", "America/New_York", "W. Europe Standard Time", "Nowhere/At All")
    lines = [
        f"BEGIN:VEVENT\nUID:z{number}\nDTSTAMP:20270101T000000Z\nDTSTART;TZID={tzid}:20180310T090000\n"
        f"DTEND;TZID={tzid}:20180310T100000\nSUMMARY:Z\nEND:VEVENT\n"
        for number, tzid in enumerate(zones)
    ]
    path = world.folder / "in.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{''.join(lines)}END:VCALENDAR\n")
    world.bench.call(files.import_file, path, world.work)
    out = world.folder / "out.ics"
    world.bench.call(exports.export_file, out, world.work)
    written = dict(vtimezones_in(unfold(out.read_text())))
    assert sorted(written) == sorted(zones[:3])
    for tzid in zones[:3]:
        assert written[tzid].count(f"TZID:{tzid}\n") == 1
        made = zone("Own", written[tzid].replace(tzid, "Own"))
        known = by_name(tzid)
        assert made is not None and known is not None
        for day in (datetime(2018, 3, 10, 9), datetime(2018, 7, 1), datetime(2030, 1, 1)):
            assert day.replace(tzinfo=made).utcoffset() == day.replace(tzinfo=known).utcoffset()
    again = world.bench.call(files.preview_import, out, world.work)
    assert (again.new, again.newer, again.known) == (0, 0, 4)


# the stream itself

TIMES = "20261014T090000", "20261014T100000"
PARTS = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=12)


@settings(max_examples=60)
@given(uids=PARTS, size=st.integers(1, 400), zone_last=st.booleans())
def test_pieces_may_end_anywhere(uids: list[str], size: int, zone_last: bool) -> None:
    """A12: whatever the size of the pieces and wherever the parts of an event stand, the events are the same."""
    rows = [
        vevent(uid, f"Part {n}", *TIMES, *([f"RECURRENCE-ID:202610{n + 1:02d}T070000Z"] if uid in uids[:n] else []))
        for n, uid in enumerate(uids)
    ]
    text = "BEGIN:VCALENDAR\r\n" + ("" if zone_last else VTIMEZONE) + "".join(rows)
    text += (VTIMEZONE if zone_last else "") + "END:VCALENDAR\r\n"
    pieces = [text[place : place + size] for place in range(0, len(text), size)]
    found = dict(stream.resources(pieces, stream.survey(pieces)))
    assert found == dict(stream.split(text))
    assert found.keys() == set(uids)
    for uid, one in found.items():
        assert one.count("BEGIN:VEVENT") == uids.count(uid)
        assert one.count("BEGIN:VTIMEZONE") == 1


def test_only_a_piece_is_held() -> None:
    """A stream ten times as long takes no more memory, but for a number for each UID."""

    def peak(count: int) -> int:
        def pieces() -> Iterator[str]:
            yield "BEGIN:VCALENDAR\r\n" + VTIMEZONE
            for n in range(count):
                yield vevent(f"u{n}", "Talk", "20261014T090000", "20261014T100000", "DESCRIPTION:" + "x" * 1500)
            yield "END:VCALENDAR\r\n"

        tracemalloc.start()
        looked = stream.survey(pieces())
        assert sum(1 for _ in stream.resources(pieces(), looked)) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(3000) - peak(300) < 2700 * 200  # the events are more than 1,500 each


def test_a_component_without_end_is_given_up() -> None:
    """Nothing is gathered without end: the rest of the stream is read."""
    pieces = ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n", *["X-A:" + "y" * 65_000 + "\r\n"] * 120]
    pieces += [vevent("u", "After", "20261014", "20261015"), "END:VCALENDAR\r\n"]
    found = stream.resources(pieces, stream.survey(pieces))
    assert [uid for uid, _ in found] == ["u"]


def test_the_last_five_imports_can_be_taken_back(world: World) -> None:
    runs = [
        world.bench.call(files.import_file, world.file(vevent(f"x{n}", "T", "20261014", "20261015")), world.work).run
        for n in range(6)
    ]
    with pytest.raises(Refused):
        world.bench.call(files.undo_import, runs[0])
    for run in runs[1:]:
        assert world.bench.call(files.undo_import, run).taken_back == 1
    assert world.bench.store(lambda store: {row.state for row in store.resources(world.work)}) == {State.NEW}
