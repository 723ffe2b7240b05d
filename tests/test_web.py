"""The HTTP client against answers a hostile or broken server gives."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.loopback import Asked, Loopback, failing, http, self_signed

import dainvo.web
from dainvo.errors import Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.web import Answer, Basic, Bearer, Digest, Web, challenges, origin, retry_after

SIGNED_IN = Basic("anna@example.com", "canary-password")


def ok(_asked: Asked) -> bytes:
    return http(200, "fine")


def run(main: Callable[[Web], Coroutine[Any, Any, None]], *, context: ssl.SSLContext | None = None) -> None:
    async def go() -> None:
        web = Web(context=context)
        try:
            await main(web)
        finally:
            await web.close()

    asyncio.run(go())


def test_importing_it_loads_no_http_library() -> None:
    """Start: nothing heavy before the first paint."""
    code = "import sys, dainvo.web; print({'httpx', 'httpcore', 'truststore', 'anyio'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "set()"


def test_the_http_library_comes_without_its_command_line() -> None:
    """G13: loaded on the engine's thread, it keeps Python from the window."""
    code = "import sys, dainvo.web, httpx; print({'rich', 'click', 'pygments'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "set()"


def test_an_answer_comes_back_whatever_its_status() -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(418, '{"a": [1]}', x_test="yes")) as server:
            answer = await web.request("PUT", server.url + "/x?y=1", content="täst", headers={"If-Match": '"1"'})
        assert (answer.status, answer.headers["x-test"], answer.json()) == (418, "yes", {"a": [1]})
        assert answer.url == server.url + "/x?y=1"
        (asked,) = server.asked
        assert (asked.method, asked.target, asked.body) == ("PUT", "/x?y=1", "täst".encode())
        assert asked.headers["if-match"] == '"1"'
        assert asked.headers["accept-encoding"] == "identity"
        assert asked.headers["user-agent"] == f"Dainvo/{dainvo.__version__}"
        assert "cookie" not in asked.headers and "authorization" not in asked.headers

    run(main)


def test_no_cookie_is_kept() -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(200, set_cookie="id=1; Path=/")) as server:
            await web.request("GET", server.url)
            await web.request("GET", server.url)
        assert [asked.headers.get("cookie") for asked in server.asked] == [None, None]

    run(main)


def test_environment_and_netrc_have_no_effect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """U-12: neither a proxy nor a .netrc of the environment is used."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login mallory password x")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            assert (await web.request("GET", server.url)).status == 200
        assert "authorization" not in server.asked[0].headers

    run(main)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "PROPFIND", "REPORT", "MKCALENDAR"])
@pytest.mark.parametrize("auth", [SIGNED_IN, Bearer("canary-token")])
def test_a_redirect_to_another_origin_gets_nothing(status: int, method: str, auth: Basic | Bearer) -> None:
    """A31, C-N3, H-1: no credential, header or body arrives at another port or host; not even a connection."""

    async def main(web: Web) -> None:
        async with Loopback(ok) as thief:
            for target in (thief.url + "/x", f"http://localhost:{thief.port}/x", f"//127.0.0.1:{thief.port}/x"):
                async with Loopback(lambda asked, target=target: http(status, location=target)) as server:  # type: ignore[misc]
                    error = await failing(web.request(method, server.url, content=b"secret body", auth=auth))
                assert isinstance(error, Refused) and error.why is Why.REDIRECTED_AWAY
                assert error.about["host"] in ("127.0.0.1", "localhost")
            assert thief.connections == 0

    run(main)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_origin_keeps_method_and_body(status: int) -> None:
    """A36: never turned into a GET."""

    def answer(asked: Asked) -> bytes:
        return http(status, location="/new?a=b#c") if asked.target == "/old" else http(207, "there")

    async def main(web: Web) -> None:
        async with Loopback(answer) as server:
            got = await web.request(
                "PROPFIND", server.url + "/old", content=b"<x/>", auth=SIGNED_IN, headers={"Depth": "1"}
            )
        first, second = server.asked
        assert (got.status, got.url) == (207, server.url + "/new?a=b")
        assert (second.method, second.target, second.body) == ("PROPFIND", "/new?a=b", b"<x/>")
        assert second.headers["depth"] == "1" and second.headers["authorization"] == first.headers["authorization"]

    run(main)


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://127.0.0.1:1/", Why.REDIRECTED_AWAY),
        ("http://example.org/", Why.PLAIN_HTTP),
        ("//evil.example/", Why.PLAIN_HTTP),
        ("http://user:pass@127.0.0.1/", Why.BAD_ADDRESS),
        ("ftp://127.0.0.1/", Why.BAD_ADDRESS),
        ("https://evil.com\\.example.org/", Why.BAD_ADDRESS),
        ("http://[::1", Why.BAD_ADDRESS),
        ("https://exa mple/", Why.BAD_ADDRESS),
    ],
)
def test_redirects_to_strange_places(location: str, why: Why) -> None:
    """H-4."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(302, location=location)) as server:
            error = await failing(web.request("GET", server.url, auth=SIGNED_IN))
        assert isinstance(error, Refused) and error.why is why

    run(main)


def test_a_loop_of_redirects_stops_at_five() -> None:
    """H-4."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(302, location="/again")) as server:
            error = await failing(web.request("GET", server.url))
        assert error.why is Why.REDIRECTED_AWAY
        assert len(server.asked) == 6

    run(main)


def test_without_redirects_the_answer_itself_comes_back() -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(302, location="/x")) as server:
            assert (await web.request("GET", server.url, redirects=0)).status == 302
        assert len(server.asked) == 1

    run(main)


def test_https_to_http_is_refused(tmp_path: Path) -> None:
    """A31, H-2: an https server that redirects to http, even on this machine, gets nothing over http."""
    certificate = self_signed(tmp_path)

    async def main(web: Web) -> None:
        async with Loopback(ok) as plain:
            redirect = http(307, location=plain.url)
            async with Loopback(lambda asked: redirect, tls=certificate.server()) as server:
                error = await failing(web.request("PUT", server.url, content=b"x", auth=SIGNED_IN))
            assert isinstance(error, Refused) and error.why is Why.PLAIN_HTTP
            assert plain.connections == 0

    run(main, context=certificate.trusting())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.org/", Why.PLAIN_HTTP),
        ("http://127.0.0.1.example.org/", Why.PLAIN_HTTP),
        ("http://2130706433/", Why.PLAIN_HTTP),
        ("http://0x7f.1/", Why.PLAIN_HTTP),
        ("http://10.0.0.1/", Why.PLAIN_HTTP),
        ("https://user@example.org/", Why.BAD_ADDRESS),
        ("https://user:pass@example.org/", Why.BAD_ADDRESS),
        ("https://example.org\\@evil.com/", Why.BAD_ADDRESS),
        ("https://zoom.us%2eevil.com/", Why.BAD_ADDRESS),
        ("https://exa mple.org/", Why.BAD_ADDRESS),
        ("https://example.org/\r\nX: y", Why.BAD_ADDRESS),
        ("https:///path", Why.BAD_ADDRESS),
        ("https://example.org:99999/", Why.BAD_ADDRESS),
        ("file:///etc/passwd", Why.BAD_ADDRESS),
        ("example.org", Why.BAD_ADDRESS),
        ("", Why.BAD_ADDRESS),
    ],
)
def test_addresses_that_are_never_asked(url: str, why: Why) -> None:
    """A31, C-N1."""

    async def main(web: Web) -> None:
        error = await failing(web.request("GET", url, auth=SIGNED_IN))
        assert isinstance(error, Refused) and error.why is why
        assert "pass" not in str(error) + str(dict(error.about))

    run(main)


def test_origins() -> None:
    assert origin("https://Example.org/a?b#c") == "https://example.org:443"
    assert origin("http://127.8.9.1:81") == "http://127.8.9.1:81"
    assert origin("http://[::1]/") == "http://[::1]:80"
    assert origin("http://localhost") == "http://localhost:80"


@pytest.mark.parametrize("host", ["a..b", "..", "a" * 64 + ".example", ".example", "b." * 127 + "example", "x\udcff"])
def test_what_no_host_can_be_called(host: str) -> None:
    """A01: it is a wrong address, not a bug or a network that is away."""
    with pytest.raises(Refused) as failed:
        origin(f"https://{host}/dav/")
    assert failed.value.why is Why.BAD_ADDRESS
    assert origin("https://example.org./") == "https://example.org.:443"


def test_a_certificate_nobody_vouches_for(tmp_path: Path) -> None:
    """A22, H-5: self-signed is refused before anything is sent, with the real trust store."""
    certificate = self_signed(tmp_path)

    async def main(web: Web) -> None:
        async with Loopback(ok, tls=certificate.server()) as server:
            error = await failing(web.request("PUT", server.url, content=b"x", auth=SIGNED_IN))
        assert isinstance(error, NeedsUser) and error.why is Why.CERTIFICATE
        assert error.about["host"] == "127.0.0.1" and server.asked == []

    run(main)


def test_a_certificate_that_has_run_out_or_names_another_host(tmp_path: Path) -> None:
    """H-5."""
    old = self_signed(tmp_path, days=-1)

    async def main(web: Web) -> None:
        async with Loopback(ok, tls=old.server()) as server:
            assert (await failing(web.request("GET", server.url))).why is Why.CERTIFICATE

    run(main, context=old.trusting())


def test_a_plain_answer_on_a_tls_port_and_an_old_tls_are_refused(tmp_path: Path) -> None:
    """H-6."""
    certificate = self_signed(tmp_path)
    old = certificate.server()
    with pytest.warns(DeprecationWarning):
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1

    async def main(web: Web) -> None:
        async with Loopback(ok, greeting=http(400, "plain")) as plain:
            error = await failing(web.request("GET", f"https://127.0.0.1:{plain.port}/"))
            assert isinstance(error, NeedsUser) and error.why is Why.CERTIFICATE
        async with Loopback(ok, tls=old) as server:
            error = await failing(web.request("GET", server.url, auth=SIGNED_IN))
        assert error.why in (Why.CERTIFICATE, Why.OFFLINE) and server.asked == []

    run(main)


def test_the_own_context_wants_tls_1_2(tmp_path: Path) -> None:
    """C-N2."""

    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            await web.request("GET", server.url)
        assert web._context is not None and web._context.minimum_version is ssl.TLSVersion.TLSv1_2

    run(main)


def test_nothing_sent_when_nobody_listens() -> None:
    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            url = server.url
        error = await failing(web.request("PUT", url, content=b"x"))
        assert isinstance(error, TryLater) and error.why is Why.OFFLINE and not error.sent

    run(main)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 201 OK\r\nContent-Length: 100\r\n\r\nonly some",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"\x16\x03\x01 nonsense\r\n\r\n",
    ],
)
def test_an_answer_that_breaks_off_leaves_the_outcome_open(answer: bytes) -> None:
    """Reliability 2.3: as soon as the request has left, the outcome is unknown; and it is sent once."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: answer) as server:
            error = await failing(web.request("PUT", server.url, content=b"x"))
        assert isinstance(error, TryLater) and error.why is Why.NO_ANSWER and error.sent
        assert len(server.asked) == 1

    run(main)


async def _silence() -> AsyncIterator[bytes]:
    await asyncio.Event().wait()
    yield b""


async def _second() -> None:
    """Let a second pass, by the clock of the loop, which all time-outs go by."""
    loop: Any = asyncio.get_running_loop()
    before = loop.time
    loop.time = lambda: before() + 1
    await asyncio.sleep(0)


async def _silent_for_ever() -> None:
    while True:
        await _second()


def test_a_server_that_drips_is_left() -> None:
    """H-11: the total bounds an answer that keeps coming."""
    dripped = 0

    async def drip() -> AsyncIterator[bytes]:
        nonlocal dripped
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
        while True:
            dripped += 1
            yield b"x"
            await _second()

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: drip()) as server:
            error = await failing(web.request("PUT", server.url, content=b"x"))
        assert isinstance(error, TryLater) and error.why is Why.NO_ANSWER and error.sent

    run(main)
    assert dripped > dainvo.web.STALL_S


def test_a_server_that_keeps_silent_is_left() -> None:
    """H-11: the first-byte time bounds an answer that never starts."""

    async def silence() -> AsyncIterator[bytes]:
        await _silent_for_ever()
        yield b""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: silence()) as server:
            error = await failing(web.request("PUT", server.url, content=b"x"))
        assert isinstance(error, TryLater) and error.why is Why.NO_ANSWER and error.sent

    run(main)


def test_a_body_that_stalls_is_left() -> None:
    """C-N5: 15 s without a byte."""

    async def stall() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx"
        await _silent_for_ever()

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: stall()) as server:
            error = await failing(web.request("GET", server.url))
        assert isinstance(error, TryLater) and error.why is Why.NO_ANSWER

    run(main)


def test_a_time_out_while_connecting_has_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dainvo.web, "CONNECT_S", 0.2)

    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            # A TLS handshake nobody answers is still connecting.
            error = await failing(web.request("PUT", f"https://127.0.0.1:{server.port}/", content=b"x"))
        assert isinstance(error, TryLater) and error.why is Why.OFFLINE and not error.sent

    run(main)


async def _endless() -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"10000\r\n" + b"x" * 0x10000 + b"\r\n"


@pytest.mark.parametrize("announced", [True, False])
def test_an_endless_body_stops_at_the_cap(announced: bool) -> None:
    """C-N5, H-9."""

    async def main(web: Web) -> None:
        reply = http(200, b"", content_length=str(10**12))
        async with Loopback(lambda asked: reply if announced else _endless()) as server:
            error = await failing(web.request("GET", server.url, limit_bytes=1_000_000))
        assert isinstance(error, Refused) and error.why is Why.TOO_LARGE

    run(main)


def test_endless_headers_are_refused() -> None:
    async def headers() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            yield b"X-Long: " + b"y" * 8000 + b"\r\n"

    many = http(200, "", **{f"x_{number}": "y" * 1000 for number in range(90)})

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: headers()) as server:
            error = await failing(web.request("GET", server.url))
        assert error.why in (Why.NO_ANSWER, Why.TOO_LARGE)
        async with Loopback(lambda asked: many) as server:
            assert (await failing(web.request("GET", server.url))).why is Why.TOO_LARGE

    run(main)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
def test_an_encoded_body_is_refused(encoding: str) -> None:
    """C-N5: a megabyte of gzip becomes two gigabytes."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(200, b"\x1f\x8b....", content_encoding=encoding)) as server:
            assert isinstance(await failing(web.request("GET", server.url)), Malformed)

    run(main)


def test_basic_and_bearer_are_sent_with_each_request() -> None:
    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            await web.request("GET", server.url, auth=Basic("Aladdin", "open sesame"))
            await web.request("GET", server.url, auth=Basic("jürgen", "pässword"))
            await web.request("GET", server.url, auth=Bearer("abc"))
            await web.request("GET", server.url)
        assert [asked.headers.get("authorization") for asked in server.asked] == [
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "Basic asO8cmdlbjpww6Rzc3dvcmQ=",
            "Bearer abc",
            None,
        ]

    run(main)


CHALLENGE = 'Digest realm="cal", qop="auth", nonce="n1", opaque="o", algorithm=MD5'


def _digest_server(asked: Asked) -> bytes:
    return (
        ok(asked)
        if asked.headers.get("authorization", "").startswith("Digest ")
        else http(401, www_authenticate=CHALLENGE)
    )


def test_digest_never_sends_the_password() -> None:
    """A31."""

    async def main(web: Web) -> None:
        async with Loopback(_digest_server) as server:
            auth = Digest("anna", "canary")
            assert (await web.request("PUT", server.url, content=b"x", auth=auth)).status == 200
            assert (await web.request("PUT", server.url, content=b"x", auth=auth)).status == 200
        sent = [asked.headers.get("authorization", "") for asked in server.asked]
        assert sent[0] == "" and all(header.startswith('Digest username="anna"') for header in sent[1:])
        assert len(sent) == 3, "the second request needs no first round"
        assert all(asked.body == b"x" for asked in server.asked)

    run(main)


def test_basic_becomes_digest_where_only_digest_is_offered() -> None:
    """A31: a Digest challenge is no refusal."""

    async def main(web: Web) -> None:
        async with Loopback(_digest_server) as server:
            assert (await web.request("GET", server.url, auth=SIGNED_IN)).status == 200
            assert (await web.request("GET", server.url, auth=SIGNED_IN)).status == 200
        kinds = [asked.headers.get("authorization", "-").split(" ")[0] for asked in server.asked]
        assert kinds == ["Basic", "-", "Digest", "Digest"]

    run(main)


def test_a_wrong_digest_password_ends_after_one_try() -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(401, www_authenticate=CHALLENGE)) as server:
            assert (await web.request("GET", server.url, auth=Digest("anna", "wrong"))).status == 401
        assert len(server.asked) == 2

    run(main)


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="x"',
        "Digest rubbish",
        'Digest realm="r", nonce="n", algorithm=ROT13',
        'Digest realm="r", nonce="n", qop="auth-int"',
    ],
)
def test_a_digest_challenge_that_cannot_be_answered(challenge: str) -> None:
    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(401, www_authenticate=challenge)) as server:
            assert isinstance(await failing(web.request("GET", server.url, auth=Digest("a", "b"))), Malformed)

    run(main)


def test_the_body_of_a_challenge_is_not_read_without_end() -> None:
    """C-N5."""
    sent = 0

    async def challenge() -> AsyncIterator[bytes]:
        nonlocal sent
        yield f"HTTP/1.1 401 X\r\nWWW-Authenticate: {CHALLENGE}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        while sent < 1000:
            sent += 1
            yield b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    async def main(web: Web) -> None:
        def answer(asked: Asked) -> bytes | AsyncIterator[bytes]:
            return ok(asked) if "authorization" in asked.headers else challenge()

        async with Loopback(answer) as server:
            assert (await web.request("GET", server.url, auth=Digest("a", "b"))).status == 200

    run(main)
    assert sent < 500


def test_secrets_do_not_show() -> None:
    """C-L5: neither in repr, str, format nor in what pickle or JSON would keep."""
    for auth in (Basic("canary-user", "canary-pass"), Digest("canary-user", "canary-pass"), Bearer("canary-token")):
        assert "canary" not in f"{auth!r} {auth} {auth!s:>5}" + repr({"a": [auth]})
        with pytest.raises(TypeError):
            pickle.dumps(auth)
        with pytest.raises(TypeError):
            json.dumps(auth)
    answer = Answer(200, {}, b"canary", "https://example.org/?canary")
    assert "canary" not in repr(answer)


def test_logs_hold_no_address_header_or_body(caplog: pytest.LogCaptureFixture) -> None:
    """C-L1, C-L2."""
    caplog.set_level(logging.DEBUG)

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: http(200, "canary-body")) as server:
            await web.request("POST", server.url + "/canary-path?canary=query", content=b"canary-sent", auth=SIGNED_IN)

    run(main)
    assert "canary" not in caplog.text
    assert logging.getLogger("httpx").level == logging.WARNING == logging.getLogger("httpcore").level


def test_at_most_four_at_once_to_one_server() -> None:
    """C-N7."""
    running = most = 0
    together = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        nonlocal running, most
        running += 1
        most = max(most, running)
        if running > 1:
            together.set()
        await together.wait()
        for _ in range(20):
            await asyncio.sleep(0)
        running -= 1
        yield http(200, "x")

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: slow()) as server:
            await asyncio.gather(*(web.request("GET", server.url) for _ in range(12)))

    run(main)
    assert 1 < most <= 4


def test_a_closed_client_opens_again() -> None:
    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            await web.request("GET", server.url)
            await web.close()
            assert (await web.request("GET", server.url)).status == 200

    run(main)


def test_cancelling_leaves_at_once_and_frees_the_seat() -> None:
    """H-11: cancel within a second."""

    async def main(web: Web) -> None:
        async with Loopback(lambda asked: _silence() if asked.target == "/silent" else ok(asked)) as server:
            tasks = [asyncio.ensure_future(web.request("GET", server.url + "/silent")) for _ in range(4)]
            await server.were_asked(4)
            for task in tasks:
                task.cancel()
            assert all(
                isinstance(r, asyncio.CancelledError) for r in await asyncio.gather(*tasks, return_exceptions=True)
            )
            assert (await web.request("GET", server.url, timeout_s=300)).status == 200

    run(main)


def test_a_stream_gives_the_body_as_it_comes() -> None:
    async def main(web: Web) -> None:
        async with (
            Loopback(lambda asked: http(207, b"x" * 300_000)) as server,
            web.stream("REPORT", server.url) as streamed,
        ):
            assert streamed.status == 207
            sizes = [len(chunk) async for chunk in streamed.chunks(1_000_000)]
        assert sum(sizes) == 300_000 and len(sizes) > 1

    run(main)


def test_what_fails_in_the_readers_own_work_is_left_alone() -> None:
    async def main(web: Web) -> None:
        async with Loopback(ok) as server:
            with pytest.raises(TimeoutError):
                async with web.stream("GET", server.url):
                    raise TimeoutError("mine")
            with pytest.raises(httpx.ReadTimeout):
                async with web.stream("GET", server.url):
                    raise httpx.ReadTimeout("of another request")

    run(main)


NOW = datetime(2027, 3, 10, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("99999999999", 86400.0),
        ("Wed, 10 Mar 2027 12:01:30 GMT", 90.0),
        ("Wed, 10 Mar 2027 11:00:00 GMT", 0.0),
        ("2027-03-10T12:00:30Z", 30.0),
        ("2027-03-10T12:00:30", 30.0),
        ("soon", None),
        ("nan", None),
        ("inf", 86400.0),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    """H-17: seconds, HTTP date and ISO form, negative and huge."""
    headers = {"retry-after": value} if value else {}
    assert retry_after(Answer(429, headers, b"", ""), NOW) == seconds


def test_challenges() -> None:
    assert challenges({"www-authenticate": 'Basic realm="Digest, or so"'}) == {"basic"}
    assert challenges({"www-authenticate": 'Digest realm="a", nonce="b", Basic realm="c"'}) == {"digest", "basic"}
    assert challenges({"www-authenticate": "Negotiate"}) == set()
    assert challenges({}) == set()


def test_json_that_is_none() -> None:
    for body in (b"<html>", b"", b"\xff", b"[" * 100_000):
        with pytest.raises(Malformed):
            Answer(200, {}, body, "").json()
