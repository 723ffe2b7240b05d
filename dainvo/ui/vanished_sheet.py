"""A calendar most of whose events the server suddenly lists no more: what is to become of them (decision of the user).

Removes and writes nothing by itself: the engine does what was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.ui import messages, toasts
from dainvo.ui.controls import button, plain, row
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("VanishedSheet", text)


if TYPE_CHECKING:
    from dainvo.store.shown import Collection
    from dainvo.ui.bridge import Bridge


class VanishedSheet(Sheet):
    """Put them back on the server, remove them here, too, or neither for now."""

    def __init__(self, parent: QWidget, bridge: Bridge, calendar: Collection) -> None:
        super().__init__(parent, _tr("Events are gone from the server"), width=560, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._calendar = calendar
        heading = counted(
            "VanishedSheet",
            "1 event of “{calendar}” is gone from the server",
            "%n events of “{calendar}” are gone from the server",
            calendar.vanished,
        )
        self.body.addWidget(plain(heading.format(calendar=calendar.name), role="dialog", wrap=True))
        self.body.addSpacing(4)
        said = self.tr(
            "So many at once may be a mistake of the server or of another program, so nothing was removed here."
            " Whatever you choose, removed events can be brought back for 30 days."
        )
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.later = button(self.tr("&Decide later"))
        self.later.clicked.connect(self.reject)
        self.buttons = {
            "remove": button(self.tr("&Remove them here, too")),
            "put_back": button(self.tr("&Put them back on the server"), "primary"),
        }
        for answer, made in self.buttons.items():
            made.clicked.connect(lambda _checked=False, answer=answer: self._choose(answer))
        self.foot.addLayout(row(self.later, None, *self.buttons.values()))
        self.later.setFocus()

    def _choose(self, answer: str) -> None:
        for made in self.buttons.values():
            made.setEnabled(False)
        self._bridge.run(
            "calendars.answer_vanished",
            self._calendar.id,
            answer,
            ok=lambda _report: self.accept(),
            err=self._failed,
            owner=self,
        )

    def _failed(self, failure: BaseException) -> None:
        for made in self.buttons.values():
            made.setEnabled(True)
        toasts.say(self, messages.explain(failure).both)
