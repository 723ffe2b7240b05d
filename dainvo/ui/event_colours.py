"""The colours that one event can have instead of its calendar's (E30), and what they are called.

Only words: how they are drawn is the theme's, and what is written of them is `ical.colours`'.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoreFields", text)


def none() -> str:
    """What an event without a colour of its own has."""
    return _tr("the calendar’s")


def named() -> dict[str, str]:
    """By the name that CSS has for them: apart from each other, and readable as a fill."""
    return {
        "royalblue": _tr("blue"),
        "teal": _tr("teal"),
        "seagreen": _tr("green"),
        "olivedrab": _tr("olive"),
        "darkgoldenrod": _tr("amber"),
        "chocolate": _tr("orange"),
        "crimson": _tr("red"),
        "mediumvioletred": _tr("pink"),
        "blueviolet": _tr("purple"),
        "slateblue": _tr("indigo"),
        "slategray": _tr("slate"),
        "sienna": _tr("brown"),
    }
