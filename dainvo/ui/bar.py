"""The bar at the top: where in time we are, how to move, which view, how the sync stands, and New.

Says what was pressed; moves nothing itself.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from dainvo.ui import theme
from dainvo.ui.views.names import escape

BAR_PX = 44
VIEWS = ("day", "week", "month")
FOLD_PX = 760  # below it the view switch becomes a menu
BARE_PX = 560  # below it the week chip and the word Today go too


class Sync(Enum):
    """What the cloud shows."""

    IDLE = auto()
    WORKING = auto()
    WAITING = auto()
    OFFLINE = auto()
    PROBLEM = auto()


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


def view_names(owner: QWidget) -> tuple[str, str, str]:
    """Day, week, month in words."""
    return owner.tr("Day"), owner.tr("Week"), owner.tr("Month")


class Bar(QWidget):
    """44 px. Folds its view switch into a menu where there is no room for it."""

    panel_toggled = Signal()
    today = Signal()
    stepped = Signal(int)
    view_chosen = Signal(str)
    sync_pressed = Signal()
    settings_pressed = Signal()
    new_pressed = Signal()

    def __init__(self, parent: QWidget, *, demo: bool) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR_PX)
        self.setAccessibleName(self.tr("Bar"))
        self._sync = Sync.IDLE
        self._turn = 0
        self._turning = QTimer(self)
        self._turning.setInterval(60)
        self._turning.timeout.connect(self._turn_on)
        self._make_left(demo)
        self._make_right()
        self.switch = Switch(self)
        self.switch.chosen.connect(self.view_chosen)
        self._arrange()

    def _make_left(self, demo: bool) -> None:
        self.panel_button = self._tool("side-panel", self.tr("Side panel (F9)"))
        self.panel_button.clicked.connect(self.panel_toggled)
        self.today_button = QPushButton(self.tr("Today"))
        self.today_button.setAutoDefault(False)
        self.today_button.setProperty("surface", "view")
        self.today_button.setToolTip(self.tr("Today (T)"))
        self.today_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.today_button.clicked.connect(self.today)
        self.back_button = self._tool("chevron-left", self.tr("Previous (K)"))
        self.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.on_button = self._tool("chevron-right", self.tr("Next (J)"))
        self.on_button.clicked.connect(lambda: self.stepped.emit(1))
        self.month = QLabel()
        self.month.setFont(theme.font("title"))
        self.year = QLabel()
        self.year.setFont(theme.font("title_year"))
        self.year.setProperty("role", "text2")
        self.week = Pill()
        self.demo = Pill("warning")
        self.demo.setText(self.tr("Demo"))
        self.demo.setToolTip(self.tr("Everything here is made up and is gone when you close Dainvo."))
        self.demo.setVisible(demo)

    def _make_right(self) -> None:
        self.views_button = Fold()
        menu = QMenu(self.views_button)
        for view, name in zip(VIEWS, view_names(self), strict=True):
            menu.addAction(name).triggered.connect(lambda _on=False, view=view: self.view_chosen.emit(view))
        self.views_button.setMenu(menu)
        self.sync_button = self._tool("cloud-ok", self.tr("Sync now (F5)"))
        self.sync_button.clicked.connect(self.sync_pressed)
        self.settings_button = self._tool("gear", self.tr("Settings (Ctrl+,)"))
        self.settings_button.clicked.connect(self.settings_pressed)
        self._new_text = "\u2009" + self.tr("New")  # a thin space more between icon and word
        self.new_button = QPushButton(self._new_text)
        self.new_button.setAutoDefault(False)
        self.new_button.setProperty("kind", "primary")
        self.new_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new_button.setToolTip(self.tr("New event (N)"))
        self.new_button.setAccessibleName(self.tr("New event"))
        theme.set_icon(self.new_button, "plus", role="on_accent")
        self.new_button.clicked.connect(self.new_pressed)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(4)
        row.addWidget(self.panel_button)
        row.addSpacing(4)
        row.addWidget(self.today_button)
        row.addSpacing(4)
        row.addWidget(self.back_button)
        row.addWidget(self.on_button)
        row.addSpacing(8)
        row.addWidget(self.month)
        row.addWidget(self.year)
        row.addSpacing(8)
        row.addWidget(self.week)
        row.addWidget(self.demo)
        row.addStretch(1)
        row.addWidget(self.views_button)
        row.addWidget(self.sync_button)
        row.addWidget(self.settings_button)
        row.addSpacing(8)
        row.addWidget(self.new_button)

    def _tool(self, icon: str, name: str) -> QToolButton:
        made = QToolButton(self)
        theme.set_icon(made, icon)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    # what is shown

    def show_title(self, month: str, year: str, week: str) -> None:
        """ "March", "2027", "Week 10" (empty: no chip)."""
        self.month.setText(month)
        self.year.setText(year)
        self.week.setText(week)
        self._fold()

    def show_view(self, view: str) -> None:
        self.switch.show_view(view)
        self.views_button.setText(dict(zip(VIEWS, view_names(self), strict=True))[view])

    def show_panel(self, shown: bool) -> None:
        name = self.tr("Hide side panel (F9)") if shown else self.tr("Show side panel (F9)")
        self.panel_button.setToolTip(name)
        self.panel_button.setAccessibleName(name)

    def show_sync(self, state: Sync, text: str, count: int = 0) -> None:
        """The cloud's icon; `text` is its tooltip and name."""
        self._sync = state
        icons = {
            Sync.IDLE: ("cloud-ok", "text2"),
            Sync.WORKING: ("sync", "text2"),
            Sync.WAITING: ("outbox", "text2"),
            Sync.OFFLINE: ("cloud-off", "warning"),
            Sync.PROBLEM: ("cloud-error", "danger"),
        }
        name, role = icons[state]
        theme.set_icon(self.sync_button, name, role=role)
        shown = str(count) if state is Sync.WAITING and count else ""
        self.sync_button.setText(shown)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.sync_button.setToolButtonStyle(style)
        self.sync_button.setToolTip(escape(text))
        self.sync_button.setAccessibleName(text)
        if state is Sync.WORKING:
            self._turning.start()
        else:
            self._turning.stop()

    def _turn_on(self) -> None:
        self._turn = (self._turn + 18) % 360
        plain = theme.pixmap("sync")
        turned = plain.copy()
        turned.fill(Qt.GlobalColor.transparent)
        painter = QPainter(turned)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(8, 8)
        painter.rotate(self._turn)
        painter.drawPixmap(QPointF(-8, -8), plain)
        painter.end()
        self.sync_button.setIcon(turned)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        width = self.width()
        self.views_button.setVisible(width < FOLD_PX)
        self.switch.setVisible(width >= FOLD_PX)
        self.week.setVisible(bool(self.week.text()) and width >= FOLD_PX)
        bare = width < BARE_PX
        self.today_button.setVisible(not bare)
        self.year.setVisible(not bare)
        self.new_button.setText("" if bare else self._new_text)
        layout = self.layout()
        if layout is None or width < FOLD_PX:
            return
        layout.activate()
        size = self.switch.sizeHint()
        left = self.demo if not self.demo.isHidden() else self.week if not self.week.isHidden() else self.year
        x = (width - size.width()) // 2
        x = max(left.geometry().right() + 12, x)
        x = min(x, self.sync_button.geometry().left() - 8 - size.width())
        self.switch.setGeometry(x, (BAR_PX - 1 - 28) // 2, size.width(), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.hairline)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
