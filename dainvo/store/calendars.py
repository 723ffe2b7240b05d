"""Writes about the calendars of accounts: what a server lists, what the user chose, what is to be told to the server.

Decides no name and no colour, and holds no event.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, Href, ResourceId
from dainvo.store.database import Database
from dainvo.store.queries import COLLECTION, collection_row
from dainvo.store.rows import CollectionRow, CollectionState, RemoteCollection
from dainvo.store.stored import given, micros

#: States of calendars that are not kept here: nothing of them is synced or shown.
NOT_KEPT = (CollectionState.OFF, CollectionState.OFFERED)


class Calendars(Database):
    """Part of Store."""

    def put_collections(
        self,
        account: AccountId,
        listed: Sequence[RemoteCollection],
        *,
        offer: bool = False,
        unasked: Collection[str] = (),
    ) -> tuple[list[CollectionId], list[CollectionId]]:
        """Take over the server's listing by href, keeping local choices (visible, name, colour) and sync state.

        Gives the collections that came and those that are gone; the latter stay, read-only, with state GONE, and
        come back by being listed again; those nobody kept go at once. With `offer` new ones wait, OFFERED, until the
        user wants them. `unasked` are home sets that gave no listing this time: what is in them is left alone.
        """
        came: list[CollectionId] = []
        with self._transaction() as connection:
            known = {row.href: row for row in self.collections(account) if row.home not in unasked}
            for info in listed:
                row = known.pop(info.href, None)
                if row is None:
                    came.append(self._add_collection(account, info, offer=offer))
                    continue
                state = CollectionState.OK if row.state is CollectionState.GONE else row.state
                columns = {**_listed(info), "state": state}
                self._change("collection", "id", row.id, columns)
            gone = [row.id for row in known.values() if row.state not in NOT_KEPT]
            connection.executemany(
                "UPDATE collection SET state = 'gone', writable = 0, may_change = 0, may_delete = 0, why_read_only = ?"
                " WHERE id = ?",
                [(Why.GONE, collection) for collection in gone],
            )
            left = [(row.id,) for row in known.values() if row.state in NOT_KEPT]
            connection.executemany("DELETE FROM collection WHERE id = ?", left)
        return came, gone

    def collection(self, collection: CollectionId) -> CollectionRow:
        row = self._row(f"{COLLECTION} WHERE id = ?", (collection,))
        if row is None:
            raise Refused(Why.NO_SUCH_CALENDAR)
        return collection_row(row)

    def collections(self, account: AccountId | None = None) -> list[CollectionRow]:
        """In the order of the server, then by name; those that are off or only offered, too."""
        order = "ORDER BY account, position, name COLLATE NOCASE, id"
        if account is None:
            return [collection_row(row) for row in self._rows(f"{COLLECTION} {order}")]
        return [collection_row(row) for row in self._rows(f"{COLLECTION} WHERE account = ? {order}", (account,))]

    def set_collection(
        self,
        collection: CollectionId,
        *,
        name: str | None = None,
        color: str | None = None,
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
        """Change what is given, leave what is None. `writable` here is every right at once."""
        values = given(
            name=name,
            color=color,
            local_color=local_color,
            visible=visible,
            writable=writable,
            may_change=writable,
            may_delete=writable,
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
            self._change_collection(collection, values)

    def set_visible(self, shown: Mapping[CollectionId, bool]) -> None:
        """Show and hide several collections at once."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE collection SET visible = ? WHERE id = ?", [(int(seen), key) for key, seen in shown.items()]
            )

    def add_local_calendar(self, account: AccountId, href: Href, name: str, color: str) -> CollectionId:
        """A calendar that is on this computer alone."""
        with self._transaction() as connection:
            made = connection.execute(
                "INSERT INTO collection (account, href, name, color, writable, schedules, supports_sync, position)"
                " VALUES (?, ?, ?, ?, 1, 0, 0, (SELECT count(*) FROM collection WHERE account = ?))",
                (account, href, name, color, account),
            ).lastrowid
        return CollectionId(made or 0)

    def remove_collection(self, collection: CollectionId) -> None:
        """The collection with its resources and outbox."""
        with self._transaction() as connection:
            self._empty(collection)
            connection.execute("DELETE FROM collection WHERE id = ?", (collection,))

    def put_aside(self, collection: CollectionId) -> None:
        """Keep nothing of a collection here: its resources and outbox go, it is OFF until it is wanted again."""
        with self._transaction() as connection:
            self._empty(collection)
            connection.execute("DELETE FROM resource WHERE collection = ?", (collection,))
            values = {"state": CollectionState.OFF, "sync_token": "", "ctag": "", "last_sync": None, "why": ""}
            self._change_collection(collection, values)

    def move_to_account(
        self, collection: CollectionId, account: AccountId, listed: RemoteCollection, hrefs: Mapping[ResourceId, Href]
    ) -> None:
        """A calendar of this computer becomes the calendar `listed` of an account, all its events to be sent there.

        One transaction: either it is there with everything, or nothing happened. An empty calendar that a sync took
        over at the same address in between gives way. Its events get the addresses in `hrefs`.
        """
        with self._transaction() as connection:
            for other in self.collections(account):
                if other.href == listed.href:
                    connection.execute("DELETE FROM collection WHERE id = ?", (other.id,))
            values = {**_listed(listed), "account": account, "href": listed.href}
            self._change_collection(collection, {**values, "local_name": "", "local_color": "", "to_send": ""})
            waiting = [(href, key) for key, href in hrefs.items()]
            connection.executemany(
                "UPDATE resource SET state = 'new', etag = '', revision = revision + 1, href = ? WHERE id = ?", waiting
            )
            connection.executemany("UPDATE resource_text SET base = '' WHERE resource = ?", [(key,) for key in hrefs])
            connection.executemany(
                "INSERT INTO outbox (resource, kind, created_at) VALUES (?, 'put', ?)",
                [(key, micros(self._now())) for key in hrefs],
            )

    # what the server is told of a calendar

    def dress(
        self,
        collection: CollectionId,
        *,
        name: str | None = None,
        color: str | None = None,
        position: int | None = None,
        tell: bool,
    ) -> None:
        """Another name, colour or place, here at once. With `tell` the server is to be told, without it stays here.

        An empty name or colour, and place -1, take the server's again.
        """
        row = self.collection(collection)
        wanted = {"name": name, "color": color, "order": position}
        changed = {key for key, value in wanted.items() if value is not None}
        own = {key for key in changed if wanted[key] not in ("", -1)}
        columns = {"name": "local_name", "color": "local_color", "order": "local_position"}
        values: dict[str, Any] = {columns[key]: wanted[key] if key in own else _NONE[key] for key in changed}
        values["to_send"] = _words((row.to_send - changed) | (own if tell else frozenset()))
        values["kept_here"] = _words(row.kept_here - changed)
        with self._transaction():
            self._change_collection(collection, values)

    def told(self, collection: CollectionId, sent: CollectionRow, refused: frozenset[str]) -> None:
        """The server took what `sent` had for it, except what it `refused`: that stays on this computer.

        What was changed again meanwhile waits on.
        """
        row = self.collection(collection)
        current = {"name": row.local_name, "color": row.local_color, "order": row.local_position}
        before = {"name": sent.local_name, "color": sent.local_color, "order": sent.local_position}
        done = {key for key in sent.to_send if current[key] == before[key]}
        taken = done - refused
        values: dict[str, Any] = {
            "to_send": _words(row.to_send - done),
            "kept_here": _words((row.kept_here - taken) | (done & refused)),
        }
        if "name" in taken:
            values |= {"name": row.local_name, "local_name": ""}
        if "color" in taken:
            values |= {"color": row.local_color, "local_color": ""}
        if "order" in taken:
            values |= {"position": row.local_position, "local_position": None}
        with self._transaction():
            self._change_collection(collection, values)

    def _change_collection(self, collection: CollectionId, values: dict[str, Any]) -> None:
        if not self._change("collection", "id", collection, values):
            raise Refused(Why.NO_SUCH_CALENDAR)

    def _empty(self, collection: CollectionId) -> None:
        self._connection.execute(
            "DELETE FROM search WHERE rowid IN (SELECT id FROM resource WHERE collection = ?)", (collection,)
        )

    def _add_collection(self, account: AccountId, info: RemoteCollection, *, offer: bool) -> CollectionId:
        columns = {**_listed(info), "account": account, "href": info.href}
        if offer:
            columns["state"] = CollectionState.OFFERED
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        sql = f"INSERT INTO collection ({names}) VALUES ({places})"  # noqa: S608 - names come from below
        return CollectionId(self._connection.execute(sql, tuple(columns.values())).lastrowid or 0)


_NONE: dict[str, Any] = {"name": "", "color": "", "order": None}


def _words(words: Collection[str]) -> str:
    return " ".join(sorted(words))


def _listed(info: RemoteCollection) -> dict[str, Any]:
    """The columns that a listing decides."""
    return {
        "name": info.name,
        "color": info.color,
        "writable": int(info.writable),
        "may_change": int(info.may_change),
        "may_delete": int(info.may_delete),
        "why_read_only": "" if info.writable else Why.READ_ONLY,
        "schedules": int(info.schedules),
        "supports_sync": int(info.supports_sync),
        "position": info.order,
        "components": " ".join(sorted(info.components)),
        "owner": info.owner,
        "home": info.home,
    }
