"""The small pages of Settings: General, Advanced, About. Each change counts at once.

Stores nothing: changed settings go to whoever opened the window.
"""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

import dainvo
from dainvo.settings import Settings
from dainvo.ui import dates, join, theme
from dainvo.ui.controls import button, label_for, plain, row
from dainvo.ui.notice import ErrorLine

Give = Callable[[Settings], None]
Take = Callable[[], Settings]


class Page(QWidget):
    """A heading, then labelled controls. `words` is what the search looks through."""

    def __init__(self, title: str, take: Take, give: Give) -> None:
        super().__init__()
        self._take, self._give = take, give
        self.words: list[str] = [title]
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(20, 16, 20, 16)
        self.outer.setSpacing(0)
        heading = plain(title, role="dialog")
        heading.setMinimumHeight(32)
        self.outer.addWidget(heading)
        self.outer.addSpacing(10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, 168)
        self._grid.setColumnStretch(1, 1)
        self.outer.addLayout(self._grid)

    def add(self, text: str, control: QWidget, note: str = "") -> None:
        label = label_for(text, control)
        control.setAccessibleName(text.replace("&", ""))
        if note:
            control.setAccessibleDescription(note)
        self.words += [text.replace("&", ""), note]
        held = QVBoxLayout()
        held.setSpacing(3)
        held.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        if note:
            held.addWidget(plain(note, role="caption", wrap=True))
        place = self._grid.rowCount()
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(held, place, 1)

    def choose(self, text: str, name: str, choices: list[tuple[object, str]], note: str = "") -> QComboBox:
        """A menu bound to the setting `name`."""
        box = QComboBox()
        box.setFixedSize(220, 28)
        for value, said in choices:
            box.addItem(said, value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._take(), name))))
        box.activated.connect(lambda index: self._give(self._take().changed(**{name: box.itemData(index)})))
        self.add(text, box, note)
        return box

    def number(self, text: str, name: str, least: int, most: int, *, step: int = 1, suffix: str = "") -> QSpinBox:
        """A number bound to the setting `name`."""
        box = QSpinBox()
        box.setRange(least, most)
        box.setSingleStep(step)
        box.setSuffix(suffix)
        box.setFixedSize(104, 28)
        box.setValue(int(getattr(self._take(), name)))
        box.valueChanged.connect(lambda value: self._give(self._take().changed(**{name: value})))
        self.add(text, box)
        return box


class GeneralPage(Page):
    """Weeks, new events, working hours, theme, sync."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        weekdays: list[tuple[object, str]] = [(0, self.tr("As the system has it"))]
        weekdays += [(number, dates.weekday(number, long=True)) for number in (1, 6, 7)]
        self.first_weekday = self.choose(self.tr("&Weeks begin on"), "first_weekday", weekdays)
        self.minutes = self.number(
            self.tr("&Length of new events"), "event_minutes", 15, 120, step=15, suffix=self.tr(" min")
        )
        self.work_start = QSpinBox()
        self.work_end = QSpinBox()
        self._make_hours()
        schemes: list[tuple[object, str]] = [
            ("system", self.tr("As the system has it")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ]
        self.scheme = self.choose(self.tr("&Theme"), "scheme", schemes)
        self.sync = self.number(self.tr("&Sync every"), "sync_interval_min", 5, 240, step=5, suffix=self.tr(" min"))
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("General")

    def _make_hours(self) -> None:
        """Two fields that never cross."""
        settings = self._take()
        for box, name, text in (
            (self.work_start, "work_start_hour", self.tr("Working hours from")),
            (self.work_end, "work_end_hour", self.tr("Working hours until")),
        ):
            box.setRange(0, 24)
            box.setSuffix(":00")
            box.setFixedSize(84, 28)
            box.setValue(int(getattr(settings, name)))
            box.setAccessibleName(text)
            box.valueChanged.connect(lambda _value: self._hours_changed())
        held = QWidget()
        layout = QHBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.work_start, plain("–", role="text2"), self.work_end):
            layout.addWidget(widget)
        layout.addStretch(1)
        held.setFocusProxy(self.work_start)
        self.add(self.tr("Working &hours"), held)
        self._bound_hours()

    def _bound_hours(self) -> None:
        self.work_start.setMaximum(self.work_end.value() - 1)
        self.work_end.setMinimum(self.work_start.value() + 1)

    def _hours_changed(self) -> None:
        self._bound_hours()
        start, end = self.work_start.value(), self.work_end.value()
        self._give(self._take().changed(work_start_hour=start, work_end_hour=end))


class AdvancedPage(Page):
    """The Zoom app of one's own."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        self.client_id = QLineEdit(take().zoom_client_id)
        self.client_id.setFixedWidth(300)
        self.client_id.setPlaceholderText(self.tr("that of this build"))
        self.client_id.editingFinished.connect(self._client_chosen)
        self.add(
            self.tr("Zoom &client ID"),
            self.client_id,
            self.tr("Of an app that you registered at Zoom. Public, not a secret. Reconnect Zoom after a change."),
        )
        self.port = QLineEdit(str(take().zoom_redirect_port or ""))
        self.port.setFixedWidth(104)
        self.port.setPlaceholderText(self.tr("any free port"))
        self.port.editingFinished.connect(self._port_chosen)
        self.add(
            self.tr("Fixed redirect &port"),
            self.port,
            self.tr("1024 to 65535. Only needed if your Zoom app lists one exact address."),
        )
        self.port_error = ErrorLine()
        self.outer.addWidget(self.port_error)
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Advanced")

    def _client_chosen(self) -> None:
        self._give(self._take().changed(zoom_client_id=self.client_id.text().strip()))

    def _port_chosen(self) -> None:
        text = self.port.text().strip()
        fits = not text or (text.isdecimal() and 1024 <= int(text) <= 65535)
        self.port.setProperty("wrong", not fits)
        theme.repolish(self.port)
        self.port_error.tell("" if fits else self.tr("Write a number from 1024 to 65535, or nothing"))
        if fits:
            self._give(self._take().changed(zoom_redirect_port=int(text or 0)))


class AboutPage(Page):
    """Version and licence, copyable for a report."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        self.outer.addWidget(plain(f"Dainvo {dainvo.__version__}", style="body_strong"))
        self.outer.addSpacing(4)
        what = self.tr("A desktop calendar for people whose days are meetings.")
        self.outer.addWidget(plain(what, role="text2", wrap=True))
        self.outer.addSpacing(12)
        facts = (
            f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}",
            self.tr("MIT licence. No account with the makers of Dainvo is needed, and nothing is sent to them."),
        )
        for fact in facts:
            self.outer.addWidget(plain(fact, role="caption", wrap=True))
        copy = button(self.tr("&Copy version"))
        copy.clicked.connect(
            lambda: join.copy(f"Dainvo {dainvo.__version__} · {facts[0]}", self.tr("Version copied"), self)
        )
        self.outer.addSpacing(14)
        self.outer.addLayout(row(copy, None))
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("About")
