"""The desktop's own notifications, where it has a service for them (org.freedesktop.Notifications).

Waits for no answer of the user's: whoever presses one comes to the window, which tells the same.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from html import escape
from typing import Final

from dainvo.engine.desk import Desk

log = logging.getLogger(__name__)

PROGRAM: Final = "app.dainvo.Dainvo"
_SERVICE: Final = "org.freedesktop.Notifications"
_PATIENCE_S: Final = 5.0


async def tell(_desk: Desk, title: str, text: str) -> bool:
    """Show `title` and `text`, both plain; whether the desktop took it. False where it has no such service."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await _notify(title, text)
    except (ImportError, OSError, KeyError, ValueError, TimeoutError) as error:
        log.info("the desktop takes no notifications: %s", type(error).__name__)
        return False
    return True


async def _notify(title: str, text: str) -> None:
    """One call on the session bus. Raises OSError or KeyError if there is none, ValueError if the service refuses."""
    from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # comes with the keyring's way to the bus
    from jeepney.io.asyncio import open_dbus_router

    service = DBusAddress("/org/freedesktop/Notifications", bus_name=_SERVICE, interface=_SERVICE)
    hints = {"desktop-entry": ("s", PROGRAM)}
    body = escape(text, quote=False)  # it may hold markup
    call = new_method_call(service, "Notify", "susssasa{sv}i", ("Dainvo", 0, PROGRAM, title, body, [], hints, -1))
    async with open_dbus_router(bus="SESSION") as router:
        answer = await router.send_and_get_reply(call)
    if answer.header.message_type.name == "error":
        raise ValueError(DBusErrorResponse(answer).name)
