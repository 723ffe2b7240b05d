"""The least a PySide6 program can be: an empty window, painted once."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        os._exit(0)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Empty()
    window.resize(1180, 760)
    window.show()
    application.exec()
