"""Asks before a link to a service that is not known opens: where it really leads (Y08).

Opens nothing itself; Esc is the harmless answer.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dainvo.ui.controls import button, plain, row
from dainvo.ui.sheet import Sheet

_MOST = 300
_AS_SENT = QUrl.ComponentFormattingOption.FullyEncoded


class LinkQuestion(Sheet):
    """`agreed` comes if the user wants it opened."""

    agreed = Signal()

    def __init__(self, parent: QWidget, url: str) -> None:
        # As the browser gets it: no letters that look like others or turn the reading, and no other idea of the host.
        goal = QUrl(url)
        super().__init__(parent, _tr("Open this link?"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(plain(_tr("Open {host}?").format(host=goal.host(_AS_SENT)), role="dialog", wrap=True))
        self.body.addSpacing(6)
        why = _tr("Dainvo does not know this meeting service. The link leads to:")
        if url[:5].lower() == "http:":
            why = _tr("This link is not protected (http): others can read along. It leads to:")
        self.body.addWidget(plain(why, role="text2", wrap=True))
        self.body.addSpacing(8)
        shown = plain(_broken(goal.toString(_AS_SENT)[:_MOST]), style="month_time", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(shown)
        self.cancel_button = button(_tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.open_button = button(_tr("&Open in browser"), icon="external")
        self.open_button.clicked.connect(self._agree)
        self.foot.addLayout(row(self.cancel_button, None, self.open_button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel_button.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _broken(url: str) -> str:
    """With places where a long line may break."""
    return "".join(letter + ("\u200b" if letter in "/?&=-" else "") for letter in url)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LinkQuestion", text)
