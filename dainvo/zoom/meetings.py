"""The Meetings API: own user, create, read, update, delete, list, invitation.

Keeps no state and repeats nothing but a call refused for an aged token: the journal decides what is tried again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Literal, TypeVar
from urllib.parse import urlencode, urlsplit

from dainvo.errors import DainvoError, Malformed, Refused, TryLater, Why
from dainvo.web import Answer, Bearer, Web, is_loopback
from dainvo.zoom import answers
from dainvo.zoom.answers import Listing, ZoomMeeting, ZoomUser
from dainvo.zoom.oauth import Grant
from dainvo.zoom.pace import Pace
from dainvo.zoom.refusals import AgedToken, failure
from dainvo.zoom.tokens import Tokens

T = TypeVar("T")

_log = logging.getLogger(__name__)

TIMEOUT_S = 10.0
LIMIT_BYTES = 2 * 1024 * 1024
PAGE_SIZE = 300
MOST_PAGES = 20
_AT_ONCE = 2
_COUNTED = frozenset(("POST", "PATCH"))
_OF_ONE_DATE = frozenset(("agenda", "start_time", "duration", "settings"))


class Meetings:
    """Calls for one account, two at a time. Every call may raise, by meaning:

    TryLater(OFFLINE, sent=False), TryLater(NO_ANSWER | SERVER_ERROR | NOT_UNDERSTOOD, sent=True): for `create` the
    outcome is unknown;
    TryLater(RATE_LIMITED, sent=False), `retry_after_s` None if Zoom named no time, about["limit"] "daily" or "second";
    NeedsUser(ZOOM_ACCESS_ENDED | OTHER_SERVER | KEYRING_… | CERTIFICATE);
    Refused(ZOOM_SCOPE_MISSING) with about["scope"], Refused(ZOOM_INVALID) with about["field"],
    Refused(ZOOM_MEETING_GONE | ZOOM_OTHER_HOST | ZOOM_NO_LICENCE | ZOOM_NO_PERMISSION | REJECTED), with about["code"].
    """

    def __init__(
        self,
        web: Web,
        tokens: Tokens,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pace: Pace | None = None,
        wrote: Callable[[], None] = lambda: None,
    ) -> None:
        """`wrote` is called after each create or update that may have counted toward Zoom's 100 a day."""
        self._pace = pace
        self._wrote = wrote
        self._web = web
        self._tokens = tokens
        self._now = now
        self._seats = asyncio.Semaphore(_AT_ONCE)

    async def me(self) -> ZoomUser:
        """The connected user."""
        answer, _ = await self._call("GET", "/users/me")
        return _understood(answers.user, answer)

    async def create(self, body: Mapping[str, object]) -> ZoomMeeting:
        """Make a meeting. Never repeated; an unreadable success is TryLater(NO_ANSWER, sent=True)."""
        try:
            answer, grant = await self._call("POST", "/users/me/meetings", body=body)
            return _understood(partial(answers.meeting, join_origins=_join_origins(grant)), answer)
        except DainvoError as error:
            if error.why in (Why.NOT_UNDERSTOOD, Why.TOO_LARGE):
                raise TryLater(Why.NO_ANSWER, sent=True, detail=error.detail) from error
            raise

    async def read(self, meeting_id: str) -> ZoomMeeting:
        """The meeting as Zoom holds it. An answer about another meeting says nothing: TryLater(NOT_UNDERSTOOD)."""
        answer, grant = await self._call("GET", "/meetings/{id}", meeting_id)
        found = _understood(partial(answers.meeting, join_origins=_join_origins(grant)), answer)
        if found.id != meeting_id:
            raise TryLater(Why.NOT_UNDERSTOOD, sent=True, detail="an answer about another meeting")
        return found

    async def start_link(self, meeting_id: str) -> str:
        """The link that starts the meeting as its host: good for two hours, to be opened at once and never kept (Z17).

        Raises Malformed besides, if Zoom gives none of its own.
        """
        answer, grant = await self._call("GET", "/meetings/{id}", meeting_id)
        return answers.start_link(answer.json(), _join_origins(grant))

    async def update(self, meeting_id: str, changes: Mapping[str, object]) -> None:
        """PATCH; success proves nothing: read afterwards."""
        await self._call("PATCH", "/meetings/{id}", meeting_id, body=changes)

    async def delete(self, meeting_id: str, *, whole: Literal[True]) -> None:
        """Delete the `whole` meeting, with all its dates; one that does not exist counts as deleted."""
        try:
            await self._call("DELETE", "/meetings/{id}", meeting_id, query={"schedule_for_reminder": "false"})
        except Refused as error:
            if error.why is not Why.ZOOM_MEETING_GONE:
                raise

    async def update_occurrence(self, meeting_id: str, occurrence_id: str, changes: Mapping[str, object]) -> None:
        """PATCH one date of a series, never the series; `occurrence_id` from the latest `read`. Read afterwards.

        Besides: Refused(ZOOM_INVALID) with about["field"] for an empty or odd id, or a field a single date cannot have
        (its title before all); nothing is sent then.
        """
        query = _one_date(occurrence_id)
        for field in changes:
            if field not in _OF_ONE_DATE:
                raise Refused(Why.ZOOM_INVALID, detail="not for a single date", about={"field": field})
        await self._call("PATCH", "/meetings/{id}", meeting_id, query=query, body=changes)

    async def delete_occurrence(self, meeting_id: str, occurrence_id: str) -> None:
        """Delete one date of a series, never the series; one that does not exist counts as deleted. Read afterwards.

        Besides: Refused(ZOOM_INVALID) with about["field"] for an empty or odd id; nothing is sent then.
        """
        query = _one_date(occurrence_id) | {"schedule_for_reminder": "false"}
        try:
            await self._call("DELETE", "/meetings/{id}", meeting_id, query=query)
        except Refused as error:
            unknown = error.why is Why.ZOOM_INVALID and error.about.get("field") == "occurrence_id"
            if error.why is not Why.ZOOM_MEETING_GONE and not unknown:
                raise

    async def list(self) -> Listing:
        """The own scheduled meetings, 20 pages of 300 at most."""
        found: dict[str, ZoomMeeting] = {}
        token = ""
        for _ in range(MOST_PAGES):
            query = {"type": "scheduled", "page_size": str(PAGE_SIZE)} | ({"next_page_token": token} if token else {})
            try:
                answer, grant = await self._call("GET", "/users/me/meetings", query=query)
            except Refused as error:
                if token and error.why is Why.ZOOM_INVALID:  # tokens live 15 min: the next look starts afresh
                    raise TryLater(Why.SERVER_ERROR, detail=error.detail) from error
                raise
            rows, token = _understood(partial(answers.page, join_origins=_join_origins(grant)), answer)
            for row in rows:
                found.setdefault(row.id, row)
            if not token:
                break
        return Listing(tuple(found.values()), complete=not token)

    async def invitation(self, meeting_id: str) -> str:
        """Zoom's invitation text, lines ended by LF."""
        answer, _ = await self._call("GET", "/meetings/{id}/invitation", meeting_id)
        return _understood(answers.invitation, answer)

    async def _call(
        self,
        method: str,
        path: str,
        meeting_id: str = "",
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> tuple[Answer, Grant]:
        """One call, and one more after a refresh if the token had aged: Zoom did nothing then."""
        if "{id}" in path and not re.fullmatch("[0-9]{9,12}", meeting_id):
            raise Refused(Why.ZOOM_INVALID, detail="not a meeting id", about={"field": "id"})
        target = path.replace("{id}", meeting_id) + (f"?{urlencode(query)}" if query else "")
        content = None if body is None else json.dumps(body).encode()
        async with self._seats:
            grant = await self._tokens.grant()
            try:
                return await self._ask(grant, method, target, content), grant
            except AgedToken:
                grant = await self._tokens.renewed(grant.access_token)
            except DainvoError as error:
                _log.info("%s %s: %s %s", method, path, error.why, error.about.get("code", ""))
                raise
            return await self._ask(grant, method, target, content), grant

    async def _ask(self, grant: Grant, method: str, target: str, content: bytes | None) -> Answer:
        if self._pace is not None:
            # The list is heavier by Zoom's table, a create by an older one.
            heavy = method == "POST" or target.startswith("/users/me/meetings")
            await self._pace.turn("medium" if heavy else "light")
        try:
            answer = await self._send(grant, method, target, content)
        except TryLater as error:
            if error.sent and method in _COUNTED:
                self._wrote()
            raise
        if method in _COUNTED:
            self._wrote()
        if 200 <= answer.status < 300:
            if method in ("PATCH", "DELETE") and answer.body.strip():
                _understood(lambda value: value, answer)  # the page of a proxy says nothing of the meeting
            return answer
        raise failure(answer.status, answer.headers, answer.body, creates=method == "POST", now=self._now())

    async def _send(self, grant: Grant, method: str, target: str, content: bytes | None) -> Answer:
        return await self._web.request(
            method,
            f"{grant.calls_url or grant.api_url}{target}",
            headers={"Accept": "application/json"} | ({"Content-Type": "application/json"} if content else {}),
            content=content,
            auth=Bearer(grant.access_token),
            timeout_s=TIMEOUT_S,
            first_byte_s=TIMEOUT_S,
            limit_bytes=LIMIT_BYTES,
            redirects=0,
        )


def _understood(read: Callable[[object], T], answer: Answer) -> T:
    """What a success says. One that is no JSON, or lacks what is needed, says nothing: TryLater."""
    try:
        return read(answer.json())
    except Malformed as error:
        raise TryLater(Why.NOT_UNDERSTOOD, sent=True, detail=error.detail) from error


def _one_date(occurrence_id: str) -> dict[str, str]:
    """The query that names one date. Raises Refused: with an empty id Zoom would take the call for the whole series."""
    if not re.fullmatch("[0-9A-Za-z_-]{1,64}", occurrence_id):
        raise Refused(Why.ZOOM_INVALID, detail="not an occurrence id", about={"field": "occurrence_id"})
    return {"occurrence_id": occurrence_id}


def _join_origins(grant: Grant) -> tuple[str, ...]:
    """Where join links may lead besides Zoom: to a stand-in on loopback, if calls go there."""
    parts = urlsplit(grant.api_url)
    return (f"{parts.scheme}://{parts.netloc}",) if is_loopback(parts.hostname or "") else ()
