"""A sentence for every reason of a failure: what happened, what is safe, what to do.

Imports QtCore alone, since the command line says the same sentences. Decides nothing: who catches an error does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dainvo.errors import DainvoError, Why
from dainvo.ui.language import QT_TRANSLATE_NOOP
from dainvo.ui.messages_accounts import ACCOUNTS
from dainvo.ui.messages_accounts import Words as _Words


@dataclass(frozen=True, slots=True)
class Said:
    """`text` is one sentence, `hint` what to do (may be empty), `button` the face of the one cure (may be empty).

    `action` names that cure for code: "sign_in", "connect", "reconnect", "try_again", "copy_note", "help".
    """

    text: str
    hint: str = ""
    button: str = ""
    action: str = ""

    @property
    def both(self) -> str:
        return f"{self.text} {self.hint}".strip()


_CONTEXT = "Why"


_TRY = QT_TRANSLATE_NOOP("Why", "Try again")
_AGAIN = (_TRY, "try_again")
_CONNECT, _RECONNECT = QT_TRANSLATE_NOOP("Why", "Connect Zoom"), QT_TRANSLATE_NOOP("Why", "Reconnect")
_AFRESH = (_RECONNECT, "reconnect")
_ADMIN = (QT_TRANSLATE_NOOP("Why", "Copy note for admin"), "copy_note")

_NETWORK: dict[Why, _Words] = {
    Why.OFFLINE: _Words(
        QT_TRANSLATE_NOOP("Why", "Can't reach {host}."),
        QT_TRANSLATE_NOOP("Why", "Check the network. Your changes are kept on this computer and go out later."),
        *_AGAIN,
    ),
    Why.NO_ANSWER: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} did not answer in time."),
        QT_TRANSLATE_NOOP("Why", "Nothing is lost; Dainvo asks again by itself."),
        *_AGAIN,
    ),
    Why.SERVER_ERROR: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} has a problem of its own."),
        QT_TRANSLATE_NOOP("Why", "Your changes are kept; Dainvo tries again by itself."),
        *_AGAIN,
    ),
    Why.RATE_LIMITED: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} is limiting requests."),
        QT_TRANSLATE_NOOP("Why", "Your changes are kept; Dainvo goes on when it may."),
    ),
    Why.CERTIFICATE: _Words(
        QT_TRANSLATE_NOOP("Why", "The certificate of {host} can't be trusted."),
        QT_TRANSLATE_NOOP("Why", "No password was sent. Ask whoever runs the server before you go on."),
    ),
    Why.PLAIN_HTTP: _Words(
        QT_TRANSLATE_NOOP("Why", "http sends your password unprotected; use https."),
        QT_TRANSLATE_NOOP("Why", "No password was sent. Write the address with https:// in front."),
    ),
    Why.BAD_ADDRESS: _Words(
        QT_TRANSLATE_NOOP("Why", "“{address}” is no address that Dainvo can use."),
        QT_TRANSLATE_NOOP("Why", "Write an e-mail address, a server such as cloud.example, or a full https address."),
    ),
    Why.REDIRECTED_AWAY: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} points to another server, so Dainvo stopped."),
        QT_TRANSLATE_NOOP("Why", "No password went there. If you know that server, enter its address yourself."),
    ),
    Why.TOO_LARGE: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} sent more than Dainvo takes at once."),
        QT_TRANSLATE_NOOP("Why", "What was already here is untouched."),
    ),
    Why.NOT_UNDERSTOOD: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} sent an answer that Dainvo does not understand."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Check that the address is right."),
    ),
}

_CALENDAR: dict[Why, _Words] = {
    Why.READ_ONLY: _Words(
        QT_TRANSLATE_NOOP("Why", "{calendar} can't be changed: it is read-only."),
        QT_TRANSLATE_NOOP("Why", "Choose another calendar for your event."),
    ),
    Why.NOT_ALLOWED: _Words(
        QT_TRANSLATE_NOOP("Why", "The server doesn't allow changes in {calendar}."),
        QT_TRANSLATE_NOOP("Why", "Your change is kept here."),
    ),
    Why.SERVER_FULL: _Words(
        QT_TRANSLATE_NOOP("Why", "{host} is full."),
        QT_TRANSLATE_NOOP("Why", "Your changes wait here until there is room again."),
    ),
    Why.EVENT_TOO_LARGE: _Words(
        QT_TRANSLATE_NOOP("Why", "The event is too large for its server."),
        QT_TRANSLATE_NOOP("Why", "Your version is kept here; shorten its notes and save again."),
    ),
    Why.REJECTED: _Words(
        QT_TRANSLATE_NOOP("Why", "The server refused this event as it is."),
        QT_TRANSLATE_NOOP("Why", "Your version is kept here; change it and save again."),
    ),
    Why.GONE: _Words(
        QT_TRANSLATE_NOOP("Why", "This was removed on the server."),
        QT_TRANSLATE_NOOP("Why", "What you wrote is kept here."),
    ),
    Why.CHANGED_ON_SERVER: _Words(
        QT_TRANSLATE_NOOP("Why", "This event changed in two places."),
        QT_TRANSLATE_NOOP("Why", "Both versions are kept until you decide."),
    ),
    Why.MASS_DELETION: _Words(
        QT_TRANSLATE_NOOP("Why", "Many events of {calendar} are suddenly gone from the server."),
        QT_TRANSLATE_NOOP("Why", "Nothing was removed here until you say whether they go or are put back."),
        QT_TRANSLATE_NOOP("Why", "Review"),
        "vanished",
    ),
    Why.SAME_UID: _Words(
        QT_TRANSLATE_NOOP("Why", "Two entries in {calendar} claim to be the same event."),
        QT_TRANSLATE_NOOP("Why", "Both are shown. Delete the one you don't need."),
    ),
}

_KEYRING: dict[Why, _Words] = {
    Why.NO_KEYRING: _Words(
        QT_TRANSLATE_NOOP("Why", "No safe place for passwords was found."),
        QT_TRANSLATE_NOOP("Why", "Dainvo keeps them only in the system's keyring. Start one, then try again."),
        *_AGAIN,
    ),
    Why.KEYRING_LOCKED: _Words(
        QT_TRANSLATE_NOOP("Why", "Your keyring is locked."),
        QT_TRANSLATE_NOOP("Why", "Unlock it and try again; nothing is lost."),
        *_AGAIN,
    ),
    Why.KEYRING_FAILED: _Words(
        QT_TRANSLATE_NOOP("Why", "The system's keyring did not do what it was asked."),
        QT_TRANSLATE_NOOP("Why", "Nothing was stored elsewhere. Try again, or restart the keyring."),
        *_AGAIN,
    ),
}

_SIGNING_IN: dict[Why, _Words] = {
    Why.NO_CLIENT_ID: _Words(
        QT_TRANSLATE_NOOP("Why", "This build has no Zoom client id."),
        QT_TRANSLATE_NOOP("Why", "Register an app at Zoom and enter its client id in Settings › Advanced."),
    ),
    Why.BAD_CONFIGURATION: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom is off because {variable} has a value that can't be used."),
        QT_TRANSLATE_NOOP("Why", "Correct it or leave it out, then start Dainvo again."),
    ),
    Why.DECLINED: _Words(
        QT_TRANSLATE_NOOP("Why", "The request was declined in the browser."),
        QT_TRANSLATE_NOOP("Why", "Nothing was connected. You can try again whenever you like."),
        *_AGAIN,
    ),
    Why.TIMED_OUT: _Words(
        QT_TRANSLATE_NOOP("Why", "No answer came from the browser within five minutes."),
        QT_TRANSLATE_NOOP("Why", "Nothing was connected. Try again when you are ready."),
        *_AGAIN,
    ),
    Why.PORT_BUSY: _Words(
        QT_TRANSLATE_NOOP("Why", "Port {port} is in use by another program."),
        QT_TRANSLATE_NOOP("Why", "Close that program, or change the port in Settings › Advanced."),
        *_AGAIN,
    ),
    Why.CANCELLED: _Words(QT_TRANSLATE_NOOP("Why", "Cancelled."), QT_TRANSLATE_NOOP("Why", "Nothing was changed.")),
    Why.OTHER_SERVER: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom is connected to another server than the one set now."),
        QT_TRANSLATE_NOOP("Why", "Reconnect to go on; existing links still join."),
        *_AFRESH,
    ),
}

_ZOOM: dict[Why, _Words] = {
    Why.ZOOM_NOT_CONNECTED: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom isn't connected."),
        QT_TRANSLATE_NOOP("Why", "Connect it to make meetings; existing links still join."),
        _CONNECT,
        "connect",
    ),
    Why.ZOOM_ACCESS_ENDED: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom access ended."),
        QT_TRANSLATE_NOOP("Why", "It was removed at Zoom or connected elsewhere. Existing links still join."),
        *_AFRESH,
    ),
    Why.ZOOM_SCOPE_MISSING: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom needs one more permission: {scope}."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Reconnect to allow it."),
        *_AFRESH,
    ),
    Why.ZOOM_NO_LICENCE: _Words(
        QT_TRANSLATE_NOOP("Why", "Your Zoom account may not host meetings."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Ask your Zoom admin for a meeting licence."),
        *_ADMIN,
    ),
    Why.ZOOM_NO_PERMISSION: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom doesn't allow this for your account."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Your Zoom admin can tell why."),
        *_ADMIN,
    ),
    Why.ZOOM_APPROVAL: _Words(
        QT_TRANSLATE_NOOP("Why", "Your organisation must approve Dainvo first."),
        QT_TRANSLATE_NOOP("Why", "Send the note to your Zoom admin, then try again."),
        *_ADMIN,
    ),
    Why.ZOOM_INVALID: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom did not accept {field}."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Change it and save again."),
    ),
    Why.ZOOM_MEETING_GONE: _Words(
        QT_TRANSLATE_NOOP("Why", "This Zoom meeting no longer exists."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Open it to make a new one and tell people, or remove the link."),
    ),
    Why.ZOOM_OTHER_HOST: _Words(
        QT_TRANSLATE_NOOP("Why", "This meeting is hosted by {host} — you can join, not change."),
    ),
    Why.ZOOM_IN_USE: _Words(
        QT_TRANSLATE_NOOP("Why", "An event here has this meeting."),
        QT_TRANSLATE_NOOP("Why", "Open the event to take the meeting off it."),
    ),
    Why.ZOOM_ODD_SERIES: _Words(
        QT_TRANSLATE_NOOP("Why", "The dates of this series can't be taken over as they are at Zoom."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Copy its link into an event of your own."),
    ),
    Why.ZOOM_HAS_ONE: _Words(
        QT_TRANSLATE_NOOP("Why", "This event has an online meeting already."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Take that meeting off first."),
    ),
    Why.ZOOM_REPEATS: _Words(
        QT_TRANSLATE_NOOP("Why", "This Zoom meeting repeats, and the event does not."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed at Zoom. Link it to a repeating event, or make an event of it."),
    ),
    Why.ZOOM_UNCERTAIN: _Words(
        QT_TRANSLATE_NOOP("Why", "Not sure whether Zoom made a meeting for this event."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Look at your meetings at Zoom before you make another."),
    ),
    Why.ZOOM_NEEDS_TIME: _Words(
        QT_TRANSLATE_NOOP("Why", "Zoom needs a start time and at most 24 hours."),
        QT_TRANSLATE_NOOP("Why", "Give the event a time to add a meeting."),
    ),
    Why.ZOOM_ALREADY_BEGUN: _Words(QT_TRANSLATE_NOOP("Why", "This event has already begun.")),
    Why.ZOOM_OVER: _Words(QT_TRANSLATE_NOOP("Why", "This event is over.")),
    Why.ZOOM_NOT_ORGANIZER: _Words(QT_TRANSLATE_NOOP("Why", "Only the organiser can add a meeting.")),
}

_EVENTS: dict[Why, _Words] = {
    Why.NO_TITLE: _Words(
        QT_TRANSLATE_NOOP("Why", "A Zoom meeting needs a title."),
        QT_TRANSLATE_NOOP("Why", "Write one and save again."),
    ),
    Why.END_BEFORE_START: _Words(
        QT_TRANSLATE_NOOP("Why", "The end is before the start."),
        QT_TRANSLATE_NOOP("Why", "Choose a later end."),
    ),
    Why.BAD_RULE: _Words(
        QT_TRANSLATE_NOOP("Why", "This repetition can't be read."),
        QT_TRANSLATE_NOOP("Why", "Choose another one; the old rule is kept until you save."),
    ),
    Why.BAD_ATTENDEE: _Words(
        QT_TRANSLATE_NOOP("Why", "“{address}” is no e-mail address."),
        QT_TRANSLATE_NOOP("Why", "Correct it or take it off."),
    ),
    Why.UNREADABLE: _Words(
        QT_TRANSLATE_NOOP("Why", "This event could not be read."),
        QT_TRANSLATE_NOOP("Why", "It is kept as it is."),
    ),
    Why.NO_CALENDAR_FILE: _Words(
        QT_TRANSLATE_NOOP("Why", "There is no event in this file."),
        QT_TRANSLATE_NOOP("Why", "Nothing was imported. Choose an iCalendar file (.ics)."),
    ),
    Why.FEED_GONE: _Words(
        QT_TRANSLATE_NOOP("Why", "The calendar at {host} is no longer there."),
        QT_TRANSLATE_NOOP("Why", "What was fetched last is kept. Ask for its new address, or remove the subscription."),
    ),
    Why.SUBSCRIPTION: _Words(
        QT_TRANSLATE_NOOP("Why", "{calendar} is a subscription: it is changed where it comes from."),
        QT_TRANSLATE_NOOP("Why", "Choose another calendar for your event."),
    ),
    Why.FILE_NOT_READ: _Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” can't be read: {reason}."),
        QT_TRANSLATE_NOOP("Why", "Nothing was imported."),
    ),
    Why.FILE_NOT_WRITTEN: _Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” can't be written: {reason}."),
        QT_TRANSLATE_NOOP("Why", "Choose another place. A file that was there before is as it was."),
    ),
    Why.NO_KEPT_FILE: _Words(
        QT_TRANSLATE_NOOP("Why", "“{file}” does not hold the data of a Dainvo, or of a newer one."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed."),
    ),
    Why.NOT_EMPTY: _Words(
        QT_TRANSLATE_NOOP("Why", "There are accounts or calendars here already."),
        QT_TRANSLATE_NOOP("Why", "Remove them first, or start Dainvo with another profile. Nothing was changed."),
    ),
    Why.NO_SUCH_IMPORT: _Words(
        QT_TRANSLATE_NOOP("Why", "There is no import that could be taken back."),
        QT_TRANSLATE_NOOP("Why", "Only the last five can be."),
    ),
    Why.NO_SUCH_EVENT: _Words(
        QT_TRANSLATE_NOOP("Why", "This event does not exist any more."),
        QT_TRANSLATE_NOOP("Why", "It was deleted here or on the server."),
    ),
    Why.NO_SUCH_CALENDAR: _Words(
        QT_TRANSLATE_NOOP("Why", "There is no such calendar."),
        QT_TRANSLATE_NOOP("Why", "Choose one of those listed."),
    ),
    Why.NO_SUCH_ACCOUNT: _Words(
        QT_TRANSLATE_NOOP("Why", "There is no such account."),
        QT_TRANSLATE_NOOP("Why", "Choose one of those listed."),
    ),
}

_PROFILE: dict[Why, _Words] = {
    Why.PROFILE_BUSY: _Words(
        QT_TRANSLATE_NOOP("Why", "Another Dainvo is working with this profile."),
        QT_TRANSLATE_NOOP("Why", "Close it or wait until it has finished."),
    ),
    Why.PROFILE_NEWER: _Words(
        QT_TRANSLATE_NOOP("Why", "This profile was written by a newer Dainvo."),
        QT_TRANSLATE_NOOP("Why", "It is untouched. Update Dainvo, or use another profile."),
    ),
    Why.PROFILE_DAMAGED: _Words(
        QT_TRANSLATE_NOOP("Why", "The local data is damaged."),
        QT_TRANSLATE_NOOP("Why", "Start Dainvo again: it makes a safe copy, with every unsent change in it."),
    ),
    Why.PROFILE_NOT_WRITABLE: _Words(
        QT_TRANSLATE_NOOP("Why", "Dainvo can't write to {folder}: {reason}."),
        QT_TRANSLATE_NOOP(
            "Why", "It keeps your calendars there, so it does not start without it. What is there is untouched."
        ),
    ),
    Why.DISK_FULL: _Words(
        QT_TRANSLATE_NOOP("Why", "The disk is full."),
        QT_TRANSLATE_NOOP("Why", "Nothing more can be stored until there is room."),
    ),
}

_SENTENCES: dict[Why, _Words] = {
    **_NETWORK,
    **ACCOUNTS,
    **_CALENDAR,
    **_KEYRING,
    **_SIGNING_IN,
    **_ZOOM,
    **_EVENTS,
    **_PROFILE,
}

_STAND_INS: dict[str, str] = {
    "host": QT_TRANSLATE_NOOP("Why", "the server"),
    "folder": QT_TRANSLATE_NOOP("Why", "its own folder"),
    "reason": QT_TRANSLATE_NOOP("Why", "the system refuses it"),
    "address": QT_TRANSLATE_NOOP("Why", "This"),
    "calendar": QT_TRANSLATE_NOOP("Why", "this calendar"),
    "variable": QT_TRANSLATE_NOOP("Why", "a setting"),
    "port": QT_TRANSLATE_NOOP("Why", "number"),
    "scope": QT_TRANSLATE_NOOP("Why", "another one"),
    "field": QT_TRANSLATE_NOOP("Why", "one of the values"),
}

_SCOPES: dict[str, str] = {
    "meeting:write:meeting": QT_TRANSLATE_NOOP("Why", "create meetings"),
    "meeting:update:meeting": QT_TRANSLATE_NOOP("Why", "update meetings"),
    "meeting:delete:meeting": QT_TRANSLATE_NOOP("Why", "delete meetings"),
    "meeting:read:meeting": QT_TRANSLATE_NOOP("Why", "read meeting details"),
    "meeting:read:list_meetings": QT_TRANSLATE_NOOP("Why", "list meetings"),
    "meeting:read:invitation": QT_TRANSLATE_NOOP("Why", "read the invitation"),
    "user:read:user": QT_TRANSLATE_NOOP("Why", "read your profile"),
    "user:read:email": QT_TRANSLATE_NOOP("Why", "read your e-mail address"),
}

_FIELDS: dict[str, str] = {
    "topic": QT_TRANSLATE_NOOP("Why", "the title"),
    "start_time": QT_TRANSLATE_NOOP("Why", "the start time"),
    "duration": QT_TRANSLATE_NOOP("Why", "the length"),
    "timezone": QT_TRANSLATE_NOOP("Why", "the time zone"),
    "agenda": QT_TRANSLATE_NOOP("Why", "the notes"),
    "password": QT_TRANSLATE_NOOP("Why", "the passcode"),
    "recurrence": QT_TRANSLATE_NOOP("Why", "the repetition"),
}

#: Hints that speak of changes that are kept: none are while an account is being added.
_KEPT = {_NETWORK[why].hint for why in (Why.OFFLINE, Why.NO_ANSWER, Why.SERVER_ERROR, Why.RATE_LIMITED)}
_ADDING = QT_TRANSLATE_NOOP("Why", "Check the address and the network, then try again. Nothing was stored.")

_PLACE = re.compile(r"\{(\w+)\}")


def sentence(why: Why, about: Mapping[str, str] | None = None) -> Said:
    """The words for `why`, with the names that `about` holds; what it lacks gets a general word."""
    words = _SENTENCES[why]
    known = about or {}
    if "adding" in known and words.hint in _KEPT:
        words = words._replace(hint=_ADDING)
    return Said(
        text=_fill(_tr(words.text), known),
        hint=_fill(_tr(words.hint), known),
        button=_tr(words.button),
        action=words.action,
    )


def explain(failure: BaseException) -> Said:
    """The words for any failure; one that is no `DainvoError` is a fault of the program and says so."""
    if isinstance(failure, DainvoError):
        return sentence(failure.why, failure.about)
    return Said(
        _tr(QT_TRANSLATE_NOOP("Why", "Dainvo failed at this, and it is Dainvo's own fault.")),
        _tr(QT_TRANSLATE_NOOP("Why", "What was saved before is safe. Try again; if it comes back, please report it.")),
    )


def stored(why: str) -> Said | None:
    """The words for a reason read from the copy; None if there is none or this version does not know it."""
    try:
        return sentence(Why(why))
    except ValueError:
        return None


def scope(name: str) -> str:
    """What a Zoom scope allows, in words; the scope itself if it is not one we ask for."""
    return _tr(_SCOPES.get(name, name))


def _fill(pattern: str, about: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        given = about.get(name, "")
        if name == "scope" and given:
            return ", ".join(scope(one) for one in given.replace(",", " ").split())
        if name == "field" and given:
            return _tr(_FIELDS[given]) if given in _FIELDS else f"“{given}”"
        if name == "calendar" and given:
            return f"‘{given}’"
        if given:
            return given
        word = _tr(_STAND_INS.get(name, name))
        return word[:1].upper() + word[1:] if match.start() == 0 else word

    return _PLACE.sub(value, pattern)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text) if text else ""
