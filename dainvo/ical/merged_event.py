"""The three-way merge of one VEVENT: what ours changed is carried over to theirs, property by property.

Knows nothing of the series around it, and of the meeting only that its lines give way to what a person wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from dainvo.ical import fence
from dainvo.ical.clash import Docket, Shown, shown_line, shown_times
from dainvo.ical.document import Component, Line
from dainvo.ical.event import RecurrenceId
from dainvo.ical.index import address
from dainvo.ical.lines import clean, param, unescape, with_param
from dainvo.ical.meeting_part import GONE, block_of, is_ours, take_out
from dainvo.ical.resource import DEFAULTS, component_said, said, said_params
from dainvo.ical.sides import Sides, pick, remove_parts, said_times, set_changes, take, times_of, translated, values_in
from dainvo.ical.values import Resolve

#: Written by programs and servers by themselves, or merged elsewhere.
_LEFT_OUT = frozenset(
    ("DTSTAMP", "LAST-MODIFIED", "CREATED", "PRODID", "UID", "REQUEST-STATUS", "RECURRENCE-ID", "SEQUENCE", GONE, "")
)
_TIMES = ("DTSTART", "DTEND", "DURATION")
#: Of a master; where they stand in an override they mean nothing.
_RECURRENCE = frozenset(("RRULE", "EXRULE", "RDATE", "EXDATE"))
_APART = frozenset((*_TIMES, "LOCATION", "GEO", "URL", "DESCRIPTION", "ATTENDEE", "X-ALT-DESC"))
_SINGLE = frozenset(("SUMMARY", "STATUS", "TRANSP", "CLASS", "PRIORITY", "ORGANIZER", "COLOR"))
_WORDS = frozenset(("CATEGORIES", "RESOURCES"))
_MANY = frozenset(("ATTACH", "COMMENT", "CONTACT", "RELATED-TO", "CONFERENCE", "IMAGE"))
_REPLY = "PARTSTAT"

Thing = TypeVar("Thing")


class EventMerge:
    """Carries over to `sides.theirs` what `sides.mine` changed."""

    def __init__(
        self,
        sides: Sides,
        docket: Docket,
        place: RecurrenceId,
        *,
        resolve: Resolve,
        ids: Collection[str],
        own: Collection[str] | None,
    ) -> None:
        self.sides, self.docket, self.place = sides, docket, place
        self.resolve, self.ids, self.own = resolve, ids, own
        #: Whether a change of ours came through that asks for a higher SEQUENCE.
        self.weighty = False

    def run(self, *, times: bool) -> None:
        """`times`: whether DTSTART, DTEND and DURATION belong to it."""
        if times:
            self._times()
        self._linked("LOCATION", "GEO")
        self._linked("URL")
        self._description()
        s = self.sides
        names = {line.name for event in (s.base, s.mine, s.theirs) for line in event.lines()} - _LEFT_OUT - _APART
        if not self.place:
            names -= _RECURRENCE
        for name in sorted(names):
            if name in _WORDS:
                self._words(name)
            elif name in _MANY:
                self._many(name)
            else:
                self._property(name)
        self._attendees()
        self._inner()

    def _decide(self, name: str, value: Callable[[Component], Hashable], show: Callable[[Component], Shown]) -> bool:
        """Whether the text gets our value."""
        base, mine, theirs, sent = self.sides.each(value)
        side = pick(base, mine, theirs, sent)
        values = self.sides.shown(show)
        if side == "overlap":
            return self.docket.overlaps(self.place, name, values)
        self.docket.differs(self.place, name, (base, mine, theirs), values)
        return side == "mine"

    def _times(self) -> None:
        def value(event: Component) -> Hashable:
            return said_times(times_of(event, self.resolve))

        if self._decide("DTSTART", value, lambda event: shown_times(*times_of(event, self.resolve))):
            take(self.sides.mine, self.sides.theirs, *_TIMES)
            self.weighty = True

    def _property(self, name: str) -> None:
        """A property of one value; of one we do not know theirs counts."""

        def value(event: Component) -> Hashable:
            return _said_all(event, name)

        if name not in _SINGLE:
            base, mine, theirs, sent = self.sides.each(value)
            if pick(base, mine, theirs, sent) == "mine":
                take(self.sides.mine, self.sides.theirs, name)
        elif self._decide(name, value, lambda event: shown_line(event.first(name))):
            take(self.sides.mine, self.sides.theirs, name)
            self.weighty |= name == "STATUS"

    def _linked(self, *names: str) -> None:
        """LOCATION or URL, where our own link stands only as long as nobody wrote anything else."""

        def lines(event: Component) -> list[Line]:
            return [line for line in event.lines(*names) if not is_ours(unescape(line.value), self.ids)]

        def written(event: Component) -> Hashable:
            return frozenset(said(line) for line in lines(event) if line.value.strip())

        def show(event: Component) -> Shown:
            return Shown(", ".join(shown_line(line).text for line in lines(event)))

        if self._decide(names[0], written, show):
            take(self.sides.mine, self.sides.theirs, *names)
            return
        wrote = [written(event) for event in (self.sides.base, self.sides.mine, self.sides.theirs)]
        if wrote[0] == wrote[1] == wrote[2]:
            base, mine, theirs, sent = self.sides.each(lambda event: tuple(_said_all(event, name) for name in names))
            if pick(base, mine, theirs, sent) == "mine":
                take(self.sides.mine, self.sides.theirs, *names)

    def _description(self) -> None:
        """The user's text and the meeting block are two values in one line."""
        s = self.sides

        def text(event: Component) -> Hashable:
            line = event.first("DESCRIPTION")
            return (_user_text(event), said_params(line)) if line is not None and _user_text(event) else ("", None)

        my_text = self._decide("DESCRIPTION", text, lambda event: Shown(_user_text(event)))
        base, mine, theirs, sent = s.each(block_of)
        side = pick(base, mine, theirs, sent)
        my_block = side == "mine" or (side == "overlap" and not theirs)
        if text(s.base) != text(s.mine):
            if my_text:
                # The same words as HTML: programs that prefer it would go on showing the old ones.
                take(s.mine, s.theirs, "X-ALT-DESC")
        else:
            self._property("X-ALT-DESC")
        if not my_text and not my_block:
            return
        source = (s.mine if my_text else s.theirs).first("DESCRIPTION")
        block = block_of(s.mine if my_block else s.theirs)
        if my_text and block == mine:
            take(s.mine, s.theirs, "DESCRIPTION")
            return
        value = (
            fence.replaced(source.value.replace("\r", ""), block) if source is not None else fence.replaced("", block)
        )
        if value:
            s.theirs.put("DESCRIPTION", value, source.params if source is not None else "")
        else:
            s.theirs.remove("DESCRIPTION")

    def _words(self, name: str) -> None:
        """CATEGORIES, RESOURCES: a set of words, over all lines."""

        def words(event: Component) -> dict[Hashable, str]:
            parts = [part for line in event.lines(name) for part in values_in(line.value)]
            return {clean(unescape(part)).strip(): part.strip() for part in parts if part.strip()}

        added, removed = set_changes(self.sides, words)
        self._note_set(name, lambda event: frozenset(words(event)), lambda event: ", ".join(map(str, words(event))))
        theirs = self.sides.theirs
        remove_parts(theirs, name, lambda line, part: clean(unescape(part)).strip() in removed)
        for part in added.values():
            lines = theirs.lines(name)
            if lines:
                lines[-1].set(f"{lines[-1].value},{part}", lines[-1].params, theirs.newline)
            else:
                theirs.add(name, part)

    def _many(self, name: str) -> None:
        """Properties of which there may be several: a set of lines."""
        added, removed = set_changes(self.sides, lambda event: _numbered(event.lines(name), said))
        if name != "CONFERENCE":
            self._note_set(
                name,
                lambda event: _said_all(event, name),
                lambda event: "\n".join(shown_line(line).text for line in event.lines(name)),
            )
        self.sides.theirs.drop(*removed.values())
        for line in added.values():
            self.sides.theirs.add(name, line.value, line.params, after=name)

    def _note_set(self, name: str, value: Callable[[Component], Hashable], show: Callable[[Component], str]) -> None:
        """For the sheet, while theirs is still as it came."""
        shown = self.sides.shown(lambda event: Shown(show(event)))
        self.docket.differs(self.place, name, self.sides.each(value)[:3], shown)

    def _attendees(self) -> None:
        found = [_attendees(event) for event in (self.sides.base, self.sides.mine, self.sides.theirs)]
        sent = [_attendees(event) for event in self.sides.sent]
        for key in dict.fromkeys((*found[2], *found[1], *found[0])):
            base, mine, theirs = (lines.get(key) for lines in found)
            self._attendee(key, base, mine, theirs, [lines.get(key) for lines in sent])

    def _attendee(
        self, key: str, base: Line | None, mine: Line | None, theirs: Line | None, sent: Sequence[Line | None]
    ) -> None:
        event = self.sides.theirs
        shown = shown_line(base), shown_line(mine), shown_line(theirs)
        side = pick(_invited(base), _invited(mine), _invited(theirs), [_invited(line) for line in sent])
        if side == "overlap" and mine is not None and theirs is not None:
            self._reply_or_role(key, base, mine, theirs, sent)
            return
        if side == "overlap" and mine is None and _invited(base, reply=False) == _invited(theirs, reply=False):
            side = "mine"  # an answer is no reason to invite somebody again
        if side == "overlap":
            side = "mine" if self.docket.overlaps(self.place, "ATTENDEE", shown, key) else "theirs"
        else:
            self.docket.differs(self.place, "ATTENDEE", (_invited(base), _invited(mine), _invited(theirs)), shown, key)
        if side == "theirs":
            return
        if mine is None:
            event.drop(*(line for line in event.lines("ATTENDEE") if address(line.params, line.value).lower() == key))
        elif theirs is None:
            place = "ATTENDEE" if event.first("ATTENDEE") is not None else "ORGANIZER"
            event.add("ATTENDEE", mine.value, mine.params, after=place)
        else:
            _put_params(theirs, mine, {name for name, _ in said_params(mine) ^ said_params(theirs)}, event.newline)

    def _reply_or_role(
        self, key: str, base: Line | None, mine: Line, theirs: Line, sent: Sequence[Line | None]
    ) -> None:
        """Both sides changed one attendee: parameter by parameter."""
        versions = [dict(said_params(line)) if line is not None else {} for line in (base, mine, theirs, *sent)]
        ours, clashing = set(), set()
        for name in sorted({name for version in versions[:3] for name in version}):
            values = [version.get(name, "") for version in versions]
            side = pick(values[0], values[1], values[2], values[3:])
            if side == "mine":
                ours.add(name)
            elif side == "overlap" and not (name == _REPLY and self.own is not None and key not in self.own):
                clashing.add(name)
        shown = shown_line(base), shown_line(mine), shown_line(theirs)
        if clashing and self.docket.overlaps(self.place, "ATTENDEE", shown, key):
            ours |= clashing
        elif not clashing:
            self.docket.differs(self.place, "ATTENDEE", (_invited(base), _invited(mine), _invited(theirs)), shown, key)
        _put_params(theirs, mine, ours, self.sides.theirs.newline)

    def _inner(self) -> None:
        """Alarms by what they ring for, ours first; other components as a set."""
        s = self.sides
        self._note_set("VALARM", lambda event: frozenset(_inner(event)), _alarms_text)
        versions = [_inner(event) for event in (s.base, s.mine, s.theirs, *s.sent)]
        brought: list[Component] = []
        for key in dict.fromkeys((*versions[1], *versions[2], *versions[0])):
            base, mine, theirs, *sent = (version.get(key) for version in versions)
            said_by = [component_said(one) if one is not None else None for one in (base, mine, theirs, *sent)]
            if pick(said_by[0], said_by[1], said_by[2], said_by[3:]) == "theirs":
                continue
            if theirs is not None:
                s.theirs.drop(theirs)
            if mine is not None:
                brought.append(translated(mine, s.theirs.newline))
        inner = next((at for at, one in enumerate(s.theirs.items) if isinstance(one, Component)), len(s.theirs.items))
        s.theirs.items[inner:inner] = brought


def same_event(one: Component, other: Component, resolve: Resolve, ids: Collection[str]) -> bool:
    """Whether two versions say the same, the meetings `ids` and X- properties of one side aside."""
    versions = []
    for event in (one, other):
        event = event.copied()
        take_out(event, ids)
        names = {line.name for line in event.lines()} - _LEFT_OUT - {*_TIMES}
        found = {name: _said_all(event, name) for name in names}
        versions.append({name: value for name, value in found.items() if value and value != DEFAULTS.get(name)})
    theirs = versions[1]
    differing = {name for name in versions[0].keys() | theirs.keys() if versions[0].get(name) != theirs.get(name)}
    if any(not name.startswith("X-") or (name in versions[0] and name in theirs) for name in differing):
        return False
    inner = [Counter(map(component_said, event.components())) for event in (one, other)]
    return inner[0] == inner[1] and said_times(times_of(one, resolve)) == said_times(times_of(other, resolve))


def _said_all(event: Component, name: str) -> Hashable:
    """What the lines of this name say together."""
    lines = [line for line in event.lines(name) if line.value.strip()]
    if name in DEFAULTS:
        return lines[0].value.strip().upper() if lines else DEFAULTS[name]
    if name in _WORDS or name in ("EXDATE", "RDATE"):
        return frozenset(unescape(part).strip() for line in lines for part in values_in(line.value))
    return frozenset(_numbered(lines, said))


def _numbered(items: Iterable[Thing], key: Callable[[Thing], Hashable]) -> dict[Hashable, Thing]:
    """The items by key and, where several have one, by their number among these."""
    found: dict[Hashable, Thing] = {}
    seen: Counter[Hashable] = Counter()
    for item in items:
        named = key(item)
        seen[named] += 1
        found[named, seen[named]] = item
    return found


def _user_text(event: Component) -> str:
    return clean(fence.without_blocks(unescape(event.value("DESCRIPTION"))))


def _attendees(event: Component) -> dict[str, Line]:
    """The lines by address; of two for one address the first."""
    found: dict[str, Line] = {}
    for line in event.lines("ATTENDEE"):
        found.setdefault(address(line.params, line.value).lower(), line)
    return found


def _invited(line: Line | None, *, reply: bool = True) -> Hashable:
    """What an ATTENDEE line says; None if nobody is invited."""
    if line is None:
        return None
    return frozenset(one for one in said_params(line) if reply or one[0] not in (_REPLY, "RSVP"))


def _put_params(line: Line, source: Line, names: Collection[str], newline: str) -> None:
    """Parameters of `source` in `line`; all others stay as they are written."""
    params = line.params
    for name in sorted(names):
        params = with_param(params, name, param(source.params, name))
    line.set(line.value, params, newline)


def _inner(event: Component) -> dict[Hashable, Component]:
    """Inner components; alarms by what triggers them, so that one that was only acknowledged is still the same."""
    return _numbered(event.components(), lambda one: _trigger(one) if one.name == "VALARM" else component_said(one))


def _trigger(alarm: Component) -> Hashable:
    line = alarm.first("TRIGGER")
    return alarm.value("ACTION").strip().upper(), said(line) if line is not None else None


def _alarms_text(event: Component) -> str:
    return ", ".join(alarm.value("TRIGGER").strip() for alarm in event.components("VALARM"))
