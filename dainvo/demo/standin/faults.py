"""Faults on order: what goes wrong, for which requests, how often.

Does not act on them: `site` and the endpoints ask which ones hit a request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dainvo.demo.standin.exchange import Json

_API: Final = ("*", "/v2/*")
_TOKEN: Final = ("POST", "/oauth/token")
_ANY: Final = ("*", "*")

# Kind → the method and path it hits when the order names none.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "drop_before": _ANY,
    "drop_after": _ANY,
    "delay": _ANY,
    "status": _ANY,
    "expired": _API,
    "expired_400": _API,
    "scope": _API,
    "scope_401": _API,
    "scope_104": _API,
    "qps": _API,
    "daily": _API,
    "host100": _API,
    "concurrent": _API,
    "retry_after": _API,
    "invalid_grant": _TOKEN,
    "invalid_client": _TOKEN,
    "invalid_token_2021": _TOKEN,
    "no_scope_in_refresh": _TOKEN,
    "no_email": ("GET", "/v2/users/me"),
    "left_out": _API,
    "list_lag": ("*", "/v2/users/me/meetings"),
    "agenda_stripped": ("GET", "/v2/users/me/meetings"),
    "dst_wrong": _API,
    "start_wrong": _API,
    "patch_lost": ("PATCH", "/v2/meetings/*"),
    "link_changes": ("PATCH", "/v2/meetings/*"),
}

# These change what an endpoint does; all others replace or spoil its answer, and only the first of them counts.
SHAPES: Final = frozenset(
    {"no_scope_in_refresh", "no_email", "left_out", "list_lag", "agenda_stripped"}
    | {"dst_wrong", "start_wrong", "patch_lost", "link_changes"}
)


@dataclass(slots=True)
class Fault:
    """One order. `after` requests pass first; then `times` are hit (below 0: all)."""

    kind: str
    method: str
    path: str
    after: int = 0
    times: int = 1
    detail: Json = field(default_factory=dict)
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        """Whether the fault is meant for this request; its path may leave out `/v2` or `/oauth`."""
        if self.method not in ("*", method):
            return False
        return any(_fits(self.path, known) for known in {path, path.removeprefix("/v2"), path.removeprefix("/oauth")})


def _fits(pattern: str, path: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


def ordered(order: Json) -> Fault:
    """The fault that an order describes; ValueError if it cannot be understood."""
    kind = str(order.get("kind", ""))
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
    method, path = KINDS[kind]
    detail = {key: value for key, value in order.items() if key not in ("kind", "method", "path", "after", "times")}
    return Fault(
        kind,
        str(order.get("method") or method).upper(),
        str(order.get("path") or path),
        int(order.get("after") or 0),
        int(order.get("times", 1)),
        detail,
    )


class Faults:
    """The orders that still stand."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []
        self.lifted = 0  # how often all were

    def lift(self) -> None:
        """No order stands any longer; what a delay holds back goes out."""
        self.orders.clear()
        self.lifted += 1

    def take(self, method: str, path: str) -> tuple[Fault | None, dict[str, Fault]]:
        """The faults that hit this request: the one that replaces the answer, and those that shape it by kind."""
        outcome: Fault | None = None
        shapes: dict[str, Fault] = {}
        for fault in list(self.orders):
            if not fault.matches(method, path) or (fault.kind not in SHAPES and outcome is not None):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.hits += 1
            fault.times -= 1
            if fault.times == 0:
                self.orders.remove(fault)
            if fault.kind in SHAPES:
                shapes[fault.kind] = fault
            else:
                outcome = fault
        return outcome, shapes
