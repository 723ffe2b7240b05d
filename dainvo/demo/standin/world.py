"""Everything the stand-in knows, in one place: clock, grants, meetings, limits, faults, switches, records.

Does not decide anything: the endpoints do, under `lock`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, Final

from dainvo.demo.standin.chance import Chance
from dainvo.demo.standin.clock import Clock, real, utc_text
from dainvo.demo.standin.directory import User, user_by_id
from dainvo.demo.standin.exchange import Json
from dainvo.demo.standin.faults import Faults
from dainvo.demo.standin.grants import Grants
from dainvo.demo.standin.limits import Limits
from dainvo.demo.standin.meeting import Meeting
from dainvo.demo.standin.recorder import Recorder

# Switch → its values; the first is the normal one.
SWITCHES: Final[dict[str, tuple[Any, ...]]] = {
    "decline_silent": (False, True),
    "revoke_refused": (False, True),
    "parallel_grants": (False, True),
    "reuse_revokes": (False, True),
    "code_4741": (False, True),
    "per_second_limits": (False, True),
    "waiting_room_forced": (False, True),
    "unknown_zone": ("refuse", "utc", "account"),
    "type_change": ("ok", "ignored", "refused"),
    "fresh_occurrence_ids": (False, True),
    "list_per_occurrence": (False, True),
}

DEFAULT_REDIRECTS: Final = ("http://127.0.0.1/callback",)


@dataclass(frozen=True, slots=True)
class Options:
    """How the stand-in was started."""

    redirects: tuple[str, ...] = DEFAULT_REDIRECTS
    join_base: str = ""
    seed: str | None = None
    now: datetime | None = None
    record: Path | None = None
    running: Callable[[], datetime] = real


@dataclass(slots=True)
class World:
    """The state of one stand-in. `origin` is its own address, without a slash at the end."""

    options: Options
    origin: str
    key: str
    chance: Chance
    clock: Clock
    recorder: Recorder
    grants: Grants
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    switches: dict[str, Any] = field(default_factory=lambda: {name: values[0] for name, values in SWITCHES.items()})
    ledger: list[Json] = field(default_factory=list)
    violations: list[Json] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    page_tokens: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    lost_refreshes: set[str] = field(default_factory=set)
    starts: int = 1
    lock: RLock = field(default_factory=RLock)

    @classmethod
    def new(cls, options: Options, origin: str, key: str, *, starts: int = 1) -> World:
        """A world in which nothing has happened yet."""
        # After a restart the same seed must not give the ids of the first run again.
        seed = options.seed if options.seed is None or starts == 1 else f"{options.seed}:{starts}"
        chance, clock = Chance(seed), Clock(options.now, options.running)
        return cls(options, origin, key, chance, clock, Recorder(options.record), Grants(clock, chance), starts=starts)

    @property
    def join_base(self) -> str:
        """Where join links point to."""
        return (self.options.join_base or self.origin).rstrip("/")

    def violation(self, kind: str, text: str) -> None:
        """Note something that a good client does not do."""
        self.violations.append({"at": utc_text(self.clock.now()), "kind": kind, "what": text})

    def count(self, name: str) -> None:
        """Count one event of this name."""
        self.counters[name] = self.counters.get(name, 0) + 1

    def enter(self, act: str, meeting: Meeting, *, by: str) -> None:
        """Write an act on a meeting into the ledger; `by` is api or admin."""
        self.ledger.append(
            {"at": utc_text(self.clock.now()), "act": act, "id": meeting.id, "topic": meeting.topic, "by": by}
        )

    def host(self, meeting: Meeting) -> User:
        """The user who hosts `meeting`."""
        return user_by_id(meeting.host_id)

    def living(self) -> list[Meeting]:
        """The meetings whose ids have not expired, oldest first."""
        now = self.clock.now()
        return [meeting for meeting in self.meetings.values() if now <= meeting.expires_at()]

    def reset(self) -> None:
        """Forget everything users and clients did; clock and random source go on."""
        self.grants = Grants(self.clock, self.chance)
        self.limits, self.faults = Limits(), Faults()
        self.meetings.clear()
        self.ledger.clear()
        self.violations.clear()
        self.counters.clear()
        self.page_tokens.clear()
        self.lost_refreshes.clear()
        self.recorder.last.clear()
        self.switches.update({name: values[0] for name, values in SWITCHES.items()})
