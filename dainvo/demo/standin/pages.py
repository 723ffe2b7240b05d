"""The stand-in's pages in a browser: consent, refusals, the meeting room. No script, nothing loaded from anywhere.

Does not draw the admin page: `admin_page` does.
"""

from __future__ import annotations

from html import escape
from typing import Final

from dainvo.demo.standin.directory import SCOPES, USERS, Client, User
from dainvo.demo.standin.invitation import spaced
from dainvo.demo.standin.meeting import RECURRING, Meeting

STYLE: Final = """
:root{color-scheme:light dark;--window:#f5f6f8;--view:#fff;--line:#e1e5ea;--text:#1a1e24;--text2:#56606b;
--accent:#1f63d6;--on:#fff;--info:#e8f0fd;--warn:#fff4dc;--warnt:#8a5a00;--danger:#b3261e;--ok:#18743f}
@media(prefers-color-scheme:dark){:root{--window:#141619;--view:#1b1e23;--line:#31363d;--text:#e9ecef;--text2:#a9b2bc;
--accent:#7fb0ff;--on:#000;--info:#1c2a42;--warn:#3a2e14;--warnt:#f2c063;--danger:#ff8a80;--ok:#6fd29a}}
*{box-sizing:border-box}
body{margin:0;background:var(--window);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.strip{background:var(--warn);color:var(--warnt);text-align:center;padding:8px 16px;font-size:14px}
main{max-width:520px;margin:40px auto;padding:0 16px}
.card{background:var(--view);border:1px solid var(--line);border-radius:12px;padding:28px}
h1{font-size:22px;line-height:1.3;margin:0 0 6px}h2{font-size:15px;margin:24px 0 8px}
p{margin:0 0 12px}.quiet{color:var(--text2)}small{font-size:13px;color:var(--text2)}
a{color:var(--accent)}
fieldset{border:0;margin:0;padding:0}legend{font-weight:600;padding:0;margin:20px 0 8px}
label{display:flex;gap:10px;align-items:flex-start;padding:8px 10px;border-radius:8px}
label:hover{background:var(--info)}label span{display:block}label small{display:block}
input{accent-color:var(--accent);width:17px;height:17px;margin:3px 0 0;flex:none}
.buttons{display:flex;gap:10px;justify-content:flex-end;margin-top:24px}
button{font:inherit;font-weight:600;border-radius:8px;padding:9px 18px;border:1px solid var(--line);
background:var(--view);color:var(--text);cursor:pointer}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--on)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:16px 0 0}dt{color:var(--text2)}dd{margin:0}
code{font:13px ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
"""

_STRIP: Final = "This is a local stand-in for tests and demos. It is not Zoom, and nothing leaves this computer."


def shell(title: str, body: str, *, style: str = "") -> str:
    """A whole page; `title` is escaped here, `body` is HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{style}</style></head>"
        f'<body><div class="strip" role="note">{_STRIP}</div>{body}</body></html>'
    )


def error(title: str, text: str) -> str:
    """A page with one message."""
    return shell(title, f'<main><div class="card"><h1>{escape(title)}</h1><p>{escape(text)}</p></div></main>')


def consent(client: Client, once: str) -> str:
    """The page that asks to approve `client`; its form carries the one-time value `once`."""
    people = "".join(_person(user, checked=index == 0) for index, user in enumerate(USERS))
    scopes = "".join(
        f'<label><input type="checkbox" name="scope" value="{scope}" checked>'
        f"<span>{escape(text)}<small>{scope}</small></span></label>"
        for scope, text in SCOPES.items()
    )
    name = escape(client.name)
    body = f"""<main><form class="card" method="post" action="/oauth/consent">
<h1>{name} wants to use your meetings</h1>
<p class="quiet">Choose who you are in this demo, and what {name} may do. No password is needed.</p>
<input type="hidden" name="request" value="{escape(once)}">
<fieldset><legend>Sign in as</legend>{people}</fieldset>
<fieldset><legend>{name} may</legend>{scopes}</fieldset>
<div class="buttons"><button name="decision" value="decline">Decline</button>
<button class="primary" name="decision" value="approve">Approve</button></div>
</form></main>"""
    return shell(f"Approve {client.name} – Zoom stand-in", body)


def _person(user: User, *, checked: bool) -> str:
    return (
        f'<label><input type="radio" name="user" value="{user.email}"{" checked" if checked else ""}>'
        f"<span>{escape(user.display_name)}<small>{user.email} · {user.plan} · {user.timezone}</small></span></label>"
    )


def approval(client: Client) -> str:
    """The page of an organisation that has to approve first; it never comes back to the app."""
    name = escape(client.name)
    body = f"""<main><div class="card"><h1>You cannot authorize {name}</h1>
<p>An account admin is required to install this type of app.</p>
<p class="quiet">At Zoom, <em>Request pre-approve</em> on the app's page would ask your admin. Close this page.</p>
</div></main>"""
    return shell(f"You cannot authorize {client.name}", body)


def room(meeting: Meeting, host: User, *, passcode_fits: bool) -> str:
    """What a join link opens: the meeting's facts instead of a call."""
    when = "no fixed time"
    if meeting.start is not None:
        when = f"{meeting.start.astimezone(meeting.zone):%Y-%m-%d %H:%M}, {meeting.duration} min, {meeting.timezone}"
    passcode = "fits" if passcode_fits else "missing or wrong: Zoom would ask for it"
    status = "The meeting is running." if meeting.status == "started" else "Waiting for the host to start."
    series = " (recurring)" if meeting.type in RECURRING else ""
    body = f"""<main><div class="card"><p class="quiet">You would be in this meeting now</p>
<h1>{escape(meeting.topic)}</h1><p>{status}</p>
<dl><dt>Host</dt><dd>{escape(host.display_name)}</dd><dt>When</dt><dd>{escape(when)}{series}</dd>
<dt>Meeting ID</dt><dd>{spaced(meeting.pmi or meeting.id)}</dd><dt>Passcode</dt><dd>{passcode}</dd></dl>
</div></main>"""
    return shell(f"{meeting.topic} – Zoom stand-in", body)


def no_room(meeting_id: str) -> str:
    """What a link to a meeting that is gone opens."""
    return error("This meeting does not exist", f"There is no meeting {meeting_id}. It was deleted, or has expired.")


def start() -> str:
    """The page at the root."""
    text = "Dainvo's demo talks to this server as if it were Zoom. There is nothing to do here by hand."
    return error("Zoom stand-in", text)
