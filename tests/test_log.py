"""Y06: the log holds no secret, no address of a person, no link."""

from __future__ import annotations

import logging
import stat
import sys
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
