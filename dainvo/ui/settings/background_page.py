"""Settings › Notifications & start: what the desktop is told, and Dainvo without its window (A32, I03, D15).

Stores nothing: changed settings go to whoever opened the window, and count at once.
"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import set_face
from dainvo.ui.settings.background_rows import BackgroundRows
from dainvo.ui.settings.pages import Give, Page, Take


class BackgroundPage(Page):
    """Both are told by the desktop's own notifications."""

    def __init__(self, take: Take, give: Give, bridge: Bridge) -> None:
        super().__init__(self._title(), take, give)
        self.remind = QCheckBox()
        set_face(self.remind, self.tr("&Remind me on the desktop"))
        self.remind.setChecked(take().reminders)
        self.remind.clicked.connect(lambda on: self._give(self._take().changed(reminders=on)))
        said = self.tr("With title, time and place, as long as Dainvo runs.")
        self.add(self.tr("Reminders of events"), self.remind, said)
        self.tell = QCheckBox()
        set_face(self.tell, self.tr("&Tell me on the desktop"))
        self.tell.setChecked(take().desktop_notices)
        self.tell.clicked.connect(lambda on: self._give(self._take().changed(desktop_notices=on)))
        note = self.tr("Once, while the window is not in front. Nothing of any event is in it.")
        self.add(self.tr("An account needs me"), self.tell, note)
        self.rows_of_background = BackgroundRows(self, take, give, bridge)
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Notifications & start")
