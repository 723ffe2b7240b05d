"""The foot of the editor: what saving will do or what is in its way, Cancel and Save (N08)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dainvo.ui import theme
from dainvo.ui.controls import Elided, Glyph, button, plain
from dainvo.ui.editor.save_button import SaveButton


class Foot:
    """Laid into `row`. Presses nothing and says nothing by itself."""

    def __init__(self, row: QHBoxLayout) -> None:
        self._stop = Glyph("stop", role="danger")
        self.effect = plain(style="body_medium", wrap=True)
        self.detail = Elided(style="caption", role="text2")
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.effect)
        texts.addWidget(self.detail)
        self.cancel = button(_tr("Cancel"))
        self.save = SaveButton(_tr("Save"), _tr("Ctrl ↵"))
        self.save.setToolTip(_tr("Save (Ctrl+Enter)"))
        row.addWidget(self._stop)
        row.addLayout(texts, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)

    def only_close(self) -> None:
        """Nothing can be saved here."""
        self.save.hide()
        self.cancel.setText(_tr("Close"))

    def tell(self, text: str, detail: str = "", *, fault: bool = False) -> None:
        """What saving does, or the `fault` in its way."""
        self._stop.setVisible(fault)
        self.effect.setProperty("role", "danger" if fault else "")
        self.effect.setText(text)
        self.detail.set_text(detail)
        self.detail.setVisible(bool(detail))
        theme.repolish(self.effect)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editor", text)
