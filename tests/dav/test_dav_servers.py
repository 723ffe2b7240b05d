"""The CalDAV layer against real servers: Radicale and Xandikos."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.caldav_servers import SERVERS, Server, radicale
from fakes.loopback import failing

from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.dav.discovery import Found, Step, discover
from dainvo.dav.xml import Item
from dainvo.errors import Conflict, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href
from dainvo.web import Basic, Web


@pytest.fixture(params=["radicale", "xandikos"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path / "server") as running:
        yield running


def event(uid: str, summary: str = "Stand-up") -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dainvo//test//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20270301T090000Z",
        "DTSTART:20270310T090000Z",
        "DTEND:20270310T093000Z",
        f"SUMMARY:{summary}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def with_account(server: Server, main: Callable[[Client, Found], Coroutine[Any, Any, None]]) -> None:
    async def go() -> None:
        web = Web()
        try:
            found = await discover(web, server.url, Basic(server.user, server.password))
            await main(Client(web, found.url, found.auth), found)
        finally:
            await web.close()

    asyncio.run(go())


async def pull(client: Client, calendar: Href, token: str, *, inline: bool = True) -> tuple[dict[str, Item], str]:
    found: dict[str, Item] = {}
    async with client.changes(calendar, token, inline=inline) as incoming:
        async for items in incoming:
            found |= {item.href: item for item in items}
    assert not incoming.truncated
    return found, incoming.token


def test_an_account_is_found_from_its_address(server: Server) -> None:
    """A01: principal, home set and calendars, each step told."""
    told: list[Step] = []

    async def main() -> None:
        web = Web()
        try:
            client = None
            for address in (server.url, server.url.rstrip("/"), server.url.removeprefix("http://")):
                found = await discover(web, address, Basic(server.user, server.password), told.append)
                client = client or Client(web, found.url, found.auth)
                if not found.collections:
                    await client.make_calendar(found.home_set, "Work", "#3366cc")
            assert [(c.name, c.color, c.writable) for c in found.collections] == [("Work", "#3366cc", True)]
            assert found.collections[0].supports_sync and found.collections[0].components == {"VEVENT"}
            assert found.principal.startswith(server.url)
            assert [step.kind for step in found.steps] == ["typed", "principal", "home_set", "calendars"]
            assert all(step.outcome == "found" for step in found.steps)
        finally:
            await web.close()

    asyncio.run(main())
    assert len(told) == 12 and all(step.url.startswith(server.url.rstrip("/")) for step in told)


def test_well_known_is_enough(server: Server) -> None:
    """A01: a path that leads nowhere, but the server's well-known address does."""

    async def main(client: Client, found: Found) -> None:
        web = Web()
        again = await discover(web, server.url + "no/such/place/", Basic(server.user, server.password))
        await web.close()
        assert again.home_set == found.home_set
        assert [step.kind for step in again.steps][:2] == ["typed", "well_known"]
        assert again.steps[0].outcome != "found"

    with_account(server, main)


def test_a_server_that_schedules_is_known(server: Server) -> None:
    async def main(client: Client, found: Found) -> None:
        assert found.schedules is (server.name == "xandikos")
        await client.make_calendar(found.home_set, "Work")
        assert [c.schedules for c in await client.collections(found.home_set)] == [found.schedules]

    with_account(server, main)


def test_names_and_colours_of_new_calendars(server: Server) -> None:
    async def main(client: Client, found: Found) -> None:
        href = await client.make_calendar(found.home_set, "Wörk & <Co>", "#aabbcc")
        await client.make_calendar(found.home_set, "Plain", segment="plain")
        listed = {c.name: c for c in await client.collections(found.home_set)}
        assert set(listed) == {"Wörk & <Co>", "Plain"}
        assert listed["Wörk & <Co>"].href == href and listed["Wörk & <Co>"].color == "#aabbcc"
        assert listed["Plain"].href == found.home_set + "plain/"
        error = await failing(client.make_calendar(found.home_set, "Again", segment="plain"))
        assert isinstance(error, Refused)

    with_account(server, main)


def test_a_new_event_and_one_whose_name_exists(server: Server) -> None:
    """A07: If-None-Match keeps what is there."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        href = Href(calendar + "a.ics")
        etag = await client.put(href, event("a", "mine"), etag=None)
        assert etag
        error = await failing(client.put(href, event("a", "other"), etag=None))
        assert isinstance(error, Conflict)
        read, text = await client.get(href)
        assert read == etag and "SUMMARY:mine" in text

    with_account(server, main)


def test_a_change_over_a_version_never_seen(server: Server) -> None:
    """A07: If-Match; 412 is a conflict, and nothing is overwritten."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        href = Href(calendar + "a.ics")
        first = await client.put(href, event("a", "one"), etag=None)
        assert first
        second = await client.put(href, event("a", "two"), etag=first)
        assert second and second != first
        assert isinstance(await failing(client.put(href, event("a", "three"), etag=first)), Conflict)
        assert isinstance(await failing(client.delete(href, first)), Conflict)
        assert "SUMMARY:two" in (await client.get(href))[1]
        await client.delete(href, second)
        error = await failing(client.get(href))
        assert isinstance(error, Refused) and error.why is Why.GONE

    with_account(server, main)


def test_deleting_what_is_gone_is_done(server: Server) -> None:
    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        href = Href(calendar + "a.ics")
        etag = await client.put(href, event("a"), etag=None)
        assert etag
        await client.delete(href, etag)
        await client.delete(href, etag)

    with_account(server, main)


def test_a_write_needs_an_etag(server: Server) -> None:
    """A07: no write without a condition, not even by mistake."""

    async def main(client: Client, found: Found) -> None:
        with pytest.raises(ValueError, match="etag"):
            await client.put(Href(found.home_set + "x/a.ics"), event("a"), etag=ETag(""))

    with_account(server, main)


@pytest.mark.parametrize("inline", [True, False])
def test_changes_since_a_token(server: Server, inline: bool) -> None:
    """A05: new, changed and deleted, and nothing when nothing happened."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        empty, token = await pull(client, calendar, "", inline=inline)
        assert empty == {} and token
        hrefs = {name: Href(f"{calendar}{name}.ics") for name in "abc"}
        etags = {name: await client.put(href, event(name), etag=None) for name, href in hrefs.items()}
        new, token = await pull(client, calendar, token, inline=inline)
        assert {href: item.etag for href, item in new.items()} == {hrefs[name]: etags[name] for name in "abc"}
        assert etags["a"] and etags["b"]
        changed = await client.put(hrefs["a"], event("a", "moved"), etag=etags["a"])
        await client.delete(hrefs["b"], etags["b"])
        diff, token = await pull(client, calendar, token, inline=inline)
        assert {href: (item.status, item.etag) for href, item in diff.items()} == {
            hrefs["a"]: (200, changed),
            hrefs["b"]: (404, ""),
        }
        assert (await pull(client, calendar, token, inline=inline))[0] == {}
        everything, _token = await pull(client, calendar, "", inline=inline)
        assert {href for href, item in everything.items() if item.status == 200} == {hrefs["a"], hrefs["c"]}

    with_account(server, main)


def test_texts_come_in_the_same_answer_where_the_server_gives_them(server: Server) -> None:
    """A05: Radicale does, Xandikos 0.4 ignores the wish; then a multiget brings them."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        await client.put(Href(calendar + "a.ics"), event("a", "Grüße 世界"), etag=None)
        items, _token = await pull(client, calendar, "")
        (item,) = items.values()
        if server.name == "radicale":
            assert item.data is not None
        else:
            assert item.data is None
            (item,) = await client.multiget(calendar, [item.href])
        assert item.data is not None and "SUMMARY:Grüße 世界\r\n" in item.data
        assert item.data.count("\r\n") == item.data.count("\n") > 5

    with_account(server, main)


@pytest.mark.parametrize("token", ["http://radicale.org/ns/sync/" + "0" * 64, "rubbish", "http://x/?a=<&>"])
def test_a_bogus_token_asks_for_a_full_compare(server: Server, token: str) -> None:
    """A05."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        await client.put(Href(calendar + "a.ics"), event("a"), etag=None)
        assert isinstance(await failing(pull(client, calendar, token)), TokenRefused)

    with_account(server, main)


def test_a_listing_of_etags(server: Server) -> None:
    """A05: the compare after a refused token; the calendar itself is not in it."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        assert await client.etags(calendar) == []
        expected = {
            (Href(f"{calendar}{n}.ics"), await client.put(Href(f"{calendar}{n}.ics"), event(n), etag=None))
            for n in "ab"
        }
        assert set(await client.etags(calendar)) == expected

    with_account(server, main)


def test_a_collection_that_is_gone_is_no_empty_one(server: Server) -> None:
    """Decision 20: nothing may be deleted here because a listing failed."""

    async def main(client: Client, found: Found) -> None:
        nowhere = Href(found.home_set + "nowhere/")
        for action in (client.etags(nowhere), pull(client, nowhere, ""), client.collections(nowhere)):
            error = await failing(action)
            assert isinstance(error, Refused) and error.why is Why.GONE

    with_account(server, main)


def test_multiget_tells_what_is_absent(server: Server) -> None:
    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        await client.put(Href(calendar + "a.ics"), event("a"), etag=None)
        wanted = [Href(calendar + "absent.ics"), Href(calendar + "a.ics")]
        absent, there = await client.multiget(calendar, wanted)
        assert (absent.href, absent.status, absent.data) == (wanted[0], 404, None)
        assert there.href == wanted[1] and there.status == 200 and there.data is not None and "UID:a" in there.data

    with_account(server, main)


def test_odd_names_are_the_same_key_everywhere(server: Server) -> None:
    """C-D6: put, listing, changes and multiget agree on the spelling."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        href = Href(calendar + "a%20b%40c%2B%C3%A4.ics")
        etag = await client.put(href, event("a"), etag=None)
        assert await client.etags(calendar) == [(href, etag)]
        assert list((await pull(client, calendar, ""))[0]) == [href]
        (item,) = await client.multiget(calendar, [href])
        assert item.status == 200 and item.data is not None

    with_account(server, main)


def test_rubbish_and_a_uid_used_twice_are_refused_not_in_conflict(server: Server) -> None:
    """412 is not always an etag clash: the condition decides."""

    async def main(client: Client, found: Found) -> None:
        calendar = await client.make_calendar(found.home_set, "Work")
        await client.put(Href(calendar + "a.ics"), event("a"), etag=None)
        for text in ("rubbish", event("a")):
            error = await failing(client.put(Href(calendar + "b.ics"), text, etag=None))
            assert isinstance(error, Refused) and error.why is Why.REJECTED
        assert error.about["precondition"] == "no-uid-conflict"

    with_account(server, main)


def test_a_wrong_password(tmp_path: Path) -> None:
    """A32: told as such, after one refused sign-in."""
    told: list[Step] = []
    with radicale(tmp_path) as server:

        async def main() -> None:
            web = Web()
            error = await failing(discover(web, server.url, Basic(server.user, "wrong"), told.append))
            assert isinstance(error, NeedsUser) and error.why is Why.WRONG_PASSWORD
            assert error.about["host"] == "127.0.0.1" and "wrong_password (401)" in error.about["steps"]
            client = Client(web, server.url, Basic(server.user, "wrong"))
            assert (await failing(client.get(Href("/anna%40example.com/a.ics")))).why is Why.WRONG_PASSWORD
            await web.close()

        asyncio.run(main())
    assert len(told) == 1


def test_another_users_calendars(tmp_path: Path) -> None:
    with radicale(tmp_path) as server:

        async def main(client: Client, found: Found) -> None:
            error = await failing(client.put(Href("/bob/x/a.ics"), event("a"), etag=None))
            assert isinstance(error, Refused) and error.why is Why.NOT_ALLOWED

        with_account(server, main)


def test_a_server_that_went_away(tmp_path: Path) -> None:
    with radicale(tmp_path) as server:
        pass

    async def main() -> None:
        web = Web()
        error = await failing(discover(web, server.url, Basic(server.user, server.password)))
        assert isinstance(error, TryLater) and error.why is Why.OFFLINE
        await web.close()

    asyncio.run(main())


def test_too_many_events_for_one_answer_with_texts(tmp_path: Path) -> None:
    """A36, performance 1: Radicale refuses texts above its limit (400); etags come all the same."""
    with radicale(tmp_path, report_limit=3) as server:

        async def main(client: Client, found: Found) -> None:
            calendar = await client.make_calendar(found.home_set, "Work")
            for number in range(6):
                await client.put(Href(f"{calendar}{number}.ics"), event(str(number)), etag=None)
            async with client.changes(calendar, "") as incoming:
                items = [item async for some in incoming for item in some]
            assert incoming.token and not incoming.inline
            assert len(items) == 6 and all(item.data is None and item.etag for item in items)

        with_account(server, main)


def test_the_same_calendars_after_a_restart(tmp_path: Path) -> None:
    """The demo's server keeps what it was given."""
    for start in range(2):
        with radicale(tmp_path) as server:

            async def main(client: Client, found: Found, start: int = start) -> None:
                if start == 0:
                    await client.make_calendar(found.home_set, "Work")
                assert [c.name for c in await client.collections(found.home_set)] == ["Work"]

            with_account(server, main)
