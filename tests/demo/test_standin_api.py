"""The stand-in's REST part against the items of zoom.md §11.3, over real HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from fakes.zoom_guest import Guest

from dainvo.demo.zoom_server import ZoomServer

DAY_S = 86_400
WEEKLY = {"type": 2, "weekly_days": "4", "end_times": 4}


# the order of checks


def test_checks_come_in_order(guest: Guest) -> None:
    """token · scope · limits · licence · body · resource."""
    bad_body = {"topic": "x" * 201}
    assert guest.call("POST", "/users/nobody/meetings", bad_body).code == 124
    guest.sign_in("unlicensed@example.com", without=["meeting:write:meeting"])
    assert guest.call("POST", "/users/nobody/meetings", bad_body).code == 4711
    guest.sign_in("unlicensed@example.com")
    guest.fault("host100")
    assert guest.call("POST", "/users/nobody/meetings", bad_body).status == 429
    assert guest.call("POST", "/users/nobody/meetings", bad_body).code == 3161
    guest.sign_in()
    assert guest.call("POST", "/users/nobody/meetings", bad_body).code == 300
    assert guest.call("POST", "/users/nobody/meetings", {}).code == 1001
    assert guest.call("POST", "/users/me/meetings", {"settings": {"use_pmi": False}}).status == 201


def test_token_in_the_query_is_refused(signed_in: Guest) -> None:
    got = signed_in.send("GET", f"{signed_in.api}/users/me?access_token={signed_in.access}")
    assert (got.status, got.code) == (401, 124)
    assert signed_in.violations() == ["token_in_url"]


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/users/me", "user:read:user"),
        ("GET", "/users/email?email=a@example.com", "user:read:email"),
        ("GET", "/users/me/meetings", "meeting:read:list_meetings"),
        ("POST", "/users/me/meetings", "meeting:write:meeting"),
        ("GET", "/meetings/92674392836", "meeting:read:meeting"),
        ("PATCH", "/meetings/92674392836", "meeting:update:meeting"),
        ("DELETE", "/meetings/92674392836", "meeting:delete:meeting"),
        ("GET", "/meetings/92674392836/invitation", "meeting:read:invitation"),
    ],
)
def test_each_endpoint_needs_its_scope(guest: Guest, method: str, path: str, scope: str) -> None:
    guest.sign_in(without=[scope])
    got = guest.call(method, path, {} if method in ("POST", "PATCH") else None)
    assert (got.status, got.code) == (400, 4711)
    assert got.json["message"] == f"Invalid access token, does not contain scopes:[{scope}:admin, {scope}]."


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/users/me/settings", "unknown_endpoint"),
        ("PUT", "/meetings/92674392836/status", "unknown_endpoint"),
        ("POST", "/meetings/92674392836", "unknown_endpoint"),
        ("POST", "/meetings/92674392836/registrants", "registrant_call"),
    ],
)
def test_anything_else_is_a_violation(signed_in: Guest, method: str, path: str, kind: str) -> None:
    got = signed_in.call(method, path, {})
    assert (got.status, got.code) == (404, 2300)
    assert signed_in.violations() == [kind]


@pytest.mark.parametrize("path", ["/users/me/meetings", "/meetings/92674392836", "/meetings/92674392836/invitation"])
def test_without_licence(guest: Guest, path: str) -> None:
    """§11.1: unlicensed@example.com, 3161."""
    guest.sign_in("unlicensed@example.com")
    assert guest.call("GET", "/users/me").status == 200
    got = guest.call("GET", path)
    assert (got.status, got.code) == (400, 3161)


# users


def test_users_me(signed_in: Guest) -> None:
    me = signed_in.call("GET", "/users/me").json
    assert me["id"] and me["account_id"] and me["id"] != me["account_id"]
    assert (me["email"], me["type"], me["timezone"], me["use_pmi"]) == (
        "licensed@example.com",
        2,
        "Europe/Berlin",
        False,
    )
    assert signed_in.call("GET", f"/users/{me['id']}").json == me
    assert signed_in.call("GET", "/users/licensed%40example.com").json == me
    other = signed_in.call("GET", "/users/basic@example.com")
    assert (other.status, other.code) == (404, 1001)
    signed_in.sign_in("basic@example.com")
    basic = signed_in.call("GET", "/users/me").json
    assert (basic["type"], basic["timezone"], basic["use_pmi"]) == (1, "America/New_York", True)


def test_users_email(signed_in: Guest) -> None:
    assert signed_in.call("GET", "/users/email?email=basic@example.com").json == {"existed_email": True}
    assert signed_in.call("GET", "/users/email?email=who@example.com").json == {"existed_email": False}
    got = signed_in.call("GET", "/users/email?email=")
    assert (got.status, got.code) == (400, 300)


# create, read, change, remove


def test_create(signed_in: Guest) -> None:
    """POST complete with a start_url; wall clock in the zone, told in UTC."""
    meeting = signed_in.made()
    assert len(str(meeting["id"])) == 11
    assert meeting["start_time"] == "2027-03-24T08:30:00Z"
    assert (meeting["timezone"], meeting["duration"], meeting["type"]) == ("Europe/Berlin", 45, 2)
    assert meeting["agenda"] == "[dv-mark]\nNotes"
    assert meeting["join_url"].endswith(".1")
    assert f"/j/{meeting['id']}?pwd=" in meeting["join_url"]
    assert "zak=" in meeting["start_url"]
    assert len(meeting["password"]) == 6
    assert meeting["password"].isdigit()
    assert meeting["host_id"] == signed_in.call("GET", "/users/me").json["id"]
    again = signed_in.read(meeting["id"])
    for key in ("id", "uuid", "topic", "start_time", "join_url", "password", "settings", "agenda"):
        assert again[key] == meeting[key]


def test_uuids_at_times_start_with_a_slash(signed_in: Guest) -> None:
    assert any(signed_in.made()["uuid"].startswith("/") for _ in range(30))


def test_join_base_is_an_option() -> None:
    """§11.1 --join-base."""
    with ZoomServer(join_base="https://us05web.zoom.us") as server:
        guest = Guest(server)
        guest.sign_in()
        assert guest.made(start_time=None)["join_url"].startswith("https://us05web.zoom.us/j/")


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"start_time": "2027-03-24T09:30:00Z"}, "2027-03-24T09:30:00Z"),
        ({"start_time": "2027-03-24T09:30:00+01:00"}, "2027-03-24T09:30:00Z"),
        ({"start_time": "2027-07-01T09:30:00"}, "2027-07-01T07:30:00Z"),
        ({"start_time": "2027-03-24T09:30:00", "timezone": None}, "2027-03-24T08:30:00Z"),
        ({"start_time": "2027-03-10T09:59:00"}, "2027-03-10T09:00:00Z"),
        ({"start_time": None}, "2027-03-10T09:00:00Z"),
        ({"start_time": "2027-03-24T09:30:00", "timezone": "Asia/Kolkata"}, "2027-03-24T04:00:00Z"),
        ({"start_time": "2027-03-24T09:30:00", "timezone": "SST"}, "2027-03-23T22:30:00Z"),
    ],
)
def test_start_times_of_a_create(signed_in: Guest, fields: dict[str, Any], start: str) -> None:
    """Z ignores the zone; an offset is read as UTC; missing or past takes now."""
    assert signed_in.made(**fields)["start_time"] == start


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"topic": "x" * 201}, "topic"),
        ({"topic": "😀" * 101}, "topic"),
        ({"topic": 7}, "topic"),
        ({"agenda": "x" * 2001}, "agenda"),
        ({"duration": 0}, "duration"),
        ({"duration": 1441}, "duration"),
        ({"duration": "60"}, "duration"),
        ({"duration": 30.5}, "duration"),
        ({"duration": True}, "duration"),
        ({"password": "12345678901"}, "password"),
        ({"password": "a b"}, "password"),
        ({"type": 9}, "type"),
        ({"type": "2"}, "type"),
        ({"start_time": "tomorrow"}, "start_time"),
        ({"start_time": "2027-02-30T10:00:00"}, "start_time"),
        ({"start_time": "2027-03-24"}, "start_time"),
        ({"timezone": "America/Toronto"}, "timezone"),
        ({"settings": []}, "settings"),
        ({"recurrence": WEEKLY}, "recurrence"),
        ({"type": 3, "recurrence": WEEKLY}, "recurrence"),
        ({"type": 8}, "recurrence"),
        ({"type": 8, "recurrence": "weekly"}, "recurrence"),
        ({"type": 8, "recurrence": {"type": 4}}, "recurrence.type"),
        ({"type": 8, "recurrence": {"type": 1, "repeat_interval": 91}}, "recurrence.repeat_interval"),
        ({"type": 8, "recurrence": {"type": 2, "repeat_interval": 13}}, "recurrence.repeat_interval"),
        ({"type": 8, "recurrence": {"type": 3, "repeat_interval": 4}}, "recurrence.repeat_interval"),
        ({"type": 8, "recurrence": {"type": 2, "weekly_days": "0,8"}}, "recurrence.weekly_days"),
        ({"type": 8, "recurrence": {"type": 1, "end_times": 51}}, "recurrence.end_times"),
        (
            {"type": 8, "recurrence": {"type": 1, "end_times": 3, "end_date_time": "2027-05-01T00:00:00Z"}},
            "recurrence.end_date_time",
        ),
        ({"type": 8, "recurrence": {"type": 1, "end_date_time": "2027-05-01T00:00:00"}}, "recurrence.end_date_time"),
        ({"type": 8, "recurrence": {"type": 3, "monthly_week": 1}}, "recurrence.monthly_week"),
        ({"type": 8, "recurrence": {"type": 3, "monthly_day": 32}}, "recurrence.monthly_day"),
    ],
)
def test_validation(signed_in: Guest, fields: dict[str, Any], wrong: str) -> None:
    """300 with errors[]; nothing is created."""
    got = signed_in.create(**fields)
    assert (got.status, got.code) == (400, 300)
    assert wrong in got.fields
    assert signed_in.state()["meetings"] == []


def test_limits_that_are_just_kept(signed_in: Guest) -> None:
    meeting = signed_in.made(topic="😀" * 100, agenda="x" * 2000, duration=1440, password="aB9@-_*xyz")
    assert (meeting["topic"], meeting["duration"], meeting["password"]) == ("😀" * 100, 1440, "aB9@-_*xyz")


@pytest.mark.parametrize("body", [[1], "text", 3])
def test_body_that_is_no_object(signed_in: Guest, body: object) -> None:
    assert signed_in.call("POST", "/users/me/meetings", body).code == 300


def test_body_that_is_no_json(signed_in: Guest) -> None:
    headers = {"Authorization": f"Bearer {signed_in.access}", "Content-Type": "application/json"}
    assert signed_in.send("POST", f"{signed_in.api}/users/me/meetings", b"{", headers).code == 300


def test_unknown_keys_are_ignored_but_recorded(signed_in: Guest) -> None:
    meeting = signed_in.made(colour="red", settings={"use_pmi": False, "loud": True})
    assert "colour" not in meeting
    assert "loud" not in meeting["settings"]
    assert [one["what"].rpartition(": ")[2] for one in signed_in.state()["violations"]] == ["colour", "settings.loud"]


@pytest.mark.parametrize(("value", "zone"), [("utc", "UTC"), ("account", "Europe/Berlin")])
def test_unknown_zone_switch(signed_in: Guest, value: str, zone: str) -> None:
    signed_in.switch(unknown_zone=value)
    assert signed_in.made(timezone="America/Toronto")["timezone"] == zone


def test_settings(signed_in: Guest) -> None:
    """waiting_room switches join_before_host off; a passcode is kept."""
    both = signed_in.made(settings={"use_pmi": False, "waiting_room": True, "join_before_host": True})["settings"]
    assert (both["waiting_room"], both["join_before_host"]) == (True, False)
    one = signed_in.made(settings={"use_pmi": False, "waiting_room": False, "join_before_host": True})["settings"]
    assert (one["waiting_room"], one["join_before_host"]) == (False, True)


def test_what_the_organisation_forces(signed_in: Guest) -> None:
    """Switch waiting_room_forced: on, whatever is asked for (M07)."""
    signed_in.switch(waiting_room_forced=True)
    meeting = signed_in.made(settings={"use_pmi": False, "waiting_room": False})
    assert meeting["settings"]["waiting_room"] is True


def test_use_pmi_left_out_takes_the_users_default(guest: Guest) -> None:
    """Then type 4 and the personal link; recurring meetings never."""
    guest.sign_in("basic@example.com")
    pmi = guest.call("GET", "/users/me").json["pmi"]
    personal = guest.made(settings=None)
    assert (personal["type"], personal["pmi"]) == (4, str(pmi))
    assert f"/j/{pmi}?" in personal["join_url"]
    assert guest.made(settings={"use_pmi": False})["type"] == 2
    assert guest.made(settings=None, type=3)["type"] == 3
    guest.call("PATCH", f"/meetings/{personal['id']}", {"settings": {"use_pmi": False}})
    assert f"/j/{personal['id']}?" in guest.read(personal["id"])["join_url"]
    assert guest.call("DELETE", f"/meetings/{pmi}").code == 3018


def test_approval_type_is_dropped(guest: Guest) -> None:
    """On type 3, and for Basic."""
    guest.sign_in()
    wish = {"use_pmi": False, "approval_type": 0}
    assert guest.made(settings=wish)["settings"]["approval_type"] == 0
    assert guest.made(settings=wish, type=3)["settings"]["approval_type"] == 2
    guest.sign_in("basic@example.com")
    assert guest.made(settings=wish)["settings"]["approval_type"] == 2


def test_change(signed_in: Guest) -> None:
    """PATCH: 204 without body; only what was sent changes."""
    before = signed_in.made()
    body = {"topic": "Review", "start_time": "2027-03-25T14:00:00", "timezone": "Europe/Berlin", "duration": 30}
    got = signed_in.call("PATCH", f"/meetings/{before['id']}", body)
    assert (got.status, got.text) == (204, "")
    after = signed_in.read(before["id"])
    assert (after["topic"], after["start_time"], after["duration"]) == ("Review", "2027-03-25T13:00:00Z", 30)
    for key in ("agenda", "join_url", "password", "uuid", "settings"):
        assert after[key] == before[key]


def test_a_new_passcode_changes_the_link(signed_in: Guest) -> None:
    before = signed_in.made()
    signed_in.call("PATCH", f"/meetings/{before['id']}", {"password": "abc123"})
    after = signed_in.read(before["id"])
    assert after["password"] == "abc123"
    assert after["join_url"] != before["join_url"]
    assert after["join_url"].endswith(".1")


def test_past_start_of_a_change_is_ignored(signed_in: Guest) -> None:
    meeting = signed_in.made()
    body = {"start_time": "2027-03-01T09:00:00", "topic": "Other"}
    assert signed_in.call("PATCH", f"/meetings/{meeting['id']}", body).status == 204
    after = signed_in.read(meeting["id"])
    assert (after["topic"], after["start_time"]) == ("Other", meeting["start_time"])


def test_type_change_keeps_id_and_link(signed_in: Guest) -> None:
    """2 to 3, 3 to 8, 8 to 2."""
    meeting = signed_in.made()
    at = f"/meetings/{meeting['id']}"
    signed_in.call("PATCH", at, {"type": 3, "start_time": None, "duration": None})
    loose = signed_in.read(meeting["id"])
    assert loose["type"] == 3
    assert "start_time" not in loose
    body = {"type": 8, "start_time": "2027-03-24T09:30:00", "duration": 30, "recurrence": WEEKLY}
    signed_in.call("PATCH", at, body)
    series = signed_in.read(meeting["id"])
    assert (series["type"], len(series["occurrences"])) == (8, 4)
    signed_in.call("PATCH", at, {"type": 2, "start_time": "2027-03-26T09:30:00"})
    single = signed_in.read(meeting["id"])
    assert (single["type"], single["start_time"]) == (2, "2027-03-26T08:30:00Z")
    assert "occurrences" not in single
    assert loose["join_url"] == series["join_url"] == single["join_url"] == meeting["join_url"]


@pytest.mark.parametrize(("value", "status"), [("ignored", 204), ("refused", 400)])
def test_type_change_switch(signed_in: Guest, value: str, status: int) -> None:
    meeting = signed_in.made()
    signed_in.switch(type_change=value)
    got = signed_in.call("PATCH", f"/meetings/{meeting['id']}", {"type": 3, "start_time": None, "duration": None})
    assert got.status == status
    assert signed_in.read(meeting["id"])["type"] == 2


def test_delete(signed_in: Guest) -> None:
    meeting = signed_in.made()
    at = f"/meetings/{meeting['id']}"
    assert (signed_in.call("DELETE", at).status, signed_in.call("DELETE", at).code) == (204, 3001)
    for method, path in (("GET", at), ("PATCH", at), ("GET", f"{at}/invitation")):
        got = signed_in.call(method, path, {} if method == "PATCH" else None)
        assert (got.status, got.code) == (404, 3001)
    assert [one["act"] for one in signed_in.state()["ledger"]] == ["create", "delete"]


def test_other_hosts_meetings_do_not_exist(guest: Guest) -> None:
    guest.sign_in("basic@example.com")
    meeting = guest.made()
    guest.sign_in()
    at = f"/meetings/{meeting['id']}"
    assert [guest.call("GET", at).code, guest.call("PATCH", at, {}).code, guest.call("DELETE", at).code] == [3001] * 3
    assert guest.call("GET", "/meetings/abc").code == 300


def test_schedule_for_another_user(signed_in: Guest) -> None:
    assert signed_in.create(schedule_for="basic@example.com").code == 3000


def test_invitation(signed_in: Guest) -> None:
    meeting = signed_in.made()
    told = signed_in.call("GET", f"/meetings/{meeting['id']}/invitation").json
    assert set(told) == {"invitation", "sip_links"}
    lines = told["invitation"].split("\r\n")
    assert "Topic: Design review" in lines
    assert "Time: Mar 24, 2027 09:30 AM Europe/Berlin" in lines
    assert meeting["join_url"] in lines
    assert f"Passcode: {meeting['password']}" in lines
    digits = str(meeting["id"])
    assert f"Meeting ID: {digits[:3]} {digits[3:7]} {digits[7:]}" in lines
    assert "start_url" not in told["invitation"]


# occurrences


@pytest.mark.parametrize(
    ("start", "rule", "starts"),
    [
        (
            "2027-03-24T09:30:00",
            {"type": 1, "repeat_interval": 3, "end_times": 3},
            ["2027-03-24T08:30:00Z", "2027-03-27T08:30:00Z", "2027-03-30T07:30:00Z"],
        ),
        (
            "2027-03-24T09:30:00",
            {"type": 2, "weekly_days": "2,4", "end_times": 3},
            ["2027-03-24T08:30:00Z", "2027-03-29T07:30:00Z", "2027-03-31T07:30:00Z"],
        ),
        ("2027-03-24T09:30:00", {"type": 2, "end_times": 2}, ["2027-03-28T07:30:00Z", "2027-04-04T07:30:00Z"]),
        (
            # The week starts on Sunday: the Sunday after this Wednesday is in the next week, left out by the interval.
            "2027-03-24T09:30:00",
            {"type": 2, "weekly_days": "1,4", "repeat_interval": 2, "end_times": 3},
            ["2027-03-24T08:30:00Z", "2027-04-04T07:30:00Z", "2027-04-07T07:30:00Z"],
        ),
        (
            "2027-03-31T09:30:00",
            {"type": 3, "monthly_day": 31, "end_times": 3},
            ["2027-03-31T07:30:00Z", "2027-05-31T07:30:00Z", "2027-07-31T07:30:00Z"],
        ),
        (
            "2027-03-24T09:30:00",
            {"type": 3, "monthly_week": -1, "monthly_week_day": 6, "end_times": 2},
            ["2027-03-26T08:30:00Z", "2027-04-30T07:30:00Z"],
        ),
        (
            "2027-03-24T09:30:00",
            {"type": 3, "monthly_week": 2, "monthly_week_day": 3, "repeat_interval": 3, "end_times": 2},
            ["2027-06-08T07:30:00Z", "2027-09-14T07:30:00Z"],
        ),
        (
            "2027-03-24T09:30:00",
            {"type": 1, "end_date_time": "2027-03-26T08:30:00Z"},
            ["2027-03-24T08:30:00Z", "2027-03-25T08:30:00Z", "2027-03-26T08:30:00Z"],
        ),
        ("2027-03-24T09:30:00", {"type": 1}, ["2027-03-24T08:30:00Z"]),
    ],
)
def test_occurrences(signed_in: Guest, start: str, rule: dict[str, Any], starts: list[str]) -> None:
    """Constant local time across 28 March 2027, week start Sunday, months without the day skipped."""
    meeting = signed_in.made(type=8, start_time=start, recurrence=rule)
    assert [one["start_time"] for one in meeting["occurrences"]] == starts
    assert {one["status"] for one in meeting["occurrences"]} == {"available"}
    assert meeting["start_time"] == starts[0]


def test_end_times_zero_means_fifty(signed_in: Guest) -> None:
    meeting = signed_in.made(type=8, recurrence={"type": 1, "end_times": 0})
    assert len(meeting["occurrences"]) == 50


def test_occurrence_ids_are_epoch_milliseconds(signed_in: Guest) -> None:
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    assert meeting["occurrences"][0]["occurrence_id"] == "1805877000000"


def test_one_occurrence(signed_in: Guest) -> None:
    """PATCH of an occurrence ignores fields it may not change; read gives its own times."""
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    wanted = meeting["occurrences"][1]["occurrence_id"]
    body = {
        "start_time": "2027-04-01T15:00:00",
        "duration": 20,
        "topic": "No",
        "agenda": "Own",
        "settings": {"host_video": True, "auto_recording": "local", "jbh_time": 5},
    }
    assert signed_in.call("PATCH", f"/meetings/{meeting['id']}?occurrence_id={wanted}", body).status == 204
    whole = signed_in.read(meeting["id"])
    assert whole["topic"] == "Design review"
    assert whole["occurrences"][1] == {
        "occurrence_id": wanted,
        "start_time": "2027-04-01T13:00:00Z",
        "duration": 20,
        "status": "available",
    }
    one = signed_in.read(meeting["id"], f"?occurrence_id={wanted}")
    assert (one["start_time"], one["duration"], one["agenda"]) == ("2027-04-01T13:00:00Z", 20, "Own")
    assert (one["settings"]["host_video"], one["settings"]["jbh_time"]) == (True, 0)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize("bad", ["abc", "1"])
def test_bad_occurrence_id(signed_in: Guest, method: str, bad: str) -> None:
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    path = f"/meetings/{meeting['id']}?occurrence_id={bad}"
    got = signed_in.call(method, path, {} if method == "PATCH" else None)
    assert (got.code, got.fields) == (300, ["occurrence_id"])


def test_deleted_occurrences_stay_and_the_last_ends_the_meeting(signed_in: Guest) -> None:
    meeting = signed_in.made(type=8, recurrence=WEEKLY | {"end_times": 2})
    first, second = (one["occurrence_id"] for one in meeting["occurrences"])
    assert signed_in.call("DELETE", f"/meetings/{meeting['id']}?occurrence_id={first}").status == 204
    assert [one["status"] for one in signed_in.read(meeting["id"])["occurrences"]] == ["deleted", "available"]
    assert signed_in.call("DELETE", f"/meetings/{meeting['id']}?occurrence_id={first}").code == 300
    signed_in.call("DELETE", f"/meetings/{meeting['id']}?occurrence_id={second}")
    assert signed_in.call("GET", f"/meetings/{meeting['id']}").code == 3001


def test_series_change(signed_in: Guest) -> None:
    """With a future start the rule counts; without one it is ignored."""
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    at = f"/meetings/{meeting['id']}"
    signed_in.call("PATCH", at, {"type": 8, "recurrence": WEEKLY | {"end_times": 2}})
    assert signed_in.read(meeting["id"])["occurrences"] == meeting["occurrences"]
    body = {"type": 8, "start_time": "2027-03-24T11:00:00", "recurrence": WEEKLY | {"end_times": 2}}
    signed_in.call("PATCH", at, body)
    starts = [one["start_time"] for one in signed_in.read(meeting["id"])["occurrences"]]
    assert starts == ["2027-03-24T10:00:00Z", "2027-03-31T09:00:00Z"]


def test_fresh_occurrence_ids(signed_in: Guest) -> None:
    signed_in.switch(fresh_occurrence_ids=True)
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    body = {"type": 8, "start_time": "2027-03-24T09:30:00", "recurrence": WEEKLY}
    signed_in.call("PATCH", f"/meetings/{meeting['id']}", body)
    after = signed_in.read(meeting["id"])["occurrences"]
    assert [one["start_time"] for one in after] == [one["start_time"] for one in meeting["occurrences"]]
    ids = {one["occurrence_id"] for one in after}
    assert not ids & {one["occurrence_id"] for one in meeting["occurrences"]}


def test_previous_occurrences_on_request(signed_in: Guest) -> None:
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    signed_in.later(20 * DAY_S)
    signed_in.sign_in()
    assert len(signed_in.read(meeting["id"])["occurrences"]) == 3
    assert len(signed_in.read(meeting["id"], "?show_previous_occurrences=true")["occurrences"]) == 4


# the list


def test_list_rows(signed_in: Guest) -> None:
    """One row a series, agenda cut to 250, no passcode, no settings; instant meetings are not listed."""
    single = signed_in.made(agenda="x" * 300)
    series = signed_in.made(type=8, recurrence=WEEKLY, start_time="2027-03-25T09:30:00")
    loose = signed_in.made(type=3, start_time=None, duration=None)
    signed_in.made(type=1, start_time=None)
    rows = {row["id"]: row for row in signed_in.listed("?type=scheduled&page_size=300")}
    assert set(rows) == {single["id"], series["id"], loose["id"]}
    assert rows[single["id"]]["agenda"] == "x" * 250
    assert "start_time" not in rows[loose["id"]]
    for row in rows.values():
        assert not {"password", "settings", "occurrences", "start_url", "pmi"} & set(row)


def test_list_per_occurrence(signed_in: Guest) -> None:
    signed_in.switch(list_per_occurrence=True)
    meeting = signed_in.made(type=8, recurrence=WEEKLY)
    rows = signed_in.listed()
    assert [row["start_time"] for row in rows] == [one["start_time"] for one in meeting["occurrences"]]
    assert {row["id"] for row in rows} == {meeting["id"]}


def test_list_is_ones_own(guest: Guest) -> None:
    guest.sign_in("basic@example.com")
    guest.made()
    guest.sign_in()
    assert guest.listed() == []
    assert guest.call("GET", "/users/nobody/meetings").code == 1001


def test_list_types(signed_in: Guest) -> None:
    past = signed_in.made(topic="past", start_time="2027-03-10T10:30:00")
    live = signed_in.made(topic="live")
    coming = signed_in.made(topic="coming", start_time="2027-04-01T10:00:00")
    signed_in.order(f"meetings/{live['id']}/start")
    signed_in.later(3 * 3600)
    signed_in.sign_in()

    def ids(kind: str) -> set[int]:
        return {row["id"] for row in signed_in.listed(f"?type={kind}")}

    assert ids("scheduled") == {past["id"], live["id"], coming["id"]}
    assert ids("live") == {live["id"]}
    assert ids("upcoming") == {coming["id"]}
    assert ids("upcoming_meetings") == {live["id"], coming["id"]}
    assert ids("previous_meetings") == {past["id"]}
    assert signed_in.call("GET", "/users/me/meetings?type=all").fields == ["type"]


def test_list_dates(signed_in: Guest) -> None:
    """from and to in the zone asked for."""
    late = signed_in.made(start_time="2027-03-24T23:30:00Z")
    assert [row["id"] for row in signed_in.listed("?from=2027-03-25&to=2027-03-25")] == [late["id"]]
    assert signed_in.listed("?from=2027-03-25&timezone=UTC") == []
    assert signed_in.listed("?to=2027-03-23") == []
    assert signed_in.call("GET", "/users/me/meetings?from=soon").fields == ["from"]


def test_list_pages(signed_in: Guest) -> None:
    made = {signed_in.made()["id"] for _ in range(5)}
    first = signed_in.call("GET", "/users/me/meetings?page_size=2").json
    assert (first["page_count"], first["page_size"], first["total_records"], first["page_number"]) == (3, 2, 5, 1)
    token, seen = first["next_page_token"], [row["id"] for row in first["meetings"]]
    while token:
        page = signed_in.call("GET", f"/users/me/meetings?page_size=2&next_page_token={token}").json
        seen += [row["id"] for row in page["meetings"]]
        token = page["next_page_token"]
    assert (len(seen), set(seen)) == (5, made)
    second = signed_in.listed("?page_size=2&page_number=2")
    assert [row["id"] for row in second] == seen[2:4]


@pytest.mark.parametrize("query", ["page_size=301", "page_size=0", "page_size=x", "page_number=0"])
def test_list_refuses_pages(signed_in: Guest, query: str) -> None:
    got = signed_in.call("GET", f"/users/me/meetings?{query}")
    assert (got.status, got.code, got.fields) == (400, 300, [query.partition("=")[0]])


def test_page_tokens_live_fifteen_minutes(signed_in: Guest) -> None:
    signed_in.made()
    signed_in.made()
    token = signed_in.call("GET", "/users/me/meetings?page_size=1").json["next_page_token"]
    path = f"/users/me/meetings?page_size=1&next_page_token={token}"
    signed_in.later(900)
    assert signed_in.call("GET", path).status == 200
    signed_in.later(1)
    assert (signed_in.call("GET", path).status, signed_in.call("GET", path).code) == (400, 300)
    assert signed_in.call("GET", "/users/me/meetings?next_page_token=made-up").code == 300


# life of an id, limits


def test_ids_expire(guest: Guest) -> None:
    """Non-recurring 30 days after the date, recurring 365 days."""
    guest.sign_in()
    single = guest.made()
    loose = guest.made(type=3, start_time=None, duration=None)
    guest.later((13 + 30) * DAY_S)
    guest.sign_in()
    assert guest.call("GET", f"/meetings/{single['id']}").status == 200
    guest.later(DAY_S)
    guest.sign_in()
    assert guest.call("GET", f"/meetings/{single['id']}").code == 3001
    assert [row["id"] for row in guest.listed()] == [loose["id"]]
    guest.later((365 - 45) * DAY_S)
    guest.sign_in()
    assert guest.call("GET", f"/meetings/{loose['id']}").status == 200
    guest.order(f"meetings/{loose['id']}/start")
    guest.later(365 * DAY_S)
    guest.sign_in()
    assert guest.call("GET", f"/meetings/{loose['id']}").status == 200
    guest.later(DAY_S)
    guest.sign_in()
    assert guest.call("GET", f"/meetings/{loose['id']}").code == 3001


def test_a_hundred_writes_a_day(signed_in: Guest) -> None:
    """POST and PATCH together, per host, reset 00:00 UTC; refused bodies count, other calls do not."""
    meeting = signed_in.made()
    for _ in range(98):
        assert signed_in.create(topic="x" * 201).code == 300
    signed_in.read(meeting["id"])
    assert signed_in.call("PATCH", f"/meetings/{meeting['id']}", {}).status == 204
    for method, path in (("POST", "/users/me/meetings"), ("PATCH", f"/meetings/{meeting['id']}")):
        got = signed_in.call(method, path, {})
        assert got.status == 429
        assert "daily rate limit (100)" in got.json["message"]
        assert got.headers["x-ratelimit-category"] == "Light"
        assert (got.headers["x-ratelimit-limit"], got.headers["x-ratelimit-remaining"]) == ("100", "0")
        assert not {"x-ratelimit-type", "retry-after"} & set(got.headers)
    assert signed_in.call("DELETE", f"/meetings/{meeting['id']}").status == 204
    signed_in.sign_in("basic@example.com")
    assert signed_in.create().status == 201
    signed_in.later(15 * 3600)
    signed_in.sign_in()
    assert signed_in.create().status == 201


def test_normal_answers_carry_limit_headers(signed_in: Guest) -> None:
    got = signed_in.call("GET", "/users/me/meetings")
    assert (got.headers["x-ratelimit-category"], got.headers["x-ratelimit-type"]) == ("Medium", "QPS")
    assert int(got.headers["x-ratelimit-remaining"]) < int(got.headers["x-ratelimit-limit"])
    assert got.headers["x-zm-trackingid"]


@pytest.mark.parametrize(("user", "light", "medium"), [("licensed@example.com", 30, 20), ("basic@example.com", 4, 2)])
def test_limits_a_second(guest: Guest, user: str, light: int, medium: int) -> None:
    """By plan, off by default."""
    guest.sign_in(user)
    assert {guest.call("GET", "/users/me").status for _ in range(light + 1)} == {200}
    guest.switch(per_second_limits=True)
    for path, most in (("/users/me", light), ("/users/me/meetings", medium)):
        assert {guest.call("GET", path).status for _ in range(most)} == {200}
        got = guest.call("GET", path)
        assert got.status == 429
        assert "per-second" in got.json["message"]
        assert got.headers["x-ratelimit-type"] == "QPS"
        assert int(got.headers["x-ratelimit-reset"]) > 0
    guest.later(1)
    assert guest.call("GET", "/users/me").status == 200
