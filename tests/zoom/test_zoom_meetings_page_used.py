"""The Meetings page as a person uses it: real parts of the window, real engine, real servers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, meeting_world
from PySide6.QtWidgets import QAbstractButton, QWidget

from dainvo.store.reader import Reader
from dainvo.store.store import FILE_NAME
from dainvo.ui.bridge import Bridge
from dainvo.ui.meetings.page import MeetingsPage
from dainvo.ui.meetings.questions import DeleteMeeting, Review
from dainvo.ui.meetings.rows import MeetingLine

pytestmark = pytest.mark.end_to_end


class Used:
    """The page over a window of its own."""

    def __init__(self, world: MeetingWorld, qtbot: Any) -> None:
        self.world, self.qtbot = world, qtbot
        self.window = QWidget()
        self.window.resize(1000, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.reader = Reader(world.bench.folder / FILE_NAME, zone=ZoneInfo("Europe/Berlin"))
        self.bridge = Bridge()
        assert world.bench.engine is not None
        self.bridge.start(world.bench.engine)
        self.page = MeetingsPage(
            self.window,
            self.bridge,
            self.reader,
            now=lambda: world.bench.clock.now().astimezone(ZoneInfo("Europe/Berlin")),
            collection=world.calendar.collection,
        )
        self.page.open()

    def close(self) -> None:
        self.page.close()
        self.bridge.close()
        self.reader.close()

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def titles(self) -> list[str]:
        return [line.title.text() for line in self.page.lines]

    def line(self, title: str) -> MeetingLine:
        """The row of that title; AssertionError while there is none, for `waitUntil`."""
        found = [line for line in self.page.lines if line.title.text() == title]
        assert found
        return found[0]

    def click(self, control: QAbstractButton | None) -> None:
        assert control is not None
        assert control.isEnabled()
        control.click()

    def admin(self, path: str, order: dict[str, Any]) -> None:
        status, _, said = ask("POST", f"{self.world.server.ready()['admin_url']}/{path}", body=json.dumps(order))
        assert status == 200, said

    def by_hand(self, topic: str) -> None:
        self.admin("users/licensed@example.com/meeting", {"topic": topic, "start_time": "2027-03-12T10:00:00"})


@pytest.fixture
def used(tmp_path: Path, qtbot: Any) -> Iterator[Used]:
    with meeting_world(tmp_path, background=True) as world:
        saved = world.save(world.draft("Linked"))
        assert world.settled(saved.resource)
        made = Used(world, qtbot)
        made.until(lambda: not made.page.asking)
        yield made
        made.close()


def test_from_the_list_to_the_calendar_and_back(used: Used) -> None:
    """M51: listed, made an event, deleted at Zoom; the servers agree with the page."""
    assert used.titles() == ["Linked"]
    used.by_hand("By hand")
    used.by_hand("Old")
    used.click(used.page.again)
    used.until(lambda: used.titles() == ["Linked", "By hand", "Old"])
    used.click(used.line("By hand").make_button)
    used.until(lambda: used.line("By hand").open_button is not None)
    used.click(used.line("Old").delete_button)
    asked = used.page.findChild(DeleteMeeting)
    assert asked is not None
    used.click(asked.delete_button)
    used.until(lambda: used.titles() == ["Linked", "By hand"])
    assert sorted(one["topic"] for one in used.world.meetings()) == ["By hand", "Linked"]
    with used.world.bench.reader() as reader:
        [made] = [one for one in reader.occurrences(date(2027, 3, 12), date(2027, 3, 12)) if one.summary == "By hand"]
    used.until(lambda: "X-DAINVO-ZOOM-ID" in used.world.calendar.text(made.uid))


def test_what_needs_attention_is_settled(used: Used) -> None:
    """M66, M24: its meeting was deleted at Zoom; a new one is made and the question goes by itself."""
    [meeting] = used.world.meetings()
    used.admin(f"meetings/{meeting['id']}/delete", {})
    [resource] = [line.meeting.resource for line in used.page.lines]
    assert resource is not None
    used.world.edit(resource, summary="Renamed")
    used.until(lambda: used.page.questions)
    assert used.page.questions[0].caption.text().startswith("Its meeting no longer exists at Zoom")
    used.click(used.page.questions[0].review_button)
    review = used.page.findChild(Review)
    assert review is not None
    assert review.apply_button.text() == "Make new"
    used.click(review.apply_button)
    used.until(lambda: not used.page.questions and len(used.world.meetings()) == 1)
    used.until(lambda: used.titles() == ["Renamed"])
    assert used.world.meetings()[0]["id"] != meeting["id"]


def test_zoom_goes_away_and_comes_back(used: Used) -> None:
    """I-11: the page keeps what the copy knows, names the reason, and the button brings the rest."""
    used.world.fault("status", method="GET", path="/users/me/meetings", status=503)
    used.by_hand("By hand")
    used.click(used.page.again)
    used.until(lambda: not used.page.asking)
    assert used.titles() == ["Linked"]
    assert used.page.notice.isVisibleTo(used.page)
    [button] = used.page.notice.buttons()
    assert isinstance(button, QAbstractButton)
    button.click()
    used.until(lambda: used.titles() == ["Linked", "By hand"])
    assert not used.page.notice.isVisibleTo(used.page)
