"""What the copy does with calendar objects: the user's edits, the server's texts, and the one between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import NOON, Copy

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import ETag, Href, ResourceId, State, Uid
from dainvo.ical.resource import Index, scan
from dainvo.store import indexing
from dainvo.store.rows import OutboxKind, OutboxState, RemoteItem

A = event_text(summary="A")
B = event_text(summary="B")
C = event_text(summary="C")
DAY = date(2026, 10, 14)


def send(copy: Copy, resource: ResourceId) -> int:
    """The request of a resource leaves; gives the revision it carries."""
    row, waiting = copy.store.resource(resource), copy.store.outbox_of(resource)
    assert waiting is not None
    copy.store.mark_sent(waiting.op, body=row.text, precondition=row.etag, revision=row.revision, at=NOON)
    return row.revision


def test_new_event_is_shown_at_once_and_waits(copy: Copy) -> None:
    """A06: what is made offline is drawn at once, with a waiting mark."""
    touched = copy.store.create_local(copy.work, Href("/work/1.ics"), A)
    [shown] = copy.day(2026, 10, 14)
    assert (shown.summary, shown.state, shown.resource) == ("A", State.NEW, touched.resource)
    assert (touched.first, touched.last) == (DAY, DAY)
    [waiting] = copy.reader.outbox()
    assert (waiting.kind, waiting.state, waiting.summary) == (OutboxKind.PUT, OutboxState.WAITING, "A")
    assert copy.reader.accounts()[0].waiting == 1


def test_unreadable_text_is_not_made_an_event(copy: Copy) -> None:
    with pytest.raises(Malformed) as failure:
        copy.store.create_local(copy.work, Href("/work/1.ics"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert failure.value.why is Why.UNREADABLE
    assert copy.store.outbox() == []


def test_an_edit_that_makes_an_event_too_large_says_that(copy: Copy) -> None:
    """E13: each date of a series that is changed has the attachments once more; it is no event that cannot be read."""
    touched = copy.store.create_local(copy.work, Href("/work/1.ics"), A)
    large = A.replace("END:VEVENT", f"ATTACH:{'x' * 6_000_000}\r\nEND:VEVENT")
    with pytest.raises(Malformed) as failure:
        copy.store.edit_local(touched.resource, large)
    assert failure.value.why is Why.EVENT_TOO_LARGE
    assert copy.store.resource(touched.resource).text == A


def test_edit_keeps_the_base_and_counts_revisions(copy: Copy) -> None:
    """A07: the text the server last gave and its etag stay beside the edit."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    copy.store.edit_local(resource, C)
    row = copy.store.resource(resource)
    assert (row.text, row.base_text, row.etag, row.state, row.revision) == (C, A, '"1"', State.CHANGED, 2)
    assert len(copy.store.outbox()) == 1
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["C"]


def test_the_same_text_is_no_edit(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.edit_local(resource, A)
    assert copy.store.resource(resource).state is State.CLEAN
    assert copy.store.outbox() == []


def test_moving_an_event_touches_both_days(copy: Copy) -> None:
    resource = copy.one(A)
    touched = copy.store.edit_local(resource, event_text(start="20261020T090000", end="20261020T100000"))
    assert (touched.first, touched.last) == (DAY, date(2026, 10, 20))
    assert copy.day(2026, 10, 14) == []


def test_outbox_keeps_the_order_of_the_first_change(copy: Copy) -> None:
    """A06: waiting changes are sent in the order they were made."""
    made = [copy.store.create_local(copy.work, Href(f"/work/{n}.ics"), event_text(f"u{n}")).resource for n in range(3)]
    copy.store.edit_local(made[0], event_text("u0", "later"))
    copy.store.delete_local(copy.one(event_text("u9")))
    assert [row.resource for row in copy.store.outbox()][:3] == made
    assert copy.store.outbox()[3].kind is OutboxKind.DELETE


def test_made_and_deleted_offline_is_never_sent(copy: Copy) -> None:
    """A06: an event made and deleted offline leaves nothing to send."""
    resource = copy.store.create_local(copy.work, Href("/work/1.ics"), A).resource
    waiting = copy.store.outbox_of(resource)
    assert waiting is not None
    copy.store.postpone(waiting.op, why=Why.OFFLINE, next_at=None)
    copy.store.delete_local(resource)
    assert copy.store.outbox() == []
    with pytest.raises(Refused) as failure:
        copy.store.resource(resource)
    assert failure.value.why is Why.NO_SUCH_EVENT


@pytest.mark.parametrize("answer", ["none yet", "unknown"])
def test_deleting_what_may_be_on_the_server_is_sent(copy: Copy, answer: str) -> None:
    """A06: a create whose outcome is not known counts as existing."""
    resource = copy.store.create_local(copy.work, Href("/work/1.ics"), A).resource
    send(copy, resource)
    waiting = copy.store.outbox_of(resource)
    assert waiting is not None
    if answer == "unknown":
        copy.store.mark_unknown(waiting.op, why=Why.NO_ANSWER, next_at=None)
    copy.store.delete_local(resource)
    [row] = copy.store.outbox()
    assert row.kind is OutboxKind.DELETE
    assert copy.day(2026, 10, 14) == []
    assert copy.reader.outbox()[0].summary == "A"


def test_accepted_makes_clean(copy: Copy) -> None:
    resource = copy.store.create_local(copy.work, Href("/work/1.ics"), A).resource
    revision = send(copy, resource)
    assert copy.store.sent_bodies(resource) == [A]
    copy.store.accepted(resource, revision, ETag('"2"'), B)
    row = copy.store.resource(resource)
    assert (row.text, row.base_text, row.etag, row.state) == (B, B, '"2"', State.CLEAN)
    assert copy.store.outbox() == []
    assert copy.store.sent_bodies(resource) == []


def test_edited_while_sending_stays_in_the_outbox(copy: Copy) -> None:
    """A07: the second edit goes on top of what the server took, with its etag."""
    resource = copy.store.create_local(copy.work, Href("/work/1.ics"), A).resource
    revision = send(copy, resource)
    copy.store.edit_local(resource, B)
    copy.store.accepted(resource, revision, ETag('"2"'), A)
    row, waiting = copy.store.resource(resource), copy.store.outbox_of(resource)
    assert (row.text, row.base_text, row.etag, row.state) == (B, A, '"2"', State.CHANGED)
    assert waiting is not None
    assert (waiting.state, waiting.attempts, waiting.body) == (OutboxState.WAITING, 0, "")


def test_deleted_while_sending_is_deleted_next(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    revision = send(copy, resource)
    copy.store.delete_local(resource)
    copy.store.accepted(resource, revision, ETag('"2"'), B)
    row, waiting = copy.store.resource(resource), copy.store.outbox_of(resource)
    assert (row.state, row.etag) == (State.DELETED, '"2"')
    assert waiting is not None
    assert (waiting.kind, waiting.state) == (OutboxKind.DELETE, OutboxState.WAITING)
    copy.store.removed(resource)
    assert copy.store.outbox() == []


def test_of_two_with_one_uid_the_one_that_says_just_this_is_found(copy: Copy) -> None:
    """K16: what is taken back or done again is done to that very event."""
    other = A.replace("SUMMARY:", "SUMMARY:Other ")
    copy.take(A, other)
    found = [copy.reader.find(Uid("u1"), None, text) for text in (A, other, "")]
    assert [copy.store.resource(one).text for one in found if one is not None] == [A, other, A]


def test_delete_can_be_taken_back(copy: Copy) -> None:
    """D16: undo of a local deletion is immediate and leaves nothing to send."""
    resource = copy.one(A)
    copy.store.delete_local(resource)
    assert copy.reader.find(Uid("u1")) is None
    touched = copy.store.undelete_local(resource)
    assert (touched.first, touched.last) == (DAY, DAY)
    assert [each.state for each in copy.day(2026, 10, 14)] == [State.CLEAN]
    assert copy.store.outbox() == []
    assert [each.summary for each in copy.reader.search("a")] == ["A"]


def test_delete_taken_back_too_late_is_put_back(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.delete_local(resource)
    send(copy, resource)
    copy.store.undelete_local(resource)
    copy.store.removed(resource)
    row, waiting = copy.store.resource(resource), copy.store.outbox_of(resource)
    assert (row.state, row.etag, row.base_text) == (State.NEW, "", "")
    assert waiting is not None
    assert (waiting.kind, waiting.state) == (OutboxKind.PUT, OutboxState.WAITING)


def test_server_text_never_covers_an_unsent_edit(copy: Copy) -> None:
    """A07: a slice leaves alone what the server has not seen, and says so."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    taken = copy.take(C, etag='"2"')
    assert (taken.touched, taken.unsent) == ((), ((resource, Href(f"/{copy.work}/0.ics")),))
    assert copy.store.resource(resource).text == B
    dropped = copy.store.drop_remote(copy.work, [Href(f"/{copy.work}/0.ics")])
    assert [key for key, _ in dropped.unsent] == [resource]
    assert copy.store.resource(resource).text == B


def test_server_changes_and_deletions(copy: Copy) -> None:
    """A05: a changed body replaces, an equal one touches nothing, a gone one vanishes."""
    taken = copy.take(A, event_text("u2", "Other"))
    first, second = (each.resource for each in taken.touched)
    assert copy.take(A, etag='"2"').touched == ()
    assert copy.store.etags(copy.work)[Href(f"/{copy.work}/0.ics")] == (first, '"2"', State.CLEAN)
    [changed] = copy.take(B, etag='"3"').touched
    assert changed.resource == first
    dropped = copy.store.drop_remote(copy.work, [Href(f"/{copy.work}/1.ics"), Href("/never/heard.ics")])
    assert [(each.resource, each.first) for each in dropped.touched] == [(second, DAY)]
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["B"]


def test_locally_deleted_and_gone_on_the_server_is_gone(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.delete_local(resource)
    assert copy.store.drop_remote(copy.work, [Href(f"/{copy.work}/0.ics")]).unsent == ()
    assert copy.store.outbox() == []


@pytest.mark.parametrize("text", ["rubbish", "", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "\ud800"])
def test_unreadable_text_is_kept_and_stops_nothing(copy: Copy, text: str) -> None:
    """I-11: one bad item never stops a calendar; its bytes are kept."""
    taken = copy.take(text, A)
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["A"]
    bad = copy.store.resource(taken.touched[0].resource)
    assert (bad.why_blocked, bad.text) == (Why.UNREADABLE, text.encode(errors="replace").decode())
    assert copy.reader.status().unreadable == 1
    copy.take(B, A)
    assert copy.reader.status().unreadable == 0


def test_a_slice_that_names_one_href_twice_takes_the_last(copy: Copy) -> None:
    items = [RemoteItem(Href("/work/1.ics"), ETag('"1"'), A), RemoteItem(Href("/work/1.ics"), ETag('"2"'), B)]
    assert len(copy.store.take_remote(copy.work, items).touched) == 1
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["B"]


@pytest.mark.parametrize("window_grows", [False, True])
def test_what_was_read_ahead_is_used_while_it_holds(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, window_grows: bool
) -> None:
    """G13: between reading texts and storing them others may run, and may have more of a series shown."""
    text = event_text("u1", "Review", "20261014T090000", "20261014T100000", "RRULE:FREQ=YEARLY")
    items = [RemoteItem(Href("/work/1.ics"), ETag('"1"'), text)]
    ahead = list(copy.store.read_ahead(copy.work, items))
    if window_grows:
        copy.store.extend_window(date(2026, 1, 1), date(2040, 12, 31))
    scanned: list[str] = []

    def noted(text: str) -> Index:
        scanned.append(text)
        return scan(text)

    monkeypatch.setattr(indexing, "scan", noted)
    assert len(copy.store.take_remote(copy.work, items, ahead).touched) == 1
    assert scanned == [text] * window_grows
    assert len(copy.day(2040, 10, 14)) == window_grows


def test_ids_are_never_used_again(copy: Copy) -> None:
    first = copy.one(A)
    copy.store.drop_remote(copy.work, [Href(f"/{copy.work}/0.ics")])
    second = copy.one(A)
    assert second > first
    copy.store.delete_local(copy.store.create_local(copy.work, Href("/work/n.ics"), B).resource)
    assert copy.take(A, B).touched[0].resource > second + 1


def test_conflict_keeps_both(copy: Copy) -> None:
    """A08: the server's text is shown, mine waits beside it."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    copy.store.kept_both(resource, mine=B, theirs=C, etag=ETag('"2"'))
    [shown] = copy.day(2026, 10, 14)
    assert (shown.summary, shown.state, shown.blocked) == ("C", State.CLEAN, True)
    [kept] = copy.reader.kept()
    assert (kept.mine, kept.theirs, kept.summary) == (B, C, "C")
    assert copy.reader.status().conflicts == 1
    copy.store.close_kept(kept.id, "theirs")
    assert copy.reader.kept() == []
    assert copy.day(2026, 10, 14)[0].blocked is False


def test_edited_here_and_deleted_there_is_asked(copy: Copy) -> None:
    """A30: the edit stays visible and goes nowhere until the user decides."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    for _ in range(2):
        copy.store.kept_both(resource, mine=B, theirs=None, etag=ETag(""))
    [shown] = copy.day(2026, 10, 14)
    assert (shown.summary, shown.blocked) == ("B", True)
    [waiting] = copy.store.outbox()
    assert (waiting.state, waiting.why) == (OutboxState.BLOCKED, Why.GONE)
    [kept] = copy.store.kept(resource)
    assert kept.theirs == ""
    copy.store.renew(resource, href=Href("/work/new.ics"), text=event_text("u2", "B"))
    row = copy.store.resource(resource)
    assert (row.state, row.href, row.uid, row.etag, row.base_text) == (State.NEW, "/work/new.ics", "u2", "", "")
    assert copy.store.outbox()[0].state is OutboxState.WAITING


def test_merge_is_sent_on_top_of_the_new_base(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    send(copy, resource)
    copy.store.rebase(resource, text=C, base_text=A, etag=ETag('"2"'))
    row, waiting = copy.store.resource(resource), copy.store.outbox_of(resource)
    assert (row.text, row.base_text, row.etag, row.state, row.revision) == (C, A, '"2"', State.CHANGED, 2)
    assert waiting is not None
    assert (waiting.state, waiting.attempts) == (OutboxState.WAITING, 1)


def test_deletion_on_top_of_a_new_base_stays_a_deletion(copy: Copy) -> None:
    resource = copy.one(A)
    copy.store.delete_local(resource)
    copy.store.rebase(resource, text=A, base_text=B, etag=ETag('"2"'))
    row = copy.store.resource(resource)
    assert (row.state, row.etag) == (State.DELETED, '"2"')
    assert copy.day(2026, 10, 14) == []
    copy.store.take_theirs(resource, ETag('"3"'), C)
    assert [(each.summary, each.state) for each in copy.day(2026, 10, 14)] == [("C", State.CLEAN)]


def test_refused_event_keeps_its_text_and_says_why(copy: Copy) -> None:
    """A09, A06: a refused write is marked, not lost; an edit sends it again."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B)
    send(copy, resource)
    copy.store.block(resource, Why.READ_ONLY)
    assert copy.day(2026, 10, 14)[0].blocked
    assert (copy.reader.status().waiting, copy.reader.status().blocked) == (0, 1)
    copy.store.unblock(resource)
    assert [row.state for row in copy.store.outbox()] == [OutboxState.WAITING]
    copy.store.block(resource, Why.READ_ONLY)
    copy.store.edit_local(resource, C)
    assert [(row.state, row.why) for row in copy.store.outbox()] == [(OutboxState.WAITING, "")]
    assert copy.store.resource(resource).why_blocked == ""


def test_program_and_user_changes_are_told_apart(copy: Copy) -> None:
    """I-6: whether every unsent change was made by the program."""
    resource = copy.one(A)
    copy.store.edit_local(resource, B, by_program=True)
    assert copy.store.resource(resource).program_only
    copy.store.edit_local(resource, C)
    assert not copy.store.resource(resource).program_only
    copy.store.edit_local(resource, A, by_program=True)
    assert not copy.store.resource(resource).program_only


def test_attempts_and_next_try(copy: Copy) -> None:
    """A06: the outbox tells attempts and the next try."""
    resource = copy.store.create_local(copy.work, Href("/work/1.ics"), A).resource
    [row] = copy.store.outbox()
    later = NOON + timedelta(minutes=5)
    copy.store.postpone(row.op, why=Why.OFFLINE, next_at=later)
    send(copy, resource)
    copy.store.postpone(row.op, why=Why.RATE_LIMITED, next_at=later)
    [waiting] = copy.reader.outbox()
    assert (waiting.attempts, waiting.why, waiting.next_try) == (2, Why.RATE_LIMITED, later)
    assert waiting.since == NOON
    copy.store.hurry(copy.account)
    assert copy.reader.outbox()[0].next_try is None


def test_one_uid_at_two_hrefs_is_shown_twice(copy: Copy) -> None:
    """Reliability 2.13: two hrefs with one UID are both shown, never merged by guess."""
    copy.take(A, B)
    assert sorted(each.summary for each in copy.day(2026, 10, 14)) == ["A", "B"]
    assert len(copy.store.resource_by_uid(Uid("u1"), copy.work)) == 2


def test_a_sync_asks_for_what_it_was_told_of(copy: Copy) -> None:
    """A24: among many resources a few are looked up; how many there are is counted, apart from those no server has."""
    items = [RemoteItem(Href(f"/work/{n}.ics"), ETag(f"e{n}"), event_text(f"u{n}")) for n in range(5)]
    copy.store.take_remote(copy.work, items)
    copy.store.create_local(copy.work, Href("/work/mine.ics"), event_text("mine"))
    every = copy.store.etags(copy.work)
    assert set(every) == {*(item.href for item in items), Href("/work/mine.ics")}
    named = [Href("/work/1.ics"), Href("/work/mine.ics"), Href("/work/none.ics")]
    assert copy.store.etags(copy.work, among=named) == {href: every[href] for href in named[:2]}
    assert set(copy.store.etags(copy.work, etag=ETag("e3"))) == {Href("/work/3.ics")}
    assert copy.store.held(copy.work) == (6, 1)
