"""What the table holds, without the texts: the part, the digest and the outlet of each document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.corpus.canonical import content_digest
from cleaner.corpus.schema import DIGEST, PART, RECORD_COLUMNS, to_rows
from cleaner.corpus.store import Table, quoted

_FIELDS = ", ".join(name for name, _ in RECORD_COLUMNS)


class Entry(NamedTuple):
    """A document of the table: where it lies, the digest of its record, its outlet."""

    part: str
    digest: str
    outlet: str | None


Index = dict[str, Entry]
"""Entry by id."""


def read_index(table: Table | None) -> Index:
    """The index of the table, empty where there is none; some 300 bytes of memory a document."""
    if table is None:
        return {}
    return {
        id_: Entry(sys.intern(part), digest, outlet and sys.intern(outlet))
        for id_, part, digest, outlet in table.rows(f"id, {PART}, {DIGEST}, outlet")
    }


def index_digest(index: Index) -> str:
    """The content digest of the documents in the index."""
    return content_digest((id_, entry.digest) for id_, entry in index.items())


def part_records(table: Table, part: str, ids: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """The records of a part, sorted by id; with `ids`, only those."""
    wanted = frozenset(ids)
    for batch in table.select(_FIELDS, f"WHERE {PART} = {quoted(part)} ORDER BY id"):
        for record in to_rows(batch):
            if not wanted or record["id"] in wanted:
                yield record


def record_of(table: Table, id_: str) -> dict[str, Any] | None:
    """The record with that id; None where the table has none."""
    for batch in table.select(_FIELDS, f"WHERE id = {quoted(id_)}"):
        for record in to_rows(batch):
            return record
    return None
