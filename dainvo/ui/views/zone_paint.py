"""The hours of further time zones beside those of the grid (V20): right on every date, with a mark where a day begins.

Draws only; which zones there are is in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from dainvo.ui import dates, density, theme
from dainvo.ui.views import lettering
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.day_page import DayPage, fitting, zone_px

_RIGHT_PX = 6  # from the label to the edge of its column


class ZoneHour(NamedTuple):
    """What another clock shows: the time, and how many days it is ahead of the day of the grid."""

    text: str
    days: int


def hour_in(day: date, hour: int, zone: ZoneInfo, other: ZoneInfo) -> ZoneHour:
    """What the clock in `other` shows when it is `hour` of `day` in `zone`."""
    there = (datetime.combine(day, time(), zone) + timedelta(hours=hour)).astimezone(UTC).astimezone(other)
    text = dates.hour_label(there.hour) if there.minute == 0 else dates.time_text(there)
    return ZoneHour(text, (there.date() - day).days)


def name(zone: ZoneInfo, day: date) -> str:
    """The abbreviation of a zone on a day, "EST"; its town where it has none."""
    short = datetime.combine(day, time(12), zone).tzname() or ""
    town = zone.key.rpartition("/")[2].replace("_", " ")
    return short if short.isalpha() else lettering.elided("hour", town, zone_px() - 8)


def labels(painter: QPainter, page: DayPage, axis: Axis, hours: Sequence[int]) -> None:
    """The hours of each further zone, in the columns before those of the grid."""
    home = page.home
    if home is None:
        return
    tokens, wide = theme.tokens(), zone_px()
    for place, zone in enumerate(reversed(page.zones)):
        edge = (place + 1) * wide - _RIGHT_PX
        before: int | None = None
        for hour in hours:
            told = hour_in(page.first, hour, home, zone)
            y = axis.y(hour * 60)
            turned = before is not None and told.days != before
            if turned:
                painter.fillRect(
                    QRectF(edge - wide + 10, round(y) - density.grown(9), wide - 10, 1), tokens.control_border
                )
            painter.setPen(tokens.text3)
            _put(painter, edge, y + axis.label_top(hour), told.text)
            if told.days and (turned or before is None):
                _put(painter, edge, y + density.grown(6), dates.signed_hours(60 * told.days))
            before = told.days


def heads(painter: QPainter, page: DayPage, height: int) -> None:
    """Town and offset of each further zone; both offsets if the clock changes there on a day shown."""
    tokens = theme.tokens()
    painter.setPen(tokens.text3)
    wide = zone_px()
    for place, zone in enumerate(reversed(page.zones)):
        edge = (place + 1) * wide - _RIGHT_PX
        short = (fitting(one, wide - _RIGHT_PX - 2) for one in offsets(page, zone))
        lines = [name(zone, page.first), *short]
        for number, text in enumerate(lines):
            _put(painter, edge, height - 8 - density.grown(12) * (len(lines) - number), text)


def _put(painter: QPainter, edge: float, top: float, text: str) -> None:
    lettering.line(painter, edge - lettering.width("hour", text), top, density.grown(12), text, "hour")


def offsets(page: DayPage, zone: ZoneInfo) -> list[str]:
    """ "GMT−4", or both offsets of the days shown."""
    first = datetime.combine(page.first, time(12), zone).utcoffset() or timedelta()
    last = datetime.combine(page.last, time(12), zone).utcoffset() or timedelta()
    return dates.offset_lines(first, last)
