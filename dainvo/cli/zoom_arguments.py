"""What can be said about Zoom on the command line: `dainvo zoom …`, and the words of `events` that are about a meeting.

Knows the words; what is done about them is in `zoom_verbs` and `words`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Add = Callable[[Any, str, str, str], argparse.ArgumentParser]
Group = Callable[[Any, str, str], Any]
OPTION = "NAME=VALUE"


def zoom(nouns: Any, add: Add, group: Group) -> None:
    """`dainvo zoom meetings | make-event | link | delete | defaults | attention`."""
    verbs = group(nouns, "zoom", "meetings at Zoom, their defaults, and what needs attention")
    listed = add(verbs, "meetings", "zoom_verbs.meetings", "what Zoom has: with an event, without one, past")
    listed.add_argument("--only", choices=["linked", "free", "past"], help="one part of the list")
    listed.add_argument("--offline", action="store_true", help="what this computer knows; Zoom is not asked")
    make = add(verbs, "make-event", "zoom_verbs.make_event", "make an event of a meeting that has none")
    make.add_argument("meeting", metavar="ID")
    make.add_argument("--calendar", type=int, required=True, metavar="ID")
    link = add(verbs, "link", "zoom_verbs.link", "give a meeting without an event to an event without a meeting")
    link.add_argument("meeting", metavar="ID")
    link.add_argument("uid", metavar="UID")
    delete = add(verbs, "delete", "zoom_verbs.delete", "delete a meeting at Zoom that no event here has")
    delete.add_argument("meeting", metavar="ID")
    for parser in (make, link, delete):
        _account(parser)
    for parser in (make, link):
        _wait(parser)
    defaults = add(
        verbs, "defaults", "zoom_verbs.defaults", "what new meetings are asked to be; without --set only told"
    )
    defaults.add_argument("--set", action="append", default=[], metavar=OPTION, help=OPTIONS_HELP)
    _account(defaults)
    asked = add(
        verbs, "attention", "zoom_verbs.attention", "meetings that need attention; with LINE and CHOICE an answer"
    )
    asked.add_argument("line", nargs="?", metavar="LINE", help="its id, as the list names it")
    asked.add_argument("choice", nargs="?", metavar="CHOICE", help="one of its choices")
    asked.add_argument("--link", default="", metavar="URL", help="with the choice link: the meeting's link or ID")
    _wait(asked)


OPTIONS_HELP = (
    "passcode, waiting_room, join_before_host, host_video, participant_video, mute_upon_entry, meeting_authentication, "
    "full_invitation, series_no_fixed_time: on, off or zoom (as in Zoom); join_before_host_min: 0, 5, 10, 15; "
    "auto_recording: none, local, cloud; alternative_hosts: addresses with commas; may be given several times"
)


def reconnect(verbs: Any, add: Add) -> None:
    """`dainvo accounts reconnect ID`."""
    parser = add(verbs, "reconnect", "zoom_verbs.reconnect", "sign in at Zoom again, as the same user")
    parser.add_argument("id", type=int, metavar="ID")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--use-other-user", action="store_true", help="if somebody else signs in, they take the account's place"
    )


def meeting_options(parser: argparse.ArgumentParser, *, new: bool) -> None:
    """What `events add` and `events edit` can say about the online meeting."""
    online = parser.add_mutually_exclusive_group()
    online.add_argument("--zoom", action="store_true", help="with an online meeting")
    online.add_argument(
        "--meeting", default="", metavar="ID", help="with this meeting, which is at Zoom without an event"
    )
    online.add_argument("--other-link", default="", metavar="URL", help="with a link of another service")
    if not new:
        online.add_argument(
            "--new-meeting", action="store_true", help="another meeting in the place of the present one"
        )
        online.add_argument("--no-zoom", action="store_true", help="take its online meeting away")
        parser.add_argument(
            "--own-meeting", action="store_true", help="with --scope following: the second series gets one of its own"
        )
    parser.add_argument("--hosted-by", type=int, metavar="ID", help="who hosts it, if there are several Zoom accounts")
    parser.add_argument(
        "--no-fixed-time", action="store_true", help="where Zoom cannot hold the time: a meeting without one is fine"
    )
    parser.add_argument(
        "--meeting-option", action="append", default=[], metavar=OPTION, help="as `zoom defaults --set`"
    )


def waiting(verbs: Any, add: Add) -> None:
    """`dainvo events try-now | send-without-link UID`."""
    tried = add(verbs, "try-now", "zoom_verbs.try_now", "take up what waits for an event at once; also after a refusal")
    sent = add(verbs, "send-without-link", "zoom_verbs.send_without_link", "send an event that waits for its link now")
    for parser in (tried, sent):
        parser.add_argument("uid", metavar="UID")
        _wait(parser)


def _account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", type=int, metavar="ID", help="the Zoom account, if there are several")


def _wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", type=float, metavar="SECONDS", help="until the servers have it, at most so long")
