"""A session bus of one's own, for the services that stand on one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(home: Path) -> Iterator[dict[str, str]]:
    """The environment that leads to it, with `home` as the user's folder; it ends with the block."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data")}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if bus.stdout is None:
            raise RuntimeError("no pipe to the session bus")
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    finally:
        bus.terminate()
        bus.communicate()
