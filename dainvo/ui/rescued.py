"""Tells once that the local data was damaged and made anew: what came back, what did not, where the old file is; and
that newer rules of time zones moved events.

Repairs nothing: that was done before.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.engine.changes import Changes
from dainvo.errors import DainvoError
from dainvo.ui import dates, messages, toasts
from dainvo.ui.controls import button, plain, row
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.rescue import Rescue
    from dainvo.ui.bridge import Bridge


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rescued", text)


def ask(window: QWidget, bridge: Bridge) -> None:
    """Have it told if there is something to tell."""

    def told(rescue: Rescue | None) -> None:
        if rescue is None:
            return
        bridge.changed.emit(Changes(account_list=True, collection_list=True))  # all is read from another file now
        sheet = RescuedSheet(window, bridge, rescue)
        details = toasts.Action(_tr("Details"), sheet.open)
        toasts.say(window, sheet.headline(), details)

    def told_moved(count: int) -> None:
        if count:
            one = "1 event is at another time now: the rules of its time zone changed."
            many = "%n events are at other times now: the rules of their time zones changed."
            toasts.say(window, counted("Rescued", one, many, count))

    bridge.run("upkeep.rescued", ok=told, owner=window)
    bridge.run("upkeep.moved", ok=told_moved, owner=window)


def tell_settings(window: QWidget) -> None:
    """The settings could not be read: what is used instead, and where they are."""
    said = _tr("The settings could not be read: Dainvo uses its own. The file is kept as settings.damaged.")
    toasts.say(window, said)


def tell_not_kept(window: QWidget, failure: DainvoError) -> None:
    """Changed settings could not be stored: why."""
    said = _tr("This setting counts until Dainvo ends.")
    toasts.say(window, f"{messages.explain(failure).text} {said}")


class RescuedSheet(Sheet):
    """What became of the local data. Once closed it is not told again."""

    def __init__(self, parent: QWidget, bridge: Bridge, rescue: Rescue) -> None:
        super().__init__(parent, _tr("A safe copy"), width=480, bar=False)
        self._bridge = bridge
        self._rescue = rescue
        self.body.addWidget(plain(self.headline(), role="dialog", wrap=True))
        for said in sentences(rescue):
            self.body.addSpacing(8)
            self.body.addWidget(plain(said, role="text2", wrap=True))
        done = button(self.tr("&Close"), "primary")
        done.clicked.connect(self.accept)
        self.foot.addLayout(row(None, done))
        self.finished.connect(lambda _result: self._bridge.run("upkeep.rescue_seen"))
        done.setFocus()

    def headline(self) -> str:
        if not self._rescue.known_accounts:
            return self.tr("The local data was damaged and could not be read any more")
        return self.tr("Opened a safe copy; local data was damaged and rebuilt from the server")


def sentences(rescue: Rescue) -> list[str]:
    """What there is to say about a rescue, one sentence each."""
    said = []
    if not rescue.known_accounts:
        said.append(_tr("Add your accounts again: what their servers hold comes back."))
    elif rescue.restored:
        one = "1 unsent change was saved and waits to be sent."
        many = "%n unsent changes were saved and wait to be sent."
        said.append(counted("Rescued", one, many, rescue.restored))
    else:
        said.append(_tr("No change was waiting, so nothing of yours is missing."))
    if rescue.lost:
        said.append(_tr("Of the record of unsent changes {n} lines could not be read.").format(n=rescue.lost))
    if rescue.known_accounts and rescue.backup:
        day = dates.long_day(date.fromisoformat(rescue.backup))
        begun = _tr("It began from the backup of {day}; all calendars are compared with their servers.")
        said.append(begun.format(day=day))
    elif rescue.known_accounts and rescue.aside:
        said.append(_tr("All calendars are fetched from their servers again."))
    if rescue.aside:
        said.append(_tr("The damaged file is kept as {name}.").format(name=rescue.aside))
    return said
