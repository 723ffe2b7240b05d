"""Series made up at random, a judge that expands them by dateutil, and a Zoom that follows its documents only.

Uses none of Dainvo's own recurrence code, so that it can judge it.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FORM = "%Y%m%dT%H%M%S"
#: Listed by Zoom, like a listed one, like none with and without a clock change, UTC, floating.
LIKE_ZOOMS = ("Europe/Berlin", "America/New_York", "America/Toronto", "Europe/Kyiv", "Asia/Kolkata", "UTC", "")
ZONES = (*LIKE_ZOOMS, "Australia/Melbourne", "Australia/Lord_Howe", "Australia/Eucla", "Asia/Manila")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

When = tuple[datetime, int]  # start in UTC, minutes


@dataclass
class Series:
    """A series as a person might make it. `until` and all places are wall clocks of its zone; empty zone: floating."""

    start: datetime
    rule: str
    zone: str = "Europe/Berlin"
    minutes: int = 45
    until: datetime | None = None
    cancelled: list[datetime] = field(default_factory=list)
    moved: dict[datetime, tuple[datetime, int]] = field(default_factory=dict)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone) if self.zone else BERLIN

    def text(self) -> str:
        rule = self.rule
        if self.until is not None:
            until = f"{self.until:{FORM}}" if not self.zone else f"{self._utc(self.until):{FORM}}Z"
            rule += f";UNTIL={until}"
        lines = [*self._event(self.start, self.minutes), f"RRULE:{rule}"]
        lines += [self._time("EXDATE", place) for place in self.cancelled]
        events = [lines]
        for place, (start, minutes) in self.moved.items():
            events.append([*self._event(start, minutes), self._time("RECURRENCE-ID", place)])
        rows = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for event in events:
            rows += ["BEGIN:VEVENT", "UID:u", *event, "END:VEVENT"]
        return "\r\n".join([*rows, "END:VCALENDAR", ""])

    def places(self) -> list[datetime]:
        """The wall clocks of the rule, EXDATEs and overrides not looked at; of an endless one the first 4,000."""
        rule = self.rule + (f";UNTIL={self.until:{FORM}}" if self.until else "")
        found = []
        for place in rrulestr(f"RRULE:{rule}", dtstart=self.start):
            found.append(place)
            if len(found) >= 4000:
                break
        return found

    def to_come(self, now: datetime = NOW) -> list[When]:
        """What the calendar shows after `now`."""
        found = []
        for place in self.places():
            if place in self.moved:
                start, minutes = self.moved[place]
            elif place in self.cancelled:
                continue
            else:
                start, minutes = place, self.minutes
            if self._utc(start) > now:
                found.append((self._utc(start), minutes))
        return sorted(found)

    def _utc(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.tz).astimezone(UTC)

    def _time(self, name: str, wall: datetime) -> str:
        if self.zone == "UTC":
            return f"{name}:{wall:{FORM}}Z"
        return f"{name};TZID={self.zone}:{wall:{FORM}}" if self.zone else f"{name}:{wall:{FORM}}"

    def _event(self, start: datetime, minutes: int) -> list[str]:
        return [self._time("DTSTART", start), f"DURATION:PT{minutes}M", "SUMMARY:Stand-up"]


def made_up(seed: int) -> Series:
    """One of endlessly many series; two of three are of a kind that Zoom knows."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    start = datetime(2027, 3, 1) + timedelta(
        days=dice.randrange(-40, 120), minutes=15 * dice.choice((9, 10, 24, 36, 40, 56, 92))
    )
    rule, start = _rule(dice, start)
    series = Series(start, rule, zone=dice.choice(ZONES), minutes=dice.choice((5, 30, 45, 60, 90, 1440)))
    ending = dice.random()
    if ending < 0.6:
        series.rule += f";COUNT={dice.choice((2, 3, 5, 8, 10, 12, 20, 30, 50, 51, 70))}"
    elif ending < 0.95:
        series.until = start + timedelta(days=dice.choice((20, 60, 100, 200, 400, 900)), minutes=dice.choice((0, -1)))
    if series.until is not None or "COUNT" in series.rule:
        _exceptions(dice, series)
    return series


def holdable(seed: int) -> Series:
    """A series that §9.1 allows beyond doubt: all dates to come, at noon, few exceptions."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    start = datetime(2027, 3, 11, 12, 0) + timedelta(days=dice.randrange(150))
    day, ordinal = DAYS[start.weekday()], (start.day - 1) // 7 + 1
    rules = [f"FREQ=DAILY;INTERVAL={dice.choice((1, 3, 90))}", f"FREQ=DAILY;BYDAY={day},SA"]
    rules += [f"FREQ=WEEKLY;INTERVAL={dice.choice((1, 2, 12))};WKST={dice.choice(DAYS)}"]
    rules += [f"FREQ=WEEKLY;BYDAY={day},FR,SU"]
    if ordinal < 5:
        rules += [f"FREQ=MONTHLY;INTERVAL=3;BYDAY={ordinal}{day}", f"FREQ=MONTHLY;BYDAY={day};BYSETPOS={ordinal}"]
    if start.day <= 28:
        rules += ["FREQ=MONTHLY;INTERVAL=2", f"FREQ=MONTHLY;BYMONTHDAY={start.day}"]
    series = Series(start, f"{dice.choice(rules)};COUNT={dice.randrange(2, 51)}", zone=dice.choice(LIKE_ZOOMS))
    if "COUNT=2" not in series.rule:
        series.cancelled.append(dice.choice(series.places()))
    return series


def _rule(dice: random.Random, start: datetime) -> tuple[str, datetime]:
    freq = dice.choice(
        ("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY" if dice.random() < 0.3 else "WEEKLY")
    )
    parts = [f"FREQ={freq}"]
    if freq == "DAILY":
        interval = dice.choice((1, 1, 2, 7, 89, 90, 91))
        if dice.random() < 0.4:
            parts.append(f"BYDAY={_days(dice, start)}")
    elif freq == "WEEKLY":
        interval = dice.choice((1, 1, 2, 3, 12, 13))
        if dice.random() < 0.7:
            parts.append(f"BYDAY={_days(dice, start)}")
    elif freq == "MONTHLY":
        interval = dice.choice((1, 1, 2, 3, 4))
        if dice.random() < 0.5:
            start = start.replace(day=dice.choice((1, 2, 14, 28, 29, 31)), month=dice.choice((3, 5)))
            parts += dice.choice(([], [f"BYMONTHDAY={start.day}"], ["BYMONTHDAY=1,15"], ["BYMONTHDAY=-1"]))
        else:
            parts += _in_month(dice, start)
    else:
        interval = 1
    if interval > 1 or dice.random() < 0.2:
        parts.append(f"INTERVAL={interval}")
    if dice.random() < 0.3:
        parts.append(f"WKST={dice.choice(DAYS)}")
    if dice.random() < 0.1:
        parts.append(f"BYHOUR={dice.choice((start.hour, 7))}")
    return ";".join(parts), start


def _days(dice: random.Random, start: datetime) -> str:
    days = {DAYS[start.weekday()] if dice.random() < 0.95 else "MO", *dice.sample(DAYS, dice.randrange(4))}
    return ",".join(dice.sample(sorted(days), len(days)))


def _in_month(dice: random.Random, start: datetime) -> list[str]:
    day = DAYS[start.weekday()]
    ordinal = (start.day - 1) // 7 + 1
    if start.day + 7 > calendar.monthrange(start.year, start.month)[1] and dice.random() < 0.7:
        ordinal = -1
    return dice.choice(
        (
            [f"BYDAY={ordinal}{day}"],
            [f"BYDAY={day}", f"BYSETPOS={ordinal}"],
            [f"BYDAY={ordinal}{day}"],
            [f"BYDAY={day}"],
            ["BYDAY=MO,TU,WE,TH,FR", f"BYSETPOS={ordinal}"],
        )
    )


def _exceptions(dice: random.Random, series: Series) -> None:
    places = [place for place in series.places() if place > datetime(2027, 3, 12)][:40]
    many = dice.choice((0, 0, 0, 1, 2, 3, 10, 11))
    chosen = dice.sample(places, min(many, max(0, len(places) - 1)))
    for place in chosen:
        if dice.random() < 0.5:
            series.cancelled.append(place)
        else:
            by = timedelta(minutes=dice.choice((0, 0, 60, -30, 1500)))
            series.moved[place] = place + by, dice.choice((series.minutes, 20))


class DocumentedZoom:
    """Zoom's recurrence as its documents tell it (zoom.md §5.9); `week_start` they do not tell: Monday 0."""

    def __init__(self, week_start: int) -> None:
        self._week_start = week_start

    def starts(self, start_time: str, timezone: str, rule: Mapping[str, Any]) -> list[datetime]:
        """The starts in UTC of a meeting created so."""
        if start_time.endswith("Z"):
            # With Z the zone only shows the time; the rule goes by it all the same.
            zone = ZoneInfo(timezone)
            first = datetime.fromisoformat(start_time).astimezone(zone)
        else:
            first = datetime.fromisoformat(start_time).replace(tzinfo=ZoneInfo(timezone))
        found: list[datetime] = []
        for day in self._days(first.date(), rule):
            if day >= first.date():
                found.append(datetime.combine(day, first.time(), tzinfo=first.tzinfo).astimezone(UTC))
            if len(found) == rule["end_times"]:
                return found
        raise AssertionError("out of days")

    def _days(self, first: date, rule: Mapping[str, Any]) -> Iterator[date]:
        every, day = rule["repeat_interval"], first
        months, weeks = 0, 0
        begin = first - timedelta(days=(first.weekday() - self._week_start) % 7)
        for _ in range(20_000):
            if rule["type"] == 1:
                if (day - first).days % every == 0:
                    yield day
            elif rule["type"] == 2:
                weeks = (day - begin).days // 7
                if weeks % every == 0 and str(day.isoweekday() % 7 + 1) in rule["weekly_days"].split(","):
                    yield day
            else:
                months = day.year * 12 + day.month - first.year * 12 - first.month
                if months % every == 0 and self._in_month(day, rule):
                    yield day
            day += timedelta(days=1)

    @staticmethod
    def _in_month(day: date, rule: Mapping[str, Any]) -> bool:
        if "monthly_day" in rule:
            return bool(day.day == rule["monthly_day"])
        if day.isoweekday() % 7 + 1 != rule["monthly_week_day"]:
            return False
        if rule["monthly_week"] == -1:
            return (day + timedelta(days=7)).month != day.month
        return bool((day.day - 1) // 7 + 1 == rule["monthly_week"])
