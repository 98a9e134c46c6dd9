"""JSON as it stands in pages: with comments, raw line breaks, stray commas, or its end cut off."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_MAX_LENGTH = 2_000_000
_MAX_VALUES = 50
_MAX_OPEN = 200
_MARKS_RE = re.compile(
    r"<!--|-->|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/|/\*\s{0,9}\]\]>\s{0,9}\*/"
    r"|//\s{0,9}<!\[CDATA\[|//\s{0,9}\]\]>|<!\[CDATA\[|\]\]>"
)
_TRAILING_COMMA_RE = re.compile(r",(?=\s{0,200}[}\]])")
_BAD_ESCAPE_RE = re.compile(r'\\(?!["\\/bfnrtu])')
_CUT_PAIR_RE = re.compile(r'[,{]\s{0,200}(?:"[^"]{0,200}"\s{0,9}:?\s{0,9})?$')
_TYPE_RE = re.compile(r'"@type"\s{0,9}:\s{0,9}"(\w{0,20}(?:Article|Posting))"')
_FIELD_RE = re.compile(
    r'"(datePublished|dateModified|headline|isAccessibleForFree)"\s{0,9}:\s{0,9}'
    r'(?:"((?:[^"\\\n]|\\.){1,400})"|(true|false))\s{0,9}[,}\n]'
)


def read_values(script: str) -> list[Any]:
    r"""The objects and lists of a script: as it stands, else mended, else single fields.

    >>> read_values('<!-- {"a": 1,} {"b": "two\nlines"}')
    [{'a': 1}, {'b': 'two\nlines'}]
    >>> read_values('{"a": [{"b": "cut of')
    [{'a': [{'b': 'cut of'}]}]
    """
    text = script[:_MAX_LENGTH].strip().lstrip("\ufeff")
    if not text:
        return []
    for mended in _mendings(text):
        if values := _decode_all(mended):
            return values
    salvaged = _salvage(text)
    return [salvaged] if salvaged else []


def _mendings(text: str) -> Iterator[str]:
    """The text, then the same with more and more taken for a mistake."""
    yield text
    bare = _MARKS_RE.sub(" ", text).strip().rstrip(";")
    if bare != text:
        yield bare
    if "&quot;" in bare or "&#34;" in bare:
        bare = html.unescape(bare)
        yield bare
    mended = _BAD_ESCAPE_RE.sub(r"\\\\", bare.replace("\\'", "'"))
    mended = _TRAILING_COMMA_RE.sub("", mended)
    yield mended
    yield _closed(mended)


def _decode_all(text: str) -> list[Any]:
    """All values that stand one after another; nothing if one of them is broken."""
    decoder = json.JSONDecoder(strict=False)  # raw line breaks in strings are common
    values: list[Any] = []
    position = 0
    while position < len(text) and len(values) < _MAX_VALUES:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):  # broken, or nested deeper than the interpreter goes
            return []
        if isinstance(value, (dict, list)):
            values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values


def _closed(text: str) -> str:
    """The text with the string, lists and objects closed that its cut end left open."""
    closers: list[str] = []
    in_string = escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif in_string:
            escaped = char == "\\"
            in_string = char != '"'
        elif char == '"':
            in_string = True
        elif char in "{[":
            closers.append("}" if char == "{" else "]")
        elif char in "}]" and closers:
            closers.pop()
    if not closers or len(closers) > _MAX_OPEN:
        return text
    whole = text + '"' if in_string else text
    ending = "".join(reversed(closers))
    try:
        json.loads(whole + ending, strict=False)
    except ValueError:
        return _CUT_PAIR_RE.sub(lambda match: match[0][0].strip(","), whole) + ending
    return whole + ending


def _salvage(text: str) -> dict[str, Any] | None:
    """Single fields of a script that no mending makes whole, where it says each with one value.

    A script that gives a field two values, or names no article, speaks of several things.
    """
    named = _TYPE_RE.search(text)
    if named is None:
        return None
    found: dict[str, set[str]] = {}
    for match in _FIELD_RE.finditer(text):
        found.setdefault(match[1], set()).add(match[2] or match[3])
    single = {name: values.pop() for name, values in found.items() if len(values) == 1}
    return {"@type": named[1], **single} if single else None
