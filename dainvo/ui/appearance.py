"""What the settings say about look and keys, put to use: theme, accent, density, clock, order of dates, keys.

Shows nothing anew itself but the theme; the window lets its views read and lay out again.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from dainvo.settings import Settings
from dainvo.ui import dates, density, theme


def take(settings: Settings, before: Settings | None = None) -> None:
    """From now on as `settings` say; `before` are those in use, None at the start."""
    density.use(settings.density, settings.title_lines)
    dates.use(settings.clock, settings.date_order, settings.first_weekday)
    if (settings.keys, settings.single_keys) != ((before.keys, before.single_keys) if before else ("", True)):
        from dainvo.ui import key_choice, keys  # few have other keys than the usual ones

        keys.use(key_choice.read(settings.keys), single=settings.single_keys)
    look = (settings.scheme, settings.accent, settings.contrast)
    app = QApplication.instance()
    if isinstance(app, QApplication) and (before is None or look != (before.scheme, before.accent, before.contrast)):
        theme.apply(app, settings.scheme, settings.accent, contrast=settings.contrast)
