"""What people install: parts and licences, icons, the files that desktops read, the program's test of itself."""

from __future__ import annotations

import ast
import configparser
import json
import plistlib
import re
import shutil
import struct
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dainvo import __version__, app, self_test
from shipping import parts

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "resources" / "linux"
ID = "app.dainvo.Dainvo"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_all_that_ships_may_ship() -> None:
    """Licences: permissive, or a weak copyleft that stays its own."""
    shipped = parts.shipped()
    assert {"httpx", "keyring", "pyside6-essentials", "caldav"} <= {part.name for part in shipped}
    assert [part for part in shipped if not part.fits] == []
    assert not parts.Part("radicale", "3", "GPL-3.0-or-later").fits


def test_the_bill_of_materials_names_every_part_with_version_and_licence() -> None:
    shipped = parts.shipped()
    bill = json.loads(parts.bill_of_materials(shipped))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == PROJECT["version"] == __version__
    assert [one["purl"] for one in bill["components"]] == [f"pkg:pypi/{part.name}@{part.version}" for part in shipped]
    assert all(one["licenses"] for one in bill["components"])


def test_the_lock_holds_every_package_with_hashes_and_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(parts.locked(text))
    extras = PROJECT["optional-dependencies"]
    wanted = [Requirement(line) for line in [*PROJECT["dependencies"], *extras["demo"], *extras["dev"]]]
    missing = [one.name for one in wanted if one.name != "dainvo" and canonicalize_name(one.name) not in locked]
    assert missing == []
    assert all(one.specifier.contains(locked[canonicalize_name(one.name)]) for one in wanted if one.name != "dainvo")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)
    assert [entry.split("\n")[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.fixture
def database() -> Iterator[str]:
    """A vulnerability database that knows one bad version."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            results = [
                {"vulns": [{"id": "GHSA-x"}, {"id": "CVE-1"}]} if one["package"]["name"] == "leaky" else {}
                for one in queries
            ]
            body = json.dumps({"results": results}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_known_vulnerability_is_named(database: str) -> None:
    found = parts.vulnerable([("sound", "1.0"), ("leaky", "2.0")], database)
    assert found == ["leaky 2.0: CVE-1, GHSA-x"]


def test_the_desktop_file_starts_the_program_under_its_icon() -> None:
    """I15"""
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.read(LINUX / f"{ID}.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    assert entry["Exec"].split()[0] == next(iter(PROJECT["scripts"]))
    assert entry["Icon"] == ID
    assert entry["StartupWMClass"] == app.NAME, "a dock would show our windows beside our icon"
    assert {"x-scheme-handler/webcal", "x-scheme-handler/dainvo", "text/calendar"} <= set(entry["MimeType"].split(";"))
    assert "dainvo.spec" in {path.name for path in ROOT.iterdir()}
    if shutil.which("desktop-file-validate"):
        assert subprocess.run(["desktop-file-validate", str(LINUX / f"{ID}.desktop")]).returncode == 0


def test_the_metainfo_names_this_version_and_the_desktop_file() -> None:
    root = ElementTree.parse(LINUX / f"{ID}.metainfo.xml").getroot()  # noqa: S314  our own file
    assert root.findtext("id") == ID
    assert root.findtext("launchable") == f"{ID}.desktop"
    release = root.find("releases/release")
    assert release is not None and release.get("version") == PROJECT["version"]
    if shutil.which("appstreamcli"):
        command = ["appstreamcli", "validate", "--no-net", str(LINUX / f"{ID}.metainfo.xml")]
        told = subprocess.run(command, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_an_icon_in_each_size(size: int) -> None:
    data = (ROOT / "resources" / "app" / f"dainvo-{size}.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (size, size)


def test_icons_of_windows_and_mac_hold_pictures_of_each_size() -> None:
    ico = (ROOT / "resources" / "app" / "dainvo.ico").read_bytes()
    count = struct.unpack("<H", ico[4:6])[0]
    sizes = [ico[6 + 16 * place] or 256 for place in range(count)]
    assert sizes == [16, 24, 32, 48, 64, 256]
    icns = (ROOT / "resources" / "app" / "dainvo.icns").read_bytes()
    assert icns[:4] == b"icns" and struct.unpack(">I", icns[4:8])[0] == len(icns)


def test_the_program_tests_itself(capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    """I15: `--self-test` tries each part and says what it found."""
    assert self_test.run() == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] and told["version"] == __version__
    assert [part["part"] for part in told["parts"]] == list(self_test.PARTS)


def test_a_missing_part_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object
) -> None:
    """I15: a bundle without its icons says so and ends with 1."""
    from dainvo.ui import icons

    monkeypatch.setattr(icons, "folder", lambda: tmp_path)
    monkeypatch.setattr(self_test, "PARTS", {"resources": self_test.PARTS["resources"]})
    assert self_test.run() == 1
    (part,) = json.loads(capsys.readouterr().out)["parts"]
    assert not part["ok"] and str(tmp_path) in part["found"]


# what is not built where the tests run: its parts, as far as they can be looked at

SCHEMES = {"webcal", "webcals", "dainvo"}


def info_plist() -> dict[str, object]:
    """The keys of Info.plist as dainvo.spec gives them."""
    tree = ast.parse((ROOT / "dainvo.spec").read_text(encoding="utf-8"))
    (found,) = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "info_plist"]
    values: dict[str, object] = ast.literal_eval(found)
    return values


def test_the_metainfo_is_complete_and_says_nothing_twice() -> None:
    """What stores ask for, also where AppStream's own check is not installed."""
    root = ElementTree.parse(LINUX / f"{ID}.metainfo.xml").getroot()  # noqa: S314  our own file
    assert root.tag == "component" and root.get("type") == "desktop-application"
    wanted = ("id", "metadata_license", "project_license", "name", "summary", "description", "launchable", "provides")
    assert [name for name in (*wanted, "releases", "content_rating") if root.find(name) is None] == []
    assert root.findtext("project_license") == PROJECT["license"]
    plain = [one.text or "" for one in root.findall("summary") if len(one.attrib) == 0]
    assert len(plain) == 1 and len(plain[0]) <= 90 and not plain[0].endswith(".")
    paragraphs = [" ".join((one.text or "").split()) for one in root.findall("description/p")]
    assert all(len(one) >= 80 for one in paragraphs) and len(set(paragraphs)) == len(paragraphs)
    assert root.findtext("provides/binary") == next(iter(PROJECT["scripts"]))


def test_the_desktop_file_has_no_key_that_nobody_knows() -> None:
    """As the specification has them, also where the desktop's own check is not installed."""
    lines = (LINUX / f"{ID}.desktop").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]" and all("=" in line for line in lines[1:])
    names = [line.partition("=")[0] for line in lines[1:]]
    assert len(set(names)) == len(names)
    known = {"Type", "Version", "Name", "GenericName", "Comment", "Exec", "Icon", "Terminal", "Categories", "Keywords"}
    known |= {"MimeType", "StartupNotify", "StartupWMClass", "Actions"}
    assert {name.partition("[")[0] for name in names} <= known
    lists = [line for line in lines if line.startswith(("Categories", "Keywords", "MimeType"))]
    assert all(line.endswith(";") for line in lists)


def test_every_system_is_offered_the_same_files_and_links() -> None:
    """I01, I02, I06: calendar files, webcal and our own links."""
    desktop = (LINUX / f"{ID}.desktop").read_text(encoding="utf-8")
    plist = info_plist()
    types = plist["CFBundleURLTypes"]
    assert isinstance(types, list)
    assert set(re.findall(r"x-scheme-handler/(\w+)", desktop)) == SCHEMES
    assert {scheme for one in types for scheme in one["CFBundleURLSchemes"]} == SCHEMES
    installer = (ROOT / "resources" / "windows" / "dainvo.iss").read_text(encoding="utf-8")
    offered = set(re.findall(r'URLAssociations"; ValueType: string; ValueName: "(\w+)"', installer))
    assert offered | set(re.findall(r'"Software\\Classes\\(dainvo)"', installer)) == SCHEMES
    assert ".ics" in installer and "text/calendar" in desktop and "com.apple.ical.ics" in str(plist)


def test_the_installer_of_windows_takes_files_that_are_there_and_cleans_up() -> None:
    """I10: all but the profile goes, also what Dainvo wrote itself to start at login."""
    folder = ROOT / "resources" / "windows"
    text = (folder / "dainvo.iss").read_text(encoding="utf-8")
    for path in re.findall(r"(?:LicenseFile|SetupIconFile)=(\S+)", text):
        assert (folder / path.replace("\\", "/")).resolve().is_file(), path
    made = set(re.findall(r'^Root: HKA; Subkey: "(Software\\(?:Classes\\)?[^"\\]+)', text, re.M))
    gone = set(re.findall(r'^Root: HKA; Subkey: "([^"]+)".*Flags: uninsdelete(?:key|value)$', text, re.M))
    left = {one for one in made if not any(other == one or other.startswith(f"{one}\\") for other in gone)}
    assert left == set()
    assert f'AppUserModelID: "{app.NAME}"' in text, "the window calls itself so, and the task bar joins them"
    assert re.search(r'CurrentVersion\\Run"; ValueType: none; ValueName: "Dainvo"; Flags: uninsdeletevalue', text)


def test_what_macos_is_asked_for_is_no_more_than_needed() -> None:
    asked = plistlib.loads((ROOT / "resources" / "macos" / "entitlements.plist").read_bytes())
    assert asked == {
        "com.apple.security.cs.disable-library-validation": True,
        "com.apple.security.network.client": True,
        "com.apple.security.network.server": True,
    }
    plist = info_plist()
    assert plist["NSHighResolutionCapable"] is True and plist["NSRequiresAquaSystemAppearance"] is False


def test_the_flatpak_takes_files_that_are_there_and_sees_no_folder_of_the_users() -> None:
    text = (LINUX / f"{ID}.yaml").read_text(encoding="utf-8")
    for path in re.findall(r"^ +path: (\S+)$", text, re.M):
        assert path == "../../build/bundle" or (LINUX / path).resolve().exists(), path
    installed = re.findall(r"^ +- install -Dm644 (\S+)", text, re.M)
    given = {Path(path).name for path in re.findall(r"^ +path: (\S+)$", text, re.M)}
    assert set(installed) <= given
    assert f"id: {ID}\n" in text and "--filesystem" not in text
