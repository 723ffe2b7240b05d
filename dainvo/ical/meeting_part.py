"""The meeting of an event as one part of a merge: which one stands, and taking out the others.

Makes no links: `conference` writes them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dainvo.ical import conference, fence
from dainvo.ical.document import Component
from dainvo.ical.lines import unescape
from dainvo.ical.links import meeting_id_in_path
from dainvo.ical.opened import Opened

GONE = "X-DAINVO-ZOOM-GONE"
_LINES = ("X-DAINVO-ZOOM-ID", "X-DAINVO-ZOOM-ACCOUNT", "X-DAINVO-ZOOM-OP")
_MOST_GONE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """`out`: ids of meetings that must not stand in the merged text; `back`: id of ours that has to be written where it
    is missing; `gone`: the tombstones the text gets, None if those it has are right."""

    out: frozenset[str] = frozenset()
    everywhere: bool = True  # False: nothing changed here, theirs stays as it is; only what is brought is cleaned
    back: str = ""
    gone: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    meeting_id: str
    join_url: str
    block: str

    def same(self, other: _Held | None) -> bool:
        """Whether it is the same meeting and nobody changed the block of one of them."""
        if other is None or (self.meeting_id, self.join_url) != (other.meeting_id, other.join_url):
            return False
        return self.block == other.block or not self.block or not other.block


def known_ids(texts: Sequence[Opened]) -> frozenset[str]:
    """Ids of all meetings that X- lines, blocks and tombstones of these texts name as ours."""
    ids: set[str] = set()
    for opened in texts:
        ids.update(conference.gone(opened.text()))
        for event in opened.events:
            ids.add(event.value(_LINES[0]).strip())
            ids.update(block.meeting_id for block in fence.blocks_of(unescape(event.value("DESCRIPTION"))))
    return frozenset(one for one in ids if one.isascii() and one.isdigit())


def is_ours(value: str, ids: Collection[str]) -> bool:
    """Whether an unescaped value is nothing but a link to one of these meetings."""
    value = value.strip()
    return value.startswith(("https://", "http://")) and " " not in value and meeting_id_in_path(value) in ids


def block_of(event: Component) -> str:
    """The first block of the description, unescaped; empty if there is none."""
    description = unescape(event.value("DESCRIPTION"))
    found = fence.blocks_of(description)
    return "\n".join(description.split("\n")[found[0].first : found[0].last + 1]) if found else ""


def decide(base: str, mine: str, theirs: str, sent: Sequence[str], ids: frozenset[str]) -> Outcome:
    """A tombstone wins over the link on either side, unless the meeting was attached again since; of two new
    meetings the one published."""
    tombs = [frozenset(conference.gone(text)) for text in (base, mine, theirs)]
    held = [_held(text) for text in (base, mine, theirs)]
    alive = {one.meeting_id for one, gone in zip(held[1:], tombs[1:], strict=True) if one is not None}
    revived = {one for one in alive & tombs[0] if one not in tombs[1] or one not in tombs[2]}
    dead = frozenset().union(*tombs) - revived
    part = list(zip(held, tombs, strict=True))
    before, ours, published = (one if one is not None and one.meeting_id not in dead else None for one in held)
    gone = _tombstones(conference.gone(mine), conference.gone(theirs), tombs[0], revived & tombs[2] - tombs[1])
    if _equal(ours, before) or _equal(ours, published):
        return Outcome(dead & ids, everywhere=part[1] not in (part[0], part[2]), gone=gone)
    own_write = any(_equal(published, _held(text)) for text in sent)
    if published is None or own_write:
        standing = ours.meeting_id if ours is not None and ours.meeting_id in ids else ""
        return Outcome((ids - {standing}) & (dead | _of(held)), back=standing, gone=gone)
    if _equal(published, before):
        return Outcome(dead & ids, gone=gone)
    return Outcome((ids - {published.meeting_id}) & (dead | _of(held)), gone=gone)


def _of(held: Sequence[_Held | None]) -> frozenset[str]:
    return frozenset(one.meeting_id for one in held if one is not None)


def _equal(one: _Held | None, other: _Held | None) -> bool:
    return one.same(other) if one is not None else other is None


def _held(text: str) -> _Held | None:
    link = conference.find(text)
    if link is None:
        return None
    blocks = [block_of(event) for event in Opened(text).events]
    return _Held(link.meeting_id, link.join_url, next((block for block in blocks if block), ""))


def _tombstones(
    mine: Sequence[str], theirs: Sequence[str], base: Collection[str], revived: Collection[str]
) -> tuple[str, ...] | None:
    new = [one for one in mine if one not in base]
    wanted = [one for one in dict.fromkeys((*new, *theirs)) if one not in revived][:_MOST_GONE]
    return tuple(wanted) if set(wanted) != set(theirs) else None


def take_out(event: Component, ids: Collection[str]) -> None:
    """Removes every line and the block of these meetings; the user's text stays character by character."""
    event.drop(*(line for line in event.lines("CONFERENCE") if is_ours(line.value, ids)))
    event.drop(*(line for line in event.lines("LOCATION", "URL") if is_ours(unescape(line.value), ids)))
    if event.value(_LINES[0]).strip() in ids:
        event.remove(*_LINES)
    blocks = fence.blocks_of(unescape(event.value("DESCRIPTION")))
    if any(block.meeting_id in ids for block in blocks):
        put_block(event, "")


def put_block(event: Component, block: str) -> None:
    """`block` as the only one of the description; a description that held nothing else goes with it."""
    line = event.first("DESCRIPTION")
    if line is None:
        if block:
            event.add("DESCRIPTION", fence.replaced("", block))
        return
    value = fence.replaced(line.value, block)
    if value:
        line.set(value, line.params, event.newline)
    else:
        event.drop(line)


def copy(source: Component, event: Component, meeting_id: str) -> None:
    """Writes the meeting of `source` to `event` where it is missing: LOCATION and URL only if nothing stands there."""
    for name in ("CONFERENCE", "LOCATION", "URL"):
        there = event.lines(name)
        for line in source.lines(name):
            if is_ours(unescape(line.value), (meeting_id,)) and not any(
                name != "CONFERENCE" or is_ours(one.value, (meeting_id,)) for one in there
            ):
                event.add(name, line.value, line.params, after=name)
    for line in source.lines(*_LINES):
        event.put(line.name, line.value, line.params, after=_LINES[0])
    if block_of(source) and block_of(source) != block_of(event):
        put_block(event, block_of(source))


def put_tombstones(event: Component, gone: Sequence[str]) -> None:
    if gone:
        event.put(GONE, ",".join(gone))
    else:
        event.remove(GONE)
