"""Every reason of a failure has words a person understands, filled with what is known."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from dainvo.errors import Conflict, Malformed, NeedsUser, TryLater, Why
from dainvo.ui import messages


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_a_sentence(why: Why) -> None:
    said = messages.sentence(why)
    assert said.text.endswith((".", "!", "?")), said.text
    assert "{" not in said.both and "}" not in said.both
    assert not re.search(r"\b[45]\d\d\b|[a-z]+_[a-z]+|Oops|Error", said.both), "no codes and no identifiers"
    assert said.text[0].isupper() or said.text[0] == "“" or said.text.startswith("http")
    assert bool(said.button) == bool(said.action)


@pytest.mark.parametrize("why", list(Why))
def test_values_are_filled_in_as_they_are(why: Why) -> None:
    """A value with braces or a percent sign from a server is text, never a pattern."""
    names = ("host", "address", "calendar", "variable", "port", "scope", "field", "nothing")
    said = messages.sentence(why, dict.fromkeys(names, "{x}%1{0}"))
    assert "{x}%1{0}" in said.both or said == messages.sentence(why)


def test_texts_of_the_interface_reference() -> None:
    """ux.md §9 and §12: these are literal."""
    assert messages.sentence(Why.OFFLINE, {"host": "cloud.example"}).text == "Can’t reach cloud.example."
    assert messages.sentence(Why.NOT_ALLOWED, {"calendar": "Team"}).both == (
        "The server doesn’t allow changes in ‘Team’. Your change is kept here."
    )
    assert messages.sentence(Why.NO_KEYRING).text == "No safe place for passwords was found."
    assert messages.sentence(Why.KEYRING_LOCKED).text == "Your keyring is locked."
    assert messages.sentence(Why.ZOOM_ACCESS_ENDED).both.startswith(
        "Zoom access ended. It was removed at Zoom or connected elsewhere."
    )
    assert messages.sentence(Why.ZOOM_APPROVAL).text == "Your organisation must approve Dainvo first."
    assert messages.sentence(Why.NO_TITLE).text == "A Zoom meeting needs a title."
    assert messages.sentence(Why.PLAIN_HTTP).text == "http sends your password unprotected; use https."
    scope = messages.sentence(Why.ZOOM_SCOPE_MISSING, {"scope": "meeting:delete:meeting"})
    assert scope.text == "Zoom needs one more permission: delete meetings."
    assert scope.button == "Reconnect"


def test_any_failure_is_explained() -> None:
    assert messages.explain(TryLater(Why.OFFLINE, about={"host": "a.example"})).text == "Can’t reach a.example."
    assert messages.explain(NeedsUser(Why.DECLINED)).action == "try_again"
    assert messages.explain(Conflict()).text == "This event changed in two places."
    assert messages.explain(Malformed("x")).text.startswith("The server sent an answer")
    fault = messages.explain(KeyError("secret"))
    assert "Dainvo’s own fault" in fault.text
    assert "secret" not in fault.both


def test_stored_reasons() -> None:
    said = messages.stored("zoom_no_licence")
    assert said is not None
    assert said.text == "Your Zoom account may not host meetings."
    assert messages.stored("") is None
    assert messages.stored("of_a_later_version") is None


def test_words_need_no_window() -> None:
    """The command line says the same sentences: nothing but QtCore is imported."""
    code = (
        "import sys; from dainvo.ui import messages; from dainvo.errors import Why; "
        "print(messages.sentence(Why.OFFLINE).text); "
        "sys.exit(any(name.startswith(('PySide6.QtGui', 'PySide6.QtWidgets')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Can’t reach the server."
