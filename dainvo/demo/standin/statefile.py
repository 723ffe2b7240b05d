"""Keeps the stand-in's users' doings across starts: grants and meetings in one JSON file, written whole.

Does not keep faults, switches, requests or open consent pages.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dainvo.demo.standin.exchange import Json
from dainvo.demo.standin.grants import Grant
from dainvo.demo.standin.meeting import Meeting, Occurrence
from dainvo.demo.standin.world import World

_VERSION: Final = 1
_INSTANTS: Final = frozenset(
    ("start", "created_at", "last_started", "listed_from", "access_until", "refresh_until", "granted_at")
)


def save(world: World, path: Path) -> None:
    """Write the file anew, readable by its owner only; a crash leaves the old or the new one whole."""
    value = {
        "version": _VERSION,
        "starts": world.starts,
        "grants": [asdict(grant) for grant in world.grants],
        "meetings": [asdict(meeting) for meeting in world.meetings.values()],
        "writes": dict(world.limits.writes),
        "ledger": world.ledger,
    }
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(value, file, default=_text)
    fresh.replace(path)


def starts_so_far(path: Path) -> int:
    """How often the stand-in was started on this file; 0 if it does not exist."""
    return int(_read(path).get("starts", 0))


def load(world: World, path: Path) -> None:
    """Put what the file holds into `world`. Raises ValueError if it is no state file of this version."""
    value = _read(path)
    if not value:
        return
    if value.get("version") != _VERSION:
        raise ValueError(f"{path} is no state file of this stand-in")
    for row in value["grants"]:
        fields = _with_instants(row)
        world.grants.grants.append(Grant(**(fields | {"scopes": tuple(fields["scopes"])})))
    for row in value["meetings"]:
        fields = _with_instants(row)
        fields["occurrences"] = [Occurrence(**_with_instants(one)) for one in fields["occurrences"]]
        meeting = Meeting(**fields)
        world.meetings[meeting.id] = meeting
    world.limits.writes.update(value["writes"])
    world.ledger.extend(value["ledger"])


def _read(path: Path) -> Json:
    if not path.exists():
        return {}
    value = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(value, dict):
        raise ValueError(f"{path} is no state file of this stand-in")
    return value


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _with_instants(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: datetime.fromisoformat(value) if key in _INSTANTS and value is not None else value
        for key, value in row.items()
    }
