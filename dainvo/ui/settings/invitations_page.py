"""Settings › Invitations & mail: which calendars invite people, and under which addresses one is known there (D12).

Changes nothing: whether a server invites is its own affair.
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from dainvo.store.reader import Collection, Reader
from dainvo.ui.controls import Elided, Square, plain, row
from dainvo.ui.editor import effects
from dainvo.ui.settings.pages import Give, Page, Take


class InvitationsPage(Page):
    """Each calendar that events can be made in."""

    def __init__(self, take: Take, give: Give, reader: Reader) -> None:
        super().__init__(self._title(), take, give)
        about = self.tr(
            "Invitations, updates and cancellations go out by the calendar’s server, never twice. Where it sends none,"
            " the editor says before Save that nobody will be told, and the invitation can be copied."
        )
        self.words += [self.tr("Mail"), self.tr("Guests"), about]
        self.outer.addWidget(plain(about, role="text2", wrap=True))
        self.outer.addSpacing(14)
        self.lines: dict[str, str] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 168)
        grid.setColumnStretch(1, 1)
        for one in (each for each in reader.collections() if each.writable):
            self._add(grid, reader, one)
        self.outer.addLayout(grid)
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Invitations & mail")

    def _add(self, grid: QGridLayout, reader: Reader, calendar: Collection) -> None:
        account = next((one for one in reader.accounts() if one.id == calendar.account), None)
        said = self.tr("nobody is told")
        if account is not None and calendar.schedules:
            said = self.tr("{server} tells people").format(server=account.host)
            known = sorted(effects.own_addresses([account], calendar))
            mine = ", ".join(word.removeprefix("mailto:") for word in known if "@" in word)
            if mine:
                said = self.tr("{server} tells people; you are {addresses}").format(server=account.host, addresses=mine)
        self.lines[calendar.name] = said
        name = Elided(calendar.name)
        name.setMaximumWidth(140)
        place = grid.rowCount()
        grid.addLayout(row(Square(calendar.color), name, None, spacing=8), place, 0)
        grid.addWidget(Elided(said, role="text2"), place, 1)
