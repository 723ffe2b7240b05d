"""What the user asked of a meeting besides having one: kept in its intent, brought into the requests.

Decides no step of the saga and reads no event.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, MeetingOptions, MeetingWish, State, Uid
from dainvo.ical.resource import scan
from dainvo.store.rows import AccountRow, IntentKind, IntentRow, IntentState
from dainvo.zoom import defaults
from dainvo.zoom.answers import MeetingType, ZoomMeeting

#: Key of the wish in the body of an intent, beside the fields of the request that left.
_KEY = "wish"
_MOST_EARLIER = 4
#: Keys of an account's `detail`: options of new meetings, and what Zoom decided otherwise, by Zoom's names.
DEFAULTS, OVERRULED = "defaults", "overruled"
#: The calendars whose new meetings the account hosts, as the user chose last (M03).
CALENDARS = "calendars"
#: Key in the body of a removal: the meeting only leaves its event and is not deleted at Zoom.
STAYS = "stays"


def body_of(wish: MeetingWish) -> str:
    """The body of an intent that has not been sent; empty if nothing special is asked."""
    said: dict[str, Any] = {}
    if wish.options is not None:
        said["options"] = wish.options.written()
    if wish.no_fixed_time:
        said["no_fixed_time"] = True
    if wish.use:
        said["use"] = wish.use
    return json.dumps({_KEY: said}) if said else ""


def wish_of(intent: IntentRow) -> MeetingWish:
    """What was asked with the intent, sent or not."""
    said = _noted(intent)
    options = said.get("options")
    return MeetingWish(
        options=MeetingOptions.read(options) if isinstance(options, dict) else None,
        no_fixed_time=said.get("no_fixed_time") is True,
        use=str(said.get("use", "")),
    )


def sent_body(intent: IntentRow, request: Mapping[str, object], *, reason: str = "") -> str:
    """The body of the intent once `request` leaves: the request, and what was asked, for a second one.

    `reason`: why the meeting has no fixed time (`reason_of`).
    """
    noted = {**_noted(intent), "reason": reason} if reason else _noted(intent)
    before = sent_forms(intent)
    if before:
        noted = {**noted, "earlier": before[-_MOST_EARLIER:]}
    return json.dumps({**request, _KEY: noted} if noted else dict(request))


def sent_forms(intent: IntentRow) -> list[dict[str, Any]]:
    """Title and start of every request that left for this intent, the last at the end: a second one may differ."""
    body = json.loads(intent.body) if intent.body else {}
    last = {name: body[name] for name in ("topic", "start_time", "timezone") if name in body}
    earlier = _noted(intent).get("earlier")
    return [*(earlier if isinstance(earlier, list) else []), *([last] if last else [])]


def noting(intent: IntentRow, **values: object) -> str:
    """The body of the intent with something noted in it besides: `no_fixed_time`, `reason`, `clean`."""
    body = json.loads(intent.body) if intent.body else {}
    return json.dumps({**body, _KEY: {**_noted(intent), **values}})


def noting_away(intent: IntentRow) -> str:
    """The same for Zoom's word that it is away, in answer to the last request that left."""
    return noting(intent, away=_last_sent(intent))


def was_away(intent: IntentRow) -> bool:
    """Whether that was Zoom's answer to the last request, and to all before it."""
    return intent.last_sent_at is not None and _noted(intent).get("away") == _last_sent(intent)


def _last_sent(intent: IntentRow) -> str:
    return intent.last_sent_at.isoformat() if intent.last_sent_at is not None else ""


def reason_of(intent: IntentRow) -> str:
    """Why the meeting that was asked for has no fixed time; empty if it has one."""
    return str(_noted(intent).get("reason", ""))


def is_clean(intent: IntentRow) -> bool:
    """Whether Zoom's answer showed that the meeting is as the request asked."""
    return _noted(intent).get("clean") is True


def options_for(desk: Desk, intent: IntentRow) -> MeetingOptions:
    """The options of this meeting: those of its event, else the account's defaults."""
    return wish_of(intent).options or account_options(desk, intent.account)


def account_options(desk: Desk, account: AccountId | None) -> MeetingOptions:
    """The account's defaults for new meetings (M07); as in Zoom for one that is gone."""
    row = _row(desk, account)
    return default_options(row) if row is not None else MeetingOptions()


def default_options(row: AccountRow) -> MeetingOptions:
    """The same, out of the row."""
    stored = row.detail.get(DEFAULTS)
    return MeetingOptions.read(stored) if isinstance(stored, dict) else MeetingOptions()


def extras(options: MeetingOptions) -> dict[str, Any]:
    """`settings` and `passcode` of a create."""
    return {"settings": defaults.settings(options), "passcode": defaults.passcode(options, secrets.randbelow)}


def changes(options: MeetingOptions | None, meeting: ZoomMeeting) -> dict[str, object]:
    """What a PATCH says so that `meeting` becomes as chosen; empty if nothing was, or nothing differs."""
    if options is None:
        return {}
    wanted = defaults.settings(options)
    differs = any(meeting.settings.get(name) != value for name, value in wanted.items() if name != "use_pmi")
    said: dict[str, object] = {"settings": wanted} if differs else {}
    if options.passcode and not meeting.passcode:
        said["password"] = defaults.passcode(options, secrets.randbelow)
    return said


async def chosen(desk: Desk, calls: ZoomCalls, intent: IntentRow) -> ZoomMeeting:
    """The meeting at Zoom that the user chose for the event instead of a new one (M56).

    Raises Refused: ZOOM_OTHER_HOST if it is not the account's own or another event has it by now; as `fits`.
    """
    meeting = await calls.meetings.read(wish_of(intent).use)
    row = _row(desk, intent.account)
    host = str(row.detail.get("user_id", "")) if row is not None else ""
    if not host or meeting.host_id != host or is_taken(desk, meeting.id, intent.uid):
        raise Refused(Why.ZOOM_OTHER_HOST, about={"host": meeting.host_email})
    rows = [one for one in desk.store.resource_by_uid(intent.uid) if one.state is not State.DELETED]
    if rows:
        fits(meeting, rows[0].text)
    return meeting


def is_taken(desk: Desk, meeting_id: str, uid: Uid) -> bool:
    """Whether another event than `uid` has the meeting, or a wish for one has got it and not linked it yet."""
    wishes = desk.store.intents(kind=IntentKind.CREATE)
    others = [*desk.store.uids_with_meeting(meeting_id), *(one.uid for one in wishes if one.meeting_id == meeting_id)]
    return any(other != uid for other in others)


def fits(meeting: ZoomMeeting, text: str) -> None:
    """A recurring meeting for a single event would lose all its other dates. Raises Refused(ZOOM_REPEATS)."""
    if meeting.type == MeetingType.SERIES and not any(row.recurring for row in scan(text).rows):
        raise Refused(Why.ZOOM_REPEATS)


def note_overruled(desk: Desk, account: AccountId | None, options: MeetingOptions, made: ZoomMeeting) -> None:
    """Remember which of the asked settings Zoom decided otherwise, so that the options show a lock (M07)."""
    row = _row(desk, account)
    if row is None or not made.settings:
        return
    before = row.detail.get(OVERRULED)
    known = dict(before) if isinstance(before, dict) else {}
    asked = [name for name in defaults.settings(options) if name in made.settings]
    now = {name: value for name, value in known.items() if name not in asked}
    now |= defaults.overruled(options, made.settings)
    now.pop("use_pmi", None)
    if now != known:
        desk.store.set_account(row.id, detail={OVERRULED: now})
        desk.publish_account(row.id)


def remember_account(desk: Desk, account: AccountId, collection: CollectionId) -> None:
    """New meetings of this calendar are this account's from now on, until another one is chosen (M03)."""
    for row in desk.store.accounts("zoom"):
        known = [int(one) for one in row.detail.get(CALENDARS, ())]
        wanted = [one for one in known if one != collection] + ([int(collection)] if row.id == account else [])
        if wanted != known:
            desk.store.set_account(row.id, detail={CALENDARS: wanted or None})
            desk.publish_account(row.id)


def overruled_of(desk: Desk, account: AccountId | None) -> frozenset[str]:
    """Names of settings that Zoom decided otherwise the last time they were asked."""
    row = _row(desk, account)
    known = row.detail.get(OVERRULED) if row is not None else None
    return frozenset(known) if isinstance(known, dict) else frozenset()


def _row(desk: Desk, account: AccountId | None) -> AccountRow | None:
    """The account, unless it was removed while Zoom was asked."""
    return next((row for row in desk.store.accounts("zoom") if row.id == account), None)


def stays(intent: IntentRow) -> bool:
    """Whether a removal leaves the meeting at Zoom."""
    return _body(intent).get(STAYS) is True


def is_untouched(intent: IntentRow) -> bool:
    """Whether a meeting is wanted of which nothing is at Zoom: any user can make it."""
    planned = intent.kind is IntentKind.CREATE and intent.state is IntentState.PLANNED
    return planned and not intent.unsure and not wish_of(intent).use


def _body(intent: IntentRow) -> dict[str, Any]:
    try:
        body = json.loads(intent.body) if intent.body else {}
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _noted(intent: IntentRow) -> dict[str, Any]:
    noted = _body(intent).get(_KEY)
    return noted if isinstance(noted, dict) else {}
