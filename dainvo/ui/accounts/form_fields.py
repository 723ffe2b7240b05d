"""Labelled lines of a form, each with its error below it.

Checks nothing: who shows a form does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ui import theme
from dainvo.ui.controls import grown, label_for
from dainvo.ui.notice import ErrorLine


class FormFields(QWidget):
    """Labels at the left, fields at the right."""

    def __init__(self, *, label: int = 96) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, label)
        self._grid.setColumnStretch(1, 1)

    def add(self, text: str, *, placeholder: str = "", secret: bool = False) -> tuple[QLineEdit, ErrorLine]:
        """One more line; the letter after & in `text` leads to it."""
        field = QLineEdit()
        field.setFixedHeight(grown(28))
        field.setPlaceholderText(placeholder)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        error = ErrorLine()
        held = QVBoxLayout()
        held.setSpacing(0)
        held.addWidget(field)
        held.addWidget(error)
        self.add_row(text, field, held)
        return field, error

    def add_row(self, text: str, field: QWidget, held: QLayout | None = None) -> None:
        """Something else than a line of text, with its label."""
        field.setAccessibleName(text.replace("&", ""))
        place = self._grid.rowCount()
        self._grid.addWidget(label_for(text, field), place, 0, Qt.AlignmentFlag.AlignTop)
        if held is not None:
            self._grid.addLayout(held, place, 1)
        else:
            self._grid.addWidget(field, place, 1)

    def add_below(self, widget: QWidget) -> None:
        """Something that stands below the field before it."""
        self._grid.addWidget(widget, self._grid.rowCount(), 1)


def mark(field: QLineEdit, error: ErrorLine, text: str) -> bool:
    """Say what is wrong with a field, nothing if `text` is empty; whether something is."""
    error.tell(text)
    field.setProperty("wrong", bool(text))
    theme.repolish(field)
    return bool(text)
