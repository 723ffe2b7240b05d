"""A12: the name that a new event gets on its server."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.calendar_world import calendar_world, event

from dainvo.engine import names
from dainvo.engine.actions import files
from dainvo.ical.event import Href, Uid


@pytest.mark.parametrize(
    ("uid", "name"),
    [
        ("5b0c7a0e-2f6d@example.com", "5b0c7a0e-2f6d%40example.com.ics"),
        ("plain_1~a.b", "plain_1~a.b.ics"),
        ("gruß und kuss", "gru%C3%9F%20und%20kuss.ics"),
    ],
)
def test_a_name_is_the_uid(uid: str, name: str) -> None:
    assert names.href(Href("/work/"), Uid(uid)) == f"/work/{name}"


@pytest.mark.parametrize("uid", ["a/b", "..", "a\\,b", "50%2F", "what?", "a#b", "a\tb", "x" * 121, "ü" * 30, ""])
def test_what_servers_take_for_something_else_is_no_name(uid: str) -> None:
    name = names.name(Uid(uid))
    assert len(name) == 36
    assert name == names.name(Uid(uid))
    assert name != names.name(Uid(uid), again=True)


@pytest.mark.parametrize("kind", ["radicale", "xandikos"])
def test_an_event_with_a_slash_in_its_uid_reaches_the_server(tmp_path: Path, kind: str) -> None:
    """A12, I-3: it would be refused for ever, escaped or not."""
    file = tmp_path / "in.ics"
    file.write_text(event("2027/plan c?d#e%2F;é", "Odd") + event("a\\,b", "Escaped"), encoding="utf-8", newline="")
    with calendar_world(kind, tmp_path) as world:
        world.bench.call(files.import_file, file, world.collection)
        report = world.sync()
        assert (report.sent, report.errors) == (2, ())
        assert world.titles() == ["Escaped", "Odd"]
