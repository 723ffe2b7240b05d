"""What a launch, a double click or a link asks to be opened.

Only reads the words; nothing is opened, fetched or changed here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote, urlsplit

#: A word from outside is never longer than this; a longer one is no link of anybody's.
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` says how to read `value`: path of a calendar file, https address, UID, ISO date, or nothing."""

    kind: Literal["window", "file", "subscription", "event", "day"]
    value: str = ""


WINDOW = Target("window")


def target(word: str, folder: str) -> Target | None:
    """The target that `word` names, relative paths read from `folder`; None for a word that names none (I01 I02 I06).

    `dainvo://event/UID` and `dainvo://day/2026-11-21` are links of ours; any other of that scheme is nothing.
    """
    if not word or len(word) > LONGEST or "\0" in word:
        return None
    scheme = word.partition(":")[0].lower()
    if scheme == "dainvo":
        return _ours(word)
    if scheme in ("webcal", "webcals"):
        return _subscription(word)
    if scheme == "file":
        return _file(unquote(urlsplit(word).path), folder)
    day = _day(word)
    if day is not None:
        return day
    return _file(word, folder) if word.lower().endswith((".ics", ".ical", ".ifb", ".icalendar")) else None


def _ours(link: str) -> Target | None:
    parts = urlsplit(link)
    value = unquote(parts.path.removeprefix("/"))
    if parts.netloc == "event" and value:
        return Target("event", value)
    return _day(value) if parts.netloc == "day" else None


def _subscription(link: str) -> Target | None:
    """`webcal` is https under another name: no server is asked without encryption because a link said so."""
    parts = urlsplit(link)
    if not parts.hostname or parts.username is not None:
        return None
    return Target("subscription", parts._replace(scheme="https").geturl())


def _day(word: str) -> Target | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return None
    try:
        date.fromisoformat(word)
    except ValueError:
        return None
    return Target("day", word)


def _file(path: str, folder: str) -> Target | None:
    return Target("file", os.path.normpath(os.path.join(folder, path))) if path else None  # noqa: PTH118  text to text
