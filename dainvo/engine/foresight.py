"""What a save will do, told before it is done: the engine has its steps from here, the line beside Save its words.

Pure: asks nobody, changes nothing, and reads no clock (N08).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from dainvo.ical.event import EventDraft, MeetingWish, Online


class MeetingStep(StrEnum):
    """What becomes of the online meeting when an event is saved."""

    NOTHING = "nothing"
    MAKE = "make"
    LINK = "link"  # one that is at Zoom already (M56)
    ANEW = "anew"  # another one in place of the present one (M24)
    COMPARE = "compare"  # the meeting is brought to what the event says, once the calendar has that
    TAKE_OFF = "take_off"
    WRITE_LINK = "write_link"  # of another service (M05)


def meeting_step(
    online: Online, wish: MeetingWish, *, is_new: bool, had: bool, under_way: bool, edited: bool
) -> MeetingStep:
    """The step of a save. `had`: the event has a meeting of ours; `under_way`: one is being made; `edited`: the text of
    the event changes."""
    if online is Online.NONE and not is_new:
        return MeetingStep.TAKE_OFF
    if online is Online.OTHER:
        return MeetingStep.WRITE_LINK
    if online is Online.ANEW and had and not is_new:
        return MeetingStep.ANEW
    if online in (Online.ZOOM, Online.ANEW) and not had and not under_way:
        return MeetingStep.LINK if wish.use else MeetingStep.MAKE
    if had and not is_new and (edited or wish.options is not None):
        return MeetingStep.COMPARE
    return MeetingStep.NOTHING


@dataclass(frozen=True, slots=True)
class Foresight:
    """What one save does: `writes` the event to its calendar, `moves` it there from another, `meeting` as it is told:
    COMPARE only if something at Zoom changes, TAKE_OFF only if there is a meeting; `deletes`: it goes at Zoom, too."""

    writes: bool
    moves: bool = False
    meeting: MeetingStep = MeetingStep.NOTHING
    deletes: bool = False


def foresee(
    before: EventDraft | None,
    wanted: EventDraft,
    *,
    had: bool = False,
    follows: bool = False,
    under_way: bool = False,
    ours_to_delete: bool = False,
    one_date: bool = False,
    zone: tzinfo,
) -> Foresight:
    """What saving `wanted` does to an event that says `before`; None for a new one.

    `follows`: the meeting it has is there and the user's to change. `ours_to_delete`: taking it off deletes it at Zoom.
    `one_date`: of a series, which has no title of its own at Zoom. `zone`: the computer's, for floating times.
    """
    if before is None:
        step = meeting_step(wanted.online, wanted.wish, is_new=True, had=False, under_way=False, edited=True)
        return Foresight(writes=True, meeting=step)
    edited = _said(before) != _said(wanted)
    step = meeting_step(wanted.online, wanted.wish, is_new=False, had=had, under_way=under_way, edited=edited)
    told = _times(before) != _times(wanted) if one_date else tells_zoom(before, wanted, zone)
    same = wanted.wish.options is None and not told
    if step is MeetingStep.COMPARE and (same or not follows):
        step = MeetingStep.NOTHING
    if step is MeetingStep.TAKE_OFF and not (had or under_way):
        step = MeetingStep.NOTHING
    if step is MeetingStep.WRITE_LINK and wanted.wish.link == before.wish.link:
        step = MeetingStep.NOTHING
    changes_text = edited or step not in (MeetingStep.NOTHING, MeetingStep.COMPARE)
    return Foresight(
        writes=changes_text,
        moves=before.collection != wanted.collection,
        meeting=step,
        deletes=step in (MeetingStep.TAKE_OFF, MeetingStep.WRITE_LINK) and had and ours_to_delete,
    )


def _said(draft: EventDraft) -> tuple[object, ...]:
    """What a draft says of the text of its event; times with their form and zone."""
    words = (draft.summary, draft.location, draft.description, draft.rrule, draft.url, draft.color, draft.collection)
    rest = (draft.attendees, draft.alarms, draft.transparent, draft.visibility, draft.status, draft.categories)
    return (*_times(draft), *words, *rest, draft.dates)


def _times(draft: EventDraft) -> tuple[object, ...]:
    """Start and end with their form and zone."""
    return tuple((one.isoformat(), str(getattr(one, "tzinfo", ""))) for one in (draft.start, draft.end))


def tells_zoom(before: EventDraft, wanted: EventDraft, zone: tzinfo) -> bool:
    """Whether the meeting at Zoom has to change: topic, agenda, time, length, zone, or the dates of a series."""
    from dainvo.zoom import mapping  # its table of zones is not wanted before an event has a meeting

    asked = [mapping.wanted(draft, op_id="", uid="", zone=zone) for draft in (before, wanted)]
    if asked[0] != asked[1]:
        return True
    if not (before.rrule or wanted.rrule):
        return False
    return (before.start, before.end, before.rrule, before.dates) != (
        wanted.start,
        wanted.end,
        wanted.rrule,
        wanted.dates,
    )
