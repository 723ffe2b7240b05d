"""Settings › Shortcuts: a key for each action; one that is another's is asked about before anything changes (K10).

Stores nothing: changed settings go to whoever opened the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from dainvo.ui import key_choice, keys, theme
from dainvo.ui.controls import button, grown, plain, row, set_face, tip
from dainvo.ui.keys import Key
from dainvo.ui.settings.pages import FIELD_PX, Give, Page, Take
from dainvo.ui.sheet import Sheet

_EDGE_PX = 16
_NAME_PX = 240  # longer names take two lines
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class KeyButton(QPushButton):
    """Shows the keys of an action; pressed, it takes the next key instead. Backspace takes the key away."""

    chosen = Signal(object)  # Key, or None for no key

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(grown(FIELD_PX), grown(28))
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._shown = ""
        self.toggled.connect(lambda _on: self._show())

    def show_keys(self, said: list[str]) -> None:
        """All of `said` as far as there is room; the tooltip has the rest."""
        room, whole = FIELD_PX - 2 * _EDGE_PX, ", ".join(said)
        self._shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if self._shown == whole else tip(whole))
        self._show()

    def _show(self) -> None:
        self.setText(self.tr("Press a key…") if self.isChecked() else self._shown or self.tr("No key"))

    def event(self, event: QEvent) -> bool:
        if self.isChecked() and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event.accept()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _HELD:
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = (modifiers, Qt.Key(event.key()))
        self.setChecked(False)
        if event.key() == Qt.Key.Key_Backspace and not modifiers:
            self.chosen.emit(None)
        elif event.key() != Qt.Key.Key_Escape and key_choice.is_free_for_use(key):
            self.chosen.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setChecked(False)


class TakenQuestion(Sheet):
    """Who keeps the key."""

    agreed = Signal()

    def __init__(self, parent: QWidget, key: str, holder: str, wanted: str) -> None:
        super().__init__(parent, parent.tr("Shortcut in use"), width=420, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = self.tr("{key} stands for “{action}”").format(key=key, action=holder)
        self.body.addWidget(plain(said, role="dialog", wrap=True))
        self.body.addSpacing(6)
        what = self.tr("Only one of the two can have it.")
        self.body.addWidget(plain(what, role="text2", wrap=True))
        self.keep_button = button(self.tr("&Leave it there"))
        self.keep_button.clicked.connect(self.reject)
        self.take_button = button(self.tr("&Use it for “{action}”").format(action=wanted), "primary")
        self.take_button.clicked.connect(self._agree)
        self.foot.addLayout(row(self.keep_button, None, self.take_button))
        self.keep_button.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


class ShortcutsPage(Page):
    """A row for each action that can have a key."""

    def __init__(self, take: Take, give: Give) -> None:
        super().__init__(self._title(), take, give)
        self.single = QCheckBox()
        set_face(self.single, self.tr("Letters &alone are shortcuts"))
        self.single.setChecked(take().single_keys)
        self.single.clicked.connect(lambda on: self._give(self._take().changed(single_keys=on)))
        self.single.clicked.connect(self._show)
        note = self.tr(
            "Not while you type, in any case. Turned off, only keys with Ctrl or Alt and function keys count."
        )
        self.add(self.tr("Single keys"), self.single, note)
        self.buttons: dict[str, KeyButton] = {}
        for action, name in keys.names().items():
            made = KeyButton()
            made.chosen.connect(lambda key, action=action: self._chosen(action, key))
            self.buttons[action] = made
            self.add(name, made)
            label = self.rows[-1][1]
            label.setWordWrap(True)
            label.setMaximumWidth(grown(_NAME_PX))
        self.reset = button(self.tr("Back to the &usual keys"))
        self.reset.clicked.connect(lambda: self._keep({}))
        self.outer.addSpacing(14)
        self.outer.addLayout(row(self.reset, None))
        self.outer.addStretch(1)
        self._show()

    def _title(self) -> str:
        return self.tr("Shortcuts")

    def _now(self) -> dict[Key, str]:
        return key_choice.read(self._take().keys)

    def _show(self) -> None:
        for action, made in self.buttons.items():
            made.show_keys(keys.keys_of(action))
        self.reset.setEnabled(bool(self._take().keys))

    def _chosen(self, action: str, key: Key | None) -> None:
        chosen = self._now()
        holder = key_choice.holder(chosen, key) if key is not None else ""
        if key is None or holder in ("", action):
            self._keep(key_choice.moved(chosen, action, key))
            return
        names = keys.names()
        question = TakenQuestion(
            self.window(), key_choice.said_of(key), names.get(holder, holder), names.get(action, action)
        )
        question.agreed.connect(lambda: self._keep(key_choice.moved(chosen, action, key)))
        question.open()

    def _keep(self, chosen: dict[Key, str]) -> None:
        said = key_choice.written(chosen)
        keys.use(key_choice.read(said), single=self._take().single_keys)
        self._give(self._take().changed(keys=said))
        self._show()
        theme.repolish(self.reset)
