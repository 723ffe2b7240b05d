"""Does a later sync of 10,000 events ask once or twice, and carry what changed and little else?"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx

from benchmarks import workload
from benchmarks.counting import CountingProxy, Counts
from benchmarks.measure import Figure, seconds, server
from dainvo.engine.actions import accounts
from dainvo.engine.engine import Engine, open_engine
from dainvo.engine.sync import sync_account
from dainvo.secrets import Secrets
from dainvo.settings import Settings

COUNT = 10_000
#: Changes on the server, the requests allowed for them, and the kilobytes.
GOALS = ((0, 1, 1.0), (1, 2, 3.0), (100, 2, None))
ACCOUNTS, CALENDARS, SERVER_S = 5, 4, 0.2


def figures() -> list[Figure]:
    found: list[Figure] = []
    with server("-m", "benchmarks.calendar_stub", str(COUNT)) as url, CountingProxy(url) as proxy:
        floor = Floor(proxy.url + "calendar/")
        with tempfile.TemporaryDirectory() as folder, engine(Path(folder)) as ours:
            account = ours.submit(accounts.add_caldav, proxy.url, "user", "password").result()
            ours.submit(accounts.sync, account).result()
            proxy.taken()
            for changes, requests, kilobytes in GOALS:
                change(url + "calendar/", changes)
                report = ours.submit(sync_account, account, thorough=False).result()  # as it goes on by itself
                if (report.fetched, report.errors) != (changes, ()):
                    raise SystemExit(f"not the sync that was meant: {report}")
                counted = proxy.taken()
                floor.sync()
                least = proxy.taken()
                found += _of(changes, counted, least, requests, kilobytes)
    return found + _many_accounts()


def _many_accounts() -> list[Figure]:
    """Twenty calendars in five accounts, nothing changed, each server taking its time."""
    with ExitStack() as stack:
        stub = ("-m", "benchmarks.calendar_stub", "10", str(SERVER_S), str(CALENDARS - 1))
        urls = [stack.enter_context(server(*stub)) for _ in range(ACCOUNTS)]
        proxies = [stack.enter_context(CountingProxy(url)) for url in urls]
        ours = stack.enter_context(engine(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
        for proxy in proxies:
            ours.submit(accounts.add_caldav, proxy.url, "user", "password").result()
        ours.submit(accounts.sync).result()
        for proxy in proxies:
            proxy.taken()
        took = seconds(lambda: ours.submit(accounts.sync).result())
        asked = sum(proxy.taken().requests for proxy in proxies)
    said = f"{ACCOUNTS * CALENDARS} calendars in {ACCOUNTS} accounts, nothing changed"
    return [
        Figure(f"{said}: requests", asked, "", goal=ACCOUNTS * CALENDARS),
        Figure(f"{said}: time, of one answer's {SERVER_S:g} s", took / SERVER_S, "×", goal=2),
    ]


def _of(changes: int, counted: Counts, least: Counts, requests: int, kilobytes: float | None) -> list[Figure]:
    said = f"{changes} changed" if changes else "nothing changed"
    return [
        Figure(f"{said}: requests (floor {least.requests})", counted.requests, "", goal=requests),
        Figure(f"{said}: bytes with headers (floor {least.kilobytes:.2f})", counted.kilobytes, "KB", goal=kilobytes),
    ]


class Floor:
    """One sync-collection with the texts, and no more."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.Client(trust_env=False)
        self._since = "http://stub/sync/0"
        self._client.get(url)

    def sync(self) -> None:
        body = (
            '<sync-collection xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
            f"<sync-token>{self._since}</sync-token><sync-level>1</sync-level>"
            "<prop><getetag/><C:calendar-data/></prop></sync-collection>"
        )
        text = self._client.request("REPORT", self._url, content=body).text
        self._since = text.rpartition("<sync-token>")[2].partition("<")[0]


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    """An engine on a new profile that works when asked."""
    opened = open_engine(
        folder,
        secrets=Secrets.in_memory(),
        settings=Settings(),
        environ={},
        zone=ZoneInfo("Europe/Berlin"),
        background=False,
    )
    try:
        yield opened
    finally:
        opened.close()


def change(url: str, count: int) -> None:
    """Changes the titles of `count` objects as another client would."""
    chosen = set(random.Random(count).sample(range(COUNT), count))
    with httpx.Client(trust_env=False) as client:
        for number, (uid, text) in enumerate(workload.objects(max(chosen, default=-1) + 1)):
            if number in chosen:
                client.put(f"{url}{uid}.ics", content=text.replace("SUMMARY:", f"SUMMARY:{count} ")).raise_for_status()


if __name__ == "__main__":
    for figure in figures():
        print(figure)
