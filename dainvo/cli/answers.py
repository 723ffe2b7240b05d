"""The shapes of answers: what a script gets as JSON, what a person reads on a line.

Reads nothing and prints nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dainvo.engine.values import SyncReport
    from dainvo.ical.event import Event, Meeting, Occurrence
    from dainvo.store.rows import Account, Collection, Waiting


def account(found: Account) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "name": found.name,
        "state": found.state,
        "why": found.why or None,
        "waiting": found.waiting,
    }


def calendar(found: Collection) -> dict[str, Any]:
    return {
        "id": found.id,
        "account": found.account,
        "name": found.name,
        "color": found.color,
        "writable": found.writable,
        "may_change": found.may_change,
        "may_delete": found.may_delete,
        "owner": found.owner or None,
        "synced_as": found.synced_as or None,
        "state": found.state,
    }


def sync(report: SyncReport, errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "account": report.account,
        "name": report.name,
        "fetched": report.fetched,
        "sent": report.sent,
        "removed": report.removed,
        "waiting": report.waiting,
        "errors": errors,
    }


def waiting(found: Waiting) -> dict[str, Any]:
    return {
        "account": found.account,
        "calendar": found.collection,
        "uid": found.uid,
        "summary": found.summary,
        "kind": found.kind,
        "state": found.state,
        "why": found.why or None,
        "attempts": found.attempts,
        "next_try": _instant(found.next_try),
        "since": _instant(found.since),
        "waits_for_link": found.held,
    }


def occurrence(found: Occurrence, meeting_of: Meeting | None) -> dict[str, Any]:
    return {
        "uid": found.uid,
        "recurrence_id": found.recurrence_id or None,
        "calendar": found.collection,
        "summary": found.summary,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "all_day": found.all_day,
        "location": found.location,
        "join_url": found.join_url or None,
        "meeting": meeting(meeting_of),
    }


def meeting(found: Meeting | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"provider": found.provider, "id": found.meeting_id or None, "state": found.state}


def whole_meeting(found: Meeting | None) -> dict[str, Any] | None:
    """With what keeps it from being as wanted."""
    shown = meeting(found)
    if found is None or shown is None:
        return None
    return {
        **shown,
        "why": found.why or None,
        "no_fixed_time_because": found.reason or None,
        "zoom_start": _instant(found.zoom_start),
    }


def event(found: Event) -> dict[str, Any]:
    from dainvo.cli import event_options

    draft = found.draft
    zone = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    return {
        "uid": found.uid,
        "recurrence_id": found.recurrence_id or None,
        "calendar": draft.collection,
        "summary": draft.summary,
        "start": draft.start.isoformat(),
        "end": draft.end.isoformat(),
        "zone": str(zone) if zone else None,
        "all_day": draft.all_day,
        "rrule": draft.rrule or None,
        "location": draft.location,
        "description": draft.description,
        "attendees": [
            {"address": guest.address, "name": guest.name, "partstat": guest.partstat} for guest in draft.attendees
        ],
        **event_options.facts(draft),
        "skipped": list(found.dates.skipped),
        "extra": list(found.dates.extra),
        "changed": list(found.dates.changed),
        "organizer": found.organizer.address if found.organizer else None,
        "join_url": (found.meeting.join_url if found.meeting else "") or None,
        "meeting": whole_meeting(found.meeting),
        "state": found.state,
        "why": why(found) or None,
        "said": found.said or None,
        "writable": found.writable,
    }


def why(found: Event) -> str:
    """Value of `errors.Why` for what keeps this event from being settled, or empty."""
    return found.why_blocked or (found.meeting.why if found.meeting else "")


def line(found: Occurrence) -> str:
    when = found.start.isoformat()
    if isinstance(found.start, datetime) and isinstance(found.end, datetime):
        when = f"{found.start:%Y-%m-%d %H:%M}–{found.end:%H:%M}"
    return "  ".join(part.replace("\n", " ") for part in (when, found.summary, found.location, found.uid) if part)


def _instant(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()
