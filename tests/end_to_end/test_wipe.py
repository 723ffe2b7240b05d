"""Y10: what is local is private, and wiping leaves nothing of it."""

from __future__ import annotations

import json
import stat
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from fakes.caldav_servers import radicale
from fakes.calendar_world import at

from dainvo import login_start
from dainvo.cli.verbs import Terminal
from dainvo.cli.wipe import wipe
from dainvo.cli.words import UsageError
from dainvo.engine.actions import accounts, calendars, events, login
from dainvo.errors import Refused, Why
from dainvo.ical.event import EventDraft
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings

pytestmark = pytest.mark.end_to_end


class Shelf:
    """A keyring that can be looked into."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


def test_wiping_signs_out_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Y10"""
    keyring = Shelf()
    folder = tmp_path / "profile"
    profile = Profile.at(folder)
    profile.secrets = Secrets(keyring)
    with radicale(tmp_path / "server") as server:
        engine = profile.engine(background=False)
        account = engine.submit(accounts.add_caldav, server.url, server.user, server.password).result(300)
        engine.submit(accounts.sync, account).result(300)
        collection = engine.submit(calendars.create_calendar, account, "Work").result(300)
        start, end = at("2027-03-10 09:00"), at("2027-03-10 10:00")
        engine.submit(events.save_event, EventDraft(collection, "Plan", start, end)).result(300)
        engine.close()
        profile.settings.save(profile.settings_path)
        assert keyring.entries
        if sys.platform != "win32":
            open_ones = [path.name for path in folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
            assert open_ones == []
        terminal = Terminal(profile, as_json=True)
        with pytest.raises(UsageError):  # nobody sits at a terminal and nothing was agreed
            wipe(terminal, Namespace(yes=False))
        assert folder.exists() and keyring.entries
        wipe(terminal, Namespace(yes=True))
    assert json.loads(capsys.readouterr().out) == {"accounts": 1, "unsent": 1, "left": []}
    assert keyring.entries == {}
    assert not folder.exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """Y10: a profile folder may hold other things."""
    profile = Profile.at(tmp_path)
    profile.secrets = Secrets.in_memory()
    profile.engine(background=False).close()
    profile.settings_path.write_text("{")
    assert profile.settings == Settings()  # unreadable ones are put aside
    assert (tmp_path / "settings.damaged").exists()
    (tmp_path / "settings.new").write_text("{}")  # a save that was cut short
    (tmp_path / "passphrase.json").write_text("{}")
    (tmp_path / "zoom-new.lock").write_text("")  # of a sign-in
    (tmp_path / "window.name").write_text("dainvo-1")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.json").write_text("{}")  # left by a crash
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "dainvo.database-course").write_text("mine")
    wipe(Terminal(profile, as_json=True), Namespace(yes=True))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dainvo.database-course", "thesis.txt"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the entry is not in a folder of the test's")
def test_nothing_starts_at_login_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y10, I03"""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(login_start, "command", lambda profile: ("/opt/dainvo", "--hidden", "--profile", str(profile)))
    profile = Profile.at(tmp_path / "profile")
    profile.secrets = Secrets.in_memory()
    engine = profile.engine(background=False)
    try:
        assert engine.submit(login.starts).result(300) is False
        assert engine.submit(login.choose, True).result(300) is True
        assert engine.submit(login.starts).result(300) is True
    finally:
        engine.close()
    (entry,) = (tmp_path / "config" / "autostart").iterdir()
    assert "--hidden" in entry.read_text(encoding="utf-8")
    wipe(Terminal(profile, as_json=True), Namespace(yes=True))
    assert not entry.exists() and not profile.folder.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the entry is not in a folder of the test's")
def test_a_start_at_login_that_cannot_be_written_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I03"""
    (tmp_path / "config").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(login_start, "command", lambda _profile: ("/opt/dainvo", "--hidden"))
    profile = Profile.at(tmp_path / "profile")
    profile.secrets = Secrets.in_memory()
    engine = profile.engine(background=False)
    try:
        with pytest.raises(Refused) as failure:
            engine.submit(login.choose, True).result(300)
    finally:
        engine.close()
    assert failure.value.why is Why.FILE_NOT_WRITTEN and failure.value.about["reason"]
