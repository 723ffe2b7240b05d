"""The index is made anew where other rules made it: newer time-zone data, a newer program."""

from __future__ import annotations

import os
import subprocess
import sys
import zoneinfo
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]  # brings no types, and only its place is asked
from fakes.calendar_texts import event_text
from fakes.offline_copies import BERLIN, Clock, Copy

from dainvo.ical.event import Uid
from dainvo.store.reader import Reader
from dainvo.store.store import Store

_WITH_OTHER_ZONES = """
import sys
from pathlib import Path
from zoneinfo import ZoneInfo
sys.path[:0] = sys.argv[2:]
from fakes.calendar_texts import event_text
from fakes.offline_copies import Clock, listed
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store
with Store(Path(sys.argv[1]), zone=ZoneInfo("UTC"), now=Clock()) as store:
    account = store.add_account("caldav", "Anna")
    (work,), _ = store.put_collections(account, [listed("/work/")])
    wall, utc = ("20260701T090000", "20260701T100000"), ("20260701T090000Z", "20260701T100000Z")
    times = [("Antarctica/Troll", *wall), ("UTC", *utc)]
    items = []
    for n in range(60):
        zone, start, end = times[n % 2]
        lines = [f"UID:u{n}", "SUMMARY:x", "DTSTAMP:20260101T000000Z"]
        named = f";TZID={zone}" if zone != "UTC" else ""
        lines += [f"DTSTART{named}:{start}", f"DTEND{named}:{end}"]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
        text = "\\r\\n".join(lines)
        items.append(RemoteItem(f"/work/{n}.ics", "1", text))
    store.take_remote(work, items)
"""


def test_newer_rules_of_zones_move_what_they_move(tmp_path: Path) -> None:
    """A33, P-5, T-44: an index by older time-zone data is made anew, in slices that a death may cut off; the wall time
    of each event stays, what moved is counted, and nothing is sent."""
    zones = tmp_path / "zones"
    (zones / "Antarctica").mkdir(parents=True)
    (zones / "Antarctica" / "Troll").write_bytes(_zone_file("Asia/Tokyo"))  # what Troll's rules were once, let us say
    (zones / "tzdata.zi").write_text("# version 1999a\n")
    path = tmp_path / "dainvo.db"
    tests = Path(__file__).parents[1]
    subprocess.run(
        [sys.executable, "-c", _WITH_OTHER_ZONES, str(path), str(tests), str(tests.parent)],
        env={**os.environ, "PYTHONTZPATH": str(zones)},
        check=True,
    )
    with Store(path, zone=ZoneInfo("UTC"), now=Clock()) as store:
        done, moved = store.reindex(20)
        assert (done, len(moved)) == (False, 10)
    with Store(path, zone=ZoneInfo("UTC"), now=Clock()) as store:  # cut off, and gone on with
        rest = 0
        while not done:
            done, moved = store.reindex(20)
            rest += len(moved)
        assert rest == 20
        assert (store.take_moved(), store.take_moved()) == (30, 0)
        assert store.reindex(20) == (True, [])
        assert store.outbox() == []
        reader = Reader(path, zone=ZoneInfo("UTC"))
        hours = {
            each.start.hour
            for each in reader.occurrences(date(2026, 7, 1), date(2026, 7, 1))
            if isinstance(each.start, datetime)
        }
        reader.close()
        assert hours == {7, 9}  # 09:00 in Troll is 07:00 UTC in summer, not midnight
    with Store(path, zone=ZoneInfo("UTC"), now=Clock()) as store:
        assert store.reindex(20) == (True, [])


def _zone_file(name: str) -> bytes:
    for folder in (*zoneinfo.TZPATH, str(Path(tzdata.__file__).parent / "zoneinfo")):
        if (Path(folder) / name).exists():
            return (Path(folder) / name).read_bytes()
    raise AssertionError("no zones here")


def test_a_copy_of_an_older_program_is_indexed_anew(copy: Copy) -> None:
    """K13, A33: what older rules of folding and names left out is found once the index was made anew; ids, texts and
    what waits stay; a second opening has nothing to do."""
    named = 'ORGANIZER;CN="Müller, Anna":mailto:a@example.com'
    copy.take(event_text("u1", "Plan", "20261014T090000", "20261014T100000", named), event_text("u2", "Other"))
    resource = copy.store.resource_by_uid(Uid("u2"))[0].id
    copy.store.edit_local(resource, event_text("u2", "Mine"))
    before = copy.store._rows("SELECT id, href, state, revision FROM resource")
    copy.store._connection.execute("DELETE FROM meta WHERE name = 'index_rules'")
    copy.store._connection.execute("UPDATE search SET people = '' WHERE people <> ''")
    copy.store.close()
    assert copy.reader.search("muller") == []
    with Store(copy.path, zone=BERLIN, now=copy.clock) as store:
        done, moved = store.reindex()
        assert (done, moved) == (True, [])  # the same times: nothing moved
        assert store.take_moved() == 0
        assert store._rows("SELECT id, href, state, revision FROM resource") == before
        assert [row.resource for row in store.outbox()] == [resource]
    assert [each.uid for each in copy.reader.search("muller")] == ["u1"]
    with Store(copy.path, zone=BERLIN, now=copy.clock) as store:
        assert store._row("SELECT value FROM meta WHERE name = 'reindexed_to'") is None
