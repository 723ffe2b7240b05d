"""What a launch or a link may open: files, subscriptions, days, events; nothing else."""

from __future__ import annotations

import ntpath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dainvo.cli.arguments import split
from dainvo.ui import targets
from dainvo.ui.targets import Target, target


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("party.ics", Target("file", "/home/party.ics")),
        ("../party.ICS", Target("file", "/party.ICS")),
        ("/tmp/a b.ics", Target("file", "/tmp/a b.ics")),  # noqa: S108  a path, not a file
        ("file:///tmp/a%20b.ics", Target("file", "/tmp/a b.ics")),  # noqa: S108
        ("file://localhost/tmp/a.ics", Target("file", "/tmp/a.ics")),  # noqa: S108
        ("webcal://feeds.example.com/a.ics?k=1", Target("subscription", "https://feeds.example.com/a.ics?k=1")),
        ("webcals://feeds.example.com/a.ics", Target("subscription", "https://feeds.example.com/a.ics")),
        ("2026-11-21", Target("day", "2026-11-21")),
        ("dainvo://day/2026-11-21", Target("day", "2026-11-21")),
        ("dainvo://event/a%40b", Target("event", "a@b")),
    ],
)
def test_a_word_names_a_target(word: str, found: Target) -> None:
    """I01 I02 I06"""
    assert target(word, "/home") == found


@pytest.mark.parametrize(
    "word",
    [
        "dainvo://delete/UID",
        "dainvo://event/",
        "dainvo://day/2026-02-30",
        "dainvo:event/UID",
        "dainvo://day/2026-11-21/../../x",
        "webcal:",
        "webcal://user:secret@feeds.example.com/a.ics",
        "http://example.com/a",
        "file://server.example.com/share/a.ics",
        "javascript:alert(1)",
        "2026-13-01",
        "2026-02-30",
        "notes.txt",
        "events",
        "a\0.ics",
        "x" * 5000 + ".ics",
        "",
    ],
)
def test_any_other_word_names_nothing(word: str) -> None:
    """I06: unknown verbs are ignored; a link with a password in it is nobody's link."""
    assert target(word, "/home") is None


def test_a_file_link_of_windows_names_its_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    """I01"""
    monkeypatch.setattr(targets, "os", SimpleNamespace(path=ntpath))
    assert target("file:///C:/My%20days/a.ics", r"D:\here") == Target("file", r"C:\My days\a.ics")
    assert target(r"C:\days\a.ics", r"D:\here") == Target("file", r"C:\days\a.ics")


@given(st.text(max_size=60).map("dainvo://".__add__) | st.text(max_size=60))
def test_no_word_breaks_it(word: str) -> None:
    found = target(word, "/home")
    assert found is None or found.value


def test_targets_are_told_from_verbs() -> None:
    assert split(["--profile", "x.ics", "a.ics", "2026-11-21"]) == (["--profile", "x.ics"], ["a.ics", "2026-11-21"])
    assert split(["import", "a.ics", "--calendar", "1"]) == (["import", "a.ics", "--calendar", "1"], [])
    assert split(["--version"]) == (["--version"], [])
