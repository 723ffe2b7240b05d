"""The meeting in the event: the places of M45, the fence of M44, tombstones, re-linking of M55."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dainvo.errors import Malformed
from dainvo.ical import edit, fence
from dainvo.ical.conference import Link, attach, detach, find, gone, user_text
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, Online, RecurrenceId, Scope, Uid
from dainvo.ical.fence import OPENING
from dainvo.ical.lines import escape, fold, unescape
from dainvo.ical.resource import scan

NOW, LATER = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
HERE = CollectionId(1)
LINK = Link("https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1", "92674392836", "123456", "abcd0123", "op-1")
OTHER = Link("https://us02web.zoom.us/j/81234567890?pwd=b.1", "81234567890", "654321", "abcd0123", "op-2")
BLOCK = """:: Zoom meeting ::
Join: https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1
Meeting ID: 926 7439 2836
Passcode: 123456
:: dainvo zoom 92674392836 126a71 ::"""


def event(*lines: str) -> str:
    body = "".join(fold(line) for line in ("UID:u", "DTSTART:20270310T090000Z", "DTEND:20270310T100000Z", *lines))
    return f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{body}END:VEVENT\r\nEND:VCALENDAR\r\n"


def description(text: str) -> str:
    return scan(text).rows[0].description


def test_the_places() -> None:
    """M45: CONFERENCE, LOCATION and URL where empty, the fenced block; byte-exact as zoom.md §8."""
    text = attach(event("DESCRIPTION:Bring figures\\, please."), LINK, now=NOW)
    lines = text.replace("\r\n ", "").split("\r\n")
    assert f'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join Zoom Meeting":{LINK.join_url}' in lines
    assert f"LOCATION:{LINK.join_url}" in lines and f"URL:{LINK.join_url}" in lines
    assert description(text) == f"Bring figures, please.\n\n{BLOCK}"
    assert "X-DAINVO-ZOOM-ID:92674392836" in lines and "X-DAINVO-ZOOM-ACCOUNT:abcd0123" in lines
    assert "X-DAINVO-ZOOM-OP:op-1" in lines
    assert find(text) == LINK
    row = scan(text).rows[0]
    assert (row.join_url, row.provider, row.meeting_id, row.op_id) == (LINK.join_url, "zoom", LINK.meeting_id, "op-1")


def test_a_place_that_is_taken_stays() -> None:
    text = attach(event("LOCATION:Room 4", "URL:https://corp.example/agenda"), LINK, now=NOW)
    assert "LOCATION:Room 4\r\n" in text and "URL:https://corp.example/agenda\r\n" in text
    after = detach(text, now=LATER)
    assert "LOCATION:Room 4\r\n" in after and "URL:https://corp.example/agenda\r\n" in after


def test_same_link_again_changes_nothing() -> None:
    text = attach(event(), LINK, now=NOW)
    assert attach(text, LINK, now=LATER) == text
    assert detach(event("SUMMARY:x"), now=NOW) == event("SUMMARY:x")


def test_another_link_replaces_the_old_one_where_it_stands() -> None:
    text = attach(attach(event("DESCRIPTION:Text"), LINK, now=NOW), OTHER, now=LATER)
    assert LINK.meeting_id not in text
    assert text.count("CONFERENCE") == 1 and description(text).count(OPENING) == 1
    assert find(text) == OTHER
    by_hand = attach(event(), LINK, now=NOW).replace(f"LOCATION:{LINK.join_url}", "LOCATION:Room 4")
    assert "LOCATION:Room 4" in attach(by_hand, OTHER, now=LATER)


def test_a_foreign_conference_stays() -> None:
    line = "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49301234"
    text = detach(attach(event(line), LINK, now=NOW), now=LATER)
    assert line in text and "us02web" not in text


def test_master_and_overrides() -> None:
    lines = ("BEGIN:VEVENT", "UID:u", "RECURRENCE-ID:20270317T090000Z", "DTSTART:20270317T100000Z", "DESCRIPTION:mine")
    override = "\r\n".join((*lines, "END:VEVENT", ""))
    series = event("RRULE:FREQ=WEEKLY").replace("END:VCALENDAR", override + "END:VCALENDAR")
    text = attach(series, LINK, now=NOW)
    assert [row.join_url for row in scan(text).rows] == [LINK.join_url] * 2
    assert scan(text).rows[1].description == f"mine\n\n{BLOCK}"
    assert LINK.meeting_id not in detach(text, now=LATER, tombstone=False)


def test_tombstones() -> None:
    """A meeting taken off is not found again, even if a merge brings its link back; adding it anew is."""
    text = detach(attach(event(), LINK, now=NOW), now=LATER)
    assert gone(text) == (LINK.meeting_id,) and find(text) is None
    revived = text.replace(
        "END:VEVENT", f"LOCATION:{LINK.join_url}\r\nX-DAINVO-ZOOM-ID:{LINK.meeting_id}\r\nEND:VEVENT"
    )
    assert find(revived) is None
    again = attach(text, LINK, now=LATER)
    assert gone(again) == () and find(again) == LINK
    for number in range(8):
        one = replace(LINK, join_url=f"https://zoom.us/j/8123456789{number}", meeting_id=f"8123456789{number}")
        text = detach(attach(text, one, now=NOW), now=LATER)
    assert gone(text) == tuple(f"8123456789{number}" for number in (7, 6, 5, 4, 3))


def test_other_programs_drop_x_lines() -> None:
    """M55: re-linked from the fence, else from the link."""
    text = attach(event(), LINK, now=NOW)
    without = "\r\n".join(line for line in text.split("\r\n") if not line.startswith("X-"))
    assert find(without) == replace(LINK, account_hash="", op_id="", source="fence")
    bare = event(f"LOCATION:{LINK.join_url}")
    assert find(bare) == Link(LINK.join_url, LINK.meeting_id, source="link")
    assert LINK.meeting_id not in detach(bare, now=NOW, tombstone=False, meeting_id=LINK.meeting_id)
    assert detach(bare, now=NOW) == bare, "a foreign link is not ours to remove"
    assert find(event("DESCRIPTION:no link")) is None and find("rubbish") is None


def test_a_stand_in_on_this_computer() -> None:
    local = replace(LINK, join_url="http://127.0.0.1:8123/j/92674392836?pwd=x")
    text = attach(event(), local, now=NOW)
    assert find(text) == local
    evil = text.replace("\r\n ", "").replace("127.0.0.1:8123", "evil.example")
    found = find(evil)
    assert found is not None and found.join_url == ""


def intact(text: str) -> bool:
    """Whether our block is in a description as we wrote it."""
    return [block.intact for block in fence.blocks_of(text)] == [True]


def test_someone_edits_the_block() -> None:
    text = attach(event("DESCRIPTION:Text"), LINK, now=NOW)
    assert intact(description(text))
    trailing = description(text).replace("Passcode: 123456", "Passcode: 123456  ")
    assert intact(trailing), "trailing spaces do not count"
    edited = description(text).replace("Passcode: 123456", "Passcode: 123456\nCall me first!")
    assert not intact(edited)
    assert user_text(edited) == "Text"


def test_the_full_invitation() -> None:
    invitation = f"Anna is inviting you.\r\n\r\nJoin Zoom Meeting\r\n{LINK.join_url}  \r\n:: odd ::\r\n"
    text = attach(event("DESCRIPTION:Text"), LINK, now=NOW, invitation=invitation)
    assert "Anna is inviting you.\n\nJoin Zoom Meeting\nhttps" in description(text)
    assert intact(description(text)) and user_text(description(text)) == "Text"
    assert find(text) == replace(LINK, passcode="")


@pytest.mark.parametrize(
    "link",
    [
        replace(LINK, join_url="https://zoom.us/j/1\r\nATTENDEE:mailto:x@y.example"),
        replace(LINK, join_url="javascript:alert(1)"),
        replace(LINK, meeting_id="1\r\nX:1"),
        replace(LINK, op_id="a\nb"),
    ],
)
def test_links_that_cannot_stand_in_a_calendar(link: Link) -> None:
    with pytest.raises(Malformed):
        attach(event(), link, now=NOW)


def test_a_passcode_cannot_break_out() -> None:
    text = attach(event(), replace(LINK, passcode="1\r\nATTENDEE:mailto:x@y.example"), now=NOW)
    assert "\r\nATTENDEE" not in text


TEXTS = st.text(
    alphabet=st.sampled_from("ab ü\n\\;,:\t\"'") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=80
)


@given(TEXTS, TEXTS, st.booleans())
@settings(max_examples=300)
@example("ends with a break\n", "", False)
@example("\n\n", "\n\n", True)
@example(":: Zoom meeting ::", "", False)
@example("", "", True)
def test_users_text_comes_back(above: str, below: str, has_below: bool) -> None:
    """M44: attach, update, detach, twice each; the user's text byte-identical, one block at most."""
    raw = escape(above)
    text = event(f"DESCRIPTION:{raw}") if raw else event()
    original = unescape(raw)
    if has_below:
        text = attach(text, LINK, now=NOW)
        text = event("DESCRIPTION:" + escape(description(text)) + "\\n" + escape(below))
        original = user_text(description(text))
    for _ in range(2):
        for link in (LINK, OTHER, OTHER):
            text = attach(text, link, now=NOW)
            assert user_text(description(text)) == original
            assert description(text).count(f"\n{OPENING}\n") <= original.count(f"\n{OPENING}\n") + 1
        text = detach(text, now=LATER)
        assert description(text) == original


def test_odd_escapes_come_back() -> None:
    """The raw value, with escapes the standard does not know, is not rewritten."""
    line = "DESCRIPTION:a\\tb\\Nc\\\\nd\\\\"
    text = event(line)
    assert line + "\r\n" in detach(attach(text, LINK, now=NOW), now=LATER)


def test_an_edit_of_the_notes_keeps_the_block() -> None:
    draft = EventDraft(HERE, "Call", NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1), description="One")
    text = attach(edit.create(draft, uid=Uid("u"), now=NOW), LINK, now=NOW)
    parsed = edit.read(text, NO_RECURRENCE, collection=HERE)
    assert (parsed.draft.description, parsed.draft.online, parsed.link) == ("One", Online.ZOOM, LINK)
    after = edit.apply(
        text, replace(parsed.draft, description="Two\n"), scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=LATER
    )
    assert description(after) == f"Two\n\n\n{BLOCK}" and find(after) == LINK
    emptied = edit.apply(
        after, replace(parsed.draft, description=""), scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=LATER
    )
    assert description(emptied) == BLOCK
    assert "DESCRIPTION" not in detach(emptied, now=LATER)


def test_an_override_made_later_has_the_meeting_too() -> None:
    series = attach(event("RRULE:FREQ=WEEKLY"), LINK, now=NOW)
    draft = edit.read(series, RecurrenceId("20270317T090000Z"), collection=HERE).draft
    after = edit.apply(
        series,
        replace(draft, summary="Moved"),
        scope=Scope.THIS,
        recurrence_id=RecurrenceId("20270317T090000Z"),
        now=LATER,
    )
    assert [row.meeting_id for row in scan(after).rows] == [LINK.meeting_id] * 2
