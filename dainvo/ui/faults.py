"""What becomes of a fault of ours: it is logged, told to whoever started us from a terminal, and can be reported (Y14);
and of a profile that cannot be worked with.

Mends nothing, and sends nothing anywhere.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from dainvo.errors import DainvoError

if TYPE_CHECKING:
    from dainvo.store.reader import Reader


def tell(
    window: QWidget, reader: Reader, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """One question at a time: a fault that comes again with every paint must not fill the screen."""
    import logging

    from dainvo import log
    from dainvo.ui.diagnostics import DiagnosticsSheet

    logging.getLogger(__name__).error("unexpected failure", exc_info=(kind, error, trace))
    sys.stderr.write(log.trace(error) + "\n")  # what it says may quote a title, and desktops keep a journal
    if not any(sheet.isVisible() for sheet in window.findChildren(DiagnosticsSheet)):
        DiagnosticsSheet(window, reader, happened=log.trace(error)).open()


def end(window: QWidget, failure: DainvoError) -> None:
    """Say why this profile is of no use, and end the program once that is read."""
    from dainvo.ui.messages import sentence

    said = sentence(failure.why, failure.about)
    box = QMessageBox(QMessageBox.Icon.Warning, "Dainvo", said.text, QMessageBox.StandardButton.Close, window)
    box.setInformativeText(said.hint)
    box.finished.connect(lambda _button: QApplication.exit(1))
    box.open()
