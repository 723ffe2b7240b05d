"""Writes about calendar object resources and the index of their occurrences.

Does not parse a whole object: it stores the text and keeps what the scanner and the expansion give.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dainvo.errors import Why
from dainvo.ical.event import CollectionId, ETag, Href, ResourceId, State, Uid
from dainvo.store.rows import IntentPlan, MeetingRow, RemoteItem, ResourceRow, Taken, Touched


class Resources:
    """Part of Store."""

    # reading

    def resource(self, resource: ResourceId) -> ResourceRow:
        raise NotImplementedError

    def resource_by_href(self, collection: CollectionId, href: Href) -> ResourceRow | None:
        raise NotImplementedError

    def resource_by_uid(self, uid: Uid, collection: CollectionId | None = None) -> list[ResourceRow]:
        """All that carry the UID, locally deleted ones too."""
        raise NotImplementedError

    def resources(self, collection: CollectionId) -> list[ResourceRow]:
        """Every resource that is not locally deleted, in the order they came; for an export."""
        raise NotImplementedError

    def etags(self, collection: CollectionId) -> dict[Href, tuple[ResourceId, ETag, State]]:
        """What the copy knows of each href, for a comparison with a listing."""
        raise NotImplementedError

    # the user's writes: on disk for good when they return

    def create_local(
        self, collection: CollectionId, href: Href, text: str, *, intent: IntentPlan | None = None
    ) -> Touched:
        """A resource that the server has not seen: state NEW, an outbox row, and the intent.

        Raises Malformed(UNREADABLE) if the text has no event.
        """
        raise NotImplementedError

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
        ABANDONED. `tombstone` notes a meeting id taken off. Lifts a block. Raises Malformed(UNREADABLE) as
        `create_local`, Refused(NO_SUCH_EVENT) for a locally deleted resource.
        """
        raise NotImplementedError

    def delete_local(
        self, resource: ResourceId, *, intent: IntentPlan | None = None, abandon: bool = True, tombstone: str = ""
    ) -> Touched:
        """A resource the server never heard of vanishes; another becomes DELETED with an outbox row."""
        raise NotImplementedError

    def undelete_local(self, resource: ResourceId) -> Touched:
        """Take back `delete_local` while its row is there: the text shows again, and what was unsent is unsent."""
        raise NotImplementedError

    def linked(self, resource: ResourceId, text: str, *, op_id: str, meeting: MeetingRow) -> Touched:
        """The text with the meeting link, the meeting row, and the intent LINKED, in one transaction (by program)."""
        raise NotImplementedError

    # what the server gave

    def take_remote(self, collection: CollectionId, items: Sequence[RemoteItem]) -> Taken:
        """Store a slice of ≤ 50 items as the server's text and etag, with their index, in one transaction.

        Resources with unsent changes are left alone and come back in `unsent`. A text without a readable event is
        kept and blocked as UNREADABLE.
        """
        raise NotImplementedError

    def drop_remote(self, collection: CollectionId, hrefs: Sequence[Href]) -> Taken:
        """Resources that are gone on the server. Those with unsent edits come back in `unsent`, left alone;
        a locally deleted one is gone for good."""
        raise NotImplementedError

    def accepted(self, resource: ResourceId, revision: int, etag: ETag, text: str) -> Touched:
        """The server took what was sent with `revision` and now holds `text`: clean, if still that revision.

        If edited meanwhile, `text` and `etag` become the base and the edit stays in the outbox.
        """
        raise NotImplementedError

    def removed(self, resource: ResourceId) -> Touched:
        """The server took the deletion (or had none left): the row and its outbox row go."""
        raise NotImplementedError

    def take_theirs(self, resource: ResourceId, etag: ETag, text: str) -> Touched:
        """The server's text stands, whatever was unsent (an edit, or a deletion) is given up."""
        raise NotImplementedError

    def rebase(self, resource: ResourceId, *, text: str, base_text: str, etag: ETag) -> Touched:
        """A merge: `text` is to be sent, on top of the server's `base_text` with `etag`. Revision + 1."""
        raise NotImplementedError

    def renew(self, resource: ResourceId, *, href: Href, text: str) -> Touched:
        """Make it a resource the server has never seen, at a new href (the old one was deleted elsewhere)."""
        raise NotImplementedError

    def kept_both(self, resource: ResourceId, *, mine: str, theirs: str | None, etag: ETag) -> Touched:
        """A conflict: the server's text is shown and clean, mine waits in the kept copies.

        `theirs` None: it was deleted on the server; mine stays shown, blocked as GONE, until the user decides.
        """
        raise NotImplementedError

    def block(self, resource: ResourceId, why: Why) -> Touched:
        """Mark it as refused: the outbox row is BLOCKED, the text stays."""
        raise NotImplementedError

    def unblock(self, resource: ResourceId) -> Touched:
        """Lift the mark: the outbox row is WAITING again, with no attempts counted."""
        raise NotImplementedError

    # the index

    @property
    def window(self) -> tuple[date, date]:
        """First and last day for which recurring events are, or are to be, in the index."""
        raise NotImplementedError

    def extend_window(self, first: date, last: date, budget: int = 200) -> bool:
        """Index recurring resources for `first`..`last` too, at most `budget` of them now; True when none is left.

        The window never shrinks; a slice lost to a crash is done by the next call.
        """
        raise NotImplementedError
