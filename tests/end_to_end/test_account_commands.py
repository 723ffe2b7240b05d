"""The command line about accounts and calendars: local ones, names, colours, moving, deleting, certificates."""

from __future__ import annotations

import hashlib
import io
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.caldav_servers import Server, radicale
from fakes.loopback import self_signed
from fakes.tls_front import tls_front

from dainvo.cli.arguments import parser

pytestmark = pytest.mark.end_to_end


class Shell:
    """`main` of the program in this process, with a keyring that lives as long."""

    def __init__(self, profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._profile, self._capsys, self._monkeypatch = profile, capsys, monkeypatch

    def __call__(self, *words: str, typed: str = "") -> tuple[int, list[dict[str, Any]], str]:
        from dainvo.cli import run

        self._monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = run(parser().parse_args(["--profile", str(self._profile), *words, "--json"]))
        said = self._capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    def ok(self, *words: str, typed: str = "") -> list[dict[str, Any]]:
        code, told, err = self(*words, typed=typed)
        assert code == 0, err
        return told


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    from dainvo.secrets import Secrets

    kept = Secrets.in_memory()
    monkeypatch.setattr("dainvo.secrets.Secrets", lambda **_service: kept)
    return Shell(tmp_path / "profile", capsys, monkeypatch)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path / "server") as made:
        yield made


def test_local_calendars_and_their_way_to_a_server(shell: Shell, server: Server) -> None:
    """A14 A16 A17 A35: made without an account, renamed, moved to one, changed there, deleted by name."""
    [made] = shell.ok("accounts", "add-local", "Personal", "--color", "#0e8a8a")
    assert (made["name"], made["color"], made["writable"], made["state"]) == ("Personal", "#0e8a8a", True, "ok")
    number = str(made["id"])
    shell.ok("events", "add", "--calendar", number, "--title", "Review", "--start", "2027-03-10T14:00")
    assert shell.ok("outbox") == []
    [renamed] = shell.ok("calendars", "rename", number, "Mine")
    assert renamed["name"] == "Mine"
    [account] = shell.ok("accounts", "add-caldav", server.url, "--user", server.user, typed=f"{server.password}\n")
    [moved] = shell.ok("calendars", "move", number, "--account", str(account["id"]))
    assert (moved["account"], moved["name"]) == (account["id"], "Mine")
    shell.ok("sync")
    [health] = shell.ok("accounts", "health", str(account["id"]))
    assert (health["state"], health["waiting"], health["calendars"][0]["events"]) == ("ok", 0, 1)
    assert [one["what"] for one in health["operations"]] == ["sent"]
    assert shell.ok("outbox") == []
    assert [one["kind"] for one in shell.ok("accounts", "list")] == ["caldav"]
    [here] = shell.ok("calendars", "rename", number, "Me", "--here")
    assert (here["name"], here["synced_as"]) == ("Me", "Mine")
    [coloured] = shell.ok("calendars", "color", number, "#8a4fd0")
    assert coloured["color"] == "#8a4fd0"
    shell.ok("sync")
    code, _, err = shell("calendars", "delete", number, "--name", "Other")
    assert code == 1 and "Nothing was deleted" in err
    assert shell.ok("calendars", "delete", number, "--name", "Me") == [{"deleted": made["id"]}]
    assert shell.ok("calendars", "list") == []


def test_keeping_and_dropping(shell: Shell, server: Server) -> None:
    """A04: a calendar dropped here stays on its server, and can be kept again."""
    [account] = shell.ok("accounts", "add-caldav", server.url, "--user", server.user, typed=f"{server.password}\n")
    [made] = shell.ok("calendars", "create", "Work", "--account", str(account["id"]), "--color", "#2c8a4b")
    assert made["color"] == "#2c8a4b"
    [other] = shell.ok("calendars", "create", "Home", "--account", str(account["id"]))
    shell.ok("calendars", "order", str(other["id"]), str(made["id"]))
    assert [one["name"] for one in shell.ok("calendars", "list")] == ["Home", "Work"]
    [dropped] = shell.ok("calendars", "drop", str(made["id"]))
    assert dropped["state"] == "off"
    assert [one["name"] for one in shell.ok("calendars", "list")] == ["Home"]
    [offered] = shell.ok("accounts", "shared", str(account["id"]))
    assert offered["name"] == "Work"
    [kept] = shell.ok("calendars", "keep", str(made["id"]))
    assert kept["state"] == "ok"


def test_a_server_with_its_own_certificate(shell: Shell, server: Server, tmp_path: Path) -> None:
    """A22: its fingerprint is shown, refused without it, trusted with it."""
    certificate = self_signed(tmp_path)
    with tls_front(server.url, certificate) as front:
        [shown] = shell.ok("accounts", "certificate", "localhost", "--port", str(front.port))
        der = ssl.PEM_cert_to_DER_cert(certificate.path.read_text())
        assert shown["fingerprint"].replace(":", "").lower() == hashlib.sha256(der).hexdigest()
        words = ("accounts", "add-caldav", front.url, "--user", server.user)
        code, _, err = shell(*words, typed=f"{server.password}\n")
        assert code == 1 and "certificate of localhost can’t be trusted" in err
        [account] = shell.ok(*words, "--pin", shown["fingerprint"], typed=f"{server.password}\n")
        assert account["state"] == "ok"
        [account] = shell.ok("accounts", "connection", str(account["id"]), "--authority", str(certificate.path))
        assert shell.ok("sync")[0]["errors"] == []


def test_the_window_loads_none_of_it() -> None:
    code = "import sys, dainvo.cli.arguments as a; a.parser(); print('dainvo.cli.account_verbs' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
