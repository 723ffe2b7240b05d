"""The same verbs from a terminal: results on standard output, one sentence on standard error, an exit code for scripts.

Holds no calendar meaning: it reads arguments, calls a verb or the reader, and prints.
"""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from dainvo.app import Profile
from dainvo.errors import DainvoError, Refused, TryLater, Why
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Attendee,
    CollectionId,
    Event,
    EventDraft,
    Meeting,
    Occurrence,
    Online,
    ResourceId,
    Uid,
)

if TYPE_CHECKING:
    from dainvo.engine.desk import Desk
    from dainvo.engine.engine import Engine
    from dainvo.store.reader import Reader

DONE, NEEDS_USER, USAGE, TRY_LATER = 0, 1, 2, 75

P = ParamSpec("P")
T = TypeVar("T")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the parsed command line; the exit code."""
    try:
        command: Callable[[Terminal, argparse.Namespace], int | None] = arguments.command
        return command(Terminal(Profile.at(arguments.profile), as_json=arguments.json), arguments) or DONE
    except DainvoError as error:
        print(_sentence(error), file=sys.stderr)
        return TRY_LATER if isinstance(error, TryLater) else NEEDS_USER
    except OSError as error:
        print(f"{error.filename or 'dainvo'}: {error.strerror}", file=sys.stderr)
        return NEEDS_USER
    except KeyboardInterrupt:
        return 130


def _sentence(error: DainvoError) -> str:
    from dainvo.ui.messages import sentence

    said = sentence(error.why, error.about)
    return " ".join(part for part in (said.text, said.hint) if part)


@dataclasses.dataclass(frozen=True)
class Terminal:
    """One run of one verb: the profile it works on and the form of its answers."""

    profile: Profile
    as_json: bool

    def say(self, value: dict[str, Any], text: str) -> None:
        """One answer: a JSON object on a line of its own, or `text`."""
        print(json.dumps(value, ensure_ascii=False) if self.as_json else text, flush=True)

    def reader(self) -> AbstractContextManager[Reader]:
        return self.profile.reader()

    @contextmanager
    def engine(self) -> Iterable[Call]:  # type: ignore[misc]  # contextmanager wants Iterator, which Iterable serves
        engine = self.profile.engine(background=False)
        try:
            yield Call(engine)
        finally:
            engine.close()


@dataclasses.dataclass(frozen=True)
class Call:
    """Calls verbs on the engine and waits for them; Ctrl+C cancels the one that runs."""

    engine: Engine

    def __call__(
        self, verb: Callable[Concatenate[Desk, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        future = self.engine.submit(verb, *args, **kwargs)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise


# accounts ------------------------------------------------------------------------------------------------------------


def add_caldav(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import accounts

    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with terminal.engine() as call:
        account = call(accounts.add_caldav, arguments.url, arguments.user, password)
        call(accounts.sync, account)
    _say_account(terminal, account)


def connect_zoom(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import zoom
    from dainvo.engine.values import AuthorizeAddress

    def tell(address: AuthorizeAddress) -> None:
        terminal.say({"authorize_url": address.url}, f"Open this address to approve: {address.url}")
        if not arguments.no_browser:
            import webbrowser

            webbrowser.open(address.url)

    with terminal.engine() as call:
        account = call(zoom.connect_zoom, tell)
    with terminal.reader() as reader:
        found = next(known for known in reader.accounts() if known.id == account)
        terminal.say({"account": _account(found)}, f"Connected: {found.name}")


def list_accounts(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for account in reader.accounts():
            terminal.say(_account(account), f"{account.id}  {account.kind}  {account.name}  {account.state}")


def remove_account(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import accounts, zoom

    with terminal.reader() as reader:
        kind = next((known.kind for known in reader.accounts() if known.id == arguments.id), None)
    if kind is None:
        raise Refused(Why.NO_SUCH_ACCOUNT, about={"account": str(arguments.id)})
    with terminal.engine() as call:
        if kind == "zoom":
            call(zoom.remove_zoom, AccountId(arguments.id))
        else:
            call(accounts.remove_account, AccountId(arguments.id))
    terminal.say({"removed": arguments.id}, "Removed.")


def _say_account(terminal: Terminal, account: AccountId) -> None:
    with terminal.reader() as reader:
        found = next(known for known in reader.accounts() if known.id == account)
        terminal.say(_account(found), f"{found.id}  {found.name}")


def _account(account: Any) -> dict[str, Any]:
    return {
        "id": account.id,
        "kind": account.kind,
        "name": account.name,
        "state": account.state,
        "why": account.why or None,
        "waiting": account.waiting,
    }


# calendars, sync, files ----------------------------------------------------------------------------------------------


def list_calendars(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.collections():
            terminal.say(
                _calendar(found), f"{found.id}  {found.name}  {found.color}{'' if found.writable else '  read only'}"
            )


def create_calendar(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendars

    with terminal.engine() as call:
        created = call(calendars.create_calendar, AccountId(arguments.account), arguments.name)
    with terminal.reader() as reader:
        found = next(known for known in reader.collections() if known.id == created)
        terminal.say(_calendar(found), f"{found.id}  {found.name}")


def _calendar(found: Any) -> dict[str, Any]:
    return {
        "id": found.id,
        "account": found.account,
        "name": found.name,
        "color": found.color,
        "writable": found.writable,
    }


def sync(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import accounts
    from dainvo.ui.messages import sentence

    with terminal.engine() as call:
        reports = call(accounts.sync, None if arguments.account is None else AccountId(arguments.account))
    code = DONE
    for report in reports:
        problems = [
            {"why": problem.why, "calendar": problem.collection or None, "text": sentence(problem.why).text}
            for problem in report.errors
        ]
        terminal.say(
            {
                "account": report.account,
                "name": report.name,
                "fetched": report.fetched,
                "sent": report.sent,
                "removed": report.removed,
                "waiting": report.waiting,
                "errors": problems,
            },
            f"{report.name}: {report.fetched} fetched, {report.sent} sent, {report.removed} removed, "
            f"{report.waiting} waiting",
        )
        for problem in problems:
            print(problem["text"], file=sys.stderr)
        away = any(problem.why in _PASSES for problem in report.errors)
        code = max(code, TRY_LATER if away else NEEDS_USER if report.errors else DONE)
    return code


_PASSES = {Why.OFFLINE, Why.NO_ANSWER, Why.SERVER_ERROR, Why.RATE_LIMITED}


def import_file(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendars

    with terminal.engine() as call:
        report = call(calendars.import_file, Path(arguments.file).absolute(), CollectionId(arguments.calendar))
    terminal.say(
        dataclasses.asdict(report),
        f"{report.added} added, {report.known} known already, {report.unreadable} unreadable",
    )


def export_calendar(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendars

    with tempfile.TemporaryDirectory() as folder, terminal.engine() as call:
        path = Path(folder) / "export.ics"
        call(calendars.export_calendar, CollectionId(arguments.calendar), path)
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.buffer.flush()


def outbox(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for waiting in reader.outbox():
            shown = {
                field.name: _plain(getattr(waiting, field.name)) for field in dataclasses.fields(waiting)
            }
            terminal.say(shown, "  ".join(str(value) for value in shown.values() if value not in (None, "")))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


# events --------------------------------------------------------------------------------------------------------------


def list_events(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendars

    first, last = arguments.first, arguments.last
    with terminal.reader() as reader:
        complete = reader.window_covers(first, last)
    if not complete:
        with terminal.engine() as call:
            call(calendars.extend_window, first, last)
    with terminal.reader() as reader:
        for occurrence in reader.occurrences(first, last, include_hidden=True):
            if arguments.calendar in (None, occurrence.collection):
                terminal.say(_occurrence(occurrence, reader.meeting(occurrence.resource)), _line(occurrence))


def add_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    zone = _zone(arguments.zone, terminal.profile.zone)
    start = _moment(arguments.start, zone)
    default_length = timedelta(minutes=terminal.profile.settings.event_minutes)
    draft = EventDraft(
        collection=CollectionId(arguments.calendar),
        summary=arguments.title,
        start=start,
        end=_end(arguments.end, start, zone, default_length),
        location=arguments.location or "",
        description=arguments.description or "",
        rrule=arguments.rrule or "",
        attendees=tuple(Attendee(address) for address in arguments.attendee or ()),
        online=Online.ZOOM if arguments.zoom else Online.NONE,
    )
    return _save(terminal, draft, None, arguments.wait)


def edit_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    with terminal.reader() as reader:
        event = _event(reader, arguments.uid)
    draft, given = event.draft, {}
    for option, name in (("title", "summary"), ("location", "location"), ("description", "description")):
        if getattr(arguments, option) is not None:
            given[name] = getattr(arguments, option)
    if arguments.rrule is not None:
        given["rrule"] = arguments.rrule
    if arguments.calendar is not None:
        given["collection"] = CollectionId(arguments.calendar)
    if arguments.attendee is not None:
        given["attendees"] = _attendees(draft, arguments.attendee)
    if arguments.zoom or arguments.no_zoom:
        given["online"] = Online.ZOOM if arguments.zoom else Online.NONE
    given |= _new_times(draft, arguments, terminal.profile.zone)
    return _save(terminal, dataclasses.replace(draft, **given), event.resource, arguments.wait)


def _attendees(draft: EventDraft, addresses: list[str]) -> tuple[Attendee, ...]:
    known = {attendee.address.lower(): attendee for attendee in draft.attendees}
    return tuple(known.get(address.lower(), Attendee(address)) for address in addresses if address)


def _new_times(draft: EventDraft, arguments: argparse.Namespace, local: ZoneInfo) -> dict[str, Any]:
    """Start and end after the edit: moving the start keeps the length (E08), a new zone keeps the wall clock."""
    own = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    zone = _zone(arguments.zone, own if isinstance(own, ZoneInfo) else local)
    start, end = draft.start, draft.end
    if arguments.zone and isinstance(start, datetime) and isinstance(end, datetime):
        start, end = start.replace(tzinfo=zone), end.replace(tzinfo=zone)
    if arguments.start is not None:
        moved = _moment(arguments.start, zone)
        same_kind = isinstance(moved, datetime) == isinstance(start, datetime)
        end = moved + (end - start) if same_kind else _end(None, moved, zone, timedelta(minutes=30))
        start = moved
    if arguments.end is not None:
        end = _end(arguments.end, start, zone, timedelta())
    return {} if (start, end) == (draft.start, draft.end) else {"start": start, "end": end}


def _save(terminal: Terminal, draft: EventDraft, resource: ResourceId | None, wait_s: float | None) -> int:
    from dainvo.engine.actions import events

    with terminal.engine() as call:
        saved = call(events.save_event, draft, resource=resource)
        settled = wait_s is None or call(events.settled, saved.resource, wait_s)
    with terminal.reader() as reader:
        event = reader.event(saved.resource, NO_RECURRENCE)
        terminal.say(_event_json(event), f"{event.uid}  {event.draft.summary}")
    return DONE if settled else _unsettled(event)


def _unsettled(event: Event) -> int:
    why = event.why_blocked or (event.meeting.why if event.meeting else "")
    from dainvo.ui.messages import sentence

    print(sentence(Why(why) if why else Why.NO_ANSWER).text, file=sys.stderr)
    return TRY_LATER if not why or Why(why) in _PASSES else NEEDS_USER


def show_event(terminal: Terminal, arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        event = _event(reader, arguments.uid)
        terminal.say(_event_json(event), json.dumps(_event_json(event), ensure_ascii=False, indent=2))


def delete_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import events

    with terminal.reader() as reader:
        resource = _event(reader, arguments.uid).resource
    with terminal.engine() as call:
        call(events.delete_event, resource, delete_meeting=not arguments.keep_meeting)
        settled = arguments.wait is None or call(events.settled, resource, arguments.wait)
    terminal.say({"deleted": arguments.uid}, "Deleted.")
    if settled:
        return DONE
    raise TryLater(Why.NO_ANSWER)


def next_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    with terminal.reader() as reader:
        found = reader.next_joinable(datetime.now(UTC))
        if found is None:
            if terminal.as_json:
                print("null")
            print("No meeting is coming up.", file=sys.stderr)
            return NEEDS_USER if arguments.join else DONE
        terminal.say(_occurrence(found, reader.meeting(found.resource)), _line(found))
    if arguments.join:
        from dainvo.ui.join import open_link

        return DONE if open_link(found.join_url) else NEEDS_USER
    return DONE


def _event(reader: Reader, uid: str) -> Event:
    resource = reader.find(Uid(uid))
    if resource is None:
        raise Refused(Why.NO_SUCH_EVENT, about={"uid": uid})
    return reader.event(resource, NO_RECURRENCE)


def _occurrence(found: Occurrence, meeting: Meeting | None) -> dict[str, Any]:
    return {
        "uid": found.uid,
        "recurrence_id": found.recurrence_id or None,
        "calendar": found.collection,
        "summary": found.summary,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "all_day": found.all_day,
        "location": found.location,
        "join_url": found.join_url or None,
        "meeting": _meeting(meeting),
    }


def _meeting(meeting: Meeting | None) -> dict[str, Any] | None:
    if meeting is None:
        return None
    return {"provider": meeting.provider, "id": meeting.meeting_id or None, "state": meeting.state}


def _event_json(event: Event) -> dict[str, Any]:
    draft, meeting = event.draft, event.meeting
    zone = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    return {
        "uid": event.uid,
        "recurrence_id": event.recurrence_id or None,
        "calendar": draft.collection,
        "summary": draft.summary,
        "start": draft.start.isoformat(),
        "end": draft.end.isoformat(),
        "zone": str(zone) if zone else None,
        "all_day": draft.all_day,
        "rrule": draft.rrule or None,
        "location": draft.location,
        "description": draft.description,
        "attendees": [
            {"address": guest.address, "name": guest.name, "partstat": guest.partstat} for guest in draft.attendees
        ],
        "organizer": event.organizer.address if event.organizer else None,
        "join_url": (meeting.join_url if meeting else "") or None,
        "meeting": _meeting(meeting),
        "state": event.state,
        "why": event.why_blocked or (meeting.why if meeting else "") or None,
        "writable": event.writable,
    }


def _line(found: Occurrence) -> str:
    when = (
        found.start.isoformat()
        if not isinstance(found.start, datetime) or not isinstance(found.end, datetime)
        else f"{found.start:%Y-%m-%d %H:%M}–{found.end:%H:%M}"
    )
    return "  ".join(part for part in (when, found.summary, found.location, found.uid) if part)


# words on the command line -------------------------------------------------------------------------------------------


def _zone(name: str | None, default: ZoneInfo) -> ZoneInfo:
    if name is None:
        return default
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"unknown time zone: {name}") from None


def _moment(text: str, zone: ZoneInfo) -> datetime | date:
    """A date (`2027-03-10`, all-day) or a time of day in `zone`; a time with an offset is moved into `zone`."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"not a date or time: {text} (2027-03-10 or 2027-03-10T14:00)") from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _end(text: str | None, start: datetime | date, zone: ZoneInfo, length: timedelta) -> datetime | date:
    """End of an event that begins at `start`; an all-day event without another end, or with the same, lasts a day."""
    end = _moment(text, zone) if text is not None else None
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        raise UsageError("start and end must both be dates or both be times")
    if isinstance(start, datetime):
        return end if end is not None else start + length
    return end if end is not None and end != start else start + timedelta(days=1)


class UsageError(Exception):
    """The words on the command line do not fit; the message says which."""


def profile_folder(given: str | None) -> Path | None:
    """The profile named by `--profile`, else by the environment, else None for the user's own."""
    named = given or os.environ.get("DAINVO_PROFILE")
    return Path(named).expanduser().absolute() if named else None
