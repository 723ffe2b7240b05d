"""One window for a profile: a second launch gives its words to the first and ends (I04).

Does not open anything: it carries words from one process to another of the same user.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from dainvo import private_file

#: How long a running window may take to answer before we say that it hangs; one that is just opening takes seconds.
PATIENCE_MS = 10_000
LONGEST = 64 * 1024
_TAKEN = b"taken\n"
_TOLD = "window.name"


def address(folder: Path, *, fresh: bool = False) -> str:
    """Where the window of the profile in `folder` listens: a socket inside it, which only its user can enter.

    Windows has named pipes instead, and a path of a socket has to be short. Where the name would stand among those of
    everybody it is one that nobody can guess, told in the profile, and with `fresh` a new one. Empty: there is none.
    """
    path = os.path.normcase(folder.resolve() / "window.socket")
    if sys.platform != "win32":
        if len(path.encode()) <= 100:
            return path
        own = os.environ.get("XDG_RUNTIME_DIR", "")
        if own:
            return f"{own}/dainvo-{sha256(path.encode()).hexdigest()[:32]}"
    told = folder / _TOLD
    if fresh:
        private_file.write(told, f"dainvo-{os.urandom(16).hex()}")
    try:
        return told.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


class Instance(QObject):
    """The running window's side: `asked` brings the words of another launch."""

    asked = Signal(list, str)  # words, and the desktop's token that lets us come forward

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        name = address(folder)
        if name:
            QLocalServer.removeServer(name)  # left by a process that died: whoever has the profile's lock is alone
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        try:
            self.listening = self._server.listen(address(folder, fresh=True))
        except OSError:  # the disk is full: no second launch finds this one
            self.listening = False

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        """One line of JSON; anything else is dropped without an answer."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        message = _understood(bytes(socket.readLine(LONGEST).data()))
        if message is None:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit(*message)


def _understood(line: bytes) -> tuple[list[str], str] | None:
    try:
        message = json.loads(line)
        words, token = message["words"], message["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(token, str) and isinstance(words, list) and all(isinstance(word, str) for word in words)):
        return None
    return words, token


def hand_over(folder: Path, words: Sequence[str], token: str) -> bool | None:
    """Give `words` to the window that runs on the profile. True: taken; False: it does not answer; None: there is none.

    Blocks for at most PATIENCE_MS.
    """
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    if not socket.waitForConnected(PATIENCE_MS):
        return None
    line = json.dumps({"words": list(words), "token": token}).encode() + b"\n"
    socket.write(line)
    while not socket.canReadLine():
        if not socket.waitForReadyRead(PATIENCE_MS):
            return False
    return bytes(socket.readLine().data()) == _TAKEN
