"""What each verb of the command line does: a verb of the engine or a question to the reader, and its answer.

Holds no calendar meaning; words are read in `words`, answers shaped in `answers`.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from dainvo.cli import answers, printed, words
from dainvo.errors import DainvoError, Refused, TryLater, Why
from dainvo.ical.event import NO_RECURRENCE, AccountId, Event, RecurrenceId, ResourceId, Scope, Uid
from dainvo.profile import Profile

if TYPE_CHECKING:
    from dainvo.engine.desk import Desk
    from dainvo.engine.engine import Engine
    from dainvo.engine.values import AuthorizeAddress, Problem
    from dainvo.store.reader import Reader
    from dainvo.store.rows import Account

DONE, NEEDS_USER, TRY_LATER = 0, 1, 75
PASSES = {Why.OFFLINE, Why.NO_ANSWER, Why.SERVER_ERROR, Why.RATE_LIMITED, Why.PROFILE_BUSY}

P = ParamSpec("P")
T = TypeVar("T")


def sentence(error: DainvoError) -> str:
    """What happened and what to do, on one line."""
    from dainvo.ui.messages import sentence

    return sentence(error.why, error.about).both


def said(why: Why) -> str:
    """The same of a reason without more."""
    from dainvo.ui.messages import sentence

    return sentence(why).both


class Call:
    """Calls verbs on the engine and waits for them; Ctrl+C cancels the one that runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(
        self, verb: Callable[Concatenate[Desk, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        future = self._engine.submit(verb, *args, **kwargs)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise


@dataclasses.dataclass(frozen=True)
class Terminal:
    """One run of one verb: the profile it works on and the form of its answers."""

    profile: Profile
    as_json: bool

    def say(self, value: dict[str, Any], text: str) -> None:
        """One answer: a JSON object on a line of its own, or `text`."""
        printed.say(json.dumps(value, ensure_ascii=False) if self.as_json else text)

    def reader(self) -> AbstractContextManager[Reader]:
        from dainvo.profile import COPY
        from dainvo.store.repair import does_not_open

        if does_not_open(self.profile.folder / COPY):
            with self.engine():
                pass  # makes it again, and tells: it would look empty
        return self.profile.reader()

    @contextmanager
    def unchanged(self) -> Iterator[Terminal]:
        """For verbs that change nothing: this, or one on a picture of the profile while a window has it."""
        from dainvo.store.lock import is_locked

        if not is_locked(self.profile.folder):
            yield self
            return
        with tempfile.TemporaryDirectory(prefix="dainvo-") as folder:
            yield Terminal(self.profile.picture(Path(folder)), self.as_json)

    @contextmanager
    def engine(self) -> Iterator[Call]:
        engine = self.profile.engine(background=False)
        gc.freeze()  # what is loaded by now stays: a long verb need not look through it again and again
        try:
            _tell_rescue(Call(engine))
            yield Call(engine)
        finally:
            engine.close()
            gc.unfreeze()


def _tell_rescue(call: Call) -> None:
    """Once, on standard error, if the copy was damaged and made again."""
    from dainvo.engine.actions import upkeep

    if (rescue := call(upkeep.rescued)) is not None:
        kept = f" The damaged file is kept as {rescue.aside}." if rescue.aside else ""
        text = f"Opened a safe copy; local data was damaged. {rescue.restored} unsent changes were saved.{kept}"
        printed.remark(text)
        call(upkeep.rescue_seen)


# accounts


def connect_zoom(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import zoom

    def tell(address: AuthorizeAddress) -> None:
        terminal.say({"authorize_url": address.url}, f"Approve at: {address.url}")
        if not arguments.no_browser:
            import webbrowser

            webbrowser.open(address.url)

    with terminal.engine() as call:
        connected = call(zoom.connect_zoom, tell)
    found = account_with(terminal, connected)
    terminal.say({"account": answers.account(found)}, f"Connected: {found.name}")


def list_accounts(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.accounts():
            terminal.say(answers.account(found), f"{found.id}  {found.kind}  {found.name}  {found.state}")


def remove_account(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import accounts, zoom

    found = account_with(terminal, arguments.id)
    with terminal.engine() as call:
        if found.kind == "zoom":
            call(zoom.remove_zoom, found.id)
        else:
            call(accounts.remove_account, found.id)
    terminal.say({"removed": found.id}, "Removed.")


def account_with(terminal: Terminal, number: int) -> Account:
    """The account of this number. Raises Refused(NO_SUCH_ACCOUNT)."""
    with terminal.reader() as reader:
        for found in reader.accounts():
            if found.id == number:
                return found
    raise Refused(Why.NO_SUCH_ACCOUNT, about={"account": str(number)})


# calendars, sync


def list_calendars(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.collections():
            mark = "" if found.writable else "  read only"
            terminal.say(answers.calendar(found), f"{found.id}  {found.name}  {found.color}{mark}")


def create_calendar(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import calendars

    with terminal.engine() as call:
        created = call(calendars.create_calendar, AccountId(arguments.account), arguments.name, color=arguments.color)
    with terminal.reader() as reader:
        found = next(known for known in reader.collections() if known.id == created)
    terminal.say(answers.calendar(found), f"{found.id}  {found.name}")


def sync(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import accounts

    with terminal.engine() as call:
        reports = call(accounts.sync, None if arguments.account is None else AccountId(arguments.account))
    code = DONE
    for report in reports:
        terminal.say(
            answers.sync(report, [_problem(problem) for problem in report.errors]),
            f"{report.name}: {report.fetched} fetched, {report.sent} sent, {report.removed} removed, "
            f"{report.waiting} waiting",
        )
        for problem in report.errors:
            printed.remark(f"{report.name}: {_problem(problem)['text']}")
            code = max(code, TRY_LATER if problem.why in PASSES else NEEDS_USER)
    return code


def _problem(problem: Problem) -> dict[str, Any]:
    from dainvo.ui.messages import sentence

    said = sentence(problem.why, {"calendar": problem.collection} if problem.collection else {})
    return {"why": problem.why, "calendar": problem.collection or None, "text": said.text}


def outbox(terminal: Terminal, _arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.outbox():
            shown = answers.waiting(found)
            terminal.say(shown, f"{found.kind}  {found.summary}  {found.why or found.state}  {shown['next_try'] or ''}")


# events


def list_events(terminal: Terminal, arguments: argparse.Namespace) -> None:
    first, last = arguments.first, arguments.last
    with terminal.reader() as reader:
        window = reader.window()
    if window is not None and not (window[0] <= first and last <= window[1]):
        from dainvo.engine.actions import calendars

        with terminal.unchanged() as there:
            with there.engine() as call:
                call(calendars.extend_window, first, last)
            _say_events(there, arguments)
    else:
        _say_events(terminal, arguments)


def _say_events(terminal: Terminal, arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        for found in reader.occurrences(arguments.first, arguments.last, include_hidden=True):
            if arguments.calendar in (None, found.collection):
                terminal.say(answers.occurrence(found, reader.meeting(found.resource)), answers.line(found))


def add_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import events

    settings = terminal.profile.settings
    draft = words.new_draft(arguments, terminal.profile.zone, settings.event_minutes, settings.default_alarms)
    _check_host(terminal, arguments)
    with terminal.engine() as call:
        saved = call(events.save_event, draft)
        settled = has_settled(call, arguments.wait, saved.resource)
    return tell_saved(terminal, saved.resource, NO_RECURRENCE, settled=settled)


def edit_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    """With --scope following the answer is the second series."""
    from dainvo.engine.actions import events

    recurrence_id, scope = words.meant(arguments)
    with terminal.reader() as reader:
        event = event_with(reader, arguments.uid, recurrence_id)
    draft = words.edited(event.draft, arguments, terminal.profile.zone)
    _check_host(terminal, arguments)
    save = partial(events.save_event, own_meeting=arguments.own_meeting)
    with terminal.engine() as call:
        saved = call(save, draft, resource=event.resource, recurrence_id=recurrence_id, scope=scope)
        settled = has_settled(call, arguments.wait, *dict.fromkeys((saved.resource, event.resource)))
    shown = recurrence_id if scope is Scope.THIS else NO_RECURRENCE
    return tell_saved(terminal, saved.resource, shown, settled=settled)


def _check_host(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """Raises Refused(NO_SUCH_ACCOUNT) if the meeting is to be hosted by what is no Zoom account."""
    number = arguments.hosted_by
    if number is not None and account_with(terminal, number).kind != "zoom":
        raise Refused(Why.NO_SUCH_ACCOUNT, about={"account": str(number)})


def has_settled(call: Call, wait_s: float | None, *resources: ResourceId) -> bool:
    """Whether the servers have these events within `wait_s`; True if nobody waits."""
    from dainvo.engine.actions import events

    return wait_s is None or all(call(events.settled, resource, wait_s) for resource in resources)


def tell_saved(terminal: Terminal, resource: ResourceId, recurrence_id: RecurrenceId, *, settled: bool) -> int:
    """Answer with the event as it is now. Raises TryLater or Refused with what keeps it from being `settled`."""
    with terminal.reader() as reader:
        event = reader.event(resource, recurrence_id)
    terminal.say(answers.event(event), f"{event.uid}  {event.draft.summary}")
    if settled:
        return DONE
    why = Why(answers.why(event) or Why.NO_ANSWER)
    raise TryLater(why) if why in PASSES else Refused(why)


def show_event(terminal: Terminal, arguments: argparse.Namespace) -> None:
    with terminal.reader() as reader:
        shown = answers.event(event_with(reader, arguments.uid, NO_RECURRENCE))
    terminal.say(shown, "\n".join(f"{name}: {value}" for name, value in shown.items() if value not in (None, "", [])))


def delete_event(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import events

    recurrence_id, scope = words.meant(arguments)
    with terminal.reader() as reader:
        resource = event_with(reader, arguments.uid, recurrence_id).resource
    with terminal.engine() as call:
        call(events.delete_event, resource, recurrence_id, scope, delete_meeting=not arguments.keep_meeting)
        settled = has_settled(call, arguments.wait, resource)
    answer = {"deleted": arguments.uid}
    if recurrence_id:
        answer |= {"recurrence_id": recurrence_id, "scope": scope.value}
    terminal.say(answer, "Deleted.")
    if not settled:
        raise TryLater(Why.NO_ANSWER)


def event_with(reader: Reader, uid: str, recurrence_id: RecurrenceId) -> Event:
    """The event with this UID. Raises Refused(NO_SUCH_EVENT)."""
    resource = reader.find(Uid(uid))
    if resource is None:
        raise Refused(Why.NO_SUCH_EVENT, about={"uid": uid})
    return reader.event(resource, recurrence_id)


# the demo


def demo(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo import demo_window

    if arguments.serve:
        from dainvo.demo.serve import serve

        return serve(json=arguments.json)
    if arguments.check:
        from dainvo.walkthrough import check

        return check(arguments.servers)
    return demo_window.open_demo()
