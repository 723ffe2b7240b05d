"""Every write to the copy, as short transactions named in calendar words.

Does not talk to servers and decides nothing about merging: the engine does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from dainvo.errors import TryLater
from dainvo.store import sidecar
from dainvo.store.accounts import Accounts
from dainvo.store.database import open_writer
from dainvo.store.history import History
from dainvo.store.imports import Imports
from dainvo.store.meetings import Meetings
from dainvo.store.outbox import Outbox
from dainvo.store.reindexing import Reindexing
from dainvo.store.remote import Remote
from dainvo.store.rescue import Rescue, RescuedCopy
from dainvo.store.stored import failures, micros
from dainvo.store.window import IndexWindow

FILE_NAME = "dainvo.db"
#: Longer than any back-off, and than what a server may ask for.
_LONGEST_WAIT = timedelta(hours=25)


class Store(Accounts, Imports, Remote, IndexWindow, Outbox, Meetings, RescuedCopy, Reindexing, History):
    """The sole writer of the copy; belongs to the thread that made it. Its verbs stand in modules by noun:

    accounts.py (accounts and collections), resources.py (reading calendar objects), edits.py (the user's writes),
    remote.py (what a server gave), window.py (how far series are indexed), outbox.py (what waits for the server),
    meetings.py (meetings, intents, tombstones, kept copies), history.py (what was deleted).

    Every public write is one transaction: all of it is on disk when it returns, or nothing.
    Any of them raises TryLater(DISK_FULL), Refused(PROFILE_BUSY) or Refused(PROFILE_DAMAGED).
    Naming something that is not there raises Refused(NO_SUCH_ACCOUNT | NO_SUCH_CALENDAR | NO_SUCH_EVENT).
    """

    def __init__(self, path: Path, *, zone: ZoneInfo, now: Callable[[], datetime], watched: bool = True) -> None:
        """Open, create or migrate the copy at `path`; `zone` is the viewer's, for the days in `Touched`.

        `watched`: with the sidecar beside it, from which comes back what the file lost.
        Raises Refused(PROFILE_NEWER | PROFILE_DAMAGED | PROFILE_BUSY), TryLater(DISK_FULL).
        """
        self._path = path
        self._zone = zone
        self._now = now
        self._connection = open_writer(path)
        try:
            self._open_window()
            self._know_index()
            self._settle_clock()
            if watched:
                self._watch(path.with_name(path.name + sidecar.SUFFIX))
        except BaseException:
            self._connection.close()
            raise

    def checkpoint(self) -> None:
        """Bring all into the one file, so that it can be moved."""
        with self._failures():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _watch(self, beside: Path) -> None:
        """Keep the sidecar from now on; first take back what it knows and the copy does not."""
        ends = sidecar.read_ends(beside)
        with self._failures():
            known, name = sidecar.changes(self._connection), sidecar.copy_name(self._connection)
            record = sidecar.read(beside) if ends is None or ends[1] > known else None
            if record is not None and record.copy == name and record.last > known:
                complete = record.full_to > known
                rows = {key: row for key, row in record.rows.items() if complete or record.since[key] > known}
                restored, failed = self.take_back(rows, complete=complete and not record.bad, change=record.last)
                at = self._now().astimezone(UTC).isoformat(timespec="seconds")
                self.note_rescue(Rescue(at, restored=restored, lost=failed + record.bad))
            self._sidecar = sidecar.Sidecar(beside, self._connection)
            self._sidecar.begin()

    def _settle_clock(self) -> None:
        """The clock may have been set back since: nothing waits for a time that is further off than any wait."""
        latest, now = micros(self._now() + _LONGEST_WAIT), micros(self._now())
        with self._transaction() as connection:
            for table, column in (("outbox", "next_at"), ("intent", "next_at"), ("account", "next_sync")):
                connection.execute(
                    f"UPDATE {table} SET {column} = NULL WHERE {column} > ?",  # noqa: S608 - names as above
                    (latest,),
                )
            connection.execute("UPDATE intent SET last_sent_at = ?1 WHERE last_sent_at > ?1", (now,))

    def close(self) -> None:
        """Close the file, with everything on disk for good if there is room. A second call does nothing."""
        if self.on_behind is not None:
            self.on_behind = None
            with suppress(TryLater):
                self.settle()
        with failures():
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
