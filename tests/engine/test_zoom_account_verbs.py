"""The Zoom account's verbs against the stand-in: sign in again, as whom, how a sign-in ended, what removal leaves."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.calendar_world import at
from fakes.meeting_world import MeetingWorld, connect, meeting_world, signed_in

from dainvo.engine.actions import events, zoom, zoom_account
from dainvo.engine.actions.attention import settle_attention
from dainvo.engine.values import OtherUser
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import Meeting, MeetingState, MeetingWish, Online, ResourceId, Scope
from dainvo.store.needing import Asked, Choice
from dainvo.store.reader import Account, AccountState
from dainvo.zoom import oauth
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.oauth import configure
from dainvo.zoom.tokens import Tokens

pytestmark = pytest.mark.end_to_end
ANNA, BEN = "licensed@example.com", "basic@example.com"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def reconnect(world: MeetingWorld, user: str, without: tuple[str, ...] = ()) -> OtherUser | None:
    return signed_in(world.bench, zoom_account.reconnect, world.zoom, user=user, without=without)


def accounts(world: MeetingWorld) -> list[Account]:
    with world.bench.reader() as reader:
        return [one for one in reader.accounts() if one.kind == "zoom"]


def meeting(world: MeetingWorld, resource: ResourceId) -> Meeting:
    found = world.event(resource).meeting
    assert found is not None
    return found


def portal(world: MeetingWorld, path: str, **values: Any) -> None:
    status, _, said = ask("POST", world.server.ready()["admin_url"] + path, body=json.dumps(values))
    assert status == 200, said


def test_signing_in_again_as_the_same_user(world: MeetingWorld) -> None:
    """M63, M21, M57: by user and account id; a permission that was missing is there then."""
    assert reconnect(world, ANNA, without=("meeting:delete:meeting",)) is None
    [row] = accounts(world)
    assert (row.id, row.state) == (world.zoom, AccountState.OK)
    assert "meeting:delete:meeting" not in row.detail["scopes"]
    assert reconnect(world, ANNA) is None
    assert "meeting:delete:meeting" in accounts(world)[0].detail["scopes"]


def test_somebody_else_changes_nothing_until_chosen(world: MeetingWorld) -> None:
    """M63: Cancel leaves the account as it was and ends the other sign-in at Zoom."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    found = reconnect(world, BEN)
    assert found is not None
    assert (found.is_now, found.signed_in) == (ANNA, BEN)
    [row] = accounts(world)
    assert (row.id, row.name, row.state) == (world.zoom, ANNA, AccountState.OK)
    world.bench.call(zoom_account.drop_other_user)
    assert world.bench.call(zoom_account.use_other_user) is None, "nobody waits any more"
    world.bench.call(zoom.check_zoom, world.zoom)
    assert meeting(world, saved.resource).state is MeetingState.READY
    start = at("2027-03-11T09:00")
    world.edit(saved.resource, start=start, end=start.replace(minute=30))
    assert world.settled(saved.resource)
    assert world.meetings()[0]["start_time"] == "2027-03-11T09:00:00"


def test_somebody_else_instead(world: MeetingWorld) -> None:
    """M63, M24: the meetings of before can only be joined; new ones are the other user's; M64: and back."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [made] = world.meetings()
    assert reconnect(world, BEN) is not None
    account = world.bench.call(zoom_account.use_other_user)
    [row] = accounts(world)
    assert (row.id, row.name) == (account, BEN)
    assert meeting(world, saved.resource).state is MeetingState.NOT_CONNECTED
    assert meeting(world, saved.resource).join_url == made["join_url"]
    second = world.save(world.draft("Second"))
    assert world.settled(second.resource)
    hosts = {one["topic"]: one["host_id"] for one in world.meetings()}
    assert hosts["Second"] != hosts["Review"]
    again = connect(world.bench, ANNA)
    assert meeting(world, saved.resource).state is MeetingState.READY
    assert meeting(world, saved.resource).account == again
    start = at("2027-03-11T09:00")
    world.edit(saved.resource, start=start, end=start.replace(minute=30))
    assert world.settled(saved.resource)
    assert [one["start_time"] for one in world.meetings() if one["topic"] == "Review"] == ["2027-03-11T09:00:00"]


def test_an_open_outcome_stays_with_the_user_whose_it_is(world: MeetingWorld) -> None:
    """M63, M19: the answer to a create was lost, and another user takes the account's place: nobody makes a second
    meeting at that user's; the first one is asked about, and linked once its own user is back."""
    world.fault("drop_after", method="POST", path="/users/me/meetings", times=1)
    saved = world.save(world.draft())
    world.sync()
    [first] = world.meetings()
    assert reconnect(world, BEN) is not None
    bens = world.bench.call(zoom_account.use_other_user)
    for seconds in (15, 60, 300, 700):
        world.jump(seconds)
        world.settled(saved.resource, 1.0)
    assert [one["id"] for one in world.meetings()] == [first["id"]]
    with world.bench.reader() as reader:
        [line] = reader.attention()
    assert (line.asked, line.account) == (Asked.UNCERTAIN, None)
    connect(world.bench, ANNA)
    assert world.settled(saved.resource)
    assert [one["id"] for one in world.meetings()] == [first["id"]]
    assert (meeting(world, saved.resource).join_url, bens) != ("", None)
    assert meeting(world, saved.resource).meeting_id == str(first["id"])


def test_an_open_outcome_of_a_user_who_left_can_be_answered_with_a_new_meeting(world: MeetingWorld) -> None:
    """M66: "Make new" is the word of the user, and the connected user's to do."""
    world.fault("drop_before", method="POST", path="/users/me/meetings", times=1)
    saved = world.save(world.draft())
    world.sync()
    assert reconnect(world, BEN) is not None
    bens = world.bench.call(zoom_account.use_other_user)
    with world.bench.reader() as reader:
        [line] = reader.attention()
    world.bench.call(settle_attention, line.id, Choice.MAKE)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    assert meeting(world, saved.resource).account == bens


def test_what_was_to_be_deleted_waits_for_the_user_who_may(world: MeetingWorld) -> None:
    """M63, M12: a removal that Zoom was away for is none of another user's, to whom the meeting does not exist."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [made] = world.meetings()
    world.fault("status", method="DELETE", path=f"/meetings/{made['id']}", status=503, times=-1)
    world.edit(saved.resource, online=Online.NONE)
    world.settled(saved.resource, 1.0)
    assert reconnect(world, BEN) is not None
    world.bench.call(zoom_account.use_other_user)
    world.clear_faults()  # not before: until then a next try would be right to delete it
    world.settled(saved.resource, 1.0)
    assert len(world.meetings()) == 1
    tried = len(world.calls("DELETE", "/v2/meetings"))
    world.jump(3600)
    world.settled(saved.resource, 1.0)
    assert len(world.calls("DELETE", "/v2/meetings")) == tried, "nobody else's sign-in is asked to delete it"
    connect(world.bench, ANNA)
    assert world.settled(saved.resource)
    assert world.meetings() == []


def test_a_meeting_made_while_its_account_was_removed_is_managed_again(
    world: MeetingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M64: the answer to its create came when the account was gone; connected again, it follows its event."""
    world.bench.during(monkeypatch, Meetings, "create", lambda desk: zoom.remove_zoom(desk, world.zoom))
    saved = world.save(world.draft())
    world.settled(saved.resource)
    assert len(world.meetings()) == 1
    world.sync()
    assert meeting(world, saved.resource).state is MeetingState.NOT_CONNECTED
    connect(world.bench, BEN)
    assert meeting(world, saved.resource).state is MeetingState.NOT_CONNECTED, "not that user's"
    connect(world.bench, ANNA)
    assert meeting(world, saved.resource).state is MeetingState.READY
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    assert [one["topic"] for one in world.meetings()] == ["Renamed"]


def test_a_second_part_made_meanwhile_is_managed_again(world: MeetingWorld) -> None:
    """M64, E13: a series is cut in two while its account is not connected; both parts have their meeting back."""
    saved = world.save(replace(world.draft(), rrule="FREQ=WEEKLY;COUNT=6"))
    assert world.settled(saved.resource)
    world.bench.call(zoom.remove_zoom, world.zoom)
    with world.bench.reader() as reader:
        third = [one for one in reader.occurrences(date(2027, 3, 1), date(2027, 5, 1)) if one.uid == saved.uid][2]
        draft = reader.event(third.resource, third.recurrence_id).draft
    draft = replace(draft, summary="Second")
    place = {"resource": third.resource, "recurrence_id": third.recurrence_id, "scope": Scope.FOLLOWING}
    second = world.bench.call(events.save_event, draft, **place)
    connect(world.bench, ANNA)
    for one in (saved, second):
        assert meeting(world, one.resource).account is not None


def test_two_accounts_and_the_usual_one_of_a_calendar(world: MeetingWorld) -> None:
    """M03, M06, M63: added beside the first; the one chosen last for a calendar hosts its next meetings, too."""
    assert reconnect(world, BEN) is not None
    bens = world.bench.call(zoom_account.add_other_user)
    assert bens is not None
    assert {row.name for row in accounts(world)} == {ANNA, BEN}
    first = world.save(world.draft("First"))
    wish = MeetingWish(account=bens)
    second = world.save(replace(world.draft("Second"), wish=wish))
    third = world.save(world.draft("Third"))
    for saved in (first, second, third):
        assert world.settled(saved.resource)
    hosts = {one["topic"]: one["host_id"] for one in world.meetings()}
    assert hosts["Second"] == hosts["Third"] != hosts["First"]
    assert meeting(world, first.resource).account == world.zoom
    assert meeting(world, third.resource).account == bens
    world.edit(first.resource, summary="First, renamed")
    assert world.settled(first.resource)
    assert {one["topic"]: one["host_id"] for one in world.meetings()}["First, renamed"] == hosts["First"]
    world.bench.call(zoom_account.set_usual, world.zoom, world.calendar.collection)
    fourth = world.save(world.draft("Fourth"))
    assert world.settled(fourth.resource)
    assert {one["topic"]: one["host_id"] for one in world.meetings()}["Fourth"] == hosts["First"]
    with pytest.raises(Refused):
        world.bench.call(zoom_account.set_usual, world.calendar.account, world.calendar.collection)


@pytest.mark.parametrize(
    ("fault", "ended"),
    [("invalid_grant", ""), ("invalid_client", "app"), ("invalid_token_2021", "")],
)
def test_how_a_sign_in_ended_is_remembered(world: MeetingWorld, fault: str, ended: str) -> None:
    """M21: told by the card until the next sign-in."""
    world.fault(fault, times=-1)
    world.jump(3600)
    with pytest.raises(NeedsUser) as failure:
        world.bench.call(zoom.check_zoom, world.zoom)
    assert failure.value.why is Why.ZOOM_ACCESS_ENDED
    [row] = accounts(world)
    assert (row.state, row.why) == (AccountState.NEEDS_USER, Why.ZOOM_ACCESS_ENDED)
    assert row.detail.get("ended", "") == ended
    world.clear_faults()
    assert reconnect(world, ANNA) is None
    assert "ended" not in accounts(world)[0].detail


def test_a_renewal_whose_answer_was_lost_says_so(world: MeetingWorld) -> None:
    """M20, M21: asked for once more with the same token, which Zoom does not take a second time."""
    world.fault("drop_after", method="POST", path="/oauth/token", times=1)
    world.jump(3600)
    with pytest.raises(NeedsUser):
        world.bench.call(zoom.check_zoom, world.zoom)
    assert accounts(world)[0].detail["ended"] == "lost"


def test_removed_at_zoom_while_an_event_is_saved(world: MeetingWorld) -> None:
    """M21: one account says it, the event is kept, and after signing in again it gets its meeting."""
    portal(world, f"/users/{ANNA}/remove-app")
    saved = world.save(world.draft())
    world.settled(saved.resource, 3.0)
    [row] = accounts(world)
    assert row.state is AccountState.NEEDS_USER
    assert meeting(world, saved.resource).state is MeetingState.REFUSED
    assert reconnect(world, ANNA) is None
    assert world.settled(saved.resource)
    assert meeting(world, saved.resource).state is MeetingState.READY
    assert len(world.meetings()) == 1


def test_removal_names_what_it_leaves(world: MeetingWorld) -> None:
    """M13: future meetings with their guests, and events that wait, with title and start; the past one is none."""
    for draft in (world.draft(guests=("ben@example.com", "cleo@example.com")), world.draft("Soon")):
        assert world.settled(world.save(draft).resource)
    world.fault("status", status=503, path="/v2/users/me/meetings", times=-1)
    waiting = world.save(world.draft("Waits"))
    world.settled(waiting.resource, 1.0)
    found = world.bench.call(zoom.zoom_removal, world.zoom)
    assert {(one.summary, one.guests) for one in found.meetings} == {("Soon", 0), ("Review", 2)}
    [event] = [one for one in found.waiting if one.summary == "Waits"]
    assert isinstance(event.start, datetime)
    assert event.start == at("2027-03-10T14:00")


def test_the_start_link_is_fetched_and_kept_nowhere(world: MeetingWorld) -> None:
    """M49, Z17: neither in the copy's files, nor in the event, nor in what a log would show."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    link = world.bench.call(zoom.start_link, saved.resource)
    assert "/s/" in link.url
    token = link.url.partition("zak=")[2]
    assert len(token) > 20
    assert token not in repr(link)
    assert token not in world.calendar.text(saved.uid)
    for path in world.bench.folder.rglob("*"):
        if path.is_file():
            assert token.encode() not in path.read_bytes(), path


def test_the_client_id_of_settings_environment_and_build() -> None:
    """Y13: environment, else Settings, else the build; without any there is none, and no secret in any case."""
    assert configure({}, "own", build_client_id="built").client_id == "own"
    assert configure({}, "", build_client_id="built").client_id == "built"
    assert configure({"DAINVO_ZOOM_CLIENT_ID": "env"}, "own", build_client_id="built").client_id == "env"
    assert configure({}).client_id == ""


def test_which_app_is_used(world: MeetingWorld) -> None:
    """Y13: told to whoever connects, with the address to register."""
    found = world.bench.call(zoom_account.registration)
    assert found.source == "environment"
    assert found.client_id == world.server.ready()["client_id"]
    assert found.redirect == "http://127.0.0.1/callback"


def test_no_other_account_is_signed_in_again(world: MeetingWorld) -> None:
    """A calendar account has no sign-in at Zoom."""
    with pytest.raises(Refused) as failure:
        world.bench.call(zoom_account.reconnect, world.calendar.account, lambda _address: None)
    assert failure.value.why is Why.NO_SUCH_ACCOUNT


def test_a_sign_in_that_is_being_renewed_outlives_the_end_of_the_program(
    world: MeetingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M19, Z8: Zoom has taken the old pair, its answer with the new one is on the way while Dainvo quits."""
    answered, ending = threading.Event(), asyncio.Event()
    renew, settle = oauth.refresh, Tokens.settle

    async def late(*args: Any, **kwargs: Any) -> oauth.Grant:
        new = await renew(*args, **kwargs)
        answered.set()
        await ending.wait()
        return new

    async def settling(tokens: Tokens) -> None:
        ending.set()
        await settle(tokens)

    monkeypatch.setattr(oauth, "refresh", late)
    monkeypatch.setattr(Tokens, "settle", settling)
    world.bench.clock.jump(7200)
    assert world.bench.engine is not None
    asked = world.bench.engine.submit(zoom.check_zoom, world.zoom)
    assert answered.wait(60)
    world.bench.close()
    assert asked.cancelled() or asked.result(60) is None
    monkeypatch.undo()
    world.bench.open()
    world.bench.call(zoom.check_zoom, world.zoom)
    assert accounts(world)[0].state is AccountState.OK
