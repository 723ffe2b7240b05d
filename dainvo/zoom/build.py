"""What a build of Dainvo brings along for Zoom: the public client id of its registered app.

Empty in the source: whoever builds Dainvo for others writes theirs here. It is no secret, and there is none.
"""

from __future__ import annotations

from typing import Final

CLIENT_ID: Final[str] = ""
