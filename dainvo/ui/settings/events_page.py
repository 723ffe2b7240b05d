"""Settings › Events & reminders: what new events begin with, and the list of categories (E26, E29).

Stores nothing: changed settings go to whoever opened the window, and count at once.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QGridLayout, QPushButton

from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.occurrence import CollectionId
from dainvo.store.reader import Collection, Reader
from dainvo.ui import dates
from dainvo.ui.controls import Elided, Square, button, plain, row
from dainvo.ui.editor import phrases
from dainvo.ui.editor.categories import CategorySheet, read_list, written_list
from dainvo.ui.settings.pages import Give, Page, Take


class EventsPage(Page):
    """Events that are there keep what they have."""

    def __init__(self, take: Take, give: Give, reader: Reader) -> None:
        super().__init__(self._title(), take, give)
        writable = [one for one in reader.collections() if one.writable]
        lengths = sorted({15, 20, 25, 30, 45, 60, 90, 120, take().event_minutes})
        said = [(value, dates.elapsed(timedelta(minutes=value))) for value in lengths]
        self.minutes = self.choose(self.tr("&Length of new events"), "event_minutes", [*said])
        homes: list[tuple[object, str]] = [(0, self.tr("The first that is shown"))]
        homes += [(int(one.id), one.name) for one in writable]
        self.home = self.choose(self.tr("&Calendar of new events"), "default_collection", homes)
        self.categories = button(self.tr("C&ategories…"))
        self.categories.clicked.connect(self._manage)
        self.add(self.tr("Categories"), self.categories, self.tr("Words for events, each with a colour of its own."))
        self.reminders: dict[CollectionId, QPushButton] = {}
        self.summaries: dict[CollectionId, Elided] = {}
        self._make_reminders(writable)
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Events & reminders")

    def _manage(self) -> None:
        sheet = CategorySheet(self.window(), read_list(self._take().categories))
        sheet.kept.connect(lambda known: self._give(self._take().changed(categories=written_list(known))))
        sheet.open()

    # reminders

    def _make_reminders(self, calendars: list[Collection]) -> None:
        """A line for each calendar: what its new events remind of, and the way to change that."""
        if not calendars:
            return
        title = self.tr("Default reminders")
        self.words.append(title)
        self.outer.addSpacing(18)
        self.outer.addWidget(plain(title, role="text2", style="switch"))
        self.outer.addSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 168)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(calendars):
            name = Elided(one.name)
            name.setMaximumWidth(140)
            self.summaries[one.id] = Elided(role="text2")
            change = button(self.tr("Change…"), small=True)
            change.setAccessibleName(self.tr("Default reminders of {calendar}").format(calendar=one.name))
            change.clicked.connect(lambda _on=False, one=one: self._change(one))
            self.reminders[one.id] = change
            grid.addLayout(row(Square(one.color), name, None, spacing=8), place, 0)
            grid.addWidget(self.summaries[one.id], place, 1)
            grid.addWidget(change, place, 2)
        self.outer.addLayout(grid)
        self._show()

    def _show(self) -> None:
        stored = self._take().default_alarms
        for calendar, shown in self.summaries.items():
            timed = [phrases.alarm(one) for one in default_alarms(stored, calendar, all_day=False)]
            whole = [phrases.day_alarm(one) for one in default_alarms(stored, calendar, all_day=True)]
            parts = [", ".join(timed)] if timed else []
            if whole:
                parts.append(self.tr("whole days {times}").format(times=", ".join(whole)))
            shown.set_text(" · ".join(parts) or self.tr("none"))

    def _change(self, calendar: Collection) -> None:
        from dainvo.ui.editor.reminder_sheet import ReminderSheet

        sheet = ReminderSheet(self.window(), calendar.name, calendar.id, self._take().default_alarms)
        sheet.kept.connect(self._kept)
        sheet.open()

    def _kept(self, stored: str) -> None:
        self._give(self._take().changed(default_alarms=stored))
        self._show()
