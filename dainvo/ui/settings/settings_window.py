"""The settings: a list of pages at the left, the page at the right, a search above the list.

Changes apply at once; there is no OK.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import mirror, theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import grown, searching
from dainvo.ui.files.files_page import FilesPage
from dainvo.ui.settings.accounts_page import AccountsPage
from dainvo.ui.settings.advanced_page import AdvancedPage
from dainvo.ui.settings.appearance_page import AppearancePage
from dainvo.ui.settings.background_page import BackgroundPage
from dainvo.ui.settings.calendar_page import CalendarPage
from dainvo.ui.settings.events_page import EventsPage
from dainvo.ui.settings.invitations_page import InvitationsPage
from dainvo.ui.settings.meetings_page import MeetingsPage
from dainvo.ui.settings.pages import AboutPage, GeneralPage, Page
from dainvo.ui.settings.privacy_page import PrivacyPage
from dainvo.ui.settings.shortcuts_page import ShortcutsPage
from dainvo.ui.sheet import Sheet, SidePart

WIDTH, HEIGHT = 820, 600
IDLE_MS = 30
_BESIDE = 62  # of a name in the list: icon, gaps and margins
P = TypeVar("P", bound=QWidget)


class SettingsWindow(Sheet):
    """`on_settings` gets the changed settings each time."""

    meetings_wanted = Signal()  # the page of all meetings

    def __init__(
        self,
        parent: QWidget | None,
        bridge: Bridge,
        reader: Reader,
        settings: Settings,
        on_settings: Callable[[Settings], None],
    ) -> None:
        super().__init__(parent, _tr("Settings"), width=WIDTH, foot=False)
        self._settings, self._on_settings = settings, on_settings
        self._bridge, self._reader = bridge, reader
        bridge.settings_wanted.connect(self._follow)
        self._pages = (
            ("general", "sliders", self.tr("General")),
            ("appearance", "sun", self.tr("Appearance")),
            ("calendar", "calendar", self.tr("Calendar & views")),
            ("events", "bell", self.tr("Events & reminders")),
            ("meetings", "video", self.tr("Online meetings")),
            ("accounts", "cloud", self.tr("Connected accounts")),
            ("invitations", "mail", self.tr("Invitations & mail")),
            ("background", "monitor", self.tr("Notifications & start")),
            ("shortcuts", "keyboard", self.tr("Shortcuts")),
            ("privacy", "lock", self.tr("Privacy & security")),
            ("files", "import", self.tr("Import/export & backup")),
            ("advanced", "list", self.tr("Advanced")),
            ("about", "info", self.tr("About")),
        )
        self._fields: dict[int, QWidget] = {}  # what the search found, by page
        self._lay_out()
        self.show_page("general")

    # the pages, each made when it is first wanted

    @cached_property
    def general(self) -> GeneralPage:
        return self._placed("general", GeneralPage(self._take, self._give))

    @cached_property
    def appearance(self) -> AppearancePage:
        return self._placed("appearance", AppearancePage(self._take, self._give))

    @cached_property
    def calendar(self) -> CalendarPage:
        return self._placed("calendar", CalendarPage(self._take, self._give))

    @cached_property
    def events(self) -> EventsPage:
        return self._placed("events", EventsPage(self._take, self._give, self._reader))

    @cached_property
    def meetings(self) -> MeetingsPage:
        return self._placed("meetings", MeetingsPage(self._take, self._give, self._bridge, self._reader))

    @cached_property
    def accounts(self) -> AccountsPage:
        made = AccountsPage(self._bridge, self._reader, self._take)
        made.meetings_wanted.connect(self.meetings_wanted)
        return self._placed("accounts", made)

    @cached_property
    def invitations(self) -> InvitationsPage:
        return self._placed("invitations", InvitationsPage(self._take, self._give, self._reader))

    @cached_property
    def background(self) -> BackgroundPage:
        return self._placed("background", BackgroundPage(self._take, self._give, self._bridge))

    @cached_property
    def shortcuts(self) -> ShortcutsPage:
        return self._placed("shortcuts", ShortcutsPage(self._take, self._give))

    @cached_property
    def privacy(self) -> PrivacyPage:
        return self._placed("privacy", PrivacyPage(self._take, self._give, self._reader))

    @cached_property
    def files(self) -> FilesPage:
        return self._placed("files", FilesPage(self._bridge, self._reader, self._give))

    @cached_property
    def advanced(self) -> AdvancedPage:
        return self._placed("advanced", AdvancedPage(self._take, self._give, self._bridge))

    @cached_property
    def about(self) -> AboutPage:
        return self._placed("about", AboutPage(self._take, self._give, self._reader))

    def _placed(self, name: str, page: P) -> P:
        """The page in its area."""
        area = self.stack.widget([one[0] for one in self._pages].index(name))
        if isinstance(area, QScrollArea):
            area.setWidget(page)
            area.viewport().setAutoFillBackground(False)
            page.setAutoFillBackground(False)
        return page

    def _page(self, place: int) -> QWidget:
        """The page at a place of the list."""
        page: QWidget = getattr(self, self._pages[place][0])
        return page

    def _make_next(self) -> None:
        """One more page, while nothing else is to be done: what is then looked at or searched is there."""
        missing = next((place for place, page in enumerate(self._pages) if page[0] not in self.__dict__), None)
        if missing is not None and self.isVisible():
            self._page(missing)
            QTimer.singleShot(IDLE_MS, self, self._make_next)

    def show_page(self, name: str) -> None:
        """`name`: one of the first words of the pages, such as "accounts"; another leads to the first."""
        keys = [page[0] for page in self._pages]
        self.list.setCurrentRow(keys.index(name) if name in keys else 0)

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        clear = searching(self.search, self.tr("Clear the search"))
        clear.clicked.connect(self.search.setFocus)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setIconSize(QSize(grown(16), grown(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Settings pages"))
        self.stack = QStackedWidget()
        for _key, icon, text in self._pages:
            QListWidgetItem(theme.icon(icon), text, self.list)
            area = QScrollArea()
            area.setWidgetResizable(True)  # across only on the smallest screens, and with the largest text
            self.stack.addWidget(area)
        self.list.currentRowChanged.connect(self._show_row)
        side = SidePart()
        strong = QFontMetrics(theme.font("body_strong"))  # of the page that is shown
        widest = max(strong.horizontalAdvance(text) for _key, _icon, text in self._pages)
        side.setFixedWidth(min(max(grown(208), widest + _BESIDE), self._wide // 3))
        left = QVBoxLayout(side)
        left.setContentsMargins(*mirror.sides(9, 10, 8, 10))
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(side)
        beside.addWidget(self.stack, 1)
        self.body.setContentsMargins(*mirror.sides(0, 0, 1, 1))
        self.body.addLayout(beside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()
        QTimer.singleShot(IDLE_MS, self, self._make_next)

    def _fit_now(self) -> None:
        """820 × 600, or what the screen holds."""
        self.set_surface(WIDTH, HEIGHT)

    def _show_row(self, index: int) -> None:
        self._page(max(0, index))
        self.stack.setCurrentIndex(max(0, index))
        self._show_field()
        for place in range(self.list.count()):
            item = self.list.item(place)
            font = theme.font("body_strong" if place == index else "body")
            item.setFont(font)
            item.setIcon(theme.icon(self._pages[place][1], role="accent" if place == index else "text2"))

    def _filter(self, text: str) -> None:
        """Leave the pages that have the words, and mark them there; go to the first."""
        wanted = text.strip().lower()
        first = -1
        self._fields.clear()
        for place, (_key, _icon, title) in enumerate(self._pages):
            if not wanted and _key not in self.__dict__:
                continue  # nothing is marked on what was not looked at yet
            page = self._page(place)
            words = page.words if isinstance(page, Page | FilesPage) else self._words_of_accounts()
            hit = not wanted or any(wanted in word.lower() for word in [title, *words])
            self.list.item(place).setHidden(not hit)
            if hit and first < 0:
                first = place
            if isinstance(page, Page):
                field = page.show_found(wanted)
                if field is not None:
                    self._fields[place] = field
        current = self.list.currentItem()
        if wanted and first >= 0 and (current is None or current.isHidden()):
            self.list.setCurrentRow(first)
        self._show_field()

    def _words_of_accounts(self) -> list[str]:
        return ["CalDAV", "Zoom", self.tr("Password"), self.tr("Add account")]

    def _show_field(self) -> None:
        """Scroll to what was found on the page that is shown."""
        place = self.list.currentRow()
        area, field = self.stack.widget(place), self._fields.get(place)
        if field is not None and isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field)

    def _follow(self, values: dict[str, object]) -> None:
        """A dialog had settings changed by whoever keeps them: this window goes on from there."""
        self._settings = self._settings.changed(**values)

    def _take(self) -> Settings:
        return self._settings

    def _give(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._on_settings(settings)


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("Settings", text)
