"""Accounts, calendars, what waits and what clashes, as lists for the views.

Reads through the connection it is given; knows no occurrence.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dainvo.errors import Why
from dainvo.ical.occurrence import AccountId, ResourceId
from dainvo.store.shown import Account, AccountState, Collection, CollectionState, Kept, Standing, Waiting
from dainvo.store.stored import instant

#: Colours of calendars that bring none, by their order (Blue, Amber, Teal, Green, Red, Pink …).
COLORS = (
    "#2F6FDE", "#B7791F", "#0E8A8A", "#2C8A4B", "#D64545", "#C2417F", "#8A4FD0", "#D2691E", "#5F6F84", "#6C8A1F",
    "#5560D8", "#8B6248",
)  # fmt: skip


def local(when: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if when is None else when.astimezone(zone)


def accounts(database: sqlite3.Connection, zone: ZoneInfo) -> list[Account]:
    """In the order they were added."""
    waiting: dict[AccountId, int] = dict(
        database.execute(
            "SELECT c.account, count(*) FROM outbox o JOIN resource r ON r.id = o.resource"
            " JOIN collection c ON c.id = r.collection GROUP BY c.account"
        ).fetchall()
    )
    rows = database.execute(
        "SELECT id, kind, name, user, url, state, why, last_sync, next_sync, detail FROM account ORDER BY id"
    )
    return [
        Account(
            id=key,
            kind=kind,
            name=name,
            user=user,
            host=_host(url),
            state=AccountState(state),
            why=why,
            last_sync=local(instant(last_sync), zone),
            next_sync=local(instant(next_sync), zone),
            waiting=waiting.get(key, 0),
            detail=json.loads(detail),
        )
        for key, kind, name, user, url, state, why, last_sync, next_sync, detail in rows
    ]


def collections(database: sqlite3.Connection) -> list[Collection]:
    """By account, then in the order of the server, then by name."""
    rows = database.execute(
        "SELECT id, account, name, local_color, color, writable, visible, schedules, why_read_only, position, state"
        " FROM collection ORDER BY account, position, name COLLATE NOCASE, id"
    )
    return [
        Collection(
            id=key,
            account=account,
            name=name,
            color=local_color or color or COLORS[place % len(COLORS)],
            writable=bool(writable),
            visible=bool(visible),
            schedules=bool(schedules),
            why_read_only=why_read_only,
            order=order,
            state=CollectionState(state),
        )
        for place, (
            key, account, name, local_color, color, writable, visible, schedules, why_read_only, order, state
        ) in enumerate(rows)
    ]  # fmt: skip


def outbox(database: sqlite3.Connection, zone: ZoneInfo) -> list[Waiting]:
    """What the servers have not confirmed, in the order it will be sent."""
    from dainvo.store.queries import OUTBOX, outbox_row  # the writer's rows: not before something waits

    rows = [outbox_row(row) for row in database.execute(f"{OUTBOX} ORDER BY o.op")]
    return [
        Waiting(
            op=row.op,
            account=row.account,
            collection=row.collection,
            resource=row.resource,
            uid=row.uid,
            summary=_title(database, row.resource),
            kind=row.kind,
            state=row.state,
            why=row.why,
            attempts=row.attempts,
            next_try=local(row.next_at, zone),
            since=row.created_at.astimezone(zone),
            held=row.held,
        )
        for row in rows
    ]


def kept(database: sqlite3.Connection, zone: ZoneInfo) -> list[Kept]:
    """Open conflicts, oldest first."""
    from dainvo.store.queries import KEPT, kept_row

    rows = [kept_row(row) for row in database.execute(f"{KEPT} WHERE decided = '' ORDER BY id")]
    return [
        Kept(row.id, row.resource, _title(database, row.resource), row.mine, row.theirs, row.at.astimezone(zone))
        for row in rows
    ]


def standing(database: sqlite3.Connection) -> Standing:
    """Counts for the status strip."""

    def count(sql: str) -> int:
        found: int = database.execute(f"SELECT count(*) FROM {sql}").fetchone()[0]  # noqa: S608 - constants below
        return found

    states = database.execute("SELECT id, state FROM account ORDER BY id").fetchall()
    return Standing(
        waiting=count("outbox WHERE state <> 'blocked'"),
        blocked=count("outbox WHERE state = 'blocked'"),
        conflicts=count("kept_copy WHERE decided = ''"),
        unreadable=count(f"resource WHERE why <> '' AND why = '{Why.UNREADABLE}'"),
        problems=tuple(account for account, state in states if state == AccountState.NEEDS_USER),
        unreachable=tuple(account for account, state in states if state == AccountState.UNREACHABLE),
    )


def window(database: sqlite3.Connection) -> tuple[date, date] | None:
    """The days for which recurring events are complete in the index."""
    row = database.execute("SELECT value FROM meta WHERE name = 'window'").fetchone()
    if row is None:
        return None
    first, last = (date.fromisoformat(day) for day in row[0].split())
    narrowest = database.execute(
        "SELECT max(window_first), min(window_last) FROM resource WHERE endless = 1 AND state <> 'deleted'"
    ).fetchone()
    if narrowest[0] is None:
        return first, last
    return max(first, date.fromordinal(narrowest[0])), min(last, date.fromordinal(narrowest[1]))


def _title(database: sqlite3.Connection, resource: ResourceId) -> str:
    row = database.execute(
        "SELECT summary FROM component WHERE resource = ? ORDER BY place LIMIT 1", (resource,)
    ).fetchone()
    return str(row[0]) if row is not None else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
