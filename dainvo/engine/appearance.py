"""Tells servers what the user called and coloured calendars, and where they put them (A16, A17).

A server that does not take it is not asked again: the choice stays on this computer, and says so.
"""

from __future__ import annotations

from typing import Any

from dainvo.dav.client import Client
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store.rows import CollectionRow, CollectionState


async def send(desk: Desk, client: Client, account: AccountId) -> None:
    """Send what waits, property by property: of several a server may take one and refuse another.

    Raises TryLater or NeedsUser; what was not sent then waits.
    """
    for row in desk.store.collections(account):
        if not row.to_send or row.state is CollectionState.GONE:
            continue
        refused: set[str] = set()
        for word in sorted(row.to_send):
            try:
                if not await client.set_properties(row.href, **_value(row, word)):
                    refused.add(word)
            except Refused as error:
                if error.why is not Why.GONE:
                    raise
                break  # the listing that follows says so, too
        else:
            desk.store.told(row.id, row, frozenset(refused))
            desk.publish(Changes(collections=frozenset({row.id}), collection_list=True))


def _value(row: CollectionRow, word: str) -> dict[str, Any]:
    """What the server is told for one of name, color, order."""
    if word == "name":
        return {"name": row.shown_name}
    if word == "color":
        return {"color": row.local_color or row.color}
    return {"order": row.order if row.local_position is None else row.local_position}
