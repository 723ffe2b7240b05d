"""I05: one catalogue of verbs; completion and manual come out of it."""

from __future__ import annotations

import shutil
import subprocess
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dainvo.cli import catalogue
from dainvo.cli.arguments import parser


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    terminal: Any = None
    catalogue.completion(terminal, Namespace(shell=shell))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ac"], ["accounts"]),
        (["accounts", "add"], {"add-caldav"}),
        (["events", "add", "--zo"], ["--zone", "--zoom"]),
        (["--profile", "x", "sy"], ["sync"]),
        (["sync", "--js"], ["--json"]),
    ],
)
def test_bash_completes(typed: list[str], offered: list[str] | set[str], capsys: pytest.CaptureFixture[str]) -> None:
    """I05"""
    words = " ".join(f"'{word}'" for word in ["dainvo", *typed])
    ask = f"COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _dainvo; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "-c", script("bash", capsys) + ask], capture_output=True, text=True, check=True, timeout=500
    )
    found = done.stdout.split()
    assert found == offered if isinstance(offered, list) else offered <= set(found)


def test_every_verb_is_completed_in_every_shell(capsys: pytest.CaptureFixture[str]) -> None:
    """I05"""
    names = {one.path[-1] for one in catalogue.commands(parser()) if one.path}
    assert {"accounts", "events", "sync", "next", "import", "export"} <= names
    for shell in ("bash", "zsh", "fish"):
        told = script(shell, capsys)
        assert [name for name in names if name not in told] == []


def test_the_manual_names_every_verb_and_option(tmp_path: Path) -> None:
    text = catalogue.manual(datetime(2026, 11, 21, tzinfo=UTC))
    for one in catalogue.commands(parser()):
        if one.path and not one.words:
            assert " ".join(one.path).replace("-", "\\-") in text
        assert all(flag.replace("-", "\\-") in text for flag, *_ in one.options if flag != "--help")
    man = shutil.which("man")
    if man is not None:
        page = tmp_path / "dainvo.1"
        page.write_text(text, encoding="utf-8")
        told = subprocess.run([man, "--warnings", "-l", str(page)], capture_output=True, text=True, timeout=500)
        assert told.returncode == 0 and told.stderr == ""
