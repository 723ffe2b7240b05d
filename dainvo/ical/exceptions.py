"""The exceptions of a series: dates it leaves out, dates added to it, dates changed by hand (E10).

Reads them for a list, and restores or adds some; decides not what an edit of an occurrence makes of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from dainvo.ical import ranged
from dainvo.ical.document import Component
from dainvo.ical.event import DateWishes, RecurrenceId, SeriesDates, Status
from dainvo.ical.opened import Opened
from dainvo.ical.times import form_of, moment_of
from dainvo.ical.values import as_recurrence, is_utc, read_moment, recurrence_id

#: More than these of one kind are not listed.
MOST = 500


def read_dates(opened: Opened) -> SeriesDates:
    """The exceptions in order, without values that cannot be read."""
    master = opened.master
    if master is None:
        return SeriesDates()
    cancelled = {name for name, event in opened.overrides.items() if _is_cancelled(event)}
    skipped = set(_listed(opened, master, "EXDATE")) | cancelled
    extra = set(_listed(opened, master, "RDATE")) - skipped
    changed = set(opened.overrides) - cancelled
    return SeriesDates(*(tuple(sorted(found)[:MOST]) for found in (skipped, extra, changed)))


def change_dates(opened: Opened, wishes: DateWishes) -> bool:
    """Carries out the wishes; what is not there (any more) is left out. True if anything changed."""
    master = opened.master
    if master is None or wishes == DateWishes():
        return False
    changed = False
    for name in wishes.restore:
        if name in opened.overrides:
            ranged.pass_on(opened, name)
            opened.drop_override(name)
            changed = True
        for line_name in ("EXDATE", "RDATE"):
            changed = _take_out(opened, master, line_name, name) or changed
    for day in wishes.add:
        changed = _add(opened, master, day) or changed
    return changed


def _is_cancelled(event: Component) -> bool:
    return event.value("STATUS").strip().upper() == Status.CANCELLED


def _named(opened: Opened) -> Callable[[str, str], RecurrenceId | None]:
    """What turns a value of an EXDATE or RDATE line into the name of its occurrence."""
    row = opened.index.rows[0]
    zulu = is_utc(row.dtstart) and not row.zone

    def name(value: str, params: str) -> RecurrenceId | None:
        try:
            moment = read_moment(value.partition("/")[0], params, opened.resolve)
            return recurrence_id(as_recurrence(moment, row.dtstart), row.dtstart, zulu=zulu)
        except (ValueError, OverflowError):
            return None

    return name


def _listed(opened: Opened, master: Component, name: str) -> list[RecurrenceId]:
    named = _named(opened)
    found = [named(value, line.params) for line in master.lines(name) for value in line.value.split(",")]
    return [each for each in found if each is not None]


def _take_out(opened: Opened, master: Component, name: str, gone: RecurrenceId) -> bool:
    """Takes one value out of the lines of this name; the others stay as they are written."""
    named, changed = _named(opened), False
    for line in master.lines(name):
        values = line.value.split(",")
        kept = [value for value in values if named(value, line.params) != gone]
        if len(kept) == len(values):
            continue
        changed = True
        if kept:
            line.set(",".join(kept), line.params, master.newline)
        else:
            master.drop(line)
    return changed


def _add(opened: Opened, master: Component, day: date) -> bool:
    """An occurrence on this day at the time of the series; nothing before the series begins."""
    start = moment_of(master.first("DTSTART"), opened.resolve)
    if start is None or day <= date.fromordinal(start.toordinal()):
        return False
    clock = datetime.combine(day, start.time() if isinstance(start, datetime) else time())
    value, params = form_of(clock, master, opened.resolve)
    name = _named(opened)(value, params)
    if name is None or name in (*_listed(opened, master, "RDATE"), *opened.overrides):
        return False
    _take_out(opened, master, "EXDATE", name)
    place = "RDATE" if master.first("RDATE") is not None else "RRULE"
    master.add("RDATE", value, params, after=place)
    return True
