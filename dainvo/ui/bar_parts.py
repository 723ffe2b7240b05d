"""The parts of the bar that Qt does not have: the title, pills, the view switch and what it folds into.

Each draws itself; where it stands and whether there is room for it is the bar's.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QRadioButton, QWidget

from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.language import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("BarParts", text)


#: Those with a segment of their own, and those in the menu behind it.
PLAIN_VIEWS = ("day", "week", "month", "agenda", "year")
OTHER_VIEWS = ("workweek", "days", "weeks")
VIEWS = PLAIN_VIEWS + OTHER_VIEWS
_KEYS = {"day": "D", "week": "W", "month": "M", "agenda": "A", "year": "Y"}


class Pill(QLabel):
    """A small word in a rounded outline; `tone` is a role of the theme."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self._tone = tone
        self.setFont(theme.font("caption"))
        self.setContentsMargins(8, 0, 8, 0)
        self.setFixedHeight(density.grown(20))
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.role(self._tone) if self._tone else tokens.hairline
        painter.setPen(QPen(edge, 1))
        painter.setBrush(tokens.role(f"{self._tone}_bg") if self._tone else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), (self.height() - 1) / 2, (self.height() - 1) / 2
        )
        painter.setPen(edge if self._tone else tokens.text2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Title(QLabel):
    """What is shown, cut with an ellipsis where even the short form has no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font("title"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens().text)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.end()


class Segment(QRadioButton):
    """One choice of the view switch: a radio button that looks like a segment."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(theme.font("switch"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(
            round(QFontMetricsF(theme.font("switch_on")).horizontalAdvance(self.text())) + 26, density.grown(24)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # lets Tab and arrows come to this one alone
        if (group := self.group()) is not None:
            _let_tab_in(group)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(theme.mix(tokens.text, tokens.view, 0.12), 1))
            painter.setBrush(tokens.view)
            painter.drawRoundedRect(box, 5.5, 5.5)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(theme.font("switch_on" if self.isChecked() else "switch"))
        painter.setPen(tokens.text if self.isChecked() or self.underMouse() else tokens.text2)
        painter.drawText(self.word_rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def word_rect(self) -> QRectF:
        """Where the word stands, in the middle of it."""
        return QRectF(self.rect())


class Fold(QPushButton):
    """The view switch where there is no room for it: the name of the view and an arrow."""

    GAP, ARROW = 8, 12

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("surface", "view")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.GAP + density.grown(self.ARROW), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        # wide windows never show this button, and the names of QStyle take milliseconds to load
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        words, arrow = self.fontMetrics().horizontalAdvance(self.text()), density.grown(self.ARROW)
        mirror.turn(painter, self.width())
        x = (self.width() - words - self.GAP - arrow) // 2
        painter.setPen(theme.tokens().text)
        mirror.words(painter, QRectF(x, 0, words + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        at = QPointF(x + words + self.GAP, (self.height() - arrow) // 2 + 1)
        theme.paint_icon(painter, at, "chevron-down", size=arrow)
        painter.end()


class OtherViews(Segment):
    """The last segment: an arrow that asks for the menu of the other views, after the name of the one in use."""

    ARROW = 12

    def sizeHint(self) -> QSize:
        if not self.text():
            return QSize(32, density.grown(24))
        return super().sizeHint() + QSize(self.ARROW + 2, 0)

    def nextCheckState(self) -> None:
        """A press opens the menu and chooses nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror.turn(painter, self.width())
        colour = tokens.text if self.isChecked() or self.underMouse() else tokens.text2
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        middle = QPointF(self.width() - 17 if self.text() else self.width() / 2, self.height() / 2)
        # by hand: the icon would be drawn from its SVG, which the first look does without
        painter.drawPolyline([middle + QPointF(-3.5, -1.5), middle + QPointF(0, 2), middle + QPointF(3.5, -1.5)])
        painter.end()

    def word_rect(self) -> QRectF:
        return mirror.box(QRectF(self.rect()).adjusted(0, 0, -(self.ARROW + 2), 0), self.width())


class Switch(QWidget):
    """Day, week, month, agenda and year as one radio group; the other views behind its last segment."""

    chosen = Signal(str)
    others_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("View"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._segments: dict[str, Segment] = {}
        names = view_names(0, 0)
        for view in PLAIN_VIEWS:
            segment = Segment(names[view])
            segment.setToolTip(self.tr("{view} ({key})").format(view=names[view], key=_KEYS[view]))
            segment.clicked.connect(lambda _checked=False, view=view: self.chosen.emit(view))
            self._group.addButton(segment)
            self._segments[view] = segment
            row.addWidget(segment)
        self.others = OtherViews("")
        self.others.setAccessibleName(self.tr("Other views"))
        self.others.setToolTip(self.tr("Other views"))
        self.others.clicked.connect(self.others_wanted)
        self.others.setAutoExclusive(False)
        row.addWidget(self.others)

    def segments(self) -> list[Segment]:
        """From the first to the last."""
        return [*self._segments.values(), self.others]

    def named(self) -> dict[QWidget, tuple[str, str]]:
        """Each segment with its view and what that is called."""
        return {segment: (view, segment.text()) for view, segment in self._segments.items()}

    def show_view(self, view: str, name: str) -> None:
        """Mark the segment of `view`; one of the others stands in the last segment by its `name`."""
        shown = name if view in OTHER_VIEWS else ""
        if self.others.text() != shown:
            self.others.setText(shown)
            said = self.tr("{view}, other views").format(view=shown) if shown else self.tr("Other views")
            self.others.setAccessibleName(said)
            self.others.updateGeometry()
        self.others.setChecked(bool(shown))
        self._group.setExclusive(not shown)  # else one of the group would stay on
        for name_of, segment in self._segments.items():
            segment.setChecked(name_of == view)
        _let_tab_in(self._group)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_track(self)


def _let_tab_in(group: QButtonGroup) -> None:
    """Tab comes to the choice that is made, and arrows go on from there; where none is made, both go through all."""
    for one in group.buttons():
        here = one.isChecked() or not group.exclusive()
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.NoFocus)


def paint_track(switch: QWidget) -> None:
    """What segments lie on."""
    shade = QColor(theme.tokens().text)
    shade.setAlphaF(0.07)
    painter = QPainter(switch)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(QRectF(switch.rect()), 8, 8)
    painter.end()


def view_names(days: int, weeks: int) -> dict[str, str]:
    """The views of VIEWS in words; two of them by how many days or weeks they show."""
    return {
        "day": _tr("Day"),
        "week": _tr("Week"),
        "month": _tr("Month"),
        "agenda": _tr("Agenda"),
        "year": _tr("Year"),
        "workweek": _tr("Work week"),
        "days": counted("BarParts", "1 day", "%n days", days),
        "weeks": counted("BarParts", "1 week", "%n weeks", weeks),
    }


class Heading(NamedTuple):
    """The title of a page and its short form, the year beside it, and the chip of the week."""

    words: str
    short: str
    year: str
    week: str = ""


def heading(view: str, first: date, last: date, day: date, first_weekday: int) -> Heading:
    """What the bar says above the days `first`..`last` of a view with `day` in focus; `first_weekday` 0: no week."""
    if view == "year":
        return Heading(str(first.year), str(first.year), "")
    if view == "day":
        long, short = dates.day_and_month(day), dates.day_and_month(day, short=True)
        return Heading(long, short, str(day.year), _week(day, day, first_weekday))
    if view == "month":
        first = last = day
    words, year = dates.months(first, last)
    short, _ = dates.months(first, last, short=True)
    return Heading(words, short, year, "" if view in ("month", "weeks") else _week(first, last, first_weekday))


def _week(first: date, last: date, first_weekday: int) -> str:
    if not first_weekday:
        return ""
    begin, end = dates.week_number(first, first_weekday), dates.week_number(last, first_weekday)
    if begin == end:
        return _tr("Week {n}").format(n=begin)
    return _tr("Weeks {first}–{last}").format(first=begin, last=end)
