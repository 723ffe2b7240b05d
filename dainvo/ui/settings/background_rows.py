"""Settings › Notifications & start: the start at login, and what closing the window means (I03, D15).

Writes nothing: the engine makes the system's entry, and changed settings go to whoever keeps them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from dainvo.errors import Refused
from dainvo.ui import keys, messages
from dainvo.ui.closing import KEEP, QUIT
from dainvo.ui.controls import set_face

if TYPE_CHECKING:
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.settings.pages import Give, Page, Take


class BackgroundRows(QObject):
    """Two rows of a page. What the system says is asked for when they are made."""

    def __init__(self, page: Page, take: Take, give: Give, bridge: Bridge) -> None:
        super().__init__(page)
        self._page, self._take, self._give, self._bridge = page, take, give, bridge
        self.login = QCheckBox()
        set_face(self.login, self.tr("Start &hidden when I log in"))
        self.login.setEnabled(False)
        self.login.clicked.connect(self._choose)
        page.add(self.tr("At login"), self.login, self.tr("Dainvo syncs without a window until you open it."))
        quits = keys.keys_of("quit")
        self.close = page.choose(
            self.tr("Closing the &window"),
            "on_close",
            [
                ("", self.tr("Asks if changes wait")),
                (QUIT, self.tr("Quits Dainvo")),
                (KEEP, self.tr("Keeps Dainvo running")),
            ],
            self.tr("{keys} always quits.").format(keys=quits[0]) if quits else "",
        )
        bridge.run("login.starts", ok=self._show, err=self._failed, owner=page)

    def _show(self, starts: bool | None) -> None:
        self.login.setChecked(bool(starts))
        why = "" if starts is not None else self.tr("Only an installed Dainvo can be started by the system.")
        self._page.set_off(self.login, why)

    def _choose(self, wanted: bool) -> None:
        self.login.setEnabled(False)
        self._bridge.run("login.choose", wanted, ok=self._chosen, err=self._failed, owner=self._page)

    def _chosen(self, starts: bool | None) -> None:
        self._show(starts)
        if starts and not self._take().on_close:
            # Whoever wants it from login on does not mean the first close to end it.
            self._give(self._take().changed(on_close=KEEP))
            self.close.setCurrentIndex(self.close.findData(KEEP))

    def _failed(self, failure: BaseException) -> None:
        from dainvo.ui import toasts

        self.login.setEnabled(True)
        self.login.setChecked(not self.login.isChecked())
        said = messages.explain(failure).both
        if isinstance(failure, Refused) and "reason" in failure.about:
            said = self.tr("What starts at login could not be changed: {reason}.").format(**failure.about)
        toasts.say(self._page.window(), said)
