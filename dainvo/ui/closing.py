"""What becomes of the program when its window is closed: it ends, goes on without a window, or asks (D15).

There is no icon in the tray: a Dainvo without a window comes back by being opened again. Sends nothing itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from dainvo.errors import DainvoError
from dainvo.settings import Settings
from dainvo.ui.controls import button, plain, row, set_face
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("Closing", text)


if TYPE_CHECKING:
    from dainvo.store.reader import Reader

KEEP, QUIT = "keep", "quit"


class Closing(QObject):
    """Watches one window. `settings` gives those in use, `keep` takes changed ones, `leave` ends the program."""

    def __init__(
        self,
        window: QWidget,
        reader: Reader,
        settings: Callable[[], Settings],
        keep: Callable[[Settings], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._reader = window, reader
        self._settings, self._keep, self._leave = settings, keep, leave
        self._said = ""  # what was just chosen, which goes before the setting
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setQuitOnLastWindowClosed(False)  # from now on this decides
            if sys.platform == "darwin":
                application.applicationStateChanged.connect(self._woken)

    def quit(self) -> None:
        """Close the window and end the program, whatever closing means."""
        if self._window.isVisible():
            self._close_with(QUIT)
        else:
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close:
            return False
        wish = QUIT if _session_ends() else self._said or self._settings().on_close
        waiting = self._waiting() if not wish else 0
        if waiting:
            self._ask(waiting)
            event.ignore()
            return True
        if wish != KEEP:
            QTimer.singleShot(0, self, self._leave)
        return False  # the window closes as ever, and can be shown again

    def _waiting(self) -> int:
        try:
            return self._reader.status().waiting
        except DainvoError:
            return 0  # a damaged copy is made again at the next start

    def _ask(self, waiting: int) -> None:
        if any(sheet.isVisible() for sheet in self._window.findChildren(KeepQuestion)):
            return
        sheet = KeepQuestion(self._window, waiting)
        sheet.chosen.connect(self._answered)
        sheet.open()

    def _answered(self, wish: str, remember: bool) -> None:
        if remember:
            self._keep(self._settings().changed(on_close=wish))
        self._close_with(wish)

    def _close_with(self, wish: str) -> None:
        self._said = wish
        try:
            self._window.close()
        finally:
            self._said = ""

    def _woken(self, state: Qt.ApplicationState) -> None:
        """A click in the Dock brings the window back."""
        if state == Qt.ApplicationState.ApplicationActive and not self._window.isVisible():
            self._window.show()


def of(window: QWidget) -> Closing | None:
    """What decides for `window`, if anything does yet."""
    return window.findChild(Closing)


def _session_ends() -> bool:
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()


class KeepQuestion(Sheet):
    """Whether to go on without a window while changes wait; `chosen` brings the wish and whether it is for good."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget, waiting: int) -> None:
        super().__init__(parent, _tr("Keep Dainvo running?"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = counted("KeepQuestion", "1 change has not been sent yet.", "%n changes have not been sent yet.", waiting)
        self.body.addWidget(plain(self.tr("Keep Dainvo running?"), role="dialog", wrap=True))
        self.body.addSpacing(6)
        what = self.tr(
            "Without its window Dainvo goes on syncing and sends what waits; open it again to see it. If you quit,"
            " nothing is lost: it is sent at the next start."
        )
        self.body.addWidget(plain(f"{said} {what}", role="text2", wrap=True))
        self.body.addSpacing(12)
        self.remember = QCheckBox()
        set_face(self.remember, self.tr("&Do not ask again"))
        self.remember.setAccessibleDescription(self.tr("Settings › Notifications & start changes it"))
        self.body.addWidget(self.remember)
        self.quit_button = button(self.tr("&Quit"))
        self.keep_button = button(self.tr("&Keep running"), "primary")
        for made, wish in ((self.quit_button, QUIT), (self.keep_button, KEEP)):
            made.clicked.connect(lambda _checked=False, wish=wish: self._choose(wish))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addLayout(row(cancel, None, self.quit_button, self.keep_button))
        self.keep_button.setFocus()

    def _choose(self, wish: str) -> None:
        self.accept()
        self.chosen.emit(wish, self.remember.isChecked())
