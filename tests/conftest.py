"""What every test needs: an offscreen display, and no road beyond loopback."""

from __future__ import annotations

import gc
import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # whatever the computer speaks, the tests read English
os.environ.pop("LANGUAGE", None)

import hypothesis
import pytest
import shiboken6
from hypothesis.internal.conjecture import providers
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

# Programs that tests start and end by a signal would inherit that `nohup`, or a shell's background, ignores it.
for _name, _usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL), ("SIGTERM", signal.SIG_DFL)):
    _number = getattr(signal, _name, None)  # Windows has no SIGHUP
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)

# A busy machine is no failure; what must not hang has a test of its own with a bound in steps. The same examples
# everywhere and every time: what changed nothing fails nothing. Others are looked for on purpose, with
# DAINVO_FUZZ_EXAMPLES.
hypothesis.settings.register_profile(
    "dainvo",
    deadline=None,
    derandomize="DAINVO_FUZZ_EXAMPLES" not in os.environ,
    database=None,
    print_blob=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.load_profile("dainvo")
# It would draw numbers and texts from the modules that happen to be loaded: others with each order of the files.
providers._get_local_constants = lambda: providers._local_constants

_connect = socket.socket.connect


def pytest_addoption(parser: pytest.Parser) -> None:
    """A calendar server besides those of the tests, for `end_to_end/test_every_server.py`."""
    for part, what in (("url", "address"), ("user", "user"), ("password", "password")):
        default = os.environ.get(f"DAINVO_CALDAV_{part.upper()}", "")
        parser.addoption(f"--caldav-{part}", default=default, help=f"{what} of a calendar server to be tried, too")


class PatientBot(QtBot):
    """Waits in steps and not by the clock: neither a machine that stands still nor a clock that is set fails a test."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        told: AssertionError | None = None
        for _ in range(timeout // 10):
            try:
                if callback() is not False:
                    return
            except AssertionError as error:
                told = error
            self.wait(10)
        raise AssertionError(f"waited {timeout} ms in vain") from told

    def waitActive(self, widget: QWidget, *, timeout: int = 60_000) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_engine_left() -> Iterator[None]:
    """An engine that a test leaves at work goes on in those that follow, with its connections and their handlers."""
    before = set(threading.enumerate())
    yield
    left = [one.name for one in threading.enumerate() if one.name == "dainvo-engine" and one not in before]
    assert not left, "an engine was not closed"


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Windows go with the test that opened them: left over, each style sheet dresses them all again, for minutes and
    gigabytes, and a thread that happens to collect them takes Qt down."""
    before = _windows()
    yield
    for parentless in (True, False):
        for window in _windows():
            if shiboken6.isValid(window) and window not in before and (window.parent() is None) is parentless:
                shiboken6.delete(window)
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()  # offscreen, Qt would let go of it only after Python has ended, and crash


def _windows() -> list[QWidget]:
    """All that stand on the desktop, without what pops up: it goes with its owner; deleted before it, it takes Qt down.
    A collection while PySide walks the list could delete one that it has not reached, and crash, too."""
    collected = gc.isenabled()
    gc.disable()
    try:
        every = QApplication.topLevelWidgets()
    finally:
        if collected:
            gc.enable()
    return [one for one in every if one.windowType() not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)]


@pytest.fixture(autouse=True)
def _collecting(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows are collected on their own thread, as in the program: on an engine's they would take Qt down. What starts
    the program switches collecting off; left so, the tests that follow would fill the memory."""
    has_windows = "qapp" in request.fixturenames
    if has_windows:
        gc.disable()
    yield
    gc.unfreeze()
    if has_windows:
        gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _nothing_of_windows_left() -> Iterator[None]:
    """What the windows of one file left behind is gone before the engines of the next."""
    yield
    if QApplication.instance() is not None:
        gc.collect()


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """I18: a test that opens a socket beyond loopback fails; a server named on the command line may be asked."""
    if request.config.getoption("--caldav-url") and "server" in request.fixturenames:
        return

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
