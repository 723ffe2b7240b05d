"""Tells the engine whether the network costs by the amount: it then asks servers for nothing by itself (A19).

Loaded some time after the start; where the system does not tell, nothing is assumed.
"""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtNetwork import QNetworkInformation

from dainvo.ui.bridge import Bridge


class Network(Protocol):
    """What is asked of `QNetworkInformation`."""

    @property
    def isMeteredChanged(self) -> SignalInstance: ...

    def isMetered(self) -> bool: ...


class NetworkWatch(QObject):
    """Tells at once, and whenever it changes."""

    def __init__(self, parent: QObject, bridge: Bridge, network: Network) -> None:
        super().__init__(parent)
        self._bridge = bridge
        network.isMeteredChanged.connect(self._tell)
        self._tell(network.isMetered())

    def _tell(self, metered: bool) -> None:
        self._bridge.run("accounts.set_metered", metered, owner=self)


def watch(parent: QObject, bridge: Bridge) -> NetworkWatch | None:
    """Watch the system's network; None if it does not tell what it costs."""
    if sys.platform.startswith("linux"):  # GLib would ask NetworkManager, too, and takes two threads and 4 MiB for it
        loaded = QNetworkInformation.loadBackendByName("networkmanager")
    else:
        loaded = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)
    if not loaded:
        return None
    network = QNetworkInformation.instance()
    return NetworkWatch(parent, bridge, network) if network is not None else None
