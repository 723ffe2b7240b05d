"""Profiles for the pictures: the sample week as if it had been synced, with meetings and troubles of every kind.

Goes through the store's own verbs, so that no picture shows what the program could not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.dav.collection import CollectionInfo
from dainvo.demo import sample
from dainvo.errors import Why
from dainvo.ical import conference
from dainvo.ical.event import AccountId, CollectionId, ETag, Href, Uid
from dainvo.profile import COPY
from dainvo.store.rows import (
    AccountState,
    IntentKind,
    IntentPlan,
    IntentState,
    MeetingRow,
    MeetingStanding,
    RemoteItem,
    ResourceRow,
)
from dainvo.store.store import Store

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2027, 3, 8)
NOW = datetime(2027, 3, 10, 10, 40, tzinfo=ZONE)
OWN_HASH = "4f1c0a9be27d6358"
SCOPES = (
    "meeting:delete:meeting",
    "meeting:read:invitation",
    "meeting:read:list_meetings",
    "meeting:read:meeting",
    "meeting:update:meeting",
    "meeting:write:meeting",
    "user:read:email",
    "user:read:user",
)
_ELSEWHERE = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Zm9v%40thread.v2/0"


def listed(href: Href, name: str, color: str, order: int = 0, **more: Any) -> CollectionInfo:
    """A calendar as a server lists it."""
    return CollectionInfo(href, name, color, order=order, **{"schedules": True, "supports_sync": True, **more})


class Given:
    """A copy that is being filled; its events are named by their titles."""

    def __init__(self, folder: Path, *, zoom: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store = Store(folder / COPY, zone=ZONE, now=lambda: NOW - timedelta(minutes=3))
        self.account = self.store.add_account(
            "caldav",
            "Nextcloud",
            url="https://cloud.example/remote.php/dav/calendars/anna/",
            user=sample.ANNA,
            identity="/principals/anna/",
            detail={"addresses": [sample.ANNA], "schedules": True},
        )
        self.store.set_account(self.account, last_sync=NOW - timedelta(minutes=2))
        calendars = sample.sample(MONDAY, ZONE)
        told = [listed(Href(f"/anna/{one.slug}/"), one.name, one.color, order) for order, one in enumerate(calendars)]
        came, _ = self.store.put_collections(self.account, told)
        self._where: dict[str, tuple[CollectionId, Uid]] = {}
        for collection, one in zip(came, calendars, strict=True):
            self._take(collection, one)
        self.zoom = self._connect_zoom() if zoom else None

    def close(self) -> None:
        self.store.close()

    def resource(self, title: str) -> ResourceRow:
        collection, uid = self._where[title]
        return self.store.resource_by_uid(uid, collection)[0]

    def _take(self, collection: CollectionId, calendar: sample.SampleCalendar) -> None:
        items = []
        for event in calendar.events:
            uid = Uid(event.uid)
            items.append(RemoteItem(Href(f"/anna/{calendar.slug}/{uid}.ics"), ETag(f'"{uid}"'), event.text))
            title = next(line for line in event.text.splitlines() if line.startswith("SUMMARY:"))
            self._where.setdefault(title.removeprefix("SUMMARY:"), (collection, uid))
        for begin in range(0, len(items), 50):
            self.store.take_remote(collection, items[begin : begin + 50])

    def _connect_zoom(self) -> AccountId:
        account = self.store.add_account(
            "zoom",
            sample.ANNA,
            user=sample.ANNA,
            identity="account:anna",
            detail={
                "user_id": "anna",
                "account_hash": OWN_HASH,
                "email": sample.ANNA,
                "name": "Anna Berger",
                "plan": "licensed",
                "zone": "Europe/Berlin",
                "scopes": list(SCOPES),
                "addresses": [sample.ANNA],
            },
        )
        self.store.set_account(account, last_sync=NOW - timedelta(minutes=1))
        return account

    # events with a link

    def meets(
        self,
        title: str,
        number: int,
        *,
        kind: int = 2,
        standing: MeetingStanding = MeetingStanding.OK,
        host: str = "",
        account: AccountId | None = None,
    ) -> None:
        """The event has a meeting of ours; `number` makes it its own."""
        row = self.resource(title)
        meeting_id = f"823{number:04}9917"
        link = conference.Link(
            join_url=f"https://us02web.zoom.us/j/{meeting_id}?pwd=c1Zh{number}.1",
            meeting_id=meeting_id,
            passcode=f"{number:04}17",
            account_hash=OWN_HASH,
            op_id=f"{number:032x}",
        )
        self._serve(row, conference.attach(row.text, link, now=NOW - timedelta(days=3)))
        self.store.put_meeting(
            MeetingRow(
                uid=row.uid,
                collection=row.collection,
                account=account if account is not None else self.zoom,
                meeting_id=meeting_id,
                type=kind,
                join_url=link.join_url,
                passcode=link.passcode,
                host=host,
                made_here=True,
                op_id=link.op_id,
                standing=standing,
            )
        )

    def links_elsewhere(self, title: str) -> None:
        """The event has the link of another service in its URL."""
        row = self.resource(title)
        self._serve(row, row.text.replace(f"SUMMARY:{title}", f"SUMMARY:{title}\r\nURL:{_ELSEWHERE}", 1))

    def _serve(self, row: ResourceRow, text: str) -> None:
        self.store.take_remote(row.collection, [RemoteItem(row.href, ETag(f'"{row.uid}-2"'), text)])

    # events whose meeting is on its way

    def wants_meeting(
        self,
        title: str,
        number: int,
        *,
        state: IntentState = IntentState.PLANNED,
        why: Why | None = None,
        later: bool = True,
        holds: bool = False,
        kind: IntentKind = IntentKind.CREATE,
    ) -> None:
        """A meeting is asked for, and stands where `state` and `why` say. `holds`: its invitations wait too."""
        row = self.resource(title)
        plan = IntentPlan(f"{number:032x}", kind, self.zoom, holds=holds)
        if holds:
            self.store.edit_local(row.id, _touched(row.text), intent=plan)
        else:
            self.store.put_intent(row.uid, row.collection, plan)
        self.store.set_intent(
            plan.op_id,
            state=state,
            unsure=state is IntentState.SENT,
            attempts=1,
            why="" if why is None else why.value,
            next_at=NOW + timedelta(minutes=5) if later and why is not None else None,
        )

    # events that wait for the calendar server

    def edits(self, title: str, change: Callable[[str], str]) -> None:
        """The user changed the event; the server has not seen it."""
        row = self.resource(title)
        self.store.edit_local(row.id, change(row.text))


def _touched(text: str) -> str:
    return text.replace("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nSEQUENCE:1", 1)


def _with_usual_meetings(given: Given) -> Given:
    for number, title in enumerate(("Design review", "Customer interview", "Customer demo", "1:1 Ben", "Retro"), 4411):
        given.meets(title, number, kind=8 if title in ("1:1 Ben", "Retro") else 2)
    given.links_elsewhere("Call with supplier")
    return given


def calm(folder: Path) -> None:
    """Everything is as it should be; several events have a Zoom meeting."""
    _with_usual_meetings(Given(folder)).close()


def nothing(folder: Path) -> None:
    """No account."""
    folder.mkdir(parents=True, exist_ok=True)


def unconnected(folder: Path) -> None:
    """Calendars, but no Zoom."""
    Given(folder, zoom=False).close()


def meetings(folder: Path) -> None:
    """One event for each state that a meeting can be in."""
    given = Given(folder)
    given.meets("Design review", 4411)
    given.meets("1:1 Ben", 4412, kind=8)
    given.wants_meeting("Pricing draft", 1)
    given.wants_meeting("Brown bag", 2, why=Why.OFFLINE)
    given.wants_meeting("Customer demo", 3, why=Why.OFFLINE, holds=True)
    given.wants_meeting("Release check", 4, state=IntentState.SENT, why=Why.NO_ANSWER)
    given.wants_meeting("Q2 planning", 5, state=IntentState.ATTENTION, why=Why.ZOOM_NO_LICENCE, later=False)
    given.meets("Contract talks", 4413)
    given.wants_meeting("Contract talks", 6, why=Why.OFFLINE, kind=IntentKind.LEVEL)
    given.meets("Week wrap", 4414, kind=3)
    given.meets("Pricing", 4415, standing=MeetingStanding.MISSING)
    given.meets("Call with New York", 4416, standing=MeetingStanding.OTHER_HOST, host="zoe@example.org")
    left = given.store.add_account("zoom", "office@example.com", identity="account:office")
    given.meets("Focus: concept", 4417, account=left, host="office@example.com")
    given.store.remove_account(left)
    given.links_elsewhere("Call with supplier")
    given.close()


def troubled(folder: Path) -> None:
    """One calendar account that is signed out, and a Zoom account that may not delete."""
    given = _with_usual_meetings(Given(folder))
    store = given.store
    broken = store.add_account(
        "caldav",
        "Fastmail",
        url="https://caldav.fm.example/dav/",
        user="a.berger@fm.example",
        identity="/principals/berger/",
    )
    (club,), _ = store.put_collections(
        broken, [listed(Href("/berger/club/"), "Choir board", "#c2417f", schedules=False)]
    )
    text = given.resource("Choir").text.replace("SUMMARY:Choir", "SUMMARY:Board").replace("@sample", "@choir")
    store.create_local(club, Href("/berger/club/board.ics"), text)
    store.set_account(
        broken, state=AccountState.NEEDS_USER, why=Why.WRONG_PASSWORD, last_sync=NOW - timedelta(minutes=48)
    )
    if given.zoom is not None:
        store.set_account(given.zoom, detail={"scopes": [one for one in SCOPES if "delete" not in one]})
    given.close()


def offline(folder: Path) -> None:
    """The servers are away: three changes wait, and one link follows."""
    given = _with_usual_meetings(Given(folder))
    given.edits("Customer demo", lambda text: text.replace("T143000", "T140000").replace("T160000", "T153000"))
    given.edits("Write-up", lambda text: text.replace("SUMMARY:Write-up", "SUMMARY:Write-up · draft 2"))
    given.edits("Brunch", lambda text: text.replace("LOCATION:Home", "LOCATION:Café Nord"))
    given.wants_meeting("Contract talks", 7, why=Why.OFFLINE)
    given.store.set_account(
        given.account,
        state=AccountState.UNREACHABLE,
        why=Why.OFFLINE,
        last_sync=NOW - timedelta(minutes=28),
        next_sync=NOW + timedelta(minutes=5),
    )
    given.close()


def conflict(folder: Path) -> None:
    """One event was changed here and on the server."""
    given = _with_usual_meetings(Given(folder))
    row = given.resource("Pricing draft")
    mine = row.text.replace("T153000", "T160000").replace("T163000", "T170000")
    theirs = row.text.replace("LOCATION:Room 4", "LOCATION:Room 9").replace("T153000", "T151500")
    given.store.edit_local(row.id, mine)
    given.store.kept_both(row.id, mine=mine, theirs=theirs, etag=ETag('"theirs"'))
    given.close()
