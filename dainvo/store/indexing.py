"""What the copy keeps of a calendar text besides the text: rows for painting, occurrences, words for search.

Writes nothing: it turns one text into rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dainvo.errors import Malformed, Why
from dainvo.ical import colours, conference, recurrence
from dainvo.ical.event import TimeRange, Uid
from dainvo.ical.lines import unescape_param, unfold
from dainvo.ical.recurrence import Span
from dainvo.ical.resource import Index, IndexRow, scan
from dainvo.store import looks, spans
from dainvo.store.folding import fold

#: The place of the flags in the row of a component.
_LOOK = 5
_ALWAYS = TimeRange(datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC))
#: Names of people, as parameters.
_NAMES = re.compile(r';CN=("[^"\n]*"|[^:;,\n]*)', re.I)
#: More than this of one text is not searched.
_MAX_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Window:
    """Days, inclusive, for which occurrences of endless series are indexed."""

    first: date
    last: date

    def __or__(self, other: Window) -> Window:
        return Window(min(self.first, other.first), max(self.last, other.last))

    @lru_cache(maxsize=4)  # asked for each series  # noqa: B019 - a window is a small value
    def span(self, zone: ZoneInfo) -> TimeRange:
        """From its first moment in `zone` to its last."""
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=zone)
        after = self.last + timedelta(days=1)
        return TimeRange(start, datetime(after.year, after.month, after.day, tzinfo=zone))


class Indexed(NamedTuple):
    """Rows of one resource. Tuples are in the order of the columns, without the resource.

    `endless`: has a rule, so `occurrences` holds those of the window only. `first`, `last`: the days it may be seen
    on; `last` is None if open, and before `first` if it is never seen.
    """

    uid: Uid
    components: list[tuple[Any, ...]]
    occurrences: list[tuple[Any, ...]]
    words: tuple[str, str, str, str]
    endless: bool
    first: date
    last: date | None
    zoom_id: str = ""
    zoom_account: str = ""


NOTHING = Indexed(Uid(""), [], [], ("", "", "", ""), endless=False, first=date.max, last=date.min)


def indexed(text: str, own: frozenset[str], window: Window, zone: ZoneInfo) -> Indexed:
    """The rows of `text`; `own` are the user's addresses (lower case), `zone` is the viewer's.

    Raises Malformed: UNREADABLE if the text has no event that can be read, EVENT_TOO_LARGE beyond all bounds.
    """
    try:
        text.encode()
        index = scan(text)
    except (Malformed, UnicodeEncodeError) as error:
        large = getattr(error, "why", "") == Why.TOO_LARGE
        raise Malformed(str(error), why=Why.EVENT_TOO_LARGE if large else Why.UNREADABLE) from error
    rows = index.rows
    alone = len(rows) == 1 and not (rows[0].rrule or rows[0].rdate or rows[0].exdate)  # most: nothing to expand
    endless = not alone and any(row.rrule for row in rows)
    span = window.span(zone) if endless else _ALWAYS
    if alone:
        found = [Span(rows[0].recurrence_id, 0, rows[0].dtstart, rows[0].dtend)]
    else:
        found = recurrence.occurrences(index, span, zone)
    occurrences = _occurrences(found)
    first, last = _days(index, occurrences, zone, endless)
    link = conference.find(text) if any(row.meeting_id for row in rows) else None
    components = [_component(place, row, own) for place, row in enumerate(rows)]
    if not alone and len(occurrences) <= len(components) and any(row.rrule or row.rdate for row in rows):
        components = _marked(components, index, window.span(zone))
    return Indexed(
        index.uid,
        components,
        occurrences,
        _words(rows, text),
        endless,
        first,
        last,
        link.meeting_id if link is not None else "",
        link.account_hash if link is not None else "",
    )


def _component(place: int, row: IndexRow, own: frozenset[str]) -> tuple[Any, ...]:
    partstat = next((partstat for address, partstat in row.attendees if address in own), "") if own else ""
    return (
        place,
        row.summary,
        row.location,
        row.join_url,
        len(row.attendees),
        looks.packed(
            row.status,
            transparent=row.transparent,
            visibility=row.visibility,
            recurring=row.recurring,
            has_alarm=row.has_alarm,
            partstat=partstat,
            color=colours.number_of(row.color) if row.color else 0,
        ),
        row.provider,
    )


def _marked(components: list[tuple[Any, ...]], index: Index, span: TimeRange) -> list[tuple[Any, ...]]:
    """`components`, with a mark where the repetition cannot be shown."""
    if not recurrence.is_too_complex(index, span):
        return components
    return [(*one[:_LOOK], one[_LOOK] | looks.CUT_SHORT, *one[_LOOK + 1 :]) for one in components]


def _occurrences(found: list[Span]) -> list[tuple[Any, ...]]:
    """(shelf, start, recurrence id, stop, kind, place) of each occurrence."""
    rows = []
    for named, place, start, end in found:
        kind = spans.kind_of(start)
        start_s, end_s = spans.seconds(start), spans.seconds(end)
        if end_s < start_s:
            end_s = start_s
        if spans.is_tellable(start_s):
            rows.append((spans.shelf(kind, start_s, end_s), start_s, named, end_s, kind, place))
    return rows


def _days(index: Index, found: list[tuple[Any, ...]], zone: ZoneInfo, endless: bool) -> tuple[date, date | None]:
    """First and last day something is seen; a series has no last one, and may have had some before the window."""
    if len(found) == 1 and not endless:
        ((_, start_s, _, end_s, kind, _),) = found
        return spans.day(kind, start_s, zone), spans.day(kind, max(end_s - 1, start_s), zone)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for _, start_s, _, end_s, kind, _ in found:
        starts[kind] = min(starts.get(kind, start_s), start_s)
        ends[kind] = max(ends.get(kind, start_s), end_s - 1, start_s)
    if endless:
        for row in index.rows:
            kind, start_s = spans.kind_of(row.dtstart), spans.seconds(row.dtstart)
            starts[kind] = min(starts.get(kind, start_s), start_s)
    first = min((spans.day(kind, stored, zone) for kind, stored in starts.items()), default=date.max)
    last = max((spans.day(kind, stored, zone) for kind, stored in ends.items()), default=date.min)
    return first, None if endless else last


def _words(rows: Sequence[IndexRow], text: str) -> tuple[str, str, str, str]:
    people = [address for row in rows for address in (row.organizer, *[each for each, _ in row.attendees])]
    if any(people):
        people += (unescape_param(name.strip('"')) for name in _NAMES.findall(unfold(text)))
    return (
        _folded([row.summary for row in rows]),
        _folded([row.location for row in rows]),
        _folded([row.description for row in rows]),
        _folded(people),
    )


def _folded(texts: list[str]) -> str:
    """Each text once, folded; not without end."""
    together = texts[0] if len(texts) == 1 else "\n".join(dict.fromkeys(filter(None, texts)))
    return fold(together[:_MAX_WORDS]) if together else ""
