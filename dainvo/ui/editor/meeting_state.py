"""Decides what the online-meeting row says: one of the states of the interface reference, from plain facts.

Pure but for the words, which come from Qt's translation. States of a meeting that is there are in `meeting_standing`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ui import messages
from dainvo.ui.accounts.zoom_info import ENDED, Zoom
from dainvo.ui.editor import phrases
from dainvo.ui.editor.meeting_facts import Facts, RowState
from dainvo.ui.editor.meeting_reasons import reason
from dainvo.ui.editor.meeting_standing import access_ended, reconnect, with_meeting
from dainvo.ui.language import counted
from dainvo.ui.notice import Cure

__all__ = ["Facts", "RowState", "obstacle", "row_state"]

#: Zoom's Basic plan ends meetings of three and more people after so long.
_BASIC_MIN, _BASIC_GUESTS = 40, 2


def tr(text: str) -> str:
    return QCoreApplication.translate("MeetingRow", text)


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
        cures = (Cure("calendar", tr("Choose another calendar")),)
        return _fixed(facts, 2, tr("This calendar can’t be changed"), "lock", cures)
    if facts.organizer:
        by = tr("organised by {name}").format(name=facts.organizer)
        return _fixed(facts, 3, tr("Only the organiser can add a meeting"), "person", small=by)
    if facts.choice.other:
        return _other_link(facts)
    if facts.meeting is not None and not (facts.had_link and facts.meeting.account is None):
        return with_meeting(facts, facts.meeting, loses=_loses_time(facts))
    return _without_meeting(facts)


def _fixed(facts: Facts, number: int, text: str, icon: str, cures: tuple[Cure, ...] = (), small: str = "") -> RowState:
    linked = facts.meeting is not None and bool(facts.meeting.join_url)
    shown = () if linked else cures
    return RowState(number, on=linked, usable=False, text=text, icon=icon, small=small, cures=shown, join=linked)


def _other_link(facts: Facts) -> RowState:
    """A link by hand, or off again; a Zoom meeting in its place goes."""
    zoom = facts.meeting is not None and facts.meeting.account is not None
    undo = (Cure("zoom", tr("Undo")),)
    if not facts.on and facts.had_link:
        text = tr("The link will be taken off when you save")
        return RowState(27, False, text=text, tone="warning", icon="trash", cures=(Cure("undo", tr("Undo")),))
    if not facts.on:
        return RowState(8, False)
    if facts.meeting is not None and facts.had_link and facts.choice.link.strip() == facts.meeting.join_url:
        text = tr("Join opens {host}").format(host=urlsplit(facts.meeting.join_url).hostname or "")
        return RowState(11, True, text=text, icon="link", provider=tr("Other link"), field=True, join=True)
    text = tr("Its Zoom meeting will be deleted when you save") if zoom else ""
    if facts.by_rule:
        text = tr("Added by rule, because people are invited")
    small = _updates(facts) if zoom else ""
    return RowState(
        11,
        True,
        text=text,
        tone="warning" if zoom else "plain",
        icon="trash" if zoom else "link",
        small=small,
        cures=undo if zoom else (),
        provider=tr("Other link"),
        field=True,
    )


def _without_meeting(facts: Facts) -> RowState:
    zoom = facts.zoom
    if zoom is None:
        connect = (Cure("connect", tr("Connect Zoom")),)
        return RowState(1, False, text=tr("Zoom isn’t connected"), cures=connect, offers_other=True)
    paused = _account(zoom)
    if paused is not None:
        return paused
    why = _obstacle(facts)
    if why is Why.ZOOM_OVER:
        text = messages.sentence(why).text.rstrip(".")
        return RowState(4, False, usable=False, text=text, tone="info", icon="clock")
    if why is not None and not (facts.on and facts.choice.accepted):
        text = messages.sentence(why).text.rstrip(".")
        cures = (Cure("no_fixed_time", tr("Make a meeting with no fixed time")),)
        return RowState(4, False, text=text, tone="info", icon="clock", cures=cures)
    return _to_be_made(facts, f"Zoom — {zoom.name}") if facts.on else RowState(8, False)


def _help_on(why: str) -> tuple[Cure, ...]:
    from dainvo.ui.explained import help_on  # the guide is not wanted before something is wrong

    return help_on(why)


def _account(zoom: Zoom) -> RowState | None:
    """What stands in the way at the account itself."""
    provider = f"Zoom — {zoom.name}"
    if zoom.needs_user and zoom.why == Why.ZOOM_APPROVAL:
        cures: tuple[Cure, ...] = (Cure("copy_note", tr("Copy note for admin")), Cure("reconnect", tr("Try again")))
        cures = (*cures, *_help_on(Why.ZOOM_APPROVAL))
        text = tr("Your Zoom admin must approve Dainvo")
        return RowState(7, False, usable=False, text=text, tone="warning", icon="warning", cures=cures)
    if zoom.needs_user and zoom.why not in ENDED and zoom.why != Why.ZOOM_SCOPE_MISSING:
        return _paused(zoom, provider)
    if zoom.needs_user and zoom.why in ENDED:
        return access_ended(provider, on=False)
    if not zoom.may_create:
        text = tr("Zoom needs one more permission: create meetings")
        cures = (reconnect(), *_help_on(Why.ZOOM_SCOPE_MISSING))
        return RowState(5, False, usable=False, text=text, tone="danger", icon="stop", cures=cures)
    return None


def _paused(zoom: Zoom, provider: str) -> RowState:
    """Something else than the sign-in itself stops the account, such as a locked keyring."""
    said = messages.stored(zoom.why) or messages.sentence(Why.ZOOM_ACCESS_ENDED)
    again = Cure("check", tr("Try again")) if said.action == "try_again" else reconnect()
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


def _to_be_made(facts: Facts, provider: str) -> RowState:
    """On and not saved yet: what Save makes, a match at Zoom, or a clash with another own meeting."""
    choice, match = facts.choice, facts.match
    if choice.use is not None:
        text = tr("‘{title}’ at Zoom will be linked when you save").format(title=choice.use.topic)
        cures: tuple[Cure, ...] = (Cure("create_new", tr("Create new")),)
        return RowState(10, True, text=text, tone="info", icon="link", cures=cures, provider=provider)
    if match is not None and not choice.declined:
        clock = phrases.clock(match.start.astimezone(facts.now.tzinfo))
        text = tr("Zoom already has ‘{title}’ at {time}").format(title=match.topic, time=clock)
        cures = (Cure("use", tr("Use it"), primary=True), Cure("create_new", tr("Create new")))
        return RowState(10, True, text=text, tone="info", cures=cures, provider=provider)
    if facts.overlap and not choice.keeps:
        text = tr("You already host Zoom {times}").format(times=facts.overlap)
        cures = (Cure("other_time", tr("Other time")), Cure("keep", tr("Keep")))
        if facts.others:
            cures = (Cure("other_account", tr("Other account")), *cures)
        return RowState(24, True, text=text, tone="warning", icon="warning", cures=cures, provider=provider)
    untimed = facts.outlook is not None and facts.outlook.kind == "no_fixed_time"
    if not untimed and not choice.accepted:
        text = tr("Zoom meeting will be created when you save")
        small = tr("added by rule") if facts.by_rule else _day_limit(facts) or _dates(facts) or _plan_limit(facts)
        return RowState(9, True, text=text, tone="info", small=small, provider=provider)
    words = reason(facts.outlook.reason) if facts.outlook is not None else ""
    text = tr("No fixed time in Zoom: {reason}").format(reason=words) if words else tr("No fixed time in Zoom")
    small = tr("created when you save")
    return RowState(9, True, text=text, tone="info", small=small, provider=provider)


def _obstacle(facts: Facts) -> Why | None:
    """What keeps a new meeting from having a time."""
    outlook = facts.outlook
    if outlook is None:
        return obstacle(facts.start, facts.end, facts.now, recurring=facts.recurring)
    return Why(outlook.reason) if outlook.offered or outlook.kind == "none" else None


def _loses_time(facts: Facts) -> bool:
    if facts.outlook is not None:
        return facts.outlook.loses_time
    return obstacle(facts.start, facts.end, facts.now, recurring=facts.recurring) is Why.ZOOM_NEEDS_TIME


def _updates(facts: Facts) -> str:
    if not facts.guests:
        return ""
    return counted("MeetingRow", "1 person gets an update", "%n people get an update", facts.guests)


def _plan_limit(facts: Facts) -> str:
    """What the plan does to a meeting that is made all the same (M23)."""
    long = _instant(facts.end, facts.now) - _instant(facts.start, facts.now) > timedelta(minutes=_BASIC_MIN)
    if facts.zoom is None or facts.zoom.plan != "basic" or facts.guests < _BASIC_GUESTS or not long:
        return ""
    return tr("on your Basic plan it ends after 40 minutes")


def _day_limit(facts: Facts) -> str:
    """How much is left of what Zoom takes in a day, once that is little (M61)."""
    used = facts.zoom.written if facts.zoom is not None else 0
    return tr("{n} of 100 changes today").format(n=used) if used else ""


def _dates(facts: Facts) -> str:
    if not facts.recurring:
        return ""
    if facts.dates is None:
        return tr("one link for all dates")
    return tr("one link for all {n} dates").format(n=facts.dates)


def _instant(moment: datetime | date, now: datetime) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=now.tzinfo)
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)).astimezone(UTC)
