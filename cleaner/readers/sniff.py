"""Bytes without a telling name, from the standard input or an odd file: what they are is seen."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from cleaner.readers.formats import ARCHIVES, READERS, read_members
from cleaner.readers.html import open_any
from cleaner.readers.jsonl import Line, holds_page, numbered_lines, read_records
from cleaner.readers.members import Metered
from cleaner.readers.packed import MAGIC, open_packed
from cleaner.readers.parcel import Item, hand_out, parcel_of
from cleaner.readers.source import Source, read_page_bytes

_TAR_PLACE, _TAR = 257, b"ustar"
_PEEKED = 512


def read_any(source: Source) -> Iterator[Item]:
    """The pages of a source, by what its bytes are.

    WARC, zip, tar and what is packed are told by their first bytes; JSONL by a first line that is
    a record. All else is one page of HTML or text.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many for a page.
    """
    with source.open() as opened:
        # from a network a stream may be without `peek`
        stream = opened if isinstance(opened, io.BufferedReader) else _peekable(opened)
        again = replace(source, open=lambda: stream)
        head = stream.peek(_PEEKED)
        packed = next((suffix for magic, suffix in MAGIC.items() if head.startswith(magic)), None)
        if packed == ".gz" and _holds_warc(head):
            packed = None
            yield from READERS[".warc"](again)
        elif packed is not None:
            yield from read_any(replace(again, open=lambda: open_packed(again, packed)))
        elif head.startswith(b"WARC/1."):
            yield from READERS[".warc"](again)
        elif head.startswith(b"PK\x03\x04"):
            yield from read_members(ARCHIVES[".zip"], again)
        elif head[_TAR_PLACE:].startswith(_TAR):
            yield from read_members(ARCHIVES[".tar"], again)
        else:
            yield from _read_text(again, stream)


def read_stream(source: Source) -> Iterator[Item]:
    """The same of the standard input; none where nothing came, since nobody has named a page.

    A program that gives records gives nothing when it has none.
    """
    with source.open() as opened:
        stream = opened if isinstance(opened, io.BufferedReader) else _peekable(opened)
        if stream.peek(1):
            yield from read_any(replace(source, open=lambda: stream))


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(Metered(stream, lambda _: None))


def _holds_warc(head: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 8).startswith(b"WARC/1.")
    except zlib.error:
        return False


def _read_text(source: Source, stream: BinaryIO) -> Iterator[Item]:
    first = list(_first_lines(stream, source.limit))
    if first and (last := first[-1][1]) is not None and holds_page(last):
        lines = _numbered_on(stream, source.limit, after=first[-1][0])
        yield from read_records(source, chain(first, lines))
        return
    head = b"".join(data for _, data in first if data is not None)
    if any(data is None for _, data in first):
        head = b" " * (source.limit + 1)  # told as too large below
    whole = head + stream.read(max(0, source.limit + 1 - len(head)))
    data = read_page_bytes(replace(source, open=lambda: io.BytesIO(whole)))
    yield hand_out(parcel_of(source, open_any, data), source.terms)


def _first_lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """The lines up to the first that is not blank."""
    for number, data in numbered_lines(stream, limit):
        yield number, data
        if data is None or data.strip():
            return


def _numbered_on(stream: BinaryIO, limit: int, *, after: int) -> Iterator[Line]:
    return ((number + after, data) for number, data in numbered_lines(stream, limit))
