"""The printers of the system, loaded only when something is printed.

Lays nothing out.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from dainvo.ui.printing.document import Document


def is_there() -> bool:
    """Whether this computer has a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask(parent: QWidget, document: Document, title: str) -> QPrintDialog:
    """Have the user choose a printer and print all pages, or those of the range that is typed there."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setDocName(title)
    device.setPageLayout(document.layout)
    device.setFullPage(True)
    dialog = QPrintDialog(device, parent)
    dialog.setMinMax(1, len(document.pages))
    dialog.accepted.connect(lambda: send(device, document))
    QDialog.open(dialog)  # its own `open` wants a slot to call
    return dialog


def send(device: QPrinter, document: Document) -> None:
    """Print on `device`, whatever its resolution is."""
    first = device.fromPage() or 1
    last = device.toPage() or len(document.pages)
    painter = QPainter(device)
    room = QRectF(painter.viewport())
    scale = min(room.width() / document.size.width(), room.height() / document.size.height())
    painter.scale(scale, scale)
    for number in range(first - 1, min(last, len(document.pages))):
        if number >= first:
            device.newPage()
        document.draw(painter, number)
    painter.end()
