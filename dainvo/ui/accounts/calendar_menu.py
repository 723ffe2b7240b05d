"""What can be done with a calendar or an account in the side panel.

Opens sheets and asks the engine; draws nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ical.occurrence import CollectionId
from dainvo.store.reader import Account, Collection, CollectionState, Reader
from dainvo.ui import messages, toasts
from dainvo.ui.bridge import Bridge


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarMenu", text)


def extend(menu: QMenu, window: QWidget, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
    """Add to `menu` what concerns the calendar itself: order, name, move, delete."""
    account = next((one for one in reader.accounts() if one.id == calendar.account), None)
    if account is None:
        return

    def failed(failure: BaseException) -> None:
        toasts.say(window, messages.explain(failure).both)

    order = _neighbours(reader, calendar)
    place = order.index(calendar.id) if calendar.id in order else 0
    for step, text in ((-1, _tr("Move up")), (1, _tr("Move down"))):
        action = menu.addAction(text)
        action.setEnabled(0 <= place + step < len(order))
        action.triggered.connect(
            lambda _on=False, step=step: bridge.run(
                "calendar_list.reorder", _swapped(order, place, place + step), err=failed, owner=window
            )
        )
    menu.addSeparator()
    if calendar.state is CollectionState.GONE:
        gone = menu.addAction(_tr("Remove from this computer"))
        gone.triggered.connect(lambda: _forget(window, bridge, reader, calendar))
        return
    if account.kind == "local" and any(one.kind == "caldav" for one in reader.accounts()):
        menu.addAction(_tr("Move to an account…")).triggered.connect(lambda: _move(window, bridge, reader, calendar))
    menu.addAction(_tr("Name and colour…")).triggered.connect(lambda: _properties(window, bridge, account, calendar))
    if account.kind == "caldav":
        hide = menu.addAction(_tr("Don’t keep here"))
        hide.triggered.connect(
            lambda: bridge.run("calendar_list.choose", {calendar.id: False}, err=failed, owner=window)
        )
    if account.kind == "local" or (account.kind == "caldav" and not calendar.owner):
        menu.addAction(_tr("Delete…")).triggered.connect(lambda: _delete(window, bridge, account, calendar))


def account_menu(window: QWidget, bridge: Bridge, reader: Reader, account: Account) -> QMenu:
    """The menu of an account's heading: a new calendar, which are kept, sync."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def failed(failure: BaseException) -> None:
        toasts.say(window, messages.explain(failure).both)

    if account.kind != "feed":
        menu.addAction(_tr("New calendar…")).triggered.connect(lambda: _new(window, bridge, reader, account))
    if account.kind == "caldav":
        menu.addAction(_tr("Choose calendars…")).triggered.connect(lambda: _choose(window, bridge, reader, account))
        menu.addSeparator()
    if account.kind != "local":
        sync = menu.addAction(_tr("Sync now"))
        sync.triggered.connect(lambda: bridge.run("accounts.sync", account.id, err=failed, owner=window))
        details = menu.addAction(_tr("Details…"))
        details.triggered.connect(lambda: _details(window, bridge, reader, account))
    return menu


def _neighbours(reader: Reader, calendar: Collection) -> list[CollectionId]:
    """The calendars it stands among: of its account and owner, in their order."""
    return [one.id for one in reader.collections() if (one.account, one.owner) == (calendar.account, calendar.owner)]


def _swapped(order: list[CollectionId], one: int, other: int) -> list[CollectionId]:
    changed = list(order)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _new(window: QWidget, bridge: Bridge, reader: Reader, account: Account) -> None:
    from dainvo.ui.accounts.new_calendar import NewCalendar

    NewCalendar(window, bridge, reader, account=account.id).open()


def _details(window: QWidget, bridge: Bridge, reader: Reader, account: Account) -> None:
    from dainvo.ui.accounts.health_sheet import HealthSheet

    HealthSheet(window, bridge, reader, account).open()


def _choose(window: QWidget, bridge: Bridge, reader: Reader, account: Account) -> None:
    from dainvo.ui.accounts.choose_calendars import ChooseCalendars

    ChooseCalendars(window, bridge, reader, account).open()


def _properties(window: QWidget, bridge: Bridge, account: Account, calendar: Collection) -> None:
    from dainvo.ui.accounts.calendar_sheet import CalendarSheet

    CalendarSheet(window, bridge, account, calendar).open()


def _move(window: QWidget, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
    from dainvo.ui.accounts.move_calendar import MoveCalendar

    MoveCalendar(window, bridge, reader, calendar).open()


def _forget(window: QWidget, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
    from dainvo.ui.accounts import forget_calendar

    forget_calendar.ask(window, bridge, reader, calendar)


def _delete(window: QWidget, bridge: Bridge, account: Account, calendar: Collection) -> None:
    from dainvo.ui.accounts.delete_calendar import DeleteCalendar

    DeleteCalendar(window, bridge, account, calendar).open()
