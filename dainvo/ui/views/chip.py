"""Events as prepared drawings: everything is measured and cut once, painting only draws.

Three kinds: chips of the hour grid, bars of all-day lanes and months, lines of month cells. Chooses no places.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.views import chip_paint, lettering, names
from dainvo.ui.views.chip_paint import WHOLE, Cut
from dainvo.ui.views.look import Look


class Sizes(NamedTuple):
    """Pixels. Heights of chips of the hours: `low`, `one_line`, `two_lines` have room for a title, with the time, and
    more. Widths: `narrow` and `slim` ones; `tight` lines and bars fade out instead of "…", `timeless` ones drop the
    time. Lines: `title`, `alone` in a low chip, `small`. `mark`, `mark_step`: icons; `join`, `camera`: the button."""

    low: int = 24
    one_line: int = 34
    two_lines: int = 51
    two_titles: int = 66
    three_titles: int = 70
    narrow: int = 76
    slim: int = 50
    tight: int = 144
    timeless: int = 104
    title: int = 16
    alone: int = 18
    small: int = 14
    mark: int = 12
    mark_step: int = 15
    dot: int = 7
    dot_left: int = 6
    join: int = 24
    camera: int = 26


@lru_cache(maxsize=2)
def _sizes(scale: float) -> Sizes:
    return Sizes(*(round(px * scale) for px in Sizes()))


def sizes() -> Sizes:
    """As large as the words are."""
    return _sizes(density.scale())


class Text(NamedTuple):
    x: float
    baseline: float
    text: str
    style: str
    role: str
    struck: bool = False
    room: float = 0.0  # > 0: cut there, fading out


LOOK_OF_TEXT = itemgetter(Text._fields.index("style"), Text._fields.index("role"))


class Chip:
    """One event on a page, ready to be painted and hit."""

    __slots__ = ("colour", "cut", "event", "join", "join_text", "kind", "look", "marks", "rect", "texts")

    def __init__(self, event: Occurrence, look: Look, colour: str, rect: QRectF, kind: str, cut: Cut = WHOLE) -> None:
        self.event = event
        self.look = look
        self.colour = colour
        self.rect = rect
        self.kind = kind  # "timed", "bar", "line", "dot"
        self.cut = cut
        self.texts: list[Text] = []
        self.marks: list[tuple[QPointF, str, str]] = []
        self.join: QRectF | None = None
        self.join_text = ""

    def paint(self, painter: QPainter, hovered: bool = False) -> None:
        """Draw the chip at its place."""
        self.paint_body(painter, hovered)
        paint_texts(painter, self.texts)
        self.paint_rest(painter)

    def dot(self) -> QRectF:
        """The place of the dot of one that is no body."""
        if self.kind != "line":
            return self.rect
        px, rect = sizes(), self.rect
        return QRectF(rect.x() + px.dot_left, rect.center().y() - px.dot_left / 2, px.dot, px.dot)

    @property
    def has_more(self) -> bool:
        """Whether there is more to it than body and words."""
        return bool(self.marks or self.look.tag or self.join)

    def paint_body(self, painter: QPainter, hovered: bool = False) -> None:
        """Draw what lies below the words."""
        also = self.event.also
        if self.kind == "line" or self.kind == "dot":
            rect = self.dot()
            chip_paint.dot(painter, rect, self.look, self.colour)
            if also:
                chip_paint.pie(painter, rect, [copy.color for copy in also])
        else:
            chip_paint.body(painter, self.rect, self.look, self.colour, self.cut, hovered)
            if also and not self.cut[0]:
                chip_paint.ticks(painter, self.rect, self.cut, [copy.color for copy in also])

    def paint_rest(self, painter: QPainter) -> None:
        """Draw what lies over the words."""
        mark = sizes().mark
        for point, name, role in self.marks:
            theme.paint_icon(painter, point, name, size=mark, role=role)
        if self.look.tag and self.kind == "timed":
            chip_paint.corner(painter, self.rect, self.look.tag)
        if self.join is not None:
            chip_paint.join_button(painter, self.join, self.join_text)


def alike(chips: Iterable[Chip], was: Chip | None) -> Chip | None:
    """The chip of the same event that now lies where `was` lay."""
    id_ = None if was is None else (was.event.resource, was.event.recurrence_id, was.rect)
    return next((one for one in chips if (one.event.resource, one.event.recurrence_id, one.rect) == id_), None)


def paint_texts(painter: QPainter, texts: Sequence[Text]) -> None:
    """Draw texts, best those of one look in a row: changes of pen and font take as long as a text."""
    tokens, ratio = theme.tokens(), painter.device().devicePixelRatioF()
    pen, style, colour = "", "", 0
    for x, base, text, in_style, role, struck, room in texts:
        if role != pen:
            painter.setPen(tokens.role(role))
            pen, colour = role, tokens.role(role).rgba()
        if room:
            lettering.draw_faded(painter, x, base, text, in_style, room, colour, ratio, struck)
            continue
        if in_style != style:
            painter.setFont(lettering.font(in_style))
            style = in_style
        lettering.draw_with_font(painter, x, base, text, in_style, struck)


def timed(
    event: Occurrence,
    look: Look,
    colour: str,
    rect: QRectF,
    *,
    cut_start: bool = False,
    cut_end: bool = False,
    second: bool = False,
    extra: str = "",
) -> Chip:
    """A chip of the hour grid. `second`: begins in the second pass of a repeated hour; `extra`: a line of its own."""
    chip = Chip(event, look, colour, rect, "timed", (False, cut_start, False, cut_end))
    px = sizes()
    narrow = rect.width() < px.narrow
    if look.join and rect.height() >= px.two_lines:
        _add_join(chip, narrow, px)
    trailing = 0 if narrow or chip.join is not None else _add_marks(chip, 1 if rect.height() < px.one_line else 3, px)
    words = _Words(chip, narrow, trailing, _clock(event, cut_start, second), px)
    if rect.height() < px.one_line:
        words.one_line()
    elif narrow:
        words.narrow()
    else:
        words.lines(extra)
    return chip


def _clock(event: Occurrence, cut_start: bool, second: bool) -> tuple[str, str]:
    """The start alone, and the whole time as a chip tells it."""
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return "", ""
    if cut_start:
        until = names.tr("until {time}").format(time=dates.time_text(event.end))
        return until, until
    start, whole = dates.time_text(event.start), dates.time_range(event.start, event.end)
    if second:
        start, whole = (names.tr("{time} 2nd").format(time=text) for text in (start, whole))
    return start, whole


class _Words:
    """Lays the words of one timed chip into its rectangle."""

    def __init__(self, chip: Chip, narrow: bool, trailing: int, clock: tuple[str, str], px: Sizes) -> None:
        self.chip, self.px = chip, px
        self.title = names.painted_title(chip.event)
        self.start, self.whole = clock
        self.struck = chip.look.struck
        self.role = "text2" if chip.look.weak else "text"
        self.x = chip.rect.x() + (9 if narrow else 12)
        self.room = chip.rect.right() - (2 if narrow else 6) - self.x
        self.first_room = self.room - trailing
        self.slim = chip.rect.width() < px.slim
        self.is_narrow = narrow

    def one_line(self) -> None:
        height = self.chip.rect.height()
        low = height < self.px.low
        style = "event_title_narrow" if low or self.is_narrow else "event_title"
        top, line = (self.chip.rect.y(), height) if low else (self.chip.rect.y() + 3, self.px.alone)
        length = self._title(style, top, line, self.first_room)
        if not self.is_narrow and length + 4 + lettering.width("event_detail", self.start) <= self.first_room:
            self._put(self.x + length + 4, top, line, self.start, "event_detail")

    def narrow(self) -> None:
        height, px = self.chip.rect.height(), self.px
        top = self.chip.rect.y() + 3
        fit = 1 if height < px.two_lines or self.chip.join is not None else 3 if height > px.three_titles else 2
        lines = min(fit, density.title_lines(fit))
        for part in lettering.wrapped("event_title_narrow", self.title, int(self.room), lines):
            cut = self._cut("event_title_narrow", part)
            self._put(self.x, top, px.small, part, "event_title_narrow", self.struck, cut)
            top += px.small
        if not self.slim and self.chip.join is None:
            self._put(self.x, top, px.small, self.start, "event_detail", False, self._cut("event_detail", self.start))

    def lines(self, extra: str) -> None:
        height, px = self.chip.rect.height(), self.px
        top = self.chip.rect.y() + 3
        joined = self.chip.join is not None
        room = self.first_room
        most = 1
        if height >= px.two_titles and not joined:
            most = min(density.title_lines(2), int(height - px.alone) // px.title)
        for part in lettering.wrapped("event_title", self.title, int(room), most):
            shown = lettering.elided("event_title", part, int(room))
            self._put(self.x, top, px.title, shown, "event_title", self.struck)
            top += px.title
            room = self.room
        details = [self.whole if lettering.width("event_detail", self.whole) <= self.room else self.start]
        if not joined and height >= px.two_lines:
            details += [text for text in (names.place(self.chip.event), extra) if text]
        for detail in details:
            if top + px.small > self.chip.rect.bottom() - 1:
                break
            shown = lettering.elided("event_detail", detail, int(self.room))
            self._put(self.x, top, px.small, shown, "event_detail")
            top += px.small

    def _title(self, style: str, top: float, line: float, room: float) -> float:
        cut = self._cut(style, self.title) if self.is_narrow else 0
        text = self.title if self.is_narrow else lettering.elided(style, self.title, int(room))
        self._put(self.x, top, line, text, style, self.struck, cut)
        return lettering.width(style, text)

    def _cut(self, style: str, text: str) -> float:
        return self.room if lettering.width(style, text) > self.room else 0

    def _put(
        self, x: float, top: float, line: float, text: str, style: str, struck: bool = False, cut: float = 0
    ) -> None:
        self.chip.texts.append(Text(x, lettering.baseline(style, top, line), text, style, self.role, struck, cut))


def _add_join(chip: Chip, narrow: bool, px: Sizes) -> None:
    room, text = chip.rect.width() - 10, names.tr("Join")
    width: float = round(20 + px.small + 6 + lettering.width("switch_on", text))
    if narrow or width > room:  # the camera alone
        text, width = "", min(px.camera, room)
    chip.join = QRectF(chip.rect.right() - 5 - width, chip.rect.bottom() - 5 - px.join, width, px.join)
    chip.join_text = text


def _add_marks(chip: Chip, most: int, px: Sizes) -> int:
    """Trailing icons from the top end corner; gives the width they take from the first line."""
    shown = _marks_with_room(chip, most, px.mark_step)
    if chip.look.join:
        shown = [("video", "accent") if name == "video" else (name, role) for name, role in shown]
    height = chip.rect.height()
    inset = 13 if chip.look.tag else 5
    top = chip.rect.y() + (max(1, round((height - px.mark) / 2)) if height < px.low else 5)
    x = chip.rect.right() - inset - px.mark
    for name, role in reversed(shown):
        chip.marks.append((QPointF(round(x), round(top + (px.low <= height < px.one_line))), name, role))
        x -= px.mark_step
    return px.mark_step * len(shown) + (inset - 5) if shown else 0


def _marks_with_room(chip: Chip, most: int, step: int) -> list[tuple[str, str]]:
    """The marks for which the first word of the title leaves room; those that say "not settled" stay longest."""
    shown = list(chip.look.marks[:most])
    word = (names.painted_title(chip.event).split() or [""])[0]
    room = chip.rect.width() - 20 - lettering.width("event_title", word)
    while shown and len(shown) * step > room:
        spare = next((mark for mark in reversed(shown) if mark[0] not in ("clock", "outbox")), shown[-1])
        shown.remove(spare)
    return shown


def bar(
    event: Occurrence, look: Look, colour: str, rect: QRectF, *, cut_start: bool = False, cut_end: bool = False
) -> Chip:
    """A bar of an all-day lane or a month: the title, the start time if it has one, the place while there is room."""
    chip = Chip(event, look, colour, rect, "bar", (cut_start, False, cut_end, False))
    role, px = "text2" if look.weak else "text", sizes()
    mark_px = px.mark
    middle = round(rect.y() + (rect.height() - mark_px) / 2)
    x = rect.x() + 12
    if cut_start:  # such a bar begins 3 px further out than others: the titles stand in line
        chip.marks.append((QPointF(round(rect.x() + 1), middle), "chevron-left", "text2"))
        x += mark_px - 9
    right = rect.right() - 6
    end_marks = [("chevron-right", "text2")] if cut_end else []
    if any(mark == ("clock", "warning") for mark in look.marks):
        end_marks.insert(0, ("clock", "warning"))
    elif any(name == "outbox" for name, _ in look.marks):
        end_marks.insert(0, ("outbox", "text2"))
    for name, mark_role in reversed(end_marks):
        right -= mark_px
        chip.marks.append((QPointF(round(right), middle), name, mark_role))
        right -= 3
    base = lettering.baseline("month_chip", rect.y(), rect.height())
    x += _put_title(chip, x, base, right - x, role, rect.width() < px.tight)
    clock = "" if event.all_day or cut_start or not isinstance(event.start, datetime) else dates.time_text(event.start)
    for detail in (clock, names.place(event)):
        text = mirror.after(f" · {detail}")
        if detail and x + lettering.width("month_time", text) <= right:
            chip.texts.append(Text(x, base, text, "month_time", role))
            x += lettering.width("month_time", text)
    return chip


def line(event: Occurrence, look: Look, colour: str, rect: QRectF, *, camera: bool) -> Chip:
    """A line of a month cell: dot, time, title; the camera if `camera`, the clock of a late link always."""
    chip = Chip(event, look, colour, rect, "line")
    role = "text2" if look.past or look.struck else "text"
    px = sizes()
    tight = rect.width() < px.tight
    right = rect.right() - (1 if tight else 4)
    mark = _line_mark(look, camera)
    if mark is not None:
        right -= px.mark
        chip.marks.append((QPointF(round(right), round(rect.y() + (rect.height() - px.mark) / 2)), *mark))
        right -= 4
    x = rect.x() + px.dot_left + px.dot + (4 if tight else 5)
    base = lettering.baseline("month_chip", rect.y(), rect.height())
    if isinstance(event.start, datetime) and rect.width() >= px.timeless:
        whole_hour = tight and event.start.minute == 0
        clock = dates.hour_label(event.start.hour) if whole_hour else dates.time_text(event.start)
        chip.texts.append(Text(x, base, clock, "month_time", "text2"))
        x += lettering.width("month_time", clock) + (4 if tight else 5)
    _put_title(chip, x, base, right - x, role, tight)
    return chip


def _line_mark(look: Look, camera: bool) -> tuple[str, str] | None:
    if look.tag:
        return "warning", look.tag
    if ("clock", "warning") in look.marks:
        return "clock", "warning"
    if camera and look.join:
        return "video", "accent"
    if camera and any(name == "video" for name, _ in look.marks):
        return "video", "text2"
    return None


def _put_title(chip: Chip, x: float, base: float, room: float, role: str, tight: bool) -> float:
    """The title of a bar or line, cut to `room`; gives its width."""
    if room <= lettering.FADE_PX:
        return 0
    text = names.painted_title(chip.event)
    too_long = lettering.width("month_chip", text) > room
    if too_long and not tight:
        text = lettering.elided("month_chip", text, int(room))
    fades = too_long and tight
    chip.texts.append(Text(x, base, text, "month_chip", role, chip.look.struck, room if fades else 0))
    return room if fades else lettering.width("month_chip", text)
