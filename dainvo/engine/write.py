"""What one write of one resource has met so far, and what has to be asked before an absence is believed.

Decides no conflict and sends no write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dainvo.dav.client import Client
from dainvo.engine import schedule
from dainvo.engine.desk import Desk
from dainvo.engine.plan import conditions, is_strong
from dainvo.errors import Refused, TryLater, Why
from dainvo.ical.event import ETag
from dainvo.store.rows import OutboxState, ResourceRow

#: Writes of one resource in one push that meet "changed meanwhile", before it waits for the next sync.
ROUNDS: Final = 3


@dataclass(slots=True)
class Write:
    """`read` tells that the version on the server was read a moment ago and is the one we know; `refused` holds what
    If-Match said in vain meanwhile. `exists`: a new event was refused as if it were there; `renamed` counts other
    names it was given."""

    tries: int = 0
    read: bool = False
    exists: bool = False
    renamed: int = 0
    refused: list[ETag] = field(default_factory=list)

    def condition(self, etag: ETag) -> ETag | None:
        """What If-Match says now over the version `etag`; None: read it first."""
        ways = conditions(etag, read=self.read)
        left = [way for way in ways if way not in self.refused]
        if ways and not left:
            raise Refused(Why.REJECTED, detail="the server takes no If-Match, so nothing can be written safely")
        return left[0] if left else None

    def again(self) -> None:
        """One more request that writes. Raises TryLater after a few in vain."""
        self.tries += 1
        if self.tries > ROUNDS:
            raise TryLater(Why.SERVER_ERROR, detail="the resource keeps changing under the write")

    def missed(self, way: ETag | None, etag: ETag) -> None:
        """412. A strong etag that does not match has changed; any other condition may just not be understood."""
        self.read = False
        self.exists = way is None
        if way is not None and not is_strong(etag):
            self.refused.append(way)


async def still_there(desk: Desk, client: Client, resource: ResourceRow) -> None:
    """Raises TryLater if it is the whole calendar that is gone: then nothing is known about what was in it."""
    collection = desk.store.collection(resource.collection)
    if not await client.is_there(collection.href):
        raise TryLater(Why.NO_SUCH_CALENDAR, detail="the calendar is not on the server")


def precondition(desk: Desk, resource: ResourceRow) -> str:
    """What a write of this resource that leaves now is noted with; empty if it has to wait for the account's push."""
    row = desk.store.outbox_of(resource.id)
    free = row is None or (row.state is OutboxState.WAITING and not schedule.waits(desk.now(), row.next_at))
    if not free:
        return ""
    return (Write().condition(resource.etag) or "") if resource.base_text else "*"
