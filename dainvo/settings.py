"""One frozen Settings value, defaults beside the fields, kept as JSON in the profile.

Does not hold secrets, window geometry of other machines, or anything the copy knows.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

#: The file beside them that holds what is kept of the passphrase of the lock; who deletes it has no lock.
LOCK = "passphrase.json"


class Settings(NamedTuple):
    scheme: str = "system"  # "system" | "light" | "dark"
    accent: str = ""  # "#rrggbb" of the palette; empty: Dainvo's own blue
    contrast: str = ""  # "high" | "usual"; empty: what the desktop wants
    density: str = "cosy"  # "compact" | "cosy" | "roomy"
    title_lines: int = 0  # of an event, at most; 0: as many as look well
    scale: int = 100  # per cent of the usual size, from the next start on
    clock: str = ""  # "12" | "24"; empty: the system's
    date_order: str = ""  # "dmy" | "mdy"; empty: the system's
    keys: str = ""  # keys that mean something else than usually: see ui.key_choice
    single_keys: bool = True  # whether letters alone mean something in the window
    window: str = ""  # width, height and place of the window as it was left
    left_on: str = ""  # the day in focus when the window was closed, and the day on which that was
    start_view: str = ""  # the view at the start; empty: as it was left
    view: str = "week"  # one of `ui.bar_parts.VIEWS`
    first_weekday: int = 0  # 0 = the system's, else 1 Monday .. 7 Sunday
    zone: str = ""  # IANA name; empty: the computer's
    event_minutes: int = 30
    work_start_hour: int = 8
    work_end_hour: int = 18
    workdays: str = ""  # weekdays of the work week, "12345"; empty: the system's
    hidden_weekdays: str = ""  # left out of week and month, "67"
    days_shown: int = 3  # of the view of some days, 2-14
    weeks_shown: int = 4  # of the view of some weeks, 1-12
    weeks_past: int = 1  # of them before this one
    week_numbers: bool = True
    month_all: bool = False  # a week of the month grows until it shows all of its events
    hour_zoom: float = 1.0  # of the hours' height, 0.5-3
    fold_hours: bool = False  # hours outside working time are a thin band
    sets: str = ""  # named groups of calendars: see ui.calendar_sets
    zones: str = ""  # further time zones beside the hours, up to two IANA names with a space between
    show_zones: bool = True
    sync_interval_min: int = 15
    side_panel: bool = True
    zoom_client_id: str = ""  # Advanced; the environment goes first, the build last
    zoom_redirect_port: int = 0  # 0: any free port
    default_collection: int = 0  # 0: the first writable one
    meeting_rule: str = ""  # ids of calendars, with spaces between: a meeting is added with the first guest
    on_close: str = ""  # "keep" running without a window | "quit" | "": asks if something waits to be sent
    desktop_notices: bool = True  # the desktop tells that an account waits for its user
    reminders: bool = True  # the desktop tells what events are to be reminded of
    link_calendars: str = ""  # ids of calendars whose meetings are made elsewhere unless somebody says otherwise
    categories: str = ""  # colour and name of each, a line each
    default_alarms: str = ""  # of new events, by calendar: see ical.default_alarms
    lock_minutes: int = 15  # without a key or the pointer; 0: never. Counts where there is a passphrase: see ui.lock
    language: str = ""  # "de"; empty: the system's, as far as the program speaks it
    link_template: str = ""  # of links made elsewhere than at Zoom; {slug} and {date} are filled in

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Settings stored at `path`; defaults for what is missing, unknown, of the wrong type or out of range.

        A file that holds no settings is put aside as `<name>.damaged` and defaults are used.
        """
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, RecursionError):
            stored = None
        if not isinstance(stored, dict):
            _put_aside(path)
        return cls.known(stored)

    @classmethod
    def known(cls, stored: object) -> "Settings":
        """Settings from what was stored somewhere; defaults for what is missing, unknown or no value of its kind."""
        found = cls(**_known(stored)) if isinstance(stored, dict) else cls()
        if found.work_start_hour < found.work_end_hour:
            return found
        usual = cls._field_defaults
        return found.changed(work_start_hour=usual["work_start_hour"], work_end_hour=usual["work_end_hour"])

    def save(self, path: Path) -> None:
        """Write to `path` in one step, readable by the user alone. Raises OSError."""
        from dainvo import private_file  # a start writes nothing

        defaults = self._field_defaults
        changed = {name: value for name, value in self._asdict().items() if value != defaults[name]}
        private_file.write(path, json.dumps(changed, indent=1, sort_keys=True))

    def changed(self, **values: Any) -> "Settings":
        return self._replace(**values)


#: The least and the most of numbers, where another one could hang or break a view.
_RANGES: dict[str, tuple[float, float]] = {
    "first_weekday": (0, 7),
    "scale": (80, 200),
    "title_lines": (0, 3),
    "event_minutes": (1, 1440),
    "work_start_hour": (0, 23),
    "work_end_hour": (1, 24),
    "days_shown": (2, 14),
    "weeks_shown": (1, 12),
    "weeks_past": (0, 12),
    "hour_zoom": (0.5, 3),
    "sync_interval_min": (1, 1440),
    "lock_minutes": (0, 1440),
    "zoom_redirect_port": (0, 65535),
    "default_collection": (0, 2**63 - 1),
}


def _known(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: stored[name]
        for name, default in Settings._field_defaults.items()
        if name in stored and type(stored[name]) is type(default) and _in_range(name, stored[name])
    }


def _in_range(name: str, value: Any) -> bool:
    least, most = _RANGES.get(name, (None, None))
    return least is None or most is None or least <= value <= most


def _put_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".damaged"))
    except OSError:
        return  # a read-only profile: defaults still serve
