"""The user's options for new meetings as settings of a request, and what Zoom decided otherwise (M07).

Pure: stores nothing and draws no random numbers of its own.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Final

from dainvo.ical.meeting_options import JOIN_BEFORE_HOST_MIN, SWITCHES, MeetingOptions, Recording, addresses
from dainvo.ical.meeting_options import MeetingOptions as MeetingDefaults

__all__ = ["MeetingDefaults", "MeetingOptions", "Recording", "overruled", "passcode", "settings"]

PASSCODE_LENGTH: Final = 8
#: Letters and digits that no one mistakes for another when they are read out.
_LETTERS: Final = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))


def settings(defaults: MeetingOptions) -> dict[str, object]:
    """`settings` of a request: what is set, nothing else, and never the personal link (Z18)."""
    said: dict[str, object] = {"use_pmi": False}
    said |= {name: value for name in SWITCHES if (value := getattr(defaults, name)) is not None}
    if defaults.waiting_room:
        # Zoom switches it off then; asking for both would look like an organisation's refusal.
        said.pop("join_before_host", None)
    if said.get("join_before_host") and defaults.join_before_host_min in JOIN_BEFORE_HOST_MIN:
        said["jbh_time"] = defaults.join_before_host_min
    if defaults.auto_recording is not None:
        said["auto_recording"] = defaults.auto_recording.value
    if hosts := addresses(defaults.alternative_hosts):
        said["alternative_hosts"] = ";".join(hosts)
    return said


def passcode(defaults: MeetingOptions, below: Callable[[int], int]) -> str:
    """A new passcode of characters that are safe everywhere; empty if Zoom is to decide.

    `below(n)` draws a number from 0 to n - 1 (`secrets.randbelow`).
    """
    if not defaults.passcode:
        return ""
    return "".join(_LETTERS[below(len(_LETTERS))] for _ in range(PASSCODE_LENGTH))


def overruled(defaults: MeetingOptions, decided: Mapping[str, object]) -> dict[str, object]:
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
    return set(addresses(str(value).replace(",", ";").lower().split(";")))
