"""Copy, cut and paste of events by the clipboard of the system (K17).

What lies there is `copying`'s; saving a draft is the editor's, and moving what was cut is `moving`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QDir, QMimeData, QTemporaryFile
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import copying, moving, toasts
from dainvo.ui.several import Target, moved_by
from dainvo.ui.views import names

if TYPE_CHECKING:
    from dainvo.ical.event import Event, EventDraft
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge


class Cards(Protocol):
    """What pasting needs of `cards.Cards`."""

    def default_collection(self) -> CollectionId | None: ...
    def edit_draft(self, draft: EventDraft) -> None: ...
    def undo(self) -> None: ...


def put(window: QWidget, reader: Reader, event: Occurrence, *, cut: bool) -> None:
    """Put `event` on the clipboard; one that is gone meanwhile is not."""
    try:
        text = reader.text(event.resource)
    except DainvoError:
        return
    QGuiApplication.clipboard().setMimeData(copying.hold(event, text, names.when(event), cut=cut))
    toasts.say(window, _tr("Cut: paste it where it belongs") if cut else _tr("Event copied"))


def paste(cards: Cards, window: QWidget, bridge: Bridge, reader: Reader, start: datetime | date) -> None:
    """What lies on the clipboard at `start`: a copied event as a draft, a cut one is moved. What another program has
    put there is looked into like a file, and keeps its times."""
    lies: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none where nothing was copied
    found = copying.held(lies)
    draft = copying.paste(reader, found, cards.default_collection(), start) if found is not None else None
    if lies is not None and found is None and (path := _foreign(window, lies)) is not None:
        from dainvo.ui.files import import_sheet

        import_sheet.show(window, bridge, reader, path)
    elif found is None or draft is None:
        toasts.say(window, _tr("There is no event on the clipboard"))
    elif not found.cut:
        cards.edit_draft(draft)
    else:
        QGuiApplication.clipboard().clear()
        moving.move_to(window, bridge, reader, found.resource, found.recurrence_id, draft, undo=cards.undo)


def _foreign(window: QWidget, data: QMimeData) -> Path | None:
    """A file with what another program has put there: a calendar file, or calendar text, which goes with `window`."""
    from dainvo.ui.files.drop import calendar_file

    path = calendar_file(data)
    text = bytes(data.data("text/calendar").data()) or data.text().encode()
    if path is not None or not text.lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        return path
    file = QTemporaryFile(f"{QDir.tempPath()}/clipboard-XXXXXX.ics", window)
    if not file.open() or file.write(QByteArray(text)) < 0:
        return None
    file.close()
    return Path(file.fileName())


def put_several(window: QWidget, reader: Reader, events: Sequence[Occurrence], *, cut: bool) -> None:
    """Put them on the clipboard together; what is gone meanwhile is left out."""
    kept: list[tuple[Occurrence, str]] = []
    for event in events:
        try:
            kept.append((event, reader.text(event.resource)))
        except DainvoError:
            continue
    if len(kept) == 1:
        put(window, reader, kept[0][0], cut=cut)
    elif kept:
        listed, texts = [one for one, _text in kept], [text for _one, text in kept]
        data = copying.hold_several(listed, texts, [names.when(one) for one in listed], cut=cut)
        QGuiApplication.clipboard().setMimeData(data)
        said = _tr("{n} events cut: paste them where they belong") if cut else _tr("{n} events copied")
        toasts.say(window, said.format(n=len(listed)))


class Several(Protocol):
    """What pasting needs of `several.Several`."""

    def add(self, drafts: Sequence[EventDraft]) -> None: ...
    def move(self, events: Sequence[Target], by: timedelta) -> None: ...


def paste_several(cards: Cards, several: Several, window: QWidget, reader: Reader, start: datetime | date) -> bool:
    """Several events that lie on the clipboard, the first of them at `start` and the others as far from it as they
    were; False if there are none. Copies of meetings and of what has guests are asked about first (D7)."""
    found = copying.held_several(QGuiApplication.clipboard().mimeData())
    events = [event for one in found if (event := copying.known(reader, one)) is not None]
    if not events:
        return False
    by = _way(min((event.draft.start for event in events), key=_moment), start)
    if found[0].cut:
        QGuiApplication.clipboard().clear()
        several.move(events, by)
        return True
    from dainvo.ui import copy_question

    copies = list(_copies(cards, reader, events, by))
    copy_question.ask_several(
        window, [draft for draft, _link in copies], [link for _draft, link in copies], several.add
    )
    return True


def _copies(cards: Cards, reader: Reader, events: Sequence[Event], by: timedelta) -> Iterator[tuple[EventDraft, str]]:
    """A draft of each, and where the meeting of its original is."""
    writable = {one.id for one in reader.collections() if one.writable}
    for event in events:
        home = event.draft.collection if event.draft.collection in writable else cards.default_collection()
        if home is not None:
            made = copying.copied(event, home)
            link = event.meeting.join_url if event.meeting is not None else ""
            yield moved_by(replace(made, rrule="") if event.recurrence_id else made, by), link


def _moment(at: datetime | date) -> tuple[date, str]:
    return (at.date(), at.isoformat()) if isinstance(at, datetime) else (at, "")


def _way(first: datetime | date, start: datetime | date) -> timedelta:
    """From where the first one was to where it shall be, on the clock; by days if one of them is a whole day."""
    if isinstance(first, datetime) and isinstance(start, datetime):
        return start.replace(tzinfo=None) - first.replace(tzinfo=None)
    days = [at.date() if isinstance(at, datetime) else at for at in (first, start)]
    return days[1] - days[0]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Clipboard", text)
