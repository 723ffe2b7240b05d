"""A calendar file of any size: which letters it is written in, and its events, a piece at a time.

Decides nothing about what becomes of them.
"""

from __future__ import annotations

import codecs
import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from dainvo.ical import stream
from dainvo.ical.event import Uid
from dainvo.ical.lines import rejoined

T = TypeVar("T")
Event = tuple[Uid, str]

_PIECE: Final = 1 << 20
_UTF_8, _OLD = "utf-8-sig", "cp1252"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file that was looked through once. `split`: some of its folds are inside a character."""

    path: Path
    encoding: str
    split: bool = False
    survey: stream.Survey = field(default_factory=stream.Survey)

    @classmethod
    def looked_through(cls, path: Path) -> CalendarFile:
        """Blocks. Raises OSError, also for what is no file: a pipe would keep us waiting, a device never ends;
        Malformed(NO_CALENDAR_FILE)."""
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        with path.open("rb") as file:
            wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
        ways = ((_UTF_8, False), (_UTF_8, True), (_OLD, False))
        for encoding, split in (("utf-16", False), (_OLD, False)) if wide else ways:
            source = cls(path, encoding, split)
            try:
                return replace(source, survey=stream.survey(source.pieces("strict")))
            except UnicodeDecodeError:
                continue
        source = cls(path, _UTF_8)
        return replace(source, survey=stream.survey(source.pieces("replace")))

    def pieces(self, errors: str = "replace") -> Iterator[str]:
        if self.split:
            yield from self._rejoined(errors)
            return
        with self.path.open(encoding=self.encoding, errors=errors, newline="") as file:
            while piece := file.read(_PIECE):
                yield piece

    def _rejoined(self, errors: str) -> Iterator[str]:
        decode = codecs.getincrementaldecoder(self.encoding)(errors).decode
        with self.path.open("rb") as file:
            last = b""
            while lines := file.readlines(_PIECE):
                piece = rejoined(b"".join((last, *lines)))
                end = piece.rfind(b"\n", 0, -1) + 1  # the next line may begin with the rest of a character of the last
                yield decode(piece[:end])
                last = piece[end:]
            yield decode(last, True)

    def events(self) -> Iterator[Event]:
        return stream.resources(self.pieces(), self.survey)


def sliced(each: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size`, the last one shorter."""
    rest = iter(each)
    while part := list(islice(rest, size)):
        yield part
