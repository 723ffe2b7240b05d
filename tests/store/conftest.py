"""The copy that the tests of the store write and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.offline_copies import Copy, offline_copy


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with offline_copy(tmp_path) as made:
        yield made
