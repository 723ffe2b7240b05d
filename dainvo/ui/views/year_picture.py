"""The picture of a year on the screen, of which a change paints its months alone.

Reads how full the days are when they are wanted; decides nothing about pages: they come in.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ui.views import picture, year_page
from dainvo.ui.views.view import Shelf
from dainvo.ui.views.year_fills import YearFills
from dainvo.ui.views.year_page import YearPage

if TYPE_CHECKING:
    from dainvo.store.filled import Fill


class YearPicture:
    """Of the year that `widget` shows."""

    def __init__(self, widget: QWidget, shelf: Shelf) -> None:
        self._widget = widget
        self._fills = YearFills(shelf)
        self._drawn: QPixmap | None = None
        self._today = date.min  # in it

    @property
    def shown(self) -> QPixmap | None:
        """What was drawn last."""
        return self._drawn

    def days(self, year: int) -> dict[date, Fill]:
        """How full the days of `year` are; those that have changed are as they were until they are renewed."""
        self._fills.show(year)
        return self._fills.days()

    def of(self, page: YearPage, today: date) -> QPixmap:
        """The page, drawn if it is not yet, for another day or for another screen."""
        if self._drawn is None or self._today != today or not picture.still_fits(self._drawn, self._widget):
            self._today, filled = today, self.days(page.year)
            size = QSize(page.width, max(page.height, page.whole_height))
            self._drawn = picture.drawn(self._widget, size, lambda on: year_page.paint(on, page, filled, today))
        return self._drawn

    def forget(self) -> None:
        """Read and draw all of it again."""
        self._fills.forget()
        self._drawn = None

    def outdate(self) -> None:
        """Draw all of it again: its size or the colours are others."""
        self._drawn = None

    def touch(self, first: date | None, last: date | None) -> None:
        """These days have changed; None: from the first or to the last on."""
        self._fills.touch(first, last)

    def renew(self, page: YearPage) -> int | None:
        """Read the next month that has changed and paint it where the page is drawn; as `YearFills.renew`."""
        month = self._fills.renew()
        if month and self._drawn is not None:
            filled = self._fills.days()
            picture.drawn_over(
                self._drawn, page.width, lambda on: year_page.paint_month(on, page, month, filled, self._today)
            )
        return month
