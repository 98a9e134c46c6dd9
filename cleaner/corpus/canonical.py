"""The one spelling of a record in bytes, and the digests that are taken of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

_SPELL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: object) -> bytes:
    """The value as JSON in its one spelling: UTF-8, sorted keys, no spaces.

    >>> canonical({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'

    Raises:
        UnicodeEncodeError: a string holds half of a surrogate pair, which no file can hold.
    """
    return _SPELL(value).encode()


def record_digest(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record in its one spelling, in hexadecimal."""
    return digest_of(canonical(record))


def digest_of(spelled: bytes) -> str:
    """SHA-256 of a record that is spelled already, in hexadecimal."""
    return hashlib.sha256(spelled).hexdigest()


def content_digest(digests: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over all (id, record digest) pairs, in hexadecimal; their order does not matter.

    Equal corpora have equal digests, wherever and in however many runs they were made.
    """
    total = hashlib.sha256()
    for pair in sorted(digests):
        total.update(canonical(pair))
        total.update(b"\n")
    return total.hexdigest()
