"""The rules of the reference model of the saga, each with a way to take it out of the program for a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fakes.saga_world import USUAL

from dainvo.engine import clashes, failed_write, level, outbox, removal, saga, schedule, search, wishes
from dainvo.engine.desk import Desk
from dainvo.ical import conference
from dainvo.ical.event import State
from dainvo.ical.merge import merge as merge_texts
from dainvo.store import edits, meetings
from dainvo.store.rows import IntentKind, IntentRow, IntentState, MeetingStanding, ResourceRow
from dainvo.store.store import Store
from dainvo.zoom import mapping

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Switch:
    """How a rule is switched off; from `seed` on a schedule that shows it is not far."""

    off: Callable[[Patch], None]
    seed: int = 0
    devices: int = 2
    late: float = 0.0
    habits: tuple[float, float, float, float] = USUAL


def lookup_before_retry(patch: Patch) -> None:
    """After a lost answer, simply POST again."""

    async def again(desk: Desk, intent: IntentRow) -> bool:
        desk.store.set_intent(intent.op_id, state=IntentState.PLANNED, why="", next_at=None)
        return True

    patch.setitem(saga._STEPS, (IntentKind.CREATE, IntentState.SENT), again)


def quarantine(patch: Patch) -> None:
    """The first look decides, and there is no other."""
    patch.setattr(schedule, "next_look", lambda _sent_at, _now: None)
    patch.setattr(schedule, "SWEEPS_S", (600.0,))
    patch.setattr(schedule, "next_sweep", lambda _sent_at, _now: None)


def sweep(patch: Patch) -> None:
    """Nobody looks for twins."""

    async def nothing(*_: Any) -> None:
        return

    patch.setattr(saga, "sweep", nothing)


def own_marker(patch: Patch) -> None:
    """One marker an event, shared by all installations."""
    real = mapping.marker
    for module in (mapping, search, level):
        patch.setattr(module, "marker", lambda _op_id, uid: real("", uid))


def resolve_sent(patch: Patch) -> None:
    """A wish given up is closed, whatever its request made."""

    def close(connection: Any, uid: str) -> None:
        connection.execute("UPDATE intent SET state = 'done' WHERE uid = ? AND kind = 'create'", (uid,))

    patch.setattr(meetings, "abandon", close)


def unpublish_first(patch: Patch) -> None:
    """The meeting is deleted while its link is still out."""
    patch.setattr(saga, "_calendar_waits", lambda _desk, _intent: False)


def level_patch(patch: Patch) -> None:
    """A change goes to Zoom at once, from the copy, and once."""

    async def at_once(desk: Desk, intent: IntentRow) -> bool:
        resource = level.event_of(desk, intent)
        if resource is not None:
            await level.level(desk, desk.zoom(intent.account), resource)
        desk.store.close_intent(intent.op_id)
        return False

    patch.setitem(saga._STEPS, (IntentKind.LEVEL, IntentState.PLANNED), at_once)
    for module in (wishes, clashes, failed_write, removal):
        patch.setattr(module, "plan_level", lambda _desk, _resource: False)


def own_write(patch: Patch) -> None:
    """What stands on the server is always somebody else's."""
    real = merge_texts
    patch.setattr(outbox, "same", lambda _theirs, _ours: False)
    patch.setattr(clashes, "merge", lambda base, mine, theirs, sent=(), own=(): real(base, mine, theirs, own=own))


def merge(patch: Patch) -> None:
    """The server's copy replaces ours."""
    patch.setattr(clashes, "_merged", lambda _desk, _resource, theirs, _base: theirs)


def keep_edit(patch: Patch) -> None:
    """What was deleted elsewhere is gone, edited or not."""
    real = clashes.settle_vanished

    def drop(desk: Desk, resource: ResourceRow) -> None:
        real(desk, replace(resource, program_only=True))

    patch.setattr(clashes, "settle_vanished", drop)


def user_edit_only(patch: Patch) -> None:
    """The program's own changes count like a person's."""
    real = edits.Edits._edit

    def edit(self: Any, row: ResourceRow, text: str, *, by_program: bool, index: Any) -> None:
        real(self, row, text, by_program=False, index=index)

    patch.setattr(edits.Edits, "_edit", edit)
    patch.setattr(clashes, "is_ours", lambda _desk, resource, theirs: theirs == resource.base_text)


def uncertain_create(patch: Patch) -> None:
    """A first write without an answer never arrived."""
    patch.setattr(edits.Edits, "_never_left", lambda _self, row: row.state is State.NEW)


def removed_evidence(patch: Patch) -> None:
    """Nobody asks whether a first write arrived and was deleted."""

    async def never(*_: Any) -> bool:
        return False

    patch.setattr(outbox, "_was_removed", never)


def dead_links(patch: Patch) -> None:
    """What was taken off is only absent, and a meeting that is gone is nobody's matter."""
    patch.setattr(conference, "gone", lambda _text: ())
    patch.setattr(Store, "tombstones", lambda _self, _uid: [])
    real = level.stood

    def fine(desk: Desk, row: Any, _standing: MeetingStanding, **more: Any) -> Any:
        return real(desk, row, MeetingStanding.OK, **more)

    patch.setattr(level, "stood", fine)


_ON_AND_OFF = (0.02, 0.15, 0.12, 0.01)
_DELETING = (0.0, 0.0, 0.0, 0.08)
SWITCHES: dict[str, Switch] = {
    "lookup_before_retry": Switch(lookup_before_retry, 19),
    "quarantine": Switch(quarantine, 25, devices=1, habits=_ON_AND_OFF),
    "sweep": Switch(sweep, 25, late=0.5),
    "own_marker": Switch(own_marker, 553, habits=_ON_AND_OFF),
    "resolve_sent": Switch(resolve_sent, 3, devices=1, habits=_ON_AND_OFF),
    "unpublish_first": Switch(unpublish_first, 1, habits=_ON_AND_OFF),
    "level_patch": Switch(level_patch, 95, habits=(0.3, 0.0, 0.0, 0.0)),
    "own_write": Switch(own_write, 0, devices=1, habits=(0.25, 0.02, 0.02, 0.0)),
    "merge": Switch(merge, 2, habits=(0.25, 0.0, 0.0, 0.0)),
    "keep_edit": Switch(keep_edit, 2, habits=(0.2, 0.0, 0.0, 0.05)),
    "user_edit_only": Switch(user_edit_only, 5, habits=_DELETING),
    "uncertain_create": Switch(uncertain_create, 22, devices=1, habits=_DELETING),
    "removed_evidence": Switch(removed_evidence, 78, habits=_DELETING),
    "verify, tombstone, dead_link": Switch(dead_links, 32, habits=(0.2, 0.04, 0.08, 0.0)),
}
