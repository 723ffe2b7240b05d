"""Settings › Import/export & backup: calendar files in and out, all of Dainvo in one file, and what could not be read.

Carries out nothing itself: the engine does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.engine.file_values import KeptReport, UndoReport
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.store.unread import Unreadable
from dainvo.ui import dates, messages, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, button, clear, line, plain, row
from dainvo.ui.files import choosing, import_sheet
from dainvo.ui.language import counted

_LISTED = 50


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilesPage", text)


class FilesPage(QWidget):
    """`give` takes the settings of a file that was taken over."""

    def __init__(self, bridge: Bridge, reader: Reader, give: Callable[[Settings], None]) -> None:
        super().__init__()
        self._bridge, self._reader, self._give = bridge, reader, give
        self.words = [_tr("Import"), _tr("Export"), _tr("Backup"), _tr("Restore"), _tr("Undo")]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(0)
        heading = plain(_tr("Import/export & backup"), role="dialog")
        heading.setMinimumHeight(28)
        outer.addWidget(heading)
        outer.addSpacing(14)
        self.import_button = button(_tr("&Import events…"), icon="import")
        self.import_button.clicked.connect(lambda: import_sheet.ask(self.window(), bridge, reader))
        self.undo_button = button(_tr("&Undo last import"), icon="undo")
        self.undo_button.clicked.connect(self._undo)
        self._part(
            outer,
            _tr("Calendar files"),
            _tr("Shows what is new, known and newer before anything is written. Nobody gets mail. To export a calendar,"
                " open its menu in the side panel."),
            [self.import_button, self.undo_button],
        )  # fmt: skip
        self.keep_button = button(_tr("&Save all to a file…"))
        self.keep_button.clicked.connect(self._keep)
        self.take_button = button(_tr("&Take over a file…"))
        self.take_button.clicked.connect(self._take)
        self._part(
            outer,
            _tr("All of Dainvo"),
            _tr("Settings, accounts without their passwords, colours and order, the calendars of this computer and"
                " unsent changes in one file. It is taken over by a Dainvo that has no accounts yet."),
            [self.keep_button, self.take_button],
        )  # fmt: skip
        self._part(outer, _tr("Backup"), self._backups(), [])
        self.deleted_button = button(_tr("&Restore deleted events…"))
        self.deleted_button.clicked.connect(self._show_deleted)
        self._part(
            outer,
            _tr("Deleted events"),
            _tr("Events that were deleted in the last 30 days, here or on a server, can come back."),
            [self.deleted_button],
        )
        self.unreadable = QVBoxLayout()
        self.unreadable.setSpacing(0)
        outer.addLayout(self.unreadable)
        outer.addStretch(1)
        bridge.changed.connect(self._on_changes)
        self.refresh()

    def _backups(self) -> str:
        """What is kept by itself, and since when."""
        from dainvo.store import backups

        kept = backups.kept(self._reader.path)
        said = _tr("Everything here is copied once a day into {folder}; the last seven are kept.").format(
            folder=self._reader.path.parent / backups.FOLDER
        )
        if not kept:
            return said
        newest = _tr("Newest: {day}.").format(day=dates.long_day(date.fromisoformat(backups.day(kept[0]))))
        return f"{said} {newest}"

    def refresh(self) -> None:
        """Read again what could not be read."""
        clear(self.unreadable)
        found = self._reader.unreadable()
        if not found:
            return
        self.unreadable.addWidget(plain(_tr("Not readable"), role="text2", style="switch"))
        self.unreadable.addSpacing(4)
        about = _tr("Kept as they are, byte for byte, here and on their servers.")
        self.unreadable.addWidget(plain(about, role="caption", wrap=True))
        self.unreadable.addSpacing(8)
        for each in found[:_LISTED]:
            self.unreadable.addWidget(_Row(each, self._copy))
        if len(found) > _LISTED:
            more = _tr("and {n} more").format(n=len(found) - _LISTED)
            self.unreadable.addWidget(plain(more, role="caption"))

    def _part(self, outer: QVBoxLayout, title: str, about: str, buttons: list[QWidget]) -> None:
        outer.addWidget(plain(title, role="text2", style="switch"))
        outer.addSpacing(4)
        outer.addWidget(plain(about, role="caption", wrap=True))
        outer.addSpacing(8)
        outer.addLayout(row(*buttons, None))
        outer.addSpacing(22)
        self.words.append(title)

    def _show_deleted(self) -> None:
        from dainvo.ui.files.deleted_sheet import DeletedSheet

        DeletedSheet(self.window(), self._bridge, self._reader).open()

    def _on_changes(self, changes: Changes) -> None:
        if changes.events or changes.account_list:
            self.refresh()

    def _undo(self) -> None:
        def done(report: UndoReport) -> None:
            toasts.say(
                self,
                counted("FilesPage", "1 imported event taken back", "%n imported events taken back", report.taken_back),
            )

        self._bridge.run("files.undo_import", ok=done, err=self._failed, owner=self)

    def _keep(self) -> None:
        name = _tr("Dainvo {day}.dainvo").format(day=datetime.now(self._reader.zone).date().isoformat())
        choosing.write(self.window(), _tr("Save all of Dainvo"), name, [_kind(), choosing.all_files()], self._keep_at)

    def _keep_at(self, path: Path) -> None:
        def done(report: KeptReport) -> None:
            said = _tr("Saved: {accounts} accounts without passwords, {events} events of this computer")
            toasts.say(self, said.format(accounts=report.accounts, events=report.events))

        self._bridge.run("keeping.keep_all", path, ok=done, err=self._failed, owner=self)

    def _take(self) -> None:
        kinds = [_kind(), choosing.all_files()]
        choosing.read(self.window(), _tr("Take over a file of Dainvo"), kinds, self._take_from)

    def _take_from(self, path: Path) -> None:
        def done(report: KeptReport) -> None:
            self._give(report.settings)
            said = _tr("Taken over: {accounts} accounts, which ask for their passwords, {events} events")
            toasts.say(self, said.format(accounts=report.accounts, events=report.events))

        self._bridge.run("keeping.take_all", path, ok=done, err=self._failed, owner=self)

    def _copy(self, each: Unreadable) -> None:
        from PySide6.QtWidgets import QApplication

        QApplication.clipboard().setText(self._reader.text(each.resource))
        toasts.say(self, _tr("The text of the object was copied"))

    def _failed(self, failure: BaseException) -> None:
        toasts.say(self, messages.explain(failure).both)


class _Row(QFrame):
    """One object that could not be read, with its calendar and the reason."""

    def __init__(self, each: Unreadable, copy: Callable[[Unreadable], None]) -> None:
        super().__init__()
        where = _tr("{calendar}: {name}").format(calendar=each.calendar, name=each.name)
        reason = reasons().get(each.reason, "")
        take = button(_tr("Copy text"), small=True)
        take.setAccessibleName(f"{take.text()}: {where}")
        take.clicked.connect(partial(copy, each))
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(line())
        inner.addSpacing(6)
        inner.addLayout(row(Glyph("warning", size=14, role="warning"), Elided(where), take))
        inner.addWidget(plain(reason, role="caption", wrap=True))
        inner.addSpacing(6)
        self.setAccessibleName(f"{where}. {reason}")


def reasons() -> dict[str, str]:
    """Why an object could not be read, in words."""
    return {
        "no_text": _tr("The server lists it and does not give its text."),
        "too_large": _tr("It has more than 5 MiB."),
        "no_event": _tr("There is no event in it."),
        "no_start": _tr("Its event has no start, no identifier, or does not end."),
        "rule": _tr("Its repetition can’t be read, or is more than can be shown: only its first date is."),
    }


def _kind() -> str:
    return _tr("Dainvo files (*.dainvo)")
