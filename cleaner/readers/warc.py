"""WARC and WET: the pages of a crawl. A damaged record costs itself, and what cannot be told from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.feed import DamageError, Feed
from cleaner.readers.fields import FieldError, known_from
from cleaner.readers.html import html_page
from cleaner.readers.http import PayloadError, is_page, page_of_response
from cleaner.readers.parcel import Item, Parcel, hand_out
from cleaner.readers.source import Known, Source, Terms, failure, too_large
from cleaner.readers.text import text_page

_MOST_LINE, _MOST_LINES = 16 * 1024, 200
_MAGIC_RE = re.compile(rb"WARC/1\.\d\r?\n")
_NEXT_RE = re.compile(rb"\n\r?\n(?=WARC/1\.\d\r?\n)")
_LINE_ENDS = 2  # behind a block, before the next record
_SKIP_BY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Head:
    """A record's header fields, by lower-case name, and where the record begins."""

    offset: int
    fields: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The record's type: `response`, `conversion` and so on."""
        return self.fields.get("warc-type", "").lower()

    @property
    def length(self) -> int:
        """Bytes of the block; -1 where the header does not say."""
        value = self.fields.get("content-length", "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else -1


def read_warc(source: Source) -> Iterator[Item]:
    """The pages of a WARC file: responses with status 200 and HTML; of a WET file its texts.

    Redirects, pictures, requests and metadata are no pages. A page's locator holds the place of
    its record: the byte in the file, or of the gzip member, as indexes of crawls have it.

    Raises:
        OSError: the bytes cannot be fetched.
    """
    with source.open() as stream:
        feed = Feed(stream, source.locator, source.terms.limits)
        lost = False
        while True:
            offset = feed.offset
            head = None
            try:
                head = _next_head(feed, lost=lost)
                if head is None:
                    return
                found = _record(source, feed, head)
            except _BrokenRecord as error:
                # one failure for a damaged stretch, however many lines it has, and one for each
                # record in it that has begun
                if head is not None or not lost:
                    yield _failed(source, offset, str(error))
                lost = True
                continue
            except DamageError as error:
                yield failure(error)
                lost = True
                continue
            lost = False
            if found is not None:
                yield found


class _BrokenRecord(Exception):  # noqa: N818 - it never leaves this file
    """What is wrong with a record."""


def _failed(source: Source, offset: int, what: str) -> Failure:
    locator = f"{source.locator}#offset={offset}"
    told = f"{what}; it goes on at the next record that can be told"
    return failure(ReadError(locator, told, reason="damaged"))


def _next_head(feed: Feed, *, lost: bool) -> _Head | None:
    """The next record's header; None at the end of the file."""
    skipped = False
    while True:
        offset = feed.offset
        line = feed.readline(_MOST_LINE)
        if not line:
            if skipped and not lost:
                raise _BrokenRecord("ends with bytes that are no record")
            return None
        if _MAGIC_RE.fullmatch(line):
            if skipped and not lost:
                feed.give_back(line)
                raise _BrokenRecord("has bytes between two records")
            return _Head(offset, _fields(feed))
        skipped = skipped or bool(line.strip())


def _fields(feed: Feed) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
        line = feed.readline(_MOST_LINE)
        if _MAGIC_RE.fullmatch(line):
            feed.give_back(line)
            raise _BrokenRecord("its header does not end")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields
        if text[0] in " \t" and name:
            fields[name] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if not colon:
            raise _BrokenRecord("has a header line without a colon")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    raise _BrokenRecord(f"its header has more than {_MOST_LINES} lines")


def _record(source: Source, feed: Feed, head: _Head) -> Item | None:
    """The page of a record, if it has one; the feed then stands at the next record."""
    if head.length < 0:
        raise _BrokenRecord("its Content-Length is missing or no number")
    if head.kind not in {"response", "conversion"}:
        _pass_over(feed, head.length)
        return None
    mark = f"offset={head.offset}"
    if head.length > source.limit:
        _pass_over(feed, head.length)
        return failure(too_large(f"{source.locator}#{mark}", source.limit))
    block = feed.read(head.length)
    _check_end(feed, head, block)
    try:
        known = known_from(
            {
                "url": head.fields.get("warc-target-uri", "").strip("<>"),
                "retrieved": head.fields.get("warc-date"),
            }
        )
    except FieldError as error:
        raise _BrokenRecord(f"its header has a fault: {error}") from error
    return _found(source, head, known, block)


def _check_end(feed: Feed, head: _Head, block: bytes) -> None:
    """Nothing; behind the block stands the next record, or the end.

    A length that is wrong shows here: what follows is then no record, and the next one begins
    within the block, or further on.
    """
    if len(block) < head.length:
        _give_back_from_next(feed, block)
        raise _BrokenRecord(f"has {len(block)} of its {head.length} bytes")
    for _ in range(_LINE_ENDS):
        feed.check(head.offset)
        if feed.at_damage:
            return  # the next record's
        line = feed.readline(_MOST_LINE)
        if line.strip():
            feed.give_back(line)
            if _MAGIC_RE.fullmatch(line):
                return
            feed.give_back(_from_next(block))
            raise _BrokenRecord(f"its Content-Length, {head.length}, is wrong")
        if not line:
            return
    feed.check(head.offset)


def _from_next(block: bytes) -> bytes:
    """The part of a block that is the next record, and no part of this one."""
    found = _NEXT_RE.search(block)
    return b"" if found is None else block[found.end() :]


def _give_back_from_next(feed: Feed, block: bytes) -> None:
    feed.give_back(_from_next(block))


def _pass_over(feed: Feed, length: int) -> None:
    """Nothing; the feed stands behind the block, or at a record that begins within it.

    Raises:
        _BrokenRecord: the block is shorter than its length.
    """
    tail = b""
    left = length
    while left:
        data = feed.read(min(left, _SKIP_BY))
        if not data:
            raise _BrokenRecord(f"ends {left} bytes before its {length} are full")
        left -= len(data)
        # only a length beyond reason is doubted: a page may show a WARC header
        found = _NEXT_RE.search(tail + data) if length > _SKIP_BY else None
        if found is not None:
            feed.give_back((tail + data)[found.end() :])
            raise _BrokenRecord(f"its Content-Length, {length}, is wrong")
        tail = data[-64:]


def _found(source: Source, head: _Head, known: Known, block: bytes) -> Item | None:
    if head.kind == "response" and not is_page(block):
        return None
    mark = f"offset={head.offset}"
    parcel = Parcel(
        open_text if head.kind == "conversion" else open_response,
        f"{source.locator}#{mark}",
        f"{source.name}#{mark}",
        block,
        known=known,
        flags=("truncated",) if "warc-truncated" in head.fields else (),
    )
    return hand_out(parcel, source.terms)


def open_response(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel that holds an HTTP response."""
    source = parcel.source(terms)
    try:
        response = page_of_response(parcel.data, terms.limits)
    except PayloadError as error:
        told = ReadError(source.locator, error.what, error.remedy, reason=error.reason)
        return failure(told, parcel.data)
    return _flagged(html_page(source, response.body, response.charset), parcel)


def open_text(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel that holds the text of a page."""
    return _flagged(text_page(parcel.source(terms), parcel.data), parcel)


def _flagged(page: Page | Failure, parcel: Parcel) -> Page | Failure:
    if isinstance(page, Failure) or not parcel.flags:
        return page
    return replace(page, flags=tuple(sorted({*page.flags, *parcel.flags})))
