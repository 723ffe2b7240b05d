"""I03: what starts Dainvo hidden at login, on each system, and what of it is understood again."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dainvo import login_start
from dainvo.login_start import Entry, FileEntry, RunEntry, entry

WORDS = ("/opt/my programs/dainvo", "--hidden")
ODD = ('/opt/a\\b$c`d"e 100%/dainvo', "--hidden", "--profile", "/home/anna/My Dainvo")


def entry_on(system: str, home: Path, words: tuple[str, ...] = WORDS, **environ: str) -> Entry:
    return entry(words, system=system, environ=environ, home=home)


def exec_words(text: str) -> list[str]:
    """`Exec` as a desktop reads it: first as a string, then as an argument list, then its field codes."""
    (line,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    unescaped = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = [re.sub(r"\\(.)", r"\1", quoted) for quoted in re.findall(r'"((?:[^"\\]|\\.)*)"', unescaped)]
    return [word.replace("%%", "%") for word in words]


@pytest.mark.parametrize("words", [WORDS, ODD])
def test_the_desktop_entry_runs_exactly_these_words(words: tuple[str, ...]) -> None:
    text = login_start.desktop_entry(words)
    assert exec_words(text) == list(words)
    assert text.startswith("[Desktop Entry]\nType=Application\n") and "\nTerminal=false\n" in text


def test_the_agent_of_macos_runs_the_words_once_at_login() -> None:
    agent = plistlib.loads(login_start.launch_agent(ODD))
    assert agent["ProgramArguments"] == list(ODD)
    assert agent["RunAtLoad"] is True and "KeepAlive" not in agent


def test_the_value_of_windows_is_one_command_line() -> None:
    words = (r"C:\Program Files\Dainvo\dainvo.exe", "--hidden", "--profile", "D:\\My Dainvo\\")
    assert login_start.run_value(words) == (r'"C:\Program Files\Dainvo\dainvo.exe" --hidden --profile "D:\My Dainvo\\"')


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("linux", ".config/autostart/app.dainvo.Dainvo.desktop"),
        ("darwin", "Library/LaunchAgents/app.dainvo.Dainvo.plist"),
    ],
)
def test_it_is_written_read_back_and_removed(system: str, place: str, tmp_path: Path) -> None:
    found = entry_on(system, tmp_path)
    assert not found.read()
    found.remove()  # never there: fine
    found.write()
    assert found.read() and (tmp_path / place).is_file()
    assert [path.name for path in (tmp_path / place).parent.iterdir()] == [Path(place).name]
    found.remove()
    assert not found.read() and not (tmp_path / place).exists()


def test_the_folder_that_the_desktop_names_is_used_if_it_is_absolute(tmp_path: Path) -> None:
    named = entry_on("linux", tmp_path, XDG_CONFIG_HOME=str(tmp_path / "conf"))
    relative = entry_on("linux", tmp_path, XDG_CONFIG_HOME="conf")
    assert isinstance(named, FileEntry) and isinstance(relative, FileEntry)
    assert named.path == tmp_path / "conf" / "autostart" / "app.dainvo.Dainvo.desktop"
    assert relative.path == tmp_path / ".config" / "autostart" / "app.dainvo.Dainvo.desktop"


def test_each_named_profile_has_an_entry_of_its_own(tmp_path: Path) -> None:
    entry_on("linux", tmp_path).write()
    other = entry_on("linux", tmp_path, ODD)
    assert not other.read()
    other.write()
    assert other.read() and entry_on("linux", tmp_path).read()
    windows = entry_on("win32", tmp_path, ODD)
    assert isinstance(windows, RunEntry) and windows.name.startswith("Dainvo-")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled=false"),
        lambda text: text + "Hidden=true\n",
        lambda text: text.replace("/opt/my programs", "/opt/moved"),
        lambda _text: "",
        lambda _text: "\0\xff",
    ],
)
def test_what_the_desktop_switched_off_or_starts_elsewhere_is_off(tmp_path: Path, change: Callable[[str], str]) -> None:
    """What the desktop's own settings say counts; ours shows it."""
    found = entry_on("linux", tmp_path)
    found.write()
    assert isinstance(found, FileEntry)
    found.path.write_text(change(found.path.read_text(encoding="utf-8")), encoding="utf-8")
    assert not found.read()


@pytest.mark.parametrize("content", [b"", b"<plist>", b"bplist00", plistlib.dumps([1]), plistlib.dumps({})])
def test_an_agent_that_makes_no_sense_is_off(tmp_path: Path, content: bytes) -> None:
    found = entry_on("darwin", tmp_path)
    found.write()
    assert isinstance(found, FileEntry)
    found.path.write_bytes(content)
    assert not found.read()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir(mode=0o500)
    with pytest.raises(OSError):
        entry_on("linux", tmp_path).write()


def test_a_file_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError):
        entry_on("linux", tmp_path).write()
    assert (tmp_path / ".config").read_text(encoding="utf-8") == "mine"


def test_a_program_run_from_its_source_or_in_a_sandbox_has_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    assert login_start.command(None) is None
    name = "dainvo.exe" if sys.platform == "win32" else "dainvo"
    (tmp_path / name).touch()
    assert login_start.command(None) == (str(tmp_path / name), "--hidden")
    assert login_start.command(tmp_path) == (str(tmp_path / name), "--hidden", "--profile", str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / name))
    assert login_start.command(None) == (str(tmp_path / name), "--hidden")
    monkeypatch.setenv("FLATPAK_ID", login_start.ID)
    assert login_start.command(None) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a tool of Linux desktops")
def test_the_desktops_own_checker_takes_the_entry(tmp_path: Path) -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is not installed")
    found = entry_on("linux", tmp_path, ODD)
    found.write()
    assert isinstance(found, FileEntry)
    told = subprocess.run(["desktop-file-validate", str(found.path)], capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (0, "")
