"""Whose a Zoom sign-in is: by the profile, or without permission to read it by the host of the meetings (M57, M63).

Stores no sign-in and makes no account.
"""

from __future__ import annotations

import hashlib

from dainvo.engine.desk import Desk
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId
from dainvo.zoom.answers import ZoomMeeting, ZoomUser
from dainvo.zoom.meetings import Meetings


async def who(meetings: Meetings) -> ZoomUser:
    """The connected user; without a name, and perhaps without an id, if that may not be read. Raises as `me`."""
    try:
        return await meetings.me()
    except Refused as error:
        if error.why is not Why.ZOOM_SCOPE_MISSING:
            raise
    try:
        listing = await meetings.list()
    except Refused:
        return ZoomUser(id="", account_id="")
    host = next((meeting for meeting in listing.meetings if meeting.host_id), None)
    return ZoomUser(host.host_id, "", email=host.host_email) if host is not None else ZoomUser(id="", account_id="")


def identity(user: ZoomUser) -> str:
    """What names the user in the copy; empty while it is not known."""
    return f"{user.account_id}:{user.id}" if user.id else ""


def is_known(known: str, user: ZoomUser) -> bool:
    """Whether the account of this identity is that user's for certain; of two unknown ones too, as there is one."""
    return is_same(known, user) if known and user.id else known == identity(user)


def is_same(known: str, user: ZoomUser) -> bool:
    """Whether the account of this identity may be that user's: what is not known is no difference."""
    if not known or not user.id:
        return True
    account, _, number = known.rpartition(":")
    return number == user.id and (not account or not user.account_id or account == user.account_id)


def mark(user_id: str) -> str:
    """The value of X-DAINVO-ZOOM-ACCOUNT; empty, so that it matches nothing, while the user is not known."""
    return hashlib.sha256(user_id.encode()).hexdigest()[:16] if user_id else ""


def learn(desk: Desk, account: AccountId | None, made: ZoomMeeting) -> None:
    """Take the user's id, and the address as the account's name, from the first meeting, if the profile is closed."""
    row = next((one for one in desk.store.accounts("zoom") if one.id == account), None)
    if row is None or row.detail.get("user_id") or not made.host_id:
        return
    user = ZoomUser(made.host_id, "", email=made.host_email)
    desk.store.set_account(
        row.id,
        identity=identity(user),
        name=user.email or row.name,
        detail={"user_id": user.id, "account_hash": mark(user.id), "email": user.email},
    )
    desk.publish_account(row.id)
