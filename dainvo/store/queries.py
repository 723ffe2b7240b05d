"""The columns of each table as rows, for the writer and the reader alike.

Runs nothing: a query here is a text, to be followed by a condition.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dainvo.ical.occurrence import State
from dainvo.store.rows import (
    AccountRow,
    AccountState,
    CollectionRow,
    CollectionState,
    IntentKind,
    IntentRow,
    IntentState,
    KeptRow,
    MeetingRow,
    MeetingStanding,
    OutboxKind,
    OutboxRow,
    OutboxState,
    ResourceRow,
)
from dainvo.store.stored import converted, instant

ACCOUNT = "SELECT id, kind, name, url, user, identity, state, why, last_sync, next_sync, detail FROM account"
COLLECTION = """
    SELECT id, account, href, name, color, local_color, writable, why_read_only, schedules, supports_sync, position,
           visible, state, why, sync_token, ctag, last_sync, compared_at, vanished,
           local_name, local_position, to_send, kept_here, may_change, may_delete, components, owner, home
    FROM collection
"""
RESOURCE = """
    SELECT r.id, r.collection, r.href, r.uid, r.etag, t.text, coalesce(t.base, t.text), r.state, r.revision,
           r.program_only, r.why, CASE r.why WHEN '' THEN '' ELSE r.said END, t.origin
    FROM resource r JOIN resource_text t ON t.resource = r.id
"""
#: Where a new event (its UID, its id) was moved from, while the server there still has it.
LEFT_BEHIND = f"""{RESOURCE}
    WHERE r.uid = ?1 AND r.id <> ?2 AND r.state = 'deleted' AND coalesce(t.base, t.text) <> '' ORDER BY r.id LIMIT 1
"""
#: True while an intent that must come first has no link yet.
HELD = """EXISTS (
    SELECT 1 FROM intent i
    WHERE i.uid = r.uid AND i.holds = 1 AND i.kind = 'create' AND i.state IN ('planned', 'sent', 'known', 'attention')
)"""
OUTBOX = f"""
    SELECT o.op, c.account, r.collection, r.id, r.href, r.uid, o.kind, o.state, o.body, o.precondition, o.revision,
           o.sent_at, o.attempts, o.next_at, o.why, o.created_at, {HELD}
    FROM outbox o JOIN resource r ON r.id = o.resource JOIN collection c ON c.id = r.collection
"""  # noqa: S608 - constant
MEETING = """
    SELECT uid, collection, account, meeting_id, type, join_url, passcode, host, made_here, adopted_here, op_id,
           standing, occurrences, reason, since, left_at, checked_at, shown
    FROM meeting
"""
INTENT = """
    SELECT op_id, uid, collection, account, kind, state, body, holds, unsure, meeting_id, join_url, passcode,
           first_sent_at, last_sent_at, server_date, attempts, next_at, why, created_at
    FROM intent
"""
KEPT = "SELECT id, resource, mine, theirs, at, base FROM kept_copy"


def _words(stored: str) -> frozenset[str]:
    return frozenset(stored.split())


_COLLECTION_KINDS: dict[int, Callable[[Any], Any]] = {
    **dict.fromkeys((6, 8, 9, 11, 23, 24), bool),
    **dict.fromkeys((21, 22, 25), _words),
    12: CollectionState,
    16: instant,
    17: instant,
}


def account_row(row: tuple[Any, ...]) -> AccountRow:
    return AccountRow(*converted(row, {6: AccountState, 8: instant, 9: instant, 10: json.loads}))


def collection_row(row: tuple[Any, ...]) -> CollectionRow:
    return CollectionRow(*converted(row, _COLLECTION_KINDS))


def resource_row(row: tuple[Any, ...]) -> ResourceRow:
    return ResourceRow(*converted(row, {7: State, 9: bool}))


_OUTBOX_KINDS: dict[int, Callable[[Any], Any]] = {
    6: OutboxKind,
    7: OutboxState,
    11: instant,
    13: instant,
    15: instant,
    16: bool,
}


def outbox_row(row: tuple[Any, ...]) -> OutboxRow:
    return OutboxRow(*converted(row, _OUTBOX_KINDS))


_MEETING_KINDS: dict[int, Callable[[Any], Any]] = {
    **dict.fromkeys((8, 9), bool),
    **dict.fromkeys((14, 15, 16), instant),
    11: MeetingStanding,
    12: json.loads,
    17: json.loads,
}
_INTENT_KINDS: dict[int, Callable[[Any], Any]] = {
    **dict.fromkeys((7, 8), bool),
    **dict.fromkeys((12, 13, 14, 16, 18), instant),
    4: IntentKind,
    5: IntentState,
}


def meeting_row(row: tuple[Any, ...]) -> MeetingRow:
    """A row of the query MEETING."""
    return MeetingRow(*converted(row, _MEETING_KINDS))


def intent_row(row: tuple[Any, ...]) -> IntentRow:
    """A row of the query INTENT."""
    return IntentRow(*converted(row, _INTENT_KINDS))


def kept_row(row: tuple[Any, ...]) -> KeptRow:
    return KeptRow(*converted(row, {4: instant}))
