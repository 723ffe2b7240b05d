"""What the editor does about the online meeting: keeps the user's choices, looks at Zoom, and follows the buttons.

Writes nothing at Zoom (M58): the choices go into the draft at Save; what is looked up is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dainvo.ical.event import (
    AccountId,
    Event,
    EventDraft,
    MeetingOptions,
    MeetingWish,
    Online,
    ResourceId,
)
from dainvo.store.reader import Account, Reader
from dainvo.ui import join, messages, toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.editor.look_ahead import LookAhead, is_managed
from dainvo.ui.editor.meeting_facts import Choice, Facts, verb_of
from dainvo.ui.editor.meeting_row import OTHER, MeetingRow
from dainvo.ui.editor.overlap import overlap
from dainvo.ui.editor.usual import Usual
from dainvo.ui.meeting_numbers import portal

if TYPE_CHECKING:
    from dainvo.engine.values import FoundMeeting

_LOOK_MS = 400


class MeetingPart(QObject):
    """`changed` comes with every choice of the user, `needs` asks the editor: calendar, undo_times, other_time."""

    changed = Signal()
    needs = Signal(str)

    def __init__(
        self,
        owner: QWidget,
        row: MeetingRow,
        bridge: Bridge,
        reader: Reader,
        *,
        draft: EventDraft,
        event: Event | None,
        client_id: str,
        usual: Usual,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(owner)
        self._owner, self._row, self._bridge, self._reader, self._now = owner, row, bridge, reader, now
        self._event, self._client_id, self._usual = event, client_id, usual
        self._by_rule = self._by_calendar = False
        self._touched = event is not None and bool(event.draft.attendees)  # guests of before bring nothing
        meeting = event.meeting if event is not None else None
        self.choice = Choice.at_first(draft)
        self.on = self.choice.other or is_managed(meeting) or draft.online is Online.ZOOM
        self._calendar = draft.collection
        self._found: tuple[FoundMeeting, ...] | None = None
        self._ahead = LookAhead(reader)
        self._start: object = None  # as it was shown
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_at_zoom)
        row.toggled.connect(self._toggled)
        row.picked.connect(self._picked)
        row.link_edited.connect(self._link_edited)
        row.cure.connect(self._cure)
        if event is not None and is_managed(meeting):
            bridge.run("attention.look_at_meeting", event.resource, err=lambda _why: None, owner=owner)

    def take_event(self, event: Event) -> None:
        """The event as it is now: its meeting may have changed behind."""
        before = self._event.meeting if self._event is not None else None
        self._event = event
        if before is None and is_managed(event.meeting):
            self.on = True

    def take_draft(self, draft: EventDraft) -> None:
        """The draft that the editor begins with has no meeting any more: its removal is wanted already."""
        if draft.online is Online.NONE and self._hosted():
            self.set_on(False)

    @property
    def removes(self) -> bool:
        """Whether Save takes the event's meeting off."""
        return self._hosted() and not self.on

    def show(self, draft: EventDraft, *, writable: bool, guests: int, dates: int | None, held: bool) -> None:
        """Show the state that follows from the event as it is typed."""
        if self.choice.by_template:
            self.choice = self.choice.changed(link=self._usual.link(draft.summary, draft.start))
        self._row.show_facts(self._facts(draft, writable, guests, dates, held), self._resource())
        if self._row.state.number == 8 and guests and self._usual.has_rule(draft.collection) and not self._touched:
            self.on = self._by_rule = True  # the calendar's rule (M06); switched off by hand it stays off
            self._follow_calendar(draft)
            self._row.show_facts(self._facts(draft, writable, guests, dates, held), self._resource())
        if self._row.state.number == 9 and self._found is None and not self._look.isActive():
            self._look.start()

    def wanted(self) -> tuple[Online, MeetingWish]:
        """`online` and `wish` of the draft."""
        usable = not self._row.switch.reason
        managed = is_managed(self._event.meeting if self._event is not None else None)
        online, wish = self.choice.wanted(self.on, self._event, usable=usable, managed=managed)
        if online is Online.ZOOM and not self._row.switch.isChecked():
            online = Online.NONE  # on was wished, but there is no account or no time for it
        return online, wish

    @property
    def problem(self) -> str:
        """Why the link that was typed cannot be saved; empty if it can."""
        if not (self.choice.other and self.on and self._row.state.field):
            return ""
        link = self.choice.link.strip()
        if not link:
            return self.tr("Write the link, or switch Online meeting off")
        return "" if join.may_open(link) else self.tr("Write a link that begins with https://")

    # facts

    def _facts(self, draft: EventDraft, writable: bool, guests: int, dates: int | None, held: bool) -> Facts:
        event, organizer = self._event, ""
        if event is not None and not event.organizer_is_me and event.organizer is not None:
            organizer = event.organizer.name or event.organizer.address
        now = self._now().astimezone(self._reader.zone)
        self._calendar, self._start = draft.collection, draft.start
        account = self._account()
        accounts = self._reader.accounts()
        zoom = zoom_info.zoom_of(accounts, chosen=account.id, now=now) if account is not None else None
        others = zoom_info.zoom_accounts(accounts) if not self._hosted() else []
        return Facts(
            now=now,
            start=draft.start,
            end=draft.end,
            on=self.on,
            writable=writable,
            organizer=organizer,
            zoom=zoom,
            meeting=event.meeting if event is not None else None,
            guests=guests,
            recurring=bool(draft.rrule),
            dates=dates,
            held=held,
            outlook=self._ahead.of(draft, event, now, zoom),
            choice=self.choice if self.on else self.choice.changed(other=self.choice.other or self._is_elsewhere()),
            match=self._match(draft.start),
            overlap=overlap(self._reader, draft, self._resource(), account.id if account else None) if self.on else "",
            had_link=event is not None and event.draft.online is Online.OTHER,
            by_rule=self._by_rule,
            others=tuple((one.id, zoom_info.name_of(one)) for one in others) if len(others) > 1 else (),
        )

    def _is_elsewhere(self) -> bool:
        """Whether switching on means another link: so the calendar has it, and the event has no meeting to keep."""
        return self._usual.is_elsewhere(self._calendar) and (self._event is None or self._event.meeting is None)

    def _follow_calendar(self, draft: EventDraft | None = None) -> None:
        """Begin with what the calendar's meetings usually are (M06)."""
        if self.choice.other or not self._is_elsewhere():
            return
        self._by_calendar = True
        link = self._usual.link(draft.summary, draft.start) if draft is not None else self.choice.link
        self.choice = self.choice.changed(other=True, link=link, by_template=bool(self._usual.template))

    def _hosted(self) -> bool:
        """Whether the event has a meeting, whose account stays what it is."""
        return self._event is not None and is_managed(self._event.meeting)

    def _account(self) -> Account | None:
        """That of the meeting, else the chosen one, else the one that is usual for the calendar."""
        meeting = self._event.meeting if self._event is not None and self._hosted() else None
        chosen = meeting.account if meeting is not None else self.choice.account
        return zoom_info.account_of(self._reader.accounts(), self._calendar, chosen)

    def _match(self, start: object) -> FoundMeeting | None:
        if not isinstance(start, datetime) or not self._found:
            return None
        instant = start if start.tzinfo is not None else start.replace(tzinfo=self._reader.zone)
        return next((one for one in self._found if one.start == instant), None)

    def _resource(self) -> ResourceId | None:
        return self._event.resource if self._event is not None else None

    def _look_at_zoom(self) -> None:
        """Whether Zoom has a meeting at that time already (M56); the editor does not wait for the answer."""
        account = self._account()
        if self._found is None and account is not None:
            self._found = ()
            self._bridge.run(
                "zoom_account.unlinked_meetings", account.id, ok=self._saw, err=lambda _why: None, owner=self
            )

    def _saw(self, found: object) -> None:
        self._found = cast("tuple[FoundMeeting, ...]", found)
        self.changed.emit()

    # acts

    def _choose(self, **values: object) -> None:
        self.choice = self.choice.changed(**values)
        self.changed.emit()

    def set_on(self, on: bool) -> None:
        self.on, self._touched, self._by_rule = on, True, False
        if not on:
            other = self.choice.other and not self._by_calendar
            self.choice = self.choice.changed(accepted=False, use=None, anew=False, other=other)
            self._by_calendar = False
        self.changed.emit()

    def _toggled(self, on: bool) -> None:
        number = self._row.state.number
        if on and number in (1, 4):
            self.changed.emit()  # stays off until there is an account, or the offer is taken
            if number == 1:
                self.connect_zoom()
            elif self._row.notice.buttons():
                self._row.notice.buttons()[0].setFocus()
            return
        if on:
            self._follow_calendar()
        self.set_on(on)

    def _picked(self, provider: str) -> None:
        fill = provider == OTHER and bool(self._usual.template) and not self.choice.link
        self._by_calendar = False
        _, _, account = provider.partition(":")
        chosen = AccountId(int(account)) if account else self.choice.account
        if chosen != self.choice.account:
            self._found = None  # another account has other meetings
        self.choice = self.choice.changed(
            other=provider == OTHER, anew=False, by_template=fill, account=chosen, use=None, options=None
        )
        self.set_on(True)
        if provider == OTHER:
            self._row.link.setFocus()

    def _link_edited(self, text: str) -> None:
        self._choose(link=text, by_template=False)

    def _cure(self, key: str) -> None:
        if key in ("connect", "reconnect"):
            self.connect_zoom(again=key == "reconnect")
        elif key in ("calendar", "undo_times", "other_time"):
            self.needs.emit(key)
        elif key == "other_account":
            self._row.provider.box.setFocus()
            self._row.provider.box.showPopup()
        elif key in _CHOICES:
            if key in ("use", "no_fixed_time"):
                self.on = True
            values: dict[str, object] = dict(_CHOICES[key])
            if key == "use":
                values["use"] = self._match(self._start)
            self._choose(**values)
        elif key in ("undo", "remove"):
            self.set_on(key == "undo")
            self._row.switch.setFocus()
        else:
            self._at_once(key)

    def _at_once(self, key: str) -> None:
        """What is no part of the draft."""
        account = self._account()
        if key == "options":
            self._open_options()
        elif key.startswith("help"):
            from dainvo.ui import explained

            explained.show(self._owner, key)
        elif key == "check" and account is not None:
            self._run("zoom.check_zoom", account.id)
        elif key == "copy_note":
            note = zoom_info.note_for_admin(self._client_id)
            join.copy(note, self.tr("Note for your admin copied"), self._owner)
        elif key == "open_zoom" and self._event is not None and self._event.meeting is not None:
            join.browse(portal(self._event.meeting.meeting_id), self._owner)
        elif self._event is not None and (asked := verb_of(key, self._event)) is not None:
            self._run(*asked)

    def _run(self, verb: str, *args: object) -> None:
        self._bridge.run(verb, *args, err=self._failed, owner=self)

    def _failed(self, failure: BaseException) -> None:
        toasts.say(self._owner, messages.explain(failure).both)

    def connect_zoom(self, *, again: bool = False) -> None:
        """Connect, or sign in again as the same user; the focus comes back to the switch."""
        from dainvo.ui.accounts.connect_zoom import ConnectZoom

        account = self._account() if again else None
        dialog = ConnectZoom(self._owner, self._bridge, account=account, client_id=self._client_id)
        dialog.connected.connect(lambda _account: self._connected())
        dialog.finished.connect(lambda _result: self._row.switch.setFocus())
        dialog.open()

    def _connected(self) -> None:
        if self._event is None or self._event.meeting is None:
            self.set_on(True)
        else:
            self.changed.emit()

    def _open_options(self) -> None:
        from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet

        account = self._account()
        if account is None:
            return
        there = self._event is not None and is_managed(self._event.meeting)
        defaults = MeetingOptions() if there else zoom_info.options_of(account)
        sheet = MeetingOptionsSheet(
            self._owner,
            self.choice.options or defaults,
            overruled=zoom_info.overruled(account),
            there=there,
        )
        sheet.chosen.connect(lambda options: self._choose(options=options))
        sheet.open()


_CHOICES: dict[str, dict[str, object]] = {
    "no_fixed_time": {"accepted": True},
    "use": {},
    "create_new": {"declined": True, "use": None},
    "keep": {"keeps": True},
    "anew": {"anew": True},
    "undo_anew": {"anew": False},
    "zoom": {"other": False},
}
