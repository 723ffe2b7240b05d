"""Days and times are written by ourselves where Qt would write the same, in every locale it knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QLocale, QTime

from dainvo.ui import dates

KEPT = (dates.locale, dates._plain_digits, dates._time_format, dates._clock)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for kept in KEPT:
        kept.cache_clear()
    yield
    for kept in KEPT:
        kept.cache_clear()


@pytest.mark.parametrize("name", ["de_DE", "en_US", "en_GB", "pl_PL", "cs_CZ", "ar_EG", "fa_IR", "fi_FI", "ja_JP"])
def test_as_qt_writes_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    locale = QLocale(name)
    monkeypatch.setattr(QLocale, "system", lambda: locale)
    for month in range(1, 13):
        day = QDate(2027, month, 7)
        assert dates.day_and_month(date(2027, month, 7)) == locale.toString(day, "d MMMM").rstrip(".")
        assert dates.day_and_month(date(2027, month, 7), short=True) == locale.toString(day, "d MMM").rstrip(".")
    for hour in (0, 9, 12, 23):
        short = locale.timeFormat(QLocale.FormatType.ShortFormat)
        moment = datetime(2027, 3, 7, hour, 5, tzinfo=UTC)
        assert dates.time_text(moment) == locale.toString(QTime(hour, 5), short)
