"""The format of rules files as JSON Schema, from the tables that the loader reads."""

from __future__ import annotations

from typing import Any

from cleaner.rules.scalars import KINDS
from cleaner.rules.schema import FILE, Either, Many, Open, Record, Scalar, Shape


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a rules file.

    It says what editors can check: keys, kinds and forms. Cases, RE2 and selectors are for the
    loader, which refuses all that the schema refuses.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rules of the news cleaner",
        **_schema(FILE),
    }


def _schema(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return dict(KINDS[shape.kind].schema)
    if isinstance(shape, Many):
        least = {"minItems": shape.least} if shape.least else {}
        return {"type": "array", "items": _schema(shape.item), **least}
    if isinstance(shape, Open):
        return {
            "type": "object",
            "propertyNames": dict(KINDS[shape.key].schema),
            "additionalProperties": _schema(shape.value),
        }
    if isinstance(shape, Either):
        shapes = (shape.short, shape.long, shape.other)
        return {"anyOf": [_schema(one) for one in shapes if one is not None]}
    return _record(shape)


def _record(shape: Record) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: _schema(value) for key, value in shape.fields.items()},
        "required": list(shape.needs),
        "additionalProperties": False,
    }
