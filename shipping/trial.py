"""Tries the frozen program where no Python is to be found: its own test, then the main job on the demo's servers.

The servers run from the source: Radicale is under the GPL and does not ship.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from shipping.bundle import BUILD, FOLDER

PROGRAM = FOLDER / ("dainvo-cli.exe" if sys.platform == "win32" else "dainvo")


def run(*arguments: str, home: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The program with nothing around it: no Python, no path, a home that is thrown away."""
    kept = {"SYSTEMROOT", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"} & os.environ.keys()
    environment = {name: os.environ[name] for name in kept} | {
        "HOME": home,
        "PATH": str(Path(home) / "nothing"),
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [str(PROGRAM), *arguments], env=environment, input=stdin, capture_output=True, text=True, timeout=300, cwd=BUILD
    )


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        tested = run("--self-test", home=home)
        print(tested.stdout or tested.stderr)
        if tested.returncode or not json.loads(tested.stdout)["frozen"]:
            return 1
        with subprocess.Popen(
            [sys.executable, "-m", "dainvo", "demo", "serve", "--json"], stdout=subprocess.PIPE, text=True
        ) as servers:
            try:
                ready = servers.stdout.readline() if servers.stdout else ""
                checked = run("demo", "--check", "--servers", "-", home=home, stdin=ready)
            finally:
                servers.send_signal(signal.SIGTERM)
        print(checked.stdout + checked.stderr)
        return checked.returncode


if __name__ == "__main__":
    sys.exit(main())
