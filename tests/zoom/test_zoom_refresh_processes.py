"""Two programs on one sign-in: a Secret Service that both come to, the stand-in over HTTP, one refresh."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes import secret_service, session_bus
from fakes.calendar_wire import ask
from fakes.zoom_wire import NO_TLS

from dainvo.demo import visitor
from dainvo.demo.zoom_server import ZoomServer
from dainvo.web import Web
from dainvo.zoom import oauth
from dainvo.zoom.oauth import Grant, configure

ROOT = Path(__file__).resolve().parents[2]

#: Uses the sign-in as the engine does; `put` stores what it reads first, `go` asks Zoom who the user is.
PROGRAM = """
import asyncio, os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from fakes.zoom_wire import NO_TLS
from dainvo.secrets import Secrets
from dainvo.web import Web
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.oauth import configure
from dainvo.zoom.tokens import Tokens

lock, later = Path(sys.argv[1]), timedelta(seconds=float(sys.argv[2]))
secrets = Secrets(service="dainvo test")

async def play():
    web = Web(context=NO_TLS)
    now = lambda: datetime.now(UTC) + later
    tokens = Tokens(secrets, web, "zoom:1", lock, config=configure(os.environ), now=now)
    print("ready", flush=True)
    sys.stdin.readline()
    user = await Meetings(web, tokens, now=now).me()
    print(user.email, flush=True)
    await web.close()

if (first := sys.stdin.readline().strip()) != "use":
    secrets.put("zoom:1", first)
asyncio.run(play())
"""


def sign_in(environ: Mapping[str, str]) -> Grant:
    async def play() -> Grant:
        web = Web(context=NO_TLS)
        visits: list[asyncio.Task[visitor.Visit]] = []
        try:
            return await oauth.authorize(
                web,
                configure(environ),
                lambda address: visits.append(asyncio.create_task(asyncio.to_thread(visitor.approve, address))),
            )
        finally:
            await asyncio.gather(*visits)
            await web.close()

    return asyncio.run(play())


@pytest.mark.skipif(bool(session_bus.missing()), reason=session_bus.missing() or "-")
@pytest.mark.parametrize("lost", [False, True])
def test_two_processes_on_one_keyring_make_one_refresh(tmp_path: Path, lost: bool) -> None:
    """M20, P-4, I-10: an hour later both start at once. One refresh, no token used twice, both go on.

    Also when the answer of that refresh got lost: it is asked for once more, by the one that holds the lock.
    """
    with ZoomServer(seed="two") as server, secret_service.running(tmp_path / "ring") as ring, ExitStack() as stack:
        ready = server.ready()
        zoom = {
            "DAINVO_ZOOM_CLIENT_ID": ready["client_id"],
            "DAINVO_ZOOM_OAUTH_URL": ready["oauth_url"],
            "DAINVO_ZOOM_API_URL": ready["api_url"],
        }
        grant = sign_in(zoom)
        environment = {**ring, **zoom, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"}
        programs = []
        for first in (grant.to_json(), "use"):
            program = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", PROGRAM, str(tmp_path / "lock"), "3500"],
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(program.kill)
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(first + "\n")
            program.stdin.flush()
            assert program.stdout.readline() == "ready\n"
            programs.append(program)
        assert server.world is not None
        with server.world.lock:
            server.world.clock.advance(3500)  # under 300 s are left of the access token
        # Slow enough that the second program is at the lock before the first has its answer.
        order = {"kind": "delay", "seconds": 0.5} if not lost else {"kind": "drop_after"}
        status, said = admin(ready["admin_url"] + "/faults", {"method": "POST", "path": "/oauth/token", **order})
        assert status == 200, said
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("go\n")
            program.stdin.flush()
        told = [program.communicate(timeout=500)[0] for program in programs]
        state = server.state()
    if lost:
        # Zoom rotated and nobody has the pair: the repetition is refused, the user signs in again. No third try.
        assert state["counters"]["token refresh_token"] == 2
        assert told == ["", ""]
        return
    assert told == ["licensed@example.com\n"] * 2
    assert state["counters"]["token refresh_token"] == 1
    assert [one["refreshes"] for one in state["grants"]] == [1]
    assert state["violations"] == []


def admin(url: str, order: Mapping[str, object]) -> tuple[int, str]:
    status, _, said = ask("POST", url, body=json.dumps(order))
    return status, said
