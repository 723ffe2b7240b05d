"""What a new online meeting is asked to be: the user's defaults, or the choices for one event (M07).

Plain values that go from an editor to the engine. Knows no request and sends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

JOIN_BEFORE_HOST_MIN: Final = (0, 5, 10, 15)
SWITCHES: Final = (
    "host_video",
    "participant_video",
    "mute_upon_entry",
    "waiting_room",
    "join_before_host",
    "meeting_authentication",
)


class Recording(StrEnum):
    """`auto_recording`."""

    NONE = "none"
    LOCAL = "local"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """What a new meeting is asked to be. None, and no `alternative_hosts`: as in Zoom, nothing is sent.

    `passcode`: always one; else Zoom decides. `join_before_host_min`: how early, with `join_before_host` only.
    `full_invitation`: Zoom's whole text goes into the notes (M59). `series_no_fixed_time`: series never have dates
    at Zoom. These two are ours, not Zoom's.
    """

    passcode: bool = False
    waiting_room: bool | None = None
    join_before_host: bool | None = None
    join_before_host_min: int | None = None
    host_video: bool | None = None
    participant_video: bool | None = None
    mute_upon_entry: bool | None = None
    auto_recording: Recording | None = None
    alternative_hosts: tuple[str, ...] = ()
    meeting_authentication: bool | None = None
    full_invitation: bool = False
    series_no_fixed_time: bool = False

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> MeetingOptions:
        """Options as `stored` by `written`; what is missing or cannot be read is as in Zoom."""
        switches = {name: value for name in SWITCHES if isinstance(value := stored.get(name), bool)}
        minutes, recording, hosts = (
            stored.get(name) for name in ("join_before_host_min", "auto_recording", "alternative_hosts")
        )
        return cls(
            passcode=stored.get("passcode") is True,
            full_invitation=stored.get("full_invitation") is True,
            series_no_fixed_time=stored.get("series_no_fixed_time") is True,
            join_before_host_min=minutes if type(minutes) is int and minutes in JOIN_BEFORE_HOST_MIN else None,
            auto_recording=Recording(recording) if isinstance(recording, str) and recording in _RECORDINGS else None,
            alternative_hosts=addresses(hosts) if isinstance(hosts, (list, tuple)) else (),
            **switches,
        )

    def written(self) -> dict[str, object]:
        """What is set, as plain values for JSON."""
        said: dict[str, object] = {name: value for name in SWITCHES if (value := getattr(self, name)) is not None}
        said |= {name: True for name in _OURS if getattr(self, name)}
        if self.join_before_host_min is not None:
            said["join_before_host_min"] = self.join_before_host_min
        if self.auto_recording is not None:
            said["auto_recording"] = self.auto_recording.value
        if self.alternative_hosts:
            said["alternative_hosts"] = list(self.alternative_hosts)
        return said


_RECORDINGS: Final = frozenset(Recording)
_OURS: Final = ("passcode", "full_invitation", "series_no_fixed_time")


def addresses(values: object) -> tuple[str, ...]:
    """Addresses without what would end one in Zoom's list."""
    if not isinstance(values, (list, tuple)):
        return ()
    texts = (value.strip() for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(text for text in texts if text and not set(text) & set("; ,\r\n\t")))
