"""What is on the disk for good when, in the copy and in the record beside it (I-12)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import Copy

from dainvo.errors import TryLater, Why
from dainvo.ical.event import Href, ResourceId, Uid
from dainvo.store import sidecar
from dainvo.store.rows import IntentKind, IntentPlan, IntentState, MeetingRow

OP = "0" * 32
LINK = "https://us02web.zoom.us/j/92674392836?pwd=x.1"
LINKED = event_text().replace("SUMMARY", f"LOCATION:{LINK}\r\nSUMMARY")


class Put:
    """A copy whose owner puts off what may be put off, and counts how often the disk is waited for beside it."""

    def __init__(self, copy: Copy, patch: pytest.MonkeyPatch) -> None:
        self.store, self.asked, self.syncs = copy.store, 0, 0
        self.beside = copy.store._path.with_name(copy.store._path.name + sidecar.SUFFIX)
        self.zoom = copy.store.add_account("zoom", "Anna", identity="acc:anna")
        self.work = copy.work
        real = os.fsync

        def fsync(descriptor: int) -> None:
            self.syncs += 1
            real(descriptor)

        patch.setattr(os, "fsync", fsync)
        self.store.on_behind = self._behind

    def _behind(self) -> None:
        self.asked += 1

    def save(self) -> ResourceId:
        plan = IntentPlan(OP, IntentKind.CREATE, self.zoom, body="{}")
        return self.store.create_local(self.work, Href("/1.ics"), event_text(), intent=plan).resource

    def link(self, resource: ResourceId) -> None:
        row = self.store.resource(resource)
        meeting = MeetingRow(Uid(row.uid), self.work, self.zoom, "92674392836", join_url=LINK, made_here=True, op_id=OP)
        self.store.linked(resource, LINKED, op_id=OP, meeting=meeting)

    def told(self) -> str:
        """The record, as anybody finds it who opens it now."""
        return self.beside.read_text()

    def is_loose(self) -> bool:
        """Whether a power cut may still take something from the copy."""
        return self.store._is_loose

    def is_ahead(self) -> bool:
        """Whether the record knows of a change that is not in the copy for good."""
        ends = sidecar.read_ends(self.beside)
        assert ends is not None
        return ends[1] > sidecar.changes(self.store._connection)


@pytest.fixture
def put(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Put]:
    yield Put(copy, monkeypatch)
    copy.store.on_behind = None


def test_a_save_is_in_the_record_at_the_next_moment_and_for_good_with_the_next_settling(put: Put) -> None:
    """I-12: the copy itself is durable at once; the record has it soon, and waits for the disk once."""
    put.save()
    assert put.asked == 1
    put.store.write_beside()
    assert "SUMMARY" in put.told()
    assert put.syncs == 0
    put.store.settle()
    assert put.syncs == 1
    put.store.settle()
    assert put.syncs == 1


def test_the_record_never_knows_more_than_the_copy_has_for_good(put: Put) -> None:
    """A33: a link that a power cut may take from the copy is not in the record before it is durable."""
    resource = put.save()
    put.link(resource)
    put.store.write_beside()
    assert LINK not in put.told()
    assert not put.is_ahead()
    put.store.settle()
    assert LINK in put.told()
    assert put.store._row("PRAGMA synchronous") == (2,)


def test_the_next_durable_commit_brings_what_was_put_off(put: Put) -> None:
    """I-12: what is written before the body leaves carries the link with it, in the copy and beside it."""
    resource = put.save()
    put.link(resource)
    row = put.store.outbox_of(resource)
    assert row is not None
    put.store.mark_sent(row.op, body=LINKED, precondition="*", revision=2, at=put.store._now())
    put.store.write_beside()
    assert LINK in put.told()
    put.store.settle()
    assert put.syncs == 1


def test_what_was_done_in_haste_waits_for_the_disk_with_what_follows_at_once(put: Put) -> None:
    """I-12: one wait for both; if nothing followed, it is asked for by itself."""
    with put.store.hasty():
        put.save()
    assert put.is_loose()
    put.store.set_intent(OP, why="")
    assert not put.is_loose()
    with put.store.hasty():
        put.store.set_intent(OP, why="offline")
    assert put.is_loose()
    put.store.be_durable()
    assert not put.is_loose()
    assert put.store._row("PRAGMA synchronous") == (2,)


def test_closing_settles(put: Put, copy: Copy) -> None:
    """I-12: nothing is left to a moment later that never comes."""
    put.link(put.save())
    put.store.close()
    assert LINK in put.told()
    assert put.syncs == 1


def test_without_an_owner_nothing_is_put_off(put: Put) -> None:
    """I-12: whoever opens a copy without a loop has all of it for good at once."""
    put.store.on_behind = None
    resource = put.save()
    assert put.syncs == 1
    put.link(resource)
    assert LINK in put.told()
    assert put.syncs == 2


def test_a_full_disk_is_tried_again(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """F-10: what could not be settled is settled by the next commit."""
    resource = put.save()
    put.link(resource)
    commit = type(put.store)._transaction

    def full(*_: object, **__: object) -> None:
        raise TryLater(Why.DISK_FULL)

    monkeypatch.setattr(type(put.store), "_transaction", full)
    with pytest.raises(TryLater):
        put.store.settle()
    monkeypatch.setattr(type(put.store), "_transaction", commit)
    put.store.set_intent(OP, attempts=1)
    put.store.write_beside()
    assert LINK in put.told()
    intent = put.store.intent(OP)
    assert intent is not None
    assert intent.state is IntentState.LINKED


def test_a_record_that_the_disk_refuses_is_written_anew(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A33: after a failed write to the disk nobody knows what is in the file: the next change writes all of it."""
    put.save()
    put.store.write_beside()

    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        put.store.settle()
    before = Path(put.beside).stat().st_ino
    put.store.set_intent(OP, why="x")
    put.store.settle()
    assert Path(put.beside).stat().st_ino != before
    assert "SUMMARY" in put.told()
