"""An event dragged out of the window, for the file manager and other programs: a calendar file with it (I01).

Changes and moves no event, and is loaded with the first such drag.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QDrag, QDropEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical import conference, stream
from dainvo.ical.occurrence import Occurrence
from dainvo.ui import messages, toasts
from dainvo.ui.files.choosing import safe_name
from dainvo.ui.views import ghost, names
from dainvo.ui.views.view import NO_COLOUR

if TYPE_CHECKING:
    from dainvo.store.reader import Reader

_LONGEST = 60  # characters of a file's name
_SIZE = QSizeF(212, 38)


def start(widget: QWidget, reader: Reader, event: Occurrence) -> None:
    """Let the window system drag `event` on from `widget`, a series with all its dates; comes back when it was let go.

    Whoever takes it gets a copy; dropped on a window of ours nothing happens.
    """
    try:
        data = carried(reader, event)
    except DainvoError as failure:
        toasts.say(widget, messages.explain(failure).both)
        return
    drag = QDrag(widget)
    drag.setMimeData(data)
    drag.setPixmap(_picture(widget, reader, event))
    drag.setHotSpot(QPoint(12, 12))
    ours = _Ours()
    application = QApplication.instance()
    if application is not None:
        application.installEventFilter(ours)
    drag.exec(Qt.DropAction.CopyAction)
    if application is not None:
        application.removeEventFilter(ours)


def carried(reader: Reader, event: Occurrence) -> QMimeData:
    """`event` as a file, as iCalendar and as words. The file is there already: some programs ask for it with every
    move of the pointer. Raises Malformed, Refused(NO_SUCH_EVENT | FILE_NOT_WRITTEN)."""
    text = stream.join([conference.without_own_lines(reader.text(event.resource))])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_file(event.summary, text)))])
    data.setData("text/calendar", QByteArray(text.encode()))
    data.setText(f"{event.summary}\n{names.when(event)}")
    return data


def _picture(widget: QWidget, reader: Reader, event: Occurrence) -> QPixmap:
    """What goes with the pointer: the ghost that the view showed until then."""
    colours = {one.id: one.color for one in reader.collections()}
    ratio = widget.devicePixelRatioF()
    picture = QPixmap((_SIZE * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(QPointF(), _SIZE).adjusted(6, 6, -6, -8)
    ghost.paint(painter, box, colours.get(event.collection, NO_COLOUR), "", ghost.heading(event))
    painter.end()
    return picture


def _file(title: str, text: str) -> Path:
    """A file for us alone, in a folder of its own: events of the same title may still be being copied."""
    name = f"{safe_name(title[: _LONGEST - 4], empty='event')}.ics"
    try:
        path = Path(tempfile.mkdtemp(dir=_folder().name)) / name
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        about = {"file": name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_WRITTEN, detail=str(error), about=about) from error
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Goes with the program."""
    return tempfile.TemporaryDirectory(prefix="dainvo-", ignore_cleanup_errors=True)


class _Ours(QObject):
    """While something is dragged out, our own windows take nothing, and its end is no click of theirs."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            event.ignore()
            return True
        return event.type() == QEvent.Type.MouseButtonRelease and watched.isWidgetType()
