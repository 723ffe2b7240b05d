"""A new calendar: its name, its colour, and where: on an account's server or on this computer (A14, A16).

Makes nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import AccountId
from dainvo.store.reader import Reader
from dainvo.ui import messages, theme
from dainvo.ui.accounts.colour_row import ColourRow
from dainvo.ui.accounts.form_fields import FormFields, mark
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import ElidedBox, Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewCalendar", text)


class NewCalendar(Sheet):
    """`account` is what is chosen at first; without one it is this computer."""

    def __init__(
        self, parent: QWidget | None, bridge: Bridge, reader: Reader, *, account: AccountId | None = None
    ) -> None:
        super().__init__(parent, _tr("New calendar"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        fields = FormFields(label=72)
        self.name, self.error = fields.add(self.tr("&Name"), placeholder=self.tr("Trips"))
        used = {one.color.lower() for one in reader.collections()}
        free = [base for _name, base in theme.EVENT_COLOURS if base.lower() not in used]
        self.colours = ColourRow((free or [theme.EVENT_COLOURS[0][1]])[0])
        fields.add_row(self.tr("&Colour"), self.colours)
        self.where = ElidedBox()
        self.where.addItem(theme.icon("monitor"), self.tr("On this computer"), None)
        for one in reader.accounts():
            if one.kind == "caldav":
                self.where.addItem(theme.icon("cloud"), one.name, one.id)
                if one.id == account:
                    self.where.setCurrentIndex(self.where.count() - 1)
        fields.add_row(self.tr("&Where"), self.where)
        self.body.addWidget(fields)
        self.about = plain(role="caption", wrap=True)
        self.body.addWidget(Parted(self.about, 12))
        self.where.currentIndexChanged.connect(self._explain)
        self._explain()
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 10))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.make_button = button(self.tr("&Make calendar"), "primary")
        self.make_button.clicked.connect(self.make)
        self.make_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.make_button))
        self.name.setFocus()

    def make(self) -> None:
        """Have it made; the sheet closes once it is there."""
        name = self.name.text().strip()
        if mark(self.name, self.error, "" if name else self.tr("Give the calendar a name")):
            self.name.setFocus()
            self.fit()
            return
        self.make_button.setEnabled(False)
        self.notice.tell(self.tr("Making it…"), icon="spin")
        self.notice.show()
        account = self.where.currentData()
        if account is None:
            place = self.tr("On this computer")
            self._bridge.run(
                "calendar_list.add_local",
                name,
                color=self.colours.colour,
                place=place,
                ok=lambda _made: self.accept(),
                err=self._failed,
                owner=self,
            )
        else:
            self._bridge.run(
                "calendars.create_calendar",
                account,
                name,
                color=self.colours.colour,
                ok=lambda _made: self.accept(),
                err=self._failed,
                owner=self,
            )
        self.fit()

    def _explain(self) -> None:
        here = self.where.currentData() is None
        text = self.tr("It needs no account and is kept on this computer alone. You can move it to an account later.")
        if not here:
            text = self.tr("It is made on the server and shows on all your devices.")
        self.about.setText(text)
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        self.make_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()
