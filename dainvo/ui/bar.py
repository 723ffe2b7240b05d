"""The bar at the top: where in time we are, how to move, which view, how the sync stands, and New.

Says what was pressed; moves nothing itself.
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from dainvo.ui import density, mirror, theme
from dainvo.ui.bar_parts import Fold, Pill, Switch, Title, view_names
from dainvo.ui.plain_words import tip

SWITCH_PX, BESIDE_PX = 28, 8  # the height of the switch, and of what is above and below it
GAP_PX, SPACES_PX = 4, 32  # between parts, and what some have more
FOLD_PX = 760  # below it the view switch becomes a menu at any rate
#: What goes where there is no room, one after the other: the week chip, the switch, the word New, the long names of
#: months, the year, Today, the word Demo, how many changes wait, what is free between the parts.
NO_WEEK, FOLDED, NO_WORD, SHORT, NO_YEAR, NO_TODAY, NO_DEMO, NO_COUNT, CLOSE = range(1, 10)


class Sync(Enum):
    """What the cloud shows."""

    IDLE = auto()
    WORKING = auto()
    WAITING = auto()
    OFFLINE = auto()
    PROBLEM = auto()


def _side(level: int) -> int:
    """Margin at both ends."""
    return 8 if level >= NO_TODAY else 12


def _gap(level: int) -> int:
    """Between two parts."""
    return 0 if level >= CLOSE else GAP_PX


class Bar(QWidget):
    """44 px high, more for larger text. Folds its view switch into a menu where there is no room for it."""

    panel_toggled = Signal()
    today = Signal()
    stepped = Signal(int)
    view_chosen = Signal(str)
    views_wanted = Signal(QWidget, bool)  # the menu of views below this button; whether it has all of them
    search_pressed = Signal()
    sync_pressed = Signal()
    settings_pressed = Signal()
    new_pressed = Signal()

    def __init__(self, parent: QWidget, *, demo: bool) -> None:
        super().__init__(parent)
        self.setFixedHeight(density.grown(SWITCH_PX) + 2 * BESIDE_PX)
        self.setAccessibleName(self.tr("Bar"))
        self._demo = demo
        self._names = ("", "")  # the title, and its short form
        self._widths: dict[tuple[QWidget, str], int] = {}
        self._turn = 0
        self._turning = QTimer(self)
        self._turning.setInterval(60)
        self._turning.timeout.connect(self._turn_on)
        self._make_left()
        self._make_right()
        self.switch = Switch(self)
        self.switch.chosen.connect(self.view_chosen)
        self.switch.others_wanted.connect(lambda: self.views_wanted.emit(self.switch.others, False))
        self._arrange()
        self._put_in_order()

    def _make_left(self) -> None:
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
        self.month = Title()
        self.year = QLabel()
        self.year.setFont(theme.font("title_year"))
        self.year.setProperty("role", "text2")
        self.week = Pill()
        self.demo = Pill("warning")
        self.demo.setText(self.tr("Demo"))
        self.demo.setToolTip(self.tr("Everything here is made up and is gone when you close Dainvo."))
        self.demo.setVisible(self._demo)

    def _make_right(self) -> None:
        self.views_button = Fold()
        self.views_button.clicked.connect(lambda: self.views_wanted.emit(self.views_button, True))
        self.search_button = self._tool("search", self.tr("Search (Ctrl+F)"))
        self.search_button.clicked.connect(self.search_pressed)
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
        with_word = self.new_button.sizeHint().width()
        self.new_button.setText("")
        self._new_wide = (with_word, self.new_button.sizeHint().width())
        self.new_button.clicked.connect(self.new_pressed)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setSpacing(GAP_PX)
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
        row.addWidget(self.search_button)
        row.addWidget(self.sync_button)
        row.addWidget(self.settings_button)
        row.addSpacing(8)
        row.addWidget(self.new_button)

    def _put_in_order(self) -> None:
        """Tab goes as one reads: Qt's own order is that in which the parts were made or found their place."""
        before = (self.panel_button, self.today_button, self.back_button, self.on_button)
        after = (self.views_button, self.search_button, self.sync_button, self.settings_button, self.new_button)
        parts: list[QWidget] = [*before, *self.switch.segments(), *after]
        for part, following in pairwise(parts):
            self.setTabOrder(part, following)

    def _tool(self, icon: str, name: str) -> QToolButton:
        made = QToolButton(self)
        theme.set_icon(made, icon)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    # what is shown

    def show_title(self, month: str, year: str, week: str, *, short: str = "") -> None:
        """ "March", "2027", "Week 10" (empty: no chip); `short`: "Mar", for where there is no room."""
        self._names = (month, short or month)
        self.year.setText(year)
        self.week.setText(week)
        self._fold()

    def show_view(self, view: str, days: int = 0, weeks: int = 0) -> None:
        """Mark the view in use; `days` and `weeks` are how many those views show."""
        name = view_names(days, weeks)[view]
        self.switch.show_view(view, name)
        self.views_button.setText(name)
        self._widths.pop((self.switch, ""), None)
        self._fold()

    def show_panel(self, shown: bool) -> None:
        name = self.tr("Hide side panel (F9)") if shown else self.tr("Show side panel (F9)")
        self.panel_button.setToolTip(name)
        self.panel_button.setAccessibleName(name)

    def show_sync(self, state: Sync, text: str, count: int = 0) -> None:
        """The cloud's icon; `text` is its tooltip and name."""
        icons = {
            Sync.IDLE: ("cloud-ok", "text2"),
            Sync.WORKING: ("sync", "text2"),
            Sync.WAITING: ("outbox", "text2"),
            Sync.OFFLINE: ("cloud-off", "warning"),
            Sync.PROBLEM: ("cloud-error", "danger"),
        }
        name, role = icons[state]
        theme.set_icon(self.sync_button, name, role=role)
        self.sync_button.setText(str(count) if state is Sync.WAITING and count else "")
        self.sync_button.setToolTip(tip(text))
        self.sync_button.setAccessibleName(text)
        self._fold()
        if state is Sync.WORKING:
            self._turning.start()
        else:
            self._turning.stop()

    def _turn_on(self) -> None:
        self._turn = (self._turn + 18) % 360
        plain = theme.pixmap("sync", ratio=self.devicePixelRatioF())
        turned = plain.copy()
        turned.fill(Qt.GlobalColor.transparent)
        painter = QPainter(turned)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(8, 8)
        painter.rotate(self._turn)
        painter.drawPixmap(QPointF(-8, -8), plain)
        painter.end()
        self.sync_button.setIcon(turned)

    # keys

    def enterEvent(self, event: QEnterEvent) -> None:
        """The tooltips name the keys as they are now: any of them may have been changed (K10)."""
        super().enterEvent(event)
        from dainvo.ui.keys import keys_of  # the first look has no pointer

        named: dict[QWidget, tuple[str, str]] = {
            self.today_button: ("today", self.tr("Today")),
            self.back_button: ("previous", self.tr("Previous")),
            self.on_button: ("next", self.tr("Next")),
            self.search_button: ("search", self.tr("Search")),
            self.settings_button: ("settings", self.tr("Settings")),
            self.new_button: ("new", self.tr("New event")),
            **self.switch.named(),
        }
        for part, (action, name) in named.items():
            found = keys_of(action)
            part.setToolTip(self.tr("{name} ({key})").format(name=name, key=found[0]) if found else name)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Leave out what there is no room for; how much there is, is known once the window has laid out the bar."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized) and not self.isVisible():
            return
        first = FOLDED if self.width() < FOLD_PX else 0
        # by arithmetic: a button that is hidden while one tries would lose the focus
        level = next((level for level in range(first, CLOSE) if self._need(level) <= self.width()), CLOSE)
        for part, shown in self._parts(level).items():
            part.setVisible(shown)
        self.switch.setVisible(level < FOLDED)
        counts = level < NO_COUNT and bool(self.sync_button.text())
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if counts else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.sync_button.setToolButtonStyle(style)
        self.month.setText(self._names[level >= SHORT])
        self.new_button.setText("" if level >= NO_WORD else self._new_text)
        layout = self.layout()
        if layout is None:
            return
        layout.setContentsMargins(_side(level), 0, _side(level), 1)
        layout.setSpacing(_gap(level))
        if level >= FOLDED:
            return
        layout.activate()
        size = self.switch.sizeHint()
        left = self.demo if not self.demo.isHidden() else self.week if not self.week.isHidden() else self.year
        before, after = (mirror.box(one.geometry(), self.width()) for one in (left, self.search_button))
        x = (self.width() - size.width()) // 2
        x = max(before.right() + 12, x)
        x = min(x, after.left() - 8 - size.width())
        high = density.grown(SWITCH_PX)
        place = QRect(x, (self.height() - 1 - high) // 2, size.width(), high)
        self.switch.setGeometry(mirror.box(place, self.width()))

    def _parts(self, level: int) -> dict[QWidget, bool]:
        """The parts that may be missing, and whether they are there at `level`."""
        return {
            self.views_button: level >= FOLDED,
            self.week: level < NO_WEEK and bool(self.week.text()),
            self.year: level < NO_YEAR,
            self.today_button: level < NO_TODAY,
            self.demo: level < NO_DEMO and self._demo,
        }

    def _need(self, level: int) -> int:
        """How wide the bar is at `level`."""
        always = (self.panel_button, self.back_button, self.on_button, self.search_button, self.settings_button)
        shown = [part for part, there in self._parts(level).items() if there]
        need = sum(self._wide(part) + _gap(level) for part in (*always, *shown))
        need += self._wide(self.settings_button) + _gap(level)  # the cloud is as wide, but for its number
        if level < NO_COUNT and self.sync_button.text():
            need += self.sync_button.fontMetrics().horizontalAdvance(self.sync_button.text()) + 8
        need += self.month.fontMetrics().horizontalAdvance(self._names[level >= SHORT]) + 1 + _gap(level)
        need += self._new_wide[level >= NO_WORD] + 2 * _side(level) + SPACES_PX
        return need + (0 if level >= FOLDED else self._wide(self.switch) + 20)

    def _wide(self, part: QWidget) -> int:
        text = part.text() if isinstance(part, QAbstractButton | QLabel) else ""
        if (part, text) not in self._widths:
            self._widths[part, text] = part.sizeHint().width()
        return self._widths[part, text]

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
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
