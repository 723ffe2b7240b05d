"""What servers do otherwise than the standards say, by server and version: the one place where that is written down.

Asks nothing. Most of it the sync copes with whoever the server is; what it has to know is decided here from answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dainvo.web import Answer


@dataclass(frozen=True, slots=True)
class Quirk:
    """`server` with `version` (empty: not known) does `what`; `copes` names the code that deals with it."""

    server: str
    version: str
    what: str
    copes: str


# From servers' code, from the wire of our own tests, and from the notes of the caldav library's server tester (2026).
QUIRKS: Final = (
    # changes
    Quirk(
        "Radicale", "3.9", "400 for an answer of more than 10,000 events with texts", "Client.changes: again without"
    ),
    Quirk("Xandikos", "0.4", "no texts in sync-collection, whatever was asked for", "Fetch: multiget"),
    Quirk("Xandikos", "0.4", "500, or 412 with valid-sync-token, for a token it never gave", "answers.refuses_token"),
    Quirk("Xandikos", "0.4", "207 with a 404 inside for a calendar that is not there", "client.Incoming"),
    Quirk("Nextcloud", "", "507 number-of-matches-within-limits as the whole answer", "answers.may_take_less, listing"),
    Quirk("Stalwart", "0.16", "a first answer that is cut ends with the newest token", "plan.is_doubtful, comparison"),
    Quirk("Stalwart", "0.16", "the calendar is listed among its own objects", "client.Incoming"),
    Quirk("Synology, Robur", "", "the calendar is listed among its own objects", "client.Incoming"),
    Quirk("DAViCal, SOGo, Purelymail, OX", "", "207 for any token, with nothing or everything", "plan.is_doubtful"),
    Quirk(
        "Bedework",
        "5.0",
        "tokens are seconds, and no deletion is ever told",
        "tells_deletions: every change is a listing",
    ),
    Quirk("Google", "", "403 for a token that is too old", "answers.refuses_token"),
    Quirk("Posteo, GMX", "", "errors for sync-collection", "plan.listing_may_help"),
    # reading
    Quirk("Google, Zimbra", "", "a multiget fails as a whole for one absent object", "plan.smaller"),
    Quirk("several", "", "a multiget says nothing of what is absent", "Client.multiget"),
    Quirk("several", "", "a calendar-query is refused", "Client.etags: only PROPFIND is needed"),
    Quirk("Bedework", "5.0", "for a while after a write an older text is given, or 404", "outbox: asked again later"),
    # writing
    Quirk("Radicale, Xandikos, Google, iCloud", "", "other bytes are stored than were sent", "outbox: read again"),
    Quirk("GMX", "", "a weak etag after PUT, a strong one with GET", "outbox: read again"),
    Quirk("Bedework", "5.0", "the etag after PUT is percent-encoded", "outbox: read again"),
    Quirk("Robur, Posteo", "", "etags without quotation marks", "plan.is_strong: taken as they are"),
    Quirk("nginx, Apache", "", "packing turns strong etags into weak ones", "plan.conditions"),
    Quirk("Radicale", "3.9", "If-Match: * never holds", "plan.conditions: the last resort only"),
    Quirk("Bedework, GMX", "", "If-Match: * creates what is absent", "plan.conditions: the last resort only"),
    # the same UID twice
    Quirk("Radicale", "3.9", "409 no-uid-conflict, without the address of the other", "uid_is_taken, Client.with_uid"),
    Quirk("Xandikos", "0.4", "412 no-uid-conflict", "uid_is_taken"),
    Quirk("Cyrus", "3", "403 unique-scheduling-object-resource, across all calendars", "uid_is_taken"),
    Quirk("Purelymail", "", "403 no-uid-conflict in the name space of CardDAV", "uid_is_taken"),
    Quirk(
        "Nextcloud, Sabre", "22", "400 with a sentence, also for what lies in its trash", "uid_is_taken, another UID"
    ),
    Quirk("SOGo", "5", "409 without a reason", "outbox: asked for by UID"),
    Quirk("Bedework", "5.0", "412 without a reason", "outbox: asked for by UID"),
    Quirk("Baikal, DAViCal, Robur, Posteo", "", "a second object with the UID is stored", "Fetch.doubled"),
    # rights and addresses
    Quirk("Robur", "", "403, not 404, for what is absent", "the event is marked, its text stays"),
    Quirk(
        "OX", "", "a new calendar lives at another address than asked for", "calendars.create_calendar: listed again"
    ),
)

#: Conditions and sentences of servers that hold the UID of a new object already, or keep it in their trash.
_TAKEN: Final = frozenset({"no-uid-conflict", "unique-scheduling-object-resource"})
_TAKEN_WORDS: Final = re.compile(rb"object with uid already exists|no-uid-conflict", re.IGNORECASE)

_BEDEWORK_TOKEN: Final = re.compile(r"data:,\d{8}T\d{6}Z")


def tells_deletions(token: str) -> bool:
    """Whether a server that gives such sync tokens names in its changes what was deleted, as RFC 6578 §3.5 asks."""
    return _BEDEWORK_TOKEN.match(token) is None


def uid_is_taken(answer: Answer, condition: str) -> bool:
    """Whether a write was refused since the calendar has another object with this UID (RFC 4791 §5.3.2.1)."""
    if condition in _TAKEN:
        return True
    return 400 <= answer.status < 500 and _TAKEN_WORDS.search(answer.body[:65536]) is not None
