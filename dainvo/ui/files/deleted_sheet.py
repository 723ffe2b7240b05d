"""Events that were deleted in the last 30 days, here or on the server, each with Restore (A24).

Brings nothing back itself: the engine does.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.store.reader import Deleted, Reader
from dainvo.ui import dates, messages, mirror, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, button, clear, column, grown, line, plain, row
from dainvo.ui.sheet import Sheet

_LISTED = 100
_MOST_PX = 420


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeletedSheet", text)


class DeletedSheet(Sheet):
    """The last deleted first."""

    def __init__(self, parent: QWidget, bridge: Bridge, reader: Reader) -> None:
        super().__init__(parent, _tr("Deleted events"), width=520, foot=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader = bridge, reader
        about = _tr("Of the last 30 days, deleted here or on a server. A Zoom meeting that went with one stays away.")
        self.body.addWidget(plain(about, role="text2", wrap=True))
        self.body.addSpacing(12)
        inner = QWidget()
        self.list = QVBoxLayout(inner)
        self.list.setContentsMargins(*mirror.sides(0, 0, 8, 0))
        self.list.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.windowTitle())
        self._scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # the area switched it on
        self.body.addWidget(self._scroll)
        self.rows: dict[int, QWidget] = {}
        bridge.changed.connect(self._on_changes)
        self.refresh()
        self.close_button.setFocus()

    def refresh(self) -> None:
        """Read again what can be restored."""
        clear(self.list)
        self.rows = {}
        names = {one.id: one.name for one in self._reader.collections()}
        found = self._reader.deleted()[:_LISTED]
        for place, each in enumerate(found):
            if place:
                self.list.addWidget(line())
            self.list.addWidget(self._row(each, names.get(each.collection, "")))
        if not found:
            self.list.addWidget(plain(_tr("Nothing was deleted in the last 30 days."), role="text2"))
        self.list.addStretch(1)
        self._scroll.setFixedHeight(min(_MOST_PX, max(grown(64), (grown(52) + 1) * len(found))))
        self.fit()

    def _row(self, each: Deleted, calendar: str) -> QWidget:
        made = QWidget()
        title = each.summary or _tr("(no title)")
        when = _tr("deleted {day}, {time}").format(day=dates.short_day(each.at.date()), time=dates.time_text(each.at))
        restore = button(_tr("Restore"), small=True)
        restore.setAccessibleName(_tr("Restore {title}").format(title=title))
        restore.clicked.connect(partial(self._restore, each.id, restore))
        text = column(Elided(title, style="body_medium"), Elided(f"{when} · {calendar}", role="text2"), spacing=1)
        layout = row(margins=(0, 8, 0, 8))
        layout.addLayout(text, 1)
        layout.addWidget(restore)
        made.setLayout(layout)
        made.setFixedHeight(grown(52))
        self.rows[each.id] = restore
        return made

    def _restore(self, deleted: int, pressed: QWidget) -> None:
        pressed.setEnabled(False)

        def failed(failure: BaseException) -> None:
            pressed.setEnabled(True)
            toasts.say(self, messages.explain(failure).both)

        self._bridge.run("conflicts.restore", deleted, ok=lambda _saved: self.refresh(), err=failed, owner=self)

    def _on_changes(self, changes: Changes) -> None:
        if changes.collections and self.isVisible():
            self.refresh()
