"""The user's verbs about files: look into one, import it, take the import back, export.

Holds no more of a file than a piece of it, whatever its size. Sends nothing: it wakes the account.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from dainvo.engine import names
from dainvo.engine.calendar_file import CalendarFile, Event, sliced
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.file_values import FileProgress, FoundEvent, ImportPreview, ImportReport, Standing, UndoReport
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import conference, versions
from dainvo.ical.event import CollectionId, ResourceId
from dainvo.ical.resource import scan
from dainvo.store.rows import CollectionRow, CollectionState

Tell = Callable[[FileProgress], None]

#: Events written at once: few enough that a save hardly waits for them.
_SLICE: Final = 200
#: So many events of a file are named in a preview.
_SHOWN: Final = 200


async def preview_import(desk: Desk, path: Path, collection: CollectionId) -> ImportPreview:
    """What importing the file into this calendar would do (A12); nothing is written.

    Raises Refused (NO_SUCH_CALENDAR, FILE_NOT_READ), Malformed(NO_CALENDAR_FILE).
    """
    desk.store.collection(collection)
    with _reading(path):
        file = await asyncio.to_thread(CalendarFile.looked_through, path)
        counts = dict.fromkeys(Standing, 0)
        shown: list[FoundEvent] = []
        for events in sliced(file.events(), _SLICE):
            for (_, text), standing, _ in _sorted(desk, collection, events):
                if standing is not Standing.KNOWN and len(shown) < _SHOWN:
                    shown.append(_found(text, standing))
                    standing = shown[-1].standing
                elif "DTSTART" not in text:
                    standing = Standing.UNREADABLE
                counts[standing] += 1
            await asyncio.sleep(0)
    return ImportPreview(
        new=counts[Standing.NEW],
        known=counts[Standing.KNOWN],
        newer=counts[Standing.NEWER],
        unreadable=counts[Standing.UNREADABLE],
        left_out=file.survey.todos,
        events=tuple(shown),
    )


async def import_file(
    desk: Desk, path: Path, collection: CollectionId, *, update: bool = False, tell: Tell | None = None
) -> ImportReport:
    """Add the events of an iCalendar file, a slice at a time; with `update`, newer versions of known ones too (A12).

    Meeting lines of another Dainvo are taken off, and no server mails anybody for it. The import can be taken back as
    one by `undo_import`, also one that was cancelled half-way. `tell` hears of each slice.
    Raises Refused (READ_ONLY, NO_SUCH_CALENDAR, FILE_NOT_READ), Malformed(NO_CALENDAR_FILE).
    """
    row = _writable(desk, collection)
    with _reading(path):
        file = await asyncio.to_thread(CalendarFile.looked_through, path)
        report = ImportReport(left_out=file.survey.todos, run=desk.store.begin_import(collection))
        try:
            for events in sliced(file.events(), _SLICE):
                report = _take(desk, row, events, report, update=update)
                if tell is not None:
                    done = report.added + report.updated + report.known + report.unreadable
                    tell(FileProgress(done, file.survey.events, report.run))
                await asyncio.sleep(0)
        finally:
            desk.publish(Changes(collections=frozenset({collection}), outbox=True))
            desk.wake(row.account)
    return report


async def undo_import(desk: Desk, run: int | None = None) -> UndoReport:
    """Take an import back, the latest one if none is named: what it added goes, what it changed is as it was. What was
    changed since stays. Raises Refused(NO_SUCH_IMPORT)."""
    number = desk.store.last_import() if run is None else run
    if number is None:
        raise Refused(Why.NO_SUCH_IMPORT)
    collections: set[CollectionId] = set()
    taken = stayed = 0
    done = False
    try:
        while not done:
            touched, left, done = desk.store.take_back_import(number)
            taken, stayed = taken + len(touched), stayed + left
            collections |= {each.collection for each in touched}
            await asyncio.sleep(0)
    finally:
        desk.publish(Changes(collections=frozenset(collections), outbox=True))
        for account in {desk.store.collection(each).account for each in collections}:
            desk.wake(account)
    return UndoReport(taken, stayed)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        about = {"file": path.name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_READ, detail=str(error), about=about) from error
    except Malformed as error:
        raise error.naming(file=path.name) from None


def _writable(desk: Desk, collection: CollectionId) -> CollectionRow:
    row = desk.store.collection(collection)
    if not row.writable or row.state is CollectionState.GONE:
        raise Refused(Why.READ_ONLY, about={"calendar": row.name, "reason": row.why_read_only})
    return row


def _sorted(
    desk: Desk, collection: CollectionId, events: list[Event]
) -> Iterator[tuple[Event, Standing, ResourceId | None]]:
    """Each event with how it stands to what the calendar has."""
    known = desk.store.known_uids(collection, [uid for uid, _ in events])
    for event in events:
        there = known.get(event[0])
        if there is None:
            yield event, Standing.NEW, None
        else:
            newer = versions.is_newer(event[1], there[1])
            yield event, Standing.NEWER if newer else Standing.KNOWN, there[0]


def _take(desk: Desk, row: CollectionRow, events: list[Event], report: ImportReport, *, update: bool) -> ImportReport:
    new: list[Event] = []
    updated = known = unreadable = 0
    for (uid, text), standing, resource in _sorted(desk, row.id, events):
        if standing is Standing.NEW:
            new.append((uid, _bare(desk, row, text)))
        elif standing is Standing.NEWER and update and resource is not None:
            try:
                desk.store.import_newer(report.run, resource, _with_own_meeting(desk, row, resource, text))
                updated += 1
            except Malformed:
                unreadable += 1
        else:
            known += 1
    hrefs = [names.href(row.href, uid) for uid, _ in new]
    taken = desk.store.taken_hrefs(row.id, hrefs)
    items = [
        (names.href(row.href, uid, again=True) if href in taken else href, text)
        for href, (uid, text) in zip(hrefs, new, strict=True)
    ]
    added, left = desk.store.import_new(report.run, row.id, items)
    return replace(
        report,
        added=report.added + len(added),
        updated=report.updated + updated,
        known=report.known + known,
        unreadable=report.unreadable + unreadable + left,
    )


def _bare(desk: Desk, row: CollectionRow, text: str) -> str:
    """The event without the meeting lines of another Dainvo, mailing nobody."""
    if "X-DAINVO-ZOOM" in text:
        try:
            text = conference.detach(text, now=desk.now(), tombstone=False)
        except Malformed:
            return text  # it is left out, and counted, where it is indexed
    return versions.mailing_nobody(text) if row.schedules else text


def _with_own_meeting(desk: Desk, row: CollectionRow, resource: ResourceId, text: str) -> str:
    """The newer version with the meeting that the event has here. Raises Malformed."""
    bare, link = _bare(desk, row, text), conference.find(desk.store.resource(resource).text)
    return bare if link is None else conference.attach(bare, link, now=desk.now())


def _found(text: str, standing: Standing) -> FoundEvent:
    try:
        first = scan(text).rows[0]
    except Malformed:
        return FoundEvent("", None, Standing.UNREADABLE)
    return FoundEvent(first.summary, first.dtstart, standing, first.recurring)
