"""Under which name a new event is put into a calendar of a server: its UID, where every server takes that."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote

from dainvo.ical.event import Href, Uid

#: Longer names of resources are no names of files on many servers.
_LONGEST: Final = 120
_PLAIN: Final = re.compile(r"[\w.~-]+", re.ASCII)
#: Escaped or not, some servers take these for the end of a name, or for another folder.
_APART: Final = re.compile(r"[/\\%?#\x00-\x1f\x7f]|\.\.")


def href(collection: Href, uid: Uid, *, again: bool = False) -> Href:
    """Where an event of this UID goes in the calendar at `collection`; with `again` where another one stands there."""
    return Href(f"{collection.rstrip('/')}/{name(uid, again=again)}")


def name(uid: Uid, *, again: bool = False) -> str:
    """The name alone, escaped as it stands in an address."""
    said = uid if _PLAIN.fullmatch(uid) else quote(uid, safe="", errors="replace")
    if again or not uid or len(said) > _LONGEST or _APART.search(uid):
        said = hashlib.sha256(f"{uid} {'again' if again else ''}".encode("utf-8", "replace")).hexdigest()[:32]
    return f"{said}.ics"
