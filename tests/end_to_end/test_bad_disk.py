"""A profile on a disk that is read-only or full: a sentence says so, nothing is lost, and with room it goes on.

The disks are real ones, of memory, mounted where nobody but the test sees them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: A mount of one's own: root may, others where the system lets them have a namespace.
ALONE = ["unshare", "--mount"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "--mount", "--map-root"]


def may_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True).returncode == 0


#: These programs go by the computer's clock; a day long past would have to be worked out first, which takes room.
DAY = f"{datetime.now(UTC).year + 1}-03-10"

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(not may_mount(), reason="this system lets nobody mount a disk of memory"),
]


def on_disk(folder: Path, size: str, script: str) -> str:
    """What `script` prints, run with $D as a disk of `size` and `dainvo` as the program, in a terminal's place."""
    mount = f"set -eu; mount -t tmpfs -o size={size},mode=700 tmpfs $D\n"
    head = mount + 'dainvo() { $PYTHON -m dainvo --profile $D/p "$@"; }\n'
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [*ALONE, "sh", "-c", head + script],
        env={**kept, "D": str(folder), "DAY": DAY, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


READ_ONLY = """
dainvo accounts add-local Here >/dev/null
rm -f $D/p/dainvo.db-wal $D/p/dainvo.db-shm
sum=$(cat $D/p/dainvo.db* | cksum)
mount -o remount,ro $D
dainvo && exit 9 || echo "window $?"
dainvo accounts list && exit 9 || echo "list $?"
dainvo accounts add-local There && exit 9 || echo "add $?"
$PYTHON -m dainvo --profile $D/new && exit 9 || echo "new $?"
test "$sum" = "$(cat $D/p/dainvo.db* | cksum)" && echo untouched
mount -o remount,rw $D
dainvo accounts list
"""


def test_a_read_only_profile_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    """Also by whoever only reads: without its log the copy would look empty."""
    told = on_disk(tmp_path, "4m", READ_ONLY)
    assert "Traceback" not in told
    assert told.count("Dainvo can’t write to ") == 4
    assert [line for line in told.splitlines() if line.split()[0] in ("window", "list", "add", "new")] == [
        "window 1",
        "list 1",
        "add 1",
        "new 1",
    ]
    assert "untouched" in told.splitlines()
    assert "On this computer" in told.splitlines()[-1]


FULL = """
dainvo accounts add-local Here >/dev/null
dainvo events add --calendar 1 --title Before --start ${DAY}T09:00 >/dev/null
cat /dev/zero >$D/big 2>/dev/null || true
N=$($PYTHON -c 'print("n" * 60000)')
dainvo events add --calendar 1 --title Meanwhile --start ${DAY}T10:00 --description $N && exit 9 || echo "add $?"
dainvo events list --from $DAY --to $DAY
$PYTHON -m dainvo --profile $D/new accounts add-local There && exit 9 || echo "new $?"
rm $D/big
dainvo events add --calendar 1 --title Meanwhile --start ${DAY}T10:00 --description $N >/dev/null
dainvo events list --from $DAY --to $DAY
"""


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    """F-10: what was there stays readable, what cannot be stored says so, and the profile is whole afterwards."""
    told = on_disk(tmp_path, "2m", FULL)
    assert "Traceback" not in told
    assert told.count("The disk is full.") == 2
    assert "add 75" in told and "new 75" in told
    before, _, after = told.partition("new 75")
    assert ("Before" in before, "Meanwhile" in before) == (True, False)
    assert ("Before" in after, "Meanwhile" in after) == (True, True)
