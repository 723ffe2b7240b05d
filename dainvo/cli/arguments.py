"""What can be said on the command line.

Knows the words; what is done about them is in `verbs`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from dainvo import __version__
from dainvo.cli import account_arguments, conflict_arguments, event_options, zoom_arguments


def parser() -> argparse.ArgumentParser:
    """What can be said on the command line; `verb` of the result is None, or carries it out."""
    parser = argparse.ArgumentParser(
        prog="dainvo",
        usage="dainvo [--profile DIR] [FILE.ics | DAY | webcal:… | dainvo:…]…\n       dainvo [--profile DIR] VERB …",
        description="A calendar for people whose days are meetings. Without a verb: its window.",
    )
    parser.add_argument("--version", action="version", version=f"dainvo {__version__}")
    parser.add_argument("--profile", metavar="DIR", help="keep everything in DIR (DAINVO_PROFILE does the same)")
    parser.add_argument("--self-test", action="store_true", help="try every part of this installation; says so as JSON")
    parser.add_argument("--hidden", action="store_true", help="without the window, until Dainvo is opened again")
    parser.set_defaults(verb=None, json=False)
    nouns = parser.add_subparsers(metavar="VERB", prog="dainvo")  # not all of the usage before each verb
    _accounts(nouns)
    _calendars(nouns)
    _events(nouns)
    zoom_arguments.zoom(nouns, _add, _group)
    conflict_arguments.conflicts(nouns, _add, _group)
    _files(nouns)
    _demo(nouns)
    return parser


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options and verbs apart from what the window is to open: files, days and links (I01 I02 I06)."""
    from dainvo.ui.targets import target

    kept: list[str] = []
    for place, word in enumerate(words):
        if word.startswith("-") or (place and words[place - 1] == "--profile"):
            kept.append(word)
        elif target(word, "") is None:
            return list(words), []  # a verb: what follows is its own
        else:
            targets = [other for other in words[place:] if not other.startswith("-")]
            return [*kept, *(other for other in words[place:] if other.startswith("-"))], targets
    return kept, []


def _verb(name: str) -> Callable[..., int | None]:
    """The function of `cli.verbs` (or `cli.<module>`) with this name, looked up when it is called: the window must not
    load it."""
    module, _, function = name.rpartition(".")

    def call(*args: Any) -> int | None:
        import importlib

        verb: Callable[..., int | None] = getattr(importlib.import_module(f"dainvo.cli.{module or 'verbs'}"), function)
        return verb(*args)

    return call


def _add(verbs: Any, name: str, function: str, help_text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(verb=_verb(function))
    parser.add_argument("--json", action="store_true", help="JSON, an object a line")
    return parser


def _group(nouns: Any, name: str, help_text: str) -> Any:
    group: argparse.ArgumentParser = nouns.add_parser(name, help=help_text, description=help_text)
    return group.add_subparsers(metavar="VERB", required=True)


def _accounts(nouns: Any) -> None:
    verbs = _group(nouns, "accounts", "calendar servers and Zoom")
    account_arguments.accounts(verbs, _add)
    feed = _add(verbs, "subscribe", "file_verbs.subscribe", "read a calendar behind one address (webcal, https)")
    feed.add_argument("url", metavar="URL")
    feed.add_argument("--name", default="", metavar="NAME")
    feed.add_argument("--user", default="", help="if it wants a sign-in; the password comes from standard input")
    zoom = _add(verbs, "connect-zoom", "connect_zoom", "sign in at Zoom in the browser")
    zoom.add_argument("--no-browser", action="store_true", help="only print the address")
    zoom_arguments.reconnect(verbs, _add)
    _add(verbs, "list", "list_accounts", "the accounts and how they are")
    _add(verbs, "remove", "remove_account", "forget an account; nothing on its server is deleted").add_argument(
        "id", type=int, metavar="ID"
    )


def _calendars(nouns: Any) -> None:
    verbs = _group(nouns, "calendars", "the calendars of the accounts")
    _add(verbs, "list", "list_calendars", "id, account, name, colour, and whether it can be written")
    create = _add(verbs, "create", "create_calendar", "make a calendar on a server")
    create.add_argument("name", metavar="NAME")
    create.add_argument("--account", type=int, required=True, metavar="ID")
    create.add_argument("--color", default="", type=event_options.colour, metavar="#RRGGBB")
    account_arguments.calendars(verbs, _add)
    conflict_arguments.calendars(verbs, _add)
    sync = _add(nouns, "sync", "sync", "send what waits and fetch what changed")
    sync.add_argument("account", type=int, nargs="?", metavar="ACCOUNT")


def _events(nouns: Any) -> None:
    verbs = _group(nouns, "events", "list, add, edit, show, delete")
    listed = _add(verbs, "list", "list_events", "the occurrences on some days")
    listed.add_argument("--from", dest="first", type=event_options.day, required=True, metavar="D")
    listed.add_argument("--to", dest="last", type=event_options.day, required=True, metavar="D", help="inclusive")
    listed.add_argument("--calendar", type=int, metavar="ID")
    add = _add(verbs, "add", "add_event", "make an event")
    _event_options(add, new=True)
    zoom_arguments.meeting_options(add, new=True)
    edit = _add(verbs, "edit", "edit_event", "change an event; what is not named stays")
    edit.add_argument("uid", metavar="UID")
    _scope(edit)
    _event_options(edit, new=False)
    zoom_arguments.meeting_options(edit, new=False)
    _add(verbs, "show", "show_event", "everything about an event").add_argument("uid", metavar="UID")
    delete = _add(verbs, "delete", "delete_event", "delete an event and its online meeting")
    delete.add_argument("uid", metavar="UID")
    _scope(delete)
    delete.add_argument("--keep-meeting", action="store_true", help="leave its meeting at Zoom")
    _wait(delete)
    zoom_arguments.waiting(verbs, _add)
    conflict_arguments.events(verbs, _add)
    _add(nouns, "outbox", "outbox", "what waits to be sent, why, and when it is tried again")
    shown = _add(nouns, "agenda", "day_verbs.agenda", "the events of today, or of some days")
    shown.add_argument("day", type=event_options.day, nargs="?", metavar="DAY", help="the first of them")
    shown.add_argument("--days", type=int, default=1, metavar="N", help="how many")
    coming = _add(nouns, "next", "day_verbs.next_event", "the meeting that runs or comes next; 1 if there is none")
    coming.add_argument("--join", action="store_true", help="open its link, if it is of a known service")
    coming.add_argument("--any-host", action="store_true", help="with --join: also of a service that is not known")
    joined = _add(nouns, "join", "day_verbs.join", "open the link of an event")
    joined.add_argument("uid", metavar="UID")
    joined.add_argument("--any-host", action="store_true", help="also of a service that is not known")


def _scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recurrence-id", metavar="R", help="one date of a series, as `events list --json` names it")
    parser.add_argument(
        "--scope",
        choices=["this", "following", "all"],
        help="with --recurrence-id: that date (the default), that and all after it, or the whole series",
    )


def _event_options(parser: argparse.ArgumentParser, *, new: bool) -> None:
    parser.add_argument("--calendar", type=int, required=new, metavar="ID")
    parser.add_argument("--title", required=new, metavar="T")
    parser.add_argument("--start", required=new, metavar="S", help="2027-03-10T14:00, or 2027-03-10 for all day")
    parser.add_argument("--end", metavar="E", help="of an all-day event: the day after its last, as in iCalendar")
    parser.add_argument("--zone", metavar="Z", help="time zone of start and end, such as Europe/Berlin")
    parser.add_argument("--rrule", metavar="R", help="RRULE value, such as FREQ=WEEKLY;COUNT=10")
    parser.add_argument("--location", metavar="L")
    parser.add_argument("--description", metavar="D")
    parser.add_argument("--attendee", action="append", metavar="MAIL", help="may be given several times")
    event_options.add_options(parser, new=new)
    _wait(parser)


def _wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", type=float, metavar="SECONDS", help="until the servers have it, at most so long")


def _files(nouns: Any) -> None:
    importing = _add(nouns, "import", "file_verbs.import_file", "add the events of an iCalendar file to a calendar")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--calendar", type=int, required=True, metavar="ID")
    importing.add_argument("--preview", action="store_true", help="only say what is new, known and newer")
    importing.add_argument("--update", action="store_true", help="take newer versions of known events, too")
    undo = _add(nouns, "undo-import", "file_verbs.undo_import", "take an import back, the latest if none is named")
    undo.add_argument("run", type=int, nargs="?", metavar="RUN", help="its number, as `import --json` gives it")
    exporting = _add(nouns, "export", "file_verbs.export_file", "write events to standard output as iCalendar")
    exporting.add_argument("--calendar", type=int, metavar="ID")
    exporting.add_argument("--uid", action="append", metavar="UID", help="one event; may be given several times")
    exporting.add_argument("--from", dest="first", type=event_options.day, metavar="D")
    exporting.add_argument("--to", dest="last", type=event_options.day, metavar="D", help="inclusive")
    exporting.add_argument("--without-meetings", action="store_true", help="leave out links, IDs and passcodes")
    _add(nouns, "unreadable", "file_verbs.unreadable", "objects that could not be read, with their reasons")
    keeping = _add(
        nouns, "export-all", "file_verbs.keep_all", "settings, accounts without secrets, local events, one file"
    )
    keeping.add_argument("file", metavar="FILE")
    taking = _add(nouns, "import-all", "file_verbs.take_all", "take such a file over, where there are no accounts yet")
    taking.add_argument("file", metavar="FILE")
    search = _add(nouns, "search", "file_verbs.search", "events by words of title, place, notes and people")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=int, default=50, metavar="N")


def _demo(nouns: Any) -> None:
    wipe = _add(nouns, "wipe", "wipe.wipe", "sign out everywhere and delete the whole profile; servers keep theirs")
    wipe.add_argument("--yes", action="store_true", help="do not ask")
    shell = _add(nouns, "completion", "catalogue.completion", "a script that completes these words in your shell")
    shell.add_argument("shell", choices=["bash", "zsh", "fish"])
    demo = _add(nouns, "demo", "demo", "Dainvo on local demo servers, in a throw-away profile")
    demo.add_argument("serve", nargs="?", choices=["serve"], help="only run the servers and print their addresses")
    demo.add_argument("--check", action="store_true", help="do the main job and say what the servers hold")
    demo.add_argument(
        "--servers", metavar="FILE", help="with --check: use those that `demo serve --json` named in FILE, - for input"
    )
