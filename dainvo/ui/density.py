"""How close together things stand (L03): heights of lines and rows in three steps, and lines of a title (L13).

They grow with the user's own font (X08). Numbers only; who draws with them asks for those in use.
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

_scale = 1.0
_step = _current = STEPS[USUAL]
_title_lines = 0


def of(name: str) -> Density:
    """The step called `name`; the usual one for anything else."""
    return STEPS.get(name, STEPS[USUAL])


def current() -> Density:
    """The step in use, as large as the words are."""
    return _current


def scale() -> float:
    """How much larger than usual the words are; at least 1."""
    return _scale


def grown(px: int) -> int:
    """`px` for a user whose own font is larger than usual: what holds words grows with them."""
    return round(px * _scale)


def title_lines(usual: int) -> int:
    """How many lines a title may take where `usual` look well."""
    return _title_lines or usual


def use(name: str, lines: int = 0) -> None:
    """Make this step the one in use; what is laid out already is laid out again by whoever shows it."""
    global _step, _title_lines
    _step, _title_lines = of(name), lines
    grow(_scale)


def grow(scale: float) -> None:
    """Make everything so much larger, for words that are; nothing gets smaller than usual."""
    global _scale, _current
    _scale = max(1.0, scale)
    _current = Density(*map(grown, _step))
