"""A calendar text as a tree of its own lines, so that an edit leaves every other line byte for byte.

Knows components and lines, not what properties mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dainvo.errors import Malformed, Why
from dainvo.ical.lines import content_line, cut, unfold_one

_PHYSICAL = re.compile(r"[^\n]*\n(?:[ \t][^\n]*\n?)*|[^\n]+\Z")
#: What the lines that open or close a component cannot begin with.
_NEITHER = frozenset("ACDFGHIJKLMNOPQRSTUVWXYZacdfghijklmnopqrstuvwxyz")
_MAX_DEPTH = 20
_MAX_CHARACTERS = 5 * 1024 * 1024


class Line:
    """One content line: `raw` with its folds and its end, and what it says. Change it by `Component` or `set`.

    It is cut when it is first asked for its parts: nobody asks most lines of a time zone.
    """

    __slots__ = ("name", "params", "raw", "value")
    name: str
    params: str
    value: str

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def __getattr__(self, part: str) -> str:
        if part not in ("name", "params", "value"):
            raise AttributeError(part)
        self.name, self.params, self.value = cut(unfold_one(self.raw).removeprefix("\ufeff"))
        found: str = getattr(self, part)
        return found

    def set(self, value: str, params: str, newline: str) -> None:
        """Other value or parameters, both already escaped; the name stays as written. Nothing new: nothing done."""
        if (value, params) == (self.value, self.params):
            return
        written = unfold_one(self.raw).removeprefix("\ufeff")[: len(self.name)]
        self.raw = content_line(written, value, params, newline)
        self.value, self.params = value, params


class Component:
    """BEGIN … END with lines and components in the order of the text."""

    def __init__(self, name: str, begin: str, newline: str) -> None:
        self.name = name
        self.begin = begin
        self.end = ""
        self.items: list[Line | Component] = []
        self.newline = newline

    def lines(self, *names: str) -> list[Line]:
        """The lines of these names, in order; all lines if none is named."""
        return [item for item in self.items if isinstance(item, Line) and (not names or item.name in names)]

    def first(self, name: str) -> Line | None:
        for item in self.items:
            if isinstance(item, Line) and item.name == name:
                return item
        return None

    def value(self, name: str) -> str:
        """Value of the first line of this name as written; empty if there is none."""
        line = self.first(name)
        return line.value if line is not None else ""

    def components(self, *names: str) -> list[Component]:
        return [item for item in self.items if isinstance(item, Component) and (not names or item.name in names)]

    def put(self, name: str, value: str, params: str | None = None, *, after: str = "") -> None:
        """Sets the first line of this name (`params` None: those it has), or adds it after the last line named
        `after`, else after the last line before the first inner component."""
        line = self.first(name)
        if line is not None:
            line.set(value, line.params if params is None else params, self.newline)
        else:
            self.add(name, value, params or "", after=after)

    def add(self, name: str, value: str, params: str = "", *, after: str = "") -> None:
        """Adds a line; see `put` for the place."""
        new = Line(content_line(name, value, params, self.newline))
        if after:
            places = [at for at, item in enumerate(self.items) if isinstance(item, Line) and item.name == after]
            if places:
                self.items.insert(places[-1] + 1, new)
                return
        first_inner = next((at for at, item in enumerate(self.items) if isinstance(item, Component)), len(self.items))
        self.items.insert(first_inner, new)

    def remove(self, *names: str) -> None:
        self.items = [item for item in self.items if not (isinstance(item, Line) and item.name in names)]

    def drop(self, *gone: Line | Component) -> None:
        self.items = [item for item in self.items if not any(item is one for one in gone)]

    def text(self) -> str:
        """The component as it stands now."""
        return "".join((self.begin, *(_text(item) for item in self.items), self.end))

    def copied(self) -> Component:
        """A component of the same text that can be changed by itself."""
        twin = Component(self.name, self.begin, self.newline)
        twin.end = self.end
        twin.items = [item.copied() if isinstance(item, Component) else Line(item.raw) for item in self.items]
        return twin


class Document:
    """A whole text: components and stray lines. `calendar` is the first VCALENDAR."""

    def __init__(self, text: str) -> None:
        """Raises Malformed if components are not nested as they should, or if there is no VCALENDAR."""
        if len(text) > _MAX_CHARACTERS:
            raise Malformed("a calendar object of more than 5 MiB", why=Why.TOO_LARGE)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.items = parse(text, self.newline)
        calendar = next((item for item in self.items if isinstance(item, Component) and item.name == "VCALENDAR"), None)
        if calendar is None:
            raise Malformed("no VCALENDAR", why=Why.UNREADABLE)
        self.calendar = calendar

    @property
    def events(self) -> list[Component]:
        return self.calendar.components("VEVENT")

    def text(self) -> str:
        return "".join(_text(item) for item in self.items)


def _text(item: Line | Component) -> str:
    return item.text() if isinstance(item, Component) else item.raw


def raw_lines(text: str, newline: str) -> Iterator[str]:
    """Content lines with their folds and their ends; the last one gets an end if it has none."""
    for found in _PHYSICAL.finditer(text):
        raw = found[0]
        yield raw if raw.endswith("\n") else raw + newline


def parse(text: str, newline: str) -> list[Line | Component]:
    """The lines and components of a text. Raises Malformed on wrong nesting."""
    top: list[Line | Component] = []
    open_components: list[Component] = []
    into = top
    for raw in raw_lines(text, newline):
        line = Line(raw)
        if raw[0] in _NEITHER:
            into.append(line)
        elif line.name == "BEGIN":
            component = Component(line.value.strip().upper(), raw, newline)
            into.append(component)
            open_components.append(component)
            into = component.items
            if len(open_components) > _MAX_DEPTH:
                raise Malformed("components too deep", why=Why.UNREADABLE)
        elif line.name == "END":
            if not open_components or open_components[-1].name != line.value.strip().upper():
                raise Malformed(f"END:{line.value.strip()[:40]} has no BEGIN", why=Why.UNREADABLE)
            open_components.pop().end = raw
            into = open_components[-1].items if open_components else top
        else:
            into.append(line)
    if open_components:
        raise Malformed(f"{open_components[-1].name[:40]} does not end", why=Why.UNREADABLE)
    return top
