"""The CalDAV requests of one account at one server: list, changes, multiget, get, put, delete, make a calendar.

Decides nothing and stores nothing: each call is one request (or a documented fallback), each failure one of the five.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from dainvo.dav import xml
from dainvo.dav.answers import TokenRefused, failure, may_take_less, refusal, refuses_token
from dainvo.dav.collection import DESCRIBED, STATES, CollectionInfo, collection_info, with_state
from dainvo.dav.uids import uid_query
from dainvo.dav.xml import Item, Multistatus, MultistatusStream, etag_of, is_below, normal, parse_multistatus
from dainvo.errors import Malformed, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href
from dainvo.ical.lines import decoded
from dainvo.web import Answer, Auth, Streamed, Web, origin

log = logging.getLogger(__name__)

XML = "application/xml; charset=utf-8"
LISTING_S = 300.0
#: A server may compute a long listing for that long before its first byte.
THINKING_S = 120.0
ANSWER_BYTES = 64 * 1024 * 1024
LISTING_BYTES = 512 * 1024 * 1024
SLICE = 400


class Incoming:
    """Items as they arrive, in lists of at most SLICE; afterwards `token` and `truncated` tell how to go on.

    `inline` tells whether texts were asked for: if not, or where `Item.data` is None, they come by multiget.
    An item with status 404 is gone from the collection.
    """

    def __init__(self, collection: Href, streamed: Streamed, inline: bool) -> None:
        self.token = ""
        self.truncated = False
        self.inline = inline
        # A redirect within the origin changes what the hrefs are below of.
        self._collection = normal(streamed.url, streamed.url) or collection
        self._streamed = streamed

    async def __aiter__(self) -> AsyncIterator[list[Item]]:
        """Raises Malformed if the answer is broken off or no multistatus: nothing after it may be believed."""
        reader = MultistatusStream(self._streamed.url)
        waiting: list[Item] = []
        try:
            async for chunk in self._streamed.chunks(LISTING_BYTES):
                waiting += self._inside(reader.feed(chunk))
                while len(waiting) >= SLICE:
                    yield waiting[:SLICE]
                    waiting = waiting[SLICE:]
        except (TryLater, Malformed):
            if waiting:
                yield waiting  # what came before is whole, and need not come again
            raise
        waiting += self._inside(reader.close())
        self.token, self.truncated = reader.token, reader.truncated
        if reader.foreign:
            log.warning("%d hrefs outside of the server's origin were left out", reader.foreign)
        while waiting:
            yield waiting[:SLICE]
            waiting = waiting[SLICE:]

    def _inside(self, items: Iterable[Item]) -> list[Item]:
        inside = []
        for item in items:
            if is_below(self._collection, item.href) and not item.href.endswith("/"):
                inside.append(item)
            elif item.href == self._collection and item.status in (403, 404, 410):
                # Xandikos 0.4 says 207 about a collection that is not there: an empty listing would empty the copy.
                raise refusal(item.status, self._streamed.url)
        return inside


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a home set: calendars for events, and the names of calendars that hold none (tasks, journals)."""

    collections: tuple[CollectionInfo, ...]
    skipped: tuple[str, ...] = ()
    schedules: bool = False


class Client:
    """One account at one server. `base_url` is any address there; hrefs are paths at its origin."""

    def __init__(self, web: Web, base_url: str, auth: Auth | None) -> None:
        self._web = web
        self._origin = origin(base_url)
        self.auth = auth
        self._schedules: bool | None = None
        #: Of each home set the calendars, and everything that was in it, as listed last.
        self._listed: dict[Href, tuple[tuple[CollectionInfo, ...], frozenset[Href]]] = {}

    def url(self, href: str) -> str:
        """The address of a path at this server."""
        return self._origin + href

    async def collections(self, home_set: Href, *, states: bool = True) -> list[CollectionInfo]:
        """The calendars for events in `home_set`, with name, colour and rights, and where `states` are wanted with ctag
        and sync-token: one PROPFIND."""
        return list((await self.listing(home_set, states=states)).collections)

    async def listing(self, home_set: Href, *, states: bool = True) -> Listing:
        """Like `collections`, with what was left out."""
        wanted = (*DESCRIBED, *STATES) if states else DESCRIBED
        async with self._stream("PROPFIND", home_set, xml.propfind(*wanted), "1") as streamed:
            answer = await streamed.answer(ANSWER_BYTES)
        multistatus = _multistatus(answer)
        items = multistatus.items
        if not items or multistatus.truncated:
            # The home set itself belongs into the answer: calendars must not seem gone for a broken listing.
            raise Malformed("a listing of calendars that is not whole")
        for item in items:
            if item.href == home_set and item.status in (403, 404, 410):
                raise refusal(item.status, answer.url)
        schedules = await self._server_schedules(home_set, answer)
        infos = [info for item in items if (info := collection_info(item, schedules=schedules)) is not None]
        ours = tuple(info for info in infos if info.holds_events)
        self._listed[home_set] = (ours, frozenset(item.href for item in items))
        return Listing(ours, tuple(info.name for info in infos if not info.holds_events), schedules)

    async def states(self, home_set: Href) -> list[CollectionInfo] | None:
        """The calendars as they were listed last, with their present ctag and sync-token: a question and an answer of
        a third of the length. None if they have to be listed: they never were, or other things are there by now."""
        if home_set not in self._listed:
            return None
        infos, hrefs = self._listed[home_set]
        async with self._stream("PROPFIND", home_set, xml.propfind(*STATES), "1") as streamed:
            multistatus = _multistatus(await streamed.answer(ANSWER_BYTES))
        found = {item.href: item for item in multistatus.items if item.status == 200}
        if multistatus.truncated or found.keys() != hrefs:
            return None
        return [with_state(info, found[key]) for info in infos if (key := _key(info.href, hrefs))]

    @asynccontextmanager
    async def changes(self, collection: Href, token: str, *, inline: bool = True) -> AsyncIterator[Incoming]:
        """What changed since `token`; with an empty token everything (RFC 6578). First `async with`, then `async for`.

        Asks for the texts in the same answer, and once more without if the server refuses that (Radicale 3.9: 400
        above 10,000 VEVENTs). Raises TokenRefused when only a full compare helps: the token is too old, or the
        server knows no sync-collection.
        """
        if inline:
            async with self._stream("REPORT", collection, xml.sync_collection(token, inline=True), "0") as streamed:
                if streamed.status == 207:
                    yield Incoming(collection, streamed, inline=True)
                    return
                answer = await streamed.answer()
            if xml.precondition(answer.body) == "valid-sync-token":
                raise TokenRefused(answer)
            if not may_take_less(answer):
                raise failure(answer)
        async with self._stream("REPORT", collection, xml.sync_collection(token, inline=False), "0") as streamed:
            if streamed.status == 207:
                yield Incoming(collection, streamed, inline=False)
                return
            answer = await streamed.answer()
        raise TokenRefused(answer) if refuses_token(answer) else failure(answer)

    async def etags(self, collection: Href) -> list[tuple[Href, ETag]]:
        """Every resource in `collection` with its etag, by PROPFIND, for servers without sync-collection.

        Raises Refused(GONE) if the collection is not there; an empty list means that it is empty.
        """
        found: list[tuple[Href, ETag]] = []
        body = xml.propfind("D:getetag", "D:resourcetype", "D:getcontenttype")
        async with self._stream("PROPFIND", collection, body, "1") as streamed:
            if streamed.status != 207:
                raise failure(await streamed.answer())
            async for items in Incoming(collection, streamed, inline=False):
                found += [(item.href, item.etag) for item in items if item.status == 200 and _may_hold_events(item)]
        return found

    async def multiget(self, collection: Href, hrefs: Iterable[Href]) -> list[Item]:
        """Etag and text of each of `hrefs`, in that order, one request; what is not there has status 404."""
        wanted = list(hrefs)
        async with self._stream("REPORT", collection, xml.multiget(wanted), "1") as streamed:
            multistatus = _multistatus(await streamed.answer(ANSWER_BYTES))
        # Some servers say nothing about what is not there, and some have the properties, not the resource, not found.
        silent = 507 if multistatus.truncated else 404
        told = (item for item in multistatus.items if item.data is not None or item.etag or item.status != 200)
        found = {item.href: item for item in told}
        return [found.get(href) or Item(href, silent) for href in wanted]

    async def with_uid(self, collection: Href, uid: str) -> list[Href]:
        """Objects in `collection` whose UID has `uid` in it; whoever asks reads them before believing it."""
        async with self._stream("REPORT", collection, uid_query(uid), "1") as streamed:
            items = _multistatus(await streamed.answer(ANSWER_BYTES)).items
        return [item.href for item in items if item.status == 200 and is_below(collection, item.href)]

    async def get(self, href: Href) -> tuple[ETag, str]:
        """Etag (empty if the server gives none) and text. Raises Refused(GONE) if it is not there,
        Malformed if what comes is no calendar object from beginning to end."""
        answer = await self._one("GET", href)
        if answer.status != 200:
            raise failure(answer)
        text = decoded(answer.body)
        if "BEGIN:VCALENDAR" not in text[:1024].upper():
            raise Malformed("the answer is no calendar object")
        if not text.rstrip()[-32:].upper().endswith("END:VCALENDAR"):
            # An answer that was cut says 200 all the same; a multistatus would not parse.
            raise Malformed("the calendar object is not whole")
        return etag_of(answer.headers.get("etag", "")), text

    async def put(self, href: Href, text: str, *, etag: ETag | None) -> ETag | None:
        """Write `text` over the version `etag`, or as a new resource if that is None; never over anything else (A07).

        Comes back with the new etag, or None if the server gave no strong one. The server may store other bytes than
        it was given even so (Radicale 3.9, Xandikos 0.4 do): read it again. Raises Conflict if the resource changed,
        or exists already.
        """
        headers = {"Content-Type": "text/calendar; charset=utf-8", **_condition(etag)}
        answer = await self._one("PUT", href, content=text.encode(), headers=headers)
        if answer.status not in (200, 201, 204) or _is_page(answer):
            raise failure(answer)
        given = answer.headers.get("etag", "")
        return ETag(given) if given and not given.startswith("W/") else None

    async def delete(self, href: Href, etag: ETag) -> bool:
        """Delete the version `etag`; False if nothing was there. Raises Conflict if the resource changed."""
        answer = await self._one("DELETE", href, headers=_condition(etag))
        if answer.status in (404, 410):
            return False
        if answer.status not in (200, 202, 204) or _is_page(answer):
            raise failure(answer)
        return True

    async def is_there(self, collection: Href) -> bool:
        """Whether the server shows `collection` to us: 404 of what is in it may mean that all of it is gone."""
        async with self._stream("PROPFIND", collection, xml.propfind("D:resourcetype"), "0") as streamed:
            answer = await streamed.answer(ANSWER_BYTES)
        if answer.status in (403, 404, 410):
            return False
        return any(item.status < 300 for item in _multistatus(answer).items)

    async def properties(self, href: Href, *names: str) -> list[Item]:
        """The properties `names` of what is at `href`, as `xml.propfind` writes them."""
        async with self._stream("PROPFIND", href, xml.propfind(*names), "0") as streamed:
            return list(_multistatus(await streamed.answer(ANSWER_BYTES)).items)

    async def set_properties(
        self, collection: Href, *, name: str = "", color: str = "", order: int | None = None
    ) -> bool:
        """Give a calendar a name, a colour or a place on the server; whether it took all of it.

        Raises NeedsUser, TryLater, or Refused(GONE) if the calendar is not there.
        """
        body = xml.proppatch(name, color, order)
        answer = await self._one("PROPPATCH", collection, content=body, headers={"Content-Type": XML})
        if answer.status == 207:
            taken = {name for item in _multistatus(answer).items for name in item.props}
            return xml.appearance(name, color, order).keys() <= taken
        refused = failure(answer)
        if isinstance(refused, Refused) and refused.why is not Why.GONE:
            return False
        raise refused

    async def delete_calendar(self, collection: Href) -> None:
        """Delete a calendar with all that is in it; one that is not there is done. Raises Refused(NOT_ALLOWED)."""
        answer = await self._one("DELETE", collection)
        if answer.status not in (200, 202, 204, 404, 410) or _is_page(answer):
            raise failure(answer)

    async def make_calendar(
        self, home_set: Href, name: str, color: str = "", *, segment: str = "", order: int | None = None
    ) -> Href:
        """A new calendar for events in `home_set`, and its href.

        `color` is `#rrggbb` or empty, `order` its place; `segment` is its name in the path, made up if empty.
        """
        href = Href(f"{home_set.rstrip('/')}/{segment or uuid.uuid4()}/")
        body = xml.mkcalendar(name, color, order)
        answer = await self._one("MKCALENDAR", href, content=body, headers={"Content-Type": XML})
        if answer.status not in (200, 201, 204):
            raise failure(answer)
        return href

    async def _server_schedules(self, home_set: Href, answer: Answer) -> bool:
        """Whether the server mails guests itself (RFC 6638 §2): its DAV header says so; asked for once if not given."""
        if self._schedules is None:
            given = answer.headers.get("dav")
            if given is None:
                given = (await self._one("OPTIONS", home_set)).headers.get("dav", "")
            self._schedules = "calendar-auto-schedule" in given.lower()
        return self._schedules

    def _stream(self, method: str, href: Href, body: bytes, depth: str) -> AbstractAsyncContextManager[Streamed]:
        return self._web.stream(
            method,
            self.url(href),
            content=body,
            headers={"Content-Type": XML, "Depth": depth},
            auth=self.auth,
            timeout_s=LISTING_S,
            first_byte_s=THINKING_S,
        )

    async def _one(
        self, method: str, href: Href, *, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        return await self._web.request(method, self.url(href), content=content, headers=headers, auth=self.auth)


def _multistatus(answer: Answer) -> Multistatus:
    if answer.status != 207:
        raise failure(answer)
    return parse_multistatus(answer.body, answer.url)


def _is_page(answer: Answer) -> bool:
    """Whether a web page answers where none belongs: a sign-in page of a network says 200 to everything."""
    return answer.status == 200 and answer.headers.get("content-type", "").lower().startswith("text/html")


def _key(href: Href, hrefs: frozenset[Href]) -> Href:
    """The spelling of a calendar's address in a listing, which may lack the slash at its end."""
    bare = Href(href.rstrip("/"))
    return href if href in hrefs else bare


def _condition(etag: ETag | None) -> dict[str, str]:
    if etag is None:
        return {"If-None-Match": "*"}
    if not etag:
        raise ValueError("a write needs an etag: read the resource first")
    return {"If-Match": etag}


def _may_hold_events(item: Item) -> bool:
    kind = item.props.get(f"{xml.D}resourcetype")
    if kind is not None and kind.find(f"{xml.D}collection") is not None:
        return False
    media = item.props.get(f"{xml.D}getcontenttype")
    component = media.text.lower().partition("component=")[2] if media is not None else ""
    return not component.startswith(("vtodo", "vjournal"))
