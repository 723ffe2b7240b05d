"""Where things stand to one another: columns, baselines, room to a frame (ux.md §2, §4, §8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from fakes.large_text import larger
from fakes.source import BERLIN, timed
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Attendee, PartStat, Status
from dainvo.store.filled import Fill
from dainvo.ui import theme
from dainvo.ui.controls import Glyph, button
from dainvo.ui.editor.people import PeopleField
from dainvo.ui.editor.questions import Option, ScopeQuestion
from dainvo.ui.notice import Notice
from dainvo.ui.views import agenda_paint, year_page
from dainvo.ui.views.agenda_rows import Row

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)


def test_choices_stand_in_the_column_of_the_words_above(host: QWidget) -> None:
    """ux.md §8: the wash of the chosen one goes beyond that column."""
    asked = ScopeQuestion(host, "Change repeating event “Standup”", day="Wed 10 March", people="4 people get an update")
    asked.open()
    QTest.qWaitForWindowExposed(asked)
    heading = next(one for one in asked.findChildren(QLabel) if one.text().startswith("Change"))
    column = heading.mapTo(asked, QPoint()).x()
    for option in asked.findChildren(Option):
        assert option.radio.mapTo(asked, QPoint()).x() == column
        assert option.mapTo(asked, QPoint()).x() == column - 12
        assert option.width() == heading.width() + 24
    asked.close()


@pytest.mark.parametrize("number", [1, 3, 9])
def test_people_stand_off_the_frame_of_their_field(host: QWidget, number: int) -> None:
    """X04: as much above the first line as below the last; an empty field is as high as the others."""
    field = PeopleField(host)
    field.setFixedWidth(480)
    field.show()
    QTest.qWait(0)
    assert field.minimumHeight() == 28
    field.set_people(tuple(Attendee(f"somebody{one}@example.com") for one in range(number)))
    field.resize(480, field.minimumHeight())
    QTest.qWait(0)
    above = min(chip.y() for chip in field.chips)
    below = field.height() - max(one.geometry().bottom() + 1 for one in (*field.chips, field.entry))
    assert above == below == 3


def test_the_icon_of_a_message_stands_by_its_first_line(host: QWidget) -> None:
    notice = Notice(host)
    notice.setFixedWidth(320)
    notice.show()
    for said in ("Short.", "There is no CalDAV server at cloud.example. Look up the address and enter it in full."):
        notice.tell(said, tone="danger", icon="stop")
        QTest.qWait(0)
        line = notice.text.fontMetrics().height()
        top = notice.text.y() + (notice.text.height() - notice.text.heightForWidth(notice.text.width())) / 2
        middle = notice.glyph.y() + notice.glyph.width() / 2  # the icon is a square at the top of its place
        assert abs(middle - (top + line / 2)) <= 2, said


def test_the_days_of_a_year_stand_on_one_line(qapp: QApplication) -> None:
    """V07: whether or not one has whole-day events."""
    theme.apply(qapp, "light")
    pictures = []
    for fill in (None, Fill(0, True)):
        image = QImage(QSize(40, 34), QImage.Format.Format_RGB32)
        image.fill(theme.tokens().view)
        painter = QPainter(image)
        year_page._paint_day(painter, QRectF(0, 0, 40, 34), date(2027, 3, 17), fill, date(2027, 3, 10))
        painter.end()
        pictures.append([_inked(image, y) for y in range(24)])  # above the dot
    assert pictures[0] == pictures[1] and any(pictures[0])


def _inked(image: QImage, y: int) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, y) != theme.tokens().view]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": Status.TENTATIVE}, "tentative"),
        ({"own_partstat": PartStat.NEEDS_ACTION}, "not answered"),
        ({"own_partstat": PartStat.TENTATIVE}, "answered maybe"),
        ({"own_partstat": PartStat.ACCEPTED}, ""),
        ({}, ""),
    ],
)
def test_the_agenda_says_what_is_not_settled(values: dict[str, Any], said: str) -> None:
    """V23: its bar tells it by shape, the words say it."""
    event = timed("03-11 12:00", "12:30", "Review", **values)
    assert agenda_paint._extra(Row("event", date(2027, 3, 11), event), NOW) == said


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_signs_are_as_large_as_the_words_beside_them(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """X08: icons, check boxes and radio buttons, which stay round."""
    with larger(qapp, scale):
        glyph, pressed, boxes = Glyph("info"), button("New", icon="plus"), (QCheckBox("All day"), QRadioButton("All"))
        for one in (glyph, pressed, *boxes):
            qtbot.addWidget(one)
            one.ensurePolished()
        assert glyph.width() == pressed.iconSize().width() == round(16 * scale)
        for box in boxes:
            side = box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
            assert abs(side - 16 * scale) <= 2
        radio = boxes[1]
        radio.resize(radio.sizeHint())
        corners = []
        for chosen in (False, True):
            radio.setChecked(chosen)
            option = QStyleOptionButton()
            radio.initStyleOption(option)
            place = radio.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, radio)
            picture = radio.grab(place).toImage()
            corners.append(picture.pixelColor(1, 1) == picture.pixelColor(picture.width() - 2, 1))
            assert picture.pixelColor(1, 1) != picture.pixelColor(picture.width() // 2, 0), "a square"
        assert all(corners)
