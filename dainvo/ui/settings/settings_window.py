"""The settings: a list of pages at the left, the page at the right, a search above the list.

Changes apply at once; there is no OK.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
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
from dainvo.ui.controls import with_icon
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


class SettingsWindow(Sheet):
    """`on_settings` gets the changed settings each time."""

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
        bridge.settings_wanted.connect(self._follow)
        self.general = GeneralPage(self._take, self._give)
        self.appearance = AppearancePage(self._take, self._give)
        self.calendar = CalendarPage(self._take, self._give)
        self.events = EventsPage(self._take, self._give, reader)
        self.meetings = MeetingsPage(self._take, self._give, bridge, reader)
        self.accounts = AccountsPage(bridge, reader, self._take)
        self.invitations = InvitationsPage(self._take, self._give, reader)
        self.background = BackgroundPage(self._take, self._give, bridge)
        self.shortcuts = ShortcutsPage(self._take, self._give)
        self.privacy = PrivacyPage(self._take, self._give, reader)
        self.files = FilesPage(bridge, reader, self._give)
        self.advanced = AdvancedPage(self._take, self._give, bridge)
        self.about = AboutPage(self._take, self._give, reader)
        of_accounts = ["CalDAV", "Zoom", self.tr("Password"), self.tr("Add account")]
        self._pages: list[tuple[str, str, str, QWidget, list[str]]] = [
            ("general", "sliders", self.tr("General"), self.general, self.general.words),
            ("appearance", "sun", self.tr("Appearance"), self.appearance, self.appearance.words),
            ("calendar", "calendar", self.tr("Calendar & views"), self.calendar, self.calendar.words),
            ("events", "bell", self.tr("Events & reminders"), self.events, self.events.words),
            ("meetings", "video", self.tr("Online meetings"), self.meetings, self.meetings.words),
            ("accounts", "cloud", self.tr("Connected accounts"), self.accounts, of_accounts),
            ("invitations", "mail", self.tr("Invitations & mail"), self.invitations, self.invitations.words),
            ("background", "monitor", self.tr("Notifications & start"), self.background, self.background.words),
            ("shortcuts", "grid", self.tr("Shortcuts"), self.shortcuts, self.shortcuts.words),
            ("privacy", "lock", self.tr("Privacy & security"), self.privacy, self.privacy.words),
            ("files", "import", self.tr("Import/export & backup"), self.files, self.files.words),
            ("advanced", "list", self.tr("Advanced"), self.advanced, self.advanced.words),
            ("about", "info", self.tr("About"), self.about, self.about.words),
        ]
        self._fields: dict[int, QWidget] = {}  # what the search found, by page
        self._lay_out()
        self.show_page("general")

    def show_page(self, name: str) -> None:
        """`name`: one of the first words of the pages, such as "accounts"; another leads to the first."""
        keys = [page[0] for page in self._pages]
        self.list.setCurrentRow(keys.index(name) if name in keys else 0)

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        with_icon(self.search, "search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Settings pages"))
        self.stack = QStackedWidget()
        for _key, icon, text, page, _words in self._pages:
            QListWidgetItem(theme.icon(icon), text, self.list)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(page)
            area.viewport().setAutoFillBackground(False)
            page.setAutoFillBackground(False)
            self.stack.addWidget(area)
        self.list.currentRowChanged.connect(self._show_row)
        side = SidePart()
        side.setFixedWidth(208)
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

    def _fit_now(self) -> None:
        """820 × 600, or what the screen holds."""
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen is not None else self.rect()
        wide, high = min(WIDTH, room.width()), min(HEIGHT, room.height())
        self.set_surface(wide, high)

    def _show_row(self, index: int) -> None:
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
        for place, (_key, _icon, title, page, words) in enumerate(self._pages):
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
