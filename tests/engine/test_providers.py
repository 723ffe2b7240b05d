"""Guided set-ups: what each provider needs, and the sign-in in the browser at a Nextcloud."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.engine_bench import Bench
from fakes.nextcloud import Cloud, nextcloud

from dainvo.dav.nextcloud import server_of
from dainvo.engine import homes
from dainvo.engine.actions import accounts, calendars
from dainvo.engine.desk import caldav_key
from dainvo.engine.providers import PROVIDERS, SignIn, address, provider
from dainvo.engine.values import AuthorizeAddress, Progress
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.web import Web


@pytest.mark.parametrize(
    ("key", "typed", "user", "asked"),
    [
        ("icloud", "", "anna@icloud.com", "https://caldav.icloud.com/"),
        ("fastmail", "", "anna@fastmail.com", "https://caldav.fastmail.com/"),
        ("mailbox", "", "anna@mailbox.org", "https://dav.mailbox.org/"),
        ("sogo", "mail.corp.example", "anna", "mail.corp.example/SOGo/dav/anna/"),
        ("sogo", "https://mail.corp.example/", "a b/c", "https://mail.corp.example/SOGo/dav/a%20b%2Fc/"),
        ("sogo", "https://mail.corp.example/SOGo/dav/x/", "anna", "https://mail.corp.example/SOGo/dav/x/"),
        ("sogo", "anna@corp.example", "anna", "anna@corp.example"),
        ("nextcloud", "cloud.example:8443", "anna", "cloud.example:8443/remote.php/dav/"),
        ("radicale", " cal.example ", "anna", "cal.example"),
        ("caldav", "anna@cloud.example", "anna", "anna@cloud.example"),
        ("of a later version", "cloud.example", "anna", "cloud.example"),
        ("sogo", "https://[broken", "anna", "https://[broken"),
    ],
)
def test_where_to_look(key: str, typed: str, user: str, asked: str) -> None:
    """A02: only what a provider leaves open is asked; a full address stays as it was typed."""
    assert address(provider(key), typed, user) == asked


def test_the_table_asks_only_for_what_is_needed() -> None:
    """A02: no address where there is one server for all, a page to go to where an app password is needed."""
    for one in PROVIDERS:
        assert one.asks_address == (one.server == "")
        if one.sign_in is SignIn.APP_PASSWORD:
            assert one.password_page.startswith("https://")
        assert one.server == "" or one.server.startswith("https://")
    assert not provider("nextcloud").asks_password
    assert len({one.key for one in PROVIDERS}) == len(PROVIDERS)


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("cloud.example", "https://cloud.example"),
        ("https://cloud.example/index.php/apps/calendar/", "https://cloud.example"),
        ("https://corp.example/nextcloud/remote.php/dav/calendars/anna/", "https://corp.example/nextcloud"),
        ("https://corp.example/nextcloud/apps/dashboard/#/", "https://corp.example/nextcloud"),
        ("127.0.0.1:8080/", "http://127.0.0.1:8080"),
    ],
)
def test_the_installation_behind_what_stands_in_a_browser(typed: str, server: str) -> None:
    """A02: people copy the address of a page; the installation is what lies before it."""
    assert server_of(typed) == server


@pytest.mark.parametrize(("typed", "why"), [("http://cloud.example", Why.PLAIN_HTTP), ("[::", Why.BAD_ADDRESS)])
def test_a_nextcloud_address_that_is_none(typed: str, why: Why) -> None:
    with pytest.raises(Refused) as failed:
        server_of(typed)
    assert failed.value.why is why


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile", background=False)
    yield made
    made.close()
    assert not made.bugs


@pytest.fixture(params=["", "/nextcloud"])
def cloud(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cloud]:
    with nextcloud(tmp_path / "server", base=request.param) as made:
        yield made


def test_signing_in_at_a_nextcloud(bench: Bench, cloud: Cloud) -> None:
    """A02: the browser flow gives an app password; the account's own is never typed. Removing gives it back."""
    told: list[object] = []

    def tell(value: object) -> None:
        told.append(value)
        if isinstance(value, AuthorizeAddress):
            assert value.url.startswith(f"{cloud.url}/login/v2/flow/")
            cloud.agree(value.url)

    account = bench.call(accounts.add_nextcloud, f"{cloud.url}/index.php/apps/files/", tell)
    row = bench.store(lambda store: store.account(account))
    assert (row.user, row.detail["provider"], row.detail["server"]) == ("anna", "nextcloud", cloud.url)
    kept = bench.secrets.get(caldav_key(account))
    assert kept is not None and {kept} == cloud.passwords
    assert len(told) > 1
    bench.call(calendars.create_calendar, account, "Work")
    assert bench.call(accounts.sync, account)[0].errors == ()
    bench.call(accounts.remove_account, account)
    assert cloud.passwords == set()
    assert bench.secrets.get(caldav_key(account)) is None


def test_the_password_of_a_nextcloud_that_was_not_added_after_all_is_given_back(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A02: nothing is left of it, here or there."""
    with nextcloud(tmp_path / "server") as cloud:

        def tell(value: object) -> None:
            if isinstance(value, AuthorizeAddress):
                cloud.agree(value.url)

        async def away(*_args: object, **_kwargs: object) -> None:
            assert cloud.passwords
            raise TryLater(Why.NO_ANSWER, sent=True)

        monkeypatch.setattr(homes, "calendars", away)
        with pytest.raises(TryLater):
            bench.call(accounts.add_nextcloud, cloud.url, tell)
        assert cloud.passwords == set()
    assert bench.store(lambda store: store.accounts()) == []


@pytest.mark.parametrize("failure", [NeedsUser(Why.CERTIFICATE), Malformed("an encoded answer")])
def test_a_nextcloud_that_cannot_be_believed_any_more_can_be_removed(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: DainvoError
) -> None:
    """A28: what the server does with its password is its own matter; nothing of the account stays here."""
    with nextcloud(tmp_path / "server") as cloud:

        def tell(value: object) -> None:
            if isinstance(value, AuthorizeAddress):
                cloud.agree(value.url)

        async def fail(*_args: object, **_kwargs: object) -> None:
            raise failure

        account = bench.call(accounts.add_nextcloud, cloud.url, tell)
        monkeypatch.setattr(Web, "request", fail)
        bench.call(accounts.remove_account, account)
    assert bench.store(lambda store: store.accounts()) == []
    assert bench.secrets.get(caldav_key(account)) is None


def test_signing_in_again_must_be_the_same_user(bench: Bench, tmp_path: Path) -> None:
    """A02: another user's password is given back and nothing changes; the right one's lets the account go on."""
    with nextcloud(tmp_path / "server") as cloud:

        def tell(value: object) -> None:
            if isinstance(value, AuthorizeAddress):
                cloud.agree(value.url)

        account = bench.call(accounts.add_nextcloud, cloud.url, tell)
        cloud.passwords = {"another"}
        report = bench.call(accounts.sync, account)[0]
        assert [problem.why for problem in report.errors] == [Why.WRONG_PASSWORD]
        cloud.user = "bob"
        with pytest.raises(Refused) as failed:
            bench.call(accounts.renew_nextcloud, account, tell)
        assert (failed.value.why, failed.value.about["other"]) == (Why.OTHER_USER, "bob")
        assert cloud.passwords == set()
        cloud.user = "anna"
        bench.call(accounts.renew_nextcloud, account, tell)
        assert bench.call(accounts.sync, account)[0].errors == ()


def test_a_server_behind_a_careless_proxy_is_asked_where_it_was_found(bench: Bench, tmp_path: Path) -> None:
    """A02 A31: it calls itself by http and another port; its token goes only to the origin that was typed."""
    with nextcloud(tmp_path / "server") as cloud:
        cloud.named = "http://127.0.0.1:80"
        pages: list[str] = []

        def tell(value: object) -> None:
            if isinstance(value, AuthorizeAddress):
                pages.append(value.url)
                cloud.agree(value.url)

        bench.call(accounts.add_nextcloud, cloud.url, tell)
        assert pages[0].startswith(cloud.url)


def test_a_page_at_another_host_is_not_opened(bench: Bench, tmp_path: Path) -> None:
    """A02: a server that sends the user elsewhere is not believed."""
    with nextcloud(tmp_path / "server") as cloud:
        cloud.named = "https://evil.example"
        pages: list[object] = []
        with pytest.raises(Refused) as failed:
            bench.call(accounts.add_nextcloud, cloud.url, pages.append)
        assert failed.value.why is Why.REDIRECTED_AWAY
        assert pages == [Progress("sign_in", f"{cloud.url}/index.php/login/v2", "redirected_away")]


def test_nobody_answers_the_page(bench: Bench, tmp_path: Path) -> None:
    """A02: after twenty minutes it ends, and nothing is stored."""
    with nextcloud(tmp_path / "server") as cloud:
        with pytest.raises(Refused) as failed:
            bench.call(accounts.add_nextcloud, cloud.url, lambda _told: bench.clock.jump(20 * 60))
        assert failed.value.why is Why.TIMED_OUT
        assert bench.store(lambda store: store.accounts()) == []


def test_a_server_that_is_no_nextcloud(bench: Bench, tmp_path: Path) -> None:
    """A02 A01: said so, with the address that was asked and its answer."""
    from fakes.caldav_servers import radicale

    told: list[object] = []
    with radicale(tmp_path / "server") as server:
        with pytest.raises(Refused) as failed:
            bench.call(accounts.add_nextcloud, server.url, told.append)
        assert failed.value.why is Why.NOT_NEXTCLOUD
        assert failed.value.about["host"] == "127.0.0.1"
        [step] = told
        assert isinstance(step, Progress) and step.outcome.startswith("not_nextcloud (4")


def test_without_a_keyring_nobody_is_sent_to_the_browser(tmp_path: Path) -> None:
    """A02 Y05: a password that could not be kept is not asked for."""
    from dainvo.secrets import Secrets

    class Forgetful:
        def get_password(self, service: str, username: str) -> str | None:
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            return

        def delete_password(self, service: str, username: str) -> None:
            return

    made = Bench(tmp_path / "profile", background=False)
    made.close()
    made.secrets = Secrets(Forgetful())
    made.open()
    try:
        with pytest.raises(NeedsUser):
            made.call(accounts.add_nextcloud, "http://127.0.0.1:9", lambda _told: None)
    finally:
        made.close()


@pytest.mark.parametrize("key", ["radicale", "sogo", "caldav"])
def test_a_wrong_guess_about_the_server_is_no_dead_end(bench: Bench, tmp_path: Path, key: str) -> None:
    """A02 A01: where the provider's path is not there, the search goes on; the steps tell both."""
    from fakes.caldav_servers import radicale

    told: list[object] = []
    with radicale(tmp_path / "server") as server:
        typed = server.url.removeprefix("http://").rstrip("/")
        account = bench.call(
            accounts.add_caldav,
            typed,
            server.user,
            server.password,
            told.append,
            provider="" if key == "caldav" else key,
        )
    row = bench.store(lambda store: store.account(account))
    assert row.detail.get("provider") == (None if key == "caldav" else key)
    steps = [step for step in told if isinstance(step, Progress)]
    assert steps[-1].key == "calendars"
    if key == "sogo":
        assert "/SOGo/dav/" in steps[0].url and not steps[0].outcome.startswith("found")
