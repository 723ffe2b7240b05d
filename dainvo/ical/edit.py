"""Applies a draft to the text of a resource, line by line: what a draft does not change stays byte for byte.

Decides neither who may edit nor what is mailed, and knows nothing of servers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from dainvo.errors import Refused, Why
from dainvo.ical import conference, ranged, rules, times
from dainvo.ical.conference import Link
from dainvo.ical.document import Component, Document
from dainvo.ical.event import (
    NO_RECURRENCE,
    Attendee,
    CollectionId,
    EventDraft,
    Online,
    RecurrenceId,
    Scope,
    SeriesDates,
    Uid,
)
from dainvo.ical.exceptions import change_dates, read_dates
from dainvo.ical.fields import change_fields, nothing_but, read_fields
from dainvo.ical.index import KEPT_CHARACTERS
from dainvo.ical.lines import clean_line, escape, unfold_one
from dainvo.ical.opened import Opened, ensure_vtimezones, stamp
from dainvo.ical.people import check_address, organizer_params, read_organizer
from dainvo.ical.series import change_dates_alone, change_series
from dainvo.ical.values import Moment, read_recurrence_id, write_utc
from dainvo.ical.zones import UTC, resolver

PRODID = "-//Dainvo//Dainvo//EN"


@dataclass(frozen=True, slots=True)
class ParsedEvent:
    """One event as `read` finds it. `draft.start`/`end` are those of the occurrence asked for; `draft.rrule` is the
    series' rule. `errors` are lines that could not be read; they are kept as they are."""

    uid: Uid
    recurrence_id: RecurrenceId
    draft: EventDraft
    organizer: Attendee | None = None
    errors: tuple[str, ...] = ()
    sequence: int = 0
    link: Link | None = None  # what conference.find finds
    join: tuple[str, str] | None = None  # (provider key, link) of links.best
    overrides: int = 0  # changed occurrences the series has
    dates: SeriesDates = field(default_factory=SeriesDates)
    series_start: datetime | date | None = None  # DTSTART of the master; None without a rule


def create(draft: EventDraft, *, uid: Uid, now: datetime) -> str:
    """A new resource with CRLF line ends, and a VTIMEZONE if a time has a zone. `draft.online` is not looked at.

    Raises Refused(END_BEFORE_START | BAD_RULE | BAD_ATTENDEE).
    """
    start, end = _portable(draft.start), _portable(draft.end)
    times.check(start, end)
    frame = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nCALSCALE:GREGORIAN\r\n"
    document = Document(f"{frame}BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    event = document.events[0]
    event.add("UID", escape(clean_line(uid)))
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        event.add(name, write_utc(now))
    event.add("SEQUENCE", "0")
    event.add("DTSTART", *times.written(start))
    times.put_end(event, start, end, resolver(""))
    if draft.rrule.strip():
        event.add("RRULE", times.new_rule(draft.rrule, start))
    event.add("SUMMARY", escape(clean_line(draft.summary)))
    event.add("STATUS", draft.status.value)
    event.add("TRANSP", "TRANSPARENT" if draft.transparent else "OPAQUE")
    change_fields(event, nothing_but(draft), draft)
    ensure_vtimezones(document, start, end)
    if not draft.dates.add:
        return document.text()
    opened = Opened(document.text())
    change_dates(opened, draft.dates)
    return opened.text()


def _portable(moment: Moment) -> Moment:
    """A moment in a zone that only another text defines, as UTC."""
    if isinstance(moment, datetime) and moment.tzinfo is not None and not isinstance(moment.tzinfo, ZoneInfo):
        return moment.astimezone(UTC)
    return moment


def apply(text: str, draft: EventDraft, *, scope: Scope, recurrence_id: RecurrenceId, now: datetime) -> str:
    """`text` with what `draft` changes against `read(text, recurrence_id)`; without a change the same text.

    THIS writes an override, made if needed. ALL writes the master: times move by as much as the occurrence moved,
    overrides and EXDATEs follow; overrides take over what they had in common with the master. FOLLOWING makes two
    texts: `split.divide`; but where the series itself is not here (invitations to some of its dates, RFC 4791 §4.1)
    FOLLOWING and ALL write those dates. SEQUENCE rises with times, rule, status (RFC 5546 §2.1.4).
    Raises Malformed; Refused(NO_SUCH_EVENT | END_BEFORE_START | BAD_RULE | BAD_ATTENDEE).
    """
    opened = Opened(text)
    if scope is Scope.FOLLOWING and opened.master is not None:
        raise ValueError("two texts: split.divide")
    before, shown = _read(opened, recurrence_id, draft.collection)
    if scope is Scope.THIS and not recurrence_id and before.rrule:
        raise Refused(Why.NO_SUCH_EVENT, detail="a series has no occurrence without RECURRENCE-ID")
    texts = {id(event): event.text() for event in opened.events}
    if (scope is Scope.THIS and recurrence_id) or (opened.master is None and not recurrence_id):
        bumped = _change_one(opened, shown, recurrence_id, before, draft)
    elif opened.master is None:
        since = recurrence_id if scope is Scope.FOLLOWING else NO_RECURRENCE
        bumped = change_dates_alone(opened, recurrence_id, before, draft, since=since)
    else:
        bumped = change_series(opened, recurrence_id, before, draft)
    changed = [event for event in opened.events if texts.get(id(event)) != event.text()]
    for event in changed:
        stamp(event, now, bump=any(event is one for one in bumped))
    if changed:
        ensure_vtimezones(opened.document, draft.start, draft.end)
    return opened.text() if changed or len(texts) != len(list(opened.events)) else text


def _change_one(
    opened: Opened, event: Component, instead_of: RecurrenceId, before: EventDraft, draft: EventDraft
) -> list[Component]:
    """Changes one occurrence; gives it back if its SEQUENCE has to rise."""
    if _equal(before, draft):
        return []
    if instead_of and event is not opened.overrides.get(instead_of):
        event = opened.add_override(instead_of, event, before.start, before.end)
    elif instead_of:
        ranged.pass_on(opened, instead_of)
    moved = times.put_times(event, draft.start, draft.end, (before.start, before.end), opened.resolve)
    change_fields(event, before, draft)
    return [event] if moved or before.status != draft.status else []


def _equal(before: EventDraft, draft: EventDraft) -> bool:
    """Whether nothing of one occurrence changed: the rule is the series' business, the meeting that of others."""
    same_times = times.same(before.start, draft.start) and times.same(before.end, draft.end)
    of_others = replace(draft, rrule=before.rrule, dates=before.dates, wish=before.wish)
    return same_times and replace(before, start=draft.start, end=draft.end, online=draft.online) == of_others


def remove_occurrence(text: str, recurrence_id: RecurrenceId, *, now: datetime) -> str:
    """`text` with an EXDATE for one occurrence, its override dropped. Raises Malformed; Refused(NO_SUCH_EVENT), for the
    only one (`is_only`), too."""
    opened = Opened(text)
    opened.occurrence(recurrence_id)
    master = opened.master
    if not recurrence_id or (master is None and len(opened.overrides) < 2):
        raise Refused(Why.NO_SUCH_EVENT)
    ranged.pass_on(opened, recurrence_id)
    opened.drop_override(recurrence_id)
    if master is None:
        return opened.text()
    place = "EXDATE" if master.first("EXDATE") is not None else "RRULE"
    master.add("EXDATE", *times.form_of(read_recurrence_id(recurrence_id), master, opened.resolve), after=place)
    stamp(master, now, bump=True)
    return opened.text()


def is_only(text: str, recurrence_id: RecurrenceId) -> bool:
    """Whether nothing is left without this occurrence: one date that a series has here without the series itself."""
    opened = Opened(text)
    return opened.master is None and set(opened.overrides) == {recurrence_id}


def read(text: str, recurrence_id: RecurrenceId, *, collection: CollectionId) -> ParsedEvent:
    """The master (empty `recurrence_id`), or one occurrence, as a draft. Raises Malformed, Refused(NO_SUCH_EVENT)."""
    find = _parsed_lately if len(text) <= KEPT_CHARACTERS else _parsed
    return find(text, recurrence_id, collection)


def _parsed(text: str, recurrence_id: RecurrenceId, collection: CollectionId) -> ParsedEvent:
    opened = Opened(text)
    draft, event = _read(opened, recurrence_id, collection)
    span, _ = opened.occurrence(recurrence_id)
    row = opened.index.rows[span.row]
    link = conference.find(text)
    ours = link is not None and link.source != "link"
    return ParsedEvent(
        uid=opened.uid,
        recurrence_id=span.recurrence_id,
        draft=replace(draft, online=Online.ZOOM if ours else Online.KEEP),
        organizer=read_organizer(event),
        errors=_errors(event),
        sequence=row.sequence,
        link=link,
        join=(row.provider, row.join_url) if row.join_url else None,
        overrides=len(opened.overrides),
        dates=read_dates(opened),
        series_start=opened.index.rows[0].dtstart if draft.rrule and opened.master is not None else None,
    )


#: A save asks for the same event several times, one after the other.
_parsed_lately = lru_cache(maxsize=8)(_parsed)


def _read(opened: Opened, instead_of: RecurrenceId, collection: CollectionId) -> tuple[EventDraft, Component]:
    """The draft of an occurrence and the component that describes it."""
    span, event = opened.occurrence(instead_of)
    end = span.end
    its_end = opened.index.rows[span.row].dtend
    if isinstance(end, datetime) and isinstance(its_end, datetime) and end.tzinfo is not None:
        end = end.astimezone(its_end.tzinfo)
    rrule = opened.master.value("RRULE").strip() if opened.master is not None else ""
    return read_fields(event, collection, span.start, end, rrule), event


def _errors(event: Component) -> tuple[str, ...]:
    """Lines that say nothing to us although they should."""
    wrong = [unfold_one(line.raw) for line in event.lines("") if line.raw.strip()]
    for line in event.lines("RRULE"):
        try:
            rules.parse(line.value)
        except ValueError:
            wrong.append(unfold_one(line.raw))
    return tuple(wrong)


def with_organizer(text: str, address: str, name: str) -> str:
    """`text` with ORGANIZER in every VEVENT that has attendees but no ORGANIZER. Raises Refused(BAD_ATTENDEE)."""
    address = check_address(address)
    document = Document(text)
    for event in document.events:
        if event.first("ATTENDEE") is None or event.first("ORGANIZER") is not None:
            continue
        place = next(at for at, item in enumerate(event.items) if item is event.first("ATTENDEE"))
        before, event.items = event.items[place:], event.items[:place]
        event.add("ORGANIZER", f"mailto:{address}", organizer_params(name))
        event.items += before
    return document.text()
