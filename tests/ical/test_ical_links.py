"""Which links join which service, and which only look so."""

from __future__ import annotations

import pytest
from fakes.fuzz import soon
from hypothesis import given
from hypothesis import strategies as st

from dainvo.ical.links import best, is_zoom_join, recognise, zoom_meeting_id

LOCAL = ("http://127.0.0.1:8123",)


@pytest.mark.parametrize(
    ("url", "meeting_id"),
    [
        ("https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1", "92674392836"),
        ("https://zoom.us/j/9267439283", "9267439283"),
        ("https://corp.zoom.com/j/92674392836?pwd=a&jst=2", "92674392836"),
        ("https://zoom.com.cn/w/92674392836?tk=a-b_c.DQ%3D%3D", "92674392836"),
        ("https://zoom-x.de/j/92674392836", "92674392836"),
        ("https://agency.zoomgov.com/j/1612345678", "1612345678"),
        ("https://app.zoom.us/wc/92674392836/join", "92674392836"),
        ("https://zoom.us/wc/join/92674392836", "92674392836"),
        ("https://ZOOM.US:443/j/92674392836#success", "92674392836"),
        ("https://zoom.us/my/anna.mueller", ""),
    ],
)
def test_zoom_joins(url: str, meeting_id: str) -> None:
    """M36: the hosts and paths of zoom.md §7."""
    assert is_zoom_join(url)
    assert zoom_meeting_id(url) == meeting_id
    provider = recognise(url)
    assert provider is not None and provider.key == "zoom"


@pytest.mark.parametrize(
    "url",
    [
        "https://zoom.us/s/92674392836?zak=x",
        "https://app.zoom.us/wc/92674392836/start",
        "https://zoom.us/u/abcdef",
        "https://zoom.us/launch/jc/92674392836",
        "https://zoom.us/meeting/register/x",
        "https://zoom.us/",
        "http://zoom.us/j/92674392836",
        "https://zoom.us.evil.example/j/92674392836",
        "https://evilzoom.us/j/92674392836",
        "https://zoom.us@evil.example/j/92674392836",
        "https://evil.example@zoom.us/j/92674392836",
        "https://evil.example\\@zoom.us/j/92674392836",
        "https://zoom.us\\.evil.example/j/92674392836",
        "https://evil.example/https://zoom.us/j/92674392836",
        "https://evil.example#@zoom.us/j/92674392836",
        "https://zoom.us:8443/j/92674392836",
        "https://zoom%2eus/j/92674392836",
        "https://zoom.us%00.evil.example/j/92674392836",
        "https://zооm.us/j/92674392836",
        "https://zoom.us／j/92674392836",
        "https://zoom.us/j/92674392836\r\nX: 1",
        "https://zoom.us/j/92674392836 ",
        " https://zoom.us/j/92674392836",
        "https://zoom.us/j/92674392836\x00",
        "https://zoom.us/j/../s/92674392836",
        "https://zoom.us/j/92674392836/../../s/92674392836",
        "https:///zoom.us/j/92674392836",
        "https:zoom.us/j/92674392836",
        "//zoom.us/j/92674392836",
        "zoommtg://zoom.us/join?confno=92674392836",
        "javascript:alert(1)//https://zoom.us/j/92674392836",
        "file:///zoom.us/j/92674392836",
        "https://[::1]/j/92674392836",
        "https://zoom.us/j/" + "9" * 4000,
        "https://" + "a." * 2000 + "zoom.us/j/92674392836",
        "",
    ],
)
def test_hostile_links(url: str) -> None:
    """C-U1, C-U2: none of these opens."""
    assert not is_zoom_join(url, LOCAL)
    assert zoom_meeting_id(url, LOCAL) == ""
    assert recognise(url, LOCAL) is None


def test_an_extra_origin_counts_whole() -> None:
    assert is_zoom_join("http://127.0.0.1:8123/j/92674392836?pwd=a", LOCAL)
    assert zoom_meeting_id("http://127.0.0.1:8123/j/92674392836?pwd=a", LOCAL) == "92674392836"
    for url in (
        "http://127.0.0.1:8123/s/92674392836",
        "http://127.0.0.1:8124/j/92674392836",
        "http://127.0.0.1:81234/j/92674392836",
        "http://127.0.0.1:8123@evil.example/j/92674392836",
        "https://127.0.0.1:8123/j/92674392836",
    ):
        assert not is_zoom_join(url, LOCAL)
    assert not is_zoom_join("http://127.0.0.1:8123/j/92674392836")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://meet.google.com/abc-defg-hij?authuser=0", "meet"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_a%40thread.v2/0?context=%7b%22Tid%22%7d", "teams"),
        ("https://teams.microsoft.com/meet/123456?p=abc", "teams"),
        ("https://teams.live.com/meet/9512345678", "teams"),
        ("https://corp.webex.com/corp/j.php?MTID=m1", "webex"),
        ("https://corp.webex.com/meet/anna", "webex"),
        ("https://meet.jit.si/OurRoom", "jitsi"),
        ("https://whereby.com/our-room", "whereby"),
        ("https://chime.aws/1234567890", "chime"),
        ("https://global.gotomeeting.com/join/123456789", "gotomeeting"),
        ("https://bluejeans.com/123456789", "bluejeans"),
        ("https://v.ringcentral.com/join/123456789", "ringcentral"),
        ("https://join.skype.com/abcDEF", "skype"),
        ("https://meet.lync.com/corp/anna/ABC123", "lync"),
        ("https://facetime.apple.com/join#v=1&p=x", "facetime"),
        ("https://app.slack.com/huddle/T1/C1", "slack"),
    ],
)
def test_other_services(url: str, key: str) -> None:
    """M35: recognised by name."""
    provider = recognise(url)
    assert provider is not None and provider.key == key and provider.name


@pytest.mark.parametrize(
    "url",
    [
        "https://meet.google.com/",
        "https://meet.google.com/landing",
        "https://www.google.com/abc-defg-hij",
        "https://teams.microsoft.com/downloads",
        "https://webex.com/pricing.html",
        "https://whereby.com/",
        "https://meet.google.com.evil.example/abc-defg-hij",
        "https://discord.com/blog",
        "https://corp.example/meet/anna",
    ],
)
def test_other_pages(url: str) -> None:
    assert recognise(url) is None


def test_the_order_of_places() -> None:
    """M36: CONFERENCE before URL before LOCATION before notes; of one place the longer link."""
    zoom, longer = "https://zoom.us/j/92674392836", "https://zoom.us/j/92674392836?pwd=abc"
    meet, teams = "https://meet.google.com/abc-defg-hij", "https://teams.live.com/meet/9512345678"
    assert best(meet, teams, zoom, ["https://corp.webex.com/meet/anna"]) == (
        "webex",
        "https://corp.webex.com/meet/anna",
    )
    assert best(meet, teams, zoom) == ("teams", teams)
    assert best(meet, "https://corp.example", zoom) == ("meet", meet)
    assert best("Room 4", "", f"<a href='{zoom}'>x</a> or {longer}.") == ("zoom", longer)
    assert best(f"Room 4 ({longer})", "", "") == ("zoom", longer)
    assert best("", "", '<a href="https://zoom.us/j/92674392836?a=1&amp;pwd=x">') == (
        "zoom",
        "https://zoom.us/j/92674392836?a=1&pwd=x",
    )
    assert best("Room 4", "https://corp.example", "no link") is None
    assert best("", "", zoom, ["https://video.corp.example/room"]) == ("zoom", zoom)
    assert best("", "", "", ["https://video.corp.example/room"]) == ("other", "https://video.corp.example/room")
    assert best("", "", "", ["https://zoom.us/s/92674392836", "javascript:x", "tel:+49"]) is None


@given(st.text(max_size=200), st.text(max_size=60))
def test_anything_is_no_trouble(text: str, link: str) -> None:
    found = best(text, link, text + " https://" + link, [link])
    if found is not None:
        assert found[1].startswith("https://") and found[1].isascii() and found[1].isprintable()


def test_long_texts_are_quick() -> None:
    for text in (
        "https://" * 100_000,
        "https://zoom.us/" + "a-" * 300_000,
        "https://x.example/" + "(" * 300_000,
        "&amp;" * 99_999,
    ):
        with soon():
            best(text, text, text, [text])
