"""`python -m benchmarks.screens [--readme] [NAME …]`: pictures of the screens into build/screenshots.

Each comes in both themes and at two scales. Without names, and with --readme, docs/images is refreshed too.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from benchmarks.screens.scenes import SCENES, Scene
from benchmarks.screens.stage import Stage
from dainvo.ui.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
IMAGES = ROOT / "docs" / "images"
README = {
    "week-light": "week",
    "week-dark": "week",
    "month-light": "month",
    "editor-light": "editor",
    "accounts-light": "accounts",
}
MOST_BYTES = 300_000
SCREEN = (1920, 1200)
_HARMLESS = ("This plugin does not support", "Detected locale")  # the offscreen display; a locale not installed


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="screenshots", description="Pictures of the screens into build/screenshots.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SCENES)}; all without a name")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README alone")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="the language of the screens")
    parser.add_argument("--scale", type=int, choices=(1, 2), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.names) - set(SCENES)):
        parser.error(f"no such screen: {', '.join(unknown)}")
    names = given.names or list(SCENES)
    if given.readme:
        names = sorted({*given.names, *README.values()})
    if given.scale:
        return render(names, given.scale)
    for scale in (1, 2):
        if code := in_child(names, scale, given.language):
            return code
    if given.readme or not given.names:
        refresh_readme()
    print(f"{len(names)} screens in {PICTURES.relative_to(ROOT)}")
    return 0


def in_child(names: Sequence[str], scale: int, spoken: str) -> int:
    """Qt reads its scale when it starts, so that each takes a process. The display is as large as a desk's."""
    with tempfile.TemporaryDirectory(prefix="dainvo-") as folder:
        screens = Path(folder) / "screens.json"
        wide, high = (side * scale for side in SCREEN)
        one = {"name": "desk", "x": 0, "y": 0, "width": wide, "height": high, "logicalDpi": 96, "dpr": 1}
        screens.write_text(json.dumps({"screens": [one]}), encoding="utf-8")
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "QT_SCALE_FACTOR": str(scale),
            "LC_ALL": "C.UTF-8" if spoken == "en" else f"{spoken}_{spoken.upper()}.UTF-8",
        }
        command = [sys.executable, "-m", "benchmarks.screens", "--scale", str(scale), *names]
        return subprocess.run(command, env=environment, cwd=ROOT).returncode


def render(names: Sequence[str], scale: int) -> int:
    """All of `names` in both themes. A warning of Qt fails the run."""
    gc.disable()  # where PySide walks its windows, a collection could destroy one that it has not reached
    from dainvo.ui import language, theme

    said: list[str] = []

    def note(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not any(known in message for known in _HARMLESS):
            said.append(message)

    qInstallMessageHandler(note)
    theme.before_application()
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    language.use(application, "")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in names:
        for scheme in ("light", "dark"):
            with tempfile.TemporaryDirectory(prefix="dainvo-") as folder:
                picture = shown(application, SCENES[name], scheme, Path(folder))
            picture.save(str(PICTURES / f"{name}-{scheme}{'@2x' if scale == 2 else ''}.png"))
            for message in said:
                print(f"{name}, {scheme}: {message}", file=sys.stderr)
            if said:
                return 1
    return 0


def shown(application: QApplication, scene: Scene, scheme: str, folder: Path) -> QImage:
    """The picture of one screen, played on a profile in `folder`."""
    scene.profile(folder)
    stage = Stage(application, folder, scheme, moment=scene.moment)
    try:
        return stage.picture(scene.play(stage))
    finally:
        stage.close()
        gc.collect()


def refresh_readme() -> None:
    """The sharp pictures, in 256 colours."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, source in README.items():
        target = IMAGES / f"{name}.png"
        scheme = name.rpartition("-")[2]
        lighter(QImage(str(PICTURES / f"{source}-{scheme}@2x.png"))).save(str(target), quality=0)
        if target.stat().st_size > MOST_BYTES:
            raise RuntimeError(f"{target.name} is larger than {MOST_BYTES} bytes")


def lighter(picture: QImage) -> QImage:
    """The same picture in the 256 colours that serve it best: frequent ones, none too close to another."""
    found = Counter(memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I"))
    table = [colour for colour, _ in found.most_common(64)]
    for apart in (24, 12, 6, 3, 0):
        for colour, _ in found.most_common(4000):
            if len(table) < 256 and all(_distance(colour, one) > apart for one in table):
                table.append(colour)
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table)


def _distance(one: int, other: int) -> int:
    return max(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
