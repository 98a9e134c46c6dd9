"""The fields of a record that have other values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cleaner.model import DESCRIPTION
from cleaner.review.diff.values import FieldChange

FIELDS = (*DESCRIPTION, "flags")
"""The fields that are compared; the text is compared by its lines, digests follow from the rest."""


def field_changes(old: dict[str, Any], new: dict[str, Any], cause: str) -> Iterator[FieldChange]:
    """The fields that differ, in the order of the record.

    A title or standfirst that rules have read from a line is no line of the text: the change of
    the field is all that is told of it.
    """
    for name in FIELDS:
        if old[name] != new[name]:
            before, after = _told(old[name]), _told(new[name])
            yield FieldChange(field=name, before=before, after=after, cause=cause)


def _told(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
