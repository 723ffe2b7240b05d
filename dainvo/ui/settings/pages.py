"""The small pages of Settings: General, Advanced, About. Each change counts at once.

Stores nothing: changed settings go to whoever opened the window.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

import dainvo
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import dates, icons, theme
from dainvo.ui.controls import ElidedBox, beside_label, button, column, grown, label_for, plain, row, tip
from dainvo.ui.language import languages

Give = Callable[[Settings], None]
Take = Callable[[], Settings]

FIELD_PX = 220


class Page(QWidget):
    """A heading, then labelled controls. `words` is what the search looks through."""

    def __init__(self, title: str, take: Take, give: Give) -> None:
        super().__init__()
        self._take, self._give = take, give
        self.words: list[str] = [title]
        self.rows: list[tuple[str, QLabel, QWidget]] = []  # what the search looks through, with its label and control
        self._notes: dict[QWidget, tuple[QLabel, str]] = {}
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(20, 16, 20, 16)
        self.outer.setSpacing(0)
        heading = plain(title, role="dialog")
        heading.setMinimumHeight(grown(28))
        self.outer.addWidget(heading)
        self.outer.addSpacing(14)
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
        self.rows.append((f"{text.replace('&', '')} {note}".lower(), label, control))
        held = QVBoxLayout()
        held.setSpacing(3)
        if isinstance(control, QLabel):
            beside_label(control)
        first = row()
        first.addStrut(grown(28))  # the height of the label
        first.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        held.addLayout(first)
        if note:
            told = plain(note, role="caption", wrap=True)
            self._notes[control] = told, note
            held.addWidget(told)
        place = self._grid.rowCount()
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(held, place, 1)

    def set_off(self, control: QWidget, why: str) -> None:
        """Turn a control with a note off, which then says why; on again without a reason."""
        self.note(control, why)
        control.setEnabled(not why)

    def note(self, control: QWidget, why: str) -> None:
        """Say something else below a control with a note; the note again without it."""
        label, note = self._notes[control]
        label.setText(why or note)
        control.setToolTip(tip(why))
        control.setAccessibleDescription(why or note)

    def show_found(self, words: str) -> QWidget | None:
        """Mark the rows that have `words`; the control of the first, None without one."""
        found = None
        for said, label, control in self.rows:
            hit = bool(words) and words in said
            if label.property("found") != hit:
                label.setProperty("found", hit)
                theme.repolish(label)
            found = found or (control if hit else None)
        return found

    def choose(self, text: str, name: str, choices: list[tuple[object, str]], note: str = "") -> QComboBox:
        """A menu bound to the setting `name`."""
        box = ElidedBox()
        box.setFixedSize(grown(FIELD_PX), grown(28))
        for value, said in choices:
            box.addItem(said, value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._take(), name))))
        box.activated.connect(lambda index: self._give(self._take().changed(**{name: box.itemData(index)})))
        self.add(text, box, note)
        return box


class GeneralPage(Page):
    """Sync and language."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        every = sorted({5, 10, 15, 30, 60, take().sync_interval_min})
        said = [(value, dates.elapsed(timedelta(minutes=value))) for value in every]
        self.sync = self.choose(self.tr("&Sync every"), "sync_interval_min", [*said])
        spoken: list[tuple[object, str]] = [("", self.tr("Same as the system")), *languages().items()]
        later = self.tr("Takes effect when Dainvo next starts.")
        self.language = self.choose(self.tr("Lan&guage"), "language", spoken, later)
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("General")


class AboutPage(Page):
    """Version and licence, the way to the guide and to what a report needs."""

    def __init__(self, take: Take, give: Give, reader: Reader) -> None:
        super().__init__(self._title(), take, give)
        self._reader = reader
        what = self.tr("A desktop calendar for people whose days are meetings.")
        version = plain(f"Dainvo {dainvo.__version__}", style="body_strong")
        named = column(None, version, plain(what, role="text2", wrap=True), None, spacing=2)
        picture = QLabel()
        picture.setPixmap(icons.of_program().pixmap(48, 48))
        beside = row(picture, 6)
        beside.addLayout(named, 1)
        self.outer.addLayout(beside)
        self.outer.addSpacing(14)
        facts = (
            f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}",
            self.tr("MIT licence. No account with the makers of Dainvo is needed, and nothing is sent to them."),
        )
        for fact in facts:
            self.outer.addWidget(plain(fact, role="caption", wrap=True))
        guide = button(self.tr("&Help"))
        guide.clicked.connect(self._help)
        copy = button(self.tr("&Copy diagnostics…"))
        copy.clicked.connect(self._diagnostics)
        self.outer.addSpacing(14)
        self.outer.addLayout(row(guide, copy, None))
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("About")

    def _help(self) -> None:
        from dainvo.ui import help_window

        help_window.show(self.window())

    def _diagnostics(self) -> None:
        from dainvo.ui.diagnostics import DiagnosticsSheet

        DiagnosticsSheet(self.window(), self._reader).open()
