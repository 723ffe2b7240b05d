"""Who has a UID in a calendar: the question, and the answer that some refusals carry.

Sends nothing; what is found has to be read before it is believed.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from dainvo.dav.xml import normal
from dainvo.ical.event import Href

_NAMED: Final = re.compile(rb"no-uid-conflict[^>]*>\s*<(?:[\w.-]+:)?href[^>]*>([^<]+)<")

_QUERY: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop>'
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="UID">'
    '<C:text-match collation="i;octet">{uid}</C:text-match>'
    "</C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)


def uid_query(uid: str) -> bytes:
    """RFC 4791 §7.8.6: href and etag of the objects whose UID has `uid` in it."""
    return _QUERY.format(uid=escape("".join(sign for sign in uid if sign >= " "))).encode()


def holder(body: bytes, url: str) -> Href | None:
    """The object that a refusal with `no-uid-conflict` names as the one that has the UID (RFC 4791 §5.3.2.1)."""
    found = _NAMED.search(body[:65536])
    return normal(url, unescape(found.group(1).decode("utf-8", "replace"))) if found is not None else None
