"""The questions of the editor: leave with changes, cancel and tell, and which occurrences an edit means.

Shown with `open`; the answer comes as a signal, Esc is the harmless one.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from dainvo.ical.event import Scope
from dainvo.ui import mirror, theme
from dainvo.ui.controls import Glyph, button, grown, line, plain, row, set_face
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet

_INSET = 12  # of the wash of a choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


class LeaveQuestion(Sheet):
    """Save, Discard or Keep editing."""

    save = Signal()
    discard = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, _tr("Unsaved changes"), width=420, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked = self.tr("Save your changes to ‘{title}’?").format(title=title) if title else self.tr("Save this event?")
        self.body.addWidget(plain(asked, role="dialog", wrap=True))
        self.body.addSpacing(6)
        self.body.addWidget(plain(self.tr("What you typed is lost if you discard it."), role="text2", wrap=True))
        self.keep_button = button(self.tr("&Keep editing"))
        self.keep_button.clicked.connect(self.reject)
        self.discard_button = button(self.tr("&Discard"), "quiet-danger")
        self.discard_button.clicked.connect(self._discard)
        self.save_button = button(self.tr("&Save"), "primary")
        self.save_button.clicked.connect(self._save)
        self.foot.addLayout(row(self.keep_button, None, self.discard_button, self.save_button))
        self.save_button.setDefault(True)
        self.save_button.setFocus()

    def _save(self) -> None:
        self.accept()
        self.save.emit()

    def _discard(self) -> None:
        self.accept()
        self.discard.emit()


class Option(QWidget):
    """A choice of two lines with the wash when it is chosen; a click anywhere on it chooses."""

    def __init__(self, title: str, detail: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        set_face(self.radio, title)
        self.radio.setFont(theme.font("body_medium"))
        self.radio.setAccessibleDescription(detail)
        self.radio.toggled.connect(self.update)
        self.detail: QLabel = plain(detail, role="text2", wrap=True)
        self.detail.setContentsMargins(*mirror.sides(grown(16) + 8, 0, 0, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSET, 9, _INSET, 9)
        layout.setSpacing(1)
        layout.addWidget(self.radio)
        layout.addWidget(self.detail)
        self.detail.setVisible(bool(detail))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isEnabled():
            self.radio.setChecked(True)
            self.radio.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.radio.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().selection)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)


class Options(QVBoxLayout):
    """Choices below each other; their radio buttons stand in the column of the words above, the wash goes beyond it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(0)
        self.group = QButtonGroup(self)

    def add(self, option: Option) -> None:
        self.addWidget(option)
        self.group.addButton(option.radio)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(-_INSET, 0, _INSET, 0))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + 2 * _INSET)


class CancelQuestion(Sheet):
    """Whether an event is to be cancelled, and whether everyone invited is told (E24). `agreed` is the yes.

    A server that invites by itself tells of every cancelled event (RFC 6638 §3.2.1.2, also where the guests are taken
    from its hands), so that telling nobody is shown with the reason why it cannot be.
    """

    agreed = Signal()

    def __init__(self, parent: QWidget, title: str, guests: int, server: str) -> None:
        super().__init__(parent, _tr("Cancel event"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked = self.tr("Cancel “{title}”?").format(title=title or self.tr("(no title)"))
        self.body.addWidget(plain(asked, role="dialog", wrap=True))
        self.body.addSpacing(6)
        self.body.addWidget(plain(self.tr("It stays in the calendar, struck through."), role="text2", wrap=True))
        self.body.addSpacing(12)
        told = counted("CancelQuestion", "&Tell 1 person", "&Tell %n people", guests)
        self.tell = Option(told, self.tr("The server tells them that it does not take place."))
        why = self.tr("{server} tells everyone invited as soon as a cancelled event is saved; it can’t be held back.")
        self.silent = Option(self.tr("Tell &nobody"), why.format(server=server or self.tr("The server")))
        self.silent.radio.setEnabled(False)
        self.silent.radio.setToolTip(self.silent.detail.text())
        options = Options()
        for option in (self.tell, self.silent):
            options.add(option)
        self.tell.radio.setChecked(True)
        self.body.addLayout(options)
        self.keep_button = button(self.tr("&Keep editing"))
        self.keep_button.clicked.connect(self.reject)
        self.tell_button = button(self.tr("&Cancel event"), "danger")
        self.tell_button.clicked.connect(self._agree)
        self.foot.addLayout(row(self.keep_button, None, self.tell_button))
        self.keep_button.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


class ScopeQuestion(Sheet):
    """Only this one, this and all following, or all events of the series. `only_all` gives the reason why the first
    cannot be chosen."""

    chosen = Signal(object)  # Scope

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        *,
        day: str,
        zoom: str = "",
        people: str = "",
        only_all: str = "",
        button_text: str = "",
        danger: bool = False,
        first: Scope = Scope.THIS,
    ) -> None:
        super().__init__(parent, _tr("Repeating event"), width=420, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(plain(heading, role="dialog", wrap=True))
        self.body.addSpacing(12)
        self.this = Option(self.tr("&Only this one"), only_all or day)
        self.following = Option(self.tr("This and all &following"), self.tr("From {day} on").format(day=day))
        self.all = Option(self.tr("&All events"), "")
        self._options = {Scope.THIS: self.this, Scope.FOLLOWING: self.following, Scope.ALL: self.all}
        options = Options()
        for option in self._options.values():
            options.add(option)
        self.body.addLayout(options)
        if zoom or people:
            self.body.addSpacing(12)
            self.body.addWidget(line())
            self.body.addSpacing(10)
        for icon, text in (("video", zoom), ("mail", people)):
            if text:
                lined = row(Glyph(icon), plain(text, wrap=True))
                lined.setStretch(1, 1)
                self.body.addLayout(lined)
                self.body.addSpacing(6)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = button(button_text or self.tr("&Change"), "danger" if danger else "primary")
        self.accept_button.clicked.connect(self._answer)
        self.foot.addLayout(row(cancel, None, self.accept_button))
        self.this.radio.setEnabled(not only_all)
        chosen = self.all if only_all else self._options[first]
        chosen.radio.setChecked(True)
        chosen.radio.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """The next choice that can be made, round and round."""
        options = [option for option in self._options.values() if option.radio.isEnabled()]
        chosen = next((place for place, option in enumerate(options) if option.radio.isChecked()), 0)
        radio = options[(chosen + by) % len(options)].radio
        radio.setChecked(True)
        radio.setFocus()

    def _answer(self) -> None:
        scope = next(scope for scope, option in self._options.items() if option.radio.isChecked())
        self.accept()
        self.chosen.emit(scope)
