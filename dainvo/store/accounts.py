"""Writes about accounts and their collections.

Does not hold passwords or tokens: those are in the keyring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dainvo.ical.event import AccountId, CollectionId
from dainvo.store.rows import AccountRow, AccountState, CollectionRow, CollectionState, RemoteCollection


class Accounts:
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
    ) -> AccountId:
        """A new account, state OK. Meetings and intents left behind by an account of the same kind and identity
        belong to it again."""
        raise NotImplementedError

    def account(self, account: AccountId) -> AccountRow:
        raise NotImplementedError

    def accounts(self, kind: str | None = None) -> list[AccountRow]:
        """All accounts in the order they were added."""
        raise NotImplementedError

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
        raise NotImplementedError

    def remove_account(self, account: AccountId) -> None:
        """The account with its collections, resources and outbox; afterwards nothing of them is left in the files.

        Meetings made with a Zoom account stay, without an account, so that their links remain readable.
        """
        raise NotImplementedError

    def put_collections(
        self, account: AccountId, listed: Sequence[RemoteCollection]
    ) -> tuple[list[CollectionId], list[CollectionId]]:
        """Take over the server's listing by href, keeping local choices (visible, local colour) and sync state.

        Gives the collections that came and those that are gone; the latter stay, read-only, with state GONE, and
        come back by being listed again. A collection in state ASKING stays in it.
        """
        raise NotImplementedError

    def collection(self, collection: CollectionId) -> CollectionRow:
        raise NotImplementedError

    def collections(self, account: AccountId | None = None) -> list[CollectionRow]:
        """In the order of the server, then by name."""
        raise NotImplementedError

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
    ) -> None:
        """Change what is given, leave what is None."""
        raise NotImplementedError

    def set_visible(self, shown: Mapping[CollectionId, bool]) -> None:
        """Show and hide several collections at once."""
        raise NotImplementedError

    def remove_collection(self, collection: CollectionId) -> None:
        """The collection with its resources and outbox."""
        raise NotImplementedError
