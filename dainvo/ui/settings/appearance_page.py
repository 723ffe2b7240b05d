"""Settings › Appearance: theme, accent, density, titles, size, clock and dates (L01, L03, L04, L07, L10, L13).

Stores nothing: changed settings go to whoever opened the window, and count at once.
"""

from __future__ import annotations

from dainvo.ui import theme
from dainvo.ui.accounts.colour_row import ColourRow
from dainvo.ui.settings.pages import Give, Page, Take

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class AppearancePage(Page):
    """All but the size count at once; that is Qt's from its start on."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        system = self.tr("Same as the system")
        self.scheme = self.choose(
            self.tr("&Theme"),
            "scheme",
            [("system", system), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        self.contrast = self.choose(
            self.tr("Contrast"),
            "contrast",
            [("", system), ("usual", self.tr("Usual")), ("high", self.tr("High"))],
        )
        self.accent = ColourRow(take().accent or theme.EVENT_COLOURS[0][1])
        self.accent.chosen.connect(self._accent_chosen)
        self.add(self.tr("&Accent colour"), self.accent, self.tr("Buttons, selection and focus."))
        self.density = self.choose(
            self.tr("&Density"),
            "density",
            [("compact", self.tr("Compact")), ("cosy", self.tr("Cosy")), ("roomy", self.tr("Roomy"))],
            self.tr("Height of hours, month lines and rows."),
        )
        many = [(n, self.tr("1 line") if n == 1 else self.tr("{n} lines").format(n=n)) for n in range(1, 4)]
        self.title_lines = self.choose(
            self.tr("Title &lines of an event"), "title_lines", [(0, self.tr("As there is room")), *many]
        )
        sizes = sorted({*SCALES, take().scale})
        self.scale = self.choose(
            self.tr("&Size of everything"),
            "scale",
            [(size, self.tr("{n} %").format(n=size)) for size in sizes],
            self.tr("Takes effect when Dainvo next starts. The system’s own text size counts as well."),
        )
        self.clock = self.choose(
            self.tr("&Clock"),
            "clock",
            [("", system), ("24", self.tr("24 hours, 14:30")), ("12", self.tr("12 hours, 2:30 PM"))],
        )
        self.date_order = self.choose(
            self.tr("&Order of dates"),
            "date_order",
            [("", system), ("dmy", self.tr("Day first, 10 March")), ("mdy", self.tr("Month first, March 10"))],
        )
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Appearance")

    def _accent_chosen(self, base: str) -> None:
        own = base == theme.EVENT_COLOURS[0][1]
        self._give(self._take().changed(accent="" if own else base))
