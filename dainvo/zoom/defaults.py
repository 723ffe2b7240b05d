"""The user's defaults for new meetings as settings of a request, and what Zoom decided otherwise (M07).

Pure: stores nothing and draws no random numbers of its own.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PASSCODE_LENGTH: Final = 8
JOIN_BEFORE_HOST_MIN: Final = (0, 5, 10, 15)
#: Letters and digits that no one mistakes for another when they are read out.
_LETTERS: Final = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
_SWITCHES: Final = (
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
class MeetingDefaults:
    """What new meetings are asked to be. None, and no `alternative_hosts`: as in Zoom, nothing is sent.

    `passcode`: always one; else Zoom decides. `join_before_host_min`: how early, with `join_before_host` only.
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

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> MeetingDefaults:
        """Defaults as `stored` by `written`; what is missing or cannot be read is as in Zoom."""
        switches = {name: value for name in _SWITCHES if isinstance(value := stored.get(name), bool)}
        minutes, recording, hosts = (
            stored.get(name) for name in ("join_before_host_min", "auto_recording", "alternative_hosts")
        )
        return cls(
            passcode=stored.get("passcode") is True,
            join_before_host_min=minutes if type(minutes) is int and minutes in JOIN_BEFORE_HOST_MIN else None,
            auto_recording=Recording(recording) if isinstance(recording, str) and recording in _RECORDINGS else None,
            alternative_hosts=_addresses(hosts) if isinstance(hosts, (list, tuple)) else (),
            **switches,
        )

    def written(self) -> dict[str, object]:
        """What is set, as plain values for JSON."""
        said: dict[str, object] = {name: value for name in _SWITCHES if (value := getattr(self, name)) is not None}
        if self.passcode:
            said["passcode"] = True
        if self.join_before_host_min is not None:
            said["join_before_host_min"] = self.join_before_host_min
        if self.auto_recording is not None:
            said["auto_recording"] = self.auto_recording.value
        if self.alternative_hosts:
            said["alternative_hosts"] = list(self.alternative_hosts)
        return said


_RECORDINGS: Final = frozenset(Recording)


def settings(defaults: MeetingDefaults) -> dict[str, object]:
    """`settings` of a request: what is set, nothing else, and never the personal link (Z18)."""
    said: dict[str, object] = {"use_pmi": False}
    said |= {name: value for name in _SWITCHES if (value := getattr(defaults, name)) is not None}
    if defaults.waiting_room:
        # Zoom switches it off then; asking for both would look like an organisation's refusal.
        said.pop("join_before_host", None)
    if said.get("join_before_host") and defaults.join_before_host_min in JOIN_BEFORE_HOST_MIN:
        said["jbh_time"] = defaults.join_before_host_min
    if defaults.auto_recording is not None:
        said["auto_recording"] = defaults.auto_recording.value
    if hosts := _addresses(defaults.alternative_hosts):
        said["alternative_hosts"] = ";".join(hosts)
    return said


def passcode(defaults: MeetingDefaults, below: Callable[[int], int]) -> str:
    """A new passcode of characters that are safe everywhere; empty if Zoom is to decide.

    `below(n)` draws a number from 0 to n - 1 (`secrets.randbelow`).
    """
    if not defaults.passcode:
        return ""
    return "".join(_LETTERS[below(len(_LETTERS))] for _ in range(PASSCODE_LENGTH))


def overruled(defaults: MeetingDefaults, decided: Mapping[str, object]) -> dict[str, object]:
    """What Zoom `decided` (ZoomMeeting.settings) otherwise than asked, by Zoom's names, with Zoom's values.

    A setting the answer does not mention counts as taken.
    """
    asked = settings(defaults)
    found = {name: decided[name] for name in asked if name in decided and decided[name] != asked[name]}
    if "alternative_hosts" in found and _hosts(found["alternative_hosts"]) >= _hosts(asked["alternative_hosts"]):
        del found["alternative_hosts"]
    return found


def _hosts(value: object) -> set[str]:
    # Zoom answers with either separator.
    return set(_addresses(str(value).replace(",", ";").lower().split(";")))


def _addresses(values: object) -> tuple[str, ...]:
    """Addresses without what would end one in Zoom's list."""
    if not isinstance(values, (list, tuple)):
        return ()
    texts = (value.strip() for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(text for text in texts if text and not set(text) & set("; ,\r\n\t")))
