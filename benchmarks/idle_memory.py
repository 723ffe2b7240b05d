"""How much memory does Dainvo hold at rest with a month in view, and how much of it because of many events?

Proportional set size as Linux counts it (G10), of the bundle where there is one, else from source.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bundle import BUNDLE, PROGRAM, prepared
from benchmarks.measure import ROOT, Figure, is_large, median

SMALL, COUNT, LARGE, ROUNDS = 1_000, 10_000, 50_000, 3
_QUIET_S, _MOST_S = 2.0, 90.0


def figures() -> list[Figure]:
    if not Path("/proc/self/smaps_rollup").exists():
        print("  only Linux counts the proportional set size", flush=True)
        return []
    frozen = (BUNDLE / PROGRAM).exists()
    command = [str(BUNDLE / PROGRAM)] if frozen else [sys.executable, "-m", "dainvo"]
    many = LARGE if is_large() else COUNT
    with tempfile.TemporaryDirectory() as name:
        profiles = {count: prepared(Path(name) / str(count), count, "month") for count in (SMALL, many)}
        found = {
            count: median([at_rest(command, profile) for _ in range(ROUNDS)]) for count, profile in profiles.items()
        }
    what = "bundle" if frozen else "from source"
    return [
        Figure(f"at rest, {SMALL} events, {what}", found[SMALL], "MiB"),
        Figure(f"G10, at rest, {many} events, {what}", found[many], "MiB", goal=100),
        Figure(f"G10, {many} more than {SMALL}", found[many] - found[SMALL], "MiB", goal=10),
    ]


def at_rest(command: list[str], profile: Path) -> float:
    """MiB that the program holds once it has used no processor time for a while."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DAINVO_PROFILE": str(profile)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_until_quiet(process.pid)
            return _proportional_mib(process.pid)
        finally:
            process.terminate()


def _wait_until_quiet(pid: int) -> None:
    used, since, begin = -1, time.monotonic(), time.monotonic()
    while time.monotonic() - begin < _MOST_S:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        now = int(fields[11]) + int(fields[12])  # ticks of user and system time
        if now - used > 1:
            used, since = now, time.monotonic()
        elif time.monotonic() - since > _QUIET_S and time.monotonic() - begin > 6:  # the network is looked at after 3 s
            return
        time.sleep(0.2)


def _proportional_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no Pss")
