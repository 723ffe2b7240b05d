"""What Save will do, in the line beside it: which calendar, what happens at Zoom, who is mailed (N08).

Does nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dainvo.engine.foresight import Foresight, MeetingStep, foresee
from dainvo.ical.event import Attendee, Event, EventDraft, MeetingState
from dainvo.store.reader import Account, Collection
from dainvo.ui.editor import phrases
from dainvo.ui.language import counted


def tr(text: str) -> str:
    return QCoreApplication.translate("Effects", text)


def saves_to(calendar: str, dates: int | None, others: Sequence[str] = (), *, leaves: str = "") -> str:
    """`dates` counts a new series, None for anything else; `others` are calendars that have the event as well (A25).
    `leaves` is the calendar that the event moves away from."""
    if leaves:
        return tr("Moves from {old} to {calendar}").format(old=leaves, calendar=calendar)
    if others:
        named = ", ".join(others)
        return tr("Saves to {calendar} only, not to the copy in {others}").format(calendar=calendar, others=named)
    if dates is not None and dates > 1:
        return counted("Effects", "Saves 1 event to {calendar}", "Saves %n events to {calendar}", dates).format(
            calendar=calendar
        )
    return tr("Saves to {calendar}").format(calendar=calendar)


#: A meeting at Zoom that follows its event; one that is gone, or another host's, does not.
_FOLLOWS = frozenset(
    {
        MeetingState.READY,
        MeetingState.FOLLOWS,
        MeetingState.NO_FIXED_TIME,
        MeetingState.TIME_DIFFERS,
        MeetingState.LINK_CHANGED,
        MeetingState.KIND_KEPT,
    }
)
_UNDER_WAY = frozenset({MeetingState.CREATING, MeetingState.LINK_FOLLOWS, MeetingState.WAITING, MeetingState.CHECKING})


def foreseen(event: Event | None, before: EventDraft, wanted: EventDraft, zone: ZoneInfo) -> Foresight:
    """What saving `wanted` does, by the plan that the engine carries out (N08).

    A date of a series is meant alone unless what changes belongs to the whole; the question that follows can widen it.
    """
    if event is None:
        return foresee(None, wanted, zone=zone)
    meeting = event.meeting if event.meeting is not None and event.meeting.provider == "zoom" else None
    state = meeting.state if meeting is not None else None
    deletes = meeting is not None and state in _FOLLOWS and not meeting.adopted and event.organizer_is_me
    follows = state in _FOLLOWS
    whole = (wanted.rrule, wanted.dates, wanted.online, wanted.collection) != (
        before.rrule,
        before.dates,
        before.online,
        before.collection,
    )
    return foresee(
        before,
        wanted,
        had=follows or state is MeetingState.MISSING,
        follows=follows,
        under_way=state in _UNDER_WAY,
        ours_to_delete=deletes,
        one_date=bool(event.recurrence_id) and not whole,
        zone=zone,
    )


def meeting(seen: Foresight) -> list[str]:
    """What happens to the online meeting, in words."""
    said = {
        MeetingStep.MAKE: tr("creates a Zoom meeting"),
        MeetingStep.LINK: tr("links the Zoom meeting"),
        MeetingStep.ANEW: tr("creates another Zoom meeting"),
        MeetingStep.COMPARE: tr("updates its Zoom meeting"),
        MeetingStep.TAKE_OFF: tr("deletes its Zoom meeting") if seen.deletes else tr("takes the link off"),
        MeetingStep.WRITE_LINK: tr("writes the link"),
    }
    told = [said[seen.meeting]] if seen.meeting in said else []
    if seen.meeting is MeetingStep.WRITE_LINK and seen.deletes:
        told.append(tr("deletes its Zoom meeting"))
    return told


def own_addresses(accounts: Iterable[Account], collection: Collection | None) -> frozenset[str]:
    """The user's addresses in the account of `collection`, lower case."""
    found = [one for one in accounts if collection is not None and one.id == collection.account]
    return frozenset(str(each).lower() for one in found for each in (one.user, *one.detail.get("addresses", ())))


def guests(people: Iterable[Attendee], event: Event | None, own: frozenset[str]) -> int:
    """How many would be told: all but the user, and nobody if it is for somebody else to tell them."""
    if event is not None and not event.organizer_is_me:
        return 0
    organizer = event.organizer.address.lower() if event is not None and event.organizer is not None else ""
    return sum(one.address.lower() not in own | {organizer} for one in people)


def mail(guests: int, collection: Collection | None) -> list[str]:
    """Who hears of it from the calendar's server (D12); that nobody does is said apart (S14)."""
    if not guests or collection is None or not collection.schedules:
        return []
    return [tr("the server mails {people}").format(people=phrases.people(guests))]


def is_local(accounts: Iterable[Account], collection: Collection | None) -> bool:
    """Whether the calendar is on this computer alone."""
    return collection is not None and any(one.id == collection.account and one.kind == "local" for one in accounts)
