"""What is said about a meeting that needs attention: heading, reason, and what each answer does.

Shows nothing and decides nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from dainvo.store.needing import Asked, Attention, Choice
from dainvo.ui import dates, messages
from dainvo.ui.language import quoted

_SHORT = 36


class Answer(NamedTuple):
    """One way out: its face, what it does, and the face of the button that does it."""

    text: str
    hint: str
    button: str
    danger: bool = False


def tr(text: str) -> str:
    return QCoreApplication.translate("Meetings", text)


def when(moment: datetime | None) -> str:
    """ "Wed 10 Mar 11:00"; a word for a meeting without a fixed time."""
    if moment is None:
        return tr("No fixed time")
    return f"{dates.short_day(moment.date())} {dates.time_text(moment)}"


def short(text: str) -> str:
    """A title that fits beside other words."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def title(line: Attention) -> str:
    return line.summary or tr("(no title)")


def heading(line: Attention) -> str:
    """What happened, in a few words."""
    said = {
        Asked.UNCERTAIN: tr("Zoom may have made this meeting"),
        Asked.REFUSED: tr("Zoom did not make the meeting"),
        Asked.MISSING: tr("Its meeting no longer exists at Zoom"),
        Asked.OTHER_HOST: tr("Its meeting belongs to somebody else"),
        Asked.TIME_DIFFERS: tr("Its time differs at Zoom"),
        Asked.LINK_CHANGED: tr("Its meeting has a new link or passcode"),
        Asked.KIND_KEPT: tr("Zoom keeps the kind of its meeting"),
        Asked.NOT_UPDATED: tr("Zoom did not take a change"),
        Asked.NOT_DELETED: tr("Its meeting still exists at Zoom"),
        Asked.VANISHED: tr("Its event was deleted by another program"),
        Asked.TWIN: tr("Zoom has a second meeting like this"),
    }
    return said[line.asked]


def sentence(line: Attention) -> str:
    """What the strip of the main window says of it."""
    if line.asked is Asked.UNCERTAIN:
        return tr("Not sure whether Zoom made a meeting for ‘{title}’").format(title=short(title(line)))
    if line.asked is Asked.LINK_CHANGED:
        return tr("The Zoom link of ‘{title}’ changed").format(title=short(title(line)))
    return f"{quoted(short(title(line)))}: {heading(line)}"


def reason(line: Attention) -> str:
    """One or two sentences on what is known."""
    if line.asked is Asked.TIME_DIFFERS and line.zoom_start is not None:
        return tr("The event begins {event}. Zoom shows {zoom}.").format(
            event=when(line.start), zoom=when(line.zoom_start)
        )
    said = {
        Asked.UNCERTAIN: tr("Zoom gave no answer, and its list does not show which meeting it was."),
        Asked.MISSING: tr("It was deleted at Zoom, or it expired. The link in the event leads nowhere."),
        Asked.OTHER_HOST: tr("This account can join it, not change it."),
        Asked.LINK_CHANGED: tr("The event, and what guests were sent, still have the old one."),
        Asked.KIND_KEPT: tr("The event asks for another kind of meeting than Zoom keeps for this link."),
        Asked.NOT_DELETED: tr("It was taken off its event here, but Zoom did not delete it."),
        Asked.VANISHED: tr("Nothing was done at Zoom: the program may have moved the event, or deleted it."),
        Asked.TWIN: tr("It carries the mark of this event, but may be a copy that you made at Zoom."),
    }.get(line.asked, "")
    stored = messages.stored(line.why) if line.asked in (Asked.REFUSED, Asked.NOT_UPDATED, Asked.NOT_DELETED) else None
    return " ".join(part for part in (said, stored.text if stored is not None else "") if part)


def answers(line: Attention) -> list[tuple[Choice, Answer]]:
    """The ways out of this one, in the order the engine gives them."""
    return [(choice, _answer(choice, line)) for choice in line.choices]


def _answer(choice: Choice, line: Attention) -> Answer:
    leave = tr("Nothing happens at Zoom, and you are not asked again.")
    if choice is Choice.MAKE:
        return Answer(
            tr("Make a new meeting"), tr("The event gets a new link; guests get an update with it."), tr("Make new")
        )
    if choice is Choice.TRY and line.asked is Asked.UNCERTAIN:
        return Answer(tr("Look again"), tr("Zoom’s list is searched once more."), tr("Look again"))
    known = {
        Choice.LINK: Answer(
            tr("Link a meeting that exists"), tr("Its link goes into the event."), tr("Link this meeting")
        ),
        Choice.REMOVE: Answer(
            tr("Go on without a meeting"), tr("The event stays, its link is taken out."), tr("Remove link")
        ),
        Choice.DELETE: Answer(
            tr("Delete the meeting at Zoom"), tr("Its link stops working for everybody."), tr("Delete at Zoom"), True
        ),
        Choice.TRY: Answer(tr("Try again"), tr("If the reason is gone, Zoom takes it now."), tr("Try again")),
        Choice.USE_CALENDAR: Answer(
            tr("Use the time of the event"), tr("Zoom gets {time}.").format(time=when(line.start)), tr("Use calendar")
        ),
        Choice.USE_ZOOM: Answer(
            tr("Use the time at Zoom"),
            tr("The event moves to {time}; guests get an update.").format(time=when(line.zoom_start)),
            tr("Use Zoom"),
        ),
        Choice.PUBLISH: Answer(
            tr("Update the event"), tr("Guests get an update with the new link."), tr("Update event")
        ),
        Choice.LEAVE: Answer(tr("Leave it as it is"), leave, tr("Leave it")),
    }
    return known[choice]
