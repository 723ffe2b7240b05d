"""A calendar's name and colour: for all devices, or on this computer alone (A16, A17, A35).

Changes nothing itself; what the server did not take is said here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from dainvo.store.reader import Account, Collection
from dainvo.ui import messages
from dainvo.ui.accounts.calendar_picker import rights
from dainvo.ui.accounts.colour_row import ColourRow
from dainvo.ui.accounts.form_fields import FormFields, mark
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, plain, row, set_face
from dainvo.ui.notice import Cure, Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarSheet", text)


class CalendarSheet(Sheet):
    """Save tells the engine what changed, name and colour each for themselves."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, calendar: Collection) -> None:
        super().__init__(parent, _tr("Name and colour"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account, self._calendar = bridge, account, calendar
        self._local = account.kind == "local"
        self._open = 0
        fields = FormFields(label=72)
        self.name, self.error = fields.add(self.tr("&Name"))
        self.name.setText(calendar.name)
        self.colours = ColourRow(calendar.color)
        fields.add_row(self.tr("&Colour"), self.colours)
        self.body.addWidget(fields)
        self.here = QCheckBox()
        set_face(self.here, self.tr("&Only on this computer"))
        self.here.setChecked(bool(calendar.synced_as or calendar.kept_here))
        self.here.setVisible(not self._local)
        self.here.toggled.connect(self._explain)
        self.body.addWidget(Parted(self.here, 12))
        self.about = plain(role="caption", wrap=True)
        self.body.addWidget(Parted(self.about, 6))
        self.notice = Notice()
        self.notice.hide()
        self.notice.chosen.connect(self._cure)
        self.body.addWidget(Parted(self.notice, 10))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = button(self.tr("&Save"), "primary")
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.save_button))
        self._explain()
        self._tell_what_was_refused()
        self.name.setFocus()
        self.name.selectAll()

    def save(self) -> None:
        """Have what changed taken over; the sheet closes at once where nothing did."""
        name = " ".join(self.name.text().split())
        if mark(self.name, self.error, "" if name else self.tr("Give the calendar a name")):
            self.name.setFocus()
            self.fit()
            return
        here = self.here.isChecked() and not self._local
        was_here = bool(self._calendar.synced_as)
        if name != self._calendar.name or (was_here and not here):
            self._run("calendar_list.rename", name, here=here)
        if self.colours.colour.lower() != self._calendar.color.lower():
            self._run("calendar_list.recolor", self.colours.colour, here=here)
        if not self._open:
            self.accept()
        self.save_button.setEnabled(not self._open)

    def _run(self, verb: str, value: str, *, here: bool) -> None:
        self._open += 1
        self._bridge.run(
            verb, self._calendar.id, value, here=here, ok=lambda _none: self._done(), err=self._failed, owner=self
        )

    def _done(self) -> None:
        self._open -= 1
        if not self._open:
            self.accept()

    def _failed(self, failure: BaseException) -> None:
        self._open -= 1
        self.save_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.notice.show()
        self.fit()

    def _explain(self) -> None:
        calendar, host = self._calendar, self._account.host or self._account.name
        said = []
        if self._local:
            said.append(self.tr("This calendar is on this computer alone."))
        elif self.here.isChecked():
            name = calendar.synced_as or calendar.name
            said.append(
                self.tr("{host} and your other devices keep theirs; synced as “{name}”.").format(host=host, name=name)
            )
        else:
            said.append(self.tr("All your devices see it, once {host} has it.").format(host=host))
        if calendar.owner:
            said.append(self.tr("It belongs to {owner}.").format(owner=calendar.owner))
        held = rights(calendar)
        if held:
            said.append(self.tr("Your rights: {rights}.").format(rights=held))
        self.about.setText(" ".join(said))
        self.fit()

    def _tell_what_was_refused(self) -> None:
        if not self._calendar.kept_here:
            return
        words = {"name": self.tr("name"), "color": self.tr("colour"), "order": self.tr("place in the list")}
        kept = ", ".join(words.get(one, one) for one in self._calendar.kept_here)
        said = self.tr("{host} did not take this: {what}. It stays on this computer.")
        text = said.format(host=self._account.host or self._account.name, what=kept)
        self.notice.tell(text, icon="info", cures=[Cure("again", self.tr("Try again"))])
        self.notice.show()

    def _cure(self, _key: str) -> None:
        """Send once more what the server did not take."""
        self.here.setChecked(False)
        if "name" in self._calendar.kept_here:
            self._run("calendar_list.rename", self._calendar.name, here=False)
        if "color" in self._calendar.kept_here:
            self._run("calendar_list.recolor", self._calendar.color, here=False)
        if not self._open:
            self.accept()
