"""The admin page of the stand-in: meetings first, then users, grants, switches, faults and requests.

Does not change anything: its buttons post to `admin`.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any, Final

from dainvo.demo.standin.exchange import Json
from dainvo.demo.standin.faults import KINDS
from dainvo.demo.standin.pages import shell
from dainvo.demo.standin.world import SWITCHES

_STYLE: Final = """
main{max-width:1080px;margin:24px auto 64px}h1{display:flex;justify-content:space-between;align-items:baseline}
h1 small{font-weight:400}section{margin-top:28px}section>h2{font-size:17px}
.meeting{margin-bottom:14px;padding:18px 20px}.meeting h3{margin:0;font-size:17px}
.when{font-variant-numeric:tabular-nums;margin:2px 0 10px}
.pill{display:inline-block;border-radius:999px;padding:1px 9px;font-size:12px;background:var(--info);
color:var(--accent);margin-left:8px;vertical-align:2px;font-weight:600}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:3px 16px;margin:0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font:13px/1.45 ui-monospace,Consolas,monospace}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:14px;align-items:center}
.acts form,.row{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
button{padding:5px 12px;font-size:13px}
input,select{font:inherit;font-size:13px;width:auto;height:auto;margin:0;padding:5px 8px;border:1px solid var(--line);
border-radius:8px;background:var(--window);color:var(--text)}
table{border-collapse:collapse;width:100%;font-size:13px}th{text-align:left;color:var(--text2);font-weight:600}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
.over{overflow-x:auto}.bad{color:var(--danger)}.good{color:var(--ok)}details summary{cursor:pointer}
"""

_NONE: Final = "<tr><td>None</td></tr>"
_KIND_NAMES: Final = {
    1: "instant",
    2: "scheduled",
    3: "recurring, no fixed time",
    4: "personal id",
    8: "recurring",
    10: "screen share",
}


def page(state: Json, base: str) -> str:
    """The page for `state`; `base` is where its forms post to."""
    meetings = state["meetings"]
    listed = "".join(_meeting(one, base) for one in meetings) or (
        '<div class="card meeting quiet">No meetings. Make an event with a Zoom meeting in Dainvo, then reload.</div>'
    )
    clock = f"{len(meetings)} · clock {state['now']} ({state['clock']})"
    body = f"""<main><h1>Meetings <small class="quiet">{clock}</small></h1>
{listed}{_people(state, base)}{_trouble(state, base)}{_records(state)}</main>"""
    return shell("Zoom stand-in", body, style=_STYLE)


def _form(action: str, inner: str) -> str:
    return f'<form method="post" action="{escape(action)}">{inner}</form>'


def _button(action: str, text: str) -> str:
    return _form(action, f"<button>{escape(text)}</button>")


def _meeting(one: Json, base: str) -> str:
    at = f"{base}/meetings/{one['id']}"
    start = (one["start_time"] or "").replace("T", " ")[:16]
    when = f"{start} · {one['duration']} min · {one['timezone']}" if start else f"No fixed time · {one['timezone']}"
    running = '<span class="pill">running</span>' if one["status"] == "started" else ""
    settings = ", ".join(f"{name} {_plain(value)}" for name, value in sorted(one["settings"].items()))
    edit = (
        f'<input name="topic" aria-label="Topic" value="{escape(one["topic"])}">'
        f'<input name="start_time" type="datetime-local" aria-label="Start" value="{(one["start_time"] or "")[:16]}">'
        "<button>Change</button>"
    )
    start_or_end = _button(f"{at}/end", "End") if running else _button(f"{at}/start", "Start")
    kind = f'<span class="pill">{_KIND_NAMES[one["type"]]}</span>'
    give = _form(f"{at}/give", _hosts(one["host"]) + "<button>Give</button>")
    return f"""<article class="card meeting"><h3>{escape(one["topic"])}{kind}{running}</h3>
<p class="when">{escape(when)}</p>
<dl class="facts"><dt>Host</dt><dd>{escape(one["host"])}</dd><dt>Meeting ID</dt><dd>{one["id"]}</dd>
<dt>Passcode</dt><dd>{escape(one["password"])}</dd>
<dt>Link</dt><dd><a href="{escape(one["join_url"])}">{escape(one["join_url"])}</a></dd>
<dt>Agenda</dt><dd><pre>{escape(one["agenda"]) or "–"}</pre></dd></dl>
{_occurrences(one)}<details><summary class="quiet">Settings</summary><small>{escape(settings)}</small></details>
<div class="acts">{_form(f"{at}/edit", edit)}{_button(f"{at}/passcode", "New passcode")}{start_or_end}
{give}{_button(f"{at}/copy", "Copy")}{_button(f"{at}/delete", "Delete")}</div></article>"""


def _occurrences(one: Json) -> str:
    if not one["occurrences"]:
        return ""
    rows = "".join(
        f"<tr><td>{escape(row['local'].replace('T', ' ')[:16])}</td><td>{row['duration']} min</td>"
        f"<td>{row['status']}</td><td>{escape(row['occurrence_id'])}</td></tr>"
        for row in one["occurrences"]
    )
    return f"<details><summary>{len(one['occurrences'])} occurrences</summary><table>{rows}</table></details>"


def _hosts(present: str) -> str:
    others = [email for email in ("licensed@example.com", "basic@example.com") if email != present]
    options = "".join(f"<option>{email}</option>" for email in others)
    return f'<select name="host" aria-label="New host">{options}</select>'


def _people(state: Json, base: str) -> str:
    users = "".join(_user_row(user, base) for user in state["users"])
    grants = "".join(
        f"<tr><td>{grant['user']}</td><td>{grant['client_id']}</td><td>{_life(grant)}</td>"
        f"<td>{len(grant['scopes'])} scopes</td><td><code>{grant['access']}…</code> until {grant['access_until']}</td>"
        f"<td>{grant['refreshes']} refreshes</td></tr>"
        for grant in state["grants"]
    )
    return (
        f'<section><h2>Users</h2><div class="card over"><table>{users}</table></div></section>'
        f'<section><h2>Sign-ins</h2><div class="card over"><table>{grants or _NONE}</table></div></section>'
    )


def _user_row(user: Json, base: str) -> str:
    at = f"{base}/users/{user['email']}"
    buttons = _button(f"{at}/expire", "Expire tokens") + _button(f"{at}/remove-app", "Remove the app")
    buttons += _form(
        f"{at}/meeting",
        '<input name="topic" aria-label="Topic" placeholder="topic" size="10"><button>Schedule</button>',
    )
    return (
        f"<tr><td>{escape(user['name'])}<br><small>{user['email']}</small></td><td>{user['timezone']}</td>"
        f"<td>{user['writes_today']} of {user['writes_per_day']} writes today</td>"
        f'<td><div class="row">{buttons}</div></td></tr>'
    )


def _life(grant: Json) -> str:
    if grant["alive"]:
        return '<span class="good">alive</span>'
    return f'<span class="bad">ended: {escape(grant["ended"])}</span>'


def _trouble(state: Json, base: str) -> str:
    switches = "".join(_switch(name, value, base) for name, value in state["switches"].items())
    kinds = "".join(f"<option>{kind}</option>" for kind in KINDS)
    order = (
        f'<select name="kind" aria-label="Kind">{kinds}</select>'
        '<input name="path" aria-label="Path" placeholder="path, may end in *">'
        '<input name="times" aria-label="Times" placeholder="times" size="5">'
        '<input name="seconds" aria-label="Seconds" placeholder="seconds" size="7"><button>Order</button>'
    )
    clock = (
        '<input name="advance_s" aria-label="Seconds" placeholder="seconds" size="8"><button>Move the clock</button>'
    )
    standing = "".join(f"<li><code>{escape(json.dumps(fault))}</code></li>" for fault in state["faults"])
    return f"""<section><h2>Faults</h2><div class="card"><div class="acts">{_form(f"{base}/faults", order)}
{_button(f"{base}/faults/clear", "Clear")}</div><ul>{standing}</ul></div></section>
<section><h2>Switches</h2><div class="card over"><table>{switches}</table></div></section>
<section><h2>Clock and reset</h2><div class="card acts">{_form(f"{base}/clock", clock)}
{_button(f"{base}/reset", "Forget everything")}</div></section>"""


def _switch(name: str, value: object, base: str) -> str:
    options = "".join(
        f'<option value="{known}"{" selected" if known == value else ""}>{_plain(known)}</option>'
        for known in SWITCHES[name]
    )
    inner = (
        f'<input type="hidden" name="name" value="{name}"><select name="value" aria-label="{name}">{options}</select>'
    )
    return f"<tr><td>{name}</td><td>{_form(f'{base}/switches', inner + '<button>Set</button>')}</td></tr>"


def _plain(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _records(state: Json) -> str:
    violations = "".join(
        f'<tr><td>{one["at"]}</td><td class="bad">{escape(one["kind"])}</td><td>{escape(one["what"])}</td></tr>'
        for one in state["violations"]
    )
    requests = "".join(
        f"<tr><td>{one['at']}</td><td>{one['method']}</td><td><code>{escape(one['path'])}</code></td>"
        f"<td>{one['outcome']}</td></tr>"
        for one in reversed(state["requests"])
    )
    counters = ", ".join(f"{escape(name)}: {number}" for name, number in state["counters"].items()) or "none"
    return f"""<section><h2>Violations</h2><div class="card over"><table>{violations or _NONE}</table></div></section>
<section><h2>Requests</h2><p class="quiet">Counters: {counters}</p>
<div class="card over"><table>{requests or _NONE}</table></div></section>"""
