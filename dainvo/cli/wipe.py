"""`dainvo wipe`: nothing of a profile is left on this computer, nor started at login (Y10).

Deletes nothing on any server: calendars, meetings and links stay where they are.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from typing import TYPE_CHECKING

from dainvo.cli import printed
from dainvo.cli.words import UsageError

if TYPE_CHECKING:
    from dainvo.cli.verbs import Call, Terminal
    from dainvo.engine.desk import Desk
    from dainvo.profile import Profile
    from dainvo.store.rows import AccountRow

WORD = "wipe"
#: All that Dainvo ever puts into a profile folder; `--profile` may name one that holds other things too.
OURS = re.compile(
    r"dainvo\.(db|log|lock|feed)\b.*|settings\.(json|new|damaged)|passphrase\.(json|new)|zoom-(\d+|new)\.lock|drafts|backups"
    r"|window\.(socket|name|new)"
)


def wipe(terminal: Terminal, arguments: argparse.Namespace) -> None:
    """Sign out everywhere, then delete the profile's files. Raises UsageError if nobody agreed.

    A file that is not ours stays, and with it the folder.
    """
    with terminal.reader() as reader:
        unsent = reader.status()
    lost = unsent.waiting + unsent.blocked
    if not arguments.yes:
        _agree(terminal.profile, lost)
    with terminal.engine() as call:
        accounts = _sign_out(call)
    folder = terminal.profile.folder
    for path in folder.iterdir():
        if not OURS.fullmatch(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    left = sorted(path.name for path in folder.iterdir())
    if not left:
        folder.rmdir()
    told = f"Accounts signed out: {accounts}. The profile is gone." + (
        f" Not ours, and left in {folder}: {', '.join(left)}" if left else ""
    )
    terminal.say({"accounts": accounts, "unsent": lost, "left": left}, told)


def _agree(profile: Profile, lost: int) -> None:
    if not sys.stdin.isatty():
        raise UsageError("wipe deletes the whole profile; say --yes if that is meant")
    unsent = f" {lost} changes that no server has are lost." if lost else ""
    printed.say(f"This signs out of all accounts and deletes {profile.folder}.{unsent} Servers keep what they have.")
    if input(f"Type {WORD} to go on: ").strip() != WORD:
        raise UsageError("nothing was deleted")


def _sign_out(call: Call) -> int:
    """Every account removed as its own Remove does: sign-ins revoked where a server answers, and deleted here."""
    from dainvo.engine.actions import accounts, login, zoom

    call(login.choose, False)
    rows = call(_accounts)
    for row in rows:
        if row.kind == "zoom":
            call(zoom.remove_zoom, row.id)
        else:
            call(accounts.remove_account, row.id)
    return len(rows)


async def _accounts(desk: Desk) -> list[AccountRow]:
    return desk.store.accounts()
