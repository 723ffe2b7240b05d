"""Small widgets that every card and dialog is made of: buttons, switch, plain labels, and ways to lay them out.

Knows no event and no account. Text that came from outside is always shown as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dainvo.ui import density, mirror, theme
from dainvo.ui.plain_words import tip as tip

_LIST_EDGE = 6  # padding and frame of the list of a menu
_LAST_WORDS = re.compile(r"((?:\S+ ){3}\S{1,14}) (\S{1,10})$", re.MULTILINE)
#: Start, top, end, bottom.
Margins = tuple[int, int, int, int]


def grown(px: int) -> int:
    """`px` for a user whose own font is larger than usual: a field grows with its words."""
    return density.grown(px)


def keyed(text: str) -> tuple[str, QKeySequence]:
    """("Save", Alt+S) of "&Save": the letter works without being underlined all the time."""
    at = text.find("&")
    if at < 0 or at + 1 >= len(text):
        return text, QKeySequence()
    return text[:at] + text[at + 1 :], QKeySequence(f"Alt+{text[at + 1].upper()}")


def set_face(control: QAbstractButton, text: str) -> None:
    """Give a button or check box its text; the letter after & is its key with Alt."""
    shown, key = keyed(text)
    control.setText(shown)
    control.setShortcut(key)


def bare_box(name: str) -> QCheckBox:
    """A check box whose words stand beside it as parts of their own; `name` is read out."""
    made = QCheckBox()
    made.setProperty("bare", True)
    made.setAccessibleName(name)
    return made


def stand_out(completer: QCompleter) -> None:
    """Give the list of a completer a ground: it is a window of its own, and other lists show what lies below them."""
    if (popup := completer.popup()) is not None:
        popup.setProperty("role", "suggestions")


def label_for(text: str, field: QWidget, *, height: int = 0) -> QLabel:
    """The label of a field in a form; its key puts the focus into the field."""
    shown, key = keyed(text)
    made = plain(shown, role="text2")
    made.setMinimumHeight(height or grown(28))
    if not key.isEmpty():
        shortcut = QShortcut(key, made)
        shortcut.activated.connect(lambda: field.setFocus(Qt.FocusReason.ShortcutFocusReason))
    return made


class Paragraph(QLabel):
    """Words in as many lines as they need; a short last word takes the one before it along."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.setWordWrap(True)

    def text(self) -> str:
        return self._said

    def setText(self, text: str) -> None:
        self._said = text
        is_plain = self.textFormat() == Qt.TextFormat.PlainText
        super().setText(_LAST_WORDS.sub("\\1\u00a0\\2", text) if is_plain else text)


def plain(text: str = "", *, role: str = "", style: str = "", wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is. `role` is one of the style sheet's, `style` one of the typography table's."""
    label = Paragraph() if wrap else QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    if style:
        label.setFont(theme.font(style))
    return label


def beside_label(words: QLabel, high: int = 28) -> None:
    """Give words that may take several lines their first one in the middle of a line of `high`."""
    room = max(0, grown(high) - words.fontMetrics().height())
    words.setContentsMargins(0, room // 2, 0, room - room // 2)


def button(text: str, kind: str = "", *, small: bool = False, icon: str = "") -> QPushButton:
    """A push button that is never the default by accident; `kind` is one of the style sheet's."""
    made = QPushButton()
    set_face(made, text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    if kind == "ghost":
        made.setProperty("kind", "tool")
        made.setFont(theme.font("body_medium"))
        made.setStyleSheet("QPushButton { padding: 0 6px; font-weight: 500; }")
    elif kind:
        made.setProperty("kind", kind)
    if small:
        made.setProperty("small", True)
    if icon:
        theme.set_icon(made, icon, role="on_accent" if kind == "primary" else "text2")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def tool(icon: str, name: str, *, small: bool = False, role: str = "text2") -> QToolButton:
    """An icon button; `name` is its tooltip and accessible name."""
    made = QToolButton()
    theme.set_icon(made, icon, role=role)
    made.setAccessibleName(name)
    made.setToolTip(tip(name))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if small:
        made.setProperty("small", True)
    return made


def with_icon(field: QLineEdit, name: str) -> Glyph:
    """Put an icon at the start of a line of 28."""
    glyph = Glyph(name)
    field.setLayout(row(glyph, None, margins=(8, 0, 0, 0)))
    field.setTextMargins(*mirror.sides(grown(16) + 4, 0, 0, 0))
    field.setFixedHeight(grown(28))
    return glyph


def searching(field: QLineEdit, name: str) -> QToolButton:
    """Make a line of 28 one for searching: `name` is that of the cross which empties it, there while it has words."""
    clear = tool("cross", name, small=True)
    clear.setFixedSize(grown(24), grown(24))
    clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    clear.setCursor(Qt.CursorShape.ArrowCursor)
    clear.clicked.connect(field.clear)
    clear.setVisible(bool(field.text()))
    field.textChanged.connect(lambda text: clear.setVisible(bool(text)))
    field.setLayout(row(Glyph("search"), None, clear, margins=(8, 0, 2, 0)))
    field.setTextMargins(*mirror.sides(grown(16) + 4, 0, grown(24), 0))
    field.setFixedHeight(grown(28))
    return clear


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


def row(*things: QWidget | int | None, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets beside each other; a number is a gap, None takes the room that is left."""
    layout = QHBoxLayout()
    fill(layout, things, spacing, margins)
    return layout


def beside(*things: QWidget, spacing: int) -> QWidget:
    """The same as one widget, no wider than it has to be."""
    made = QWidget()
    made.setLayout(row(*things, spacing=spacing))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def column(
    *things: QWidget | QBoxLayout | int | None, spacing: int = 0, margins: Margins = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets and layouts below each other; a number is a gap, None takes the room that is left."""
    layout = QVBoxLayout()
    fill(layout, things, spacing, margins)
    return layout


def fill(
    layout: QBoxLayout,
    things: Sequence[QWidget | QBoxLayout | int | None],
    spacing: int,
    margins: Margins,
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*mirror.sides(*margins))
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(thing)
        elif isinstance(thing, QBoxLayout):
            layout.addLayout(thing)
        else:
            layout.addWidget(thing)


def clear(layout: QBoxLayout) -> None:
    """Take everything out of `layout`; widgets are deleted when Qt is back in its loop."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def paint_focus(painter: QPainter, box: QRectF, radius: float) -> None:
    """The focus ring: 2 px in accent, 1 px outside `box`."""
    painter.setPen(QPen(theme.tokens().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)


class Parted(QWidget):
    """A part that may be hidden, with the room above it, which goes with it."""

    def __init__(self, part: QWidget, above: int, *, left: int = 0) -> None:
        super().__init__()
        self._held = QVBoxLayout(self)
        self._held.setContentsMargins(*mirror.sides(left, above, 0, 0))
        self._held.addWidget(part)
        part.installEventFilter(self)
        if part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.hide()

    def set_above(self, above: int) -> None:
        self._held.setContentsMargins(self._held.contentsMargins().left(), above, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and isinstance(watched, QWidget):
            self.setVisible(not watched.isHidden())
        return False


class Glyph(QWidget):
    """An icon that always has the colour of the theme in use."""

    def __init__(self, name: str, *, size: int = 16, role: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, grown(size)
        self.setFixedSize(self._size, self._size)

    def show_icon(self, name: str, role: str = "text2") -> None:
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_icon(painter, QPointF(0, 0), self._name, size=self._size, role=self._role)


class Square(QWidget):
    """The small square in a calendar's colour."""

    def __init__(self, color: str, *, size: int = 10, height: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self.setFixedSize(grown(size), grown(height or size))

    def set_color(self, color: str) -> None:
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.event_stripe(self._color or "#5F6F84"))
        radius = 3 if self.width() == self.height() else 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class Elided(QWidget):
    """One line of plain text, cut with an ellipsis where there is no room; the whole text is the tooltip then."""

    def __init__(
        self, text: str = "", *, style: str = "body", role: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._role = text, role
        self.setFont(theme.font(style))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, max(18, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setToolTip(tip(self._text) if self.sizeHint().width() > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens().role(self._role))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


class ElidedBox(QComboBox):
    """A menu whose choice is cut with an ellipsis where there is no room; its list is as wide as its words."""

    _lines: QStyledItemDelegate | None = None  # made with the list, which few of them ever open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(grown(16), grown(16)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # who scrolls a form past a menu means to change nothing in it

    def showPopup(self) -> None:
        if self._lines is None:
            self._lines = QStyledItemDelegate(self)
            self.setItemDelegate(self._lines)  # else the style sheet does not reach the lines of the list
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * _LIST_EDGE)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - (self.iconSize().width() + 8 if not self.itemIcon(self.currentIndex()).isNull() else 4)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
