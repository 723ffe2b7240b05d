"""Collects the texts of the window for translators, and compiles what they made: `python -m shipping.translations`.

Reads the sources without running them. Every text is a literal at the place where it is used; its context is the class
whose `tr` is called, or the one that the module's own `tr` names. Translates nothing.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "dainvo"
FOLDER = ROOT / "resources" / "translations"
#: Functions whose body passes their text on, and so are the module's own `tr`.
_OWN = ("tr", "_tr")
_KEY = re.compile(r"&\w")
_HOLES = re.compile(r"\{\w*\}|%n")


@dataclass(frozen=True, order=True)
class Text:
    """What is translated; `counts` if it has a plural form for each number."""

    context: str
    source: str
    counts: bool = field(default=False, compare=False)


class Unreadable(ValueError):
    """A text that is no literal, or whose context is not known: it could not be translated."""


def collect(folder: Path = SOURCES) -> list[Text]:
    """Every text in `folder`, ordered. Raises Unreadable."""
    found: set[Text] = set()
    for path in sorted(folder.rglob("*.py")):
        found.update(_Module(path, folder).texts())
    return sorted(found)


@cache
def _contexts_of(path: Path) -> dict[str, str]:
    """The functions of a module that stand for `translate`, and the context each of them names."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name in _OWN:
            for call in ast.walk(node):
                if _called(call) == "translate" and isinstance(call, ast.Call):
                    found[node.name] = _literal(call.args[0]) or ""
    return found


class _Module:
    """One source file."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path, self._root = path, root
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.own = self._own()

    def texts(self) -> Iterator[Text]:
        yield from self._walk(self.tree, "")
        yield from self._counted()

    def _own(self) -> dict[str, str]:
        """The context of each function of this module, or of one it imports, that stands for `translate`."""
        found = dict(_contexts_of(self.path))
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dainvo":
                for name in node.names:
                    if name.name in _OWN:
                        found[name.asname or name.name] = _contexts_of(self._file(node.module))[name.name]
                    elif (self._file(f"{node.module}.{name.name}")).is_file():
                        there = _contexts_of(self._file(f"{node.module}.{name.name}"))
                        found |= {f"{name.asname or name.name}.{own}": context for own, context in there.items()}
        return found

    def _file(self, module: str) -> Path:
        return self._root.parent / (module.replace(".", "/") + ".py")

    def _walk(self, node: ast.AST, owner: str) -> Iterator[Text]:
        if isinstance(node, ast.FunctionDef) and node.name in _OWN:
            return
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.Call):
            yield from self._call(node, owner)
        for child in ast.iter_child_nodes(node):
            yield from self._walk(child, owner)

    def _call(self, call: ast.Call, owner: str) -> Iterator[Text]:
        name = _called(call)
        if name in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) > 1:
            context, source = _literal(call.args[0]), _literal(call.args[1])
            if context and source:
                yield Text(context, source)
        elif name in _OWN and call.args:
            context = self._context(call.func, owner)
            if context is None:
                return
            for source in self._literals(call.args[0]):
                yield Text(context, source)

    def _context(self, function: ast.expr, owner: str) -> str | None:
        """Of `self.tr` the class, of the module's own or another module's `tr` theirs, of other things none."""
        if isinstance(function, ast.Name):
            return self.own.get(function.id)
        if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
            return None
        if function.value.id == "self":
            return owner
        return self.own.get(f"{function.value.id}.{function.attr}")

    def _literals(self, given: ast.expr) -> list[str]:
        """The texts an argument may be: a literal, or one of two. A name stands for what QT_TRANSLATE_NOOP marks."""
        if isinstance(given, ast.IfExp):
            return [*self._literals(given.body), *self._literals(given.orelse)]
        literal = _literal(given)
        if literal is not None:
            return [literal]
        if isinstance(given, ast.JoinedStr | ast.BinOp):
            raise Unreadable(f"{self.path}:{given.lineno}: this text is put together and cannot be translated")
        return []

    def _counted(self) -> Iterator[Text]:
        """Texts with %n: their context is that of the `counted` in the same function, or the module's only one."""
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        whole = _contexts(self.tree)
        for part in sorted(functions, key=lambda node: (node.end_lineno or 0) - node.lineno):
            here = _contexts(part) or whole
            if len(here) == 1:
                yield from (Text(min(here), source, counts=True) for source in _with_number(part))
        if len(whole) == 1:
            yield from (Text(min(whole), source, counts=True) for source in _with_number(self.tree))


def _contexts(tree: ast.AST) -> set[str]:
    """The contexts of all calls of `counted`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "counted")
    return {context for call in calls if len(call.args) == 4 and (context := _literal(call.args[0]))}


def _with_number(tree: ast.AST) -> Iterator[str]:
    yield from (source for node in ast.walk(tree) if (source := _literal(node)) and "%n" in source)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# the file of a language


def read(path: Path) -> dict[Text, tuple[str, ...]]:
    """What is translated in a .ts file: for each text its translation, or one for each plural form."""
    found: dict[Text, tuple[str, ...]] = {}
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            counts = message.get("numerus") == "yes"
            translation = message.find("translation")
            forms = [] if translation is None else [form.text or "" for form in translation.iter("numerusform")]
            said = tuple(forms) if counts else ("" if translation is None else translation.text or "",)
            if all(said) and said:
                found[Text(name, message.findtext("source", ""), counts)] = said
    return found


def write(path: Path, language: str, texts: list[Text], known: dict[Text, tuple[str, ...]]) -> None:
    """A .ts file with all `texts`; those that are not `known` wait for their translation, others are left out."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    names: dict[str, ElementTree.Element] = {}
    for text in texts:
        if text.context not in names:
            names[text.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(names[text.context], "name").text = text.context
        message = ElementTree.SubElement(names[text.context], "message", {"numerus": "yes"} if text.counts else {})
        ElementTree.SubElement(message, "source").text = text.source
        said = known.get(text, ())
        translation = ElementTree.SubElement(message, "translation", {} if said else {"type": "unfinished"})
        if text.counts:
            for form in said or ("", ""):
                ElementTree.SubElement(translation, "numerusform").text = form
        elif said:
            translation.text = said[0]
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_to(path: Path, made: Path) -> None:
    """Make of a .ts file what Qt reads. Raises CalledProcessError."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([tool, "-silent", "-nounfinished", path, "-qm", made], check=True)


def faults(text: Text, said: tuple[str, ...]) -> list[str]:
    """What is wrong with a translation: a hole that is missing or new, a key that got lost, a mark at the end."""
    wrong = []
    holes = sorted(_HOLES.findall(text.source))
    for form in said:
        if sorted(_HOLES.findall(form)) != holes and not (text.counts and form == said[0]):
            wrong.append(f"{text.source!r}: other holes in {form!r}")
        if bool(_KEY.search(text.source)) != bool(_KEY.search(form)):
            wrong.append(f"{text.source!r}: the letter of its key is missing in {form!r}")
        ends = [mark for mark in ("…", ":") if text.source.endswith(mark) != form.endswith(mark)]
        wrong += [f"{text.source!r}: {form!r} ends without or with {mark}" for mark in ends]
    return wrong


def main() -> None:
    texts = collect()
    for path in sorted(FOLDER.glob("dainvo_*.ts")):
        language = path.stem.partition("_")[2]
        known = read(path)
        write(path, language, texts, known)
        compile_to(path, path.with_suffix(".qm"))
        missing = [text for text in texts if text not in known]
        print(f"{language}: {len(texts) - len(missing)} of {len(texts)} texts")
        for text in missing:
            print(f"  {text.context}: {text.source}")


if __name__ == "__main__":
    main()
