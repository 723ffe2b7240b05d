"""The guide, readable without a network (I17): its pages at the left, the page at the right.

Shows what lies in `docs/guide`; opens no address by itself.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QPalette,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from dainvo.errors import Why
from dainvo.ui import join, mirror, theme
from dainvo.ui.controls import grown
from dainvo.ui.sheet import Sheet, SidePart

WIDTH, HEIGHT = 880, 620
#: Pages in the order they are listed, with their icons.
PAGES = {
    "first-steps": "today",
    "views": "monitor",
    "calendars": "cloud",
    "zoom": "video",
    "files": "import",
    "offline": "cloud-off",
    "keyboard": "grid",
    "command-line": "list",
    "privacy": "lock",
}
#: The part of the guide that a failure is explained in.
PARTS: dict[Why, tuple[str, str]] = {
    Why.NO_CLIENT_ID: ("zoom", "Your own Zoom app"),
    Why.BAD_CONFIGURATION: ("zoom", "Your own Zoom app"),
    Why.DECLINED: ("zoom", "Connecting fails"),
    Why.TIMED_OUT: ("zoom", "Connecting fails"),
    Why.PORT_BUSY: ("zoom", "Connecting fails"),
    Why.ZOOM_APPROVAL: ("zoom", "Connecting fails"),
    Why.CANCELLED: ("zoom", "Connecting fails"),
    Why.OTHER_SERVER: ("zoom", "The sign-in has expired"),
    Why.ZOOM_NOT_CONNECTED: ("zoom", "Connect"),
    Why.ZOOM_SCOPE_MISSING: ("zoom", "A permission is missing"),
    Why.ZOOM_ACCESS_ENDED: ("zoom", "The sign-in has expired"),
    Why.ZOOM_MEETING_GONE: ("zoom", "The meeting cannot be updated"),
    Why.ZOOM_OTHER_HOST: ("zoom", "The meeting cannot be updated"),
    Why.ZOOM_INVALID: ("zoom", "The meeting cannot be updated"),
    Why.ZOOM_UNCERTAIN: ("zoom", "The meeting cannot be updated"),
    Why.ZOOM_IN_USE: ("zoom", "The meeting cannot be updated"),
    Why.ZOOM_NEEDS_TIME: ("zoom", "No meeting can be made here"),
    Why.ZOOM_ALREADY_BEGUN: ("zoom", "No meeting can be made here"),
    Why.ZOOM_OVER: ("zoom", "No meeting can be made here"),
    Why.ZOOM_NOT_ORGANIZER: ("zoom", "No meeting can be made here"),
    Why.ZOOM_ODD_SERIES: ("zoom", "All meetings"),
    Why.ZOOM_REPEATS: ("zoom", "All meetings"),
    Why.ZOOM_HAS_ONE: ("zoom", "All meetings"),
    Why.ZOOM_NO_LICENCE: ("zoom", "An option is switched off"),
    Why.ZOOM_NO_PERMISSION: ("zoom", "An option is switched off"),
    Why.NO_KEYRING: ("privacy", "The keyring"),
    Why.KEYRING_LOCKED: ("privacy", "The keyring"),
    Why.KEYRING_FAILED: ("privacy", "The keyring"),
    Why.CERTIFICATE: ("calendars", "Certificates"),
    Why.BAD_CERTIFICATE: ("calendars", "Certificates"),
    Why.NOT_NEXTCLOUD: ("calendars", "Nextcloud"),
    Why.PLAIN_HTTP: ("calendars", "Other CalDAV servers"),
    Why.NOT_CALDAV: ("calendars", "Other CalDAV servers"),
    Why.FEED_GONE: ("calendars", "Subscriptions"),
    Why.SUBSCRIPTION: ("calendars", "Subscriptions"),
    Why.UNREADABLE: ("files", "What could not be read"),
    Why.PROFILE_DAMAGED: ("offline", "When the copy is damaged"),
    Why.MASS_DELETION: ("offline", "When a calendar seems empty"),
    Why.CHANGED_ON_SERVER: ("offline", "When both sides changed"),
}


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the guide lies: in the source tree or the bundle, or under `share/dainvo` of an installation."""
    beside = Path(__file__).resolve().parents[2] / "docs" / "guide"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "dainvo" / "guide"


def headings(text: str) -> list[str]:
    """The headings of a page of the guide, its title first."""
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]


def anchor(heading: str) -> str:
    """What a link writes for a heading, as it is usual for Markdown: "your-own-zoom-app"."""
    return re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))


class HelpWindow(Sheet):
    """`show_part` goes to a heading of a page."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, QCoreApplication.translate("Help", "Help"), width=WIDTH, foot=False)
        self.list = QListWidget()
        self.list.setIconSize(QSize(grown(16), grown(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Pages of the guide"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.setOpenLinks(False)  # a page of ours is shown here, an address is opened as all links are
        self.text.setStyleSheet("QTextBrowser { border: 0; background: transparent; }")
        self.text.document().setDocumentMargin(20)
        self.text.anchorClicked.connect(self._follow)
        self._texts = {name: (folder() / f"{name}.md").read_text(encoding="utf-8") for name in PAGES}
        for name, icon in PAGES.items():
            QListWidgetItem(theme.icon(icon), headings(self._texts[name])[0], self.list)
        self.list.currentRowChanged.connect(self._show_row)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        side = SidePart()
        side.setFixedWidth(208)
        left = QVBoxLayout(side)
        left.setContentsMargins(*mirror.sides(9, 10, 8, 10))
        left.addWidget(self.list)
        beside.addWidget(side)
        beside.addWidget(self.text, 1)
        self.body.setContentsMargins(*mirror.sides(0, 0, 1, 1))
        self.body.addLayout(beside)
        self.list.setCurrentRow(0)

    def show_part(self, page: str, heading: str = "") -> None:
        """The page with this name, scrolled to the heading with these words."""
        self.list.setCurrentRow(list(PAGES).index(page))
        block = self._block(heading)
        if block is not None:
            self.text.setTextCursor(QTextCursor(block))
            QTimer.singleShot(0, self, lambda: self._scroll_to(block))

    def explain(self, why: Why) -> None:
        """The part that a failure is explained in; the first page if there is none."""
        self.show_part(*PARTS.get(why, ("first-steps", "")))

    def _scroll_to(self, block: QTextBlock) -> None:
        top = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(round(top) - 8)

    def _block(self, heading: str) -> QTextBlock | None:
        block = self.text.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                return block
            block = block.next()
        return None

    def _show_row(self, row: int) -> None:
        name = list(PAGES)[max(0, row)]
        palette = self.text.palette()
        palette.setColor(QPalette.ColorRole.Link, theme.tokens().accent)
        self.text.setPalette(palette)
        self.text.setMarkdown(self._texts[name])
        self._set_type()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)

    def _set_type(self) -> None:
        """Our sizes and room instead of those of Qt's Markdown."""
        document = self.text.document()
        document.setDefaultFont(theme.font("body"))
        document.setIndentWidth(20)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _set_table(frame)
        block = document.begin()
        while block.isValid():
            _set_block(block)
            block = block.next()

    def _follow(self, url: QUrl) -> None:
        name = url.fileName().removesuffix(".md") or list(PAGES)[self.list.currentRow()]
        if url.isRelative() and name in PAGES:
            parts = {anchor(heading): heading for heading in headings(self._texts[name])}
            self.show_part(name, parts.get(url.fragment(), ""))
        elif not url.isRelative():
            join.browse(url.toString(), self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.scheduleDelayedItemsLayout()  # rows were measured before the style gave them their room

    def _fit_now(self) -> None:
        self.set_surface(WIDTH, HEIGHT)


def _set_block(block: QTextBlock) -> None:
    cursor, shape = QTextCursor(block), block.blockFormat()
    level = shape.headingLevel()
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        letters = cursor.charFormat()
        letters.setFont(theme.font("title" if level == 1 else "dialog"))
        letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Markdown's own, which goes before any size
        cursor.setCharFormat(letters)
        shape.setTopMargin(0 if level == 1 else 18)
        shape.setBottomMargin(6)
    elif cursor.currentTable() is None:
        shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setBottomMargin(8)
    QTextCursor(block).setBlockFormat(shape)


def _set_table(table: QTextTable) -> None:
    """Over the whole width, a hairline under each row, without a head that says nothing."""
    if not any(table.cellAt(0, column).firstCursorPosition().block().text() for column in range(table.columns())):
        table.removeRows(0, 1)
    shape = table.format()
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setCellPadding(5)
    shape.setBorderCollapse(True)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            line = cell.format().toTableCellFormat()
            line.setLeftPadding(0)
            line.setBottomBorder(1)
            line.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            line.setBottomBorderBrush(theme.tokens().hairline)
            cell.setFormat(line)


def show(parent: QWidget, page: str = "first-steps", heading: str = "") -> HelpWindow:
    """Open the guide at a part of it."""
    window = HelpWindow(parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show_part(page, heading)
    window.open()
    return window
