"""What an editor shows of one VEVENT beside its times: reading it, and changing only what differs.

Knows nothing of series: see `series`.
"""

from __future__ import annotations

from dataclasses import replace

from dainvo.ical.alarms import change_alarms, read_alarms
from dainvo.ical.document import Component
from dainvo.ical.event import CollectionId, EventDraft, Status
from dainvo.ical.fence import with_user_text, without_blocks
from dainvo.ical.index import read_visibility
from dainvo.ical.lines import clean, clean_line, escape, unescape, with_param
from dainvo.ical.people import change_attendees, read_attendees
from dainvo.ical.values import Moment

_STATUS = {status.value: status for status in Status}


def read_fields(event: Component, collection: CollectionId, start: Moment, end: Moment, rrule: str = "") -> EventDraft:
    """A draft of one component with these times."""
    return EventDraft(
        collection=collection,
        summary=clean_line(unescape(event.value("SUMMARY"))),
        start=start,
        end=end,
        location=clean_line(unescape(event.value("LOCATION"))),
        description=clean(without_blocks(unescape(event.value("DESCRIPTION")))),
        rrule=rrule,
        attendees=read_attendees(event),
        alarms=read_alarms(event),
        transparent=event.value("TRANSP").strip().upper() == "TRANSPARENT",
        visibility=read_visibility(event.value("CLASS")),
        status=_STATUS.get(event.value("STATUS").strip().upper(), Status.CONFIRMED),
    )


def change_fields(event: Component, before: EventDraft, draft: EventDraft, only_if: EventDraft | None = None) -> None:
    """Carries out on `event` what changed from `before` to `draft`, times and rule left out.

    With `only_if` a value is changed only where the event has that one: what was made different by hand stays. People
    come and go in any case. Raises Refused(BAD_ATTENDEE).
    """
    has = read_fields(event, before.collection, before.start, before.end) if only_if is not None else before

    def follows(name: str) -> bool:
        changed = getattr(before, name) != getattr(draft, name)
        return bool(changed and (only_if is None or getattr(has, name) == getattr(only_if, name)))

    if follows("summary"):
        put_text(event, "SUMMARY", clean_line(draft.summary))
    if follows("location"):
        put_text(event, "LOCATION", clean_line(draft.location))
    if follows("description"):
        put_text(event, "DESCRIPTION", with_user_text(unescape(event.value("DESCRIPTION")), clean(draft.description)))
        # The same words as HTML: programs that prefer it would go on showing the old ones.
        event.remove("X-ALT-DESC")
    if follows("status"):
        event.put("STATUS", draft.status.value)
    if follows("transparent"):
        event.put("TRANSP", "TRANSPARENT" if draft.transparent else "OPAQUE")
    if follows("visibility"):
        event.put("CLASS", draft.visibility.value)
    if before.attendees != draft.attendees:
        change_attendees(event, before.attendees, draft.attendees)
    if follows("alarms"):
        change_alarms(event, draft.alarms)


def put_text(event: Component, name: str, text: str) -> None:
    """Sets a text property, or takes it away if `text` is empty. An alternative of the old text goes."""
    line = event.first(name)
    if text:
        event.put(name, escape(text), with_param(line.params, "ALTREP", "") if line is not None else "")
    elif line is not None:
        event.drop(line)


def nothing_but(draft: EventDraft) -> EventDraft:
    """The draft an empty VEVENT reads as, with the times and rule of `draft`."""
    return replace(EventDraft(draft.collection, "", draft.start, draft.end, rrule=draft.rrule), online=draft.online)
