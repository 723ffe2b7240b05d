"""What a Zoom meeting is to be: the form of the options, as sheet for one event and for the defaults (M07, M59).

Sends nothing: the values go to whoever opened the sheet. What stays "as in Zoom" is not sent later, either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ical.meeting_options import JOIN_BEFORE_HOST_MIN, MeetingOptions, Recording
from dainvo.ui.controls import ElidedBox, Glyph, button, column, grown, label_for, line, plain, row, set_face
from dainvo.ui.notice import ErrorLine
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingOptions", text)


_WIDE = 210
_ADDRESS = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+\Z")
_BETWEEN = re.compile(r"[\s;,]+")


class OptionsForm(QWidget):
    """`unset` is the word for what is left to Zoom; `overruled` holds what it decides itself, by its own names."""

    def __init__(self, options: MeetingOptions, *, overruled: Mapping[str, object], unset: str, series: bool) -> None:
        super().__init__()
        self._unset, self._overruled, self._base = unset, overruled, options
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 150)
        self._grid.setColumnStretch(1, 1)
        on_off: list[tuple[object, str]] = [(True, self.tr("On")), (False, self.tr("Off"))]
        self.passcode = self._box(self.tr("&Passcode"), "", [(True, self.tr("Always one"))], options.passcode or None)
        self.waiting_room = self._box(self.tr("&Waiting room"), "waiting_room", on_off, options.waiting_room)
        self.early = self._box(self.tr("&Join before host"), "join_before_host", self._times(), self._early(options))
        self.host_video = self._box(self.tr("&Host video"), "host_video", on_off, options.host_video)
        guests = options.participant_video
        self.guest_video = self._box(self.tr("&Guest video"), "participant_video", on_off, guests)
        self.mute = self._box(self.tr("&Mute on entry"), "mute_upon_entry", on_off, options.mute_upon_entry)
        kinds: list[tuple[object, str]] = [
            (Recording.NONE, self.tr("None")),
            (Recording.LOCAL, self.tr("On this computer")),
            (Recording.CLOUD, self.tr("At Zoom")),
        ]
        self.recording = self._box(self.tr("&Recording"), "auto_recording", kinds, options.auto_recording)
        signed = options.meeting_authentication
        self.signed_in = self._box(self.tr("&Signed-in people only"), "meeting_authentication", on_off, signed)
        self._make_hosts(options)
        self._make_ours(options, series=series)
        self.waiting_room.currentIndexChanged.connect(lambda _index: self._weigh())
        self._weigh()

    def options(self) -> MeetingOptions:
        """What the form says."""
        early = self.early.currentData() if self.early.isEnabled() else None
        recording = self.recording.currentData()
        return replace(
            self._base,
            passcode=self.passcode.currentData() is True,
            waiting_room=self.waiting_room.currentData(),
            join_before_host=None if early is None else early is not False,
            join_before_host_min=early if type(early) is int else None,
            host_video=self.host_video.currentData(),
            participant_video=self.guest_video.currentData(),
            mute_upon_entry=self.mute.currentData(),
            auto_recording=Recording(recording) if recording else None,
            meeting_authentication=self.signed_in.currentData(),
            alternative_hosts=self._hosts(),
            full_invitation=self.full_invitation.isChecked(),
            series_no_fixed_time=self.series.isChecked(),
        )

    def wrong_host(self) -> str:
        """The first alternative host that is no address; also shown at the field."""
        wrong = next((one for one in self._hosts() if not _ADDRESS.match(one)), "")
        text = self.tr("“{address}” is no e-mail address").format(address=wrong) if wrong else ""
        self.hosts_error.tell(text)
        return wrong

    def _times(self) -> list[tuple[object, str]]:
        words: list[tuple[object, str]] = [(0, self.tr("At any time"))]
        words += [(minutes, self.tr("{n} min before").format(n=minutes)) for minutes in JOIN_BEFORE_HOST_MIN[1:]]
        return [*words, (False, self.tr("Not allowed"))]

    def _early(self, options: MeetingOptions) -> object:
        if options.join_before_host is None:
            return None
        return (options.join_before_host_min or 0) if options.join_before_host else False

    def _box(self, text: str, name: str, choices: list[tuple[object, str]], chosen: object) -> QComboBox:
        box = ElidedBox()
        box.setFixedSize(grown(_WIDE), grown(28))
        box.addItem(self._unset, None)
        for value, said in choices:
            box.addItem(said, value)
        for place, (value, _said) in enumerate(choices, 1):
            if type(value) is type(chosen) and value == chosen:
                box.setCurrentIndex(place)
        box.setAccessibleName(text.replace("&", ""))
        self._add(text, box, name)
        return box

    def _add(self, text: str, field: QWidget, name: str) -> None:
        """One line; a setting that the organisation decides has a lock and says so."""
        place = self._grid.rowCount()
        self._grid.addWidget(label_for(text, field), place, 0, Qt.AlignmentFlag.AlignTop)
        held = column(row(field, None), spacing=4)
        if name in self._overruled:
            said = self._locked(name)
            field.setAccessibleDescription(said)
            held.addLayout(row(Glyph("lock", size=14), plain(said, role="caption"), None, spacing=6))
        self._grid.addLayout(held, place, 1)

    def _locked(self, name: str) -> str:
        value = self._overruled[name]
        if isinstance(value, bool):
            shown = self.tr("on") if value else self.tr("off")
            return self.tr("{value} — set by your organisation").format(value=shown)
        return self.tr("set by your organisation")

    def _make_hosts(self, options: MeetingOptions) -> None:
        self.hosts = QLineEdit(", ".join(options.alternative_hosts))
        self.hosts.setFixedHeight(grown(28))
        self.hosts.setPlaceholderText(self.tr("e-mail addresses, people of your Zoom account"))
        self.hosts.setAccessibleName(self.tr("Alternative hosts"))
        self.hosts_error = ErrorLine()
        place = self._grid.rowCount()
        self._grid.addWidget(label_for(self.tr("&Alternative hosts"), self.hosts), place, 0, Qt.AlignmentFlag.AlignTop)
        said = [self.hosts, self.hosts_error]
        if "alternative_hosts" in self._overruled:
            said.insert(1, plain(self.tr("Zoom did not take all of them"), role="caption"))
        self._grid.addLayout(column(*said), place, 1)

    def _make_ours(self, options: MeetingOptions, *, series: bool) -> None:
        """What Zoom knows nothing of."""
        self.full_invitation = QCheckBox()
        set_face(self.full_invitation, self.tr("Write Zoom’s &full invitation into the notes"))
        self.full_invitation.setChecked(options.full_invitation)
        self.series = QCheckBox()
        set_face(self.series, self.tr("Series: always with&out a fixed time at Zoom"))
        self.series.setChecked(options.series_no_fixed_time)
        self.series.setVisible(series)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._grid)
        outer.addSpacing(14)
        outer.addWidget(line())
        outer.addSpacing(12)
        outer.addLayout(column(self.full_invitation, self.series, spacing=8))

    def _weigh(self) -> None:
        """Zoom lets nobody in before the host while there is a waiting room."""
        waits = self.waiting_room.currentData() is True
        self.early.setEnabled(not waits)
        said = self.tr("Not with a waiting room") if waits else ""
        self.early.setToolTip(said)
        if said:
            self.early.setAccessibleDescription(said)

    def _hosts(self) -> tuple[str, ...]:
        return tuple(one for one in _BETWEEN.split(self.hosts.text().strip()) if one)


class MeetingOptionsSheet(Sheet):
    """`chosen` comes with the options; `there` tells that the meeting exists, so that they change it at Save."""

    chosen = Signal(object)  # MeetingOptions

    def __init__(
        self,
        parent: QWidget,
        options: MeetingOptions,
        *,
        overruled: Mapping[str, object],
        there: bool = False,
        defaults: bool = False,
    ) -> None:
        title = _tr("Meeting defaults") if defaults else _tr("Options for this meeting")
        super().__init__(parent, title, width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if defaults:
            said = self.tr("For new Zoom meetings. What is left “as in Zoom” is decided by your Zoom settings.")
        elif there:
            said = self.tr("What you choose is changed at Zoom when you save; all else stays as it is.")
        else:
            said = self.tr("For this meeting only, sent when you save.")
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.body.addSpacing(14)
        unset = self.tr("As it is") if there else self.tr("As in Zoom")
        self.form = OptionsForm(options, overruled=overruled, unset=unset, series=defaults)
        self.body.addWidget(self.form)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.done_button = button(self.tr("&Save") if defaults else self.tr("&Done"), "primary")
        self.done_button.clicked.connect(self._take)
        self.done_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.done_button))
        self.form.passcode.setFocus()

    def _take(self) -> None:
        if self.form.wrong_host():
            self.form.hosts.setFocus()
            self.fit()
            return
        options = self.form.options()
        self.accept()
        self.chosen.emit(options)
