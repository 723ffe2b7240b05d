"""The exceptions of a series as a list: skipped, extra and changed dates, each with its way back (E10).

Collects wishes; the engine carries them out on Save.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ical.event import DateWishes, RecurrenceId, SeriesDates
from dainvo.ui import mirror, theme
from dainvo.ui.controls import Glyph, button, clear, plain, row
from dainvo.ui.editor import phrases
from dainvo.ui.editor.fields import DateField

_GLYPHS = {"skipped": "cross", "extra": "plus", "changed": "pencil"}


class ExceptionsList(QWidget):
    """A line that counts them and unfolds the list. `changed` comes with every wish."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._dates = SeriesDates()
        self._own = RecurrenceId("")
        self._restore: list[RecurrenceId] = []
        self._add: list[date] = []
        self.toggle = button(self.tr("Exceptions"), "link")
        self.toggle.setCheckable(True)
        self.toggle.setStyleSheet(mirror.rules("QPushButton { padding: 0 4px 0 0; border: none; text-align: left; }"))
        self.toggle.toggled.connect(lambda _on: self._show())
        self.inside = QVBoxLayout()
        self.inside.setSpacing(2)
        self.day = DateField(self.tr("Another date of the series"), today)
        self.add = button(self.tr("Add this date"), small=True)
        self.add.clicked.connect(self._add_day)
        self._adding = QWidget()
        self._adding.setLayout(row(self.day, self.add, None, spacing=6, margins=(0, 4, 0, 0)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row(self.toggle, None))
        layout.addLayout(self.inside)
        layout.addWidget(self._adding)
        self._read_only = False
        self._show()

    def set_dates(self, dates: SeriesDates, start: date, *, own: RecurrenceId, read_only: bool) -> None:
        """Show these; `own` is the occurrence that is being edited, which is not restored meanwhile."""
        self._dates, self._own, self._read_only = dates, own, read_only
        self._restore, self._add = [], []
        self.day.set_value(date.fromordinal(start.toordinal() + 1))
        self._show()

    def wishes(self) -> DateWishes:
        return DateWishes(tuple(self._restore), tuple(self._add))

    def rows(self) -> list[tuple[str, RecurrenceId]]:
        """(kind, which) of what is listed, in order of the dates."""
        found = [
            *(("skipped", one) for one in self._dates.skipped),
            *(("extra", one) for one in self._dates.extra),
            *(("changed", one) for one in self._dates.changed if one != self._own),
        ]
        return sorted(found, key=lambda each: each[1])

    def _show(self) -> None:
        opened, rows = self.toggle.isChecked(), self.rows()
        self.toggle.setText(self._counted(rows))
        theme.set_icon(self.toggle, "chevron-down" if opened else "chevron-right", role="accent")
        clear(self.inside)
        if opened:
            for kind, which in rows:
                self.inside.addLayout(self._row(kind, which))
            for day in self._add:
                self.inside.addLayout(self._added(day))
        self._adding.setVisible(opened and not self._read_only)

    def _counted(self, rows: list[tuple[str, RecurrenceId]]) -> str:
        kinds = [kind for kind, _ in rows]
        said = [
            (kinds.count("skipped"), self.tr("{n} skipped")),
            (kinds.count("extra") + len(self._add), self.tr("{n} extra")),
            (kinds.count("changed"), self.tr("{n} changed")),
        ]
        counted = " · ".join(text.format(n=number) for number, text in said if number)
        return self.tr("Exceptions: {counted}").format(counted=counted) if counted else self.tr("No exceptions")

    def _row(self, kind: str, which: RecurrenceId) -> QVBoxLayout:
        wanted = which in self._restore
        day = phrases.full_day(_day_of(which))
        said = {
            "skipped": self.tr("{day} · skipped"),
            "extra": self.tr("{day} · extra"),
            "changed": self.tr("{day} · changed by hand"),
        }[kind]
        later = {
            "skipped": self.tr("{day} · comes back when you save"),
            "extra": self.tr("{day} · goes when you save"),
            "changed": self.tr("{day} · like the others when you save"),
        }[kind]
        text = plain((later if wanted else said).format(day=day), role="" if wanted else "text2")
        face = self.tr("Undo") if wanted else self.tr("Remove") if kind == "extra" else self.tr("Restore")
        act = button(face, "link", small=True)
        act.setAccessibleName(f"{face}, {day}")
        act.clicked.connect(lambda: self._turn(which))
        act.setVisible(not self._read_only)
        return _lined(_GLYPHS[kind], text, act)

    def _added(self, day: date) -> QVBoxLayout:
        text = plain(self.tr("{day} · added when you save").format(day=phrases.full_day(day)))
        act = button(self.tr("Undo"), "link", small=True)
        act.setAccessibleName(f"{self.tr('Undo')}, {phrases.full_day(day)}")
        act.clicked.connect(lambda: self._take_back(day))
        return _lined("plus", text, act)

    def _turn(self, which: RecurrenceId) -> None:
        if which in self._restore:
            self._restore.remove(which)
        else:
            self._restore.append(which)
        self._told()

    def _add_day(self) -> None:
        day = self.day.value()
        if not self.day.wrong and day not in self._add:
            self._add.append(day)
            self._told()

    def _take_back(self, day: date) -> None:
        self._add.remove(day)
        self._told()

    def _told(self) -> None:
        QTimer.singleShot(0, self, self._show)  # the button that was pressed goes with its row
        self.toggle.setFocus()
        self.changed.emit()


def _day_of(which: RecurrenceId) -> date:
    return date.fromisoformat(which[:8])


def _lined(glyph: str, text: QWidget, act: QWidget) -> QVBoxLayout:
    holder = QVBoxLayout()
    lined = row(Glyph(glyph, size=14), text, None, act, spacing=8)
    holder.addLayout(lined)
    return holder
