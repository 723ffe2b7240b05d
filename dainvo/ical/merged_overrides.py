"""The three-way merge of master and overrides: which of them stand, and what one made since the base takes over.

The properties of one VEVENT are merged in `merged_event`, the recurrence set in `merged_dates`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from dainvo.ical import recurrence
from dainvo.ical.clash import Docket, Shown, shown_line, shown_times
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, RecurrenceId
from dainvo.ical.lines import param, with_param
from dainvo.ical.merged_event import EventMerge, same_event
from dainvo.ical.opened import Opened
from dainvo.ical.plain_series import PlainSeries
from dainvo.ical.sides import Sides, pick, times_of, translated
from dainvo.ical.values import Resolve, read_recurrence_id


class OverridesMerge:
    """Carries over to `theirs` what `mine` did to occurrences. All texts have the same DTSTART."""

    def __init__(
        self,
        texts: tuple[Opened, Opened, Opened],
        docket: Docket,
        *,
        resolve: Resolve,
        ids: Collection[str],
        own: Collection[str] | None,
    ) -> None:
        """`texts`: base, mine, theirs."""
        self.texts = self.base, self.mine, self.theirs = texts
        self.docket = docket
        self.resolve, self.ids, self.own = resolve, ids, own
        #: Components that got something of ours that asks for a higher SEQUENCE.
        self.weighty: set[RecurrenceId] = set()
        #: Occurrences whose EXDATE waits for a decision, and those where ours counts.
        self.held: set[datetime] = set()
        self.ours: set[datetime] = set()
        self._series = {"mine": PlainSeries(self.mine, texts), "theirs": PlainSeries(self.theirs, texts)}

    def occurrence(
        self,
        name: RecurrenceId,
        base: Component | None,
        mine: Component | None,
        theirs: Component | None,
        sent: Sequence[Component | None],
        my_rule: bool | None,
    ) -> None:
        """Merges one occurrence; an empty `name` is the master, which comes first. `my_rule` as of DatesMerge.rule."""
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

    def look_again(self) -> None:
        """What was merged just now speaks for all after it, too."""
        self._series.pop("merged", None)

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
        values = tuple(shown_event(event, self.resolve) for event in (before, mine, theirs))
        taken = self.docket.overlaps(name, "VEVENT", (values[0], values[1], values[2]))
        if taken and name:
            self.held.discard(read_recurrence_id(name))
            self.ours.add(read_recurrence_id(name))
        return taken

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
            resolve=self.resolve,
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
        if which not in self._series:
            self._series[which] = PlainSeries(self.theirs, self.texts)
        return self._series[which].occurrence(name)

    def _merge(self, name: RecurrenceId, sides: Sides) -> None:
        merge = EventMerge(sides, self.docket, name, resolve=self.resolve, ids=self.ids, own=self.own)
        merge.run(times=bool(name) or self.base.master is None)
        if merge.weighty | (bool(name) and _take_range(sides)):
            self.weighty.add(name)

    def _same(self, one: Component, other: Component) -> bool:
        return same_event(one, other, self.resolve, self.ids)

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


def _take_range(sides: Sides) -> bool:
    """Whether an override speaks for all after it, too, as ours says; True if that was not so."""
    base, mine, theirs, sent = sides.each(lambda event: _range(event).upper())
    line = sides.theirs.first("RECURRENCE-ID")
    if line is None or pick(base, mine, theirs, sent) != "mine":
        return False
    line.set(line.value, with_param(line.params, "RANGE", _range(sides.mine)), sides.theirs.newline)
    return True


def _range(event: Component) -> str:
    line = event.first("RECURRENCE-ID")
    return param(line.params, "RANGE") if line is not None else ""


def shown_event(event: Component | None, resolve: Resolve) -> Shown:
    """Title and times of a VEVENT; nothing if there is none."""
    if event is None:
        return Shown("")
    times = shown_times(*times_of(event, resolve))
    return replace(times, text=f"{shown_line(event.first('SUMMARY')).text}, {times.text}".lstrip(", "))
