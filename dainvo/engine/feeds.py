"""A subscription: a calendar behind one address that is read and never written (A11).

Brings the copy in line with what the address gives; knows no verb and no schedule.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from dainvo.addresses import about_host, origin
from dainvo.dav.collection import CollectionInfo
from dainvo.engine.calendar_file import CalendarFile, sliced
from dainvo.engine.connections import wire_of
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.values import Problem, SyncReport
from dainvo.errors import Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import CollectionId, ETag, Href, Uid
from dainvo.store.place import unusable
from dainvo.store.rows import AccountRow, AccountState, RemoteItem, Touched
from dainvo.web import Basic, Streamed, retry_after

KIND: Final = "feed"
#: A subscription is asked so often, where neither the user nor the feed says otherwise; a feed may not ask for more.
EVERY: Final = timedelta(hours=4)
_SOONEST: Final = timedelta(minutes=15)
_LATEST: Final = timedelta(days=7)
_LIMIT_BYTES: Final = 50 * 1024 * 1024
_TIMEOUT_S: Final = 300.0
_SLICE: Final = 200
#: An empty feed that had so many events is believed when it is empty a second time.
_MANY: Final = 10
#: Lines in which a feed may differ each time it is asked, without meaning anything.
_PASSING = re.compile(r"^(?:DTSTAMP|X-[\w-]*(?:DTSTAMP|LAST-?FETCHED)[\w-]*)[:;].*\r?\n", re.M | re.I)
_HEAD = re.compile(
    r"^(NAME|X-WR-CALNAME|COLOR|X-APPLE-CALENDAR-COLOR|REFRESH-INTERVAL|X-PUBLISHED-TTL)(?:;[^:\n]*)?:(.*)$",
    re.M | re.I,
)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_DURATION = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+S)?)?", re.I)


def address(typed: str) -> str:
    """The address to ask, of what was typed: webcal and webcals mean https; http is for this computer alone (A31).

    Raises Refused(BAD_ADDRESS | PLAIN_HTTP).
    """
    text = typed.strip()
    scheme, sep, rest = text.partition("://")
    if sep and scheme.lower() in ("webcal", "webcals", "feed"):
        text = f"https://{rest}"
    elif not sep:
        text = f"https://{text}"
    try:
        origin(text)
    except Refused as error:
        raise error.naming(address=typed.strip()) from None
    return text.partition("#")[0]


def interval(account: AccountRow) -> timedelta:
    """How often the account is asked: as the user wants it, else as the feed does."""
    for name in ("every_min", "asks_min"):
        minutes = account.detail.get(name)
        if isinstance(minutes, int) and minutes > 0:
            return min(max(timedelta(minutes=minutes), _SOONEST), _LATEST)
    return EVERY


@dataclass
class _Head:
    """What a feed says of itself."""

    name: str = ""
    color: str = ""
    every: timedelta | None = None


@dataclass
class _Run:
    """One look at a feed, with its counts."""

    fetched: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)


async def refresh(desk: Desk, account: AccountRow) -> SyncReport:
    """Ask the address whether anything changed (If-None-Match, If-Modified-Since), and take over what did.

    What is gone from the feed goes here. Whatever it answers else, what was fetched last stays. Raises TryLater,
    NeedsUser(WRONG_PASSWORD), Refused(FEED_GONE | TOO_LARGE | REDIRECTED_AWAY …), Malformed if it is no calendar.
    """
    run = _Run()
    with _downloaded(desk.profile, account) as file:
        validators = await _fetch(desk, account, file)
        if validators is not None:
            await _take(desk, account, file, run)
            desk.store.set_account(account.id, detail=validators)
    for row in desk.store.collections(account.id):
        desk.store.set_collection(row.id, last_sync=desk.now(), why="")
    return SyncReport(account.id, account.name, run.fetched, 0, run.removed, 0, tuple(run.problems))


@contextmanager
def _downloaded(folder: Path, account: AccountRow) -> Iterator[Path]:
    """A place for what is fetched, the user's alone, gone afterwards. Raises TryLater(DISK_FULL),
    Refused(PROFILE_NOT_WRITABLE)."""
    path = folder / f"dainvo.feed-{account.id}"  # one account, one place: what a crash leaves is taken away next time
    try:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield path
    except OSError as error:
        raise unusable(error, folder) from error
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


async def _fetch(desk: Desk, account: AccountRow, file: Path) -> dict[str, str | None] | None:
    """The body into `file`, and the validators to send next time; None if nothing changed."""
    headers = {"Accept": "text/calendar, */*;q=0.5"}
    for name, header in (("etag", "If-None-Match"), ("modified", "If-Modified-Since")):
        if account.detail.get(name):
            headers[header] = str(account.detail[name])
    auth = await _auth(desk, account)
    web = wire_of(desk, account)
    async with web.stream("GET", account.url, headers=headers, auth=auth, timeout_s=_TIMEOUT_S) as answer:
        if answer.status == 304:
            return None
        _check(desk, account, answer)
        with file.open("wb") as out:
            async for chunk in answer.chunks(_LIMIT_BYTES):
                out.write(chunk)
        return {"etag": answer.headers.get("etag"), "modified": answer.headers.get("last-modified")}


async def _auth(desk: Desk, account: AccountRow) -> Basic | None:
    if not account.user:
        return None
    password = await asyncio.to_thread(desk.secrets.get, caldav_key(account.id))
    if password is None:
        raise NeedsUser(Why.WRONG_PASSWORD, detail="no password is kept", about=about_host(account.url))
    return Basic(account.user, password)


def _check(desk: Desk, account: AccountRow, answer: Streamed) -> None:
    """Raises for every status but 200."""
    about = about_host(account.url)
    if answer.status == 200:
        return
    # Where nobody ever signed in there is no password to mend: the address is closed, and may be open again later.
    closed = not account.user and account.state is not AccountState.LEAVING
    if answer.status in (401, 403) and not closed:
        raise NeedsUser(Why.WRONG_PASSWORD, detail=str(answer.status), about=about)
    if answer.status in (401, 403, 404, 410):
        raise Refused(Why.FEED_GONE, detail=str(answer.status), about=about)
    if answer.status == 429 or answer.status >= 500:
        why = Why.RATE_LIMITED if answer.status == 429 else Why.SERVER_ERROR
        raise TryLater(why, retry_after_s=retry_after(answer, desk.now()), sent=True, about=about)
    raise Malformed(f"the feed answered {answer.status}").naming(**about)


async def _take(desk: Desk, account: AccountRow, path: Path, run: _Run) -> None:
    """Bring the copy in line with the file."""
    about = about_host(account.url)
    try:
        file = await asyncio.to_thread(CalendarFile.looked_through, path)
        if not await asyncio.to_thread(_ends, path):
            raise Malformed("the feed ends in the middle")
    except Malformed as error:
        raise Malformed(error.detail).naming(**about) from error
    head = _head(next(file.pieces(), ""))
    collection = _collection(desk, account, head)
    held = desk.store.etags(collection)
    if not file.survey.events and len(held) >= _MANY and not account.detail.get("was_empty"):
        desk.store.set_account(account.id, detail={"was_empty": True})
        raise Malformed("an empty feed").naming(**about)
    seen: set[Href] = set()
    for events in sliced(file.events(), _SLICE):
        items = [RemoteItem(_href(uid), ETag(""), text) for uid, text in events]
        seen.update(item.href for item in items)
        known = desk.store.known_uids(collection, [uid for uid, _ in events])
        fresh = [
            item
            for item, (uid, text) in zip(items, events, strict=True)
            if uid not in known or _PASSING.sub("", known[uid][1]) != _PASSING.sub("", text)
        ]
        _tell(desk, list(desk.store.take_remote(collection, fresh).touched) if fresh else [])
        run.fetched += len(fresh)
        await asyncio.sleep(0)
    gone = [href for href in held if href not in seen]
    for hrefs in sliced(gone, _SLICE):
        _tell(desk, list(desk.store.drop_remote(collection, hrefs).touched))
        run.removed += len(hrefs)
        await asyncio.sleep(0)
    asks = None if head.every is None else int(head.every.total_seconds() // 60)
    desk.store.set_account(account.id, detail={"was_empty": None, "asks_min": asks})


def _tell(desk: Desk, touched: list[Touched]) -> None:
    if touched:
        desk.publish_touched(touched, outbox=False)


def _ends(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 4096))
        return b"END:VCALENDAR" in file.read().upper().replace(b"\x00", b"")


def _collection(desk: Desk, account: AccountRow, head: _Head) -> CollectionId:
    """The calendar of the feed, made at the first look."""
    from dainvo.engine.changes import Changes

    rows = desk.store.collections(account.id)
    if rows:
        return rows[0].id
    name = str(account.detail.get("name") or "") or head.name or account.name
    color = str(account.detail.get("color") or "") or head.color
    info = CollectionInfo(
        Href("/"),
        name,
        color=color,
        writable=False,
        may_change=False,
        may_delete=False,
        components=frozenset({"VEVENT"}),
    )
    (made,), _ = desk.store.put_collections(account.id, [info])
    desk.store.set_collection(made, why_read_only=Why.SUBSCRIPTION)
    desk.store.set_account(account.id, name=name)
    desk.publish(Changes(collection_list=True, account_list=True, accounts=frozenset({account.id})))
    return made


def _head(piece: str) -> _Head:
    head = _Head()
    for name, value in _HEAD.findall(piece[: max(0, piece.upper().find("BEGIN:VEVENT")) or 20_000]):
        value = value.strip()
        if name.upper() in ("NAME", "X-WR-CALNAME"):
            head.name = head.name or value.replace("\\,", ",").replace("\\;", ";")[:100]
        elif name.upper() in ("COLOR", "X-APPLE-CALENDAR-COLOR"):
            found = _HEX.match(value)
            head.color = head.color or (found[0] if found else "")
        else:
            head.every = head.every or _duration(value)
    return head


def _duration(value: str) -> timedelta | None:
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    every = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    return every or None


def _href(uid: Uid) -> Href:
    import hashlib

    return Href(f"/{hashlib.sha256(uid.encode('utf-8', 'replace')).hexdigest()[:32]}.ics")
