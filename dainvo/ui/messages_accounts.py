"""The sentences about adding an account and signing in to it; `messages` says them.

Holds words alone, marked for translation.
"""

from __future__ import annotations

from typing import NamedTuple

from dainvo.errors import Why
from dainvo.ui.language import QT_TRANSLATE_NOOP


class Words(NamedTuple):
    """See `messages.Said`; `{name}` stands for what the failure is about."""

    text: str
    hint: str = ""
    button: str = ""
    action: str = ""


ACCOUNTS: dict[Why, Words] = {
    Why.BAD_CERTIFICATE: Words(
        QT_TRANSLATE_NOOP("Why", "This certificate, authority or fingerprint can’t be used."),
        QT_TRANSLATE_NOOP("Why", "Choose a PEM file; a key must have no passphrase. Nothing was changed."),
    ),
    Why.WRONG_PASSWORD: Words(
        QT_TRANSLATE_NOOP("Why", "{host} does not accept this user name and password."),
        QT_TRANSLATE_NOOP("Why", "Type the password again. Many servers want an app password instead of your own."),
        QT_TRANSLATE_NOOP("Why", "Sign in"),
        "sign_in",
    ),
    Why.NOT_CALDAV: Words(
        QT_TRANSLATE_NOOP("Why", "There is no CalDAV server at {host}."),
        QT_TRANSLATE_NOOP("Why", "Look up the CalDAV address in your provider's help and enter it in full."),
    ),
    Why.NO_CALENDARS: Words(
        QT_TRANSLATE_NOOP("Why", "{host} has no calendars for this user."),
        QT_TRANSLATE_NOOP("Why", "Make one there first, or check the user name."),
    ),
    Why.MAY_NOT_CREATE: Words(
        QT_TRANSLATE_NOOP("Why", "You may not put events into {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Choose another calendar, or ask its owner for the right to add events."),
    ),
    Why.MAY_NOT_CHANGE: Words(
        QT_TRANSLATE_NOOP("Why", "You may not change events in {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Its owner can give you the right to."),
    ),
    Why.MAY_NOT_DELETE: Words(
        QT_TRANSLATE_NOOP("Why", "You may not delete events in {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Its owner can give you the right to."),
    ),
    Why.STILL_WAITING: Words(
        QT_TRANSLATE_NOOP("Why", "Changes in {calendar} were not sent yet."),
        QT_TRANSLATE_NOOP("Why", "Sync first; then nothing is lost."),
        QT_TRANSLATE_NOOP("Why", "Sync now"),
        "try_again",
    ),
    Why.NAME_NEEDED: Words(
        QT_TRANSLATE_NOOP("Why", "This is not the name of {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Nothing was deleted. Type the name exactly as it is shown."),
    ),
    Why.NOT_NEXTCLOUD: Words(
        QT_TRANSLATE_NOOP("Why", "{host} offers no Nextcloud sign-in."),
        QT_TRANSLATE_NOOP("Why", "Check the address, or go back and choose “Other CalDAV server”."),
    ),
    Why.OTHER_USER: Words(
        QT_TRANSLATE_NOOP("Why", "You signed in as {other}; this account is {user}."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Sign in as {user}, or add the other one as a new account."),
    ),
}
