#!/usr/bin/env python3
"""Sets everything up and runs it: `python3 dev.py run | demo | test | lint | bench | screenshots | bundle | audit`.

Standard library only. Does not touch anything outside this folder but the system libraries that Qt needs,
which it installs on Debian when it runs as root and names exactly elsewhere.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".lock.sha256"

# Shared library -> Debian package. The first set paints without a display, the second reaches an X server.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
DISPLAY = {
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Programs for the one test that talks to a real Secret Service; it says so and is skipped without them.
KEYRING = {"dbus-run-session": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring"}

USAGE = """usage: python3 dev.py VERB [arguments]
  run          open Dainvo (arguments go to it: run --profile DIR, run events list …)
  demo         open Dainvo on local demo servers; --check does the main job by itself and says what the servers hold
  test         all tests (arguments go to pytest)
  lint         ruff, mypy --strict, import contracts
  bench        the benchmarks, as ratios (a name runs one)
  bundle       the program that runs without Python, its archive and its Debian package into build; tries them
  audit        licences of what ships with Dainvo, known vulnerabilities of what is locked
  screenshots  the pictures of the README and the golden screens into build/screenshots"""


def say(text: str) -> None:
    print("dev:", text, file=sys.stderr, flush=True)


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def on_debian() -> bool:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    names = [line.split("=", 1)[1].strip('"').split() for line in lines if line.startswith(("ID=", "ID_LIKE="))]
    return any("debian" in words for words in names) and shutil.which("apt-get") is not None


def may_install() -> bool:
    return on_debian() and os.geteuid() == 0


def apt_install(packages: list[str]) -> None:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    say("installing " + " ".join(packages))
    if subprocess.run(install, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        subprocess.run(["apt-get", "update", "-q"], env=environment, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(install, env=environment, check=True, stdout=subprocess.DEVNULL)


def need_system_libraries(*, display: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    wanted = OFFSCREEN | (DISPLAY if display else {})
    missing = sorted({package for library, package in wanted.items() if not has_library(library)})
    if not missing:
        return
    if may_install():
        apt_install(missing)
        return
    sys.exit(
        "dev: Qt needs system libraries that are not here.\n"
        f"  Debian, Ubuntu:  sudo apt install {' '.join(missing)}\n"
        "  elsewhere:       the packages that hold "
        + ", ".join(sorted(library for library in wanted if not has_library(library)))
    )


def want_keyring_programs() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = sorted({package for program, package in KEYRING.items() if shutil.which(program) is None})
    if missing and may_install():
        apt_install(missing)
    elif missing:
        say("the Secret Service test will be skipped; it needs " + " ".join(missing))


def need_environment() -> None:
    """A `.venv` with exactly the packages of the lock file."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what tells people with an older Python
        sys.exit("dev: Dainvo needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if not PYTHON.exists():
        say("creating .venv")
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True).returncode:
            # Debian without python3-venv has no ensurepip and stops half-way.
            shutil.rmtree(VENV, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    say("installing the locked packages into .venv")
    subprocess.run(
        [
            *pip(),
            *("install", "-q", "--disable-pip-version-check", "--require-hashes", "--no-deps"),
            *("--only-binary=:all:", "-r", str(LOCK)),
        ],
        check=True,
    )
    STAMP.write_text(wanted, encoding="ascii")


def pip() -> list[str]:
    for command in ([str(PYTHON), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(PYTHON)]):
        if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
            return command
    if may_install():
        apt_install(["python3-pip"])
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    sys.exit("dev: this Python has no pip.\n  Debian, Ubuntu:  sudo apt install python3-venv python3-pip")


def need_freezing_tools() -> None:
    """PyInstaller looks into libraries with objdump, and takes along a Python that is one."""
    if not sys.platform.startswith("linux"):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    missing = ["binutils"] if shutil.which("objdump") is None else []
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") and not has_library(f"libpython{version}.so.1.0"):
        missing.append(f"libpython{version}")
    if missing and may_install():
        apt_install(missing)
    elif missing:
        sys.exit("dev: freezing needs " + " ".join(missing))


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def python(*arguments: str, offscreen: bool = False, cwd: Path | None = None) -> int:
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH", "")]))
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        return subprocess.run([str(PYTHON), *arguments], env=environment, cwd=cwd).returncode
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    return python("-m", "dainvo", *arguments, offscreen=not has_display())


def demo(arguments: list[str]) -> int:
    if not has_display() and "--check" not in arguments:
        say("no display here: running the check instead of the window")
        arguments = ["--check", *arguments]
    return python("-m", "dainvo", "demo", *arguments, offscreen=not has_display(), cwd=ROOT)


def test(arguments: list[str]) -> int:
    want_keyring_programs()
    return python("-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", *arguments, offscreen=True, cwd=ROOT)


def lint(_arguments: list[str]) -> int:
    for command in (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy", "--strict", "dainvo", "tests", "benchmarks", "shipping", "dev.py"),
        ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
    ):
        say(" ".join(command[1:]))
        if code := python(*command, cwd=ROOT):
            return code
    return 0


def bench(arguments: list[str]) -> int:
    return python("-m", "benchmarks", *arguments, offscreen=True, cwd=ROOT)


def screenshots(arguments: list[str]) -> int:
    return python("-m", "benchmarks.screens", *arguments, offscreen=True, cwd=ROOT)


def bundle(_arguments: list[str]) -> int:
    need_freezing_tools()
    return python("-m", "shipping.bundle", cwd=ROOT) or python("-m", "shipping.trial", offscreen=True, cwd=ROOT)


def audit(_arguments: list[str]) -> int:
    return python("-c", "import sys; from shipping.parts import audit; sys.exit(audit())", cwd=ROOT)


VERBS = {
    "run": run,
    "demo": demo,
    "test": test,
    "lint": lint,
    "bench": bench,
    "screenshots": screenshots,
    "bundle": bundle,
    "audit": audit,
}


def main(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else "run"
    if verb not in VERBS:
        print(USAGE)
        return 0 if verb in ("-h", "--help", "help") else 2
    if verb != "lint":
        need_system_libraries(display=has_display() and verb in ("run", "demo"))
    need_environment()
    return VERBS[verb](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
