"""What differs between two versions of an event, as the lines of a table a person reads.

Merges nothing: `ical.merge` says what differs, here it gets its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Malformed
from dainvo.ui import dates

if TYPE_CHECKING:
    from dainvo.ical.clash import Row, Shown
    from dainvo.store.reader import Kept

#: Letters of one value; the rest is in the event.
MOST = 160


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: `number` is that of the clash to be decided, None where both sides' changes go together.
    `mine_counts`: of such a line, whether it was changed here."""

    name: str
    before: str
    mine: str
    theirs: str
    number: int | None = None
    mine_counts: bool = False


def tr(text: str) -> str:
    return QCoreApplication.translate("ConflictSheet", text)


def compared(kept: Kept) -> list[Compared]:
    """What differs, clashes first. Without a common base nothing tells whose change it is: every line is a clash then,
    without a number."""
    from dainvo.ical.merge import rows

    mine, theirs = kept.mine or kept.base, kept.theirs or kept.base
    base = kept.base or theirs
    try:
        found = rows(base, mine, theirs, own=kept.own)
    except Malformed:
        return []
    return [_line(row) for row in found]


def _line(row: Row) -> Compared:
    name = _name(row.property)
    if row.subject:
        name = f"{name}: {row.subject}"
    if row.recurrence_id:
        name = f"{name} ({_day(row.recurrence_id)})"
    return Compared(
        name,
        _text(row.property, row.before),
        _text(row.property, row.mine),
        _text(row.property, row.theirs),
        row.clash,
        mine_counts=row.mine != row.before,
    )


def _name(name: str) -> str:
    names = {
        "SUMMARY": tr("Title"),
        "DTSTART": tr("When"),
        "RRULE": tr("Repeats"),
        "EXDATE": tr("Left out"),
        "RDATE": tr("Extra dates"),
        "LOCATION": tr("Place"),
        "DESCRIPTION": tr("Notes"),
        "ATTENDEE": tr("Guest"),
        "ORGANIZER": tr("Organizer"),
        "STATUS": tr("Status"),
        "TRANSP": tr("Shown as"),
        "CLASS": tr("Visibility"),
        "CATEGORIES": tr("Categories"),
        "URL": tr("Link"),
        "VALARM": tr("Reminders"),
        "COLOR": tr("Colour"),
        "VEVENT": tr("This date"),
    }
    return names.get(name, name.capitalize())


def _text(name: str, shown: Shown) -> str:
    if name == "VEVENT" and not shown.text:
        return tr("deleted")
    if shown.start is not None and shown.end is not None:
        return _when(shown.start, shown.end)
    if name == "RRULE" and shown.text:
        return _rule(shown)
    text = " ".join(shown.text.split())
    return text if len(text) <= MOST else f"{text[:MOST]}…"


def _rule(shown: Shown) -> str:
    from dainvo.ui.editor import rule_words

    said = rule_words.sentence(shown.text, shown.start) if isinstance(shown.start, date) else ""
    return said or shown.text


def _when(start: datetime | date, end: datetime | date) -> str:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return f"{dates.short_day(start.date())}, {dates.time_range(start, end)}"
    last = end - timedelta(days=1)
    return dates.long_day(start) if last <= start else f"{dates.short_day(start)} – {dates.short_day(last)}"


def _day(recurrence_id: str) -> str:
    try:
        return dates.short_day(date.fromisoformat(recurrence_id[:8]))
    except ValueError:
        return recurrence_id
