"""Where the online meeting of an event stands, told from its meeting row, its intents and the connected accounts.

Asks nobody: no SQL, no network, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dainvo.errors import Why
from dainvo.ical.event import AccountId, Meeting, MeetingState
from dainvo.store.rows import IntentKind, IntentRow, IntentState, MeetingRow, MeetingStanding


@dataclass(frozen=True, slots=True)
class Link:
    """What the event itself tells: its best link, whose it is, and our X- lines."""

    join_url: str = ""
    provider: str = ""
    zoom_id: str = ""
    zoom_account: str = ""


@dataclass(frozen=True, slots=True)
class Connected:
    """Zoom accounts that are connected: their ids, and by the value of X-DAINVO-ZOOM-ACCOUNT."""

    ids: frozenset[AccountId] = frozenset()
    by_hash: tuple[tuple[str, AccountId], ...] = ()

    def account(self, account_hash: str) -> AccountId | None:
        return next((account for known, account in self.by_hash if known and known == account_hash), None)


_OPEN_CREATE = (IntentState.PLANNED, IntentState.SENT, IntentState.KNOWN, IntentState.ATTENTION)
_ENDED = (IntentState.DONE, IntentState.ABANDONED, IntentState.LINKED)
_GONE_WRONG: dict[str, MeetingState] = {
    Why.ZOOM_MEETING_GONE: MeetingState.MISSING,
    Why.ZOOM_OTHER_HOST: MeetingState.OTHER_HOST,
}


def meeting_of(
    row: MeetingRow | None, intents: Sequence[IntentRow], link: Link, connected: Connected
) -> Meeting | None:
    """The meeting of an event as its row shows it, or None. `intents` are in the order they were planned."""
    for intent in reversed(intents):
        if intent.kind is IntentKind.CREATE and intent.state in _OPEN_CREATE:
            return _being_made(intent, connected)
    known = _known(row, link, connected)
    for intent in reversed(intents):
        if intent.kind is not IntentKind.CREATE and intent.state not in _ENDED:
            return _being_changed(intent, known, link)
    return known


def _being_made(intent: IntentRow, connected: Connected) -> Meeting:
    if intent.account not in connected.ids:
        state = MeetingState.NOT_CONNECTED
    elif intent.state is IntentState.KNOWN:
        state = MeetingState.READY
    elif intent.state is IntentState.SENT:
        state = MeetingState.CHECKING if intent.unsure or intent.why else MeetingState.CREATING
    elif intent.state is IntentState.ATTENTION or (intent.why and intent.next_at is None):
        state = MeetingState.REFUSED
    elif intent.why:
        state = MeetingState.WAITING if intent.holds else MeetingState.LINK_FOLLOWS
    else:
        state = MeetingState.CREATING
    return Meeting(
        "zoom",
        state,
        join_url=intent.join_url,
        meeting_id=intent.meeting_id,
        passcode=intent.passcode,
        why=intent.why,
        next_try=intent.next_at,
        account=intent.account,
    )


def _being_changed(intent: IntentRow, known: Meeting | None, link: Link) -> Meeting | None:
    """A level check or a removal: seen only if it could not be done at once."""
    removal = intent.kind is IntentKind.DELETE
    if not intent.why and intent.state is not IntentState.ATTENTION:
        return None if removal and not link.join_url else known
    state = MeetingState.FOLLOWS
    if not removal and intent.state is IntentState.ATTENTION:
        state = _GONE_WRONG.get(intent.why, state)
    return Meeting(
        "zoom",
        state,
        join_url=link.join_url if removal or known is None else known.join_url,
        meeting_id=intent.meeting_id or (known.meeting_id if known is not None else ""),
        passcode=known.passcode if known is not None and not removal else "",
        host=known.host if known is not None else "",
        why=intent.why,
        next_try=intent.next_at,
        account=intent.account,
        adopted=known is not None and known.adopted,
    )


def _known(row: MeetingRow | None, link: Link, connected: Connected) -> Meeting | None:
    if row is not None:
        return Meeting(
            "zoom",
            _standing(row, connected),
            join_url=row.join_url or link.join_url,
            meeting_id=row.meeting_id,
            passcode=row.passcode,
            host=row.host,
            account=row.account,
            reason=row.reason,
            zoom_start=_shown_start(row),
            left=row.left_at is not None,
            adopted=row.adopted_here and not row.made_here,
        )
    if link.zoom_id:
        account = connected.account(link.zoom_account)
        state = MeetingState.READY if account is not None else MeetingState.NOT_CONNECTED
        return Meeting("zoom", state, join_url=link.join_url, meeting_id=link.zoom_id, account=account)
    if link.join_url:
        return Meeting(link.provider or "other", MeetingState.FOREIGN, join_url=link.join_url)
    return None


_SEEN: dict[MeetingStanding, MeetingState] = {
    MeetingStanding.TIME_DIFFERS: MeetingState.TIME_DIFFERS,
    MeetingStanding.LINK_CHANGED: MeetingState.LINK_CHANGED,
    MeetingStanding.KIND_KEPT: MeetingState.KIND_KEPT,
}


def _shown_start(row: MeetingRow) -> datetime | None:
    start = row.shown.get("start")
    return datetime.fromisoformat(start) if start else None


def _standing(row: MeetingRow, connected: Connected) -> MeetingState:
    if row.standing is MeetingStanding.MISSING:
        return MeetingState.MISSING
    if row.standing is MeetingStanding.OTHER_HOST:
        return MeetingState.OTHER_HOST
    if row.account not in connected.ids:
        return MeetingState.NOT_CONNECTED
    if row.left_at is None and row.standing in _SEEN:
        return _SEEN[row.standing]
    return MeetingState.NO_FIXED_TIME if row.type == 3 else MeetingState.READY
