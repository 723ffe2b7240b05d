"""The sentences about failures of Zoom and of the sign-in there; `messages` says them.

Holds words alone, marked for translation.
"""

from __future__ import annotations

from dainvo.errors import Why
from dainvo.ui.language import QT_TRANSLATE_NOOP
from dainvo.ui.sentences import AGAIN, Words

_AFRESH = (QT_TRANSLATE_NOOP("Why", "Reconnect"), "reconnect")
_ADMIN = (QT_TRANSLATE_NOOP("Why", "Copy note for admin"), "copy_note")

_SIGNING_IN: dict[Why, Words] = {
    Why.NO_CLIENT_ID: Words(
        QT_TRANSLATE_NOOP("Why", "This build has no Zoom client id."),
        QT_TRANSLATE_NOOP("Why", "Register an app at Zoom and enter its client id in Settings › Advanced."),
    ),
    Why.BAD_CONFIGURATION: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom is off because {variable} has a value that can’t be used."),
        QT_TRANSLATE_NOOP("Why", "Correct it or leave it out, then start Dainvo again."),
    ),
    Why.DECLINED: Words(
        QT_TRANSLATE_NOOP("Why", "The request was declined in the browser."),
        QT_TRANSLATE_NOOP("Why", "Nothing was connected. You can try again whenever you like."),
        *AGAIN,
    ),
    Why.TIMED_OUT: Words(
        QT_TRANSLATE_NOOP("Why", "No answer came from the browser within five minutes."),
        QT_TRANSLATE_NOOP("Why", "Nothing was connected. Try again when you are ready."),
        *AGAIN,
    ),
    Why.PORT_BUSY: Words(
        QT_TRANSLATE_NOOP("Why", "Port {port} is in use by another program."),
        QT_TRANSLATE_NOOP("Why", "Close that program, or change the port in Settings › Advanced."),
        *AGAIN,
    ),
    Why.CANCELLED: Words(QT_TRANSLATE_NOOP("Why", "Cancelled."), QT_TRANSLATE_NOOP("Why", "Nothing was changed.")),
    Why.OTHER_SERVER: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom is connected to another server than the one set now."),
        QT_TRANSLATE_NOOP("Why", "Reconnect to go on; existing links still join."),
        *_AFRESH,
    ),
}

_MEETINGS: dict[Why, Words] = {
    Why.ZOOM_NOT_CONNECTED: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom isn’t connected."),
        QT_TRANSLATE_NOOP("Why", "Connect it to make meetings; existing links still join."),
        QT_TRANSLATE_NOOP("Why", "Connect Zoom"),
        "connect",
    ),
    Why.ZOOM_ACCESS_ENDED: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom access ended."),
        QT_TRANSLATE_NOOP("Why", "It was removed at Zoom or connected elsewhere. Existing links still join."),
        *_AFRESH,
    ),
    Why.ZOOM_SCOPE_MISSING: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom needs one more permission: {scope}."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Reconnect to allow it."),
        *_AFRESH,
    ),
    Why.ZOOM_NO_LICENCE: Words(
        QT_TRANSLATE_NOOP("Why", "Your Zoom account may not host meetings."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Ask your Zoom admin for a meeting licence."),
        *_ADMIN,
    ),
    Why.ZOOM_NO_PERMISSION: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom doesn’t allow this for your account."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Your Zoom admin can tell why."),
        *_ADMIN,
    ),
    Why.ZOOM_APPROVAL: Words(
        QT_TRANSLATE_NOOP("Why", "Your organisation must approve Dainvo first."),
        QT_TRANSLATE_NOOP("Why", "Send the note to your Zoom admin, then try again."),
        *_ADMIN,
    ),
    Why.ZOOM_INVALID: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom did not accept {field}."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Change it and save again."),
    ),
    Why.ZOOM_MEETING_GONE: Words(
        QT_TRANSLATE_NOOP("Why", "This Zoom meeting no longer exists."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Open it to make a new one and tell people, or remove the link."),
    ),
    Why.ZOOM_OTHER_HOST: Words(
        QT_TRANSLATE_NOOP("Why", "This meeting is hosted by {host} — you can join, not change."),
    ),
    Why.ZOOM_IN_USE: Words(
        QT_TRANSLATE_NOOP("Why", "An event here has this meeting."),
        QT_TRANSLATE_NOOP("Why", "Open the event to take the meeting off it."),
    ),
    Why.ZOOM_ODD_SERIES: Words(
        QT_TRANSLATE_NOOP("Why", "The dates of this series can’t be taken over as they are at Zoom."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Copy its link into an event of your own."),
    ),
    Why.ZOOM_HAS_ONE: Words(
        QT_TRANSLATE_NOOP("Why", "This event has an online meeting already."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed. Take that meeting off first."),
    ),
    Why.ZOOM_REPEATS: Words(
        QT_TRANSLATE_NOOP("Why", "This Zoom meeting repeats, and the event does not."),
        QT_TRANSLATE_NOOP("Why", "Nothing was changed at Zoom. Link it to a repeating event, or make an event of it."),
    ),
    Why.ZOOM_UNCERTAIN: Words(
        QT_TRANSLATE_NOOP("Why", "Not sure whether Zoom made a meeting for this event."),
        QT_TRANSLATE_NOOP("Why", "The event is kept. Look at your meetings at Zoom before you make another."),
    ),
    Why.ZOOM_NEEDS_TIME: Words(
        QT_TRANSLATE_NOOP("Why", "Zoom needs a start time and at most 24 hours."),
        QT_TRANSLATE_NOOP("Why", "Give the event a time to add a meeting."),
    ),
    Why.ZOOM_ALREADY_BEGUN: Words(QT_TRANSLATE_NOOP("Why", "This event has already begun.")),
    Why.ZOOM_OVER: Words(QT_TRANSLATE_NOOP("Why", "This event is over.")),
    Why.ZOOM_NOT_ORGANIZER: Words(QT_TRANSLATE_NOOP("Why", "Only the organiser can add a meeting.")),
}

ZOOM: dict[Why, Words] = {**_SIGNING_IN, **_MEETINGS}

#: What each permission allows.
SCOPES: dict[str, str] = {
    "meeting:write:meeting": QT_TRANSLATE_NOOP("Why", "create meetings"),
    "meeting:update:meeting": QT_TRANSLATE_NOOP("Why", "update meetings"),
    "meeting:delete:meeting": QT_TRANSLATE_NOOP("Why", "delete meetings"),
    "meeting:read:meeting": QT_TRANSLATE_NOOP("Why", "read meeting details"),
    "meeting:read:list_meetings": QT_TRANSLATE_NOOP("Why", "list meetings"),
    "meeting:read:invitation": QT_TRANSLATE_NOOP("Why", "read the invitation"),
    "user:read:user": QT_TRANSLATE_NOOP("Why", "read your profile"),
    "user:read:email": QT_TRANSLATE_NOOP("Why", "read your e-mail address"),
}

#: What Zoom calls the parts of a meeting.
FIELDS: dict[str, str] = {
    "topic": QT_TRANSLATE_NOOP("Why", "the title"),
    "start_time": QT_TRANSLATE_NOOP("Why", "the start time"),
    "duration": QT_TRANSLATE_NOOP("Why", "the length"),
    "timezone": QT_TRANSLATE_NOOP("Why", "the time zone"),
    "agenda": QT_TRANSLATE_NOOP("Why", "the notes"),
    "password": QT_TRANSLATE_NOOP("Why", "the passcode"),
    "recurrence": QT_TRANSLATE_NOOP("Why", "the repetition"),
}
