"""Holds recorded calls, and answers, against an API description in OpenAPI 3 such as the one that Zoom publishes.

    python -m dainvo.demo.zoom_description DESCRIPTION RECORD

DESCRIPTION is a file or a folder of them, RECORD what the stand-in wrote for DAINVO_ZOOM_RECORD. Fetches nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dainvo.demo.schema import BLANK, faults

#: Where the API begins in recorded paths.
BASE: Final = "/v2"
_SCOPE: Final = re.compile(r"\b(?:meeting|user):[a-z_]+:[a-z_:]+\b")
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `parameters` by place ("query", "path") and name; references in it are followed."""

    name: str
    value: Mapping[str, Any]
    parameters: Mapping[tuple[str, str], Mapping[str, Any]]

    @property
    def scopes(self) -> frozenset[str]:
        """The granular scopes it names anywhere in its security or its words; empty if it names none."""
        said = json.dumps([self.value.get(key) for key in self.value if key not in ("responses", "requestBody")])
        return frozenset(one for one in _SCOPE.findall(said) if not one.endswith((":admin", ":master")))


class Description:
    """One or several OpenAPI documents. ValueError if there is none in `path` that has paths."""

    def __init__(self, path: Path) -> None:
        files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        self._documents = [one for one in map(_document, files) if one]
        if not self._documents:
            raise ValueError(f"no API description in {path}")

    def operation(self, method: str, path: str) -> tuple[Operation, Mapping[str, Any]] | None:
        """What is described for a call to `path`, below the base, and the document it stands in."""
        for document in self._documents:
            for template in sorted(document["paths"], key=lambda one: one.count("{")):
                found = document["paths"][template].get(method.lower())
                if found is not None and _pattern(template).fullmatch(path):
                    shared = document["paths"][template].get("parameters", [])
                    return _operation(f"{method} {template}", found, shared, document), document
        return None

    def call_faults(self, entry: Mapping[str, Any]) -> list[str]:
        """What a recorded call has that is not described; nothing for what is no call of the API."""
        path = str(entry["path"])
        if not path.startswith(f"{BASE}/"):
            return []
        found = self.operation(str(entry["method"]), path.removeprefix(BASE))
        if found is None:
            return [f"{entry['method']} {path}: is not described"]
        operation, document = found
        wrong = [*_query_faults(entry.get("query") or {}, operation, document), *_body_faults(entry, *found)]
        outcome = entry.get("outcome")
        if isinstance(outcome, int) and 200 <= outcome < 300 and str(outcome) not in operation.value["responses"]:
            wrong.append(f"answered with {outcome}, where {', '.join(operation.value['responses'])} are described")
        return [f"{operation.name}: {one}" for one in wrong]

    def answer_faults(self, method: str, path: str, status: int, body: object) -> list[str]:
        """What an answer has that is not described; `path` is below the base."""
        found = self.operation(method, path)
        if found is None:
            return [f"{method} {path}: is not described"]
        operation, document = found
        said = operation.value["responses"].get(str(status))
        if said is None:
            return [f"{operation.name}: {status} is not described"]
        schema = _follow(said, document).get("content", {}).get(_JSON, {}).get("schema")
        if schema is None:
            return [] if body is None else [f"{operation.name}: a body where none is described"]
        wrong = faults(body, schema, lambda name: _reference(document, name))
        return [f"{operation.name}: {one}" for one in wrong]


def record_faults(description: Description, lines: Iterable[str]) -> tuple[int, list[str]]:
    """(calls of the API, what is wrong with them, each once), for the lines of a record."""
    entries = [json.loads(line) for line in lines if line.strip()]
    calls = [one for one in entries if str(one["path"]).startswith(f"{BASE}/")]
    return len(calls), list(dict.fromkeys(wrong for one in calls for wrong in description.call_faults(one)))


def _body_faults(entry: Mapping[str, Any], operation: Operation, document: Mapping[str, Any]) -> list[str]:
    body, described = entry.get("body"), _follow(operation.value.get("requestBody") or {}, document)
    if not described:
        return [] if body is None else ["a body where none is described"]
    if body is None:
        return ["no body"] if described.get("required") else []
    schema = described.get("content", {}).get(_JSON, {}).get("schema", {})
    return faults(body, schema, lambda name: _reference(document, name))


def _query_faults(query: Mapping[str, str], operation: Operation, document: Mapping[str, Any]) -> list[str]:
    wrong = []
    for (place, name), parameter in operation.parameters.items():
        if place == "query" and parameter.get("required") and name not in query:
            wrong.append(f"?{name}: is required and missing")
    for name, text in query.items():
        known = operation.parameters.get(("query", name))
        if known is None:
            wrong.append(f"?{name}: is not described")
            continue
        schema = _follow(known.get("schema", {}), document)
        wrong += faults(_typed(text, schema.get("type")), schema, lambda ref: _reference(document, ref), f"?{name}")
    return wrong


def _typed(text: str, kind: object) -> object:
    """A value of a query as its schema has it; the text itself where that is not possible."""
    if text != BLANK and kind in ("integer", "number") and re.fullmatch(r"-?\d+", text):
        return int(text)
    return text == "true" if kind == "boolean" and text in ("true", "false") else text


def _operation(name: str, value: Mapping[str, Any], shared: Iterable[Any], document: Mapping[str, Any]) -> Operation:
    listed = [_follow(one, document) for one in (*shared, *value.get("parameters", ()))]
    return Operation(name, value, {(str(one["in"]), str(one["name"])): one for one in listed})


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", template)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def _follow(value: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    return _reference(document, value["$ref"]) if "$ref" in value else value


def _reference(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """KeyError if the description names what it does not have."""
    found: Any = document
    for part in name.removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return _follow(found, document)


def _document(path: Path) -> dict[str, Any] | None:
    value = json.loads(path.read_text(encoding="utf-8"))
    return value if isinstance(value, dict) and isinstance(value.get("paths"), dict) else None


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if all calls are as described, 1 if some are not, 2 if a file cannot be read."""
    parser = argparse.ArgumentParser(prog="zoom-description", description="Hold recorded calls against a description.")
    parser.add_argument("description", type=Path, help="an OpenAPI 3 file, or a folder of them")
    parser.add_argument("record", type=Path, help="what the stand-in wrote for DAINVO_ZOOM_RECORD")
    given = parser.parse_args(arguments)
    try:
        lines = given.record.read_text(encoding="utf-8").splitlines()
        count, wrong = record_faults(Description(given.description), lines)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"zoom-description: {error}\n")
        return 2
    sys.stdout.write("\n".join([*wrong, f"{count} calls, {len(wrong)} different faults", ""]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
