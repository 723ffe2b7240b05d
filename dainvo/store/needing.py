"""What is uncertain or half finished about meetings, and what the user can do about each (M66).

Reads through the connection it is given; asks no server and settles nothing.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from dainvo.errors import Malformed
from dainvo.ical.occurrence import AccountId, CollectionId, ResourceId, Uid
from dainvo.ical.resource import scan
from dainvo.store.listing import ODD, STUCK
from dainvo.store.queries import INTENT, MEETING, intent_row, meeting_row
from dainvo.store.rows import IntentKind, IntentRow, IntentState, MeetingRow, MeetingStanding


class Asked(StrEnum):
    """What is uncertain or half finished about a meeting (M66)."""

    UNCERTAIN = "uncertain"  # a request without an answer: nobody can tell whether it made a meeting
    REFUSED = "refused"  # Zoom does not make the meeting
    MISSING = "missing"  # the meeting is gone at Zoom
    OTHER_HOST = "other_host"  # it is somebody else's by now
    TIME_DIFFERS = "time_differs"  # its time was changed at Zoom
    LINK_CHANGED = "link_changed"  # it has a new link or passcode, the invitation has the old one
    KIND_KEPT = "kind_kept"  # Zoom does not change its kind as the event asks
    NOT_UPDATED = "not_updated"  # Zoom refuses a change
    NOT_DELETED = "not_deleted"  # it still exists at Zoom though it was taken off
    VANISHED = "vanished"  # its event was deleted by another program
    TWIN = "twin"  # a second meeting with the mark of ours, which nobody can tell to be ours


class Choice(StrEnum):
    """What can be done about it: `engine.actions.attention.settle_attention` takes one."""

    LINK = "link"  # this is the meeting: its link comes with the choice
    MAKE = "make"  # make a new meeting; guests get the new link
    REMOVE = "remove"  # the event goes on without a meeting
    DELETE = "delete"  # delete the meeting at Zoom
    TRY = "try"  # the reason is cured
    USE_CALENDAR = "use_calendar"
    USE_ZOOM = "use_zoom"
    PUBLISH = "publish"  # write the new link into the event; guests are told
    LEAVE = "leave"  # as it is; not asked again


class Attention(NamedTuple):
    """One line of "Needs attention". `id` names it for `settle_attention`; all times are in the viewer's zone.

    `resource` is None if there is no event any more. `why` is a value of errors.Why, or "". `zoom_start` is
    what Zoom shows, as far as that is known.
    """

    id: str
    asked: Asked
    choices: tuple[Choice, ...]
    uid: Uid
    resource: ResourceId | None
    summary: str
    start: datetime | None
    since: datetime
    meeting_id: str = ""
    join_url: str = ""
    account: AccountId | None = None
    why: str = ""
    zoom_start: datetime | None = None


_OF_STANDING: Final = {
    MeetingStanding.MISSING: (Asked.MISSING, (Choice.MAKE, Choice.REMOVE, Choice.LEAVE)),
    MeetingStanding.OTHER_HOST: (Asked.OTHER_HOST, (Choice.MAKE, Choice.REMOVE, Choice.LEAVE)),
    MeetingStanding.TIME_DIFFERS: (Asked.TIME_DIFFERS, (Choice.USE_CALENDAR, Choice.USE_ZOOM, Choice.LEAVE)),
    MeetingStanding.LINK_CHANGED: (Asked.LINK_CHANGED, (Choice.PUBLISH, Choice.LEAVE)),
    MeetingStanding.KIND_KEPT: (Asked.KIND_KEPT, (Choice.MAKE, Choice.LEAVE)),
}
_OF_INTENT: Final = {
    Asked.UNCERTAIN: (Choice.LINK, Choice.MAKE, Choice.TRY, Choice.LEAVE),
    Asked.REFUSED: (Choice.TRY, Choice.REMOVE),
    Asked.NOT_UPDATED: (Choice.TRY, Choice.LEAVE),
    Asked.NOT_DELETED: (Choice.TRY, Choice.LEAVE),
    Asked.VANISHED: (Choice.DELETE, Choice.LEAVE),
    Asked.TWIN: (Choice.DELETE, Choice.LEAVE),
}


def choices_of(what: Asked | MeetingStanding) -> tuple[Choice, ...]:
    """What can be done about an intent that asks so, or about a meeting that stands so."""
    if isinstance(what, MeetingStanding):
        return _OF_STANDING[what][1]
    return _OF_INTENT[what]


def asked(intent: IntentRow) -> Asked:
    """What the user is asked about an intent that only they can bring on."""
    if intent.kind is IntentKind.CREATE:
        if intent.state in (IntentState.ATTENTION, IntentState.SENT) or (
            intent.state is IntentState.ABANDONED and not intent.meeting_id
        ):
            return Asked.UNCERTAIN
        if intent.state is IntentState.ABANDONED:
            return Asked.NOT_DELETED
        return Asked.REFUSED
    if intent.kind is IntentKind.DELETE:
        noted = json.loads(intent.body) if intent.body else {}
        if intent.state is IntentState.ATTENTION and "asked" in noted:
            return Asked(noted["asked"])
        return Asked.NOT_DELETED
    return Asked.NOT_UPDATED


def attention(database: sqlite3.Connection, zone: ZoneInfo) -> list[Attention]:
    """Everything that waits for the user about meetings, oldest first; `zone` is the viewer's."""
    found = [*_meetings(database, zone), *_intents(database, zone)]
    return sorted(found, key=lambda one: one.since)


def _meetings(database: sqlite3.Connection, zone: ZoneInfo) -> Iterator[Attention]:
    for row in [meeting_row(row) for row in database.execute(f"{MEETING} WHERE {ODD}")]:
        kind, choices = _OF_STANDING[row.standing]
        resource, summary, start = _event(database, row.uid, row.collection, zone)
        begin = row.shown.get("start")
        yield Attention(
            id=meeting_key(row),
            asked=kind,
            choices=choices,
            uid=row.uid,
            resource=resource,
            summary=summary,
            start=start,
            since=(row.since or datetime.fromtimestamp(0, UTC)).astimezone(zone),
            meeting_id=row.meeting_id,
            join_url=row.join_url,
            account=row.account,
            zoom_start=datetime.fromisoformat(begin).astimezone(zone) if begin else None,
        )


def _intents(database: sqlite3.Connection, zone: ZoneInfo) -> Iterator[Attention]:
    for intent in [intent_row(row) for row in database.execute(f"{INTENT} WHERE {STUCK}")]:
        kind = asked(intent)
        resource, summary, start = _event(database, intent.uid, intent.collection, zone)
        noted = json.loads(intent.body) if intent.body else {}
        choices = _OF_INTENT[kind]
        if intent.state is IntentState.ABANDONED or resource is None:
            choices = tuple(choice for choice in choices if choice in _WITHOUT_EVENT)
        yield Attention(
            id=f"intent:{intent.op_id}",
            asked=kind,
            choices=choices,
            uid=intent.uid,
            resource=resource,
            summary=summary or str(noted.get("topic", "")),
            start=start,
            since=(intent.last_sent_at or intent.created_at).astimezone(zone),
            meeting_id=intent.meeting_id,
            join_url=intent.join_url,
            account=intent.account,
            why=intent.why,
        )


_WITHOUT_EVENT: Final = frozenset({Choice.TRY, Choice.DELETE, Choice.LEAVE})


def meeting_key(row: MeetingRow) -> str:
    """The id of the line about a meeting."""
    return f"meeting:{row.collection or 0}:{row.uid}"


def _event(
    database: sqlite3.Connection, uid: Uid, collection: CollectionId | None, zone: ZoneInfo
) -> tuple[ResourceId | None, str, datetime | None]:
    """The event of a line: which, its title, and when it (first) begins."""
    row = database.execute(
        "SELECT r.id, t.text FROM resource r JOIN resource_text t ON t.resource = r.id"
        " WHERE r.uid = ? AND r.state <> 'deleted' ORDER BY (r.collection IS ?) DESC, r.id LIMIT 1",
        (uid, collection),
    ).fetchone()
    if row is None:
        return None, "", None
    try:
        first = scan(row[1]).rows[0]
    except Malformed:
        return ResourceId(row[0]), "", None
    start = first.dtstart
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - a day of the viewer, given a zone below
    aware = start if start.tzinfo is not None else start.replace(tzinfo=zone)
    return ResourceId(row[0]), first.summary, aware.astimezone(zone)
