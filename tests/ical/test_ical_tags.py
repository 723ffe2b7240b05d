"""Address, colour, categories and notes as HTML: changed without touching their neighbours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dainvo.ical.edit import apply, create, read
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, Scope, Uid

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
START = datetime(2027, 3, 10, 9, tzinfo=UTC)


def made(**values: Any) -> str:
    draft = EventDraft(CollectionId(1), "Title", START, START + timedelta(hours=1), **values)
    return create(draft, uid=Uid("u"), now=NOW)


def draft_of(text: str) -> EventDraft:
    return read(text, NO_RECURRENCE, collection=CollectionId(1)).draft


def test_address_colour_and_categories_are_lines_of_their_own() -> None:
    """E29, E30, E33: written, read back, and changed without touching what stands beside them."""
    text = made(url="https://x.example/a,b;c", color="teal", categories=("Travel", "Fun, games"))
    assert "URL:https://x.example/a,b;c\r\n" in text
    assert "COLOR:teal\r\n" in text
    assert "CATEGORIES:Travel,Fun\\, games\r\n" in text
    kept = text.replace("CATEGORIES:Travel,", "CATEGORIES;LANGUAGE=en:Travel , Other,")
    before = draft_of(kept)
    assert before.categories == ("Travel", "Other", "Fun, games")
    new = apply(
        kept,
        replace(before, categories=("Other", "Fun, games", "Work"), color="", url=""),
        scope=Scope.ALL,
        recurrence_id=NO_RECURRENCE,
        now=NOW,
    )
    assert "CATEGORIES;LANGUAGE=en: Other,Fun\\, games,Work\r\n" in new
    assert "COLOR" not in new and "URL" not in new
    assert "SEQUENCE:0\r\n" in new


def test_a_join_link_is_no_address_of_the_event() -> None:
    """E33: apart from the meeting; what is typed as address takes its place."""
    text = made(url="https://us02web.zoom.us/j/12345678901?pwd=x")
    assert draft_of(text).url == ""
    same = apply(text, replace(draft_of(text), summary="Other"), scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW)
    assert "URL:https://us02web.zoom.us/j/12345678901?pwd=x\r\n" in same


def test_html_notes_are_words_and_keep_their_markup() -> None:
    """E32: in DESCRIPTION and in the same words as a page."""
    page = "<html><body><p>Bring <b>ideas</b></p></body></html>"
    text = made(description="x").replace(
        "DESCRIPTION:x\r\n", f"DESCRIPTION:Bring <b>ideas</b>\r\nX-ALT-DESC;FMTTYPE=text/html:{page}\r\n"
    )
    before = draft_of(text)
    assert before.description == "Bring ideas"
    new = apply(text, replace(before, description="Bring cake"), scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW)
    assert "DESCRIPTION:Bring <b>cake</b>\r\n" in new
    assert f"X-ALT-DESC;FMTTYPE=text/html:{page.replace('ideas', 'cake')}\r\n" in new.replace("\r\n ", "")
    untouched = apply(text, replace(before, summary="Other"), scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW)
    assert f"X-ALT-DESC;FMTTYPE=text/html:{page}\r\n" in untouched
