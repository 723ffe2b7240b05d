"""Has Dainvo started when the user logs in, without a window: the file or value that each system reads then (I03).

Writes that one entry and reads it back; starts nothing and keeps no record of its own, so that what the desktop's own
settings say is always what counts.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from xml.parsers.expat import ExpatError

HIDDEN = "--hidden"
ID = "app.dainvo.Dainvo"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
#: What the desktop entry specification has escaped inside a quoted argument; the backslash has to be the first.
_ESCAPED = '\\"`$'


class Entry(Protocol):
    """What one system starts at login."""

    def read(self) -> bool:
        """Whether the system would start exactly what `write` asks for."""
        ...

    def write(self) -> None:
        """Have it started. Raises OSError."""
        ...

    def remove(self) -> None:
        """Not any more; fine if it was not there. Raises OSError."""
        ...


def command(profile: Path | None) -> tuple[str, ...] | None:
    """The command line that starts this Dainvo on `profile` (None: the user's own) hidden; None where it has no place
    of its own, because it runs from its source or inside a sandbox that the desktop starts by itself."""
    program = _program()
    if program is None or os.environ.get("FLATPAK_ID"):
        return None
    named = () if profile is None else ("--profile", str(profile))
    return (str(program), HIDDEN, *named)


def _program() -> Path | None:
    running = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return running.with_name("dainvo.exe") if sys.platform == "win32" else running
    installed = running.with_name("dainvo.exe" if sys.platform == "win32" else "dainvo")
    return installed if installed.is_file() else None


def desktop_entry(words: Sequence[str]) -> str:
    """An autostart file of Linux desktops that runs `words`."""
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.0\nName=Dainvo\n"
        f"Exec={' '.join(_exec_word(word) for word in words)}\n"
        f"Icon={ID}\nTerminal=false\nNoDisplay=true\nX-GNOME-Autostart-enabled=true\n"
    )


def _exec_word(word: str) -> str:
    """A word of `Exec`, quoted as the desktop entry specification wants it: as an argument, then as any string."""
    for letter in _ESCAPED:
        word = word.replace(letter, "\\" + letter)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n") + '"'


def _runs_desktop_entry(content: bytes, words: Sequence[str]) -> bool:
    lines = {line.strip() for line in content.decode(errors="replace").splitlines()}
    wanted = next(line for line in desktop_entry(words).splitlines() if line.startswith("Exec="))
    return wanted in lines and not lines & {"Hidden=true", "X-GNOME-Autostart-enabled=false"}


def launch_agent(words: Sequence[str], label: str = ID) -> bytes:
    """A LaunchAgent of macOS that runs `words` once at login, as a program with windows."""
    return plistlib.dumps(
        {"Label": label, "ProgramArguments": list(words), "RunAtLoad": True, "ProcessType": "Interactive"}
    )


def _runs_launch_agent(content: bytes, words: Sequence[str]) -> bool:
    try:
        agent = plistlib.loads(content)
        return agent["ProgramArguments"] == list(words) and bool(agent["RunAtLoad"]) and not agent.get("Disabled")
    except (ValueError, KeyError, TypeError, plistlib.InvalidFileException, ExpatError):
        return False


def run_value(words: Sequence[str]) -> str:
    """The value below the Run key of Windows that runs `words`."""
    return subprocess.list2cmdline(words)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that starts the program; `runs` says whether what is found there does."""

    path: Path
    content: bytes
    runs: Callable[[bytes], bool]

    def read(self) -> bool:
        try:
            return self.runs(self.path.read_bytes())
        except OSError:
            return False

    def write(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self.path.with_name(f".{self.path.name}.new")
        try:
            fresh.write_bytes(self.content)
            fresh.replace(self.path)
        finally:
            fresh.unlink(missing_ok=True)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A value below the user's Run key; only on Windows."""

    name: str
    value: str

    def read(self) -> bool:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                    return winreg.QueryValueEx(key, self.name)[0] == self.value
            except OSError:
                return False
        return False

    def write(self) -> None:
        if sys.platform == "win32":
            import winreg

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                winreg.SetValueEx(key, self.name, 0, winreg.REG_SZ, self.value)

    def remove(self) -> None:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN, 0, winreg.KEY_SET_VALUE) as key:
                    winreg.DeleteValue(key, self.name)
            except FileNotFoundError:
                return


def entry(words: Sequence[str], *, system: str, environ: Mapping[str, str], home: Path) -> Entry:
    """The entry of `system` (a value of sys.platform) that runs `words`; each profile that is named has its own."""
    own = f"-{sha256(words[-1].encode()).hexdigest()[:8]}" if "--profile" in words else ""
    if system == "win32":
        return RunEntry(f"Dainvo{own}", run_value(words))
    if system == "darwin":
        place = home / "Library" / "LaunchAgents" / f"{ID}{own}.plist"
        agent = launch_agent(words, f"{ID}{own}")
        return FileEntry(place, agent, lambda content: _runs_launch_agent(content, words))
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    config = named if named.is_absolute() else home / ".config"  # the specification has relative ones ignored
    place = config / "autostart" / f"{ID}{own}.desktop"
    return FileEntry(place, desktop_entry(words).encode(), lambda content: _runs_desktop_entry(content, words))
