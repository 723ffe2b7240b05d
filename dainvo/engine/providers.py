"""What is known of calendar providers: where their server is, what has to be asked, how one signs in (A02).

A table and one pure function; holds no sentence and asks nobody. Names are proper names, the same in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlsplit


class SignIn(StrEnum):
    """How a provider wants to know the user."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a password
    APP_PASSWORD = "app_password"  # noqa: S105 - as above; made on the provider's own page
    MAYBE_APP_PASSWORD = "maybe_app_password"  # noqa: S105 - as above; only with two-factor sign-in
    BROWSER = "browser"  # nothing is typed here but the address


@dataclass(frozen=True, slots=True)
class Provider:
    """One way to set up an account.

    `server` is the address where everybody's is the same, else empty: then it is asked. `path` is where CalDAV begins
    on a server of which only the host was typed; `{user}` in it is the user name. `password_page` is where an app
    password is made, empty where that depends on the server.
    """

    key: str
    name: str
    sign_in: SignIn
    server: str = ""
    path: str = ""
    password_page: str = ""

    @property
    def asks_address(self) -> bool:
        return not self.server

    @property
    def asks_password(self) -> bool:
        return self.sign_in is not SignIn.BROWSER


GENERIC: Final = "caldav"

PROVIDERS: Final = (
    Provider("nextcloud", "Nextcloud", SignIn.BROWSER, path="/remote.php/dav/"),
    Provider(
        "icloud",
        "iCloud",
        SignIn.APP_PASSWORD,
        server="https://caldav.icloud.com/",
        password_page="https://account.apple.com/account/manage",  # noqa: S106 - a page
    ),
    Provider(
        "fastmail",
        "Fastmail",
        SignIn.APP_PASSWORD,
        server="https://caldav.fastmail.com/",
        password_page="https://app.fastmail.com/settings/security",  # noqa: S106 - a page
    ),
    Provider(
        "mailbox",
        "mailbox.org",
        SignIn.MAYBE_APP_PASSWORD,
        server="https://dav.mailbox.org/",
        password_page="https://app.mailbox.org/appsuite/",  # noqa: S106 - a page
    ),
    Provider("radicale", "Radicale", SignIn.PASSWORD),
    Provider("sogo", "SOGo", SignIn.PASSWORD, path="/SOGo/dav/{user}/"),
    Provider(GENERIC, "CalDAV", SignIn.PASSWORD),
)

_BY_KEY: Final = {one.key: one for one in PROVIDERS}


def provider(key: str) -> Provider:
    """The provider of that key; the generic one for a key nobody knows (an account of a later version)."""
    return _BY_KEY.get(key, _BY_KEY[GENERIC])


def address(chosen: Provider, typed: str, user: str) -> str:
    """What to look for: the provider's own server, else what was typed, with the provider's path if it had none.

    An e-mail address stays one: the search begins with its domain.
    """
    typed = typed.strip()
    if chosen.server:
        return chosen.server
    if not chosen.path or not typed or ("@" in typed and "/" not in typed):
        return typed
    try:
        bare = urlsplit(typed if "://" in typed else f"//{typed}").path in ("", "/")
    except ValueError:
        return typed
    return typed.rstrip("/") + chosen.path.replace("{user}", quote(user, safe="@")) if bare else typed
