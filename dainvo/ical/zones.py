"""Time zones: TZID and VTIMEZONE to tzinfo, and ZoneInfo to VTIMEZONE.

Decides nothing about events, and knows nothing of the viewer's own zone.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")


def zone(tzid: str, vtimezone: str | None = None) -> tzinfo | None:
    """The zone a TZID means: IANA name, Windows name, known prefix, fixed offset, else what `vtimezone` (the text of
    the VTIMEZONE component, unfolded or not) defines; None if nobody can tell (the time is then floating)."""
    raise NotImplementedError


def vtimezone(zone: ZoneInfo, first: datetime) -> str:
    """A VTIMEZONE component (RFC 5545 §3.6.5) with CRLF line ends that is right from the year of `first` on."""
    raise NotImplementedError
