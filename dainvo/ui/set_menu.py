"""Calendar sets for the user: the menu of them, the button below the calendars, the question for a name (V19).

Shows and hides calendars by the engine's verb; keeps sets in the settings.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from dainvo.ical.occurrence import CollectionId
from dainvo.ui import calendar_sets, mirror, theme, toasts
from dainvo.ui.calendar_sets import MOST_LETTERS, MOST_SETS, CalendarSet
from dainvo.ui.controls import button, grown, label_for, row
from dainvo.ui.key_menu import KeyMenu
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.settings import Settings
    from dainvo.ui.cards import Cards
    from dainvo.ui.side_panel import SidePanel
    from dainvo.ui.sync_sign import SyncSign
    from dainvo.ui.views.view import Shelf


class Window(Protocol):
    """What sets need of the main window."""

    cards: Cards
    panel: SidePanel
    shelf: Shelf
    sign: SyncSign

    @property
    def settings(self) -> Settings: ...
    def take_settings(self, settings: Settings) -> None: ...


def choose(window: Window, number: int) -> bool:
    """Show the calendars of a set, counted from one (Ctrl+Alt+1); 0 opens the menu of all."""
    sets = calendar_sets.read(window.settings.sets)
    if not number:
        foot = foot_of(window)
        below = foot if foot is not None and foot.isVisible() else window.panel.mini
        open_menu(window, mirror.corner(below, -below.height(), 12))
    elif number <= len(sets):
        use(window, sets[number - 1])
    else:
        said = _tr("There is no calendar set {n} yet.").format(n=number)
        action = toasts.Action(_tr("Save what is shown…"), lambda: _ask(window))
        toasts.say(window.panel, said, action)
    return True


def use(window: Window, wanted: CalendarSet | None) -> None:
    """Show the calendars of `wanted` and no others, and make new events in its calendar; None: show all."""
    every = window.shelf.calendars
    shown = {int(one) for one in every} if wanted is None else set(wanted.shown)
    window.sign.run("calendars.set_visible_many", {one: int(one) in shown for one in every})
    if wanted is not None and CollectionId(wanted.default) in every:
        window.take_settings(window.settings.changed(default_collection=wanted.default))
    toasts.say(window.panel, _tr("All calendars") if wanted is None else wanted.name)


def open_menu(window: Window, point: QPoint) -> QMenu:
    """All sets, with what can be done to them."""
    sets = calendar_sets.read(window.settings.sets)
    menu = KeyMenu(window.panel)
    menu.setObjectName("set-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    current = current_set(window)
    menu.addAction(_tr("All calendars")).triggered.connect(lambda: use(window, None))
    for number, one in enumerate(sets, 1):
        action = menu.addAction(one.name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(one == current)
        action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
        action.setShortcutVisibleInContextMenu(False)  # the menu shows it itself
        action.triggered.connect(partial(_use, window, one))
    menu.addSeparator()
    save = menu.addAction(_tr("Save what is shown as a set…"))
    save.setEnabled(len(sets) < MOST_SETS or current is not None)
    save.triggered.connect(lambda: ask_name(window))
    if sets:
        removing = menu.addMenu(_tr("Forget a set"))
        for one in sets:
            removing.addAction(one.name.replace("&", "&&")).triggered.connect(partial(_forget, window, one))
    mirror.pop(menu, point)
    return menu


def _use(window: Window, wanted: CalendarSet, _on: bool = False) -> None:
    use(window, wanted)


def _forget(window: Window, gone: CalendarSet, _on: bool = False) -> None:
    _keep(window, tuple(one for one in calendar_sets.read(window.settings.sets) if one != gone))


def _keep(window: Window, sets: tuple[CalendarSet, ...]) -> None:
    window.take_settings(window.settings.changed(sets=calendar_sets.write(sets) if sets else ""))
    show_foot(window)


def current_set(window: Window) -> CalendarSet | None:
    """The set that is shown now."""
    every = window.shelf.calendars
    visible = [int(one) for one, calendar in every.items() if calendar.visible]
    return calendar_sets.in_use(calendar_sets.read(window.settings.sets), visible, [int(one) for one in every])


def _ask(window: Window) -> None:
    ask_name(window)


def ask_name(window: Window) -> NameSheet:
    """Ask for the name under which what is shown is kept."""
    sheet = NameSheet(window.panel.window())
    current = current_set(window)
    sheet.field.setText(current.name if current is not None else "")
    sheet.named.connect(lambda name: save(window, name))
    sheet.open()
    return sheet


def save(window: Window, name: str) -> None:
    """Keep the calendars that are shown now as a set, with the calendar of new events among them."""
    every = window.shelf.calendars
    visible = tuple(int(one) for one, calendar in every.items() if calendar.visible)
    default = window.cards.default_collection()
    fits = default is not None and int(default) in visible
    writable = (int(one) for one, calendar in every.items() if calendar.visible and calendar.writable)
    fresh = CalendarSet(name.strip(), visible, int(default) if default is not None and fits else next(writable, 0))
    _keep(window, calendar_sets.saved(calendar_sets.read(window.settings.sets), fresh))


# the button below the calendars


def foot_of(window: Window) -> QPushButton | None:
    return window.panel.findChild(QPushButton, "calendar-sets")


def show_foot(window: Window) -> None:
    """Below the calendars stands which set is shown, once there is one."""
    foot, sets = foot_of(window), calendar_sets.read(window.settings.sets)
    if not sets:
        if foot is not None:
            foot.hide()
        return
    if foot is None:
        foot = _make_foot(window)
    current = current_set(window)
    every_one = all(calendar.visible for calendar in window.shelf.calendars.values())
    name = current.name if current is not None else _tr("All calendars") if every_one else _tr("Own choice")
    foot.setText(_tr("Set: {name}").format(name=name))
    foot.show()


def _make_foot(window: Window) -> QPushButton:
    foot = Foot()
    foot.clicked.connect(lambda: open_menu(window, mirror.corner(foot, -foot.height(), 8)))
    layout = window.panel.layout()
    if layout is not None:
        layout.addWidget(foot)
    return foot


class Foot(QPushButton):
    """A row at the panel's lower edge: which set is shown, and an arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("calendar-sets")
        self.setAutoDefault(False)
        self.setFixedHeight(grown(36))
        self.setToolTip(_tr("Calendar sets"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), tokens.hairline)
        inside = QRectF(self.rect()).adjusted(6, 4, -6, -3)
        if self.underMouse() or self.hasFocus():
            wash = QColor(tokens.text)
            wash.setAlphaF(0.06)
            painter.setPen(QPen(tokens.accent, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(inside, 6, 6)
        mirror.turn(painter, self.width())
        painter.setFont(theme.font("body"))
        painter.setPen(tokens.text2)
        room = inside.adjusted(8, 0, -26, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
        mirror.words(painter, room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        theme.paint_icon(painter, QPointF(inside.right() - 22, (self.height() - 14) / 2), "chevron-up", size=14)
        painter.end()


class NameSheet(Sheet):
    """`named` comes with the name of a set."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _tr("Save a calendar set"), width=360)
        self.field = QLineEdit()
        self.field.setMaxLength(MOST_LETTERS)
        self.field.setPlaceholderText(_tr("Work"))
        self.body.addLayout(row(label_for(_tr("&Name"), self.field), self.field, spacing=12))
        cancel = button(_tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = button(_tr("&Save"), "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        self.foot.addLayout(row(cancel, None, self.save_button))
        self.field.setFocus()

    def _save(self) -> None:
        if not self.field.text().strip():
            self.field.setFocus()
            return
        self.accept()
        self.named.emit(self.field.text())


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarSets", text)
