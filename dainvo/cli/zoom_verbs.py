"""What the verbs about Zoom do: its meetings, defaults, what needs attention, sign-in again, waiting events.

As `verbs`, which holds the others: no calendar meaning.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from dainvo.cli import answers, printed, words
from dainvo.cli.verbs import (
    DONE,
    NEEDS_USER,
    PASSES,
    TRY_LATER,
    Call,
    Terminal,
    account_with,
    event_with,
    has_settled,
    said,
    tell_saved,
)
from dainvo.cli.words import UsageError
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import NO_RECURRENCE, AccountId, CollectionId, Uid
from dainvo.ical.meeting_options import MeetingOptions

if TYPE_CHECKING:
    from dainvo.engine.listed import ListedMeeting
    from dainvo.engine.values import AuthorizeAddress, Saved
    from dainvo.store.needing import Attention


def meetings(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import meetings_page

    if arguments.offline:
        with terminal.unchanged() as there, there.engine() as call:
            found = call(meetings_page.known_meetings)
    else:
        with terminal.engine() as call:
            found = call(meetings_page.list_meetings)
    zone = terminal.profile.zone
    for one in found.meetings:
        if arguments.only in (None, one.place.value):
            shown = _meeting(one)
            start = f"{one.start.astimezone(zone):%Y-%m-%d %H:%M}" if one.start is not None else "no fixed time"
            terminal.say(shown, f"{one.place}  {start}  {one.meeting_id}  {one.title or one.topic}")
    for missing in found.unread:
        printed.remark(f"{missing.name}: {said(missing.why)}")
    if not found.unread:
        return DONE
    return TRY_LATER if all(one.why in PASSES for one in found.unread) else NEEDS_USER


def make_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import meetings_page

    account = _zoom(terminal, arguments.account)
    with terminal.engine() as call:
        saved = call(meetings_page.make_event, account, _id(arguments.meeting), CollectionId(arguments.calendar))
        return _saved(terminal, call, saved, arguments.wait)


def link(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import meetings_page

    account = _zoom(terminal, arguments.account)
    with terminal.reader() as reader:
        resource = event_with(reader, arguments.uid, NO_RECURRENCE).resource
    with terminal.engine() as call:
        saved = call(meetings_page.link_meeting, account, _id(arguments.meeting), resource)
        return _saved(terminal, call, saved, arguments.wait)


def delete(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import meetings_page

    account, number = _zoom(terminal, arguments.account), _id(arguments.meeting)
    with terminal.engine() as call:
        call(meetings_page.delete_meeting, account, number)
    terminal.say({"deleted": number}, "Deleted.")


def defaults(terminal: Terminal, arguments: argparse.Namespace) -> None:
    from dainvo.engine.actions import zoom_account

    account = _zoom(terminal, arguments.account)
    stored = account_with(terminal, account).detail.get("defaults")
    options = MeetingOptions.read(stored) if isinstance(stored, dict) else MeetingOptions()
    if arguments.set:
        options = words.options(options, arguments.set)
        with terminal.engine() as call:
            call(zoom_account.set_defaults, account, options)
    decided = account_with(terminal, account).detail.get("overruled")
    shown = {"account": account, "set": options.written(), "decided_by_organisation": decided or {}}
    lines = [f"{name}: {value}" for name, value in options.written().items()]
    terminal.say(shown, "\n".join(lines) or "Everything as in Zoom.")


def attention(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import attention, events

    if arguments.line is None:
        with terminal.reader() as reader:
            for one in reader.attention():
                terminal.say(_line(one), f"{one.id}  {one.asked}  {one.summary}  {' '.join(one.choices)}")
        return DONE
    with terminal.reader() as reader:
        line = next((one for one in reader.attention() if one.id == arguments.line), None)
    if line is None:
        raise Refused(Why.NO_SUCH_EVENT, about={"uid": arguments.line})
    if arguments.choice not in [choice.value for choice in line.choices]:
        raise UsageError(f"CHOICE must be one of {', '.join(line.choices)}")
    if arguments.choice == "link" and not arguments.link:
        raise UsageError("the choice link needs --link")
    with terminal.engine() as call:
        call(attention.settle_attention, line.id, arguments.choice, join_url=arguments.link)
        if arguments.wait is not None and line.resource is not None:
            call(events.settled, line.resource, arguments.wait)
    terminal.say({"settled": line.id, "choice": arguments.choice}, "Settled.")
    return DONE


def reconnect(terminal: Terminal, arguments: argparse.Namespace) -> int:
    """Somebody else's sign-in changes nothing, unless they are to take the account's place (M63)."""
    from dainvo.engine.actions import zoom_account

    def tell(address: AuthorizeAddress) -> None:
        terminal.say({"authorize_url": address.url}, f"Approve at: {address.url}")
        if not arguments.no_browser:
            import webbrowser

            webbrowser.open(address.url)

    found = account_with(terminal, arguments.id)
    with terminal.engine() as call:
        other = call(zoom_account.reconnect, found.id, tell)
        if other is not None and arguments.use_other_user:
            call(zoom_account.use_other_user)
        elif other is not None:
            call(zoom_account.drop_other_user)
            about = {"user": other.is_now, "other": other.signed_in}
            raise NeedsUser(Why.OTHER_USER, about=about)
    with terminal.reader() as reader:
        shown = next(one for one in reader.accounts() if one.kind == "zoom" and (other or one.id == found.id))
    terminal.say({"account": answers.account(shown)}, f"Connected: {shown.name}")
    return DONE


def try_now(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import zoom

    return _on_event(terminal, arguments, zoom.try_now)


def send_without_link(terminal: Terminal, arguments: argparse.Namespace) -> int:
    from dainvo.engine.actions import zoom

    return _on_event(terminal, arguments, zoom.send_without_link)


def _on_event(terminal: Terminal, arguments: argparse.Namespace, verb: Any) -> int:
    from dainvo.engine.values import Saved

    with terminal.reader() as reader:
        event = event_with(reader, arguments.uid, NO_RECURRENCE)
    with terminal.engine() as call:
        call(verb, event.resource)
        return _saved(terminal, call, Saved(event.resource, event.uid), arguments.wait)


def _saved(terminal: Terminal, call: Call, saved: Saved, wait_s: float | None) -> int:
    done = has_settled(call, wait_s, saved.resource)
    return tell_saved(terminal, saved.resource, NO_RECURRENCE, settled=done)


def _zoom(terminal: Terminal, number: int | None) -> AccountId:
    """The Zoom account that is meant: the only one, or the one with this number."""
    with terminal.reader() as reader:
        found = [one.id for one in reader.accounts() if one.kind == "zoom" and number in (None, one.id)]
    if not found:
        raise (
            NeedsUser(Why.ZOOM_NOT_CONNECTED)
            if number is None
            else Refused(Why.NO_SUCH_ACCOUNT, about={"account": str(number)})
        )
    if len(found) > 1:
        raise UsageError(f"there are several Zoom accounts: --account {' or '.join(map(str, found))}")
    return found[0]


def _id(text: str) -> str:
    """A meeting id, which people write with spaces or dashes."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch("[0-9]{9,12}", digits):
        raise UsageError(f"not a meeting ID: {text}")
    return digits


def _meeting(one: ListedMeeting) -> dict[str, Any]:
    return {
        "account": one.account,
        "id": one.meeting_id,
        "topic": one.topic,
        "kind": one.kind,
        "place": one.place,
        "start": one.start.isoformat() if one.start is not None else None,
        "minutes": one.minutes or None,
        "uid": Uid(one.uid) if one.uid else None,
        "summary": one.title or None,
        "under_way": one.under_way,
    }


def _line(one: Attention) -> dict[str, Any]:
    return {
        "line": one.id,
        "asked": one.asked,
        "choices": list(one.choices),
        "uid": one.uid,
        "summary": one.summary,
        "start": one.start.isoformat() if one.start is not None else None,
        "since": one.since.isoformat(),
        "meeting": one.meeting_id or None,
        "account": one.account,
        "why": one.why or None,
        "zoom_start": one.zoom_start.isoformat() if one.zoom_start is not None else None,
    }
