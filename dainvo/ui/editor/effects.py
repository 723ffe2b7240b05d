"""What Save will do, in the line beside it: which calendar, what happens at Zoom, who is mailed (N08).

Does nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from dainvo.ical.event import Attendee, Event, EventDraft, Online
from dainvo.store.reader import Account, Collection
from dainvo.ui.editor import phrases
from dainvo.ui.language import counted


def tr(text: str) -> str:
    return QCoreApplication.translate("Effects", text)


def saves_to(calendar: str, dates: int | None, others: Sequence[str] = ()) -> str:
    """`dates` counts a new series, None for anything else; `others` are calendars that have the event as well (A25)."""
    if others:
        named = ", ".join(others)
        return tr("Saves to {calendar} only, not to the copy in {others}").format(calendar=calendar, others=named)
    if dates is not None and dates > 1:
        return counted("Effects", "Saves 1 event to {calendar}", "Saves %n events to {calendar}", dates).format(
            calendar=calendar
        )
    return tr("Saves to {calendar}").format(calendar=calendar)


def zoom(state: int, wanted: EventDraft, before: EventDraft) -> list[str]:
    """What happens to the meeting, by the number of the row's state."""
    if wanted.online is Online.ANEW:
        return [tr("creates another Zoom meeting")]
    if state in (9, 10, 24) and wanted.online is Online.ZOOM:
        return [tr("links the Zoom meeting") if wanted.wish.use else tr("creates a Zoom meeting")]
    if wanted.online is Online.OTHER and wanted.wish.link and wanted.wish.link != before.wish.link:
        return [tr("writes the link")]
    if state == 27:
        return [tr("deletes its Zoom meeting")] if before.online is Online.ZOOM else []
    told = (wanted.start, wanted.end, wanted.summary, wanted.description)
    changed = told != (before.start, before.end, before.summary, before.description)
    if state in (17, 18, 19, 20, 25, 26) and (changed or wanted.wish.options is not None):
        return [tr("updates its Zoom meeting")]
    return []


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
    """Who hears of it: the calendar server mails, or nobody does (D12)."""
    if not guests or collection is None:
        return []
    if collection.schedules:
        return [tr("the server mails {people}").format(people=phrases.people(guests))]
    return [tr("nobody is mailed: this calendar's server sends no invitations")]
