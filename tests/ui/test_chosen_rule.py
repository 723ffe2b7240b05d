"""E12: the rule of an event while it is edited, without any widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from dainvo.ical.pattern import Pattern
from dainvo.ui.editor.chosen_rule import ChosenRule

MONDAY = datetime(2027, 3, 8, 10)
DAY = timedelta(days=1)
ODD = "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1,2;BYHOUR=10"


def loaded(text: str, start: datetime = MONDAY) -> ChosenRule:
    rule = ChosenRule()
    rule.load(text, start)
    return rule


def test_what_is_left_as_it_was_keeps_its_bytes() -> None:
    """E12: also when the same is chosen again; another rule, and none, count as chosen."""
    rule = loaded("BYDAY=MO;FREQ=WEEKLY;INTERVAL=1")
    assert rule.pattern is not None
    rule.take(rule.pattern)
    assert (rule.is_chosen, rule.to_save) == (True, "BYDAY=MO;FREQ=WEEKLY;INTERVAL=1")
    rule.take(replace(rule.pattern, count=4))
    assert "COUNT=4" in rule.to_save and rule.number() == 4
    rule.take(None)
    assert (rule.to_save, rule.number()) == ("", 1)
    rule.keep()
    assert (rule.is_chosen, rule.to_save) == (False, "BYDAY=MO;FREQ=WEEKLY;INTERVAL=1")


def test_a_rule_that_says_more_stays_until_it_is_replaced() -> None:
    """E12: and can be had back."""
    rule = loaded(ODD)
    assert (rule.says_more, rule.pattern, rule.to_save) == (True, None, ODD)
    rule.take(Pattern("WEEKLY"))
    assert not rule.says_more and rule.came_saying_more and rule.to_save != ODD
    rule.keep()
    assert (rule.says_more, rule.to_save) == (True, ODD)


def test_a_rule_goes_with_the_start_and_a_chosen_end_stays() -> None:
    """E14"""
    rule = loaded("")
    rule.take(Pattern("WEEKLY", until=date(2027, 4, 30)))
    rule.move(MONDAY + DAY)
    assert rule.fits_start and rule.pattern is not None
    assert rule.pattern.until == date(2027, 4, 30)
    assert rule.next_dates(2) == [(MONDAY + DAY).date(), (MONDAY + 8 * DAY).date()]


def test_a_date_of_a_series_counts_all_of_it_unless_it_moves() -> None:
    """E13"""
    rule = loaded("FREQ=WEEKLY;COUNT=5", MONDAY + 14 * DAY)
    rule.series_start = MONDAY
    assert rule.begins == MONDAY
    rule.move(MONDAY + 15 * DAY)
    assert rule.begins == MONDAY + 15 * DAY
