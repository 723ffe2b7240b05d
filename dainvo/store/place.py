"""What it means for a profile that its disk does not take what is written: full, read-only, or somebody else's.

Writes nothing.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from dainvo.errors import DainvoError, Refused, TryLater, Why

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def unusable(error: OSError, folder: Path) -> DainvoError:
    """The failure that `error` is for whoever works with the profile in `folder`: TryLater(DISK_FULL) or
    Refused(PROFILE_NOT_WRITABLE)."""
    if error.errno in _FULL:
        return TryLater(Why.DISK_FULL, detail=str(error))
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Refused(Why.PROFILE_NOT_WRITABLE, detail=str(error), about={"folder": str(folder), "reason": reason})
