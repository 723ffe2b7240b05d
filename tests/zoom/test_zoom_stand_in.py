"""Dainvo's calls against the stand-in over real HTTP: sign-in, meeting, refresh, loss, removal."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from fakes.zoom_wire import NO_TLS

from dainvo.demo.zoom_server import ZoomServer
from dainvo.errors import DainvoError, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import CollectionId, EventDraft
from dainvo.secrets import Secrets
from dainvo.web import Web
from dainvo.zoom import mapping, oauth
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.oauth import Grant, configure
from dainvo.zoom.tokens import Tokens

T = TypeVar("T")
NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
OP, UID = "9f2c41d07be84a35a1c6e0d2587f3b64", "5b0c7a0e-2f6d-4c1b-9a54-0d8f4b1e7c21"
MARK = mapping.marker(OP, UID)
START = datetime(2027, 3, 25, 14, 0, tzinfo=BERLIN)
DRAFT = EventDraft(CollectionId(1), "Design review", START, START + timedelta(minutes=45), description="Q2 plan")


def fetch(method: str, url: str, content: str | None = None, kind: str = "") -> tuple[int, str, str]:
    """Status, Location and text, following nothing."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", content, {"Content-Type": kind} if kind else {})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()
    finally:
        connection.close()


class Account:
    """A person, a Dainvo and the stand-in between them."""

    def __init__(self, server: ZoomServer, folder: Path) -> None:
        ready = server.ready()
        environ = {"DAINVO_ZOOM_OAUTH_URL": ready["oauth_url"], "DAINVO_ZOOM_API_URL": ready["api_url"]}
        self.server = server
        self.config = configure(environ | {"DAINVO_ZOOM_CLIENT_ID": ready["client_id"]})
        self.secrets = Secrets.in_memory()
        self.now = NOW
        self._folder = folder

    def admin(self, path: str, order: dict[str, Any]) -> None:
        url = f"{self.server.ready()['admin_url']}/{path}"
        status, _, text = fetch("POST", url, json.dumps(order), "application/json")
        assert status == 200, text

    def advance(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.admin("clock", {"advance_s": seconds})

    async def sign_in(
        self, web: Web, *, decision: str = "approve", without: str = "", user: str = "licensed@example.com"
    ) -> Grant:
        visits: list[asyncio.Task[None]] = []

        def browse(address: str) -> None:
            status, _, page = fetch("GET", address)
            assert status == 200, page
            found = re.search(r'name="request" value="([^"]+)"', page)
            assert found is not None
            scopes = [("scope", scope) for scope in mapping.SCOPES.values() if scope != without]
            form = urlencode([("request", found[1]), ("decision", decision), ("user", user), *scopes])
            origin = self.config.oauth_url
            _, back, _ = fetch("POST", f"{origin}/consent", form, "application/x-www-form-urlencoded")
            fetch("GET", back)

        grant = await oauth.authorize(
            web,
            self.config,
            lambda address: visits.append(asyncio.create_task(asyncio.to_thread(browse, address))),
            now=lambda: self.now,
        )
        await visits[0]
        return grant

    def tokens(self, web: Web) -> Tokens:
        return Tokens(
            self.secrets, web, "zoom:1", self._folder / "lock", config=self.config, now=lambda: self.now, pauses_s=()
        )

    def run(self, scenario: Callable[[Meetings], Awaitable[T]], **choices: str) -> T:
        """Sign in, then play `scenario`."""

        async def play() -> T:
            web = Web(context=NO_TLS)
            try:
                tokens = self.tokens(web)
                await tokens.keep(await self.sign_in(web, **choices))
                return await scenario(Meetings(web, tokens, now=lambda: self.now))
            finally:
                await web.close()

        return asyncio.run(play())


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with ZoomServer(seed="zoom", now=NOW) as server:
        account = Account(server, tmp_path)
        yield account
        assert server.state()["violations"] == []


def body(draft: EventDraft = DRAFT) -> dict[str, object]:
    return mapping.create_body(mapping.wanted(draft, op_id=OP, uid=UID))


def test_connect_and_see_the_profile(account: Account) -> None:
    """M01, M02, M57: everything granted; who it is, with plan and zone."""
    user = account.run(lambda meetings: meetings.me())
    (known,) = (row for row in account.server.state()["users"] if row["email"] == "licensed@example.com")
    assert (user.id, user.account_id, user.email) == (known["id"], known["account_id"], known["email"])
    assert (user.plan, user.zone, user.name) == ("licensed", "Europe/Berlin", "Anna Berger")
    (grant,) = account.server.state()["grants"]
    assert set(grant["scopes"]) == set(mapping.SCOPES.values())


def test_decline(account: Account) -> None:
    async def nothing(meetings: Meetings) -> None:
        raise AssertionError("signed in")

    with pytest.raises(Refused) as caught:
        account.run(nothing, decision="decline")
    assert caught.value.why is Why.DECLINED


def test_a_meeting_from_create_to_delete(account: Account) -> None:
    """M08, M10, M12: made as wanted, changed by what differs, link stays, deleted, and gone is gone."""

    async def play(meetings: Meetings) -> None:
        want = mapping.wanted(DRAFT, op_id=OP, uid=UID)
        made = await meetings.create(mapping.create_body(want))
        (row,) = account.server.state()["meetings"]
        assert (row["start_time"], row["timezone"], row["duration"]) == ("2027-03-25T14:00:00", "Europe/Berlin", 45)
        assert mapping.differences(want, made) == {}
        assert mapping.differences(want, await meetings.read(made.id)) == {}

        friday = replace(
            DRAFT, summary="Review", start=START + timedelta(days=1), end=START + timedelta(days=1, hours=1)
        )
        want = mapping.wanted(friday, op_id=OP, uid=UID)
        changes = mapping.differences(want, made)
        assert set(changes) == {"topic", "start_time", "timezone", "duration"}
        await meetings.update(made.id, changes)
        changed = await meetings.read(made.id)
        assert mapping.differences(want, changed) == {}
        assert (changed.id, changed.join_url) == (made.id, made.join_url)
        assert MARK in changed.agenda

        assert "Review" in await meetings.invitation(made.id)
        await meetings.delete(made.id, whole=True)
        await meetings.delete(made.id, whole=True)
        with pytest.raises(Refused) as caught:
            await meetings.read(made.id)
        assert caught.value.why is Why.ZOOM_MEETING_GONE

    account.run(play)
    assert account.server.state()["meetings"] == []


def test_a_series_keeps_one_link_for_all_dates(account: Account) -> None:
    """Z14: type 3; and a meeting that becomes a series keeps id and link."""

    async def play(meetings: Meetings) -> None:
        made = await meetings.create(body())
        series = mapping.wanted(replace(DRAFT, rrule="FREQ=WEEKLY"), op_id=OP, uid=UID)
        await meetings.update(made.id, mapping.differences(series, made))
        changed = await meetings.read(made.id)
        assert (changed.type, changed.join_url) == (MeetingType.NO_FIXED_TIME, made.join_url)
        assert mapping.differences(series, changed) == {}
        direct = await meetings.create(mapping.create_body(series))
        assert direct.type == MeetingType.NO_FIXED_TIME

    account.run(play)


@pytest.mark.parametrize("zone", ["America/Toronto", "Australia/Lord_Howe", "Europe/Kyiv", "UTC", "Asia/Kolkata"])
def test_every_zone_arrives_as_the_same_instant(account: Account, zone: str) -> None:
    start = datetime(2027, 7, 1, 14, 0, tzinfo=ZoneInfo(zone))
    want = mapping.wanted(replace(DRAFT, start=start, end=start + timedelta(hours=1)), op_id=OP, uid=UID)
    made = account.run(lambda meetings: meetings.create(mapping.create_body(want)))
    assert made.start == start.astimezone(UTC)
    assert mapping.differences(want, made) == {}


def test_a_lost_answer_leaves_a_meeting_that_its_marker_finds(account: Account) -> None:
    """M19's ground: unknown outcome, then the list tells."""

    async def play(meetings: Meetings) -> list[ZoomMeeting]:
        account.admin("faults", {"kind": "drop_after", "method": "POST", "path": "/users/me/meetings"})
        with pytest.raises(TryLater) as caught:
            await meetings.create(body())
        assert caught.value.sent
        listing = await meetings.list()
        assert listing.complete
        return [meeting for meeting in listing.meetings if mapping.has_marker(meeting.agenda, MARK)]

    assert len(account.run(play)) == 1


def test_an_hour_later_the_token_is_renewed(account: Account) -> None:
    """M20."""

    async def play(meetings: Meetings) -> None:
        account.advance(3400)
        await asyncio.gather(meetings.me(), meetings.list(), meetings.me())

    account.run(play)
    (grant,) = account.server.state()["grants"]
    assert grant["refreshes"] == 1


@pytest.mark.parametrize("kind", ["expired", "expired_400"])
def test_a_token_that_zoom_calls_expired(account: Account, kind: str) -> None:
    async def play(meetings: Meetings) -> ZoomMeeting:
        account.admin("faults", {"kind": kind})
        return await meetings.create(body())

    account.run(play)
    assert len(account.server.state()["meetings"]) == 1


@pytest.mark.parametrize("kind", ["invalid_grant", "invalid_client", "invalid_token_2021"])
def test_an_ended_sign_in_is_named(account: Account, kind: str) -> None:
    """M21."""

    async def play(meetings: Meetings) -> None:
        account.admin("faults", {"kind": kind})
        account.advance(3400)
        await meetings.me()

    with pytest.raises(NeedsUser) as caught:
        account.run(play)
    assert caught.value.why is Why.ZOOM_ACCESS_ENDED
    assert account.secrets.get("zoom:1") is None


def test_a_refresh_that_meets_503_keeps_the_sign_in(account: Account) -> None:
    """M20."""

    async def play(meetings: Meetings) -> None:
        account.admin("faults", {"kind": "status", "path": "/oauth/token", "status": 503, "body": "busy"})
        account.advance(3590)
        with pytest.raises(TryLater):
            await meetings.me()
        await meetings.me()

    account.run(play)


@pytest.mark.parametrize("kind", ["scope", "scope_401", "scope_104"])
def test_a_missing_scope_by_each_of_its_names(account: Account, kind: str) -> None:
    async def play(meetings: Meetings) -> None:
        account.admin("faults", {"kind": kind})
        await meetings.create(body())

    with pytest.raises(Refused) as caught:
        account.run(play)
    assert caught.value.why is Why.ZOOM_SCOPE_MISSING


def test_a_scope_that_was_not_granted(account: Account) -> None:
    """M57: create works; removal says which permission is missing."""

    async def play(meetings: Meetings) -> None:
        made = await meetings.create(body())
        await meetings.delete(made.id, whole=True)

    with pytest.raises(Refused) as caught:
        account.run(play, without="meeting:delete:meeting")
    assert caught.value.why is Why.ZOOM_SCOPE_MISSING
    assert caught.value.about["scope"] == "meeting:delete:meeting"
    (grant,) = account.server.state()["grants"]
    assert set(grant["scopes"]) == set(mapping.SCOPES.values()) - {"meeting:delete:meeting"}


def test_no_licence(account: Account) -> None:
    """M23."""
    with pytest.raises(Refused) as caught:
        account.run(lambda meetings: meetings.create(body()), user="unlicensed@example.com")
    assert caught.value.why is Why.ZOOM_NO_LICENCE


@pytest.mark.parametrize(("kind", "limit"), [("qps", "second"), ("daily", "daily"), ("host100", "daily")])
def test_limits(account: Account, kind: str, limit: str) -> None:
    """M61."""

    async def play(meetings: Meetings) -> None:
        account.admin("faults", {"kind": kind})
        await meetings.create(body())

    with pytest.raises(TryLater) as caught:
        account.run(play)
    assert (caught.value.why, caught.value.sent, caught.value.about["limit"]) == (Why.RATE_LIMITED, False, limit)
    if limit == "daily":
        assert caught.value.retry_after_s == 15 * 3600


def test_the_newest_sign_in_counts(account: Account, tmp_path: Path) -> None:
    """zoom.md §3.4: a second computer ends the first one's."""

    async def play(meetings: Meetings) -> None:
        web = Web(context=NO_TLS)
        try:
            await account.sign_in(web)
        finally:
            await web.close()
        await meetings.me()

    with pytest.raises(NeedsUser) as caught:
        account.run(play)
    assert caught.value.why is Why.ZOOM_ACCESS_ENDED


def test_revoking_ends_it_at_zoom(account: Account) -> None:
    """Y05."""

    async def play() -> bool:
        web = Web(context=NO_TLS)
        try:
            return await oauth.revoke(web, await account.sign_in(web))
        finally:
            await web.close()

    assert asyncio.run(play())
    (grant,) = account.server.state()["grants"]
    assert not grant["alive"]


@pytest.mark.parametrize(
    ("client_id", "why"), [("standin-confidential", Why.BAD_CONFIGURATION), ("standin-disabled", Why.DECLINED)]
)
def test_a_client_that_zoom_does_not_take(account: Account, client_id: str, why: Why) -> None:
    account.config = replace(account.config, client_id=client_id)
    with pytest.raises(DainvoError) as caught:
        account.run(lambda meetings: meetings.me())
    assert caught.value.why is why
    account.server.world.violations.clear()  # type: ignore[union-attr]  # a running one has a world
