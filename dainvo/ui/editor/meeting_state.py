"""Decides what the online-meeting row says: one of the states of the interface reference, from plain facts.

Pure but for the words, which come from Qt's translation. Draws nothing and asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ical.event import Meeting, MeetingState
from dainvo.ui import messages
from dainvo.ui.accounts.zoom_info import Zoom
from dainvo.ui.editor import phrases
from dainvo.ui.editor.meeting_words import spaced
from dainvo.ui.notice import Cure

#: Reasons for which an account pauses that only a new sign-in mends.
_ENDED = {Why.ZOOM_ACCESS_ENDED.value, Why.OTHER_SERVER.value, ""}


def tr(text: str) -> str:
    return QCoreApplication.translate("MeetingRow", text)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the row depends on. `on` is the switch; `meeting` is what the saved event has; `dates` counts the series."""

    now: datetime
    start: datetime | date
    end: datetime | date
    on: bool = False
    writable: bool = True
    organizer: str = ""  # name of somebody else, empty if it is the user
    zoom: Zoom | None = None
    meeting: Meeting | None = None
    guests: int = 0
    recurring: bool = False
    dates: int | None = None
    held: bool = False  # the calendar server's write waits too


@dataclass(frozen=True, slots=True)
class RowState:
    """`number` is that of the reference. A switch that is not `usable` has its reason in `text`."""

    number: int
    on: bool
    usable: bool = True
    text: str = ""
    tone: str = "plain"
    icon: str = "info"
    small: str = ""
    cures: tuple[Cure, ...] = ()
    provider: str = ""
    provider_fixed: bool = False
    join: bool = False
    good: bool = False  # ready: text colour with a tick

    @property
    def reason(self) -> str:
        return "" if self.usable else self.text


def obstacle(start: datetime | date, end: datetime | date, now: datetime, *, recurring: bool) -> Why | None:
    """Why Zoom could not hold a meeting at that time; times without a zone are read in that of `now`."""
    begins, ends = _instant(start, now), _instant(end, now)
    if not recurring and ends <= now and begins < now:
        return Why.ZOOM_OVER
    if not isinstance(start, datetime) or ends - begins > timedelta(hours=24):
        return Why.ZOOM_NEEDS_TIME
    return Why.ZOOM_ALREADY_BEGUN if not recurring and begins <= now else None


def row_state(facts: Facts) -> RowState:
    """The state of the row."""
    if not facts.writable:
        return _fixed(
            facts, 2, tr("This calendar can't be changed"), "lock", (Cure("calendar", tr("Choose another calendar")),)
        )
    if facts.organizer:
        by = tr("organised by {name}").format(name=facts.organizer)
        return _fixed(facts, 3, tr("Only the organiser can add a meeting"), "person", small=by)
    if facts.meeting is not None:
        return _with_meeting(facts, facts.meeting)
    return _without_meeting(facts)


def _fixed(facts: Facts, number: int, text: str, icon: str, cures: tuple[Cure, ...] = (), small: str = "") -> RowState:
    linked = facts.meeting is not None and bool(facts.meeting.join_url)
    return RowState(
        number,
        on=linked,
        usable=False,
        text=text,
        icon=icon,
        small=small,
        cures=() if linked else cures,
        join=linked,
    )


def _without_meeting(facts: Facts) -> RowState:
    zoom = facts.zoom
    if zoom is None:
        connect = (Cure("connect", tr("Connect Zoom"), primary=True),)
        return RowState(1, False, text=tr("Zoom isn't connected"), cures=connect)
    provider = f"Zoom — {zoom.name}"
    if zoom.needs_user and zoom.why == Why.ZOOM_APPROVAL:
        cures = (Cure("copy_note", tr("Copy note for admin")), Cure("connect", tr("Try again")))
        text = tr("Your Zoom admin must approve Dainvo")
        return RowState(7, False, usable=False, text=text, tone="warning", icon="warning", cures=cures)
    if zoom.needs_user and zoom.why not in _ENDED and zoom.why != Why.ZOOM_SCOPE_MISSING:
        return _paused(zoom, provider)
    if zoom.needs_user and zoom.why in _ENDED:
        return _ended(provider, on=False)
    reconnect = (Cure("reconnect", tr("Reconnect")),)
    if not zoom.may_create:
        text = tr("Zoom needs one more permission: create meetings")
        return RowState(5, False, usable=False, text=text, tone="danger", icon="stop", cures=reconnect)
    why = obstacle(facts.start, facts.end, facts.now, recurring=facts.recurring)
    if why is not None:
        text = messages.sentence(why).text.rstrip(".")
        return RowState(4, False, usable=False, text=text, tone="info", icon="clock")
    if facts.on:
        text = tr("Zoom meeting will be created when you save")
        return RowState(9, True, text=text, tone="info", small=_dates(facts), provider=provider)
    return RowState(8, False)


def _paused(zoom: Zoom, provider: str) -> RowState:
    """Something else than the sign-in itself stops the account, such as a locked keyring."""
    said = messages.stored(zoom.why) or messages.sentence(Why.ZOOM_ACCESS_ENDED)
    again = Cure("check", tr("Try again")) if said.action == "try_again" else Cure("reconnect", tr("Reconnect"))
    return RowState(
        6,
        False,
        usable=False,
        text=said.text.rstrip("."),
        tone="danger",
        icon="stop",
        provider=provider,
        provider_fixed=True,
        cures=(again,),
    )


def _ended(provider: str, *, on: bool, join: bool = False) -> RowState:
    return RowState(
        6,
        on,
        usable=False,
        text=tr("Zoom access ended"),
        tone="danger",
        icon="stop",
        small=tr("existing links still join"),
        cures=(Cure("reconnect", tr("Reconnect")),),
        provider=provider,
        provider_fixed=True,
        join=join,
    )


def _with_meeting(facts: Facts, meeting: Meeting) -> RowState:
    zoom = facts.zoom
    if meeting.state is MeetingState.FOREIGN:
        name = meeting.provider.capitalize() if meeting.provider not in ("", "other") else tr("Other link")
        text = tr("This link was made elsewhere — you can join, not change")
        return RowState(
            22,
            True,
            usable=False,
            text=text,
            icon="link",
            provider=name,
            provider_fixed=True,
            join=bool(meeting.join_url),
        )
    if meeting.state is MeetingState.OTHER_HOST:
        host = meeting.host or tr("somebody else")
        return RowState(
            22,
            True,
            usable=False,
            text=tr("Hosted by {host} — you can join, not change").format(host=host),
            icon="person",
            provider=f"Zoom — {host}",
            provider_fixed=True,
            join=bool(meeting.join_url),
        )
    if meeting.state is MeetingState.NOT_CONNECTED or zoom is None:
        return _not_connected(meeting)
    if not facts.on:
        return _removed(facts)
    provider = f"Zoom — {zoom.name}"
    if obstacle(facts.start, facts.end, facts.now, recurring=facts.recurring) is Why.ZOOM_NEEDS_TIME:
        return _loses_time(provider)
    if zoom.needs_user and zoom.why in _ENDED and meeting.state in (MeetingState.READY, MeetingState.NO_FIXED_TIME):
        return _ended(provider, on=True, join=bool(meeting.join_url))
    return _STATES[meeting.state](facts, meeting, provider)


def _not_connected(meeting: Meeting) -> RowState:
    if meeting.host:
        text = tr("Made with {host}, which is not connected").format(host=meeting.host)
    else:
        text = tr("Made with a Zoom account that is not connected")
    return RowState(
        23,
        True,
        usable=False,
        text=text,
        cures=(Cure("connect", tr("Connect"), name=tr("Connect Zoom")),),
        provider="Zoom",
        provider_fixed=True,
        join=bool(meeting.join_url),
    )


def _removed(facts: Facts) -> RowState:
    small = ""
    if facts.guests:
        small = (
            tr("1 person gets an update")
            if facts.guests == 1
            else tr("{n} people get an update").format(n=facts.guests)
        )
    text = tr("Zoom meeting will be deleted when you save")
    cures = (Cure("undo", tr("Undo")),)
    return RowState(27, False, text=text, tone="warning", icon="trash", small=small, cures=cures)


def _loses_time(provider: str) -> RowState:
    """An event with a meeting is made all-day or longer than a day: Zoom cannot follow."""
    text, small = tr("Zoom needs a start time and at most 24 hours"), tr("in Zoom the old time stays")
    cures = (Cure("undo_times", tr("Undo")),)
    return RowState(26, True, text=text, tone="warning", icon="warning", small=small, cures=cures, provider=provider)


def _creating(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    return RowState(
        12, True, text=tr("Creating…"), icon="spin", small=tr("the event is already saved"), provider=provider
    )


def _link_follows(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Saved. The link follows when Zoom answers")
    if meeting.next_try is not None:
        text = tr("Saved. The link follows when Zoom answers — next try {time}").format(time=_local(meeting, facts))
    return RowState(13, True, text=text, tone="warning", icon="clock", cures=_try(), provider=provider)


def _waiting(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    held = tr("1 invitation held") if facts.guests == 1 else tr("{n} invitations held").format(n=facts.guests)
    text = tr("Waiting for Zoom — {held}").format(held=held) if facts.guests else tr("Waiting for Zoom")
    if meeting.next_try is not None:
        text = tr("{text}, next try {time}").format(text=text, time=_local(meeting, facts))
    cures = (*_try(), _send())
    return RowState(14, True, text=text, tone="warning", icon="clock", cures=cures, provider=provider)


def _checking(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Checking with Zoom whether the meeting was made…")
    return RowState(15, True, text=text, tone="warning", icon="spin", provider=provider)


def _refused(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    said = messages.stored(meeting.why)
    text = said.text.rstrip(".") if said is not None else tr("Zoom refused this meeting")
    first = _try()
    if said is not None and said.action in ("reconnect", "connect"):
        first = (Cure("reconnect", tr("Reconnect")),)
    elif said is not None and said.action == "copy_note":
        first = (Cure("copy_note", tr("Copy note for admin")), *_try())
    small, cures = "", first
    if facts.held and facts.guests:
        small = tr("1 invitation held") if facts.guests == 1 else tr("{n} invitations held").format(n=facts.guests)
        cures = (*first, _send())
    return RowState(16, True, text=text, tone="danger", icon="stop", small=small, cures=cures, provider=provider)


def _ready(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Zoom · ID {id}").format(id=spaced(meeting.meeting_id)) if meeting.meeting_id else tr("Zoom meeting")
    join = bool(meeting.join_url)
    return RowState(17, True, text=text, icon="check-circle", provider=provider, join=join, good=True)


def _follows(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text, small = tr("Saved. Zoom gets the new time when it answers"), tr("link unchanged")
    return RowState(18, True, text=text, tone="warning", icon="clock", small=small, cures=_try(), provider=provider)


def _missing(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("This Zoom meeting no longer exists")
    cures = (Cure("remove", tr("Remove link")),)
    return RowState(21, True, text=text, tone="danger", icon="stop", cures=cures, provider=provider)


def _no_fixed_time(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("No fixed time in Zoom")
    small = tr("one link for all dates") if facts.recurring else ""
    return RowState(25, True, text=text, tone="info", small=small, provider=provider, join=bool(meeting.join_url))


_STATES = {
    MeetingState.CREATING: _creating,
    MeetingState.LINK_FOLLOWS: _link_follows,
    MeetingState.WAITING: _waiting,
    MeetingState.CHECKING: _checking,
    MeetingState.REFUSED: _refused,
    MeetingState.READY: _ready,
    MeetingState.FOLLOWS: _follows,
    MeetingState.MISSING: _missing,
    MeetingState.NO_FIXED_TIME: _no_fixed_time,
}


def _try() -> tuple[Cure, ...]:
    return (Cure("try_now", tr("Try now")),)


def _send() -> Cure:
    return Cure("send_without_link", tr("Send without link now"))


def _dates(facts: Facts) -> str:
    if not facts.recurring:
        return ""
    if facts.dates is None:
        return tr("one link for all dates")
    return tr("one link for all {n} dates").format(n=facts.dates)


def _local(meeting: Meeting, facts: Facts) -> str:
    moment = meeting.next_try
    return "" if moment is None else phrases.clock(moment.astimezone(facts.now.tzinfo))


def _instant(moment: datetime | date, now: datetime) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=now.tzinfo)
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)).astimezone(UTC)
