"""Asks for a new passphrase, twice, or for the one there is, before the lock is switched on or off (Y10).

Keeps nothing: whoever opened it does.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dainvo.ui.accounts.form_fields import FormFields, mark
from dainvo.ui.controls import button, plain, row
from dainvo.ui.lock_rule import LEAST, Attempts
from dainvo.ui.sheet import Sheet
from dainvo.ui.trial import Trial

WIDTH = 440


class NewPassphrase(Sheet):
    """`chosen` brings a passphrase that was typed twice alike."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _tr("Passphrase"), width=WIDTH)
        self.form = FormFields()
        self.first, self.first_error = self.form.add(self.tr("&New passphrase"), secret=True)
        self.again, self.again_error = self.form.add(self.tr("Once &more"), secret=True)
        least = self.tr("At least {count} characters; some words in a row are easy to remember.")
        lost = self.tr("If you forget it, the guide says how to get in again: nothing is lost.")
        self.body.addWidget(plain(f"{least.format(count=LEAST)} {lost}", role="text2", wrap=True))
        self.body.addSpacing(12)
        self.body.addWidget(self.form)
        self.set_button = button(self.tr("&Switch on"), "primary")
        self.set_button.clicked.connect(self._choose)
        self.set_button.setDefault(True)
        cancel = button(_tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addLayout(row(cancel, None, self.set_button))
        self.first.setFocus()

    def _choose(self) -> None:
        typed = self.first.text()
        short = self.tr("At least {count} characters").format(count=LEAST) if len(typed) < LEAST else ""
        differs = self.tr("The two are not the same") if not short and typed != self.again.text() else ""
        wrong = [mark(self.first, self.first_error, short), mark(self.again, self.again_error, differs)]
        self.fit()
        if not any(wrong):
            self.first.clear()
            self.again.clear()
            self.accept()
            self.chosen.emit(typed)


class AskPassphrase(Sheet):
    """Accepted once `opens` says that the typed one is right; `attempts` makes wrong ones wait."""

    def __init__(
        self, parent: QWidget, opens: Callable[[str], bool], attempts: Attempts, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent, _tr("Passphrase"), width=WIDTH)
        self.form = FormFields()
        self.field, self.error = self.form.add(self.tr("&Passphrase"), secret=True)
        self.body.addWidget(plain(self.tr("To switch the lock off, type its passphrase."), role="text2", wrap=True))
        self.body.addSpacing(12)
        self.body.addWidget(self.form)
        self.off_button = button(self.tr("&Switch off"), "primary")
        trial = Trial(self.field, self.off_button, self._say, opens, attempts, now)
        trial.right.connect(self.accept)
        self.off_button.setDefault(True)
        cancel = button(_tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addLayout(row(cancel, None, self.off_button))
        self.field.setFocus()

    def _say(self, wrong: str) -> None:
        mark(self.field, self.error, wrong)
        self.fit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Passphrase", text)
