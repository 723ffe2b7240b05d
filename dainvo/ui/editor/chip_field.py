"""Chips beside each other, in as many lines as they need, and what is behind them: + or a line to write in.

What a chip stands for, and what removing it means, is whose field it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from dainvo.ui import mirror
from dainvo.ui.chips import Chip
from dainvo.ui.controls import grown, tool
from dainvo.ui.flow import Flow


class ChipField(QWidget):
    """Whatever else is put into `flow` stays behind the chips."""

    def __init__(self, parent: QWidget | None = None, *, inset: int = 0, spacing: int = 4) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self.flow = Flow(self, inset=inset, spacing=spacing)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """Show these in place of those that are there."""
        for chip in self.chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = list(chips)
        for place, chip in enumerate(self.chips):
            self.flow.insert(place, chip)
            chip.show()
        self.flow.invalidate()
        self.updateGeometry()


def plus(name: str, menu: Callable[[], QMenu]) -> QToolButton:
    """What adds a chip: opens `menu` below itself."""
    made = tool("plus", name, small=True, role="accent")
    made.setFixedHeight(grown(28))
    made.clicked.connect(lambda: mirror.drop(menu(), made))
    return made
