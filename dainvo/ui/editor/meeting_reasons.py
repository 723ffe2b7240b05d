"""Why a meeting has no fixed time at Zoom, in words that follow a colon (M17, M65).

Decides nothing: the reason comes from what Save would make, or from the meeting as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ui.language import QT_TRANSLATE_NOOP

#: By the values of zoom.recurrence.Reason and of errors.Why.
_WORDS: dict[str, str] = {
    "endless": QT_TRANSLATE_NOOP("MeetingReason", "this rule has no end"),
    "too_many": QT_TRANSLATE_NOOP("MeetingReason", "more than 50 dates"),
    "too_few": QT_TRANSLATE_NOOP("MeetingReason", "fewer than two dates are left"),
    "yearly": QT_TRANSLATE_NOOP("MeetingReason", "Zoom knows no yearly rule"),
    "hourly": QT_TRANSLATE_NOOP("MeetingReason", "Zoom knows no rule by hours"),
    "interval": QT_TRANSLATE_NOOP("MeetingReason", "Zoom knows no interval that long"),
    "certain_months": QT_TRANSLATE_NOOP("MeetingReason", "the rule names certain months"),
    "month_day": QT_TRANSLATE_NOOP("MeetingReason", "Zoom takes one day of the month, 1 to 28"),
    "month_weekday": QT_TRANSLATE_NOOP("MeetingReason", "Zoom takes one weekday of the month, 1st to 4th or last"),
    "clock_times": QT_TRANSLATE_NOOP("MeetingReason", "the rule names several times of day"),
    "week_start": QT_TRANSLATE_NOOP("MeetingReason", "its dates depend on where a week begins"),
    "start": QT_TRANSLATE_NOOP("MeetingReason", "the first date does not follow the rule"),
    "extra_dates": QT_TRANSLATE_NOOP("MeetingReason", "it has dates besides its rule"),
    "moved_from_past": QT_TRANSLATE_NOOP("MeetingReason", "a date that is over was moved"),
    "exceptions": QT_TRANSLATE_NOOP("MeetingReason", "more than 10 dates differ from the rule"),
    "this_and_future": QT_TRANSLATE_NOOP("MeetingReason", "two parts of the series share it"),
    "all_day": QT_TRANSLATE_NOOP("MeetingReason", "it has no start time"),
    "too_long": QT_TRANSLATE_NOOP("MeetingReason", "a date is longer than 24 hours"),
    "lengths": QT_TRANSLATE_NOOP("MeetingReason", "its dates differ in length"),
    "zone": QT_TRANSLATE_NOOP("MeetingReason", "Zoom does not know its time zone"),
    "clock_change": QT_TRANSLATE_NOOP("MeetingReason", "a date falls into a change of the clocks"),
    "odd_rule": QT_TRANSLATE_NOOP("MeetingReason", "this rule can’t be expressed there"),
    "by_setting": QT_TRANSLATE_NOOP("MeetingReason", "you chose so for series"),
    "check_failed": QT_TRANSLATE_NOOP("MeetingReason", "Zoom made other dates of the rule"),
    Why.ZOOM_NEEDS_TIME.value: QT_TRANSLATE_NOOP("MeetingReason", "the event has no start time, or over 24 hours"),
    Why.ZOOM_ALREADY_BEGUN.value: QT_TRANSLATE_NOOP("MeetingReason", "the event had begun already"),
}


def reason(value: str) -> str:
    """The words for a reason; empty for none, or for one that this version does not know."""
    known = _WORDS.get(value, "")
    return QCoreApplication.translate("MeetingReason", known) if known else ""
