"""Removing the last copy of a calendar that its server no longer lists; what was never sent is named first.

Removes nothing itself; the focus begins on Cancel.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Collection, Reader
from dainvo.ui import messages, toasts
from dainvo.ui.accounts.unsent import lines, unsent
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import button, plain, row
from dainvo.ui.sheet import Sheet


def ask(window: QWidget, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
    """Have it removed; a sheet asks first where something of the user's is nowhere else."""
    named = unsent(reader, calendar=calendar.id)
    if named:
        ForgetCalendar(window, bridge, calendar, named).open()
    else:
        _forget(window, bridge, calendar, unsent=False)


def _forget(window: QWidget, bridge: Bridge, calendar: Collection, *, unsent: bool) -> None:
    bridge.run(
        "calendar_list.forget_calendar",
        calendar.id,
        unsent=unsent,
        err=lambda failure: toasts.say(window, messages.explain(failure).both),
        owner=window,
    )


class ForgetCalendar(Sheet):
    """Names what is nowhere else, and says how it can be kept."""

    def __init__(self, parent: QWidget, bridge: Bridge, calendar: Collection, named: list[str]) -> None:
        heading = self.tr("Remove “{name}” from this computer?").format(name=calendar.name)
        super().__init__(parent, heading, width=520, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host, self._bridge, self._calendar = parent, bridge, calendar
        self.body.addWidget(plain(heading, role="dialog", wrap=True))
        self.body.addSpacing(6)
        said = self.tr("Its server no longer has it, and these changes were never sent. They are nowhere else:")
        self.body.addWidget(plain(said, wrap=True))
        self.body.addSpacing(6)
        self.named = plain(lines(named), role="text2", wrap=True)
        self.body.addWidget(self.named)
        self.body.addSpacing(6)
        self.body.addWidget(plain(self.tr("Export… in the calendar’s menu keeps them in a file."), wrap=True))
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.remove_button = button(self.tr("&Remove anyway"), "danger")
        self.remove_button.clicked.connect(self._remove)
        self.foot.addLayout(row(self.cancel_button, None, self.remove_button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel_button.setFocus()

    def _remove(self) -> None:
        _forget(self._host, self._bridge, self._calendar, unsent=True)
        self.accept()
