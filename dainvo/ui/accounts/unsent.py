"""What would be lost with an account or a calendar: changes that were not sent or not decided yet, by name.

Sends and decides none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from dainvo.ical.occurrence import AccountId, CollectionId
from dainvo.store.reader import Reader
from dainvo.store.shown import OutboxKind

#: More than so many are only counted.
_NAMED = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unsent", text)


def unsent(reader: Reader, *, account: AccountId | None = None, calendar: CollectionId | None = None) -> list[str]:
    """Each change of an account, or of one calendar, in words."""
    calendars = {one.id for one in reader.collections() if account in (None, one.account)}
    wanted = calendars if calendar is None else {calendar}
    return list(_each(reader, wanted))


def lines(named: list[str]) -> str:
    """The first of them below each other, and how many more there are."""
    shown = [f"• {each}" for each in named[:_NAMED]]
    more = len(named) - _NAMED
    return "\n".join([*shown, _tr("and {n} more").format(n=more)] if more > 0 else shown)


def _each(reader: Reader, wanted: set[CollectionId]) -> Iterator[str]:
    seen = set()
    for row in reader.outbox():
        if row.collection in wanted:
            seen.add(row.resource)
            title = row.summary or _tr("(no title)")
            yield _tr("{title} (deleted)").format(title=title) if row.kind is OutboxKind.DELETE else title
    for kept in reader.kept():
        if kept.collection in wanted and kept.resource not in seen:
            yield _tr("{title} (changed in two places)").format(title=kept.summary or _tr("(no title)"))
