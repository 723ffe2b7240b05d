"""What the meetings of a calendar usually are, as the settings have it: Zoom's, or a link of another service (M06).

Pure. Which of several Zoom accounts hosts is the account's business: `zoom_info.account_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dainvo.ical.occurrence import CollectionId
from dainvo.settings import Settings
from dainvo.ui.editor.link_template import filled


@dataclass(frozen=True, slots=True)
class Usual:
    """`elsewhere`: calendars whose meetings have another link; `by_rule`: those where guests bring a meeting."""

    elsewhere: frozenset[str] = frozenset()
    by_rule: frozenset[str] = frozenset()
    template: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Usual:
        return cls(
            frozenset(settings.link_calendars.split()), frozenset(settings.meeting_rule.split()), settings.link_template
        )

    def is_elsewhere(self, collection: CollectionId) -> bool:
        return str(int(collection)) in self.elsewhere

    def has_rule(self, collection: CollectionId) -> bool:
        """Whether guests bring a meeting: of another service only where its link needs nobody to write it."""
        by_itself = bool(self.template) or not self.is_elsewhere(collection)
        return str(int(collection)) in self.by_rule and by_itself

    def link(self, title: str, start: datetime | date) -> str:
        """A link of the template; empty without one."""
        return filled(self.template, title, start) if self.template else ""
