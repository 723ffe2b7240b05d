"""The look of Dainvo: which theme is in use, its palette, style sheet and fonts.

Everything a screen needs is reachable here; the colours themselves are in `ui.tokens`, the drawing of icons in
`ui.icons`, the rules for controls in `ui.style_sheet`.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from dainvo.ui import density
from dainvo.ui import tokens as _tokens
from dainvo.ui.icons import icon, pixmap, set_icon, tint_again
from dainvo.ui.icons import paint as paint_icon
from dainvo.ui.style_sheet import style_sheet
from dainvo.ui.tokens import (
    DARK,
    EVENT_COLOURS,
    LIGHT,
    Tokens,
    accented,
    contrast,
    event_fill,
    event_hover,
    event_stripe,
    event_text,
    heightened,
    mix,
    tokens,
)

__all__ = [
    "DARK",
    "EVENT_COLOURS",
    "LIGHT",
    "Tokens",
    "apply",
    "before_application",
    "contrast",
    "event_fill",
    "event_hover",
    "event_stripe",
    "event_text",
    "font",
    "icon",
    "mix",
    "paint_icon",
    "pixmap",
    "repolish",
    "set_icon",
    "text_scale",
    "tokens",
]

#: style: size in px, weight, letter spacing in px
_TYPOGRAPHY: dict[str, tuple[float, int, float]] = {
    "title": (20, 600, -0.3),
    "title_year": (20, 400, -0.3),
    "dialog": (16, 600, -0.1),
    "body": (13, 400, 0),
    "body_medium": (13, 500, 0),
    "body_strong": (13, 600, 0),
    "event_title": (12, 600, 0),
    "event_title_narrow": (11, 600, 0),
    "event_detail": (11, 400, 0),
    "month_chip": (11.5, 500, 0),
    "month_time": (11.5, 400, 0),
    "day_number": (22, 500, -0.3),
    "day_number_today": (18, 600, -0.3),
    "month_number": (12, 500, 0),
    "month_number_today": (12, 600, 0),
    "weekday": (11, 600, 0.4),
    "mini_day": (11.5, 400, 0),
    "mini_today": (11.5, 600, 0),
    "hour": (10.5, 400, 0),
    "hour_now": (10.5, 600, 0),
    "caption": (11, 400, 0),
    "caption_strong": (11, 600, 0),
    "switch": (12, 500, 0),
    "switch_on": (12, 600, 0),
    "strip": (12, 500, 0),
}

_NEUTRAL_FAMILIES = {
    "",
    "sans",
    "sans serif",
    "sans-serif",
    "dejavu sans",
    "bitstream vera sans",
    "verdana",
    "freesans",
}

_scheme = "system"
_accent = ""
_contrast = ""
_system_high = False
_following = False
_styled = False


def before_application(scale: int = 100) -> None:
    """Choose style and size (per cent) while no QApplication exists: later Qt would hand out a style object, and has
    its scale. Whoever set the scale for all Qt programs keeps it."""
    os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))


def apply(app: QApplication, scheme: str = "system", accent: str | None = None, *, contrast: str | None = None) -> None:
    """Dress `app`: `scheme` is "system", "light" or "dark". May be called again at any time.

    `accent` is a colour such as "#0E8A8A", "" for the usual one; `contrast` is "high", "usual" or "" for what the
    desktop wants. None leaves either.

    With "system" the theme follows the desktop's colour scheme from then on; a desktop that states none gets light.
    """
    global _scheme, _following, _accent, _contrast
    _scheme = scheme
    _accent = _accent if accent is None else accent
    _contrast = _contrast if contrast is None else contrast
    hints = app.styleHints()
    if not _following:
        _following = True
        hints.colorSchemeChanged.connect(_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(_contrast_changed)
        app.screenAdded.connect(_screen_added)
        _contrast_changed(hints.accessibility().contrastPreference())
    if scheme == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _dress(app, _wanted(dark))


def _wanted(dark: bool) -> Tokens:
    """Light or dark, with the accent and the contrast that are wanted."""
    made = accented(dark, _accent)
    return heightened(made) if _contrast == "high" or (not _contrast and _system_high) else made


def _screen_added() -> None:
    """Icons are drawn for it, too, before a window is moved there (L10)."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _tint(app)


def _tint(app: QApplication) -> None:
    for widget in _all_widgets(app):
        if isinstance(widget, QAbstractButton):
            tint_again(widget)


def _contrast_changed(wanted: Qt.ContrastPreference) -> None:
    global _system_high
    before, _system_high = _system_high, wanted == Qt.ContrastPreference.HighContrast
    app = QApplication.instance()
    if before != _system_high and _styled and isinstance(app, QApplication):
        _dress(app, _wanted(tokens().dark))


def font(style: str = "body") -> QFont:
    """The font of a row of the typography table, digits tabular, scaled with the user's own font size."""
    return QFont(_font(style))


def text_scale() -> float:
    """How much larger than usual the user's own font is: 1.0 for the sizes desktops come with."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    usual = 13.0 if sys.platform == "darwin" else 10.0
    return 1.0 if points <= 0 or 0.85 <= points / usual <= 1.12 else points / usual


def set_property(widget: QWidget, name: str, value: bool) -> None:
    """Set one that the style sheet reads, off at first; styling anew takes its time, so only if it changes."""
    if bool(widget.property(name)) != value:
        widget.setProperty(name, value)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let a change of a property that the style sheet reads (kind, role, tone) show."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _system_changed(wanted: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _scheme == "system":
        dark = wanted == Qt.ColorScheme.Dark
        if dark != tokens().dark:
            _dress(app, _wanted(dark))


def _dress(app: QApplication, theme: Tokens) -> None:
    global _styled
    _tokens.use(theme)
    if not _styled:
        _styled = True
        if os.environ.get("QT_STYLE_OVERRIDE", "").lower() != "fusion":
            app.setStyle("Fusion")
    density.grow(text_scale())
    app.setFont(font("body"))
    app.setPalette(_palette(theme))
    sheet = style_sheet(theme, text_scale())
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    _tint(app)


def _all_widgets(app: QApplication) -> list[QWidget]:
    """Every widget. A collection while PySide walks the list could delete one that it has not reached, and crash."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return app.allWidgets()
    finally:
        if collecting:
            gc.enable()


def _palette(theme: Tokens) -> QPalette:
    role = QPalette.ColorRole
    off = mix(theme.text, theme.view, 0.5)
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.view,
        role.AlternateBase: theme.off_hours,
        role.Text: theme.text,
        role.Button: mix(theme.text, theme.view, 0.05),
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.PlaceholderText: theme.text3,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.view,
        role.ToolTipText: theme.text,
        role.Light: theme.view,
        role.Midlight: theme.hairline,
        role.Mid: theme.hairline,
        role.Dark: theme.control_border,
        role.Shadow: QColor("#000000"),
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, off)
    return palette


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    """The desktop's own font; where it states none, or the fallback of bare systems, a font made for screens first."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if family.lower() in _NEUTRAL_FAMILIES:  # by its name alone: looking a font up costs as much as a hundred texts
        return ("Inter", "Noto Sans", "Cantarell", family)
    return (family,)


@lru_cache(maxsize=64)
def _font(style: str) -> QFont:
    size, weight, spacing = _TYPOGRAPHY[style]
    made = QFont()
    made.setFamilies(list(_families()))
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInch() if screen is not None else 96.0
    made.setPointSizeF(size * text_scale() * 72 / dpi)
    made.setWeight(QFont.Weight(weight))
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setFeature(QFont.Tag("calt"), 0)  # Inter would turn "10:00-11:00" and "2x" into other glyphs
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # even weight at 11 and 11.5 px
    return made
