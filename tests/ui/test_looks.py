"""Theme, accent, density, clock and dates as the settings say, everywhere at once (L01–L07, L10–L13, I16)."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import window as given
from fakes.engine_bench import JumpClock
from fakes.window import ListReader, RecordingBridge
from hypothesis import given as drawn
from hypothesis import settings as examples
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractAnimation, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.ical.event import CollectionId, EventDraft, Occurrence
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.ui import dates, density, theme, tokens, travel
from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet
from dainvo.ui.editor import phrases, typed
from dainvo.ui.editor.fields import DateField
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.tokens import DARK, LIGHT, Tokens, accented, contrast
from dainvo.ui.views import chip, month_rows
from dainvo.ui.views.look import look
from dainvo.ui.views.view import Shelf


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    dates.use("", "", 0)
    density.use("cosy")
    theme.apply(qapp, "light", "")


def speak(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As on a desktop of that language."""
    locale = QLocale(name)
    monkeypatch.setattr(dates, "locale", lambda: locale)
    for kept in vars(dates).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    speak(monkeypatch, "de_DE")
    yield
    for kept in vars(dates).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


def test_the_theme_follows_the_system_while_that_is_wanted(qapp: QApplication, qtbot: QtBot) -> None:
    """L01: at once; not where the user wants one of them."""
    theme.apply(qapp, "system")
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "plus")
    for scheme, look_now in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        before = button.icon().pixmap(16, 16).toImage()
        qapp.styleHints().colorSchemeChanged.emit(scheme)  # what Qt does when the desktop's changes
        assert theme.tokens() is look_now
        assert qapp.palette().window().color() == look_now.window
        if look_now is DARK:
            assert button.icon().pixmap(16, 16).toImage() != before
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens() is DARK


@pytest.mark.parametrize("dark", [False, True])
@examples(max_examples=300)
@drawn(st.integers(0, 0xFFFFFF))
def test_any_accent_keeps_its_texts_readable(dark: bool, number: int) -> None:
    """L04: links, primary buttons and washes, whatever colour is chosen."""
    made = accented(dark, f"#{number:06x}")
    for surface in (made.view, made.window):
        assert contrast(made.accent, surface) >= 4.5
    assert contrast(made.on_accent, made.accent) >= 4.5
    washed = tokens.mix(made.accent, made.view, made.selection.alphaF())
    assert contrast(made.text, washed) >= 4.5 and contrast(made.text2, washed) >= 4.5


def test_the_accent_counts_at_once_and_its_own_is_the_theme_itself(qapp: QApplication) -> None:
    """L04, I16"""
    theme.apply(qapp, "light", "#0E8A8A")
    assert theme.tokens().accent != LIGHT.accent
    assert qapp.palette().accent().color() == theme.tokens().accent
    assert theme.tokens().accent.name() in qapp.styleSheet()
    theme.apply(qapp, "dark")
    assert theme.tokens() == accented(True, "#0E8A8A")
    theme.apply(qapp, "light", "")
    assert theme.tokens() is LIGHT


def occurrence(title: str, start: datetime) -> Occurrence:
    return given.occurrence(given.event(given.draft(summary=title, start=start, end=start + timedelta(hours=1))))


def painted(event: Any, colour: str, look_now: Tokens, *, hovered: bool = False) -> tuple[QColor, set[int]]:
    """The fill of a chip as it was painted, and all colours on it."""
    moment = datetime(2027, 3, 10, 8, tzinfo=UTC)
    made = chip.timed(event, look(event, moment), colour, QRectF(4, 4, 150, 60))
    image = QImage(QSize(160, 70), QImage.Format.Format_RGB32)
    image.fill(look_now.view)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    made.paint(painter, hovered=hovered)
    painter.end()
    inside = {image.pixel(x, y) for x in range(14, 148) for y in range(8, 60)}
    return image.pixelColor(140, 58), inside


@pytest.mark.parametrize("dark", [False, True])
def test_the_painted_text_of_a_chip_stands_out_from_its_painted_fill(qapp: QApplication, dark: bool) -> None:
    """L05: read from the pixels, in both themes, now, past and hovered, on any colour a server sends."""
    theme.apply(qapp, "dark" if dark else "light", "")
    look_now = theme.tokens()
    chance = random.Random(5)  # noqa: S311  colours, the same each time
    colours = ["#FFFF00", "#000000", "#FFFFFF", *(f"#{chance.randrange(1 << 24):06x}" for _ in range(60))]
    start = datetime(2027, 3, 10, 9, tzinfo=UTC)
    now = occurrence("MMMM", start)
    past = now._replace(start=start - timedelta(days=1), end=start - timedelta(hours=20))
    for colour in colours:
        for event, hovered in ((now, False), (now, True), (past, False)):
            fill, seen = painted(event, colour, look_now, hovered=hovered)
            best = max(contrast(QColor(pixel), fill) for pixel in seen)  # the middle of the strokes
            assert best >= 4.5, (colour, event is past, hovered)


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_is_flat_with_strong_lines(qapp: QApplication, dark: bool) -> None:
    """L02, ux.md §16: where the desktop wants it, or the user; read from the pixels of a chip."""
    theme.apply(qapp, "dark" if dark else "light", "", contrast="")
    hints = qapp.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    try:
        look_now = theme.tokens()
        assert look_now.high and look_now.dark is dark
        for name in ("text", "text2", "text3", "accent", "now", "danger", "ok", "warning", "control_border"):
            assert contrast(look_now.role(name), look_now.view) >= 7, name
        assert contrast(look_now.on_accent, look_now.accent) >= 7
        for colour in ("#FFFF00", "#2F6FDE", "#000000"):
            fill, seen = painted(occurrence("MMMM", datetime(2027, 3, 10, 9, tzinfo=UTC)), colour, look_now)
            assert fill == look_now.view
            assert max(contrast(QColor(pixel), fill) for pixel in seen) >= 7
    finally:
        hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert theme.tokens() is (DARK if dark else LIGHT)
    theme.apply(qapp, "dark" if dark else "light", contrast="high")
    assert theme.tokens().high
    theme.apply(qapp, "light", contrast="")


def test_density_changes_the_lines_of_a_month(qapp: QApplication) -> None:
    """L03: compact at 1280 × 720 has five lines and more in a cell of five rows; roomy has fewer than cosy."""
    day = date(2027, 3, 10)
    start = datetime(2027, 3, 10, 9, tzinfo=UTC)
    reader = ListReader([])
    reader.occurrence_list = [occurrence(f"E{n}", start) for n in range(12)]
    shelf = Shelf(reader, lambda: start)  # type: ignore[arg-type]  # enough of a reader
    lines = {}
    for name in ("compact", "cosy", "roomy"):
        density.use(name)
        size = QSize(1280 - 232, 720 - 44)
        page = month_rows.MonthRows(shelf).page(date(2027, 3, 1), 5, size, Settings())
        lines[name] = sum(1 for one in page.chips)
        for one in page.chips:
            assert one.rect.bottom() <= page.cell_of(day).bottom()
    assert lines["compact"] >= 5
    assert lines["compact"] > lines["cosy"] > lines["roomy"]


def test_german_words_with_twelve_hours(german: None) -> None:
    """L07"""
    half_past = datetime(2027, 3, 10, 14, 30)
    assert dates.time_text(half_past) == "14:30"
    dates.use("12", "", 0)
    assert dates.time_text(half_past) == "2:30 PM"
    assert dates.hour_label(14) == "2 PM"
    assert phrases.clock(half_past) == "2:30 PM"
    assert dates.weekday(3, long=True) == "Mittwoch"
    assert dates.long_day(half_past.date()) == "Mittwoch 10. März"


def test_the_order_of_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """L07: by the locale, or otherwise where that is wanted; what is typed is read in the same order."""
    day = date(2027, 3, 10)
    assert (dates.day_and_month(day), dates.short_day(day)) == ("10 March", "Wed 10 Mar")
    dates.use("", "mdy", 0)
    assert (dates.day_and_month(day), dates.short_day(day)) == ("March 10", "Wed Mar 10")
    assert phrases.full_day(day) == "Wed Mar 10, 2027"
    assert typed.parse_date("3/4", today=day, near=day) == date(2027, 3, 4)
    dates.use("", "dmy", 0)
    assert typed.parse_date("3/4", today=day, near=day) == date(2027, 4, 3)
    try:
        speak(monkeypatch, "en_US")
        dates.use("", "", 0)
        assert dates.day_and_month(day) == "March 10"
        dates.use("24", "dmy", 0)
        assert (dates.day_and_month(day), dates.time_text(datetime(2027, 3, 10, 14, 30))) == ("10 March", "14:30")
    finally:
        monkeypatch.undo()
        speak(monkeypatch, "en_GB")
        monkeypatch.undo()
        for kept in vars(dates).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[app.Session]:
    made = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory(), clock=JumpClock()))
    made.start_engine()
    made.window.resize(1180, 760)
    made.window.show()
    qtbot.waitExposed(made.window)
    got: list[Any] = []
    made.bridge.run("calendar_list.add_local", "Here", ok=got.append)
    qtbot.waitUntil(lambda: bool(got) and bool(made.window.shelf.calendars))
    start = made.window.shelf.now().astimezone(made.reader.zone).replace(hour=14, minute=30, second=0, microsecond=0)
    draft = EventDraft(CollectionId(got[0]), "Plan", start, start + timedelta(hours=1))
    made.bridge.run("events.save_event", draft, ok=got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    yield made
    made.close()
    made.window.deleteLater()


def test_what_is_set_counts_at_once_everywhere(session: app.Session, qtbot: QtBot) -> None:
    """I16, L03, L06, L07: views, side panel and pickers follow without a start."""
    window = session.window
    for first in (7, 1, 6):
        window.take_settings(session.settings.changed(first_weekday=first))
        for name in ("week", "month"):
            window.show_view(name)
            shown = window.view.visible_range()[0]
            assert shown.isoweekday() == first, name
        assert window.panel.mini.days()[0].isoweekday() == first
        field = DateField("When", today=date(2027, 3, 10))
        qtbot.addWidget(field)
        field.open_month()
        assert field.popup is not None and field.popup.month.days()[0].isoweekday() == first
        field.popup.close()
    window.take_settings(session.settings.changed(clock="12"))
    window.show_view("day")
    qtbot.waitUntil(lambda: bool(window.day.grid.chips))
    assert any("2:30" in text.text for one in window.day.grid.chips for text in one.texts)
    rows = {name: [] for name in density.STEPS}  # type: dict[str, list[int]]
    for name in density.STEPS:
        window.take_settings(session.settings.changed(density=name))
        rows[name] = [row.height() for row in window.panel.rows]
        assert rows[name] == [density.of(name).panel_row]
    window.show_view("week")
    for name, hour in (("compact", 40), ("roomy", 64), ("cosy", 52)):
        window.take_settings(session.settings.changed(density=name))
        assert window.week.grid.axis.hour_px == hour
    window.take_settings(session.settings.changed(accent="#8A4FD0"))
    assert theme.tokens().accent == accented(theme.tokens().dark, "#8A4FD0").accent


def test_the_window_opens_as_it_was_left_or_as_it_shall_begin(qapp: QApplication, tmp_path: Path) -> None:
    """L11, I16: view, day, panes and zoom are kept; a view for each start goes first."""
    profile = Profile(tmp_path, secrets=Secrets.in_memory())
    first = app.Session(qapp, profile)
    first.window.resize(700, 560)
    first.window.show()
    first.window.show_view("month")
    first.window.change(side_panel=False, hour_zoom=1.5)
    other = dates.ahead(first.window.shelf.now().date(), 100)
    first.window.show_date(other)
    first.window.close()
    first.close()
    second = app.Session(qapp, profile)
    assert second.settings.view == "month" and not second.settings.side_panel
    assert (second.window.width(), second.window.height()) == (700, 560)
    assert second.window.travel.day == other and second.window.month.title_date.month == other.month
    assert second.window.week.grid.axis.hour_px == 52 * 1.5
    second.use_settings(second.settings.changed(start_view="agenda"))
    second.close()
    third = app.Session(qapp, profile)
    assert third.settings.view == "agenda"
    third.close()
    for one in (first, second, third):
        one.window.deleteLater()


def test_the_scale_is_told_to_qt_before_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """L10: 80–200 %; what the user set for all Qt programs goes first."""
    monkeypatch.setenv("QT_SCALE_FACTOR", "")  # so that what is set here is gone afterwards
    monkeypatch.delenv("QT_SCALE_FACTOR")
    theme.before_application(100)
    assert "QT_SCALE_FACTOR" not in os.environ
    theme.before_application(150)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    theme.before_application(200)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    monkeypatch.delenv("QT_SCALE_FACTOR")
    assert Settings.known({"scale": 400}).scale == 100


@pytest.fixture
def settings_window(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[SettingsWindow, list[Settings]]]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 800)
    host.show()
    taken: list[Settings] = []
    bridge = RecordingBridge()
    reader = ListReader([given.calendar_account(), given.zoom_account()])
    window = SettingsWindow(host, bridge, reader, Settings(), taken.append)  # type: ignore[arg-type]  # enough of a reader
    qtbot.addWidget(window)
    window.open()
    yield window, taken
    bridge.close()


def test_the_search_finds_the_page_and_the_field(settings_window: tuple[SettingsWindow, list[Settings]]) -> None:
    """I16: "waiting room" is a field of the meeting defaults."""
    window, _taken = settings_window
    window.search.setText("waiting room")
    shown = [window.list.item(n).text() for n in range(window.list.count()) if not window.list.item(n).isHidden()]
    assert shown == ["Online meetings"]
    assert window.list.currentItem().text() == "Online meetings"
    marked = [label.text() for _words, label, _control in window.meetings.rows if label.property("found")]
    assert marked == ["New Zoom meetings"]
    window.meetings.defaults[0].click()
    (sheet,) = window.findChildren(MeetingOptionsSheet)
    assert sheet.isVisible()
    sheet.reject()
    window.search.clear()
    assert not any(label.property("found") for _words, label, _control in window.meetings.rows)


def test_what_stands_on_the_pages_is_what_is_given(settings_window: tuple[SettingsWindow, list[Settings]]) -> None:
    """I16, L04, L06: each control changes its setting, at once; what makes no sense is not taken."""
    window, taken = settings_window
    window.appearance.accent.swatches[8].click()
    assert taken[-1].accent == theme.EVENT_COLOURS[8][1]
    window.appearance.accent.swatches[0].click()
    assert taken[-1].accent == ""
    calendar = window.calendar
    for number in (6, 7):
        calendar.hidden[number].click()
    assert taken[-1].hidden_weekdays == "67"
    for number in range(1, 6):
        calendar.hidden[number].click()
    assert taken[-1].hidden_weekdays == "123467"
    assert not calendar.hidden[5].isEnabled()
    assert calendar.hidden[5].toolTip() == "A week shows at least one day."
    calendar.hidden[1].click()
    assert calendar.hidden[5].isEnabled()
    assert calendar.hidden[5].toolTip() == ""
    for number, one in calendar.workdays.items():
        if one.isChecked() and number != 1:
            one.click()
    assert taken[-1].workdays == "1"
    calendar.workdays[1].click()
    assert taken[-1].workdays == "1"
    assert calendar.workdays[1].accessibleDescription() == "A week has at least one working day."
    calendar.week_numbers.click()
    assert taken[-1].week_numbers is False
    both = "America/New_York Asia/Tokyo"
    for typed_zones, kept in (("asia/tokyo", "Asia/Tokyo"), ("new york, tokyo", both), ("nowhere", both), ("", "")):
        calendar.zones.setText(typed_zones)
        calendar.zones.editingFinished.emit()
        assert taken[-1].zones == kept
        assert bool(calendar.zones.property("wrong")) is (typed_zones == "nowhere")
        assert ("Write names such as" in calendar.zones.accessibleDescription()) is (typed_zones == "nowhere")
    calendar.zones.setText("Asia/Tokyo, new y")
    QApplication.processEvents()  # the names come a moment later
    completer = calendar.zones.completer()
    assert completer is not None
    completer.setCompletionPrefix(calendar.zones.text())
    assert completer.currentCompletion() == "Asia/Tokyo, America/New_York"


def test_titles_take_as_many_lines_as_the_user_wants(qapp: QApplication) -> None:
    """L13: at most, where the chip has room for them; as many as look well otherwise."""
    event = occurrence("Quarterly planning with every team of the department", datetime(2027, 3, 10, 9, tzinfo=UTC))

    def lines(wanted: int, high: float) -> int:
        density.use("cosy", wanted)
        made = chip.timed(event, look(event, datetime(2027, 3, 10, 8, tzinfo=UTC)), "#2F6FDE", QRectF(0, 0, 130, high))
        for text in made.texts:
            assert text.baseline < high
        assert any(text.style == "event_detail" and ":" in text.text for text in made.texts), "the time stays"
        return sum(text.style == "event_title" for text in made.texts)

    assert [lines(wanted, 120) for wanted in (0, 1, 2, 3)] == [2, 1, 2, 3]
    assert lines(3, 60) == 1


def test_the_weeks_of_a_month_grow_until_all_of_their_events_show(qapp: QApplication) -> None:
    """L13: no "+N more" while there is room; the others give their room, and what has none left is below the page."""
    start = datetime(2027, 3, 10, 9, tzinfo=UTC)
    reader = ListReader([])
    reader.occurrence_list = [
        *(occurrence(f"E{n}", start) for n in range(14)),
        *(occurrence(f"F{n}", start + timedelta(days=8)) for n in range(3)),
    ]
    shelf = Shelf(reader, lambda: start)  # type: ignore[arg-type]  # enough of a reader
    size = QSize(900, 700)
    usual = month_rows.MonthRows(shelf).page(date(2027, 3, 1), 5, size, Settings())
    assert usual.more
    page = month_rows.MonthRows(shelf).page(date(2027, 3, 1), 5, size, Settings(month_all=True))
    assert page.more == [] and len(page.chips) == 17
    busy, other = page.cell_of(date(2027, 3, 10)), page.cell_of(date(2027, 3, 3))
    assert busy.height() > usual.cell_of(date(2027, 3, 10)).height() > other.height()
    assert page.top(5) == size.height(), "the page is full, and no larger"
    for one in page.chips:
        assert isinstance(one.event.start, datetime)
        assert page.cell_of(one.event.start.date()).contains(one.rect)
    assert page.day_at(busy.center()) == date(2027, 3, 10)
    reader.occurrence_list += [occurrence(f"G{n}", start + timedelta(days=15)) for n in range(25)]
    shelf = Shelf(reader, lambda: start)  # type: ignore[arg-type]  # enough of a reader
    full = month_rows.MonthRows(shelf).page(date(2027, 3, 1), 5, size, Settings(month_all=True))
    assert full.top(5) > size.height(), "the busiest week alone is as high as the page"
    shown, hidden = {one.event.summary for one in full.chips}, sum(more.hidden for more in full.more)
    assert len(shown) + hidden == 42, "what lies below the page is counted, and nothing is cut off there"
    assert all(one.rect.bottom() <= size.height() for one in full.chips)


def test_the_day_that_was_left_counts_on_that_day_alone() -> None:
    """L11: the next morning begins with the new day."""
    today, other = date(2027, 3, 10), date(2027, 6, 1)
    said = travel.left_on(other, today)
    assert travel.day_left(said, today) == other
    assert travel.day_left(said, today + timedelta(days=1)) == today + timedelta(days=1)
    for nonsense in ("", "x", "2027-06-01", "2027-13-01 2027-03-10", "a b c"):
        assert travel.day_left(nonsense, today) == today


def test_nothing_slides(session: app.Session, qtbot: QtBot) -> None:
    """L12: a page that was turned is there with its first frame, and no part of the window is animated."""
    window = session.window
    window.show_view("week")
    window.step(1)
    first = window.week.grab().toImage()
    QTest.qWait(250)
    assert window.week.grab().toImage() == first
    assert window.findChildren(QAbstractAnimation) == []
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_FadeMenu):
        assert not QApplication.isEffectEnabled(effect)
