"""The five failures that a caller can act on, and the reasons they carry.

Does not hold sentences: `ui.messages` turns a reason into words a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Why(StrEnum):
    """Machine-readable reason of a failure. Values are stored in the copy: never rename one."""

    # network
    OFFLINE = "offline"  # name not found, refused, unreachable: nothing was sent
    NO_ANSWER = "no_answer"  # time-out or reset after sending: the outcome is unknown
    SERVER_ERROR = "server_error"  # 5xx
    RATE_LIMITED = "rate_limited"  # 429
    CERTIFICATE = "certificate"
    BAD_CERTIFICATE = "bad_certificate"  # a certificate, authority or fingerprint of the user's that can't be used
    PLAIN_HTTP = "plain_http"
    BAD_ADDRESS = "bad_address"
    REDIRECTED_AWAY = "redirected_away"  # to another origin
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"  # an answer of the wrong kind (HTML, broken XML or JSON)
    # CalDAV
    WRONG_PASSWORD = "wrong_password"
    NOT_CALDAV = "not_caldav"
    NO_CALENDARS = "no_calendars"
    NOT_NEXTCLOUD = "not_nextcloud"  # no sign-in in the browser at that address
    OTHER_USER = "other_user"  # signed in as somebody else than the account's; about: user, other
    READ_ONLY = "read_only"
    MAY_NOT_CREATE = "may_not_create"  # of the rights in a shared calendar this one is not held; about: calendar
    MAY_NOT_CHANGE = "may_not_change"
    MAY_NOT_DELETE = "may_not_delete"
    STILL_WAITING = "still_waiting"  # changes that were not sent would be lost
    NAME_NEEDED = "name_needed"  # a deletion needs the name typed
    NOT_ALLOWED = "not_allowed"  # 403 on a write
    SERVER_FULL = "server_full"  # 507
    EVENT_TOO_LARGE = "event_too_large"  # 413 on a write
    REJECTED = "rejected"  # 400, 409, 415, 422 for one object
    GONE = "gone"
    CHANGED_ON_SERVER = "changed_on_server"  # 412
    MASS_DELETION = "mass_deletion"  # a listing would empty a calendar
    FEED_GONE = "feed_gone"  # 404 or 410 of a subscription, or closed to all; about: host
    SUBSCRIPTION = "subscription"  # why its calendar cannot be changed
    SAME_UID = "same_uid"  # two resources of one calendar with one UID
    # secrets
    NO_KEYRING = "no_keyring"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_FAILED = "keyring_failed"
    # sign-in
    NO_CLIENT_ID = "no_client_id"
    BAD_CONFIGURATION = "bad_configuration"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"
    PORT_BUSY = "port_busy"
    CANCELLED = "cancelled"
    OTHER_SERVER = "other_server"  # a grant of another Zoom address than the one configured now
    # Zoom
    ZOOM_NOT_CONNECTED = "zoom_not_connected"
    ZOOM_ACCESS_ENDED = "zoom_access_ended"
    ZOOM_SCOPE_MISSING = "zoom_scope_missing"  # about: scope
    ZOOM_NO_LICENCE = "zoom_no_licence"
    ZOOM_NO_PERMISSION = "zoom_no_permission"
    ZOOM_APPROVAL = "zoom_approval"
    ZOOM_INVALID = "zoom_invalid"  # about: field
    ZOOM_MEETING_GONE = "zoom_meeting_gone"
    ZOOM_OTHER_HOST = "zoom_other_host"
    ZOOM_IN_USE = "zoom_in_use"  # an event here has this meeting, or is about to
    ZOOM_ODD_SERIES = "zoom_odd_series"  # its dates follow no rule that a calendar's series could have
    ZOOM_HAS_ONE = "zoom_has_one"  # the event has a meeting already
    ZOOM_REPEATS = "zoom_repeats"  # a recurring meeting for an event that does not repeat
    ZOOM_UNCERTAIN = "zoom_uncertain"  # nobody can tell whether a meeting was made
    ZOOM_NEEDS_TIME = "zoom_needs_time"  # all-day, or longer than 24 hours
    ZOOM_ALREADY_BEGUN = "zoom_already_begun"
    ZOOM_OVER = "zoom_over"
    ZOOM_NOT_ORGANIZER = "zoom_not_organizer"
    # events
    NO_TITLE = "no_title"
    END_BEFORE_START = "end_before_start"
    BAD_RULE = "bad_rule"
    BAD_ATTENDEE = "bad_attendee"
    UNREADABLE = "unreadable"  # an object that cannot be parsed
    NO_CALENDAR_FILE = "no_calendar_file"  # a file without any event
    FILE_NOT_READ = "file_not_read"  # about: file, reason
    FILE_NOT_WRITTEN = "file_not_written"  # about: file, reason
    NO_KEPT_FILE = "no_kept_file"  # not a file with all of a Dainvo; about: file
    NOT_EMPTY = "not_empty"  # there are accounts or calendars already
    NO_SUCH_IMPORT = "no_such_import"  # nothing that can be taken back
    NO_SUCH_EVENT = "no_such_event"
    NO_SUCH_CALENDAR = "no_such_calendar"
    NO_SUCH_ACCOUNT = "no_such_account"
    # the program's own profile
    PROFILE_BUSY = "profile_busy"
    PROFILE_NEWER = "profile_newer"
    PROFILE_DAMAGED = "profile_damaged"
    PROFILE_NOT_WRITABLE = "profile_not_writable"  # about: folder, reason
    DISK_FULL = "disk_full"


class DainvoError(Exception):
    """A failure with a reason. `about` holds what a sentence names (host, scope, field …), never a secret.

    `detail` is a technical text for "Details", in English, without secrets, addresses of people or titles.
    """

    def __init__(self, why: Why, *, detail: str = "", about: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail
        self.about: Mapping[str, str] = MappingProxyType(dict(about or {}))

    def naming(self, **more: str) -> Self:
        """The same failure, with what a caller knows about it as well."""
        self.about = MappingProxyType({**self.about, **more})
        return self


class TryLater(DainvoError):
    """Network, 5xx, 429: the same thing may work later. `retry_after_s` is the server's wish, if any.

    `sent` tells whether the request may have acted: False means that nothing left this machine
    or that the server said it did nothing; True means that the outcome is unknown.
    """

    def __init__(
        self,
        why: Why,
        *,
        retry_after_s: float | None = None,
        sent: bool = False,
        detail: str = "",
        about: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(why, detail=detail, about=about)
        self.retry_after_s = retry_after_s
        self.sent = sent


class NeedsUser(DainvoError):
    """Only the user can mend it: sign in, unlock, trust, choose. The account pauses until then."""


class Refused(DainvoError):
    """This will never be taken as it is. What the user wrote is kept locally."""


class Conflict(DainvoError):
    """The server holds a newer version: pull, then decide."""

    def __init__(self, *, detail: str = "") -> None:
        super().__init__(Why.CHANGED_ON_SERVER, detail=detail)


class Malformed(DainvoError):
    """Data that we cannot understand. The bytes are kept; what can be shown is shown."""

    def __init__(self, detail: str, *, why: Why = Why.NOT_UNDERSTOOD) -> None:
        super().__init__(why, detail=detail)
