"""Days and times are written by ourselves where Qt would write the same, in every locale it knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QLocale, QTime

from dainvo.ui import dates

KEPT = (dates.locale, dates._plain_digits, dates._time_format, dates._clock, dates._month_first, dates.weekday)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for kept in KEPT:
        kept.cache_clear()
    yield
    dates.speak("")
    for kept in KEPT:
        kept.cache_clear()


@pytest.mark.parametrize("name", ["de_DE", "en_US", "en_GB", "pl_PL", "cs_CZ", "ar_EG", "fa_IR", "fi_FI", "ja_JP"])
def test_as_qt_writes_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    locale = QLocale(name)
    monkeypatch.setattr(QLocale, "system", lambda: locale)
    for month in range(1, 13):
        day, point = QDate(2027, month, 7), "." if "d." in locale.dateFormat(QLocale.FormatType.LongFormat) else ""
        for cut, named in ((False, "MMMM"), (True, "MMM")):
            pattern = f"{named} d" if name == "en_US" else f"d{point} {named}"
            assert dates.day_and_month(date(2027, month, 7), short=cut) == locale.toString(day, pattern).rstrip(".")
    for hour in (0, 9, 12, 23):
        short = locale.timeFormat(QLocale.FormatType.ShortFormat)
        moment = datetime(2027, 3, 7, hour, 5, tzinfo=UTC)
        assert dates.time_text(moment) == locale.toString(QTime(hour, 5), short)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("de_DE", ("10. März", "Mi 10. März", "Mittwoch 10. März")),
        ("en_GB", ("10 March", "Wed 10 Mar", "Wednesday 10 March")),
        ("en_US", ("March 10", "Wed Mar 10", "Wednesday March 10")),
        ("fr_FR", ("10 mars", "mer 10 mars", "mercredi 10 mars")),
    ],
)
def test_a_date_is_written_as_its_language_does(
    name: str, forms: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ux.md §17: in German the day's number has its point, in short and long."""
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(name))
    day = date(2027, 3, 10)
    assert (dates.day_and_month(day), dates.short_day(day), dates.long_day(day)) == forms


@pytest.mark.parametrize(
    ("system", "spoken", "forms"),
    [
        ("en_US", "de", ("10. März", "Mi 10. März", "Mittwoch 10. März", "14:30")),
        ("C", "de", ("10. März", "Mi 10. März", "Mittwoch 10. März", "14:30")),
        ("de_DE", "en", ("10 March", "Wed 10 Mar", "Wednesday 10 March", "14:30")),
        ("en_US", "en", ("March 10", "Wed Mar 10", "Wednesday March 10", "2:30 PM")),
        ("de_AT", "de", ("10. März", "Mi 10. März", "Mittwoch 10. März", "14:30")),
    ],
)
def test_days_have_their_names_in_the_language_that_was_chosen(
    system: str, spoken: str, forms: tuple[str, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """L08: no English weekday in a German sentence, whatever the system speaks."""
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    dates.speak(spoken)
    day, clock = date(2027, 3, 10), dates.clock_text(14, 30).replace("\u202f", " ")
    assert (dates.day_and_month(day), dates.short_day(day), dates.long_day(day), clock) == forms
