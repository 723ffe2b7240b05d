"""The verbs of a day: what is on, what comes next, joining (I05).

Changes nothing: it reads the copy, and opens the link of a meeting where that is asked for.
"""

from __future__ import annotations

import argparse
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dainvo.addresses import is_loopback
from dainvo.cli import answers, printed, verbs
from dainvo.errors import Refused, Why
from dainvo.ical.event import Occurrence, Uid
from dainvo.ical.links import recognise

if TYPE_CHECKING:
    from dainvo.cli.verbs import Terminal

#: How far ahead the dates of an event are looked for.
_AHEAD = timedelta(days=366)


def agenda(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """The events of some days, today if none is named."""
    arguments.first = arguments.day or terminal.profile.now().astimezone(terminal.profile.zone).date()
    arguments.last = arguments.first + timedelta(days=max(1, arguments.days) - 1)
    arguments.calendar = None
    verbs.list_events(terminal, arguments)


def next_event(terminal: Terminal, arguments: argparse.Namespace) -> int:
    """The meeting that runs or comes next; 1 if there is none."""
    with terminal.reader() as reader:
        found = reader.next_joinable(terminal.profile.now())
        meeting = reader.meeting(found.resource) if found is not None else None
    if found is None:
        printed.say("null" if terminal.as_json else "No meeting is coming up.")
        return verbs.NEEDS_USER
    terminal.say(answers.occurrence(found, meeting), answers.line(found))
    return _open(found, any_host=arguments.any_host) if arguments.join else verbs.DONE


def join(terminal: Terminal, arguments: argparse.Namespace) -> int:
    """Open the link of an event: of the date that runs or comes next. Raises Refused(NO_SUCH_EVENT)."""
    now = terminal.profile.now()
    with terminal.reader() as reader:
        resource = reader.find(Uid(arguments.uid))
        if resource is None:
            raise Refused(Why.NO_SUCH_EVENT, about={"uid": arguments.uid})
        today = now.astimezone(reader.zone).date()
        dates = [
            one
            for one in reader.occurrences(today - timedelta(days=1), today + _AHEAD, include_hidden=True)
            if one.resource == resource and (not isinstance(one.end, datetime) or one.end > now)
        ]
        meeting = reader.meeting(resource)
    with_link = [one for one in dates if one.join_url]
    if not with_link:
        printed.remark("This event has no link to join.")
        return verbs.NEEDS_USER
    terminal.say(answers.occurrence(with_link[0], meeting), answers.line(with_link[0]))
    return _open(with_link[0], any_host=arguments.any_host)


def _open(found: Occurrence, *, any_host: bool) -> int:
    api = urlsplit(os.environ.get("DAINVO_ZOOM_API_URL", ""))
    stand_in = (f"{api.scheme}://{api.netloc}",) if is_loopback(api.hostname or "") else ()
    if not (any_host or recognise(found.join_url, stand_in) is not None):
        # As the window, which asks (Y08): the text of a link may look like another one, in an event of ours, too.
        host = urlsplit(found.join_url).hostname
        printed.remark(f"The link leads to {host}, no known meeting service. Open it with: --any-host")
        return verbs.NEEDS_USER
    import webbrowser

    return verbs.DONE if webbrowser.open(found.join_url) else verbs.NEEDS_USER
