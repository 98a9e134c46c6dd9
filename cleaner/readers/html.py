"""HTML: one file is one page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.decode import DecodeError, decode_html
from cleaner.readers.source import Source, failure, read_page_bytes
from cleaner.readers.text import page_of


def read_html(source: Source) -> Iterator[Page | Failure]:
    """The one page of an HTML file, decoded but not parsed.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    data = read_page_bytes(source)
    yield html_page(source, data)


def html_page(source: Source, data: bytes, charset: str | None = None) -> Page | Failure:
    """The bytes as a page of HTML, or why they are none; `charset` is what their server said."""
    try:
        decoded = decode_html(data, charset)
    except DecodeError as error:
        told = ReadError(source.locator, error.what, error.remedy, reason=error.reason)
        return failure(told, data)
    return page_of(source, data, decoded, media_type="text/html")
