"""The states of the online-meeting row for an event that has a meeting: on its way, ready, changed at Zoom, not ours.

Pure but for the words. Knows no event without a meeting: that is `meeting_state`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ical.event import Meeting, MeetingState
from dainvo.ui import messages
from dainvo.ui.accounts.zoom_info import ENDED, Zoom
from dainvo.ui.editor import phrases
from dainvo.ui.editor.meeting_facts import Facts, RowState
from dainvo.ui.editor.meeting_reasons import reason
from dainvo.ui.language import counted
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.notice import Cure
from dainvo.ui.notices import gone_shortly

#: So long before the start the one thing to do is named (N10).
_SHORTLY = timedelta(minutes=10)
#: A limit that lasts longer than this is that of a day, which ends at 00:00 UTC.
_OF_A_DAY = timedelta(minutes=30)


def tr(text: str) -> str:
    return QCoreApplication.translate("MeetingRow", text)


def with_meeting(facts: Facts, meeting: Meeting, *, loses: bool) -> RowState:
    """The state of the row; `loses` tells that the event as it is now takes the meeting's time."""
    zoom = facts.zoom
    if meeting.state is MeetingState.FOREIGN:
        return _foreign(meeting)
    if meeting.state is MeetingState.OTHER_HOST:
        return _other_host(meeting)
    if meeting.state is MeetingState.NOT_CONNECTED or zoom is None:
        return _not_connected(meeting)
    if not facts.on:
        return _removed(facts, zoom)
    provider = f"Zoom — {zoom.name}"
    if facts.choice.anew:
        return _anew(facts, provider)
    if loses and meeting.state in _TIMED:
        return _loses_time(facts, provider)
    if zoom.needs_user and zoom.why in ENDED and meeting.state in _JOINABLE:
        return access_ended(provider, on=True, join=bool(meeting.join_url))
    return _STATES[meeting.state](facts, meeting, provider)


def access_ended(provider: str, *, on: bool, join: bool = False) -> RowState:
    """The sign-in ended: nothing can be changed, links still join."""
    return RowState(
        6,
        on,
        usable=False,
        text=tr("Zoom access ended"),
        tone="danger",
        icon="stop",
        small=tr("existing links still join"),
        cures=(reconnect(), *_help_on(Why.ZOOM_ACCESS_ENDED)),
        provider=provider,
        provider_fixed=True,
        join=join,
    )


def _help_on(why: str) -> tuple[Cure, ...]:
    from dainvo.ui.explained import help_on  # the guide is not wanted before something is wrong

    return help_on(why)


def reconnect() -> Cure:
    return Cure("reconnect", tr("Reconnect"))


def _foreign(meeting: Meeting) -> RowState:
    name = meeting.provider.capitalize() if meeting.provider not in ("", "other") else tr("Other link")
    return RowState(
        22,
        True,
        usable=False,
        text=tr("This link was made elsewhere — you can join, not change"),
        icon="link",
        provider=name,
        provider_fixed=True,
        join=bool(meeting.join_url),
    )


def _other_host(meeting: Meeting) -> RowState:
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


def _removed(facts: Facts, zoom: Zoom) -> RowState:
    small = ""
    if facts.guests:
        small = counted("MeetingRow", "1 person gets an update", "%n people get an update", facts.guests)
    undo = Cure("undo", tr("Undo"))
    if not zoom.may("delete"):
        text = tr("The link goes, the meeting stays at Zoom: Dainvo may not delete meetings")
        there = Cure("open_zoom", tr("Open at Zoom"))
        cures = (undo, there, reconnect())
        return RowState(27, False, text=text, tone="warning", icon="warning", small=small, cures=cures)
    if facts.meeting is not None and facts.meeting.adopted:
        text = tr("The link will be taken off when you save; the meeting stays at Zoom")
    elif facts.meeting is not None and facts.meeting.state is MeetingState.MISSING:
        text = tr("The link will be taken off when you save")
    else:
        text = tr("Zoom meeting will be deleted when you save")
    return RowState(27, False, text=text, tone="warning", icon="trash", small=small, cures=(undo,))


def _anew(facts: Facts, provider: str) -> RowState:
    small = ""
    if facts.guests:
        small = counted("MeetingRow", "1 person gets the new link", "%n people get the new link", facts.guests)
    text = tr("A new Zoom meeting is made when you save")
    return RowState(
        21, True, text=text, tone="info", small=small, cures=(Cure("undo_anew", tr("Undo")),), provider=provider
    )


def _loses_time(facts: Facts, provider: str) -> RowState:
    """The event is made all-day, longer than a day, or gets a rule that Zoom cannot hold (M72)."""
    text = tr("In Zoom this meeting will have no fixed time; the link stays")
    small = reason(facts.outlook.reason) if facts.outlook is not None else ""
    cures = (Cure("undo_times", tr("Undo")),)
    return RowState(26, True, text=text, tone="warning", icon="warning", small=small, cures=cures, provider=provider)


def _creating(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    small = tr("the event is already saved")
    return RowState(12, True, text=tr("Creating…"), icon="spin", small=small, provider=provider)


def _link_follows(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Saved. The link follows when Zoom answers")
    if meeting.next_try is not None:
        text = tr("Saved. The link follows when Zoom answers — next try {time}").format(time=_local(meeting, facts))
    if meeting.next_try is not None and meeting.why == Why.RATE_LIMITED:
        daily = meeting.next_try - facts.now > _OF_A_DAY
        text = tr("Zoom is limiting requests. Link follows by {time}.")
        text = tr("Zoom is limiting requests. Link follows from {time}.") if daily else text
        text = text.format(time=_local(meeting, facts))
    return RowState(13, True, text=text, tone="warning", icon="clock", cures=_try(), provider=provider)


def _waiting(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Waiting for Zoom — {held}").format(held=_held(facts)) if facts.guests else tr("Waiting for Zoom")
    if meeting.next_try is not None:
        text = tr("{text}, next try {time}").format(text=text, time=_local(meeting, facts))
    return RowState(14, True, text=text, tone="warning", icon="clock", cures=(*_try(), _send()), provider=provider)


def _checking(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Checking with Zoom whether the meeting was made…")
    return RowState(15, True, text=text, tone="warning", icon="spin", provider=provider)


def _refused(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    said = messages.stored(meeting.why)
    text = said.text.rstrip(".") if said is not None else tr("Zoom refused this meeting")
    cures: tuple[Cure, ...] = _try()
    if said is not None and said.action in ("reconnect", "connect"):
        cures = (reconnect(),)
    elif said is not None and said.action == "copy_note":
        cures = (Cure("copy_note", tr("Copy note for admin")), *_try())
    if said is not None:
        cures = (*cures, *_help_on(meeting.why))
    small = ""
    if facts.held and facts.guests:
        small, cures = _held(facts), (*cures, _send())
    return RowState(16, True, text=text, tone="danger", icon="stop", small=small, cures=cures, provider=provider)


def _ready(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    text = tr("Zoom · ID {id}").format(id=spaced(meeting.meeting_id)) if meeting.meeting_id else tr("Zoom meeting")
    join = bool(meeting.join_url)
    if facts.zoom is not None and not facts.zoom.may("update"):
        text = tr("Changes don’t reach Zoom: Dainvo may not update meetings")
        cures = (reconnect(),)
        return RowState(5, True, text=text, tone="warning", icon="warning", cures=cures, provider=provider, join=join)
    return RowState(17, True, text=text, icon="check-circle", provider=provider, join=join, good=True)


def _follows(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    if meeting.why and meeting.next_try is None and messages.stored(meeting.why) is not None:
        return replace(_refused(facts, meeting, provider), join=bool(meeting.join_url))
    text, small = tr("Saved. Zoom gets the new time when it answers"), tr("link unchanged")
    return RowState(18, True, text=text, tone="warning", icon="clock", small=small, cures=_try(), provider=provider)


def _time_differs(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    shown = phrases.clock(meeting.zoom_start.astimezone(facts.now.tzinfo)) if meeting.zoom_start is not None else ""
    text = tr("Time differs in Zoom: {time}").format(time=shown) if shown else tr("Time differs in Zoom")
    own = phrases.clock(facts.start) if isinstance(facts.start, datetime) else ""
    small = tr("calendar: {time}").format(time=own) if own else ""
    both = (Cure("use_calendar", tr("Use calendar")), Cure("use_zoom", tr("Use Zoom")))
    cures = () if meeting.left else both
    return RowState(19, True, text=text, tone="warning", icon="warning", small=small, cures=cures, provider=provider)


def _link_changed(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    cures = (Cure("publish", tr("Update invitation")),)
    text = tr("Zoom has a new passcode")
    return RowState(20, True, text=text, tone="warning", icon="warning", cures=cures, provider=provider)


def _missing(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    cures = [Cure("anew", _make_new(facts), primary=True), Cure("remove", tr("Remove link"))]
    if not meeting.left:
        cures.append(Cure("leave", tr("Leave"), name=tr("Leave it as it is")))
    cures += _help_on(Why.ZOOM_MEETING_GONE)
    text = gone_shortly(facts.guests) if _begins_shortly(facts) else tr("This Zoom meeting no longer exists")
    return RowState(21, True, text=text, tone="danger", icon="stop", cures=tuple(cures), provider=provider)


def _begins_shortly(facts: Facts) -> bool:
    """From ten minutes before the start until the end."""
    start, end, zone = facts.start, facts.end, facts.now.tzinfo
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return False
    start, end = (one if one.tzinfo is not None else one.replace(tzinfo=zone) for one in (start, end))
    return start - _SHORTLY <= facts.now < end


def _kind_kept(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    """Zoom does not give the meeting a time, or take it: another meeting would, with another link (D1)."""
    cures = [Cure("anew", _make_new(facts))]
    if not meeting.left:
        cures.append(Cure("leave", tr("Leave"), name=tr("Leave it as it is")))
    text = tr("Zoom keeps this meeting as it was, without the new time")
    join = bool(meeting.join_url)
    return RowState(
        26, True, text=text, tone="warning", icon="warning", cures=tuple(cures), provider=provider, join=join
    )


def _no_fixed_time(facts: Facts, meeting: Meeting, provider: str) -> RowState:
    if facts.outlook is not None and facts.outlook.regains_time:
        text = tr("The meeting gets its time in Zoom when you save; the link stays")
        return RowState(25, True, text=text, tone="info", provider=provider, join=bool(meeting.join_url))
    words = reason(meeting.reason)
    text = tr("No fixed time in Zoom: {reason}").format(reason=words) if words else tr("No fixed time in Zoom")
    small = tr("one link for all dates") if facts.recurring else ""
    return RowState(25, True, text=text, tone="info", small=small, provider=provider, join=bool(meeting.join_url))


_TIMED = {
    MeetingState.READY,
    MeetingState.FOLLOWS,
    MeetingState.TIME_DIFFERS,
    MeetingState.LINK_CHANGED,
    MeetingState.CREATING,
}
_JOINABLE = {MeetingState.READY, MeetingState.NO_FIXED_TIME}
_STATES = {
    MeetingState.CREATING: _creating,
    MeetingState.LINK_FOLLOWS: _link_follows,
    MeetingState.WAITING: _waiting,
    MeetingState.CHECKING: _checking,
    MeetingState.REFUSED: _refused,
    MeetingState.READY: _ready,
    MeetingState.FOLLOWS: _follows,
    MeetingState.TIME_DIFFERS: _time_differs,
    MeetingState.LINK_CHANGED: _link_changed,
    MeetingState.MISSING: _missing,
    MeetingState.KIND_KEPT: _kind_kept,
    MeetingState.NO_FIXED_TIME: _no_fixed_time,
}


def _make_new(facts: Facts) -> str:
    return tr("Make new and tell people") if facts.guests else tr("Make new")


def _held(facts: Facts) -> str:
    return counted("MeetingRow", "1 invitation held", "%n invitations held", facts.guests)


def _try() -> tuple[Cure, ...]:
    return (Cure("try_now", tr("Try now")),)


def _send() -> Cure:
    return Cure("send_without_link", tr("Send without link now"))


def _local(meeting: Meeting, facts: Facts) -> str:
    moment = meeting.next_try
    return "" if moment is None else phrases.clock(moment.astimezone(facts.now.tzinfo or UTC))
