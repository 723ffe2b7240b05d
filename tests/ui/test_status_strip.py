"""The strip's aside: when the calendars were last in step, whatever else was asked since."""

from __future__ import annotations

from fakes.source import BERLIN, Source, account
from fakes.window import NOW

from dainvo.ical.event import AccountId
from dainvo.store.reader import Account
from dainvo.store.rows import AccountState, Standing
from dainvo.ui.status_strip import most_urgent


def test_asking_zoom_is_no_sync() -> None:
    source = Source([])
    source.standing = Standing(
        waiting=0, blocked=0, conflicts=0, unreadable=0, problems=(), unreachable=(AccountId(1), AccountId(2))
    )
    later = NOW.astimezone(BERLIN).replace(hour=20)
    zoom = Account(AccountId(9), "zoom", "Zoom", "anna", "", AccountState.OK, "", later, None, 0, {})
    need = most_urgent(source, [account(1, "anna"), account(2, "ben"), zoom], {}, NOW)
    assert need is not None
    assert need.aside == "Last sync 10:38"
