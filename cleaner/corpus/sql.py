"""SQL of our own: how a value gets into it, and how rows come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from arro3.core import RecordBatch


def quoted(value: str) -> str:
    """The value as a string of SQL.

    >>> quoted("O'Brien")
    "'O''Brien'"
    """
    return "'" + value.replace("'", "''") + "'"


def plain_rows(batches: Iterator[RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """The rows of record batches (arro3), as tuples of plain values."""
    for batch in batches:
        values = [batch.column(number).to_pylist() for number in range(batch.num_columns)]
        yield from zip(*values, strict=True)
