"""Ends the program on Ctrl+C in its terminal, and when the system asks a process to end or its terminal is closed.

Asks nothing: whoever ends it so means it.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication


def end_on_ctrl_c(application: QApplication) -> None:
    """Python sees a signal only between its own instructions; a socket wakes Qt's loop for it."""
    woken, waker = socket.socketpair()
    waker.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda *_: woken.recv(16))
    application.setProperty("ctrl_c", (woken, waker))  # lives as long as the application
    signal.set_wakeup_fd(waker.fileno())
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` has it
            signal.signal(number, lambda *_: application.exit(0))  # `quit` closes the window first: it may stay or ask
