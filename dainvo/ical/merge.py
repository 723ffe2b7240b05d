"""Merges what changed here and what changed on the server, property by property, against the last agreed text.

Compares no clocks, asks nobody, and knows nothing of servers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dainvo.errors import Malformed
from dainvo.ical.clash import Choice, Clash, Row, Shown
from dainvo.ical.meeting_part import GONE, known_ids, take_out
from dainvo.ical.merged_series import SeriesMerge
from dainvo.ical.opened import Opened
from dainvo.ical.resource import same_meaning

__all__ = ["Choice", "Clash", "Merged", "Row", "Shown", "merge", "program_only", "resolve", "rows"]


@dataclass(frozen=True, slots=True)
class Merged:
    """`text` is theirs with every change of ours that overlaps none of theirs; it keeps theirs where `clashes` says."""

    text: str
    clashes: tuple[Clash, ...] = ()


def merge(base: str, mine: str, theirs: str, *, sent: Sequence[str] = (), own: Collection[str] | None = None) -> Merged:
    """The three-way merge of one resource. `sent`: texts we sent since `base`; a remote value that equals one of
    theirs is our own earlier write. `own`: the user's addresses; with them only the user's replies clash, other
    people's are taken from `theirs`. SEQUENCE rises above both where a change of ours to time, recurrence or status
    came through; if only ours was raised it is ours. Raises Malformed if a text cannot be read or is of another UID."""
    merged = SeriesMerge((base, mine, theirs), sent, own, {})
    return Merged(merged.run(), tuple(merged.docket.clashes))


def resolve(
    base: str,
    mine: str,
    theirs: str,
    choices: Mapping[int, Choice],
    *,
    sent: Sequence[str] = (),
    own: Collection[str] | None = None,
) -> str:
    """The text of `merge` with a decision for each clash, by its place in `Merged.clashes` (none: theirs). Give the
    same `sent` and `own` as to `merge`. Raises Malformed."""
    return SeriesMerge((base, mine, theirs), sent, own, choices).run()


def program_only(base: str, mine: str) -> bool:
    """Whether nothing differs but what the program itself writes: the places of a meeting and stamps.
    Texts that cannot be read differ in more."""
    try:
        texts = Opened(base), Opened(mine)
    except Malformed:
        return base == mine
    ids = known_ids(texts)
    for event in (event for opened in texts for event in opened.document.events):
        take_out(event, ids)
        event.remove(GONE)
    return same_meaning(texts[0].text(), texts[1].text())


def rows(
    base: str, mine: str, theirs: str, *, sent: Sequence[str] = (), own: Collection[str] | None = None
) -> tuple[Row, ...]:
    """What differs between the three texts, clashes first, then what the merge decided by itself. Raises Malformed."""
    merged = SeriesMerge((base, mine, theirs), sent, own, {})
    merged.run()
    return merged.docket.rows()
