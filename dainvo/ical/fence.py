"""The fenced meeting block inside a description: where it stands, making it, taking it out.

Works on lines of text, escaped or not, and knows no calendar property.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dainvo.ical.lines import clean, escape, unescape

OPENING = ":: Zoom meeting ::"
_CLOSING = re.compile(r":: dainvo zoom (\d{1,20}) ([0-9a-f]{6}) ::\Z", re.ASCII)
_BREAK = re.compile(r"\\(?:([nN])|.)|\n", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first`..`last` of a text, and what they say."""

    first: int
    last: int
    meeting_id: str
    inner: tuple[str, ...]
    intact: bool  # the hash fits: nobody changed the inside

    def said(self, label: str) -> str:
        """The rest of the first inner line that begins with `label` and a colon."""
        for line in self.inner:
            if line.lower().startswith(label.lower() + ":"):
                return line[len(label) + 1 :].strip()
        return ""


def fingerprint(inner: Sequence[str]) -> str:
    """First 6 hex of SHA-256 over the inner lines, joined by LF, trailing spaces cut."""
    return hashlib.sha256("\n".join(line.rstrip(" \r") for line in inner).encode("utf-8", "replace")).hexdigest()[:6]


def block_text(join_url: str, meeting_id: str, passcode: str, invitation: str | None) -> str:
    """The whole block, lines joined by LF, no line end after the last."""
    if invitation and invitation.strip():
        inner = [line.rstrip() for line in clean(invitation).strip("\n").split("\n")]
        inner = [" " + line if line.startswith("::") else line for line in inner]
    else:
        inner = [f"Join: {join_url}", f"Meeting ID: {spaced(meeting_id)}"]
        if passcode:
            inner.append(f"Passcode: {clean(passcode)}")
    return "\n".join((OPENING, *inner, f":: dainvo zoom {meeting_id} {fingerprint(inner)} ::"))


def spaced(meeting_id: str) -> str:
    """A meeting id as Zoom prints it: `926 7439 2836`, `926 743 9283`, `926 743 928`."""
    middle = 4 if len(meeting_id) >= 11 else 3
    groups = (meeting_id[:3], meeting_id[3 : 3 + middle], meeting_id[3 + middle :])
    return " ".join(group for group in groups if group)


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks among lines of unescaped text: a closing line with the nearest opening line before it."""
    found: list[Block] = []
    opened: int | None = None
    for place, line in enumerate(lines):
        line = line.strip()
        if line == OPENING:
            opened = place
        elif opened is not None and line.startswith(":: dainvo") and (closing := _CLOSING.match(line)):
            inner = tuple(one.rstrip(" \r") for one in lines[opened + 1 : place])
            found.append(Block(opened, place, closing[1], inner, fingerprint(inner) == closing[2]))
            opened = None
    return found


def blocks_of(description: str) -> list[Block]:
    """The blocks in an unescaped description."""
    return blocks(description.split("\n")) if OPENING in description else []


def replaced(value: str, new: str) -> str:
    """A DESCRIPTION value as written (escaped), with `new` (unescaped) as its only block: in place of the first one,
    else after a blank line at the end. Everything else stays character by character; without `new` blocks go."""
    pieces, breaks = _pieces(value)
    found = blocks([unescape(piece) for piece in pieces])
    for block in reversed(found[1:] if new else found):
        pieces, breaks = _without(pieces, breaks, block)
    if not new:
        return _joined(pieces, breaks)
    if found:
        first, last = found[0].first, found[0].last
        pieces[first : last + 1] = [escape(new)]
        breaks[first:last] = []
        return _joined(pieces, breaks)
    return f"{value}\\n\\n{escape(new)}" if value else escape(new)


def without_blocks(description: str) -> str:
    """An unescaped description without our blocks and the blank line that sets each off."""
    if OPENING not in description:
        return description
    pieces = description.split("\n")
    breaks = ["\n"] * (len(pieces) - 1)
    for block in reversed(blocks(pieces)):
        pieces, breaks = _without(pieces, breaks, block)
    return _joined(pieces, breaks)


def with_user_text(description: str, user_text: str) -> str:
    """An unescaped description whose user's text is `user_text` and whose first block stays, set off at the end."""
    lines = description.split("\n")
    found = blocks(lines)
    if not found:
        return user_text
    block = "\n".join(lines[found[0].first : found[0].last + 1])
    return f"{user_text}\n\n{block}" if user_text else block


def _pieces(value: str) -> tuple[list[str], list[str]]:
    """An escaped value cut at its line breaks: the pieces, and the breaks between them as written."""
    pieces, breaks, start = [], [], 0
    for found in _BREAK.finditer(value):
        if found[1] or found[0] == "\n":
            pieces.append(value[start : found.start()])
            breaks.append(found[0])
            start = found.end()
    return [*pieces, value[start:]], breaks


def _without(pieces: list[str], breaks: list[str], block: Block) -> tuple[list[str], list[str]]:
    """Without the block, the break before it, and the blank line before that, which set it off."""
    first, last = block.first, block.last
    before, after = pieces[:first], pieces[last + 1 :]
    breaks_before, breaks_after = breaks[:first], breaks[last:]
    if not before:
        return (after or [""]), breaks_after[1:]
    breaks_before = breaks_before[:-1]
    if len(before) > 1 and not before[-1]:
        before, breaks_before = before[:-1], breaks_before[:-1]
    return before + after, breaks_before + breaks_after


def _joined(pieces: list[str], breaks: list[str]) -> str:
    return "".join(piece + gap for piece, gap in zip(pieces, [*breaks, ""], strict=True))
