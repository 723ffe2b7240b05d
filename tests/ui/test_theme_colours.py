"""Contrast of the tokens on the surfaces where they stand, and of event text on any calendar colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from dainvo.ui import icons, theme, tokens
from dainvo.ui.tokens import DARK, LIGHT, Tokens, contrast

ICONS = Path(__file__).parents[2] / "resources" / "icons"


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def look(request: pytest.FixtureRequest) -> Iterator[Tokens]:
    tokens.use(request.param)
    yield request.param
    tokens.use(LIGHT)


def test_text_is_readable_wherever_it_stands(look: Tokens) -> None:
    """X04, X03: text 4.5:1, parts of controls 3:1; the ring has the accent, which stands out from both surfaces."""
    for surface in (look.view, look.window, look.off_hours, look.weekend):
        for role in ("text", "text2", "text3"):
            assert contrast(look.role(role), surface) >= 4.5, role
    for surface in (look.view, look.window):
        assert contrast(look.control_border, surface) >= 3
        assert contrast(look.accent, surface) >= 4.5
        assert contrast(look.now, surface) >= 4.5
    assert contrast(look.on_accent, look.accent) >= 4.5
    for tone in ("info", "ok", "warning", "danger"):
        assert contrast(look.role(tone), look.role(f"{tone}_bg")) >= 4.5, tone
    washed = theme.mix(look.accent, look.view, look.selection.alphaF())
    assert contrast(look.text, washed) >= 4.5
    assert contrast(look.text2, washed) >= 4.5


def colours() -> list[str]:
    drawn = [f"#{number * 2_654_435_761 % (1 << 24):06x}" for number in range(4096)]  # scattered all over
    return [
        "#FFFF00",
        "#000000",
        "#FFFFFF",
        "#00ff00ff",
        "nonsense",
        "",
        *(base for _, base in theme.EVENT_COLOURS),
        *drawn,
    ]


def test_event_text_on_any_colour_a_server_sends(look: Tokens) -> None:
    """L05: at least 4.5:1 for text on the fill, now and past, hovered too; at least 3:1 for the stripe."""
    for base in colours():
        assert contrast(theme.event_fill(base), theme.event_text()) >= 4.5, base
        assert contrast(theme.event_fill(base, past=True), theme.event_text(past=True)) >= 4.5, base
        assert contrast(theme.event_stripe(base), look.view) >= 3, base
        hovered = theme.event_hover(base)
        assert hovered is None or contrast(hovered, theme.event_text()) >= 4.5, base


def test_hovering_shows_on_every_colour_of_the_palette(look: Tokens) -> None:
    assert all(theme.event_hover(base) is not None for _, base in theme.EVENT_COLOURS)


def test_the_twelve_fills_are_those_of_the_design() -> None:
    tokens.use(LIGHT)
    light = {name: theme.event_fill(base).name().upper() for name, base in theme.EVENT_COLOURS}
    assert (light["Blue"], light["Slate"], light["Brown"]) == ("#D5E2F8", "#DFE2E6", "#E8E0DA")
    tokens.use(DARK)
    dark = {name: theme.event_fill(base).name().upper() for name, base in theme.EVENT_COLOURS}
    tokens.use(LIGHT)
    assert (dark["Blue"], dark["Teal"], dark["Indigo"]) == ("#223A63", "#174346", "#2F3461")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_the_hint_in_an_empty_field_is_readable(
    qtbot: QtBot, qapp: QApplication, scheme: str, kind: type[QLineEdit] | type[QTextEdit]
) -> None:
    """X04: 4.5:1, read from the pixels."""
    theme.apply(qapp, scheme)
    field = kind()
    qtbot.addWidget(field)
    field.setPlaceholderText("MMMMM")
    field.setFixedSize(160, 60)
    picture = QImage(field.size(), QImage.Format.Format_RGB32)
    field.render(picture)
    seen = {picture.pixel(x, y) for x in range(8, 150) for y in range(8, 52)}
    best = max(contrast(QColor(pixel), theme.tokens().view) for pixel in seen)
    theme.apply(qapp, "light")
    assert best >= 4.5


def test_parts_of_controls_have_the_colours_of_the_tokens() -> None:
    """What a style sheet can only take from a file must follow the tokens all the same."""
    for name, look in (("light", LIGHT), ("dark", DARK)):
        assert look.on_accent.name().upper() in (ICONS / f"control-check-{name}.svg").read_text(encoding="utf-8")
        assert look.text2.name().upper() in (ICONS / f"control-down-{name}.svg").read_text(encoding="utf-8")


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    for path in sorted(ICONS.glob("*.svg")):
        drawn = theme.pixmap(path.stem).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), path.stem
    with pytest.raises(OSError, match="no-such"):
        theme.pixmap("no-such")


def test_switching_retints_icons_and_the_palette(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "plus")
    theme.apply(qapp, "light")
    before = button.icon().pixmap(16, 16).toImage()
    theme.apply(qapp, "dark")
    try:
        assert theme.tokens() is DARK
        assert qapp.palette().window().color() == DARK.window
        assert button.icon().pixmap(16, 16).toImage() != before
    finally:
        theme.apply(qapp, "light")


def test_fonts_have_tabular_digits_and_the_weights_of_the_table(qapp: QApplication) -> None:
    assert theme.font("event_title").weight() == QFont.Weight.DemiBold
    assert theme.font("event_detail").isFeatureSet(QFont.Tag("tnum"))
    assert theme.font("title").pointSizeF() > theme.font("body").pointSizeF() > theme.font("caption").pointSizeF()


def test_the_folder_of_the_icons_is_there() -> None:
    assert (icons.folder() / "video.svg").is_file()


@pytest.mark.parametrize("name", icons.FIRST)
def test_the_sheet_of_the_first_look_shows_what_is_drawn(qapp: QApplication, name: str) -> None:
    """G5: after a change of a drawing the sheet is made anew: `python -m shipping.icons`."""
    for size in (10, 12, 14, 16):
        for ratio in (1.0, 2.0):
            side = round(size * ratio)
            cut = icons.pixmap(name, size=size, role=QColor("#4080c0"), ratio=ratio).toImage()
            drawn = icons.drawn(name, side, "#4080c0").toImage()
            assert cut.size() == drawn.size()
            assert any(cut.pixelColor(x, y).alpha() > 128 for x in range(side) for y in range(side))
            for x in range(side):
                for y in range(side):
                    ours, theirs = cut.pixelColor(x, y), drawn.pixelColor(x, y)
                    assert abs(ours.alpha() - theirs.alpha()) <= 2, (x, y)
                    if ours.alpha() > 128:
                        assert abs(ours.blue() - theirs.blue()) <= 4, (x, y)
