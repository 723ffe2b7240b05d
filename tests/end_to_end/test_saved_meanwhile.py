"""The user saves while a server is being asked about the same event: what was saved last stands, here and there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.dav.client import Client
from dainvo.engine.actions import calendars, conflicts, events, zoom
from dainvo.engine.actions.conflicts import Whole
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Why
from dainvo.ical.edit import apply
from dainvo.ical.event import NO_RECURRENCE, Online, Scope
from dainvo.store.rows import AccountState
from dainvo.zoom.meetings import Meetings

pytestmark = pytest.mark.end_to_end
HOUR = timedelta(hours=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def later(world: MeetingWorld, saved: Saved, **values: Any) -> Callable[[Desk], Awaitable[object]]:
    draft = replace(world.event(saved.resource).draft, **values)
    return lambda desk: events.save_event(desk, draft, resource=saved.resource)


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_an_edit_while_a_lost_write_is_looked_for(
    world: MeetingWorld, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """I-3: whether the lost write had arrived or not, the newer text goes on top of it."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    world.calendar.wire.fail("PUT", fault)
    world.edit(saved.resource, summary="Lost")
    world.sync()
    world.bench.during(monkeypatch, Client, "get", later(world, saved, summary="Later"))
    world.rest()
    assert "SUMMARY:Later" in world.calendar.text(saved.uid)
    assert world.bench.store(lambda store: store.outbox()) == []


def test_an_edit_while_somebody_elses_is_read(world: MeetingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-3, A08: the newer text is what is compared with theirs, and kept or merged."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    theirs = world.calendar.text(saved.uid).replace("DESCRIPTION:Bring numbers.", "DESCRIPTION:Theirs.")
    world.edit(saved.resource, summary="First")
    assert world.calendar.other("PUT", f"{saved.uid}.ics", theirs)[0] in (201, 204)
    world.bench.during(monkeypatch, Client, "get", later(world, saved, summary="Later"))
    world.rest()
    text = world.calendar.text(saved.uid)
    assert "SUMMARY:Later" in text
    assert "DESCRIPTION:Theirs." in text


def test_a_deletion_while_a_lost_write_is_looked_for(world: MeetingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-3: what was deleted meanwhile stays deleted."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    world.calendar.wire.fail("PUT", "drop_before")
    world.edit(saved.resource, summary="Lost")
    world.sync()
    world.bench.during(monkeypatch, Client, "get", lambda desk: events.delete_event(desk, saved.resource))
    world.rest()
    assert world.calendar.text(saved.uid) == ""
    assert world.bench.store(lambda store: store.outbox()) == []


@pytest.mark.parametrize("call", ["read", "update"])
def test_an_edit_while_the_meeting_is_compared(world: MeetingWorld, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """I-7: the meeting follows the event as it was saved last."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.edit(saved.resource, summary="First")
    world.bench.during(monkeypatch, Meetings, call, later(world, saved, summary="Later"))
    world.sync()
    world.rest()
    assert "SUMMARY:Later" in world.calendar.text(saved.uid)
    assert [meeting["topic"] for meeting in world.meetings()] == ["Later"]
    assert world.bench.store(lambda store: store.intents()) == []


def test_an_edit_while_the_meeting_gets_another_link(world: MeetingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-3, D9: the new link goes into the event as it was saved last."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("link_changes", method="PATCH", path="/meetings/*")
    world.edit(saved.resource, summary="First")
    world.bench.during(monkeypatch, Meetings, "update", later(world, saved, summary="Later"))
    world.sync()
    world.rest()
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    assert "SUMMARY:Later" in text
    [meeting] = world.meetings()
    assert meeting["topic"] == "Later"
    assert meeting["join_url"] in text


@pytest.mark.parametrize("gone", [False, True], ids=["leaving", "gone"])
def test_an_account_that_leaves_is_not_called_back(
    world: MeetingWorld, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """M13: a refusal that arrives while, or after, the account is removed neither stops the removal nor the sync."""

    async def leave(desk: Desk) -> None:
        if gone:
            await zoom.remove_zoom(desk, world.zoom)
        else:
            desk.store.set_account(world.zoom, state=AccountState.LEAVING)

    ask("POST", f"{world.server.ready()['admin_url']}/users/licensed@example.com/remove-app", body="{}")
    world.bench.during(monkeypatch, Meetings, "create", leave)
    saved = world.save(world.draft())
    world.sync()
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    states = world.bench.store(lambda store: [row.state for row in store.accounts("zoom")])
    assert states == ([] if gone else [AccountState.LEAVING])


def test_moved_and_switched_off_while_the_outcome_is_open(world: MeetingWorld) -> None:
    """M12, I-5: one save moves the event and takes back its wish; the meeting that was made all the same goes."""
    home = world.bench.call(calendars.create_calendar, world.calendar.account, "Home")
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    assert len(world.meetings()) == 1
    world.edit(saved.resource, collection=home, online=Online.NONE)
    world.sync()
    world.rest()
    assert world.calendar.text(saved.uid) == ""
    [moved] = world.bench.store(lambda store: store.resource_by_uid(saved.uid))
    assert moved.collection == home
    assert "ZOOM" not in moved.text
    assert world.meetings() == []


def test_what_came_in_while_the_editor_was_open_stays(world: MeetingWorld) -> None:
    """A23, I-3: the editor was opened before somebody changed the event; whoever mends its title then takes back
    neither the time nor the place that it has now."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    opened = world.event(saved.resource).draft
    theirs = apply(
        world.calendar.text(saved.uid),
        replace(opened, start=opened.start + HOUR, end=opened.end + HOUR, location="Room 2"),
        scope=Scope.ALL,
        recurrence_id=NO_RECURRENCE,
        now=world.bench.clock.now(),
    )
    assert world.calendar.other("PUT", f"{saved.uid}.ics", theirs)[0] in (201, 204)
    world.sync()
    now = world.event(saved.resource).draft
    assert now != opened
    world.bench.call(events.save_event, replace(opened, summary="Mended"), resource=saved.resource, opened=opened)
    assert world.event(saved.resource).draft == replace(now, summary="Mended")
    world.rest()
    text = world.calendar.text(saved.uid)
    assert "SUMMARY:Mended" in text
    assert "LOCATION:Room 2" in text


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_was_changed_in_the_editor_and_elsewhere_is_kept_of_both(world: MeetingWorld, choice: Whole) -> None:
    """A08, I-3: nobody's change is replaced by one who has not seen it; what was changed besides comes along."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    opened = world.event(saved.resource).draft
    theirs = replace(opened, summary="Theirs", location="Room 2")
    now = world.bench.clock.now()
    text = apply(world.calendar.text(saved.uid), theirs, scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=now)
    assert world.calendar.other("PUT", f"{saved.uid}.ics", text)[0] in (201, 204)
    world.sync()
    mine = replace(opened, summary="Mine", description="Mine, too", online=Online.NONE)
    assert world.bench.call(events.save_event, mine, resource=saved.resource, opened=opened) == saved
    shown = world.event(saved.resource)
    assert (shown.draft.summary, shown.why_blocked) == ("Theirs", Why.CHANGED_ON_SERVER)
    [kept] = world.bench.store(lambda store: store.kept(saved.resource))
    world.bench.call(conflicts.decide_conflict, kept.id, choice)
    world.rest()
    text = world.calendar.text(saved.uid)
    assert f"SUMMARY:{choice.title()}" in text
    assert "LOCATION:Room 2" in text
    assert ("Mine\\, too" in text) == (choice == "mine")
