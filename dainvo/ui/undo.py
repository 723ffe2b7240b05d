"""What was done in this session and how it is taken back and done again (K16, D16): saves and deletions, however made.

Takes nothing back itself: it keeps the list and asks the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import CollectionId, ResourceId, Uid

if TYPE_CHECKING:
    from dainvo.ical.event import EventDraft
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge

MOST = 200
Done = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One event before and after; "" where it was not there. `online`: what the meeting switch was, and became.

    `source`: the calendar that it was in before, where that was another one than `collection`.
    """

    uid: Uid
    collection: CollectionId
    before: str
    after: str
    online: tuple[str, str] = ("", "")
    source: CollectionId | None = None

    def turned(self) -> Change:
        online = (self.online[1], self.online[0])
        if self.source is None:
            return Change(self.uid, self.collection, self.after, self.before, online)
        return Change(self.uid, self.source, self.after, self.before, online, self.collection)


@dataclass(frozen=True, slots=True)
class Step:
    """What one Undo takes back. `name` completes "Undo: …", as in "change ‘Standup’"."""

    name: str
    changes: tuple[Change, ...]


class UndoLog(QObject):
    """Hears of every save and deletion through the bridge. `said` tells what was taken back or why not."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, bridge: Bridge, reader: Reader) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._reader = reader
        self._back: list[Step] = []
        self._forth: list[Step] = []
        self._busy = False
        self._group: list[Step] | None = None  # the steps of one that is under way
        self._group_name = ""
        self._saving: list[ResourceId | None] = []  # the events of those that are saves
        self._pending = 0  # saves and deletions that the engine has not answered yet
        self._asked: list[Callable[[], None]] = []  # what was wanted meanwhile
        bridge.watch = self.watch

    def names(self) -> dict[str, str]:
        """What Undo and Redo would do now, by action; without one that would do nothing."""
        said = {"undo": (self.tr("Undo: {name}"), self._back), "redo": (self.tr("Redo: {name}"), self._forth)}
        return {action: text.format(name=steps[-1].name) for action, (text, steps) in said.items() if steps}

    # what is done

    def watch(self, verb: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Done | None:
        """Before a verb runs: if it can be taken back, what has to hear of its result."""
        if self._busy or verb not in ("events.save_event", "events.delete_event"):
            return None
        note = self._deletion(args[0]) if verb == "events.delete_event" else self._save(args[0], kwargs.get("resource"))
        self._pending += 1

        def settled(result: Any) -> None:
            self._pending -= 1
            if result is not None:
                note(result[0])
            if not self._pending:
                self._saving.clear()
                self._go_on()

        return settled

    def _save(self, draft: EventDraft, resource: ResourceId | None) -> Done:
        first = self._text(resource)
        uid, home, online, _title = self._facts(resource)
        overtaking = resource is not None and resource in self._saving
        self._saving.append(resource)

        def note(saved: Any) -> None:
            changes = []
            before = self._joined(uid, home, first) if overtaking else first
            if uid is not None and saved.uid != uid:
                changes.append(Change(uid, home, before, self._text(resource)))  # the first part of a series
            was = "" if resource is None or changes else before
            source = home if was and home != draft.collection else None
            switched = (online, draft.online.value) if draft.online.value in ("none", "zoom") else ("", "")
            changes.append(Change(saved.uid, draft.collection, was, self._text(saved.resource), switched, source))
            name = self.tr("add ‘{title}’") if resource is None else self.tr("change ‘{title}’")
            self._note(Step(name.format(title=self._titled(draft.summary)), tuple(changes)))

        return note

    def _joined(self, uid: Uid | None, home: CollectionId, before: str) -> str:
        """A save that was asked for while one of the same event was under way is one step with it: the text before."""
        last = self._back[-1].changes if self._back else ()
        if len(last) != 1 or (last[0].uid, last[0].collection, last[0].before) != (uid, home, before):
            return before
        self._back.pop()
        return last[0].before

    def _deletion(self, resource: ResourceId) -> Done:
        before = self._text(resource)
        uid, home, _online, title = self._facts(resource)

        def note(_none: Any) -> None:
            if uid is not None:
                name = self.tr("delete ‘{title}’").format(title=self._titled(title))
                self._note(Step(name, (Change(uid, home, before, self._text(resource)),)))

        return note

    def _titled(self, title: str) -> str:
        return title.strip() or self.tr("(no title)")

    def _text(self, resource: ResourceId | None) -> str:
        """The event as it stands; "" if it is not there."""
        if resource is None:
            return ""
        try:
            return self._reader.text(resource)
        except DainvoError:
            return ""

    def _facts(self, resource: ResourceId | None) -> tuple[Uid | None, CollectionId, str, str]:
        """UID, calendar, meeting switch and title of the event as it stands."""
        if resource is None:
            return None, CollectionId(0), "", ""
        from dainvo.ical.occurrence import NO_RECURRENCE

        try:
            event = self._reader.event(resource, NO_RECURRENCE)
        except DainvoError:
            return None, CollectionId(0), "", ""
        draft = event.draft
        return event.uid, draft.collection, draft.online.value, draft.summary

    def _note(self, step: Step) -> None:
        changes = tuple(
            one for one in step.changes if one.before != one.after or one.online[0] != one.online[1] or one.source
        )
        if not changes:
            return
        if self._group is not None:
            self._group.append(replace(step, changes=changes))
            return
        self._back.append(replace(step, changes=changes))
        del self._back[:-MOST]
        self._forth.clear()
        self.changed.emit()

    def begin(self, name: str) -> None:
        """What is done until `end` is one step, called `name`."""
        self._group, self._group_name = [], name

    def end(self) -> None:
        """The step is over; one in which nothing changed is none."""
        steps, self._group = self._group or [], None
        changes = tuple(change for step in steps for change in step.changes)
        if changes:
            self._note(Step(self._group_name, changes))
        self._go_on()

    # taking back

    def undo(self) -> None:
        """Take back the last step."""
        self._take(self._back, self._forth, self.tr("Undone: {name}"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._take(self._forth, self._back, self.tr("Done again: {name}"))

    def _take(self, source: list[Step], target: list[Step], said: str) -> None:
        if self._busy or self._pending or self._group is not None:
            self._asked.append(lambda: self._take(source, target, said))
            return
        if not source:
            return
        step = source.pop()
        self._busy = True
        turned = [change.turned() for change in reversed(step.changes)]

        def end(text: str) -> None:
            self._busy = False
            self.changed.emit()
            self.said.emit(text)
            self._go_on()

        def next_one(left: list[Change]) -> None:
            if not left:
                target.append(replace(step, changes=tuple(turned)))
                end(said.format(name=step.name))
                return
            self._carry_out(left[0], lambda _saved: next_one(left[1:]), failed)

        def failed(failure: BaseException) -> None:
            from dainvo.ui import messages

            end(messages.explain(failure).both)

        next_one(turned)

    def _go_on(self) -> None:
        if self._asked and not self._busy:
            self._asked.pop(0)()

    def _carry_out(self, change: Change, ok: Done, err: Callable[[BaseException], None]) -> None:
        """Bring one event from `before` to `after`."""
        if not change.after:
            resource = self._reader.find(change.uid, change.collection, change.before)
            if resource is None:
                ok(None)  # gone already
            else:
                self._bridge.run("events.delete_event", resource, ok=ok, err=err, owner=self)
        elif not change.before:
            named = (change.uid, change.collection)  # an invitation may be in two calendars
            gone = next((one for one in self._reader.deleted() if (one.uid, one.collection) == named), None)
            if gone is None:
                err(_not_kept())
            else:
                self._bridge.run("conflicts.restore", gone.id, change.collection, ok=ok, err=err, owner=self)
        else:
            from dainvo.ical.event import Online

            was, then = change.online
            online = Online.KEEP
            if "zoom" in (was, then) and was != then:
                online = Online.ZOOM if then == "zoom" else Online.NONE
            wanted = (change.uid, change.source or change.collection, change.after, change.before)
            home = change.collection if change.source is not None else None
            self._bridge.run("undo.revert", *wanted, online=online, home=home, ok=ok, err=err, owner=self)


def _not_kept() -> DainvoError:
    from dainvo.errors import Refused, Why

    return Refused(Why.NO_SUCH_EVENT)
