"""What a calendar file would bring, into which calendar, and the import itself (A12).

Writes nothing before Import; reads no file itself.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from dainvo.engine.file_values import FileProgress, FoundEvent, ImportPreview, ImportReport, Standing, UndoReport
from dainvo.ical.event import CollectionId
from dainvo.store.reader import Reader
from dainvo.ui import dates, language, messages, mirror, toasts
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Elided, Glyph, Parted, button, clear, grown, label_for, plain, row, set_face
from dainvo.ui.editor.calendar_box import CalendarBox
from dainvo.ui.files import choosing
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet

_LIST_PX = 216
_LISTED = 60
_ICONS = {Standing.NEW: ("plus", "ok"), Standing.NEWER: ("sync", "accent"), Standing.UNREADABLE: ("warning", "warning")}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportSheet", text)


def ask(window: QWidget, bridge: Bridge, reader: Reader, calendar: CollectionId | None = None) -> None:
    """Have the user choose a file, and show what it would bring."""
    kinds = [choosing.calendar_files(), choosing.all_files()]
    choosing.read(window, _tr("Import events"), kinds, lambda path: show(window, bridge, reader, path, calendar))


def show(window: QWidget, bridge: Bridge, reader: Reader, path: Path, calendar: CollectionId | None = None) -> None:
    """Show what the file would bring; says so if there is no calendar to import into."""
    if any(one.writable for one in reader.collections()):
        ImportSheet(window, bridge, reader, path, calendar).open()
    else:
        toasts.say(window, _tr("There is no calendar to import into. Add an account or start one on this computer."))


class ImportSheet(Sheet):
    """The preview changes with the calendar chosen."""

    def __init__(
        self, parent: QWidget, bridge: Bridge, reader: Reader, path: Path, calendar: CollectionId | None = None
    ) -> None:
        super().__init__(parent, _tr("Import events"), width=540)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._path, self._window = bridge, path, parent
        self._job: Job | None = None
        self._run = 0
        self._preview: ImportPreview | None = None
        self.calendar = CalendarBox()
        calendars = reader.collections()
        first = next(one.id for one in calendars if one.writable)
        writable = {one.id for one in calendars if one.writable}
        self.calendar.fill(calendars, reader.accounts(), calendar if calendar in writable and calendar else first)
        self.calendar.picked.connect(lambda _calendar: self.look())
        self._lay_out()
        self.look()

    def _lay_out(self) -> None:
        name = Elided(self._path.name, style="body_medium")
        self.body.addLayout(row(Glyph("calendar"), name))
        self.body.addSpacing(10)
        self.body.addLayout(row(label_for(self.tr("In&to"), self.calendar), self.calendar, None))
        self.body.addSpacing(12)
        self.counts = Notice()
        self.body.addWidget(self.counts)
        self.rest = plain(role="caption", wrap=True)
        self.rest.hide()
        self.body.addWidget(Parted(self.rest, 0, left=24))
        self.update_box = QCheckBox()
        self.update_box.setChecked(True)
        self.update_box.toggled.connect(lambda _on: self._tell_button())
        self.update_box.hide()
        self.body.addWidget(Parted(self.update_box, 8))
        self.list = QWidget()
        self._rows = QVBoxLayout(self.list)
        self._rows.setContentsMargins(*mirror.sides(0, 8, 14, 8))
        self._rows.setSpacing(4)
        self.list.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.bar.hide()
        self.body.addWidget(Parted(self.bar, 10))
        self._area = self.scroll_part(self.list)
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = button(self.tr("&Import"), "primary")
        self.import_button.clicked.connect(self.begin)
        self.foot.addLayout(row(self.cancel_button, None, self.import_button))

    def scroll_part(self, contents: QWidget) -> QFrame:
        """The list of events, which scrolls by itself under what stands above it."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(_LIST_PX)
        area.setWidget(contents)
        area.setAccessibleName(self.tr("Events of the file"))
        area.viewport().setAutoFillBackground(False)
        contents.setAutoFillBackground(False)
        area.hide()
        self.body.addWidget(Parted(area, 10))
        return area

    # the look into the file

    def look(self) -> None:
        """Compare the file with the calendar that is chosen."""
        if self._job is not None:
            self._job.cancel()
        self._preview = None
        self.import_button.setEnabled(False)
        self.counts.tell(self.tr("Looking into the file…"), icon="spin")
        self.rest.hide()
        self.fit()
        self._job = self._bridge.run(
            "files.preview_import",
            self._path,
            self.calendar.current(),
            ok=self._looked,
            err=self._not_looked,
            owner=self,
        )

    def _looked(self, preview: ImportPreview) -> None:
        self._job, self._preview = None, preview
        said, rest = counted(preview)
        nothing = not preview.new and not preview.newer
        self.counts.tell(said, icon="info" if nothing else "check-circle", strong=not nothing)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        self.update_box.setText(_plural(preview.newer, "Also take 1 newer version", "Also take %n newer versions"))
        self.update_box.setVisible(bool(preview.newer))
        self._list_events(preview.events)
        self._tell_button()
        self.fit()

    def _not_looked(self, failure: BaseException) -> None:
        self._job = None
        said = messages.explain(failure)
        self.counts.tell(said.both, tone="danger", icon="warning")
        self.rest.hide()
        self.update_box.hide()
        self._area.hide()
        self.fit()

    def _list_events(self, events: tuple[FoundEvent, ...]) -> None:
        clear(self._rows)
        for each in events[:_LISTED]:
            self._rows.addWidget(_Found(each))
        preview = self._preview
        named = min(len(events), _LISTED)
        more = (preview.new + preview.newer + preview.unreadable if preview is not None else 0) - named
        if more > 0:
            self._rows.addWidget(plain(self.tr("and {n} more").format(n=more), role="caption"))
        self._rows.addStretch(1)
        self.list.setVisible(bool(events))
        self._area.setVisible(bool(events))
        self._area.setFixedHeight(min(_LIST_PX, 16 + grown(28) * (named + (more > 0))))

    def _tell_button(self) -> None:
        preview = self._preview
        number = 0 if preview is None else preview.new + (preview.newer if self.update_box.isChecked() else 0)
        text = _plural(number, "&Import 1 event", "&Import %n events")
        set_face(self.import_button, text if number else _tr("&Import"))
        self.import_button.setEnabled(bool(number))

    # the import

    def begin(self) -> None:
        """Import what was shown."""
        preview = self._preview
        if preview is None:
            return
        self._run = 0
        for control in (self.calendar, self.update_box, self.import_button):
            control.setEnabled(False)
        self.bar.setRange(0, max(1, preview.new + preview.known + preview.newer))
        self.bar.setValue(0)
        self.bar.show()
        self.counts.tell(self.tr("Importing…"), icon="spin")
        self.rest.hide()
        self.cancel_button.setText(self.tr("Stop"))
        self.fit()
        update = bool(preview.newer) and self.update_box.isChecked()
        self._job = self._bridge.run(
            "files.import_file",
            self._path,
            self.calendar.current(),
            update=update,
            tell=self._progress,
            ok=self._imported,
            err=self._failed,
            owner=self,
        )

    def _progress(self, progress: FileProgress) -> None:
        self._run = progress.run
        self.bar.setValue(progress.done)

    def _imported(self, report: ImportReport) -> None:
        self._job = None
        window, bridge, run = self._window, self._bridge, report.run
        done = _plural(report.added + report.updated, "1 event imported", "%n events imported")
        toasts.say(window, done, toasts.Action(_tr("Undo"), partial(take_back, window, bridge, run)))
        self.accept()

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self.bar.hide()
        said = messages.explain(failure).both
        if self._run:
            said += " " + self.tr("What came until then is taken back.")
            take_back(self._window, self._bridge, self._run)
        self.counts.tell(said, tone="danger", icon="warning")
        self.calendar.setEnabled(True)
        self.cancel_button.setText(self.tr("Cancel"))
        self.fit()

    def reject(self) -> None:
        """While it imports: stop, and take back what came."""
        if self._job is not None:
            self._job.cancel()
            if self._run:
                take_back(self._window, self._bridge, self._run)
        super().reject()


class _Found(QWidget):
    """One event of the file."""

    def __init__(self, event: FoundEvent) -> None:
        super().__init__()
        icon, role = _ICONS.get(event.standing, ("calendar", "text2"))
        standing = {
            Standing.NEW: _tr("new"),
            Standing.NEWER: _tr("newer"),
            Standing.UNREADABLE: _tr("can’t be read"),
        }.get(event.standing, "")
        title = event.title or (_tr("(no title)") if event.standing is not Standing.UNREADABLE else standing)
        when = _when(event)
        self.setFixedHeight(grown(24))
        self.setLayout(row(Glyph(icon, size=14, role=role), Elided(title), None, plain(when, role="text2")))
        self.setAccessibleName(", ".join(part for part in (title, when, standing) if part))


def _when(event: FoundEvent) -> str:
    if event.start is None:
        return ""
    day = event.start.date() if isinstance(event.start, datetime) else event.start
    said = f"{dates.short_day(day)} {day.year}"
    return _tr("{day}, repeats").format(day=said) if event.recurring else said


def counted(preview: ImportPreview) -> tuple[str, str]:
    """What a file would bring, and what of it would be left; the second may be empty."""
    comes = [
        (preview.new, "1 new", "%n new"),
        (preview.newer, "1 newer than here", "%n newer than here"),
    ]
    stays = [
        (preview.known, "1 already here", "%n already here"),
        (preview.unreadable, "1 can’t be read", "%n can’t be read"),
        (preview.left_out, "1 task left out", "%n tasks left out"),
    ]
    said, rest = (" · ".join(_plural(*each) for each in part if each[0]) for part in (comes, stays))
    if said:
        return said, rest
    return _tr("Nothing new in this file.") if rest else _tr("There is no event in this file."), rest


def take_back(window: QWidget, bridge: Bridge, run: int) -> None:
    """Undo an import, and say what became of it."""

    def done(report: UndoReport) -> None:
        said = _plural(report.taken_back, "1 imported event taken back", "%n imported events taken back")
        if report.stayed:
            said += " · " + _plural(report.stayed, "1 was changed since and stays", "%n were changed since and stay")
        toasts.say(window, said)

    def failed(failure: BaseException) -> None:
        toasts.say(window, messages.explain(failure).both)

    bridge.run("files.undo_import", run, ok=done, err=failed, owner=window)


def _plural(number: int, one: str, many: str) -> str:
    return language.counted("ImportSheet", one, many, number)
