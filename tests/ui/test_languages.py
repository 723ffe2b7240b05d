"""The whole program in languages that nobody speaks: nothing untranslated, nothing cut off, everything mirrored."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from fakes.cut_off import OPENED, cut_off
from fakes.pseudo import spoken
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.profile import COPY
from dainvo.ui import dates, set_menu
from dainvo.ui.card import Card
from dainvo.ui.views import lettering
from shipping import translations

#: The end may be cut off where a tip tells all, and a line hold either end alone.
_TRANSLATED = re.compile(r"⟦[^⟦⟧]*(?:⟧|…|$)|^[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(
    r"^Python .*|\w+:\w+:\w+|\S+@\S+|https?:\S+|\S+/\S+|"
    r"\S+\.(?:example|com|org|us|ics|json)\b|[0-9A-F]{2}(?::[0-9A-F]{2})+"
)
#: Names of products and standards, keys, and zones are the same in every language.
_NAMES = set(
    """Dainvo Zoom CalDAV iCloud Nextcloud Fastmail SOGo Google Radicale Baïkal Synology Apple mailbox Posteo
    Microsoft Teams Webex Jitsi Meet Thunderbird Ctrl Alt Shift Esc Enter Del Ins Home End PgUp PgDown Space Tab Return
    Backspace Left Right Up Down GMT UTC JST ID iCalendar SHA AM PM English Deutsch Windows Python Qt PySide MIT
    """.split()  # noqa: SIM905
)

NEAR_PX = 2  # what is in the middle may round to either side

#: What the scenes tell of the user's own beside what their copy holds, and what systems and servers say themselves.
_GIVEN = frozenset(
    _WORD.findall(
        """Call with a title that somebody typed in a hurry. Hiring panel: backend engineer. Review. Weekly sync.
        Planning. Company day. Interview with a candidate for the head of a department. Training. Weekly planning.
        Architecture round. Travel. Hall 4, Messeplatz. Walk through the week view. Drafts.
        O=Corp Example, self-signed certificate. +49 30 Germany US Washington DC San Jose"""
    )
)
#: The user's guide is read in English; the sheet of all states of a row has labels of its own.
_NOT_OURS = ("help", "meeting-rows")


class Screen:
    """One scene that is played, and what is to be seen of it."""

    def __init__(self, application: QApplication, name: str, folder: Path) -> None:
        self.painted: set[str] = set()
        ready = lettering.ready
        self._patch = pytest.MonkeyPatch()

        def recorded(style: str, text: str) -> object:
            self.painted.add(text)
            return ready(style, text)

        self._patch.setattr(lettering, "ready", recorded)
        scene = SCENES[name]
        folder.mkdir()
        scene.profile(folder)
        self.data = _data(folder / COPY)
        self.stage = Stage(application, folder, "light", moment=scene.moment)
        alone = scene.play(self.stage)
        self.stage.settle()
        window = self.stage.window
        card = next((one for one in window.findChildren(Card) if one.isVisible()), None)
        self.top: QWidget = alone or QApplication.activeModalWidget() or card or window

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.stage.close()
        self._patch.undo()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything that is read, or read out, and what shows it."""
        yield from ((type(one).__name__, said) for one, said in texts(self.top))
        yield from (("painted", said) for said in self.painted)


@lru_cache(maxsize=1)
def _calendar_words() -> frozenset[str]:
    """What the locale and not the translation says."""
    named = [dates.weekday(day, long=long) for day in range(1, 8) for long in (False, True)]
    named += [dates.month_name(month, short) for month in range(1, 13) for short in (False, True)]
    return frozenset(word for one in named for word in _WORD.findall(one))


def _data(copy: Path) -> frozenset[str]:
    """Every word that the user's own data hold."""
    found: set[str] = set()
    with sqlite3.connect(copy) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table.startswith("search"):
                continue
            for row in store.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own tables
                found.update(word for cell in row if isinstance(cell, str) for word in _WORD.findall(cell))
    store.close()
    return frozenset(found)


def texts(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Everything of `top` that is read, or read out."""
    for one in [top, *top.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        yield from ((one, said) for said in (one.toolTip(), one.accessibleName(), one.accessibleDescription()))
        if isinstance(one, QLabel | QAbstractButton):
            yield one, one.text()
        elif isinstance(one, QLineEdit):
            yield one, one.placeholderText()
        elif isinstance(one, QComboBox):
            yield from ((one, one.itemText(number)) for number in range(one.count()))
        elif isinstance(one, QAbstractItemView) and (model := one.model()) is not None:
            yield from ((one, str(model.index(row, 0).data() or "")) for row in range(model.rowCount()))
        elif isinstance(one, QMenu):
            yield from ((one, said) for action in one.actions() for said in _of_action(action))


def _of_action(action: QAction) -> Iterable[str]:
    inner = action.menu()
    yield action.text()
    if isinstance(inner, QMenu):
        for one in inner.actions():
            yield from _of_action(one)


def untranslated(shown: Iterable[tuple[str, str]], data: frozenset[str]) -> list[str]:
    """The texts with words that are neither translated nor the user's own nor the calendar's."""
    known = data | _calendar_words() | _NAMES | _GIVEN
    found = []
    for kind, said in shown:
        left = said
        while _TRANSLATED.search(left):
            left = _TRANSLATED.sub(" ", left)
        left = _ADDRESS.sub(" ", re.sub(r"<[^>]*>|\w+…", " ", left))
        if strange := [word for word in _WORD.findall(left) if word not in known]:
            found.append(f"{kind}: {said!r}: {strange}")
    return sorted(set(found))


@pytest.mark.parametrize("name", SCENES)
def test_every_text_goes_through_translation_and_finds_its_room(name: str, qapp: QApplication, tmp_path: Path) -> None:
    """L08: also words that are two fifths longer."""
    with spoken(qapp), Screen(qapp, name, tmp_path / "long") as screen:
        if name not in _NOT_OURS:
            assert untranslated(screen.texts(), screen.data) == []
        if name in OPENED:
            assert cut_off(screen.top) == []


def places(top: QWidget) -> dict[str, QRect]:
    """Where each widget of `top` lies in it, by its way through the tree."""
    found: dict[str, QRect] = {}

    def walk(parent: QWidget, way: str) -> None:
        inside = [one for one in parent.children() if isinstance(one, QWidget)]
        for number, one in enumerate(inside):
            own = isinstance(parent, QLineEdit) and isinstance(one, QAbstractButton)  # Qt's, to clear the field
            if one.isVisible() and not one.isWindow() and not own:
                said = re.sub("[\u2066\u2068\u2069\u200f]", "", one.accessibleName())
                here = f"{way}/{number} {type(one).__name__} {said}".rstrip()
                found[here] = QRect(one.mapTo(top, QPoint()), one.size())
                walk(one, here)

    walk(top, "")
    return found


@pytest.mark.parametrize("name", SCENES)
def test_every_widget_is_mirrored(name: str, qapp: QApplication, tmp_path: Path) -> None:
    """L09: from right to left each widget lies where the same language would have it in a mirror."""
    with spoken(qapp, to_the_left=True), Screen(qapp, name, tmp_path / "usual") as screen:
        usual, wide = places(screen.top), screen.top.width()
    with spoken(qapp, to_the_left=True, mirrored=True), Screen(qapp, name, tmp_path / "mirrored") as screen:
        found = places(screen.top)
        assert screen.top.width() == wide
    assert found.keys() == usual.keys()
    astray = {
        way: (place, found[way])
        for way, place in usual.items()
        if abs(found[way].x() - (wide - place.x() - place.width())) > NEAR_PX
    }
    assert astray == {}


def test_every_text_of_the_menus_goes_through_translation(qapp: QApplication, tmp_path: Path) -> None:
    """L08: of events, calendars, accounts, views and sets."""
    with spoken(qapp), Screen(qapp, "week", tmp_path / "long") as screen:
        window = screen.stage.window
        event = screen.stage.event("Design review")
        place = window.mapToGlobal(QPoint(200, 200))
        menus = [
            window.cards.menu(event, place),
            window.panel._menu(window.panel.rows[0]),
            set_menu.open_menu(window, place),
        ]
        window.travel.choose_view(window.bar, True)
        window.dialogs.account_menu(screen.stage.reader.accounts()[0], place)
        menus += [one for one in window.findChildren(QMenu) if one.isVisible()]
        found = [said for menu in menus if menu is not None for action in menu.actions() for said in _of_action(action)]
        assert len(found) > 30
        assert untranslated((("menu", said) for said in found), screen.data) == []


def test_marks_are_those_of_print() -> None:
    """L08: no typewriter's apostrophe, and names in German marks between German words, whoever quotes them."""
    assert [text.source for text in translations.collect() if re.search(r"\w'\w", text.source)] == []
    german = (translations.FOLDER / "dainvo_de.ts").read_text(encoding="utf-8")
    said = re.findall("<(?:translation|numerusform)>([^<]*)<", german)
    assert [text for text in said if re.search(r"[‘‚]|\w'\w", text)] == []
    sources = list(translations.SOURCES.joinpath("ui").rglob("*.py"))
    by_hand = re.compile(r"""f["'][^"\n]*‘\{""")
    assert [path.name for path in sources if by_hand.search(path.read_text(encoding="utf-8"))] == []
