"""The reminders that new events of a calendar begin with (E26).

Writes no event: `kept` is for the settings.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from dainvo.ical.default_alarms import EVERY, DefaultAlarms, read_defaults, written_defaults
from dainvo.ical.event import CollectionId
from dainvo.ui.controls import button, label_for, plain, row, set_face
from dainvo.ui.editor.reminders import Reminders
from dainvo.ui.sheet import Sheet


class ReminderSheet(Sheet):
    """`kept` comes with the whole text for the settings."""

    kept = Signal(str)

    def __init__(self, parent: QWidget, calendar: str, collection: CollectionId, stored: str) -> None:
        super().__init__(parent, QCoreApplication.translate("ReminderSheet", "Default reminders"), width=460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._collection, self._all = collection, read_defaults(stored)
        own = self._all.get(collection, self._all.get(EVERY, DefaultAlarms()))
        said = self.tr("New events in ‘{calendar}’ begin with these. Events that are there keep theirs.")
        self.body.addWidget(plain(said.format(calendar=calendar), role="text2", wrap=True))
        self.body.addSpacing(14)
        self.timed, self.whole_days = Reminders(), Reminders()
        self.whole_days.set_all_day(True)
        self.timed.set_alarms(own.timed)
        self.whole_days.set_alarms(own.whole_days)
        self.timed.plus.setAccessibleName(self.tr("Add a reminder for events with a time"))
        self.whole_days.plus.setAccessibleName(self.tr("Add a reminder for events of whole days"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        pairs = ((self.tr("With a &time"), self.timed), (self.tr("&Whole days"), self.whole_days))
        for place, (text, field) in enumerate(pairs):
            grid.addWidget(label_for(text, field.plus), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, place, 1)
            field.changed.connect(self.fit)
        self.body.addLayout(grid)
        self.body.addSpacing(14)
        self.everywhere = QCheckBox()
        set_face(self.everywhere, self.tr("The same in &all calendars"))
        self.body.addWidget(self.everywhere)
        self.body.addStretch(1)  # not between the rows
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = button(self.tr("&Save"), "primary")
        self.save_button.clicked.connect(self._save)
        self.foot.addLayout(row(cancel, None, self.save_button))
        self.timed.plus.setFocus()

    def _save(self) -> None:
        made = DefaultAlarms(self.timed.alarms(), self.whole_days.alarms())
        kept = {EVERY: made} if self.everywhere.isChecked() else {**self._all, self._collection: made}
        self.kept.emit(written_defaults(kept))
        self.accept()
