"""Writes about the outbox: what was changed here and is not confirmed by a server.

Does not send, and knows no back-off: it keeps order, attempts and the next try.
"""

from __future__ import annotations

from datetime import datetime

from dainvo.ical.event import AccountId, ResourceId
from dainvo.store.rows import OutboxRow


class Outbox:
    """Part of Store."""

    def outbox(self, account: AccountId | None = None) -> list[OutboxRow]:
        """Every row, in order, of one account or of all; also those not yet due, held or blocked."""
        raise NotImplementedError

    def outbox_of(self, resource: ResourceId) -> OutboxRow | None:
        raise NotImplementedError

    def mark_sent(self, op: int, *, body: str, precondition: str, revision: int, at: datetime) -> None:
        """Written before the request leaves: state SENT with what it carries, attempts + 1, body among the sent."""
        raise NotImplementedError

    def mark_unknown(self, op: int, *, why: str, next_at: datetime | None) -> None:
        """The request left and its outcome is not known."""
        raise NotImplementedError

    def postpone(self, op: int, *, why: str, next_at: datetime | None) -> None:
        """Nothing happened at the server: state WAITING. An attempt that did not pass `mark_sent` counts as one."""
        raise NotImplementedError

    def hurry(self, account: AccountId | None = None) -> None:
        """Make waiting and unknown rows due now ("Try now", network up)."""
        raise NotImplementedError

    def sent_bodies(self, resource: ResourceId) -> list[str]:
        """Bodies that left for this resource and whose outcome was never seen, newest first: an equal remote text
        is our own write."""
        raise NotImplementedError
