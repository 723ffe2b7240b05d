"""Screens about files: the look into one, the import, the page of the settings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.dav.collection import CollectionInfo
from dainvo.engine.file_values import FileProgress, FoundEvent, ImportPreview, Standing
from dainvo.errors import Why
from dainvo.ical.event import ETag, Href
from dainvo.store.rows import AccountState, RemoteItem
from dainvo.store.store import FILE_NAME, Store
from dainvo.ui.files import import_sheet
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.files.subscribe_sheet import SubscribeSheet

_EVENTS = (
    FoundEvent("Design review", datetime(2027, 3, 10, 11), Standing.NEWER),
    FoundEvent("Weekly planning", datetime(2027, 3, 8, 9), Standing.NEW, recurring=True),
    FoundEvent("Interview with a candidate for the head of a department", datetime(2027, 3, 9, 14), Standing.NEW),
    FoundEvent("Company day", date(2027, 3, 19), Standing.NEW),
    FoundEvent("", None, Standing.UNREADABLE),
    *(FoundEvent(f"Training {number}", datetime(2027, 4, number, 10), Standing.NEW) for number in range(1, 8)),
)


def preview(stage: Stage) -> None:
    import_sheet.show(stage.window, stage.bridge, stage.reader, Path("/home/anna/Downloads/calendar-export.ics"))
    found = ImportPreview(new=35, known=5, newer=1, unreadable=1, left_out=2, events=_EVENTS)
    stage.bridge.last("files.preview_import").answered(found)


def importing(stage: Stage) -> None:
    preview(stage)
    stage.dialog(ImportSheet).begin()
    stage.bridge.last("files.import_file").told(FileProgress(22, 41, run=1))


def subscribe(stage: Stage) -> None:
    SubscribeSheet(stage.window, stage.bridge, stage.reader, "webcal://holidays.example/de.ics").open()


def subscribed(folder: Path) -> None:
    """The calm week with a subscription that works and one that is gone."""
    given.calm(folder)
    with Store(folder / FILE_NAME, zone=given.ZONE, now=lambda: given.NOW) as store:
        for name, url in (
            ("Public holidays", "https://holidays.example/de.ics"),
            ("Club", "https://club.example/c.ics"),
        ):
            account = store.add_account("feed", name, url=url)
            store.put_collections(
                account, [CollectionInfo(Href("/"), name, color="#8A4FD0", writable=False, may_change=False)]
            )
            store.set_account(account, last_sync=given.NOW - timedelta(minutes=50))
        store.set_account(account, state=AccountState.NEEDS_USER, why=Why.FEED_GONE)


def unreadable(folder: Path) -> None:
    """The calm week with two objects that nobody can read."""
    given.calm(folder)
    with Store(folder / FILE_NAME, zone=given.ZONE, now=lambda: given.NOW) as store:
        first = store.collections()[0].id
        broken = (
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:Offsite in Lisbon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        items = [RemoteItem(Href("/x.ics"), ETag("1"), broken), RemoteItem(Href("/7f2a.ics"), ETag("1"), "<html>")]
        store.take_remote(first, items)
