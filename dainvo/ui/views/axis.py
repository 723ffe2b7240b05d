"""The axis of the hours: which minute lies at which height, with the hours outside working time folded or not (V15).

Pure arithmetic; knows no events and paints nothing.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from math import log
from typing import NamedTuple

from dainvo.settings import Settings
from dainvo.ui import density

DAY_MINUTES = 1440
HOUR_PX = 52
LEAST_ZOOM, MOST_ZOOM = 0.5, 3.0
STEP = 1.1
#: What folded hours take.
BAND_PX = 12


class Axis(NamedTuple):
    """`hour_px` is the height of an hour; the minutes before `begin` and after `end` share a band each."""

    hour_px: float = float(HOUR_PX)
    begin: int = 0
    end: int = DAY_MINUTES

    @property
    def folds(self) -> bool:
        return self.begin > 0 or self.end < DAY_MINUTES

    @property
    def top(self) -> int:
        """Where the first minute lies that is not folded."""
        return BAND_PX if self.begin > 0 else 0

    @property
    def bottom(self) -> float:
        """Where the last minute lies that is not folded."""
        return self.top + (self.end - self.begin) * self.hour_px / 60

    @property
    def height(self) -> int:
        return round(self.bottom) + (BAND_PX if self.end < DAY_MINUTES else 0)

    def y(self, minute: float) -> float:
        """The height of a minute of the day."""
        if minute < self.begin:
            return BAND_PX * max(0.0, minute) / self.begin
        if minute > self.end:
            share = (min(minute, DAY_MINUTES) - self.end) / (DAY_MINUTES - self.end) if self.end < DAY_MINUTES else 0
            return self.bottom + BAND_PX * share
        return self.top + (minute - self.begin) * self.hour_px / 60

    def minute(self, y: float) -> float:
        """The minute of the day at a height; beyond the day its first or last one."""
        if y < self.top:
            return max(0.0, y) * self.begin / BAND_PX
        if y > self.bottom:
            if self.end >= DAY_MINUTES:
                return float(DAY_MINUTES)
            return min(float(DAY_MINUTES), self.end + (y - self.bottom) * (DAY_MINUTES - self.end) / BAND_PX)
        return self.begin + (y - self.top) * 60 / self.hour_px

    def label_top(self, hour: int) -> int:
        """Where the label of an hour begins, from its line: over it in the middle, but beside the line of a band."""
        if self.begin > 0 and 60 * hour == self.begin:
            return density.grown(3)
        return density.grown(-15 if self.end < DAY_MINUTES and 60 * hour == self.end else -6)

    def shows(self, minute: float) -> bool:
        """Whether a minute lies outside the bands."""
        return self.begin <= minute <= self.end


def first_minute(work_start: int, now: int | None, height_minutes: float) -> int:
    """Where the first look begins: half an hour before work, or 45 minutes before a now that would lie too low."""
    top = max(0, work_start - 30)
    if now is not None and not top <= now <= top + height_minutes * 2 / 3:
        return max(0, now - 45)
    return top


def zoomed(zoom: float, notches: float) -> float:
    """The zoom after so many turns of the wheel, away from the user for larger hours; the usual height holds fast."""
    wanted = max(LEAST_ZOOM, min(MOST_ZOOM, zoom * STEP**notches))
    return 1.0 if abs(wanted - 1) < (STEP - 1) / 3 and abs(notches) >= 1 else wanted


def notches(pinched: float) -> float:
    """What a pinch by this share is in turns of the wheel."""
    return log(1 + max(-0.5, pinched)) / log(STEP)


def of(settings: Settings) -> Axis:
    """The axis that the settings ask for."""
    zoom = max(LEAST_ZOOM, min(MOST_ZOOM, settings.hour_zoom))
    if not settings.fold_hours:
        return Axis(density.current().hour * zoom)
    return Axis(density.current().hour * zoom, 60 * settings.work_start_hour, 60 * settings.work_end_hour)
