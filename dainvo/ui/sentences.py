"""The sentences about failures that are not Zoom's; `messages` says them.

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


AGAIN = (QT_TRANSLATE_NOOP("Why", "Try again"), "try_again")

_NETWORK: dict[Why, Words] = {
    Why.OFFLINE: Words(
        QT_TRANSLATE_NOOP("Why", "Can’t reach {host}."),
        QT_TRANSLATE_NOOP("Why", "Check the network. Your changes are kept on this computer and go out later."),
        *AGAIN,
    ),
    Why.NO_ANSWER: Words(
        QT_TRANSLATE_NOOP("Why", "{host} did not answer in time."),
        QT_TRANSLATE_NOOP("Why", "Nothing is lost; Dainvo asks again by itself."),
        *AGAIN,
    ),
    Why.SERVER_ERROR: Words(
        QT_TRANSLATE_NOOP("Why", "{host} has a problem of its own."),
        QT_TRANSLATE_NOOP("Why", "Your changes are kept; Dainvo tries again by itself."),
        *AGAIN,
    ),
    Why.RATE_LIMITED: Words(
        QT_TRANSLATE_NOOP("Why", "{host} is limiting requests."),
        QT_TRANSLATE_NOOP("Why", "Your changes are kept; Dainvo goes on when it may."),
    ),
    Why.CERTIFICATE: Words(
        QT_TRANSLATE_NOOP("Why", "The certificate of {host} can’t be trusted."),
        QT_TRANSLATE_NOOP("Why", "No password was sent. Ask whoever runs the server before you go on."),
    ),
    Why.PLAIN_HTTP: Words(
        QT_TRANSLATE_NOOP("Why", "http sends your password unprotected; use https."),
        QT_TRANSLATE_NOOP("Why", "No password was sent. Write the address with https:// in front."),
    ),
    Why.BAD_ADDRESS: Words(
        QT_TRANSLATE_NOOP("Why", "“{address}” is no address that Dainvo can use."),
        QT_TRANSLATE_NOOP("Why", "Write an e-mail address, a server such as cloud.example, or a full https address."),
    ),
    Why.REDIRECTED_AWAY: Words(
        QT_TRANSLATE_NOOP("Why", "{host} points to another server, so Dainvo stopped."),
        QT_TRANSLATE_NOOP("Why", "No password went there. If you know that server, enter its address yourself."),
    ),
    Why.TOO_LARGE: Words(
        QT_TRANSLATE_NOOP("Why", "{host} sent more than Dainvo takes at once."),
        QT_TRANSLATE_NOOP("Why", "What was already here is untouched."),
    ),
    Why.NOT_UNDERSTOOD: Words(
        QT_TRANSLATE_NOOP("Why", "{host} sent an answer that Dainvo does not understand."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Check that the address is right."),
    ),
}

_ACCOUNTS: dict[Why, Words] = {
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
        QT_TRANSLATE_NOOP("Why", "Look up the CalDAV address in your provider’s help and enter it in full."),
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

_CALENDAR: dict[Why, Words] = {
    Why.READ_ONLY: Words(
        QT_TRANSLATE_NOOP("Why", "{calendar} can’t be changed: it is read-only."),
        QT_TRANSLATE_NOOP("Why", "Choose another calendar for your event."),
    ),
    Why.NOT_ALLOWED: Words(
        QT_TRANSLATE_NOOP("Why", "The server doesn’t allow changes in {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Your change is kept here."),
    ),
    Why.SERVER_FULL: Words(
        QT_TRANSLATE_NOOP("Why", "{host} is full."),
        QT_TRANSLATE_NOOP("Why", "Your changes wait here until there is room again."),
    ),
    Why.EVENT_TOO_LARGE: Words(
        QT_TRANSLATE_NOOP("Why", "The event is too large for its server."),
        QT_TRANSLATE_NOOP("Why", "Your version is kept here; shorten its notes and save again."),
    ),
    Why.REJECTED: Words(
        QT_TRANSLATE_NOOP("Why", "The server refused this event as it is."),
        QT_TRANSLATE_NOOP("Why", "Your version is kept here; change it and save again."),
    ),
    Why.GONE: Words(
        QT_TRANSLATE_NOOP("Why", "This was removed on the server."),
        QT_TRANSLATE_NOOP("Why", "What you wrote is kept here."),
    ),
    Why.CHANGED_ON_SERVER: Words(
        QT_TRANSLATE_NOOP("Why", "This event changed in two places."),
        QT_TRANSLATE_NOOP("Why", "Both versions are kept until you decide."),
    ),
    Why.MASS_DELETION: Words(
        QT_TRANSLATE_NOOP("Why", "Many events of {calendar} are suddenly gone from the server."),
        QT_TRANSLATE_NOOP("Why", "Nothing was removed here until you say whether they go or are put back."),
        QT_TRANSLATE_NOOP("Why", "Review"),
        "vanished",
    ),
    Why.SAME_UID: Words(
        QT_TRANSLATE_NOOP("Why", "Two entries in {calendar} claim to be the same event."),
        QT_TRANSLATE_NOOP("Why", "Both are shown. Delete the one you don’t need."),
    ),
}

_KEYRING: dict[Why, Words] = {
    Why.NO_KEYRING: Words(
        QT_TRANSLATE_NOOP("Why", "No safe place for passwords was found."),
        QT_TRANSLATE_NOOP("Why", "Dainvo keeps them only in the system’s keyring. Start one, then try again."),
        *AGAIN,
    ),
    Why.KEYRING_LOCKED: Words(
        QT_TRANSLATE_NOOP("Why", "Your keyring is locked."),
        QT_TRANSLATE_NOOP("Why", "Unlock it and try again; nothing is lost."),
        *AGAIN,
    ),
    Why.KEYRING_FAILED: Words(
        QT_TRANSLATE_NOOP("Why", "The system’s keyring did not do what it was asked."),
        QT_TRANSLATE_NOOP("Why", "Nothing was stored elsewhere. Try again, or restart the keyring."),
        *AGAIN,
    ),
}

_EVENTS: dict[Why, Words] = {
    Why.NO_TITLE: Words(
        QT_TRANSLATE_NOOP("Why", "A Zoom meeting needs a title."),
        QT_TRANSLATE_NOOP("Why", "Write one and save again."),
    ),
    Why.END_BEFORE_START: Words(
        QT_TRANSLATE_NOOP("Why", "The end is before the start."),
        QT_TRANSLATE_NOOP("Why", "Choose a later end."),
    ),
    Why.BAD_RULE: Words(
        QT_TRANSLATE_NOOP("Why", "This repetition can’t be read."),
        QT_TRANSLATE_NOOP("Why", "Choose another one; the old rule is kept until you save."),
    ),
    Why.BAD_ATTENDEE: Words(
        QT_TRANSLATE_NOOP("Why", "“{address}” is no e-mail address."),
        QT_TRANSLATE_NOOP("Why", "Correct it or take it off."),
    ),
    Why.UNREADABLE: Words(
        QT_TRANSLATE_NOOP("Why", "This event could not be read."),
        QT_TRANSLATE_NOOP("Why", "It is kept as it is."),
    ),
    Why.NO_CALENDAR_FILE: Words(
        QT_TRANSLATE_NOOP("Why", "There is no event in this file."),
        QT_TRANSLATE_NOOP("Why", "Nothing was imported. Choose an iCalendar file (.ics)."),
    ),
    Why.FEED_GONE: Words(
        QT_TRANSLATE_NOOP("Why", "The calendar at {host} is no longer there."),
        QT_TRANSLATE_NOOP("Why", "What was fetched last is kept. Ask for its new address, or remove the subscription."),
    ),
    Why.SUBSCRIPTION: Words(
        QT_TRANSLATE_NOOP("Why", "{calendar} is a subscription: it is changed where it comes from."),
        QT_TRANSLATE_NOOP("Why", "Choose another calendar for your event."),
    ),
    Why.FILE_NOT_READ: Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” can’t be read: {reason}."),
        QT_TRANSLATE_NOOP("Why", "Nothing was imported."),
    ),
    Why.FILE_NOT_WRITTEN: Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” can’t be written: {reason}."),
        QT_TRANSLATE_NOOP("Why", "Choose another place. A file that was there before is as it was."),
    ),
    Why.NO_KEPT_FILE: Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” does not hold the data of a Dainvo, or of a newer one."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed."),
    ),
    Why.NOT_EMPTY: Words(
        QT_TRANSLATE_NOOP("Why", "There are accounts or calendars here already."),
        QT_TRANSLATE_NOOP("Why", "Remove them first, or start Dainvo with another profile. Nothing was changed."),
    ),
    Why.NO_SUCH_IMPORT: Words(
        QT_TRANSLATE_NOOP("Why", "There is no import that could be taken back."),
        QT_TRANSLATE_NOOP("Why", "Only the last five can be."),
    ),
    Why.NO_SUCH_EVENT: Words(
        QT_TRANSLATE_NOOP("Why", "This event does not exist any more."),
        QT_TRANSLATE_NOOP("Why", "It was deleted here or on the server."),
    ),
    Why.NO_SUCH_CALENDAR: Words(
        QT_TRANSLATE_NOOP("Why", "There is no such calendar."),
        QT_TRANSLATE_NOOP("Why", "Choose one of those listed."),
    ),
    Why.NO_SUCH_ACCOUNT: Words(
        QT_TRANSLATE_NOOP("Why", "There is no such account."),
        QT_TRANSLATE_NOOP("Why", "Choose one of those listed."),
    ),
}

_PROFILE: dict[Why, Words] = {
    Why.PROFILE_BUSY: Words(
        QT_TRANSLATE_NOOP("Why", "Another Dainvo is working with this profile."),
        QT_TRANSLATE_NOOP("Why", "Close it or wait until it has finished."),
    ),
    Why.PROFILE_NEWER: Words(
        QT_TRANSLATE_NOOP("Why", "This profile was written by a newer Dainvo."),
        QT_TRANSLATE_NOOP("Why", "It is untouched. Update Dainvo, or use another profile."),
    ),
    Why.PROFILE_DAMAGED: Words(
        QT_TRANSLATE_NOOP("Why", "The local data is damaged."),
        QT_TRANSLATE_NOOP("Why", "Start Dainvo again: it makes a safe copy, with every unsent change in it."),
    ),
    Why.PROFILE_NOT_WRITABLE: Words(
        QT_TRANSLATE_NOOP("Why", "Dainvo can’t write to {folder}: {reason}."),
        QT_TRANSLATE_NOOP(
            "Why", "It keeps your calendars there, so it does not start without it. What is there is untouched."
        ),
    ),
    Why.DISK_FULL: Words(
        QT_TRANSLATE_NOOP("Why", "The disk is full."),
        QT_TRANSLATE_NOOP("Why", "Nothing more can be stored until there is room."),
    ),
}

SENTENCES: dict[Why, Words] = {**_NETWORK, **_ACCOUNTS, **_CALENDAR, **_KEYRING, **_EVENTS, **_PROFILE}

#: Hints that speak of changes that are kept: none are while an account is being added.
KEPT = {_NETWORK[why].hint for why in (Why.OFFLINE, Why.NO_ANSWER, Why.SERVER_ERROR, Why.RATE_LIMITED)}
ADDING = QT_TRANSLATE_NOOP("Why", "Check the address and the network, then try again. Nothing was stored.")
