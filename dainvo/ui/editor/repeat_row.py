"""How an event repeats: a preset or a pattern of the panel with its end, the sentence and the next dates below.

A rule that is neither is shown and kept byte for byte until the user replaces it (E12).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from dainvo.ical.event import DateWishes, RecurrenceId, SeriesDates
from dainvo.ical.pattern import Pattern, write_pattern
from dainvo.ui import theme
from dainvo.ui.controls import Elided, ElidedBox, button, grown, plain, tool
from dainvo.ui.editor import phrases, repeat, repeat_words
from dainvo.ui.editor.chosen_rule import ChosenRule
from dainvo.ui.editor.exceptions_list import ExceptionsList
from dainvo.ui.editor.repeat import Preset
from dainvo.ui.editor.repeat_panel import RepeatPanel
from dainvo.ui.notice import Cure, ErrorLine, Notice

_CUSTOM, _PANEL = "custom", "panel"


class _Kept:
    """A rule that the panel cannot show, in words; what replaces it, and the way back."""

    def __init__(self) -> None:
        self.raw = Elided(role="text2")
        self.replace = button(_tr("Replace…"), "link")
        self.keep = button(_tr("Keep"), "link")


class RepeatRow(QWidget):
    """`changed` comes when the user chose another rule, `zone_wanted` when the link to the time zone was used,
    `start_wanted` with a day that the rule would begin on."""

    changed = Signal()
    zone_wanted = Signal()
    start_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = ChosenRule()
        self._read_only = False
        self.box = ElidedBox()
        self.box.setFixedHeight(grown(28))
        self.box.setMinimumWidth(grown(160))
        self.box.setMaximumWidth(grown(320))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setAccessibleName(self.tr("Repeat"))
        self.box.activated.connect(self._picked)
        self.end = QLineEdit()
        self.end.setFixedSize(grown(132), grown(28))
        self.end.setAccessibleName(self.tr("Repeat until"))
        self.end.setPlaceholderText(self.tr("for ever"))
        self.end.setToolTip(self.tr("A last day, or a number of times; empty: for ever"))
        self.end.editingFinished.connect(self._read_end)
        self.customise = tool("sliders", self.tr("Customise the repetition"), small=True)
        self.customise.setCheckable(True)
        self.customise.toggled.connect(lambda _on: self._show())
        self.zone_link = button(self.tr("Time zone"), "link-end")
        theme.set_icon(self.zone_link, "globe", role="accent")
        self.zone_link.clicked.connect(self.zone_wanted)
        self.caption = plain(role="caption", wrap=True)
        self.error = ErrorLine()
        self._kept: _Kept | None = None
        self._hint: Notice | None = None
        self.panel: RepeatPanel | None = None
        self.exceptions: ExceptionsList | None = None
        self._dates, self._own = SeriesDates(), RecurrenceId("")
        self._lay_out()

    def _lay_out(self) -> None:
        first = self._first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.box, 100)
        first.addWidget(self.customise)
        first.addWidget(self.end)
        first.addStretch(1)
        first.addWidget(self.zone_link)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(5)
        self._outer.addLayout(first)
        for widget in (self.error, self.caption):
            self._outer.addWidget(widget)

    @property
    def kept(self) -> _Kept:
        """Of a rule that the panel cannot show; made with the first."""
        if self._kept is None:
            made = self._kept = _Kept()
            made.replace.clicked.connect(self._replace)
            made.keep.clicked.connect(self._keep)
            after = self._first.indexOf(self.end) + 1
            for place, (part, stretch) in enumerate(((made.raw, 100), (made.keep, 0), (made.replace, 0))):
                self._first.insertWidget(after + place, part, stretch)
        return self._kept

    @property
    def hint(self) -> Notice:
        """Made when there is something to say."""
        if self._hint is None:
            self._hint = Notice()
            self._hint.chosen.connect(self._begin_there)
            self._outer.insertWidget(self._outer.indexOf(self.caption) + 1, self._hint)
        return self._hint

    def set_rule(self, rrule: str, start: datetime | date, *, read_only: bool = False) -> None:
        """Show the rule of an event that begins at `start`."""
        self._rule.load(rrule, start)
        self._read_only = read_only
        self._show()

    def set_dates(self, dates: SeriesDates, own: RecurrenceId, series_start: datetime | date | None = None) -> None:
        """The exceptions of the series, and where it begins; `own` is the occurrence that is being edited."""
        self._dates, self._own, self._rule.series_start = dates, own, series_start
        if self.exceptions is not None:
            self.exceptions.set_dates(dates, self._rule.start, own=own, read_only=self._read_only)
        self._show_caption(self._rule.pattern)
        self._show_exceptions()

    def date_wishes(self) -> DateWishes:
        """What is to become of exceptions; nothing if the repetition goes."""
        return self.exceptions.wishes() if self.exceptions is not None and self._rule.text else DateWishes()

    def set_start(self, start: datetime | date) -> None:
        """The event moved, and the rule with it."""
        self._rule.move(start)
        self._show()

    def rule(self) -> str:
        """The RRULE value to save."""
        return self._rule.to_save

    def dates(self) -> int | None:
        """How many dates there are, None if for ever or unknown."""
        return self._rule.number()

    @property
    def problem(self) -> str:
        if self.panel is not None and self._panel_open() and self.panel.problem:
            return self.panel.problem
        return self.error.said

    def wrong_field(self) -> QWidget:
        """Where the focus belongs if there is a problem."""
        return self.panel.wrong_field() if self.panel is not None and self._panel_open() else self.end

    def _panel_open(self) -> bool:
        return self.customise.isChecked() and not self.customise.isHidden()

    def _show(self) -> None:
        kept, pattern = self._rule.says_more, self._rule.pattern
        self._fill_box(pattern)
        self.box.setVisible(not kept)
        self.customise.setVisible(pattern is not None and not self._read_only)
        self.end.setVisible(pattern is not None and not self._panel_open())
        self._show_kept(kept)
        for widget in (self.box, self.end):
            widget.setEnabled(not self._read_only)
        self.zone_link.setVisible(isinstance(self._rule.start, datetime) and not self._read_only)
        self.end.setText(repeat_words.end_text(pattern))
        self.end.setCursorPosition(0)
        self._mark_end("")
        self._show_panel(pattern)
        self._show_caption(pattern)
        self._show_hint(pattern)
        self._show_exceptions()

    def _show_kept(self, kept: bool) -> None:
        """The rule in words where it can only be replaced, and the way back to it."""
        unshowable = self._rule.came_saying_more
        if not unshowable and self._kept is None:
            return
        self.kept.raw.set_text(repeat_words.sentence(self._rule.text, self._rule.start) if kept else "")
        self.kept.raw.setVisible(kept)
        self.kept.replace.setVisible(kept and not self._read_only)
        self.kept.keep.setVisible(not kept and unshowable and not self._read_only)

    def _show_caption(self, pattern: Pattern | None) -> None:
        caption = repeat_words.caption(
            self._rule.text, pattern, self._rule.start, self._rule.begins, following=5 if self._panel_open() else 3
        )
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def _show_exceptions(self) -> None:
        """Where there are some, and where the panel is open, which is where one is added."""
        some = self._dates != SeriesDates() or self._panel_open()
        wanted = bool(self._rule.text) and (
            some or (self.exceptions is not None and self.exceptions.wishes().add != ())
        )
        if wanted and self.exceptions is None:
            self.exceptions = ExceptionsList(date.fromordinal(self._rule.start.toordinal()))
            self.exceptions.set_dates(self._dates, self._rule.start, own=self._own, read_only=self._read_only)
            self.exceptions.changed.connect(self.changed)
            self._outer.addWidget(self.exceptions)
        if self.exceptions is not None:
            self.exceptions.setVisible(wanted)

    def _fill_box(self, pattern: Pattern | None) -> None:
        preset = repeat.preset_of(pattern, self._rule.start)
        shown: list[tuple[str, str]] = list(repeat_words.presets(self._rule.start))
        if preset is None and pattern is not None:
            bare = write_pattern(replace(pattern, until=None, count=None), self._rule.start)
            shown.append((_CUSTOM, repeat_words.sentence(bare, self._rule.start)))
        shown.append((_PANEL, self.tr("Custom…")))
        self.box.blockSignals(True)
        self.box.clear()
        for value, text in shown:
            self.box.addItem(theme.icon("repeat"), text, str(value))
        self.box.setCurrentIndex(self.box.findData(str(preset) if preset is not None else _CUSTOM))
        self.box.blockSignals(False)

    def _show_panel(self, pattern: Pattern | None) -> None:
        wanted = self._panel_open() and pattern is not None
        if wanted and self.panel is None:
            self.panel = RepeatPanel()
            self.panel.changed.connect(self._take_panel)
            self._outer.insertWidget(1, self.panel)
        if self.panel is not None:
            self.panel.setVisible(wanted)
            if pattern is not None:
                self.panel.show_pattern(pattern, self._rule.start, self._rule.next_dates(6))

    def _show_hint(self, pattern: Pattern | None) -> None:
        """The event begins on a day that its rule does not name: it is the first date all the same."""
        wrong = pattern is not None and not self._read_only and not self._rule.fits_start
        if wrong or self._hint is not None:
            self.hint.setVisible(wrong)
        if not wrong:
            return
        following = self._rule.next_dates(2)[1:]
        text = self.tr("{day} is none of these days, but the first date all the same")
        movable = following and self._rule.is_chosen  # a rule that stays as it was goes with the start
        cures = [Cure("begin", self.tr("Begin on {day}").format(day=phrases.day(following[0])))] if movable else []
        self.hint.tell(text.format(day=phrases.day(self._rule.start)), tone="warning", icon="warning", cures=cures)

    def _begin_there(self) -> None:
        following = self._rule.next_dates(2)[1:]
        if following:
            text = self._rule.text
            self.start_wanted.emit(following[0])
            self._rule.stay(text)  # only the start moves
            self._show()
            self.changed.emit()

    def _picked(self, index: int) -> None:
        value = self.box.itemData(index)
        before = self._rule.pattern
        if value == _PANEL:
            if before is None:
                self._take(Pattern("WEEKLY"))
            self.customise.setChecked(True)
            self._show()
            if self.panel is not None:
                self.panel.interval.setFocus()
            return
        self.customise.setChecked(False)
        if value == _CUSTOM or value == repeat.preset_of(before, self._rule.start):
            self._show()
            return
        pattern = repeat.pattern_of(Preset(value), self._rule.start)
        if pattern is not None and before is not None:
            pattern = replace(pattern, until=before.until, count=before.count)
        self._take(pattern)

    def _take_panel(self) -> None:
        if self.panel is None:
            return
        if self.panel.problem:
            self.error.tell(self.panel.problem)
            self.changed.emit()
        else:
            self._take(self.panel.pattern())

    def _read_end(self) -> None:
        text, pattern = self.end.text().strip(), self._rule.pattern
        if pattern is None or text == repeat_words.end_text(pattern):
            return
        bare = replace(pattern, until=None, count=None)
        end = repeat_words.read_end(text, self._rule.start)
        first = date.fromordinal(self._rule.start.toordinal())
        if end is None:
            self._mark_end(self.tr("Write a last day or a number of times, or leave it empty"))
            self.changed.emit()
        elif isinstance(end, date) and end < first:
            self._mark_end(self.tr("The repetition ends before it begins"))
            self.changed.emit()
        else:
            self._take(replace(bare, until=end) if isinstance(end, date) else replace(bare, count=end or None))

    def _take(self, pattern: Pattern | None) -> None:
        self._rule.take(pattern)
        self._show()
        self.changed.emit()

    def _mark_end(self, text: str) -> None:
        self.error.tell(text)
        theme.set_property(self.end, "wrong", bool(text))

    def _replace(self) -> None:
        self._take(Pattern("WEEKLY"))
        QTimer.singleShot(0, self.box, self.box.setFocus)

    def _keep(self) -> None:
        self._rule.keep()
        self._show()
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RepeatRow", text)
