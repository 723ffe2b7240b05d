"""The window goes on while the engine is loaded and the copy checked, and may be closed meanwhile."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.app import Session
from dainvo.errors import TryLater, Why
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.lock import ProfileLock


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Session:
    return Session(qapp, Profile(tmp_path, environ={"TZ": "UTC"}, secrets=Secrets.in_memory()))


def test_the_window_goes_on_meanwhile(session: Session, qtbot: QtBot) -> None:
    """G13: to load the engine took the window a tenth of a second."""
    qtbot.addWidget(session.window)
    opening = session.open_engine()
    went_on: list[bool] = []
    QTimer.singleShot(0, lambda: went_on.append(session.engine is None))
    session.use_settings(Settings(sync_interval_min=7))
    qtbot.waitUntil(opening.done)
    assert went_on == [True]
    session.start_engine()
    engine = session.engine
    assert engine is opening.result()

    async def interval(desk: object) -> int:
        found: int = desk.settings.sync_interval_min  # type: ignore[attr-defined]  # a desk
        return found

    assert engine.submit(interval).result() == 7
    session.close()


def test_what_is_loaded_is_not_looked_through_again(session: Session, qtbot: QtBot) -> None:
    """G13: to look through all that is loaded for garbage took the window 40 ms, in the midst of a first sync."""
    qtbot.addWidget(session.window)
    loaded = len(gc.get_objects())
    session.start_engine()
    assert len(gc.get_objects()) < loaded / 10
    session.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()


def test_closed_meanwhile_it_gives_the_profile_free(session: Session, tmp_path: Path) -> None:
    session.open_engine()
    session.close()
    lock = ProfileLock(tmp_path)
    lock.acquire(0)
    lock.release()


def test_a_busy_profile_is_told_when_the_engine_is_wanted(session: Session, tmp_path: Path) -> None:
    lock = ProfileLock(tmp_path)
    lock.acquire(0)
    opening = session.open_engine()
    with pytest.raises(TryLater) as busy:
        session.start_engine()
    assert (busy.value.why, opening.exception() is busy.value) == (Why.PROFILE_BUSY, True)
    session.close()
    lock.release()
