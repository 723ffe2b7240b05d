"""Decides what a sync fetches, drops and asks about, from what both sides hold. Pure.

Touches neither server nor copy: `sync` acts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from dainvo.ical.event import ETag, Href, State

T = TypeVar("T")

#: Figures of the mass-deletion guard (reliability §1.1, decision 20).
MANY_DELETIONS: Final = 20
SMALL_CALENDAR: Final = 10

#: Resources in one transaction: more would keep a save waiting (architecture §5).
SLICE: Final = 50
#: Hrefs in one multiget (performance.md).
BATCH: Final = 100


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
