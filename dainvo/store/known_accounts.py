"""The rows of the accounts, which nearly every step of the engine asks for.

Writes nothing: that is `accounts`.
"""

from __future__ import annotations

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store.database import Database
from dainvo.store.queries import ACCOUNT, account_row
from dainvo.store.rows import AccountRow


class KnownAccounts(Database):
    """Part of Store. Reads them again only after one was written, which this one connection alone does."""

    _account_rows: tuple[AccountRow, ...] | None = None

    def account(self, account: AccountId) -> AccountRow:
        for row in self._all_accounts():
            if row.id == account:
                return row
        raise Refused(Why.NO_SUCH_ACCOUNT)

    def accounts(self, kind: str | None = None) -> list[AccountRow]:
        """All accounts in the order they were added."""
        return [row for row in self._all_accounts() if kind in (None, row.kind)]

    def _forget_accounts(self) -> None:
        """To be called first in each transaction that writes any: what is read in one is not kept."""
        self._account_rows = None

    def _all_accounts(self) -> tuple[AccountRow, ...]:
        if self._account_rows is not None:
            return self._account_rows
        rows = tuple(account_row(row) for row in self._rows(f"{ACCOUNT} ORDER BY id"))
        if not self._connection.in_transaction:  # it may be taken back
            self._account_rows = rows
        return rows
