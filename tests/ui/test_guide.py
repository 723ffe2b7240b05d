"""I17: the guide is true of the program: what it names is there, its links lead somewhere, each trouble has a part."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo.cli.arguments import parser
from dainvo.cli.catalogue import commands
from dainvo.engine.providers import PROVIDERS
from dainvo.errors import Why
from dainvo.ui import help_window, keys
from dainvo.ui.views.look import Shape

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))

#: What the guide names of other people's programs, and words that are stressed and are no names.
ELSEWHERE = {
    *("Personal settings", "Security", "Devices & sessions", "Sign-In and Security", "App-Specific Passwords"),
    *("Privacy & Security", "Manage app passwords", "Request pre-approve", "Added Apps"),
    *("Develop", "Build App", "General App", "Create", "User-managed", "App Credentials", "Use Public Client OAuth"),
    *("Public Client ID", "OAuth Redirect URL", "OAuth Allow List", "Strict Mode URL", "Subdomain Check", "Scopes"),
    *("needs attention", "dainvo"),
}


#: How the guide writes keys that Qt abbreviates.
SPELT = {"Del": "Delete", "PgDown": "Page Down", "PgUp": "Page Up", "Shift+?": "?", "Return": "Enter"}


@cache
def said_by_the_program() -> frozenset[str]:
    """Every literal text of the interface, without keys and placeholders at its ends."""
    found: set[str] = set()
    for path in (ROOT / "dainvo" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.sub(r"&(?=\w)", "", node.value))
    return frozenset(found)


def stressed(text: str) -> set[str]:
    """What stands between single asterisks, a way through menus taken apart."""
    text = re.sub(r"```.*?```|`[^`]*`|^ {4}.*$", "", text, flags=re.S | re.M)
    text = text.replace("**", "\0")
    found = re.findall(r"(?<![\w*])\*([^*\n][^*]*?)\*(?!\w)", text)
    return {re.sub(r"\s+", " ", part).strip() for one in found for part in one.split("›")}


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_what_the_guide_names_is_in_the_program(page: Path) -> None:
    said = said_by_the_program()
    names = stressed(page.read_text(encoding="utf-8")) - ELSEWHERE - {"⋯"}
    assert sorted(name for name in names if name not in said and f"{name}…" not in said) == []


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_each_link_leads_to_a_page_and_a_part(page: Path) -> None:
    for name, part in re.findall(r"\]\((?:([\w-]+)\.md)?(?:#([\w-]+))?\)", page.read_text(encoding="utf-8")):
        text = (GUIDE / f"{name or page.stem}.md").read_text(encoding="utf-8")
        assert not part or part in {help_window.anchor(heading) for heading in help_window.headings(text)}


def test_a_link_to_a_part_scrolls_to_it(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    guide = help_window.show(host, "zoom")
    guide._follow(QUrl("#your-own-zoom-app"))
    assert guide.text.textCursor().block().text() == "Your own Zoom app"
    guide._follow(QUrl("calendars.md#certificates"))
    assert guide.text.textCursor().block().text() == "Certificates"


def test_each_trouble_with_zoom_has_its_part() -> None:
    """I17: connecting, permission, expired, update, option, and why no meeting can be made."""
    connecting = {Why.NO_CLIENT_ID, Why.BAD_CONFIGURATION, Why.DECLINED, Why.TIMED_OUT, Why.PORT_BUSY, Why.CANCELLED}
    zoom = {why for why in Why if why.name.startswith("ZOOM_")} | connecting | {Why.OTHER_SERVER}
    assert zoom - set(help_window.PARTS) == set()
    assert {help_window.PARTS[why][0] for why in zoom} == {"zoom"}


def test_each_provider_has_its_part() -> None:
    """A02: as many pages as there are ways to add an account."""
    parts = help_window.headings((GUIDE / "calendars.md").read_text(encoding="utf-8"))
    for provider in PROVIDERS:
        assert ("Other CalDAV servers" if provider.key == "caldav" else provider.name) in parts


def test_the_guide_knows_every_verb_and_option_of_the_command_line() -> None:
    """I05: and names none that is not there."""
    text = (GUIDE / "command-line.md").read_text(encoding="utf-8")
    found = list(commands(parser()))
    for one in found:
        if one.path and not one.words:
            # Verbs of a group may stand on one line: "accounts list | remove ID".
            assert re.search(rf"\b{one.path[0]}\b", text) and re.search(rf"(?<![\w-]){one.path[-1]}(?![\w-])", text), (
                one
            )
    options = {flag for one in found for flag, *_ in one.options} | {"--json"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert named - options == set()


def test_the_guide_knows_every_key() -> None:
    """K14"""
    text = (GUIDE / "keyboard.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    told = {re.sub(r" … \d$", "", key.strip()) for row in rows for key in re.split(r", (?! )| or ", row + " ")}
    for action in sorted(keys.bound() & set(keys.names())):
        written = {SPELT.get(key, key) for key in keys.keys_of(action)}
        assert written & told, (action, written)


def test_help_has_the_legend_of_what_events_look_like() -> None:
    """V23: every shape and every mark that an event can have is told in words."""
    part = (GUIDE / "views.md").read_text(encoding="utf-8").partition("## What events look like")[2]
    told = [line.lower() for line in part.splitlines() if line.startswith("| ")]
    words = {
        Shape.SOLID: "is confirmed",
        Shape.FREE: "leaves you free",
        Shape.TENTATIVE: "is tentative",
        Shape.UNANSWERED: "you have not answered",
        Shape.DECLINED: "was declined",
        Shape.CANCELLED: "was cancelled",
    }
    assert set(words) == set(Shape)
    for said in (*words.values(), "is over", "is private", "not on the server yet", "waits for its zoom link"):
        assert any(said in line for line in told), said
