"""Each fault of zoom.md §11.4, ordered at the admin side and met over real HTTP."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Any

import pytest
from fakes.engine_bench import until
from fakes.zoom_guest import Guest

from dainvo.demo.standin.faults import KINDS


@pytest.mark.parametrize(("kind", "made"), [("drop_before", 0), ("drop_after", 1)])
def test_dropped_connections(signed_in: Guest, kind: str, made: int) -> None:
    """drop_before, drop_after: closed before or after acting."""
    signed_in.fault(kind, method="POST", path="/users/me/meetings")
    with pytest.raises(ConnectionError):
        signed_in.create()
    assert len(signed_in.listed()) == made
    assert signed_in.create().status == 201


def test_refresh_whose_answer_was_lost(signed_in: Guest) -> None:
    """drop_after at the token endpoint: the pair rotated; one repetition is no violation, a second is."""
    signed_in.fault("drop_after", path="/oauth/token")
    with pytest.raises(ConnectionError):
        signed_in.renew(signed_in.refresh)
    assert signed_in.renew(signed_in.refresh).json["error"] == "invalid_grant"
    assert signed_in.violations() == []
    signed_in.renew(signed_in.refresh)
    assert signed_in.violations() == ["refresh_reused"]


def test_delay(signed_in: Guest) -> None:
    """delay: acts at once, answers late."""
    signed_in.fault("delay", method="POST", path="/users/me/meetings", seconds=0.3)
    began = time.monotonic()
    assert signed_in.create().status == 201
    assert time.monotonic() - began >= 0.3


def test_a_delay_holds_up_neither_others_nor_the_end(signed_in: Guest) -> None:
    signed_in.fault("delay", path="/users/me", seconds=3600)
    waiting, _ = held(signed_in)
    assert signed_in.call("GET", "/users/me").status == 200
    assert waiting.is_alive()
    signed_in.server.stop()
    waiting.join()  # with an answer or without one


def test_a_delay_is_over_when_the_faults_are_cleared(signed_in: Guest) -> None:
    signed_in.fault("delay", path="/users/me", seconds=3600)
    waiting, statuses = held(signed_in)
    signed_in.order("faults", method="DELETE")
    waiting.join()
    assert statuses == [200]


def held(signed_in: Guest) -> tuple[threading.Thread, list[int]]:
    """One that asked and is kept waiting, and the status that it gets."""
    statuses: list[int] = []

    def ask() -> None:
        with contextlib.suppress(OSError):
            statuses.append(signed_in.call("GET", "/users/me").status)

    asked = threading.Thread(target=ask)
    asked.start()
    until(lambda: not signed_in.state()["faults"])
    return asked, statuses


@pytest.mark.parametrize(
    ("order", "status", "kind", "text"),
    [
        ({"status": 500}, 500, "application/json", ""),
        ({"status": 502, "content_type": "text/html"}, 502, "text/html", "<html>"),
        ({"status": 502, "content_type": "application/xml", "body": "<a/>"}, 502, "application/xml", "<a/>"),
        ({"status": 200, "body": '{"id": 1'}, 200, "application/json", '{"id": 1'),
        ({"status": 503, "body": {"code": 1}, "headers": {"Retry-After": "7"}}, 503, "application/json", '{"code": 1}'),
    ],
)
def test_any_status(signed_in: Guest, order: dict[str, Any], status: int, kind: str, text: str) -> None:
    """status: any answer, without acting."""
    signed_in.fault("status", path="/users/me/meetings", **order)
    got = signed_in.create()
    assert (got.status, got.headers["content-type"]) == (status, kind)
    assert text in got.text
    assert got.headers.get("retry-after") == order.get("headers", {}).get("Retry-After")
    assert signed_in.listed() == []


def test_any_status_after_acting(signed_in: Guest) -> None:
    """status with act."""
    signed_in.fault("status", path="/users/me/meetings", status=500, act=True)
    assert signed_in.create().status == 500
    assert len(signed_in.listed()) == 1


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("expired", 401, 124),
        ("expired_400", 400, 124),
        ("scope", 400, 4711),
        ("scope_401", 401, 4711),
        ("scope_104", 400, 104),
    ],
)
def test_token_faults(signed_in: Guest, kind: str, status: int, code: int) -> None:
    signed_in.fault(kind)
    got = signed_in.create()
    assert (got.status, got.code) == (status, code)
    if code != 124:
        assert "meeting:write:meeting" in got.json["message"]
    assert signed_in.create().status == 201


@pytest.mark.parametrize(
    ("kind", "said", "present", "absent"),
    [
        ("qps", "per-second", {"x-ratelimit-type", "x-ratelimit-reset"}, {"retry-after"}),
        ("daily", "maximum daily", {"x-ratelimit-type", "retry-after"}, {"x-ratelimit-reset"}),
        ("host100", "daily rate limit (100)", {"x-ratelimit-limit"}, {"x-ratelimit-type", "retry-after"}),
        ("concurrent", "Too many concurrent requests", set(), {"x-ratelimit-type", "retry-after"}),
    ],
)
def test_limit_faults(signed_in: Guest, kind: str, said: str, present: set[str], absent: set[str]) -> None:
    """The 429 forms of zoom.md §6.2."""
    signed_in.fault(kind)
    got = signed_in.create()
    assert got.status == 429
    assert said in got.json["message"]
    assert present <= set(got.headers)
    assert not absent & set(got.headers)
    if kind == "daily":
        assert got.headers["retry-after"] == "2027-03-11T00:00:00Z"


@pytest.mark.parametrize("value", ["2027-03-10T10:00:00Z", "Wed, 10 Mar 2027 10:00:00 GMT", "120", "soon"])
def test_retry_after(signed_in: Guest, value: str) -> None:
    """retry_after: ISO, HTTP date, seconds, rubbish; also on the other forms."""
    signed_in.fault("retry_after", value=value)
    assert signed_in.create().headers["retry-after"] == value
    signed_in.fault("host100", retry_after=value)
    assert signed_in.create().headers["retry-after"] == value


@pytest.mark.parametrize(
    ("kind", "status", "error", "reason"),
    [
        ("invalid_grant", 400, "invalid_grant", "Invalid Token!"),
        ("invalid_client", 400, "invalid_client", "Invalid client_id or client_secret"),
        ("invalid_token_2021", 401, "invalid_request", "Invalid Token!"),
    ],
)
def test_refresh_faults(signed_in: Guest, kind: str, status: int, error: str, reason: str) -> None:
    """Rows of §3.5; the pair is not rotated."""
    signed_in.fault(kind)
    got = signed_in.renew(signed_in.refresh)
    assert (got.status, got.json) == (status, {"reason": reason, "error": error})
    assert signed_in.renew(signed_in.refresh).status == 200


def test_fields_left_out(signed_in: Guest) -> None:
    """no_scope_in_refresh, no_email."""
    signed_in.fault("no_scope_in_refresh")
    pair = signed_in.renew(signed_in.refresh).json
    assert "scope" not in pair
    signed_in.access = pair["access_token"]
    signed_in.fault("no_email")
    assert "email" not in signed_in.call("GET", "/users/me").json
    assert "email" in signed_in.call("GET", "/users/me").json


def test_any_field_left_out(signed_in: Guest) -> None:
    """left_out: the answer lacks what is named; the meeting is made all the same."""
    signed_in.fault("left_out", fields="join_url,settings")
    assert {"id", "topic"} <= set(made := signed_in.made()) and not {"join_url", "settings"} & set(made)
    signed_in.fault("left_out", fields="id")
    assert "id" not in signed_in.listed()[0]
    assert signed_in.read(made["id"])["join_url"]


def test_start_wrong(signed_in: Guest) -> None:
    """start_wrong: kept at another time than asked for."""
    signed_in.fault("start_wrong", minutes=-30)
    meeting = signed_in.made()
    assert meeting["start_time"] == "2027-03-24T08:00:00Z"
    signed_in.call("PATCH", f"/meetings/{meeting['id']}", {"start_time": "2027-03-24T08:30:00Z"})
    assert signed_in.read(meeting["id"])["start_time"] == "2027-03-24T08:30:00Z"


def test_list_lag(signed_in: Guest) -> None:
    """list_lag: new meetings listed late, readable at once."""
    signed_in.fault("list_lag", seconds=60)
    meeting = signed_in.made()
    assert signed_in.listed() == []
    assert signed_in.read(meeting["id"])["id"] == meeting["id"]
    signed_in.later(59)
    assert signed_in.listed() == []
    signed_in.later(1)
    assert [row["id"] for row in signed_in.listed()] == [meeting["id"]]


def test_list_lag_for_a_single_list(signed_in: Guest) -> None:
    meeting = signed_in.made()
    signed_in.fault("list_lag", method="GET", seconds=60)
    assert signed_in.listed() == []
    assert [row["id"] for row in signed_in.listed()] == [meeting["id"]]


def test_agenda_stripped(signed_in: Guest) -> None:
    signed_in.made()
    signed_in.fault("agenda_stripped")
    assert "agenda" not in signed_in.listed()[0]
    assert "agenda" in signed_in.listed()[0]


def test_dst_wrong(signed_in: Guest) -> None:
    """dst_wrong: occurrences on the other side of a clock change an hour off."""
    signed_in.fault("dst_wrong", method="POST")
    rule = {"type": 2, "weekly_days": "4", "end_times": 3}
    starts = [one["start_time"] for one in signed_in.made(type=8, recurrence=rule)["occurrences"]]
    assert starts == ["2027-03-24T08:30:00Z", "2027-03-31T08:30:00Z", "2027-04-07T08:30:00Z"]


def test_patch_lost(signed_in: Guest) -> None:
    """patch_lost: 204 without change."""
    meeting = signed_in.made()
    signed_in.fault("patch_lost")
    assert signed_in.call("PATCH", f"/meetings/{meeting['id']}", {"topic": "Lost"}).status == 204
    assert signed_in.read(meeting["id"])["topic"] == "Design review"


def test_link_changes(signed_in: Guest) -> None:
    """link_changes: the next PATCH gives a new pwd."""
    meeting = signed_in.made()
    signed_in.fault("link_changes")
    signed_in.call("PATCH", f"/meetings/{meeting['id']}", {"topic": "Other"})
    after = signed_in.read(meeting["id"])
    assert after["join_url"] != meeting["join_url"]
    assert after["password"] == meeting["password"]


def test_after_and_times(signed_in: Guest) -> None:
    """`after` requests pass, then `times` are hit; below 0 all."""
    signed_in.fault("qps", method="GET", path="/users/*", after=1, times=2)
    assert [signed_in.call("GET", "/users/me").status for _ in range(4)] == [200, 429, 429, 200]
    signed_in.fault("qps", path="/v2/users/me", times=-1)
    assert {signed_in.call("GET", "/users/me").status for _ in range(5)} == {429}
    assert signed_in.listed() == []
    signed_in.order("faults", method="DELETE")
    assert signed_in.call("GET", "/users/me").status == 200


def test_faults_that_shape_go_with_faults_that_spoil(signed_in: Guest) -> None:
    """A create whose answer is lost and that is listed late: the case of §10."""
    signed_in.fault("list_lag", seconds=30)
    signed_in.fault("drop_after", method="POST", path="/users/me/meetings")
    with pytest.raises(ConnectionError):
        signed_in.create()
    assert signed_in.listed() == []
    signed_in.later(30)
    assert len(signed_in.listed()) == 1


def test_an_order_that_is_not_understood(signed_in: Guest) -> None:
    got = signed_in.send("POST", f"{signed_in.admin}/faults", b'{"kind": "flood"}')
    assert got.status == 400
    for kind in KINDS:
        assert kind in got.json["error"]
