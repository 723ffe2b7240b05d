"""The join link of an event that was made elsewhere: found, written and taken off where a link may stand by itself.

Never touches the description, and no meeting of ours: that is `conference`.
"""

from __future__ import annotations

from datetime import datetime

from dainvo.errors import Malformed, Why
from dainvo.ical.document import Component, Document
from dainvo.ical.lines import escape, unescape, unfold
from dainvo.ical.links import best
from dainvo.ical.values import write_utc

_PARAMS = 'VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join meeting"'


def other_link(text: str) -> str:
    """The link that stands by itself in CONFERENCE, URL or LOCATION of the event; empty if none does. Never raises."""
    try:
        events = Document(text).events
    except Malformed:
        return ""
    return _link_of(events[0]) if events else ""


def with_other_link(text: str, link: str, *, now: datetime) -> str:
    """`text` with `link` in the place of the one that stands there by itself, in the master and all overrides.

    It goes into CONFERENCE, and into LOCATION and URL where these are empty; an empty `link` only takes the old one
    off. The same link again: the text comes back unchanged. Raises Malformed if there is no VEVENT.
    """
    if not link and "\nBEGIN:VEVENT" in text and "://" not in unfold(text):
        return text  # most new events: no link at all
    document = Document(text)
    if not document.events:
        raise Malformed("no VEVENT", why=Why.UNREADABLE)
    for event in document.events:
        before, old = event.text(), _link_of(event)
        if old == link:
            continue
        if old:
            _take_off(event, old)
        if link:
            _put(event, link)
        if event.text() != before:
            event.put("DTSTAMP", write_utc(now))
            event.put("LAST-MODIFIED", write_utc(now), after="DTSTAMP")
    return document.text()


def _link_of(event: Component) -> str:
    conference = [line.value.strip() for line in event.lines("CONFERENCE")]
    found = best(unescape(event.value("LOCATION")), event.value("URL").strip(), "", conference)
    if found is None:
        return ""
    link = found[1]
    return link if link in (*conference, event.value("URL").strip(), unescape(event.value("LOCATION")).strip()) else ""


def _take_off(event: Component, link: str) -> None:
    event.drop(*(line for line in event.lines("CONFERENCE") if line.value.strip() == link))
    for name in ("LOCATION", "URL"):
        if unescape(event.value(name)).strip() == link:
            event.remove(name)


def _put(event: Component, link: str) -> None:
    if all(line.value.strip() != link for line in event.lines("CONFERENCE")):
        event.add("CONFERENCE", link, _PARAMS, after="CONFERENCE")
    for name, value in (("LOCATION", escape(link)), ("URL", link)):
        if not unescape(event.value(name)).strip():
            event.put(name, value, "")
