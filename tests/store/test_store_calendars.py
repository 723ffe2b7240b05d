"""Calendars as such in the copy: what was chosen here, what a server is still to be told, what is kept at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from fakes.offline_copies import Copy, listed

from dainvo.errors import Refused, Why
from dainvo.ical.event import CollectionId, Href
from dainvo.store import migrations
from dainvo.store.rows import CollectionState

WORK, TEAM = Href("/anna/work/"), Href("/bob/team/")


def first(copy: Copy) -> CollectionId:
    return copy.store.collections()[0].id


def test_what_was_changed_again_while_it_was_sent_waits_on(copy: Copy) -> None:
    """A17: the server took the first colour; the second one is still to be told."""
    calendar = first(copy)
    copy.store.dress(calendar, color="#111111", name="One", tell=True)
    sent = copy.store.collection(calendar)
    copy.store.dress(calendar, color="#222222", tell=True)
    copy.store.told(calendar, sent, frozenset())
    row = copy.store.collection(calendar)
    assert (row.to_send, row.local_color, row.name, row.local_name) == (frozenset({"color"}), "#222222", "One", "")
    copy.store.told(calendar, row, frozenset({"color"}))
    row = copy.store.collection(calendar)
    assert (row.to_send, row.kept_here, row.local_color) == (frozenset(), frozenset({"color"}), "#222222")
    copy.store.dress(calendar, color="", tell=True)
    row = copy.store.collection(calendar)
    assert (row.to_send, row.kept_here, row.local_color) == (frozenset(), frozenset(), "")


def test_a_place_of_ones_own_comes_first(copy: Copy) -> None:
    """A17: until the server has it, and given up with -1."""
    calendar = first(copy)
    copy.store.dress(calendar, position=5, tell=False)
    assert copy.reader.collections()[-1].id == calendar
    copy.store.dress(calendar, position=-1, tell=False)
    assert copy.reader.collections()[0].id == calendar


def test_what_is_not_kept_is_not_shown(copy: Copy) -> None:
    """A04: later calendars are offered; one put aside loses its events, its account none of its own."""
    account = copy.store.collection(first(copy)).account
    own = [listed(row.href, row.name) for row in copy.store.collections()]
    came, _ = copy.store.put_collections(account, [*own, listed(TEAM, "Team")], offer=True)
    [team] = came
    assert team not in {one.id for one in copy.reader.collections()}
    assert [one.state for one in copy.reader.other_collections()] == [CollectionState.OFFERED]
    _, gone = copy.store.put_collections(account, own)
    assert gone == [], "an offer that nobody took is no loss"
    assert copy.reader.other_collections() == []


def test_a_home_set_that_was_not_listed_keeps_its_calendars(copy: Copy) -> None:
    """A15: what is in an unasked home set is neither gone nor changed."""
    account = copy.store.collection(first(copy)).account
    own = [listed(row.href, row.name) for row in copy.store.collections()]
    copy.store.put_collections(account, [*own, listed(TEAM, "Team", owner="Bob", home="/bob/")])
    copy.store.put_collections(account, own, unasked={"/bob/"})
    team = next(row for row in copy.store.collections() if row.href == TEAM)
    assert (team.state, team.owner) == (CollectionState.OK, "Bob")
    copy.store.put_collections(account, own)
    assert copy.store.collection(team.id).state is CollectionState.GONE


def test_a_calendar_that_is_not_there(copy: Copy) -> None:
    with pytest.raises(Refused) as failed:
        copy.store.put_aside(CollectionId(99))
    assert failed.value.why is Why.NO_SUCH_CALENDAR
    with pytest.raises(Refused):
        copy.store.dress(CollectionId(99), name="x", tell=True)


def test_calendars_of_an_older_file_keep_their_rights(tmp_path: Path) -> None:
    """A10 A33: what could be written may be changed and deleted, what could not may not."""
    connection = sqlite3.connect(tmp_path / "dainvo.db", isolation_level=None)
    migrations.migrate(connection, tmp_path / "dainvo.db", migrations.STEPS[:3])
    connection.execute("INSERT INTO account (kind, name, url, user, identity) VALUES ('caldav', 'A', '', '', '')")
    for href, writable in (("/a/", 1), ("/b/", 0)):
        connection.execute(
            "INSERT INTO collection (account, href, name, color, writable, schedules, supports_sync, position)"
            " VALUES (1, ?, 'N', '', ?, 0, 1, 0)",
            (href, writable),
        )
    migrations.migrate(connection, tmp_path / "dainvo.db")
    found = connection.execute("SELECT may_change, may_delete, local_name, owner FROM collection ORDER BY href")
    assert found.fetchall() == [(1, 1, "", ""), (0, 0, "", "")]
    connection.close()
