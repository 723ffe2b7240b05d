"""A real Secret Service of one's own: a session bus and an unlocked gnome-keyring, led to by an environment."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes import session_bus

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")


def missing() -> str:
    """The programs that are not installed, as the reason of a skip; empty if all are there."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"needs {' and '.join(absent)} (Debian: dbus-daemon, gnome-keyring)" if absent else ""


@contextmanager
def running(home: Path) -> Iterator[dict[str, str]]:
    """The environment that leads to a fresh unlocked keyring in `home`; both daemons end with the block."""
    with session_bus.running(home) as environment:
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            if keyring.stdin is None or keyring.stdout is None:
                raise RuntimeError("no pipe to the keyring")
            keyring.stdin.write(b"\n")
            keyring.stdin.close()
            keyring.stdout.readline()  # says where it listens once the service stands on the bus
            yield environment
        finally:
            keyring.terminate()
            keyring.wait()
            if keyring.stdout is not None:
                keyring.stdout.close()
