"""Whether the guide says more about a failure, so that a button may lead there.

Opens nothing: `help_window` does.
"""

from __future__ import annotations

from dainvo.ui.help_window import PARTS, folder


def is_explained(why: str) -> bool:
    """Whether there is a guide, and it has a part about this reason (a value of errors.Why)."""
    return why in {str(one) for one in PARTS} and folder().is_dir()
