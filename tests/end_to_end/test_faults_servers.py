"""Servers that are always a little wrong, played by a proxy before real Radicale and Xandikos: both sides agree in the
end, at a bounded price (A05, A07, A36, H-13 to H-19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fakes import fault_proxy as faults
from fakes.fault_proxy import Act, Forward, Pages, Reply, Request
from fakes.fault_world import DONE, FaultWorld, at_work, fault_world, healed

import dainvo.dav.xml
from dainvo.engine.actions import accounts, calendars
from dainvo.engine.desk import caldav_key
from dainvo.errors import Why

pytestmark = pytest.mark.end_to_end


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FaultWorld]:
    with fault_world(request.param, tmp_path) as made:
        yield made


TOKEN_REFUSALS: dict[str, Act] = {
    **{f"{code} with the condition": faults.said(code, "d:valid-sync-token") for code in (400, 403, 409, 410, 412)},
    **{f"{code} alone": faults.status(code, "") for code in (400, 403, 404, 405, 409, 410, 412, 500, 501, 507)},
    "html": faults.html,
    "no xml": faults.truncated,
    "nothing new": faults.nothing_new,
    "everything again": faults.everything_again,
}


@pytest.mark.parametrize("form", TOKEN_REFUSALS)
def test_a_refused_token_in_any_form(world: FaultWorld, form: str) -> None:
    """A05: all etags are compared, and nothing with an equal one is fetched again."""
    at_work(world)
    world.proxy.spoil("REPORT", TOKEN_REFUSALS[form], times=-1, body_part="sync-collection")
    report = world.sync()
    assert report.errors == ()
    fetched = [seen.body for seen in world.proxy.of("REPORT") if "calendar-multiget" in seen.body]
    if form != "everything again":
        assert sum(body.count("<D:href>") for body in fetched) == 2  # f and h
    assert len(world.proxy.seen) <= 12
    healed(world)
    world.agreed(*DONE)


def test_an_answer_in_pages(world: FaultWorld) -> None:
    """A05: 507 inside; each page is taken once."""
    for number in range(7):
        world.put(f"e{number}", f"E{number}")
    rule = world.proxy.spoil("REPORT", Pages(3), times=-1, body_part="sync-collection")
    assert world.sync().errors == ()
    assert rule.hits == 3
    world.agreed(*(f"E{number}" for number in range(7)))


def test_pages_that_never_end(world: FaultWorld) -> None:
    """H-14: the same token twice."""
    for number in range(7):
        world.put(f"e{number}", f"E{number}")
    world.proxy.spoil("REPORT", Pages(3, stuck=True), times=-1, body_part="sync-collection")
    assert world.sync().errors == ()
    assert len(world.proxy.seen) <= 8
    healed(world)
    world.agreed(*(f"E{number}" for number in range(7)))


def test_an_answer_cut_without_a_word(world: FaultWorld) -> None:
    """A server that gives fifty of sixty, with its last token, and says nothing: the next sync brings the rest."""
    for number in range(60):
        world.put(f"e{number:02}", f"E{number:02}")
    world.proxy.spoil("REPORT", faults.cut_silently(50), times=-1, body_part="sync-collection")
    assert (world.sync().fetched, world.sync().fetched) == (50, 10)
    healed(world)
    world.agreed(*(f"E{number:02}" for number in range(60)))


def test_a_first_sync_that_breaks_off_goes_on_where_it_was(world: FaultWorld) -> None:
    """F-4: what came is kept; the rest is asked for by etag, and nothing twice."""
    for number in range(120):
        world.put(f"e{number:03}", f"E{number:03}")
    if world.server.name == "radicale":  # all in one answer, which is taken as it comes
        world.proxy.spoil("REPORT", _most_of_the_texts, body_part="sync-collection")
    else:  # two multigets
        world.proxy.spoil("REPORT", _most_of_the_texts, body_part="multiget", skip=1)
    assert [problem.why for problem in world.sync().errors] == [Why.NO_ANSWER]
    here = len(world.held())
    assert 0 < here < 120
    world.proxy.heal()
    report = world.sync()
    assert (report.fetched, report.errors) == (120 - here, ())
    world.agreed(*(f"E{number:03}" for number in range(120)))


def _most_of_the_texts(request: Request, forward: Forward) -> Reply:
    reply = forward(request)
    return replace(reply, sent=len(reply.body) * 3 // 4, end="reset")


@pytest.mark.parametrize("code", [400, 404, 500, 507])
def test_a_multiget_that_fails_whole_for_one(world: FaultWorld, code: int) -> None:
    """A36: the others come all the same; the one is asked for alone."""
    for number in range(40):
        world.put(f"e{number:02}", f"E{number:02}")
    world.proxy.spoil("REPORT", faults.said(403, "d:valid-sync-token"), times=-1, body_part="sync-collection")
    world.proxy.spoil("REPORT", faults.fails_whole_for("e17.ics", code), times=-1, body_part="multiget")
    report = world.sync()
    assert (report.fetched, report.errors) == (40, ())
    assert len(world.proxy.seen) <= 25
    healed(world)
    world.agreed(*(f"E{number:02}" for number in range(40)))


def test_a_server_without_multiget(world: FaultWorld) -> None:
    """A36: each text by itself, and the report is not tried for ever."""
    for number in range(40):
        world.put(f"e{number:02}", f"E{number:02}")
    world.proxy.spoil("REPORT", faults.status(501), times=-1)
    report = world.sync()
    assert (report.fetched, report.errors) == (40, ())
    assert len(world.proxy.of("REPORT")) <= 8
    healed(world)
    world.agreed(*(f"E{number:02}" for number in range(40)))


def test_one_text_that_is_not_to_be_had(world: FaultWorld) -> None:
    """A29: it is listed with its reason, its neighbours are shown, and it comes as soon as it can be had."""
    for name in "abc":
        world.put(name, name.upper())
    world.proxy.spoil("REPORT", faults.status(507), times=-1, body_part="sync-collection")
    world.proxy.spoil("REPORT", faults.fails_whole_for("b.ics", 500), times=-1, body_part="multiget")
    world.proxy.spoil("GET", faults.status(500), times=-1, path_part="b.ics")
    for _ in range(3):
        report = world.sync()
        assert [(problem.why, problem.collection) for problem in report.errors] == [(Why.SERVER_ERROR, "Work")]
        assert world.titles() == ["A", "C"]
        with world.bench.reader() as reader:
            assert reader.status().unreadable == 1
    assert len(world.proxy.seen) <= 30
    healed(world)
    world.put("d", "D")  # the next answer tells of this one only
    assert world.sync().errors == ()
    world.agreed("A", "B", "C", "D")


def test_a_newer_version_that_is_too_large_is_not_written_over(
    world: FaultWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A29, A07: said with its reason; an edit of the older text meets what was never seen."""
    world.put("a", "A")
    world.sync()
    monkeypatch.setattr(dainvo.dav.xml, "MAX_OBJECT_CHARS", 3000)
    world.put("a", "A theirs", extra="\r\n".join(f"X-LONG-{n}:{'x' * 60}" for n in range(100)))
    assert [problem.why for problem in world.sync().errors] == [Why.TOO_LARGE]
    assert world.titles() == ["A"]
    world.edit("a", "A mine")
    world.sync()
    assert "A theirs" in world.text("a")


def test_a_newer_version_that_is_not_to_be_had_is_not_written_over(world: FaultWorld) -> None:
    """A07: the older text stays in view; an edit of it meets what was never seen."""
    world.put("a", "A")
    world.sync()
    world.put("a", "A theirs")
    world.proxy.spoil("REPORT", faults.status(507), times=-1)
    rule = world.proxy.spoil("GET", faults.status(500), times=-1)
    world.sync()
    assert world.titles() == ["A"]
    world.edit("a", "A mine")
    world.proxy.heal()
    rule.times = 0
    world.sync()
    assert "A theirs" in world.text("a")
    assert world.kept() == 1


WEAK: dict[str, Act] = {
    "weak, taken strong": partial(faults.weak_etags, takes="strong"),
    "weak, taken as they are": partial(faults.weak_etags, takes="weak"),
    "weak, never taken": partial(faults.weak_etags, takes="none"),
    "none at all": faults.no_etags,
}


@pytest.mark.parametrize("kind", WEAK)
def test_weak_or_missing_etags(world: FaultWorld, kind: str) -> None:
    """Reliability §2.13: read, compared, then written, and always with If-Match; never over what was not seen."""
    world.proxy.spoil("*", _without_sync if kind == "none at all" else WEAK[kind], times=-1)
    for name in "abc":
        world.put(name, name.upper())
    assert world.sync().errors == ()
    world.edit("a", "A mine")
    world.make("New")
    world.delete("b")
    assert world.sync().errors == ()
    assert world.titles() == ["A mine", "C", "New"]
    assert "A mine" in world.text("a")
    assert world.text("b") == ""
    for seen in world.proxy.seen:
        if seen.method in ("PUT", "DELETE"):
            assert "if-match" in seen.headers or seen.headers.get("if-none-match") == "*"
    assert len(world.proxy.of("PUT")) <= 4
    world.edit("c", "C mine")
    world.put("c", "C theirs")
    world.sync()
    assert "C theirs" in world.text("c"), "what was not seen is not written over"
    assert world.kept() == 1
    assert world.bench.store(lambda store: store.outbox()) == []


def _without_sync(request: Request, forward: Forward) -> Reply:
    """A server with nothing but PROPFIND and multiget, and without etags."""
    if b"sync-collection" in request.body:
        return Reply(501)
    if request.headers.get("if-match") == "*":
        headers = {name: value for name, value in request.headers.items() if name != "if-match"}
        request = replace(request, headers=headers)
    return faults.no_etags(request, forward)


def test_a_server_that_takes_no_condition_is_not_written_blindly(world: FaultWorld) -> None:
    """H-18: 412 to everything: refused with a reason, the edit stays."""
    world.put("a", "A")
    world.sync()
    world.edit("a", "A mine")
    world.proxy.spoil("PUT", faults.status(412), times=-1)
    for _ in range(3):
        report = world.sync()
        assert [problem.why for problem in report.errors] == [Why.SERVER_ERROR]
    assert len(world.proxy.of("PUT")) <= 9
    assert world.titles() == ["A mine"]
    healed(world)
    world.sync()
    world.agreed("A mine")


def test_a_server_that_rewrites(world: FaultWorld) -> None:
    """What it keeps is the base; nothing is sent twice and nothing is a conflict."""
    world.proxy.spoil("*", faults.rewriting, times=-1)
    at_work(world)
    assert world.sync().errors == ()
    assert len(world.proxy.of("PUT")) == 2
    world.agreed(*DONE)
    world.edit("a", "A mine")
    world.proxy.spoil("PUT", faults.lost_answer)
    world.proxy.rules.reverse()
    world.sync()
    world.sync()
    assert world.kept() == 0
    world.agreed(*("A mine" if title == "A" else title for title in DONE))


def test_200_but_not_stored(world: FaultWorld) -> None:
    """H-18: what the server says it took is looked at."""
    world.put("a", "A")
    world.sync()
    world.edit("a", "A mine")
    made = world.make("New")
    world.proxy.spoil("PUT", faults.status(204, ""), times=2)
    assert [problem.why for problem in world.sync().errors] == [Why.SERVER_ERROR] * 2
    assert world.titles() == ["A mine", "New"]
    world.proxy.heal()
    world.sync()
    assert made in world.text(made)
    world.agreed("A mine", "New")


def test_made_here_and_deleted_there_before_the_answer_came(world: FaultWorld) -> None:
    """Reliability §2.13, "create whose answer was lost, then 404": it is not made again."""
    if world.server.name == "xandikos":
        pytest.skip("it does not tell of what came and went since the token")
    made = world.make("New")
    world.proxy.spoil("PUT", faults.lost_answer)
    world.sync()
    assert world.text(made)
    world.other("DELETE", f"{made}.ics")
    world.sync()
    assert world.proxy.methods().count("PUT") == 1
    world.agreed()


@pytest.mark.parametrize("code", [301, 302, 307, 308])
@pytest.mark.parametrize("method", ["PROPFIND", "PUT"])
def test_a_redirect_to_another_host_gets_nothing(world: FaultWorld, code: int, method: str) -> None:
    """H-1, C-N3: neither password nor body; the account says so, and the edit waits."""
    with faults.fault_proxy(world.server.url) as elsewhere:
        made = world.make("New")
        world.proxy.spoil(method, faults.redirect(code, elsewhere.url), times=-1)
        report = world.sync()
        assert [problem.why for problem in report.errors] == [Why.REDIRECTED_AWAY]
        assert elsewhere.seen == []
        account = world.bench.store(lambda store: store.account(world.account))
        assert (account.state, account.why) == ("needs_user", Why.REDIRECTED_AWAY)
        assert world.titles() == ["New"]
        healed(world)
        world.sync()
        assert world.text(made)
        world.agreed("New")


def test_429_stops_the_whole_account(world: FaultWorld) -> None:
    """H-17: the first refusal is the last request."""
    for number in range(5):
        world.make(f"New {number}")
    world.bench.clock.stand_still()
    for code in (429, 503):
        world.proxy.spoil("PUT", faults.status(code, Retry_After="60"), times=-1)
        world.sync()
        assert world.proxy.methods() == ["PUT"]
        waiting = world.bench.store(lambda store: store.outbox())
        assert len(waiting) == 5
        first = waiting[0].next_at
        assert first is not None
        assert (first - world.bench.clock.now()).total_seconds() == 60
        world.proxy.heal()
    world.sync()
    world.agreed(*(f"New {number}" for number in range(5)))


def test_401_once_with_another_password_in_the_keyring(world: FaultWorld) -> None:
    """Reliability §2.13, Y16: changed elsewhere: one retry, nobody is asked."""
    if world.server.name == "xandikos":
        pytest.skip("it asks for no password")
    world.put("a", "A")
    world.bench.secrets.put(caldav_key(world.account), "old")
    world.bench.close()
    world.bench.open()
    world.proxy.spoil("PROPFIND", _changes_the_password(world), times=1)
    assert world.sync().errors == ()
    assert [seen.status for seen in world.proxy.seen][:2] == [401, 207]
    world.agreed("A")


def _changes_the_password(world: FaultWorld) -> Act:
    def act(request: Request, forward: Forward) -> Reply:
        world.bench.secrets.put(caldav_key(world.account), world.server.password)
        return forward(request)

    return act


def test_a_calendar_gone_and_back(world: FaultWorld) -> None:
    """Reliability §2.13: gone is not emptied: what is here stays, what waits waits, and goes out once it is back."""
    for name in "ab":
        world.put(name, name.upper())
    world.sync()
    world.edit("a", "A mine")
    world.delete("b")
    made = world.make("New")
    world.proxy.spoil("PROPFIND", _unlisted(world.href), times=-1)
    world.proxy.spoil("*", faults.status(404), times=-1, path_part=world.href)
    for _ in range(3):
        world.sync()
    assert world.titles() == ["A mine", "New"]
    assert len(world.proxy.seen) <= 12
    assert world.bench.store(lambda store: store.collection(world.collection).state) == "gone"
    assert len(world.bench.store(lambda store: store.outbox())) == 3
    healed(world)
    world.sync()
    world.sync()
    assert world.text(made)
    world.agreed("A mine", "New")


def _unlisted(href: str) -> Act:
    block = re.compile(
        rb"<(?:\w+:)?response[\s>](?:(?!</(?:\w+:)?response).)*?"
        + re.escape(href.encode())
        + rb".*?</(?:\w+:)?response>",
        re.DOTALL,
    )

    def act(request: Request, forward: Forward) -> Reply:
        if request.path.startswith(href):
            return Reply(404)
        reply = forward(request)
        return replace(reply, body=block.sub(b"", reply.body))

    return act


@pytest.mark.parametrize("listing", ["empty", "cut"])
def test_a_broken_listing_of_calendars_removes_none(world: FaultWorld, listing: str) -> None:
    world.put("a", "A")
    world.sync()
    world.proxy.spoil("PROPFIND", faults.empty_multistatus if listing == "empty" else faults.truncated)
    assert [problem.why for problem in world.sync().errors] == [Why.NOT_UNDERSTOOD]
    assert world.bench.store(lambda store: store.collection(world.collection).state) == "ok"
    world.agreed("A")


def test_a_listing_suddenly_empty_is_asked_about(world: FaultWorld) -> None:
    """H-13, decision 20: nothing goes until the user says so, and nothing is left of it when it was a mistake."""
    for name in "abc":
        world.put(name, name.upper())
    world.sync()
    world.put("d", "D")
    world.proxy.spoil("REPORT", faults.said(403, "d:valid-sync-token"), times=-1)
    world.proxy.spoil("PROPFIND", faults.empty_multistatus, times=-1, path_part=world.href)
    for _ in range(3):
        assert [problem.why for problem in world.sync().errors] == [Why.MASS_DELETION]
    assert world.titles() == ["A", "B", "C"]
    healed(world)
    assert world.sync().errors == ()
    world.agreed("A", "B", "C", "D")


def test_a_calendar_renamed(world: FaultWorld) -> None:
    """Its name follows, its events are not fetched again."""
    world.put("a", "A")
    world.sync()
    name = "<d:set><d:prop><d:displayname>Büro</d:displayname></d:prop></d:set>"
    body = f"<d:propertyupdate xmlns:d='DAV:'>{name}</d:propertyupdate>"
    assert world.other("PROPPATCH", "", body, Content_Type="application/xml; charset=utf-8")[0] == 207
    assert world.sync().fetched == 0
    assert world.bench.store(lambda store: store.collection(world.collection).name) == "Büro"
    world.agreed("A")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_rights_withdrawn_and_given_back(world: FaultWorld, method: str) -> None:
    """The edit stays here with its reason, the rest goes on, and it goes out by itself once it may."""
    world.put("a", "A")
    world.put("b", "B")
    world.sync()
    world.edit("a", "A mine")
    world.delete("b")
    world.put("c", "C")
    world.proxy.spoil(method, faults.said(403, "d:need-privileges"), times=-1)
    world.proxy.spoil("PROPFIND", _read_only, times=-1)
    for _ in range(3):
        world.sync()
    assert world.proxy.methods().count(method) == 1
    assert "C" in world.titles()
    assert not world.bench.store(lambda store: store.collection(world.collection).writable)
    healed(world)
    world.sync()
    world.sync()  # the last write moved the token
    left = ("A mine", "C") if method == "PUT" else ("A mine", "B", "C")  # a refused deletion is told and taken back
    world.agreed(*left)


def _read_only(request: Request, forward: Forward) -> Reply:
    reply = forward(request)
    body = re.sub(rb"<(?:\w+:)?(write|all|bind|write-content)\s*/>", rb"", reply.body)
    return replace(reply, body=body)


def test_two_events_with_one_uid(world: FaultWorld) -> None:
    """Both are shown, and it is said once."""

    def doubling(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        return replace(reply, body=reply.body.replace(b"UID:b", b"UID:a"))

    world.proxy.spoil("*", doubling, times=-1)
    world.put("a", "A")
    world.put("b", "B")
    report = world.sync()
    assert [problem.why for problem in report.errors] == [Why.SAME_UID] * 2
    assert world.titles() == ["A", "B"]
    world.put("c", "C")
    assert world.sync().errors == ()
    assert world.titles() == ["A", "B", "C"]


_JUNK = re.compile(rb"(<(?:\w+:)?calendar-data[^>]*>)[^<]*SUMMARY:Junk[^<]*<")
_TASK = re.compile(rb"BEGIN:VEVENT([^<]*SUMMARY:Task[^<]*)END:VEVENT")


def _mixed(request: Request, forward: Forward) -> Reply:
    reply = forward(request)
    body = _JUNK.sub(rb"\1no calendar at all<", reply.body)
    return replace(reply, body=_TASK.sub(rb"BEGIN:VTODO\1END:VTODO", body))


def test_tasks_are_not_our_business_and_junk_is_listed(world: FaultWorld) -> None:
    """A29: a VTODO in a mixed calendar is neither an event nor a broken one; text that is nothing is kept and said."""
    world.proxy.spoil("REPORT", _mixed, times=-1)
    world.put("task", "Task")
    world.put("a", "A")
    world.put("junk", "Junk")
    assert world.sync().errors == ()
    assert world.titles() == ["A"]
    assert "task.ics" not in world.held()
    assert world.held()["junk.ics"].text == "no calendar at all"
    with world.bench.reader() as reader:
        assert reader.status().unreadable == 1
    world.proxy.seen.clear()
    assert world.sync().fetched == 0
    assert world.proxy.methods() == ["PROPFIND"]
    world.put("junk", "Mended")
    world.sync()
    assert world.titles() == ["A", "Mended"]


def test_nothing_changed_is_one_request_for_all_calendars(world: FaultWorld) -> None:
    """Each collection costs one request or less, also where tokens are not to be had."""
    for name in ("One", "Two", "Three"):
        world.bench.call(calendars.create_calendar, world.account, name)
    world.put("a", "A")
    world.sync()
    world.proxy.seen.clear()
    world.bench.call(accounts.sync, world.account)
    assert world.proxy.methods() == ["PROPFIND"]
