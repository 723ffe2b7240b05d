"""What is said about each provider when an account is added: names, labels, hints (A02).

Chooses nothing: what a provider needs stands in `engine.providers`.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from dainvo.engine.providers import Provider, SignIn

LOCAL = "local"
WEB = "web"


class Tile(NamedTuple):
    """One way to begin, as the first page of the sheet offers it."""

    key: str
    icon: str
    name: str
    text: str


class FormWords(NamedTuple):
    """What a form says: `hint` stands below the password, `page_face` on the link to where one is made."""

    intro: str
    address: str
    user: str
    password: str
    hint: str
    page_face: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddAccount", text)


def tile(provider: Provider) -> Tile:
    """How a provider is offered."""
    text = {
        SignIn.BROWSER: _tr("Sign in in your browser"),
        SignIn.APP_PASSWORD: _tr("With an app password"),
        SignIn.MAYBE_APP_PASSWORD: _tr("E-mail address and password"),
        SignIn.PASSWORD: _tr("Address, user and password"),
    }[provider.sign_in]
    return Tile(provider.key, "cloud", name(provider), text)


def web_tile() -> Tile:
    """A calendar that is only read."""
    return Tile(WEB, "globe", _tr("Web calendar"), _tr("One address (webcal), read only"))


def local_tile() -> Tile:
    """A calendar without an account."""
    return Tile(LOCAL, "monitor", _tr("On this computer"), _tr("No account; move it to one later"))


def name(provider: Provider) -> str:
    """What the provider is called."""
    return _tr("Other CalDAV server") if provider.key == "caldav" else provider.name


def form(provider: Provider) -> FormWords:
    """The words of a provider's form."""
    placeholder = {
        "nextcloud": "cloud.example",
        "radicale": "cal.example",
        "sogo": "mail.example",
    }.get(provider.key, _tr("anna@cloud.example, cloud.example or https://…"))
    user = {
        "icloud": _tr("&Apple account"),
        "fastmail": _tr("&E-mail address"),
        "mailbox": _tr("&E-mail address"),
    }.get(provider.key, _tr("&User name"))
    app = provider.sign_in is SignIn.APP_PASSWORD
    return FormWords(
        intro=_intro(provider),
        address=placeholder,
        user=user,
        password=_tr("&App password") if app else _tr("&Password"),
        hint=_hint(provider),
        page_face=_tr("Make an app password") if provider.password_page else "",
    )


def _intro(provider: Provider) -> str:
    if provider.sign_in is SignIn.BROWSER:
        return _tr("Your browser opens your Nextcloud. Your password there is never typed into Dainvo.")
    if provider.server:
        return _tr("Dainvo knows where {name} is; only the sign-in is needed.").format(name=provider.name)
    if provider.key == "caldav":
        return _tr("An e-mail address or a host is enough; Dainvo looks for the rest.")
    return _tr("The address of the server is enough; Dainvo looks for the rest.")


def _hint(provider: Provider) -> str:
    return {
        "icloud": _tr(
            "iCloud takes no other password: at account.apple.com, Sign-In and Security, App-Specific Passwords."
        ),
        "fastmail": _tr(
            "Fastmail takes no other password: in Settings, Privacy & Security, App passwords, for calendars (CalDAV)."
        ),
        "mailbox": _tr("With two-factor sign-in mailbox.org wants an app password: Settings, Security."),
        "sogo": _tr("The same as in SOGo’s web page."),
        "radicale": _tr("The user and password of your Radicale."),
        "caldav": _tr("If your provider uses two-factor sign-in, make an app password there and type it here."),
    }.get(provider.key, "")
