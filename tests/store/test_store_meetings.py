"""Meetings in the copy: the steps of an intent, and the state that a meeting row shows for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import BERLIN, NOON, Copy

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, Href, MeetingState, Online, RecurrenceId, ResourceId, State, Uid
from dainvo.store.rows import (
    AccountState,
    IntentKind,
    IntentPlan,
    IntentState,
    MeetingRow,
    MeetingStanding,
)

OP = "9f2c41d07be84a35a1c6e0d2587f3b64"
LINK = "https://us02web.zoom.us/j/92674392836?pwd=x.1"
LATER = NOON + timedelta(minutes=5)
UID = Uid("u1")


@pytest.fixture
def zoom(copy: Copy) -> AccountId:
    return copy.store.add_account("zoom", "Anna", identity="acc:anna", detail={"account_hash": "0123456789abcdef"})


def saved(copy: Copy, zoom: AccountId, *, holds: bool = False) -> ResourceId:
    """An event saved with a meeting wanted."""
    plan = IntentPlan(OP, IntentKind.CREATE, zoom, body="{}", holds=holds)
    return copy.store.create_local(copy.work, Href("/1.ics"), event_text(), intent=plan).resource


def meeting(copy: Copy, zoom: AccountId) -> MeetingRow:
    return MeetingRow(UID, copy.work, zoom, "92674392836", join_url=LINK, passcode="123456", made_here=True, op_id=OP)


def linked(copy: Copy, zoom: AccountId) -> ResourceId:
    """An event with a meeting made here."""
    resource = saved(copy, zoom)
    text = event_text().replace("SUMMARY", f"LOCATION:{LINK}\r\nSUMMARY")
    copy.store.linked(resource, text, op_id=OP, meeting=meeting(copy, zoom))
    return resource


def state(copy: Copy, resource: ResourceId) -> MeetingState | None:
    """What the meeting row shows; the views' paint says the same."""
    found = copy.reader.meeting(resource)
    [painted] = [each for each in copy.day(2026, 10, 14) if each.resource == resource]
    assert painted.meeting == (None if found is None else found.state)
    return painted.meeting


def test_saved_and_intent_are_one(copy: Copy, zoom: AccountId) -> None:
    """Reliability 2.2: event, outbox row and intent are committed together."""
    resource = saved(copy, zoom)
    intent = copy.store.intent(OP)
    assert intent is not None
    assert (intent.uid, intent.collection, intent.account, intent.state) == (UID, copy.work, zoom, IntentState.PLANNED)
    assert state(copy, resource) is MeetingState.CREATING


@pytest.mark.parametrize(
    ("step", "holds", "expected"),
    [
        (dict[str, object](), False, MeetingState.CREATING),
        ({"why": Why.OFFLINE, "next_at": LATER}, False, MeetingState.LINK_FOLLOWS),
        ({"why": Why.OFFLINE, "next_at": LATER}, True, MeetingState.WAITING),
        ({"why": Why.ZOOM_NO_PERMISSION}, False, MeetingState.REFUSED),
        ({"why": Why.ZOOM_NO_LICENCE, "state": IntentState.ATTENTION}, True, MeetingState.REFUSED),
        ({"state": IntentState.SENT, "sent_at": NOON}, False, MeetingState.CREATING),
        (
            {"state": IntentState.SENT, "sent_at": NOON, "why": Why.NO_ANSWER, "next_at": LATER},
            True,
            MeetingState.CHECKING,
        ),
        ({"state": IntentState.SENT, "sent_at": NOON, "unsure": True}, False, MeetingState.CHECKING),
        ({"state": IntentState.KNOWN, "join_url": LINK, "meeting_id": "1"}, False, MeetingState.READY),
        ({"state": IntentState.ABANDONED}, False, None),
        ({"state": IntentState.DONE}, False, None),
    ],
)
def test_row_of_a_meeting_being_made(
    copy: Copy, zoom: AccountId, step: dict[str, object], holds: bool, expected: MeetingState | None
) -> None:
    """ux 9, rows 12 to 17."""
    resource = saved(copy, zoom, holds=holds)
    copy.store.set_intent(OP, **step)  # type: ignore[arg-type]  # a table of keyword arguments
    assert state(copy, resource) is expected
    found = copy.reader.meeting(resource)
    if found is not None:
        assert (found.why, found.next_try, found.account) == (step.get("why", ""), step.get("next_at"), zoom)


def test_ready_meeting_tells_its_link(copy: Copy, zoom: AccountId) -> None:
    """Row 17: one transaction wrote link, meeting and the intent's step."""
    resource = linked(copy, zoom)
    assert state(copy, resource) is MeetingState.READY
    found = copy.reader.meeting(resource)
    assert found is not None
    assert (found.join_url, found.meeting_id, found.passcode) == (LINK, "92674392836", "123456")
    intent = copy.store.intent(OP)
    assert intent is not None
    assert (intent.state, intent.join_url) == (IntentState.LINKED, LINK)
    assert copy.store.resource(resource).program_only is False  # the event itself is the user's and unsent
    assert copy.day(2026, 10, 14)[0].join_url == LINK


def changed(**values: object) -> Callable[[Copy, AccountId], None]:
    def change(copy: Copy, zoom: AccountId) -> None:
        copy.store.put_meeting(replace(meeting(copy, zoom), **values))  # type: ignore[arg-type]  # a table

    return change


def intended(kind: IntentKind, **values: object) -> Callable[[Copy, AccountId], None]:
    def change(copy: Copy, zoom: AccountId) -> None:
        copy.store.put_intent(UID, copy.work, IntentPlan("2" * 32, kind, zoom, meeting_id="92674392836"))
        copy.store.set_intent("2" * 32, **values)  # type: ignore[arg-type]  # a table

    return change


def leaving(copy: Copy, zoom: AccountId) -> None:
    copy.store.set_account(zoom, state=AccountState.LEAVING)


def removed(copy: Copy, zoom: AccountId) -> None:
    copy.store.remove_account(zoom)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (changed(type=3), MeetingState.NO_FIXED_TIME),
        (changed(standing=MeetingStanding.MISSING), MeetingState.MISSING),
        (changed(standing=MeetingStanding.OTHER_HOST), MeetingState.OTHER_HOST),
        (leaving, MeetingState.NOT_CONNECTED),
        (removed, MeetingState.NOT_CONNECTED),
        (intended(IntentKind.LEVEL), MeetingState.READY),
        (intended(IntentKind.LEVEL, why=Why.OFFLINE, next_at=LATER), MeetingState.FOLLOWS),
        (intended(IntentKind.DELETE, why=Why.OFFLINE, next_at=LATER), MeetingState.FOLLOWS),
        (intended(IntentKind.LEVEL, state=IntentState.ATTENTION, why=Why.ZOOM_MEETING_GONE), MeetingState.MISSING),
        (intended(IntentKind.LEVEL, state=IntentState.ATTENTION, why=Why.ZOOM_OTHER_HOST), MeetingState.OTHER_HOST),
        (intended(IntentKind.DELETE, state=IntentState.ATTENTION, why=Why.ZOOM_MEETING_GONE), MeetingState.FOLLOWS),
    ],
)
def test_row_of_a_meeting_that_was_made(
    copy: Copy, zoom: AccountId, change: Callable[[Copy, AccountId], None], expected: MeetingState
) -> None:
    """ux 9, rows 18 to 25."""
    resource = linked(copy, zoom)
    change(copy, zoom)
    assert state(copy, resource) is expected
    found = copy.reader.meeting(resource)
    assert found is not None
    assert found.join_url == LINK


def test_foreign_link_is_join_only(copy: Copy) -> None:
    """A link that nobody of us made: join, never change."""
    copy.take(
        event_text("u1", "a", "20261014T090000", "20261014T100000", "LOCATION:https://meet.google.com/abc-defg-hij")
    )
    [shown] = copy.day(2026, 10, 14)
    assert state(copy, shown.resource) is MeetingState.FOREIGN
    found = copy.reader.meeting(shown.resource)
    assert found is not None
    assert (found.join_url, found.account) == ("https://meet.google.com/abc-defg-hij", None)


def test_removed_link_shows_nothing_while_the_removal_runs(copy: Copy, zoom: AccountId) -> None:
    resource = linked(copy, zoom)
    plan = IntentPlan("3" * 32, IntentKind.DELETE, zoom, meeting_id="92674392836")
    copy.store.edit_local(resource, event_text(), intent=plan, tombstone="92674392836")
    assert state(copy, resource) is None
    assert copy.store.tombstones(UID) == ["92674392836"]
    copy.store.close_intent("3" * 32, drop_meeting=True)
    assert copy.store.meeting(UID, copy.work) is None
    assert [each.op_id for each in copy.store.intents()] == [OP]


@pytest.mark.parametrize(("sent", "expected"), [(False, IntentState.DONE), (True, IntentState.ABANDONED)])
def test_giving_up_an_open_create(copy: Copy, zoom: AccountId, sent: bool, expected: IntentState) -> None:
    """zoom 10, step 7: closed without a call if its request never left, else found out first."""
    resource = saved(copy, zoom)
    if sent:
        copy.store.set_intent(OP, state=IntentState.SENT, sent_at=NOON)
        copy.store.set_intent(OP, state=IntentState.PLANNED, unsure=True)
    copy.store.edit_local(resource, event_text(summary="no meeting"), abandon=True)
    intent = copy.store.intent(OP)
    assert intent is not None
    assert intent.state is expected


def test_deleting_the_event_gives_up_its_meeting(copy: Copy, zoom: AccountId) -> None:
    resource = saved(copy, zoom, holds=True)
    copy.store.set_intent(OP, state=IntentState.SENT, sent_at=NOON)
    copy.store.delete_local(resource)
    assert [each.state for each in copy.store.intents(states=[IntentState.ABANDONED])] == [IntentState.ABANDONED]


def test_held_write_waits_for_its_link(copy: Copy, zoom: AccountId) -> None:
    """D3: the write that would mail guests is held until the link is there or the user says so."""
    resource = saved(copy, zoom, holds=True)
    assert copy.store.outbox()[0].held
    assert copy.reader.outbox()[0].held
    copy.store.set_intent(OP, holds=False)
    assert not copy.store.outbox()[0].held
    copy.store.set_intent(OP, holds=True)
    copy.store.linked(resource, event_text(summary="linked"), op_id=OP, meeting=meeting(copy, zoom))
    assert not copy.store.outbox()[0].held


def test_first_and_last_sending_are_kept(copy: Copy, zoom: AccountId) -> None:
    saved(copy, zoom)
    copy.store.set_intent(OP, state=IntentState.SENT, sent_at=NOON, attempts=1)
    copy.store.set_intent(OP, state=IntentState.SENT, sent_at=LATER, attempts=2, why=Why.NO_ANSWER, next_at=LATER)
    intent = copy.store.intent(OP)
    assert intent is not None
    assert (intent.first_sent_at, intent.last_sent_at, intent.next_at) == (NOON, LATER, LATER)
    copy.store.set_intent(OP, state=IntentState.KNOWN)
    assert copy.store.intents()[0].why == Why.NO_ANSWER
    copy.store.set_intent(OP, why="")
    assert (copy.store.intents()[0].why, copy.store.intents()[0].next_at) == ("", None)
    with pytest.raises(Refused):
        copy.store.set_intent("none", state=IntentState.DONE)


def test_reconnected_account_has_its_meetings_again(copy: Copy, zoom: AccountId) -> None:
    """Reliability 2.9: the same user reconnected resumes; another one does not."""
    resource = linked(copy, zoom)
    copy.store.remove_account(zoom)
    copy.store.add_account("zoom", "Bob", identity="acc:bob")
    assert state(copy, resource) is MeetingState.NOT_CONNECTED
    again = copy.store.add_account("zoom", "Anna", identity="acc:anna")
    assert state(copy, resource) is MeetingState.READY
    assert copy.store.meetings(again)[0].account == again
    assert copy.store.intents()[0].account == again


def test_meeting_outlives_its_calendar_and_follows_the_uid(copy: Copy, zoom: AccountId) -> None:
    """zoom 10: the event came back in another calendar; the mapping follows its UID."""
    linked(copy, zoom)
    copy.store.remove_collection(copy.work)
    assert copy.store.outbox() == []
    copy.take(event_text(), collection=copy.home)
    found = copy.store.meeting(UID, copy.home)
    assert found is not None
    assert (found.collection, found.meeting_id) == (None, "92674392836")
    [shown] = copy.day(2026, 10, 14)
    assert state(copy, shown.resource) is MeetingState.READY


def test_meeting_of_this_calendar_goes_first(copy: Copy, zoom: AccountId) -> None:
    copy.store.put_meeting(MeetingRow(UID, copy.work, zoom, "1", occurrences={"20261014": "17"}))
    copy.store.put_meeting(MeetingRow(UID, copy.home, zoom, "2"))
    copy.store.put_meeting(MeetingRow(UID, copy.home, zoom, "3"))
    assert [each.meeting_id for each in copy.store.meetings()] == ["1", "3"]
    found = [copy.store.meeting(UID, where) for where in (copy.work, copy.home)]
    assert [each.meeting_id for each in found if each is not None] == ["1", "3"]
    assert found[0] is not None
    assert found[0].occurrences == {"20261014": "17"}
    copy.store.drop_meeting(UID, copy.work)
    assert [each.meeting_id for each in copy.store.meetings_by_id("3")] == ["3"]


def test_who_uses_a_meeting(copy: Copy, zoom: AccountId) -> None:
    """The guard's reference count: rows and X- lines, deleted events left out."""
    resource = linked(copy, zoom)
    assert copy.store.uids_with_meeting("92674392836") == [UID]
    copy.store.mark_sent(copy.store.outbox()[0].op, body="b", precondition="*", revision=1, at=NOON)
    copy.store.delete_local(resource)
    assert copy.store.uids_with_meeting("92674392836") == []


def test_times_of_a_meeting_come_in_the_viewers_zone(copy: Copy, zoom: AccountId) -> None:
    resource = saved(copy, zoom)
    copy.store.set_intent(OP, why=Why.OFFLINE, next_at=LATER)
    found = copy.reader.meeting(resource)
    assert found is not None
    assert found.next_try is not None
    assert found.next_try.tzinfo is BERLIN


def x_lines(account_hash: str) -> str:
    return event_text(
        "u1", "Review", "20261014T090000", "20261014T100000", f"LOCATION:{LINK}",
        "X-DAINVO-ZOOM-ID:92674392836", f"X-DAINVO-ZOOM-ACCOUNT:{account_hash}", f"X-DAINVO-ZOOM-OP:{OP}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("account_hash", "expected"),
    [("0123456789abcdef", MeetingState.READY), ("fedcba9876543210", MeetingState.NOT_CONNECTED)],
)
def test_meeting_of_another_computer(copy: Copy, zoom: AccountId, account_hash: str, expected: MeetingState) -> None:
    """M09: the X- lines tell whether it belongs to a connected account."""
    resource = copy.one(x_lines(account_hash))
    assert state(copy, resource) is expected
    found = copy.reader.meeting(resource)
    assert found is not None
    assert (found.meeting_id, found.join_url) == ("92674392836", LINK)
    assert copy.store.uids_with_meeting("92674392836") == [UID]


def test_taken_off_elsewhere_is_no_meeting(copy: Copy, zoom: AccountId) -> None:
    """A tombstone in the text wins over X- lines that are left."""
    gone = x_lines("0123456789abcdef").replace("X-DAINVO-ZOOM-OP", "X-DAINVO-ZOOM-GONE:92674392836\r\nX-DAINVO-ZOOM-OP")
    copy.one(gone)
    assert copy.store.uids_with_meeting("92674392836") == []


def test_rows_of_what_was_removed_meanwhile(copy: Copy, zoom: AccountId) -> None:
    """I-2: a meeting made while its account or calendar was being removed still gets its row."""
    saved(copy, zoom)
    copy.store.remove_account(zoom)
    copy.store.remove_collection(copy.work)
    copy.store.put_meeting(meeting(copy, zoom))
    copy.store.put_intent(UID, copy.work, IntentPlan("4" * 32, IntentKind.DELETE, zoom))
    copy.store.set_intent(OP, state=IntentState.KNOWN, account=zoom)
    assert [(each.collection, each.account) for each in copy.store.meetings()] == [(None, None)]
    assert [(each.collection, each.account) for each in copy.store.intents()] == [(None, None), (None, None)]


def test_event_as_the_editor_gets_it(copy: Copy, zoom: AccountId) -> None:
    """The parsed event carries its meeting, its state and whether it may be changed."""
    resource = linked(copy, zoom)
    event = copy.reader.event(resource, RecurrenceId(""))
    assert (event.draft.summary, event.draft.online, event.state) == ("Review", Online.ZOOM, State.NEW)
    assert event.meeting is not None
    assert (event.meeting.state, event.writable, event.organizer_is_me) == (MeetingState.READY, True, True)
    copy.store.set_collection(copy.work, writable=False)
    copy.store.block(resource, Why.READ_ONLY)
    event = copy.reader.event(resource, RecurrenceId(""))
    assert (event.writable, event.why_blocked) == (False, Why.READ_ONLY)
    copy.store.remove_account(zoom)
    assert copy.reader.event(resource, RecurrenceId("")).draft.online is Online.KEEP


@pytest.mark.parametrize(("organizer", "mine"), [("ANNA@example.com", True), ("bob@example.com", False)])
def test_who_organises(copy: Copy, organizer: str, mine: bool) -> None:
    people = (f"ORGANIZER:mailto:{organizer}", "ATTENDEE:mailto:zoe@example.com")
    resource = copy.one(event_text("u1", "Review", "20261014T090000", "20261014T100000", *people))
    assert copy.reader.event(resource, RecurrenceId("")).organizer_is_me is mine


def test_event_that_is_gone(copy: Copy) -> None:
    resource = copy.one(event_text())
    copy.store.delete_local(resource)
    for read in (
        lambda: copy.reader.event(resource, RecurrenceId("")),
        lambda: copy.reader.text(resource),
        lambda: copy.reader.meeting(resource),
    ):
        with pytest.raises(Refused) as failure:
            read()
        assert failure.value.why is Why.NO_SUCH_EVENT
