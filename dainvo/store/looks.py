"""The flags of a VEVENT as one number, so that a month is read in few columns.

Stored in the copy: never change the order of a list or the place of a bit without a migration.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from functools import cache
from typing import NamedTuple

from dainvo.ical.occurrence import PartStat, Status, Visibility

_STATUSES = (Status.CONFIRMED, Status.TENTATIVE, Status.CANCELLED)
_VISIBILITIES = (Visibility.PUBLIC, Visibility.PRIVATE, Visibility.CONFIDENTIAL)
_PARTSTATS = (
    None,
    PartStat.NEEDS_ACTION,
    PartStat.ACCEPTED,
    PartStat.TENTATIVE,
    PartStat.DECLINED,
    PartStat.DELEGATED,
)
_STATUS_PLACES = {each: place for place, each in enumerate(_STATUSES)}
_VISIBILITY_PLACES = {each: place for place, each in enumerate(_VISIBILITIES)}
_PARTSTAT_PLACES = {each.value: place for place, each in enumerate(_PARTSTATS) if each is not None}


class Look(NamedTuple):
    status: Status
    transparent: bool
    visibility: Visibility
    recurring: bool
    has_alarm: bool
    own_partstat: PartStat | None
    color: str = ""  # a CSS name


#: Of a series: its repetition cannot be read, or is more than can be shown, so that only its first date is.
CUT_SHORT = 1 << 10


def packed(
    status: Status,
    *,
    transparent: bool,
    visibility: Visibility,
    recurring: bool,
    has_alarm: bool,
    partstat: str,
    color: int = 0,
) -> int:
    """One number; `partstat` is the user's own as written, "" or unknown for none, `color` a number of `colours`."""
    return (
        _STATUS_PLACES[status]
        | _VISIBILITY_PLACES[visibility] << 2
        | _PARTSTAT_PLACES.get(partstat.upper(), 0) << 4
        | transparent << 7
        | recurring << 8
        | has_alarm << 9
        | color << 10
    )


@cache
def unpacked(look: int) -> Look:
    """The inverse of `packed`."""
    return Look(
        _STATUSES[look & 3],
        bool(look & 128),
        _VISIBILITIES[look >> 2 & 3],
        bool(look & 256),
        bool(look & 512),
        _PARTSTATS[look >> 4 & 7],
        _color(look >> 10),
    )


def _color(number: int) -> str:
    if not number:
        return ""
    from dainvo.ical.colours import name_of  # few events have a colour, and the window starts without

    return name_of(number)
