"""Multistatus bodies and calendar texts of any kind through the whole fetch, from the wire to what is shown: nothing
hangs, nothing raises past the one calendar or event it stood in (Z-1, Z-2, I-11)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import fuzz
from fakes.calendar_world import event
from fakes.canned_web import Canned, CannedWeb
from hypothesis import example, given
from hypothesis import strategies as st

from dainvo.dav.client import Client
from dainvo.dav.collection import CollectionInfo
from dainvo.dav.xml import parse_multistatus, precondition
from dainvo.engine.desk import Desk
from dainvo.engine.fetch import Fetch
from dainvo.engine.sync import sync_collection
from dainvo.errors import DainvoError, Malformed
from dainvo.ical.event import AccountId, Href, ResourceId
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 10, 9, tzinfo=UTC)
ORIGIN = "https://cal.example:443"

often = fuzz.often(100)


@dataclass
class Place:
    """A copy that all examples of a test share; each has a calendar of its own."""

    store: Store
    reader: Reader
    account: AccountId
    folder: Path
    numbers: Iterator[int]

    def fetch(self, web: CannedWeb, href: str) -> Fetch:
        self.store.put_collections(self.account, [CollectionInfo(Href(href), "Any", supports_sync=True)])
        [collection] = [row for row in self.store.collections(self.account) if row.href == href]
        desk = Desk(self.store, web, Secrets.in_memory(), Settings(), {}, BERLIN, self.folder)
        return Fetch(desk, Client(web, ORIGIN, None), collection, None, frozenset())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    path = tmp_path / "copy.db"
    with Store(path, zone=BERLIN, now=lambda: NOW) as store:
        account = store.add_account("caldav", "Any", url=ORIGIN, user="anna@example.com")
        reader = Reader(path, zone=BERLIN)
        yield Place(store, reader, account, tmp_path, count())
        reader.close()


# Bodies

texts = st.text(max_size=40)
hrefs = st.one_of(
    st.sampled_from(
        ["/c/a.ics", "/c/b%20c.ics", "/c/", "/c/%2e%2e/x", "../x", "//evil/x", "https://evil/c/a.ics", "", "?"]
    ),
    texts.map(escape),
)
props = st.one_of(
    st.sampled_from(
        [
            "<d:getetag>&quot;1&quot;</d:getetag>",
            "<d:getetag/>",
            "<d:getetag>W/</d:getetag>",
            f"<c:calendar-data>{escape(event('u'))}</c:calendar-data>",
            "<c:calendar-data><b/></c:calendar-data>",
            "<d:resourcetype><d:collection/></d:resourcetype>",
            "<d:getcontenttype>text/calendar;component=VTODO</d:getcontenttype>",
        ]
    ),
    texts.map(lambda text: f"<c:calendar-data>{escape(text)}</c:calendar-data>"),
)
statuses = st.sampled_from([200, 201, 207, 301, 403, 404, 410, 500, 507, 999]).map(lambda code: f"HTTP/1.1 {code} X")


@st.composite
def responses(draw: st.DrawFn) -> str:
    said = draw(st.one_of(statuses, texts.map(escape)))
    inner = "".join(draw(st.lists(props, max_size=3)))
    stat = draw(st.sampled_from(["<d:propstat><d:prop>{}</d:prop><d:status>{}</d:status></d:propstat>", "{}{}"]))
    status = f"<d:status>{draw(statuses)}</d:status>" if draw(st.booleans()) else ""
    names = "".join(f"<d:href>{draw(hrefs)}</d:href>" for _ in range(draw(st.integers(0, 2))))
    return f"<d:response>{names}{status}{stat.format(inner, said)}</d:response>"


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """A multistatus, whole or damaged somewhere."""
    inner = "".join(draw(st.lists(responses(), max_size=6)))
    token = draw(st.sampled_from(["", "<d:sync-token>t</d:sync-token>", "<d:sync-token/>"]))
    text = f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}{token}</d:multistatus>'
    body = text.encode(draw(st.sampled_from(["utf-8", "utf-16", "latin-1"])), "replace")
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(body)))
        what = draw(st.sampled_from([b"", b"<", b"</d:response>", b"\x00", b"&x;", b"<!DOCTYPE a>", b"]]>", b"\xff"]))
        body = body[:at] + what + body[at + draw(st.integers(0, 3)) :]
    return body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body


@often
@given(body=st.one_of(bodies(), st.binary(max_size=300)))
@example(b"<d:multistatus xmlns:d='DAV:'>" + b"<a>" * 100_000)
@example(b"<d:multistatus xmlns:d='DAV:'>" + b"<a/>" * 300_000)
@example(b"<d:multistatus xmlns:d='DAV:'><d:response>" + b"<d:href>/c/a</d:href>" * 60_000)
def test_any_body_is_read_or_refused(body: bytes) -> None:
    with fuzz.soon():
        precondition(body)
        try:
            found = parse_multistatus(body, ORIGIN + "/c/")
        except Malformed:
            return
    for item in found.items:
        assert item.href.startswith("/")
        assert ".." not in item.href.split("/")


@often
@given(several=st.lists(bodies(), min_size=1, max_size=4), code=st.sampled_from([207, 207, 207, 200, 403, 500, 507]))
def test_any_answer_leaves_the_calendar_and_its_neighbours_whole(place: Place, several: list[bytes], code: int) -> None:
    """Whatever the bodies: at most one of the five failures for this calendar; a bounded number of questions; what
    was there before is there, unless the server named it as gone or listed the rest."""
    href = f"/c/{next(place.numbers)}/"
    left = [body.replace(b"/c/", href.encode()) for body in several]

    def answer(_method: str, _url: str, _body: bytes) -> Canned:
        return Canned(code if len(left) == 1 else 207, left.pop(0) if len(left) > 1 else left[0])

    web = CannedWeb(answer, chunk=50)
    fetch = place.fetch(web, href)
    place.store.take_remote(fetch.collection.id, [RemoteItem(Href(href + "kept.ics"), "e", event("kept"))])  # type: ignore[arg-type]
    with fuzz.soon():
        try:
            asyncio.run(sync_collection(fetch, CollectionInfo(Href(href), "Any", supports_sync=True, sync_token="n")))
        except DainvoError:
            pass
    assert web.asked <= 60
    assert place.reader.occurrences(date(2027, 3, 1), date(2027, 3, 31), collections={fetch.collection.id}) is not None


# Texts

_HOSTILE = [
    "20270310T090000Z",
    "20270310",
    "99991231T235959Z",
    "00010101T000000",
    "20270230T250000",
    "20270310T090000Z/P1D",
    "20270310,20270311,x",
    "P1D",
    "-P9999999W",
    "PT99999999999999999S",
    "FREQ=SECONDLY",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MINUTELY;COUNT=2000000000",
    "FREQ=DAILY;UNTIL=banana",
    "FREQ=HOURLY;BYSETPOS=-366",
    "mailto:anna@example.com",
    "TRUE",
    "\\",
    "\\n\\,",
]
_PROPERTIES = [
    "DTSTART",
    "DTSTART;VALUE=DATE",
    "DTSTART;TZID=Europe/Berlin",
    "DTSTART;TZID=No/Where",
    'DTSTART;TZID="',
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "RDATE;VALUE=PERIOD",
    "EXDATE",
    "EXDATE;TZID=Europe/Berlin",
    "RECURRENCE-ID",
    "RECURRENCE-ID;RANGE=THISANDFUTURE",
    "SUMMARY",
    "UID",
    "ATTENDEE;PARTSTAT=ACCEPTED",
    'ORGANIZER;CN="a;b',
    "STATUS",
    "SEQUENCE",
    "X-DAINVO-ZOOM-ID",
    "X-DAINVO-ZOOM-OP",
    "CONFERENCE",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "BEGIN",
    "END",
    ";",
    ":",
    "TRANSP",
    "CLASS",
    "GEO",
    "ATTACH",
]
_VALUES = st.one_of(
    st.sampled_from(["", "1" * 400, *_HOSTILE]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60),
)
_NAMES = st.sampled_from([" ", "\t", "X-" + "A" * 300, *_PROPERTIES])
_LINES = st.builds("{}:{}".format, _NAMES, _VALUES)
_COMPONENTS = st.sampled_from(
    ["BEGIN:VALARM", "END:VALARM", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "END:VCALENDAR"]
)


@st.composite
def calendars(draw: st.DrawFn) -> str:
    """An event with lines put in, taken out and doubled; it still begins as one."""
    lines = event("any").split("\r\n")[:-1]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(4, len(lines)))
        match draw(st.integers(0, 3)):
            case 0:
                lines[at:at] = [draw(_LINES)]
            case 1:
                del lines[at : at + 1]
            case 2:
                lines[at:at] = lines[at : at + 1]
            case _:
                lines[at:at] = [draw(_COMPONENTS)]
    return draw(st.sampled_from(["\r\n", "\n", "\r\n "])).join(lines)


@often
@given(several=st.lists(calendars(), min_size=1, max_size=4))
@example([event("x", extra="RRULE:FREQ=SECONDLY\r\nRDATE:" + ",".join(["20270310T090000Z"] * 5000))])
@example([event("x", extra="RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")])
@example([event("x", extra="DESCRIPTION:" + "a" * 2_000_000)])
@example(["BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 20_000])
@example(["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + "X-A:b\r\n" * 100_000])
def test_any_text_is_kept_and_stops_no_neighbour(place: Place, several: list[str]) -> None:
    """I-11, A29: each is stored byte for byte, shown or listed, and the good one beside it is shown."""
    href = f"/c/{next(place.numbers)}/"
    given_texts = {f"{href}{place_}.ics": text for place_, text in enumerate([event("good", "Good"), *several])}
    inner = "".join(
        f"<d:response><d:href>{name}</d:href><d:propstat><d:prop><d:getetag>1</d:getetag><c:calendar-data>"
        f"{escape(text)}</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for name, text in given_texts.items()
    )
    body = f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}'
    body += "<d:sync-token>t</d:sync-token></d:multistatus>"
    web = CannedWeb(lambda _method, _url, _body: Canned(207, body.encode()))
    fetch = place.fetch(web, href)
    with fuzz.soon():
        asyncio.run(sync_collection(fetch, CollectionInfo(Href(href), "Any", supports_sync=True, sync_token="t")))
        shown = place.reader.occurrences(date(2027, 3, 1), date(2027, 3, 31), collections={fetch.collection.id})
        for one in shown[:50]:
            with suppress(Malformed):  # says so in its card
                place.reader.event(ResourceId(one.resource), one.recurrence_id)
    assert web.asked == 1
    assert "Good" in [one.summary for one in shown]
    held = {row.href: row.text for row in place.store.resources(fetch.collection.id)}
    assert held.keys() == given_texts.keys()
    for name, text in given_texts.items():
        assert held[Href(name)].replace("\r\n", "\n") == text.replace("\r\n", "\n")
