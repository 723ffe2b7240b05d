"""Every rule as a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from dainvo.ui import dates, language
from dainvo.ui.editor.rule_words import sentence

START = datetime(2027, 3, 10, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))

TABLE = {
    "FREQ=DAILY": (
        "every day",
        "jeden Tag",
    ),
    "FREQ=DAILY;INTERVAL=3": (
        "every 3 days",
        "alle 3 Tage",
    ),
    "FREQ=DAILY;COUNT=10": (
        "every day, 10 times",
        "jeden Tag, 10-mal",
    ),
    "FREQ=DAILY;COUNT=1": (
        "every day, once",
        "jeden Tag, einmal",
    ),
    "FREQ=DAILY;UNTIL=20270401T083000Z": (
        "every day until 1 April",
        "jeden Tag bis 1. April",
    ),
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": (
        "every weekday",
        "jeden Werktag",
    ),
    "FREQ=DAILY;BYMONTH=1": (
        "every day in January",
        "jeden Tag im Januar",
    ),
    "FREQ=DAILY;BYMONTHDAY=1": (
        "every day on day 1",
        "jeden Tag am 1.",
    ),
    "FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0": (
        "every day at 09:00 and 15:00",
        "jeden Tag um 09:00 und 15:00",
    ),
    "FREQ=WEEKLY": (
        "every Wednesday",
        "jeden Mittwoch",
    ),
    "FREQ=WEEKLY;BYDAY=WE": (
        "every Wednesday",
        "jeden Mittwoch",
    ),
    "FREQ=WEEKLY;BYDAY=MO,WE,FR": (
        "every Monday, Wednesday and Friday",
        "jeden Montag, Mittwoch und Freitag",
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": (
        "every weekday",
        "jeden Werktag",
    ),
    "FREQ=WEEKLY;BYDAY=SA,SU": (
        "every Saturday and Sunday",
        "jeden Samstag und Sonntag",
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": (
        "every day",
        "jeden Tag",
    ),
    "FREQ=WEEKLY;INTERVAL=2": (
        "every 2 weeks on Wednesday",
        "alle 2 Wochen am Mittwoch",
    ),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU": (
        "every 2 weeks on Monday and Thursday",
        "alle 2 Wochen am Montag und Donnerstag",
    ),
    "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO,TU,WE,TH,FR": (
        "every 4 weeks on every weekday",
        "alle 4 Wochen an jedem Werktag",
    ),
    "FREQ=WEEKLY;COUNT=4": (
        "every Wednesday, 4 times",
        "jeden Mittwoch, 4-mal",
    ),
    "FREQ=WEEKLY;UNTIL=20280630T215959Z": (
        "every Wednesday until 30 June 2028",
        "jeden Mittwoch bis 30. Juni 2028",
    ),
    "FREQ=WEEKLY;BYMONTH=6,7,8": (
        "every Wednesday in June, July and August",
        "jeden Mittwoch im Juni, Juli und August",
    ),
    "FREQ=WEEKLY;BYDAY=TU;BYHOUR=18;BYMINUTE=15": (
        "every Tuesday at 18:15",
        "jeden Dienstag um 18:15",
    ),
    "FREQ=MONTHLY": (
        "every month on day 10",
        "jeden Monat am 10.",
    ),
    "FREQ=MONTHLY;INTERVAL=3": (
        "every 3 months on day 10",
        "alle 3 Monate am 10.",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=15": (
        "every month on day 15",
        "jeden Monat am 15.",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=1,15": (
        "every month on day 1 and on day 15",
        "jeden Monat am 1. und am 15.",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=-1": (
        "every month on the last day",
        "jeden Monat am letzten Tag",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=1,-1": (
        "every month on day 1 and on the last day",
        "jeden Monat am 1. und am letzten Tag",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=-2": (
        "every month on the second to last day",
        "jeden Monat am vorletzten Tag",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=-3": (
        "every month on day 3 from the end",
        "jeden Monat am 3. Tag vor dem Monatsende",
    ),
    "FREQ=MONTHLY;BYDAY=2TH;COUNT=6": (
        "every month on the second Thursday, 6 times",
        "jeden Monat am zweiten Donnerstag, 6-mal",
    ),
    "FREQ=MONTHLY;BYDAY=-1FR": (
        "every month on the last Friday",
        "jeden Monat am letzten Freitag",
    ),
    "FREQ=MONTHLY;BYDAY=-2FR": (
        "every month on the second to last Friday",
        "jeden Monat am vorletzten Freitag",
    ),
    "FREQ=MONTHLY;BYDAY=1MO,3MO": (
        "every month on the first Monday and on the third Monday",
        "jeden Monat am ersten Montag und am dritten Montag",
    ),
    "FREQ=MONTHLY;BYDAY=5SU": (
        "every month on the fifth Sunday",
        "jeden Monat am fünften Sonntag",
    ),
    "FREQ=MONTHLY;BYDAY=MO": (
        "every month on every Monday",
        "jeden Monat an jedem Montag",
    ),
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": (
        "every month on Friday, only on day 13",
        "jeden Monat am Freitag, nur am 13.",
    ),
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13": (
        "every month on Saturday, only on day 7–13",
        "jeden Monat am Samstag, nur am 7–13.",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": (
        "every month on the last weekday",
        "jeden Monat am letzten Werktag",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2": (
        "every month on the second to last weekday",
        "jeden Monat am vorletzten Werktag",
    ),
    "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1": (
        "every month on the first weekend day",
        "jeden Monat am ersten Wochenendtag",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=3": (
        "every month on the third day",
        "jeden Monat am dritten Tag",
    ),
    "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3": (
        "every month on the third Tuesday, Wednesday or Thursday",
        "jeden Monat am dritten Dienstag, Mittwoch oder Donnerstag",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1": (
        "every month on every weekday, of these only the first and last",
        "jeden Monat an jedem Werktag, davon nur den ersten und letzten",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-2;BYHOUR=9": (
        "every month on the second to last Monday or Tuesday at 09:30",
        "jeden Monat am vorletzten Montag oder Dienstag um 09:30",
    ),
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU": (
        "every 2 months on the first Tuesday",
        "alle 2 Monate am ersten Dienstag",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR": (
        "every month on every weekday",
        "jeden Monat an jedem Werktag",
    ),
    "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1": (
        "every month on day 1 in January and July",
        "jeden Monat am 1. im Januar und Juli",
    ),
    "FREQ=YEARLY": (
        "every year on 10 March",
        "jedes Jahr am 10. März",
    ),
    "FREQ=YEARLY;INTERVAL=4": (
        "every 4 years on 10 March",
        "alle 4 Jahre am 10. März",
    ),
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8": (
        "every year on 8 March",
        "jedes Jahr am 8. März",
    ),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": (
        "every year on 29 February",
        "jedes Jahr am 29. Februar",
    ),
    "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1": (
        "every year on day 1 of March and September",
        "jedes Jahr am 1. im März und September",
    ),
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": (
        "every year on the fourth Thursday of November",
        "jedes Jahr am vierten Donnerstag im November",
    ),
    "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU": (
        "every year on the last Sunday of October",
        "jedes Jahr am letzten Sonntag im Oktober",
    ),
    "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8": (
        "every year on Tuesday, only on day 2–8 of November",
        "jedes Jahr am Dienstag, nur am 2–8. im November",
    ),
    "FREQ=YEARLY;BYDAY=20MO": (
        "every year on Monday number 20 of the year",
        "jedes Jahr am 20. Montag des Jahres",
    ),
    "FREQ=YEARLY;BYDAY=-1MO": (
        "every year on the last Monday of the year",
        "jedes Jahr am letzten Montag des Jahres",
    ),
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO": (
        "every year on Monday in week 20",
        "jedes Jahr am Montag in Woche 20",
    ),
    "FREQ=YEARLY;BYYEARDAY=1,100,200": (
        "every year on day 1, 100 and 200 of the year",
        "jedes Jahr am Tag 1, 100 und 200 des Jahres",
    ),
    "FREQ=YEARLY;BYMONTHDAY=1": (
        "every year on day 1",
        "jedes Jahr am 1.",
    ),
    "FREQ=HOURLY": (
        "every hour",
        "jede Stunde",
    ),
    "FREQ=HOURLY;INTERVAL=3;COUNT=4": (
        "every 3 hours, 4 times",
        "alle 3 Stunden, 4-mal",
    ),
    "FREQ=HOURLY;BYHOUR=9,10,11": (
        "every hour at 09:30, 10:30 and 11:30",
        "jede Stunde um 09:30, 10:30 und 11:30",
    ),
    "FREQ=MINUTELY;INTERVAL=15": (
        "every 15 minutes",
        "alle 15 Minuten",
    ),
    "FREQ=SECONDLY": (
        "every second",
        "jede Sekunde",
    ),
    "FREQ=YEARLY;BYMONTH=1;COUNT=3": (
        "every year on 10 January, 3 times",
        "jedes Jahr am 10. Januar, 3-mal",
    ),
}


@pytest.mark.parametrize("rule", TABLE)
def test_sentence(qapp: object, rule: str) -> None:
    """E11: in English, as the program says it where no other language is set."""
    assert sentence(rule, START) == TABLE[rule][0]


@pytest.fixture
def german(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(language.folder() / "dainvo_de.qm"))
    qapp.installTranslator(translator)
    monkeypatch.setattr(dates, "locale", lambda: QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("rule", TABLE)
def test_sentence_in_german(german: None, rule: str) -> None:
    """E11: the same table in German."""
    assert sentence(rule, START) == TABLE[rule][1]


def test_the_table_is_as_long_as_promised() -> None:
    """E11"""
    assert len(TABLE) >= 60


def test_what_cannot_be_read_has_no_sentence(qapp: object) -> None:
    assert sentence("nonsense", START) == ""
