"""Does the window answer within 16 ms while the engine opens and all through a first sync of 10,000 events?"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, python, server

COUNT, BEAT_MS, STALL_MS, WORK_MS, IDLE_S, LONGEST_S = 10_000, 4, 16.0, 10.0, 2.0, 60.0


def figures() -> list[Figure]:
    from benchmarks.profiles import fill

    with server("-m", "benchmarks.calendar_stub", str(COUNT)) as url, tempfile.TemporaryDirectory() as folder:
        (line,) = python("-m", "benchmarks.sync_stalls", str(fill(Path(folder) / "empty", 0, url)))
    idle, busy, ours, worked = json.loads(line)
    return [
        *_of("the same window without a sync", idle),
        *_of(f"first sync of {COUNT}", busy),
        *_of("of that while a thread of the program ran", ours),
        Figure("longest wait of the window during the sync", max(busy), "ms", goal=STALL_MS),
        Figure("longest while a thread of the program ran", max(ours), "ms", goal=STALL_MS),
        Figure("most that the window itself works between two heartbeats, processor time", max(worked), "ms", WORK_MS),
    ]


def _of(what: str, late: list[float]) -> list[Figure]:
    return [
        Figure(
            f"{what}: heartbeats late by more than {STALL_MS:g} ms, of {len(late)}", sum(x > STALL_MS for x in late), ""
        ),
        Figure(f"{what}: latest heartbeat", max(late), "ms"),
        Figure(f"{what}: 99th percentile", sorted(late)[len(late) * 99 // 100], "ms"),
    ]


class Heart:
    """Beats on the UI thread; `late` is by how many milliseconds each beat came after its time, `worked` how many the
    thread itself worked before it, which other programs on the machine do not change. `ours` is the most of `late` that
    can be the program's doing: as long as a thread of it had a processor, to work or to keep Python from the window."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._forget()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter(), time.thread_time(), time.process_time()
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time(), time.process_time()
        passed, worked, ran = ((after - before) * 1000 for after, before in zip(now, self._last, strict=True))
        self.late.append(max(0.0, passed - BEAT_MS))
        self.ours.append(min(self.late[-1], ran))
        self.worked.append(worked)
        self._last = now

    def taken(self) -> tuple[list[float], list[float], list[float]]:
        taken = self.late, self.ours, self.worked
        self._forget()
        return taken

    def _forget(self) -> None:
        self.late: list[float] = []
        self.ours: list[float] = []
        self.worked: list[float] = []


def _watch(folder: Path) -> None:
    """Prints the lateness of all heartbeats of a window at rest, and of one that fills while its calendar comes in."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.profiles import TODAY
    from dainvo import app
    from dainvo.profile import Profile
    from dainvo.secrets import Secrets

    secrets = Secrets.in_memory()
    secrets.put("caldav:1", "password")
    application = QApplication(sys.argv[:1])
    gc.disable()  # as `app.start` does
    session = app.Session(application, Profile(folder, environ={}, secrets=secrets))
    session.window.resize(1440, 900)
    session.window.show_date(TODAY.date())
    session.window.show()
    application.processEvents()
    heart = Heart()
    _run(application, IDLE_S)
    idle, *_ = heart.taken()
    sys.setswitchinterval(app.SWITCH_S)
    opening = session.open_engine()
    while not opening.done():
        _run(application, 0.02)
    session.start_engine()
    begin = time.perf_counter()
    while session.reader.accounts()[0].last_sync is None:
        _run(application, 0.1)
        if time.perf_counter() - begin > LONGEST_S:
            raise SystemExit("the sync did not end")
    print(json.dumps([idle, *heart.taken()]))
    session.close()


def _run(application: object, for_s: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(for_s * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    _watch(Path(sys.argv[1]))
