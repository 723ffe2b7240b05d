"""The reminders of an event as chips.

Rings nothing, and never touches alarms that it cannot show.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from dainvo.ical.event import Alarm
from dainvo.ui.chips import Chip
from dainvo.ui.editor import phrases
from dainvo.ui.editor.chip_field import ChipField, plus

_TIMED_MIN = (0, -5, -10, -15, -30, -60, -120, -24 * 60, -2 * 24 * 60, -7 * 24 * 60)
#: Of whole days, from midnight: 9:00 on the day, 18:00 and 9:00 before it, 9:00 earlier.
_DAYS_MIN = (9 * 60, -6 * 60, -15 * 60, -2 * 24 * 60 + 9 * 60, -7 * 24 * 60 + 9 * 60)


class Reminders(ChipField):
    """The alarms of an event as chips, and + for another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._alarms: list[Alarm] = []
        self._all_day = False
        self.plus = plus(self.tr("Add a reminder"), self.menu)
        self.flow.addWidget(self.plus)

    def alarms(self) -> tuple[Alarm, ...]:
        return tuple(self._alarms)

    def set_alarms(self, alarms: tuple[Alarm, ...], *, read_only: bool = False) -> None:
        self._alarms = list(alarms)
        self.plus.setVisible(not read_only)
        self._show()

    def set_all_day(self, all_day: bool) -> None:
        """Whether they are those of whole days: said and offered as times of a day."""
        if all_day != self._all_day:
            self._all_day = all_day
            self._show()

    def menu(self) -> QMenu:
        """The usual reminders that are not there yet."""
        menu = QMenu(self)
        for minutes in _DAYS_MIN if self._all_day else _TIMED_MIN:
            one = Alarm(timedelta(minutes=minutes))
            if one not in self._alarms:
                menu.addAction(self._said(one)).triggered.connect(lambda _on=False, one=one: self._add(one))
        return menu

    def _said(self, one: Alarm) -> str:
        return phrases.day_alarm(one) if self._all_day else phrases.alarm(one)

    def _add(self, one: Alarm) -> None:
        self._alarms.append(one)
        self._show()
        self.changed.emit()

    def _remove(self, one: Alarm) -> None:
        if self.plus.isVisible() and one in self._alarms:
            self._alarms.remove(one)
            self._show()
            self.plus.setFocus()
            self.changed.emit()

    def _show(self) -> None:
        self.show_chips([self._chip(one) for one in self._alarms])

    def _chip(self, one: Alarm) -> Chip:
        chip = Chip(self._said(one), icon="bell", removable=not self.plus.isHidden(), parent=self)
        chip.setAccessibleDescription(self.tr("Delete removes this reminder"))
        chip.removed.connect(lambda: self._remove(one))
        return chip
