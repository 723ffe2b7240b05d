"""The meetings of many events at once.

Reads through the connection it is given; what a row means is in `meeting_state`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from dainvo.ical.event import CollectionId, Meeting, MeetingState, Uid
from dainvo.store.meeting_state import Connected, Link, meeting_of
from dainvo.store.queries import ACCOUNT, INTENT, MEETING, account_row, intent_row, meeting_row
from dainvo.store.rows import AccountState, IntentRow, MeetingRow


def connected(database: sqlite3.Connection) -> Connected:
    """The Zoom accounts that can be worked with."""
    found = [account_row(row) for row in database.execute(f"{ACCOUNT} WHERE kind = 'zoom'")]
    here = [account for account in found if account.state is not AccountState.LEAVING]
    return Connected(
        frozenset(account.id for account in here),
        tuple((str(account.detail.get("account_hash", "")), account.id) for account in here),
    )


class Meetings:
    """The meetings of the events `uids`, read at once."""

    def __init__(self, database: sqlite3.Connection, uids: Iterable[Uid]) -> None:
        names = json.dumps(list(set(uids)))
        self._connected = connected(database)
        self._rows: defaultdict[Uid, list[MeetingRow]] = defaultdict(list)
        self._intents: defaultdict[Uid, list[IntentRow]] = defaultdict(list)
        among = "WHERE uid IN (SELECT value FROM json_each(?))"
        for row in database.execute(f"{MEETING} {among} ORDER BY id", (names,)):
            self._rows[row[0]].append(meeting_row(row))
        for row in database.execute(f"{INTENT} {among} AND state <> 'done' ORDER BY id", (names,)):
            self._intents[row[1]].append(intent_row(row))

    def of(self, uid: Uid, collection: CollectionId, link: Link) -> Meeting | None:
        """The meeting of one event, its `link` being what the event tells."""
        rows = self._rows.get(uid, ())
        row = next((each for each in rows if each.collection == collection), rows[0] if rows else None)
        return meeting_of(row, self._intents.get(uid, ()), link, self._connected)

    def state(
        self, uid: Uid, collection: CollectionId, join_url: str, zoom_id: str, zoom_account: str
    ) -> MeetingState | None:
        """The state alone, for a row of the index."""
        if uid not in self._rows and uid not in self._intents and not zoom_id:
            return MeetingState.FOREIGN if join_url else None
        meeting = self.of(uid, collection, Link(join_url, "", zoom_id, zoom_account))
        return None if meeting is None else meeting.state
