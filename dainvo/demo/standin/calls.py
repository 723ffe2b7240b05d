"""One API call as the endpoints see it: who calls, with what, in which world.

Does not check tokens or limits: `api` has done so before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from dainvo.demo.standin.directory import User
from dainvo.demo.standin.exchange import Answer, Json, Request, json_answer
from dainvo.demo.standin.faults import Fault
from dainvo.demo.standin.meeting import Meeting
from dainvo.demo.standin.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """An authorised call. `shapes`: the faults that change what the endpoint does, by kind."""

    world: World
    request: Request
    user: User
    arguments: Mapping[str, str]
    body: Json = field(default_factory=dict)
    shapes: Mapping[str, Fault] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The present instant of the stand-in."""
        return self.world.clock.now()

    def meeting(self) -> Meeting | None:
        """The caller's own meeting that the path names, unless it expired."""
        meeting = self.world.meetings.get(int(self.arguments["meeting"]))
        if meeting is None or meeting.host_id != self.user.id or self.now > meeting.expires_at():
            return None
        return meeting

    def no_such_user(self) -> Answer | None:
        """404/1001 if the path names anybody but the caller."""
        who = unquote(self.arguments["user"])
        if who in ("me", self.user.id, self.user.email):
            return None
        return json_answer(404, {"code": 1001, "message": f"User does not exist: {who}."})

    def no_such_meeting(self) -> Answer:
        """404/3001."""
        return json_answer(404, {"code": 3001, "message": f"Meeting does not exist: {self.arguments['meeting']}."})
