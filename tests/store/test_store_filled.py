"""How full days are agrees with what lies on them, whatever its kind and zone."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from fakes.calendar_texts import event_text
from fakes.offline_copies import Copy, offline_copy
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.ical.event import Occurrence
from dainvo.store.filled import Fill
from dainvo.store.reader import Reader

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 15)  # with the end of summer time

starts = st.datetimes(datetime(2026, 9, 28), datetime(2026, 11, 18))
lengths = st.sampled_from([0, 15, 60, 600, 1440, 1500, 4000])
kinds = st.sampled_from(["zoned", "floating", "day"])


def _expected(events: list[Occurrence]) -> dict[date, Fill]:
    timed: dict[date, int] = {}
    whole: set[date] = set()
    for event in events:
        start, end = event.start, event.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            first, last = start.date(), (max(start, end - timedelta(seconds=1))).date()
            lasts = end.timestamp() - start.timestamp() >= 24 * 3600
        else:
            first, last, lasts = start, max(start, end - timedelta(days=1)), True
        day = first
        while day <= last:
            if FIRST <= day <= LAST:
                if lasts:
                    whole.add(day)
                else:
                    timed[day] = timed.get(day, 0) + 1
            day += timedelta(days=1)
    return {day: Fill(timed.get(day, 0), day in whole) for day in {*timed, *whole}}


@settings(max_examples=25)
@given(
    st.lists(st.tuples(starts, lengths, kinds), max_size=12),
    st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "America/New_York"]),
)
def test_days_are_as_full_as_what_lies_on_them(raw: list[tuple[datetime, int, str]], zone: str) -> None:
    """V07."""
    texts = []
    for number, (start, minutes, kind) in enumerate(raw):
        end = start + timedelta(minutes=minutes)
        if kind == "day":
            begin, stop = f"{start:%Y%m%d}", f"{start + timedelta(days=1 + minutes // 1440):%Y%m%d}"
        else:
            mark = "F" if kind == "floating" else ""
            begin, stop = f"{start:%Y%m%dT%H%M00}{mark}", f"{end:%Y%m%dT%H%M00}{mark}"
        texts.append(event_text(f"u{number}", f"e{number}", begin, stop))
    with tempfile.TemporaryDirectory() as folder, offline_copy(Path(folder)) as copy:
        copy.take(*texts)
        reader = Reader(copy.path, zone=ZoneInfo(zone), now=copy.clock)
        assert reader.filled(FIRST, LAST) == _expected(reader.occurrences(FIRST, LAST))
        reader.close()


def test_hidden_calendars_fill_no_day(copy: Copy) -> None:
    copy.take(event_text("u1", "here", "20261014T090000", "20261014T100000"))
    assert copy.reader.filled(FIRST, LAST) == {date(2026, 10, 14): Fill(1, False)}
    copy.store.set_collection(copy.work, visible=False)
    assert copy.reader.filled(FIRST, LAST) == {}
