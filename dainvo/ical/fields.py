"""What an editor shows of one VEVENT beside its times: reading it, and changing only what differs.

Knows nothing of series: see `series`.
"""

from __future__ import annotations

from dataclasses import replace

from dainvo.ical import html_notes, tags
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
        description=_notes(event),
        rrule=rrule,
        attendees=read_attendees(event),
        alarms=read_alarms(event),
        transparent=event.value("TRANSP").strip().upper() == "TRANSPARENT",
        visibility=read_visibility(event.value("CLASS")),
        status=_STATUS.get(event.value("STATUS").strip().upper(), Status.CONFIRMED),
        url=tags.read_url(event),
        categories=tags.read_categories(event),
        color=tags.read_color(event),
    )


def _notes(event: Component) -> str:
    """The user's words of the description; of HTML what is shown of it."""
    text = clean(without_blocks(unescape(event.value("DESCRIPTION"))))
    return html_notes.words(text) if html_notes.is_html(text) else text


def change_fields(event: Component, before: EventDraft, draft: EventDraft, only_if: EventDraft | None = None) -> None:
    """Carries out on `event` what changed from `before` to `draft`, times and rule left out.

    With `only_if` a value is changed only where the event has that one: what was made different by hand stays. People
    and categories come and go in any case. Raises Refused(BAD_ATTENDEE).
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
        _change_notes(event, before.description, draft.description)
    if follows("status"):
        event.put("STATUS", draft.status.value)
    if follows("transparent"):
        event.put("TRANSP", "TRANSPARENT" if draft.transparent else "OPAQUE")
    if follows("visibility"):
        event.put("CLASS", draft.visibility.value)
    if before.attendees != draft.attendees:
        change_attendees(event, before.attendees, draft.attendees)
    if follows("alarms"):
        change_alarms(event, before.alarms, draft.alarms)
    if follows("url"):
        tags.change_url(event, draft.url)
    if before.categories != draft.categories:
        tags.change_categories(event, before.categories, draft.categories)
    if follows("color"):
        tags.change_color(event, draft.color)


def _change_notes(event: Component, before: str, wanted: str) -> None:
    """The words change; markup that another program wrote stays, in DESCRIPTION and in the same words as HTML (E32).

    HTML that says other words than the notes goes: programs that prefer it would go on showing the old ones.
    """
    raw = unescape(event.value("DESCRIPTION"))
    text, wanted = clean(without_blocks(raw)), clean(wanted)
    new = html_notes.with_words(text, wanted) if html_notes.is_html(text) and wanted else wanted
    put_text(event, "DESCRIPTION", with_user_text(raw, new))
    for line in event.lines("X-ALT-DESC"):
        page = unescape(line.value)
        if wanted and _said(html_notes.words(page, collapse=True)) == _said(before):
            line.set(escape(html_notes.with_words(page, wanted, collapse=True)), line.params, event.newline)
        else:
            event.drop(line)


def _said(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


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
