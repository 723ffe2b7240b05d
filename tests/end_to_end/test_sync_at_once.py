"""Several accounts: none waits for another's server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fakes.engine_bench import Bench

from benchmarks.calendar_stub import Calendar
from dainvo.engine.actions import accounts

EVENTS, CALENDARS, PATIENCE_S = 3, 4, 300.0


class Office:
    """Servers that answer at once, or, once `meeting` is set, only when all of them have been asked."""

    def __init__(self) -> None:
        self.meeting: threading.Barrier | None = None
        self.asked: list[str] = []
        self.states = 0  # how often ctags and sync-tokens were asked for, which may cost a server much

    @contextmanager
    def server(self) -> Iterator[str]:
        office, calendar = self, Calendar(EVENTS, CALENDARS - 1)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                office.states += b"getctag" in body or (self.command == "PROPFIND" and b"sync-token" in body)
                if office.meeting is not None:
                    office.asked.append(self.command)
                    office.meeting.wait(PATIENCE_S)
                headers = {name.lower(): value for name, value in self.headers.items()}
                status, _, text = calendar.answer(self.command, self.path, headers, body)
                self.send_response(status)
                self.send_header("DAV", "1, calendar-access")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:
                return

            do_PROPFIND = do_REPORT = do_OPTIONS = do_GET = _answer

        class Listener(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                return  # a barrier nobody came to: the client sees a closed connection

        listener = Listener(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.server_address[1]}/user/"
        finally:
            listener.shutdown()
            thread.join()
            listener.server_close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile", background=False)
    yield made
    made.close()


def test_all_accounts_are_synced_at_once(bench: Bench) -> None:
    """A24, G4: 20 calendars in 5 accounts, nothing changed: one request an account, all on their way together."""
    office = Office()
    with ExitStack() as stack:
        for url in [stack.enter_context(office.server()) for _ in range(5)]:
            bench.call(accounts.add_caldav, url, "user", "password")
        first = bench.call(accounts.sync)
        assert [(report.fetched, report.errors) for report in first] == [(EVENTS, ())] * 5
        assert office.states == 0
        office.meeting = threading.Barrier(5)
        reports = bench.call(accounts.sync)
        assert [report.errors for report in reports] == [()] * 5
        assert (office.asked, office.states) == (["PROPFIND"] * 5, 5)
