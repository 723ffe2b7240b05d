"""An event's own colour, from its text to what the views are given."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import Copy

from dainvo.ical import colours
from dainvo.ical.event import Status, Visibility
from dainvo.store import looks


@pytest.mark.parametrize(("written", "shown"), [("COLOR:Teal", "teal"), ("COLOR:no-such", ""), ("X-COLOR:teal", "")])
def test_a_colour_reaches_the_views(copy: Copy, written: str, shown: str) -> None:
    """E30: by its CSS name; one that CSS does not know is the calendar's."""
    copy.take(event_text("u1", "a", "20261014T090000", "20261014T100000", written))
    [found] = copy.reader.occurrences(date(2026, 10, 14), date(2026, 10, 14))
    assert found.color == shown


def test_every_name_has_its_number() -> None:
    """E30: the numbers are stored; each name of CSS comes back."""
    for name in colours.NAMES:
        number = looks.packed(
            Status.TENTATIVE,
            transparent=True,
            visibility=Visibility.PRIVATE,
            recurring=True,
            has_alarm=True,
            partstat="DECLINED",
            color=colours.number_of(name),
        )
        assert looks.unpacked(number).color == name
    assert len(colours.NAMES) == 147
    assert colours.number_of("teal") == 138


@pytest.mark.parametrize(
    ("colour", "name"), [("#008080", "teal"), ("#0E8A8A", "darkcyan"), ("#fefefe", "white"), ("#d64545", "indianred")]
)
def test_the_nearest_name(colour: str, name: str) -> None:
    """E30"""
    assert colours.nearest(colour) == name
