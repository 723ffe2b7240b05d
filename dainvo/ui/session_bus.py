"""The desktop's scripting interface: what it asks on the session bus opens as if another launch had asked (I06).

Loaded some time after the start, on Linux alone. Where there is no bus, or another profile's window has the name, no
calls come.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection

from dainvo.ui.instance import LONGEST

NAME = "app.dainvo.Dainvo"
PATH = "/app/dainvo/Dainvo"
#: Where desktops put what lets our window come forward, the newer name first.
_TOKENS = ("activation-token", "desktop-startup-id")


class SessionBus(QObject):
    """Has our name on the bus until the program ends; `asked` brings the words of a call, as `Instance.asked` does."""

    asked = Signal(list, str)  # the folder of relative paths, which is none, and words; the desktop's token

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._interface = _Application(self)
        self._connection = f"{NAME} {id(self)}"  # nobody else's in this process
        #: Whether calls come here.
        self.listening = self._listen(os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""))
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def close(self) -> None:
        """Give the name back."""
        if self.listening:
            self.listening = False
            QDBusConnection.disconnectFromBus(self._connection)

    def take(self, words: Sequence[str], platform_data: Mapping[str, object]) -> None:
        """A call; one that brings more than a launch could is dropped."""
        token = next((found for name in _TOKENS if isinstance(found := platform_data.get(name), str) and found), "")
        if len(token) + sum(len(word) + 1 for word in words) <= LONGEST:
            self.asked.emit(["", *words], token)

    def _listen(self, address: str) -> bool:
        """A connection of our own: to end it gives the name back, and no bus is started where there is none."""
        if not address:
            return False
        bus = QDBusConnection.connectToBus(address, self._connection)
        exported = QDBusConnection.RegisterOption.ExportAdaptors
        if bus.isConnected() and bus.registerObject(PATH, self, exported) and bus.registerService(NAME):
            return True
        QDBusConnection.disconnectFromBus(self._connection)
        return False


@ClassInfo({"D-Bus Interface": "org.freedesktop.Application"})  # type: ignore[call-arg]  # the stub knows no decorator
class _Application(QDBusAbstractAdaptor):  # type: ignore[operator]
    """The interface by which desktops ask a running program, as the Desktop Entry Specification has it."""

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._bus = bus

    @Slot("QVariantMap")
    def Activate(self, platform_data: dict[str, object]) -> None:
        self._bus.take((), platform_data)

    @Slot("QStringList", "QVariantMap")
    def Open(self, uris: list[str], platform_data: dict[str, object]) -> None:
        self._bus.take(uris, platform_data)

    @Slot(str, "QVariantList", "QVariantMap")
    def ActivateAction(self, name: str, parameter: list[object], platform_data: dict[str, object]) -> None:
        """Our desktop file names no actions: there is none to do."""
