"""Y06: the log holds no secret, no address of a person, no link."""

from __future__ import annotations

import logging
import logging.handlers
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dainvo import log
from dainvo.errors import Refused, Why

PLANTED = {
    "bearer": ("Authorization: Bearer abc.def-ghi123", "abc.def-ghi123"),
    "basic": ("basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
    "callback": ("GET /callback?code=Zx81kQ&state=s3cr3t HTTP/1.1", "Zx81kQ"),
    "state": ("GET /callback?code=Zx81kQ&state=s3cr3t HTTP/1.1", "s3cr3t"),
    "token answer": ('{"access_token":"tok1","refresh_token": "tok2"}', "tok2"),
    "join link": ("opening https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1", "8pEkRweVXPV3"),
    "meeting id": ("opening https://us02web.zoom.us/j/92674392836?pwd=8pEkRweVXPV3.1", "92674392836"),
    "user info": ("https://anna:hunter2@dav.example.org/cal", "hunter2"),
    "mail": ("guest ben.miller@example.com refused", "ben.miller"),
    "jwt": ("x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig_nature y", "eyJzdWIiOiIxIn0"),
}


@pytest.mark.parametrize("line, secret", PLANTED.values(), ids=PLANTED.keys())
def test_redact_leaves_no_secret(line: str, secret: str) -> None:
    assert secret not in log.redact(line)


def test_host_and_words_stay_readable() -> None:
    assert log.redact("no answer from https://dav.example.org/anna/work/ after 10 s").startswith(
        "no answer from https://dav.example.org/"
    )


def test_file_is_private_and_tracebacks_are_redacted(tmp_path: Path) -> None:
    path = tmp_path / "dainvo.log"
    root = logging.getLogger()
    before = list(root.handlers)
    log.start(path)
    try:
        try:
            raise ValueError("password=hunter2")
        except ValueError:
            logging.getLogger("dainvo.test").exception("sync failed for anna@example.com")
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
    text = path.read_text(encoding="utf-8")
    assert "sync failed" in text and "ValueError" in text
    assert "hunter2" not in text and "anna@" not in text
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_an_exception_says_stays_out_of_the_log() -> None:
    """Y06: a message may quote what somebody wrote; the way to it may not be lost."""
    try:
        try:
            dict[str, int]()["Salary talk with Ben"]
        except KeyError as error:
            raise Refused(Why.REJECTED, detail="Salary talk") from error
    except Refused as refused:
        told = log.trace(refused)
    assert "Refused: rejected" in told and "KeyError" in told
    assert "test_log.py:" in told and "in test_what_an_exception_says_stays_out_of_the_log" in told
    assert "Salary" not in told


@contextmanager
def written_to(path: Path) -> Iterator[logging.Handler]:
    """The log of the program at `path`, as long as the block lasts."""
    root, raising = logging.getLogger(), logging.raiseExceptions
    before = list(root.handlers)
    log.start(path)
    (handler,) = set(root.handlers) - set(before)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        handler.close()
        logging.raiseExceptions = raising


def test_five_files_of_two_mebibytes_each_private(tmp_path: Path) -> None:
    """Y06, Y10: what is old goes by itself, and no file of it is anybody else's under an open umask."""
    former = os.umask(0)
    try:
        with written_to(tmp_path / "dainvo.log") as handler:
            assert isinstance(handler, logging.handlers.RotatingFileHandler) and handler.maxBytes == 2 << 20
            handler.maxBytes = 20_000
            for _ in range(60):
                logging.getLogger("dainvo.test").info("x" * 2_500)
    finally:
        os.umask(former)
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["dainvo.log", *(f"dainvo.log.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size <= 20_000 for path in files)
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_log_that_cannot_be_written_spills_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Y06: Python's logging would print the message with all it holds; desktops keep that in a journal."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with written_to(tmp_path / "file" / "dainvo.log"):
        logging.getLogger("dainvo.test").warning("Salary talk with %s", "ben.miller@example.com")
    assert capsys.readouterr().err == ""


HOSTILE = {
    "a name in a path": ("GET /calendars/anna.smith/work/ gave 500", "anna.smith"),
    "an e-mail as parameter": ("user=anna%40example.com", "anna%40example"),
    "upper case": ("AUTHORIZATION: BEARER AbC123", "AbC123"),
    "a split header": ("Authorization:\r\n Bearer abc123", "abc123"),
    "a start link": ("https://zoom.us/s/123?zak=eyJ0eXAiOiJ", "eyJ0eXAiOiJ"),
    "another scheme": ("opening zoommtg://zoom.us/join?confno=92674392836&pwd=abcd", "92674392836"),
    "a webcal link": ("webcal://feeds.example.com/private/k3y.ics", "k3y"),
    "spaces around": ("password : hunter2", "hunter2"),
    "quoted with spaces": ('password="correct horse battery"', "horse"),
    "json": ('{"code": "Zx81kQ", "passcode":"8421"}', "8421"),
    "an address in brackets": ("<https://anna:pw@dav.example.org/x>", "pw@"),
    "two lines": ("one\nBearer abc123", "abc123"),
    "phone": ("dial tel:+496912345678,,92674392836#", "92674392836"),
    "unicode mail": ("für jürgen@müller.example", "jürgen"),
}


def test_a_long_line_takes_no_longer_than_it_is() -> None:
    """Y06: a server may answer with a megabyte without a space; looked at from each letter on, it would take hours."""
    assert len(log.redact("x" * 1_000_000 + " a:" * 100_000)) == 1_300_000


@pytest.mark.parametrize("line, secret", HOSTILE.values(), ids=HOSTILE.keys())
def test_redaction_holds_against_odd_spellings(line: str, secret: str) -> None:
    """Y06"""
    assert secret not in log.redact(line)
