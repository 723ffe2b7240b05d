"""A sentence for every reason of a failure: what happened, what is safe, what to do.

Imports QtCore alone, since the command line says the same sentences. Decides nothing: who catches an error does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dainvo.errors import DainvoError, Why
from dainvo.ui.language import QT_TRANSLATE_NOOP, quoted
from dainvo.ui.sentences import ADDING, KEPT, SENTENCES
from dainvo.ui.sentences_zoom import FIELDS, SCOPES, ZOOM


@dataclass(frozen=True, slots=True)
class Said:
    """`text` is one sentence, `hint` what to do (may be empty), `button` the face of the one cure (may be empty).

    `action` names that cure for code: "sign_in", "connect", "reconnect", "try_again", "copy_note", "vanished".
    """

    text: str
    hint: str = ""
    button: str = ""
    action: str = ""

    @property
    def both(self) -> str:
        return f"{self.text} {self.hint}".strip()


_SENTENCES = {**SENTENCES, **ZOOM}

_STAND_INS: dict[str, str] = {
    "host": QT_TRANSLATE_NOOP("Why", "the server"),
    "folder": QT_TRANSLATE_NOOP("Why", "its own folder"),
    "reason": QT_TRANSLATE_NOOP("Why", "the system refuses it"),
    "address": QT_TRANSLATE_NOOP("Why", "This"),
    "calendar": QT_TRANSLATE_NOOP("Why", "this calendar"),
    "variable": QT_TRANSLATE_NOOP("Why", "a setting"),
    "port": QT_TRANSLATE_NOOP("Why", "number"),
    "scope": QT_TRANSLATE_NOOP("Why", "another one"),
    "field": QT_TRANSLATE_NOOP("Why", "one of the values"),
}

_PLACE = re.compile(r"\{(\w+)\}")


def sentence(why: Why, about: Mapping[str, str] | None = None) -> Said:
    """The words for `why`, with the names that `about` holds; what it lacks gets a general word."""
    words = _SENTENCES[why]
    known = about or {}
    if "adding" in known and words.hint in KEPT:
        words = words._replace(hint=ADDING)
    return Said(
        text=_fill(_tr(words.text), known),
        hint=_fill(_tr(words.hint), known),
        button=_tr(words.button),
        action=words.action,
    )


def explain(failure: BaseException) -> Said:
    """The words for any failure; one that is no `DainvoError` is a fault of the program and says so."""
    if isinstance(failure, DainvoError):
        return sentence(failure.why, failure.about)
    return Said(
        _tr(QT_TRANSLATE_NOOP("Why", "Dainvo failed at this, and it is Dainvo’s own fault.")),
        _tr(QT_TRANSLATE_NOOP("Why", "What was saved before is safe. Try again; if it comes back, please report it.")),
    )


def stored(why: str) -> Said | None:
    """The words for a reason read from the copy; None if there is none or this version does not know it."""
    try:
        return sentence(Why(why))
    except ValueError:
        return None


def scope(name: str) -> str:
    """What a Zoom scope allows, in words; the scope itself if it is not one we ask for."""
    return _tr(SCOPES.get(name, name))


def _fill(pattern: str, about: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        given = about.get(name, "")
        if name == "scope" and given:
            return ", ".join(scope(one) for one in given.replace(",", " ").split())
        if name == "field" and given:
            return _tr(FIELDS[given]) if given in FIELDS else f"“{given}”"
        if name == "calendar" and given:
            return quoted(given)
        if given:
            return given
        word = _tr(_STAND_INS.get(name, name))
        return word[:1].upper() + word[1:] if match.start() == 0 else word

    return _PLACE.sub(value, pattern)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Why", text) if text else ""
