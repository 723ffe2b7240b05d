"""The user's writes to calendar objects: on disk for good when they return.

Does not send: each write leaves an outbox row, and an intent if a meeting is concerned, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dainvo.errors import Refused, Why
from dainvo.ical.event import CollectionId, Href, ResourceId, State
from dainvo.store import index_tables, meetings, outbox
from dainvo.store.history import note_deleted
from dainvo.store.indexing import NOTHING, Indexed
from dainvo.store.resources import Resources, touched
from dainvo.store.rows import ASK, UNREAD, IntentPlan, MeetingRow, OutboxKind, ResourceRow, Touched


@dataclass(frozen=True, slots=True)
class SecondPart:
    """What a series is cut into besides what stays: a new resource, with its wish, or the meeting it shares."""

    collection: CollectionId
    href: Href
    text: str
    intent: IntentPlan | None = None
    meeting: MeetingRow | None = None


class Edits(Resources):
    """Part of Store."""

    def create_local(
        self, collection: CollectionId, href: Href, text: str, *, intent: IntentPlan | None = None
    ) -> Touched:
        """A resource that the server has not seen: state NEW, revision 1, an outbox row, and the intent.

        Raises Malformed: UNREADABLE if the text has no event, EVENT_TOO_LARGE.
        """
        index = self._indexed(collection, text)
        with self._transaction():
            return self._create(collection, href, text, index, intent)

    def edit_local(
        self,
        resource: ResourceId,
        text: str,
        *,
        intent: IntentPlan | None = None,
        abandon: bool = False,
        tombstone: str = "",
        by_program: bool = False,
    ) -> Touched:
        """New text: state CHANGED unless NEW, revision + 1, one outbox row, intent, the base kept.

        `abandon` gives up open create intents of this event: one whose request never left is closed, another becomes
        ABANDONED. `tombstone` notes a meeting id taken off. Lifts a block. The same text again changes no state.
        Raises Malformed as `create_local`, Refused(NO_SUCH_EVENT) for a locally deleted resource.
        """
        row = self._shown(resource)
        index = self._indexed(row.collection, text)
        before = self._days(resource)
        with self._transaction():
            if text != row.text or row.why_blocked:
                self._edit(row, text, by_program=by_program, index=index)
            self._intend(row, intent, abandon=abandon, tombstone=tombstone)
        return self._touched(row, before)

    def split_local(
        self, resource: ResourceId, text: str, second: SecondPart, *, intent: IntentPlan | None = None
    ) -> tuple[Touched, Touched]:
        """A series in two, in one transaction: `second` as a resource that the server has not seen, and `text` as what
        stays of the first. The second stands before the first in the outbox, unless a request of the first is out.

        Raises Malformed as `create_local`, Refused(NO_SUCH_EVENT) for a locally deleted resource.
        """
        row = self._shown(resource)
        index = self._indexed(row.collection, text)
        other = self._indexed(second.collection, second.text)
        before = self._days(resource)
        with self._transaction() as connection:
            made = self._create(second.collection, second.href, second.text, other, second.intent)
            if second.meeting is not None:
                meetings.write_meeting(connection, second.meeting)
            connection.execute("DELETE FROM outbox WHERE resource = ? AND state IN ('waiting', 'blocked')", (resource,))
            self._edit(row, text, by_program=False, index=index)
            self._intend(row, intent, abandon=False, tombstone="")
        return self._touched(row, before), made

    def move_local(
        self,
        resource: ResourceId,
        collection: CollectionId,
        href: Href,
        text: str,
        *,
        intent: IntentPlan | None = None,
        abandon: bool = False,
        tombstone: str = "",
    ) -> tuple[Touched, Touched]:
        """The event, with new text, in another calendar: NEW there and deleted here, in one transaction.

        The rest as in `edit_local`. Gives what changed there, with the id it has there, and what changed here.
        """
        row = self._shown(resource)
        index = self._indexed(collection, text)
        before = self._days(resource)
        with self._transaction() as connection:
            made = self._create(collection, href, text, index, None, origin=row.base_text or row.origin)
            # Moved is kept: what was deleted elsewhere lives on there, and what was deleted here is wanted again.
            connection.execute(
                "UPDATE kept_copy SET decided = CASE theirs WHEN '' THEN 'mine' ELSE 'theirs' END"
                " WHERE resource = ? AND decided = '' AND '' IN (mine, theirs)",
                (row.id,),
            )
            connection.execute(
                "UPDATE kept_copy SET resource = ? WHERE resource = ? AND decided = ''", (made.resource, row.id)
            )
            self._hide(row)
            self._intend(replace(row, collection=collection), intent, abandon=abandon, tombstone=tombstone)
        return made, touched(row.collection, resource, before, before)

    def linked(
        self,
        resource: ResourceId,
        text: str,
        *,
        op_id: str,
        meeting: MeetingRow,
        body: str | None = None,
        leaves: str = "",
    ) -> Touched:
        """The text with the meeting link, the meeting row, and the intent LINKED, in one transaction (by program).

        `body` replaces that of the intent. `leaves`: the text goes to its server at once, under this precondition; that
        is noted too, as `Outbox.mark_sent` does. Without it nothing here waits for the disk: after a power cut the
        meeting is found at Zoom again, and whatever is sent from then on is durable with all before it.
        """
        row = self._shown(resource)
        index = self._indexed(row.collection, text)
        before = self._days(resource)
        with self._transaction(durable=bool(leaves)) as connection:
            if text != row.text:
                self._edit(row, text, by_program=True, index=index)
            if leaves:
                revision = row.revision + (text != row.text)
                outbox.write_sent(
                    connection, resource, body=text, precondition=leaves, revision=revision, at=self._now()
                )
            meetings.write_meeting(connection, meeting)
            connection.execute(
                "UPDATE intent SET state = 'linked', meeting_id = ?, join_url = ?, passcode = ?, why = '',"
                " next_at = NULL, attempts = 0, body = coalesce(?, body) WHERE op_id = ?",
                (meeting.meeting_id, meeting.join_url, meeting.passcode, body, op_id),
            )
        return self._touched(row, before)

    def delete_local(
        self, resource: ResourceId, *, intent: IntentPlan | None = None, abandon: bool = True, tombstone: str = ""
    ) -> Touched:
        """A resource the server never heard of vanishes; another becomes DELETED, revision + 1, with an outbox row.

        It can be brought back for a while. What was kept beside it waits for nobody any more.
        """
        row = self.resource(resource)
        before = self._days(resource)
        with self._transaction() as connection:
            if row.state is not State.DELETED:
                note_deleted(connection, [resource], self._now())
            connection.execute(
                "UPDATE kept_copy SET decided = 'deleted' WHERE resource = ? AND decided = ''", (resource,)
            )
            self._hide(row)
            self._intend(row, intent, abandon=abandon, tombstone=tombstone)
        return touched(row.collection, resource, before, before)

    def undelete_local(self, resource: ResourceId) -> Touched:
        """Take back `delete_local` while its row is there: the text shows again, and what was unsent is unsent."""
        row = self.resource(resource)
        if row.state is not State.DELETED:
            raise Refused(Why.NO_SUCH_EVENT)
        index, why = self._indexed_or_nothing(row.text, self._addresses(row.collection))
        waiting = self._row("SELECT state FROM outbox WHERE resource = ?", (resource,))
        state = State.CLEAN if row.base_text == row.text else State.CHANGED if row.base_text else State.NEW
        if state is State.CLEAN and waiting is not None and waiting[0] in ("sent", "unknown"):
            state = State.CHANGED  # the deletion may have happened: put it back
        with self._transaction() as connection:
            index_tables.replace(connection, [(resource, index)], self._window)
            self._change("resource", "id", resource, {"state": state, "revision": row.revision + 1, "why": why})
            if state is State.CLEAN:
                self._settled(resource)
                if row.etag == UNREAD:
                    self._change("collection", "id", row.collection, {"ctag": ASK})
            else:
                self._wait(resource, OutboxKind.PUT)
        return Touched(row.collection, resource, index.first, index.last)

    def _create(
        self,
        collection: CollectionId,
        href: Href,
        text: str,
        index: Indexed,
        intent: IntentPlan | None,
        *,
        origin: str = "",
    ) -> Touched:
        connection = self._connection
        deleted = self._row(
            "SELECT id FROM resource WHERE collection = ? AND uid = ? AND state = 'deleted' ORDER BY id LIMIT 1",
            (collection, index.uid),
        )
        if deleted is not None:
            return self._revive(self.resource(deleted[0]), text, index, intent)
        while self.resource_by_href(collection, href) is not None:  # another event has the name, perhaps the UID
            href = Href(f"{href.removesuffix('.ics')}-2.ics")
        made = connection.execute(
            "INSERT INTO resource (collection, href, uid, etag, state, revision) VALUES (?, ?, ?, '', 'new', 1)",
            (collection, href, index.uid),
        ).lastrowid
        resource = ResourceId(made or 0)
        connection.execute(
            "INSERT INTO resource_text (resource, text, base, origin) VALUES (?, ?, '', ?)", (resource, text, origin)
        )
        index_tables.replace(connection, [(resource, index)], self._window)
        self._wait(resource, OutboxKind.PUT)
        if intent is not None:
            meetings.write_intent(connection, index.uid, collection, intent, self._now())
        return Touched(collection, resource, index.first, index.last)

    def _revive(self, row: ResourceRow, text: str, index: Indexed, intent: IntentPlan | None) -> Touched:
        """The event is made again before the server took its deletion: it is an edit of what is there."""
        state = State.CHANGED if row.base_text else State.NEW
        self._put(
            row.id, index, text=text, base=row.base_text, state=state, revision=row.revision + 1, why="", program_only=0
        )
        self._wait(row.id, OutboxKind.PUT)
        if intent is not None:
            meetings.write_intent(self._connection, index.uid, row.collection, intent, self._now())
        return Touched(row.collection, row.id, index.first, index.last)

    def _shown(self, resource: ResourceId) -> ResourceRow:
        row = self.resource(resource)
        if row.state is State.DELETED:
            raise Refused(Why.NO_SUCH_EVENT)
        return row

    def _hide(self, row: ResourceRow) -> None:
        """Delete it here, inside a transaction: for good if the server never heard of it, else with an outbox row."""
        if self._never_left(row):
            self._forget_resources([row.id])
            if row.etag:  # another stands there under its name, which the server told of already
                self._change("collection", "id", row.collection, {"compared_at": 0})
        elif row.state is not State.DELETED:
            index_tables.hide(self._connection, row.id)
            self._change(
                "resource",
                "id",
                row.id,
                {"state": State.DELETED, "revision": row.revision + 1, "program_only": 0, "why": ""}
                | index_tables.days(NOTHING),
            )
            self._wait(row.id, OutboxKind.DELETE)

    def _edit(self, row: ResourceRow, text: str, *, by_program: bool, index: Indexed) -> None:
        if row.state is State.NEW and not row.origin:
            self._connection.execute(
                "UPDATE resource_text SET origin = ?2 WHERE resource = ?1"
                " AND EXISTS (SELECT 1 FROM imported WHERE resource = ?1)",
                (row.id, row.text),
            )
        self._put(
            row.id,
            index,
            text=text,
            base=row.base_text,
            state=State.NEW if row.state is State.NEW else State.CHANGED,
            revision=row.revision + 1,
            program_only=int(by_program and (row.program_only or not row.unsent)),
            why="",
        )
        if not by_program:  # whoever goes on with an event does not want it deleted any more
            self._connection.execute(
                "UPDATE kept_copy SET decided = 'theirs' WHERE resource = ? AND decided = '' AND mine = ''", (row.id,)
            )
        self._wait(row.id, OutboxKind.PUT)

    def _intend(self, row: ResourceRow, intent: IntentPlan | None, *, abandon: bool, tombstone: str) -> None:
        if abandon:
            meetings.abandon(self._connection, row.uid)
        if tombstone:
            meetings.write_tombstone(self._connection, row.uid, tombstone, self._now())
        if intent is not None:
            meetings.write_intent(self._connection, row.uid, row.collection, intent, self._now())

    def _never_left(self, row: ResourceRow) -> bool:
        """Whether no request about a new resource can have reached the server."""
        if row.state is not State.NEW:
            return False
        found = self._row(
            "SELECT 1 FROM outbox WHERE resource = ?1 AND state IN ('sent', 'unknown')"
            " UNION ALL SELECT 1 FROM sent_body WHERE resource = ?1",
            (row.id,),
        )
        return found is None
