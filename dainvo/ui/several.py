"""Several events at once: deleted, moved, put into another calendar, as one step with one question and one undo (K19).

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
from dainvo.ui.language import counted

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


class Target(Protocol):
    """Which event is meant: an `Occurrence`, or an `Event`."""

    @property
    def resource(self) -> ResourceId: ...
    @property
    def recurrence_id(self) -> RecurrenceId: ...


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
        sheet = several_sheet.SeveralSheet(self._window, can, self._reader, delete=True)
        sheet.chosen.connect(go)
        sheet.open()

    def move(self, events: Sequence[Target], by: timedelta) -> None:
        """Each as far as `by` says on the clock; whole days as many days."""
        self._change(events, lambda draft: moved_by(draft, by))

    def to_calendar(self, events: Sequence[Target], home: CollectionId) -> None:
        """Into another calendar, series whole (E15)."""
        self._change(events, lambda draft: replace(draft, collection=home), whole=True)

    def add(self, drafts: Sequence[EventDraft]) -> None:
        """New events as one step: what was pasted."""
        calls = [Call("events.save_event", (draft,), {}) for draft in drafts]
        said = counted("Several", "1 event pasted", "%n events pasted", len(calls))
        self._run(counted("Several", "paste 1 event", "paste %n events", len(calls)), calls, said, [])

    def _change(
        self, events: Sequence[Target], change: Callable[[EventDraft], EventDraft], *, whole: bool = False
    ) -> None:
        found = self._read(events)
        can = [event for event in found if event.writable and event.organizer_is_me]
        kept = [event for event in found if event not in can]
        if not can:
            self._say_kept(kept)
            return

        def go(scope: Scope, _with_meetings: bool = True) -> None:
            calls = []
            for one, (recurrence_id, each) in _targets(can, scope):
                more = {"resource": one.resource, "recurrence_id": recurrence_id, "scope": each}
                calls.append(Call("events.save_event", (change(one.draft),), more))
            said = counted("Several", "1 event moved", "%n events moved", len(can))
            self._run(counted("Several", "move 1 event", "move %n events", len(can)), calls, said, kept)

        if whole or not any(one.recurring and one.recurrence_id for one in can):
            go(Scope.ALL if whole else Scope.THIS)
            return
        from dainvo.ui.several_sheet import SeveralSheet

        sheet = SeveralSheet(self._window, can, self._reader, delete=False)
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
        action = toasts.Action(self.tr("Undo"), self._undo)
        toasts.say(self._window, said, action)
        if kept:
            self._say_kept(kept)
        if failed:
            toasts.say(self._window, messages.explain(failed[0]).both)

    def _say_kept(self, kept: Sequence[Event]) -> None:
        if not kept:
            return
        titles = ", ".join(f"‘{one.draft.summary.strip() or self.tr('(no title)')}’" for one in kept[:_NAMED])
        if len(kept) > _NAMED:
            titles = self.tr("{titles} and {n} more").format(titles=titles, n=len(kept) - _NAMED)
        toasts.say(self._window, self.tr("You may not change {titles}").format(titles=titles))


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
