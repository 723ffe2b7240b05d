"""The window on demo servers of this computer, in a profile that is thrown away.

Makes no server and no window itself: `demo.serve` and `app` do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dainvo import app
from dainvo.profile import Profile


def open_demo() -> int:
    """Run the program on demo servers in a throw-away profile."""
    import tempfile

    from dainvo.demo.serve import Demo, DemoCannotStart

    demo = Demo()
    try:
        ready = demo.start()
        os.environ.update(ready["environment"])  # what opens links looks there for the addresses it may open
        with tempfile.TemporaryDirectory(prefix="dainvo-") as folder:
            profile = profile_on(Path(folder), ready)
            if profile.secrets is not None:
                print("No keyring is usable here: the demo keeps its sign-ins in memory.", file=sys.stderr)  # noqa: T201
            return app.run(profile, first=lambda session: add_account(session, ready), demo=True)
    except DemoCannotStart as problem:
        print(problem, file=sys.stderr)  # noqa: T201  there is no window yet
        return 1
    finally:
        demo.stop()


def profile_on(folder: Path, ready: Mapping[str, Any]) -> Profile:
    """A profile that knows the demo's servers; its secrets are in memory where no keyring of the system is usable."""
    from dainvo.errors import NeedsUser
    from dainvo.secrets import Secrets

    secrets = Secrets()
    try:
        secrets.usable()
    except NeedsUser:
        secrets = Secrets.in_memory()
    kept_in_memory = secrets if secrets.place == "memory" else None
    return Profile(folder, environ={**os.environ, **ready["environment"]}, secrets=kept_in_memory)


def add_account(session: app.Session, ready: Mapping[str, Any]) -> None:
    """Add the demo's calendar account; the window fills while the first sync runs."""
    caldav = ready["caldav"]
    session.bridge.run("accounts.add_caldav", caldav["url"], caldav["user"], caldav["password"])
