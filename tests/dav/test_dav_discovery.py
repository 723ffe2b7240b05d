"""From a typed address to the calendars; and who never gets the password on the way."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes.loopback import Asked, Certificate, Loopback, failing, http, self_signed

from dainvo.dav.discovery import Found, Service, Step, discover, resolve_by_dns
from dainvo.errors import NeedsUser, Refused, TryLater, Why
from dainvo.web import Basic, Digest, Web

SIGNED_IN = Basic("anna@example.org", "canary-password")
HTML = http(200, "<!doctype html><html>Welcome</html>", content_type="text/html")
NAMES = ("example.org", "dav.example.org", "p42.example.org", "evil.example")


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return self_signed(tmp_path, *NAMES)


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of these tests lead to this machine; no other name is looked up."""
    look_up = socket.getaddrinfo

    def local(host: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(host, bytes):
            host = host.decode()
        if host in NAMES:
            host = "127.0.0.1"
        elif host not in ("127.0.0.1", "localhost"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", local)


def multistatus(href: str, props: str) -> bytes:
    stat = f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
    inner = f"<d:response><d:href>{href}</d:href>{stat}</d:response>"
    body = f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}</d:multistatus>'
    return http(207, body, content_type="application/xml", dav="1, calendar-access")


class CalDav:
    """A small CalDAV server: root /dav/, one principal, one calendar. `home` may lie elsewhere."""

    def __init__(self, *, challenge: str = 'Basic realm="x"', home: str = "/dav/anna/", root: str = "/dav/") -> None:
        self.challenge = challenge
        self.home = home
        self.root = root

    def __call__(self, asked: Asked) -> bytes:
        if asked.method != "PROPFIND":
            return http(405)
        if not asked.target.startswith(self.root) and not asked.target.startswith("/dav/"):
            return HTML
        given = asked.headers.get("authorization", "")
        if not given.startswith(self.challenge.split(" ")[0]):
            return http(401, www_authenticate=self.challenge)
        if given.startswith("Basic ") and b64decode(given[6:]) != b"anna@example.org:canary-password":
            return http(401, www_authenticate=self.challenge)
        if asked.target == self.root:
            return multistatus(
                self.root, "<d:current-user-principal><d:href>/dav/me/</d:href></d:current-user-principal>"
            )
        if asked.target == "/dav/me/":
            addresses = "<d:href>mailto:anna@example.org</d:href><d:href>/dav/me/</d:href>"
            return multistatus(
                "/dav/me/",
                f"<c:calendar-home-set><d:href>{self.home}</d:href></c:calendar-home-set>"
                f"<c:calendar-user-address-set>{addresses}</c:calendar-user-address-set><d:displayname>Anna</d:displayname>",
            )
        return multistatus(
            "/dav/anna/work/",
            "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>Work</d:displayname>",
        )


def passwords(server: Loopback) -> int:
    return sum("authorization" in asked.headers for asked in server.asked)


async def nothing(_domain: str) -> list[Service]:
    return []


def run(main: Callable[[Web], Coroutine[Any, Any, None]], certificate: Certificate | None = None) -> None:
    async def go() -> None:
        web = Web(context=certificate.trusting() if certificate is not None else None)
        try:
            await main(web)
        finally:
            await web.close()

    asyncio.run(go())


def test_an_e_mail_address_with_srv_and_txt(certificate: Certificate) -> None:
    """A01: user@example.org, SRV to dav.example.org on a port of its own, TXT with the path; each step shown."""
    told: list[Step] = []

    async def main(web: Web) -> None:
        async with Loopback(CalDav(root="/dav/start/"), tls=certificate.server()) as server:

            async def resolve(domain: str) -> list[Service]:
                assert domain == "example.org"
                return [Service("dav.example.org", server.port, "/dav/start/")]

            found = await discover(web, "anna@example.org", SIGNED_IN, told.append, resolve=resolve)
        base = f"https://dav.example.org:{server.port}"
        assert isinstance(found, Found)
        assert found.principal == f"{base}/dav/me/" and found.url == f"{base}/dav/anna/"
        assert found.home_set == "/dav/anna/" and [c.name for c in found.collections] == ["Work"]
        assert found.user_addresses == ("anna@example.org",) and found.name == "Anna" and not found.schedules
        assert [(step.kind, step.url, step.outcome) for step in told] == [
            ("srv", f"{base}/dav/start/", "found"),
            ("principal", f"{base}/dav/me/", "found"),
            ("home_set", f"{base}/dav/anna/", "found"),
            ("calendars", f"{base}/dav/anna/", "found"),
        ]
        assert tuple(told) == found.steps
        assert "authorization" not in server.asked[0].headers, "the first question goes without a password"

    run(main, certificate)


def test_srv_without_txt_goes_to_well_known(certificate: Certificate) -> None:
    """RFC 6764 §6."""

    def answer(asked: Asked) -> bytes:
        return http(301, location="/dav/") if asked.target == "/.well-known/caldav" else CalDav()(asked)

    async def main(web: Web) -> None:
        async with Loopback(answer, tls=certificate.server()) as server:

            async def resolve(_domain: str) -> list[Service]:
                return [Service("dav.example.org", server.port)]

            found = await discover(web, "anna@example.org", SIGNED_IN, resolve=resolve)
        assert [c.href for c in found.collections] == ["/dav/anna/work/"]
        assert passwords(server) and all(
            asked.target != "/.well-known/caldav" for asked in server.asked if "authorization" in asked.headers
        )

    run(main, certificate)


@pytest.mark.parametrize("host", ["evil.example", "example.org.evil.example", "badexample.org", "org"])
def test_srv_to_a_foreign_host_gets_nothing(certificate: Certificate, host: str) -> None:
    """H-3: DNS alone does not say who gets a password; the host is named."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav(), tls=certificate.server()) as thief:

            async def resolve(_domain: str) -> list[Service]:
                return [Service(host, thief.port, "/dav/")]

            error = await failing(discover(web, "anna@example.org", SIGNED_IN, resolve=resolve))
            assert isinstance(error, Refused) and error.why is Why.REDIRECTED_AWAY
            assert error.about["host"] == host and "srv" in error.about["steps"]
            assert thief.connections == 0

    run(main, certificate)


def test_well_known_may_lead_to_a_neighbour_and_nowhere_else(certificate: Certificate) -> None:
    """A01, A36: example.org leads to dav.example.org over https; the password goes there and not to example.org."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav(), tls=certificate.server()) as dav:
            target = f"https://dav.example.org:{dav.port}/dav/"
            lead = http(301, location=target)
            page = Loopback(lambda asked: lead if "well-known" in asked.target else HTML, tls=certificate.server())
            async with page:
                found = await discover(web, f"https://example.org:{page.port}/", SIGNED_IN, resolve=nothing)
            assert found.url == f"https://dav.example.org:{dav.port}/dav/anna/"
            assert passwords(page) == 0 and passwords(dav) > 0
            stranger = http(301, location=f"https://evil.example:{dav.port}/dav/")
            before = dav.connections
            async with Loopback(lambda asked: stranger, tls=certificate.server()) as server:
                error = await failing(discover(web, f"https://example.org:{server.port}/", SIGNED_IN, resolve=nothing))
            assert error.why is Why.REDIRECTED_AWAY and error.about["host"] == "evil.example"
            assert dav.connections == before

    run(main, certificate)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_port_of_this_machine_gets_nothing(status: int) -> None:
    """H-1, discovery included."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav()) as thief:
            lead = http(status, location=f"{thief.url}/dav/")
            async with Loopback(lambda asked: lead) as server:
                error = await failing(discover(web, server.url, SIGNED_IN, resolve=nothing))
            assert error.why is Why.REDIRECTED_AWAY
            assert thief.connections == 0 and passwords(server) == 0

    run(main)


def test_https_that_leads_to_http(certificate: Certificate) -> None:
    """A31, H-2: refused, and no password went over http."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav()) as plain:
            lead = http(302, location=f"{plain.url}/dav/")
            async with Loopback(lambda asked: lead, tls=certificate.server()) as server:
                address = f"https://127.0.0.1:{server.port}/"
                error = await failing(discover(web, address, SIGNED_IN, resolve=nothing))
            assert isinstance(error, Refused) and error.why is Why.PLAIN_HTTP
            assert plain.connections == 0

    run(main, certificate)


def test_http_to_another_machine_is_refused_at_once() -> None:
    """A31."""

    async def main(web: Web) -> None:
        error = await failing(discover(web, "http://example.org/dav/", SIGNED_IN, resolve=nothing))
        assert isinstance(error, Refused) and error.why is Why.PLAIN_HTTP and error.about["host"] == "example.org"

    run(main)


@pytest.mark.parametrize(
    "address", ["", "   ", "anna@", "anna@@", "https://", "ftp://example.org", "https://a:b@example.org/"]
)
def test_addresses_that_are_none(address: str) -> None:
    async def main(web: Web) -> None:
        error = await failing(discover(web, address, SIGNED_IN, resolve=nothing))
        assert isinstance(error, Refused) and error.why is Why.BAD_ADDRESS

    run(main)


@pytest.mark.parametrize(
    "answer", [HTML, http(404), http(405), http(207, "<html/>"), http(207, multistatus("/", "")[:90])]
)
def test_a_server_that_is_no_caldav_server(answer: bytes) -> None:
    """A01: told as such with what was tried; it never sees the password."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: answer) as server:
            error = await failing(discover(web, f"{server.url}/some/path", SIGNED_IN, resolve=nothing))
        assert isinstance(error, Refused) and error.why is Why.NOT_CALDAV
        assert [line.split(" ")[0] for line in error.about["steps"].splitlines()] == ["typed", "well_known", "root"]
        assert server.url in error.about["steps"] and "canary" not in error.about["steps"]
        assert passwords(server) == 0

    run(main)


def test_a_wrong_password_ends_the_search() -> None:
    """A32: no second try that could lock the account."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav()) as server:
            wrong = Basic("anna@example.org", "wrong")
            error = await failing(discover(web, f"{server.url}/dav/", wrong, resolve=nothing))
        assert isinstance(error, NeedsUser) and error.why is Why.WRONG_PASSWORD
        assert passwords(server) == 1

    run(main)


def test_a_digest_server_never_sees_the_password() -> None:
    """A31."""
    digest = CalDav(challenge='Digest realm="x", nonce="n", qop="auth"')

    async def main(web: Web) -> None:
        async with Loopback(digest) as server:
            found = await discover(web, f"{server.url}/dav/", SIGNED_IN, resolve=nothing)
        assert isinstance(found.auth, Digest) and [c.name for c in found.collections] == ["Work"]
        kinds = {
            asked.headers["authorization"].split(" ")[0] for asked in server.asked if "authorization" in asked.headers
        }
        assert kinds == {"Digest"}

    run(main)


def test_a_certificate_nobody_vouches_for(certificate: Certificate) -> None:
    """A22, H-5."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav(), tls=certificate.server()) as server:
            error = await failing(discover(web, f"https://127.0.0.1:{server.port}/", SIGNED_IN, resolve=nothing))
        assert isinstance(error, NeedsUser) and error.why is Why.CERTIFICATE and error.about["host"] == "127.0.0.1"
        assert server.asked == []

    run(main)


def test_no_network() -> None:
    async def main(web: Web) -> None:
        for address in ("https://nowhere.example/", "anna@nowhere.example"):
            error = await failing(discover(web, address, SIGNED_IN, resolve=nothing))
            assert isinstance(error, TryLater) and error.why is Why.OFFLINE and not error.sent
            assert "offline" in error.about["steps"]

    run(main)


def test_a_server_in_trouble_is_no_wrong_address() -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(503, retry_after="60")) as server:
            error = await failing(discover(web, server.url, SIGNED_IN, resolve=nothing))
        assert isinstance(error, TryLater) and error.why is Why.SERVER_ERROR and error.retry_after_s == 60

    run(main)


def test_a_home_set_on_a_neighbour_host(certificate: Certificate) -> None:
    """A36: iCloud's home sets lie on another host of the same domain; one elsewhere gets nothing."""

    async def main(web: Web) -> None:
        async with Loopback(CalDav(), tls=certificate.server()) as second:
            for host, good in (("p42.example.org", True), ("evil.example", False)):
                home = f"https://{host}:{second.port}/dav/anna/"
                before = second.connections
                async with Loopback(CalDav(home=home), tls=certificate.server()) as first:
                    action = discover(web, f"https://dav.example.org:{first.port}/dav/", SIGNED_IN, resolve=nothing)
                    if good:
                        found = await action
                        assert found.url == home and [c.name for c in found.collections] == ["Work"]
                    else:
                        error = await failing(action)
                        assert error.why is Why.REDIRECTED_AWAY and error.about["host"] == host
                        assert second.connections == before

    run(main, certificate)


@pytest.mark.parametrize(
    ("host", "domain", "same"),
    [
        ("p42-caldav.icloud.com", "caldav.icloud.com", True),
        ("icloud.com", "caldav.icloud.com", True),
        ("a.b.example.org", "example.org", True),
        ("evil.com", "example.com", False),
        ("badexample.com", "example.com", False),
        ("evil.co.uk", "shop.co.uk", False),
        ("dav.shop.co.uk", "www.shop.co.uk", True),
        ("evil.com.au", "www.shop.com.au", False),
        ("com", "example.com", False),
        ("localhost", "example.com", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.2", "127.0.0.1", False),
        ("10.0.0.1", "20.0.0.1", False),
        ("box", "nas", False),
        ("nas", "nas", True),
        (None, "example.com", False),
    ],
)
def test_neighbours(host: str | None, domain: str, same: bool) -> None:
    from dainvo.dav.discovery import _same_site

    assert _same_site(host, domain) is same


def test_the_librarys_look_up_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A01: SRV in order of priority, TXT's path; the library is what we think it is."""
    import dns.resolver

    asked: list[tuple[str, str]] = []

    def resolve(name: str, kind: str) -> list[SimpleNamespace]:
        asked.append((name, kind))
        if kind == "TXT":
            return [SimpleNamespace(strings=[b"path=/dav/"])]
        return [
            SimpleNamespace(target="two.example.org.", port=443, priority=20, weight=0),
            SimpleNamespace(target="one.example.org.", port=8443, priority=10, weight=0),
        ]

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    services = asyncio.run(resolve_by_dns("example.org"))
    assert services == [Service("one.example.org", 8443, "/dav/"), Service("two.example.org", 443, "/dav/")]
    assert asked == [("_caldavs._tcp.example.org", "SRV"), ("_caldavs._tcp.example.org", "TXT")]

    def no_such_name(name: str, kind: str) -> list[SimpleNamespace]:
        raise dns.resolver.NXDOMAIN

    monkeypatch.setattr(dns.resolver, "resolve", no_such_name)
    assert asyncio.run(resolve_by_dns("example.org")) == []


def test_the_library_is_loaded_when_it_is_needed_and_not_before() -> None:
    code = "import sys, dainvo.dav.discovery; print({'caldav', 'niquests', 'httpx', 'dns'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "set()"
