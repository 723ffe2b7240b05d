"""The picture of the hours on the screen, and of the page that comes next while pages are turned.

Decides nothing about pages: they come in.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from dainvo.ui import mirror, theme
from dainvo.ui.views import picture
from dainvo.ui.views.hour_page import HourPage
from dainvo.ui.views.view import Shelf

KEPT_MS = 3_000  # after a page was turned the picture of the next one is kept: it is large


class _Drawn(NamedTuple):
    """`of` is all that is to be seen in it."""

    of: tuple[object, ...]
    picture: QPixmap


class HourPicture:
    """Of the page that `grid` shows; none until it is drawn."""

    def __init__(self, grid: QAbstractScrollArea, shelf: Shelf) -> None:
        self._grid, self._shelf = grid, shelf
        self._of: tuple[object, ...] = ()  # what the picture is, or is to be, of
        self._here: QPixmap | None = None
        self._is_new = False  # whether the page has not been seen yet
        self._next: _Drawn | None = None
        self._turning = QTimer(grid, singleShot=True, interval=KEPT_MS)
        self._turning.timeout.connect(self._forget_next)

    @property
    def shown(self) -> QPixmap | None:
        """What can be copied to the screen as it is now: a window that has grown may have more room than a day."""
        here = self._here
        if here is not None and here.deviceIndependentSize().height() < self._grid.viewport().height():
            here = None
        self._here = here if picture.still_fits(here, self._grid) else None
        return self._here

    def take(self, page: HourPage) -> None:
        """From now on be of `page`: the same picture, that of the next one, or none."""
        if (wanted := self._all_of(page)) != self._of:
            following, self._next = self._next, None
            self._here = following.picture if following is not None and following.of == wanted else None
            self._of, self._is_new = wanted, True

    def draw(self, page: HourPage) -> None:
        """Draw all of the page that was taken, unless it is drawn."""
        if self._here is None:
            self._here = self._draw(page)

    def forget(self) -> None:
        """The page is to be drawn anew, whatever it is of."""
        self._of, self._next = (), None

    def note_seen(self) -> bool:
        """The page is on the screen: whether for the first time, or without a picture of it."""
        was, self._is_new = self._is_new, False
        return was or self._here is None

    # the next one

    def turned(self) -> None:
        """Another page was turned to: now it pays to draw the next one ahead."""
        self._turning.start()

    @property
    def wants_next(self) -> bool:
        """Whether pages are being turned and the next one is not drawn yet."""
        return self._turning.isActive() and self._next is None

    def draw_next(self, page: HourPage) -> None:
        self._next = _Drawn(self._all_of(page), self._draw(page))

    def _forget_next(self) -> None:
        self._next = None

    def _all_of(self, page: HourPage) -> tuple[object, ...]:
        """All that is to be seen in a picture of `page`."""
        minute = self._shelf.now().replace(second=0, microsecond=0)
        size = self._grid.viewport().size().toTuple(), self._grid.devicePixelRatioF()
        return page.frame, page.days.shown, page.days.zones, tuple(page.parts), minute, size, theme.tokens(), mirror.on

    def _draw(self, page: HourPage) -> QPixmap:
        room = self._grid.viewport()
        return page.picture(self._grid, QSize(room.width(), max(page.axis.height, room.height())), self._shelf.now())
