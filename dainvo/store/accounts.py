"""Writes about accounts and what was done for them.

Does not hold passwords or tokens: those are in the keyring.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store import backups, migrations
from dainvo.store.calendars import Calendars
from dainvo.store.diary import Diary
from dainvo.store.known_accounts import KnownAccounts
from dainvo.store.rows import AccountState
from dainvo.store.stored import failures, given


class Accounts(Calendars, Diary, KnownAccounts):
    """Part of Store. Of an account's details it keeps "since" itself: when the state came that is not OK."""

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
            self._forget_accounts()
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

    def set_account(
        self,
        account: AccountId,
        *,
        state: AccountState | None = None,
        why: str | None = None,
        name: str | None = None,
        url: str | None = None,
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
            identity=identity,
            last_sync=last_sync,
            next_sync=next_sync,
        )
        with self._transaction():
            self._forget_accounts()
            if state is not None:
                detail = {**(detail or {}), **self._since(account, state, why)}
            if detail is not None:
                merged = {**self.account(account).detail, **detail}
                values["detail"] = json.dumps({key: value for key, value in merged.items() if value is not None})
            if not self._change("account", "id", account, values):
                raise Refused(Why.NO_SUCH_ACCOUNT)

    def _since(self, account: AccountId, state: AccountState, why: str | None) -> dict[str, Any]:
        """When trouble began; it is the same trouble as long as its reason is."""
        before = self.account(account)
        if state is AccountState.OK:
            return {"since": None} if "since" in before.detail else {}
        same = before.state is state and why in (None, before.why) and "since" in before.detail
        return {} if same else {"since": self._now().isoformat()}

    def remove_account(self, account: AccountId) -> None:
        """The account with its collections, resources and outbox; afterwards nothing of them is left in the files.

        Meetings made with a Zoom account stay, without an account, so that their links remain readable.
        """
        with self._transaction() as connection:
            self._forget_accounts()
            connection.execute(
                "DELETE FROM search WHERE rowid IN"
                " (SELECT r.id FROM resource r JOIN collection c ON c.id = r.collection WHERE c.account = ?)",
                (account,),
            )
            connection.execute("DELETE FROM account WHERE id = ?", (account,))
            connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._forget()

    def _forget(self) -> None:
        """Leave no trace of deleted rows in the files and the copies beside them."""
        for copy in (*migrations.old_copies(self._path), *self._path.parent.glob(f"{self._path.name}.damaged-*")):
            copy.unlink(missing_ok=True)
        backups.remove(self._path)
        with failures():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if self._sidecar is not None:
            self._sidecar.rewrite()
