"""How the Zoom account stands: a name for the chip, a sentence, and the one thing to do about it.

Pure but for the words; asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dainvo.errors import Why
from dainvo.store.reader import Account, AccountState
from dainvo.ui import dates, messages
from dainvo.ui.accounts import zoom_info
from dainvo.ui.notice import Cure


def tr(text: str) -> str:
    return QCoreApplication.translate("ZoomStanding", text)


@dataclass(frozen=True, slots=True)
class Standing:
    """`name` is on the chip, `text` below the permissions (may be empty); `tone` colours both."""

    name: str
    tone: str = "warning"
    text: str = ""
    cures: tuple[Cure, ...] = ()
    why: str = ""  # what the guide is to explain


def standing(account: Account, now: datetime) -> Standing:
    """The account's state at `now` (aware)."""
    if account.state is AccountState.NEEDS_USER:
        return _needs_user(account)
    if account.state is AccountState.UNREACHABLE:
        text = tr("Zoom doesn’t answer. What you save is kept and goes out by itself.")
        return Standing(tr("Waiting for Zoom…"), text=text, cures=(Cure("check", tr("Try again")),))
    if account.state is AccountState.LEAVING:
        return Standing(tr("Being removed"), "plain")
    lacking = zoom_info.lacking(account)
    if lacking:
        name = tr("Permission missing: {word}").format(word=lacking[0])
        return Standing(name, text=zoom_info.consequence(account), cures=(_reconnect(),), why=Why.ZOOM_SCOPE_MISSING)
    if account.detail.get("plan") == "none":
        text = tr("This Zoom user may not host meetings. Your events are kept; ask your Zoom admin for a licence.")
        note = Cure("note", tr("Copy note for admin"))
        return Standing(tr("May not host"), text=text, cures=(note,), why=Why.ZOOM_NO_LICENCE)
    until = _limited_until(account, now)
    if until is not None:
        name = tr("Limited until {time}").format(time=dates.time_text(until))
        return Standing(name, text=tr("Zoom takes no more changes for now. They wait here and go out by themselves."))
    used = zoom_info.written_today(account, now)
    return _nearly_limited(used, now) if used else Standing(tr("Connected"), "ok")


def _nearly_limited(used: int, now: datetime) -> Standing:
    """Zoom makes and changes 100 meetings of a user a day, whichever program asks; the day ends at 00:00 UTC (M61)."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    text = tr(
        "Zoom makes and changes 100 meetings a day. What comes after that waits here"
        " and goes out from {time} by itself."
    ).format(time=dates.time_text(midnight.astimezone(now.tzinfo)))
    return Standing(tr("{n} of 100 changes today").format(n=used), text=text)


def _needs_user(account: Account) -> Standing:
    if account.why == Why.ZOOM_APPROVAL:
        text = tr("Your Zoom admin must approve Dainvo, or has withdrawn the approval. The note says what to ask for.")
        cures = (Cure("note", tr("Copy note for admin")), _reconnect())
        return Standing(tr("Approval needed"), text=text, cures=cures, why=Why.ZOOM_APPROVAL)
    if account.why in (Why.KEYRING_LOCKED, Why.KEYRING_FAILED, Why.NO_KEYRING):
        said = messages.sentence(Why(account.why))
        name = tr("Keyring locked") if account.why == Why.KEYRING_LOCKED else tr("Keyring needed")
        return Standing(name, text=said.both, cures=(Cure("check", tr("Try again")),), why=account.why)
    if account.why == Why.OTHER_SERVER:
        said = messages.sentence(Why.OTHER_SERVER)
        return Standing(tr("Another server"), text=said.both, cures=(_reconnect(),), why=account.why)
    if account.why not in zoom_info.ENDED:
        known = messages.stored(account.why) or messages.sentence(Why.ZOOM_ACCESS_ENDED)
        return Standing(tr("Needs you"), text=known.both, cures=(_reconnect(),), why=account.why)
    return _ended(str(account.detail.get("ended") or ""))


def _ended(how: str) -> Standing:
    """A sign-in that Zoom does not take any more, by what it said about it."""
    links = tr("Existing links still join.")
    name, text = {
        "elsewhere": (
            tr("Connected elsewhere"),
            tr("Zoom was connected on another computer, or Dainvo was removed there. Only the last one works."),
        ),
        "lost": (
            tr("Sign-in lost"),
            tr(
                "Zoom renewed the sign-in, but its answer got lost on the way. Sign in once more; nothing else is lost."
            ),
        ),
        "removed": (tr("Access removed at Zoom"), tr("Dainvo was removed from your apps at Zoom.")),
        "owner": (tr("Access removed at Zoom"), tr("The Zoom user of this sign-in does not exist any more.")),
        "app": (
            tr("App not accepted"),
            tr("Zoom does not accept Dainvo’s client ID any more. Look at Settings › Advanced, then sign in again."),
        ),
    }.get(
        how,
        (
            tr("Zoom access ended"),
            tr("It was removed at Zoom, connected on another computer, or not used for too long."),
        ),
    )
    return Standing(name, text=f"{text} {links}", cures=(_reconnect(),), why=Why.ZOOM_ACCESS_ENDED)


def _limited_until(account: Account, now: datetime) -> datetime | None:
    """When Zoom takes changes again, if it named a time that is still to come."""
    try:
        until = datetime.fromisoformat(str(account.detail.get("limited_until") or ""))
    except ValueError:
        return None
    return until.astimezone(now.tzinfo) if until.tzinfo is not None and until > now else None


def _reconnect() -> Cure:
    return Cure("reconnect", tr("Reconnect"))
