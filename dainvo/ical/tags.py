"""CATEGORIES, URL and COLOR of an event: read for an editor, and changed line by line (E29, E30, E33).

Knows no list of categories and no calendar's colour.
"""

from __future__ import annotations

from dainvo.ical import links
from dainvo.ical.document import Component
from dainvo.ical.lines import clean_line, escape, unescape

#: More categories of one event are not shown.
MOST = 50


def read_categories(event: Component) -> tuple[str, ...]:
    """The categories in the order of the text, each once."""
    words = [
        clean_line(unescape(word)).strip() for line in event.lines("CATEGORIES") for word in split_list(line.value)
    ]
    return tuple(dict.fromkeys(word for word in words if word))[:MOST]


def change_categories(event: Component, before: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Takes away what is no longer wanted and adds what is new; other words stay as they are written."""
    gone, new = set(before) - set(wanted), [word for word in wanted if word not in before]
    for line in event.lines("CATEGORIES"):
        words = split_list(line.value)
        kept = [word for word in words if clean_line(unescape(word)).strip() not in gone]
        if not kept and words:
            event.drop(line)
        elif len(kept) != len(words):
            line.set(",".join(kept), line.params, event.newline)
    there = read_categories(event)
    added = ",".join(escape(clean_line(word).strip()) for word in new if word.strip() and word not in there)
    if not added:
        return
    first = event.first("CATEGORIES")
    if first is not None:
        first.set(f"{first.value},{added}" if first.value.strip() else added, first.params, event.newline)
    else:
        event.add("CATEGORIES", added)


def split_list(value: str) -> list[str]:
    """The words of a list of TEXT values as written: an escaped comma is part of its word (RFC 5545 §3.3.11)."""
    words, word, escaped = [], "", False
    for character in value:
        if character == "," and not escaped:
            words.append(word)
            word = ""
        else:
            word += character
        escaped = character == "\\" and not escaped
    return [*words, word]


def read_url(event: Component) -> str:
    """The event's own address; a join link, which belongs to the online meeting, is none."""
    url = clean_line(event.value("URL")).strip()
    if not url:
        return ""
    own = event.value("X-DAINVO-ZOOM-ID").strip()
    is_join = links.best("", url, "", ()) is not None or (own and links.meeting_id_in_path(url) == own)
    return "" if is_join else url


def change_url(event: Component, wanted: str) -> None:
    wanted = clean_line(wanted).strip()
    if wanted:
        event.put("URL", wanted)
    else:
        event.remove("URL")


def read_color(event: Component) -> str:
    """COLOR as written (RFC 7986 §5.9: a CSS name), lower case; empty if there is none."""
    return clean_line(event.value("COLOR")).strip().lower()


def change_color(event: Component, wanted: str) -> None:
    if wanted:
        event.put("COLOR", clean_line(wanted).strip())
    else:
        event.remove("COLOR")
