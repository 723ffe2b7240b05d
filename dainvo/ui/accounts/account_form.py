"""The form of one provider: only what it needs, with its hint about passwords (A02).

Sends nothing; a password is forgotten with the form (Y15).
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dainvo.engine.providers import Provider
from dainvo.ui import join
from dainvo.ui.accounts import provider_words
from dainvo.ui.accounts.form_fields import FormFields, mark
from dainvo.ui.controls import button, plain
from dainvo.ui.notice import ErrorLine


class AccountForm(QWidget):
    """Address, user and password; what the provider does not need is not there."""

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider
        words = provider_words.form(provider)
        self.fields = FormFields()
        self._lines: list[tuple[QLineEdit, ErrorLine, str]] = []
        self.address = self._line(
            provider.asks_address,
            self.tr("&Address"),
            self.tr("Write an e-mail address, a server or a full address"),
            placeholder=words.address,
        )
        self.user = self._line(provider.asks_password, words.user, self.tr("Write the user name of this account"))
        self.password = self._line(
            provider.asks_password, words.password, self.tr("Write the password, or an app password"), secret=True
        )
        self.address.editingFinished.connect(self.suggest_user)
        if words.hint:
            self.fields.add_below(plain(words.hint, role="caption", wrap=True))
        self.page_button = button(words.page_face, "link", small=True, icon="external")
        self.page_button.setStyleSheet("QPushButton { padding: 0; border: none; }")
        self.page_button.clicked.connect(lambda: join.browse(provider.password_page, self))
        self.page_button.setVisible(bool(words.page_face))
        if words.page_face:
            self.fields.add_below(self.page_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(plain(provider_words.name(provider), style="body_medium"))
        outer.addSpacing(2)
        outer.addWidget(plain(words.intro, role="text2", wrap=True))
        outer.addSpacing(12)
        outer.addWidget(self.fields)
        self.setFocusProxy(self._lines[0][0])

    def error_of(self, field: QLineEdit) -> ErrorLine:
        """Where the error of `field` is shown. Raises StopIteration for one that is not asked."""
        return next(error for line, error, _ in self._lines if line is field)

    def complete(self) -> bool:
        """Whether all that is needed is there; the first that lacks gets the focus."""
        lacking = [line for line, error, text in self._lines if mark(line, error, "" if line.text().strip() else text)]
        if lacking:
            lacking[0].setFocus()
        return not lacking

    def suggest_user(self) -> None:
        """An e-mail address is most often the user name, too."""
        typed = self.address.text().strip()
        if "@" in typed and "://" not in typed and not self.user.text():
            self.user.setText(typed)

    def _line(self, asked: bool, label: str, error: str, *, placeholder: str = "", secret: bool = False) -> QLineEdit:
        """A line of the form; one that is not asked is there for the code alone, empty and never seen."""
        if not asked:
            unseen = QLineEdit(self)
            unseen.hide()
            return unseen
        line, below = self.fields.add(label, placeholder=placeholder, secret=secret)
        self._lines.append((line, below, error))
        return line
