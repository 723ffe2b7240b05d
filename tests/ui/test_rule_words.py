"""Every rule as a plain sentence."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dainvo.ui.editor.rule_words import sentence

START = datetime(2027, 3, 10, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))

TABLE = {
    "FREQ=DAILY": "every day",
    "FREQ=DAILY;INTERVAL=3": "every 3 days",
    "FREQ=DAILY;COUNT=10": "every day, 10 times",
    "FREQ=DAILY;COUNT=1": "every day, once",
    "FREQ=DAILY;UNTIL=20270401T083000Z": "every day until 1 April",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
    "FREQ=DAILY;BYMONTH=1": "every day in January",
    "FREQ=DAILY;BYMONTHDAY=1": "every day on day 1",
    "FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0": "every day at 09:00 and 15:00",
    "FREQ=WEEKLY": "every Wednesday",
    "FREQ=WEEKLY;BYDAY=WE": "every Wednesday",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR": "every Monday, Wednesday and Friday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
    "FREQ=WEEKLY;BYDAY=SA,SU": "every Saturday and Sunday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "every day",
    "FREQ=WEEKLY;INTERVAL=2": "every 2 weeks on Wednesday",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU": "every 2 weeks on Monday and Thursday",
    "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO,TU,WE,TH,FR": "every 4 weeks on weekdays",
    "FREQ=WEEKLY;COUNT=4": "every Wednesday, 4 times",
    "FREQ=WEEKLY;UNTIL=20280630T215959Z": "every Wednesday until 30 June 2028",
    "FREQ=WEEKLY;BYMONTH=6,7,8": "every Wednesday in June, July and August",
    "FREQ=WEEKLY;BYDAY=TU;BYHOUR=18;BYMINUTE=15": "every Tuesday at 18:15",
    "FREQ=MONTHLY": "every month on day 10",
    "FREQ=MONTHLY;INTERVAL=3": "every 3 months on day 10",
    "FREQ=MONTHLY;BYMONTHDAY=15": "every month on day 15",
    "FREQ=MONTHLY;BYMONTHDAY=1,15": "every month on day 1 and 15",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "every month on the last day",
    "FREQ=MONTHLY;BYMONTHDAY=1,-1": "every month on day 1 and the last day",
    "FREQ=MONTHLY;BYMONTHDAY=-2": "every month on the second to last day",
    "FREQ=MONTHLY;BYMONTHDAY=-3": "every month on day 3 from the end",
    "FREQ=MONTHLY;BYDAY=2TH;COUNT=6": "every month on the second Thursday, 6 times",
    "FREQ=MONTHLY;BYDAY=-1FR": "every month on the last Friday",
    "FREQ=MONTHLY;BYDAY=-2FR": "every month on the second to last Friday",
    "FREQ=MONTHLY;BYDAY=1MO,3MO": "every month on the first Monday and the third Monday",
    "FREQ=MONTHLY;BYDAY=5SU": "every month on the fifth Sunday",
    "FREQ=MONTHLY;BYDAY=MO": "every month on every Monday",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": "every month on Friday if it is day 13",
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13": "every month on Saturday if it is day 7–13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "every month on the last weekday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2": "every month on the second to last weekday",
    "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1": "every month on the first weekend day",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=3": "every month on the third day",
    "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3": "every month on the third Tuesday, Wednesday or Thursday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1": "every month on every weekday, of these only the first and last",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-2;BYHOUR=9": "every month on the second to last Monday or Tuesday at 09:30",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU": "every 2 months on the first Tuesday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR": "every month on every weekday",
    "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1": "every month on day 1 in January and July",
    "FREQ=YEARLY": "every year on 10 March",
    "FREQ=YEARLY;INTERVAL=4": "every 4 years on 10 March",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8": "every year on 8 March",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": "every year on 29 February",
    "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1": "every year on day 1 of March and September",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "every year on the fourth Thursday of November",
    "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU": "every year on the last Sunday of October",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8": "every year on Tuesday if it is day 2–8 of November",
    "FREQ=YEARLY;BYDAY=20MO": "every year on Monday number 20 of the year",
    "FREQ=YEARLY;BYDAY=-1MO": "every year on the last Monday of the year",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO": "every year on Monday in week 20",
    "FREQ=YEARLY;BYYEARDAY=1,100,200": "every year on day 1, 100 and 200 of the year",
    "FREQ=YEARLY;BYMONTHDAY=1": "every year on day 1",
    "FREQ=HOURLY": "every hour",
    "FREQ=HOURLY;INTERVAL=3;COUNT=4": "every 3 hours, 4 times",
    "FREQ=HOURLY;BYHOUR=9,10,11": "every hour at 09:30, 10:30 and 11:30",
    "FREQ=MINUTELY;INTERVAL=15": "every 15 minutes",
    "FREQ=SECONDLY": "every second",
    "FREQ=YEARLY;BYMONTH=1;COUNT=3": "every year on 10 January, 3 times",
}


@pytest.mark.parametrize("rule", TABLE)
def test_sentence(qapp: object, rule: str) -> None:
    """E11: in English, as the program says it where no other language is set."""
    assert sentence(rule, START) == TABLE[rule]


def test_the_table_is_as_long_as_promised() -> None:
    """E11"""
    assert len(TABLE) >= 60


def test_what_cannot_be_read_has_no_sentence(qapp: object) -> None:
    assert sentence("nonsense", START) == ""
