"""The columns of the table: those of the record, its digest, what stands beside it, its part.

Everything is built with arro3, which deltalake brings along: no second Arrow library is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, Schema, list_array, struct_array

PART = "part"
DIGEST = "record_sha256"
PAGE = "page_sha256"
RULES_KEY = "rules_key"
MADE_WITH = "made_with"
CLUSTER = "copies_of"
_NAME_OF_ELEMENTS = "element"  # what Delta calls the elements of a list


@dataclass(frozen=True, slots=True)
class Text:
    """A string."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of 32 bits."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with named values."""

    fields: tuple[tuple[str, Kind], ...]


Kind = Text | Whole | ListOf | Struct

_TEXT, _WHOLE = Text(), Whole()
_TEXTS = ListOf(_TEXT)

_Columns = tuple[tuple[str, Kind], ...]

RECORD_COLUMNS: _Columns = (
    ("id", _TEXT),
    ("url", _TEXT),
    ("source", _TEXT),
    ("outlet", _TEXT),
    ("title", _TEXT),
    ("standfirst", _TEXT),
    ("section", _TEXT),
    ("authors", _TEXTS),
    # dates stay strings: "2026-11" is a date as precise as its page, and no day
    ("date", _TEXT),
    ("modified", _TEXT),
    ("date_source", _TEXT),
    ("retrieved", _TEXT),
    (
        "dateline",
        Struct(
            (
                ("raw", _TEXT),
                ("places", _TEXTS),
                ("country", _TEXT),
                ("agency", _TEXT),
                ("date", _TEXT),
            )
        ),
    ),
    ("language", _TEXT),
    ("text", _TEXT),
    ("lines", _TEXTS),
    (
        "removed",
        ListOf(Struct((("line", _WHOLE), ("category", _TEXT), ("rule", _TEXT), ("text", _TEXT)))),
    ),
    ("repairs", ListOf(Struct((("name", _TEXT), ("count", _WHOLE))))),
    ("flags", _TEXTS),
    ("findings", ListOf(Struct((("field", _TEXT), ("value", _TEXT), ("origin", _TEXT))))),
    ("input_sha256", _TEXT),
    ("text_sha256", _TEXT),
    ("rules_sha256", _TEXT),
    ("cleaner", _TEXT),
    ("record", _WHOLE),
)
"""The fields of the record, in its order."""

SIDE_COLUMNS = (PAGE, RULES_KEY, MADE_WITH, CLUSTER)
"""What stands beside the record, in the order of `Side`; tables of old versions have none."""

COLUMNS: _Columns = (
    *RECORD_COLUMNS,
    (DIGEST, _TEXT),
    *((name, _TEXT) for name in SIDE_COLUMNS),
    (PART, _TEXT),
)
"""The columns of the table."""


def arrow_schema() -> Schema:
    """The Arrow schema of the table, as an `arro3.core.Schema`; every column may be null."""
    return _schema(COLUMNS)


def to_batch(rows: Sequence[dict[str, Any]]) -> RecordBatch:
    """The rows as an `arro3.core.RecordBatch` with the table's schema.

    Args:
        rows: records, with `record_sha256` and `part` among their keys.
    """
    arrays = [_arrow_array([row[name] for row in rows], kind) for name, kind in COLUMNS]
    return RecordBatch.from_arrays(arrays, schema=arrow_schema())


def to_rows(batch: RecordBatch) -> list[dict[str, Any]]:
    """The rows of an `arro3.core.RecordBatch`, in its order, as plain Python values."""
    names = batch.schema.names
    columns = [batch.column(name).to_pylist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def to_table_types(batch: RecordBatch) -> RecordBatch:
    """The record batch with exactly the table's columns and types.

    What is read back has other types for the same strings (views), which a writer does not mix.
    """
    return _cast(batch, COLUMNS)


def record_schema() -> Schema:
    """The Arrow schema of the records alone."""
    return _schema(RECORD_COLUMNS)


def to_record_types(batch: RecordBatch) -> RecordBatch:
    """The record batch with exactly the columns and types of records."""
    return _cast(batch, RECORD_COLUMNS)


def _cast(batch: RecordBatch, columns: _Columns) -> RecordBatch:
    arrays = [batch.column(name).cast(_arrow_type(kind)) for name, kind in columns]
    return RecordBatch.from_arrays(arrays, schema=_schema(columns))


def _schema(columns: _Columns) -> Schema:
    return Schema([Field(name, _arrow_type(kind)) for name, kind in columns])


def _arrow_type(kind: Kind) -> DataType:
    match kind:
        case Text():
            return DataType.string()
        case Whole():
            return DataType.int32()
        case ListOf():
            return DataType.list(Field(_NAME_OF_ELEMENTS, _arrow_type(kind.of)))
        case Struct():
            return DataType.struct([Field(name, _arrow_type(of)) for name, of in kind.fields])


def _arrow_array(values: list[Any], kind: Kind) -> Array:
    if isinstance(kind, Text | Whole):
        return Array(values, type=_arrow_type(kind))
    mask = Array([value is None for value in values], type=DataType.bool())
    if isinstance(kind, ListOf):
        offsets = [0]
        flat: list[Any] = []
        for value in values:
            flat.extend(value or ())
            offsets.append(len(flat))
        return list_array(
            Array(offsets, type=DataType.int32()),
            _arrow_array(flat, kind.of),
            type=_arrow_type(kind),
            mask=mask,
        )
    arrays = [
        _arrow_array([None if value is None else value[name] for value in values], of)
        for name, of in kind.fields
    ]
    return struct_array(arrays, fields=_arrow_type(kind).fields, mask=mask)
