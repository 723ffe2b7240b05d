"""Brings in what changed in one calendar: by token or by listing, stored in slices with a pause after each.

Keeps no token (that is `sync`, at the very end) and sends nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dainvo.dav.client import Client
from dainvo.dav.quirks import tells_deletions
from dainvo.dav.xml import NO_ETAG, Item
from dainvo.engine import clashes, wishes
from dainvo.engine.desk import Desk
from dainvo.engine.plan import (
    Held,
    Plan,
    batches,
    decide,
    decide_changes,
    is_doubtful,
    is_event,
    is_hopeless,
    is_round,
    listing_may_help,
    slices,
    smaller,
    too_many_deletions,
)
from dainvo.engine.values import Problem, Vanished
from dainvo.errors import DainvoError, Malformed, NeedsUser, Why
from dainvo.ical.event import ETag, Href, ResourceId, State, Uid
from dainvo.store.remote import Ahead
from dainvo.store.rows import UNREAD, CollectionRow, RemoteItem, Taken, Touched

log = logging.getLogger(__name__)

#: Pages of one truncated answer.
MOST_PAGES: Final = 1000
#: What came in is told at most this often, so that a long fetch does not keep the screen busy.
TELL_EVERY_S: Final = 0.25
#: Texts that are read in one go, about a millisecond.
PORTION: Final = 20
#: Texts that a fetch asks for one by one, where the server does not give them together.
MOST_SINGLE: Final = 200

_GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Told:
    """How an answer about changes ended. `doubtful`: only a listing can tell whether it was all. `round_length`: it was
    as long as answers are that were cut, so that the next sync is to look."""

    token: str
    doubtful: bool
    round_length: bool = False


@dataclass(slots=True)
class _Pages:
    """What one answer about changes told so far, over all of its pages."""

    local: dict[Href, Held]  # as it was before the answer: all, or what the answer has named so far
    whole: bool  # whether that is all
    seen: dict[Href, ETag] = field(default_factory=dict)
    gone: dict[Href, None] = field(default_factory=dict)
    later: list[Href] = field(default_factory=list)
    equal: int = 0
    on_page: int = 0


@dataclass(slots=True)
class Fetch:
    """One fetch of one calendar, with its counts. `unsent`: something here waits that the server has changed, too.
    `unread`: a text could not be had now."""

    desk: Desk
    client: Client
    collection: CollectionRow
    answer: Vanished | None
    with_meeting: frozenset[Uid]
    fetched: int = 0
    removed: int = 0
    unsent: bool = False
    unread: bool = False
    problems: list[Problem] = field(default_factory=list)
    _single: int = 0
    _taken: set[ResourceId] = field(default_factory=set)
    _touched: list[Touched] = field(default_factory=list)
    _told_at: float = 0.0

    async def changes(self, token: str, *, listed: str = "") -> Told:
        """Take what changed since `token` (with an empty one: everything); nothing is dropped on a doubtful answer.
        `listed` is the token that the server named a moment ago, if any.

        Raises TokenRefused, NeedsUser(MASS_DELETION), Malformed; what was stored before that stays.
        """
        held, new = self.desk.store.held(self.collection.id)
        pages = _Pages({}, whole=False) if token else _Pages(self._held(), whole=True)
        following = token
        for _ in range(MOST_PAGES):
            pages.later, pages.on_page = [], 0
            async with self.client.changes(self.collection.href, following) as incoming:
                async for items in incoming:
                    await self._take(self._sort(items, pages), pages.local)
            await self._read(pages.later, pages.local)
            if not incoming.truncated:
                break
            if incoming.token in ("", following):
                raise Malformed("a truncated answer does not tell how to go on")
            following = incoming.token
        else:
            raise Malformed(f"an answer of more than {MOST_PAGES} pages")
        local, seen, gone = pages.local, pages.seen, pages.gone
        plan = decide_changes(local, {}, gone) if token else decide(local, seen)
        doubtful = is_doubtful(
            token=token,
            other_state=incoming.token != listed if listed and incoming.token else None,
            told=pages.on_page,
            equal=pages.equal,
            gone=len(gone),
            drops=len(plan.drop) + len(plan.orphaned),
            held=held,
        )
        doubtful = doubtful or not tells_deletions(incoming.token)
        if not doubtful:
            await self._drop(plan, held - new, listing_empty=False)
            await self._read_again(seen)
        return Told(incoming.token, doubtful, is_round(pages.on_page))

    async def listing(self) -> None:
        """Compare every ETag, fetch what differs, drop what is gone (A05). Raises as `changes`."""
        held, new = self.desk.store.held(self.collection.id)
        local = self._held()
        remote = dict(await self.client.etags(self.collection.href))
        plan = decide(local, remote)
        await self._read(plan.fetch, local)
        await self._drop(plan, held - new, listing_empty=not remote)

    def doubled(self) -> list[Problem]:
        """Events that came in now with the UID of another one in this calendar: both are shown, and said once."""
        if not self._taken:
            return []
        found = self.desk.store.doubled(self.collection.id)
        return [
            Problem(Why.SAME_UID, collection=self.collection.name, resource=resource)
            for resource in found
            if resource in self._taken
        ]

    def tell(self, *, last: bool = False) -> None:
        """Publish what was stored since the last time."""
        now = asyncio.get_running_loop().time()
        if self._touched and (last or now - self._told_at >= TELL_EVERY_S):
            self.desk.publish_touched(self._touched, outbox=False)
            self._touched = []
            self._told_at = now

    def _held(self, *, among: Iterable[Href] | None = None, etag: ETag | None = None) -> dict[Href, Held]:
        rows = self.desk.store.etags(self.collection.id, among=among, etag=etag)
        return {href: Held(etag, state) for href, (_, etag, state) in rows.items()}

    def _sort(self, items: Sequence[Item], pages: _Pages) -> list[RemoteItem]:
        """Those of `items` whose text is here and new; the others go to `gone`, or to `later` to be asked for."""
        fresh: list[RemoteItem] = []
        if not pages.whole:  # of a large calendar few are named
            pages.local |= self._held(among={item.href for item in items} - pages.seen.keys() - pages.gone.keys())
        for item in items:
            pages.on_page += 1
            if item.status in _GONE:
                pages.gone[item.href] = None
                pages.seen.pop(item.href, None)
                continue
            pages.gone.pop(item.href, None)
            pages.seen[item.href] = item.etag
            held = pages.local.get(item.href)
            if held is not None and item.etag and held.etag == item.etag:
                pages.equal += 1
            elif item.data is not None:
                fresh.append(RemoteItem(item.href, item.etag, item.data))
            elif item.status == 413:
                self._give_up([item.href], NO_ETAG, Why.TOO_LARGE)
            else:
                pages.later.append(item.href)
        return fresh

    async def _read(self, hrefs: Iterable[Href], local: Mapping[Href, Held]) -> None:
        """The texts of `hrefs`, together; in parts, and at last one by one, where the server fails over some."""
        waiting: deque[Sequence[Href]] = deque(batches(hrefs))
        failures, worked = 0, False
        while waiting:
            batch = waiting.popleft()
            if is_hopeless(failures, worked=worked):
                await self._read_singly(batch, local)
                continue
            try:
                items = await self.client.multiget(self.collection.href, batch)
            except DainvoError as error:
                if not listing_may_help(error):
                    raise
                failures += 1
                parts = smaller(batch)
                waiting.extendleft(reversed(parts))
                if not parts:
                    await self._read_singly(batch, local)
                continue
            worked = True
            await self._take([RemoteItem(i.href, i.etag, i.data) for i in items if i.data is not None], local)
            self._give_up([item.href for item in items if item.status == 413], NO_ETAG, Why.TOO_LARGE)
            missing = [i.href for i in items if i.data is None and i.status not in _GONE | {413}]
            if len(missing) < len(batch) and any(item.status == 507 for item in items):
                waiting.appendleft(missing)  # the server had given as much as it gives at once
            else:
                await self._read_singly(missing, local)

    async def _read_singly(self, hrefs: Sequence[Href], local: Mapping[Href, Held]) -> None:
        """GET each; what cannot be had even so is noted, and asked for again with the next sync."""
        for href in hrefs:
            self._single += 1
            if self._single > MOST_SINGLE:
                self._give_up([href], UNREAD, Why.SERVER_ERROR)
                continue
            try:
                etag, text = await self.client.get(href)
            except DainvoError as error:
                if error.why is Why.GONE:
                    continue
                if not listing_may_help(error):
                    raise
                self._give_up([href], UNREAD, error.why)
            else:
                await self._take([RemoteItem(href, etag, text)], local)

    async def _read_again(self, seen: Mapping[Href, ETag]) -> None:
        """Texts that could not be had at an earlier sync."""
        unread = self._held(etag=UNREAD)
        await self._read([href for href in unread if href not in seen], unread)

    def _give_up(self, hrefs: Sequence[Href], etag: ETag, why: Why) -> None:
        """Keep a place for what cannot be had, and say so. Under UNREAD it is asked for again with the next sync;
        without an etag (what is too large) not before it changes. Either way a write reads first."""
        if not hrefs:
            return
        self.unread = self.unread or etag == UNREAD
        self._note(self.desk.store.take_unread(self.collection.id, dict.fromkeys(hrefs, etag)))
        self.problems += [Problem(why, collection=self.collection.name) for _ in hrefs]

    async def _take(self, items: Sequence[RemoteItem], local: Mapping[Href, Held]) -> None:
        """Store events, and what nobody can read; tasks and journals that share the calendar are not ours."""
        kinds = [(item, is_event(item.text)) for item in items]
        for part in slices([item for item, event in kinds if event is not False]):
            ahead: list[Ahead] = []
            for one in self.desk.store.read_ahead(self.collection.id, part):
                ahead.append(one)
                if len(ahead) % PORTION == 0:
                    await self.desk.give_way()
            taken = self.desk.store.take_remote(self.collection.id, part, ahead)
            self.fetched += len(taken.touched)
            self._note(taken)
            self._returned(taken, part)
            self._taken.update(touched.resource for touched in taken.touched)
            for touched in taken.touched if self.with_meeting else ():
                self._level(touched)
            await self.desk.give_way()
        others = [item.href for item, event in kinds if event is False and item.href in local]
        if others:
            self._note(self.desk.store.drop_remote(self.collection.id, others))

    def _returned(self, taken: Taken, items: Sequence[RemoteItem]) -> None:
        """What was deleted on the server, is asked about here, and stands there again."""
        by_href = {item.href: item for item in items}
        for resource, href in taken.unsent:
            row = self.desk.store.resource(resource)
            if row.why_blocked == Why.GONE:
                item = by_href[href]
                clashes.settle(self.desk, row, item.etag, item.text, self.problems)

    async def _drop(self, plan: Plan, held: int, *, listing_empty: bool) -> None:
        """Remove what is gone on the server, unless that is so much of what was `held` of it that the user is asked
        first (decision 20)."""
        drops = [*plan.drop, *plan.orphaned]
        if self.answer is None and too_many_deletions(held, len(drops), listing_empty=listing_empty):
            self.tell(last=True)
            raise NeedsUser(Why.MASS_DELETION, about={"calendar": self.collection.name, "count": str(len(drops))})
        if self.answer == "put_back":
            drops = await self._put_back(drops)
        for part in slices(drops):
            taken = self.desk.store.drop_remote(self.collection.id, part)
            self.removed += len(taken.touched)
            self._note(taken)
            for resource, _ in taken.unsent:
                clashes.settle_vanished(self.desk, self.desk.store.resource(resource))
            await self.desk.give_way()

    async def _put_back(self, hrefs: Sequence[Href]) -> list[Href]:
        """Have what the server lost written to it again; comes back with what was deleted here anyway."""
        store, deleted = self.desk.store, []
        for href in hrefs:
            row = store.resource_by_href(self.collection.id, href)
            if row is None:
                continue
            if row.state is State.DELETED or not row.uid:
                deleted.append(href)
                continue
            self._touched.append(store.renew(row.id, href=href, text=row.text))
            self.unsent = True
            self.tell()
            await asyncio.sleep(0)
        return deleted

    def _note(self, taken: Taken) -> None:
        self._touched += taken.touched
        self.unsent = self.unsent or bool(taken.unsent)
        self.tell()

    def _level(self, touched: Touched) -> None:
        """An event with a meeting was changed elsewhere: compare the meeting with it."""
        uid = self.desk.store.resource(touched.resource).uid
        if uid in self.with_meeting and wishes.plan_level(self.desk, touched.resource):
            self.desk.wake_meeting(uid)
