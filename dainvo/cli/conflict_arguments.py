"""What can be said on the command line about changes of two sides, refused changes and deleted events.

Knows the words; what is done about them is in `conflict_verbs`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Add = Callable[[Any, str, str, str], argparse.ArgumentParser]
Group = Callable[[Any, str, str], Any]


def conflicts(nouns: Any, add: Add, group: Group) -> None:
    """`dainvo conflicts list | decide` and `dainvo deleted list | restore`."""
    verbs = group(nouns, "conflicts", "events that were changed in two places")
    add(verbs, "list", "conflict_verbs.list_conflicts", "what was changed on both sides, line by line")
    decide = add(verbs, "decide", "conflict_verbs.decide", "settle one of them")
    decide.add_argument("id", type=int, metavar="ID", help="its number, as the list names it")
    decide.add_argument("choice", choices=["mine", "theirs", "both"], help="both: mine becomes a second event")
    decide.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="N=SIDE",
        help="mine or theirs for one line that clashes; the other clashes follow the choice, all else is merged",
    )
    verbs = group(nouns, "deleted", "events that were deleted in the last 30 days")
    add(verbs, "list", "conflict_verbs.list_deleted", "the last one first")
    restore = add(verbs, "restore", "conflict_verbs.restore", "bring one back")
    restore.add_argument("id", type=int, metavar="ID", help="its number, as the list names it")
    restore.add_argument("--calendar", type=int, metavar="ID", help="another calendar than it was in")


def calendars(verbs: Any, add: Add) -> None:
    """`dainvo calendars vanished [ID ANSWER]`."""
    asked = add(
        verbs, "vanished", "conflict_verbs.vanished", "calendars whose events are suddenly gone; with ANSWER settle one"
    )
    asked.add_argument("id", type=int, nargs="?", metavar="ID")
    asked.add_argument(
        "answer",
        nargs="?",
        choices=["remove", "put-back"],
        help="remove them here, too, or write them to the server again",
    )


def events(verbs: Any, add: Add) -> None:
    """`dainvo events discard | copy-to`."""
    discard = add(verbs, "discard", "conflict_verbs.discard", "give up what its server has not taken")
    discard.add_argument("uid", metavar="UID")
    copy = add(verbs, "copy-to", "conflict_verbs.copy_to", "take what a calendar refuses to another one")
    copy.add_argument("uid", metavar="UID")
    copy.add_argument("--calendar", type=int, required=True, metavar="ID")
