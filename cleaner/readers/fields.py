"""What users say of their pages: the fields of a JSONL record or a sidecar file, checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from cleaner.model import Hints
from cleaner.readers.source import Known

_DATE_RE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].{4,40})?)?)?", re.ASCII)
_LANGUAGE_RE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*", re.ASCII)


class FieldError(ValueError):
    """A field that cannot be used; the message names it and its value, and says what to write."""


def parse_object(data: bytes | str) -> dict[str, Any]:
    """The JSON object that the line or file is.

    Raises:
        FieldError: it is no JSON, or no object, or nested too deep to be a record.
    """
    try:
        value = json.loads(data.decode("utf-8-sig") if isinstance(data, bytes) else data)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise FieldError(
            f"not UTF-8 at byte {error.start} (0x{byte:02X}); save it as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}"
        raise FieldError(
            f"not JSON at {place} ({_lower(error.msg)}); write one JSON object"
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise FieldError(f"not JSON ({_lower(str(error))}); write one JSON object") from error
    except RecursionError as error:
        raise FieldError("nested too deep; a record has fields with text") from error
    if not isinstance(value, dict):
        raise FieldError(f"is {_kind(value)}; write one JSON object")
    return value


def known_from(record: Mapping[str, Any]) -> Known:
    """Id, address and hints of a record; fields with other names are the user's own.

    An empty field is one that is not there.

    Raises:
        FieldError: a field has a value of the wrong kind.
    """
    ident = record.get("id")
    if isinstance(ident, int) and not isinstance(ident, bool):
        ident = str(ident)
    return Known(
        id=text_of({"id": ident}, "id"),
        url=text_of(record, "url"),
        hints=Hints(
            outlet=text_of(record, "outlet"),
            title=text_of(record, "title"),
            authors=_authors(record),
            date=_date(record, "date"),
            language=_language(record),
            retrieved=_date(record, "retrieved"),
        ),
    )


def text_of(record: Mapping[str, Any], name: str, *, strip: bool = True) -> str | None:
    """The field's text, or None when it is missing, null or empty.

    Raises:
        FieldError: it is no text.
    """
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise FieldError(f"{name!r} is {_kind(value)}; write text")
    text = whole(value)
    return (text.strip() or None) if strip else text


def whole(text: str) -> str:
    r"""The text with halves of characters, which JSON can carry and no file can, replaced.

    >>> whole("a\ud83d b")
    'a� b'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _authors(record: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Names from a list, or from one text that separates them by semicolons."""
    value = record.get("authors")
    if isinstance(value, str):
        value = value.split(";")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise FieldError(f"'authors' is {_kind(value)}; write a list of names")
    return tuple(name for name in (whole(name).strip() for name in value) if name) or None


def _date(record: Mapping[str, Any], name: str) -> str | None:
    """An ISO 8601 date or time, as precise as it is given."""
    value = text_of(record, name)
    if value is None:
        return None
    if _DATE_RE.fullmatch(value) and _exists(value):
        return value.replace(" ", "T", 1)
    raise FieldError(f"{name!r} is {value!r}; write an ISO 8601 date such as 2021-11-22")


def _exists(value: str) -> bool:
    """Whether the calendar and the clock have it."""
    try:
        if len(value) > len("2021-11-22"):
            datetime.fromisoformat(value)
            time.fromisoformat(value[11:])
        else:
            date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _language(record: Mapping[str, Any]) -> str | None:
    value = text_of(record, "language")
    if value is None:
        return None
    if not _LANGUAGE_RE.fullmatch(value):
        raise FieldError(f"'language' is {value!r}; write a BCP 47 tag such as 'en' or 'pt-BR'")
    return value.replace("_", "-")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
