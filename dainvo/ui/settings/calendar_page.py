"""Settings › Calendar & views: weeks, working time, what the views show, and time zones (L06, L13, V03, V05, V06, V16).

Stores nothing: changed settings go to whoever opened the window, and count at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from dainvo.ui import dates, theme, zone_names
from dainvo.ui.bar_parts import VIEWS
from dainvo.ui.controls import ElidedBox, button, grown, plain, set_face, stand_out
from dainvo.ui.settings.pages import FIELD_PX, Give, Page, Take

_HALF_PX = 98
MOST_ZONES = 2


class CalendarPage(Page):
    """Nothing here crosses: working time has a beginning before its end, and a week shows at least one day."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        system: tuple[object, str] = (0, self.tr("Same as the system"))
        weekdays = [system, *((number, dates.weekday(number, long=True)) for number in range(1, 8))]
        self.first_weekday = self.choose(self.tr("&Weeks begin on"), "first_weekday", weekdays)
        self.workdays = self._make_days(self.tr("W&orking days"), "workdays", self._workdays_now())
        self.work_start, self.work_end = ElidedBox(), ElidedBox()
        self._make_hours()
        self.hidden = self._make_days(
            self.tr("Hidden da&ys"),
            "hidden_weekdays",
            dates.weekdays(take().hidden_weekdays),
            self.tr("Hidden in week and month; a note says how many events they hold."),
        )
        self._hold_the_last()
        self.start_view = self.choose(self.tr("View at the &start"), "start_view", self._views())
        self.days_shown = self.choose(
            self.tr("Number of &days"), "days_shown", [(n, self.tr("{n} days").format(n=n)) for n in range(2, 15)]
        )
        self.weeks_shown = self.choose(
            self.tr("Number of w&eeks"), "weeks_shown", [(n, self._weeks(n)) for n in range(1, 13)]
        )
        self.weeks_past = ElidedBox()
        self._make_weeks_past()
        self.week_numbers = self._tick(self.tr("Week numbers"), "week_numbers", self.tr("Sho&w them"))
        self.month_all = self._tick(self.tr("Months"), "month_all", self.tr("Show &all events"))
        self.fold_hours = self._tick(
            self.tr("Hours outside work"), "fold_hours", self.tr("&Fold them into a thin band")
        )
        self.zones = QLineEdit(", ".join(take().zones.split()))
        self._make_zones()
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Calendar & views")

    def _weeks(self, number: int) -> str:
        return self.tr("1 week") if number == 1 else self.tr("{n} weeks").format(n=number)

    def _make_weeks_past(self) -> None:
        """Fewer than are shown, so that this week is one of them."""
        self.weeks_past.setFixedSize(grown(FIELD_PX), grown(28))
        self.weeks_past.activated.connect(
            lambda _index: self._give(self._take().changed(weeks_past=int(self.weeks_past.currentData())))
        )
        self.add(self.tr("Weeks &before this one"), self.weeks_past)
        self.weeks_shown.activated.connect(lambda _index: self._fill_weeks_past())
        self._fill_weeks_past()

    def _fill_weeks_past(self) -> None:
        settings = self._take()
        self.weeks_past.clear()
        for number in range(settings.weeks_shown):
            self.weeks_past.addItem(self._weeks(number) if number else self.tr("none"), number)
        self.weeks_past.setCurrentIndex(min(settings.weeks_past, settings.weeks_shown - 1))

    def _views(self) -> list[tuple[object, str]]:
        names = {
            "day": self.tr("Day"),
            "week": self.tr("Week"),
            "workweek": self.tr("Work week"),
            "days": self.tr("Several days"),
            "weeks": self.tr("Several weeks"),
            "month": self.tr("Month"),
            "agenda": self.tr("Agenda"),
            "year": self.tr("Year"),
        }
        return [("", self.tr("As it was left")), *((name, said) for name, said in names.items() if name in VIEWS)]

    def _tick(self, text: str, name: str, face: str) -> QCheckBox:
        box = QCheckBox()
        set_face(box, face)
        box.setChecked(bool(getattr(self._take(), name)))
        box.clicked.connect(lambda on: self._give(self._take().changed(**{name: on})))
        self.add(text, box)
        return box

    # weekdays

    def _workdays_now(self) -> frozenset[int]:
        return dates.workdays(self._take().workdays)

    def _make_days(self, text: str, name: str, chosen: frozenset[int], note: str = "") -> dict[int, QPushButton]:
        """A button for each weekday, in the order of the week."""
        held = QWidget()
        layout = QHBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        made: dict[int, QPushButton] = {}
        first = dates.first_weekday(self._take().first_weekday)
        for number in ((first - 1 + step) % 7 + 1 for step in range(7)):
            one = button(dates.weekday(number))
            one.setProperty("tick", True)
            one.setCheckable(True)
            one.setChecked(number in chosen)
            one.setAccessibleName(f"{text.replace('&', '')}: {dates.weekday(number, long=True)}")
            one.clicked.connect(lambda _on=False, name=name: self._days_chosen(name))
            layout.addWidget(one)
            made[number] = one
        layout.addStretch(1)
        held.setFocusProxy(made[first])
        self.add(text, held, note)
        return made

    def _days_chosen(self, name: str) -> None:
        buttons = self.workdays if name == "workdays" else self.hidden
        chosen = sorted(number for number, one in buttons.items() if one.isChecked())
        self._give(self._take().changed(**{name: "".join(map(str, chosen))}))
        self._hold_the_last()

    def _hold_the_last(self) -> None:
        """The last working day stays one, and the last day that is shown; each says so."""
        for buttons, kept, why in (
            (self.workdays, True, self.tr("A week has at least one working day.")),
            (self.hidden, False, self.tr("A week shows at least one day.")),
        ):
            held = [one for one in buttons.values() if one.isChecked() is kept]
            for one in buttons.values():
                last = [one] == held
                one.setEnabled(not last)
                one.setToolTip(why if last else "")
                one.setAccessibleDescription(why if last else "")

    # hours

    def _make_hours(self) -> None:
        """Two menus that never cross."""
        held = QWidget()
        layout = QHBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        names = (self.tr("Working hours from"), self.tr("Working hours until"))
        for box, text in zip((self.work_start, self.work_end), names, strict=True):
            box.setFixedSize(grown(_HALF_PX), grown(28))
            box.setAccessibleName(text)
            box.activated.connect(lambda _index: self._hours_changed())
        dash = plain("–", role="text2")
        dash.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dash.setFixedWidth(grown(FIELD_PX - 2 * _HALF_PX) - 2 * 8)  # both end where the field above does
        layout.addWidget(self.work_start)
        layout.addWidget(dash)
        layout.addWidget(self.work_end)
        layout.addStretch(1)
        held.setFocusProxy(self.work_start)
        self.add(self.tr("Working &hours"), held)
        self._fill_hours()

    def _fill_hours(self) -> None:
        settings = self._take()
        for box, hours, chosen in (
            (self.work_start, range(settings.work_end_hour), settings.work_start_hour),
            (self.work_end, range(settings.work_start_hour + 1, 25), settings.work_end_hour),
        ):
            box.clear()
            for hour in hours:
                box.addItem(dates.time_text(datetime(2000, 1, 1, hour % 24, tzinfo=UTC)), hour)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _hours_changed(self) -> None:
        start, end = int(self.work_start.currentData()), int(self.work_end.currentData())
        self._give(self._take().changed(work_start_hour=start, work_end_hour=end))
        self._fill_hours()

    # zones

    def _make_zones(self) -> None:
        self.zones.setFixedWidth(grown(300))
        self.zones.setPlaceholderText("Asia/Tokyo, America/New_York")
        self.zones.editingFinished.connect(self._zones_chosen)
        note = self.tr("Beside the hours, two at most. Z shows and hides them.")
        self.add(self.tr("Further time &zones"), self.zones, note)
        QTimer.singleShot(0, self, self._complete)

    def _complete(self) -> None:
        """Offer the names that there are; to read them takes longer than a frame."""
        completer = zone_names.ZoneCompleter(sorted(available_timezones()), self.zones)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        stand_out(completer)
        self.zones.setCompleter(completer)

    def _zones_chosen(self) -> None:
        typed = [one for one in self.zones.text().split(",") if one.strip()]
        known = sorted(available_timezones())
        found = [zone_names.find(one, known) for one in typed]
        fits = all(found) and len(found) <= MOST_ZONES
        self.zones.setProperty("wrong", not fits)
        self.note(self.zones, "" if fits else self.tr("Write names such as Asia/Tokyo, two at most"))
        theme.repolish(self.zones)
        if fits:
            self.zones.setText(", ".join(found))
            self._give(self._take().changed(zones=" ".join(found)))
