"""The line icons, tinted with a role of the theme.

Draws what lies in `resources/icons`; chooses no icon for anything.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton

from dainvo.ui.tokens import tokens


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the icons lie: in the source tree, or under `share/dainvo` of an installation."""
    beside = Path(__file__).resolve().parents[2] / "resources" / "icons"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "dainvo" / "icons"


def pixmap(name: str, *, size: int = 16, role: str | QColor = "text2", ratio: float = 0.0) -> QPixmap:
    """The icon `name`, `size` logical pixels wide, in a colour or the colour of a role.

    `ratio`: device pixels per logical pixel, 0 for that of the sharpest screen. An unknown name raises OSError.
    """
    colour = role if isinstance(role, QColor) else tokens().role(role)
    return _drawn(name, size, colour.name(QColor.NameFormat.HexRgb), ratio or _sharpest())


def icon(name: str, *, size: int = 16, role: str | QColor = "text2") -> QIcon:
    """The same as a QIcon. It keeps its colour when the theme changes: `set_icon` follows."""
    return QIcon(pixmap(name, size=size, role=role))


def set_icon(button: QAbstractButton, name: str, *, size: int = 16, role: str = "text2") -> None:
    """Give `button` an icon that follows changes of the theme."""
    button.setProperty("dainvoIcon", name)
    button.setProperty("dainvoIconRole", role)
    button.setIconSize(QSize(size, size))
    button.setIcon(icon(name, size=size, role=role))


def tint_again(button: QAbstractButton) -> None:
    """Draw the icon that `set_icon` gave in the colours of the theme now in use."""
    name = button.property("dainvoIcon")
    if name:
        button.setIcon(icon(name, size=button.iconSize().width(), role=button.property("dainvoIconRole")))


def _sharpest() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only once something has an icon

    svg = (folder() / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    if size > 16:  # strokes keep their 1.5 px in the larger size of the bar
        svg = svg.replace(b'stroke-width="1.5"', b'stroke-width="%.3f"' % (1.5 * 16 / size))
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(svg).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
