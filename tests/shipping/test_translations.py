"""Texts and their translations: each can be translated, German has them all, and what Qt reads is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.ui import dates, language
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet
from shipping import translations
from shipping.translations import Text

GERMAN = translations.FOLDER / "dainvo_de.ts"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    language.use(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def test_every_text_has_its_german() -> None:
    """L08: German is complete; `python -m shipping.translations` lists what is missing."""
    known = translations.read(GERMAN)
    missing = [text for text in translations.collect() if text not in known]
    assert missing == []


def test_translations_keep_holes_and_keys() -> None:
    """L08: what is filled in is filled in in every language, and every button keeps a key."""
    wrong = [fault for text, said in translations.read(GERMAN).items() for fault in translations.faults(text, said)]
    assert wrong == []


def test_what_qt_reads_is_what_was_written(tmp_path: Path) -> None:
    """L08: the compiled file is of this text."""
    translations.compile_to(GERMAN, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


def test_texts_are_found_where_they_are_used(tmp_path: Path) -> None:
    """L08: by class, by the module's own function, by another module's, with a number, marked for later."""
    package = tmp_path / "dainvo"
    package.mkdir()
    (package / "words.py").write_text('def tr(text):\n    return QCoreApplication.translate("Words", text)\n')
    (package / "page.py").write_text(
        "from dainvo import words\n"
        "class Page:\n"
        '    def show(self):\n        self.tr("One") + words.tr("Two" if self else "Three")\n'
        '        counted("Page", "1 thing", "%n things", 4)\n'
        'NAME = QT_TRANSLATE_NOOP("Later", "Four")\n'
    )
    assert translations.collect(package) == [
        Text("Later", "Four"),
        Text("Page", "%n things", counts=True),
        Text("Page", "One"),
        Text("Words", "Three"),
        Text("Words", "Two"),
    ]


def test_a_text_that_is_put_together_is_refused(tmp_path: Path) -> None:
    """L08: it could not be translated."""
    package = tmp_path / "dainvo"
    package.mkdir()
    (package / "page.py").write_text('class Page:\n    def show(self):\n        self.tr(f"Hello {self}")\n')
    with pytest.raises(translations.Unreadable, match=r"page.py:3"):
        translations.collect(package)


def test_faults_are_seen() -> None:
    assert translations.faults(Text("A", "{n} of {m}"), ("{n} von",)) != []
    assert translations.faults(Text("A", "&Save"), ("Sichern",)) != []
    assert translations.faults(Text("A", "Import & export"), ("Import und Export",)) == []
    assert translations.faults(Text("A", "Loading…"), ("Lädt",)) != []


def test_known_translations_survive(tmp_path: Path) -> None:
    """L08: what was translated stays when texts come and go."""
    texts = [Text("A", "Stays"), Text("A", "New"), Text("B", "%n days", counts=True)]
    known = {Text("A", "Stays"): ("Bleibt",), Text("A", "Gone"): ("Weg",), texts[2]: ("%n Tag", "%n Tage")}
    translations.write(tmp_path / "dainvo_de.ts", "de", texts, known)
    assert translations.read(tmp_path / "dainvo_de.ts") == {texts[0]: ("Bleibt",), texts[2]: ("%n Tag", "%n Tage")}


def test_the_window_speaks_german(german: None, qtbot: QtBot) -> None:
    """L08: also in a class that is built on another."""

    class Narrow(Sheet):
        pass

    sheet = Narrow(None, "x", width=300)
    qtbot.addWidget(sheet)
    assert sheet.close_button.accessibleName() == "Schließen"


def test_numbers_have_the_forms_of_their_language(german: None) -> None:
    """L08: plural rules, here those of German."""
    assert counted("Event", "1 event", "%n events", 1) == "1 Termin"
    assert counted("Event", "1 event", "%n events", 7) == "7 Termine"
    assert counted("None", "1 cat", "%n cats", 1) == "1 cat"


def test_english_needs_no_file(qapp: QApplication) -> None:
    assert counted("Event", "1 event", "%n events", 1) == "1 event"
    assert counted("Event", "1 event", "%n events", 0) == "0 events"


def test_the_language_is_that_of_the_setting_or_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """L08: what the program does not speak is English."""
    assert language.chosen("de") == "de"
    assert language.chosen("xx") == "en"
    assert language.chosen("") == "en"
    monkeypatch.setattr(dates, "locale", lambda: QLocale("de_AT"))
    assert language.chosen("") == "de"
    assert language.chosen("en") == "en"
