"""Settings › Online meetings: the link of other services (M05); what a calendar's meetings are, and its rule (M06).

Stores nothing: changed settings go to whoever opened the window.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dainvo.ical.occurrence import AccountId
from dainvo.store.reader import Collection, Reader
from dainvo.ui import theme
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, ElidedBox, Square, button, grown, plain, row
from dainvo.ui.editor.link_template import example, is_sound
from dainvo.ui.notice import ErrorLine
from dainvo.ui.settings.pages import Give, Page, Take

#: Data of a menu besides the ids of accounts, which begin with 1.
_ZOOM, _OTHER = 0, -1


class MeetingsPage(Page):
    """The template for other links, and each calendar's usual meeting and rule."""

    def __init__(self, take: Take, give: Give, bridge: Bridge, reader: Reader) -> None:
        super().__init__(QCoreApplication.translate("Settings", "Online meetings"), take, give)
        self.words.append("Zoom")
        self.template = QLineEdit(take().link_template)
        self.template.setFixedWidth(grown(300))
        self.template.setPlaceholderText("https://meet.example.org/{slug}")
        self.template.editingFinished.connect(self._chosen)
        self.template.textEdited.connect(lambda _text: self._show_example())
        note = self.tr("“Other link” begins as this. {slug} becomes the title of the event, {date} its day.")
        self.add(self.tr("Other &link"), self.template, note)
        self.error = ErrorLine()
        self.example = plain(role="caption", wrap=True)
        self.outer.addSpacing(6)
        self.outer.addWidget(self.error)
        self.outer.addWidget(self.example)
        self.outer.addSpacing(14)
        self._bridge, self._reader = bridge, reader
        self._make_defaults()
        self._make_calendars()
        self.outer.addStretch(1)
        self._show_example()

    def _make_defaults(self) -> None:
        """A button for each Zoom account: what its new meetings are asked to be (M59)."""
        self.defaults: list[QPushButton] = []
        accounts = zoom_info.zoom_accounts(self._reader.accounts())
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in accounts:
            made = button(self.tr("Meeting &defaults…"))
            made.setAccessibleDescription(zoom_info.name_of(one))
            made.clicked.connect(lambda _on=False, key=one.id: self._open_defaults(key))
            name = [plain(zoom_info.name_of(one), role="text2")] if len(accounts) > 1 else []
            column.addLayout(row(made, *name, None))
            self.defaults.append(made)
        if self.defaults:
            held.setFocusProxy(self.defaults[0])
            note = self.tr(
                "Passcode, waiting room, join before host, video, mute, recording, alternative hosts, notes."
            )
            self.add(self.tr("New Zoom meetings"), held, note)

    def _open_defaults(self, key: AccountId) -> None:
        from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet

        account = next((one for one in self._reader.accounts() if one.id == key), None)
        if account is not None:
            options, overruled = zoom_info.options_of(account), zoom_info.overruled(account)
            sheet = MeetingOptionsSheet(self.window(), options, overruled=overruled, defaults=True)
            sheet.chosen.connect(lambda chosen: self._bridge.run("zoom_account.set_defaults", key, chosen, owner=self))
            sheet.open()

    def _make_calendars(self) -> None:
        """A line for each calendar that can be written: its name, who hosts its meetings, and its rule."""
        self.rules: dict[str, QCheckBox] = {}
        self.hosts: dict[str, QComboBox] = {}
        writable = [one for one in self._reader.collections() if one.writable]
        if not writable:
            return
        ruled = self._take().meeting_rule.split()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)  # in the columns of the page
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 168)
        grid.setColumnStretch(2, 1)
        for place, said in enumerate(
            (self.tr("In the calendar"), self.tr("a meeting is usually"), self.tr("and comes"))
        ):
            grid.addWidget(plain(said, role="text2"), 0, place)
        for one in writable:
            key, place = str(int(one.id)), grid.rowCount()
            name = Elided(one.name)
            name.setMaximumWidth(150)
            self.hosts[key] = self._host_box(one)
            box = QCheckBox(self.tr("with the first guest"))
            box.setAccessibleName(
                self.tr("{calendar}: switch Online meeting on with the first guest").format(calendar=one.name)
            )
            box.setChecked(key in ruled)
            box.clicked.connect(self._rule_chosen)
            self.rules[key] = box
            grid.addLayout(row(Square(one.color), name, None, spacing=8), place, 0)
            grid.addWidget(self.hosts[key], place, 1)
            grid.addWidget(box, place, 2)
        self.outer.addLayout(grid)
        self.outer.addSpacing(16)

    def _host_box(self, calendar: Collection) -> QComboBox:
        """Zoom, each account of several, or another service's link."""
        box = ElidedBox()
        box.setFixedHeight(grown(28))
        box.setMinimumWidth(grown(120))
        box.setMaximumWidth(180)
        box.setAccessibleName(self.tr("Meetings of {calendar}").format(calendar=calendar.name))
        accounts = zoom_info.zoom_accounts(self._reader.accounts())
        several = accounts if len(accounts) > 1 else []
        for one in several:
            box.addItem(theme.icon("video"), f"Zoom — {zoom_info.name_of(one)}", int(one.id))
        if not several:
            box.addItem(theme.icon("video"), "Zoom", _ZOOM)
        box.addItem(theme.icon("link"), self.tr("Other link"), _OTHER)
        usual = zoom_info.account_of(accounts, calendar.id)
        chosen = int(usual.id) if several and usual is not None else _ZOOM
        elsewhere = str(int(calendar.id)) in self._take().link_calendars.split()
        box.setCurrentIndex(box.findData(_OTHER if elsewhere else chosen))
        box.activated.connect(lambda _index: self._host_chosen(calendar, box.currentData()))
        return box

    def _host_chosen(self, calendar: Collection, host: int) -> None:
        key = str(int(calendar.id))
        others = [one for one in self._take().link_calendars.split() if one != key]
        if host == _OTHER:
            others.append(key)
        elif host != _ZOOM:
            self._bridge.run("zoom_account.set_usual", AccountId(host), calendar.id, owner=self)
        self._give(self._take().changed(link_calendars=" ".join(others)))

    def _rule_chosen(self) -> None:
        # Calendars that cannot be seen now keep their rule.
        unseen = [one for one in self._take().meeting_rule.split() if one not in self.rules]
        chosen = [key for key, box in self.rules.items() if box.isChecked()]
        self._give(self._take().changed(meeting_rule=" ".join(unseen + chosen)))

    def _show_example(self) -> None:
        text = self.template.text().strip()
        shown = example(text) if text and is_sound(text) else ""
        self.example.setText(self.tr("For example: {link}").format(link=shown) if shown else "")

    def _chosen(self) -> None:
        text = self.template.text().strip()
        fits = not text or is_sound(text)
        self.template.setProperty("wrong", not fits)
        theme.repolish(self.template)
        self.error.tell("" if fits else self.tr("Write a link that begins with https://"))
        if fits:
            self._give(self._take().changed(link_template=text))
