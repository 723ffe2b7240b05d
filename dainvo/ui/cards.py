"""Opens what is about an event: popover, quick create, editor, questions.

Imports each of them when it is first opened, so that none weighs on the start; decides nothing about events, and what
is not about one is `dialogs`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import NO_RECURRENCE, CollectionId, Occurrence, RecurrenceId, ResourceId
from dainvo.settings import Settings
from dainvo.ui import dates

if TYPE_CHECKING:
    from pathlib import Path

    from dainvo.engine.values import Saved
    from dainvo.ical.event import Event, EventDraft
    from dainvo.store.reader import Kept, Reader
    from dainvo.ui import moving
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.card import Card
    from dainvo.ui.editor.draft_file import KeptDraft
    from dainvo.ui.toasts import Toasts
    from dainvo.ui.undo import UndoLog


class Cards(QObject):
    """The cards and dialogs of one main window. At most one card is open at a time."""

    settled = Signal(object)  # Occurrence as it was to be moved: it is saved, or stays where it was
    saved = Signal(object)  # Occurrence as the editor left it
    drafted = Signal(object, object)  # start and end of a new event, changed in its card
    walked = Signal(int)  # from the open card to that of the next event, or (-1) of the one before
    calendar_wanted = Signal(object)  # no calendar can take an event: the AccountId that could have one, or None

    def __init__(
        self, window: QWidget, bridge: Bridge, reader: Reader, settings: Settings, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._reader = reader
        self._now = now
        self.settings = settings
        self.on_settings: Callable[[Settings], None] = lambda _settings: None
        self._card: Card | None = None  # the open popover or quick create
        self._log: UndoLog | None = None
        self._zones: moving.Zones = {}  # of events that were made whole days
        self.drafts: Path | None = None  # where editors keep what is not saved yet

    @property
    def card(self) -> Card | None:
        """The card that is open."""
        return self._card

    def close_card(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            card.dismiss()

    # one event

    def show_event(self, event: Occurrence, place: QRect) -> None:
        """The popover beside `place` (on the screen)."""
        from dainvo.ui.editor.popover import EventPopover

        self.close_card()
        known = self.settings.categories
        card = EventPopover(self._window, self._bridge, self._reader, event, now=self._now, categories=known)
        card.edit_requested.connect(self.edit_event)
        card.delete_requested.connect(self.delete_event)
        card.change_requested.connect(self.edit_as)
        card.walked.connect(self.walked)
        self._keep(card)
        card.show_at(place)

    def edit(self, event: Occurrence) -> None:
        """The editor of what is shown as `event`; a viewer if its calendar is read-only."""
        if (found := self._read(event.resource, event.recurrence_id)) is not None:
            self.edit_event(found)

    def edit_resource(self, resource: ResourceId) -> None:
        if (found := self._read(resource)) is not None:
            self.edit_event(found)

    def edit_event(self, event: Event) -> None:
        self._edit(event.draft, event)

    def edit_as(self, event: Event, draft: EventDraft) -> None:
        """The editor of an event, changed to `draft` already: nothing of it is saved before Save."""
        self._edit(draft, event)

    def review_meeting(self, resource: ResourceId) -> None:
        """The question about the meeting of an event; once it is answered, the editor, whose row says how."""
        from dainvo.ui.meetings import questions

        self.close_card()
        if not questions.review(self._window, self._bridge, self._reader, resource):
            self.edit_resource(resource)

    def edit_draft(self, draft: EventDraft) -> None:
        """The editor of a new event that begins as `draft`."""
        self._edit(draft, None)

    def offer_drafts(self, folder: Path) -> None:
        """Keep what editors hold in `folder` from now on, and offer what a crash left there (E36)."""
        self.drafts = folder
        if folder.exists():
            from dainvo.ui.editor import draft_keeper

            draft_keeper.offer(self._window, folder, self._restore)

    def _restore(self, path: Path, kept: KeptDraft) -> None:
        """The editor as it was; of an event that is gone as a new one."""
        resource = self._reader.find(kept.uid, kept.draft.collection) if kept.uid is not None else None
        event = None
        if resource is not None:
            try:
                event = self._reader.event(resource, kept.recurrence_id)
            except DainvoError:
                event = None
        draft = kept.draft
        if event is not None and kept.opened is not None:
            from dainvo.ical import drafts

            draft = drafts.onto(draft, kept.opened, event.draft)  # it may have changed since
        self._edit(draft, event, restored=path)

    def _edit(self, draft: EventDraft, event: Event | None, restored: Path | None = None) -> None:
        from dainvo.ui.editor.editor import Editor

        self.close_card()
        dialog = Editor(
            self._window,
            self._bridge,
            self._reader,
            self.settings,
            draft=draft,
            event=event,
            now=self._now,
            drafts=self.drafts,
            restored=restored,
        )
        dialog.categories_changed.connect(lambda known: self.on_settings(self.settings.changed(categories=known)))
        dialog.saved.connect(lambda saved: self._show_saved(saved, dialog.form.draft().start))
        dialog.open()

    def _show_saved(self, saved: Saved, start: datetime | date) -> None:
        """What was made or edited has the focus now; of a series the date that was, also as one of another series."""
        day = dates.day_of(start, self._reader.zone)
        found = [one for one in self._reader.occurrences(day, day) if one.resource == saved.resource]
        if found:
            self.saved.emit(min(found, key=lambda one: one.start != start))

    def move(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None:
        """Another time for an event (E02, E03)."""
        from dainvo.ui import moving
        from dainvo.ui.views.view import placed

        self.close_card()
        done = partial(self.settled.emit, placed(event, start, end))
        moving.move(
            self._window, self._bridge, self._reader, event, start, end, undo=self.undo, done=done, zones=self._zones
        )

    def copy_to(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None:
        """A copy of an event at another time; the event stays where it is (D7)."""
        from dainvo.ui import copy_question

        self.close_card()
        copy_question.copy_to(self, self._window, self._bridge, self._reader, event, start, end)

    def keep_log(self) -> None:
        """Remember from now on what is done, so that it can be taken back (K16)."""
        from dainvo.ui.undo import UndoLog

        if self._log is None:
            self._log = UndoLog(self._bridge, self._reader)
            self._log.said.connect(lambda text: self._toasts().say(text, of_step=True))
            self._log.changed.connect(lambda: self._toasts().outdate())

    def log(self) -> UndoLog | None:
        """What remembers the steps of this session, once it does."""
        return self._log

    def undo_names(self) -> dict[str, str]:
        """What Undo and Redo would do now, by action."""
        return self._log.names() if self._log is not None else {}

    def undo(self) -> None:
        if self._log is not None:
            self._log.undo()

    def redo(self) -> None:
        if self._log is not None:
            self._log.redo()

    def delete(self, event: Occurrence) -> None:
        if (found := self._read(event.resource, event.recurrence_id)) is not None:
            self.delete_event(found)

    def delete_event(self, event: Event) -> None:
        """Ask what has to be asked, then delete; a read-only calendar says why not (A09)."""
        from dainvo.ui.editor.delete_sheet import ask_delete

        self.close_card()
        ask_delete(self._window, self._bridge, self._reader, event, undo=self.undo)

    def _read(self, resource: ResourceId, recurrence_id: RecurrenceId = NO_RECURRENCE) -> Event | None:
        try:
            return self._reader.event(resource, recurrence_id)
        except DainvoError as failure:
            from dainvo.ui import messages

            self._toasts().say(messages.explain(failure).both)
            return None

    def _toasts(self) -> Toasts:
        from dainvo.ui import toasts

        return toasts.of(self._window)

    def join(self, event: Occurrence) -> None:
        from dainvo.ui import join

        if event.join_url:
            join.join(event.join_url, self._window)

    def join_next(self) -> None:
        """Join the meeting that runs or comes next; say so if there is none."""
        event = self._reader.next_joinable(self._now())
        if event is None:
            self._toasts().say(self.tr("No meeting to join in the next 24 hours"))
        else:
            self.join(event)

    def copy_link(self, event: Occurrence) -> None:
        """The link to join by, for the clipboard; one that has none says so."""
        from dainvo.ui import join

        join.copy_link(event.join_url, self._window)

    def menu(self, event: Occurrence, point: QPoint) -> QMenu:
        """The context menu of an event, opened at `point` of the screen (E39)."""
        from dainvo.ui import event_menu

        return event_menu.show(self, self._window, self._bridge, self._reader, event, point, self._now)

    def duplicate(self, event: Occurrence) -> None:
        """The editor of a copy (K18)."""
        from dainvo.ui import copying

        draft = copying.duplicate(self._reader, event, self.default_collection())
        if draft is not None:
            self.edit_draft(draft)

    def copy_event(self, event: Occurrence, *, cut: bool = False) -> None:
        """Put `event` on the clipboard (K17)."""
        from dainvo.ui import clipboard

        clipboard.put(self._window, self._reader, event, cut=cut)

    def paste(self, start: datetime | date) -> None:
        """What lies on the clipboard at `start`: a copied event as a draft, a cut one is moved (K17)."""
        from dainvo.ui import clipboard

        clipboard.paste(self, self._window, self._bridge, self._reader, start)

    def export(self, event: Occurrence) -> None:
        from dainvo.ui.files import exporting

        exporting.event(self._window, self._bridge, event.resource, event.summary)

    def review(self, kept: Kept) -> None:
        """The sheet for a change made in two places."""
        from dainvo.ui.editor.conflict_sheet import ConflictSheet

        ConflictSheet(self._window, self._bridge, kept).open()

    # a new event

    def create(self, start: datetime | date, end: datetime | date, place: QRect) -> None:
        """Quick create for the time from `start` to `end`, beside `place` of the screen."""
        collection = self.default_collection()
        if collection is None:
            from dainvo.ui import toasts

            account = next((one.id for one in self._reader.accounts() if one.kind == "caldav"), None)
            face = self.tr("Add account") if account is None else self.tr("New calendar…")
            action = toasts.Action(face, lambda: self.calendar_wanted.emit(account))
            toasts.say(self._window, self.tr("There is no calendar here that you can write to."), action)
            return
        from dainvo.ui.editor.quick_create import QuickCreate

        self.close_card()
        card = QuickCreate(
            self._window,
            self._bridge,
            self._reader,
            self.settings,
            start=start,
            end=end,
            collection=collection,
            now=self._now,
            edit=self.edit_draft,
        )
        card.saved.connect(lambda saved: self._show_saved(saved, card.draft().start))
        card.changed.connect(self.drafted)
        self._keep(card)
        card.show_at(place)

    def default_collection(self) -> CollectionId | None:
        """The calendar new events go to: the setting, else the first writable one that is shown, else any writable."""
        writable = [one for one in self._reader.collections() if one.writable]
        chosen = [one for one in writable if one.id == self.settings.default_collection]
        shown = [one for one in writable if one.visible]
        first = next(iter(chosen or shown or writable), None)
        return first.id if first is not None else None

    def _keep(self, card: Card) -> None:
        self._card = card
        card.closed.connect(lambda: self._dropped(card))

    def _dropped(self, card: Card) -> None:
        if self._card is card:
            self._card = None
        card.deleteLater()
