"""Is a first sync of 9,000 from a real server at most 1.4 times the least? Does more than it gives at once come?"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from pathlib import Path

import httpx

from benchmarks import workload
from benchmarks.measure import Figure, in_turn, median, processor_seconds, python, seconds, server

COUNT, TOO_MANY, ROUNDS = 9_000, 10_500, 3


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        with server("-m", "benchmarks.sync_radicale", folder, str(COUNT)) as url:
            signed_in = url.replace("://", "://user:password@")
            used: dict[str, list[float]] = {"floor_sync": [], "first_sync": []}

            def run(name: str, *arguments: str) -> float:
                served = _served_s(Path(folder))

                def once() -> None:
                    own = processor_seconds(lambda: python("-m", f"benchmarks.{name}", *arguments))
                    used[name].append(own + _served_s(Path(folder)) - served)

                return seconds(once)

            floor, ours = in_turn(
                ROUNDS,
                lambda: run("floor_sync", signed_in),
                lambda: run("first_sync", url, str(COUNT)),
            )
        with server("-m", "benchmarks.sync_radicale", folder, str(TOO_MANY)) as url:
            fallback = seconds(lambda: python("-m", "benchmarks.first_sync", url, str(TOO_MANY)))
    ratio = median([one / least for one, least in zip(ours, floor, strict=True)])
    processor = median([one / least for one, least in zip(used["first_sync"], used["floor_sync"], strict=True)])
    return [
        Figure(f"first sync of {COUNT} from Radicale, whole process, floor", median(floor), "s"),
        Figure(f"first sync of {COUNT} from Radicale, whole process, Dainvo", median(ours), "s"),
        Figure("ratio to the floor, with index and search", ratio, "×", goal=1.4),
        Figure("the same of the processor time of client and server together", processor, "×", goal=1.4),
        Figure(f"first sync of {TOO_MANY}, which Radicale refuses in one answer: all came in", fallback, "s"),
    ]


def _served_s(folder: Path) -> float:
    """The processor time that the server has used so far; 0 where /proc does not tell."""
    try:
        told = Path("/proc", (folder / "pid").read_text(encoding="ascii"), "stat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _serve(folder: Path, count: int) -> None:
    """Radicale over a calendar of `count` objects, until the process is ended. Those of an earlier run may stay."""
    from dainvo.demo.calendar_server import CalendarServer

    (folder / "pid").write_text(str(os.getpid()), encoding="ascii")

    calendar = folder / "collection-root" / "user" / "calendar"
    calendar.mkdir(parents=True, exist_ok=True)
    kind = {"tag": "VCALENDAR", "D:displayname": "Workload", "C:supported-calendar-component-set": "VEVENT"}
    (calendar / ".Radicale.props").write_text(json.dumps(kind), encoding="utf-8")
    for uid, text in workload.objects(count):
        (calendar / f"{uid}.ics").write_text(text, encoding="utf-8", newline="")
    url = CalendarServer(folder, {"user": "password"}).start() + "user/"
    _have_all_read(url + "calendar/")
    print(url, flush=True)
    threading.Event().wait()


def _have_all_read(calendar: str) -> None:
    """Radicale reads each file once and keeps what it found. That takes minutes and is not what is measured."""
    httpx.request("PROPFIND", calendar, headers={"Depth": "1"}, auth=("user", "password"), timeout=3600)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]))
