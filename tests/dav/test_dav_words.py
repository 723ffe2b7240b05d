"""What a server says for itself when it refuses an event, as one line of plain text."""

from __future__ import annotations

import re

import pytest
from fakes.fuzz import soon
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.dav.answers import failure
from dainvo.dav.words import MOST_CHARS, words
from dainvo.errors import Refused, Why
from dainvo.web import Answer

DAV = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://sabredav.org/ns"'


def said(body: str | bytes, content_type: str = "text/html", status: int = 403) -> str:
    content = body.encode() if isinstance(body, str) else body
    return words(Answer(status, {"content-type": content_type}, content, "https://dav.example.org/a.ics"))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Access to the requested resource forbidden.", "Access to the requested resource forbidden."),
        (
            f"<?xml version='1.0'?><d:error {DAV}><s:exception>Sabre\\DAV\\Exception\\Forbidden</s:exception>"
            "<s:message>Validation error in iCalendar: DTSTART is missing</s:message></d:error>",
            "Validation error in iCalendar: DTSTART is missing",
        ),
        (
            f"<d:error {DAV}><c:valid-calendar-data>UID missing</c:valid-calendar-data><d:href>/a</d:href></d:error>",
            "UID missing",
        ),
        (
            "<html><head><title>413</title><style>h1 { color: red }</style></head><body><h1>Too Large</h1><hr>"
            "<script>alert('x')</script><p>At most 1&nbsp;MB &amp; no more</p></body></html>",
            "Too Large At most 1 MB & no more",
        ),
        ("<html><TITLE>Quota exceeded</TITLE></html>", "Quota exceeded"),
        ("  two\r\nlines\t", "two lines"),
        ("<p>&lt;img src=file:///etc/passwd&gt;</p>", "< img src=file:///etc/passwd>"),
        ("<p>a\u202eb\u2066c\x07d</p>", "a b c d"),
        ('{"error": "no"}', ""),
        ("", ""),
        ("<script>never ends", ""),
        (f"<d:error {DAV}><d:need-privileges/></d:error>", ""),
    ],
)
def test_the_reason_is_read_and_its_markup_is_not(body: str, told: str) -> None:
    """Bad input: plain text in one line, whatever it came as (C-U5)."""
    assert said(body) == told


def test_an_unusual_alphabet_is_read_as_the_answer_says() -> None:
    assert said("Größe überschritten".encode("latin-1"), "text/plain; charset=ISO-8859-1") == "Größe überschritten"
    assert said(b"caf\xe9", "text/plain; charset=nonsense") == "caf"


def test_a_long_reason_is_cut_at_a_word() -> None:
    told = said("word " * 200, "text/plain")
    assert len(told) <= MOST_CHARS
    assert told.endswith(" word…")
    assert len(said("x" * 5000, "text/plain")) == MOST_CHARS


@pytest.mark.parametrize(
    "unit",
    ["<a ", "<a/ ", "<a b='", "<!--", "<![CDATA[", "<?", "</", "<script", "<script>", "</script", "<title>", "&#"],
)
def test_no_page_keeps_the_reader_busy(unit: str) -> None:
    """Fuzzing: nothing hangs over a second; parsers of pages are quadratic in these."""
    with soon():
        assert len(said(unit * 100_000)) <= MOST_CHARS


@settings(max_examples=300)
@given(st.text(st.sampled_from("<>/!?&;#'\"= \n\x00\u202eaé") | st.sampled_from(list("scriptle")), max_size=200))
def test_whatever_comes_is_one_short_line_without_markup(body: str) -> None:
    told = said(body)
    assert len(told) <= MOST_CHARS
    assert told == " ".join(told.split())
    assert not {"\x00", "\u202e"} & set(told)
    assert not re.search("<[a-zA-Z/!?]", told)


@pytest.mark.parametrize(
    ("status", "why"), [(403, Why.NOT_ALLOWED), (413, Why.TOO_LARGE), (507, Why.SERVER_FULL), (415, Why.REJECTED)]
)
def test_a_refusal_carries_the_words(status: int, why: Why) -> None:
    """Bad input: 403, 413, 507 and the like mark the event with the server's reason."""
    error = failure(Answer(status, {}, b"<h1>Because we say so</h1>", "https://dav.example.org/a.ics"))
    assert isinstance(error, Refused)
    assert (error.why, error.about["said"]) == (why, "Because we say so")
    assert "Because" not in str(error), "what a server says does not go to the log"
