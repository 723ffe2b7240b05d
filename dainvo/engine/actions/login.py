"""The user's verbs about the start at login: whether Dainvo starts then without a window, and that it shall (I03).

What is written where is in `login_start`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from dainvo import login_start
from dainvo.engine.desk import Desk
from dainvo.errors import Refused, Why


async def starts(desk: Desk) -> bool | None:
    """Whether this Dainvo starts at login; None where that is not its own to say (from source, in a sandbox)."""
    found = _entry(desk)
    return None if found is None else await asyncio.to_thread(found.read)


async def choose(desk: Desk, wanted: bool) -> bool | None:
    """Have it start at login or not; what stands afterwards. Raises Refused(FILE_NOT_WRITTEN)."""
    found = _entry(desk)
    if found is None:
        return None
    try:
        await asyncio.to_thread(found.write if wanted else found.remove)
    except OSError as error:
        about = {"file": Path(error.filename or login_start.ID).name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_WRITTEN, detail=str(error), about=about) from error
    return await asyncio.to_thread(found.read)


def _entry(desk: Desk) -> login_start.Entry | None:
    from platformdirs import user_data_path

    usual = user_data_path("dainvo", appauthor=False).resolve()
    profile = desk.profile.resolve()
    words = login_start.command(None if profile == usual else profile)
    if words is None:
        return None
    return login_start.entry(words, system=sys.platform, environ=desk.environ, home=Path.home())
