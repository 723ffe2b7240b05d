"""Draws the program's icon in the sizes and files that the systems want, and the sheet of the first look's icons.

Run by hand after a drawing changed: `python -m shipping.icons`; what it makes is kept in the repository.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from dainvo.ui import icons

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "app"
LINUX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 256)
#: Apple's names of the sizes inside an .icns file that hold PNG.
MAC = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as PNG, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt's binding wants text
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An .ico file of PNG pictures by size."""
    place = 6 + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place + len(bodies))
        bodies += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + bodies


def icns(pictures: dict[str, bytes]) -> bytes:
    """An .icns file of PNG pictures by Apple's name of their size."""
    body = b"".join(name.encode() + struct.pack(">I", 8 + len(data)) + data for name, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def sheet() -> bytes:
    """How far each of the icons of `dainvo.ui.icons.FIRST` covers its pixels, in all its sides."""
    image = QImage(icons.sheet_size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    for name in icons.FIRST:
        for side in icons.SIDES:
            painter.drawPixmap(icons.place(name, side), icons.drawn(name, side, "#000000"))
    painter.end()
    covered = image.convertToFormat(QImage.Format.Format_Alpha8)  # held while its bytes are read
    return bytes(covered.constBits())


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication([])
    renderer = QSvgRenderer(str(FOLDER / "dainvo.svg"))
    pictures = {size: drawn(renderer, size) for size in {*LINUX, *WINDOWS, *MAC.values()}}
    for size in LINUX:
        (FOLDER / f"dainvo-{size}.png").write_bytes(pictures[size])
    (FOLDER / "dainvo.ico").write_bytes(ico({size: pictures[size] for size in WINDOWS}))
    (FOLDER / "dainvo.icns").write_bytes(icns({name: pictures[size] for name, size in MAC.items()}))
    (icons.folder() / "first.alpha").write_bytes(sheet())


if __name__ == "__main__":
    main()
