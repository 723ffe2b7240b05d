"""M07: what the user set goes into the request, and nothing else; what Zoom decided otherwise is told."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime

import pytest
from fakes.zoom_guest import NOW, Guest

from dainvo.demo.zoom_server import ZoomServer
from dainvo.zoom import defaults, mapping
from dainvo.zoom.answers import MeetingType, meeting
from dainvo.zoom.defaults import MeetingDefaults, Recording
from dainvo.zoom.mapping import Wanted

ALL = MeetingDefaults(
    passcode=True,
    waiting_room=False,
    join_before_host=True,
    join_before_host_min=10,
    host_video=True,
    participant_video=False,
    mute_upon_entry=True,
    auto_recording=Recording.NONE,
    alternative_hosts=("ben@example.com", "cleo@example.com"),
    meeting_authentication=False,
)
WANT = Wanted(
    "Review",
    "[dv-x]",
    MeetingType.SCHEDULED,
    datetime(2027, 3, 25, 13, 0, tzinfo=UTC),
    "2027-03-25T14:00:00",
    "Europe/Berlin",
    45,
)


def test_nothing_set_nothing_sent() -> None:
    """Z18: but never the personal link."""
    assert defaults.settings(MeetingDefaults()) == {"use_pmi": False}
    assert defaults.passcode(MeetingDefaults(), secrets.randbelow) == ""
    assert mapping.create_body(WANT, settings=defaults.settings(MeetingDefaults())) == mapping.create_body(WANT)


def test_all_that_is_set_is_sent() -> None:
    assert defaults.settings(ALL) == {
        "use_pmi": False,
        "waiting_room": False,
        "join_before_host": True,
        "jbh_time": 10,
        "host_video": True,
        "participant_video": False,
        "mute_upon_entry": True,
        "auto_recording": "none",
        "alternative_hosts": "ben@example.com;cleo@example.com",
        "meeting_authentication": False,
    }


@pytest.mark.parametrize(
    ("wishes", "sent"),
    [
        # Zoom switches joining before the host off where guests wait; both would look like a refusal.
        (MeetingDefaults(waiting_room=True, join_before_host=True, join_before_host_min=5), {"waiting_room": True}),
        (MeetingDefaults(join_before_host=False, join_before_host_min=5), {"join_before_host": False}),
        (MeetingDefaults(join_before_host_min=5), {}),
        (MeetingDefaults(join_before_host=True, join_before_host_min=7), {"join_before_host": True}),
        (
            MeetingDefaults(alternative_hosts=(" a@b.example ", "", "x@y.example;z@y.example")),
            {"alternative_hosts": "a@b.example"},
        ),
        (MeetingDefaults(alternative_hosts=("a@b.example", "a@b.example")), {"alternative_hosts": "a@b.example"}),
    ],
)
def test_what_goes_together(wishes: MeetingDefaults, sent: dict[str, object]) -> None:
    assert defaults.settings(wishes) == {"use_pmi": False, **sent}


def test_a_passcode_that_is_safe_everywhere() -> None:
    """§5.4: at most ten letters and digits; none that is mistaken for another when read out."""
    drawn = {defaults.passcode(ALL, secrets.randbelow) for _ in range(200)}
    assert len(drawn) > 190
    assert all(len(one) == 8 and one.isascii() and one.isalnum() and not set(one) & set("0O1lI") for one in drawn)
    assert defaults.passcode(ALL, lambda below: below - 1) == "zzzzzzzz"


@pytest.mark.parametrize("wishes", [ALL, MeetingDefaults(), MeetingDefaults(waiting_room=False)])
def test_kept_and_read_again(wishes: MeetingDefaults) -> None:
    assert MeetingDefaults.read(json.loads(json.dumps(wishes.written()))) == wishes


def test_what_is_not_set_is_not_kept() -> None:
    assert MeetingDefaults().written() == {}


@pytest.mark.parametrize(
    "rubbish",
    [
        {"waiting_room": "yes", "host_video": 1, "passcode": "no"},
        {"join_before_host_min": 7, "auto_recording": "tape", "alternative_hosts": "a@b.example"},
        {"join_before_host_min": True, "auto_recording": None, "alternative_hosts": [1, None, "a b"], "topic": "x"},
    ],
)
def test_rubbish_is_as_in_zoom(rubbish: dict[str, object]) -> None:
    assert MeetingDefaults.read(rubbish) == MeetingDefaults()


def test_what_zoom_decided_otherwise() -> None:
    """ "on — set by your organisation"; what it does not mention counts as taken."""
    decided = dict(defaults.settings(ALL)) | {
        "waiting_room": True,
        "join_before_host": False,
        "auto_recording": "cloud",
    }
    assert defaults.overruled(ALL, decided) == {
        "waiting_room": True,
        "join_before_host": False,
        "auto_recording": "cloud",
    }
    assert defaults.overruled(ALL, {}) == {}
    assert defaults.overruled(MeetingDefaults(), decided) == {}


def test_hosts_in_zooms_own_order() -> None:
    taken = {"alternative_hosts": "Cleo@example.com,ben@example.com"}
    assert defaults.overruled(ALL, taken) == {}
    assert defaults.overruled(ALL, {"alternative_hosts": "cleo@example.com"}) == {
        "alternative_hosts": "cleo@example.com"
    }


def test_the_request_and_the_answer_over_http() -> None:
    """M07: the request carries it and nothing unset, and the answer tells what became of it."""
    with ZoomServer(seed="zoom", now=NOW) as server:
        guest = Guest(server)
        guest.sign_in()
        body = mapping.create_body(WANT, settings=defaults.settings(ALL), passcode=defaults.passcode(ALL, lambda _: 0))
        made = meeting(guest.call("POST", "/users/me/meetings", body).json, (guest.oauth.removesuffix("/oauth"),))
        assert made.passcode == "22222222"
        assert defaults.overruled(ALL, made.settings) == {}
        forced = {**made.settings, "waiting_room": True}
        assert defaults.overruled(ALL, forced) == {"waiting_room": True}
        assert server.state()["violations"] == []
