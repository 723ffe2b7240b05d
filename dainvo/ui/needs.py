"""What the user can best act on now, as one sentence with one button, and how the sync stands.

Told from what the copy knows; shows nothing and does nothing: that is the strip's and `sync_sign`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.ui import dates
from dainvo.ui.bar import Sync
from dainvo.ui.language import counted

if TYPE_CHECKING:
    from dainvo.ical.event import Event
    from dainvo.ical.occurrence import CollectionId, RecurrenceId, ResourceId
    from dainvo.store.needing import Attention
    from dainvo.store.shown import Account, Collection, Kept, Standing, Waiting
    from dainvo.ui.messages import Said

PATIENCE = timedelta(seconds=60)  # what waits shorter than this needs nobody


class Need(NamedTuple):
    """One sentence and one button, `also` another way with its action. `action` names what the button does, `subject`
    what it does it to."""

    text: str
    button: str
    action: str  # one that `sync_sign.SyncSign` carries out
    tone: str = "warning"
    icon: str = "warning"
    subject: object = None
    aside: str = ""
    also: tuple[str, str] = ("", "")  # face and action


class Source(Protocol):
    def status(self) -> Standing: ...

    def outbox(self) -> list[Waiting]: ...

    def kept(self) -> list[Kept]: ...

    def attention(self) -> list[Attention]: ...

    def event(self, resource: ResourceId, recurrence_id: RecurrenceId) -> Event: ...

    def searched(self) -> int: ...


def tr(text: str) -> str:
    return QCoreApplication.translate("StatusStrip", text)


def most_urgent(
    source: Source, accounts: list[Account], calendars: Mapping[CollectionId, Collection], now: datetime
) -> Need | None:
    """What the user can best act on now, or None: sign-in, Zoom, conflicts, refusals, server, outbox, a first sync,
    hidden."""
    standing = source.status()
    waiting = source.outbox() if standing.waiting or standing.blocked else []
    return (
        _sign_in(accounts, standing)
        or _vanished(calendars)
        or _held(source, waiting, accounts, calendars)
        or _conflict(source, standing)
        or _uncertain(source, standing)
        or _full(waiting, accounts)
        or _refused(waiting, calendars)
        or _unreachable(accounts, standing)
        or _outbox(waiting, now)
        or _first_sync(source, accounts)
        or _hidden(calendars)
    )


def sync_state(accounts: list[Account], standing: Standing) -> tuple[Sync, str, int]:
    """What the bar's cloud shows: state, sentence, number of waiting changes."""
    if standing.problems:
        return Sync.PROBLEM, tr("An account needs you. Click to see it."), 0
    if standing.unreachable:
        return Sync.OFFLINE, _offline_text(accounts, standing), 0
    if standing.waiting:
        return Sync.WAITING, changes_wait(standing.waiting), standing.waiting
    synced = _synced(accounts)
    if synced:
        return Sync.IDLE, tr("All up to date · {time}").format(time=dates.time_text(min(synced))), 0
    return Sync.IDLE, tr("Sync now (F5)"), 0


def _synced(accounts: list[Account]) -> list[datetime]:
    """When each calendar account was last in step; what Zoom was asked says nothing of calendars."""
    return [account.last_sync for account in accounts if account.kind == "caldav" and account.last_sync is not None]


def changes_wait(count: int) -> str:
    return counted("StatusStrip", "1 change waits", "%n changes wait", count)


def _sentence(why: Why, about: Mapping[str, str]) -> Said:
    from dainvo.ui import messages  # no start needs a sentence about a failure

    return messages.sentence(why, about)


def _sign_in(accounts: list[Account], standing: Standing) -> Need | None:
    for account in accounts:
        if account.id not in standing.problems or account.why == Why.MASS_DELETION:
            continue
        text = wants_of(account)
        face = tr("Details") if account.why in (Why.CERTIFICATE, Why.FEED_GONE) else tr("Sign in")
        return Need(text, face, "accounts", subject=account.id)
    return None


def wants_of(account: Account) -> str:
    """What an account that needs the user waits for."""
    if account.why == Why.CERTIFICATE and _pinned(account):
        return tr("The certificate of {host} changed").format(host=account.host)
    if account.why and account.why not in (Why.WRONG_PASSWORD, Why.ZOOM_NOT_CONNECTED):
        return _sentence(Why(account.why), {"host": account.host, "account": account.name}).text
    name = "Zoom" if account.kind == "zoom" else account.host
    return tr("{name} wants you to sign in again").format(name=name)


def _pinned(account: Account) -> bool:
    """Whether the user trusts one certificate of its server, which it then showed no more."""
    connection = account.detail.get("connection")
    return isinstance(connection, dict) and bool(connection.get("pin"))


def _vanished(calendars: Mapping[CollectionId, Collection]) -> Need | None:
    """A calendar most of whose events the server lists no more: nothing was removed, and the user says what will be."""
    calendar = next((one for one in calendars.values() if one.state.value == "asking"), None)
    if calendar is None:
        return None
    return Need(
        _sentence(Why.MASS_DELETION, {"calendar": calendar.name}).text, tr("Review"), "vanished", subject=calendar
    )


def _held(
    source: Source, waiting: list[Waiting], accounts: list[Account], calendars: Mapping[CollectionId, Collection]
) -> Need | None:
    held = next((row for row in waiting if row.held), None)
    if held is None:
        return None
    guests = _guests(source, held, accounts, calendars)
    text = counted(
        "StatusStrip",
        "‘{title}’ waits for Zoom; 1 invitation is held",
        "‘{title}’ waits for Zoom; %n invitations are held",
        max(1, guests),
    ).format(title=held.summary)
    without = (tr("Send without link now"), "send_now")
    return Need(text, tr("Try now"), "try_zoom", icon="clock", subject=held.resource, also=without)


def _guests(source: Source, row: Waiting, accounts: list[Account], calendars: Mapping[CollectionId, Collection]) -> int:
    """How many people are not told yet."""
    from dainvo.errors import DainvoError
    from dainvo.ical.occurrence import NO_RECURRENCE
    from dainvo.ui.editor import effects  # no start needs them

    try:
        event = source.event(row.resource, NO_RECURRENCE)
    except DainvoError:
        return 0
    own = effects.own_addresses(accounts, calendars.get(row.collection))
    return effects.guests(event.draft.attendees, event, own)


def _conflict(source: Source, standing: Standing) -> Need | None:
    if not standing.conflicts:
        return None
    kept = source.kept()
    if not kept:
        return None
    text = tr("Changed in two places: {title}") if kept[0].mine else tr("Deleted here, changed on the server: {title}")
    return Need(text.format(title=kept[0].summary), tr("Review"), "conflict", subject=kept[0])


def _uncertain(source: Source, standing: Standing) -> Need | None:
    """Meetings that need attention (M66): the oldest is named, with how many there are besides."""
    lines = source.attention() if standing.attention else []
    if not lines:
        return None
    from dainvo.ui.meetings import words  # no start needs them

    text = words.sentence(lines[0])
    aside = tr("and {n} more").format(n=len(lines) - 1) if len(lines) > 1 else ""
    if lines[0].asked.value == "link_changed":
        review = (tr("Review"), "meetings")
        return Need(text, tr("Tell people"), "publish", subject=lines[0].id, aside=aside, also=review)
    return Need(text, tr("Review"), "meetings", aside=aside)


def _full(waiting: list[Waiting], accounts: list[Account]) -> Need | None:
    """A server without room: what waits for it goes by itself once there is some."""
    full = [row for row in waiting if row.state.value == "blocked" and row.why == Why.SERVER_FULL]
    if not full:
        return None
    account = next((one for one in accounts if one.id == full[0].account), None)
    text = _sentence(Why.SERVER_FULL, {"host": account.host} if account is not None else {}).text
    wait = sum(row.account == full[0].account for row in full)
    said = tr("{reason} {changes}.").format(reason=text, changes=changes_wait(wait))
    return Need(said, tr("Details"), "accounts", icon="outbox")


def _first_sync(source: Source, accounts: list[Account]) -> Need | None:
    """Events come for the first time: the grid is there already, and fills."""
    coming = [one for one in accounts if one.kind == "caldav" and one.last_sync is None and one.state.value == "ok"]
    if not coming:
        return None
    said = tr("Getting events… {n} so far").format(n=dates.number(source.searched()))
    return Need(said, tr("Hide"), "hide", tone="info", icon="sync")


def _refused(waiting: list[Waiting], calendars: Mapping[CollectionId, Collection]) -> Need | None:
    row = next((row for row in waiting if row.state.value == "blocked" and row.why), None)
    if row is None:
        return None
    calendar = calendars.get(row.collection)
    about = {"calendar": calendar.name} if calendar is not None else {}
    said = _sentence(Why(row.why), about)
    text = f"{row.summary}: {said.text}"
    return Need(text, tr("Open"), "event", tone="danger", subject=row.resource)


def _unreachable(accounts: list[Account], standing: Standing) -> Need | None:
    if not standing.unreachable:
        return None
    aside = ""
    synced = _synced(accounts)
    if synced:
        aside = tr("Last sync {time}").format(time=dates.time_text(max(synced)))
    text = _offline_text(accounts, standing)
    if _all_away(accounts, standing):
        return Need(text, tr("Details"), "accounts", icon="cloud-off", aside=aside)
    return Need(text, tr("Try now"), "sync", icon="cloud-off", aside=aside)


def _all_away(accounts: list[Account], standing: Standing) -> bool:
    """Whether no server can be reached: that is the network, which no click brings back; a full disk is none."""
    servers = [account for account in accounts if account.kind in ("caldav", "feed")]
    return all(account.id in standing.unreachable and account.why != Why.DISK_FULL for account in servers)


def _offline_text(accounts: list[Account], standing: Standing) -> str:
    servers = [account for account in accounts if account.kind in ("caldav", "feed")]
    away = [account for account in servers if account.id in standing.unreachable]
    if any(account.why == Why.DISK_FULL for account in away):
        return _sentence(Why.DISK_FULL, {}).both
    if len(away) == len(servers) or not away:
        if standing.waiting:
            return tr("Offline — {changes}").format(changes=changes_wait(standing.waiting))
        return tr("Offline — your calendars are as of the last sync")
    return " ".join(part for part in (_away_since(away[0]), _again(away[0])) if part)


def _away_since(account: Account) -> str:
    if account.since is None:
        return tr("Can’t reach {host}.").format(host=account.host)
    since = dates.time_text(account.since)
    return tr("Can’t reach {host} since {time}.").format(host=account.host, time=since)


def _again(account: Account) -> str:
    if account.next_sync is None:
        return ""
    return tr("Trying again at {time}.").format(time=dates.time_text(account.next_sync))


def _outbox(waiting: list[Waiting], now: datetime) -> Need | None:
    late = [row for row in waiting if now - row.since > PATIENCE]
    if not late:
        return None
    return Need(changes_wait(len(late)), tr("Try now"), "sync", icon="outbox")


def _hidden(calendars: Mapping[CollectionId, Collection]) -> Need | None:
    if not calendars or any(calendar.visible for calendar in calendars.values()):
        return None
    return Need(tr("All calendars are hidden"), tr("Show all"), "show_all", tone="info", icon="eye-off")
