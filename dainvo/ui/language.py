"""The language of the window: which one it is, its texts, and texts that change with a number.

Translates nothing by itself: Qt does, from the files that `shipping.translations` makes.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dainvo.ui import dates, mirror

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

#: What the program speaks, each by its own name. Its texts are written in English.
LANGUAGES = {"en": "English", "de": "Deutsch"}
_FILE = "dainvo_{}.qm"


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the translations lie: in the source tree, or under `share/dainvo` of an installation."""
    beside = Path(__file__).resolve().parents[2] / "resources" / "translations"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "dainvo" / "translations"


def languages() -> dict[str, str]:
    """Each language by its own name, those included whose translation somebody has put beside the others."""
    from PySide6.QtCore import QLocale

    found = sorted(path.stem.partition("_")[2] for path in folder().glob(_FILE.format("*")))
    return LANGUAGES | {name: QLocale(name).nativeLanguageName() for name in found if name not in LANGUAGES}


def chosen(setting: str) -> str:
    """The language of the setting, else of the system, as far as the program speaks it; else English."""
    wanted = setting or dates.locale().name().partition("_")[0]
    return wanted if wanted in LANGUAGES or (folder() / _FILE.format(wanted)).is_file() else "en"


def begin(application: QApplication, setting: str) -> None:
    """Speak the language of the setting, the names of days and months included, before anything is made."""
    dates.speak(setting)
    use(application, setting)


def use(application: QApplication, setting: str) -> None:
    """Speak the language of the setting from now on; of what was made before only English stays."""
    language = chosen(setting)
    if language == "en":
        return
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{of_qt}/qtbase_{language}.qm", str(folder() / _FILE.format(language))):
        translator = QTranslator(application)
        if translator.load(file):
            application.installTranslator(translator)
    mirror.use(application, QLocale(language).textDirection())


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks `text` as one that is translated where it is shown; Qt's own is typed as giving any object."""
    return text


def quoted(name: str) -> str:
    """`name` in the marks that the language puts around what somebody has called something."""
    return QCoreApplication.translate("Names", "‘{name}’").format(name=name)


def counted(context: str, one: str, many: str, n: int) -> str:
    """`many` with the number for %n in the plural form of the language; English has two, `one` and `many`."""
    said = QCoreApplication.translate(context, many, "", n)
    return one if n == 1 and said == many.replace("%n", "1") else said
