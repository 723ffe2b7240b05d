"""Makes what people install: the folder that runs without Python, its archive and Debian package; wheel and sdist.

PyInstaller does the freezing, as `dainvo.spec` says; this puts licences and systems' files beside it.
"""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from dainvo.cli.catalogue import manual
from shipping.parts import ROOT, bill_of_materials, project, shipped

BUILD = ROOT / "build"
FOLDER = BUILD / "bundle" / "dainvo"
LINUX = ROOT / "resources" / "linux"
APP = ROOT / "resources" / "app"
ID = "app.dainvo.Dainvo"
#: What Debian calls the machines that we know.
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
#: Qt needs these of the system; they are never frozen in, since they belong to the machine's drivers.
DEPENDS = "libc6, libegl1, libgl1, libfontconfig1, libdbus-1-3, libxkbcommon0, libxcb-cursor0"


def build() -> list[Path]:
    """Freeze the program and pack it; what was made, the folder first."""
    BUILD.mkdir(exist_ok=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(FOLDER.parent), "--workpath", str(BUILD / "freeze"), str(ROOT / "dainvo.spec")),
        ],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONNODEBUGRANGES": "1"},  # columns of code whose text is not there: half a megabyte
    )
    parts = shipped()
    (FOLDER / "sbom.cdx.json").write_text(bill_of_materials(parts), encoding="utf-8")
    (FOLDER / "LICENCES.txt").write_text(
        "Dainvo is under the MIT licence (LICENSE). It ships with\n\n"
        + "".join(f"{part.name} {part.version}: {part.licence}\n" for part in parts),
        encoding="utf-8",
    )
    shutil.copy(ROOT / "LICENSE", FOLDER)
    (FOLDER / "dainvo.1").write_text(manual(), encoding="utf-8")
    made = [FOLDER, archive(), *for_pip()]
    if shutil.which("dpkg-deb"):
        made.append(debian())
    return made


def for_pip() -> list[Path]:
    """The wheel and the source distribution, for `pip install` and `pipx run`."""
    made = []
    for kind in ("build_wheel", "build_sdist"):
        code = f"import sys; from setuptools import build_meta; print(build_meta.{kind}(sys.argv[1]))"
        told = subprocess.run(
            [sys.executable, "-c", code, str(BUILD)], check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        made.append(BUILD / told.stdout.splitlines()[-1])
    shutil.rmtree(ROOT / "dainvo.egg-info", ignore_errors=True)
    shutil.rmtree(BUILD / "lib", ignore_errors=True)
    return made


def name() -> str:
    return f"dainvo-{project()['version']}-{sys.platform}-{platform.machine().lower()}"


def archive() -> Path:
    """The folder as one file that every system can open: .zip on Windows, .tar.gz elsewhere."""
    if sys.platform == "win32":
        path = BUILD / f"{name()}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(FOLDER.rglob("*")):
                packed.write(file, Path("dainvo") / file.relative_to(FOLDER))
        return path
    path = BUILD / f"{name()}.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=6) as tar:
        tar.add(FOLDER, "dainvo", filter=_nobodys)
    return path


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the name of whoever built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def debian() -> Path:
    """A package for Debian and Ubuntu: the folder under /usr/lib, a link in /usr/bin, what the desktop shows of it."""
    version = project()["version"]
    machine = ARCHITECTURES.get(platform.machine(), platform.machine())
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    for source, target in (
        (LINUX / f"{ID}.desktop", f"usr/share/applications/{ID}.desktop"),
        (LINUX / f"{ID}.metainfo.xml", f"usr/share/metainfo/{ID}.metainfo.xml"),
        (ROOT / "LICENSE", "usr/share/doc/dainvo/copyright"),
        (APP / "dainvo.svg", f"usr/share/icons/hicolor/scalable/apps/{ID}.svg"),
        *((picture, _icon_place(picture)) for picture in APP.glob("dainvo-*.png")),
    ):
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / target)
    page = root / "usr/share/man/man1/dainvo.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(manual().encode(), 9, mtime=0))
    shutil.copytree(FOLDER, root / "usr/lib/dainvo", symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/dainvo").symlink_to("../lib/dainvo/dainvo")
    kilobytes = sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(
        f"Package: dainvo\nVersion: {version}\nArchitecture: {machine}\nInstalled-Size: {kilobytes}\n"
        f"Maintainer: The Dainvo authors <dainvo@localhost>\nDepends: {DEPENDS}\n"
        "Recommends: gnome-keyring | kwalletmanager\n"
        f"Section: office\nPriority: optional\nDescription: {project()['description']}\n",
        encoding="utf-8",
    )
    path = BUILD / f"dainvo_{version}_{machine}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(root), str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(root)
    return path


def _icon_place(picture: Path) -> str:
    size = picture.stem.rpartition("-")[2]
    return f"usr/share/icons/hicolor/{size}x{size}/apps/{ID}.png"


def megabytes(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6


def main() -> None:
    for path in build():
        print(f"{megabytes(path):7.1f} MB  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
