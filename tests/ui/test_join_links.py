"""Y08: what a link really leads to. Known services open at once, others are asked about, what is no web page never."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes.window import LINK
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui import join, theme
from dainvo.ui.link_question import LinkQuestion

NEVER = [
    "file:///etc/passwd",
    "FILE://server/share/x.exe",
    "javascript:alert(document.cookie)",
    "JavaScript:alert(1)//https://zoom.us/j/92674392836",
    "data:text/html,<script>alert(1)</script>",
    "zoommtg://zoom.us/join?confno=1",
    "ms-msdt:/id",
    "https://zoom.us@evil.example/j/92674392836",
    "https://user:pw@zoom.us/j/92674392836",
    "https://us02web.zoom.us/s/92674392836?zak=secret",
    "http://us02web.zoom.us/j/92674392836?zak=secret",
    "https://zoom.us./s/92674392836",
    "https://ZOOM.us//S/92674392836",
    "https://zoom.us/j/../s/92674392836",
    "https://zoom.us/%73/92674392836",
    "https://\uff5aoom.us/s/92674392836",
    "https://zoom.us/wc/92674392836/Start/",
    "https://zoom.us/j/92674392836?ZAK=secret",
    "https://zoom.us/j/92674392836#zak=secret",
    "https://zoom.us/j/1\\@evil.example",
    "https://zoom.us/j/1\nfile:///etc/passwd",
    "//evil.example/j/1",
    "",
]
ASKED = {
    "https://zoom.us.evil.example/j/92674392836": "zoom.us.evil.example",
    "https://evil.example/?u=https://zoom.us/j/92674392836": "evil.example",
    "https://zoom.us/rec/play/abc": "zoom.us",
    "http://us02web.zoom.us/j/92674392836": "us02web.zoom.us",
    "https://meet.example.org/room": "meet.example.org",
    "https://fa\u00df.example/": "xn--fa-hia.example",
    "https://zoom.us%2eevil.example/j/92674392836": "zoom.us.evil.example",
    "https://ex\u0430mple.org/": "xn--exmple-4nf.org",
}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr("dainvo.ui.join.QDesktopServices.openUrl", take)
    monkeypatch.delenv("DAINVO_ZOOM_API_URL", raising=False)
    monkeypatch.delenv("DAINVO_ZOOM_OAUTH_URL", raising=False)
    return found


@pytest.fixture
def host(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    QGuiApplication.clipboard().clear()
    yield made
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("url", NEVER)
def test_never_opened_asked_about_or_copied(host: QWidget, opened: list[str], url: str) -> None:
    """Y08, M49: neither at a click nor after a question, and a start link does not reach the clipboard."""
    assert not join.join(url, host)
    assert not join.browse(url, host)
    assert opened == []
    assert host.findChild(LinkQuestion) is None
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize(("url", "real"), ASKED.items())
def test_asked_about_with_the_real_host(host: QWidget, opened: list[str], url: str, real: str) -> None:
    """Y08: the focus is on Cancel; only the other button opens it."""
    assert not join.join(url, host)
    assert opened == []
    question = host.findChild(LinkQuestion)
    assert isinstance(question, LinkQuestion)
    said = [label.text() for label in question.findChildren(QLabel)]
    assert f"Open {real}?" in said
    assert any("http)" in text for text in said) == url.startswith("http:")
    assert question.focusWidget() is question.cancel_button
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert opened == []
    join.join(url, host)
    again = [one for one in host.findChildren(LinkQuestion) if one.isVisible()]
    again[-1].open_button.click()
    assert [QUrl(one) for one in opened] == [QUrl(url)]


def test_the_address_is_shown_as_it_is_sent(host: QWidget, opened: list[str]) -> None:
    """Y08: nothing in it turns the direction of reading."""
    join.join("https://evil.example/\u202egro.knab//:sptth", host)
    question = host.findChild(LinkQuestion)
    assert isinstance(question, LinkQuestion)
    said = "".join(label.text() for label in question.findChildren(QLabel)).replace("\u200b", "")
    assert "\u202e" not in said
    assert "https://evil.example/%E2%80%AEgro.knab//:sptth" in said


@pytest.mark.parametrize("url", [LINK, "https://meet.google.com/abc-defg-hij", "https://teams.live.com/meet/9"])
def test_known_services_open_at_once(host: QWidget, opened: list[str], url: str) -> None:
    assert join.join(url, host)
    assert opened == [url]
    assert host.findChild(LinkQuestion) is None


def test_a_browser_that_does_not_take_it(host: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """M25: a good link is copied then."""
    monkeypatch.setattr("dainvo.ui.join.QDesktopServices.openUrl", lambda _url: False)
    assert not join.join(LINK, host)
    assert QGuiApplication.clipboard().text() == LINK
