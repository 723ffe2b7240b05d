"""Numbered schema steps, and a copy of the file before each.

Does not repair: a damaged or newer file is refused untouched.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from dainvo.errors import Refused, Why

#: Marks the file as ours (`PRAGMA application_id`): "DvCa".
APPLICATION_ID = 0x44764361

# Instants are microseconds since 1970 in UTC. Numbers of days are proleptic ordinals. Times of occurrences: see spans.
_SCHEMA_1 = """
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL, user TEXT NOT NULL, identity TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ok', why TEXT NOT NULL DEFAULT '',
    last_sync INTEGER, next_sync INTEGER, detail TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE collection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    href TEXT NOT NULL, name TEXT NOT NULL, color TEXT NOT NULL, local_color TEXT NOT NULL DEFAULT '',
    writable INTEGER NOT NULL, why_read_only TEXT NOT NULL DEFAULT '', schedules INTEGER NOT NULL,
    supports_sync INTEGER NOT NULL, position INTEGER NOT NULL, visible INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'ok', why TEXT NOT NULL DEFAULT '',
    sync_token TEXT NOT NULL DEFAULT '', ctag TEXT NOT NULL DEFAULT '', last_sync INTEGER,
    UNIQUE (account, href)
);
CREATE TABLE resource (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: a card on screen may still name a deleted one
    collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    href TEXT NOT NULL, uid TEXT NOT NULL, etag TEXT NOT NULL,
    state TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
    program_only INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '',
    endless INTEGER NOT NULL DEFAULT 0,  -- has a rule: indexed for a window only
    window_first INTEGER, window_last INTEGER,
    first_day INTEGER, last_day INTEGER,  -- days it may be seen on; NULL: open
    zoom_id TEXT NOT NULL DEFAULT '', zoom_account TEXT NOT NULL DEFAULT '',
    UNIQUE (collection, href)
);
CREATE INDEX resource_uid ON resource (uid);
CREATE INDEX resource_zoom ON resource (zoom_id) WHERE zoom_id <> '';
CREATE INDEX resource_why ON resource (why) WHERE why <> '';
CREATE INDEX resource_endless ON resource (window_first, window_last) WHERE endless = 1;
-- The texts stand apart so that a week is read without turning their pages. base NULL: equal to text.
CREATE TABLE resource_text (
    resource INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,
    text TEXT NOT NULL, base TEXT
);
CREATE TABLE component (
    resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE,
    place INTEGER NOT NULL,  -- in the order of the index
    summary TEXT NOT NULL, location TEXT NOT NULL, join_url TEXT NOT NULL, attendees INTEGER NOT NULL,
    look INTEGER NOT NULL,  -- flags: see looks
    provider TEXT NOT NULL,
    PRIMARY KEY (resource, place)
) WITHOUT ROWID;
CREATE TABLE occurrence (
    shelf INTEGER NOT NULL, start INTEGER NOT NULL, resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE,
    recurrence_id TEXT NOT NULL, stop INTEGER NOT NULL, kind INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (shelf, start, resource, recurrence_id)
) WITHOUT ROWID;
CREATE INDEX occurrence_resource ON occurrence (resource, start);
CREATE TABLE outbox (
    op INTEGER PRIMARY KEY AUTOINCREMENT,
    resource INTEGER NOT NULL UNIQUE REFERENCES resource ON DELETE CASCADE,
    kind TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
    body TEXT NOT NULL DEFAULT '', precondition TEXT NOT NULL DEFAULT '', revision INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER, why TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
);
CREATE TABLE sent_body (
    id INTEGER PRIMARY KEY,
    resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE,
    body_hash TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL,
    UNIQUE (resource, body_hash)
);
CREATE TABLE intent (
    id INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE, uid TEXT NOT NULL,
    collection INTEGER REFERENCES collection ON DELETE SET NULL,
    account INTEGER REFERENCES account ON DELETE SET NULL, identity TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'planned', body TEXT NOT NULL, holds INTEGER NOT NULL,
    unsure INTEGER NOT NULL DEFAULT 0, meeting_id TEXT NOT NULL DEFAULT '', join_url TEXT NOT NULL DEFAULT '',
    passcode TEXT NOT NULL DEFAULT '', first_sent_at INTEGER, last_sent_at INTEGER, server_date INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER, why TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL
);
CREATE INDEX intent_uid ON intent (uid);
CREATE INDEX intent_collection ON intent (collection);
CREATE INDEX intent_account ON intent (account);
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL,
    collection INTEGER REFERENCES collection ON DELETE SET NULL,
    account INTEGER REFERENCES account ON DELETE SET NULL, identity TEXT NOT NULL,
    meeting_id TEXT NOT NULL, type INTEGER NOT NULL, join_url TEXT NOT NULL, passcode TEXT NOT NULL,
    host TEXT NOT NULL, made_here INTEGER NOT NULL, adopted_here INTEGER NOT NULL, op_id TEXT NOT NULL,
    standing TEXT NOT NULL, occurrences TEXT NOT NULL
);
CREATE INDEX meeting_uid ON meeting (uid);
CREATE INDEX meeting_meeting_id ON meeting (meeting_id);
CREATE INDEX meeting_collection ON meeting (collection);
CREATE INDEX meeting_account ON meeting (account);
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL, meeting_id TEXT NOT NULL, at INTEGER NOT NULL,
    UNIQUE (uid, meeting_id)
);
CREATE TABLE kept_copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE,
    component TEXT NOT NULL DEFAULT '', property TEXT NOT NULL DEFAULT '',  -- empty: the whole object
    mine TEXT NOT NULL, theirs TEXT NOT NULL, at INTEGER NOT NULL, decided TEXT NOT NULL DEFAULT ''
);
CREATE INDEX kept_copy_resource ON kept_copy (resource);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
    summary, place, notes, people, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2'
);
-- A long fetch writes many small parts of that index: joined by eight, at a quarter less than by four.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
"""


def _first(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA_1.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _conflicts(connection: sqlite3.Connection) -> None:
    """Kept copies know what both sides began from; a calendar when all of it was compared; deleted events are kept."""
    for statement in (
        "ALTER TABLE kept_copy ADD COLUMN base TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE collection ADD COLUMN compared_at INTEGER",
        "ALTER TABLE collection ADD COLUMN vanished INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE deleted_event (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,"
        " uid TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL)",
        "CREATE INDEX deleted_event_at ON deleted_event (at)",
        "CREATE INDEX deleted_event_collection ON deleted_event (collection)",
    ):
        connection.execute(statement)


def _zoom_looks(connection: sqlite3.Connection) -> None:
    """What Zoom showed of a meeting when it was last looked at, and how much an account asked of Zoom on a day."""
    for column in (
        "reason TEXT NOT NULL DEFAULT ''",  # why it has no fixed time
        "since INTEGER",  # when the standing was found
        "left_at INTEGER",  # the user chose to leave it so
        "checked_at INTEGER",
        "shown TEXT NOT NULL DEFAULT '{}'",
    ):
        connection.execute(f"ALTER TABLE meeting ADD COLUMN {column}")
    connection.execute(
        "CREATE TABLE zoom_call (identity TEXT NOT NULL, day INTEGER NOT NULL, writes INTEGER NOT NULL,"
        " PRIMARY KEY (identity, day)) WITHOUT ROWID"
    )


def _calendars(connection: sqlite3.Connection) -> None:
    """Calendars have names, colours and places of their own here, rights one by one, an owner; accounts a diary."""
    for column in (
        "local_name TEXT NOT NULL DEFAULT ''",
        "local_position INTEGER",
        "to_send TEXT NOT NULL DEFAULT ''",  # which of name, color, order the server is still to be told
        "kept_here TEXT NOT NULL DEFAULT ''",  # which of them it did not take
        "may_change INTEGER NOT NULL DEFAULT 1",
        "may_delete INTEGER NOT NULL DEFAULT 1",
        "components TEXT NOT NULL DEFAULT ''",
        "owner TEXT NOT NULL DEFAULT ''",  # the name of somebody else whose it is
        "home TEXT NOT NULL DEFAULT ''",  # the home set it is listed in, if not the account's own
    ):
        connection.execute(f"ALTER TABLE collection ADD COLUMN {column}")
    connection.execute("UPDATE collection SET may_change = writable, may_delete = writable")
    connection.execute(
        "CREATE TABLE operation (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE, at INTEGER NOT NULL, what TEXT NOT NULL,"
        " about TEXT NOT NULL DEFAULT '', count INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '')"
    )
    connection.execute("CREATE INDEX operation_account ON operation (account, id)")


def _imports(connection: sqlite3.Connection) -> None:
    """What each of the last imports added or changed, so that it can be taken back in one step."""
    connection.execute(
        "CREATE TABLE import_run (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE, at INTEGER NOT NULL)"
    )
    connection.execute(
        "CREATE TABLE imported (run INTEGER NOT NULL REFERENCES import_run ON DELETE CASCADE,"
        " resource INTEGER NOT NULL, revision INTEGER NOT NULL, former TEXT,"  # former: its text before, if it had one
        " PRIMARY KEY (run, resource)) WITHOUT ROWID"
    )


def _server_words(connection: sqlite3.Connection) -> None:
    """What its server said for itself when it refused an event."""
    connection.execute("ALTER TABLE resource ADD COLUMN said TEXT NOT NULL DEFAULT ''")


def _origins(connection: sqlite3.Connection) -> None:
    """The text of an event elsewhere, before it came to a calendar whose server has not seen it there yet."""
    connection.execute("ALTER TABLE resource_text ADD COLUMN origin TEXT NOT NULL DEFAULT ''")


def _components(connection: sqlite3.Connection) -> None:
    """What views paint of a resource stands in its components, unless it is marked: resources lie all over the file."""
    for statement in (
        "ALTER TABLE component ADD COLUMN collection INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE component ADD COLUMN uid TEXT NOT NULL DEFAULT ''",
        "UPDATE component SET (collection, uid) = (SELECT collection, uid FROM resource WHERE id = component.resource)",
        "CREATE INDEX resource_marked ON resource (id, state, why, zoom_id, zoom_account)"
        " WHERE state <> 'clean' OR why <> '' OR zoom_id <> ''",
    ):
        connection.execute(statement)


#: Step n brings a file of version n to n + 1.
STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _first,
    _conflicts,
    _zoom_looks,
    _calendars,
    _imports,
    _server_words,
    _origins,
    _components,
)
CURRENT = len(STEPS)


def version(connection: sqlite3.Connection) -> int:
    """The schema version of an open file, 0 for an empty one. Changes nothing."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(
    connection: sqlite3.Connection, path: Path, steps: Sequence[Callable[[sqlite3.Connection], None]] = STEPS
) -> None:
    """Bring the file to the version of `steps`, keeping `<name>.before-<n>` of each version left behind.

    Each step is one transaction, or all of them for a new file: a crash leaves the old version or the new one.
    Raises Refused(PROFILE_NEWER) for a file of a newer program and Refused(PROFILE_DAMAGED) for one that is not ours;
    neither is touched.
    """
    found = version(connection)
    if found > len(steps):
        raise Refused(Why.PROFILE_NEWER, detail=f"schema {found}, this program knows {len(steps)}")
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and (tables or found):
        raise Refused(Why.PROFILE_DAMAGED, detail="not a file of this program")
    while found < len(steps):
        target = found + 1 if found else len(steps)  # a new file leaves nothing behind
        if found:
            _keep_copy(connection, path.with_name(f"{path.name}.before-{target}"))
        connection.execute("BEGIN EXCLUSIVE")
        try:
            for step in steps[found:target]:
                step(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {target}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        found = target


def old_copies(path: Path) -> list[Path]:
    """The copies `migrate` kept beside the file at `path`."""
    return sorted(path.parent.glob(f"{path.name}.before-*"))


def _keep_copy(connection: sqlite3.Connection, copy: Path) -> None:
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600))
    copy_into(connection, unfinished)
    unfinished.replace(copy)


def copy_into(connection: sqlite3.Connection, file: Path) -> None:
    """All of an open file as it stands, in the file given, which needs no -wal."""
    target = sqlite3.connect(file, isolation_level=None)
    try:
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
