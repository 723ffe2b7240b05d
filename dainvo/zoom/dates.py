"""The dates of a meeting of type 8 against the calendar's: what differs, and the next call that mends it.

Pure: sends nothing and reads no clock. Occurrence ids come from the answer given, and are never computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from dainvo.ical.event import RecurrenceId
from dainvo.ical.index import Index
from dainvo.zoom import series
from dainvo.zoom.answers import MeetingType, ZoomMeeting, ZoomOccurrence
from dainvo.zoom.mapping import Wanted, text_differences, times, utc_text
from dainvo.zoom.recurrence import Reason
from dainvo.zoom.series import Exact, NoFixedTime, Place, SeriesPlan, Slot

#: These come with time, not with an edit: they do not take the times from a meeting that runs out.
_BY_TIME = (Reason.TOO_FEW, Reason.WEEK_START, Reason.MOVED_FROM_PAST)


@dataclass(frozen=True, slots=True)
class Correction:
    """One call for one date: PATCH to `slot`, or DELETE if there is none. `by_rule`: back to where the rule has it."""

    occurrence_id: str
    slot: Slot | None
    by_rule: bool = False

    def __post_init__(self) -> None:
        if not self.occurrence_id:
            raise ValueError("a correction of no date would be one of the whole series")

    @property
    def changes(self) -> dict[str, object]:
        """Body of the PATCH; empty for a DELETE."""
        if self.slot is None:
            return {}
        return {"start_time": utc_text(self.slot.start), "duration": self.slot.minutes}


@dataclass(frozen=True, slots=True)
class Differences:
    """What is not as the calendar has it. False if nothing is.

    `missing` and `extra` cannot be mended by calls for single dates, `corrections` can, in this order. `ids`: which
    date at Zoom is which of the calendar, before the corrections.
    """

    corrections: tuple[Correction, ...] = ()
    missing: tuple[Slot, ...] = ()
    extra: tuple[ZoomOccurrence, ...] = ()
    ids: Mapping[RecurrenceId, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.corrections or self.missing or self.extra)

    @property
    def single(self) -> bool:
        """Whether calls for single dates are enough."""
        return not (self.missing or self.extra)


def check(
    places: Iterable[Place],
    occurrences: Iterable[ZoomOccurrence],
    now: datetime,
    known: Mapping[RecurrenceId, str] | None = None,
) -> Differences:
    """The available `occurrences` after `now` against what the calendar wants, in instant and length.

    `known`: `ids` of an earlier look, for dates that are nowhere else to be recognised; an id counts only while
    `occurrences` has it.
    """
    known = known or {}
    free = {one.id: one for one in occurrences if one.available and one.start > now}
    ids: dict[RecurrenceId, str] = {}
    places = tuple(places)
    wanted = {place.recurrence_id: place for place in places if place.wanted is not None}
    # The calendar's dates first: one that was moved to where the rule has a cancelled one must not be deleted.
    for group in (wanted, {place.recurrence_id: place for place in places if place.wanted is None}):
        for fits in _signs(places, known):
            for name, place in group.items():
                here = next((one for one in free.values() if name not in ids and fits(place, one)), None)
                if here is not None:
                    ids[name] = here.id
                    del free[here.id]
    return Differences(
        corrections=_corrections(places, ids, {one.id: one for one in occurrences}),
        missing=tuple(place.wanted for name, place in wanted.items() if place.wanted and name not in ids),
        extra=tuple(free.values()),
        ids=ids,
    )


def exceptions(
    index: Index, now: datetime, zone: ZoneInfo, *, known: Mapping[RecurrenceId, str]
) -> tuple[Correction, ...]:
    """The calls for the dates to come that are not where the rule has them, for a meeting that cannot be looked at;
    `known` as in `check`. Each is harmless when it is repeated."""
    changed = [
        Correction(known[place.recurrence_id], place.wanted)
        for place in series.places(index, now, zone) or ()
        if place.wanted != place.by_rule and known.get(place.recurrence_id)
    ]
    return tuple(sorted(changed, key=lambda one: one.slot is None))


def _signs(
    places: Iterable[Place], known: Mapping[RecurrenceId, str]
) -> tuple[Callable[[Place, ZoomOccurrence], bool], ...]:
    """How a date is recognised, surest first."""
    vacated = {place.by_rule.start for place in places if place.by_rule and place.wanted != place.by_rule}
    return (
        lambda place, one: place.wanted == place.by_rule == Slot(one.start, one.duration_min),
        lambda place, one: place.wanted == Slot(one.start, one.duration_min),
        lambda place, one: place.wanted is not None and place.wanted.start == one.start,
        lambda place, one: place.by_rule is not None and place.by_rule.start == one.start,
        lambda place, one: known.get(place.recurrence_id) == one.id,
        # Two exceptions may have changed places: any date that is left where none is wanted will do.
        lambda place, one: place.wanted != place.by_rule and one.start in vacated,
    )


def _corrections(
    places: Iterable[Place], ids: Mapping[RecurrenceId, str], found: Mapping[str, ZoomOccurrence]
) -> tuple[Correction, ...]:
    """Moves first: the last date that is deleted ends a meeting."""
    changed = [
        Correction(number, place.wanted, place.wanted == place.by_rule)
        for place in places
        if (number := ids.get(place.recurrence_id)) is not None
        and place.wanted != Slot(found[number].start, found[number].duration_min)
    ]
    return tuple(sorted(changed, key=lambda one: one.slot is None))


class Move(StrEnum):
    """What a step does."""

    TEXTS = "texts"  # PATCH of topic and agenda
    SINGLE = "single"  # calls for single dates
    WHOLE = "whole"  # PATCH (or the POST before) of type, start and rule, whole
    LET_GO = "let_go"  # PATCH to type 3: `reason` says why
    ASK = "ask"  # Zoom keeps the type: ask for a new meeting (D1); not published yet: delete it, make one of type 3


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do for the meeting of a series; no `move`: it is as the calendar has it.

    `body` is for a PATCH of the meeting, `corrections` for single dates; never both. `ids` go to the table of the
    event (RECURRENCE-ID, occurrence id), in place of all it has.
    """

    move: Move | None = None
    body: Mapping[str, object] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    reason: Reason | None = None
    ids: Mapping[RecurrenceId, str] = field(default_factory=dict)


def next_step(
    want: Wanted,
    index: Index,
    meeting: ZoomMeeting,
    now: datetime,
    zone: ZoneInfo,
    *,
    known: Mapping[RecurrenceId, str] | None = None,
    tried: tuple[Move, ...] = (),
) -> Step:
    """What to send next so that `meeting`, from the latest GET or POST, becomes that of the series `index`.

    `want` is what `mapping.wanted` makes of the master (topic and agenda count). Do the step, GET, and ask again with
    its move added to `tried`, until there is none; after a POST of `series.timed` begin with (WHOLE,), after one of
    type 3 with nothing. Six steps at most. A series of type 3 stays one.
    """
    texts = text_differences(want, meeting) if Move.TEXTS not in tried else {}
    if meeting.type == MeetingType.NO_FIXED_TIME:
        return Step(Move.TEXTS, texts) if texts else Step()
    if Move.LET_GO in tried:
        return Step(Move.ASK)
    plan = series.plan(index, now, zone)
    if meeting.type != MeetingType.SERIES:
        if Move.WHOLE in tried:
            return Step(Move.ASK)
        return _whole(want, plan, texts) if isinstance(plan, Exact) else _let_go(plan.reason, texts)
    places = series.places(index, now, zone)
    if places is None:
        return _let_go(plan.reason if isinstance(plan, NoFixedTime) else Reason.ODD_RULE, texts)
    found = check(places, meeting.occurrences, now, known)
    if not found:
        return Step(Move.TEXTS, texts, ids=found.ids) if texts else Step(ids=found.ids)
    if _by_single_calls(found, places, plan, tried):
        # A change of the meeting may give its dates new ids: texts first, and then another look.
        return Step(Move.TEXTS, texts) if texts else Step(Move.SINGLE, corrections=found.corrections, ids=found.ids)
    if isinstance(plan, Exact) and Move.WHOLE not in tried:
        return _whole(want, plan, texts)
    return _let_go(plan.reason if isinstance(plan, NoFixedTime) else Reason.CHECK_FAILED, texts)


def _by_single_calls(found: Differences, places: tuple[Place, ...], plan: SeriesPlan, tried: tuple[Move, ...]) -> bool:
    """Whether calls for single dates are allowed, enough, and no more than laying the series out anew takes."""
    if not found.single or not any(place.wanted for place in places):
        return False
    laid_out_now = Move.WHOLE in tried
    if Move.SINGLE in tried[tried.index(Move.WHOLE) if laid_out_now else 0 :]:
        return False
    if isinstance(plan, NoFixedTime):
        return plan.reason in _BY_TIME and len(found.corrections) <= series.MOST_EXCEPTIONS
    if laid_out_now:
        # A date that is not where the rule has it, so soon, shows that Zoom understood another rule.
        return not any(one.by_rule for one in found.corrections)
    return len(found.corrections) <= 1 + sum(place.wanted != place.by_rule for place in places)


def _whole(want: Wanted, exact: Exact, texts: Mapping[str, object]) -> Step:
    body = {**texts, "type": int(MeetingType.SERIES), **times(series.timed(want, exact))}
    return Step(Move.WHOLE, body)


def _let_go(reason: Reason, texts: Mapping[str, object]) -> Step:
    body = {**texts, "type": int(MeetingType.NO_FIXED_TIME), "start_time": None, "duration": None}
    return Step(Move.LET_GO, body, reason=reason)
