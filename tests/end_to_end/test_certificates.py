"""Own authorities, one pinned certificate, client certificates and proxies: a real server behind TLS."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes.caldav_servers import Server, radicale
from fakes.calendar_wire import ask
from fakes.calendar_world import event
from fakes.engine_bench import Bench
from fakes.loopback import Certificate, self_signed
from fakes.tls_front import Front, tls_front

from dainvo.engine.actions import accounts, connection
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical.event import AccountId
from dainvo.store.rows import AccountState

pytestmark = pytest.mark.end_to_end


@dataclass
class World:
    folder: Path
    server: Server
    front: Front
    certificate: Certificate
    bench: Bench

    def certify(self, name: str, **more: int) -> Certificate:
        folder = self.folder / name
        folder.mkdir()
        return self_signed(folder, **more)

    def add(self, **way: str) -> AccountId:
        return self.bench.call(
            accounts.add_caldav, self.front.url, self.server.user, self.server.password, connection=way or None
        )

    def why(self, account: AccountId) -> list[Why]:
        return [problem.why for problem in self.bench.call(accounts.sync, account)[0].errors]


def pin_of(certificate: Certificate) -> str:
    der = ssl.PEM_cert_to_DER_cert(certificate.path.read_text())
    digest = hashlib.sha256(der).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, 64, 2))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    certificate = self_signed(tmp_path)
    with radicale(tmp_path / "server") as server, tls_front(server.url, certificate) as front:
        home = f"{server.url}{server.user}/work/"
        assert ask("MKCALENDAR", home, user=server.user, password=server.password)[0] == 201
        bench = Bench(tmp_path / "profile", background=False)
        try:
            yield World(tmp_path, server, front, certificate, bench)
        finally:
            bench.close()
        assert not bench.bugs


def test_a_self_signed_server_is_looked_at_before_it_is_trusted(world: World) -> None:
    """A22: refused at first, nothing sent; the fingerprint is shown; pinned it works, after a restart, too."""
    with pytest.raises(DainvoError) as failed:
        world.add()
    assert failed.value.why is Why.CERTIFICATE
    assert world.front.received == b"", "not a byte of the request left"
    shown = world.bench.call(connection.certificate, failed.value.about["host"], int(failed.value.about["port"]))
    assert (shown.host, shown.fingerprint) == ("localhost", pin_of(world.certificate))
    assert "self-signed" in shown.why or "self signed" in shown.why
    assert shown.subject == "CN=Dainvo test"
    assert shown.first is not None and shown.last is not None and shown.first < shown.last
    assert world.front.received == b""

    account = world.add(pin=shown.fingerprint)
    assert world.why(account) == []
    world.bench.close()
    world.bench.open()
    assert world.why(account) == []


def test_another_certificate_raises_an_alarm(world: World) -> None:
    """A22: the pinned one and no other; the account stops, no password leaves, both fingerprints are told."""
    account = world.add(pin=pin_of(world.certificate))
    assert world.why(account) == []
    fresh = world.certify("fresh")
    world.front.exchange(fresh)
    world.front.received.clear()
    assert world.why(account) == [Why.CERTIFICATE]
    row = world.bench.store(lambda store: store.account(account))
    assert (row.state, row.why) == (AccountState.NEEDS_USER, Why.CERTIFICATE)
    assert world.front.received == b""
    shown = world.bench.call(connection.certificate_of, account)
    assert (shown.fingerprint, shown.pinned) == (pin_of(fresh), pin_of(world.certificate))

    world.bench.call(connection.change, account, {"pin": shown.fingerprint})
    assert world.bench.store(lambda store: store.account(account)).state is AccountState.OK
    assert world.why(account) == []


def test_an_expired_certificate_can_be_pinned(world: World) -> None:
    """A22: it is this very certificate that is trusted, whatever it says of itself."""
    old = world.certify("old", days=-1)
    world.front.exchange(old)
    shown = world.bench.call(connection.certificate, "localhost", world.front.port)
    assert "expired" in shown.why or "self" in shown.why
    assert (shown.subject, shown.last) == ("", None), "what does not verify is not read"
    assert world.why(world.add(pin=shown.fingerprint)) == []


def test_an_own_authority(world: World) -> None:
    """A22: believed for this account alone, with name and dates checked as ever."""
    account = world.add(authorities=world.certificate.path.read_text())
    assert world.why(account) == []
    other = world.certify("other")
    world.front.exchange(other)
    assert world.why(account) == [Why.CERTIFICATE]
    with pytest.raises(DainvoError) as failed:
        world.bench.call(connection.change, account, {})
    assert failed.value.why is Why.CERTIFICATE, "what does not work is not taken over"
    stored = world.bench.store(lambda store: store.account(account)).detail["connection"]
    assert "BEGIN CERTIFICATE" in stored["authorities"]


def test_a_client_certificate(world: World) -> None:
    """A22: a server that wants one gets it; without it there is no connection."""
    mine = world.certify("mine")
    both = world.folder / "client.pem"
    both.write_text(mine.path.read_text() + mine.key.read_text())
    asking = world.certificate.server()
    asking.verify_mode = ssl.CERT_REQUIRED
    asking.load_verify_locations(mine.path)
    world.front.context = asking
    world.front.call(world.front.close())
    world.front.call(world.front.open())
    pem = world.certificate.path.read_text()
    with pytest.raises(DainvoError):
        world.add(authorities=pem)
    account = world.add(authorities=pem, client_certificate=str(both))
    assert world.why(account) == []
    status, _, _ = ask(
        "PUT",
        f"{world.server.url}{world.server.user}/work/a.ics",
        user=world.server.user,
        password=world.server.password,
        body=event("a"),
        headers={"Content-Type": "text/calendar"},
    )
    assert status == 201
    assert world.bench.call(accounts.sync, account)[0].fetched == 1


@pytest.mark.parametrize(
    ("way", "why"),
    [
        ({"pin": "not a fingerprint"}, Why.BAD_CERTIFICATE),
        ({"pin": "AB:CD"}, Why.BAD_CERTIFICATE),
        ({"authorities": "no PEM"}, Why.BAD_CERTIFICATE),
        ({"authorities": "nö PEM"}, Why.BAD_CERTIFICATE),
        ({"client_certificate": "/nowhere.pem"}, Why.BAD_CERTIFICATE),
        ({"proxy": "ftp://proxy"}, Why.BAD_ADDRESS),
        ({"proxy": "http://user:secret@proxy:3128"}, Why.BAD_ADDRESS),
    ],
)
def test_what_cannot_be_used_is_refused(world: World, way: dict[str, str], why: Why) -> None:
    """A22: before anything is asked, and nothing is stored."""
    with pytest.raises(Refused) as failed:
        world.add(**way)
    assert failed.value.why is why
    assert world.bench.store(lambda store: store.accounts()) == []


def test_a_proxy(world: World, tmp_path: Path) -> None:
    """A22: the account goes through it, and only that account."""
    from fakes.proxy import tunnel

    with tunnel() as proxy:
        account = world.add(pin=pin_of(world.certificate), proxy=f"127.0.0.1:{proxy.port}")
        assert world.why(account) == []
        assert set(proxy.asked) == {f"CONNECT localhost:{world.front.port}"}
    assert world.why(account) == [Why.OFFLINE]
