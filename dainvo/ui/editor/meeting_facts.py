"""What the online-meeting row goes by: plain facts of the event, and what the user has chosen in it so far.

Decides no state and asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dainvo.engine.values import FoundMeeting, Outlook
from dainvo.ical.event import AccountId, Event, EventDraft, Meeting, MeetingOptions, MeetingWish, Online
from dainvo.ui.accounts.zoom_info import Zoom
from dainvo.ui.notice import Cure

#: Buttons that answer a question about a meeting at once, by the engine's names of the answers.
SETTLES = frozenset({"use_calendar", "use_zoom", "publish", "leave"})


def verb_of(key: str, event: Event) -> tuple[Any, ...] | None:
    """The engine's verb for a button of the row, with its arguments; None for a button that is not the engine's."""
    if key in SETTLES:
        return "attention.settle_attention", f"meeting:{int(event.draft.collection)}:{event.uid}", key
    if key in ("try_now", "send_without_link"):
        return f"zoom.{key}", event.resource
    return None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose besides the switch. `use` is a meeting at Zoom to link; `declined` says that none is wanted.

    `accepted`: a meeting with no fixed time; `anew`: another one in the place of the present one; `keeps`: the overlap
    with another own meeting is known and wanted.
    """

    other: bool = False  # a link made elsewhere, not Zoom
    link: str = ""
    by_template: bool = False  # the link follows title and day until it is edited
    accepted: bool = False
    use: FoundMeeting | None = None
    declined: bool = False
    anew: bool = False
    keeps: bool = False
    options: MeetingOptions | None = None
    account: AccountId | None = None  # hosts a new meeting; None: as usual

    @classmethod
    def at_first(cls, draft: EventDraft) -> Choice:
        """As the event has it."""
        return cls(other=draft.online is Online.OTHER, link=draft.wish.link)

    def wanted(self, on: bool, event: Event | None, *, usable: bool, managed: bool) -> tuple[Online, MeetingWish]:
        """What Save asks for; a switch that cannot be used leaves everything as it is. `managed`: a meeting of ours."""
        before = event.draft.online if event is not None else Online.NONE
        had_link = event.draft.wish.link if event is not None else ""
        if not usable:
            return before, MeetingWish(link=had_link)
        if self.other:
            return Online.OTHER, MeetingWish(link=self.link.strip() if on else "")
        if not on:
            kept = before is Online.KEEP and not managed
            return (before if kept else Online.NONE), MeetingWish()
        wish = MeetingWish(
            options=self.options,
            no_fixed_time=self.accepted,
            use=self.use.meeting_id if self.use is not None else "",
            account=self.account,
        )
        return (Online.ANEW if self.anew else Online.ZOOM), wish

    def changed(self, **values: object) -> Choice:
        return replace(self, **values)  # type: ignore[arg-type] # by name


@dataclass(frozen=True, slots=True)
class Facts:
    """What the row depends on. `on` is the switch; `meeting` is what the saved event has; `dates` counts the series.

    `outlook` is what Save would make, None while nobody has looked; `match` a meeting at Zoom at that time (M56);
    `overlap` the times of another meeting the account hosts then.
    """

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
    outlook: Outlook | None = None
    choice: Choice = Choice()
    match: FoundMeeting | None = None
    overlap: str = ""
    had_link: bool = False  # a link made elsewhere stands in the event as saved
    by_rule: bool = False  # switched on because guests were added (M06)
    others: tuple[tuple[AccountId, str], ...] = ()  # all Zoom accounts, by name, where there are several


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
    field: bool = False  # the link itself can be written
    offers_other: bool = False  # "Other link…" stands at the right

    @property
    def reason(self) -> str:
        return "" if self.usable else self.text

    @property
    def creating(self) -> bool:
        """Whether the meeting is being made, which is mostly over at once."""
        return self.number == 12

    @property
    def has_options(self) -> bool:
        """Whether Options belongs to it: a Zoom meeting of the user's that is there or will be."""
        return self.on and self.usable and bool(self.provider) and not self.provider_fixed and not self.field
