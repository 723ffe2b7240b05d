"""Reads the words of the command line: times, zones, and what an edit changes of an event.

Does no calendar work and prints nothing.
"""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.cli.event_options import OptionError, with_options
from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Alarm,
    Attendee,
    CollectionId,
    EventDraft,
    MeetingOptions,
    MeetingWish,
    Online,
    RecurrenceId,
    Scope,
)
from dainvo.ical.values import between, later


class UsageError(Exception):
    """The words on the command line do not fit; the message says which."""


def password() -> str:
    """What is typed unseen on a terminal, else the first line of standard input. Raises EOFError on Ctrl+D,
    UsageError if it is no text."""
    try:
        typed = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        typed.encode()
    except UnicodeError as error:
        raise UsageError("the password is not in UTF-8") from error
    return typed


def new_draft(arguments: argparse.Namespace, local: ZoneInfo, minutes: int, reminders: str = "") -> EventDraft:
    """What `events add` asks for; an event without an end lasts `minutes`, or a day. `reminders` are the default ones
    as the settings keep them. Raises UsageError."""
    zone = _zone(arguments.zone, local)
    start = _moment(arguments.start, zone)
    draft = EventDraft(
        collection=CollectionId(arguments.calendar),
        summary=arguments.title,
        start=start,
        end=_end(arguments.end, start, zone, timedelta(minutes=minutes)),
        location=arguments.location or "",
        description=arguments.description or "",
        rrule=arguments.rrule or "",
        attendees=tuple(Attendee(address) for address in arguments.attendee or ()),
        online=_online(arguments) or Online.NONE,
        wish=_wish(arguments),
    )
    return _optioned(draft, arguments, lambda home, whole: default_alarms(reminders, home, all_day=whole))


def _optioned(
    draft: EventDraft,
    arguments: argparse.Namespace,
    usual: Callable[[CollectionId, bool], tuple[Alarm, ...]] | None = None,
) -> EventDraft:
    try:
        return with_options(draft, arguments, lambda name: _zone(name, ZoneInfo("UTC")), usual)
    except OptionError as error:
        raise UsageError(str(error)) from None


def edited(draft: EventDraft, arguments: argparse.Namespace, local: ZoneInfo) -> EventDraft:
    """`draft` with what `events edit` changes. Raises UsageError."""
    of_the_series = (
        "restore",
        "add_date",
        "rrule",
        "calendar",
        "zoom",
        "no_zoom",
        "meeting",
        "other_link",
        "new_meeting",
    )
    if meant(arguments)[1] is Scope.THIS and any(
        getattr(arguments, option) for option in (*of_the_series, "meeting_option", "hosted_by")
    ):
        raise UsageError("the rule, the calendar and the meeting belong to the series: --scope following or all")
    given: dict[str, Any] = {
        name: getattr(arguments, option)
        for option, name in (
            ("title", "summary"),
            ("location", "location"),
            ("description", "description"),
            ("rrule", "rrule"),
            ("calendar", "collection"),
        )
        if getattr(arguments, option) is not None
    }
    if arguments.attendee is not None:
        given["attendees"] = _attendees(draft, arguments.attendee)
    if arguments.own_meeting and meant(arguments)[1] is not Scope.FOLLOWING:
        raise UsageError("--own-meeting needs --scope following")
    online, wish = _online(arguments), _wish(arguments)
    if online is not None:
        given["online"] = online
    if wish != MeetingWish():
        given["wish"] = wish
    return _optioned(replace(draft, **given, **_new_times(draft, arguments, local)), arguments)


def options(present: MeetingOptions, settings: Sequence[str]) -> MeetingOptions:
    """`present` with each NAME=VALUE of `settings`. Raises UsageError for a name or value that does not fit."""
    stored = present.written()
    for setting in settings:
        name, given, value = setting.partition("=")
        if not given or name not in MeetingOptions.__dataclass_fields__:
            raise UsageError(f"not a meeting option: {setting} ({', '.join(MeetingOptions.__dataclass_fields__)})")
        stored.pop(name, None)
        if value != "zoom":
            stored[name] = _option(name, value)
            if name not in MeetingOptions.read(stored).written() and stored[name] is not False:
                raise UsageError(f"{name} does not take {value}")
    return MeetingOptions.read(stored)


def _option(name: str, value: str) -> object:
    if name == "alternative_hosts":
        return [address.strip() for address in value.split(",")]
    if name == "join_before_host_min":
        return int(value) if value.isdigit() else value
    return {"on": True, "off": False}.get(value, value)


def _online(arguments: argparse.Namespace) -> Online | None:
    """What is said about having an online meeting; None if nothing is."""
    if arguments.zoom or arguments.meeting:
        return Online.ZOOM
    if arguments.other_link:
        return Online.OTHER
    if getattr(arguments, "new_meeting", False):
        return Online.ANEW
    return Online.NONE if getattr(arguments, "no_zoom", False) else None


def _wish(arguments: argparse.Namespace) -> MeetingWish:
    chosen, link = arguments.meeting_option, arguments.other_link
    if link and not re.fullmatch(r"https://[^\s/@\\]+(?:[/?#][^\s\\]*)?", link):
        raise UsageError(f"--other-link takes a link that begins with https://, not {link}")
    return MeetingWish(
        options=options(MeetingOptions(), chosen) if chosen else None,
        no_fixed_time=arguments.no_fixed_time,
        use=re.sub(r"[\s-]", "", arguments.meeting),
        link=link,
        account=AccountId(arguments.hosted_by) if arguments.hosted_by is not None else None,
    )


def meant(arguments: argparse.Namespace) -> tuple[RecurrenceId, Scope]:
    """Which date of a series a verb is about, and how far it reaches. Raises UsageError."""
    scope = Scope(arguments.scope) if arguments.scope else None
    if not arguments.recurrence_id:
        if scope not in (None, Scope.ALL):
            raise UsageError(f"--scope {scope} needs --recurrence-id")
        return NO_RECURRENCE, Scope.ALL
    return RecurrenceId(arguments.recurrence_id), scope or Scope.THIS


def _attendees(draft: EventDraft, addresses: list[str]) -> tuple[Attendee, ...]:
    known = {attendee.address.lower(): attendee for attendee in draft.attendees}
    return tuple(known.get(address.lower(), Attendee(address)) for address in addresses if address)


def _new_times(draft: EventDraft, arguments: argparse.Namespace, local: ZoneInfo) -> dict[str, Any]:
    """Start and end after the edit: moving the start keeps the length (E08), a new zone keeps the wall clock."""
    own = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    zone = _zone(arguments.zone, own if isinstance(own, ZoneInfo) else local)
    start, end = draft.start, draft.end
    if arguments.zone and isinstance(start, datetime) and isinstance(end, datetime):
        start, end = start.replace(tzinfo=zone), end.replace(tzinfo=zone)
    if arguments.start is not None:
        moved = _moment(arguments.start, zone)
        end = _moved_end(start, end, moved)
        start = moved
    if arguments.end is not None:
        end = _end(arguments.end, start, zone, timedelta())
    return {} if (start, end) == (draft.start, draft.end) else {"start": start, "end": end}


def _moved_end(start: datetime | date, end: datetime | date, moved: datetime | date) -> datetime | date:
    """As long in real time as before, also across a clock change, as where it is dragged."""
    if isinstance(moved, datetime):
        timed = isinstance(start, datetime) and isinstance(end, datetime)
        return later(moved, 0, between(start, end) if timed else timedelta(minutes=30))
    return moved + (timedelta(days=1) if isinstance(start, datetime) else end - start)  # type: ignore[operator]


def _zone(name: str | None, default: ZoneInfo) -> ZoneInfo:
    if name is None:
        return default
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"unknown time zone: {name}") from None


def _moment(text: str, zone: ZoneInfo) -> datetime | date:
    """A date (`2027-03-10`, all-day) or a time of day in `zone`; a time with an offset is moved into `zone`."""
    try:
        if len(text) == len("2027-03-10"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"not a date or time: {text} (2027-03-10 or 2027-03-10T14:00)") from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _end(text: str | None, start: datetime | date, zone: ZoneInfo, length: timedelta) -> datetime | date:
    """End of an event that begins at `start`; an all-day event without another end, or with the same, lasts a day."""
    end = _moment(text, zone) if text is not None else None
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        raise UsageError("start and end must both be dates or both be times")
    if isinstance(start, datetime):
        return end if end is not None else later(start, 0, length)
    return end if end is not None and end != start else start + timedelta(days=1)
