"""Multistatus answers as real and hostile servers write them."""

from __future__ import annotations

import tracemalloc

import pytest
from fakes.fuzz import soon

from dainvo.dav import xml
from dainvo.dav.xml import C, D, MultistatusStream, is_below, normal, parse_multistatus, precondition
from dainvo.errors import Malformed
from dainvo.ical.event import Href

URL = "https://dav.example.org/anna/work/"
ICS = "BEGIN:VCALENDAR\nSUMMARY:a &amp; b\nEND:VCALENDAR\n"


def multistatus(inner: str, declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return (
        f'{declaration}<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}</d:multistatus>'
    ).encode()


def response(href: str, props: str = "<d:getetag>&quot;1&quot;</d:getetag>", status: str = "200 OK") -> str:
    stat = f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 {status}</d:status></d:propstat>"
    return f"<d:response><d:href>{href}</d:href>{stat}</d:response>"


def test_changed_removed_and_token() -> None:
    body = multistatus(
        response("/anna/work/a.ics", f"<d:getetag>&quot;1&quot;</d:getetag><c:calendar-data>{ICS}</c:calendar-data>")
        + "<d:response><d:href>/anna/work/b.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
        + "<d:sync-token> tok </d:sync-token>"
    )
    read = parse_multistatus(body, URL)
    changed, removed = read.items
    assert (changed.href, changed.status, changed.etag) == ("/anna/work/a.ics", 200, '"1"')
    assert changed.data == "BEGIN:VCALENDAR\r\nSUMMARY:a & b\r\nEND:VCALENDAR\r\n"
    assert (removed.href, removed.status, removed.etag, removed.data) == ("/anna/work/b.ics", 404, "", None)
    assert (read.token, read.truncated) == ("tok", False)


def test_several_propstats_and_none() -> None:
    """A36: what is found counts, what is not found is no word about the resource."""
    body = multistatus(
        "<d:response><d:href>a.ics</d:href>"
        "<d:propstat><d:prop><c:calendar-data/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>"
        "<d:propstat><d:prop><d:getetag>x</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
        "</d:response>"
        "<d:response><d:href>b.ics</d:href></d:response>"
        "<d:response><d:href>c.ics</d:href><d:propstat><d:prop><d:getetag>y</d:getetag></d:prop></d:propstat></d:response>"
        "<d:response/>"
    )
    a, b, c = parse_multistatus(body, URL).items
    assert (a.status, a.etag, a.data) == (200, "x", None)
    assert (b.status, b.etag) == (200, "")
    assert (c.status, c.etag) == (200, "y")


def test_several_hrefs_with_one_status() -> None:
    """RFC 4918 §14.24: (href*, status)."""
    inner = "<d:response><d:href>a</d:href><d:href>b</d:href><d:status>HTTP/1.1 403 No</d:status></d:response>"
    assert [(i.href[-1], i.status) for i in parse_multistatus(multistatus(inner), URL).items] == [
        ("a", 403),
        ("b", 403),
    ]


def test_507_inside_means_truncated() -> None:
    """A05, RFC 6578 §3.6."""
    inner = response("a.ics") + (
        "<d:response><d:href>/anna/work/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status>"
        "<d:error><d:number-of-matches-within-limits/></d:error></d:response><d:sync-token>t2</d:sync-token>"
    )
    read = parse_multistatus(multistatus(inner), URL)
    assert read.truncated and read.token == "t2" and [item.href for item in read.items] == ["/anna/work/a.ics"]


def test_it_is_read_as_it_streams_in() -> None:
    body = multistatus("".join(response(f"{n}.ics") for n in range(20)) + "<d:sync-token>t</d:sync-token>")
    reader = MultistatusStream(URL)
    early = [item for n in range(0, len(body) // 2, 7) for item in reader.feed(body[n : n + 7])]
    assert 5 < len(early) < 15
    done = len(body) // 2 // 7 * 7 + (7 if (len(body) // 2) % 7 else 0)
    late = reader.feed(body[done:]) + reader.close()
    assert [item.href for item in early + late] == [f"/anna/work/{n}.ics" for n in range(20)]
    assert reader.token == "t"


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("/anna/work/a.ics", "/anna/work/a.ics"),
        ("a.ics", "/anna/work/a.ics"),
        ("./a.ics", "/anna/work/a.ics"),
        ("https://dav.example.org/anna/work/a.ics", "/anna/work/a.ics"),
        ("https://DAV.example.org:443/anna/work/a.ics", "/anna/work/a.ics"),
        ("/anna@example.org/a b.ics", "/anna%40example.org/a%20b.ics"),
        ("/anna%40example.org/a%20b.ics", "/anna%40example.org/a%20b.ics"),
        ("/%61nna/%7ework/ä.ics", "/anna/~work/%C3%A4.ics"),
        ("/anna/%c3%a4%2f%2B+.ics", "/anna/%C3%A4%2F%2B%2B.ics"),
        ("/anna/%ff.ics", "/anna/%FF.ics"),
        ("/anna/work/", "/anna/work/"),
        # H-16
        ("https://evil.example/anna/work/a.ics", None),
        ("http://dav.example.org/anna/work/a.ics", None),
        ("https://dav.example.org:8443/anna/work/a.ics", None),
        ("https://anna@dav.example.org/anna/work/a.ics", None),
        ("//evil.example/a.ics", None),
        ("/anna/work/%2e%2e/%2e%2e/etc/passwd", None),
        ("/anna/work/a.ics?x=1", None),
        ("mailto:anna@example.org", None),
        ("http://[::1", None),
    ],
)
def test_hrefs_in_one_spelling_and_none_from_elsewhere(href: str, key: str | None) -> None:
    """C-D6, H-16: keys only, same origin."""
    assert normal(URL, href) == key
    if key is not None:
        assert normal(URL, key) == key, "the spelling is stable"


def test_dots_cannot_leave_the_collection() -> None:
    """C-D6: `..` is resolved before anything is compared."""
    climbing = normal(URL, "/anna/work/../../bob/x.ics")
    assert climbing == "/bob/x.ics" and not is_below(Href("/anna/work/"), climbing)
    assert is_below(Href("/anna/work/"), Href("/anna/work/x.ics"))
    assert not is_below(Href("/anna/work/"), Href("/anna/work/"))
    assert not is_below(Href("/anna/work/"), Href("/anna/workshop/x.ics"))


def test_foreign_hrefs_are_left_out_and_counted() -> None:
    """H-16."""
    reader = MultistatusStream(URL)
    items = reader.feed(multistatus(response("https://evil.example/a.ics") + response("ok.ics"))) + reader.close()
    assert [item.href for item in items] == ["/anna/work/ok.ics"] and reader.foreign == 1


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'


@pytest.mark.parametrize("doctype", [BOMB, EXTERNAL, "<!DOCTYPE multistatus>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_a_doctype_is_refused_in_any_encoding(doctype: str, encoding: str) -> None:
    """C-D1, H-8: the guard is on."""
    declared = "utf-8" if encoding == "utf-8-sig" else encoding.removesuffix("-le").removesuffix("-be")
    text = f'<?xml version="1.0" encoding="{declared}"?>{doctype}<d:multistatus xmlns:d="DAV:"/>'
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    with pytest.raises(Malformed, match="DOCTYPE"):
        parse_multistatus((mark + text).encode(encoding), URL)
    assert precondition((mark + text).encode(encoding)) == ""


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32", "no-such"])
def test_odd_encodings_are_no_way_round(encoding: str) -> None:
    """H-8: UTF-7 tricks."""
    with pytest.raises(Malformed):
        body = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + b"+ADwAIQ-DOCTYPE x+AD4-<multistatus/>"
        parse_multistatus(body, URL)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Sign in</body></html>",
        b"<!doctype html><html></html>",
        b"not xml",
        multistatus(response("a.ics"))[:-20],
        multistatus("<d:response><d:href>a</d:response>"),
        multistatus("&nosuch;"),
        multistatus("<undeclared:x/>"),
        b"\xff\xfe\x00",
        b'<multistatus xmlns="urn:other"/>',
    ],
)
def test_what_is_no_multistatus(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_multistatus(body, URL)


@pytest.mark.parametrize(
    "inner",
    ["<a>" * 100_000 + "</a>" * 100_000, "<a/>" * 1_000_000, "<d:response>" + "<a/>" * 300_000 + "</d:response>"],
    ids=["deep", "wide", "wide response"],
)
def test_floods_are_stopped(inner: str) -> None:
    """C-D1, H-8: elements and depth, with little memory and time."""
    body = multistatus(inner)
    tracemalloc.start()
    try:
        with soon(), pytest.raises(Malformed, match="too many"):
            parse_multistatus(body, URL)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert used < 128 * 1024 * 1024


def test_an_object_that_is_too_large_costs_itself_only() -> None:
    """C-D2."""
    large = "x" * (xml.MAX_OBJECT_CHARS + 1)
    inner = response("a.ics", f"<c:calendar-data>{large}</c:calendar-data>") + response("b.ics")
    a, b = parse_multistatus(multistatus(inner), URL).items
    assert (a.status, a.data) == (413, None) and b.status == 200


def test_preconditions() -> None:
    def error(inner: str) -> bytes:
        return f'<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="s">{inner}</d:error>'.encode()

    assert precondition(error("<d:valid-sync-token/>")) == "valid-sync-token"
    assert precondition(error("<c:no-uid-conflict><d:href>/x</d:href></c:no-uid-conflict>")) == "no-uid-conflict"
    assert precondition(error("<s:exception>Sabre</s:exception><d:valid-sync-token/>")) == "valid-sync-token"
    assert precondition(error("<s:exception>Sabre</s:exception>")) == ""
    assert precondition(multistatus("<d:valid-sync-token/>")) == ""
    assert precondition(b"") == precondition(b"plain words") == precondition(b"<a") == ""


def test_bodies_are_well_formed_and_escaped() -> None:
    """A name or token from anywhere stays text."""
    hostile = "<&>\"']]>\x00\x1b"
    for body in (
        xml.mkcalendar(hostile, "#aabbcc"),
        xml.sync_collection("a&b<c", inline=True),
        xml.multiget([Href("/a&b.ics")]),
        xml.propfind("D:displayname", "C:calendar-home-set", "CS:getctag", "A:calendar-color"),
    ):
        seen: list[xml.Node] = []
        parser = xml._Parser(seen.append)
        parser.feed(body)
        parser.close()
        assert seen
    assert "calendar-data" not in xml.sync_collection("", inline=False).decode()


def test_the_name_of_a_new_calendar_arrives_as_it_is() -> None:
    nodes: list[xml.Node] = []
    parser = xml._Parser(nodes.append)
    parser.feed(xml.mkcalendar("Wörk <b> & \x00co", "#aabbcc"))
    parser.close()
    prop = nodes[0].find(f"{D}prop")
    assert prop is not None and prop.text_of(f"{D}displayname") == "Wörk <b> & co"
    assert prop.text_of(f"{xml.A}calendar-color") == "#aabbccff"
    assert prop.find(f"{C}supported-calendar-component-set", f"{C}comp") is not None
