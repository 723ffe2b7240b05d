"""Above Save: that nobody hears of the event, since neither the calendar's server nor a mail account tells them (S14).

Sends nothing: the invitation can be copied.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ical.event import EventDraft
from dainvo.ui import join
from dainvo.ui.editor import phrases
from dainvo.ui.editor.outcome import Untold
from dainvo.ui.notice import Cure, Notice


class NobodyTold(QWidget):
    """Hidden while there is nobody to tell, or somebody tells them."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.notice = Notice()
        self.notice.chosen.connect(lambda _key: join.copy(self._text, self.tr("Invitation copied"), self))
        held = QVBoxLayout(self)
        held.setContentsMargins(19, 8, 19, 10)
        held.addWidget(self.notice)
        self.hide()

    def look(self, untold: Untold | None) -> None:
        """`untold` is what nobody hears of, None if there is nobody to tell, or somebody tells them."""
        self.setVisible(untold is not None)
        if untold is None:
            return
        self._text = invitation(untold.draft, untold.link)
        said = self.tr("Nobody will be told: this calendar’s server sends no invitations and no mail account is set up")
        if untold.here:
            said = self.tr("Nobody will be told: this calendar is on this computer alone and no mail account is set up")
        self.notice.tell(said, tone="warning", icon="mail", cures=[Cure("copy", self.tr("Copy invitation"))])


def below(body: QVBoxLayout, shown: NobodyTold | None, untold: Untold | None) -> NobodyTold | None:
    """The line at the end of `body`, made when there is first something to say. For the rest see `NobodyTold.look`."""
    if shown is None and untold is not None:
        shown = NobodyTold()
        body.addWidget(shown)
    if shown is not None:
        shown.look(untold)
    return shown


def invitation(draft: EventDraft, link: str) -> str:
    """What one would write to those who are invited: what, when, where, how to join, and the notes."""
    place = draft.location.strip()
    lines = [draft.summary.strip() or _tr("(no title)"), phrases.when_of(draft)]
    if place and place != link:
        lines.append(_tr("Place: {place}").format(place=place))
    if link:
        lines.append(_tr("Join: {link}").format(link=link))
    notes = draft.description.strip()
    return "\n".join(lines) + (f"\n\n{notes}" if notes else "") + "\n"


def _tr(text: str) -> str:
    return QCoreApplication.translate("NobodyTold", text)
