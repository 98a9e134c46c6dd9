"""Pages of plain text, and what all files that are one page have in common."""

from __future__ import annotations

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.decode import Decoded, DecodeError, decode_text
from cleaner.readers.source import Known, Source, digest, failure


def text_page(source: Source, data: bytes) -> Page | Failure:
    """The bytes as a page of text, or why they are none."""
    try:
        decoded = decode_text(data)
    except DecodeError as error:
        told = ReadError(source.locator, error.what, error.remedy, reason=error.reason)
        return failure(told, data)
    return page_of(source, data, decoded, media_type="text/plain")


def page_of(source: Source, data: bytes, decoded: Decoded, *, media_type: str) -> Page:
    """The page of a source that is one page."""
    known = source.known
    return Page(
        id=page_id(known, source.name),
        content=decoded.text,
        media_type=media_type,
        sha256=digest(data),
        source=source.locator,
        url=known.url,
        hints=known.hints,
        flags=("broken_characters",) if decoded.broken else (),
    )


def page_id(known: Known, name: str) -> str:
    """The id the user gave, else the address, else the name: the same in every version."""
    return known.id or known.url or name
