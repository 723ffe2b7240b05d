"""Decides what a sync asks for, believes, fetches, drops and writes over, from what both sides hold. Pure.

Touches neither server nor copy: `sync`, `fetch` and `outbox` act.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import islice
from typing import Final, TypeVar

from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import ETag, Href, State
from dainvo.store.rows import ASK

T = TypeVar("T")

#: Figures of the mass-deletion guard (decision 20).
MANY_DELETIONS: Final = 20
SMALL_CALENDAR: Final = 10

#: Resources in one transaction: more would keep a save waiting (architecture §5).
SLICE: Final = 400
#: Without a token, so many texts are fetched again rather than compared by etag.
CHEAP: Final = 200
#: Hrefs in one multiget.
BATCH: Final = 100
#: Of a multiget that failed, so few are asked for one by one; more are asked for in halves.
FEW: Final = 8
#: Multigets that failed with none that worked: this server has none to offer.
HOPELESS: Final = 4

#: How long after a calendar came all of it is compared, and how often from then on.
FIRST_COMPARISON: Final = timedelta(hours=1)
COMPARISON: Final = timedelta(days=7)

#: What stands for the ctag of a calendar whose first sync did not ask for it.
UNTOLD: Final = "untold"
#: If-Match of a write over a version without any etag (RFC 9110 §13.1.1).
ANY: Final = ETag("*")

#: Servers that leave out the rest of a long answer without saying so do it at such lengths.
_CUT_FROM, _CUT_TO, _CUT_STEP = 50, 5000, 50

_AWAY: Final = frozenset({Why.OFFLINE, Why.NO_ANSWER, Why.RATE_LIMITED})
_MOVED: Final = frozenset({Why.REDIRECTED_AWAY, Why.PLAIN_HTTP, Why.BAD_ADDRESS})
_COMPONENT: Final = re.compile(r"^BEGIN:(VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VPOLL)[ \t]*\r?$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Held:
    """What the copy holds of one resource. `etag` is empty if the server never gave one."""

    etag: ETag
    state: State


@dataclass(frozen=True, slots=True)
class Plan:
    """`fetch`: new or changed there. `drop`: gone there and unchanged here. `orphaned`: gone there, edited here."""

    fetch: tuple[Href, ...] = ()
    drop: tuple[Href, ...] = ()
    orphaned: tuple[Href, ...] = ()


def decide(local: Mapping[Href, Held], remote: Mapping[Href, ETag]) -> Plan:
    """Compare the copy with a complete listing of hrefs and ETags (A05: an equal ETag is not fetched again).

    Without a remote ETag the resource is always fetched.
    """
    fetch = tuple(href for href, etag in remote.items() if not _same(local.get(href), etag))
    absent = [href for href, held in local.items() if href not in remote and held.state is not State.NEW]
    return Plan(fetch=fetch, **_split(local, absent))


def decide_changes(local: Mapping[Href, Held], changed: Mapping[Href, ETag], removed: Collection[Href]) -> Plan:
    """The same for the answer of a sync-collection report, which names only what changed (RFC 6578 §3.5)."""
    fetch = tuple(href for href, etag in changed.items() if not _same(local.get(href), etag))
    known = [href for href in removed if href in local and local[href].state is not State.NEW]
    return Plan(fetch=fetch, **_split(local, known))


def too_many_deletions(held: int, drops: int, *, listing_empty: bool) -> bool:
    """Whether removing `drops` of `held` resources must be asked about first (decision 20)."""
    if not drops:
        return False
    if listing_empty or drops > MANY_DELETIONS:
        return True
    return held >= SMALL_CALENDAR and drops * 2 > held


class Ask(Enum):
    """How to find out what changed in a calendar."""

    CHANGES = auto()  # since the token
    EVERYTHING = auto()  # with the texts, as if since no token
    LISTING = auto()  # every etag, then the texts that differ


def how_to_ask(*, token: str, supports_sync: bool, held: int) -> Ask:
    """The cheapest question. With `held` resources here and no token, the etags tell which texts are missing: after
    a first sync that broke off, or where the token was refused."""
    if not supports_sync:
        return Ask.LISTING
    if token:
        return Ask.CHANGES
    return Ask.EVERYTHING if held < CHEAP else Ask.LISTING


def unchanged(*, token: str, ctag: str, new_token: str, new_ctag: str) -> bool:
    """Whether what the server says of a calendar proves that nothing changed since `token` and `ctag` were kept.

    Both must stand still where the server gives both: tokens that never move have been seen. A `ctag` of ASK proves
    nothing: something could not be had then. One of UNTOLD was not asked for.
    """
    if ctag == ASK or (not new_token and not new_ctag):
        return False
    untold = ctag == UNTOLD and bool(token)
    return new_token == token and (not new_ctag or new_ctag == ctag or untold)


def is_doubtful(
    *, token: str, told: int, equal: int, gone: int, drops: int, held: int, other_state: bool | None = None
) -> bool:
    """Whether an answer to sync-collection is to be checked against a listing of all etags.

    `told` resources stood in its last page, of which `equal` are here already; `gone` were named as removed; `drops`
    would follow. `other_state`: its token is not the one that the server named for the calendar a moment before, so
    that it changed meanwhile or was not told to its end (None: it named none). Doubtful is: a length at which servers
    cut, but for changes that lead to the very state that was named; many from another state, or anything where
    everything was asked for; nothing at all, though the token moved; most of the calendar unchanged, as from a server
    that does not look at the token; and, where everything was asked for, that something is missing.
    """
    whole = bool(token) and other_state is False
    round_length = is_round(told)
    if other_state and (told >= _CUT_FROM or not token):
        return True
    if not whole and round_length:
        return True
    if not token:
        return drops > 0
    return not (told or gone) or (equal > 1 and equal * 2 > held)


def is_round(told: int) -> bool:
    """Whether servers that leave out the rest of an answer without a word do it at this length."""
    return _CUT_FROM <= told <= _CUT_TO and (told % _CUT_STEP == 0 or told & (told - 1) == 0)


def comparison_due(now: datetime, compared: datetime | None) -> bool:
    """Whether all etags of a calendar are to be compared by the way, as was done at `compared`: every week. What a
    server left out without a sign comes to light then."""
    return compared is not None and now - compared >= COMPARISON


def came_whole(now: datetime) -> datetime:
    """What counts as the comparison of a calendar that came for the first time: the first one is due soon."""
    return now - COMPARISON + FIRST_COMPARISON


def listing_may_help(error: DainvoError) -> bool:
    """Whether a calendar whose changes are not to be had may still tell its etags: the report alone is refused,
    broken or too much. Not if the server is away, wants the user, or has moved."""
    if isinstance(error, TryLater):
        return error.why is Why.SERVER_ERROR and error.sent
    return isinstance(error, Refused | Malformed) and not concerns_account(error)


def concerns_account(error: DainvoError) -> bool:
    """Whether a failure says something about the server or the way to it, so that nothing more is tried now.

    503 and any Retry-After stop the whole account; another 5xx concerns the one thing asked for.
    """
    if isinstance(error, TryLater):
        return error.why in _AWAY or error.retry_after_s is not None or error.about.get("status") == "503"
    return isinstance(error, NeedsUser) or (isinstance(error, Refused) and error.why in _MOVED)


def is_hopeless(failures: int, *, worked: bool) -> bool:
    """Whether a server has no multiget to offer: so many of them failed and none `worked`."""
    return failures >= HOPELESS and not worked


def smaller(batch: Sequence[Href]) -> list[Sequence[Href]]:
    """What to ask for by multiget instead of `batch`, which failed as a whole (one absent href is enough on some
    servers); empty: one by one."""
    if len(batch) <= FEW:
        return []
    middle = len(batch) // 2
    return [batch[:middle], batch[middle:]]


def is_event(text: str) -> bool | None:
    """Whether a calendar object holds an event; False: a task or the like, which is not ours; None: nothing known."""
    if "BEGIN:VEVENT" in text:
        return True
    found = {match.group(1).upper() for match in _COMPONENT.finditer(text)}
    return "VEVENT" in found if found else None


def conditions(etag: ETag, *, read: bool) -> tuple[ETag, ...]:
    """What If-Match may say, in order, of a write over the version `etag`; empty: read that version first.

    `read` tells that it was read a moment ago and has the text we know.
    A weak etag matches nothing by RFC 9110 §13.1.1; behind a proxy that packs answers it is the server's strong one
    with a mark, and some servers take it as it is.
    """
    if is_strong(etag):
        return (etag,)
    if not read:
        return ()
    return (ETag(etag.removeprefix("W/")), etag, ANY) if etag else (ANY,)


def is_strong(etag: ETag) -> bool:
    """Whether an etag names one sequence of bytes (RFC 9110 §8.8.1)."""
    return bool(etag) and not etag.startswith("W/")


def slices(things: Sequence[T], size: int = SLICE) -> Iterator[Sequence[T]]:
    """`things` in order, at most `size` at a time."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def batches(things: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The same for anything that can be walked once."""
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch


def _same(held: Held | None, etag: ETag) -> bool:
    return held is not None and bool(etag) and held.etag == etag


def _split(local: Mapping[Href, Held], absent: Iterable[Href]) -> dict[str, tuple[Href, ...]]:
    drop: list[Href] = []
    orphaned: list[Href] = []
    for href in absent:
        (orphaned if local[href].state is State.CHANGED else drop).append(href)
    return {"drop": tuple(drop), "orphaned": tuple(orphaned)}
