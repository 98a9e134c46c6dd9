"""CSV and TSV: one row is one page, its columns named as the fields of a JSONL record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.decode import binary_kind
from cleaner.readers.jsonl import numbered_lines
from cleaner.readers.parcel import Item
from cleaner.readers.records import row_page, wanted_columns
from cleaner.readers.source import Source, failure

_DELIMITERS = ",;\t|"


def read_delimited(source: Source) -> Iterator[Item]:
    """A page for each row, in order.

    A row that cannot be used is a failure and harms no other; a quote that never closes ends the
    file, since nobody knows where the next row begins.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: it is no table, or has no column with pages.
    """
    with source.open() as stream:
        lines = _lines(stream, source)
        header = next(lines, "")
        delimiter = max(_DELIMITERS, key=header.count)
        csv.field_size_limit(source.limit)
        rows = csv.reader(chain([header], lines), delimiter=delimiter, strict=True)
        try:
            names = next(rows, [])
            wanted = set(wanted_columns(source, names))
            for cells in rows:
                if cells:
                    yield _row(source, names, wanted, (rows.line_num, cells))
        except csv.Error as error:
            what = f"not CSV ({error}); the lines from here on are not read"
            remedy = "put quotes around cells with quotes or line breaks in them"
            raise ReadError(
                f"{source.locator}#L{rows.line_num}", what, remedy, reason="record"
            ) from error


def _row(source: Source, names: list[str], wanted: set[str], row: tuple[int, list[str]]) -> Item:
    number, cells = row
    if len(cells) != len(names):
        told = f"has {len(cells)} cells, but there are {len(names)} columns"
        return failure(ReadError(f"{source.locator}#L{number}", told, reason="record"))
    values = {name: cell or None for name, cell in zip(names, cells, strict=True) if name in wanted}
    if any("\udc80" <= char <= "\udcff" for cell in values.values() for char in cell or ""):
        error = ReadError(
            f"{source.locator}#L{number}", "not UTF-8", "save the file as UTF-8", reason="encoding"
        )
        return failure(error)
    return row_page(source, values, f"L{number}")


def _lines(stream: BinaryIO, source: Source) -> Iterator[str]:
    for number, data in numbered_lines(stream, source.limit):
        if data is None:
            what = "a line is larger than a page may be; the lines from here on are not read"
            raise ReadError(f"{source.locator}#L{number}", what, reason="too-large")
        if number == 1:
            kind = binary_kind(data) or (
                "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else None
            )
            if kind is not None:
                what = f"not CSV but {kind}"
                raise ReadError(source.locator, what, "save it as UTF-8", reason="not-text")
        text = data.decode("utf-8", "surrogateescape")
        # old Macintosh line ends are not worth a whole file in memory
        yield from io.StringIO(text.removeprefix("\ufeff") if number == 1 else text, newline="")
