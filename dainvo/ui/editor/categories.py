"""Categories with colours: the managed list of the settings, the field with its chips, the sheet of the list (E29).

Writes no event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from dainvo.ui import theme
from dainvo.ui.chips import Chip
from dainvo.ui.controls import ElidedBox, button, clear, grown, plain, row, tool
from dainvo.ui.editor.calendar_box import dot
from dainvo.ui.editor.chip_field import ChipField, plus
from dainvo.ui.sheet import Sheet
from dainvo.ui.tokens import colour_name

_PLAIN = "#5F6F84"


@dataclass(frozen=True, slots=True)
class Category:
    """A word for events and the colour that its tag has."""

    name: str
    color: str = _PLAIN


def read_list(stored: str) -> list[Category]:
    """The managed list as the settings keep it: a line `#rrggbb name` each. What cannot be read is left out."""
    found: dict[str, Category] = {}
    for line in stored.split("\n"):
        color, _, name = line.partition(" ")
        if (
            name.strip()
            and len(color) == 7
            and color[0] == "#"
            and all(each in "0123456789abcdefABCDEF" for each in color[1:])
        ):
            found.setdefault(name.strip().casefold(), Category(name.strip(), color))
    return list(found.values())


def written_list(categories: Iterable[Category]) -> str:
    return "\n".join(f"{each.color} {' '.join(each.name.split())}" for each in categories)


def color_of(name: str, categories: Iterable[Category]) -> str:
    """The colour of a category, that of an unmanaged one if it is not in the list."""
    return next((each.color for each in categories if each.name.casefold() == name.casefold()), _PLAIN)


class CategoryField(ChipField):
    """`changed` comes with every edit, `list_changed` with the managed list as it is to be kept."""

    changed = Signal()
    list_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chosen: list[str] = []
        self._known: list[Category] = []
        self._read_only = False
        self.plus = plus(self.tr("Add a category"), self.menu)
        self.flow.addWidget(self.plus)

    def categories(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def set_categories(self, chosen: Iterable[str], known: str, *, read_only: bool = False) -> None:
        """Show these; `known` is the managed list of the settings."""
        self._chosen, self._known, self._read_only = list(chosen), read_list(known), read_only
        self.plus.setVisible(not read_only)
        self._show()

    def menu(self) -> QMenu:
        """The categories that are not chosen yet, and the list itself."""
        menu = QMenu(self)
        for each in self._known:
            if each.name not in self._chosen:
                name = each.name.replace("&", "&&")
                action = menu.addAction(dot(each.color), name)
                action.triggered.connect(lambda _on=False, word=each.name: self._add(word))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(self.tr("&Categories…")).triggered.connect(self._manage)
        return menu

    def _manage(self) -> None:
        sheet = CategorySheet(self.window(), self._known)
        sheet.kept.connect(self._take_list)
        sheet.open()

    def _take_list(self, known: object) -> None:
        if isinstance(known, list):
            new = [each.name for each in known if each.name not in {one.name for one in self._known}]
            self._known = known
            self.list_changed.emit(written_list(known))
            self._chosen += [name for name in new if name not in self._chosen]
            self._show()
            if new:
                self.changed.emit()

    def _add(self, word: str) -> None:
        self._chosen.append(word)
        self._show()
        self.changed.emit()

    def _remove(self, word: str) -> None:
        if not self._read_only and word in self._chosen:
            self._chosen.remove(word)
            self._show()
            self.plus.setFocus()
            self.changed.emit()

    def _show(self) -> None:
        self.show_chips([self._chip(word) for word in self._chosen])

    def _chip(self, word: str) -> Chip:
        chip = Chip(word, color=color_of(word, self._known), removable=not self._read_only, parent=self)
        chip.setAccessibleDescription(self.tr("Delete removes this category"))
        chip.removed.connect(lambda: self._remove(word))
        return chip


class CategorySheet(Sheet):
    """The managed list: a name and a colour each. `kept` comes with the list when it is to be kept."""

    kept = Signal(object)

    def __init__(self, parent: QWidget, known: list[Category]) -> None:
        super().__init__(parent, QCoreApplication.translate("Categories", "Categories"), width=420)
        self._known = list(known)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addWidget(
            plain(self.tr("The words stay in your events, the colours are kept here."), role="text2", wrap=True)
        )
        self.body.addSpacing(12)
        self.body.addLayout(self._rows)
        self.body.addSpacing(10)
        self.new = QLineEdit()
        self.new.setFixedHeight(grown(28))
        self.new.setPlaceholderText(self.tr("New category"))
        self.new.setAccessibleName(self.tr("New category"))
        self.new.setMaxLength(60)
        self.new.returnPressed.connect(self._add)
        self.add_button = button(self.tr("&Add"))
        self.add_button.clicked.connect(self._add)
        self.body.addLayout(row(self.new, self.add_button))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = button(self.tr("&Done"), "primary")
        self.keep_button.clicked.connect(self._keep)
        self.foot.addLayout(row(cancel, None, self.keep_button))
        self._show()
        self.new.setFocus()

    def _show(self) -> None:
        clear(self._rows)
        for each in self._known:
            box = ElidedBox()
            box.setFixedHeight(grown(28))
            box.setIconSize(QSize(grown(10), grown(10)))
            box.setAccessibleName(self.tr("Colour of {name}").format(name=each.name))
            colours = list(theme.EVENT_COLOURS)
            if each.color.lower() not in {value.lower() for _, value in colours}:
                colours.append((each.color, each.color))
            for name, value in colours:
                box.addItem(dot(value), colour_name(name), value)
            box.setCurrentIndex(
                next(at for at, (_, value) in enumerate(colours) if value.lower() == each.color.lower())
            )
            box.activated.connect(lambda _at, box=box, each=each: self._colour(each, str(box.currentData())))
            gone = tool("trash", self.tr("Take {name} off the list").format(name=each.name), small=True)
            gone.clicked.connect(lambda _on=False, each=each: self._drop(each))
            lined = row(plain(each.name), None, box, gone)
            self._rows.addLayout(lined)
        self.fit()

    def _colour(self, each: Category, color: str) -> None:
        at = next(place for place, one in enumerate(self._known) if one.name == each.name)
        self._known[at] = replace(self._known[at], color=color)

    def _drop(self, each: Category) -> None:
        self._known = [one for one in self._known if one.name != each.name]
        self._show()
        self.new.setFocus()

    def _add(self) -> None:
        name = " ".join(self.new.text().split())
        if name and name.casefold() not in {each.name.casefold() for each in self._known}:
            used = {each.color for each in self._known}
            free = next((value for _, value in theme.EVENT_COLOURS if value not in used), _PLAIN)
            self._known.append(Category(name, free))
            self._show()
        self.new.clear()
        self.new.setFocus()

    def _keep(self) -> None:
        self._add()
        self.kept.emit(self._known)
        self.accept()
