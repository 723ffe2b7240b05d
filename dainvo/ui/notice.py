"""A line that says what is true and offers the one thing to do: of the meeting row, a form's errors, account cards.

Decides no state: it shows the tone, the words and the buttons it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimerEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from dainvo.ui import mirror, theme
from dainvo.ui.controls import Glyph, button, clear, grown, plain


@dataclass(frozen=True, slots=True)
class Cure:
    """One button of a notice: `key` tells the owner which, `name` is read out if the face is shorter."""

    key: str
    face: str
    primary: bool = False
    name: str = ""


class Spinner(QWidget):
    """A turning arc; it keeps turning under reduced motion, since it tells that work goes on."""

    def __init__(self, *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._angle = 0
        self.role = "text2"
        self.setFixedSize(size, size)
        self._timer = self.startTimer(90)

    def timerEvent(self, event: QTimerEvent) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = self.width() / 2
        painter.translate(half, half)
        painter.rotate(self._angle)
        theme.paint_icon(painter, QPointF(round(-half), round(-half)), "spin", size=self.width(), role=self.role)


class Notice(QFrame):
    """Icon, text, a small addition, buttons at the right end, or below the text where they do not fit."""

    chosen = Signal(str)  # key of the button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "plain"
        self._buttons: list[QWidget] = []
        self._keys: list[str] = []
        self._extra: QWidget | None = None
        self._below = False
        self._said, self._added = "", ""  # the sentence, and the small addition to it
        self.glyph = Glyph("info")
        self._spinner: Spinner | None = None
        self.text = plain(wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.small = plain(role="caption")
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._second = QHBoxLayout()
        self._second.setSpacing(6)
        self._strip = QWidget()
        self._strip_row = QHBoxLayout(self._strip)
        self._strip_row.setContentsMargins(0, 0, 0, 0)
        self._strip_row.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setSpacing(4)
        outer.addLayout(self._first)
        outer.addLayout(self._second)
        self._first.addWidget(self.glyph)
        self._first.addWidget(self.text)
        self._gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding)
        self._first.addWidget(self.small)
        self._first.addItem(self._gap)
        self._first.addWidget(self._strip)

    @property
    def tone(self) -> str:
        return self._tone

    def buttons(self) -> list[QWidget]:
        return list(self._buttons)

    def tell(
        self,
        text: str,
        *,
        tone: str = "plain",
        icon: str = "info",
        small: str = "",
        cures: Sequence[Cure] = (),
        strong: bool = False,
        small_at_end: bool = False,
        extra: QWidget | None = None,
    ) -> None:
        """Show this. Buttons with the same keys stay the same widgets, so that the focus does not move."""
        self._tone = tone
        self.setProperty("tone", "" if tone == "plain" else tone)
        self._said, self._added = text, small
        self.text.setProperty("role", "" if tone != "plain" or strong else "text2")
        self._first.removeItem(self._gap)
        self._first.insertItem(self._first.indexOf(self.small) + (0 if small_at_end else 1), self._gap)
        self.small.setText(small if small_at_end or not small else f"· {small}")
        self._show_icon(icon, "ok" if strong and tone == "plain" else "text2" if tone == "plain" else tone)
        self._show_buttons(cures, extra)
        self.setAccessibleName(text)
        self.setAccessibleDescription(small)
        for widget in (self, self.text):
            theme.repolish(widget)
        left = 0 if tone == "plain" else 8
        outer = self.layout()
        if outer is not None:
            outer.setContentsMargins(*mirror.sides(left, 4, 4 if left and self._buttons else left, 4))
        self._arrange()

    def _show_icon(self, icon: str, role: str) -> None:
        spinning = icon == "spin"
        if spinning and self._spinner is None:
            self._spinner = Spinner()
            self._first.insertWidget(0, self._spinner)
        elif not spinning and self._spinner is not None:
            self._first.removeWidget(self._spinner)
            self._spinner.hide()
            self._spinner.deleteLater()
            self._spinner = None
        self.glyph.setVisible(not spinning)
        if self._spinner is not None:
            self._spinner.role = role
        else:
            self.glyph.show_icon(icon, role)

    def _show_buttons(self, cures: Sequence[Cure], extra: QWidget | None) -> None:
        keys = [cure.key for cure in cures]
        made_before = [made for made in self._buttons if isinstance(made, QPushButton)]
        if keys == self._keys and extra is self._extra:
            for made, cure in zip(made_before, cures, strict=True):
                made.setText(cure.face)
            return
        if extra is not None:
            self._strip_row.removeWidget(extra)
        clear(self._strip_row)
        self._keys, self._extra, self._buttons = keys, extra, []
        for cure in cures:
            made = button(cure.face, "primary" if cure.primary else "", small=True)
            made.setProperty("key", cure.key)
            made.setAccessibleName(cure.name or cure.face)
            made.clicked.connect(lambda _checked=False, key=cure.key: self.chosen.emit(key))
            self._strip_row.addWidget(made)
            self._buttons.append(made)
        if extra is not None:
            self._strip_row.addWidget(extra)
            self._buttons.append(extra)
        self._strip.setVisible(bool(self._buttons))

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest button: the text wraps where there is no more room, and they go below it."""
        strip = max((made.sizeHint().width() for made in self._buttons), default=0)
        return QSize(max(80, strip) + 36, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Buttons beside the text if all fits on one line, else below it; the height follows."""
        edges = 0 if self._tone == "plain" else 12
        room = self.width() - edges - self.glyph.width() - 8
        for widget in (self.text, self.small, *self._buttons):
            widget.ensurePolished()
        text = self.text.fontMetrics().horizontalAdvance(self._said)
        small = self.small.fontMetrics().horizontalAdvance(self.small.text()) + 8 if self._added else 0
        strip = sum(made.sizeHint().width() for made in self._buttons) + 6 * len(self._buttons) if self._buttons else 0
        below = bool(self._buttons) and text + small + strip > room
        piled = below and strip > room
        way = QBoxLayout.Direction.TopToBottom if piled else QBoxLayout.Direction.LeftToRight
        self._strip_row.setDirection(way)
        if below != self._below:
            self._below = below
            self._first.removeWidget(self._strip)
            self._second.removeWidget(self._strip)
            clear(self._second)
            if below:
                self._second.addStretch(1)
                self._second.addWidget(self._strip)
            else:
                self._first.addWidget(self._strip)
        wraps = text + small > room
        joined = f"{self._said} · {self._added}" if wraps and self._added else self._said
        if joined != self.text.text():  # one sentence that wraps, where the addition has no room beside it
            self.text.setText(joined)
        self.small.setVisible(bool(self._added) and not wraps)
        self.text.setWordWrap(wraps)
        self._first.setStretch(self._first.indexOf(self.text), 1 if wraps else 0)
        beside = 0 if below else strip
        one = max(18, self.text.fontMetrics().height())  # more than usual where the user's own font is larger (X08)
        lines = self.text.heightForWidth(max(80, room - beside)) if wraps else one
        self.glyph.setFixedHeight(max(self.glyph.width(), lines - 2) if wraps else self.glyph.width())  # by line one
        tall = 0 if below else max((made.sizeHint().height() for made in self._buttons), default=0)
        more = grown(28) * (len(self._buttons) if piled else 1) if below else 0
        self.setFixedHeight(max(32, lines + 14, tall + 8) + more)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tone == "plain":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().role(f"{self._tone}_bg"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


class ErrorLine(QWidget):
    """What is wrong with the field above, in danger text, with an offer as link where there is one."""

    offered = Signal()

    text: QLabel  # these are made with the first error: most fields never have one
    offer: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = ""
        self._offered = ""
        self._row: QHBoxLayout | None = None
        self.hide()

    def _make(self) -> QHBoxLayout:
        self.text = plain(role="danger")
        self.text.setFont(theme.font("month_time"))
        self.offer = button("", "link", small=True)
        self.offer.clicked.connect(self.offered)
        self._sign = Glyph("stop", size=14, role="danger")
        made = self._row = QHBoxLayout(self)
        made.setContentsMargins(0, 2, 0, 0)
        made.setSpacing(6)
        for part in (self._sign, self.text, self.offer):
            made.addWidget(part)
        made.addStretch(1)
        return made

    def tell(self, text: str, offer: str = "") -> None:
        """Show `text`, or nothing if it is empty."""
        if (text, offer) == (self.said, self._offered):
            return
        self.said, self._offered = text, offer
        lined = self._make() if self._row is None else self._row
        self.text.setText(text)
        self.text.setWordWrap(not offer)
        lined.setStretchFactor(self.text, 0 if offer else 1)
        lined.setStretch(3, 1 if offer else 0)
        lined.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter if offer else Qt.AlignmentFlag.AlignTop)
        self.offer.setText(offer)
        self.offer.setVisible(bool(offer))
        self.setVisible(bool(text))
        self.setAccessibleName(text)
