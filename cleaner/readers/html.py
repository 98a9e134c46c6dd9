"""HTML: one file is one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.decode import DecodeError, decode_html
from cleaner.readers.parcel import Item, Parcel, hand_out, parcel_of
from cleaner.readers.source import Known, Source, Terms, failure, read_page_bytes
from cleaner.readers.text import page_of, text_page
from cleaner.text.address import find_address

_STARTS = (b"<!doctype html", b"<html", b"<?xml")
_FRAGMENT_RE = re.compile(
    rb"<(?:head|body|main|article|section|div|p|h[1-6]|ul|table|figure)\b[^<>]*>.*</(?:p|div|h[1-6]|li|a)>",
    re.DOTALL | re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
_SEEN = 4096  # bytes of a file that are looked at, white space in front among them


def read_html(source: Source) -> Iterator[Item]:
    """The one page of an HTML file, decoded but not parsed.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    yield hand_out(parcel_of(source, open_html, read_page_bytes(source)), source.terms)


def read_text_or_html(source: Source) -> Iterator[Item]:
    """The one page of a file that is called text; scrapers also save HTML under such names.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    yield hand_out(parcel_of(source, open_any, read_page_bytes(source)), source.terms)


def open_html(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel that holds HTML."""
    return html_page(parcel.source(terms), parcel.data)


def open_any(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel that holds HTML or text, by what its bytes are."""
    page = html_page if is_html(parcel.data) else text_page
    return page(parcel.source(terms), parcel.data)


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as a page of HTML does, or a part of one: with a tag, and one closed.

    A dump that a tag was left in begins with one as well, but nothing closes it.

    >>> is_html(b" <!DOCTYPE html><p>"), is_html(b"<div><p>One.</p></div>"), is_html(b"<p> One.")
    (True, True, False)
    """
    start = data[:_SEEN].removeprefix(_BOM).lstrip()
    return start[:20].lower().startswith(_STARTS) or _FRAGMENT_RE.match(start) is not None


def html_page(source: Source, data: bytes, charset: str | None = None) -> Page | Failure:
    """The bytes as a page of HTML, or why they are none; `charset` is what their server said."""
    try:
        decoded = decode_html(data, charset)
    except DecodeError as error:
        told = ReadError(source.locator, error.what, error.remedy, reason=error.reason)
        return failure(told, data)
    return with_address(page_of(source, data, decoded, media_type="text/html"), source.known)


def with_address(page: Page, known: Known) -> Page:
    """The page under the address that it gives itself, where the user knows neither id nor address.

    The address of a front page is none of an article: many sites name it on every page.
    """
    if known.id or known.url:
        return page
    address = find_address(page.content)
    if address is None or not _is_of_page(address):
        return page
    return replace(page, id=address, url=address)


def _is_of_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken host, such as `http://[x`
        return False
    return bool(parts.netloc) and (parts.path.strip("/") != "" or parts.query != "")
