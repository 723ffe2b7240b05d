"""How close together things stand (L03): heights of lines and rows in three steps, and lines of a title (L13).

Numbers only; who draws with them asks for the step in use.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from typing import NamedTuple


class Density(NamedTuple):
    """Pixels: an hour at zoom 1, the step and height of a line in the month, a row of a list, one of the side panel."""

    hour: int
    pitch: int
    chip: int
    row: int
    panel_row: int


STEPS = {
    "compact": Density(40, 17, 16, 26, 24),
    "cosy": Density(52, 20, 18, 32, 28),
    "roomy": Density(64, 24, 21, 40, 34),
}
USUAL = "cosy"

_current = STEPS[USUAL]
_title_lines = 0


def of(name: str) -> Density:
    """The step called `name`; the usual one for anything else."""
    return STEPS.get(name, STEPS[USUAL])


def current() -> Density:
    """The step in use."""
    return _current


def title_lines(usual: int) -> int:
    """How many lines a title may take where `usual` look well."""
    return _title_lines or usual


def use(name: str, lines: int = 0) -> None:
    """Make this step the one in use; what is laid out already is laid out again by whoever shows it."""
    global _current, _title_lines
    _current, _title_lines = of(name), lines
