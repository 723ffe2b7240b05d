"""V27: a view reads what it shows and pages beside it, and the small month its dots, whatever else there is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.store.reader import Reader

Range = tuple[date, date]
DAY = timedelta(days=1)


@pytest.mark.parametrize("name", ["day", "workweek", "week", "days", "weeks", "month"])
def test_a_view_reads_its_page_and_those_beside_it(
    name: str, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V27: opened, and paged on."""
    read: list[Range] = []
    usual = Reader.occurrences

    def noted(reader: Reader, first: date, last: date) -> object:
        read.append((first, last))
        return usual(reader, first, last)

    monkeypatch.setattr(Reader, "occurrences", noted)
    given.calm(tmp_path)
    stage = Stage(qapp, tmp_path, "light")
    try:
        window = stage.open(view=name)
        asked_before = False  # the next page may lie ready
        for _ in range(2):
            stage.settle()
            first, last = window.view.visible_range()
            beside = max(last - first + DAY, 7 * DAY)  # what is beside is read a week at a time
            dots_first, dots_last = window.panel.mini.days()
            begin, end = min(first - 2 * beside, dots_first), max(last + 2 * beside, dots_last)
            assert read or asked_before
            asked_before = True
            assert [one for one in read if one[0] < begin or one[1] > end] == []
            read.clear()
            window.step(1)
    finally:
        stage.close()
