"""The places that events of the copy have, for suggestions (E18).

Looks nothing up anywhere else.
"""

from __future__ import annotations

import sqlite3

#: More suggestions are of no use, and the oldest of them least.
MOST = 300


def earlier_places(database: sqlite3.Connection) -> list[str]:
    """Places by how often they are used, each once; links, which lead to meetings, are none."""
    rows = database.execute(
        "SELECT location FROM component WHERE location <> '' AND location NOT LIKE 'http%'"
        " GROUP BY location ORDER BY count(*) DESC, max(resource) DESC LIMIT ?",
        (MOST,),
    )
    return [place for (place,) in rows]
