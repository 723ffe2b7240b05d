"""Writes, finds and removes the Zoom meeting of an event: CONFERENCE, LOCATION, URL, fenced block, X- lines.

Talks to nobody, and never touches a byte of the user's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dainvo.errors import Malformed, Why
from dainvo.ical import fence
from dainvo.ical.document import Component, Document
from dainvo.ical.index import RawEvent, collect, own_origins, vevents_in
from dainvo.ical.lines import escape, unescape, unfold
from dainvo.ical.links import is_zoom_join, links_in, meeting_id_in_path, zoom_meeting_id
from dainvo.ical.values import write_utc


@dataclass(frozen=True, slots=True)
class Link:
    """The meeting of an event. `meeting_id` is digits only.

    `source` tells where `find` saw it: `"lines"` (our X- lines), `"fence"` (the block), or `"link"`: then only a join
    link was seen, and the meeting is ours only if a table elsewhere knows its id.
    """

    join_url: str
    meeting_id: str
    passcode: str = ""
    account_hash: str = ""
    op_id: str = ""
    source: str = "lines"


_ID, _ACCOUNT = "X-DAINVO-ZOOM-ID", "X-DAINVO-ZOOM-ACCOUNT"
_OP, _GONE = "X-DAINVO-ZOOM-OP", "X-DAINVO-ZOOM-GONE"
_CONFERENCE_PARAMS = 'VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join Zoom Meeting"'
_LINK = re.compile(r"https?://[!-~]{1,2000}\Z", re.ASCII)
_DIGITS = re.compile(r"\d{1,20}\Z", re.ASCII)
_TOKEN = re.compile(r"[\w.-]{0,100}\Z", re.ASCII)
_MOST_GONE = 5


def attach(text: str, link: Link, *, now: datetime, invitation: str | None = None) -> str:
    """`text` with `link` written to the master and all overrides, replacing an earlier meeting of ours.

    `invitation` (the full text Zoom offers) takes the place of the block's own lines. A tombstone of this id goes.
    Same link again: the text comes back unchanged. Raises Malformed if there is no VEVENT, or if the link is none.
    """
    sound = _LINK.match(link.join_url) and _DIGITS.match(link.meeting_id)
    if not (sound and _TOKEN.match(link.account_hash) and _TOKEN.match(link.op_id)):
        raise Malformed("a meeting link that cannot stand in a calendar")
    document = _document(text)
    block = fence.block_text(link.join_url, link.meeting_id, link.passcode, invitation)
    ids = _ids(document) | {link.meeting_id}
    for event in document.events:
        before = event.text()
        _attach_lines(event, link, ids)
        _put_block(event, block)
        _set_gone(event, [one for one in _gone_in(event.value(_GONE)) if one != link.meeting_id])
        if event.text() != before:
            _stamp(event, now)
    return document.text()


def detach(text: str, *, now: datetime, tombstone: bool = True, meeting_id: str = "") -> str:
    """`text` without our meeting; the user's text comes back byte-identical. With `tombstone` the id is noted in
    X-DAINVO-ZOOM-GONE (newest five), so that a merge elsewhere does not revive the link. `meeting_id` is one that a
    table knows to be ours, should X- lines and block be lost. Raises Malformed."""
    document = _document(text)
    ids = _ids(document) | ({meeting_id} if meeting_id else set())
    if not ids:
        return text
    for event in document.events:
        before = event.text()
        event.drop(*(line for line in event.lines("CONFERENCE") if _is_ours(line.value, ids)))
        for name in ("LOCATION", "URL"):
            if _is_ours(unescape(event.value(name)), ids):
                event.remove(name)
        _put_block(event, "")
        event.remove(_ID, _ACCOUNT, _OP)
        if tombstone:
            _set_gone(event, list(dict.fromkeys((*sorted(ids), *_gone_in(event.value(_GONE))))))
        if event.text() != before:
            _stamp(event, now)
    return document.text()


def without_meeting(text: str, *, now: datetime) -> str:
    """`text` as for somebody who shall not know of our meeting: no link, id or block, and none of our own lines (Y09).

    A link that the user typed stays, as does everything else. Raises Malformed.
    """
    document = _document(detach(text, now=now, tombstone=False))
    for event in document.events:
        event.remove(_GONE)
    return document.text()


def without_own_lines(text: str) -> str:
    """`text` as for another program: link and block of our meeting stay, the lines by which we know it go. Raises
    Malformed."""
    document = _document(text)
    for event in document.events:
        event.remove(_ID, _ACCOUNT, _OP, _GONE)
    return document.text()


def find(text: str) -> Link | None:
    """The meeting the event carries: from X- lines, else the fenced block, else a Zoom join link. Ids with a
    tombstone are not found. Never raises on odd text."""
    try:
        events = [collect(body) for body in vevents_in(unfold(text))]
    except Malformed:
        return None
    events.sort(key=lambda event: "RECURRENCE-ID" in event.values)
    dead = {one for event in events for one in _gone_in(event.value(_GONE))}
    for finder in (_by_lines, _by_fence, _by_link):
        for event in events:
            link = finder(event)
            if link is not None and link.meeting_id not in dead:
                return link
    return None


def gone(text: str) -> tuple[str, ...]:
    """Ids of meetings taken off this event (X-DAINVO-ZOOM-GONE), newest first."""
    try:
        events = [collect(body) for body in vevents_in(unfold(text))]
    except Malformed:
        return ()
    return tuple(dict.fromkeys(one for event in events for one in _gone_in(event.value(_GONE))))


def user_text(description: str) -> str:
    """An unescaped DESCRIPTION without our block and the blank line that sets it off."""
    return fence.without_blocks(description)


def has_invitation(text: str) -> bool:
    """Whether the event's block, untouched by others, holds more than our own lines: Zoom's whole invitation."""
    try:
        events = Document(text).events
    except Malformed:
        return False
    blocks = [block for event in events[:1] for block in fence.blocks_of(unescape(event.value("DESCRIPTION")))]
    ours = ("Join:", "Meeting ID:", "Passcode:")
    return any(block.intact and any(not line.startswith(ours) for line in block.inner) for block in blocks)


def _document(text: str) -> Document:
    document = Document(text)
    if not document.events:
        raise Malformed("no VEVENT", why=Why.UNREADABLE)
    return document


def _ids(document: Document) -> set[str]:
    """Ids of the meetings of ours that stand in the text, by X- lines and blocks."""
    ids: set[str] = set()
    for event in document.events:
        ids.update(value for line in event.lines(_ID) if _DIGITS.match(value := line.value.strip()))
        ids.update(block.meeting_id for block in fence.blocks_of(unescape(event.value("DESCRIPTION"))))
    return ids


def _is_ours(value: str, ids: Iterable[str]) -> bool:
    """Whether a whole value is a link to one of these meetings."""
    value = value.strip()
    return bool(_LINK.match(value)) and meeting_id_in_path(value) in ids


def _attach_lines(event: Component, link: Link, ids: set[str]) -> None:
    ours = [line for line in event.lines("CONFERENCE") if _is_ours(line.value, ids)]
    if ours:
        ours[0].set(link.join_url, ours[0].params, event.newline)
        event.drop(*ours[1:])
    else:
        event.add("CONFERENCE", link.join_url, _CONFERENCE_PARAMS, after="CONFERENCE")
    for name, value in (("LOCATION", escape(link.join_url)), ("URL", link.join_url)):
        there = unescape(event.value(name)).strip()
        if (not there or _is_ours(there, ids)) and there != link.join_url:
            event.put(name, value, "")
    for name, value in ((_ID, link.meeting_id), (_ACCOUNT, link.account_hash), (_OP, link.op_id)):
        if value:
            event.put(name, value, after=_ID)
        else:
            event.remove(name)


def _put_block(event: Component, block: str) -> None:
    """`block` as the only one in DESCRIPTION; a DESCRIPTION that held nothing else goes with it."""
    line = event.first("DESCRIPTION")
    if line is None:
        if block:
            event.add("DESCRIPTION", escape(block))
        return
    value = fence.replaced(line.value.replace("\r", ""), block)
    if value or not fence.blocks_of(unescape(line.value)):
        line.set(value, line.params, event.newline)
    else:
        event.drop(line)


def _gone_in(value: str) -> list[str]:
    return [one for part in value.split(",", 50) if _DIGITS.match(one := part.strip())]


def _set_gone(event: Component, ids: Sequence[str]) -> None:
    if ids:
        event.put(_GONE, ",".join(ids[:_MOST_GONE]))
    else:
        event.remove(_GONE)


def _stamp(event: Component, now: datetime) -> None:
    event.put("DTSTAMP", write_utc(now))
    event.put("LAST-MODIFIED", write_utc(now), after="DTSTAMP")


def _by_lines(event: RawEvent) -> Link | None:
    meeting_id = event.value(_ID).strip()
    if not _DIGITS.match(meeting_id):
        return None
    found = next((link for link in _links(event, meeting_id) if meeting_id_in_path(link) == meeting_id), "")
    return Link(
        join_url=found,
        meeting_id=meeting_id,
        passcode=_passcode(event, meeting_id),
        account_hash=event.value(_ACCOUNT).strip(),
        op_id=event.value(_OP).strip(),
    )


def _by_fence(event: RawEvent) -> Link | None:
    for block in fence.blocks_of(unescape(event.value("DESCRIPTION"))):
        meeting_id = block.meeting_id
        found = next((link for link in _links(event, meeting_id) if meeting_id_in_path(link) == meeting_id), "")
        return Link(found, meeting_id, block.said("Passcode"), source="fence")
    return None


def _by_link(event: RawEvent) -> Link | None:
    for link in _links(event, ""):
        meeting_id = zoom_meeting_id(link)
        if meeting_id:
            return Link(link, meeting_id, source="link")
    return None


def _links(event: RawEvent, meeting_id: str) -> list[str]:
    """Zoom join links of an event, best place first; links on this computer count if they name `meeting_id`."""
    conference = [value.strip() for _, value in event.many.get("CONFERENCE", ())]
    texts = [*conference, event.value("URL"), unescape(event.value("LOCATION")), unescape(event.value("DESCRIPTION"))]
    found = [link for text in texts for link in links_in(text)]
    origins = own_origins(meeting_id, found)
    return [link for link in found if is_zoom_join(link, origins)]


def _passcode(event: RawEvent, meeting_id: str) -> str:
    blocks = fence.blocks_of(unescape(event.value("DESCRIPTION")))
    return next((block.said("Passcode") for block in blocks if block.meeting_id == meeting_id), "")
