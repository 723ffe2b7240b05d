"""The rules of the house that no type checker knows: layers, transactions, documents, hosts."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "dainvo").rglob("*.py"))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=500,
    )


@pytest.fixture(scope="module")
def copy_of_the_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "dainvo", folder / "dainvo", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


PLANTED = {
    # contract: (file, import that breaks it)
    "layers": ("dainvo/ical/event.py", "import dainvo.engine.engine"),
    "packages": ("dainvo/store/edits.py", "import dainvo.web"),
    "protocols": ("dainvo/zoom/mapping.py", "import dainvo.secrets"),
    "engine": ("dainvo/web.py", "import PySide6.QtCore"),
    "demo": ("dainvo/demo/sample.py", "import dainvo.ical.event"),
    "window": ("dainvo/ui/messages.py", "import threading"),
    "owners": ("dainvo/dav/xml.py", "import httpx"),
    "owner-caldav": ("dainvo/dav/client.py", "import caldav"),
    "owner-icalendar": ("dainvo/engine/sync.py", "import icalendar"),
    "owner-keyring": ("dainvo/engine/desk.py", "import keyring"),
    "owner-sqlite": ("dainvo/engine/outbox.py", "import sqlite3"),
    "pure": ("dainvo/engine/plan.py", "import asyncio"),
    "cycles": ("dainvo/ical/links.py", "import dainvo.ical.conference"),
}


def test_every_contract_has_a_planted_violation() -> None:
    declared = re.findall(r'^id = "([^"]+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(PLANTED) == set(declared)


def test_contracts_catch_what_is_planted(copy_of_the_source: Path) -> None:
    """All violations at once, since one run reports every contract: each must be named as broken."""
    for file, line in PLANTED.values():
        target = copy_of_the_source / file
        text = target.read_text(encoding="utf-8")
        target.write_text(
            text.replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n", 1)
        )
    report = lint_imports(copy_of_the_source).stdout
    names = dict(
        re.findall(
            r'^id = "([^"]+)"\nname = "([^"]+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    flat = " ".join(report.split())
    for contract, name in names.items():
        assert f"{name} BROKEN" in flat, f"{contract} did not notice its planted violation\n{report}"


def awaits_inside_transactions(source: str) -> list[int]:
    """Lines of `await`, `async for` and `async with` inside a `with …transaction…:` block, in any function."""
    found: list[int] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.With) and any("transaction" in ast.unparse(item.context_expr) for item in node.items):
            found += [
                inner.lineno
                for statement in node.body
                for inner in ast.walk(statement)
                if isinstance(inner, ast.Await | ast.AsyncFor | ast.AsyncWith)
            ]
    return found


def test_no_await_inside_a_transaction() -> None:
    for path in SOURCES:
        assert not awaits_inside_transactions(path.read_text(encoding="utf-8")), path


def test_the_await_test_sees_an_offender() -> None:
    offender = "async def f(self):\n    with self._transaction():\n        if x:\n            await g()\n"
    assert awaits_inside_transactions(offender) == [4]


def test_store_is_not_async() -> None:
    """A store without coroutines cannot leave a transaction open over the network."""
    for path in (ROOT / "dainvo" / "store").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)], path


def test_paths_in_the_architecture_document_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    paths = {
        path for path in re.findall(r"`([\w./-]+)`", text) if "/" in path or path.endswith((".py", ".md", ".toml"))
    }
    assert len(paths) > 20
    assert not {path for path in paths if not (ROOT / path).exists()}


def test_no_registry_hosts_in_any_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    forbidden = re.compile(
        "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + "npm", r"deb\." + "debian"])
    )
    for name in listed:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".lock", ".txt", ".json", ".spec", ".yml"}:
            assert not forbidden.search(path.read_text(encoding="utf-8")), name


def test_main_window_stays_small() -> None:
    window = ROOT / "dainvo" / "ui" / "main_window.py"
    assert len(window.read_text(encoding="utf-8").splitlines()) <= 400


def test_dialogs_never_block() -> None:
    """A nested event loop under a running engine loses focus, order and, in the worst case, edits. A drag to other
    programs has no other way."""
    for path in set((ROOT / "dainvo" / "ui").rglob("*.py")) - {ROOT / "dainvo" / "ui" / "drag_out.py"}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"exec", "exec_"}, f"{path}:{node.lineno}"


START = """
import sys
import dainvo.ui.main_window, dainvo.store.reader, dainvo.settings, dainvo.ui.bridge
heavy = {"httpx", "icalendar", "caldav", "keyring", "dateutil", "recurring_ical_events", "asyncio", "truststore"}
print(" ".join(sorted(heavy & set(sys.modules))))
"""


def test_the_window_loads_nothing_heavy_before_its_first_paint() -> None:
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_qt_does_not_leak_singletons(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None with every Qt call and aborts within seconds."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert sys.getrefcount(None) - before > -100
