"""A row of a table or a line of JSON as a page: `text` or `html`, and whatever is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.fields import FieldError, known_from, parse_object, text_of
from cleaner.readers.html import with_address
from cleaner.readers.parcel import Item, Parcel, hand_out
from cleaner.readers.source import Source, Terms, digest, failure, too_large
from cleaner.readers.text import page_id

FIELDS = ("id", "url", "outlet", "date", "title", "authors", "language", "retrieved")
CONTENT = ("text", "html")


def record_page(source: Source, record: Mapping[str, Any], data: bytes) -> Page:
    """The page that a record holds.

    Args:
        source: where it stands.
        record: fields by the user's names.
        data: the bytes that its digest is taken of.

    Raises:
        FieldError: a field cannot be used, or there is no page.
    """
    columns = source.terms.columns
    record = {**record, **{ours: record.get(theirs) for ours, theirs in columns.items()}}
    known = known_from(record)
    html = text_of(record, "html", strip=False)
    text = text_of(record, "text", strip=False)
    content = html if html is not None else text
    if content is None:
        raise FieldError("has neither 'text' nor 'html'; name the field with the page so")
    page = Page(
        id=page_id(known, source.name),
        content=content,
        media_type="text/plain" if html is None else "text/html",
        sha256=digest(data),
        source=source.locator,
        url=known.url,
        hints=known.hints,
    )
    return page if html is None else with_address(page, known)


def record_parcel(source: Source, mark: str, data: bytes) -> Parcel:
    """A JSON object that is a page, where it stands in its file.

    Args:
        source: the file it is in.
        mark: where it stands: `L12`.
        data: the object.
    """
    return Parcel(open_record, f"{source.locator}#{mark}", f"{source.name}#{mark}", data)


def open_record(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel that holds a JSON object."""
    source = parcel.source(terms)
    try:
        return record_page(source, parse_object(parcel.data), parcel.data)
    except FieldError as error:
        told = ReadError(parcel.locator, str(error), reason="record")
        return failure(told, parcel.data)


def row_page(source: Source, row: Mapping[str, Any], mark: str) -> Item:
    """The page of a table's row, whose digest is that of its fields in one spelling."""
    row = {name: _plain(value) for name, value in row.items()}
    data = json.dumps(row, sort_keys=True, default=str).encode()
    if len(data) > source.limit:
        return failure(too_large(f"{source.locator}#{mark}", source.limit))
    return hand_out(record_parcel(source, mark, data), source.terms)


def wanted_columns(source: Source, names: Iterable[str]) -> list[str]:
    """Those of a table's columns that mean something here, in the table's order.

    Raises:
        ReadError: none of them holds pages, or one that the user named is not there.
    """
    there = list(names)
    columns = source.terms.columns
    asked = {ours: columns.get(ours, ours) for ours in (*FIELDS, *CONTENT)}
    shown = ", ".join(repr(name) for name in there[:12]) or "none"
    for ours, theirs in columns.items():
        if theirs not in there:
            raise _no_column(source, f"has no column {theirs!r} for {ours!r} (it has {shown})")
    if not any(asked[ours] in there for ours in CONTENT):
        raise _no_column(source, f"has no column 'text' or 'html' (it has {shown})")
    wanted = set(asked.values())
    return [name for name in there if name in wanted]


def _no_column(source: Source, what: str) -> ReadError:
    return ReadError(source.locator, what, "name it: --columns text=NAME", reason="columns")


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
