"""Unsaved editors as files in the profile, so that they outlive a crash (E36).

Each is written in one step, for the user alone; a file that cannot be read is none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dainvo import private_file
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Alarm,
    Attendee,
    CollectionId,
    DateWishes,
    EventDraft,
    MeetingOptions,
    MeetingWish,
    Online,
    PartStat,
    RecurrenceId,
    Role,
    Status,
    Uid,
    Visibility,
)

#: Goes up when the form of the file changes; other files are left out.
_FORM = 1
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft, and the event that it is an edit of, as it was when it was `opened`: no `uid` for a new one.

    `ended`: the program was told to end while it was open; else it came to an end that nobody meant.
    """

    draft: EventDraft
    uid: Uid | None = None
    recurrence_id: RecurrenceId = NO_RECURRENCE
    opened: EventDraft | None = None
    ended: bool = False


def write(path: Path, kept: KeptDraft) -> None:
    """Raises OSError."""
    stored = {
        "form": _FORM,
        "uid": kept.uid,
        "recurrence_id": kept.recurrence_id,
        "draft": _draft(kept.draft),
        "opened": _draft(kept.opened) if kept.opened is not None else None,
        "ended": kept.ended,
    }
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private_file.write(path, json.dumps(stored))


def read(path: Path) -> KeptDraft | None:
    """What is kept there; None if it cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored.get("form") != _FORM:
            return None
        uid = Uid(str(stored["uid"])) if stored["uid"] is not None else None
        opened = _read_draft(stored["opened"]) if stored.get("opened") is not None else None
        recurrence_id, ended = RecurrenceId(str(stored["recurrence_id"])), bool(stored.get("ended"))
        return KeptDraft(_read_draft(stored["draft"]), uid, recurrence_id, opened, ended)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def all_in(folder: Path) -> list[Path]:
    """The drafts that are kept, the oldest first."""
    try:
        return sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    except OSError:
        return []


def _moment(moment: datetime | date) -> dict[str, str]:
    if not isinstance(moment, datetime):
        return {"day": moment.isoformat()}
    zone = str(getattr(moment.tzinfo, "key", "")) if moment.tzinfo is not None else ""
    if moment.tzinfo is not None and not zone:
        moment, zone = moment.astimezone(ZoneInfo("UTC")), "UTC"
    return {"clock": moment.replace(tzinfo=None).isoformat(), "zone": zone}


def _read_moment(stored: dict[str, str]) -> datetime | date:
    if "day" in stored:
        return date.fromisoformat(stored["day"])
    clock = datetime.fromisoformat(stored["clock"])
    return clock.replace(tzinfo=ZoneInfo(stored["zone"]) if stored["zone"] else None)


def _draft(draft: EventDraft) -> dict[str, Any]:
    wish = draft.wish
    return {
        "collection": draft.collection,
        "start": _moment(draft.start),
        "end": _moment(draft.end),
        **{name: getattr(draft, name) for name in _WORDS},
        "transparent": draft.transparent,
        "visibility": draft.visibility.value,
        "status": draft.status.value,
        "online": draft.online.value,
        "attendees": [[one.address, one.name, one.role.value, one.partstat.value, one.rsvp] for one in draft.attendees],
        "alarms": [[one.offset.total_seconds(), one.from_end] for one in draft.alarms],
        "categories": list(draft.categories),
        "restore": list(draft.dates.restore),
        "add": [day.isoformat() for day in draft.dates.add],
        "wish": [wish.no_fixed_time, wish.use, wish.link, wish.account],
        "options": wish.options.written() if wish.options is not None else None,
    }


_WORDS = ("summary", "location", "description", "rrule", "url", "color")


def _read_draft(stored: dict[str, Any]) -> EventDraft:
    no_fixed_time, use, link, account = stored["wish"]
    options = MeetingOptions.read(stored["options"]) if stored["options"] is not None else None
    wish = MeetingWish(
        options, bool(no_fixed_time), str(use), str(link), None if account is None else AccountId(account)
    )
    return EventDraft(
        collection=CollectionId(int(stored["collection"])),
        start=_read_moment(stored["start"]),
        end=_read_moment(stored["end"]),
        **{name: str(stored[name]) for name in _WORDS},
        transparent=bool(stored["transparent"]),
        visibility=Visibility(stored["visibility"]),
        status=Status(stored["status"]),
        online=Online(stored["online"]),
        attendees=tuple(
            Attendee(address, name, Role(role), PartStat(partstat), bool(rsvp))
            for address, name, role, partstat, rsvp in stored["attendees"]
        ),
        alarms=tuple(Alarm(timedelta(seconds=seconds), bool(from_end)) for seconds, from_end in stored["alarms"]),
        categories=tuple(stored["categories"]),
        dates=DateWishes(
            tuple(RecurrenceId(one) for one in stored["restore"]),
            tuple(date.fromisoformat(day) for day in stored["add"]),
        ),
        wish=wish,
    )
