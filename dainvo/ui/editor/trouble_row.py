"""What can be done about an event that its server refuses, or that was changed in two places: buttons in its card.

The reason stands above them; the engine does what is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dainvo.errors import Why
from dainvo.ui import messages, mirror, toasts
from dainvo.ui.controls import button, plain, row
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.ical.event import Event
    from dainvo.store.reader import Reader
    from dainvo.store.shown import Collection
    from dainvo.ui.bridge import Bridge

_ASKED = frozenset({Why.CHANGED_ON_SERVER, Why.GONE})


def tr(text: str) -> str:
    return QCoreApplication.translate("TroubleRow", text)


class TroubleRow(QWidget):
    """[Review] for what is asked; [Copy to…] and [Discard] for what the server will not take; nothing otherwise."""

    def __init__(self, host: QWidget, bridge: Bridge, reader: Reader, event: Event) -> None:
        super().__init__()
        self._host = host
        self._bridge = bridge
        self._reader = reader
        self._event = event
        self.buttons: list[QPushButton] = []
        if event.why_blocked in _ASKED:
            self._add(tr("&Review"), self._review)
        elif event.why_blocked != Why.UNREADABLE:
            self._add(tr("&Copy to…"), self._copy)
            self._add(tr("Dis&card"), self._discard)
        self.setLayout(row(*self.buttons, None, margins=(30, 2, 16, 6)))
        self.setVisible(bool(self.buttons))

    def _add(self, face: str, act: object) -> None:
        made = button(face, small=True)
        made.clicked.connect(act)
        self.buttons.append(made)

    def _review(self) -> None:
        from dainvo.ui.editor.conflict_sheet import ConflictSheet

        kept = next((each for each in self._reader.kept() if each.resource == self._event.resource), None)
        if kept is not None:
            ConflictSheet(self._host, self._bridge, kept).open()

    def _copy(self) -> None:
        """The calendars that take it, below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = self._event.draft.collection
        for calendar in self._reader.collections():
            if calendar.writable and calendar.id != here:
                action = menu.addAction(calendar.name.replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, calendar=calendar: self._copy_to(calendar))
        if not menu.actions():
            menu.addAction(tr("There is no other calendar that you can write to")).setEnabled(False)
        place = self.buttons[0]
        mirror.drop(menu, place)

    def _copy_to(self, calendar: Collection) -> None:
        self._run("conflicts.copy_to", calendar.id)

    def _discard(self) -> None:
        sheet = DiscardSheet(self._host, self._event.draft.summary, new=not self._has_base())
        sheet.accepted.connect(lambda: self._run("conflicts.discard_change"))
        sheet.open()

    def _has_base(self) -> bool:
        return self._event.state.value != "new" or self._event.goes_back

    def _run(self, verb: str, *values: object) -> None:
        host = self._host
        self._bridge.run(
            verb,
            self._event.resource,
            *values,
            err=lambda failure: toasts.say(host, messages.explain(failure).both),
            owner=host,
        )


class DiscardSheet(Sheet):
    """Whether what is not on the server is to be given up."""

    def __init__(self, parent: QWidget, title: str, *, new: bool) -> None:
        super().__init__(parent, tr("Discard"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = title or tr("(no title)")
        heading = tr("Discard “{title}”?") if new else tr("Discard your changes to “{title}”?")
        said = tr("The event is deleted here.") if new else tr("The event goes back to what the server has.")
        self.body.addWidget(plain(heading.format(title=shown), role="dialog", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.keep_button = button(tr("&Keep"))
        self.keep_button.clicked.connect(self.reject)
        self.discard_button = button(tr("&Discard"), "danger")
        self.discard_button.clicked.connect(self.accept)
        self.foot.addLayout(row(self.keep_button, None, self.discard_button))
        self.keep_button.setFocus()
