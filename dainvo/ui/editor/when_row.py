"""Start, end, all-day and time zone as fields that keep each other in step (E08).

Holds wall-clock times and a zone; makes no event of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ui.controls import Elided, button, grown, plain, set_face
from dainvo.ui.editor import phrases
from dainvo.ui.editor.fields import DateField, TimeField
from dainvo.ui.editor.zone_field import ZoneField, zone_name
from dainvo.ui.notice import ErrorLine


@dataclass(frozen=True, slots=True)
class Times:
    """What the fields say: aware, naive (floating), or dates with `end` exclusive."""

    start: datetime | date
    end: datetime | date


class WhenRow(QWidget):
    """`changed` comes with every change that the user makes."""

    changed = Signal()

    def __init__(self, today: date, local: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._local = local
        self._zone: ZoneInfo | None = local
        self._end_zone: ZoneInfo | None = local
        self._unnamed: tuple[tzinfo | None, tzinfo | None] = (None, None)  # zones that only the event's text defines
        self._start = datetime.combine(today, time(10))
        self._end = self._start + timedelta(minutes=30)
        self._loading = False
        self._compact = False
        self.start_day = DateField(self.tr("Start day"), today)
        self.start_time = TimeField(self.tr("Start time"))
        self.end_time = TimeField(self.tr("End time"), base=self._list_base)
        self.end_day = DateField(self.tr("End day"), today)
        self.dash = plain("–", role="text2")
        self.same_day = button(self.tr("same day"), "link")
        self.same_day.setStyleSheet("QPushButton { padding: 0 2px; }")
        self.same_day.setToolTip(self.tr("Let it end on another day"))
        self.length = _Span()
        self.all_day = QCheckBox()
        set_face(self.all_day, self.tr("&All day"))
        self.error = ErrorLine()
        self._zone_field: ZoneField | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(6)
        for widget in (self.start_day, self.start_time, self.dash, self.end_time, self.end_day, self.same_day):
            fields.addWidget(widget)
        fields.addWidget(self.length, 1)
        fields.addWidget(self.all_day)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(fields)
        outer.addWidget(self.error)
        self._outer = outer

    def _connect(self) -> None:
        self.start_day.chosen.connect(self._start_day_chosen)
        self.start_time.chosen.connect(self._start_time_chosen)
        self.end_day.chosen.connect(self._end_day_chosen)
        self.end_time.chosen.connect(self._end_time_chosen)
        for field in (self.start_day, self.start_time, self.end_day, self.end_time):
            field.typed_nonsense.connect(self._edited)
        self.same_day.clicked.connect(self._other_day)
        self.all_day.toggled.connect(lambda _on: self._edited())
        self.error.offered.connect(self._to_next_day)

    @property
    def zone(self) -> ZoneField:
        """Made when it is first wanted: few events are elsewhere than the user."""
        if self._zone_field is None:
            made = self._zone_field = ZoneField()
            made.start_chosen.connect(self._zone_chosen)
            made.end_chosen.connect(self._end_zone_chosen)
            made.together.connect(self._one_zone)
            made.setEnabled(not self.start_day.isReadOnly())
            made.set_zones(self._zone, self._end_zone)
            self._tell_own_time()
        return self._zone_field

    def set_times(self, start: datetime | date, end: datetime | date) -> None:
        """Show these; a zone other than the viewer's is shown too."""
        self._loading = True
        if isinstance(start, datetime) and isinstance(end, datetime):
            zone = start.tzinfo
            self._unnamed = (_unnamed(start), _unnamed(end))
            self._zone = zone if isinstance(zone, ZoneInfo) else None if zone is None else self._local
            if zone is not None and not isinstance(zone, ZoneInfo):
                start = start.astimezone(self._local)
            self._end_zone = end.tzinfo if isinstance(end.tzinfo, ZoneInfo) and self._zone is not None else self._zone
            if start.tzinfo is not None:
                end = end.astimezone(self._end_zone)
            self._start, self._end = start.replace(tzinfo=None), end.replace(tzinfo=None)
            self.all_day.setChecked(False)
        else:
            self._start = datetime.combine(start, self._start.time())
            last = date.fromordinal(max(end.toordinal() - 1, start.toordinal()))
            self._end = datetime.combine(last, self._end.time())
            if self._end < self._start:
                self._end = self._start + timedelta(minutes=30)
            self.all_day.setChecked(True)
        if self.all_day.isChecked():
            self._zone = self._end_zone = self._zone or self._local
        if self._zone_field is not None:
            self._zone_field.set_zones(self._zone, self._end_zone)
        self._show_zone(self._is_foreign() and not self.all_day.isChecked())
        self.end_day.setVisible(self._end.date() != self._start.date() or self.all_day.isChecked())
        self._loading = False
        self._show()

    def set_read_only(self) -> None:
        for field in (self.start_day, self.start_time, self.end_day, self.end_time):
            field.setReadOnly(True)
        self.all_day.setEnabled(False)
        self.same_day.hide()
        if self._zone_field is not None:
            self._zone_field.setEnabled(False)

    def compact(self) -> None:
        """For a card: one day and two times; everything else is in the editor."""
        self._compact = True
        self.start_day.short = True
        self.all_day.hide()
        self.start_day.setFixedWidth(grown(112))

    def times(self) -> Times:
        """Start and end as an event has them. With `problem` set they are the last ones, wrong or not.

        A zone without a name, which is shown as the viewer's, is the event's own as long as no other is chosen.
        """
        if self.all_day.isChecked():
            return Times(self._start.date(), self._end.date() + timedelta(days=1))
        start, end = self._start.replace(tzinfo=self._zone), self._end.replace(tzinfo=self._end_zone)
        ours, its = self._unnamed
        return Times(start.astimezone(ours) if ours else start, end.astimezone(its) if its else end)

    @property
    def problem(self) -> str:
        """What is wrong, as shown; empty if nothing is."""
        if self.start_day.wrong or self.end_day.wrong:
            return self.tr("This is no date that Dainvo understands")
        if not self.all_day.isChecked() and (self.start_time.wrong or self.end_time.wrong):
            if self._before():
                return self.tr("The end is before the start")
            return self.tr("This is no time that Dainvo understands")
        return self.tr("The end is before the start") if self._before() else ""

    def wrong_field(self) -> QWidget:
        """Where the focus belongs if there is a problem."""
        fields = (self.start_day, self.start_time, self.end_time, self.end_day)
        return next((field for field in fields if field.wrong), self.end_time)

    def move_to(self, day: date) -> None:
        """Begin on this day, at the same time and for as long."""
        self._start_day_chosen(day)

    def show_zone(self) -> None:
        """Open the choice of a time zone."""
        self._show_zone(True)
        self.zone.setFocus()

    def _show_zone(self, shown: bool) -> None:
        if shown and self._outer.indexOf(self.zone) < 0:
            self._outer.addWidget(self.zone)
        if self._zone_field is not None:
            self._zone_field.setVisible(shown)

    def _before(self) -> bool:
        if self.all_day.isChecked():
            return self._end.date() < self._start.date()
        return self._end < self._start_at_end()

    def _is_foreign(self) -> bool:
        zones = [zone for zone in (self._zone, self._end_zone) if zone is not None]
        return any(zone_name(zone) != zone_name(self._local) for zone in zones)

    def _start_at_end(self) -> datetime:
        """The clock time of the start where the event ends."""
        if self._zone is None or self._end_zone is None or self._zone is self._end_zone:
            return self._start
        return self._start.replace(tzinfo=self._zone).astimezone(self._end_zone).replace(tzinfo=None)

    def _list_base(self) -> datetime | None:
        base = self._start_at_end()
        return base if base.date() == self._end.date() else None

    def _start_day_chosen(self, day: date) -> None:
        self._move_start(datetime.combine(day, self._start.time()))

    def _start_time_chosen(self, typed: time | timedelta) -> None:
        if isinstance(typed, timedelta):
            self._move_start(self._start + typed)
        else:
            self._move_start(datetime.combine(self._start.date(), typed))

    def _move_start(self, start: datetime) -> None:
        span = max(self._end - self._start, timedelta())
        self._start, self._end = start, start + span
        self._edited()

    def _end_day_chosen(self, day: date) -> None:
        self._end = datetime.combine(day, self._end.time())
        self._edited()

    def _end_time_chosen(self, typed: time | timedelta) -> None:
        if isinstance(typed, timedelta):
            self._end = self._start_at_end() + typed
        else:
            self._end = datetime.combine(self._end.date(), typed)
        self._edited()

    def _other_day(self) -> None:
        self.end_day.setVisible(True)
        self._show()
        self.end_day.setFocus()
        self.end_day.selectAll()

    def _to_next_day(self) -> None:
        self._end = datetime.combine(self._start.date() + timedelta(days=1), self._end.time())
        self._edited()

    def _zone_chosen(self, key: str) -> None:
        """The clock time of the start stays; that of the end, too, unless it has a zone of its own."""
        zone = ZoneInfo(key) if key else None
        self._unnamed = (None, None)
        if self._end_zone is self._zone or zone is None:
            self._end_zone = zone
        self._zone = zone
        self.zone.set_zones(self._zone, self._end_zone)
        self._edited()

    def _end_zone_chosen(self, key: str) -> None:
        self._unnamed = (None, None)
        self._end_zone = ZoneInfo(key)
        if self._zone is not None and zone_name(self._zone) == zone_name(self._end_zone):
            self._end_zone = self._zone
        self._edited()

    def _one_zone(self) -> None:
        self._unnamed = (None, None)
        self._end_zone = self._zone
        self.zone.set_zones(self._zone, self._zone)
        self._edited()

    def _own_time(self) -> str:
        """Start and end where the user is, if the event has another zone."""
        times = self.times()
        if not self._is_foreign() or not isinstance(times.start, datetime) or not isinstance(times.end, datetime):
            return ""
        start, end = times.start.astimezone(self._local), times.end.astimezone(self._local)
        return self.tr("Your time: {when}").format(when=phrases.when(start, end)[0])

    def _tell_own_time(self) -> None:
        if self._zone_field is not None:
            self._zone_field.tell("" if self._before() else self._own_time())

    def _edited(self) -> None:
        if self._loading:
            return
        if self._end.date() != self._start.date():
            self.end_day.setVisible(True)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        timed = not self.all_day.isChecked()
        before = self._before()
        for field in (self.start_day, self.end_day):
            if not field.wrong:
                field.set_value((self._start if field is self.start_day else self._end).date())
        for clock in (self.start_time, self.end_time):
            clock.setVisible(timed)
            wrong_text = clock.wrong and not self._reads(clock)
            if not wrong_text:
                clock.set_value((self._start if clock is self.start_time else self._end).time())
        if not timed:
            self.end_day.setVisible(True)
        end_shown = not self.end_day.isHidden()
        if before:
            (self.end_time if timed else self.end_day).mark(True)
        elif self._reads(self.end_time):
            self.end_time.mark(False)
        self.same_day.setVisible(timed and not end_shown and not self.start_day.isReadOnly())
        narrow = timed and end_shown
        if self._compact:
            self.same_day.hide()
            self.end_day.setVisible(end_shown and not timed)
        times = self.times()
        span = "" if before or narrow else phrases.when(times.start, times.end)[1]
        self.length.set_text(span)
        self.length.setVisible(not self._compact)  # its room stays, so that the fields do
        offer = ""
        if before and timed and self._end.date() == self._start.date():
            tomorrow = phrases.day_and_month(self._start.date() + timedelta(days=1))
            offer = self.tr("Next day, {day}?").format(day=tomorrow)
        self.error.tell(self.problem, offer)
        self._tell_own_time()
        if not timed:
            self._show_zone(False)

    def _reads(self, clock: TimeField) -> bool:
        from dainvo.ui.editor.typed import parse_time

        return parse_time(clock.text()) is not None


def _unnamed(moment: datetime) -> tzinfo | None:
    return None if isinstance(moment.tzinfo, ZoneInfo) else moment.tzinfo


class _Span(Elided):
    """How long it takes, whole or not at all: the fields beside it need the room first."""

    def __init__(self) -> None:
        super().__init__(role="text2")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.sizeHint().width() <= self.width():
            super().paintEvent(event)
