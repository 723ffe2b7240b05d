"""What an event, a slot or a day is called: one source for screen readers, tooltips and cards, so that they agree.

Only words; it looks nothing up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from dainvo.ical.occurrence import MeetingState, Occurrence, PartStat, State, Status, Visibility
from dainvo.ui import dates
from dainvo.ui.language import counted
from dainvo.ui.plain_words import escape
from dainvo.ui.views.look import LINK_LATER, TROUBLED, days_of

#: Letters of a title or place that have room in the widest drawing.
MOST_PAINTED = 400
#: Embeddings and overrides of the direction of writing, which nothing ends, and further letters that are none.
_UNSEEN = frozenset(map(chr, (*range(0x7F, 0xA0), *range(0x202A, 0x202F), 0xFFFE, 0xFFFF)))


def tr(text: str) -> str:
    return QCoreApplication.translate("Event", text)


def title(event: Occurrence) -> str:
    """The summary on one line, or a stand-in for an event without one."""
    return _on_one_line(event.summary) or tr("(no title)")


def painted_title(event: Occurrence) -> str:
    """As much of the title as a drawing could ever show."""
    return _on_one_line(event.summary[: 2 * MOST_PAINTED])[:MOST_PAINTED] or tr("(no title)")


def _on_one_line(text: str) -> str:
    """Breaks and tabs are spaces; what no letter stands for, or turns all after it round, is left out."""
    if text.isprintable():
        return text.strip()
    kept = "".join(char for char in text if char.isspace() or not (char < " " or char in _UNSEEN))
    return " ".join(kept.split())


def place(event: Occurrence) -> str:
    """Where it is, in a word: the place, "Zoom" or "Online" for a link, or that the link follows."""
    if event.meeting in LINK_LATER:
        return tr("Link follows")
    location = event.location.strip()
    if location and "://" not in location:
        return location.splitlines()[0][:MOST_PAINTED]
    url = event.join_url or location
    if event.meeting not in (None, MeetingState.FOREIGN):
        return "Zoom"
    return provider(url) if url else ""


def provider(url: str) -> str:
    """Name of the meeting service a link belongs to."""
    from dainvo.ical import links  # compiles its patterns: only once there is a link

    found = links.recognise(url)
    return found.name if found is not None else tr("Online")


def provider_of(event: Occurrence) -> str:
    """The meeting service of an event, "" without a meeting."""
    if event.meeting in LINK_LATER:
        return tr("Zoom – the link follows")
    if event.meeting not in (None, MeetingState.FOREIGN):
        return "Zoom"
    url = event.join_url or (event.location.strip() if "://" in event.location else "")
    return provider(url) if url else ""


def when(event: Occurrence) -> str:
    """The day or days and the time."""
    first, last = days_of(event)
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        if first == last:
            return tr("{day}, all day").format(day=dates.long_day(first))
        return tr("{first} to {last}, all day").format(first=dates.long_day(first), last=dates.long_day(last))
    if event.start.date() == event.end.date():
        return tr("{day}, {start} to {end}").format(
            day=dates.long_day(first), start=dates.time_text(event.start), end=dates.time_text(event.end)
        )
    return tr("{first}, {start} to {last}, {end}").format(
        first=dates.long_day(first),
        start=dates.time_text(event.start),
        last=dates.long_day(event.end.date()),
        end=dates.time_text(event.end),
    )


def unsettled(event: Occurrence) -> list[str]:
    """Why it may not take place, or not with the user, in words."""
    said = []
    if event.status is Status.CANCELLED:
        said.append(tr("cancelled"))
    elif event.status is Status.TENTATIVE:
        said.append(tr("tentative"))
    answers = {
        PartStat.DECLINED: tr("declined"),
        PartStat.NEEDS_ACTION: tr("not answered"),
        PartStat.TENTATIVE: tr("answered maybe"),
    }
    if event.own_partstat in answers:
        said.append(answers[event.own_partstat])
    return said


def states(event: Occurrence) -> list[str]:
    """Everything that shape and marks tell, in words."""
    said = unsettled(event)
    if event.own_partstat is PartStat.ACCEPTED:
        said.append(tr("accepted"))
    if event.transparent:
        said.append(tr("shown as free"))
    if event.meeting in LINK_LATER:
        said.append(tr("the Zoom link follows"))
    elif event.meeting in TROUBLED or event.meeting is MeetingState.OTHER_HOST:
        said.append(tr("the Zoom meeting needs your attention"))
    elif event.join_url:
        said.append(
            tr("has a link to join by {name}").format(name=place(event) if event.meeting else provider(event.join_url))
        )
    if event.recurring:
        said.append(tr("repeats"))
    if event.visibility is not Visibility.PUBLIC:
        said.append(tr("private"))
    if event.blocked:
        said.append(tr("needs your attention"))
    elif event.state is not State.CLEAN:
        said.append(tr("not on the server yet"))
    return said


def full(event: Occurrence, calendar: str, position: tuple[int, int] | None = None) -> str:
    """The accessible name of an event; `position` is its place among the events of the day and their number."""
    parts = [title(event), when(event), in_calendars(event, calendar), *states(event)]
    if event.location and event.location.strip():
        parts.insert(2, place(event))
    if position is not None:
        parts.append(tr("{n} of {m} that day").format(n=position[0], m=position[1]))
    return ", ".join(part for part in parts if part)


def tooltip(event: Occurrence, calendar: str) -> str:
    """The same as rich text for a tooltip."""
    lines = [f"<b>{escape(title(event))}</b>", escape(when(event))]
    where = place(event)
    if where:
        lines.append(escape(where))
    lines.append(escape(in_calendars(event, calendar)))
    said = states(event)
    if said:
        words = ", ".join(said)
        lines.append(escape(words[:1].upper() + words[1:]))
    return "<p style='white-space:pre'>" + "<br>".join(lines) + "</p>"


def in_calendars(event: Occurrence, calendar: str) -> str:
    """Its calendar, and the others that have the same event (A25)."""
    if not event.also:
        return calendar
    others = ", ".join(copy.name for copy in event.also)
    return tr("{calendar}, also in {others}").format(calendar=calendar, others=others)


def slot(moment: datetime, busy: int) -> str:
    """Name of a slot of the grid."""
    where = tr("{day}, {time}").format(day=dates.long_day(moment.date()), time=dates.time_text(moment))
    if not busy:
        return tr("{slot}, free").format(slot=where)
    return tr("{slot}, busy with {n}").format(slot=where, n=busy)


def day(which: date, today: date, events: int) -> str:
    """Name of a day's heading."""
    parts = [dates.long_day(which)]
    if which == today:
        parts.append(tr("today"))
    parts.append(count(events))
    return ", ".join(parts)


def day_tooltip(which: date, today: date, events: Sequence[Occurrence], most: int = 5) -> str:
    """A day and its first events as rich text for a tooltip; what is not listed is counted."""
    lines = [f"<b>{escape(dates.long_day(which))}</b>" + (", " + escape(tr("today")) if which == today else "")]
    shown = len(events) if len(events) <= most + 1 else most  # "+1 more" takes the room of the one
    for event in events[:shown]:
        start = dates.time_text(event.start) + " " if isinstance(event.start, datetime) else ""
        text = title(event)
        lines.append(escape(start + (text if len(text) <= 48 else text[:47] + "…")))
    if len(events) > shown:
        lines.append(escape(more(len(events) - shown)))
    return "<p style='white-space:pre'>" + "<br>".join(lines) + "</p>"


def page(first: date, last: date, events: int, first_weekday: int, today: date) -> str:
    """Name of a view of one day or some days; `first_weekday` if they belong to one week, else 0."""
    if first == last:
        return day(first, today, events)
    pattern = tr("Week {week}, {first} to {last}, {events}") if first_weekday else tr("{first} to {last}, {events}")
    return pattern.format(
        week=dates.week_number(first, first_weekday) if first_weekday else 0,
        first=dates.day_and_month(first),
        last=dates.day_and_month(last),
        events=count(events),
    )


def count(events: int) -> str:
    return counted("Event", "1 event", "%n events", events)


def people(number: int) -> str:
    return counted("Event", "1 person", "%n people", number)


def hidden(events: int) -> str:
    """How much lies on days that are not shown."""
    if events == 1:
        return tr("1 hidden event")
    return tr("{n} hidden events").format(n=events)


def more(hidden: int) -> str:
    return tr("+{n} more").format(n=hidden)
