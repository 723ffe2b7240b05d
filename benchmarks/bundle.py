"""How much slower than an empty window frozen alike does the bundle paint its first week? Warm and cold; and its size.

The bundle is the one in `build/bundle` (`python3 dev.py bundle`); without it there are no figures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import ROOT, Figure, in_turn, is_large, median, processor_seconds, python, seconds
from benchmarks.profiles import fill

BUNDLE = ROOT / "build" / "bundle" / "dainvo"
EMPTY = ROOT / "build" / "bench" / "empty_window"
PROGRAM = "dainvo.exe" if sys.platform == "win32" else "dainvo"
COUNT, LARGE, ROUNDS, COLD_ROUNDS = 10_000, 50_000, 15, 7


def figures() -> list[Figure]:
    if not (BUNDLE / PROGRAM).exists():
        print(f"  no bundle in {BUNDLE.parent}: python3 dev.py bundle makes it", flush=True)
        return []
    freeze_empty()
    with tempfile.TemporaryDirectory() as name:
        week = prepared(Path(name) / "week", COUNT, "week")
        found = [Figure("the bundle's folder", megabytes(BUNDLE), "MB"), *_warm(week), *_cold(week)]
        if is_large():
            found += _large(Path(name))
    return found


def prepared(folder: Path, count: int, view: str) -> Path:
    from dainvo.settings import Settings

    Settings(view=view).save(fill(folder, count) / "settings.json")
    return folder


def freeze_empty() -> None:
    """The empty window as PyInstaller freezes it by itself, stripped as the bundle is."""
    if (EMPTY / EMPTY.name).exists() or (EMPTY / f"{EMPTY.name}.exe").exists():
        return
    place = EMPTY.parent
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir"),
            *(["--strip"] if sys.platform.startswith("linux") else []),
            *("--distpath", str(place), "--workpath", str(place / "work"), "--specpath", str(place)),
            str(ROOT / "benchmarks" / "empty_window.py"),
        ],
        check=True,
        cwd=ROOT,
    )
    shutil.rmtree(place / "work", ignore_errors=True)


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def run(program: Path, profile: Path | None = None) -> None:
    """Start `program` and wait until it ends by itself, with its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DAINVO_START_ONLY": "1"}
    if profile is not None:
        environment["DAINVO_PROFILE"] = str(profile)
    subprocess.run([str(program)], env=environment, check=True, capture_output=True, timeout=120)


def bundled(profile: Path) -> Callable[[], None]:
    return lambda: run(BUNDLE / PROGRAM, profile)


def empty() -> None:
    run(EMPTY / EMPTY.name)


def _warm(profile: Path) -> list[Figure]:
    """With everything in the page cache, as at the second start of a day."""
    source = {"DAINVO_START_ONLY": "1", "DAINVO_PROFILE": str(profile)}
    ours, frozen, plain, from_source = in_turn(
        ROUNDS,
        lambda: seconds(bundled(profile)),
        lambda: seconds(empty),
        lambda: seconds(lambda: python("-m", "benchmarks.empty_window")),
        lambda: seconds(lambda: python("-m", "dainvo", environment=source)),
    )
    cpu, cpu_frozen = in_turn(5, lambda: processor_seconds(bundled(profile)), lambda: processor_seconds(empty))
    return [
        Figure("empty window, frozen, warm", median(frozen), "s"),
        Figure(f"bundle, first painted week of {COUNT}, warm", median(ours), "s"),
        Figure("G5, bundle to the empty window frozen", median(ours) / median(frozen), "×", goal=1.6),
        Figure("the same in processor time", median(cpu) / median(cpu_frozen), "×"),
        Figure("bundle to the empty window of Python", median(ours) / median(plain), "×"),
        Figure("the same program from source to that", median(from_source) / median(plain), "×"),
    ]


def _cold(profile: Path) -> list[Figure]:
    """With nothing of the program and the profile in the page cache, as after the computer was started; what other
    programs use, such as the C library, stays there."""
    if not hasattr(os, "posix_fadvise"):
        return []

    def cold(call: Callable[[], None]) -> Callable[[], float]:
        def once() -> float:
            for folder in (BUNDLE, EMPTY, profile):
                forget(folder)
            return seconds(call)

        return once

    ours, frozen = in_turn(COLD_ROUNDS, cold(bundled(profile)), cold(empty))
    return [
        Figure("empty window, frozen, cold", median(frozen), "s"),
        Figure("bundle, first painted week, cold", median(ours), "s"),
        Figure("G5 cold, bundle to the empty window frozen", median(ours) / median(frozen), "×", goal=1.6),
    ]


def forget(folder: Path) -> None:
    """Have the system drop what it holds of the files in `folder`; no root is needed for one's own."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


def _large(place: Path) -> list[Figure]:
    months = [prepared(place / f"month-{count}", count, "month") for count in (LARGE, COUNT)]
    large, small, frozen = in_turn(
        ROUNDS, *(lambda profile=profile: seconds(bundled(profile)) for profile in months), lambda: seconds(empty)
    )
    return [
        Figure(
            f"bundle, first painted month of {LARGE}, to the empty window frozen",
            median(large) / median(frozen),
            "×",
            1.6,
        ),
        Figure(f"G6, bundle, {LARGE} to {COUNT}", median(large) / median(small), "×", goal=1.1),
    ]
