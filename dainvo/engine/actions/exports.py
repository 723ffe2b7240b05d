"""The user's verbs that write calendar files: an event, some events, some days, or a whole calendar.

Changes nothing in the copy and holds no more of it than a slice.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final

from dainvo import private_file
from dainvo.engine.actions import calendars
from dainvo.engine.desk import Desk
from dainvo.engine.file_values import ExportReport, FileProgress
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import conference, stream
from dainvo.ical.event import CollectionId, ResourceId

Tell = Callable[[FileProgress], None]

_SLICE: Final = 200


async def export_file(
    desk: Desk,
    path: Path,
    collection: CollectionId | None = None,
    *,
    resources: Sequence[ResourceId] | None = None,
    days: tuple[date, date] | None = None,
    meetings: bool = True,
    tell: Tell | None = None,
) -> ExportReport:
    """Write events into one iCalendar file with the zones they need (A13): those of a calendar, or of all, that are
    seen on `days` (first and last) if given; or just `resources`. The file is there whole or as it was before.

    Without `meetings` the details of meetings made here are left out (Y09).
    What a server has never seen is written as it stands here; what cannot be read is left out and counted.
    Raises Refused(NO_SUCH_CALENDAR | NO_SUCH_EVENT | FILE_NOT_WRITTEN).
    """
    if collection is not None:
        desk.store.collection(collection)
    keys = list(resources) if resources is not None else await _seen(desk, collection, days)
    with _fresh(path) as file, tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent) as inner:
        joined, written = stream.Joined(), 0
        for place in range(0, len(keys), _SLICE):
            texts = desk.store.texts(keys[place : place + _SLICE])
            part = [joined.add(text if meetings else _bare(desk, text)) for text in texts]
            written += sum(bool(each) for each in part)
            inner.write("".join(part))
            if tell is not None:
                tell(FileProgress(min(place + _SLICE, len(keys)), len(keys)))
            await asyncio.sleep(0)
        file.write(joined.head())
        inner.seek(0)
        await asyncio.to_thread(shutil.copyfileobj, inner, file, 1 << 20)
        file.write(joined.tail())
    return ExportReport(written, len(keys) - written)


def _bare(desk: Desk, text: str) -> str:
    """Without meeting details; what cannot be read is left as it is, for whoever joins the texts to leave out."""
    try:
        return conference.without_meeting(text, now=desk.now())
    except Malformed:
        return text


async def _seen(desk: Desk, collection: CollectionId | None, days: tuple[date, date] | None) -> list[ResourceId]:
    if days is not None:
        await calendars.extend_window(desk, *days)
    return desk.store.resource_ids(collection, days)


@contextmanager
def _fresh(path: Path) -> Iterator[IO[str]]:
    """Beside the file first, so that a full disk costs no older export."""
    try:
        fresh = private_file.beside(path)
        try:
            with fresh.open("w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        about = {"file": path.name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_WRITTEN, detail=str(error), about=about) from error
