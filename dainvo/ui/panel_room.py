"""Where the side panel is: beside the view of a wide window, over that of a narrow one until something is chosen.

Keeps no setting; whether the panel is wanted beside the view is told each time.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dainvo.ui import mirror
from dainvo.ui.bar import Bar
from dainvo.ui.side_panel import SidePanel

WIDE_PX = 900


class PanelRoom:
    """`row` is what the window lays out: the panel, where it has room there, and `stack`."""

    def __init__(self, window: QWidget, bar: Bar, panel: SidePanel, stack: QWidget) -> None:
        self._window, self._bar, self._panel, self._stack = window, bar, panel, stack
        self._over = False
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(panel)
        self.row.addWidget(stack, 1)

    def turn_over(self) -> bool:
        """Lay it over the view of a narrow window, or take it away; False in a wide one."""
        self._over = not self._is_wide() and not self._over
        return not self._is_wide()

    def place(self, wanted: bool) -> None:
        """Show it where it belongs; `wanted`: beside a view that has room for it."""
        wide = self._is_wide()
        if wide:
            self._over = False
            if self.row.indexOf(self._panel) < 0:
                self.row.insertWidget(0, self._panel)
        elif self.row.indexOf(self._panel) >= 0:
            self.row.removeWidget(self._panel)
        shown = wanted if wide else self._over
        self._panel.setVisible(shown)
        self._bar.show_panel(shown)
        if not wide:
            over = QRect(QPoint(0, self._bar.height()), QSize(self._panel.width(), self._stack.height()))
            self._panel.setGeometry(mirror.box(over, self._window.width()))
            self._panel.raise_()

    def _is_wide(self) -> bool:
        return self._window.width() >= WIDE_PX
