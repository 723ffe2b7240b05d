"""Whether windows can be see-through here: everywhere but on an X11 display that nothing composites.

Draws nothing itself.
"""

from __future__ import annotations

import ctypes
from functools import cache

from PySide6.QtGui import QGuiApplication


class _Reply(ctypes.Structure):
    """The head that the two replies share: 8 bytes of form, then the value asked for."""

    _fields_ = (("head", ctypes.c_uint8 * 8), ("value", ctypes.c_uint32))


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


@cache
def composites() -> bool:
    """Without a compositing manager (owner of the selection _NET_WM_CM_S0, EWMH) what should show through is black."""
    if QGuiApplication.platformName() != "xcb":
        return True
    try:
        return bool(_manager())
    except (OSError, AttributeError):
        return True  # no libxcb to ask: by far most displays composite


def _manager() -> int:
    """The window that owns the selection, 0 if there is none. Raises OSError, AttributeError."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    for ask in (xcb.xcb_intern_atom, xcb.xcb_get_selection_owner):
        ask.restype = _Cookie
    for read in (xcb.xcb_intern_atom_reply, xcb.xcb_get_selection_owner_reply):
        read.restype = ctypes.POINTER(_Reply)
    display = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        if xcb.xcb_connection_has_error(display):
            return 1
        name = b"_NET_WM_CM_S0"
        atom = xcb.xcb_intern_atom_reply(display, xcb.xcb_intern_atom(display, 0, len(name), name), None)
        if not atom:
            return 1
        owner = xcb.xcb_get_selection_owner_reply(
            display, xcb.xcb_get_selection_owner(display, atom.contents.value), None
        )
        return int(owner.contents.value) if owner else 1
    finally:
        xcb.xcb_disconnect(display)
