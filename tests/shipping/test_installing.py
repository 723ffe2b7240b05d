"""I10, I15: the source distribution is whole, and what pip installs from it is the program with all that belongs to it.

No registry is asked: what Dainvo needs is taken from the environment of the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest

from dainvo import __version__

ROOT = Path(__file__).resolve().parents[2]
BUILD = "import sys; from setuptools import build_meta; print(build_meta.{what}(sys.argv[1]))"
#: What of the repository the distribution is made from.
PARTS = ("dainvo", "resources", "docs", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="paths of an environment are others there")


def run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DAINVO"))}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(cwd), "XDG_CONFIG_HOME": str(cwd)}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bin` of an environment with the wheel made from the unpacked source distribution."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        pytest.skip("this environment has no pip")
    place = tmp_path_factory.mktemp("installing")
    source = place / "source"
    source.mkdir()
    for part in PARTS:
        (source / part).symlink_to(ROOT / part)
    made = run(sys.executable, "-c", BUILD.format(what="build_sdist"), str(place), cwd=source).splitlines()[-1]
    with tarfile.open(place / made) as packed:
        packed.extractall(place / "unpacked", filter="data")
    (unpacked,) = (place / "unpacked").iterdir()
    wheel = run(sys.executable, "-c", BUILD.format(what="build_wheel"), str(place), cwd=unpacked).splitlines()[-1]
    fresh = place / "fresh"
    venv.create(fresh, with_pip=False, symlinks=True)
    python = str(fresh / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--disable-pip-version-check"]
    run(*pip, "--no-index", "--no-deps", str(place / wheel), cwd=place)
    (site,) = (fresh / "lib").glob("python*/site-packages")
    (site / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return fresh / "bin"


def test_the_installed_program_tests_itself(installed: Path, tmp_path: Path) -> None:
    """Resources, views, engine, network, PKCE, listener: all of it from where pip put it."""
    assert run(str(installed / "dainvo"), "--version", cwd=tmp_path) == f"dainvo {__version__}\n"
    told = json.loads(run(str(installed / "dainvo"), "--self-test", cwd=tmp_path))
    assert told["ok"] and not told["frozen"]


def test_the_installed_program_brings_its_guide_its_icon_and_what_desktops_read(
    installed: Path, tmp_path: Path
) -> None:
    share = installed.parent / "share"
    code = (
        "from dainvo.ui import help_window, icons; from dainvo import login_start; import dainvo; "
        "print(help_window.folder(), icons.folder(), login_start.command(None)[0], dainvo.__file__, sep='\\n')"
    )
    guide, icons, program, package = run(str(installed / "python"), "-c", code, cwd=tmp_path).splitlines()
    assert Path(guide) == share / "dainvo" / "guide" and (Path(guide) / "zoom.md").is_file()
    assert Path(icons) == share / "dainvo" / "icons" and (Path(icons).parent / "app" / "dainvo-128.png").is_file()
    assert Path(program) == installed / "dainvo", "what starts at login is what was installed"
    assert Path(package).is_relative_to(installed.parent)
    assert (share / "applications" / "app.dainvo.Dainvo.desktop").is_file()
    assert (share / "metainfo" / "app.dainvo.Dainvo.metainfo.xml").is_file()
