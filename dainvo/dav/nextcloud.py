"""Sign-in at a Nextcloud in the browser (its login flow, version 2): ends with an app password for this program.

The user's own password never comes here. Waits for nobody: whoever calls asks again (A02).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlencode, urlsplit

from dainvo.dav.answers import failure
from dainvo.errors import DainvoError, Malformed, Refused, Why
from dainvo.web import Answer, Basic, Web, is_loopback, origin

#: Where an installation ends and its pages begin: people copy what stands in their browser.
_PAGES = ("/index.php", "/remote.php", "/apps/", "/login", "/settings", "/s/", "/f/", "/ocs/", "/.well-known")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True, repr=False)
class Flow:
    """A sign-in that was begun. `page` is to be opened in the browser; the rest is for `granted`."""

    server: str
    page: str
    endpoint: str
    token: str

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


@dataclass(frozen=True, slots=True, repr=False)
class Granted:
    """What the server gave: the user's name there and a password of this program's own."""

    user: str
    password: str

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


def server_of(typed: str) -> str:
    """The address of the installation behind what was typed, without a slash at its end: https unless it is loopback.

    Raises Refused(BAD_ADDRESS | PLAIN_HTTP).
    """
    typed = typed.strip()
    if "://" not in typed:
        try:
            host = urlsplit(f"//{typed}").hostname or ""
        except ValueError as error:
            raise Refused(Why.BAD_ADDRESS) from error
        typed = f"{'http' if is_loopback(host) else 'https'}://{typed}"
    origin(typed)
    parts = urlsplit(typed)
    path = parts.path
    for page in _PAGES:
        at = path.find(page)
        if at >= 0:
            path = path[:at]
    return f"{parts.scheme}://{parts.netloc}{path}".rstrip("/")


async def begin(web: Web, server: str) -> Flow:
    """Ask `server` (see `server_of`) for a sign-in. Raises Refused(NOT_NEXTCLOUD) if it knows of none, and what
    `Web.request` raises."""
    answer = await web.request("POST", f"{server}/index.php/login/v2", headers={"OCS-APIRequest": "true"})
    if answer.status in (429, 503):
        raise failure(answer)
    host = urlsplit(server).hostname or ""
    try:
        told = answer.json() if answer.status == 200 else {}
        poll = told["poll"]
        page, endpoint, token = str(told["login"]), str(poll["endpoint"]), str(poll["token"])
    except (Malformed, TypeError, KeyError) as error:
        raise Refused(Why.NOT_NEXTCLOUD, detail=str(answer.status), about={"host": host}) from error
    return Flow(server, _here(server, page), _here(server, endpoint), token)


async def granted(web: Web, flow: Flow) -> Granted | None:
    """What the user agreed to; None while the page in the browser is open. The server tells it once.

    Raises Refused(NOT_UNDERSTOOD) for an answer that is none, TryLater if the server is away.
    """
    answer = await web.request("POST", flow.endpoint, content=urlencode({"token": flow.token}), headers=_FORM)
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise failure(answer)
    told = _object(answer)
    user, password = told.get("loginName"), told.get("appPassword")
    if not isinstance(user, str) or not isinstance(password, str) or not user or not password:
        host = urlsplit(flow.server).hostname or ""
        raise Refused(Why.NOT_UNDERSTOOD, detail="no app password", about={"host": host})
    return Granted(user, password)


async def give_back(web: Web, server: str, auth: Basic) -> bool:
    """Have the server forget this program's password; False if it did not."""
    headers = {"OCS-APIRequest": "true"}
    try:
        answer = await web.request("DELETE", f"{server}/ocs/v2.php/core/apppassword", headers=headers, auth=auth)
    except DainvoError:
        return False
    return answer.status == 200


def _here(server: str, told: str) -> str:
    """An address that the server named, at the very origin that was asked.

    Behind a proxy many an installation names itself with http; another host gets neither the user nor the token.
    """
    parts = urlsplit(told)
    if parts.hostname != urlsplit(server).hostname or not parts.path.startswith("/"):
        raise Refused(Why.REDIRECTED_AWAY, about={"host": urlsplit(server).hostname or "", "url": told[:200]})
    query = f"?{parts.query}" if parts.query else ""
    return f"{origin(server)}{parts.path}{query}"


def _object(answer: Answer) -> dict[str, Any]:
    told = answer.json()
    return told if isinstance(told, dict) else {}
