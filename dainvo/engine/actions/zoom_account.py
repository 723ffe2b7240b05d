"""The user's verbs about one Zoom account besides connecting: app registration, defaults, sign-in again as the same.

Touches no event: what an event's meeting needs is in `zoom`.
"""

from __future__ import annotations

from datetime import timedelta

from dainvo.engine import asked, zoom_identity, zoom_sign_in
from dainvo.engine.actions import zoom
from dainvo.engine.desk import Desk
from dainvo.engine.values import FoundMeeting, OtherUser, Registration
from dainvo.ical.event import AccountId, CollectionId, MeetingOptions
from dainvo.zoom import build
from dainvo.zoom.answers import MeetingType
from dainvo.zoom.oauth import revoke


async def registration(desk: Desk) -> Registration:
    """Which Zoom app Dainvo signs in with, and who said so. Raises Refused(BAD_CONFIGURATION)."""
    config = desk.zoom_config()
    chosen = desk.environ.get("DAINVO_ZOOM_CLIENT_ID", "").strip()
    source = "environment" if chosen else "settings" if desk.settings.zoom_client_id.strip() else "build"
    port = f":{config.redirect_port}" if config.redirect_port else ""
    return Registration(
        client_id=config.client_id,
        source=source if config.client_id else "",
        redirect=f"http://127.0.0.1{port}/callback",
        builtin=bool(build.CLIENT_ID),
    )


async def set_defaults(desk: Desk, account: AccountId, options: MeetingOptions) -> None:
    """What new meetings of this account are asked to be from now on (M07). Raises Refused(NO_SUCH_ACCOUNT)."""
    zoom.zoom_row(desk, account)
    desk.store.set_account(account, detail={asked.DEFAULTS: options.written() or None})
    desk.publish_account(account)


async def set_usual(desk: Desk, account: AccountId, collection: CollectionId) -> None:
    """Host the new meetings of this calendar from now on (M06). Raises Refused(NO_SUCH_ACCOUNT)."""
    zoom.zoom_row(desk, account)
    asked.remember_account(desk, account, collection)


async def reconnect(desk: Desk, account: AccountId, tell: zoom_sign_in.Tell) -> OtherUser | None:
    """Sign in again as the same Zoom user (M63). Another one comes back as `OtherUser`: nothing is changed then, and
    `use_other_user`, `add_other_user` or `drop_other_user` says how to go on.

    Raises as `zoom.connect_zoom`, and Refused(NO_SUCH_ACCOUNT).
    """
    row = zoom.zoom_row(desk, account)
    async with zoom_sign_in.browsed(desk, tell) as new:
        if not zoom_identity.is_same(row.identity, new.user):
            desk.other_user = (account, new)
            return OtherUser(is_now=row.name, signed_in=new.user.email or new.user.name or "Zoom")
        account = await zoom_sign_in.keep(desk, new)
    zoom_sign_in.begin(desk, account)
    return None


async def use_other_user(desk: Desk) -> AccountId | None:
    """Put the user who signed in last in the place of the account (M63): its meetings can only be joined then.

    None if nobody waits to be chosen.
    """
    if desk.other_user is None:
        return None
    before, new = desk.other_user
    desk.other_user = None
    account = await zoom_sign_in.keep(desk, new)
    await zoom.remove_zoom(desk, before)
    zoom_sign_in.begin(desk, account)
    return account


async def add_other_user(desk: Desk) -> AccountId | None:
    """Keep who signed in instead as one more account (M03, M63); None if nobody waits to be chosen."""
    if desk.other_user is None:
        return None
    _, new = desk.other_user
    desk.other_user = None
    account = await zoom_sign_in.keep(desk, new)
    zoom_sign_in.begin(desk, account)
    return account


async def drop_other_user(desk: Desk) -> None:
    """Forget who signed in instead, and end that sign-in at Zoom; the account stays as it was."""
    if desk.other_user is not None:
        _, new = desk.other_user
        desk.other_user = None
        await revoke(desk.web, new.grant)


async def unlinked_meetings(desk: Desk, account: AccountId) -> tuple[FoundMeeting, ...]:
    """The account's scheduled meetings to come that belong to no event here (M56); reads only.

    Raises what the listing raises, and NeedsUser(ZOOM_NOT_CONNECTED).
    """
    listing = await desk.zoom(account).meetings.list()
    soon = desk.now() - timedelta(minutes=5)
    return tuple(
        FoundMeeting(meeting.id, meeting.topic, meeting.start, meeting.duration_min)
        for meeting in listing.meetings
        if meeting.type == MeetingType.SCHEDULED
        and meeting.start is not None
        and meeting.start >= soon
        and not desk.store.meetings_by_id(meeting.id)
        and not desk.store.uids_with_meeting(meeting.id)
    )
