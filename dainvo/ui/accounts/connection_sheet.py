"""An account's own way to its server: proxy, own authority, client certificate, pinned certificate (A22).

Nothing is taken over before the server answered on it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dainvo.store.reader import Account
from dainvo.ui import messages
from dainvo.ui.accounts.form_fields import FormFields
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, grown, plain, row
from dainvo.ui.notice import Cure, Notice
from dainvo.ui.sheet import Sheet

_MOST_BYTES = 1_000_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConnectionSheet", text)


class ConnectionSheet(Sheet):
    """Empty fields mean the system's way."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account) -> None:
        super().__init__(parent, _tr("Connection"), width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account = bridge, account
        stored = account.detail.get("connection")
        self._values: dict[str, str] = dict(stored) if isinstance(stored, dict) else {}
        said = self.tr("For {host} alone. Leave empty what your system knows already.")
        self.body.addWidget(plain(said.format(host=account.host or account.name), role="text2", wrap=True))
        self.body.addSpacing(12)
        self._make_fields()
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 10))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = button(self.tr("&Save"), "primary")
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.save_button))
        self.proxy.setFocus()

    def save(self) -> None:
        """Have it tried and taken over."""
        authorities = self._authorities()
        if authorities is None:
            return
        values = {
            "pin": self._values.get("pin", ""),
            "authorities": authorities,
            "client_certificate": self.client.text().strip(),
            "proxy": self.proxy.text().strip(),
        }
        self.save_button.setEnabled(False)
        self.notice.tell(self.tr("Asking the server…"), icon="spin")
        self.notice.show()
        self._bridge.run(
            "connection.change",
            self._account.id,
            {word: value for word, value in values.items() if value},
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )
        self.fit()

    def _make_fields(self) -> None:
        fields = FormFields(label=124)
        self.proxy, _ = fields.add(self.tr("&Proxy"), placeholder="proxy.example:3128")
        self.proxy.setText(self._values.get("proxy", ""))
        kept = self.tr("kept from before") if self._values.get("authorities") else self.tr("PEM file")
        self.authority = self._file(fields, self.tr("&Own authority"), kept)
        self.client = self._file(fields, self.tr("Client &certificate"), self.tr("PEM file with key and certificate"))
        self.client.setText(self._values.get("client_certificate", ""))
        self.body.addWidget(fields)
        self.pinned = Notice()
        self.pinned.chosen.connect(self._forget_pin)
        if self._values.get("pin"):
            text = self.tr("Only one certificate is trusted here: {start}…")
            start = self._values["pin"][:16].upper()
            self.pinned.tell(
                text.format(start=start), icon="lock", cures=[Cure("forget", self.tr("Trust authorities again"))]
            )
        self.pinned.setVisible(bool(self._values.get("pin")))
        self.body.addWidget(Parted(self.pinned, 8))

    def _file(self, fields: FormFields, label: str, placeholder: str) -> QLineEdit:
        line = QLineEdit()
        line.setFixedHeight(grown(28))
        line.setPlaceholderText(placeholder)
        choose = button(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose a file: {what}").format(what=label.replace("&", "")))
        choose.clicked.connect(lambda: self._choose(line))
        fields.add_row(label, line, row(line, choose))
        return line

    def _choose(self, line: QLineEdit) -> None:
        dialog = QFileDialog(self, self.tr("Choose a certificate"), "", "PEM (*.pem *.crt *.cer *.key);;*")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(line.setText)
        dialog.open()

    def _authorities(self) -> str | None:
        """The text of the chosen file, or what was kept; None, said so, if the file cannot be read."""
        path = self.authority.text().strip()
        if not path:
            return self._values.get("authorities", "")
        try:
            with Path(path).expanduser().open("rb") as file:
                return file.read(_MOST_BYTES).decode("ascii", "ignore")  # names between them
        except (OSError, ValueError):
            text = self.tr("{file} can’t be read as a PEM file.").format(file=Path(path).name)
            self.notice.tell(text, tone="danger", icon="stop")
            self.notice.show()
            self.fit()
            return None

    def _forget_pin(self, _key: str) -> None:
        self._values.pop("pin", None)
        self.pinned.hide()
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        self.save_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()
