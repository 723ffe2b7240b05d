"""Many saves, two computers, and a death at every step in turn: as many meetings as saves (N01).

`DAINVO_CRASH_MATRIX=full` makes it the 200 saves of the row; each of the eight steps is met once otherwise.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fakes import day
from fakes.caldav_servers import SERVERS
from fakes.calendar_wire import ask, wire
from fakes.crash_world import Place
from fakes.meeting_world import connect
from fakes.mortal import Act, MortalBench, Mortals, Order, live_on

from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import accounts, calendars
from dainvo.ical import conference
from dainvo.ical.resource import scan

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked: needs POSIX"),
]

SAVES: Final = 200 if os.environ.get("DAINVO_CRASH_MATRIX") == "full" else 8
POST: Final = "zoom POST /v2/users/me/meetings#1"
#: From the commit of the save to the answer of the calendar server.
STEPS: Final = (
    ("store create_local#1", "after"),
    ("store set_intent#1", "before"),
    (POST, "before"),
    (POST, "left"),
    (POST, "after"),
    ("store linked#1", "inside"),
    ("caldav PUT#1", "left"),
    ("caldav PUT#1", "after"),
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A calendar server and a Zoom that both computers use."""
    with (
        ZoomServer(seed="1", running=day.now) as zoom,
        SERVERS["radicale"](tmp_path / "server") as server,
        wire(server.url) as way,
    ):
        yield Place(tmp_path, server, way, zoom)


def computers(place: Place, folder: Path) -> list[Path]:
    """Two profiles of one person, at rest."""
    # Zoom lets an app have more than one sign-in of a user if it is asked to; else the last one counts (zoom.md §3.4).
    ask("POST", f"{place.admin_url}/switches", body=json.dumps({"parallel_grants": True}))
    folders = [folder / "one", folder / "two"]
    for number, home in enumerate(folders):
        home.mkdir()
        bench = MortalBench(home, place.environ, background=False)
        try:
            account = bench.call(accounts.add_caldav, place.wire.url, place.server.user, place.server.password)
            if not number:
                bench.call(calendars.create_calendar, account, "Work")
            bench.call(accounts.sync, account)
            place.hrefs = bench.store(lambda store: {row.name: row.href for row in store.collections()})
            connect(bench)
        finally:
            bench.close()
    return folders


def lives(place: Place, folders: list[Path]) -> tuple[set[str], int]:
    """A save a life, each killed at the next step: what was saved, and how many deaths there were.

    A life that goes on with the work of an earlier one may die over that before its own save.
    """
    mortals, saved, deaths = Mortals(), set[str](), 0
    try:
        for number in range(2 * SAVES):
            if len(saved) == SAVES:
                break
            turn = number if len(STEPS) == SAVES else number // 2  # each step on both computers, or once
            step, phase = STEPS[turn % len(STEPS)]
            title = f"Event {number}"
            life = mortals.live(
                Order(
                    folder=str(folders[number % 2]),
                    environ=place.environ,
                    admin_url=place.admin_url,
                    acts=(Act("create", {"title": title, "online": True}),),
                    step=step,
                    phase=phase,
                    ahead_s=place.ahead_s,
                    at_once=True,
                )
            )
            place.settle()
            place.ahead_s += life.passed_s
            deaths += life.killed
            assert life.exit_code in (0, -9)
            if ("store create_local#1", "after") in life.steps:
                saved.add(title)
            else:
                assert not life.acknowledged
    finally:
        mortals.close()
    return saved, deaths


def come_to_rest(place: Place, folders: list[Path]) -> None:
    """Both computers are left on until nothing is open any more."""
    for home in (*folders, *folders):
        bench = MortalBench(home, place.environ, background=True, ahead_s=place.ahead_s)
        try:
            live_on(bench, place.admin_url)
            left = bench.store(lambda store: [*store.intents(), *store.outbox(), *store.kept()])
            assert bench.bugs == []
        finally:
            bench.close()
        place.ahead_s = bench.ahead_s
    assert left == []


@pytest.mark.timeout(3600)
def test_so_many_saves_so_many_meetings(place: Place, tmp_path: Path) -> None:
    """N01: each save is one event with one meeting that no other event has, and none is left over."""
    folders = computers(place, tmp_path)
    saved, deaths = lives(place, folders)
    come_to_rest(place, folders)
    links = [conference.find(text) for _, text in place.texts()]
    titles = Counter(scan(text).rows[0].summary for _, text in place.texts())
    assert titles == Counter(saved)
    assert None not in links
    linked = Counter(link.meeting_id for link in links if link is not None)
    assert linked == Counter(str(meeting["id"]) for meeting in place.meetings())
    assert max(linked.values()) == 1
    assert len(saved) == SAVES
    assert deaths > SAVES * 3 // 4
