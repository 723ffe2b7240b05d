"""The user endpoints: the caller's profile, and whether an address exists.

Does not change users: nothing at the stand-in does.
"""

from __future__ import annotations

from dainvo.demo.standin.calls import Call
from dainvo.demo.standin.directory import user_by_email
from dainvo.demo.standin.exchange import Answer, json_answer
from dainvo.demo.standin.validation import refused


def me(call: Call) -> Answer:
    """GET /users/me: 200."""
    if nobody := call.no_such_user():
        return nobody
    user = call.user
    told = {
        "id": user.id,
        "account_id": user.account_id,
        "email": user.email,
        "display_name": user.display_name,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "type": user.type,
        "timezone": user.timezone,
        "language": "en-US",
        "pmi": user.pmi,
        "use_pmi": user.use_pmi,
        "personal_meeting_url": f"{call.world.join_base}/j/{user.pmi}",
        "vanity_url": "",
        "pic_url": "",
        "verified": 1,
        "status": "active",
        "cluster": "standin",
        "role_name": "Member",
        "created_at": "2021-01-11T08:00:00Z",
    }
    if "no_email" in call.shapes:
        del told["email"]
    return json_answer(200, told)


def email_exists(call: Call) -> Answer:
    """GET /users/email?email=: 200."""
    address = call.request.value("email")
    if not address:
        return refused("email")
    return json_answer(200, {"existed_email": user_by_email(address) is not None})
