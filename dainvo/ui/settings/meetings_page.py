"""Settings › Online meetings: the link that is written where it is not Zoom (M05), meetings added by rule (M06).

Stores nothing: changed settings go to whoever opened the window.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit

from dainvo.store.reader import Reader
from dainvo.ui import theme
from dainvo.ui.controls import plain
from dainvo.ui.editor.link_template import example, is_sound
from dainvo.ui.notice import ErrorLine
from dainvo.ui.settings.pages import Give, Page, Take


class MeetingsPage(Page):
    """The template for other links, and the calendars whose events get a meeting with their first guest (M06)."""

    def __init__(self, take: Take, give: Give, reader: Reader) -> None:
        super().__init__(QCoreApplication.translate("Settings", "Online meetings"), take, give)
        self.words.append("Zoom")
        self.template = QLineEdit(take().link_template)
        self.template.setFixedWidth(300)
        self.template.setPlaceholderText("https://meet.example.org/{slug}")
        self.template.editingFinished.connect(self._chosen)
        self.template.textEdited.connect(lambda _text: self._show_example())
        note = self.tr("What “Other link” begins with: {slug} becomes the title, {date} the day. Empty: nothing.")
        self.add(self.tr("Other &link"), self.template, note)
        self.error = ErrorLine()
        self.example = plain(role="caption", wrap=True)
        self.outer.addSpacing(6)
        self.outer.addWidget(self.error)
        self.outer.addWidget(self.example)
        self.outer.addSpacing(14)
        self._make_rule(reader)
        said = self.tr("What new Zoom meetings are asked to be is set with the account, under Connected accounts.")
        self.outer.addWidget(plain(said, role="text2", wrap=True))
        self.outer.addStretch(1)
        self._show_example()

    def _make_rule(self, reader: Reader) -> None:
        chosen = self._take().meeting_rule.split()
        self.rules: dict[str, QCheckBox] = {}
        writable = [one for one in reader.collections() if one.writable]
        if not writable:
            return
        self.outer.addWidget(plain(self.tr("Switch Online meeting on when people are invited, in"), role="text2"))
        self.outer.addSpacing(8)
        for one in writable:
            box = QCheckBox(one.name.replace("&", "&&"))
            box.setChecked(str(int(one.id)) in chosen)
            box.clicked.connect(self._rule_chosen)
            self.rules[str(int(one.id))] = box
            self.outer.addWidget(box)
            self.outer.addSpacing(6)
        self.outer.addSpacing(10)

    def _rule_chosen(self) -> None:
        # Calendars that cannot be seen now keep their rule.
        unseen = [one for one in self._take().meeting_rule.split() if one not in self.rules]
        chosen = [key for key, box in self.rules.items() if box.isChecked()]
        self._give(self._take().changed(meeting_rule=" ".join(unseen + chosen)))

    def _show_example(self) -> None:
        text = self.template.text().strip()
        shown = example(text) if text and is_sound(text) else ""
        self.example.setText(self.tr("For example: {link}").format(link=shown) if shown else "")

    def _chosen(self) -> None:
        text = self.template.text().strip()
        fits = not text or is_sound(text)
        self.template.setProperty("wrong", not fits)
        theme.repolish(self.template)
        self.error.tell("" if fits else self.tr("Write a link that begins with https://"))
        if fits:
            self._give(self._take().changed(link_template=text))
