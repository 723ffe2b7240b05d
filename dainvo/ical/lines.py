"""Content lines of RFC 5545 §3.1: unfold, fold, take apart, escape, and make new ones that nobody can inject into.

Knows no property and no component.
"""

from __future__ import annotations

import re

from dainvo.errors import Malformed

_LINE_END = re.compile(r"\r*\n")
_FOLD = re.compile(r"\r*\n[ \t]")
_ESCAPED = re.compile(r"\\([nN\\;,:\"])")
#: What never enters a line of ours, and is not shown: C0 but TAB and LF, DEL, C1, lone surrogates, bidi overrides.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
#: A fold inside a character, as programs leave it that count octets.
_SPLIT = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})\r*\n[ \t](?=[\x80-\xbf])")
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_PARAM = re.compile(r'[^;"]*(?:"[^"]*"?[^;"]*)*')
_PLAIN_PARAM = re.compile(r"[\w .@+/-]*\Z", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9-]+\Z", re.ASCII)


def rejoined(data: bytes) -> bytes:
    """`data` in UTF-8 with the characters whole that a fold has split (RFC 5545 §3.1)."""
    return _SPLIT.sub(rb"\1", data)


def decoded(data: bytes) -> str:
    """The letters of a calendar text: UTF-8; else what older programs write, in which nothing is lost either."""
    for body, encoding in ((data, "utf-8"), (rejoined(data), "utf-8"), (data, "cp1252")):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def unfold(text: str) -> str:
    """`text` with LF line ends and every folded line whole; a byte order mark goes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            text = _LINE_END.sub("\n", text)
    if "\t" in text:
        text = _FOLD.sub("", text)
    else:
        text = "".join(text.split("\n "))  # several times faster than to replace it
    return text[1:] if text.startswith("\ufeff") else text


def unfold_one(raw: str) -> str:
    """One content line, as it stands in a text with its folds and its end, as a logical line."""
    line = raw.rstrip("\r\n")
    if "\n" in line:
        line = _FOLD.sub("", line)
    return line


def fold(line: str, newline: str = "\r\n") -> str:
    """`line` with its end, folded so that no physical line has more than 75 octets of UTF-8 (RFC 5545 §3.1)."""
    data = line.encode("utf-8", "surrogatepass")
    if len(data) <= 75:
        return line + newline
    parts, start, room = [], 0, 75
    while len(data) - start > room:
        stop = start + room
        while data[stop] & 0xC0 == 0x80:
            stop -= 1
        parts.append(data[start:stop])
        start, room = stop, 74
    parts.append(data[start:])
    return (newline.encode() + b" ").join(parts).decode("utf-8", "surrogatepass") + newline


def cut(line: str) -> tuple[str, str, str]:
    """(name in upper case, parameters as written, value) of a logical line; the name is empty if it is none."""
    head, colon, value = line.partition(":")
    if '"' in head:
        head, colon, value = _cut_quoted(line)
    if not colon:
        return "", "", line
    name, _, params = head.partition(";")
    name = name.strip().upper()
    return (name, params, value) if _NAME.match(name) else ("", "", line)


def _cut_quoted(line: str) -> tuple[str, str, str]:
    """Head, colon, value where a colon may stand inside quotes. A quote that never ends is an ordinary character."""
    quoted = False
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    head, colon, value = line.partition(":")
    return head, colon, value


def param_parts(params: str) -> list[str]:
    """The parameters of a line, each `NAME=value` as written."""
    if not params:
        return []
    if '"' not in params:
        return [part for part in params.split(";") if part]
    return [part for part in _PARAM.findall(params) if part]


def param(params: str, name: str) -> str:
    """The value of a parameter, without quotes and with RFC 6868 escapes undone; empty if it is not there."""
    if not params or name not in params.upper():
        return ""
    for part in param_parts(params):
        key, _, value = part.partition("=")
        if key.strip().upper() == name:
            return unescape_param(value.strip().strip('"'))
    return ""


def with_param(params: str, name: str, value: str) -> str:
    """`params` with one parameter set (`value` is escaped here) or, if `value` is empty, taken away."""
    parts = param_parts(params)
    new = f"{name}={param_value(value)}" if value else ""
    result, placed = [], False
    for part in parts:
        if part.partition("=")[0].strip().upper() != name:
            result.append(part)
        elif new and not placed:
            result.append(new)
            placed = True
    if new and not placed:
        result.append(new)
    return ";".join(result)


def escape(text: str) -> str:
    """TEXT value (RFC 5545 §3.3.11) of what a person wrote; characters that may not stand in a line are left out."""
    text = clean(text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape(value: str) -> str:
    """What a TEXT value says. An escape the standard does not know stays as it is."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def clean(text: str) -> str:
    """`text` with LF as the only line end and without control characters, lone surrogates, bidi overrides."""
    if text.isprintable() and "\u202d" not in text and "\u202e" not in text:
        return text
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))


def clean_line(text: str) -> str:
    """As `clean`, on one line: line breaks and TABs become spaces."""
    if text.isprintable():
        return text
    return clean(text).replace("\n", " ").replace("\t", " ")


def param_value(text: str) -> str:
    """A parameter value, escaped by RFC 6868 and quoted if it needs it."""
    text = clean(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'").replace("\t", " ")
    return text if _PLAIN_PARAM.match(text) and text == text.strip() else f'"{text}"'


def unescape_param(value: str) -> str:
    """What a parameter value says, RFC 6868 escapes undone."""
    if "^" not in value:
        return value
    return re.sub(r"\^([n^'])", lambda found: {"n": "\n", "^": "^", "'": '"'}[found[1]], value)


def content_line(name: str, value: str, params: str = "", newline: str = "\r\n") -> str:
    """A folded line with its end. `value` and `params` are already escaped.

    Raises Malformed if they hold a line break: nothing a person types may start a new property.
    """
    line = f"{name};{params}:{value}" if params else f"{name}:{value}"
    if "\n" in line or "\r" in line:
        raise Malformed(f"a line break inside {name}")
    return fold(line, newline)
