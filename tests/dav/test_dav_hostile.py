"""The CalDAV client against servers that refuse, break off, lie or flood."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from fakes.loopback import Asked, Loopback, Reply, failing, http

import dainvo.dav.client
from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.dav.xml import Item
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href
from dainvo.web import Basic, Web

CALENDAR = Href("/anna/work/")
A = Href("/anna/work/a.ics")
SIGNED_IN = Basic("anna", "canary-password")
HTML = http(200, "<!doctype html><html><title>Welcome</title></html>", content_type="text/html")


def multistatus(inner: str) -> bytes:
    body = f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}</d:multistatus>'
    return http(207, body, content_type="application/xml")


def error(status: int, condition: str = "", **headers: str) -> bytes:
    body = f'<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{condition}</d:error>' if condition else ""
    return http(status, body, **headers)


def response(href: str, props: str = "<d:getetag>&quot;1&quot;</d:getetag>") -> str:
    stat = f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
    return f"<d:response><d:href>{href}</d:href>{stat}</d:response>"


def with_client(
    answer: Callable[[Asked], Reply] | Reply, main: Callable[[Client, Loopback], Coroutine[Any, Any, None]]
) -> None:
    async def go() -> None:
        web = Web()
        async with Loopback(answer if callable(answer) else lambda asked: answer) as server:
            await main(Client(web, server.url, SIGNED_IN), server)
        await web.close()

    asyncio.run(go())


async def pull(client: Client, token: str = "", *, inline: bool = True) -> list[Item]:
    async with client.changes(CALENDAR, token, inline=inline) as incoming:
        return [item async for items in incoming for item in items]


WRITES: list[Callable[[Client], Coroutine[Any, Any, object]]] = [
    lambda client: client.put(A, "x", etag=ETag('"1"')),
    lambda client: client.put(A, "x", etag=None),
    lambda client: client.delete(A, ETag('"1"')),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    ("answer", "kind", "why"),
    [
        (error(400), Refused, Why.REJECTED),
        (error(401), NeedsUser, Why.WRONG_PASSWORD),
        (error(403), Refused, Why.NOT_ALLOWED),
        (error(403, "<d:need-privileges/>"), Refused, Why.NOT_ALLOWED),
        (error(403, "<c:valid-calendar-object-resource/>"), Refused, Why.REJECTED),
        (error(405), Refused, Why.REJECTED),
        (error(409), Refused, Why.REJECTED),
        (error(409, "<c:no-uid-conflict><d:href>/x</d:href></c:no-uid-conflict>"), Refused, Why.REJECTED),
        (error(412), Conflict, Why.CHANGED_ON_SERVER),
        (error(412, "<c:valid-calendar-data/>"), Refused, Why.REJECTED),
        (error(412, "<s:exception xmlns:s='s'>PreconditionFailed</s:exception>"), Conflict, Why.CHANGED_ON_SERVER),
        (error(413), Refused, Why.TOO_LARGE),
        (error(415), Refused, Why.REJECTED),
        (error(422), Refused, Why.REJECTED),
        (error(507), Refused, Why.SERVER_FULL),
    ],
)
def test_refusals_by_meaning(
    write: Callable[[Client], Coroutine[Any, Any, object]], answer: bytes, kind: type[DainvoError], why: Why
) -> None:
    """A07 and reliability 2.13: by code and condition."""

    async def main(client: Client, server: Loopback) -> None:
        raised = await failing(write(client))
        assert type(raised) is kind and raised.why is why
        assert len(server.asked) == 1, "nothing is sent twice"

    with_client(answer, main)


@pytest.mark.parametrize(
    ("answer", "why", "seconds", "sent"),
    [
        (error(408), Why.NO_ANSWER, None, True),
        (error(423), Why.SERVER_ERROR, None, False),
        (error(429, retry_after="120"), Why.RATE_LIMITED, 120, False),
        (error(429), Why.RATE_LIMITED, None, False),
        (
            error(429, retry_after="Wed, 10 Mar 2027 12:00:40 GMT", date="Wed, 10 Mar 2027 12:00:00 GMT"),
            Why.RATE_LIMITED,
            40,
            False,
        ),
        (
            error(503, retry_after="2027-03-10T12:00:05Z", date="Wed, 10 Mar 2027 12:00:00 GMT"),
            Why.SERVER_ERROR,
            5,
            False,
        ),
        (error(503), Why.SERVER_ERROR, None, False),
        (error(500), Why.SERVER_ERROR, None, True),
        (error(502, "<c:valid-calendar-data/>"), Why.SERVER_ERROR, None, True),
        (error(504), Why.SERVER_ERROR, None, True),
        (b"", Why.NO_ANSWER, None, True),
    ],
)
def test_what_may_work_later(answer: bytes, why: Why, seconds: float | None, sent: bool) -> None:
    """Reliability 2.3 and 2.13: Retry-After in seconds, HTTP date and ISO form, against the server's own clock."""

    async def main(client: Client, server: Loopback) -> None:
        raised = await failing(client.put(A, "x", etag=None))
        assert isinstance(raised, TryLater)
        assert (raised.why, raised.retry_after_s, raised.sent) == (why, seconds, sent)
        assert len(server.asked) == 1

    with_client(answer, main)


def test_every_write_carries_a_condition() -> None:
    """A07: on the wire."""

    async def main(client: Client, server: Loopback) -> None:
        await client.put(A, "x", etag=None)
        await client.put(A, "x", etag=ETag('"1"'))
        await client.delete(A, ETag('W/"2"'))
        for method in (client.put(A, "x", etag=ETag("")), client.delete(A, ETag(""))):
            with pytest.raises(ValueError, match="etag"):
                await method
        heads = [
            (asked.method, asked.headers.get("if-match"), asked.headers.get("if-none-match")) for asked in server.asked
        ]
        assert heads == [("PUT", None, "*"), ("PUT", '"1"', None), ("DELETE", 'W/"2"', None)]
        assert server.asked[0].headers["content-type"] == "text/calendar; charset=utf-8"

    with_client(http(204), main)


@pytest.mark.parametrize(("given", "taken"), [('"5"', '"5"'), ('W/"5"', None), ("", None)])
def test_a_weak_or_missing_etag_after_a_put_is_none(given: str, taken: str | None) -> None:
    """A36: then it is read again."""

    async def main(client: Client, server: Loopback) -> None:
        assert await client.put(A, "x", etag=None) == taken

    with_client(http(201, etag=given) if given else http(201), main)


@pytest.mark.parametrize("condition", ["<d:valid-sync-token/>", "<s:exception xmlns:s='s'/><d:valid-sync-token/>"])
@pytest.mark.parametrize("status", [400, 403, 409, 410, 412])
def test_a_refused_token_in_all_its_forms(status: int, condition: str) -> None:
    """A05: one request, then a full compare."""

    async def main(client: Client, server: Loopback) -> None:
        assert isinstance(await failing(pull(client, "old")), TokenRefused)
        assert len(server.asked) == 1

    with_client(error(status, condition), main)


@pytest.mark.parametrize("status", [400, 405, 409, 412, 422, 501, 507])
def test_a_server_that_will_not_tell_changes(status: int) -> None:
    """A05, A36: 507 as the whole answer, or any 4xx that is no sign-in, and not for the texts' sake."""

    async def main(client: Client, server: Loopback) -> None:
        assert isinstance(await failing(pull(client, "old")), TokenRefused)
        assert [b"calendar-data" in asked.body for asked in server.asked] == [True, False]

    with_client(error(status), main)


@pytest.mark.parametrize(
    ("status", "kind", "why"),
    [
        (401, NeedsUser, Why.WRONG_PASSWORD),
        (403, Refused, Why.NOT_ALLOWED),
        (404, Refused, Why.GONE),
        (410, Refused, Why.GONE),
        (429, TryLater, Why.RATE_LIMITED),
        (500, TryLater, Why.SERVER_ERROR),
        (503, TryLater, Why.SERVER_ERROR),
    ],
)
def test_refusals_that_say_nothing_about_the_token(status: int, kind: type[DainvoError], why: Why) -> None:
    async def main(client: Client, server: Loopback) -> None:
        raised = await failing(pull(client, "old"))
        assert type(raised) is kind and raised.why is why

    with_client(error(status), main)


def test_texts_refused_etags_given() -> None:
    """A36, performance 1."""

    def answer(asked: Asked) -> bytes:
        if b"calendar-data" in asked.body:
            return error(507)
        return multistatus(response(A) + "<d:sync-token>t</d:sync-token>")

    async def main(client: Client, server: Loopback) -> None:
        async with client.changes(CALENDAR, "") as incoming:
            items = [item async for some in incoming for item in some]
        assert (incoming.inline, incoming.token, [item.href for item in items]) == (False, "t", [A])

    with_client(answer, main)


@pytest.mark.parametrize("etag", ["&quot;\u00e4&quot;", "&quot;1&#13;&#10;X-Evil: 1&quot;", "&quot;\u2028&quot;"])
def test_an_etag_that_no_header_can_carry_is_none(etag: str) -> None:
    """I-11: said back in If-Match it would look as if the address were wrong, and stop the whole account."""

    async def main(client: Client, server: Loopback) -> None:
        assert [item.etag for item in await client.multiget(CALENDAR, [A])] == [""]

    with_client(multistatus(response(A, f"<d:getetag>{etag}</d:getetag>")), main)

    async def read(client: Client, server: Loopback) -> None:
        etag_of_answer, _text = await client.get(A)
        assert etag_of_answer == ""

    with_client(http(200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", etag='"\u00e4"'), read)


def test_a_truncated_answer_tells_how_to_go_on() -> None:
    """A05: 507 inside."""
    inner = response(A) + f"<d:response><d:href>{CALENDAR}</d:href><d:status>HTTP/1.1 507 X</d:status></d:response>"

    async def main(client: Client, server: Loopback) -> None:
        async with client.changes(CALENDAR, "") as incoming:
            assert [item.href async for some in incoming for item in some] == [A]
        assert incoming.truncated and incoming.token == "page2"

    with_client(multistatus(inner + "<d:sync-token>page2</d:sync-token>"), main)


def test_changes_come_in_slices() -> None:
    inner = "".join(response(f"{CALENDAR}{n}.ics") for n in range(450)) + "<d:sync-token>t</d:sync-token>"

    async def main(client: Client, server: Loopback) -> None:
        async with client.changes(CALENDAR, "") as incoming:
            assert [len(items) async for items in incoming] == [400, 50]

    with_client(multistatus(inner), main)


def test_hrefs_from_elsewhere_are_left_out() -> None:
    """H-16, C-D6: another origin, another collection, the collection itself, a collection below, a climb."""
    hrefs = [
        "https://evil.example/anna/work/x.ics",
        "/bob/work/x.ics",
        "/anna/work/../../bob/x.ics",
        "/anna/work/%2e%2e/x.ics",
        CALENDAR,
        CALENDAR + "folder/",
        A,
    ]

    async def main(client: Client, server: Loopback) -> None:
        assert [item.href for item in await pull(client)] == [A]
        assert await client.etags(CALENDAR) == [(A, '"1"')]
        assert [item.href for item in await client.multiget(CALENDAR, [A])] == [A]

    with_client(multistatus("".join(map(response, hrefs))), main)


DOCTYPE = '<!DOCTYPE d [<!ENTITY a "b">]><d:multistatus xmlns:d="DAV:"/>'


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        http(200, "", content_type="text/xml"),
        http(207, "<html/>"),
        http(207, DOCTYPE),
        http(207, DOCTYPE.encode("utf-16")),
        http(207, multistatus(response(A)).partition(b"\r\n\r\n")[2][:-30]),
        http(207, ""),
        http(302),
    ],
)
def test_answers_of_the_wrong_kind(answer: bytes) -> None:
    """C-D1, H-8: a web page, a DOCTYPE, truncated XML; above all never an empty calendar."""

    async def main(client: Client, server: Loopback) -> None:
        for action in (
            pull(client),
            client.etags(CALENDAR),
            client.multiget(CALENDAR, [A]),
            client.collections(Href("/anna/")),
        ):
            assert isinstance(await failing(action), Malformed)

    with_client(answer, main)


def test_a_page_instead_of_an_object() -> None:
    async def main(client: Client, server: Loopback) -> None:
        assert isinstance(await failing(client.get(A)), Malformed)

    with_client(HTML, main)


@pytest.mark.parametrize("way", ["cp1252", "split"])
def test_an_object_in_other_letters_comes_whole(way: str) -> None:
    """A23: what comes with a letter that nobody knows would go back so with the next edit, in every line."""
    text = "BEGIN:VCALENDAR\r\nSUMMARY:Größe für ein Café\r\nEND:VCALENDAR\r\n"
    split = text.encode().replace("ö".encode(), b"\xc3\r\n \xb6")
    body = text.encode("cp1252") if way == "cp1252" else split

    async def main(client: Client, server: Loopback) -> None:
        assert (await client.get(A))[1] == text

    with_client(http(200, body), main)


def test_an_answer_that_breaks_off_in_the_middle() -> None:
    """What came before stays usable, but the end is an error: no token, no deletion may follow from it."""
    whole = multistatus("".join(response(f"{CALENDAR}{n}.ics") for n in range(500)) + "<d:sync-token>t</d:sync-token>")

    async def main(client: Client, server: Loopback) -> None:
        taken: list[Item] = []
        with pytest.raises(TryLater) as raised:
            async with client.changes(CALENDAR, "") as incoming:
                async for items in incoming:
                    taken += items
        assert raised.value.why is Why.NO_ANSWER
        assert incoming.token == "" and len(taken) < 500

    with_client(whole[: len(whole) // 2], main)


async def _endless() -> AsyncIterator[bytes]:
    yield b'HTTP/1.1 207 X\r\n\r\n<d:multistatus xmlns:d="DAV:">'
    while True:
        yield response(A).encode() * 100


def test_an_endless_listing_stops_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """C-N5."""
    monkeypatch.setattr(dainvo.dav.client, "LISTING_BYTES", 1_000_000)

    async def main(client: Client, server: Loopback) -> None:
        raised = await failing(pull(client))
        assert isinstance(raised, Refused) and raised.why is Why.TOO_LARGE

    with_client(lambda asked: _endless(), main)


def test_an_encoded_answer_is_refused() -> None:
    """C-N5."""

    async def main(client: Client, server: Loopback) -> None:
        assert isinstance(await failing(pull(client)), Malformed)

    with_client(http(207, b"\x1f\x8b", content_encoding="gzip"), main)


def test_a_reader_that_stops_early_closes_the_connection() -> None:
    async def main(client: Client, server: Loopback) -> None:
        for _ in range(6):  # more than there are seats
            async with client.changes(CALENDAR, "") as incoming:
                async for _items in incoming:
                    break

    with_client(lambda asked: _endless(), main)


def test_a_collection_moved_within_the_origin() -> None:
    """Reliability 2.13: 301 on the same origin is followed, and its hrefs are taken."""

    def answer(asked: Asked) -> bytes:
        if asked.target == CALENDAR:
            return http(301, location="/new/place/")
        return multistatus(response("/new/place/a.ics") + "<d:sync-token>t</d:sync-token>")

    async def main(client: Client, server: Loopback) -> None:
        assert [item.href for item in await pull(client)] == ["/new/place/a.ics"]

    with_client(answer, main)


def test_multiget_says_nothing_for_what_is_not_there() -> None:
    """A36: silence, and properties that are not found, are both 404; a truncated answer is neither."""
    silent = multistatus(response(A, "<c:calendar-data>BEGIN:VCALENDAR</c:calendar-data>"))
    b = Href(CALENDAR + "b.ics")

    async def main(client: Client, server: Loopback) -> None:
        assert [item.status for item in await client.multiget(CALENDAR, [A, b])] == [200, 404]

    with_client(silent, main)
    stat = "<d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 X</d:status></d:propstat>"
    with_client(multistatus(f"<d:response><d:href>{A}</d:href>{stat}</d:response>"), lambda c, s: _all(c, 404))
    with_client(
        multistatus(f"<d:response><d:href>{CALENDAR}</d:href><d:status>HTTP/1.1 507 X</d:status></d:response>"),
        lambda c, s: _all(c, 507),
    )


async def _all(client: Client, status: int) -> None:
    assert [item.status for item in await client.multiget(CALENDAR, [A])] == [status]


def _calendar(href: str, props: str) -> str:
    kind = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
    return response(href, kind + props)


def test_calendars_as_servers_describe_them() -> None:
    """A05, A15: rights, colours, kinds; tasks are left out by name; folders and inboxes are no calendars."""
    apple = 'xmlns:a="http://apple.com/ns/ical/"'
    privileges = "<d:current-user-privilege-set>{}</d:current-user-privilege-set>"
    listed = multistatus(
        response("/anna/", "<d:resourcetype><d:collection/></d:resourcetype>")
        + response("/anna/inbox/", "<d:resourcetype><d:collection/><c:schedule-inbox/></d:resourcetype>")
        + _calendar(
            "/anna/one",
            f"<d:displayname> Öne </d:displayname><a:calendar-color {apple}>#A1B2C3FF</a:calendar-color>"
            f"<a:calendar-order {apple}>7</a:calendar-order>"
            "<cs:getctag xmlns:cs='http://calendarserver.org/ns/'>c1</cs:getctag><d:sync-token>s1</d:sync-token>"
            + privileges.format("<d:privilege><d:read/></d:privilege>"),
        )
        + _calendar(
            "/anna/two%20three/",
            f"<a:calendar-color {apple}>red</a:calendar-color>"
            + privileges.format("<d:privilege><d:all/></d:privilege>"),
        )
        + _calendar(
            "/anna/tasks/",
            '<d:displayname>Tasks</d:displayname><c:supported-calendar-component-set><c:comp name="VTODO"/>'
            "</c:supported-calendar-component-set>",
        )
        + _calendar(
            "/anna/four/",
            "<d:displayname>a\u202eb</d:displayname><d:supported-report-set><d:supported-report><d:report>"
            "<d:sync-collection/></d:report></d:supported-report></d:supported-report-set>"
            + privileges.format("<d:privilege><d:write-content/></d:privilege><d:privilege><d:bind/></d:privilege>"),
        )
        + _calendar("https://evil.example/anna/five/", "")
    )

    def answer(asked: Asked) -> bytes:
        return http(200, dav="1, calendar-access, calendar-auto-schedule") if asked.method == "OPTIONS" else listed

    async def main(client: Client, server: Loopback) -> None:
        listing = await client.listing(Href("/anna/"))
        one, two, four = listing.collections
        assert (one.href, one.name, one.color, one.order) == ("/anna/one/", "Öne", "#a1b2c3", 7)
        assert (one.ctag, one.sync_token, one.supports_sync, one.writable) == ("c1", "s1", True, False)
        assert (two.href, two.name, two.color, two.writable) == ("/anna/two%20three/", "two three", "", True)
        assert (two.supports_sync, four.supports_sync, four.writable, four.name) == (False, True, True, "ab")
        assert listing.skipped == ("Tasks",) and all(c.schedules for c in listing.collections)
        await client.collections(Href("/anna/"))
        assert [asked.method for asked in server.asked] == ["PROPFIND", "OPTIONS", "PROPFIND"]

    with_client(answer, main)


def test_tasks_in_a_mixed_calendar_are_not_listed() -> None:
    def of(name: str, component: str) -> str:
        kind = f"<d:getcontenttype>text/calendar; charset=utf-8; component={component}</d:getcontenttype>"
        return response(CALENDAR + name, "<d:getetag>1</d:getetag>" + kind)

    async def main(client: Client, server: Loopback) -> None:
        assert [href for href, _etag in await client.etags(CALENDAR)] == [A]

    with_client(multistatus(of("a.ics", "VEVENT") + of("b.ics", "VTODO") + of("c.ics", "vjournal")), main)
