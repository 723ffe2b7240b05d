"""Paints the rows of a list of events: heads, gaps, and events on one line.

Decides nothing: places and states come in.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from dainvo.ical.occurrence import MeetingState, Occurrence
from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.views import chip_paint, lettering, names
from dainvo.ui.views.agenda_rows import Row, whole_day
from dainvo.ui.views.look import LINK_LATER, can_join, days_of, look

TIME_AT, TIME_PX = 26, 124
JOIN_PX, JOIN_HIGH = 60, 24
LEAST_TITLE_PX = 40  # has the title before anything is said behind it
PLACE_FROM, PEOPLE_FROM = 540, 760  # widths from which there is room for the column
ICON = 14
EMPTY_AT = 9


def ground(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect, theme.tokens().view)


def head(painter: QPainter, place: QRectF, row: Row, now: datetime) -> None:
    """The head of a day or year, or the line for a time without events."""
    tokens = theme.tokens()
    if row.kind == "empty":
        _empty(painter, place, row)
        return
    if row.kind == "gap":
        _gap(painter, place, names.tr("nothing until {day}").format(day=dates.day_with_weekday(row.day)))
        return
    base = lettering.baseline("body_strong", place.top() + 8, place.height() - 8)
    if row.kind in ("year", "past"):
        painter.setPen(tokens.text)
        year = str(row.day.year)
        said = year if row.kind == "year" else names.tr("{year} · past").format(year=year)
        lettering.draw(painter, place.x(), base, said, "body_strong")
    else:
        today = row.day == now.date()
        painter.setPen(tokens.accent if today else tokens.text)
        said = dates.day_with_weekday(row.day)
        if today:
            said = names.tr("{day} · today").format(day=said)
        lettering.draw(painter, place.x(), base, said, "body_strong")
        if row.day.isoweekday() == dates.first_of_week() or today:
            week = names.tr("week {n}").format(n=dates.week_number(row.day, dates.first_of_week()))
            painter.setPen(tokens.text2)
            lettering.draw(painter, place.right() - lettering.width("caption", week), base, week, "caption")
    painter.fillRect(QRectF(place.x(), place.bottom() - 1, place.width(), 1), tokens.hairline)


def _empty(painter: QPainter, place: QRectF, row: Row) -> None:
    """That nothing is planned; what comes next looks like the link that it is."""
    tokens = theme.tokens()
    base = lettering.baseline("body", place.top(), place.height())
    painter.setPen(tokens.text2)
    lettering.draw(painter, place.x() + EMPTY_AT, base, _nothing(), "body")
    link, said = following(place, row)
    if said:
        painter.setPen(tokens.accent)
        lettering.draw(painter, link.x(), base, said, "body")


def _nothing() -> str:
    return names.tr("Nothing planned.")


def following(place: QRectF, row: Row) -> tuple[QRectF, str]:
    """Where the event that comes next is named, and how; "" without one."""
    if row.following is None:
        return QRectF(), ""
    left = place.x() + EMPTY_AT + lettering.width("body", f"{_nothing()} ")
    said = names.tr("Next: {title}, {day}.").format(
        title=names.painted_title(row.following), day=dates.day_with_weekday(days_of(row.following)[0])
    )
    said = lettering.elided("body", said, round(place.right() - left))
    return QRectF(left, place.top(), lettering.width("body", said), place.height()), said


def following_at(place: QRectF, row: Row, point: QPointF) -> bool:
    """Whether `point` is on the name of the event that comes next."""
    return row.following is not None and following(place, row)[0].contains(point)


def _gap(painter: QPainter, place: QRectF, said: str) -> None:
    tokens = theme.tokens()
    wide = lettering.width("caption", said)
    middle = round(place.center().y())
    arm = (place.width() - wide) / 2 - 12
    painter.fillRect(QRectF(place.x(), middle, arm, 1), tokens.hairline)
    painter.fillRect(QRectF(place.right() - arm, middle, arm, 1), tokens.hairline)
    painter.setPen(tokens.text2)
    base = lettering.baseline("caption", place.top(), place.height())
    lettering.draw(painter, place.x() + arm + 12, base, said, "caption")


def event(
    painter: QPainter,
    place: QRectF,
    row: Row,
    colour: str,
    now: datetime,
    *,
    hovered: bool,
    focused: bool,
    words: tuple[str, ...],
) -> None:
    """One event: stripe, time, title, place, people, and Join where it can be joined now."""
    shown = row.event
    if shown is None:
        return
    tokens = theme.tokens()
    seen = look(shown, now)
    if _is_on(shown, now):
        _wash(painter, place)
    elif hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mix(tokens.text, tokens.view, 0.05))
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 6, 6)
    strip = QRectF(place.x() + 9, place.top() + 6, 5, place.height() - 12)
    chip_paint.mark(painter, strip, seen, colour)
    if shown.also:
        chip_paint.ticks(painter, strip, chip_paint.WHOLE, [copy.color for copy in shown.also])
    base = lettering.baseline("body", place.top(), place.height())
    painter.setPen(tokens.text2)
    time_px = density.grown(160 if row.dated else TIME_PX if place.width() > density.grown(420) else 96)
    lettering.draw(painter, place.x() + TIME_AT, base, lettering.elided("body", _time(row), time_px), "body")
    left = place.x() + TIME_AT + time_px + 6
    right = place.right() - (_join(place).width() + 16 if seen.join else 8)
    title_to = right
    people_from = density.grown(PEOPLE_FROM)
    if place.width() >= density.grown(PLACE_FROM):
        title_to = place.x() + place.width() * (0.5 if place.width() >= people_from else 0.64)
        people_at = place.x() + place.width() * 0.72
        room = (people_at if place.width() >= people_from else right) - title_to - 12
        _place(painter, shown, title_to, base, room, words)
        if place.width() >= people_from and shown.attendee_count:
            said = names.people(shown.attendee_count)
            _marked(painter, "people", said, people_at, base, right - people_at)
    _title(painter, row, left, base, title_to - left - 12, words, weak=seen.weak, struck=seen.struck, now=now)
    if seen.join:
        chip_paint.join_button(painter, _join(place), names.tr("Join"))
    if focused:
        chip_paint.ring(painter, place.adjusted(1, 1, -1, -1))


def join_at(place: QRectF, row: Row, now: datetime, point: QPointF) -> bool:
    """Whether `point` is on the Join button of the row."""
    return row.event is not None and can_join(row.event, now) and _join(place).contains(point)


def _join(place: QRectF) -> QRectF:
    wide = max(density.grown(JOIN_PX), density.grown(36) + lettering.width("switch_on", names.tr("Join")))
    high = density.grown(JOIN_HIGH)
    return QRectF(place.right() - wide - 8, round(place.top() + (place.height() - high) / 2), wide, high)


def _is_on(shown: Occurrence, now: datetime) -> bool:
    """Running now, or within the quarter of an hour before."""
    if shown.all_day or not isinstance(shown.start, datetime) or not isinstance(shown.end, datetime):
        return False
    return can_join(shown, now) or shown.start <= now < shown.end


def _wash(painter: QPainter, place: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens().selection)
    painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 6, 6)


def _time(row: Row) -> str:
    shown = row.event
    if shown is None:
        return ""
    if row.dated:
        day = dates.short_day(row.day)
        return f"{day} · {dates.time_text(shown.start)}" if isinstance(shown.start, datetime) else day
    if row.part[1] == 1 or whole_day(shown, row.day):
        if whole_day(shown, row.day) or not isinstance(shown.start, datetime) or not isinstance(shown.end, datetime):
            return names.tr("all day")
        return mirror.isolated(f"{dates.time_text(shown.start)} – {dates.time_text(shown.end)}")
    if not isinstance(shown.start, datetime) or not isinstance(shown.end, datetime):
        return names.tr("all day")
    if row.part[0] == 1:
        return names.tr("from {time}").format(time=dates.time_text(shown.start))
    return names.tr("until {time}").format(time=dates.time_text(shown.end))


def _extra(row: Row, now: datetime) -> str:
    """What stands behind the title: which day of how many, how long still, whether it is settled."""
    if row.event is None:
        return ""
    return " · ".join(part for part in (_course(row, row.event, now), *names.unsettled(row.event)) if part)


def _course(row: Row, shown: Occurrence, now: datetime) -> str:
    if row.part[1] > 1 and not row.dated:
        return names.tr("day {n} of {m}").format(n=row.part[0], m=row.part[1])
    if _is_on(shown, now) and isinstance(shown.start, datetime) and isinstance(shown.end, datetime):
        if now < shown.start:
            return names.tr("in {time}").format(time=dates.elapsed(shown.start - now))
        return names.tr("{time} left").format(time=dates.elapsed(shown.end - now))
    return ""


def _title(
    painter: QPainter,
    row: Row,
    left: float,
    base: int,
    room: float,
    words: tuple[str, ...],
    *,
    weak: bool,
    struck: bool,
    now: datetime,
) -> None:
    if row.event is None:
        return
    extra = _extra(row, now)
    title = names.painted_title(row.event)
    behind, least = mirror.after(f" · {extra}") if extra else "", density.grown(LEAST_TITLE_PX)
    if lettering.width("body", behind) > room - least:
        behind = ""
    shown = lettering.elided("body_strong", title, max(least, round(room - lettering.width("body", behind))))
    _found(painter, left, base, shown, "body_strong", words, weak=weak, struck=struck)
    if behind:
        painter.setPen(theme.tokens().text2)
        lettering.draw(painter, left + lettering.width("body_strong", shown), base, behind, "body")


def _found(
    painter: QPainter,
    left: float,
    base: int,
    shown: str,
    style: str,
    words: tuple[str, ...],
    *,
    weak: bool,
    struck: bool = False,
) -> None:
    """A text; what was looked for is washed, and its strongest word, in a past event too."""
    tokens, marks = theme.tokens(), QPainterPath()
    if words:
        marks = _marks(painter, shown, left, base, words, style)
        painter.fillPath(marks, _mark())
    painter.setPen(tokens.text2 if weak else tokens.text)
    lettering.draw(painter, left, base, shown, style, struck)
    if weak and not marks.isEmpty():
        painter.save()
        painter.setClipPath(marks, Qt.ClipOperation.IntersectClip)
        painter.setPen(tokens.text)
        lettering.draw(painter, left, base, shown, style, struck)
        painter.restore()


def _marks(painter: QPainter, shown: str, left: float, base: int, words: tuple[str, ...], style: str) -> QPainterPath:
    """Behind the parts of a text that were looked for."""
    made = QPainterPath()
    against = lettering.runs_left(shown) != mirror.turned(painter)  # the text runs against the list
    for begin, end in matches(shown, words):
        before, wide = (lettering.width(style, part) for part in (shown[:begin], shown[begin:end]))
        x = left + (lettering.width(style, shown) - before - wide if against else before)
        made.addRoundedRect(QRectF(x - 1, base - density.grown(14), wide + 2, density.grown(19)), 3, 3)
    return made


def _mark() -> QColor:
    """Half as strong again as a washed row, so that it is seen on one."""
    made = QColor(theme.tokens().selection)
    made.setAlphaF(min(1.0, made.alphaF() * 1.5))
    return made


def matches(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the beginnings of words of `text` are one of `words`, accents and case aside."""
    found: list[tuple[int, int]] = []
    if not words:
        return found
    from dainvo.store.folding import fold  # only a search needs it

    at = 0
    for part in text.split():
        begin = text.index(part, at)
        at = begin + len(part)
        folded = fold(part)
        longest = max((len(word) for word in words if folded.startswith(word)), default=0)
        if longest:
            found.append((begin, min(begin + longest, at)))
    return found


def _place(painter: QPainter, shown: Occurrence, left: float, base: int, room: float, words: tuple[str, ...]) -> None:
    said = names.place(shown)
    if not said:
        return
    if shown.meeting in LINK_LATER:
        _marked(painter, "clock", said, left, base, room, role="warning")
    else:
        online = shown.join_url and (shown.meeting not in (None, MeetingState.FOREIGN) or said != shown.location)
        _marked(painter, "video" if online else "place", said, left, base, room, words=words)


def _marked(
    painter: QPainter,
    icon: str,
    said: str,
    left: float,
    base: int,
    room: float,
    role: str = "text2",
    words: tuple[str, ...] = (),
) -> None:
    px = density.grown(ICON)
    theme.paint_icon(painter, QPointF(left, base - px + density.grown(2)), icon, size=px, role=role)
    shown = lettering.elided("body", said, round(room - px - 6))
    _found(painter, left + px + 6, base, shown, "body", words, weak=True)
