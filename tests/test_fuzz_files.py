"""Files of any kind through preview, import, export and back: nothing hangs, nothing raises past the one event, and
what a preview says is what an import does (Z-1, I-11, A12, A13)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import fuzz
from fakes.calendar_world import event
from hypothesis import example, given
from hypothesis import strategies as st
from test_fuzz_fetch import calendars

from dainvo.engine.actions import calendar_list, exports, files
from dainvo.engine.desk import Desk
from dainvo.errors import Malformed, Why
from dainvo.ical import versions
from dainvo.ical.event import CollectionId
from dainvo.ical.resource import same_meaning
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.store.store import Store
from dainvo.web import Web

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 10, 9, tzinfo=UTC)

often = fuzz.often(60)


@dataclass
class Place:
    """A copy that all examples share; each has a calendar of its own."""

    desk: Desk
    reader: Reader
    folder: Path
    numbers: Iterator[int]

    def calendar(self) -> CollectionId:
        return asyncio.run(calendar_list.add_local(self.desk, f"Any {next(self.numbers)}", color="#d64545"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    path = tmp_path / "copy.db"
    with Store(path, zone=BERLIN, now=lambda: NOW) as store:
        desk = Desk(store, Web(), Secrets.in_memory(), Settings(), {}, BERLIN, tmp_path)
        reader = Reader(path, zone=BERLIN, now=lambda: NOW)
        yield Place(desk, reader, tmp_path, count())
        reader.close()


@often
@given(several=st.lists(calendars(), min_size=1, max_size=4))
@example([event("x", extra="RRULE:FREQ=SECONDLY;COUNT=2000000000")])
@example([event("x", extra="X-A:" + "b" * 1_000_000)])
@example(["BEGIN:VEVENT\r\nUID:a\r\n" * 3000])
@example(["BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270310\r\nEND:VEVENT\r\n" * 3000])
@example([event("x").replace("SUMMARY", "ATTENDEE;CN=" + '"' * 999)])
def test_any_file_is_imported_as_its_preview_says(place: Place, several: list[str]) -> None:
    """A12: counts agree, the good event beside them is there, an export comes back with no difference."""
    where = place.calendar()
    path = place.folder / "in.ics"
    path.write_text(event("good", "Good") + "\r\n".join(several), encoding="utf-8", errors="replace", newline="")
    desk = place.desk
    with fuzz.soon():
        preview = asyncio.run(files.preview_import(desk, path, where))
        report = asyncio.run(files.import_file(desk, path, where))
    assert report.added + report.unreadable == preview.new + preview.unreadable
    assert report.added >= 1
    held = {row.uid: row.text for row in desk.store.resources(where)}
    assert len(held) == report.added
    with fuzz.soon():
        shown = place.reader.occurrences(date(2027, 3, 1), date(2027, 3, 31), collections={where})
        assert "Good" in [each.summary for each in shown]
        out = place.folder / "out.ics"
        written = asyncio.run(exports.export_file(desk, out, where))
        again = asyncio.run(files.preview_import(desk, out, where))
    assert written.written + written.unreadable == len(held)
    assert (again.newer, again.unreadable) == (0, 0)
    assert again.known + again.new <= len(held)


@often
@given(body=st.binary(max_size=400))
@example(b"\xff\xfeB\x00E\x00")
@example(b"BEGIN:VCALENDAR\r\n" + b"\x00" * 300)
@example(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:\xe4\r\nDTSTART:20270310\r\nEND:VEVENT\r\nEND:VCALENDAR")
def test_any_bytes_are_read_or_refused(place: Place, body: bytes) -> None:
    path = place.folder / "in.ics"
    path.write_bytes(body)
    where = place.calendar()
    with fuzz.soon():
        try:
            asyncio.run(files.preview_import(place.desk, path, where))
            asyncio.run(files.import_file(place.desk, path, where))
        except Malformed as refused:
            assert refused.why is Why.NO_CALENDAR_FILE


@often
@given(one=calendars(), other=calendars())
def test_versions_are_told_apart_without_harm(one: str, other: str) -> None:
    """No text is newer than itself; of two at most one is newer; an event that mails nobody means the same."""
    with fuzz.soon():
        assert not versions.is_newer(one, one)
        assert not (versions.is_newer(one, other) and versions.is_newer(other, one))
        quiet = versions.mailing_nobody(one)
        assert versions.mailing_nobody(quiet) == quiet
    assert quiet.replace(";SCHEDULE-AGENT=CLIENT", "").count("BEGIN:") == one.count("BEGIN:")
    if "ATTENDEE" not in one.upper() and "ORGANIZER" not in one.upper():
        assert quiet == one
        assert same_meaning(quiet, one)


@often
@given(typed=st.text(max_size=60))
@example("a " * 500)
@example('"' * 200)
@example("室" * 300)
def test_anything_can_be_typed_into_the_search(place: Place, typed: str) -> None:
    """K13."""
    with fuzz.soon():
        place.reader.search(typed)
