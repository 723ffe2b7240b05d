"""How an event repeats: a preset with its end, the sentence and the next dates below.

A rule that is no preset is shown and kept byte for byte until the user replaces it (E12).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ui import dates, theme
from dainvo.ui.controls import Elided, ElidedBox, button, plain
from dainvo.ui.editor import phrases, repeat
from dainvo.ui.editor.repeat import Choice, Preset
from dainvo.ui.editor.typed import parse_date
from dainvo.ui.notice import ErrorLine

_TIMES = re.compile(r"(\d{1,3})\s*(?:x|×|times?|mal)?$")


class RepeatRow(QWidget):
    """`changed` comes when the user chose another rule; `zone_wanted` when the link to the time zone was used."""

    changed = Signal()
    zone_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start: datetime | date = date(2000, 1, 1)
        self._kept = ""  # a rule that is no preset
        self._choice = Choice(Preset.NONE)
        self.box = ElidedBox()
        self.box.setFixedSize(248, 28)
        self.box.setAccessibleName(self.tr("Repeat"))
        self.box.activated.connect(self._chosen)
        self.end = QLineEdit()
        self.end.setFixedSize(132, 28)
        self.end.setAccessibleName(self.tr("Repeat until"))
        self.end.setPlaceholderText(self.tr("for ever"))
        self.end.setToolTip(self.tr("A last day, or a number of times; empty: for ever"))
        self.end.editingFinished.connect(self._read_end)
        self.raw = Elided(role="text2")
        self.replace = button(self.tr("Replace…"), "link")
        self.replace.clicked.connect(self._replace)
        self.keep = button(self.tr("Keep"), "link")
        self.keep.clicked.connect(self._keep)
        self.zone_link = button(self.tr("Time zone"), "link")
        self.zone_link.setStyleSheet(
            "QPushButton { padding: 0; border: none; text-align: right; }"
            " QPushButton:hover { background: transparent; text-decoration: underline; }"
        )
        theme.set_icon(self.zone_link, "globe", role="accent")
        self.zone_link.clicked.connect(self.zone_wanted)
        self.caption = plain(role="caption", wrap=True)
        self.error = ErrorLine()
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.box, self.end):
            first.addWidget(widget)
        first.addWidget(self.raw, 1)
        first.addWidget(self.keep)
        first.addWidget(self.replace)
        first.addStretch(0)
        first.addWidget(self.zone_link)
        self._stretch = first
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(5)
        outer.addLayout(first)
        outer.addWidget(self.error)
        outer.addWidget(self.caption)
        self._original = ""
        self._read_only = False

    def set_rule(self, rrule: str, start: datetime | date, *, read_only: bool = False) -> None:
        """Show the rule of an event that begins at `start`."""
        self._start, self._original, self._read_only = start, rrule, read_only
        choice = repeat.choice_of(rrule, start)
        self._kept = rrule if choice is None else ""
        self._choice = choice or Choice(Preset.NONE)
        self._show()

    def set_start(self, start: datetime | date) -> None:
        """The event moved: presets follow it, a kept rule stays."""
        self._start = start
        self._show()

    def rule(self) -> str:
        """The RRULE value; the original bytes as long as nothing was chosen."""
        if self._kept:
            return self._kept
        if self._original and repeat.choice_of(self._original, self._start) == self._choice:
            return self._original
        return repeat.rule_of(self._choice, self._start)

    def dates(self) -> int | None:
        """How many dates there are, None if for ever or unknown."""
        if self._kept or (self._choice.until is None and self._choice.count is None):
            return 1 if not self._kept and self._choice.preset is Preset.NONE else None
        return len(repeat.dates(self._choice, self._start, 3660))

    @property
    def problem(self) -> str:
        return self.error.text.text() if not self.error.isHidden() else ""

    def _presets(self) -> list[tuple[Preset, str]]:
        weekday = dates.locale().standaloneDayName(self._start.weekday() + 1)
        ordinals = {1: self.tr("first"), 2: self.tr("second"), 3: self.tr("third"), 4: self.tr("fourth")}
        nth = ordinals.get(repeat.ordinal_of(self._start), self.tr("last"))
        month_day = self.tr("Every month on day {n}").format(n=self._start.day)
        month_weekday = self.tr("Every month on the {nth} {day}").format(nth=nth, day=weekday)
        return [
            (Preset.NONE, self.tr("Does not repeat")),
            (Preset.DAILY, self.tr("Every day")),
            (Preset.WEEKDAYS, self.tr("Every weekday")),
            (Preset.WEEKLY, self.tr("Every week on {day}").format(day=weekday)),
            (Preset.FORTNIGHTLY, self.tr("Every 2 weeks on {day}").format(day=weekday)),
            (Preset.MONTHLY_DAY, month_day),
            (Preset.MONTHLY_WEEKDAY, month_weekday),
            (Preset.YEARLY, self.tr("Every year on {day}").format(day=phrases.day_and_month(self._start))),
        ]

    def _show(self) -> None:
        kept, preset = bool(self._kept), self._choice.preset
        self.box.blockSignals(True)
        self.box.clear()
        for one, text in self._presets():
            self.box.addItem(theme.icon("repeat"), text, one)
        self.box.setCurrentIndex([one for one, _ in self._presets()].index(preset))
        self.box.blockSignals(False)
        self.box.setVisible(not kept)
        self.end.setVisible(not kept and preset is not Preset.NONE)
        self.raw.setVisible(kept)
        self.replace.setVisible(kept and not self._read_only)
        self.keep.setVisible(not kept and self._is_unshowable() and not self._read_only)
        for widget in (self.box, self.end):
            widget.setEnabled(not self._read_only)
        self.zone_link.setVisible(isinstance(self._start, datetime) and not self._read_only)
        self.raw.set_text(self._sentence(self._kept) if kept else "")
        self.end.setText(self._end_text())
        self.end.setCursorPosition(0)
        self._mark_end("")
        caption = self._caption()
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def _is_unshowable(self) -> bool:
        return bool(self._original) and repeat.choice_of(self._original, self._start) is None

    def _sentence(self, rrule: str) -> str:
        from dainvo.ical.recurrence import describe

        known = describe(rrule)
        if known is None:
            return rrule
        text = phrases.rule(known, self._start)
        return text[:1].upper() + text[1:]

    def _end_text(self) -> str:
        if self._choice.count is not None:
            return self.tr("{n} times").format(n=self._choice.count)
        if self._choice.until is not None:
            return self.tr("until {day}").format(day=phrases.short_day(self._choice.until))
        return ""

    def _caption(self) -> str:
        if self._kept:
            return self.tr("Dainvo keeps this rule as it is, unless you replace it.")
        if self._choice.preset is Preset.NONE:
            return ""
        found = repeat.dates(self._choice, self._start, 3660)
        rule = self._sentence(repeat.rule_of(replace(self._choice, until=None), self._start))
        first = phrases.day_and_month(self._start)
        if self._choice.until is not None:
            last = f"{phrases.day_and_month(self._choice.until)} {self._choice.until.year}"
            parts = [self.tr("{rule} from {first} until {last}").format(rule=rule, first=first, last=last)]
        else:
            parts = [self.tr("{rule} from {first}").format(rule=rule, first=first)]
        following = phrases.day_list(found[1:4])
        if self._choice.until is not None:
            parts.append(self.tr("1 event") if len(found) == 1 else self.tr("{n} events").format(n=len(found)))
        if following:
            parts.append(self.tr("next {days}").format(days=following))
        return " · ".join(parts)

    def _chosen(self, index: int) -> None:
        preset = self.box.itemData(index)
        if preset == self._choice.preset:
            return
        none = preset == Preset.NONE
        until = None if none else self._choice.until
        self._choice = Choice(Preset(preset), until, None if none else self._choice.count)
        self._show()
        self.changed.emit()

    def _read_end(self) -> None:
        text = self.end.text().strip()
        if text == self._end_text():
            return
        for word in (self.tr("until"), "until"):
            text = text.removeprefix(word).strip()
        if not text:
            self._take(Choice(self._choice.preset))
            return
        times = _TIMES.match(text.lower())
        if times and int(times[1]):
            self._take(Choice(self._choice.preset, count=int(times[1])))
            return
        first = date.fromordinal(self._start.toordinal())
        day = parse_date(text, today=first, near=first)
        if day is None:
            self._mark_end(self.tr("Write a last day or a number of times, or leave it empty"))
        elif day < first:
            self._mark_end(self.tr("The repetition ends before it begins"))
        else:
            self._take(Choice(self._choice.preset, until=day))
            return
        self.changed.emit()

    def _take(self, choice: Choice) -> None:
        self._choice = choice
        self._show()
        self.changed.emit()

    def _mark_end(self, text: str) -> None:
        self.error.tell(text)
        self.end.setProperty("wrong", bool(text))
        theme.repolish(self.end)

    def _replace(self) -> None:
        self._kept = ""
        self._choice = Choice(Preset.WEEKLY)
        self._show()
        self.changed.emit()
        QTimer.singleShot(0, self.box, self.box.setFocus)

    def _keep(self) -> None:
        self.set_rule(self._original, self._start)
        self.changed.emit()
