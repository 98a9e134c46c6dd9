"""What the table holds, without the texts: the part, the digest and the outlet of each document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.corpus.canonical import content_digest
from cleaner.corpus.schema import CLUSTER, DIGEST, PART, RECORD_COLUMNS, SIDE_COLUMNS, to_rows
from cleaner.corpus.side import Side
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import Table

_AT_ONCE = 2000  # records that one query gives; a part more, at most
_FIELDS = ", ".join(name for name, _ in RECORD_COLUMNS)


class Entry(NamedTuple):
    """A document of the table: where it lies, the digest of its record, its outlet.

    Attributes:
        cluster: the document that stands for it and its copies; None where it has none.
        copied_text: digest of its text, where it has copies.
    """

    part: str
    digest: str
    outlet: str | None
    cluster: str | None = None
    copied_text: str | None = None


Index = dict[str, Entry]
"""Entry by id."""


def read_index(table: Table | None) -> Index:
    """The index of the table, empty where there is none; some 300 bytes of memory a document."""
    if table is None:
        return {}
    index = {
        id_: Entry(sys.intern(part), digest, outlet and sys.intern(outlet))
        for id_, part, digest, outlet in table.rows(f"id, {PART}, {DIGEST}, outlet")
    }
    if table.has(CLUSTER):
        copies = table.rows(f"id, {CLUSTER}, text_sha256", f"WHERE {CLUSTER} IS NOT NULL")
        for id_, cluster, text in list(copies):
            index[id_] = index[id_]._replace(cluster=cluster, copied_text=text)
    return index


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


PartedIds = dict[str, list[str]]
"""Ids by the part that they lie in."""


def records_beside(table: Table, ids: PartedIds) -> Iterator[tuple[dict[str, Any], Side]]:
    """The records of the ids and what stands beside them, in order of the ids."""
    beside = [name if table.has(name) else f"NULL AS {name}" for name in SIDE_COLUMNS]
    columns = ", ".join([_FIELDS, *beside])
    for parts, wanted in _shares(ids):
        where = f"WHERE {PART} IN ({', '.join(map(quoted, parts))}) ORDER BY id"
        # a join: a long list of values in a condition is compared with one after the other
        values = ", ".join(f"({quoted(id_)})" for id_ in wanted)
        among = f"t JOIN (VALUES {values}) AS w(wanted) ON t.id = w.wanted"
        for batch in table.select(columns, where, of=among):
            for row in to_rows(batch):
                side = Side(*(row.pop(name) for name in SIDE_COLUMNS))
                yield row, side


def _shares(ids: PartedIds) -> Iterator[tuple[list[str], list[str]]]:
    """Parts and the ids in them, a query each; parts hold ranges of ids, so they come in order."""
    parts: list[str] = []
    wanted: list[str] = []
    for part, inside in sorted(ids.items(), key=lambda item: min(item[1])):
        parts.append(part)
        wanted += inside
        if len(wanted) >= _AT_ONCE:
            yield parts, wanted
            parts, wanted = [], []
    if wanted:
        yield parts, wanted


def record_of(table: Table, id_: str) -> dict[str, Any] | None:
    """The record with that id; None where the table has none."""
    for batch in table.select(_FIELDS, f"WHERE id = {quoted(id_)}"):
        for record in to_rows(batch):
            return record
    return None
