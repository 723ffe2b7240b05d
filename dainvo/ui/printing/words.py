"""The words on the paper: the lines of one event and the heading of a page.

Only words; places nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from dainvo.ical import links
from dainvo.ical.occurrence import Occurrence, PartStat, Status, Visibility
from dainvo.ui import dates
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.printing.choice import Layout
from dainvo.ui.views import names
from dainvo.ui.views.look import days_of


def tr(text: str) -> str:
    return QCoreApplication.translate("Print", text)


def heading(layout: Layout, first: date, last: date, first_weekday: int) -> str:
    """ "10 March 2027", "Week 10, 8 – 14 March 2027", "March 2027"."""
    if layout is Layout.MONTH:
        return " ".join(dates.months(first, first))
    if first == last:
        return f"{dates.long_day(first)} {first.year}"
    begin = dates.day_and_month(first) + (f" {first.year}" if first.year != last.year else "")
    if (first.year, first.month) == (last.year, last.month):
        begin = str(first.day)
    span = f"{begin} – {dates.day_and_month(last)} {last.year}"
    if layout in (Layout.WEEK, Layout.PLANNER):
        return tr("Week {n}, {days}").format(n=dates.week_number(first, first_weekday), days=span)
    return span


def clock(event: Occurrence, day: date) -> str:
    """When on `day`: "09:00–10:30", "from 22:00", "until 02:00", "all day"."""
    first, last = days_of(event)
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime) or first < day < last:
        return tr("all day")
    if first == last:
        return dates.time_range(event.start, event.end)
    if day == first:
        return tr("from {time}").format(time=dates.time_text(event.start))
    return tr("until {time}").format(time=dates.time_text(event.end))


def title(event: Occurrence) -> str:
    """The title, with what would be missed without colour and line."""
    said = [names.title(event)]
    if event.status is Status.CANCELLED:
        said.append(tr("(cancelled)"))
    elif event.own_partstat is PartStat.NEEDS_ACTION:
        said.append(tr("(not answered)"))
    elif event.status is Status.TENTATIVE or event.own_partstat is PartStat.TENTATIVE:
        said.append(tr("(tentative)"))
    if event.visibility is not Visibility.PUBLIC:
        said.append(tr("(private)"))
    return " ".join(said)


def more(hidden: int) -> str:
    """What a cell or box has no room for; a list says what it is."""
    return tr("+{n} more, see the list").format(n=hidden)


def place(event: Occurrence) -> str:
    """The place as written, unless it is the link itself."""
    text = " ".join(event.location.split())
    return "" if "://" in text else text


def link(event: Occurrence) -> str:
    """A join link in short: "Zoom, ID 812 5253 1181"; the PDF carries the whole of it."""
    if not event.join_url:
        return ""
    number = links.zoom_meeting_id(event.join_url)
    if not number:
        return names.provider(event.join_url)
    return tr("Zoom, ID {number}").format(number=spaced(number))
