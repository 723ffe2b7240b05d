"""A calendar world with a Zoom account signed in at the stand-in, and questions to the stand-in over HTTP."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from fakes import day
from fakes.calendar_wire import ask
from fakes.calendar_world import CalendarWorld, at, calendar_world
from fakes.engine_bench import Bench

from dainvo.demo import visitor
from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import accounts, events, zoom
from dainvo.engine.values import AuthorizeAddress, Saved
from dainvo.ical.event import NO_RECURRENCE, AccountId, Attendee, Event, EventDraft, Online, ResourceId

T = TypeVar("T")


def environment(ready: dict[str, str]) -> dict[str, str]:
    return {
        "DAINVO_ZOOM_CLIENT_ID": ready["client_id"],
        "DAINVO_ZOOM_OAUTH_URL": ready["oauth_url"],
        "DAINVO_ZOOM_API_URL": ready["api_url"],
    }


def connect(bench: Bench, user: str = "licensed@example.com", without: tuple[str, ...] = ()) -> AccountId:
    return signed_in(bench, zoom.connect_zoom, user=user, without=without)


def signed_in(
    bench: Bench, verb: Callable[..., Coroutine[Any, Any, T]], *about: Any, user: str, without: tuple[str, ...] = ()
) -> T:
    """What `verb` gives for who signs in as a person would, in a browser of their own."""
    browsers: list[threading.Thread] = []

    def tell(address: AuthorizeAddress) -> None:
        visit = threading.Thread(target=lambda: visitor.approve(address.url, user=user, without=without))
        browsers.append(visit)
        visit.start()

    found = bench.call(verb, *about, tell)
    for browser in browsers:
        browser.join()
    return found


@dataclass
class MeetingWorld:
    calendar: CalendarWorld
    server: ZoomServer
    zoom: AccountId

    @property
    def bench(self) -> Bench:
        return self.calendar.bench

    def fault(self, kind: str, **order: Any) -> None:
        status, _, said = ask(
            "POST", self.server.ready()["admin_url"] + "/faults", body=json.dumps({"kind": kind, **order})
        )
        assert status == 200, said

    @contextlib.contextmanager
    def no_meeting_yet(self) -> Iterator[None]:
        """Zoom makes the next meeting at once, and answers when the block is over."""
        self.fault("delay", method="POST", path="/users/me/meetings", seconds=3600)
        yield
        self.clear_faults()

    def clear_faults(self) -> None:
        ask("DELETE", self.server.ready()["admin_url"] + "/faults")

    def jump(self, seconds: float) -> None:
        """Let time pass, here and at the stand-in."""
        ask("POST", self.server.ready()["admin_url"] + "/clock", body=json.dumps({"advance_s": seconds}))
        self.bench.clock.jump(seconds)

    def state(self) -> dict[str, Any]:
        _, _, body = ask("GET", self.server.ready()["admin_url"] + "/state")
        value: dict[str, Any] = json.loads(body)
        return value

    def meetings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.state()["meetings"]
        return found

    def calls(self, method: str, path: str = "/v2/") -> list[dict[str, Any]]:
        return [
            seen for seen in self.state()["requests"] if seen["method"] == method and str(seen["path"]).startswith(path)
        ]

    def draft(
        self, summary: str = "Review", *, online: Online = Online.ZOOM, guests: tuple[str, ...] = ()
    ) -> EventDraft:
        start = at("2027-03-10T14:00")
        return EventDraft(
            self.calendar.collection,
            summary,
            start,
            start.replace(minute=45),
            description="Bring numbers.",
            attendees=tuple(Attendee(address) for address in guests),
            online=online,
        )

    def save(self, draft: EventDraft) -> Saved:
        return self.bench.call(events.save_event, draft)

    def event(self, resource: ResourceId) -> Event:
        with self.bench.reader() as reader:
            return reader.event(resource, NO_RECURRENCE)

    def edit(self, resource: ResourceId, **values: Any) -> None:
        draft = replace(self.event(resource).draft, **values)
        self.bench.call(events.save_event, draft, resource=resource)

    def settled(self, resource: ResourceId, timeout_s: float = 300.0) -> bool:
        return self.bench.call(events.settled, resource, timeout_s)

    def sync(self) -> None:
        self.bench.call(accounts.sync, self.calendar.account)

    def rest(self, *seconds: float) -> None:
        """Let all come to an end that is still to be done, however often it is tried again."""
        for more in seconds or (0, 11, 60, 240, 700):
            self.jump(more)
            self.sync()


@contextlib.contextmanager
def meeting_world(folder: Path, *, kind: str = "radicale", background: bool = False) -> Iterator[MeetingWorld]:
    with ZoomServer(seed="1", running=day.now) as server:
        with calendar_world(kind, folder, environment(server.ready()), background=background) as calendar:
            account = connect(calendar.bench)
            yield MeetingWorld(calendar, server, account)
        assert server.state()["violations"] == []
