"""The side panel: the small month and the calendars, grouped by account.

Says what the user wants shown or hidden; whoever owns the panel has it carried out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dainvo.ical.occurrence import CollectionId
from dainvo.ui import mirror, reading_order, theme
from dainvo.ui.language import counted
from dainvo.ui.mini_month import MiniMonth, cell_px
from dainvo.ui.panel_rows import PANEL_PX, AccountHead, CalendarRow, owner_head

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from dainvo.store.shown import Account, Collection


class SidePanel(QWidget):
    """232 px wide, more for larger text."""

    date_chosen = Signal(date)
    visibility_wanted = Signal(object)  # a dict, CollectionId to bool: Qt would take a dict apart and lose the keys
    colour_wanted = Signal(object, str)  # CollectionId, "#rrggbb"
    order_wanted = Signal(object)  # list of CollectionId: calendars of one account and owner in their new order
    menu_opens = Signal(object, object)  # Collection, QMenu: whoever knows more adds to it
    account_menu = Signal(object, QPoint)  # Account
    choose_calendars = Signal(object)  # Account
    new_calendar = Signal(object)  # AccountId
    add_account = Signal()
    start_local = Signal()

    def __init__(self, today: Callable[[], date], first_weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(max(PANEL_PX, 8 * cell_px() + 24))
        self.setAccessibleName(self.tr("Side panel"))
        self._calendars: list[Collection] = []
        self._before_only: tuple[CollectionId, dict[CollectionId, bool]] | None = None
        self._folded: set[int] = set()
        self._listed: tuple[list[tuple[int, str, bool, bool, int]], list[Collection]] | None = None
        self.rows: list[CalendarRow] = []
        self.mini = MiniMonth(today, first_weekday, self)
        self.mini.date_chosen.connect(self.date_chosen)
        rule = QFrame()
        rule.setProperty("role", "line")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(8, 2, 8, 8)
        self._column.setSpacing(0)
        self._moved: CollectionId | None = None  # by a key: it has the focus again where it comes to lie
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(self._list)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*mirror.sides(0, 0, 1, 0))
        column.setSpacing(0)
        column.addWidget(self.mini)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 6)
        line.addWidget(rule)
        column.addLayout(line)
        column.addWidget(scroll, 1)

    def forget(self) -> None:
        """Make the rows anew when they are next shown: they are to be of another height."""
        self._listed = None

    def show_calendars(self, accounts: list[Account], calendars: list[Collection]) -> None:
        """List `calendars` below their accounts; offers to add an account if there is none."""
        listed = (accounts_shown(accounts), [calendar._replace(visible=True) for calendar in calendars])
        self._calendars = calendars
        if listed == self._listed:  # only shown or hidden: the rows keep their focus
            visible = {calendar.id: calendar.visible for calendar in calendars}
            for row in self.rows:
                row.show_checked(visible[row.calendar.id])
            return
        self._listed = listed
        self._clear()
        self.rows = []
        for account in accounts:
            own = [calendar for calendar in calendars if calendar.account == account.id]
            if own or account.kind == "caldav":
                self._add_account(account, own)
        if not any(account.kind != "zoom" for account in accounts):
            self._add_empty()
        self._column.addStretch(1)
        reading_order.put_in_order(self)  # else they would come after the view
        moved, self._moved = self._moved, None
        for row in [row for row in self.rows if row.calendar.id == moved]:
            QTimer.singleShot(0, row, row.setFocus)  # not before it is shown

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_account(self, account: Account, calendars: list[Collection]) -> None:
        head = AccountHead(account)
        head.setChecked(account.id not in self._folded)
        head.menu_wanted.connect(lambda point: self.account_menu.emit(account, point))
        self._column.addWidget(head)
        group = QWidget()
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, 0, 0, 6)
        rows.setSpacing(0)
        owner = ""
        for calendar in calendars:
            if calendar.owner != owner:
                owner = calendar.owner
                rows.addWidget(owner_head(owner))
            row = CalendarRow(calendar)
            row.toggled.connect(lambda shown, row=row: self._toggled(row, shown))
            row.only_this.connect(lambda row=row: self.show_only(row.calendar.id))
            row.menu_wanted.connect(lambda point, row=row: mirror.pop(self._menu(row), point))
            row.pressed.connect(lambda row=row: self._take_hold(row))
            row.step_wanted.connect(lambda places, row=row: self._step(row, places))
            rows.addWidget(row)
            self.rows.append(row)
        new = account.detail.get("offered") or ()
        if new:
            rows.addWidget(self._offer(account, len(new)))
        if not calendars:
            words = QLabel(self.tr("No calendars yet") if account.last_sync else self.tr("Getting calendars…"))
            words.setProperty("role", "caption")
            words.setContentsMargins(*mirror.sides(8, 4, 0, 4))
            rows.addWidget(words)
            if account.last_sync:
                rows.addWidget(_link(self.tr("New calendar…"), partial(self.new_calendar.emit, account.id)))
        self._column.addWidget(group)  # before it is shown, or it would be a window of its own for a moment
        group.setVisible(head.isChecked())
        head.toggled.connect(group.setVisible)
        head.toggled.connect(lambda opened: (self._folded.discard if opened else self._folded.add)(account.id))

    def _offer(self, account: Account, count: int) -> QPushButton:
        """Calendars that came later and wait for the user's word (A04)."""
        text = counted("SidePanel", "1 new calendar…", "%n new calendars…", count)
        return _link(text, partial(self.choose_calendars.emit, account))

    def _add_empty(self) -> None:
        title = QLabel(self.tr("No calendars yet"))
        title.setFont(theme.font("body_strong"))
        words = QLabel(self.tr("Add an account, or start with one on this computer."))
        words.setWordWrap(True)
        words.setProperty("role", "text2")
        add = QPushButton(self.tr("Add account"))
        add.setAutoDefault(False)
        add.clicked.connect(self.add_account)
        start = QPushButton(self.tr("Start locally"))
        start.setAutoDefault(False)
        start.clicked.connect(self.start_local)
        empty = QWidget()
        inside = QVBoxLayout(empty)
        inside.setContentsMargins(*mirror.sides(12, 4, 11, 0))  # with the column's own, in line with the small month
        inside.setSpacing(4)
        for part in (title, words):
            inside.addWidget(part)
        inside.addSpacing(6)
        inside.addWidget(add)
        inside.addSpacing(2)
        inside.addWidget(start)
        self._column.addWidget(empty)

    def _beside(self, row: CalendarRow) -> list[CalendarRow]:
        """The calendars among which it can be moved, itself included."""
        kind = (row.calendar.account, row.calendar.owner)
        return [one for one in self.rows if (one.calendar.account, one.calendar.owner) == kind]

    def _take_hold(self, row: CalendarRow) -> None:
        from dainvo.ui.row_drag import RowDrag

        RowDrag(row, self._beside(row), self._scroll).dropped.connect(lambda place: self._put(row, place))

    def _step(self, row: CalendarRow, places: int) -> None:
        place = self._beside(row).index(row) + places
        if 0 <= place < len(self._beside(row)):
            self._moved = row.calendar.id
            self._put(row, place)

    def _put(self, row: CalendarRow, place: int) -> None:
        order = [one.calendar.id for one in self._beside(row) if one is not row]
        self.order_wanted.emit([*order[:place], row.calendar.id, *order[place:]])

    def _toggled(self, row: CalendarRow, shown: bool) -> None:
        self._before_only = None
        self.visibility_wanted.emit({row.calendar.id: shown})

    def show_only(self, only: CollectionId) -> None:
        """Show just this calendar; a second time in a row restores exactly what was shown before."""
        if self._before_only is not None and self._before_only[0] == only:
            wanted = self._before_only[1]
            self._before_only = None
        else:
            shown = {row.calendar.id: row.isChecked() for row in self.rows}
            earlier = self._before_only[1] if self._before_only is not None else shown
            self._before_only = (only, earlier)
            wanted = {calendar: calendar == only for calendar in shown}
        for row in self.rows:
            row.show_checked(wanted.get(row.calendar.id, row.isChecked()))
        self.visibility_wanted.emit(wanted)

    def show_all(self) -> None:
        """Show every calendar."""
        self._before_only = None
        self.visibility_wanted.emit({calendar.id: True for calendar in self._calendars})

    def _menu(self, row: CalendarRow) -> QMenu:
        from dainvo.ui.row_menu import menu_of

        calendar = row.calendar
        again = self._before_only is not None and self._before_only[0] == calendar.id
        only = partial(self.show_only, calendar.id)
        menu = menu_of(self, calendar, only, self.show_all, partial(self.colour_wanted.emit, calendar.id), again=again)
        self.menu_opens.emit(calendar, menu)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), tokens.hairline)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def accounts_shown(accounts: list[Account]) -> list[tuple[int, str, bool, bool, int]]:
    """What the list shows of accounts: id, name, if the user is needed, if it was read, how many calendars are new."""
    return [
        (
            entry.id,
            entry.name or entry.user,
            entry.state.value == "needs_user",
            entry.last_sync is not None,
            len(entry.detail.get("offered") or ()),
        )
        for entry in accounts
    ]


def _link(text: str, on_press: Callable[[], None]) -> QPushButton:
    link = QPushButton(text)
    link.setAutoDefault(False)
    link.setProperty("kind", "link")
    link.setStyleSheet("QPushButton { text-align: left; padding: 4px 8px; border: none; }")
    link.clicked.connect(lambda: on_press())
    return link
