"""Search as one types (K13): what was found as a list in place of the view, and the jump to it (K14).

Asks the copy, which answers within a frame; changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, keys, mirror, theme
from dainvo.ui.controls import tool, with_icon
from dainvo.ui.views import agenda_rows, names
from dainvo.ui.views.event_list import EventList
from dainvo.ui.views.look import days_of
from dainvo.ui.views.view import announce
from dainvo.ui.visited import Place

if TYPE_CHECKING:
    from dainvo.settings import Settings
    from dainvo.store.reader import Reader
    from dainvo.ui.pages import AnyView, Pages
    from dainvo.ui.views.view import Shelf

MOST = 100
PULSE_MS = 900


class Way(Protocol):
    """What leads back."""

    def open(self, view: str, day: date) -> None: ...


class Window(Protocol):
    """What the search needs of the main window."""

    stack: Pages
    shelf: Shelf

    @property
    def travel(self) -> Way: ...
    @property
    def view(self) -> AnyView: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def focused_date(self) -> date: ...

    def show_date(self, day: date) -> None: ...


class SearchPage(QWidget):
    """`closed` gives the place back to the view; `chosen` wants to go to an event."""

    closed = Signal()
    chosen = Signal(object)

    def __init__(self, window: Window, reader: Reader) -> None:
        super().__init__(window.stack)
        self._reader = reader
        self._shelf = window.shelf
        self.setAccessibleName(self.tr("Search"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search title, place, notes and people"))
        self.field.setAccessibleName(self.tr("Search events"))
        self.field.setMaxLength(200)
        with_icon(self.field, "search")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._ask)
        self.close_button = tool("cross", self.tr("Close search (Esc)"))
        self.close_button.clicked.connect(self.closed)
        self.list = EventList(self._shelf, self)
        self.list.event_activated.connect(lambda event, _place: self.chosen.emit(event))
        self.list.event_opened.connect(window.stack.event_opened)
        self.list.event_menu.connect(window.stack.event_menu)
        self.list.dragged_out.connect(self._drag_out)
        self.list.join_requested.connect(window.stack.join_requested)
        self.list.viewport().installEventFilter(self)
        self.said = QLabel()
        self.said.setProperty("role", "text2")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.list, 1)
        window.stack.outdated.connect(self.refresh)
        self._ask("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        """What is typed stands over what is found, in the same column."""
        self._column.activate()
        before, after = self.list.margins()
        self._row.setContentsMargins(*mirror.sides(before, 12, after, 8))

    def start(self) -> None:
        """Ready to type; what was typed before is selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._ask(self.field.text())

    def refresh(self) -> None:
        """Ask again, if it is seen: the copy has changed."""
        if self.isVisible():
            self._ask(self.field.text(), keep=True)

    def _ask(self, typed: str, keep: bool = False) -> None:
        from dainvo.store.folding import words

        now = self._shelf.now()
        found = in_order(self._shelf.once(self._reader.search(typed, MOST)), now) if typed.strip() else []
        place = self.list.verticalScrollBar().value() if keep else 0
        self.list.show_rows(agenda_rows.by_year(found, now.date()), words=tuple(words(typed)), keep=place)
        said = ""
        if typed.strip():
            said = names.count(len(found)) if found else self._nothing(typed.strip())
            if len(found) == MOST:
                said = self.tr("The {n} best matches").format(n=MOST)
        self._place_said(beside=bool(found))
        self._align()
        is_new = said != self.said.text()  # letters that change nothing are not told again (X06)
        self.said.setText(said)
        if said and is_new and not keep:
            announce(self, said)

    def _place_said(self, beside: bool) -> None:
        """A number stands beside the field; that nothing was found, where the list would be."""
        here = self._row if beside else self._column
        if here.indexOf(self.said) < 0:
            (self._column if beside else self._row).removeWidget(self.said)
            here.insertWidget(1, self.said)
            self.said.setWordWrap(not beside)

    def _nothing(self, typed: str) -> str:
        """That nothing was found, and in how much."""
        said = self.tr("No event matches ‘{text}’").format(text=typed)
        window = self._reader.window()
        if window is None:
            return said
        number = self._reader.searched()
        where = self.tr("Searched {events}, {first}–{last}").format(
            events=names.count(number).replace(str(number), dates.number(number)),
            first=window[0].year,
            last=window[1].year,
        )
        return f"{said}\n{where}"

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows go to the list while the field keeps the letters; the field is as wide as what is found."""
        if event.type() == QEvent.Type.Resize and watched is self.list.viewport():
            self._align()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.walk(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._jump()
                return True
            if keys.wanted(event) == "commands":  # the field would take Ctrl+K for "delete to the end"
                QApplication.sendEvent(self, event)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.text() and self.field.hasFocus():
            self.field.clear()
        else:
            self.closed.emit()

    def _drag_out(self, event: Occurrence) -> None:
        from dainvo.ui import drag_out  # few are

        drag_out.start(self.list, self._reader, event)

    def _jump(self) -> None:
        """To the event with the focus, else to the first."""
        current = self.list.current_event()
        if current is None and self.list.walk(1):
            current = self.list.current_event()
        if current is not None:
            self.chosen.emit(current[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().view)


class Pulse(QWidget):
    """A ring around an event that fades once, so that the eye finds it."""

    def __init__(self, window: QWidget, place: QRect) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(QRect(window.mapFromGlobal(place.topLeft()), place.size()).adjusted(-6, -6, 6, 6))
        self._left = 1.0
        self._timer = QTimer(self)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._fade)
        self._timer.start()
        self.show()

    def _fade(self) -> None:
        self._left -= 30 / PULSE_MS
        if self._left <= 0:
            self.deleteLater()
            self._timer.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(max(0.0, self._left))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().selection)
        painter.drawRoundedRect(self.rect(), 10, 10)
        painter.end()


class WayBack(QObject):
    """Esc right after a jump leads back to where one was before the search (K14); whatever else is done ends that."""

    def __init__(self, window: Window, before: Place) -> None:
        super().__init__(window.view)
        self._window, self._before = window, before
        window.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.FocusOut):
            return False
        watched.removeEventFilter(self)
        self.deleteLater()
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._window.travel.open(*self._before)
            return True
        return False


def in_order(found: list[Occurrence], now: datetime) -> list[Occurrence]:
    """What is to come, the nearest first; then what is over, the latest first."""
    today = now.date()
    ahead = [event for event in found if days_of(event)[1] >= today]
    over = [event for event in found if days_of(event)[1] < today]
    return sorted(ahead, key=_begins) + sorted(over, key=_begins, reverse=True)


def _begins(event: Occurrence) -> tuple[int, float]:
    start = event.start
    return days_of(event)[0].toordinal(), start.timestamp() if isinstance(start, datetime) else 0.0


def open_on(window: Window, reader: Reader) -> SearchPage:
    """Show the search in place of the view of `window`; Esc brings that back, where it was."""
    found = window.stack.findChild(SearchPage)
    if isinstance(found, SearchPage):
        page = found
    else:
        page = SearchPage(window, reader)
        window.stack.addWidget(page)
        page.closed.connect(lambda: _close(window))
        page.chosen.connect(lambda event: _go_to(window, event))
    window.stack.setCurrentWidget(page)
    page.start()
    return page


def _close(window: Window) -> None:
    window.stack.setCurrentWidget(window.view)
    window.view.setFocus()


def _go_to(window: Window, event: Occurrence) -> None:
    """The day of the event in the view that was there before, the event marked."""
    _close(window)
    before = Place(window.settings.view, window.focused_date)
    window.show_date(days_of(event)[0])
    WayBack(window, before)
    window.view.select(event)
    place = window.view.place_of(event)
    if window.stack.rect().contains(window.stack.mapFromGlobal(place.center())):
        Pulse(window.stack, place)
