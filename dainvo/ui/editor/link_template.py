"""A link out of a template, for meetings elsewhere than at Zoom (M05).

Pure: knows which words stand for what, and opens nothing.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from dainvo.ui import join

_MOST = 60


def filled(template: str, title: str, start: datetime | date) -> str:
    """`template` with the title as {slug} and the day as {date}."""
    day = start.date() if isinstance(start, datetime) else start
    return template.replace("{slug}", slug(title) or "meeting").replace("{date}", day.isoformat())


def slug(title: str) -> str:
    """A title as a part of an address: plain letters, digits, dashes."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain.lower()).split()
    return "-".join(words)[:_MOST].rstrip("-")


def example(template: str) -> str:
    """What the template makes of an ordinary event."""
    return filled(template, "Design review", date(2027, 3, 10))


def is_sound(template: str) -> bool:
    """Whether links of it can be opened."""
    return join.may_open(example(template))
