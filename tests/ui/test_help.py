"""I17 Y14: the guide without a network, each failure with its part of it; diagnostics that tell nothing of anybody."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
from fakes.window import CALDAV, NOW, WORK, ListReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import dainvo
from dainvo import app
from dainvo.errors import Why
from dainvo.ical.occurrence import ResourceId, Uid
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.rows import OutboxKind, OutboxState
from dainvo.store.shown import Waiting
from dainvo.ui import diagnostics, help_window, join, toasts

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"


class WithOutbox(ListReader):
    """One refused change, of an event whose title is nobody's business."""

    def outbox(self) -> list[Waiting]:
        return [
            Waiting(
                1,
                CALDAV,
                WORK,
                ResourceId(7),
                Uid("u7"),
                "Salary talk",
                OutboxKind.PUT,
                OutboxState.WAITING,
                "not_allowed",
                3,
                None,
                NOW,
                False,
            )
        ]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1000, 760)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("why", help_window.PARTS)
def test_each_failure_leads_to_its_part(why: Why, window: QWidget) -> None:
    """I17: connect fails, permission, expired, cannot update, option disabled."""
    opened = help_window.show(window)
    opened.explain(why)
    page, heading = help_window.PARTS[why]
    assert heading in help_window.headings((GUIDE / f"{page}.md").read_text(encoding="utf-8"))
    assert opened.text.textCursor().block().text() == heading
    assert list(help_window.PAGES)[opened.list.currentRow()] == page


def test_the_five_troubles_of_zoom_have_their_part() -> None:
    """I17"""
    parts = {part for page, part in help_window.PARTS.values() if page == "zoom"}
    assert parts >= {
        "Connecting fails",
        "A permission is missing",
        "The sign-in has expired",
        "The meeting cannot be updated",
        "An option is switched off",
    }


def test_a_link_between_pages_stays_inside(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(join, "browse", lambda url, *_rest: opened.append(url))
    guide = help_window.show(window)
    guide._follow(QUrl("zoom.md"))
    assert list(help_window.PAGES)[guide.list.currentRow()] == "zoom" and opened == []
    guide._follow(QUrl("https://example.com/"))
    assert opened == ["https://example.com/"]


def test_every_page_and_every_link_of_the_guide_is_there() -> None:
    pages = {path.stem for path in GUIDE.glob("*.md")}
    assert set(help_window.PAGES) <= pages
    for page in GUIDE.glob("*.md"):
        linked = re.findall(r"\]\(([\w-]+)\.md\)", page.read_text(encoding="utf-8"))
        assert set(linked) <= pages


def test_the_log_in_diagnostics_names_no_server_unless_ticked(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y14"""
    reader = WithOutbox()
    account = reader.accounts()[0]
    line = f"WARNING caldav {account.user} on {account.host.upper()}: https://dav.example.net/… gave 503"
    monkeypatch.setattr("dainvo.log.tail", lambda: line)
    told = diagnostics.report(reader, addresses=False, happened=f"  at {account.host}").casefold()
    assert account.host not in told and account.user.casefold() not in told and "example.net" not in told
    assert "warning caldav … on …: https://…/… gave 503" in told
    assert line in diagnostics.report(reader, addresses=True)


def test_diagnostics_tell_kinds_and_reasons_but_nobodys_days(window: QWidget, qtbot: QtBot) -> None:
    """Y14, Y06: no title, person, link or secret; the address of an account only if ticked."""
    reader = WithOutbox()
    account = reader.accounts()[0]
    sheet = diagnostics.DiagnosticsSheet(window, reader, happened="  web.py:12 in request\nRefused: not_allowed")
    sheet.open()
    told = sheet.text.toPlainText()
    assert dainvo.__version__ in told and account.kind in told and "Refused: not_allowed" in told
    assert account.user not in told and account.host not in told
    assert "put × 1, not_allowed" in told and "Salary" not in told
    assert "@" not in told and "http" not in told
    sheet.addresses.click()
    assert account.user in sheet.text.toPlainText()
    copy = next(one for one in sheet.findChildren(QPushButton) if "opy" in one.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == sheet.text.toPlainText()


def test_a_fault_of_ours_can_be_reported_once(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Y14: what happened is shown, without what was in the event."""
    session = app.Session(qapp, Profile(tmp_path))
    try:
        for _ in range(2):
            try:
                dict[str, int]()["Salary talk"]
            except KeyError as error:
                app._report(session, KeyError, error, error.__traceback__)
        sheets = session.window.findChildren(diagnostics.DiagnosticsSheet)
        assert len(sheets) == 1
        told = sheets[0].text.toPlainText()
        assert "KeyError" in told and "test_help.py" in told and "Salary" not in told
        sheets[0].close()
    finally:
        session.close()
        session.window.deleteLater()


def test_settings_that_cannot_be_read_are_kept_aside_and_it_is_said(qapp: QApplication, tmp_path: Path) -> None:
    """I16: defaults are used; the file is not lost."""
    (tmp_path / "settings.json").write_text("{broken", encoding="utf-8")
    session = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory()))
    try:
        session.start_engine()
        session.ask_about_rescue()
        assert "settings.damaged" in toasts.of(session.window).text()
        assert (tmp_path / "settings.damaged").read_text(encoding="utf-8") == "{broken"
    finally:
        session.close()
        session.window.deleteLater()


def test_settings_that_cannot_be_stored_count_and_it_is_said(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I16: on a full disk the window goes on with what was chosen."""

    def full(_settings: Settings, _path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    session = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory()))
    try:
        monkeypatch.setattr(Settings, "save", full)
        session.window.take_settings(Settings(work_start_hour=7))
        assert session.settings.work_start_hour == 7
        assert toasts.of(session.window).text() == "The disk is full. This setting counts until Dainvo ends."
    finally:
        session.close()
        session.window.deleteLater()
