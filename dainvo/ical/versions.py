"""Which of two texts of one event is the newer one, and an event that mails nobody.

Merges nothing: `merge` does.
"""

from __future__ import annotations

import re

from dainvo.errors import Malformed
from dainvo.ical.document import Document
from dainvo.ical.event import NO_RECURRENCE
from dainvo.ical.lines import unfold
from dainvo.ical.opened import Opened
from dainvo.ical.resource import same_meaning

_SEQUENCE = re.compile(r"^SEQUENCE(?:;[^:\n]*)?:[ \t]*(\d{1,9})[ \t]*$", re.M | re.I)
_STAMP = re.compile(r"^(?:LAST-MODIFIED|DTSTAMP)(?:;[^:\n]*)?:[ \t]*(\d{8}T\d{6})Z[ \t]*$", re.M | re.I)
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_STAMP_LINES = re.compile(rf"^(?:{'|'.join(_STAMPS)})[:;].*\r?\n", re.M | re.I)
_OURS = "X-DAINVO-"
_MAILED = ("ATTENDEE", "ORGANIZER")


def is_newer(text: str, known: str) -> bool:
    """Whether `text` says something else than `known` and is later: by SEQUENCE, else by LAST-MODIFIED or DTSTAMP
    (RFC 5546 §2.1.5). What has neither is not newer."""
    return _age(text) > _age(known) and not same_meaning(text, known)


def _age(text: str) -> tuple[int, str]:
    plain = unfold(text)
    numbers = [int(number) for number in _SEQUENCE.findall(plain)]
    return max(numbers, default=0), max(_STAMP.findall(plain), default="")


def stampless(text: str) -> str:
    """The text without the lines that each change of it writes anew."""
    return _STAMP_LINES.sub("", text)


def as_written(before: str, merged: str) -> str:
    """`before`, byte for byte, with the numbers and stamps of `merged`, if that says the same in other lines; else
    `merged`. So it is with a meeting of ours, too."""
    if _OURS in before or _OURS in merged:
        return merged
    try:
        first, second = Opened(before), Opened(merged)
    except Malformed:
        return merged
    stamped = {**second.overrides, NO_RECURRENCE: second.master}
    for name, event in {**first.overrides, NO_RECURRENCE: first.master}.items():
        source = stamped.get(name)
        if event is not None and source is not None:
            for stamp in _STAMPS:
                if source.first(stamp) is not None:
                    event.put(stamp, source.value(stamp), after="DTSTAMP")
    text = first.text()
    return text if same_meaning(text, merged) else merged


def mailing_nobody(text: str) -> str:
    """The text with SCHEDULE-AGENT=CLIENT at guests and organizer (RFC 6638 §7.1): a server that sends invitations by
    itself sends none for it. A text that cannot be read comes back as it is."""
    if "ATTENDEE" not in text.upper() and "ORGANIZER" not in text.upper():
        return text
    try:
        document = Document(text)
    except Malformed:
        return text
    for event in document.events:
        for line in event.lines(*_MAILED):
            if "SCHEDULE-AGENT" not in line.params.upper():
                agent = "SCHEDULE-AGENT=CLIENT"
                line.set(line.value, f"{line.params};{agent}" if line.params else agent, document.newline)
    return document.text()
