"""What the row of an intent tells now, and the record of the meeting that was made or found for it.

Asks nobody: every function is about the copy.
"""

from __future__ import annotations

import json
from typing import Any

from dainvo.engine import asked
from dainvo.engine.desk import Desk
from dainvo.store.rows import IntentRow, IntentState
from dainvo.zoom.answers import ZoomMeeting


def state_of(desk: Desk, intent: IntentRow) -> IntentState:
    row = desk.store.intent(intent.op_id)
    return row.state if row is not None else IntentState.DONE


def still(desk: Desk, intent: IntentRow) -> bool:
    """Whether the user still wants it: they may have acted while an answer was awaited."""
    return state_of(desk, intent) is intent.state


def know(desk: Desk, intent: IntentRow, made: ZoomMeeting, *, clean: bool = False) -> None:
    """Record the meeting; for a wish given up meanwhile only, so that it can be deleted.

    `clean`: the answer shows it as it was asked for, so it need not be read again. Not durable by itself: after a power
    cut the meeting is looked for at Zoom, as after a lost answer.
    """
    now = desk.store.intent(intent.op_id)
    given_up = now is not None and now.state is IntentState.ABANDONED
    desk.store.set_intent(
        intent.op_id,
        state=IntentState.ABANDONED if given_up else IntentState.KNOWN,
        body=asked.noting(now, clean=True) if clean and now is not None else None,
        meeting_id=made.id,
        join_url=made.join_url,
        passcode=made.passcode,
        attempts=0,
        why="",
        next_at=None,
        durable=False,
    )


def sent(intent: IntentRow) -> dict[str, Any]:
    """The request that left."""
    body = json.loads(intent.body) if intent.body else {}
    return body if isinstance(body, dict) else {}
