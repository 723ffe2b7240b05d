"""The colours of Dainvo in both themes, and the recipes that keep any calendar colour readable.

Knows roles and mixes only: fonts, style sheet and the choice of the theme are in `ui.theme`.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from dainvo.ui.language import QT_TRANSLATE_NOOP

Rgb = tuple[int, int, int]


class Tokens(NamedTuple):
    """One theme: a colour per role."""

    dark: bool
    view: QColor
    window: QColor
    off_hours: QColor
    weekend: QColor
    hairline: QColor
    control_border: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor  # accent with alpha: a wash over any surface
    info_bg: QColor
    info: QColor
    now: QColor
    danger_bg: QColor
    danger: QColor
    ok_bg: QColor
    ok: QColor
    warning_bg: QColor
    warning: QColor
    shadow: QColor
    high: bool = False  # high contrast: flat fills, 2 px lines, 7:1 and more (L02)

    def role(self, name: str) -> QColor:
        """The colour called `name`, such as `text2`. Raises AttributeError for an unknown one."""
        return QColor(getattr(self, name))


def _alpha(colour: str, share: float) -> QColor:
    washed = QColor(colour)
    washed.setAlphaF(share)
    return washed


LIGHT = Tokens(
    dark=False,
    view=QColor("#FFFFFF"),
    window=QColor("#F5F6F8"),
    off_hours=QColor("#F4F6F8"),
    weekend=QColor("#F8F9FB"),
    hairline=QColor("#E1E5EA"),
    control_border=QColor("#7A8592"),
    text=QColor("#1A1E24"),
    text2=QColor("#56606B"),
    text3=QColor("#66707B"),
    accent=QColor("#1F63D6"),
    on_accent=QColor("#FFFFFF"),
    selection=_alpha("#1F63D6", 0.12),
    info_bg=QColor("#E8F0FD"),
    info=QColor("#1F63D6"),
    now=QColor("#D3222A"),
    danger_bg=QColor("#FDECEA"),
    danger=QColor("#B3261E"),
    ok_bg=QColor("#E7F5EC"),
    ok=QColor("#18743F"),
    warning_bg=QColor("#FFF4DC"),
    warning=QColor("#8A5A00"),
    shadow=_alpha("#000000", 0.18),
)

DARK = Tokens(
    dark=True,
    view=QColor("#1B1E23"),
    window=QColor("#141619"),
    off_hours=QColor("#171A1E"),
    weekend=QColor("#181B20"),
    hairline=QColor("#31363D"),
    control_border=QColor("#768290"),
    text=QColor("#E9ECEF"),
    text2=QColor("#A9B2BC"),
    text3=QColor("#8D97A2"),
    accent=QColor("#7FB0FF"),
    on_accent=QColor("#000000"),
    selection=_alpha("#7FB0FF", 0.22),
    info_bg=QColor("#1C2A42"),
    info=QColor("#7FB0FF"),
    now=QColor("#FF6B63"),
    danger_bg=QColor("#3B1F1F"),
    danger=QColor("#FF8A80"),
    ok_bg=QColor("#17301F"),
    ok=QColor("#6FD29A"),
    warning_bg=QColor("#3A2E14"),
    warning=QColor("#F2C063"),
    shadow=_alpha("#000000", 0.45),
)


#: The twelve calendar colours: name and the base that goes to the server.
EVENT_COLOURS: tuple[tuple[str, str], ...] = (
    (QT_TRANSLATE_NOOP("Colours", "Blue"), "#2F6FDE"),
    (QT_TRANSLATE_NOOP("Colours", "Teal"), "#0E8A8A"),
    (QT_TRANSLATE_NOOP("Colours", "Green"), "#2C8A4B"),
    (QT_TRANSLATE_NOOP("Colours", "Olive"), "#6C8A1F"),
    (QT_TRANSLATE_NOOP("Colours", "Amber"), "#B7791F"),
    (QT_TRANSLATE_NOOP("Colours", "Orange"), "#D2691E"),
    (QT_TRANSLATE_NOOP("Colours", "Red"), "#D64545"),
    (QT_TRANSLATE_NOOP("Colours", "Pink"), "#C2417F"),
    (QT_TRANSLATE_NOOP("Colours", "Purple"), "#8A4FD0"),
    (QT_TRANSLATE_NOOP("Colours", "Indigo"), "#5560D8"),
    (QT_TRANSLATE_NOOP("Colours", "Slate"), "#5F6F84"),
    (QT_TRANSLATE_NOOP("Colours", "Brown"), "#8B6248"),
)


def heightened(plain: Tokens) -> Tokens:
    """The theme in high contrast: black and white, one surface, and colours of meaning with at least 7:1 on it."""
    paper, ink = (QColor("#000000"), QColor("#FFFFFF")) if plain.dark else (QColor("#FFFFFF"), QColor("#000000"))
    made: dict[str, Any] = dict.fromkeys(("text", "text2", "text3", "hairline", "control_border"), ink)
    made |= dict.fromkeys(("view", "window", "off_hours", "weekend", "on_accent"), paper)
    for name in ("accent", "info", "now", "danger", "ok", "warning"):
        made[name] = _toward(plain.role(name), paper, ink)
    made |= {f"{name}_bg": paper for name in ("info", "danger", "ok", "warning")}
    wash = QColor(made["accent"])
    wash.setAlphaF(0.12)
    return plain._replace(high=True, selection=wash, **made)


def _toward(colour: QColor, paper: QColor, ink: QColor) -> QColor:
    """`colour`, moved towards `ink` until it has 7:1 on `paper`."""
    step = 0
    while contrast(mixed := mix(ink, colour, step * 0.02), paper) < 7 and step < 50:
        step += 1
    return mixed


def accented(dark: bool, accent: str) -> Tokens:
    """The theme with another accent colour; "" is its own. Text on it and of it keeps at least 4.5:1 (L04)."""
    if accent:
        return _accented(dark, accent)
    return DARK if dark else LIGHT


@lru_cache(maxsize=32)
def _accented(dark: bool, accent: str) -> Tokens:
    plain = DARK if dark else LIGHT
    toward: Rgb = (255, 255, 255) if plain.dark else (0, 0, 0)
    start = colour = rgb(accent)
    step = 0
    while _least(colour, plain) < 4.5 and step < 50:
        step += 1
        colour = blend(toward, start, step * 0.02)
    share = 0.22 if dark else 0.12
    while contrast(plain.text2, blend(colour, rgb(plain.view), share)) < 4.5:
        share -= 0.01
    wash = QColor(*colour)
    wash.setAlphaF(share)
    return plain._replace(accent=QColor(*colour), selection=wash)


def _least(accent: Rgb, plain: Tokens) -> float:
    """The weakest contrast that an accent colour has, as text and under text."""
    return min(contrast(accent, plain.view), contrast(accent, plain.window), contrast(plain.on_accent, accent))


_current = LIGHT


def tokens() -> Tokens:
    """The theme in use."""
    return _current


def use(theme: Tokens) -> None:
    """Make `theme` the one in use. Only `ui.theme.apply` and tests call this."""
    global _current
    _current = theme


def rgb(colour: str | QColor) -> Rgb:
    """Red, green, blue, 0–255. What a server sends as `#rrggbbaa` loses its alpha; nonsense becomes slate."""
    if isinstance(colour, str):
        text = colour.strip()
        colour = QColor(text[:7] if text.startswith("#") and len(text) == 9 else text)
        if not colour.isValid():
            colour = QColor("#5F6F84")
    return colour.red(), colour.green(), colour.blue()


def luminance(colour: Rgb) -> float:
    """Relative luminance by WCAG 2.2, 0 (black) to 1 (white)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str | QColor | Rgb, other: str | QColor | Rgb) -> float:
    """WCAG contrast ratio of two opaque colours, 1 to 21."""
    a, b = (luminance(colour if isinstance(colour, tuple) else rgb(colour)) for colour in (one, other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def blend(over: Rgb, under: Rgb, share: float) -> Rgb:
    """`over` laid on `under` with the opacity `share` (0–1)."""
    red, green, blue = (round(o * share + u * (1 - share)) for o, u in zip(over, under, strict=True))
    return red, green, blue


def mix(over: str | QColor, under: str | QColor, share: float) -> QColor:
    """`over` laid on `under` with the opacity `share` (0–1), as an opaque colour."""
    return QColor(*blend(rgb(over), rgb(under), share))


def event_fill(base: str, past: bool = False) -> QColor:
    """Fill of an event in the calendar colour `base`: text on it keeps at least 4.5:1."""
    return _fill(base, past, _current.dark)


@lru_cache(maxsize=512)
def _fill(base: str, past: bool, dark: bool) -> QColor:
    share = (0.16 if past else 0.34) if dark else (0.10 if past else 0.20)
    return mix(base, (DARK if dark else LIGHT).view, share)


def event_stripe(base: str) -> QColor:
    """The calendar colour `base`, moved toward black or white until it has 3:1 on the view."""
    return _stripe(base, _current.dark)


@lru_cache(maxsize=256)
def _stripe(base: str, dark: bool) -> QColor:
    view = rgb((DARK if dark else LIGHT).view)
    toward: Rgb = (255, 255, 255) if dark else (0, 0, 0)
    start = rgb(base)
    colour = start
    step = 0
    while contrast(colour, view) < 3 and step < 50:
        step += 1
        colour = blend(toward, start, step * 0.02)
    return QColor(*colour)


def event_text(past: bool = False) -> QColor:
    """Colour of text on an event's fill."""
    return _current.text2 if past else _current.text


def event_hover(base: str, past: bool = False) -> QColor | None:
    """Fill of a hovered event, 6 % stronger; None where text would fall under 4.5:1 (draw an outline instead)."""
    stronger = mix(_current.text, event_fill(base, past), 0.06)
    return stronger if contrast(stronger, event_text(past)) >= 4.5 else None


def colour_name(name: str) -> str:
    """A name of `EVENT_COLOURS` in the language of the window."""
    return QCoreApplication.translate("Colours", name)
