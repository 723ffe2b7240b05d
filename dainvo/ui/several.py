"""Several events at once: deleted, moved, recoloured, put into another calendar, as one step with one question and one
undo (K19). One event is the least of several: its menu comes here too.

Chooses no events: the views do. Each change is made by the same verb as for one event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dainvo.errors import DainvoError
from dainvo.ical.event import Event, EventDraft, Scope
from dainvo.ical.occurrence import CollectionId, RecurrenceId, ResourceId
from dainvo.ui import messages, toasts
from dainvo.ui.language import counted, quoted

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.undo import UndoLog

_NAMED = 2  # of those that stay, this many are named


class Call(NamedTuple):
    """One verb of a step."""

    verb: str
    args: tuple[object, ...]
    more: dict[str, Any]


class _Words(NamedTuple):
    """Of a step: how Undo calls it, what the toast says, and what the question asks."""

    step: str
    said: str
    asks: str


class Target(Protocol):
    """Which event is meant: an `Occurrence`, or an `Event`."""

    @property
    def resource(self) -> ResourceId: ...
    @property
    def recurrence_id(self) -> RecurrenceId: ...


class Cards(Protocol):
    """What remembers the steps of a window, and takes them back."""

    def log(self) -> UndoLog | None: ...
    def undo(self) -> None: ...


class Several(QObject):
    """Of one window. `log` gives what remembers the steps, if anything does."""

    done = Signal()  # a step is over: what was chosen need not stay so

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        reader: Reader,
        log: Callable[[], UndoLog | None],
        undo: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._reader = reader
        self._log = log
        self._undo = undo

    # what can be done

    def delete(self, events: Sequence[Target]) -> None:
        """Delete them; a question comes first where dates of series, meetings or people are concerned."""
        found = self._read(events)
        can = [event for event in found if event.removable]
        kept = [event for event in found if not event.removable]
        if not can:
            self._say_kept(kept)
            return

        def go(scope: Scope, with_meetings: bool) -> None:
            calls = [
                Call("events.delete_event", (one.resource, *target), {"delete_meeting": with_meetings})
                for one, target in _targets(can, scope)
            ]
            said = counted("Several", "1 event deleted", "%n events deleted", len(can))
            self._run(counted("Several", "delete 1 event", "delete %n events", len(can)), calls, said, kept)

        from dainvo.ui import several_sheet

        if not several_sheet.needed(can, self._reader):
            go(Scope.THIS, True)
            return
        sheet = several_sheet.SeveralSheet(self._window, can, self._reader)
        sheet.chosen.connect(go)
        sheet.open()

    def move(self, events: Sequence[Target], by: timedelta) -> None:
        """Each as far as `by` says on the clock; whole days as many days."""
        self._change(self._movable(events), lambda draft: moved_by(draft, by), _move_words)

    def to_calendar(self, events: Sequence[Target], home: CollectionId) -> None:
        """Into another calendar, series whole (E15)."""
        self._change(self._movable(events), lambda draft: replace(draft, collection=home), _move_words, whole=True)

    def recolour(self, events: Sequence[Target], color: str) -> None:
        """A colour of their own, as CSS names it; "" for the calendar's (E30). Invitations of others can have one."""
        found = self._read(events)
        parted = [one for one in found if one.writable], [one for one in found if not one.writable]
        self._change(parted, lambda draft: replace(draft, color=color), _colour_words)

    def add(self, drafts: Sequence[EventDraft]) -> None:
        """New events as one step: what was pasted."""
        calls = [Call("events.save_event", (draft,), {}) for draft in drafts]
        said = counted("Several", "1 event pasted", "%n events pasted", len(calls))
        self._run(counted("Several", "paste 1 event", "paste %n events", len(calls)), calls, said, [])

    def _movable(self, events: Sequence[Target]) -> tuple[list[Event], list[Event]]:
        """Those that the user may move, and those that stay."""
        found = self._read(events)
        can = [event for event in found if event.writable and event.organizer_is_me]
        return can, [event for event in found if event not in can]

    def _change(
        self,
        parted: tuple[list[Event], list[Event]],
        change: Callable[[EventDraft], EventDraft],
        words: Callable[[int], _Words],
        *,
        whole: bool = False,
    ) -> None:
        can, kept = parted
        if not can:
            self._say_kept(kept)
            return
        said = words(len(can))

        def go(scope: Scope, _with_meetings: bool = True) -> None:
            calls = []
            for one, (recurrence_id, each) in _targets(can, scope):
                more = {"resource": one.resource, "recurrence_id": recurrence_id, "scope": each, "opened": one.draft}
                calls.append(Call("events.save_event", (change(one.draft),), more))
            self._run(said.step, calls, said.said, kept)

        if whole or not any(one.recurring and one.recurrence_id for one in can):
            go(Scope.ALL if whole else Scope.THIS)
        else:
            self._ask(can, said.asks, go)

    def _ask(self, can: Sequence[Event], asks: str, go: Callable[[Scope], None]) -> None:
        """Which dates of series are meant (E14)."""
        if len(can) == 1:
            from dainvo.ui.editor import phrases
            from dainvo.ui.editor.questions import ScopeQuestion

            draft = can[0].draft
            title = draft.summary.strip() or self.tr("(no title)")
            heading = self.tr("Change repeating event “{title}”").format(title=title)
            question = ScopeQuestion(self._window, heading, day=phrases.day(draft.start))
            question.chosen.connect(go)
            question.rejected.connect(self.done)
            question.open()
            return
        from dainvo.ui.several_sheet import SeveralSheet

        sheet = SeveralSheet(self._window, can, self._reader, asks=asks)
        sheet.chosen.connect(go)
        sheet.rejected.connect(self.done)
        sheet.open()

    # how

    def _read(self, events: Sequence[Target]) -> list[Event]:
        """The events as they stand; what is gone meanwhile is left out."""
        found = []
        for event in events:
            try:
                found.append(self._reader.event(event.resource, event.recurrence_id))
            except DainvoError:
                continue
        return found

    def _run(self, name: str, calls: Sequence[Call], said: str, kept: Sequence[Event]) -> None:
        """One after the other, and one step of undo together."""
        log = self._log()
        if log is not None:
            log.begin(name)
        failed: list[BaseException] = []
        left = list(calls)

        def go_on() -> None:
            if left:
                call = left.pop(0)
                self._bridge.run(call.verb, *call.args, ok=lambda _done: go_on(), err=note, owner=self, **call.more)
                return
            if log is not None:
                log.end()
            self._say(said, kept, failed)
            self.done.emit()

        def note(failure: BaseException) -> None:
            failed.append(failure)
            go_on()

        go_on()

    def _say(self, said: str, kept: Sequence[Event], failed: Sequence[BaseException]) -> None:
        action = toasts.Action(self.tr("Undo"), self._undo, undoes=True)
        toasts.say(self._window, said, action)
        if kept:
            self._say_kept(kept)
        if failed:
            toasts.say(self._window, messages.explain(failed[0]).both)

    def _say_kept(self, kept: Sequence[Event]) -> None:
        if not kept:
            return
        titles = ", ".join(quoted(one.draft.summary.strip() or self.tr("(no title)")) for one in kept[:_NAMED])
        if len(kept) > _NAMED:
            titles = self.tr("{titles} and {n} more").format(titles=titles, n=len(kept) - _NAMED)
        toasts.say(self._window, self.tr("You may not change {titles}").format(titles=titles))


def of(window: QWidget, bridge: Bridge, reader: Reader, cards: Cards) -> Several:
    """That of `window`, made when it is first wanted."""
    found = window.findChild(Several)
    return found if isinstance(found, Several) else Several(window, bridge, reader, cards.log, cards.undo)


def _move_words(number: int) -> _Words:
    return _Words(
        counted("Several", "move 1 event", "move %n events", number),
        counted("Several", "1 event moved", "%n events moved", number),
        counted("Several", "Move 1 event?", "Move %n events?", number),
    )


def _colour_words(number: int) -> _Words:
    return _Words(
        counted("Several", "recolour 1 event", "recolour %n events", number),
        counted("Several", "1 event recoloured", "%n events recoloured", number),
        counted("Several", "Recolour 1 event?", "Recolour %n events?", number),
    )


def moved_by(draft: EventDraft, by: timedelta) -> EventDraft:
    """The draft some time later on the clock, as long as it was; a whole day moves by days."""
    start, end = draft.start, draft.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return replace(draft, start=start + timedelta(days=by.days), end=end + timedelta(days=by.days))
    begins = (start.replace(tzinfo=None) + by).replace(tzinfo=start.tzinfo)
    if start.tzinfo is None or end.tzinfo is None:
        return replace(draft, start=begins, end=end + by)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    return replace(draft, start=begins, end=(begins.astimezone(UTC) + length).astimezone(end.tzinfo))


def _targets(events: Iterable[Event], scope: Scope) -> list[tuple[Event, tuple[str, Scope]]]:
    """What each call is about: an event that does not repeat whole, of a series what `scope` says, each once."""
    targets: list[tuple[Event, tuple[str, Scope]]] = []
    seen = set()
    for one in events:
        each = scope if one.recurring and one.recurrence_id else Scope.ALL
        if each is not Scope.THIS and one.resource in seen:
            continue
        if each is not Scope.THIS:
            seen.add(one.resource)
        targets.append((one, (one.recurrence_id, each)))
    return targets
