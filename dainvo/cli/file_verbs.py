"""What the verbs about files and search do: import, take an import back, export, search.

As `verbs`, which holds the others: no calendar meaning.
"""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dainvo.cli import answers, printed, words
from dainvo.cli.words import UsageError
from dainvo.errors import Refused, Why
from dainvo.ical.event import CollectionId, Uid

if TYPE_CHECKING:
    from dainvo.cli.verbs import Terminal
    from dainvo.engine.file_values import ImportPreview


def import_file(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import files

    path, calendar = Path(arguments.file).absolute(), CollectionId(arguments.calendar)
    if arguments.preview:
        with terminal.unchanged() as there, there.engine() as call:
            _preview(terminal, call(files.preview_import, path, calendar))
        return
    with terminal.engine() as call:
        report = call(files.import_file, path, calendar, update=arguments.update)
    text = f"{report.added} added, {report.updated} updated, {report.known} known, {report.unreadable} unreadable"
    terminal.say(dataclasses.asdict(report), text)


def _preview(terminal: Terminal, found: ImportPreview) -> None:
    counts = {name: value for name, value in dataclasses.asdict(found).items() if name != "events"}
    text = f"{found.new} new, {found.newer} newer, {found.known} known, {found.unreadable} unreadable"
    terminal.say(counts, text)
    for event in found.events:
        start = None if event.start is None else event.start.isoformat()
        shown = {"standing": event.standing, "summary": event.title, "start": start, "recurring": event.recurring}
        terminal.say(shown, f"{event.standing}  {start or ''}  {event.title}")


def undo_import(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import files

    with terminal.engine() as call:
        report = call(files.undo_import, arguments.run)
    text = f"{report.taken_back} taken back, {report.stayed} changed since and left alone"
    terminal.say(dataclasses.asdict(report), text)


def export_file(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """Onto standard output, so that it can be piped; the sentence about what was left out goes to standard error."""
    from dainvo.engine.actions import exports

    if (arguments.first is None) != (arguments.last is None):
        raise UsageError("--from and --to belong together")
    days = None if arguments.first is None else (arguments.first, arguments.last)
    calendar = None if arguments.calendar is None else CollectionId(arguments.calendar)
    if calendar is None and not arguments.uid and days is None:
        raise UsageError("say what to export: --calendar, --uid, or --from and --to")
    resources = None
    if arguments.uid:
        with terminal.reader() as reader:
            found = [(uid, reader.find(Uid(uid))) for uid in arguments.uid]
        for uid, resource in found:
            if resource is None:
                raise Refused(Why.NO_SUCH_EVENT, about={"uid": uid})
        resources = [resource for _, resource in found if resource is not None]
    with tempfile.TemporaryDirectory() as folder, terminal.unchanged() as there, there.engine() as call:
        path = Path(folder) / "export.ics"
        report = call(
            exports.export_file,
            path,
            calendar,
            resources=resources,
            days=days,
            meetings=not arguments.without_meetings,
        )
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    if report.unreadable:
        printed.remark(f"{report.unreadable} could not be read and were left out.")


def keep_all(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import keeping

    with terminal.unchanged() as there, there.engine() as call:
        report = call(keeping.keep_all, Path(arguments.file).absolute())
    counts = {"accounts": report.accounts, "events": report.events}
    terminal.say(counts, f"{report.accounts} accounts without their passwords, {report.events} events of this computer")


def take_all(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import keeping

    with terminal.engine() as call:
        report = call(keeping.take_all, Path(arguments.file).absolute())
    report.settings.save(terminal.profile.settings_path)
    counts = {"accounts": report.accounts, "events": report.events}
    terminal.say(counts, f"{report.accounts} accounts, which ask for their passwords, {report.events} events")


def subscribe(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import feeds

    password = words.password() if arguments.user else ""
    with terminal.engine() as call:
        made = call(feeds.add_feed, arguments.url, name=arguments.name, user=arguments.user, password=password)
    with terminal.reader() as reader:
        found = next(each for each in reader.accounts() if each.id == made)
    terminal.say(answers.account(found), f"{found.id}  {found.name}")


def unreadable(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    """With --json each comes with its text as it is kept."""
    with terminal.reader() as reader:
        for found in reader.unreadable():
            shown = {"calendar": found.calendar, "name": found.name, "reason": found.reason}
            if terminal.as_json:
                shown["text"] = reader.text(found.resource)
            terminal.say(shown, f"{found.calendar}  {found.name}  {found.reason}")


def search(terminal: Terminal, arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.search(arguments.text, arguments.limit):
            terminal.say(answers.occurrence(found, reader.meeting(found.resource)), answers.line(found))
