"""Which addresses may be asked at all, and where a redirect may lead (A31).

Asks nothing.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from dainvo.errors import Refused, Why

_STRANGE = re.compile(r"[\x00-\x20\\\x7f\ud800-\udfff]")


@lru_cache(maxsize=256)  # asked several times for each request
def origin(url: str) -> str:
    """`scheme://host:port` of an address that may be asked.

    Raises Refused(BAD_ADDRESS) for anything but a plain http or https address without user information, and
    Refused(PLAIN_HTTP) for http beyond loopback (A31).
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused(Why.BAD_ADDRESS) from error
    strange = _STRANGE.search(url) or parts.scheme not in ("http", "https") or "@" in parts.netloc or "%" in host
    if strange or not _could_be_a_name(host):
        raise Refused(Why.BAD_ADDRESS, about={"host": host})
    if parts.scheme == "http" and not is_loopback(host):
        raise Refused(Why.PLAIN_HTTP, about={"host": host})
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port or (443 if parts.scheme == 'https' else 80)}"


def _could_be_a_name(host: str) -> bool:
    """Whether one may ask for it at all: looking up anything else fails as no network does."""
    return len(host) <= 253 and all(0 < len(label) <= 63 for label in host.removesuffix(".").split("."))


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine beyond doubt: a literal of 127.0.0.0/8, `::1`, or `localhost`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def redirected(url: str, location: str) -> str:
    """Where a redirect leads, if it stays within the origin. Nothing is sent before this has said yes."""
    try:
        target = urljoin(url, location).partition("#")[0]
        parts = urlsplit(target)
    except ValueError as error:
        raise Refused(Why.BAD_ADDRESS) from error
    away = origin(target) != origin(url)
    if away:
        why = Why.PLAIN_HTTP if parts.scheme == "http" and url.startswith("https:") else Why.REDIRECTED_AWAY
        raise Refused(why, about={**about_host(target), "url": parts._replace(query="").geturl()})
    return target


def about_host(url: str) -> dict[str, str]:
    """What a failure says of an address: its host, and its port if that is not the usual one."""
    parts = urlsplit(url)
    named = {"host": parts.hostname or ""}
    try:
        return {**named, "port": str(parts.port)} if parts.port else named
    except ValueError:
        return named
