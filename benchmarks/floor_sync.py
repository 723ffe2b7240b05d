"""The least a first sync can take: one streamed request, a line scan, rows into SQLite. `python -m … ADDRESS`."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # as `dainvo.web`: without its command line
import httpx  # noqa: E402

BODY = (
    '<?xml version="1.0"?><sync-collection xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><sync-token/>'
    "<sync-level>1</sync-level><prop><getetag/><C:calendar-data/></prop></sync-collection>"
)
KEPT = {"UID", "DTSTART", "DTEND", "RRULE", "SUMMARY", "RECURRENCE-ID"}
DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"


def scan(text: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    row: dict[str, str] | None = None
    for line in text.replace("\n ", "").splitlines():
        if line == "BEGIN:VEVENT":
            row = {}
        elif line == "END:VEVENT" and row is not None:
            rows.append(row)
            row = None
        elif row is not None:
            name = line[: line.index(":")].partition(";")[0]
            if name in KEPT:
                row[name] = line
    return rows


def sync(url: str, path: Path) -> int:
    """Objects stored in a new database at `path`."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(
        "pragma journal_mode=wal; pragma synchronous=normal; begin;"
        "create table object(id integer primary key, href text unique, etag text, text text);"
        "create table event(object int, uid text, recurrence text, start text, finish text, rule text, summary text);"
        "create index by_start on event(start);"
    )
    pull: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(["end"])
    with httpx.Client(timeout=300, trust_env=False) as client, client.stream("REPORT", url, content=BODY) as answer:
        for chunk in answer.iter_bytes(1 << 18):
            pull.feed(chunk)
            for event in pull.read_events():
                element = event[-1]
                if isinstance(element, ElementTree.Element) and element.tag == DAV + "response":
                    _store(database, element)
                    element.clear()
    database.execute("commit")
    count: int = database.execute("select count(*) from object").fetchone()[0]
    database.close()
    return count


def _store(database: sqlite3.Connection, response: ElementTree.Element) -> None:
    text = response.findtext(f".//{CALDAV}calendar-data") or ""
    stored = (response.findtext(DAV + "href"), response.findtext(f".//{DAV}getetag"), text)
    number = database.execute("insert into object(href, etag, text) values(?, ?, ?)", stored).lastrowid
    database.executemany(
        "insert into event values(?, ?, ?, ?, ?, ?, ?)",
        [
            (number, *(row.get(name) for name in ("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "RRULE", "SUMMARY")))
            for row in scan(text)
        ],
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(sync(sys.argv[1] + "calendar/", Path(folder) / "floor.db"))
