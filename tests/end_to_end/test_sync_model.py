"""P-2: two programs, others, and a server that fails: whatever happens, nobody's words are lost (A05–A08, A30).

`DAINVO_SYNC_EXAMPLES=10000` runs that many; the seed is printed with a failure, `DAINVO_SYNC_SEED` takes one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from typing import Any

import hypothesis
import pytest
from fakes.model_server import Habits, ModelServer
from fakes.sync_model import FIELDS, Choice, World, make_template, values
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from dainvo.engine.actions import files, undo
from dainvo.engine.removal import keep_where_they_were
from dainvo.store.rows import AccountState

pytestmark = pytest.mark.end_to_end

EXAMPLES = int(os.environ.get("DAINVO_SYNC_EXAMPLES", "200"))
_ANY = SystemRandom().randrange(2**32) if "DAINVO_SYNC_EXAMPLES" in os.environ else 20270310
SEED = int(os.environ.get("DAINVO_SYNC_SEED", _ANY))
CALENDARS = ["/cal/one/", "/cal/two/"]
MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made there

who = st.integers(0, 1)
which = st.integers(0, 7)
fields = st.sampled_from([*FIELDS, "time", "people"])
days = st.sampled_from([0, 0, 1, 2])
choices: st.SearchStrategy[Choice] = st.sampled_from(["theirs", "mine", "both"])
kinds = st.sampled_from(["create", "change", "change", "delete", "rewrite", "rename", "squat"])
acts = st.builds(
    lambda when, what, number: f"{when}:{what}:{number}",
    st.sampled_from(["before", "after"]),
    st.sampled_from(["edit", "edit", "delete", "change", "delete"]),
    which,
)
faults = st.lists(
    st.one_of(
        st.just(""),
        st.just(""),
        st.sampled_from(["lost", "cut", "offline", "busy", "full", "kill_before", "kill_after"]),
        acts,
    ),
    max_size=8,
)


class Sync(RuleBasedStateMachine):
    """What people and servers do, in any order."""

    world: World
    folder: Path

    @initialize(
        habits=st.builds(
            Habits,
            tokens=st.sampled_from([True, True, False]),
            inline=st.booleans(),
            rewrites=st.booleans(),
            weak=st.sampled_from([False, False, True]),
            one_uid=st.booleans(),
            page=st.sampled_from([0, 0, 1, 2]),
            cuts=st.sampled_from([0, 0, 0, 2]),
        ),
        seed=st.integers(0, 1000),
    )
    def begin(self, habits: Habits, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        server = ModelServer(habits, "one", "two")
        self.world = World(self.folder, _template(), server, seed)

    @rule(who=who, calendar=st.integers(0, 1), hour=which, series=st.sampled_from([False, False, True]))
    def create(self, who: int, calendar: int, hour: int, series: bool) -> None:
        world = self.world
        world.run(world.create(world.programs[who], calendar, hour, series=series))

    @rule(who=who, which=which, field=fields, day=days)
    def edit(self, who: int, which: int, field: str, day: int) -> None:
        self.world.run(self.world.edit(self.world.programs[who], which, field, day))

    @rule(who=who, which=which)
    def move(self, who: int, which: int) -> None:
        self.world.run(self.world.move(self.world.programs[who], which))

    @rule(who=who, which=which, day=days)
    def delete(self, who: int, which: int, day: int) -> None:
        self.world.run(self.world.delete(self.world.programs[who], which, day))

    @rule(who=who)
    def sync(self, who: int) -> None:
        self.world.synced(self.world.programs[who], [])

    @rule(who=who, faults=faults)
    def sync_badly(self, who: int, faults: list[str]) -> None:
        self.world.synced(self.world.programs[who], faults)

    @rule(who=who)
    def restart(self, who: int) -> None:
        self.world.programs[who].restart()

    @rule(kind=kinds, which=which, field=fields)
    def others(self, kind: str, which: int, field: str) -> None:
        self.world.foreign(kind, which, field)

    @rule()
    def forget_tokens(self) -> None:
        self.world.server.forget_tokens()

    @precondition(lambda self: any(program.kept() for program in self.world.programs))
    @rule(who=who, which=which, choice=choices, row=st.sampled_from([None, None, 0]))
    def decide(self, who: int, which: int, choice: Choice, row: int | None) -> None:
        self.world.run(self.world.decide(self.world.programs[who], which, choice, row))

    @rule(who=who, answer=st.sampled_from(["remove", "put_back"]))
    def answer(self, who: int, answer: Any) -> None:
        self.world.answer(self.world.programs[who], answer)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.settle()
            self.world.check()
            self.world.decide_all(["theirs", "mine", "both"])
            self.world.check()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)


_made: list[Path] = []


def _template() -> Path:
    if not _made:
        _made.append(make_template(Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)), CALENDARS))
    return _made[0]


@pytest.fixture(autouse=True)
def _clean() -> Any:
    yield
    while _made:
        shutil.rmtree(_made.pop().parent)


@pytest.mark.timeout(120 + EXAMPLES)
def test_nobodys_words_are_lost() -> None:
    sys.stdout.write(f"DAINVO_SYNC_SEED={SEED}\n")
    machine = hypothesis.seed(SEED)(Sync)
    hypothesis.stateful.run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=24,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A server that keeps to the standards, and two programs that have nothing yet."""
    made = World(tmp_path, make_template(tmp_path, CALENDARS), ModelServer(Habits(), "one", "two"), 1)
    yield made
    made.close()


def agreed(world: World, *expected: str) -> None:
    """Nothing is asked, and both show what the server has: texts with these words."""
    world.settle()
    world.check()
    assert [kept for program in world.programs for kept in program.kept()] == []
    assert sorted(" ".join(sorted(values(text))) for _, _, text in world.server.texts()) == sorted(expected)


def compared(world: World) -> None:
    """All is in sync, and the comparison of all etags that follows a first sync is done."""
    for _ in range(3):
        world.settle()


def test_changed_by_others_and_edited_here_while_our_write_was_read_back(world: World) -> None:
    """I-1: what others wrote right after us is no base for an edit that never saw it."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    world.synced(anna, ["after:change:1", "after:edit:2"])
    agreed(world, "v1 v2 v3")


def test_deleted_while_our_write_was_read_back_after_others_changed_it(world: World) -> None:
    """A30: the deletion is asked about: nobody here ever saw what the others wrote."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    world.synced(anna, ["after:change:1", "before:delete:0"])
    world.settle()
    world.check()
    [kept] = anna.kept()
    assert (kept.mine, values(kept.theirs)) == ("", {"v1", "v2"})


def test_a_new_event_deleted_while_another_is_sent_stops_nothing(world: World) -> None:
    """A06: the account goes on."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    world.run(world.create(anna, 0, 2, series=False))
    world.synced(anna, ["before:delete:1"])
    assert anna.store.account(anna.account).state is AccountState.OK
    agreed(world, "v1")


def test_edited_after_a_deletion_that_is_asked_about(tmp_path: Path) -> None:
    """A30: deleted while its edit was read back from a server that writes something of its own into it: asked about,
    and whoever goes on with it wants it."""
    habits = Habits(inline=False, rewrites=True, weak=True)
    world = World(tmp_path, make_template(tmp_path, CALENDARS), ModelServer(habits, "one", "two"), 489)
    anna = world.programs[0]
    world.run(world.create(anna, 0, 0, series=False))
    world.synced(anna, [])
    world.run(world.edit(anna, 0, "summary"))
    world.synced(anna, ["", "", "before:delete:0"])
    assert [kept.mine for kept in anna.kept()] == [""]
    world.run(world.edit(anna, 0, "time"))
    agreed(world, "v2")
    world.close()


def test_kept_by_one_and_deleted_by_who_changed_it(world: World) -> None:
    """A30: deleted by anna, changed by ben, kept by anna after all; ben, who wrote that version, deletes it."""
    anna, ben = world.programs
    world.run(world.create(anna, 0, 0, series=False))
    world.synced(anna, [])
    world.synced(ben, [])
    world.run(world.delete(anna, 0))
    world.run(world.edit(ben, 0, "summary"))
    world.synced(ben, [])
    world.synced(anna, [])
    world.run(world.delete(ben, 0))
    world.run(world.decide(anna, 0, "theirs"))
    world.settle()
    world.check()
    assert list(world.server.texts()) == []


@pytest.mark.parametrize("faults", [["lost"], []])
def test_moved_by_two_and_edited_by_one(world: World, faults: list[str]) -> None:
    """I-3: both moved the event to the same calendar; what is there is what both began from, though nobody knows
    whether our write arrived: the edit goes on top."""
    anna, ben = world.programs
    world.run(world.create(ben, 0, 0, series=False))
    world.synced(ben, [])
    world.run(world.move(ben, 0))
    world.synced(anna, [])
    world.run(world.move(anna, 0))
    world.synced(ben, [])
    world.run(world.edit(anna, 0, "summary"))
    world.synced(anna, faults)
    agreed(world, "v2")


@pytest.mark.parametrize("faults", [["lost"], []])
def test_moved_by_two_and_edited_by_both(world: World, faults: list[str]) -> None:
    """I-3: nobody knows whether what is there came of ours: both texts stay to choose from."""
    anna, ben = world.programs
    world.run(world.create(ben, 0, 0, series=False))
    world.synced(ben, [])
    world.run(world.move(ben, 0))
    world.run(world.edit(ben, 0, "location"))
    world.synced(anna, [])
    world.run(world.move(anna, 0))
    world.synced(ben, [])
    world.run(world.edit(anna, 0, "summary"))
    world.synced(anna, faults)
    world.settle()
    world.check()
    [kept] = anna.kept()
    assert values(kept.mine) | values(kept.theirs) == {"v1", "v2", "v3"}


def test_moved_to_where_it_stands_already(world: World) -> None:
    """A25: the same event in both calendars, one moved onto the other: both texts stay to choose from."""
    anna = world.programs[0]
    world.foreign("create", 0, "summary")
    [(_, name, text)] = world.server.texts()
    world.server.store(CALENDARS[1], name, text.replace("SUMMARY:v1", "SUMMARY:v1 twice"))
    world.synced(anna, [])
    world.run(world.move(anna, 0))
    world.settle()
    world.check()
    assert len(anna.kept()) == 1
    world.decide_all(["mine"])
    world.check()


def test_made_in_two_places_under_one_name(world: World) -> None:
    """A07: no blind write; ours waits beside theirs, and both can stay."""
    anna, ben = world.programs
    world.run(world.create(anna, 0, 1, series=False))
    [row] = anna.shown()
    world.server.store(CALENDARS[0], row.href.rpartition("/")[2], row.text.replace("v1", world.word()))
    world.synced(anna, [])
    world.synced(ben, [])
    [kept] = anna.kept()
    assert (values(kept.mine), values(kept.theirs)) == ({"v1"}, {"v2"})
    world.decide_all(["both"])
    agreed(world, "v1", "v2")


def test_an_answer_cut_without_a_word_is_made_whole(world: World) -> None:
    """A05, F-4: a first sync that brought two of five; the server says of itself that there is more."""
    world.server.habits = replace(world.server.habits, cuts=2)
    for number in range(5):
        world.foreign("create", 2 * number, "summary")
    for program in world.programs:
        world.synced(program, [])
    assert len(world.programs[0].shown()) == 5
    agreed(world, "v1", "v2", "v3", "v4", "v5")


def test_deleted_while_it_was_sent_and_others_wrote(world: World) -> None:
    """A30: what is deleted here is not written any more, over what others wrote least of all."""
    anna = world.programs[0]
    world.foreign("create", 0, "summary")
    world.synced(anna, [])
    world.run(world.edit(anna, 0, "location"))
    world.synced(anna, ["", "before:delete:0", "after:change:0"])
    world.settle()
    world.check()
    assert [(kept.mine, values(kept.theirs)) for kept in anna.kept()] == [("", {"v2", "v3"})]


def test_gone_and_back_while_it_is_asked_about(world: World) -> None:
    """A08, I-3: edited here, deleted there, there again: nothing to decide where nothing clashes."""
    anna = world.programs[0]
    world.foreign("create", 0, "summary")
    [(calendar, name, text)] = world.server.texts()
    world.synced(anna, [])
    world.run(world.edit(anna, 0, "location"))
    world.server.delete(calendar, name)
    world.synced(anna, [])
    assert len(anna.kept()) == 1
    world.server.store(calendar, name, text)
    agreed(world, "v1 v2")
    world.run(world.edit(anna, 0, "summary"))
    world.server.delete(calendar, name)
    world.synced(anna, [])
    world.server.store(calendar, name, text.replace("v1", world.word()))
    world.synced(anna, [])
    [kept] = anna.kept()
    assert (values(kept.mine), values(kept.theirs)) == ({"v2", "v3"}, {"v4"})


def test_made_in_two_places_and_our_answer_is_lost(world: World) -> None:
    """A07: whether the first write arrived nobody knows, but what is there was made at another moment: both stay."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    world.foreign("squat", 0, "summary")
    world.synced(anna, ["kill_after"])
    world.settle()
    world.check()
    [kept] = anna.kept()
    assert (values(kept.mine), values(kept.theirs)) == ({"v1"}, {"v2"})


def test_imported_while_others_had_it_and_the_answer_was_lost(world: World, tmp_path: Path) -> None:
    """A07 A12: what stands there was made at the same moment, and is no later state of what was imported."""
    anna, ben = world.programs
    world.run(world.create(anna, 0, 1, series=False))
    [row] = anna.shown()
    world.synced(anna, [])
    file = tmp_path / "newer.ics"
    file.write_bytes(row.text.replace("v1", f"v1 {world.word()}").encode())
    world.run(files.import_file(ben.desk, file, ben.store.collections()[0].id))
    world.synced(ben, ["lost"])
    world.settle()
    world.check()
    assert [values(kept.mine) for kept in ben.kept()] == [{"v1", "v2"}]


def test_deleted_elsewhere_gone_on_with_here_and_put_back_there(world: World) -> None:
    """A30: whether it stays is no question any more once it stands there again; no answer to that hides it."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    world.synced(anna, [])
    [row] = anna.shown()
    [(calendar, name, there)] = world.server.texts()
    world.run(world.edit(anna, 0, "summary"))
    edited = anna.store.resource(row.id).text
    world.server.delete(calendar, name)
    world.synced(anna, [])
    assert [kept.theirs for kept in anna.kept()] == [""]
    world.run(undo.revert(anna.desk, row.uid, row.collection, row.text, edited))
    world.server.store(calendar, name, there.replace("v1", world.word()))
    world.synced(anna, [])
    assert "" not in [kept.theirs for kept in anna.kept()]
    world.settle()
    world.decide_all(["theirs"])
    assert [values(row.text) for row in anna.shown()] == [{"v3"}]


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_events_with_one_uid_the_one_that_was_edited_goes_back(world: World, which: int) -> None:
    """K16: the calendar holds the UID twice; the other event stays as it is."""
    anna = world.programs[0]
    world.foreign("create", 0, "summary")
    [(calendar, name, text)] = world.server.texts()
    world.server.store(calendar, f"second-{name}", text.replace("v1", world.word()))
    world.synced(anna, [])
    before = {row.href: row.text for row in anna.shown()}
    row = anna.shown()[which]
    world.run(world.edit(anna, which, "summary"))
    edited = anna.store.resource(row.id).text
    world.run(undo.revert(anna.desk, row.uid, row.collection, row.text, edited))
    assert [values(row.text) for row in anna.shown()] == [values(text) for text in before.values()]


def test_what_stood_under_the_name_of_a_refused_new_event_is_shown_once_that_is_given_up(world: World) -> None:
    """A05: the server told of it while ours stood in the way, and tells it once."""
    anna = world.programs[0]
    compared(world)
    world.run(world.create(anna, 0, 1, series=False))
    world.foreign("squat", 0, "summary")
    world.synced(anna, ["refused"])
    assert [values(row.text) for row in anna.shown()] == [{"v1"}]
    world.run(world.delete(anna, 0))
    agreed(world, "v2")


def test_what_others_wrote_of_an_event_that_was_on_its_way_is_shown_once_it_stays(world: World) -> None:
    """A05: told while it counted as moved to a calendar that did not take it, and that is forgotten then."""
    anna = world.programs[0]
    world.run(world.create(anna, 0, 1, series=False))
    compared(world)
    world.run(world.move(anna, 0))
    world.foreign("change", 0, "summary")
    world.synced(anna, ["refused"])
    [row] = anna.shown()
    keep_where_they_were(anna.desk, [row.collection])
    anna.store.delete_local(row.id)
    agreed(world, "v2")
