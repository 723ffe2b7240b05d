"""Which zone Dainvo goes by: the settings', the computer's, and where that has no name the Zoom profile's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dainvo.profile import Profile
from dainvo.settings import Settings
from dainvo.store.store import FILE_NAME, Store


@pytest.fixture
def nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that does not tell the name of its zone."""

    def names(chosen: str, _environ: Mapping[str, str]) -> Iterator[str]:
        yield chosen
        yield "Nowhere/Land"

    monkeypatch.setattr("dainvo.profile._zone_names", names)


def with_zoom(folder: Path, zone: str) -> None:
    store = Store(folder / FILE_NAME, zone=ZoneInfo("UTC"), now=lambda: datetime(2027, 3, 10, tzinfo=UTC))
    try:
        store.add_account("zoom", "anna@corp.example", url="", user="", identity="a:b", detail={"zone": zone})
    finally:
        store.close()


@pytest.mark.usefixtures("nameless")
@pytest.mark.parametrize(("profile", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), ("", "UTC"), ("No/Such", "UTC")])
def test_the_zoom_profile_fills_in_for_a_computer_without_a_zone(tmp_path: Path, profile: str, zone: str) -> None:
    """M69: and UTC where that does not help, either."""
    assert Profile(tmp_path).zone.key == "UTC", "nothing is connected yet"
    with_zoom(tmp_path, profile)
    assert Profile(tmp_path).zone.key == zone


def test_a_zone_that_is_known_goes_first(tmp_path: Path) -> None:
    """M69: the settings' and the computer's are asked before Zoom."""
    with_zoom(tmp_path, "Asia/Tokyo")
    Settings(zone="Europe/Berlin").save(tmp_path / "settings.json")
    assert Profile(tmp_path).zone.key == "Europe/Berlin"
    Settings().save(tmp_path / "settings.json")
    assert Profile(tmp_path, environ={"TZ": "America/New_York"}).zone.key == "America/New_York"
