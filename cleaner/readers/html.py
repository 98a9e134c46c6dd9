"""HTML: one file is one page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.decode import DecodeError, decode_html
from cleaner.readers.source import Source, failure, read_page_bytes
from cleaner.readers.text import page_of, text_page

_STARTS = (b"<!doctype html", b"<html")
_BOM = b"\xef\xbb\xbf"
_SEEN = 1024  # bytes of a file that are looked at, white space in front among them


def read_html(source: Source) -> Iterator[Page | Failure]:
    """The one page of an HTML file, decoded but not parsed.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    data = read_page_bytes(source)
    yield html_page(source, data)


def read_text_or_html(source: Source) -> Iterator[Page | Failure]:
    """The one page of a file that is called text; scrapers also save HTML under such names.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    data = read_page_bytes(source)
    yield html_page(source, data) if is_html(data) else text_page(source, data)


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as a page of HTML does.

    >>> is_html(b" <!DOCTYPE html><p>"), is_html(b"<html><p>"), is_html(b"Dump: <html>")
    (True, True, False)
    """
    return data[:_SEEN].removeprefix(_BOM).lstrip()[:20].lower().startswith(_STARTS)


def html_page(source: Source, data: bytes, charset: str | None = None) -> Page | Failure:
    """The bytes as a page of HTML, or why they are none; `charset` is what their server said."""
    try:
        decoded = decode_html(data, charset)
    except DecodeError as error:
        told = ReadError(source.locator, error.what, error.remedy, reason=error.reason)
        return failure(told, data)
    return page_of(source, data, decoded, media_type="text/html")
