"""Brings in what changed in one calendar: by token or by listing, stored in slices with a pause after each.

Keeps no token (that is `sync`, at the very end) and sends nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dainvo.dav.client import Client
from dainvo.dav.xml import Item
from dainvo.engine import outbox, wishes
from dainvo.engine.desk import Desk
from dainvo.engine.plan import Held, Plan, batches, decide, decide_changes, slices, too_many_deletions
from dainvo.engine.values import Problem
from dainvo.errors import Malformed, NeedsUser, Why
from dainvo.ical.event import ETag, Href, State, Uid
from dainvo.store.rows import CollectionRow, RemoteItem, Taken, Touched

#: Pages of one truncated answer (reliability §2.13).
MOST_PAGES: Final = 1000
#: What came in is told at most this often, so that a long fetch does not keep the screen busy.
TELL_EVERY_S: Final = 0.25

_GONE: Final = frozenset({404, 410})


@dataclass(slots=True)
class Fetch:
    """One fetch of one calendar, with its counts. `unsent`: something here waits that the server has changed, too."""

    desk: Desk
    client: Client
    collection: CollectionRow
    delete_all: bool
    with_meeting: frozenset[Uid]
    fetched: int = 0
    removed: int = 0
    unsent: bool = False
    problems: list[Problem] = field(default_factory=list)
    _touched: list[Touched] = field(default_factory=list)
    _told_at: float = 0.0

    async def changes(self, token: str) -> str:
        """Take what changed since `token` (with an empty one: everything) and come back with the new token.

        Raises TokenRefused, NeedsUser(MASS_DELETION), Malformed; what was stored before that stays.
        """
        local = self._held()
        seen: dict[Href, ETag] = {}
        gone: dict[Href, None] = {}
        following = token
        for _ in range(MOST_PAGES):
            later: list[Href] = []
            async with self.client.changes(self.collection.href, following) as incoming:
                async for items in incoming:
                    await self._take(self._sort(items, local, seen, gone, later))
            await self._multiget(later)
            if not incoming.truncated:
                break
            if incoming.token in ("", following):
                raise Malformed("a truncated answer does not tell how to go on")
            following = incoming.token
        else:
            raise Malformed(f"an answer of more than {MOST_PAGES} pages")
        plan = decide_changes(local, {}, gone) if token else decide(local, seen)
        await self._drop(plan, local, listing_empty=not token and not seen)
        return incoming.token

    async def listing(self) -> None:
        """Compare every ETag, fetch what differs, drop what is gone (A05). Raises as `changes`."""
        local = self._held()
        remote = dict(await self.client.etags(self.collection.href))
        plan = decide(local, remote)
        await self._multiget(plan.fetch)
        await self._drop(plan, local, listing_empty=not remote)

    def tell(self, *, last: bool = False) -> None:
        """Publish what was stored since the last time."""
        now = asyncio.get_running_loop().time()
        if self._touched and (last or now - self._told_at >= TELL_EVERY_S):
            self.desk.publish_touched(self._touched, outbox=False)
            self._touched = []
            self._told_at = now

    def _held(self) -> dict[Href, Held]:
        rows = self.desk.store.etags(self.collection.id)
        return {href: Held(etag, state) for href, (_, etag, state) in rows.items()}

    def _sort(
        self,
        items: Sequence[Item],
        local: Mapping[Href, Held],
        seen: dict[Href, ETag],
        gone: dict[Href, None],
        later: list[Href],
    ) -> list[RemoteItem]:
        """Those of `items` whose text is here and new; the others go to `gone`, or to `later` for a multiget."""
        fresh: list[RemoteItem] = []
        for item in items:
            if item.status in _GONE:
                gone[item.href] = None
                seen.pop(item.href, None)
                continue
            gone.pop(item.href, None)
            seen[item.href] = item.etag
            held = local.get(item.href)
            if held is not None and item.etag and held.etag == item.etag:
                continue
            if item.data is not None:
                fresh.append(RemoteItem(item.href, item.etag, item.data))
            elif item.status == 200:
                later.append(item.href)
            else:
                self._skip(item)
        return fresh

    async def _multiget(self, hrefs: Sequence[Href]) -> None:
        for batch in batches(hrefs):
            fresh: list[RemoteItem] = []
            for item in await self.client.multiget(self.collection.href, batch):
                if item.data is not None:
                    fresh.append(RemoteItem(item.href, item.etag, item.data))
                elif item.status not in _GONE:
                    self._skip(item)
            await self._take(fresh)

    async def _take(self, items: Sequence[RemoteItem]) -> None:
        """Store events; tasks and journals that share the calendar are not ours."""
        events = [item for item in items if "BEGIN:VEVENT" in item.text]
        for part in slices(events):
            taken = self.desk.store.take_remote(self.collection.id, part)
            self.fetched += len(taken.touched)
            self._note(taken)
            for touched in taken.touched if self.with_meeting else ():
                self._level(touched)
            await asyncio.sleep(0)

    async def _drop(self, plan: Plan, local: Mapping[Href, Held], *, listing_empty: bool) -> None:
        """Remove what is gone on the server, unless that is so much that the user is asked first (decision 20)."""
        held = sum(1 for one in local.values() if one.state is not State.NEW)
        drops = [*plan.drop, *plan.orphaned]
        if not self.delete_all and too_many_deletions(held, len(drops), listing_empty=listing_empty):
            self.tell(last=True)
            raise NeedsUser(Why.MASS_DELETION, about={"calendar": self.collection.name, "count": str(len(drops))})
        for part in slices(drops):
            taken = self.desk.store.drop_remote(self.collection.id, part)
            self.removed += len(taken.touched)
            self._note(taken)
            for resource, _ in taken.unsent:
                outbox.settle_vanished(self.desk, self.desk.store.resource(resource))
            await asyncio.sleep(0)

    def _note(self, taken: Taken) -> None:
        self._touched += taken.touched
        self.unsent = self.unsent or bool(taken.unsent)
        self.tell()

    def _level(self, touched: Touched) -> None:
        """An event with a meeting was changed elsewhere: compare the meeting with it (reliability §2.6)."""
        uid = self.desk.store.resource(touched.resource).uid
        if uid in self.with_meeting and wishes.plan_level(self.desk, touched.resource):
            self.desk.wake_meeting(uid)

    def _skip(self, item: Item) -> None:
        self.problems.append(
            Problem(Why.TOO_LARGE if item.status == 413 else Why.NOT_UNDERSTOOD, collection=self.collection.name)
        )
