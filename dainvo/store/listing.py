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
from dainvo.store.shown import Account, AccountState, Collection, CollectionState, Deleted, Kept, Standing, Waiting
from dainvo.store.stored import instant

#: Colours of calendars that bring none, by their order (Blue, Amber, Teal, Green, Red, Pink …).
COLORS = (
    "#2F6FDE", "#B7791F", "#0E8A8A", "#2C8A4B", "#D64545", "#C2417F", "#8A4FD0", "#D2691E", "#5F6F84", "#6C8A1F",
    "#5560D8", "#8B6248",
)  # fmt: skip
#: The account says these, once for all its events.
_OF_ACCOUNT = (
    Why.ZOOM_ACCESS_ENDED, Why.ZOOM_NOT_CONNECTED, Why.OTHER_SERVER, Why.NO_KEYRING, Why.KEYRING_LOCKED,
    Why.KEYRING_FAILED, Why.BAD_CONFIGURATION, Why.CERTIFICATE,
)  # fmt: skip
#: Work on a meeting that only the user can bring on, and meetings that are not as they were left: see `needing`.
STUCK = f"""state = 'attention' OR (state <> 'done' AND why <> '' AND next_at IS NULL AND (
    kind = 'delete' OR (kind = 'create' AND state IN ('sent', 'abandoned'))
    OR why NOT IN ({", ".join(f"'{why}'" for why in _OF_ACCOUNT)})))"""
ODD = """standing <> 'ok' AND left_at IS NULL
    AND EXISTS (SELECT 1 FROM resource r WHERE r.uid = meeting.uid AND r.state <> 'deleted')"""


_NOT_KEPT = frozenset({CollectionState.OFF.value, CollectionState.OFFERED.value})


def local(when: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if when is None else when.astimezone(zone)


def accounts(database: sqlite3.Connection, zone: ZoneInfo) -> list[Account]:
    """In the order they were added."""
    waiting: dict[AccountId, int] = dict(
        database.execute(  # CROSS JOIN: from the few that wait; SQLite would begin with all resources
            "SELECT c.account, count(*) FROM outbox o CROSS JOIN resource r ON r.id = o.resource"
            " CROSS JOIN collection c ON c.id = r.collection GROUP BY c.account"
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
            detail=(known := json.loads(detail)),
            since=_since(known, zone),
        )
        for key, kind, name, user, url, state, why, last_sync, next_sync, detail in rows
    ]


def collections(database: sqlite3.Connection, *, kept: bool = True) -> list[Collection]:
    """By account, owner, the order here or else of the server, then by name: those that are kept here, or the others.

    A calendar without a colour gets one by its place on the server, which does not change when it is moved here.
    """
    rows = database.execute(
        "SELECT id, account, name, local_name, local_color, color, writable, visible, schedules, why_read_only,"
        " coalesce(local_position, position), state, vanished, may_change, may_delete, owner, kept_here, components"
        " FROM collection ORDER BY account, position, name COLLATE NOCASE, id"
    )
    found = [
        Collection(
            id=key,
            account=account,
            name=local_name or name,
            color=local_color or color or COLORS[place % len(COLORS)],
            writable=bool(writable),
            visible=bool(visible),
            schedules=bool(schedules),
            why_read_only=why_read_only,
            order=order,
            state=CollectionState(state),
            vanished=vanished,
            synced_as=name if local_name and local_name != name else "",
            may_change=bool(may_change),
            may_delete=bool(may_delete),
            owner=owner,
            kept_here=tuple(kept_here.split()),
            components=tuple(components.split()),
        )
        for place, (
            key, account, name, local_name, local_color, color, writable, visible, schedules, why_read_only, order,
            state, vanished, may_change, may_delete, owner, kept_here, components
        ) in enumerate(rows)
        if (state in _NOT_KEPT) is not kept
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.account, one.owner.lower(), one.order))


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
    """Open conflicts, oldest first. What the server changed meanwhile counts as theirs."""
    from dainvo.store.queries import ACCOUNT, KEPT, account_row, kept_row

    found = []
    for row in [kept_row(row) for row in database.execute(f"{KEPT} WHERE decided = '' ORDER BY id")]:
        uid, text, collection, account = database.execute(
            "SELECT r.uid, t.text, r.collection, c.account FROM resource r JOIN resource_text t ON t.resource = r.id"
            " JOIN collection c ON c.id = r.collection WHERE r.id = ?",
            (row.resource,),
        ).fetchone()
        own = account_row(database.execute(f"{ACCOUNT} WHERE id = ?", (account,)).fetchone()).addresses
        found.append(
            Kept(
                id=row.id,
                resource=row.resource,
                summary=_title(database, row.resource),
                mine=row.mine,
                theirs=text if row.theirs else "",
                at=row.at.astimezone(zone),
                base=row.base,
                own=own,
                uid=uid,
                collection=collection,
            )
        )
    return found


def deleted(database: sqlite3.Connection, zone: ZoneInfo) -> list[Deleted]:
    """Events that can be brought back, the last deleted first."""
    from dainvo.store.history import DELETED, STILL_GONE, deleted_row

    rows = [deleted_row(row) for row in database.execute(f"{DELETED} WHERE {STILL_GONE} ORDER BY at DESC, id DESC")]
    return [Deleted(row.id, row.collection, row.uid, row.summary, row.at.astimezone(zone)) for row in rows]


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
        attention=count(f"intent WHERE {STUCK}") + count(f"meeting WHERE {ODD}"),
    )


def window(database: sqlite3.Connection) -> tuple[date, date] | None:
    """The days for which recurring events are complete in the index."""
    row = database.execute("SELECT value FROM meta WHERE name = 'window'").fetchone()
    if row is None:
        return None
    first, last = (date.fromisoformat(day) for day in row[0].split())
    narrowest = database.execute(  # thousands have the same window: looked at in the index, one of each in the table
        "SELECT max(first), min(last) FROM (SELECT DISTINCT window_first AS first, window_last AS last FROM resource"
        " WHERE endless = 1) WHERE EXISTS (SELECT 1 FROM resource"
        " WHERE endless = 1 AND window_first IS first AND window_last IS last AND state <> 'deleted')"
    ).fetchone()
    if narrowest[0] is None:
        return first, last
    return max(first, date.fromordinal(narrowest[0])), min(last, date.fromordinal(narrowest[1]))


def _since(detail: dict[str, object], zone: ZoneInfo) -> datetime | None:
    stored = detail.get("since")
    try:
        return datetime.fromisoformat(stored).astimezone(zone) if isinstance(stored, str) else None
    except ValueError:
        return None


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
