"""The command palette (K06), go to date (K07) and the overview of keys (K09): one field, one list.

Carries out nothing itself: the window does, when it is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dainvo.ui import dates, keys, mirror, theme
from dainvo.ui.card import MARGIN, Card
from dainvo.ui.controls import Elided, grown, with_icon
from dainvo.ui.notice import ErrorLine
from dainvo.ui.sheet import SHADOW

WIDTH, ROW_PX, MOST_ROWS = 480, 32, 11


class Palette(Card):
    """`mode`: "commands" finds one and takes dates as well, "date" takes dates alone to go to, "goal" to put events on,
    "keys" lists all their keys.

    `said`: what commands are called now, where that is more than their name.
    """

    def __init__(
        self,
        window: QWidget,
        mode: str,
        *,
        today: date,
        near: date,
        go: Callable[[date], object],
        act: Callable[[str], object] = lambda _action: None,
        said: Mapping[str, str] | None = None,
        off: Collection[str] = (),
    ) -> None:
        """`said` are names that depend on what was done before; `off` are actions that mean nothing now."""
        super().__init__(window, WIDTH)
        self._mode, self._today, self._near = mode, today, near
        self._act, self._go = act, go
        with_keys = {action: name for action, name in keys.names().items() if action in keys.bound()}
        meant = {action: name for action, name in {**keys.names(), **(said or {})}.items() if action not in off}
        self._listed = with_keys if mode == "keys" else meant
        self.setAccessibleName(self._names()[0])
        self.closed.connect(self.deleteLater)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self._names()[1])
        self.field.setAccessibleName(self._names()[0])
        with_icon(self.field, "today" if self._dates_only else "search")
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.error = ErrorLine()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.body.setSpacing(6)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(12, 12, 12, 4)
        row.addWidget(self.field)
        self.body.addWidget(inside)
        self.body.addWidget(self.error)
        self.error.setContentsMargins(*mirror.sides(14, 0, 12, 8))
        listed = QHBoxLayout()
        listed.setContentsMargins(8, 0, 8, 8)
        listed.addWidget(self.list)
        self.body.addLayout(listed)
        self._filter("")

    @property
    def _dates_only(self) -> bool:
        return self._mode in ("date", "goal")

    def _names(self) -> tuple[str, str]:
        how = self.tr("12 March, next fri, +3w, 2027-03-12")
        return {
            "date": (self.tr("Go to a date"), how),
            "goal": (self.tr("Move to another day"), how),
            "keys": (self.tr("All keys"), self.tr("Find a key")),
        }.get(self._mode, (self.tr("Commands"), self.tr("A command, or a date")))

    def open(self) -> None:
        """In the upper middle of the window, ready to type."""
        host = self._host.rect()
        top = QPoint(host.center().x(), max(20, host.height() // 8))
        self.show_at(QRect(self._host.mapToGlobal(top), QSize(0, 0)))
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Always at one height, with room for the whole list: the field stays while the list grows short."""
        super().place()
        self._arrow = None
        top = max(0, min(self._anchor.top() - SHADOW, self._host.height() - MARGIN - self._tallest()))
        self.move((self._host.width() - self.width()) // 2, top)

    def _tallest(self) -> int:
        listed = -self.body.spacing() if self.list.isHidden() else self.list.maximumHeight()
        return self.height() - SHADOW - listed + MOST_ROWS * grown(ROW_PX) + 4

    # what is listed

    def _filter(self, typed: str) -> None:
        self.error.tell("")
        self.list.clear()
        day = self._day(typed)
        if day is not None:
            said = self.tr("Move to {day} {year}") if self._mode == "goal" else self.tr("Go to {day} {year}")
            self._add(f"date:{day.isoformat()}", said.format(day=dates.long_day(day), year=day.year), [])
        if not self._dates_only:
            words = typed.lower().split()
            for action, name in self._listed.items():
                shortcuts = keys.keys_of(action)
                text = f"{name} {' '.join(shortcuts)}".lower()
                if all(word in text for word in words):
                    self._add(action, name, shortcuts)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.list.setFixedHeight(min(MOST_ROWS, max(1, self.list.count())) * grown(ROW_PX) + 4)
        self.place()

    def _add(self, key: str, name: str, shortcuts: list[str]) -> None:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {', '.join(shortcuts)}")
        item.setSizeHint(QSize(0, grown(ROW_PX)))  # as wide as the list
        line = QWidget()
        line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(Elided(name), 1)
        shown = QLabel("   ".join(shortcuts[: 4 if self._mode == "keys" else 1]))
        shown.setFont(theme.font("caption"))
        shown.setProperty("role", "text2")
        row.addWidget(shown)
        self.list.setItemWidget(item, line)

    def _day(self, typed: str) -> date | None:
        from dainvo.ui.editor.typed import parse_date

        text = typed.strip().lower()
        following = text.startswith(("next ", self.tr("next").lower() + " "))
        if following:
            text = text.split(maxsplit=1)[1]
        if not text or self._mode == "keys":
            return None
        found = parse_date(text, today=self._today, near=self._near)
        return parse_date("+7", today=found, near=found) if following and found == self._today else found

    # choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                row = self.list.currentRow() + (1 if event.key() == Qt.Key.Key_Down else -1)
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        item = self.list.item(self.list.currentRow()) if self.list.count() else None
        if item is None:
            if self.field.text().strip():
                self.error.tell(self.tr("No such date") if self._dates_only else self.tr("Nothing is called that"))
                self.place()
            return
        chosen = str(item.data(Qt.ItemDataRole.UserRole))
        self.dismiss()
        kind, _, value = chosen.partition(":")
        if kind == "date" and value:
            self._go(date.fromisoformat(value))
        else:
            self._act(chosen)
