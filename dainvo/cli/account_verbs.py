"""What the verbs about accounts and calendars do: a verb of the engine each, and its answer.

Holds no meaning; the words are in `account_arguments`.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dainvo.cli import answers, words
from dainvo.cli.verbs import Terminal, account_with
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId

if TYPE_CHECKING:
    from dainvo.store.rows import Collection


def way(arguments: argparse.Namespace) -> dict[str, str] | None:
    """The way to a server that the options name; None if they name none. Raises OSError for a file."""
    # Between certificates may stand whose they are, in any letters.
    authority = Path(arguments.authority).read_text(encoding="ascii", errors="ignore") if arguments.authority else ""
    client = str(Path(arguments.client_certificate).absolute()) if arguments.client_certificate else ""
    named = {
        "pin": arguments.pin,
        "authorities": authority,
        "client_certificate": client,
        "proxy": arguments.proxy,
    }
    return {word: value for word, value in named.items() if value} or None


def add_caldav(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import accounts

    password = words.password()
    with terminal.engine() as call:
        added = call(
            accounts.add_caldav,
            arguments.url,
            arguments.user,
            password,
            provider=arguments.provider,
            connection=way(arguments),
        )
        call(accounts.sync, added)
    found = account_with(terminal, added)
    terminal.say(answers.account(found), f"{found.id}  {found.name}")


def add_nextcloud(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import accounts

    def tell(value: object) -> None:
        page = "" if hasattr(value, "outcome") else str(getattr(value, "url", ""))
        if page:
            terminal.say({"authorize_url": page}, f"Sign in at: {page}")
            if not arguments.no_browser:
                import webbrowser

                webbrowser.open(page)

    with terminal.engine() as call:
        added = call(accounts.add_nextcloud, arguments.url, tell, connection=way(arguments))
        call(accounts.sync, added)
    found = account_with(terminal, added)
    terminal.say({"account": answers.account(found)}, f"{found.id}  {found.name}")


def add_local(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        made = call(calendar_list.add_local, arguments.name, color=arguments.color)
    _tell(terminal, made)


def certificate(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import connection

    with terminal.unchanged() as there, there.engine() as call:
        shown = call(connection.certificate, arguments.host, arguments.port)
    told = {name: _plain(value) for name, value in dataclasses.asdict(shown).items()}
    text = "\n".join(f"{name}: {value}" for name, value in told.items() if value)
    terminal.say(told, text)


def connection(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import connection as verbs

    with terminal.engine() as call:
        call(verbs.change, AccountId(arguments.id), way(arguments) or {})
    found = account_with(terminal, arguments.id)
    terminal.say(answers.account(found), f"{found.id}  {found.name}  {found.state}")


def health(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """Times, what waits, events by calendar, and the last operations, the latest first."""
    found = account_with(terminal, arguments.id)
    with terminal.reader() as reader:
        known = reader.health(found.id)
        own = [one for one in reader.collections() if one.account == found.id]
    told = answers.account(found) | {
        "since": _plain(found.since),
        "last_sync": _plain(found.last_sync),
        "next_sync": _plain(found.next_sync),
        "calendars": [
            {
                "id": one.id,
                "name": one.name,
                "events": known.events.get(one.id, 0),
                "last_sync": _plain(known.synced.get(one.id)),
                "why": known.why.get(one.id) or None,
            }
            for one in own
        ],
        "operations": [{word: _plain(value) for word, value in one._asdict().items()} for one in known.operations],
    }
    lines = [f"{found.name}: {found.state} {found.why}".rstrip()]
    lines += [f"  {one['name']}: {one['events']} events, {one['last_sync'] or 'never'}" for one in told["calendars"]]
    lines += [
        " ".join(str(part) for part in ("  ", _plain(one.at), one.what, one.events or "", one.about, one.why) if part)
        for one in known.operations
    ]
    terminal.say(told, "\n".join(lines))


def shared(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """The calendars that are offered and not kept, after the server was asked."""
    from dainvo.engine.actions import accounts

    with terminal.engine() as call:
        call(accounts.look_for_shared, AccountId(arguments.id))
    with terminal.reader() as reader:
        for found in reader.other_collections():
            if found.account == arguments.id:
                terminal.say(answers.calendar(found), line(found))


def rename(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        call(calendar_list.rename, CollectionId(arguments.id), arguments.value, here=arguments.here)
    _tell(terminal, CollectionId(arguments.id))


def color(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        call(calendar_list.recolor, CollectionId(arguments.id), arguments.value, here=arguments.here)
    _tell(terminal, CollectionId(arguments.id))


def order(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        call(calendar_list.reorder, [CollectionId(number) for number in arguments.ids])
    for number in arguments.ids:
        _tell(terminal, CollectionId(number))


def keep(terminal: Terminal, arguments: argparse.Namespace) -> None:
    _choose(terminal, {CollectionId(arguments.id): True})


def drop(terminal: Terminal, arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        here = {one.id for one in reader.accounts() if one.kind == "local"}
        only_here = any(one.id == arguments.id and one.account in here for one in reader.collections())
    if only_here:  # "no more" would be for ever
        raise words.UsageError(f"calendar {arguments.id} is on this computer alone: `calendars delete` deletes it")
    _choose(terminal, {CollectionId(arguments.id): False})


def move(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    source = CollectionId(arguments.id)
    with terminal.engine() as call:
        if arguments.account is not None:
            call(calendar_list.move_to_account, source, AccountId(arguments.account))
        else:
            moved = call(calendar_list.move_events, source, CollectionId(arguments.into))
    if arguments.account is not None:
        _tell(terminal, source)
    else:
        terminal.say({"moved": moved}, f"{moved} moved")


def delete(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        call(calendar_list.delete_calendar, CollectionId(arguments.id), arguments.name)
    terminal.say({"deleted": arguments.id}, "Deleted.")


def line(found: Collection) -> str:
    """A calendar on a line."""
    marks = ["" if found.writable else "read only", found.owner, found.state if found.state != "ok" else ""]
    return "  ".join(part for part in (str(found.id), found.name, found.color, *marks) if part)


def _choose(terminal: Terminal, wanted: Mapping[CollectionId, bool]) -> None:
    from dainvo.engine.actions import calendar_list

    with terminal.engine() as call:
        call(calendar_list.choose, wanted)
    for number in wanted:
        _tell(terminal, number)


def _tell(terminal: Terminal, collection: CollectionId) -> None:
    with terminal.reader() as reader:
        every = [*reader.collections(), *reader.other_collections()]
    found = next((one for one in every if one.id == collection), None)
    if found is None:
        raise Refused(Why.NO_SUCH_CALENDAR)
    terminal.say(answers.calendar(found), line(found))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
