"""Puts the program together: settings, window, engine on a profile; and takes it apart in reverse order.

Holds no behaviour of its own. What the first paint does not need is imported where it is used.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from dainvo.errors import DainvoError, Refused, Why
from dainvo.profile import COPY, Profile
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui.compiled import import_pyside

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from dainvo.engine.engine import Engine
    from dainvo.ui.collector import Collector
    from dainvo.ui.main_window import MainWindow

#: What X11 calls our windows (WM_CLASS), and so the desktop file; Wayland has the name of that file instead.
NAME = "dainvo"
#: With this in the environment the program ends with its first paint: it is how long that takes that is wanted.
START_ONLY = "DAINVO_START_ONLY"
#: How long the engine may keep Python for itself while the window wants it; by default it is 5 ms.
SWITCH_S = 0.0005
#: How often the window looks whether the engine is open.
_LOOK_MS = 5
#: Long after the first paint: asking the system about its network takes tens of milliseconds.
_NETWORK_MS = 3000


class Session:
    """One window on one profile. The window is painted from the copy first; the engine starts after that."""

    def __init__(self, application: QApplication, profile: Profile, *, demo: bool = False) -> None:
        from dainvo.ui import appearance
        from dainvo.ui.bridge import Bridge
        from dainvo.ui.main_window import MainWindow

        self.profile = profile
        kept = profile.settings_path.exists()
        self.settings = profile.settings
        #: Whether the settings could not be read and were put aside just now.
        self.settings_lost = kept and not profile.settings_path.exists()
        self.engine: Engine | None = None
        self._opening: Future[Engine] | None = None
        self._collector: Collector | None = None
        appearance.take(self.settings)
        if self.settings.start_view:
            self.settings = self.settings.changed(view=self.settings.start_view)
        self.reader = Reader(profile.folder / COPY, zone=profile.zone, now=profile.now)
        self.bridge = Bridge()
        self.bridge.settings_wanted.connect(lambda values: self.window.take_settings(self.settings.changed(**values)))
        make = partial(MainWindow, self.reader, self.bridge, self.settings, now=profile.now, demo=demo)
        try:
            self.window: MainWindow = make(on_settings=self.use_settings)
        except Refused as damage:
            if damage.why is not Why.PROFILE_DAMAGED:
                raise
            self.reader.close()
            profile.engine(background=False).close()  # makes the copy again
            self.window = make(on_settings=self.use_settings)

    def open_engine(self) -> Future[Engine]:
        """Have the engine opened on another thread: to load it and to check the copy takes longer than a frame."""
        from concurrent.futures import ThreadPoolExecutor

        self.reader.close()  # a damaged file is moved; the next query opens what is there then
        self._opened_with = self.settings
        thread = ThreadPoolExecutor(1, "dainvo-opening")
        self._opening = thread.submit(self.profile.engine, background=True)
        thread.shutdown(wait=False)
        return self._opening

    def start_engine(self) -> None:
        """Work with the engine once it is open. Raises TryLater (PROFILE_BUSY, DISK_FULL), Refused."""
        from dainvo.ui.collector import Collector

        opening, self._opening = self._opening or self.open_engine(), None
        self.engine = opening.result()
        self._collector = Collector(busy=lambda: self.bridge.busy)  # now that most is loaded
        self.reader.close()
        self.engine.give_way_to(lambda: self.bridge.busy)
        if self.settings != self._opened_with:  # changed meanwhile
            self.engine.use_settings(self.settings)
        self.bridge.start(self.engine)

    def watch_network(self) -> None:
        """Have the engine know what the network costs; not before everything else is at rest."""
        from dainvo.ui import network_watch

        self.bridge.then(partial(network_watch.watch, self.window, self.bridge), self.window)
        self.reader.release_memory()
        self.bridge.run("upkeep.release_memory")

    def watch_desktop(self) -> None:
        """Have the desktop tell of reminders, and when an account wants its user while the window is not in front."""
        from dainvo.ui import watches

        watches.watch(self.window, self.bridge, self.reader, self.profile.now, lambda: self.window.settings)

    def ask_about_rescue(self) -> None:
        """Have the window tell if the copy was damaged and made again."""
        from dainvo.ui import rescued

        rescued.ask(self.window, self.bridge)
        self.window.cards.offer_drafts(self.profile.folder / "drafts")
        if self.settings_lost:
            rescued.tell_settings(self.window)

    def use_settings(self, settings: Settings) -> None:
        """Keep these settings and work with them from now on."""
        from dainvo.ui import appearance

        appearance.take(settings, self.settings)
        self.settings = settings
        try:
            settings.save(self.profile.settings_path)
        except OSError as error:  # they count until the end of this run; the file is as it was
            from dainvo.store.place import unusable
            from dainvo.ui import rescued

            rescued.tell_not_kept(self.window, unusable(error, self.profile.folder))
        if self.engine is not None:
            self.engine.use_settings(settings)

    def close(self) -> None:
        self.bridge.close()
        if self._opening is not None:
            with suppress(DainvoError):
                self._opening.result().close()
        for part in (self.engine, self._collector):
            if part is not None:
                part.close()
        self.reader.close()


def start(profile: Profile, *, demo: bool = False, hidden: bool = False) -> tuple[QApplication, Session]:
    """All that stands between the start of the process and the first paint, which comes when Qt's loop runs.

    Whatever the first look does without has to wait for `first_look` of the window, which is not shown if `hidden`.
    """
    gc.disable()  # most of what is made now lives on; `ui.collector` collects once all is loaded
    import_pyside()
    from PySide6.QtWidgets import QApplication

    from dainvo.ui import first_look, language, theme

    theme.before_application(profile.settings.scale)
    if sys.platform == "win32":  # the name of the installer's icon: windows and icon are one in the task bar
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)
    application = QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("Dainvo")
    application.setDesktopFileName("app.dainvo.Dainvo")
    language.begin(application, profile.settings.language)
    session = Session(application, profile, demo=demo)
    first_look.show(session.window, profile.folder, hidden=hidden)
    return application, session


def has_display() -> bool:
    """Whether Qt can open a window here; only Linux has machines without."""
    wanted = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    return not sys.platform.startswith("linux") or not wanted.isdisjoint(os.environ)


def run(
    profile: Profile, *, first: Callable[[Session], None] | None = None, demo: bool = False, hidden: bool = False
) -> int:
    """Show the window on `profile` until it is closed; the exit code. `first` is called once the engine runs.

    `hidden`: all runs but the window, which comes when somebody shows it.
    """
    if not has_display():
        print("There is no display here. The verbs of the command line work: dainvo --help", file=sys.stderr)  # noqa: T201
        return 1
    application, session = start(profile, demo=demo, hidden=hidden)
    sys.excepthook = partial(_report, session)
    if START_ONLY in os.environ:
        session.window.first_look.painted.connect(lambda: os._exit(0))
    if session.window.isHidden():
        _at_work(application, session, first)
    else:
        at_work = partial(_at_work, application, session, first)
        session.window.first_look.over.connect(partial(session.bridge.then, at_work, session.window))
    try:
        return application.exec()
    finally:
        session.close()


def _at_work(application: QApplication, session: Session, first: Callable[[Session], None] | None) -> None:
    """All that the first paint did without."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAccessible

    from dainvo import log
    from dainvo.ui.closing import Closing
    from dainvo.ui.ctrl_c import end_on_ctrl_c
    from dainvo.ui.files.drop import FileDrop
    from dainvo.ui.icons import of_program

    log.start(session.profile.folder / "dainvo.log")
    end_on_ctrl_c(application)
    sys.setswitchinterval(SWITCH_S)
    application.setWindowIcon(of_program())
    QAccessible.installFactory(_for_readers)
    leave = partial(application.exit, 0)
    Closing(session.window, session.reader, lambda: session.settings, session.window.take_settings, leave)
    FileDrop(session.window, session.bridge, session.reader)
    _start_engine(session, first)
    QTimer.singleShot(_NETWORK_MS, session.window, session.watch_network)


def _for_readers(key: str, thing: QObject) -> object:
    """What a screen reader finds in `thing`; the rest is loaded only where one listens."""
    from dainvo.ui.views import accessible

    return accessible.interface(key, thing)


def _start_engine(session: Session, then: Callable[[Session], None] | None) -> None:
    """Open the engine while the window goes on, and call `then` once it runs."""
    from PySide6.QtCore import QTimer

    opening = session.open_engine()
    look = QTimer(session.window)

    def opened() -> None:
        if opening.done():
            look.stop()
            _use_engine(session, then)

    look.timeout.connect(opened)
    look.start(_LOOK_MS)


def _use_engine(session: Session, then: Callable[[Session], None] | None) -> None:
    """A profile that cannot be opened says why and ends the program: a window that keeps nothing would lose edits."""
    try:
        session.watch_desktop()
        session.start_engine()
        session.ask_about_rescue()
        if then is not None:
            then(session)
    except DainvoError as error:
        from dainvo.ui import faults

        faults.end(session.window, error)


def _report(session: Session, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from dainvo.ui import faults

    faults.tell(session.window, session.reader, kind, error, trace)
