"""What `events add` and `edit` can say of an event besides time, words and meeting, and what a draft makes of it.

Does no calendar work and prints nothing.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.ical.event import Alarm, CollectionId, DateWishes, EventDraft, RecurrenceId, Status, Visibility


def day(text: str) -> date:
    """A day as an option takes it; argparse puts what is raised behind the name of the option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day: {text} (as in 2027-03-10)") from None


def colour(text: str) -> str:
    """A colour, likewise; none may be empty."""
    if text and not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise argparse.ArgumentTypeError(f"not a colour: {text} (as in #2f6fde)")
    return text


def add_options(parser: argparse.ArgumentParser, *, new: bool) -> None:
    """The options, on the parser of either verb."""
    parser.add_argument("--end-zone", metavar="Z", help="time zone of the end, where it is another one")
    parser.add_argument(
        "--reminder",
        action="append",
        type=int,
        metavar="MIN",
        help="minutes before the start; may be given several times",
    )
    parser.add_argument("--no-reminder", action="store_true", help="without any reminder")
    parser.add_argument("--link", metavar="URL", help="an address of the event's own, apart from its meeting")
    parser.add_argument("--category", action="append", metavar="WORD", help="may be given several times")
    parser.add_argument("--own-color", metavar="NAME", help="a colour of its own, by its name in CSS; empty: none")
    parser.add_argument("--show-as", choices=["busy", "free"])
    parser.add_argument("--visibility", choices=["public", "private", "confidential"])
    parser.add_argument("--status", choices=["confirmed", "tentative", "cancelled"])
    if new:
        return
    parser.add_argument(
        "--restore",
        action="append",
        metavar="R",
        help="a date of the series that was skipped or changed: as the rule says",
    )
    parser.add_argument("--add-date", action="append", type=day, metavar="D", help="another date of the series")


class OptionError(Exception):
    """An option does not fit; the message says which."""


def with_options(
    draft: EventDraft,
    arguments: argparse.Namespace,
    zone: Callable[[str], ZoneInfo],
    usual: Callable[[CollectionId, bool], tuple[Alarm, ...]] | None = None,
) -> EventDraft:
    """`draft` with what the options say. `usual` gives the reminders of a new event where none are said; a new event of
    whole days is free unless said otherwise (E23). Raises OptionError."""
    given: dict[str, Any] = {}
    if arguments.reminder:
        given["alarms"] = tuple(Alarm(timedelta(minutes=-minutes)) for minutes in dict.fromkeys(arguments.reminder))
    elif arguments.no_reminder:
        given["alarms"] = ()
    elif usual is not None:
        given["alarms"] = usual(draft.collection, draft.all_day)
    if arguments.link is not None:
        given["url"] = arguments.link
    if arguments.category is not None:
        given["categories"] = tuple(dict.fromkeys(word for word in arguments.category if word))
    if arguments.own_color is not None:
        from dainvo.ical.colours import NAMES

        if arguments.own_color and arguments.own_color.lower() not in NAMES:
            raise OptionError(f"not a colour of CSS: {arguments.own_color}")
        given["color"] = arguments.own_color.lower()
    if arguments.show_as is not None:
        given["transparent"] = arguments.show_as == "free"
    elif usual is not None:
        given["transparent"] = draft.all_day
    if arguments.visibility is not None:
        given["visibility"] = Visibility(arguments.visibility.upper())
    if arguments.status is not None:
        given["status"] = Status(arguments.status.upper())
    dates = DateWishes(
        tuple(RecurrenceId(one) for one in getattr(arguments, "restore", None) or ()),
        tuple(getattr(arguments, "add_date", None) or ()),
    )
    return _ending_in(replace(draft, **given, dates=dates), arguments.end_zone, zone)


def _ending_in(draft: EventDraft, name: str | None, zone: Callable[[str], ZoneInfo]) -> EventDraft:
    """The end at the same clock time in another zone (E16)."""
    if name is None:
        return draft
    if not isinstance(draft.end, datetime) or draft.end.tzinfo is None:
        raise OptionError("--end-zone is for events with times")
    return replace(draft, end=draft.end.replace(tzinfo=zone(name)))


def facts(draft: EventDraft) -> dict[str, Any]:
    """The same for `events show`."""
    end_zone = draft.end.tzinfo if isinstance(draft.end, datetime) else None
    return {
        "end_zone": str(end_zone) if end_zone else None,
        "reminders": [round(-alarm.offset.total_seconds() / 60) for alarm in draft.alarms if not alarm.from_end],
        "link": draft.url or None,
        "categories": list(draft.categories),
        "color": draft.color or None,
        "show_as": "free" if draft.transparent else "busy",
        "visibility": draft.visibility.value.lower(),
        "status": draft.status.value.lower(),
    }
