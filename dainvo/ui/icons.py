"""The line icons, tinted with a role of the theme.

Draws what lies in `resources/icons`; chooses no icon for anything.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton

from dainvo.ui import density, mirror
from dainvo.ui.tokens import tokens

#: Icons of the first look, ready drawn in one sheet: to load QtSvg and draw them takes 5 ms of the start.
FIRST = (
    *(
        "check",
        "chevron-down",
        "chevron-left",
        "chevron-right",
        "clock",
        "cloud",
        "cloud-error",
        "cloud-off",
        "cloud-ok",
    ),
    *("gear", "lock", "outbox", "people", "plus", "question", "repeat", "search", "side-panel", "sync"),
    *("video", "warning"),
)
#: Their sides in the sheet, in device pixels.
SIDES = (10, 12, 14, 16, 20, 24, 28, 32)


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the icons lie: in the source tree, or under `share/dainvo` of an installation."""
    beside = Path(__file__).resolve().parents[2] / "resources" / "icons"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "dainvo" / "icons"


def of_program() -> QIcon:
    """Dainvo's own icon, for task bars and lists of windows that know no desktop file; empty where it is missing."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        picture = folder().parent / "app" / f"dainvo-{size}.png"
        if picture.exists():
            made.addFile(str(picture), QSize(size, size))
    return made


def pixmap(name: str, *, size: int = 16, role: str | QColor = "text2", ratio: float = 0.0) -> QPixmap:
    """The icon `name`, `size` logical pixels wide, in a colour or the colour of a role.

    `ratio`: device pixels per logical pixel, 0 for that of the sharpest screen. An unknown name raises OSError. In a
    `paintEvent` use `paint`, which draws for the screen that it is seen on.
    """
    colour = role if isinstance(role, QColor) else tokens().role(role)
    return _drawn(name, size, colour.name(QColor.NameFormat.HexRgb), ratio or _sharpest(), _points_back(name))


def paint(painter: QPainter, at: QPointF, name: str, *, size: int = 16, role: str | QColor = "text2") -> None:
    """Draw the icon at a place, as sharp as what is painted on, and upright where `painter` draws mirrored (L10)."""
    shown = pixmap(name, size=size, role=role, ratio=painter.device().devicePixelRatioF())
    turned = mirror.on and mirror.turned(painter)
    if turned:
        mirror.upright(painter, at.x(), size)
    painter.drawPixmap(at, shown)
    if turned:
        mirror.upright(painter, at.x(), size)


def icon(name: str, *, size: int = 16, role: str | QColor = "text2") -> QIcon:
    """The same as a QIcon, drawn for each screen, larger beside larger words. It keeps its colour when the theme
    changes: `set_icon` follows."""
    return _icon(name, density.grown(size), role)


def _icon(name: str, size: int, role: str | QColor) -> QIcon:
    made = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}):
        made.addPixmap(pixmap(name, size=size, role=role, ratio=ratio))
    return made


def set_icon(button: QAbstractButton, name: str, *, size: int = 16, role: str = "text2") -> None:
    """Give `button` an icon that follows changes of the theme, larger beside larger words."""
    button.setProperty("dainvoIcon", name)
    button.setProperty("dainvoIconRole", role)
    button.setIconSize(QSize(density.grown(size), density.grown(size)))
    button.setIcon(icon(name, size=size, role=role))


def tint_again(button: QAbstractButton) -> None:
    """Draw the icon that `set_icon` gave in the colours of the theme now in use."""
    name = button.property("dainvoIcon")
    if name:
        button.setIcon(_icon(name, button.iconSize().width(), button.property("dainvoIconRole")))


def _points_back(name: str) -> bool:
    return mirror.on and name in mirror.POINTING


def _sharpest() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, colour: str, ratio: float, turned: bool = False) -> QPixmap:
    side = round(size * ratio)
    is_ready = name in FIRST and side in SIDES and size <= 16
    picture = _tinted(name, side, colour) if is_ready else drawn(name, side, colour, size)
    if turned:
        picture = QPixmap.fromImage(picture.toImage().flipped(Qt.Orientation.Horizontal))
    picture.setDevicePixelRatio(ratio)
    return picture


def _tinted(name: str, side: int, colour: str) -> QPixmap:
    """The icon cut from the sheet, in `colour` as far as the sheet covers it."""
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    picture.setAlphaChannel(_sheet().copy(place(name, side)))
    return QPixmap.fromImage(picture)


@lru_cache(maxsize=1)
def _sheet() -> QImage:
    """Bare bytes of alpha: to read a PNG, Qt first looks through its plug-ins, which takes 3 ms."""
    size = sheet_size()
    lent = (folder() / "first.alpha").read_bytes()  # a QImage does not own the bytes it is given: its copy does
    return QImage(lent, size.width(), size.height(), QImage.Format.Format_Alpha8).copy()


def sheet_size() -> QSize:
    return QSize(-sum(SIDES) // 4 * -4, len(FIRST) * SIDES[-1])  # lines of whole 32-bit words, as Qt keeps them


def place(name: str, side: int) -> QRect:
    """Where in the sheet an icon of `FIRST` lies: a row for each icon, a column for each side."""
    return QRect(sum(SIDES[: SIDES.index(side)]), FIRST.index(name) * SIDES[-1], side, side)


def drawn(name: str, side: int, colour: str, size: int = 16) -> QPixmap:
    """The icon drawn from its SVG, `side` device pixels wide for `size` logical ones. Raises OSError."""
    from PySide6.QtSvg import QSvgRenderer  # the first look does without

    svg = (folder() / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    usual = size / density.scale()
    if usual > 16:  # strokes keep their 1.5 px in the larger size of the bar
        svg = svg.replace(b'stroke-width="1.5"', b'stroke-width="%.3f"' % (1.5 * 16 / usual))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(svg).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
