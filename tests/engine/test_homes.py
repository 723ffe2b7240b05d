"""Whose calendars are whose: one person is one person however a server writes the address."""

from __future__ import annotations

import pytest

from dainvo.engine.homes import person


@pytest.mark.parametrize(
    "other",
    [
        "/dav/principals/user/anna@fastmail.example",
        "/dav/principals/user/anna%40fastmail.example/",
        "https://dav.example/dav/principals/user/anna%40fastmail.example/",
    ],
)
def test_one_person(other: str) -> None:
    """A15: Fastmail writes %40 in one place and @ in another; the own calendars must not become somebody else's."""
    assert person(other) == person("/dav/principals/user/anna@fastmail.example/") != ""


@pytest.mark.parametrize(("one", "other"), [("/principals/anna/", "/principals/ann/"), ("/a%2Fb/", "/a/b/")])
def test_two_people(one: str, other: str) -> None:
    """A15"""
    assert person(one) != person(other)


@pytest.mark.parametrize("nobody", ["", "https://dav.example", "/../x"])
def test_nobody(nobody: str) -> None:
    """A15: what names nobody is nobody's."""
    assert person(nobody) == "" or ".." not in person(nobody)
