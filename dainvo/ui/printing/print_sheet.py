"""The print dialog: what comes of it at the left, what is chosen at the right; to a printer or into a PDF (P01–P03).

Draws no page itself: `document` does.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import CollectionId, Occurrence, PartStat
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import dates, mirror, theme, toasts
from dainvo.ui.accounts.form_fields import FormFields
from dainvo.ui.controls import Elided, ElidedBox, Square, bare_box, button, column, grown, plain, row, set_face, tool
from dainvo.ui.editor.fields import DateField
from dainvo.ui.files import choosing
from dainvo.ui.printing import printer
from dainvo.ui.printing.choice import MOST_DAYS, Choice, Layout, Legend, Matter, letters
from dainvo.ui.printing.document import Document, preview
from dainvo.ui.sheet import Sheet

_WEEK = timedelta(days=7)  # the weeks of a month show days of its neighbours
_OF_VIEW = {
    "day": Layout.DAY,
    "agenda": Layout.AGENDA,
    **dict.fromkeys(("month", "weeks", "year"), Layout.MONTH),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintSheet", text)


class Paper(QWidget):
    """A page as it will be."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._number = 0

    def show_page(self, document: Document, number: int) -> None:
        self._document, self._number = document, number
        said = _tr("Preview of page {x} of {y}: {title}")
        self.setAccessibleName(said.format(x=number + 1, y=len(document.pages), title=document.pages[number].title))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None:
            return
        room, size = QRectF(self.rect()), self._document.size
        scale = min((room.width() - 2) / size.width(), (room.height() - 2) / size.height())
        box = QRectF(0, 0, size.width() * scale, size.height() * scale)
        box.moveCenter(room.center())
        painter = QPainter(self)
        preview(painter, self._document, self._number, box)
        painter.setPen(QPen(theme.tokens().hairline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


class PrintSheet(Sheet):
    """Starts with what the window shows: its view, its days, and the calendars that are seen."""

    def __init__(
        self, parent: QWidget, reader: Reader, *, span: tuple[date, date], now: datetime, settings: Settings
    ) -> None:
        super().__init__(parent, _tr("Print"), width=800)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reader, self._now = reader, now
        self._first_weekday = dates.first_weekday(settings.first_weekday)
        self._work = settings.work_start_hour, settings.work_end_hour
        self._legends: dict[CollectionId, Legend] = {}
        self._notes: dict[Occurrence, str] = {}
        self._page = 0
        self.ticks: dict[CollectionId, QCheckBox] = {}
        self.layouts, self.papers = ElidedBox(), ElidedBox()
        self.first, self.last = DateField(_tr("From"), now.date()), DateField(_tr("To"), now.date())
        self.places, self.notes = QCheckBox(), QCheckBox()
        self.hint = plain(role="caption", wrap=True)
        self.paper = Paper()
        self.document: Document
        self._fill(settings.view, span)
        self.body.addLayout(row(self._preview(), self._form(), spacing=24))
        self._make_foot()
        self.renew()
        self.layouts.setFocus()

    @property
    def choice(self) -> Choice:
        first, last = self.first.value(), self.last.value()
        return Choice(
            Layout(self.layouts.currentData()),
            min(first, last),
            max(first, last),
            frozenset(key for key, tick in self.ticks.items() if tick.isChecked()),
            places=self.places.isChecked(),
            notes=self.notes.isChecked() and self.notes.isVisibleTo(self),
            first_weekday=self._first_weekday,
            work=self._work,
        )

    def renew(self) -> None:
        """Make the pages again of what is chosen now."""
        is_list = self.layouts.currentData() == Layout.AGENDA
        self.notes.setVisible(is_list)  # only there is room for them
        choice = self.choice
        self.document = Document(choice, self._matter(choice), self.papers.currentData())
        too_long = (choice.last - choice.first).days >= MOST_DAYS
        self.hint.setText(_tr("At most {n} days are printed at once.").format(n=MOST_DAYS))
        self.hint.setVisible(too_long)
        self._show(self._page)

    def save(self) -> None:
        """Ask for a place and write the PDF there."""
        title = self.document.pages[0].title
        choosing.write(self, _tr("Save as PDF"), f"{title}.pdf", [_tr("PDF files (*.pdf)")], self._write)

    def print(self) -> None:
        """Ask for a printer."""
        dialog = printer.ask(self, self.document, self.document.pages[0].title)
        dialog.accepted.connect(self.accept)

    def _write(self, path: Path) -> None:
        try:
            path.write_bytes(self.document.pdf(self.document.pages[0].title))
        except OSError as problem:
            toasts.say(self, _tr("The PDF could not be written: {reason}").format(reason=problem.strerror or "?"))
            return
        toasts.say(self.parentWidget() or self, _tr("Saved as {name}").format(name=path.name))
        self.accept()

    def _matter(self, choice: Choice) -> Matter:
        spans = choice.spans()
        events = self._reader.occurrences(
            spans[0][0] - _WEEK, spans[-1][1] + _WEEK, collections=choice.calendars, include_hidden=True
        )
        kept = [event for event in events if event.own_partstat is not PartStat.DECLINED]
        legends = {key: legend for key, legend in self._legends.items() if key in choice.calendars}
        printed = f"{dates.day_and_month(self._now.date())} {self._now.year}, {dates.time_text(self._now)}"
        return Matter(kept, legends, printed, self._notes_of)

    def _notes_of(self, event: Occurrence) -> str:
        if event not in self._notes:
            try:
                self._notes[event] = self._reader.event(event.resource, event.recurrence_id).draft.description
            except DainvoError:
                self._notes[event] = ""  # gone meanwhile, or not readable: it has none to print
        return self._notes[event]

    def _show(self, number: int) -> None:
        self._page = max(0, min(number, len(self.document.pages) - 1))
        count = len(self.document.pages)
        self.paper.show_page(self.document, self._page)
        self.count.setText(_tr("Page {x} of {y}").format(x=self._page + 1, y=count))
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page + 1 < count)

    def _fill(self, view: str, span: tuple[date, date]) -> None:
        """What can be chosen, and what is chosen at first."""
        names = {
            Layout.DAY: _tr("Day"),
            Layout.WEEK: _tr("Week, hours"),
            Layout.PLANNER: _tr("Week, planner"),
            Layout.MONTH: _tr("Month"),
            Layout.AGENDA: _tr("Agenda"),
        }
        for layout, name in names.items():
            self.layouts.addItem(name, layout)
        layout = _OF_VIEW.get(view, Layout.WEEK)
        self.layouts.setCurrentIndex(list(names).index(layout))
        self.papers.addItem(_tr("A4"), QPageSize.PageSizeId.A4)
        self.papers.addItem(_tr("Letter"), QPageSize.PageSizeId.Letter)
        american = dates.locale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
        self.papers.setCurrentIndex(1 if american else 0)
        first, last = _month_of(span) if layout is Layout.MONTH else span
        self.first.set_value(first)
        self.last.set_value(last)
        for number, calendar in enumerate(self._reader.collections()):
            self._legends[calendar.id] = Legend(letters(number), calendar.name, calendar.color)
            tick = bare_box(calendar.name)
            tick.setChecked(calendar.visible)
            self.ticks[calendar.id] = tick
        set_face(self.places, _tr("&Places and links"))
        set_face(self.notes, _tr("N&otes"))
        self.places.setChecked(True)

    def _preview(self) -> QWidget:
        self.back, self.forward = (
            tool("chevron-left", _tr("Page before"), small=True),
            tool("chevron-right", _tr("Page after"), small=True),
        )
        self.count: QLabel = plain(role="text2")
        self.back.clicked.connect(lambda: self._show(self._page - 1))
        self.forward.clicked.connect(lambda: self._show(self._page + 1))
        side = max(160, min(grown(400), self._wide - 68 - grown(332)))  # beside the form
        self.paper.setFixedSize(side, side)
        held = QWidget()
        held.setLayout(column(self.paper, 8, row(None, self.back, self.count, self.forward, None)))
        held.setFixedWidth(self.paper.width())
        return held

    def _form(self) -> QWidget:
        form = FormFields(label=72)
        for field in (self.layouts, self.first, self.last, self.papers):
            field.setFixedWidth(grown(220))
        form.add_row(_tr("&Layout"), self.layouts)
        form.add_row(_tr("&From"), self.first)
        form.add_row(_tr("&To"), self.last)
        form.add_row(_tr("P&aper"), self.papers)
        for box in (self.layouts, self.papers):
            box.currentIndexChanged.connect(self.renew)
        for field in (self.first, self.last):
            field.chosen.connect(self.renew)
        for tick in (self.places, self.notes, *self.ticks.values()):
            tick.toggled.connect(self.renew)
        held = QWidget()
        calendars = plain(_tr("Calendars"), role="text2")
        held.setLayout(
            column(form, self.hint, 12, calendars, 4, self._calendars(), 12, self.places, 4, self.notes, None)
        )
        return held

    def _calendars(self) -> QWidget:
        """A tick for each, with the letter that it has on the paper."""
        inner = QWidget()
        listed = QVBoxLayout(inner)
        listed.setContentsMargins(*mirror.sides(0, 0, 8, 0))
        listed.setSpacing(2)
        for key, tick in self.ticks.items():
            legend = self._legends[key]
            name = Elided(f"{legend.letter}   {legend.name}")
            line = row(tick, Square(legend.colour), name)
            line.setStretchFactor(name, 1)
            listed.addLayout(line)
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_tr("Calendars"))
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setFixedHeight(min(150, grown(28) * max(1, len(self.ticks)) + 4))
        return area

    def _make_foot(self) -> None:
        cancel, self.no_printer = button(_tr("Cancel")), plain(role="caption")
        cancel.clicked.connect(self.reject)
        self.save_button, self.print_button = button(_tr("&Save as PDF…")), button(_tr("&Print…"), "primary")
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        if printer.is_there():
            self.print_button.setDefault(True)
        else:
            self.print_button.setEnabled(False)
            self.no_printer.setText(_tr("This computer has no printer. A PDF can be saved."))
            self.print_button.setAccessibleDescription(self.no_printer.text())
            self.save_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.no_printer, self.save_button, self.print_button))


def _month_of(span: tuple[date, date]) -> tuple[date, date]:
    """The month that a page of weeks shows, without the days of its neighbours; more than one page as it is."""
    if (span[1] - span[0]).days > 6 * 7:
        return span
    first = (span[0] + (span[1] - span[0]) / 2).replace(day=1)
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def open_sheet(
    parent: QWidget, reader: Reader, *, span: tuple[date, date], now: datetime, settings: Settings
) -> PrintSheet:
    """Show the dialog."""
    sheet = PrintSheet(parent, reader, span=span, now=now, settings=settings)
    sheet.open()
    return sheet
