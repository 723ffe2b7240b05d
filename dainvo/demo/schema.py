"""Holds a JSON value against a schema as OpenAPI 3 descriptions have them: types, limits, names, references.

Knows the part of JSON Schema that such descriptions use; what it does not know it lets pass. Fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

Resolve = Callable[[Any], Mapping[str, Any]]

#: Stands where a recorder blanked a secret: any value, as far as anybody can tell.
BLANK: Final = "***"
_MOST_DEEP: Final = 30
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def faults(value: Any, schema: Mapping[str, Any], resolve: Resolve, at: str = "", *, closed: bool = True) -> list[str]:
    """What is wrong with `value`, each beginning with its place. `closed`: a name that is not described is wrong, too.

    `resolve` follows a reference ("#/components/…").
    """
    return list(_faults(value, schema, resolve, at, closed, 0))


def _faults(value: Any, schema: Mapping[str, Any], resolve: Resolve, at: str, closed: bool, deep: int) -> Iterator[str]:
    if value == BLANK or deep > _MOST_DEEP:
        return
    merged = _merged(schema, resolve, deep)
    for many in ("anyOf", "oneOf"):
        if many in merged:
            tried = [list(_faults(value, one, resolve, at, closed, deep + 1)) for one in merged[many]]
            if all(tried):
                yield from min(tried, key=len)
            return
    if value is None and merged.get("nullable"):
        return
    if not _has_type(value, merged.get("type")):
        yield f"{at or 'value'}: {_kind(value)} where {merged.get('type')} is described"
        return
    if "enum" in merged and value not in merged["enum"]:
        yield f"{at}: {value!r} is none of {', '.join(map(repr, merged['enum']))}"
    yield from _limits(value, merged, at)
    if isinstance(value, list) and isinstance(merged.get("items"), Mapping):
        for place, one in enumerate(value):
            yield from _faults(one, merged["items"], resolve, f"{at}[{place}]", closed, deep + 1)
    if isinstance(value, dict):
        yield from _names(value, merged, resolve, at, closed, deep)


def _names(
    value: dict[str, Any], schema: Mapping[str, Any], resolve: Resolve, at: str, closed: bool, deep: int
) -> Iterator[str]:
    known = schema.get("properties") or {}
    for name in schema.get("required") or ():
        if name not in value:
            yield f"{_join(at, name)}: is required and missing"
    for name, inner in value.items():
        if name in known:
            yield from _faults(inner, known[name], resolve, _join(at, name), closed, deep + 1)
        elif isinstance(schema.get("additionalProperties"), Mapping):
            yield from _faults(inner, schema["additionalProperties"], resolve, _join(at, name), closed, deep + 1)
        elif schema.get("additionalProperties") is False or (closed and known):
            yield f"{_join(at, name)}: is not described"


def _limits(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, (str, list)):
        low, high = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
        if high in schema and len(value) > schema[high]:
            yield f"{at}: longer than {schema[high]}"
        if low in schema and len(value) < schema[low]:
            yield f"{at}: shorter than {schema[low]}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(str(schema["pattern"]), value):
            yield f"{at}: does not fit {schema['pattern']}"
        if schema.get("format") == "date-time" and not _is_instant(value):
            yield f"{at}: {value!r} is no date-time"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "maximum" in schema and value > schema["maximum"]:
            yield f"{at}: {value} is over {schema['maximum']}"
        if "minimum" in schema and value < schema["minimum"]:
            yield f"{at}: {value} is under {schema['minimum']}"


def _merged(schema: Mapping[str, Any], resolve: Resolve, deep: int) -> dict[str, Any]:
    """With references followed and `allOf` put together."""
    found = dict(schema)
    while "$ref" in found and deep <= _MOST_DEEP:
        deep += 1
        found = {**resolve(found.pop("$ref")), **found}
    for part in found.pop("allOf", ()):
        inner = _merged(part, resolve, deep + 1) if deep <= _MOST_DEEP else {}
        known = {**inner.get("properties", {}), **found.get("properties", {})}
        required = [*inner.get("required", ()), *found.get("required", ())]
        found = {**inner, **found, "properties": known, "required": required}
    return found


def _has_type(value: Any, named: Any) -> bool:
    kinds = [named] if isinstance(named, str) else list(named or ())
    known = [_TYPES[kind] for kind in kinds if kind in _TYPES]
    if not known:
        return True
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, kind) for kind in known)


def _kind(value: Any) -> str:
    return next((name for name, kinds in _TYPES.items() if type(value) in kinds), type(value).__name__)


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _join(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
