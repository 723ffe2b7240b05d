"""Writes about accounts and their collections.

Does not hold passwords or tokens: those are in the keyring.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId
from dainvo.store import migrations
from dainvo.store.database import Database
from dainvo.store.queries import ACCOUNT, COLLECTION, account_row, collection_row
from dainvo.store.rows import AccountRow, AccountState, CollectionRow, CollectionState, RemoteCollection
from dainvo.store.stored import failures, given


class Accounts(Database):
    """Part of Store."""

    def add_account(
        self,
        kind: str,
        name: str,
        *,
        url: str = "",
        user: str = "",
        identity: str = "",
        detail: Mapping[str, Any] | None = None,
        state: AccountState = AccountState.OK,
    ) -> AccountId:
        """A new account; LEAVING until its secrets are kept, so that a death in between leaves none without them.

        Meetings and intents left behind by an account of the same kind and identity belong to it again.
        """
        with self._transaction() as connection:
            made = connection.execute(
                "INSERT INTO account (kind, name, url, user, identity, detail, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (kind, name, url, user, identity, json.dumps(dict(detail or {})), state),
            ).lastrowid
            if identity and kind == "zoom":
                for table in ("meeting", "intent"):
                    connection.execute(
                        f"UPDATE {table} SET account = ? WHERE account IS NULL AND identity = ?",  # noqa: S608 - ours
                        (made, identity),
                    )
        return AccountId(made or 0)

    def account(self, account: AccountId) -> AccountRow:
        row = self._row(f"{ACCOUNT} WHERE id = ?", (account,))
        if row is None:
            raise Refused(Why.NO_SUCH_ACCOUNT)
        return account_row(row)

    def accounts(self, kind: str | None = None) -> list[AccountRow]:
        """All accounts in the order they were added."""
        return [account_row(row) for row in self._rows(f"{ACCOUNT} WHERE ? IN ('', kind) ORDER BY id", (kind or "",))]

    def set_account(
        self,
        account: AccountId,
        *,
        state: AccountState | None = None,
        why: str | None = None,
        name: str | None = None,
        url: str | None = None,
        user: str | None = None,
        identity: str | None = None,
        detail: Mapping[str, Any] | None = None,
        last_sync: datetime | None = None,
        next_sync: datetime | None = None,
    ) -> None:
        """Change what is given, leave what is None. `detail` is merged by key; a value None takes the key away."""
        values = given(
            state=state,
            why=why,
            name=name,
            url=url,
            user=user,
            identity=identity,
            last_sync=last_sync,
            next_sync=next_sync,
        )
        with self._transaction():
            if detail is not None:
                merged = {**self.account(account).detail, **detail}
                values["detail"] = json.dumps({key: value for key, value in merged.items() if value is not None})
            if not self._change("account", "id", account, values):
                raise Refused(Why.NO_SUCH_ACCOUNT)

    def remove_account(self, account: AccountId) -> None:
        """The account with its collections, resources and outbox; afterwards nothing of them is left in the files.

        Meetings made with a Zoom account stay, without an account, so that their links remain readable.
        """
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM search WHERE rowid IN"
                " (SELECT r.id FROM resource r JOIN collection c ON c.id = r.collection WHERE c.account = ?)",
                (account,),
            )
            connection.execute("DELETE FROM account WHERE id = ?", (account,))
            connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._forget()

    def put_collections(
        self, account: AccountId, listed: Sequence[RemoteCollection]
    ) -> tuple[list[CollectionId], list[CollectionId]]:
        """Take over the server's listing by href, keeping local choices (visible, local colour) and sync state.

        Gives the collections that came and those that are gone; the latter stay, read-only, with state GONE, and
        come back by being listed again. A collection in state ASKING stays in it.
        """
        came: list[CollectionId] = []
        with self._transaction() as connection:
            self.account(account)
            known = {row.href: row for row in self.collections(account)}
            for info in listed:
                row = known.pop(info.href, None)
                if row is None:
                    came.append(self._add_collection(account, info))
                    continue
                state = CollectionState.OK if row.state is CollectionState.GONE else row.state
                connection.execute(
                    "UPDATE collection SET name = ?, color = ?, writable = ?, why_read_only = ?, schedules = ?,"
                    " supports_sync = ?, position = ?, state = ? WHERE id = ?",
                    (*_listed(info), state, row.id),
                )
            gone = [row.id for row in known.values()]
            connection.executemany(
                "UPDATE collection SET state = 'gone', writable = 0, why_read_only = ? WHERE id = ?",
                [(Why.GONE, collection) for collection in gone],
            )
        return came, gone

    def collection(self, collection: CollectionId) -> CollectionRow:
        row = self._row(f"{COLLECTION} WHERE id = ?", (collection,))
        if row is None:
            raise Refused(Why.NO_SUCH_CALENDAR)
        return collection_row(row)

    def collections(self, account: AccountId | None = None) -> list[CollectionRow]:
        """In the order of the server, then by name."""
        order = "ORDER BY account, position, name COLLATE NOCASE, id"
        if account is None:
            return [collection_row(row) for row in self._rows(f"{COLLECTION} {order}")]
        return [collection_row(row) for row in self._rows(f"{COLLECTION} WHERE account = ? {order}", (account,))]

    def set_collection(
        self,
        collection: CollectionId,
        *,
        name: str | None = None,
        local_color: str | None = None,
        visible: bool | None = None,
        writable: bool | None = None,
        why_read_only: str | None = None,
        state: CollectionState | None = None,
        why: str | None = None,
        sync_token: str | None = None,
        ctag: str | None = None,
        last_sync: datetime | None = None,
        compared_at: datetime | None = None,
        vanished: int | None = None,
    ) -> None:
        """Change what is given, leave what is None."""
        values = given(
            name=name,
            local_color=local_color,
            visible=visible,
            writable=writable,
            why_read_only=why_read_only,
            state=state,
            why=why,
            sync_token=sync_token,
            ctag=ctag,
            last_sync=last_sync,
            compared_at=compared_at,
            vanished=vanished,
        )
        with self._transaction():
            if not self._change("collection", "id", collection, values):
                raise Refused(Why.NO_SUCH_CALENDAR)

    def set_visible(self, shown: Mapping[CollectionId, bool]) -> None:
        """Show and hide several collections at once."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE collection SET visible = ? WHERE id = ?", [(int(seen), key) for key, seen in shown.items()]
            )

    def remove_collection(self, collection: CollectionId) -> None:
        """The collection with its resources and outbox."""
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM search WHERE rowid IN (SELECT id FROM resource WHERE collection = ?)", (collection,)
            )
            connection.execute("DELETE FROM collection WHERE id = ?", (collection,))

    def _add_collection(self, account: AccountId, info: RemoteCollection) -> CollectionId:
        made = self._connection.execute(
            "INSERT INTO collection"
            " (name, color, writable, why_read_only, schedules, supports_sync, position, account, href)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_listed(info), account, info.href),
        ).lastrowid
        return CollectionId(made or 0)

    def _forget(self) -> None:
        """Leave no trace of deleted rows in the files and the copies beside them."""
        for copy in migrations.old_copies(self._path):
            copy.unlink(missing_ok=True)
        with failures():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _listed(info: RemoteCollection) -> tuple[object, ...]:
    why = "" if info.writable else Why.READ_ONLY
    return info.name, info.color, int(info.writable), why, int(info.schedules), int(info.supports_sync), info.order
