"""Every dialog, sheet and card: targets large enough, twice the text, the smallest screen, and the keyboard (X08, X09).

`OPENED_BY` names them all with a scene that opens each; a test keeps the list complete.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fakes.cut_off import cut_off
from fakes.large_text import larger
from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import dainvo.ui
from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.ui.accounts.removal import Removing
from dainvo.ui.card import Card
from dainvo.ui.meetings import questions
from dainvo.ui.sheet import SHADOW, Sheet

LEAST_PX = 24
SMALL, LARGE = QRect(0, 0, 640, 480), QRect(0, 0, 1280, 1024)
MOST_TABS = 200

OPENED_BY = {
    "AddAccount": "add-nextcloud",
    "AskPassphrase": "passphrase-ask",
    "CalendarSheet": "calendar-name",
    "CancelQuestion": "cancel-event",
    "CategorySheet": "categories",
    "CertificateSheet": "certificate-changed",
    "ChooseCalendars": "choose-calendars",
    "ConflictSheet": "conflict",
    "ConnectZoom": "connect-zoom-own-app",
    "ConnectionSheet": "connection",
    "CopyQuestion": "copy-meeting",
    "DayList": "day-list",
    "DeleteCalendar": "calendar-delete",
    "DeleteMeeting": "meetings-page-delete",
    "DeleteSheet": "delete",
    "DeletedSheet": "deleted-events",
    "DiagnosticsSheet": "diagnostics",
    "DiscardSheet": "discard-change",
    "DraftsLeft": "drafts-left",
    "Editor": "editor",
    "EventPopover": "popover-filled",
    "ForgetCalendar": "calendar-forget",
    "HealthSheet": "account-details",
    "HelpWindow": "help",
    "ImportSheet": "import",
    "KeepQuestion": "keep-running",
    "LeaveQuestion": "leave-editor",
    "LinkQuestion": "open-link",
    "MeetingDetailsSheet": "meeting-details",
    "MeetingOptionsSheet": "meeting-options",
    "MeetingsPage": "meetings-page",
    "MoveCalendar": "calendar-move",
    "NameSheet": "set-name",
    "NewCalendar": "calendar-new",
    "NewPassphrase": "passphrase-new",
    "Palette": "palette",
    "PrintSheet": "print-week",
    "QuickCreate": "quick-create",
    "RegisterSheet": "register-app",
    "ReminderSheet": "default-reminders",
    "RemoveCalendarAccount": "account-remove",
    "RemoveZoom": "remove-zoom",
    "RescuedSheet": "rescued",
    "Review": "meetings-page-review",
    "ScopeQuestion": "scope",
    "SettingsWindow": "settings-calendar",
    "SeveralSheet": "several-delete",
    "SignInAgain": "sign-in-again",
    "SubscribeSheet": "subscribe",
    "TakenQuestion": "key-taken",
    "VanishedSheet": "vanished",
}
_BASES = {Sheet, Removing, questions._Question}
CARDS = ("DayList", "EventPopover", "Palette", "QuickCreate")
DIALOGS = [name for name in OPENED_BY if name not in CARDS]


def below(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_every_dialog_is_here() -> None:
    """X09: a dialog that is made has to be named above, with a scene that opens it."""
    for module in pkgutil.walk_packages(dainvo.ui.__path__, "dainvo.ui."):
        importlib.import_module(module.name)
    made = {one for base in (QDialog, Card) for one in below(base) if one.__module__.startswith("dainvo")}
    assert {one.__name__ for one in made - _BASES} == OPENED_BY.keys()


class Played:
    """A scene with its dialog; `again` plays it once more."""

    def __init__(self, application: QApplication, kind: str, folder: Path, wide: int, high: int) -> None:
        scene = SCENES[OPENED_BY[kind]]
        scene.profile(folder)
        self.kind = kind
        self.stage = Stage(application, folder, "light", moment=scene.moment)
        usual = self.stage.open
        self.stage.open = lambda **given: usual(**{**given, "wide": wide, "high": high})  # type: ignore[method-assign]  # a smaller one
        self._play: Callable[[Stage], QWidget | None] = scene.play
        self.again()

    def again(self) -> None:
        self._play(self.stage)
        self.stage.settle()

    @property
    def shown(self) -> list[Any]:
        return [one for one in QApplication.allWidgets() if type(one).__name__ == self.kind and one.isVisible()]

    @property
    def dialog(self) -> Any:
        return self.shown[-1]


@pytest.fixture
def played(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Played]:
    """With parameters: what, the screen and the text's scale."""
    kind, room, scale = request.param
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: room)
    with larger(qapp, scale):
        made = Played(qapp, kind, tmp_path, min(1180, room.width()), min(760, room.height()))
        try:
            yield made
        finally:
            made.stage.close()


def each(kinds: Any, room: QRect, scale: float = 1.0) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("played", [pytest.param((one, room, scale), id=one) for one in kinds], indirect=True)


def seen(top: QWidget, *kinds: type[QWidget]) -> list[Any]:
    """What the user sees of these kinds; what Qt makes inside of a field is not the user's."""
    parts = (QComboBox, QAbstractSpinBox, QLineEdit)
    found = [one for one in top.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    return [one for one in found if not isinstance(one.parentWidget(), parts) and one.width() and one.height()]


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} “{widget.accessibleName() or text}” {widget.width()} × {widget.height()}"


# targets


@each(OPENED_BY, LARGE)
def test_targets_are_large_enough(played: Played) -> None:
    """X08: 24 px each way."""
    targets = seen(played.dialog, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
    assert [told(one) for one in targets if one.width() < LEAST_PX or one.height() < LEAST_PX] == []


@pytest.mark.parametrize("name", ["week", "month", "agenda", "year", "days-nine", "search", "first-run", "offline"])
@pytest.mark.parametrize("density", ["compact", "cosy"])
def test_targets_of_the_window_are_large_enough(name: str, density: str, qapp: QApplication, tmp_path: Path) -> None:
    """X08: bar, side panel, strip and what views have for controls; cells of the small month, too."""
    scene = SCENES[name]
    scene.profile(tmp_path)
    stage = Stage(qapp, tmp_path, "light", moment=scene.moment)
    stage.settings = stage.settings.changed(density=density)
    try:
        scene.play(stage)
        stage.settle()
        targets = seen(stage.window, QAbstractButton, QComboBox, QLineEdit)
        assert [told(one) for one in targets if one.width() < LEAST_PX or one.height() < LEAST_PX] == []
    finally:
        stage.close()


@each([name for name in DIALOGS if name != "Editor"], LARGE)
def test_cancel_begins_the_foot_and_what_is_done_ends_it(played: Played) -> None:
    """ux.md §8: in one place in all sheets; the editor's line of effects has the start of its own."""
    foot = getattr(played.dialog, "_foot", None)
    shown = sorted(seen(foot, QPushButton), key=lambda one: int(one.x())) if foot is not None else []
    faces = [one.text().replace("&", "") for one in shown]
    assert "Cancel" not in faces[1:]
    assert [one.property("kind") for one in shown[:-1] if one.property("kind") in ("primary", "danger")] == []
    gaps = [after.x() - one.geometry().right() for one, after in pairwise(shown)]
    assert "Cancel" not in faces or gaps[0] > 2 * 8, faces


# twice the text


def overlapping(top: QWidget) -> list[str]:
    """Words and controls that lie on one another."""
    words = [one for one in seen(top, *_SOLID) if not isinstance(one, QLabel) or one.text()]
    shown = [(one, _in_sight(one).translated(one.mapTo(top, QPoint()))) for one in words]
    return [
        f"{told(one)} on {told(other)}"
        for at, (one, place) in enumerate(shown)
        for other, there in shown[at + 1 :]
        if not (one.isAncestorOf(other) or other.isAncestorOf(one))
        and not (place.isEmpty() or there.isEmpty())
        and place.adjusted(1, 1, -1, -1).intersects(there)
    ]


_SOLID = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)


def _in_sight(widget: QWidget) -> QRect:
    """What of it is not scrolled out of sight, in its own pixels."""
    place, parent, at = widget.rect(), widget.parentWidget(), widget.pos()
    while parent is not None and not widget.isWindow():
        place = place.intersected(parent.rect().translated(-at))
        if parent.isWindow():
            break
        at, parent = at + parent.pos(), parent.parentWidget()
    return place


@each(OPENED_BY, LARGE, 2.0)
def test_text_of_twice_the_size_finds_its_room(played: Played) -> None:
    """X08: nothing is cut off, nothing lies on anything, and what is too high for the screen scrolls."""
    dialog = played.dialog
    assert cut_off(dialog) == []
    assert overlapping(dialog) == []
    assert beyond(dialog, LARGE) == []


# the smallest screen


def beyond(dialog: QWidget, room: QRect) -> list[str]:
    """What the user could not come to in a `room` of this size: neither there nor by scrolling."""
    surface = dialog.size().shrunkBy(_shadow(dialog))
    found = [f"{told(one)} outside {area}" for one in seen(dialog, *_SOLID) if (area := _lost(one, dialog))]
    if surface.width() > room.width() or surface.height() > room.height():
        found.append(f"{surface.width()} × {surface.height()} in {room.width()} × {room.height()}")
    return found


def _shadow(dialog: QWidget) -> QMargins:
    px = SHADOW if isinstance(dialog, Card) else getattr(dialog, "_shadow", 0)
    return QMargins(px, px, px, px)


def _lost(widget: QWidget, dialog: QWidget) -> str:
    """The ancestor that cuts it off, if it does not scroll."""
    place = QRect(QPoint(), widget.size())
    below_it = widget
    while below_it is not dialog:
        parent: Any = below_it.parentWidget()
        place.translate(below_it.pos())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                return ""
            place.moveTop(0)
            place.setHeight(1)
        if not parent.rect().adjusted(-2, -2, 2, 2).contains(place):
            return type(parent).__name__
        below_it = parent
    return ""


@each(OPENED_BY, SMALL)
def test_all_of_it_is_reached_on_the_smallest_screen(played: Played) -> None:
    """X09: at 640 × 480 it is there or scrolls."""
    assert beyond(played.dialog, SMALL) == []


@each(DIALOGS, SMALL)
def test_it_stays_above_its_parent_and_opens_again(played: Played) -> None:
    """X09: a window of its own belongs to the one that it was opened from; Esc closes it."""
    dialog = played.dialog
    parent = dialog.parentWidget()
    assert parent is not None and parent.isVisible()
    assert dialog.windowHandle().transientParent() is parent.window().windowHandle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    played.stage.settle()
    assert played.shown == []
    for one in reversed([one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]):
        one.close()  # those that it was opened from
    played.again()
    assert len(played.shown) == 1


@each(OPENED_BY, SMALL)
def test_tab_leaves_every_text_field_and_comes_to_all(played: Played, qtbot: QtBot) -> None:
    """X09, X01: no field keeps Tab, and whatever takes the focus gets it; a field alone on its card is left by Esc."""
    dialog = played.dialog
    with qtbot.waitActive(dialog.window()):
        dialog.window().activateWindow()
    alone = len([one for one in seen(dialog, *_SOLID) if _takes_tab(one)]) == 1
    for field in seen(dialog, QLineEdit, QTextEdit, QPlainTextEdit):
        if field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus and not alone:
            field.setFocus()
            assert field.hasFocus()
            links = field.document().toPlainText().count("\n") if isinstance(field, QTextBrowser) else 0
            for _ in range(1 + links):  # which Tab goes through first
                if field.hasFocus():
                    QTest.keyClick(field, Qt.Key.Key_Tab)
            assert not field.hasFocus(), told(field)
    wanted = {one for one in seen(dialog, *_SOLID) if _takes_tab(one)}
    if not wanted:
        return  # a list of days: arrows go through its painted rows
    top = min(wanted, key=lambda one: (one.mapTo(dialog, QPoint()).y(), one.mapTo(dialog, QPoint()).x()))
    top.setFocus()  # the views below a card keep Tab for their events
    reached: set[QWidget] = set()
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        several = isinstance(here, QTextBrowser | QLabel)  # of links, each takes one
        if here is None or (here in reached and not several):
            break
        reached.add(here)
        assert dialog.isAncestorOf(here), "Tab stays in a card, whose Esc it would lose"
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert [told(one) for one in wanted - reached] == []


def _takes_tab(widget: QWidget) -> bool:
    if isinstance(widget, QRadioButton):  # arrows go through a group
        return False
    return bool(widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None)
