"""An event that was deleted on the server while it was edited here, and is saved once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes.calendar_texts import event_text
from fakes.engine_bench import Bench
from fakes.offline_copies import listed

from dainvo.engine.actions import events
from dainvo.engine.desk import Desk
from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, ETag, Href
from dainvo.store.rows import RemoteItem


def test_what_was_kept_of_a_clash_before_stays_to_be_decided(tmp_path: Path) -> None:
    """I-3: saving it again answers the deletion, not the clash; the text kept then is not dropped unseen."""

    async def save_again(desk: Desk) -> list[str]:
        store = desk.store
        account = store.add_account("caldav", "Anna", url="https://cal.example/", user="anna")
        (work,), _ = store.put_collections(account, [listed(Href("/work/"), order=1)])
        base = event_text("one", "Before")
        store.take_remote(work, [RemoteItem(Href("/work/1.ics"), ETag("1"), base)])
        row = store.resource_by_href(work, Href("/work/1.ics"))
        assert row is not None
        store.kept_both(row.id, mine=event_text("one", "Kept"), theirs=event_text("one", "Theirs"), etag=ETag("2"))
        store.kept_both(row.id, mine=event_text("one", "Shown"), theirs=None, etag=ETag(""))
        draft = edit.read(store.resource(row.id).text, NO_RECURRENCE, collection=work).draft
        await events.save_event(desk, replace(draft, summary="Again"), resource=row.id)
        assert "SUMMARY:Again" in store.resource(row.id).text
        return [kept.mine for kept in store.kept(row.id)]

    bench = Bench(tmp_path, background=False)
    try:
        assert bench.call(save_again) == [event_text("one", "Kept")]
    finally:
        bench.close()
