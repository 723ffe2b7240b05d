"""What becomes of a fault of ours: it is logged, told to whoever started us from a terminal, and can be reported (Y14).

Mends nothing, and sends nothing anywhere.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

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
