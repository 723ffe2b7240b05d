"""Opens the window, or gives what is to be opened to the window that runs already.

Holds no behaviour of the window: `app` makes it, `ui.opening` opens things in it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dainvo import app
from dainvo.errors import DainvoError
from dainvo.profile import Profile

if TYPE_CHECKING:
    from dainvo.ui.targets import Target

#: Names of the environment with which a desktop lets the window of another process come forward.
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
WAITS = 75
#: When the desktop's bus is asked for our name: long after the first paint, as loading what speaks to it takes a while.
BUS_MS = 3000


def launch(folder: Path | None, words: Sequence[str], *, hidden: bool = False) -> int:
    """The window on the profile in `folder` (None: the user's own) with what `words` name opened in it; the exit code.

    If a window runs on that profile it gets the words and comes forward, and this process ends (I04). `hidden`: as at
    login (I03), without the window until another launch asks for it; one that runs already is left as it is.
    """
    from dainvo.store.lock import is_locked

    try:
        profile = Profile.at(folder)
        in_use = is_locked(profile.folder)
    except DainvoError as error:
        return _say_why(error)
    if in_use:
        if hidden:
            return 0
        from dainvo.ui.instance import hand_over

        taken = hand_over(profile.folder, [_here(), *words], _token())
        if taken is not None:
            return 0 if taken else _say_it_hangs()

    def first(session: app.Session) -> None:
        from dainvo.ui import opening

        listen(session)
        if words:
            opening.open_targets(session.window, session.bridge, session.reader, _targets(words, _here()))

    return app.run(profile, first=first, hidden=hidden)


def listen(session: app.Session) -> None:
    """From now on other launches on this profile end here, and the desktop can ask for the same as they.

    Only for whoever has the profile's lock.
    """
    from PySide6.QtCore import QTimer

    from dainvo.ui.instance import Instance
    from dainvo.ui.opening import SystemLinks

    instance = Instance(session.profile.folder, session.window)
    instance.asked.connect(lambda asked, token: _asked(session, asked, token))
    if sys.platform == "darwin":  # elsewhere a launch brings them; a filter on all events would cost each of them
        SystemLinks(session.window, lambda word: _asked(session, ["", word], ""))
    if sys.platform.startswith("linux"):
        QTimer.singleShot(BUS_MS, session.window, lambda: _listen_on_bus(session))


def _listen_on_bus(session: app.Session) -> None:
    from dainvo.ui.session_bus import SessionBus

    SessionBus(session.window).asked.connect(lambda asked, token: _asked(session, asked, token))


def _asked(session: app.Session, asked: Sequence[str], token: str) -> None:
    """What another launch wants of the window that runs: the first word is the folder it was started in."""
    from dainvo.ui import opening

    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from here when the window asks to come forward
    opening.come_forward(session.window)
    folder, *words = asked or [""]
    opening.open_targets(session.window, session.bridge, session.reader, _targets(words, folder))


def _targets(words: Sequence[str], folder: str) -> list[Target]:
    from dainvo.ui.targets import target

    return [found for word in words if (found := target(word, folder)) is not None]


def _here() -> str:
    """The folder that relative paths are read from; "" if it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109  a word, not a path
    except OSError:
        return ""


def _token() -> str:
    return next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")


def _say_it_hangs() -> int:
    """Nobody may start a second writer; whoever looks at the screen has to be told why no window comes."""
    from PySide6.QtCore import QT_TRANSLATE_NOOP

    text = QT_TRANSLATE_NOOP(
        "Launch", "Dainvo is running already, but does not answer. Wait a moment, or end it and start it again."
    )
    return _say(str(text), "", WAITS)


def _say_why(failure: DainvoError) -> int:
    """The profile is of no use: why, before there is a window."""
    from dainvo.ui.messages import explain

    said = explain(failure)
    return _say(said.text, said.hint, 1)


def _say(text: str, hint: str, code: int) -> int:
    """To whoever started us from a terminal, and in a box where there is a screen; comes back with `code`."""
    print(f"dainvo: {' '.join(filter(None, (text, hint)))}", file=sys.stderr)  # noqa: T201
    if app.has_display():
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtWidgets import QApplication, QMessageBox

        from dainvo.ui import language

        application = QApplication([app.NAME])
        language.use(application, "")
        shown = QCoreApplication.translate("Launch", text)
        box = QMessageBox(QMessageBox.Icon.Warning, "Dainvo", shown, QMessageBox.StandardButton.Close)
        box.setInformativeText(hint)
        box.finished.connect(application.quit)
        box.open()
        application.exec()
    return code
