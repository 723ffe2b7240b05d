"""A small API description in OpenAPI 3 of our own making, after zoom.md §5: what Dainvo calls, with its limits.

Zoom's own is bigger and is not ours to keep; `DAINVO_ZOOM_OPENAPI` names it where somebody has it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT, WHOLE, YES = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
#: As field reports have it, `start_time` and `duration` are taken from a meeting by null (zoom.md §5.6).
GONE = {"nullable": True}

_SWITCHES = (
    "use_pmi",
    "host_video",
    "participant_video",
    "mute_upon_entry",
    "waiting_room",
    "join_before_host",
    "meeting_authentication",
)
SETTINGS = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_SWITCHES, YES),
        "jbh_time": {"type": "integer", "enum": [0, 5, 10, 15]},
        "auto_recording": {"type": "string", "enum": ["none", "local", "cloud"]},
        "alternative_hosts": TEXT,
    },
}
RECURRENCE = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {"type": "integer", "enum": [1, 2, 3]},
        "repeat_interval": {"type": "integer", "minimum": 1, "maximum": 99},
        "weekly_days": {"type": "string", "pattern": "^[1-7](,[1-7])*$"},
        "monthly_day": {"type": "integer", "minimum": 1, "maximum": 31},
        "monthly_week": {"type": "integer", "enum": [-1, 1, 2, 3, 4]},
        "monthly_week_day": {"type": "integer", "minimum": 1, "maximum": 7},
        "end_times": {"type": "integer", "maximum": 60},
    },
}
BODY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "topic": {"type": "string", "maxLength": 200},
        "agenda": {"type": "string", "maxLength": 2000},
        "type": {"type": "integer", "enum": [1, 2, 3, 8, 10]},
        "start_time": {"type": "string", "format": "date-time", **GONE},
        "duration": {"type": "integer", "minimum": 1, "maximum": 1440, **GONE},
        "timezone": TEXT,
        "password": {"type": "string", "maxLength": 10},
        "recurrence": {"$ref": "#/components/schemas/Recurrence"},
        "settings": {"$ref": "#/components/schemas/Settings"},
    },
}


def parameter(name: str, kind: dict[str, Any] = TEXT, where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": kind}


def answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "", "content": {"application/json": {"schema": schema}}}


def operation(scope: str, status: int, **more: Any) -> dict[str, Any]:
    said = {"summary": f"Granular scope: `{scope}`, `{scope}:admin`", "responses": {str(status): {"description": ""}}}
    return {**said, **more}


def takes(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


_TEXTS = (
    "uuid",
    "host_id",
    "host_email",
    "assistant_id",
    "status",
    "join_url",
    "start_url",
    "encrypted_password",
    "h323_password",
    "pstn_password",
    "creation_source",
    "pmi",
)
TEXTS = {"type": "object", "properties": dict.fromkeys(_TEXTS, TEXT)}
OCCURRENCE = {
    "type": "object",
    "required": ["occurrence_id", "start_time"],
    "properties": {
        "occurrence_id": TEXT,
        "start_time": {"type": "string", "format": "date-time"},
        "duration": WHOLE,
        "status": {"type": "string", "enum": ["available", "deleted"]},
    },
}
MEETING = {
    "allOf": [
        {"$ref": "#/components/schemas/Texts"},
        {
            "type": "object",
            "required": ["id", "join_url"],
            "properties": {
                **BODY["properties"],
                "id": {"type": "integer", "format": "int64"},
                "created_at": {"type": "string", "format": "date-time"},
                "occurrences": {"type": "array", "items": OCCURRENCE},
                "pre_schedule": YES,
                "settings": {"type": "object"},  # far more than anybody may send
            },
        },
    ]
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.0",
    "paths": {
        "/users/{userId}": {"get": operation("user:read:user", 200)},
        "/users/{userId}/meetings": {
            "parameters": [parameter("userId", where="path")],
            "get": operation(
                "meeting:read:list_meetings",
                200,
                parameters=[
                    parameter("type", {"type": "string", "enum": ["scheduled", "live", "upcoming"]}),
                    parameter("page_size", {"type": "integer", "maximum": 300}),
                    parameter("next_page_token"),
                ],
            ),
            "post": operation(
                "meeting:write:meeting", 201, requestBody=takes(BODY), responses={"201": answer(MEETING)}
            ),
        },
        "/meetings/{meetingId}": {
            "parameters": [parameter("meetingId", WHOLE, "path"), {"$ref": "#/components/parameters/Occurrence"}],
            "get": operation("meeting:read:meeting", 200, responses={"200": answer(MEETING)}),
            "patch": operation("meeting:update:meeting", 204, requestBody=takes({"$ref": "#/components/schemas/Body"})),
            "delete": operation(
                "meeting:delete:meeting", 204, parameters=[parameter("schedule_for_reminder", {"type": "boolean"})]
            ),
        },
        "/meetings/{meetingId}/invitation": {"get": operation("meeting:read:invitation", 200)},
    },
    "components": {
        "parameters": {"Occurrence": parameter("occurrence_id")},
        "schemas": {"Settings": SETTINGS, "Recurrence": RECURRENCE, "Body": BODY, "Texts": TEXTS},
    },
}


def written(folder: Path) -> Path:
    """The description as a file."""
    path = folder / "endpoints.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path
