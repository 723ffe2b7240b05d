"""Y14, Y06: secrets and content planted everywhere; the report, an account's report and the log hold none of it."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.caldav_servers import radicale
from fakes.calendar_world import at
from PySide6.QtWidgets import QApplication

from dainvo import app, log
from dainvo.engine.actions import accounts, calendars, events
from dainvo.ical.event import Attendee, EventDraft
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.ui.accounts.health_sheet import HealthSheet
from dainvo.ui.diagnostics import DiagnosticsSheet

pytestmark = pytest.mark.end_to_end

TITLE, PLACE, NOTES = "Zebra merger", "Room Quokka", "the narwhal plan"
PERSON, CALENDAR, LINK = "yeti@corp.example", "Okapi", "https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1"


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    root, raising = logging.getLogger(), logging.raiseExceptions
    before, level = list(root.handlers), root.level
    log.start(tmp_path / "dainvo.log")
    yield tmp_path / "dainvo.log"
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_what_was_planted_is_in_no_report(qapp: QApplication, tmp_path: Path, logged: Path) -> None:
    profile = Profile.at(tmp_path / "profile")
    profile.secrets = Secrets.in_memory()
    session = app.Session(qapp, profile)
    try:
        session.start_engine()
        engine = session.engine
        assert engine is not None
        with radicale(tmp_path / "server") as server:
            account = engine.submit(accounts.add_caldav, server.url, server.user, server.password).result(300)
            engine.submit(accounts.sync, account).result(300)
            okapi = engine.submit(calendars.create_calendar, account, CALENDAR).result(300)
            start, end = at("2027-03-10 09:00"), at("2027-03-10 10:00")
            draft = EventDraft(
                okapi,
                TITLE,
                start,
                end,
                location=PLACE,
                description=f"{NOTES} {LINK}",
                attendees=(Attendee(PERSON, "Yeti"),),
            )
            engine.submit(events.save_event, draft).result(300)
            engine.submit(accounts.sync, account).result(300)
        engine.submit(events.save_event, draft).result(300)  # the server is gone now: this waits, and why is logged
        engine.submit(accounts.sync, account).result(300)
        try:
            raise ValueError(f"{TITLE} {PERSON} {server.password}")
        except ValueError as error:
            logging.getLogger("dainvo.test").exception("a sync of %s failed: %s", PERSON, LINK)
            happened = log.trace(error)
        sheet = DiagnosticsSheet(session.window, session.reader, happened=happened)
        (shown,) = session.reader.accounts()
        health = HealthSheet(session.window, session.bridge, session.reader, shown)
        told = {"diagnostics": sheet.text.toPlainText(), "health": health.report(), "log": logged.read_text("utf-8")}
        sheet.addresses.setChecked(True)
        with_addresses = sheet.text.toPlainText()
        sheet.close()
        health.close()
    finally:
        session.close()
        session.window.deleteLater()
    basic = b64encode(f"{server.user}:{server.password}".encode()).decode()
    planted = {TITLE, "Zebra", PLACE, "Quokka", NOTES, "narwhal", PERSON, "yeti", CALENDAR, "92674392836", "8pEkRwe"}
    for name, text in told.items():
        assert len(text) > 100, name
        found = [word for word in {*planted, server.password, basic} if word.casefold() in text.casefold()]
        assert (name, found) == (name, [])
    assert server.url not in told["diagnostics"] and str(tmp_path) not in "".join(told.values())
    assert (
        "Account 1: caldav" in told["diagnostics"]
        and "offline" in told["diagnostics"]
        and "ValueError" in told["diagnostics"]
    )
    assert server.user in with_addresses and not any(word.casefold() in with_addresses.casefold() for word in planted)
