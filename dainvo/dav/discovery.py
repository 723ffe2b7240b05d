"""From what a person types to the calendars of an account: address, SRV and TXT, well-known, principal, home set.

Keeps no account. Nothing but a look-up of names goes to a host the typed address does not vouch for, and a password
goes only to addresses that answered like a CalDAV server or asked for one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dainvo.dav import xml
from dainvo.dav.answers import failure
from dainvo.dav.client import XML, Client
from dainvo.dav.collection import CollectionInfo
from dainvo.dav.xml import C, D, Item, Node, normal
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import Href
from dainvo.web import Answer, Auth, Basic, Digest, Web, challenges, is_loopback, origin

WELL_KNOWN = "/.well-known/caldav"
DNS_S = 20.0

_PRINCIPAL = ("D:current-user-principal", "D:principal-URL", "D:resourcetype", "C:calendar-home-set")
_HOME_SET = ("C:calendar-home-set", "C:calendar-user-address-set", "C:schedule-outbox-URL", "D:displayname")
#: Second levels under a country code below which anybody can have a name.
_SHARED_SECOND_LEVELS = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried. `kind`: typed, srv, well_known, root, principal, home_set, calendars.

    `outcome`: "found", "no", or the value of the `Why` that stopped it; `status` is the HTTP status, 0 without answer.
    """

    kind: str
    url: str
    outcome: str
    status: int = 0

    def __str__(self) -> str:
        return f"{self.kind} {self.url}: {self.outcome}" + (f" ({self.status})" if self.status else "")


@dataclass(frozen=True, slots=True)
class Service:
    """Where a domain says that its CalDAV server is (RFC 6764 §3, §4). `path` is empty without a TXT record."""

    host: str
    port: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A CalDAV account. `url` is the address of the home set, to make a Client with; `auth` is what the server takes.

    `user_addresses` are the bare e-mail addresses of the principal (the user name, if that is one and the server tells
    none); `skipped` are names of calendars without events.
    """

    principal: str
    home_set: Href
    url: str
    auth: Auth
    user_addresses: tuple[str, ...]
    schedules: bool
    collections: tuple[CollectionInfo, ...]
    skipped: tuple[str, ...]
    name: str
    steps: tuple[Step, ...]


Resolve = Callable[[str], Awaitable[list[Service]]]
Tell = Callable[[Step], None]


async def resolve_by_dns(domain: str) -> list[Service]:
    """The SRV and TXT records of `_caldavs._tcp` at `domain`, best first; empty if there are none or no answer."""

    def look_up() -> list[Service]:
        logging.getLogger("caldav").setLevel(logging.CRITICAL)
        # Only its look-up: its well-known step would bring a second HTTP client, without our caps and roots.
        from caldav.discovery import _srv_lookup, _txt_lookup

        records = _srv_lookup(domain, "caldav", True)
        path = (_txt_lookup(domain, "caldav", True) or "") if records else ""
        return [Service(host, port, path) for host, port, _priority, _weight in records]

    try:
        return await asyncio.wait_for(asyncio.to_thread(look_up), DNS_S)
    except TimeoutError:
        return []


async def discover(
    web: Web,
    address: str,
    auth: Basic,
    tell: Tell | None = None,
    *,
    resolve: Resolve = resolve_by_dns,
) -> Found:
    """The account behind an address, host or e-mail address, tried in the order of RFC 6764 §6.

    Raises NeedsUser(WRONG_PASSWORD | CERTIFICATE), Refused(NOT_CALDAV | PLAIN_HTTP | BAD_ADDRESS | REDIRECTED_AWAY)
    and TryLater(OFFLINE | …); `about["host"]` names the host in question and `about["steps"]` lists what was tried,
    one line each, to be copied.
    """
    search = _Search(web, auth, tell or (lambda _step: None))
    try:
        return await search.run(address, resolve)
    except DainvoError as error:
        raise _with_steps(error, search.steps) from error


class _Search:
    """One discovery: what was tried, and what went wrong on the way."""

    def __init__(self, web: Web, auth: Basic, tell: Tell) -> None:
        self.steps: list[Step] = []
        self._web = web
        self._auth: Basic = auth
        self._tell = tell
        self._failures: list[DainvoError] = []
        self._dead: set[str] = set()

    async def run(self, address: str, resolve: Resolve) -> Found:
        typed, domain = _typed(address)
        if typed is not None:
            found = await self._try("typed", typed, domain)
            if found is not None:
                return found
        for kind, url in await self._candidates(typed, domain, resolve):
            found = await self._try(kind, url, domain)
            if found is not None:
                return found
        raise _worst(self._failures, domain)

    async def _candidates(self, typed: str | None, domain: str, resolve: Resolve) -> list[tuple[str, str]]:
        parts = urlsplit(typed) if typed is not None else None
        candidates: list[tuple[str, str]] = []
        bare = parts is None or (parts.port is None and parts.path in ("", "/"))
        if bare and not is_loopback(domain):
            for service in await resolve(domain):
                base = f"https://{service.host}:{service.port}"
                if not _within(service.host, domain):
                    # DNS alone must not say who gets a password (RFC 6764 §8).
                    self._failed("srv", base, Refused(Why.REDIRECTED_AWAY, about={"host": service.host}))
                    continue
                candidates.append(("srv", base + (service.path or WELL_KNOWN)))
            if not candidates:
                self._note(Step("srv", f"_caldavs._tcp.{domain}", "no"))
        root = f"{parts.scheme}://{parts.netloc}" if parts is not None else f"https://{domain}"
        candidates.append(("well_known", root + WELL_KNOWN))
        if parts is None or parts.path not in ("", "/"):
            candidates.append(("root", root + "/"))
        return candidates

    async def _try(self, kind: str, url: str, domain: str) -> Found | None:
        """The account found through `url`; None, with the reason kept, if the next candidate should be tried."""
        if origin(url) in self._dead:
            return None
        try:
            answer = await self._knock(url, domain)
            item = _own_item(answer)
        except NeedsUser as error:
            self._failed(kind, url, error)
            raise
        except DainvoError as error:
            if error.why in (Why.PLAIN_HTTP, Why.BAD_ADDRESS) and kind == "typed":
                self._failed(kind, url, error)
                raise
            self._failed(kind, url, error)
            if error.why is Why.OFFLINE:
                self._dead.add(origin(url))
            return None
        self._note(Step(kind, _shown(answer.url), "found", answer.status))
        return await self._account(answer.url, item, domain)

    async def _knock(self, url: str, domain: str) -> Answer:
        """A first question without a password, to learn where to go and what sign-in is asked for; then one with it."""
        body = xml.propfind(*_PRINCIPAL)
        try:
            answer = await self._propfind(url, body, None)
        except Refused as error:
            target = error.about.get("url", "")
            away = error.why is Why.REDIRECTED_AWAY and target.startswith("https://")
            if not away or not _same_site(urlsplit(target).hostname, domain):
                raise
            # Within the typed domain, over https, and the first server had a valid certificate: followed, once.
            url = target
            answer = await self._propfind(url, body, None)
        if answer.status == 207:
            _own_item(answer)
        elif answer.status in (405, 501):  # a web server that has never heard of PROPFIND
            raise Refused(Why.NOT_CALDAV, detail=str(answer.status), about={"host": urlsplit(url).hostname or ""})
        elif answer.status not in (401, 403):
            raise failure(answer)
        offered = challenges(answer.headers)
        if "digest" in offered and not isinstance(self._auth, Digest):
            self._auth = Digest(self._auth.user, self._auth.password)
        answer = await self._propfind(answer.url, body, self._auth)
        if answer.status != 207:
            raise failure(answer)
        return answer

    async def _account(self, url: str, item: Item, domain: str) -> Found:
        principal_hrefs = _hrefs(item, f"{D}current-user-principal") or _hrefs(item, f"{D}principal-URL")
        principal = _address(url, principal_hrefs, domain)
        home = _address(url, _hrefs(item, f"{C}calendar-home-set"), domain)
        about_user = item
        if principal is not None:
            about_user, answered = await self._ask("principal", principal)
            home = _address(answered, _hrefs(about_user, f"{C}calendar-home-set"), domain) or home
        if home is None and f"{C}calendar" in _kinds(item):
            home = url.rstrip("/").rpartition("/")[0] + "/"
        if home is None:
            raise Refused(Why.NOT_CALDAV, detail="no calendar-home-set", about={"host": urlsplit(url).hostname or ""})
        self._note(Step("home_set", _shown(home), "found"))
        home_set = Href(urlsplit(home).path.rstrip("/") + "/")
        try:
            listing = await Client(self._web, home, self._auth).listing(home_set, states=False)
        except DainvoError as error:
            self._failed("calendars", home, error)
            raise
        self._note(Step("calendars", _shown(home), "found" if listing.collections else "no", 207))
        return Found(
            principal=principal or "",
            home_set=home_set,
            url=home,
            auth=self._auth,
            user_addresses=_user_addresses(about_user, self._auth.user),
            schedules=listing.schedules and bool(_hrefs(about_user, f"{C}schedule-outbox-URL")),
            collections=listing.collections,
            skipped=listing.skipped,
            name=_text(about_user.props.get(f"{D}displayname")),
            steps=tuple(self.steps),
        )

    async def _ask(self, kind: str, url: str) -> tuple[Item, str]:
        try:
            answer = await self._propfind(url, xml.propfind(*_HOME_SET), self._auth)
            if answer.status != 207:
                raise failure(answer)
            item = _own_item(answer)
        except DainvoError as error:
            self._failed(kind, url, error)
            raise
        self._note(Step(kind, _shown(url), "found", 207))
        return item, answer.url

    async def _propfind(self, url: str, body: bytes, auth: Auth | None) -> Answer:
        headers = {"Content-Type": XML, "Depth": "0"}
        return await self._web.request("PROPFIND", url, content=body, headers=headers, auth=auth)

    def _failed(self, kind: str, url: str, error: DainvoError) -> None:
        status = error.detail[:3]
        known = int(status) if status.isdigit() else 0
        self._failures.append(error)
        self._note(Step(kind, _shown(url), error.why.value, known))

    def _note(self, step: Step) -> None:
        self.steps.append(step)
        self._tell(step)


def _typed(address: str) -> tuple[str | None, str]:
    """The address to try first (None for an e-mail address), and the domain it vouches for."""
    address = address.strip()
    if "://" in address:
        url = address
    elif "@" in address and "/" not in address:
        domain = address.rpartition("@")[2].rstrip(".").lower()
        origin(f"https://{domain}/")
        return None, _host(f"https://{domain}/")
    else:
        host = (urlsplit(f"//{address}").hostname or "") if address else ""
        url = f"{'http' if is_loopback(host) else 'https'}://{address}"
    origin(url)
    parts = urlsplit(url)
    return parts._replace(path=parts.path or "/", query="", fragment="").geturl(), parts.hostname or ""


def _own_item(answer: Answer) -> Item:
    """The response about the address itself. Raises Refused(NOT_CALDAV) if there is none (a web page)."""
    host = urlsplit(answer.url).hostname or ""
    if answer.status != 207:
        raise failure(answer)
    try:
        items = xml.parse_multistatus(answer.body, answer.url).items
    except Malformed as error:
        raise Refused(Why.NOT_CALDAV, detail=error.detail, about={"host": host}) from error
    if not items or items[0].status != 200:
        raise Refused(Why.NOT_CALDAV, detail=str(items[0].status) if items else "empty", about={"host": host})
    return items[0]


def _address(url: str, hrefs: list[str], domain: str) -> str | None:
    """The first href as an address to ask with the password; None if there is none.

    A server that has the password over a checked connection may name a host beside its own (iCloud does), not more.
    """
    if not hrefs:
        return None
    own = normal(url, hrefs[0])
    if own is not None:
        return origin(url) + own
    host = urlsplit(hrefs[0]).hostname
    if not hrefs[0].startswith("https://") or not (_same_site(host, domain) or _same_site(host, _host(url))):
        raise Refused(Why.REDIRECTED_AWAY, about={"host": host or ""})
    path = normal(hrefs[0], hrefs[0])
    if path is None:
        raise Refused(Why.BAD_ADDRESS, about={"host": host or ""})
    return origin(hrefs[0]) + path


def _within(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or lies below it."""
    host, domain = host.lower().rstrip("."), domain.lower()
    return host == domain or host.endswith(f".{domain}")


def _same_site(host: str | None, domain: str) -> bool:
    """Whether both lie below one registered name: two labels, three under `co.uk` and its like."""
    if not host or is_loopback(host) or ":" in host or host.replace(".", "").isdigit():
        return host == domain
    labels = domain.lower().split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED_SECOND_LEVELS
    registered = ".".join(labels[-3 if shared else -2 :])
    return _within(host, domain) or (registered.count(".") > 0 and _within(host, registered))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _kinds(item: Item) -> set[str]:
    node = item.props.get(f"{D}resourcetype")
    return {child.name for child in node.children} if node is not None else set()


def _hrefs(item: Item, name: str) -> list[str]:
    node = item.props.get(name)
    return [child.text.strip() for child in node.children if child.name == f"{D}href"] if node is not None else []


def _user_addresses(item: Item, user: str) -> tuple[str, ...]:
    hrefs = _hrefs(item, f"{C}calendar-user-address-set")
    addresses = tuple(dict.fromkeys(href[7:] for href in hrefs if href.lower().startswith("mailto:") and "@" in href))
    return addresses or ((user,) if "@" in user else ())


def _text(node: Node | None) -> str:
    return node.text.strip() if node is not None else ""


def _shown(url: str) -> str:
    """An address as a step shows it: no query, no fragment."""
    return url.partition("?")[0].partition("#")[0]


def _worst(failures: list[DainvoError], domain: str) -> DainvoError:
    """What to tell when nothing was found: a host that needs a yes, a server without CalDAV, or the network."""
    for why in (Why.REDIRECTED_AWAY, Why.PLAIN_HTTP):
        for error in failures:
            if error.why is why:
                return error
    late = [error for error in failures if isinstance(error, TryLater)]
    answered = [error for error in failures if not isinstance(error, TryLater)]
    if late and (not answered or any(error.why is not Why.OFFLINE for error in late)):
        return next((error for error in late if error.why is not Why.OFFLINE), late[0])
    return Refused(Why.NOT_CALDAV, detail=answered[0].detail if answered else "", about={"host": domain})


def _with_steps(error: DainvoError, steps: list[Step]) -> DainvoError:
    about = {**error.about, "steps": "\n".join(map(str, steps))}
    if isinstance(error, TryLater):
        return TryLater(error.why, retry_after_s=error.retry_after_s, sent=error.sent, detail=error.detail, about=about)
    if isinstance(error, NeedsUser):
        return NeedsUser(error.why, detail=error.detail, about=about)
    why = Why.NOT_CALDAV if isinstance(error, Malformed) else error.why
    return Refused(why, detail=error.detail, about=about)
