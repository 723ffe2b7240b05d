"""Every write to the copy, as short transactions named in calendar words.

Does not talk to servers and decides nothing about merging: the engine does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from dainvo.store.accounts import Accounts
from dainvo.store.database import open_writer
from dainvo.store.edits import Edits
from dainvo.store.history import History
from dainvo.store.meetings import Meetings
from dainvo.store.outbox import Outbox
from dainvo.store.remote import Remote
from dainvo.store.stored import failures
from dainvo.store.window import IndexWindow

FILE_NAME = "dainvo.db"


class Store(Accounts, Edits, Remote, IndexWindow, Outbox, Meetings, History):
    """The sole writer of the copy; belongs to the thread that made it. Its verbs stand in modules by noun:

    accounts.py (accounts and collections), resources.py (reading calendar objects), edits.py (the user's writes),
    remote.py (what a server gave), window.py (how far series are indexed), outbox.py (what waits for the server),
    meetings.py (meetings, intents, tombstones, kept copies), history.py (what was deleted).

    Every public write is one transaction: all of it is on disk when it returns, or nothing.
    Any of them raises TryLater(DISK_FULL), Refused(PROFILE_BUSY) or Refused(PROFILE_DAMAGED).
    Naming something that is not there raises Refused(NO_SUCH_ACCOUNT | NO_SUCH_CALENDAR | NO_SUCH_EVENT).
    """

    def __init__(self, path: Path, *, zone: ZoneInfo, now: Callable[[], datetime]) -> None:
        """Open, create or migrate the copy at `path`; `zone` is the viewer's, for the days in `Touched`.

        Raises Refused(PROFILE_NEWER | PROFILE_DAMAGED | PROFILE_BUSY), TryLater(DISK_FULL).
        """
        self._path = path
        self._zone = zone
        self._now = now
        self._connection = open_writer(path)
        try:
            self._open_window()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file. A second call does nothing."""
        with failures():
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
