"""The three-way merge of one resource: master, recurrence set and overrides, each against its base.

The properties of one VEVENT are merged in `merged_event`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from dainvo.errors import DainvoError, Malformed, Why
from dainvo.ical import meeting_part, recurrence
from dainvo.ical.clash import Choice, Docket, Shown, Three, shown_line, shown_times
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, CollectionId, RecurrenceId
from dainvo.ical.fields import read_fields
from dainvo.ical.index import Index, read_sequence
from dainvo.ical.merged_dates import DatesMerge
from dainvo.ical.merged_event import EventMerge, same_event
from dainvo.ical.opened import Opened
from dainvo.ical.plain_series import PlainSeries, bring_zones
from dainvo.ical.series import change_series
from dainvo.ical.sides import Sides, pick, said_times, take, times_of, translated
from dainvo.ical.values import Moment, read_recurrence_id

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
        self.own = own
        self.base, self.mine, self.theirs = (Opened(text) for text in texts)
        if not self.base.uid == self.mine.uid == self.theirs.uid:
            raise Malformed("texts of different resources", why=Why.UNREADABLE)
        self.sent = [one for text in sent if (one := _opened(text)) is not None and one.uid == self.base.uid]
        self.ids = meeting_part.known_ids([*self._each(), *self.sent])
        self.meeting = meeting_part.decide(*texts, [one.text() for one in self.sent], self.ids)
        #: The series without overrides: what an occurrence of it says.
        self.plain: dict[str, PlainSeries] = {}
        #: Whether ours had to be moved to the times of theirs.
        self.moved_here = False
        #: Components that got something of ours that asks for a higher SEQUENCE.
        self.weighty: set[RecurrenceId] = set()
        #: Occurrences whose EXDATE waits for a decision, and those where ours counts.
        self.held: set[datetime] = set()
        self.ours: set[datetime] = set()

    def run(self) -> str:
        """The merged text; theirs, character by character, if nothing of ours came through."""
        arrived = [event.text() for event in self.theirs.document.events]
        unchanged = self.theirs.text()
        my_times = self._move()
        before = dict(zip(map(id, self.theirs.document.events), arrived, strict=True))
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
        self.plain = {"mine": PlainSeries(self.mine, self._each()), "theirs": PlainSeries(self.theirs, self._each())}
        named = [self._named(one) for one in self._each()]
        sent = [self._named(one) for one in self.sent]
        dates = self._dates()
        my_rule = dates.rule() if dates is not None else None
        for name in sorted({name for events in named for name in events}):
            base, mine, theirs = (events.get(name) for events in named)
            self._occurrence(name, base, mine, theirs, [events.get(name) for events in sent], my_rule)
        if dates is not None:
            if my_rule is None:
                dates.merge(held=self.held, ours=self.ours)
            elif my_rule:
                dates.take(held=self.held)
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
        self.base, self.mine, self.theirs = (self._moved(one, target) for one in self._each())
        self.sent = [self._moved(one, target) for one in self.sent]
        if side == "mine" and said_times(_times(self.theirs)) != said_times(mine):
            self._take_times()
        return chosen

    def _moved(self, opened: Opened, to: tuple[Moment, Moment]) -> Opened:
        """The resource as if somebody had moved the whole of it to these times; as it is if that cannot be done."""
        row, master = opened.index.master, opened.master
        if row is None or master is None or said_times((row.dtstart, row.dtend)) == said_times(to):
            return opened
        text = opened.text()
        try:
            rule = master.value("RRULE").strip()
            shown = read_fields(master, _NO_COLLECTION, row.dtstart, row.dtend, rule)
            change_series(opened, NO_RECURRENCE, shown, replace(shown, start=to[0], end=to[1]))
            bring_zones(opened, self._each())
            return Opened(opened.text())
        except (DainvoError, ValueError, OverflowError):
            return Opened(text)

    def _take_times(self) -> None:
        if self.theirs.master is not None and self.mine.master is not None:
            take(self.mine.master, self.theirs.master, "DTSTART", "DTEND", "DURATION")
            bring_zones(self.theirs, self._each())
            self.theirs = Opened(self.theirs.text())

    # Occurrences

    def _occurrence(
        self,
        name: RecurrenceId,
        base: Component | None,
        mine: Component | None,
        theirs: Component | None,
        sent: Sequence[Component | None],
        my_rule: bool | None,
    ) -> None:
        there = tuple(one for one in sent if one is not None)
        if mine is not None and theirs is not None:
            if base is not None:
                self._merge(name, Sides(base, mine, theirs, there))
            else:
                self._made_twice(name, mine, theirs, there)
        elif theirs is not None:
            self._only_theirs(name, base, theirs, there, my_rule)
        elif mine is not None:
            if base is not None and None in sent:
                self._bring(name, mine)  # taken out by ourselves, and brought back since
            else:
                self._only_mine(name, base, mine, my_rule)

    def _only_theirs(
        self,
        name: RecurrenceId,
        base: Component | None,
        theirs: Component,
        sent: Sequence[Component],
        my_rule: bool | None,
    ) -> None:
        """Deleted here, or made there."""
        ours_before = any(self._same(theirs, one) for one in sent)
        if base is not None and (ours_before or self._same(base, theirs)):
            if my_rule is not False:
                self._drop(theirs)
            return
        if base is None and ours_before:
            self._drop(theirs)
            return
        if base is None and not self._vanished(self.mine, name):
            self._inherit(name, None, theirs)
            return
        if self._clashes(name, base, None, theirs):
            self._drop(theirs)
        elif base is None:
            self._inherit(name, None, theirs)

    def _only_mine(self, name: RecurrenceId, base: Component | None, mine: Component, my_rule: bool | None) -> None:
        """Deleted there, or made here."""
        if base is not None and self._same(base, mine):
            if my_rule:
                self._bring(name, mine)  # it went with the dates that are not taken
            return
        if base is None and not self._vanished(self.theirs, name):
            self._inherit(name, mine, None)
            return
        if self._clashes(name, base, mine, None):
            self._bring(name, mine)
            self.weighty.add(name)

    def _vanished(self, opened: Opened, name: RecurrenceId) -> bool:
        """Whether an occurrence that base has without an override is no longer there on one side."""
        return recurrence.holds(self.base.index, name) and not recurrence.holds(opened.index, name)

    def _clashes(
        self, name: RecurrenceId, base: Component | None, mine: Component | None, theirs: Component | None
    ) -> bool:
        """One side deleted what the other changed. Until it is decided EXDATE stays with it."""
        before = base if base is not None else self.base.master if name else None
        if name:
            self.held.add(read_recurrence_id(name))
        taken = self.docket.overlaps(name, "VEVENT", self._shown(before, mine, theirs))
        if taken and name:
            self.held.discard(read_recurrence_id(name))
            self.ours.add(read_recurrence_id(name))
        return taken

    def _shown(self, *events: Component | None) -> Three:
        def show(event: Component | None) -> Shown:
            if event is None:
                return Shown("")
            times = shown_times(*times_of(event, self._resolve))
            return replace(times, text=f"{shown_line(event.first('SUMMARY')).text}, {times.text}".lstrip(", "))

        return show(events[0]), show(events[1]), show(events[2])

    # Overrides made since the base: what each says of its own goes on top of what the merged series says

    def _inherit(self, name: RecurrenceId, mine: Component | None, theirs: Component | None) -> None:
        """An override that one side made gets what the other changed for the whole series, unless they overlap."""
        merged = self._plain("merged", name)
        before = self._plain("mine" if mine is not None else "theirs", name)
        if theirs is not None and merged is not None and before is not None:
            self._lift(name, before, merged, theirs)
        elif mine is not None:
            new = self._bring(name, mine)
            if merged is not None and before is not None:
                self._lift(name, before, merged, new)

    def _lift(self, name: RecurrenceId, before: Component, merged: Component, event: Component) -> None:
        """`event`, an override where the series says `before`, becomes one where it says `merged`."""
        EventMerge(
            Sides(before, merged, event),
            Docket({}, quiet="theirs"),
            name,
            resolve=self._resolve,
            ids=self.ids,
            own=None,
        ).run(times=True)

    def _made_twice(self, name: RecurrenceId, mine: Component, theirs: Component, sent: tuple[Component, ...]) -> None:
        merged, ours, published = (self._plain(one, name) for one in ("merged", "mine", "theirs"))
        if merged is None or ours is None or published is None:
            if not self._same(mine, theirs) and self._clashes(name, None, mine, theirs):
                self._drop(theirs)
                self._bring(name, mine)
            return
        mine = mine.copied()
        self._lift(name, ours, merged, mine)
        self._lift(name, published, merged, theirs)
        self._merge(name, Sides(merged, mine, theirs, sent))

    def _plain(self, which: str, name: RecurrenceId) -> Component | None:
        if which not in self.plain:
            self.plain[which] = PlainSeries(self.theirs, self._each())
        return self.plain[which].occurrence(name)

    def _merge(self, name: RecurrenceId, sides: Sides) -> None:
        merge = EventMerge(sides, self.docket, name, resolve=self._resolve, ids=self.ids, own=self.own)
        merge.run(times=bool(name) or self.base.master is None)
        if merge.weighty:
            self.weighty.add(name)

    def _same(self, one: Component, other: Component) -> bool:
        return same_event(one, other, self._resolve, self.ids)

    def _drop(self, event: Component) -> None:
        self.theirs.document.calendar.drop(event)
        self.theirs.overrides = {name: one for name, one in self.theirs.overrides.items() if one is not event}
        if self.theirs.master is event:
            self.theirs.master = None
        self.weighty.add(NO_RECURRENCE)

    def _bring(self, name: RecurrenceId, event: Component) -> Component:
        """Puts a copy of a component after the last VEVENT."""
        items = self.theirs.document.calendar.items
        places = [at for at, item in enumerate(items) if isinstance(item, Component) and item.name == "VEVENT"]
        new = translated(event, self.theirs.newline)
        items.insert(places[-1] + 1 if places else len(items), new)
        if name:
            self.theirs.overrides[name] = new
        else:
            self.theirs.master = new
        return new

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
            as_ours = mine is not None and not (self.moved_here or name in clashing) and self._same(mine, event)
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
        events = next(iter(self.base.events)), next(iter(self.mine.events)), next(iter(Opened(self.texts[2]).events))
        taken = self.docket.overlaps(NO_RECURRENCE, "VEVENT", self._shown(*events))
        return self.texts[1 if taken else 2]


def _opened(text: str) -> Opened | None:
    try:
        return Opened(text)
    except Malformed:
        return None


def _times(opened: Opened) -> tuple[Moment, Moment]:
    row = opened.index.rows[0]
    return row.dtstart, row.dtend


def _sequence(event: Component | None) -> int:
    return read_sequence(event.value("SEQUENCE")) if event is not None else 0
