"""What a launch, a double click or a link asks to be opened.

Only reads the words; nothing is opened, fetched or changed here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

#: A word from outside is never longer than this; a longer one is no link of anybody's.
LONGEST = 4096
ENDINGS = (".ics", ".ical", ".ifb", ".icalendar")


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` says how to read `value`: path of a calendar file, https address, UID, ISO date, or nothing."""

    kind: Literal["window", "file", "subscription", "event", "day"]
    value: str = ""


def target(word: str, folder: str) -> Target | None:
    """The target that `word` names, relative paths read from `folder`; None for a word that names none (I01 I02 I06).

    `dainvo://event/UID` and `dainvo://day/2026-11-21` are links of ours; any other of that scheme is nothing.
    """
    if not word or len(word) > LONGEST or "\0" in word:
        return None
    scheme = word.partition(":")[0].lower()
    if scheme in ("dainvo", "webcal", "webcals", "file"):
        try:
            return _linked(scheme, urlsplit(word), folder)
        except ValueError:
            return None  # what looks like an IPv6 address and is none
    return _day(word) or (_file(word, folder) if word.lower().endswith(ENDINGS) else None)


def _linked(scheme: str, link: SplitResult, folder: str) -> Target | None:
    if scheme == "dainvo":
        return _ours(link)
    return _local(link, folder) if scheme == "file" else _subscription(link)


def _local(link: SplitResult, folder: str) -> Target | None:
    """A file of this computer: one of another would be asked for with the user's name (`file://host/…` on Windows)."""
    if link.netloc not in ("", "localhost"):
        return None
    path = unquote(link.path)
    return _file(path[1:] if re.match(r"/[A-Za-z]:/", path) else path, folder)  # file:///C:/party.ics


def _ours(link: SplitResult) -> Target | None:
    value = unquote(link.path.removeprefix("/"))
    if link.netloc == "event" and value:
        return Target("event", value)
    return _day(value) if link.netloc == "day" else None


def _subscription(link: SplitResult) -> Target | None:
    """`webcal` is https under another name: no server is asked without encryption because a link said so."""
    if not link.hostname or link.username is not None:
        return None
    return Target("subscription", link._replace(scheme="https").geturl())


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
