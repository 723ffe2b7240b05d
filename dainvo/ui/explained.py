"""Whether the guide says more about a failure, and the button that leads there.

Knows no part of the guide: `help_window` does.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.errors import Why
from dainvo.ui import help_window
from dainvo.ui.help_window import PARTS, folder
from dainvo.ui.notice import Cure

_HELP = "help:"


def help_on(why: str) -> tuple[Cure, ...]:
    """The button that leads to the part about this reason; none if there is none. `show` takes its key."""
    face = QCoreApplication.translate("Explained", "Help")
    return (Cure(f"{_HELP}{why}", face),) if is_explained(why) else ()


def show(parent: QWidget, key: str) -> bool:
    """Open the guide at the part that a button of `help_on` leads to; False for any other key."""
    if not key.startswith(_HELP):
        return False
    help_window.show(parent).explain(Why(key.removeprefix(_HELP)))
    return True


def is_explained(why: str) -> bool:
    """Whether there is a guide, and it has a part about this reason (a value of errors.Why)."""
    return why in {str(one) for one in PARTS} and folder().is_dir()
