"""The three-way merge of one resource from its texts to its text: times first, SEQUENCE and VTIMEZONEs last.

What the parts are merged in: `merged_overrides`, `merged_dates`, `merged_event`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from dainvo.errors import DainvoError, Malformed, Why
from dainvo.ical import meeting_part, rules
from dainvo.ical.clash import Choice, Docket, shown_times
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, CollectionId, RecurrenceId
from dainvo.ical.fields import read_fields
from dainvo.ical.index import Index, read_sequence
from dainvo.ical.merged_dates import DatesMerge
from dainvo.ical.merged_event import same_event
from dainvo.ical.merged_overrides import OverridesMerge, shown_event
from dainvo.ical.opened import Opened
from dainvo.ical.plain_series import bring_zones
from dainvo.ical.series import change_series
from dainvo.ical.sides import Sides, pick, said_times, take
from dainvo.ical.values import Moment

_NO_COLLECTION = CollectionId(0)


class SeriesMerge:
    """Merges once: `run`, then `docket` has clashes and rows."""

    def __init__(
        self,
        texts: tuple[str, str, str],
        sent: Sequence[str],
        own: Collection[str] | None,
        choices: Mapping[int, Choice],
    ) -> None:
        """Raises Malformed."""
        self.texts = texts
        self.docket = Docket(choices)
        self.own = None if own is None else frozenset(address.lower() for address in own)
        self.base, self.mine, self.theirs = (Opened(text) for text in texts)
        if not self.base.uid == self.mine.uid == self.theirs.uid:
            raise Malformed("texts of different resources", why=Why.UNREADABLE)
        self.sent = [one for text in sent if (one := _opened(text)) is not None and one.uid == self.base.uid]
        self.ids = meeting_part.known_ids([*self._each(), *self.sent])
        self.meeting = meeting_part.decide(*texts, [one.text() for one in self.sent], self.ids)
        #: Whether ours had to be moved to the times of theirs.
        self.moved_here = False
        #: Components that got something of ours that asks for a higher SEQUENCE.
        self.weighty: set[RecurrenceId] = set()

    def run(self) -> str:
        """The merged text; theirs, character by character, if nothing of ours came through."""
        arrived = [event.text() for event in self.theirs.document.events]
        unchanged = self.theirs.text()
        my_times = self._move()
        there = self.theirs.document.events  # held on to, so that their ids stay theirs
        before = {id(event): text for event, text in zip(there, arrived, strict=True)}
        moved = {name for name, event in self._named(self.theirs).items() if event.text() != before[id(event)]}
        self.weighty |= moved
        self._components()
        self._meetings(before)
        if not self.theirs.document.events:
            return self._nothing_left()
        self._sequences(before)
        if my_times is None and self.theirs.text() == unchanged:
            return self.texts[2]
        bring_zones(self.theirs, self._each())
        if my_times is not None:
            self._move_to(my_times)
        return self.theirs.text()

    def _components(self) -> None:
        overrides = OverridesMerge(self._each(), self.docket, resolve=self._resolve, ids=self.ids, own=self.own)
        named = [self._named(one) for one in self._each()]
        sent = [self._named(one) for one in self.sent]
        dates = self._dates()
        my_rule = dates.rule() if dates is not None else None
        ranged = {row.recurrence_id for one in self._each() for row in one.index.rows if row.this_and_future}
        names = {name for events in named for name in events}
        for name in sorted(
            names, key=lambda one: (bool(one) and one not in ranged, one)
        ):  # what speaks for others first
            base, mine, theirs = (events.get(name) for events in named)
            overrides.occurrence(name, base, mine, theirs, [events.get(name) for events in sent], my_rule)
            if name in ranged:
                overrides.look_again()
        self.weighty |= overrides.weighty
        if dates is not None:
            if my_rule is None:
                dates.merge(held=overrides.held, ours=overrides.ours)
            elif my_rule:
                dates.take(held=overrides.held)
            if dates.changed:
                self.weighty.add(NO_RECURRENCE)

    def _dates(self) -> DatesMerge | None:
        """The merge of the recurrence set; None if not every text has a master."""
        base, mine, theirs = (one.master for one in self._each())
        row = self.theirs.index.master
        if base is None or mine is None or theirs is None or row is None:
            return None
        sent = tuple(one.master for one in self.sent if one.master is not None)
        return DatesMerge(Sides(base, mine, theirs, sent), self.docket, row.dtstart, self._resolve)

    def _each(self) -> tuple[Opened, Opened, Opened]:
        return self.base, self.mine, self.theirs

    @property
    def _like(self) -> Index:
        """The index in whose form occurrences are named."""
        return next((one.index for one in (self.theirs, self.base, self.mine) if one.master), self.theirs.index)

    def _named(self, opened: Opened) -> dict[RecurrenceId, Component]:
        """The components of a text by occurrence; the master under the empty name."""
        events = {opened.name_of(event, self._like): event for event in opened.overrides.values()}
        return events if opened.master is None else {NO_RECURRENCE: opened.master, **events}

    def _resolve(self, tzid: str) -> tzinfo | None:
        found = (one.resolve(tzid) for one in (self.theirs, self.mine, self.base))
        return next((zone for zone in found if zone is not None), None)

    # Times of the series

    def _move(self) -> tuple[Moment, Moment] | None:
        """Brings all texts to the start and end the master will have, so that dates can be compared; gives the times
        that the result has to be moved to in the end, if ours were chosen in a clash."""
        if any(one.master is None for one in self._each()):
            return None
        base, mine, theirs = (_times(one) for one in self._each())
        sent = [said_times(_times(one)) for one in self.sent if one.master is not None]
        side = pick(said_times(base), said_times(mine), said_times(theirs), sent)
        values = shown_times(*base), shown_times(*mine), shown_times(*theirs)
        chosen = None
        if side == "overlap":
            if self.docket.overlaps(NO_RECURRENCE, "DTSTART", values):
                chosen = mine
        else:
            said = said_times(base), said_times(mine), said_times(theirs)
            self.docket.differs(NO_RECURRENCE, "DTSTART", said, values)
        target = mine if side == "mine" else theirs
        if side == "mine":
            self.weighty.add(NO_RECURRENCE)
        self.moved_here = said_times(target) != said_times(mine)
        still = said_times(base) == said_times(mine) == said_times(theirs)
        mover = (
            self.mine
            if side == "mine" or (still and _day_of_rule(self.theirs) == _day_of_rule(self.base))
            else self.theirs
        )
        days = _day_of_rule(self.base), _day_of_rule(mover)
        self.base, self.mine, self.theirs = (self._moved(one, target, days) for one in self._each())
        self.sent = [self._moved(one, target, days) for one in self.sent]
        if side == "mine":
            self._take_times()  # as they are written: a day of DURATION:P1D is not always as long as one of DTEND
        return chosen

    def _moved(self, opened: Opened, to: tuple[Moment, Moment], days: tuple[str, str] = ("", "")) -> Opened:
        """The resource as if somebody had moved the whole of it to these times; as it is if that cannot be done.
        `days`: the weekday of the month that the rule named, and the one it names there, if it names any."""
        row, master = opened.index.master, opened.master
        byday = days[1] if all(days) and days[0] != days[1] and _day_of_rule(opened) == days[0] else ""
        if row is None or master is None or (said_times((row.dtstart, row.dtend)) == said_times(to) and not byday):
            return opened
        text = opened.text()
        try:
            rule = master.value("RRULE").strip()
            shown = read_fields(master, _NO_COLLECTION, row.dtstart, row.dtend, rule)
            change_series(opened, NO_RECURRENCE, shown, replace(shown, start=to[0], end=to[1]), byday=byday)
            bring_zones(opened, self._each())
            return Opened(opened.text())
        except (DainvoError, ValueError, OverflowError):
            return Opened(text)

    def _take_times(self) -> None:
        if self.theirs.master is not None and self.mine.master is not None:
            take(self.mine.master, self.theirs.master, "DTSTART", "DTEND", "DURATION")
            bring_zones(self.theirs, self._each())
            self.theirs = Opened(self.theirs.text())

    # The end

    def _meetings(self, before: Collection[int]) -> None:
        """`before`: ids of the components that were there."""
        named = self._named(self.mine)
        any_of_mine = next(iter(named.values()))
        for name, event in self._named(self.theirs).items():
            if self.meeting.everywhere or id(event) not in before:
                meeting_part.take_out(event, self.meeting.out)
            if self.meeting.back:
                meeting_part.copy(named.get(name, any_of_mine), event, self.meeting.back)
            if self.meeting.gone is not None:
                meeting_part.put_tombstones(event, self.meeting.gone)

    def _sequences(self, before: Mapping[int, str]) -> None:
        """One more than both sides have where time or recurrence changed; ours if only ours was raised."""
        bases, ours = self._named(self.base), self._named(self.mine)
        clashing = {clash.recurrence_id for clash in self.docket.clashes}
        for name, event in self._named(self.theirs).items():
            base, mine = bases.get(name), ours.get(name)
            now = _sequence(event)
            mine_has, base_has = _sequence(mine), _sequence(base if base is not None else self.base.master)
            touched = before.get(id(event)) != event.text()
            as_ours = (
                mine is not None
                and not (self.moved_here or name in clashing)
                and same_event(mine, event, self._resolve, self.ids)
            )
            if mine_has > base_has >= now and (touched or as_ours):
                wanted = mine_has
            elif name not in self.weighty or (as_ours and now == mine_has):
                continue
            else:
                wanted = max(now, mine_has) + 1
            event.put("SEQUENCE", str(wanted))

    def _move_to(self, times: tuple[Moment, Moment]) -> None:
        """To our times, that were chosen in a clash."""
        before = [event.text() for event in self.theirs.document.events]
        at_least = max(_sequence(event) for event in self.mine.events)
        self.theirs = self._moved(Opened(self.theirs.text()), times)
        if said_times(_times(self.theirs)) != said_times(times):
            self._take_times()
        for event, text in zip(self.theirs.document.events, before, strict=True):
            if event.text() != text:
                event.put("SEQUENCE", str(max(_sequence(event), at_least) + 1))
        bring_zones(self.theirs, self._each())

    def _nothing_left(self) -> str:
        """Each side deleted what the other kept."""
        base, mine, theirs = (shown_event(next(Opened(text).events), self._resolve) for text in self.texts)
        taken = self.docket.overlaps(NO_RECURRENCE, "VEVENT", (base, mine, theirs))
        return self.texts[1 if taken else 2]


def _opened(text: str) -> Opened | None:
    try:
        return Opened(text)
    except Malformed:
        return None


def _day_of_rule(opened: Opened) -> str:
    """The BYDAY of a rule that names one weekday of a month or year, such as the third Thursday; else empty."""
    lines = opened.master.lines("RRULE") if opened.master is not None else []
    byday = dict(rules.split_parts(lines[0].value)).get("BYDAY", "") if len(lines) == 1 else ""
    return byday if re.fullmatch("[+-]?[0-9]+[A-Z]{2}", byday) else ""


def _times(opened: Opened) -> tuple[Moment, Moment]:
    row = opened.index.rows[0]
    return row.dtstart, row.dtend


def _sequence(event: Component | None) -> int:
    return read_sequence(event.value("SEQUENCE")) if event is not None else 0
