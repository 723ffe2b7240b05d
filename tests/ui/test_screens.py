"""The pictures of the screens: each is painted in both themes, with something on it and without a warning of Qt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from benchmarks.screens.__main__ import lighter, shown
from benchmarks.screens.scenes import SCENES

SPARSE = 0.97  # of a picture that shows next to nothing, this much has one colour


def colours(picture: QImage) -> Counter[int]:
    return Counter(memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I"))


def lightness(picture: QImage) -> int:
    (most, _), *_ = colours(picture).most_common(1)
    return max(most >> shift & 255 for shift in (0, 8, 16))


@pytest.mark.parametrize("name", SCENES)
def test_screen(name: str, qapp: QApplication, tmp_path: Path) -> None:
    """A warning of Qt fails any test (qt_log_level_fail)."""
    scheme = "dark" if list(SCENES).index(name) % 2 else "light"
    picture = shown(qapp, SCENES[name], scheme, tmp_path)
    found = colours(picture)
    assert len(found) > 40
    assert max(found.values()) < SPARSE * picture.width() * picture.height()
    assert (lightness(picture) > 128) == (scheme == "light")


def test_pictures_in_few_colours_look_the_same(qapp: QApplication, tmp_path: Path) -> None:
    picture = shown(qapp, SCENES["month"], "light", tmp_path)
    few = lighter(picture)
    assert few.colorCount() <= 256
    before, after = picture.convertToFormat(few.format().Format_RGB32), few.convertToFormat(few.format().Format_RGB32)
    pairs = zip(memoryview(before.constBits()).cast("I"), memoryview(after.constBits()).cast("I"), strict=True)
    far = sum(count for (one, other), count in Counter(pairs).items() if _apart(one, other) > 24)
    assert far < 0.001 * picture.width() * picture.height()


def _apart(one: int, other: int) -> int:
    return max(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))
