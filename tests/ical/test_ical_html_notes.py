"""Notes written as HTML by other programs: plain words, and edits that keep the markup."""

from __future__ import annotations

import pytest
from fakes.fuzz import soon
from hypothesis import given
from hypothesis import strategies as st

from dainvo.ical.html_notes import is_html, with_words, words

GOOGLE = '<b>Agenda</b><br>1. Budget &amp; plan<br>2. <a href="https://x.example/a?b=1&amp;c=2">the paper</a>'
PAGE = (
    "<html>\n<head><style>p { margin: 0 }</style></head>\n<body>\n"
    '<p class="MsoNormal">Hello <span style="color:red">everybody</span>,</p>\n'
    "<ul><li>one</li><li>two</li></ul></body></html>"
)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (GOOGLE, "Agenda\n1. Budget & plan\n2. the paper <https://x.example/a?b=1&c=2>"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ('See <a href="https://x.example/">x.example</a>', "See x.example"),
        ('<a href="https://x.example"></a>empty', "empty"),
        ("a &lt; b<br>", "a < b"),
        ("<b>not closed", "not closed"),
    ],
)
def test_words(source: str, plain: str) -> None:
    """E32: no tags are shown, links are."""
    assert is_html(source)
    assert words(source) == plain


def test_words_of_a_page() -> None:
    assert words(PAGE, collapse=True) == "Hello everybody,\n• one\n• two"


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "<anna@corp.example>", "if (a<b) {}", "plain", "<https://x.example>"]
)
def test_what_a_person_typed_is_no_html(text: str) -> None:
    assert not is_html(text)


def test_one_word_changes_and_all_markup_stays() -> None:
    """E32"""
    new = with_words(GOOGLE, words(GOOGLE).replace("Budget", "Money"))
    assert new == GOOGLE.replace("Budget", "Money")
    new = with_words(PAGE, "Hello friends,\n• one\n• two", collapse=True)
    assert words(new, collapse=True) == "Hello friends,\n• one\n• two"
    assert new.count("<") == PAGE.count("<")
    assert 'style="color:red"' in new


@pytest.mark.parametrize(
    ("source", "wanted", "new"),
    [
        ("<b>Hi</b>", "Hi there", "<b>Hi there</b>"),
        ("<b>Hi</b>", "Oh, Hi", "<b>Oh, Hi</b>"),
        ("<b>Hi</b> you", "Ha you", "<b>Ha</b> you"),
        ("one<br>two", "one\ntwo & three", "one<br>two &amp; three"),
        ("one<br>two", "onetwo", "onetwo"),
        ("<i>one</i>", "one\ntwo", "<i>one<br>two</i>"),
        ("a &lt; b<br>", "a < c", "a &lt; c<br>"),
    ],
)
def test_edits(source: str, wanted: str, new: str) -> None:
    assert with_words(source, wanted) == new
    assert words(new) == wanted


TEXTS = st.text(st.sampled_from("ab <&\nö"), max_size=30)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<br>", "<p>", "</p>", "a", "bc ", "&amp;"]), max_size=12), TEXTS)
def test_no_edit_loses_a_tag_that_makes_no_line(parts: list[str], wanted: str) -> None:
    source = "".join(parts)
    new = with_words(source, wanted)
    for tag in ("<b>", "</b>", "<p>", "</p>"):
        assert new.count(tag) == source.count(tag)


@given(TEXTS, TEXTS)
def test_an_edit_says_what_was_typed(before: str, wanted: str) -> None:
    """Where nothing but line breaks is markup, the words are those wanted."""
    source = with_words("<b></b>", before.strip("\n"))
    assert words(source) == before.strip("\n")
    assert words(with_words(source, wanted.strip("\n"))) == wanted.strip("\n")


@pytest.mark.parametrize("unit", ["<!--", "<!DOCTYPE ", "<p>", "</p>", "<div> ", '<a href="http:x">', '<b "', "<li>\n"])
@pytest.mark.parametrize("collapse", [True, False])
def test_notes_made_to_keep_us_busy_are_read_at_once(unit: str, collapse: bool) -> None:
    """H-10: two hundred thousand characters that never end what they begin; to open such an invitation took minutes."""
    source = "<b>x</b>" + unit * (200_000 // len(unit)) + "y</a>" * 5000
    with soon():
        assert is_html(source)
        assert words(source, collapse=collapse)


def test_a_comment_is_not_shown_and_what_only_looks_like_one_is() -> None:
    assert words("<b>a</b><!-- b\n-->c") == "ac"
    assert words("<b>a</b> <!-- b") == "a <!-- b"
    assert words('<a href="http://x.example">one</a> <a href="http://y.example">two</a>') == (
        "one <http://x.example> two <http://y.example>"
    )
