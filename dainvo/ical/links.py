"""Recognises the join links of meeting services among the texts of an event.

Opens nothing and follows nothing: whoever opens a link asks `is_zoom_join` or `recognise` again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """A meeting service: `key` is stable (`"zoom"`), `name` is what it calls itself (`"Zoom"`)."""

    key: str
    name: str


def recognise(url: str, extra_origins: Sequence[str] = ()) -> Provider | None:
    """The service `url` joins a meeting of, or None. `extra_origins` (`http://127.0.0.1:8123`) count as Zoom."""
    raise NotImplementedError


def best(
    location: str, url: str, description: str, conference: Sequence[str] = (), extra_origins: Sequence[str] = ()
) -> tuple[str, str] | None:
    """(provider key, link) of the best join link of an event, or None. An https link in CONFERENCE of no known
    service gives the provider `"other"`."""
    raise NotImplementedError


def is_zoom_join(url: str, extra_origins: Sequence[str] = ()) -> bool:
    """Whether `url` joins a Zoom meeting: https, a host of Zoom's by label, a join path (never a host's start link)."""
    raise NotImplementedError


def zoom_meeting_id(url: str, extra_origins: Sequence[str] = ()) -> str:
    """The digits of the meeting id in a Zoom join link, or an empty text (personal room by name, other link)."""
    raise NotImplementedError
