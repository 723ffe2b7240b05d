"""Time zones by what people type: a place, a part of a name, a name as it is (E16, V20)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimeZone
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


@cache
def names() -> list[str]:
    """Those that are named by a place, and UTC, in order."""
    found = sorted(bytes(one.data()).decode() for one in QTimeZone.availableTimeZoneIds())
    return [name for name in found if ("/" in name and not name.startswith("Etc/")) or name == "UTC"]


def find(typed: str, among: Sequence[str]) -> str:
    """The zone that is meant: by its name, its place, or a part that no other has; empty where none is clear."""
    wanted = _key(typed)
    if not wanted:
        return ""
    ways = (
        [name for name in among if _key(name) == wanted],
        sorted((name for name in among if _key(name).split("/")[-1] == wanted), key=lambda name: name.count("/"))[:1],
        [name for name in among if wanted in _key(name)],
    )
    return next((found[0] for found in ways if len(found) == 1), "")


def _key(typed: str) -> str:
    return typed.strip().replace(" ", "_").casefold()


class ZoneCompleter(QCompleter):
    """Offers the zones that have what was typed anywhere in their name; in a list with commas after the last one."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip().replace(" ", "_")]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        chosen, field = super().pathFromIndex(index), self.widget()
        before = _written(field).rpartition(",")[0].strip()
        return f"{before}, {chosen}" if before else chosen


def _written(field: QWidget | None) -> str:
    return field.text() if isinstance(field, QLineEdit) else ""
