"""The picture of a month on the screen, of which a change paints its weeks alone; and of the month that comes next.

Decides nothing about pages: they come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ui import mirror, theme
from dainvo.ui.views import month_paint, picture
from dainvo.ui.views.month_page import MonthPage, MonthRow

KEPT_MS = 3_000  # after a page was turned the next one is kept painted: a picture is large


class _Painted(NamedTuple):
    """`frame`: what all of it was painted for; `rows`: the weeks in it, None: not yet."""

    picture: QPixmap
    frame: tuple[object, ...]
    rows: list[MonthRow | None]


class MonthPicture:
    """Of the month that `widget` shows."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._here: _Painted | None = None
        self._next: _Painted | None = None
        self._turning = QTimer(widget, singleShot=True, interval=KEPT_MS)
        self._turning.timeout.connect(self._forget_next)

    @property
    def shown(self) -> QPixmap | None:
        """What was painted last."""
        return None if self._here is None else self._here.picture

    def turned(self) -> None:
        """A page was turned: now it pays to paint the next one ahead."""
        self._turning.start()

    def _forget_next(self) -> None:
        self._next = None

    def of(self, page: MonthPage, today: date, *, whole: bool) -> QPixmap:
        """The page; of one that is there already only the weeks that changed are painted, those if it is to be `whole`
        now."""
        frame, here = self._frame(page, today), self._here
        if here is None or here.frame != frame:
            here, self._next = self._next, None
            if here is None or here.frame != frame:
                made = picture.drawn(self._widget, page.size, lambda on: month_paint.paint(on, page, today))
                here = _Painted(made, frame, [*page.rows])
            self._here, whole = here, True
        if whole:
            for _ in self.renew(page, today):
                pass
        return here.picture

    def renew(self, page: MonthPage, today: date) -> Iterator[None]:
        """Paint the weeks that have changed one by one, if the page is there already."""
        here = self._here
        if here is not None and here.frame == self._frame(page, today):
            for week, row in enumerate(page.rows):
                if row is not here.rows[week]:  # below what was never painted the paper is clean
                    paint = month_paint.paint_events if here.rows[week] is None else month_paint.paint_week
                    _over(here, page, paint, week, today)
                    here.rows[week] = row
                    yield

    def prepare(self, page: MonthPage, today: date) -> Iterator[None]:
        """Paint the page that is turned to next week by week, while pages are being turned."""
        if self._turning.isActive() and not self._widget.devicePixelRatioF() % 1:
            made = picture.drawn(self._widget, page.size, lambda on: month_paint.paint_paper(on, page))
            self._next = following = _Painted(made, self._frame(page, today), [None] * page.weeks)
            yield
            for week, row in enumerate(page.rows):
                _over(following, page, month_paint.paint_events, week, today)
                following.rows[week] = row
                yield

    def _frame(self, page: MonthPage, today: date) -> tuple[object, ...]:
        """What all of a picture is painted for; between the pixels of a screen weeks would leave seams."""
        ratio = self._widget.devicePixelRatioF()
        return *page.frame, today, theme.tokens(), mirror.on, ratio, tuple(page.rows) if ratio % 1 else ()


def _over(
    painted: _Painted, page: MonthPage, paint: Callable[[QPainter, MonthPage, int, date], None], week: int, today: date
) -> None:
    picture.drawn_over(painted.picture, page.size.width(), lambda on: paint(on, page, week, today))
