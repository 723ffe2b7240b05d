"""PySide6's enumerations are the same ones that Python makes."""

from __future__ import annotations

import enum
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dainvo.ui import enumerations

ROOT = Path(__file__).resolve().parents[2]
KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
QUICKLY = "from dainvo.ui import enumerations; enumerations.make_quickly()"
#: All there is to an enumeration of QtCore, QtGui and QtWidgets, one a line.
TELL = """
import enum, re
from PySide6 import QtCore, QtGui, QtWidgets
def tell(made):
    members = made.__members__
    told = [made.__module__, made.__qualname__, made.__mro__, sorted(vars(made).items()), list(made), dir(made)]
    told += [(name, sorted(vars(member).items()), made(member.value) is member) for name, member in members.items()]
    print(re.sub("0x[0-9a-f]+", "", repr(told)))
def walk(place):
    for name in list(vars(place)):
        thing = getattr(place, name, None)
        if isinstance(thing, enum.EnumType):
            tell(thing)
        elif isinstance(thing, type) and thing not in seen:
            seen.add(thing)
            walk(thing)
seen = set()
for module in (QtCore, QtGui, QtWidgets):
    [getattr(module, name) for name in dir(module)]
    walk(module)
"""


@pytest.fixture
def quickly() -> Iterator[Callable[..., Any]]:
    """Makes an enumeration in our way."""
    plain = vars(enum.EnumType)["_create_"]
    enumerations.make_quickly()
    try:
        yield lambda kind, items, **options: kind("Made", items, **options)
    finally:
        type.__setattr__(enum.EnumType, "_create_", plain)


def _plainly(kind: Any, items: Any, **options: Any) -> Any:
    return enumerations._plainly(kind, "Made", items, module=__name__, **options)


def _is_ours(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what Python was asked to make from now on."""
    asked: list[str] = []
    plain = enumerations._plainly

    def told(kind: Any, name: str, *rest: Any, **options: Any) -> Any:
        asked.append(name)
        return plain(kind, name, *rest, **options)

    monkeypatch.setattr(enumerations, "_plainly", told)
    return asked


def test_every_enumeration_of_pyside_is_as_python_makes_it() -> None:
    """G5: a fifth of the start went into making them."""
    plain, ours = (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for code in (TELL, f"{QUICKLY}\n{TELL}")
    )
    assert plain.count("\n") > 500
    assert ours == plain


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_one_number_bits_at_once_and_their_order(
    kind: Any, quickly: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(kind, [("learned", 1)], boundary=enum.KEEP)
    asked = _is_ours(monkeypatch)
    items = [("Four", 4), ("One", 1), ("Five", 5), ("AlsoOne", 1), ("Nothing", 0), ("Less", -2), ("Large", 1 << 40)]
    made = quickly(kind, items, boundary=enum.KEEP)
    assert asked == []  # this one is ours
    theirs = _plainly(kind, items, boundary=enum.KEEP)
    assert enumerations._told(made) == enumerations._told(theirs)
    assert [str(member) for member in made] == [str(member) for member in theirs]
    assert made.AlsoOne is made.One is made(1) is made["One"]
    assert made.Five in made
    if issubclass(kind, enum.Flag):
        assert made.Four | made.One is made.Five
        assert repr(made.Four | made(8)) == repr(theirs.Four | theirs(8))
        assert repr(~made.Four) == repr(~theirs.Four)
    with pytest.raises(AttributeError):
        made.One = 2


def test_a_member_is_pickled_and_copied_as_itself(quickly: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    made = quickly(enum.Enum, [("Here", 1), ("There", 2)])
    assert made.__module__ == __name__
    assert quickly(enum.Enum, [("Here", 1)], module="elsewhere").__module__ == "elsewhere"
    monkeypatch.setitem(globals(), "Made", made)
    assert pickle.loads(pickle.dumps(made.There)) is made.There  # noqa: S301  our own


@pytest.mark.parametrize(
    "items",
    [
        "RED GREEN",
        ["RED", "GREEN"],
        {"RED": 1},
        [("RED", "x")],
        [("RED", True)],
        [("RED", enum.auto())],
        [("name", 1), ("value", 2)],
        [("_secret", 1)],
        (("RED", 1),),
    ],
)
def test_what_is_not_as_simple_is_left_to_python(items: Any, quickly: Callable[..., Any]) -> None:
    made = quickly(enum.Enum, items)
    assert repr(list(made)) == repr(list(_plainly(enum.Enum, items)))
    assert made.__module__ == __name__  # where it would be looked for to be unpickled


@pytest.mark.parametrize("items", [[("RED", 1), ("RED", 2)], [("mro", 1)], [("", 1)], [("_RED_", 1)]])
def test_a_bad_name_is_refused_as_by_python(items: Any, quickly: Callable[..., Any]) -> None:
    with pytest.raises((TypeError, ValueError)) as refused:
        _plainly(enum.Enum, items)
    with pytest.raises(refused.type):
        quickly(enum.Enum, items)


def test_a_python_that_makes_others_makes_them_itself(
    quickly: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later one may: one sample of each kind is held against it first."""
    plain = enumerations._plainly

    def other(kind: Any, name: str, items: Any, **options: Any) -> Any:
        made = plain(kind, name, items, **options)
        for member in made.__members__.values():
            member._later_ = True
        return made

    monkeypatch.setattr(enumerations, "_plainly", other)
    monkeypatch.setattr(enumerations, "_empty", {})
    assert quickly(enum.Enum, [("RED", 1)]).RED._later_
