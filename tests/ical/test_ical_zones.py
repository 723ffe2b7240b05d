"""Zones: names, definitions, and VTIMEZONEs that other programs read as we do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from dainvo.ical.windows_zones import IANA_OF_WINDOWS
from dainvo.ical.zones import vtimezone, zone

ZONES = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Santiago", "Africa/Casablanca",
    "Asia/Jerusalem", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC",
]  # fmt: skip


def local(zone_: tzinfo, instant: datetime) -> datetime:
    return instant.astimezone(zone_).replace(tzinfo=None)


@pytest.mark.parametrize("year", [1996, 2027])
@pytest.mark.parametrize("key", ZONES)
def test_a_vtimezone_says_what_zoneinfo_says(key: str, year: int) -> None:
    """E17: read back by us hour by hour around every change of 6 years, instants, local times, both folds."""
    known = ZoneInfo(key)
    text = vtimezone(known, datetime(year, 6, 1)).replace(f"TZID:{key}", "TZID:Our Own")
    defined = zone("Our Own", text)
    assert defined is not None and not isinstance(defined, ZoneInfo)
    instant = datetime(year, 1, 1, tzinfo=UTC)
    before = local(known, instant) - instant.replace(tzinfo=None)
    while instant.year < year + 6:
        instant += timedelta(days=1)
        now = local(known, instant) - instant.replace(tzinfo=None)
        near = 26 if now != before else 1
        before = now
        for hours in range(-near, near):
            at = instant + timedelta(hours=hours)
            assert local(defined, at) == local(known, at)
            assert at.astimezone(defined).astimezone(UTC) == at
            wall = at.replace(tzinfo=None)
            for fold in (0, 1):
                assert (
                    wall.replace(tzinfo=defined, fold=fold).utcoffset()
                    == wall.replace(tzinfo=known, fold=fold).utcoffset()
                )


@pytest.mark.parametrize("key", ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
def test_icalendar_reads_it_too(key: str) -> None:
    component = Timezone.from_ical(vtimezone(ZoneInfo(key), datetime(2027, 6, 1)))
    assert isinstance(component, Timezone)
    read = component.to_tz(lookup_tzid=False)
    for month in range(1, 13):
        moment = datetime(2028, month, 10, 12)
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=ZoneInfo(key)).utcoffset()


def test_a_rule_is_written_as_a_rule() -> None:
    text = vtimezone(ZoneInfo("Europe/Berlin"), datetime(2027, 6, 1))
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" in text and text.count("BEGIN:DAYLIGHT") == 1


def test_windows_names() -> None:
    for name, key in IANA_OF_WINDOWS.items():
        assert zone(name) == ZoneInfo(key)


@pytest.mark.parametrize(
    ("tzid", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/citadel.org/20210210_1/UTC", "UTC"),
        ("america/new_york", "America/New_York"),
        ("Etc/UTC", "UTC"),
        ("GMT Standard Time", "Europe/London"),
        ("  Asia/Tokyo ", "Asia/Tokyo"),
    ],
)
def test_names(tzid: str, key: str) -> None:
    assert zone(tzid) == ZoneInfo(key)


def test_offsets() -> None:
    found = zone("(UTC-05:00) Eastern Time")
    assert found is not None and found.utcoffset(None) == timedelta(hours=-5)
    with_rules = zone("(UTC+01:00) Amsterdam", vtimezone(ZoneInfo("Europe/Berlin"), datetime(2027, 1, 1)))
    assert with_rules is not None and datetime(2027, 7, 1, tzinfo=with_rules).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "tzid",
    [
        "",
        "Middle Earth",
        "../../etc/passwd",
        "/etc/passwd",
        "Europe",
        "localtime",
        "posixrules",
        "a\x00b",
        "x" * 5000,
        "Europe/Berlin/..",
        ".",
    ],
)
def test_nobody_can_tell(tzid: str) -> None:
    assert zone(tzid) is None
    assert zone(tzid, "BEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE") is None


def test_x_lic_location() -> None:
    text = "BEGIN:VTIMEZONE\r\nTZID:Custom\r\nX-LIC-LOCATION:Europe/Berlin\r\nEND:VTIMEZONE\r\n"
    assert zone("Custom", text) == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_hostile_definitions(rule: str) -> None:
    text = (
        "BEGIN:VTIMEZONE\r\nTZID:Bomb\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
        f"TZOFFSETTO:+0200\r\nRRULE:{rule}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    found = zone("Bomb", text)
    assert found is None or datetime(2027, 1, 1, tzinfo=found).utcoffset() == timedelta(hours=2)
