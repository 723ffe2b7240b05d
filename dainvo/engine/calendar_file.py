"""A calendar file of any size: which letters it is written in, and its events, a piece at a time.

Decides nothing about what becomes of them.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from dainvo.ical import stream
from dainvo.ical.event import Uid

T = TypeVar("T")
Event = tuple[Uid, str]

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file that was looked through once."""

    path: Path
    encoding: str
    survey: stream.Survey = field(default_factory=stream.Survey)

    @classmethod
    def looked_through(cls, path: Path) -> CalendarFile:
        """Blocks. Raises OSError, also for what is no file: a pipe would keep us waiting, a device never ends;
        Malformed(NO_CALENDAR_FILE)."""
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        with path.open("rb") as file:
            wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
        for encoding in ("utf-16" if wide else "utf-8-sig", "cp1252"):
            source = cls(path, encoding)
            try:
                return replace(source, survey=stream.survey(source.pieces("strict")))
            except UnicodeDecodeError:
                continue
        source = cls(path, "utf-8-sig")
        return replace(source, survey=stream.survey(source.pieces("replace")))

    def pieces(self, errors: str = "replace") -> Iterator[str]:
        with self.path.open(encoding=self.encoding, errors=errors, newline="") as file:
            while piece := file.read(_PIECE):
                yield piece

    def events(self) -> Iterator[Event]:
        return stream.resources(self.pieces(), self.survey)


def sliced(each: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size`, the last one shorter."""
    rest = iter(each)
    while part := list(islice(rest, size)):
        yield part
