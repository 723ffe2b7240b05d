"""Where the window stands and how large it is, as words that settings keep (L11).

Places a window only where a screen is; what the window system decides itself is left to it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

USUAL = 1180, 760
_MOST = 1_000_000  # no screen reaches as far
_GRIP = QPoint(60, 12)  # so much of the window has to be on a screen, to be taken hold of


def place(window: QWidget, said: str) -> None:
    """Put `window` where `told` found it; the usual size for anything else."""
    try:
        wide, high, left, top, *full = (_within_reach(int(word)) for word in said.split())
    except ValueError:
        window.resize(*USUAL)
        return
    room = window.screen().availableGeometry()
    window.resize(min(wide, room.width()), min(high, room.height()))
    if any(one.availableGeometry().contains(QPoint(left, top) + _GRIP) for one in window.screen().virtualSiblings()):
        window.move(left, top)
    if full:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _within_reach(pixels: int) -> int:
    if abs(pixels) > _MOST:
        raise ValueError(pixels)
    return pixels


def told(window: QWidget) -> str:
    """Size and place of `window` when it is not filling the screen, and whether it does."""
    box = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    full = " 1" if window.isMaximized() else ""
    return f"{box.width()} {box.height()} {window.x()} {window.y()}{full}"
