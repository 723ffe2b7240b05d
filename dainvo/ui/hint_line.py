"""One line after the first run: how to begin (I14). Its cross closes it for good.

Explains nothing else: the guide is in Help.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ui import keys, mirror
from dainvo.ui.controls import plain, tool
from dainvo.ui.focus_back import give_back


class HintLine(QFrame):
    """Names the keys as they are now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("tone", "info")
        new, all_keys = (next(iter(keys.keys_of(action)), "") for action in ("new", "keys"))
        parts = [self.tr("Drag on the grid to make an event")]
        if new:
            parts.append(self.tr("{key} to type one").format(key=new))
        if all_keys:
            parts.append(self.tr("{key} for keys").format(key=all_keys.removeprefix("Shift+")))
        self.text = plain(" · ".join(parts), wrap=True)
        self.close_button = tool("cross", self.tr("Close this hint"), small=True)
        self.close_button.clicked.connect(self.close_for_good)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*mirror.sides(16, 4, 8, 4))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.close_button)

    def close_for_good(self) -> None:
        give_back(self)
        self.hide()
        self.deleteLater()


def show_below(column: QVBoxLayout, window: QWidget) -> HintLine:
    """Put the line above the strip of `window`, the last in its `column`."""
    made = HintLine(window)
    column.insertWidget(column.count() - 1, made)
    made.show()
    return made
