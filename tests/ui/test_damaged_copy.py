"""The window opens over a damaged copy: it is made again, the events are there, and it is told once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.calendar_texts import event_text
from fakes.offline_copies import listed
from fakes.window import RecordingBridge
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.app import Session
from dainvo.ical.event import ETag, Href
from dainvo.profile import Profile, now
from dainvo.secrets import Secrets
from dainvo.store import backups
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store
from dainvo.ui import rescued, toasts
from dainvo.ui.rescued import RescuedSheet


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def rubbish(path: Path) -> None:
    path.write_bytes(b"x" * 50_000)


def a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 4096 * 3 // 4 * 4096)
        file.write(b"\xa5" * 4096)


@pytest.mark.parametrize("damage", [cut_off, rubbish, a_page])
def test_the_window_opens_a_safe_copy_and_says_so(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """A33: damaged before the start, seen before or after the first paint: the events and the unsent one are shown,
    the sentence stands until its details were read."""
    profile = Profile(tmp_path, environ={"TZ": "UTC"}, secrets=Secrets.in_memory())
    path = tmp_path / "dainvo.db"
    today = now().date()
    with Store(path, zone=profile.zone, now=now) as store:
        account = store.add_account("caldav", "Anna", url="http://127.0.0.1:1/", user="anna")
        (work,), _ = store.put_collections(account, [listed(Href("/work/"))])
        texts = [
            event_text(f"u{n}", "Theirs", f"{today:%Y%m%d}T090000Z", f"{today:%Y%m%d}T100000Z") for n in range(200)
        ]
        store.take_remote(work, [RemoteItem(Href(f"/work/{n}.ics"), ETag("1"), text) for n, text in enumerate(texts)])
        backups.write(path, now())
        mine = event_text("new", "Mine", f"{today:%Y%m%d}T110000Z", f"{today:%Y%m%d}T120000Z")
        store.create_local(work, Href("/work/new.ics"), mine)
    damage(path)
    session = Session(qapp, profile)
    try:
        qtbot.addWidget(session.window)
        session.window.show()
        session.start_engine()
        session.ask_about_rescue()
        said = toasts.of(session.window)
        qtbot.waitUntil(lambda: said.text().startswith("Opened a safe copy"))
        shown = [each.summary for each in session.reader.occurrences(today, today)]
        assert (shown.count("Theirs"), shown.count("Mine")) == (200, 1)
        [details] = said.findChildren(QPushButton)
        details.click()
        [sheet] = session.window.findChildren(RescuedSheet)
        assert sheet.isVisible()
        sheet.accept()
        engine = session.engine
        assert engine is not None

        async def told(desk: object) -> object:
            return desk.store.rescued()  # type: ignore[attr-defined]  # a desk

        qtbot.waitUntil(lambda: engine.submit(told).result() is None)
    finally:
        session.close()


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "1 event is at another time now: the rules of its time zone changed."),
        (7, "7 events are at other times now: the rules of their time zones changed."),
    ],
)
def test_events_that_newer_zone_rules_moved_are_counted(
    qapp: QApplication, qtbot: QtBot, count: int, said: str
) -> None:
    """P-5: the user is told how many."""
    host = QWidget()
    qtbot.addWidget(host)
    bridge = RecordingBridge()
    rescued.ask(host, bridge)
    bridge.last("upkeep.rescued").answer(None)
    bridge.last("upkeep.moved").answer(count)
    assert toasts.of(host).text() == said
    bridge.close()
