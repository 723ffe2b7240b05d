"""The alarms of an event: VALARM components (RFC 5545 §3.6.6) and the simple values an editor shows.

Alarms that cannot be shown simply (e-mail, a fixed instant, snoozes) are never touched. Decides not when one falls due.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from dainvo.ical.document import Component, parse
from dainvo.ical.event import Alarm
from dainvo.ical.lines import content_line, param
from dainvo.ical.values import read_duration, write_duration


def read_alarms(event: Component) -> tuple[Alarm, ...]:
    """The alarms that can be shown, in the order of the text."""
    return tuple(alarm for component in event.components("VALARM") if (alarm := _shown(component)) is not None)


def change_alarms(event: Component, before: tuple[Alarm, ...], wanted: tuple[Alarm, ...]) -> None:
    """Carries out what changed from `before` to `wanted`: takes away shown alarms that went, adds those that came and
    are not there. Others that the event has stay."""
    gone, come = Counter(before) - Counter(wanted), Counter(wanted) - Counter(before)
    for component in reversed(event.components("VALARM")):
        alarm = _shown(component)
        if alarm is not None and gone[alarm] > 0:
            gone[alarm] -= 1
            event.drop(component)
    missing = Counter(wanted) - Counter(read_alarms(event))
    for alarm in (come & missing).elements():
        event.items.extend(parse(_written(alarm, event.newline), event.newline))


def _shown(component: Component) -> Alarm | None:
    trigger = component.first("TRIGGER")
    if trigger is None or component.value("ACTION").strip().upper() not in ("DISPLAY", "AUDIO"):
        return None
    if component.first("RELATED-TO") is not None or param(trigger.params, "VALUE").upper() == "DATE-TIME":
        return None
    try:
        days, rest = read_duration(trigger.value)
    except ValueError:
        return None
    return Alarm(timedelta(days=days) + rest, from_end=param(trigger.params, "RELATED").upper() == "END")


def _written(alarm: Alarm, newline: str) -> str:
    lines = (
        ("BEGIN", "VALARM", ""),
        ("ACTION", "DISPLAY", ""),
        ("DESCRIPTION", "Reminder", ""),
        ("TRIGGER", write_duration(alarm.offset), "RELATED=END" if alarm.from_end else ""),
        ("END", "VALARM", ""),
    )
    return "".join(content_line(name, value, params, newline) for name, value, params in lines)
