"""Cuts a series in two at one of its occurrences, for what is meant for "this and following".

Decides nothing about meetings or servers: the engine writes both parts. Other edits are in `edit`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import edit, places, ranged, recurrence, rules, times
from dainvo.ical.document import Component, Document, Line
from dainvo.ical.event import NO_RECURRENCE, DateWishes, EventDraft, RecurrenceId, Scope, Uid
from dainvo.ical.exceptions import change_dates
from dainvo.ical.index import scan
from dainvo.ical.lines import clean_line, escape, param
from dainvo.ical.merge import merge, resolve
from dainvo.ical.opened import Opened, stamp
from dainvo.ical.places import Cut
from dainvo.ical.values import is_utc, read_recurrence_id, recurrence_id, wall, write_utc

#: Of the meeting's lines the new part keeps those that name it, so that its uses can be counted.
_MEETING = "X-DAINVO-ZOOM-"
_NAMES_IT = ("X-DAINVO-ZOOM-ID", "X-DAINVO-ZOOM-ACCOUNT")
_OF_A_SERIES = ("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
_NEVER = datetime(1, 1, 1)
_SIBLING = ("RELATED-TO", "RELTYPE=SIBLING")


@dataclass(frozen=True, slots=True)
class Parts:
    """`old` ends before the occurrence, `new` begins with it; `edited`: whether `new` says anything but `old` did."""

    old: str
    new: str
    edited: bool


def is_first(text: str, recurrence_id: RecurrenceId) -> bool:
    """Whether no occurrence is shown before this one: "this and following" then means all.

    Raises Malformed; Refused(NO_SUCH_EVENT | BAD_RULE).
    """
    if not recurrence_id:
        return True
    opened = Opened(text)
    if opened.master is None:
        return not any(_is_before(name, recurrence_id) for name in opened.overrides)
    return not _cut(opened, recurrence_id)[1].anything_before


def divides(text: str, recurrence_id: RecurrenceId) -> bool:
    """Whether "this and following" makes two series: there is something before, and the series itself is here, not only
    dates of it. Raises what `is_first` raises."""
    return Opened(text).master is not None and not is_first(text, recurrence_id)


def _is_before(one: RecurrenceId, other: RecurrenceId) -> bool:
    return read_recurrence_id(one) < read_recurrence_id(other)


def shorten(text: str, recurrence_id: RecurrenceId, *, now: datetime) -> str:
    """The series without this occurrence and all after it: UNTIL, or the COUNT that is left; what was changed by hand
    before stays. Raises Malformed; Refused(NO_SUCH_EVENT | BAD_RULE), also for the first occurrence."""
    return _shortened(text, recurrence_id, now)


def divide(text: str, draft: EventDraft, *, recurrence_id: RecurrenceId, uid: Uid, now: datetime) -> Parts:
    """The series in two: what `draft` changes against `edit.read(text, recurrence_id)` is changed in the second.

    The second part has the new UID and SEQUENCE 0, and every other line as it was written, but for the meeting's: it
    keeps the link and names the meeting, without the mark and the tombstones of the old event. Each part names the
    other by RELATED-TO;RELTYPE=SIBLING (RFC 5545 §3.2.15), which all programs know; those that do not know FIRST and
    NEXT of RFC 9253 would take them for PARENT. A COUNT that the draft leaves as it was counts on: each part has its
    share; a changed one counts from the occurrence. Raises what `shorten` and `edit.apply` raise.
    """
    opened = Opened(text)
    restored = change_dates(opened, draft.dates)
    if restored:
        text = opened.text()
        opened, draft = Opened(text), replace(draft, dates=DateWishes())
    old_rule = opened.master.value("RRULE").strip() if opened.master is not None else ""
    wanted = draft.rrule.strip()
    master, cut = _cut(opened, recurrence_id)
    shown, first = recurrence_id, master
    if old_rule and not wanted:
        shown, first = NO_RECURRENCE, _stand_alone(opened, recurrence_id)
    else:
        _begin_with(opened, master, cut, same_rule=wanted == old_rule)
    new_uid = escape(clean_line(uid))
    for event in opened.document.events:
        _rename(event, new_uid)
    first.add(_SIBLING[0], opened.uid, _SIBLING[1], after=_SIBLING[0])
    new = opened.text()
    draft = replace(draft, rrule=_rule_of_rest(wanted, old_rule, first.value("RRULE").strip()))
    changed = edit.apply(new, draft, scope=Scope.ALL, recurrence_id=shown, now=now)
    old = _shortened(text, recurrence_id, now, sibling=new_uid)
    return Parts(old, _first_version(changed, now), edited=restored or changed != new)


def without_second(old: str, whole: str, second: Uid, *, now: datetime) -> str:
    """What `shorten` and `divide` left of the series `whole`, and what was changed of it besides, as one series again,
    which does not name the second part any more. Raises Malformed; Refused(NO_SUCH_EVENT | BAD_RULE)."""
    left, index = scan(old), scan(whole)
    stayed = [*recurrence.places(left, _NEVER), *(read_recurrence_id(row.recurrence_id) for row in left.rows[1:])]
    at = max(stayed, default=_NEVER)
    like = index.rows[0].dtstart
    following = next((place for place in recurrence.places(index, at) if place > at), None)
    if following is None:
        raise Refused(Why.NO_SUCH_EVENT, detail="nothing was cut off")
    name = recurrence_id(following, like, zulu=is_utc(like) and not index.rows[0].zone)
    cut_off = _shortened(whole, name, now, sibling=escape(clean_line(second)))
    clashes = merge(cut_off, whole, old).clashes
    return resolve(cut_off, whole, old, dict.fromkeys(range(len(clashes)), "mine"))


def siblings(text: str) -> tuple[Uid, ...]:
    """UIDs that an event names as RELATED-TO;RELTYPE=SIBLING. Never raises."""
    if "RELATED-TO" not in text:
        return ()
    try:
        lines = [line for event in Document(text).events for line in event.lines(_SIBLING[0])]
    except Malformed:
        return ()
    named = (Uid(line.value.strip()) for line in lines if param(line.params, "RELTYPE").upper() == "SIBLING")
    return tuple(dict.fromkeys(named))


def _cut(opened: Opened, recurrence_id: RecurrenceId) -> tuple[Component, Cut]:
    opened.occurrence(recurrence_id)
    if opened.master is None:
        raise Refused(Why.NO_SUCH_EVENT)
    return opened.master, places.cut_at(opened, read_recurrence_id(recurrence_id))


def _shortened(text: str, recurrence_id: RecurrenceId, now: datetime, sibling: str = "") -> str:
    opened = Opened(text)
    if opened.master is None and not is_first(text, recurrence_id):
        for name in [each for each in opened.overrides if not _is_before(each, recurrence_id)]:
            opened.drop_override(name)
        return opened.text()
    master, cut = _cut(opened, recurrence_id)
    if not cut.anything_before:
        raise Refused(Why.NO_SUCH_EVENT, detail="nothing is left of the series")
    begin = None
    if wall(opened.index.rows[0].dtstart) < cut.at:
        places.end_rules(opened, master, cut)
    else:
        begin = _begin_with_rdate(opened, master)
    places.keep_dates(opened, master, cut, first=True, drop=begin)
    for event in opened.document.events:
        place = _place(opened, event)
        if place is not None and place >= cut.at:
            opened.document.calendar.drop(event)
    if sibling:
        master.add(_SIBLING[0], sibling, _SIBLING[1], after=_SIBLING[0])
    stamp(master, now, bump=True)
    return opened.text()


def _begin_with_rdate(opened: Opened, master: Component) -> datetime:
    """What comes before DTSTART has only RDATEs."""
    begin = places.first_rdate(opened, master)
    if begin is None:
        raise Refused(Why.BAD_RULE)
    master.remove("RRULE")
    places.begin_at(opened, master, begin)
    return begin


def _begin_with(opened: Opened, master: Component, cut: Cut, *, same_rule: bool) -> None:
    """Leaves what comes from the cut on. DTSTART becomes its place; if that is none of the rule (an RDATE, or an
    override on its own), the rule goes on from its last place before, which an EXDATE takes out."""
    ranged.carry_over(opened, cut.at)
    lines, before = master.lines("RRULE"), sum(len(each) for each in cut.before)
    begin: datetime | None = cut.at
    out: set[datetime] = set()
    if not same_rule and not cut.goes_on:  # another rule will stand there: the end of this one lies behind
        for line in lines:
            parts = [(name, said) for name, said in rules.split_parts(line.value) if name not in ("COUNT", "UNTIL")]
            line.set(";".join(f"{name}={said}" for name, said in parts), line.params, master.newline)
    elif same_rule and not cut.goes_on:
        master.remove("RRULE")
    elif same_rule and len(lines) > 1:
        begin, out = None, {place for each in cut.before for place in each}
    elif same_rule and not cut.in_rule:
        begin = cut.last_before
        out = {begin} if begin is not None else set()
        before -= len(out)
    if begin is not None:
        for line in lines[:1]:
            _count_on(line, before, master.newline)
        places.begin_at(opened, master, begin)
    places.keep_dates(opened, master, cut, first=False, drop=cut.at if begin == cut.at else None)
    if out:
        written = [times.form_of(place, master, opened.resolve) for place in sorted(out)]
        master.add("EXDATE", ",".join(value for value, _ in written), written[0][1], after="RRULE")
    kept = {id(event) for event in opened.overrides.values()}
    for event in opened.document.events:
        place = _place(opened, event)
        if event is not master and (place is None or place < cut.at or id(event) not in kept):
            opened.document.calendar.drop(event)


def _count_on(line: Line, before: int, newline: str) -> None:
    count = rules.parse(line.value).count
    if count is not None and before:
        places.put_part(line, "COUNT", str(max(1, count - before)), newline)


def _stand_alone(opened: Opened, recurrence_id: RecurrenceId) -> Component:
    """Leaves the occurrence as an event that does not recur."""
    span, like = opened.occurrence(recurrence_id)
    event = like.copied()
    event.remove(*_OF_A_SERIES)
    places.put_span(opened, event, opened.index.rows[span.row], span.start, span.end)
    calendar = opened.document.calendar
    at = next(place for place, item in enumerate(calendar.items) if item is opened.document.events[0])
    calendar.items.insert(at, event)
    calendar.drop(*(each for each in opened.document.events if each is not event))
    return event


def _place(opened: Opened, event: Component) -> datetime | None:
    """The place an override of this series stands for."""
    name = opened.name_of(event, opened.index) if event.value("UID").strip() == opened.uid else NO_RECURRENCE
    return read_recurrence_id(name) if name else None


def _rename(event: Component, uid: str) -> None:
    event.put("UID", uid)
    event.drop(*(line for line in event.lines() if line.name.startswith(_MEETING) and line.name not in _NAMES_IT))


def _rule_of_rest(wanted: str, old_rule: str, rest: str) -> str:
    """The rule for the second part: `rest` if the draft has the old one, else the draft's with the COUNT left."""
    if wanted == old_rule:
        return rest
    parts, old, left = (dict(rules.split_parts(rule)) for rule in (wanted, old_rule, rest))
    if "COUNT" in parts and parts["COUNT"] == old.get("COUNT") and "COUNT" in left:
        parts["COUNT"] = left["COUNT"]
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _first_version(text: str, now: datetime) -> str:
    """The stamps of a calendar object that nobody has seen yet."""
    document = Document(text)
    for event in document.events:
        stamp(event, now, bump=False)
        for name, value in (("CREATED", write_utc(now)), ("SEQUENCE", "0")):
            if event.first(name) is not None:
                event.put(name, value)
    return document.text()
