"""Locks the window behind a passphrase: everything is hidden, and a page with one field stands in its place (Y10).

Guards what is on the screen from eyes at this desk, nothing else: files and the command line are as before, and
sync goes on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dainvo import private_file
from dainvo.settings import LOCK, Settings
from dainvo.ui import lock_rule
from dainvo.ui.closing import KEEP
from dainvo.ui.lock_page import LockPage

#: The computer may sleep meanwhile, when timers stand still.
_LOOK_MS = 30_000
_HANDS = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # comes before a key, and before its shortcut
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Lock(QObject):
    """Of one main window. `now`: seconds of a clock that goes on while the computer sleeps."""

    def __init__(self, window: QWidget, folder: Path, now: Callable[[], float] = time.time) -> None:
        super().__init__(window)
        self._window, self._path, self._now = window, folder / LOCK, now
        self.attempts = lock_rule.Attempts()
        self._idle = lock_rule.Idle(now())
        self.page: LockPage | None = None
        self._hidden: list[QWidget] = []  # what comes back, in the order in which it was opened
        self._later: list[Callable[[], object]] = []
        self._look = QTimer(self)
        self._look.timeout.connect(self.look)
        self._look.start(_LOOK_MS)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @property
    def locked(self) -> bool:
        return self.page is not None

    def lock(self) -> None:
        """From now on nothing is seen but the page, and not even that if the window is not there."""
        if self.page is not None:
            return
        self.page = LockPage(self.opens, self.attempts, self._now)
        self.page.opened.connect(self._open)
        self.page.quit_wanted.connect(self._quit)
        self.page.close_wanted.connect(self._close)
        self.page.setGeometry(self._window.geometry())
        self.page.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        if self._window.isVisible():
            self._come()
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and not self._of_page(one):
                self._hide(one)

    def begin(self, *, hidden: bool) -> None:
        """Locked from the start: the window has never been shown."""
        self.lock()
        if not hidden:
            self._come()

    def opens(self, passphrase: str) -> bool:
        """Whether it is the passphrase of this profile. Takes a tenth of a second."""
        try:
            return lock_rule.opens(passphrase, self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False

    def when_open(self, do: Callable[[], object]) -> None:
        """Do it as soon as the window is not locked."""
        if self.locked:
            self._later.append(do)
        else:
            do()

    def look(self) -> None:
        """Lock if nobody has been here for as long as the settings say."""
        minutes = settings_of(self._window).lock_minutes
        if not self.locked and minutes and self._idle.left(self._now(), minutes) <= 0:
            self.lock()

    def end(self) -> None:
        """No lock any more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._look.stop()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HANDS:
            return self._touched(watched, event)
        if kind == QEvent.Type.Show and self.page is not None and isinstance(watched, QWidget) and watched.isWindow():
            self._keep_back(watched)
        return False

    def _touched(self, watched: QObject, event: QEvent) -> bool:
        """Whether what hands do must do nothing: it came after the idle time, or for something hidden since."""
        was_locked = self.locked
        self.look()
        if not self.locked:
            self._idle.touch(self._now())
            return False
        if was_locked and (not isinstance(watched, QWidget) or self._of_page(watched)):
            return False
        event.accept()  # Qt tries the shortcuts of a key that nobody claims
        return True

    def _keep_back(self, shown: QWidget) -> None:
        """What opens while all is locked is not painted, and comes later."""
        if self._of_page(shown) or shown.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            return
        shown.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

        def hide() -> None:
            self._hide(shown)
            shown.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
            if not self.locked:
                self._show_hidden()
            elif shown is self._window:
                self._come()

        QTimer.singleShot(0, shown, hide)

    def _of_page(self, widget: QWidget) -> bool:
        above: QWidget | None = widget
        while above is not None and above is not self.page:
            above = above.parentWidget()
        return above is not None

    def _hide(self, widget: QWidget) -> None:
        if widget.windowType() in _PASSING:
            widget.close()
            return
        widget.hide()
        if widget not in self._hidden:
            self._hidden.append(widget)

    def _come(self) -> None:
        """Show the page in place of the window, which comes when it is opened."""
        if self._window not in self._hidden:
            self._hidden.insert(0, self._window)
        if self.page is not None:
            self.page.show()
            self.page.raise_()
            self.page.activateWindow()
            self.page.field.setFocus()

    def _open(self) -> None:
        page, self.page = self.page, None
        self.attempts = lock_rule.Attempts()
        self._idle.touch(self._now())
        self._show_hidden()
        if page is not None:
            page.hide()
            page.deleteLater()
        waiting, self._later = self._later, []
        for do in waiting:
            do()

    def _show_hidden(self) -> None:
        hidden, self._hidden = self._hidden, []
        for one in sorted(hidden, key=lambda one: one is not self._window):
            if shiboken6.isValid(one):
                one.show()

    def _quit(self) -> None:
        """Nothing is asked: what was typed is kept as drafts, what waits is sent at the next start."""
        from dainvo.ui import closing

        found = closing.of(self._window)
        if found is not None:
            found.quit()
        else:
            QCoreApplication.quit()

    def _close(self) -> None:
        if settings_of(self._window).on_close == KEEP and self.page is not None:
            self.page.hide()
        else:
            self._quit()


def settings_of(window: QWidget) -> Settings:
    """Those that the main window works with."""
    found = getattr(window, "settings", None)
    return found if isinstance(found, Settings) else Settings()


def of(near: QWidget) -> Lock | None:
    """The lock of the main window that `near` belongs to, also from a dialog of it; None if it has none."""
    return _main(near).findChild(Lock)


def waits(window: QWidget, do: Callable[[], object]) -> bool:
    """Whether `window` is locked; if so `do` comes as soon as it is not."""
    found = of(window)
    if found is None or not found.locked:
        return False
    found.when_open(do)
    return True


def now(window: QWidget) -> None:
    """Lock; without a passphrase say where one is set."""
    found = of(window)
    if found is not None:
        found.lock()
        return
    from dainvo.ui import toasts

    said = QCoreApplication.translate(
        "Lock", "There is no passphrase to unlock with yet. Settings › Privacy & security sets one."
    )
    toasts.say(window, said)


def is_on(folder: Path) -> bool:
    return (folder / LOCK).exists()


def switch_on(near: QWidget, folder: Path, passphrase: str, salt: bytes | None = None) -> None:
    """Keep what tells the passphrase again, for this user alone, and watch from now on. Raises OSError."""
    private_file.write(folder / LOCK, lock_rule.kept(passphrase, salt or os.urandom(16)), durable=True)
    if of(near) is None:
        Lock(_main(near), folder)


def switch_off(near: QWidget, folder: Path) -> None:
    """Raises OSError."""
    (folder / LOCK).unlink(missing_ok=True)
    found = of(near)
    if found is not None:
        found.end()


def _main(near: QWidget) -> QWidget:
    window = near.window()
    while (above := window.parentWidget()) is not None:
        window = above.window()
    return window
