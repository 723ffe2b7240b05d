"""Writes about online meetings: meeting rows, intents, tombstones, and the copies kept in a conflict.

Does not call Zoom and does not drive the saga; each step is one transaction here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dainvo.ical.event import AccountId, CollectionId, ResourceId, Uid
from dainvo.store.rows import IntentKind, IntentPlan, IntentRow, IntentState, KeptRow, MeetingRow


class Meetings:
    """Part of Store."""

    def meeting(self, uid: Uid, collection: CollectionId | None = None) -> MeetingRow | None:
        """The meeting of an event: that of this calendar first, else of another (the mapping follows the UID)."""
        raise NotImplementedError

    def meetings(self, account: AccountId | None = None) -> list[MeetingRow]:
        raise NotImplementedError

    def meetings_by_id(self, meeting_id: str) -> list[MeetingRow]:
        """Rows of every event that uses this meeting, for the guard and the reference count."""
        raise NotImplementedError

    def uids_with_meeting(self, meeting_id: str) -> list[Uid]:
        """Events in the copy whose X-DAINVO-ZOOM-ID or meeting row names this meeting; deleted ones left out."""
        raise NotImplementedError

    def put_meeting(self, meeting: MeetingRow) -> None:
        """Insert or replace by (collection, uid)."""
        raise NotImplementedError

    def drop_meeting(self, uid: Uid, collection: CollectionId | None) -> None:
        raise NotImplementedError

    def intents(
        self,
        *,
        uid: Uid | None = None,
        account: AccountId | None = None,
        states: Sequence[IntentState] | None = None,
        kind: IntentKind | None = None,
    ) -> list[IntentRow]:
        """Intents in the order they were planned; without `states` all but DONE."""
        raise NotImplementedError

    def intent(self, op_id: str) -> IntentRow | None:
        raise NotImplementedError

    def put_intent(self, uid: Uid, collection: CollectionId | None, plan: IntentPlan) -> None:
        """Plan an intent without an edit (a level check, a removal). State PLANNED."""
        raise NotImplementedError

    def set_intent(
        self,
        op_id: str,
        *,
        state: IntentState | None = None,
        body: str | None = None,
        holds: bool | None = None,
        unsure: bool | None = None,
        meeting_id: str | None = None,
        join_url: str | None = None,
        passcode: str | None = None,
        account: AccountId | None = None,
        sent_at: datetime | None = None,
        server_date: datetime | None = None,
        attempts: int | None = None,
        why: str | None = None,
        next_at: datetime | None = None,
    ) -> None:
        """Change what is given. `sent_at` sets the last and, once, the first time of sending.

        `why` and `next_at` go together: giving `why` (also "") replaces both.
        """
        raise NotImplementedError

    def close_intent(self, op_id: str, *, drop_meeting: bool = False) -> None:
        """State DONE; with `drop_meeting` the event's meeting row goes in the same transaction."""
        raise NotImplementedError

    def tombstone(self, uid: Uid, meeting_id: str) -> None:
        """Note that this meeting was taken off this event."""
        raise NotImplementedError

    def tombstones(self, uid: Uid) -> list[str]:
        """Meeting ids taken off, newest first."""
        raise NotImplementedError

    def kept(self, resource: ResourceId | None = None) -> list[KeptRow]:
        """Open conflicts, oldest first."""
        raise NotImplementedError

    def kept_copy(self, kept: int) -> KeptRow | None:
        raise NotImplementedError

    def close_kept(self, kept: int, decided: str) -> None:
        """The user decided: "theirs", "mine" or "both"."""
        raise NotImplementedError
