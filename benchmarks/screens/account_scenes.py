"""The screens of accounts and calendars: adding one, whose calendars are whose, what a server's certificate says.

Kept beside `scenes`, which has all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.engine.values import ServerCertificate
from dainvo.errors import Why
from dainvo.ical.event import ETag, Href
from dainvo.store.rows import AccountState, CollectionState, RemoteItem
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.calendar_sheet import CalendarSheet
from dainvo.ui.accounts.certificate_sheet import CertificateSheet
from dainvo.ui.accounts.choose_calendars import ChooseCalendars
from dainvo.ui.accounts.connection_sheet import ConnectionSheet
from dainvo.ui.accounts.delete_calendar import DeleteCalendar
from dainvo.ui.accounts.health_sheet import HealthSheet
from dainvo.ui.accounts.move_calendar import MoveCalendar
from dainvo.ui.accounts.new_calendar import NewCalendar

_SHOWN = ":".join(f"{(7 * n + 0x3A) % 256:02X}" for n in range(32))
_BEFORE = ":".join(f"{(11 * n + 0x91) % 256:02X}" for n in range(32))


_BOBS = given.listed(Href("/bob/"), "", "", may_change=False, may_delete=False, owner="Bob Baker", home="/bob/")

Play = Callable[[Stage], None]


def many(folder: Path) -> None:
    """Own, shared, new, vanished and local calendars, and an account whose certificate changed."""
    made = given.Given(folder)
    store = made.store
    own = store.collections(made.account)
    listed = [
        given.listed(row.href, row.name, row.color, row.order, components=frozenset({"VEVENT", "VTODO"})) for row in own
    ]
    trips = given.listed(Href("/anna/trips/"), "Trips", "#C2417F", 9)
    listed += [
        replace(_BOBS, href=Href("/bob/team/"), name="Release train", color="#2C8A4B", order=1),
        replace(_BOBS, href=Href("/bob/rooms/"), name="Meeting rooms", color="#8B6248", order=2, writable=False),
    ]
    store.put_collections(made.account, listed)
    store.put_collections(made.account, [*listed, trips], offer=True)
    store.set_account(made.account, detail={"skipped": ["Errands"], "offered": ["Trips"]})
    store.note_operation(made.account, "fetched", count=42)
    for _ in range(3):
        store.note_operation(made.account, "failed", why=Why.OFFLINE)
    store.note_operation(made.account, "sent", count=2)
    store.note_operation(made.account, "trouble", about="Team", why=Why.NOT_ALLOWED)
    store.take_remote(own[2].id, [RemoteItem(Href("/anna/team/odd.ics"), ETag('"1"'), "SUMMARY:Odd one")])
    here = store.add_account("local", "On this computer")
    store.add_local_calendar(here, Href("/x/"), "Personal", "#8A4FD0")
    work = store.add_account(
        "caldav",
        "Work",
        url="https://mail.corp.example/SOGo/dav/",
        user="anna.berger",
        detail={"connection": {"pin": "ab" * 32}},
    )
    [club], _ = store.put_collections(work, [given.listed(Href("/w/club/"), "Club", "#B7791F")])
    store.set_collection(club, state=CollectionState.GONE, writable=False)
    store.dress(own[0].id, name="Me", tell=False)
    store.set_account(work, state=AccountState.NEEDS_USER, why=Why.CERTIFICATE)
    made.close()


def _form(key: str) -> Play:
    def play(stage: Stage) -> None:
        stage.window.dialogs.add_account()
        stage.dialog(AddAccount).choose(key)

    return play


def _browser(stage: Stage) -> None:
    stage.window.dialogs.add_account()
    dialog = stage.dialog(AddAccount)
    dialog.choose("nextcloud")
    dialog.address.setText("cloud.example")
    dialog.begin()
    dialog.wait._page = "https://cloud.example/login/v2/flow/x"
    for offered in (dialog.wait.again, dialog.wait.copy_link):
        offered.setEnabled(True)  # as if there were a page; opening it would start a browser


def _accounts(stage: Stage) -> None:
    stage.window.dialogs.show_settings("accounts")


def _certificate(*, changed: bool) -> Play:
    def play(stage: Stage) -> None:
        first = datetime(2026, 11, 3, tzinfo=UTC)
        shown = ServerCertificate(
            "mail.corp.example",
            443,
            _SHOWN,
            why="self-signed certificate",
            pinned=_BEFORE if changed else "",
            subject="CN=mail.corp.example, O=Corp Example",
            issuer="CN=mail.corp.example, O=Corp Example",
            first=first,
            last=first + timedelta(days=825),
        )
        CertificateSheet(stage.window, shown).open()

    return play


def _choose(stage: Stage) -> None:
    account = stage.reader.accounts()[0]
    ChooseCalendars(stage.window, stage.bridge, stage.reader, account).open()


def _sheet(kind: str) -> Play:
    def play(stage: Stage) -> None:
        accounts = {one.id: one for one in stage.reader.accounts()}
        calendars = stage.reader.collections()
        first = calendars[0]
        local = next(one for one in calendars if accounts[one.account].kind == "local")
        window, bridge, reader = stage.window, stage.bridge, stage.reader
        sheets: dict[str, Callable[[], QDialog]] = {
            "name": lambda: CalendarSheet(window, bridge, accounts[first.account], first),
            "new": lambda: NewCalendar(window, bridge, reader),
            "move": lambda: MoveCalendar(window, bridge, reader, local),
            "delete": lambda: DeleteCalendar(window, bridge, accounts[first.account], first),
            "connection": lambda: ConnectionSheet(
                window, bridge, next(one for one in accounts.values() if one.name == "Work")
            ),
        }
        sheets[kind]().open()

    return play


def _health(stage: Stage) -> None:
    account = stage.reader.accounts()[0]
    HealthSheet(stage.window, stage.bridge, stage.reader, account).open()


def _week(stage: Stage) -> None:
    stage.open(view="week")


PROFILES_AND_PLAYS = {
    "add-icloud": (given.nothing, _form("icloud")),
    "add-nextcloud": (given.nothing, _form("nextcloud")),
    "add-nextcloud-waiting": (given.nothing, _browser),
    "add-sogo": (given.nothing, _form("sogo")),
    "accounts-many": (many, _accounts),
    "calendars-many": (many, _week),
    "certificate": (many, _certificate(changed=False)),
    "certificate-changed": (many, _certificate(changed=True)),
    "choose-calendars": (many, _choose),
    "calendar-name": (many, _sheet("name")),
    "calendar-new": (many, _sheet("new")),
    "calendar-move": (many, _sheet("move")),
    "calendar-delete": (many, _sheet("delete")),
    "connection": (many, _sheet("connection")),
    "account-details": (many, _health),
}
