"""JSONL: one line is one page, with `text` or `html` and whatever the user knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.decode import binary_kind
from cleaner.readers.fields import FieldError, parse_object
from cleaner.readers.parcel import Item, hand_out
from cleaner.readers.records import record_parcel
from cleaner.readers.source import Source, failure, too_large

Line = tuple[int, bytes | None]
"""A line's number, from 1, and its bytes; None for one that is larger than a page may be."""


def read_jsonl(source: Source) -> Iterator[Item]:
    """A page for each line, in order; a broken line is a failure and harms no other.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: the file is no text at all.
    """
    with source.open() as stream:
        yield from read_records(source, numbered_lines(stream, source.limit))


def read_records(source: Source, lines: Iterable[Line]) -> Iterator[Item]:
    """A page for each line that is not blank."""
    for number, data in lines:
        if number == 1 and data is not None:
            _refuse_binary(source.locator, data)
        if data is None or data.strip():
            yield _record(source, number, data)


def numbered_lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    r"""The lines of a stream, which end at b"\n" alone: a text may hold every other line break."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit or data.endswith(b"\n"):
            yield number, data
            continue
        while data and not data.endswith(b"\n"):
            data = stream.readline(limit + 1)
        yield number, None


def holds_page(data: bytes) -> bool:
    """Whether a line is a JSON object with a page in it."""
    try:
        record = parse_object(data)
    except FieldError:
        return False
    return "text" in record or "html" in record


def _record(source: Source, number: int, data: bytes | None) -> Item:
    locator = f"{source.locator}#L{number}"
    if data is None:
        return failure(too_large(locator, source.limit))
    return hand_out(record_parcel(source, f"L{number}", data.rstrip(b"\r\n")), source.terms)


def _refuse_binary(locator: str, data: bytes) -> None:
    """One failure for a file that is none, instead of one for each of its lines."""
    kind = binary_kind(data)
    if kind is None and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        kind = "UTF-16"
    if kind is not None:
        raise ReadError(locator, f"not JSONL but {kind}", "save it as UTF-8", reason="not-text")
