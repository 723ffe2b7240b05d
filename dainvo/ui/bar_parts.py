"""The parts of the bar that Qt does not have: the title, pills, the view switch and what it folds into.

Each draws itself; where it stands and whether there is room for it is the bar's.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QRadioButton, QWidget

from dainvo.ui import theme

VIEWS = ("day", "week", "month", "agenda")


class Pill(QLabel):
    """A small word in a rounded outline; `tone` is a role of the theme."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self._tone = tone
        self.setFont(theme.font("caption"))
        self.setContentsMargins(8, 0, 8, 0)
        self.setFixedHeight(20)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.role(self._tone) if self._tone else tokens.hairline
        painter.setPen(QPen(edge, 1))
        painter.setBrush(tokens.role(f"{self._tone}_bg") if self._tone else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9.5, 9.5)
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
        return QSize(round(QFontMetricsF(theme.font("switch_on")).horizontalAdvance(self.text())) + 26, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

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
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Fold(QPushButton):
    """The view switch where there is no room for it: the name of the view and an arrow."""

    GAP, ARROW = 8, 12

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("surface", "view")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.GAP + self.ARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        # wide windows never show this button, and the names of QStyle take milliseconds to load
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        words = self.fontMetrics().horizontalAdvance(self.text())
        x = (self.width() - words - self.GAP - self.ARROW) // 2
        painter.setPen(theme.tokens().text)
        painter.drawText(QRectF(x, 0, words + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        arrow = theme.pixmap("chevron-down", size=self.ARROW)
        painter.drawPixmap(QPointF(x + words + self.GAP, (self.height() - self.ARROW) // 2 + 1), arrow)
        painter.end()


class Switch(QWidget):
    """Day, week, month as one radio group."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("View"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._segments: dict[str, Segment] = {}
        for view, name in zip(VIEWS, view_names(self), strict=True):
            segment = Segment(name)
            segment.setToolTip(self.tr("{view} ({key})").format(view=name, key=name[:1]))
            segment.clicked.connect(lambda _checked=False, view=view: self.chosen.emit(view))
            self._group.addButton(segment)
            self._segments[view] = segment
            row.addWidget(segment)

    def show_view(self, view: str) -> None:
        self._segments[view].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(theme.tokens().text)
        shade.setAlphaF(0.07)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()


def view_names(owner: QWidget) -> tuple[str, str, str, str]:
    """The views of VIEWS in words."""
    return owner.tr("Day"), owner.tr("Week"), owner.tr("Month"), owner.tr("Agenda")
