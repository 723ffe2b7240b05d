"""L10: a window that goes from a screen at 100 % to a sharper one is drawn anew for it, nothing cut off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: In a process of its own: Qt reads its screens once.
PLAY = """
import sys, tempfile
from pathlib import Path
sys.path.insert(0, "tests")
from PySide6.QtWidgets import QApplication
from fakes.cut_off import cut_off
from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.ui import theme

theme.before_application()
app = QApplication([])
app.setQuitOnLastWindowClosed(False)
plain, sharp = sorted(app.screens(), key=lambda screen: screen.devicePixelRatio())
ratio = sharp.devicePixelRatio()
assert (plain.devicePixelRatio(), ratio) == (1.0, float(sys.argv[1]))


def edges(image):
    "How many pixels differ from their neighbours as much as text and lines do."
    wide, high = image.width(), image.height()
    return sum(
        abs((image.pixel(x, y) & 255) - (image.pixel(x + 1, y) & 255)) > 60
        for y in range(0, high, 7)
        for x in range(wide - 1)
    )


for view in ("week", "month", "year"):
    with tempfile.TemporaryDirectory() as folder:
        given.calm(Path(folder))
        stage = Stage(app, Path(folder), "light")
        window = stage.open(view=view)
        window.move(plain.geometry().topLeft())
        stage.settle()
        for one in range(3):
            stage.settle()
        shown = window.view
        before = getattr(shown, "grid", shown)._picture
        before = getattr(before, "shown", before)
        assert before is not None and before.devicePixelRatio() == 1.0, view
        window.move(sharp.geometry().topLeft())
        for one in range(3):
            stage.settle()
        assert window.devicePixelRatioF() == ratio, (view, window.devicePixelRatioF())
        window.repaint()
        for one in range(3):
            stage.settle()
        after = getattr(shown, "grid", shown)._picture
        after = getattr(after, "shown", after)
        assert after is not None and after.devicePixelRatio() == ratio, view
        moved = window.grab().toImage()
        stage.close()
    with tempfile.TemporaryDirectory() as folder:
        given.calm(Path(folder))
        stage = Stage(app, Path(folder), "light")
        fresh = stage.open(view=view)
        fresh.move(sharp.geometry().topLeft())
        for one in range(3):
            stage.settle()
        born = fresh.grab().toImage()
        if view == "week":
            event = stage.event("Design review")
            fresh.cards.show_event(event, fresh.week.place_of(event))
            stage.settle()
            card = fresh.cards.card
            assert cut_off(card) == [], cut_off(card)
            assert fresh.rect().contains(card.geometry().adjusted(30, 30, -30, -30))
        stage.close()
    assert moved.size() == born.size(), view
    assert abs(edges(moved) - edges(born)) <= 0.02 * edges(born), (view, edges(moved), edges(born))

from PySide6.QtCore import QSize
for name in ("gear", "chevron-left"):
    icon = theme.icon(name)
    for screen in (plain, sharp):
        made = icon.pixmap(QSize(16, 16), screen.devicePixelRatio())
        assert made.toImage() == theme.pixmap(name, ratio=screen.devicePixelRatio()).toImage(), (name, screen.name())
print("sharp")
"""


@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_a_window_is_drawn_anew_for_the_screen_that_it_is_moved_to(ratio: float, tmp_path: Path) -> None:
    """L10: pages, icons and cards, as sharp as those of a window that was opened there."""
    screens = [
        {"name": "plain", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1},
        {"name": "sharp", "x": 1920, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
    environment["QT_SCREEN_SCALE_FACTORS"] = f"plain=1;sharp={ratio}"
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    done = subprocess.run(
        [sys.executable, "-c", PLAY, str(ratio)], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=500
    )
    assert done.stdout.strip() == "sharp", done.stderr[-1500:]
