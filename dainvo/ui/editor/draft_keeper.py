"""Keeps what an open editor says in a file while it is not saved, and offers what the last end left behind (E36).

Saves no event.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dainvo.ui.controls import button, plain, row
from dainvo.ui.editor import draft_file, phrases
from dainvo.ui.editor.draft_file import KeptDraft
from dainvo.ui.sheet import Sheet

log = logging.getLogger(__name__)
_EVERY_MS = 2000


class DraftKeeper(QObject):
    """`said` gives what is to be kept now, None if there is nothing to lose. `path`: of a draft that was restored."""

    def __init__(
        self, parent: QObject, folder: Path, said: Callable[[], KeptDraft | None], path: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.path = path or folder / f"{uuid4().hex}.json"
        self._said = said
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._end)

    def touch(self) -> None:
        """Something was typed: it is kept within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self, *, ended: bool = False) -> None:
        """Keep it now; `ended` as in the file."""
        kept = self._said()
        try:
            if kept is not None:
                draft_file.write(self.path, replace(kept, ended=ended))
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("a draft could not be kept: %s", error)

    def forget(self) -> None:
        """It was saved, or is not wanted."""
        self._timer.stop()
        self._said = lambda: None
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("a draft could not be removed: %s", error)

    def _end(self) -> None:
        """The program ends with the editor open, as when the system shuts down."""
        self.keep(ended=True)


class DraftsLeft(Sheet):
    """What was not saved at the last end: `restore` comes with the path and the draft of each."""

    restore = Signal(object, object)

    def __init__(self, parent: QWidget, left: list[tuple[Path, KeptDraft]]) -> None:
        super().__init__(parent, QCoreApplication.translate("DraftKeeper", "Draft"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._left = left
        self.body.addWidget(plain(self._heading(), role="dialog", wrap=True))
        self.body.addSpacing(8)
        for _path, kept in left[:10]:
            title = kept.draft.summary or self.tr("(no title)")
            self.body.addWidget(plain(title, style="body_medium", wrap=True))
            self.body.addWidget(plain(phrases.when_of(kept.draft), role="text2", wrap=True))
            self.body.addSpacing(6)
        self.discard_button = button(self.tr("&Discard"))
        self.discard_button.clicked.connect(self._discard)
        self.restore_button = button(self.tr("&Restore"), "primary")
        self.restore_button.clicked.connect(self._restore)
        self.foot.addLayout(row(self.discard_button, None, self.restore_button))
        self.restore_button.setFocus()

    def _heading(self) -> str:
        several = len(self._left) > 1
        if all(kept.ended for _path, kept in self._left):
            if several:
                return self.tr("Your drafts are here: they were not saved when Dainvo was closed.")
            return self.tr("Your draft is here: it was not saved when Dainvo was closed.")
        if several:
            return self.tr("Dainvo was closed unexpectedly. Your drafts are here.")
        return self.tr("Dainvo was closed unexpectedly. Your draft is here.")

    def _restore(self) -> None:
        self.accept()
        for path, kept in self._left:
            self.restore.emit(path, kept)

    def _discard(self) -> None:
        for path, _kept in self._left:
            path.unlink(missing_ok=True)
        self.reject()


def offer(window: QWidget, folder: Path, restore: Callable[[Path, KeptDraft], None]) -> None:
    """Offer what is left in `folder`; `restore` opens each. A window that started hidden asks once it is looked at."""
    if not window.isVisible():
        _Shown(window, partial(offer, window, folder, restore))
        return
    left = left_in(folder)
    if left:
        sheet = DraftsLeft(window, left)
        sheet.restore.connect(restore)
        sheet.open()


class _Shown(QObject):
    """Calls `then` when a window is next shown."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, watched, self._then)
            self.deleteLater()
        return False


def left_in(folder: Path) -> list[tuple[Path, KeptDraft]]:
    """The drafts in a folder that can be read; a file that cannot is taken away."""
    found = []
    for path in draft_file.all_in(folder):
        kept = draft_file.read(path)
        if kept is not None:
            found.append((path, kept))
        else:
            path.unlink(missing_ok=True)
    return found
