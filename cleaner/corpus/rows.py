"""The rows of the parts that a run writes: those that stay, and those that it brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arro3.core import Array, DataType, RecordBatch
from arro3.core import Table as ArrowTable

from cleaner.corpus.layout import Part
from cleaner.corpus.schema import COLUMNS, DIGEST, PART, SIDE_COLUMNS, to_batch, to_table_types
from cleaner.corpus.spool import Spool
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import Table


def part_batches(table: Table | None, parts: Iterable[Part], spool: Spool) -> Iterator[RecordBatch]:
    """One record batch (arro3) a part, in the order of the parts; one is in memory at a time."""
    for part in parts:
        new = [id_ for id_ in part.ids if id_ in spool.digests]
        batches = [_brought(part, new, spool)] if new else []
        kept = frozenset(part.ids).difference(new)
        if table is not None and part.old is not None and kept:
            batches.extend(_kept(table, part, kept))
        if batches:  # else the part is left empty
            yield _joined(batches)


def _brought(part: Part, ids: list[str], spool: Spool) -> RecordBatch:
    rows = []
    for id_ in ids:
        record, side = spool.get(id_)
        beside = dict(zip(SIDE_COLUMNS, side, strict=True))
        rows.append({**record, **beside, DIGEST: spool.digests[id_], PART: part.name})
    return to_batch(rows)


def _kept(table: Table, part: Part, ids: frozenset[str]) -> Iterator[RecordBatch]:
    """Rows that stay as they are never become Python values: that is most of the time of a run."""
    names = [name if table.has(name) else f"NULL AS {name}" for name, _ in COLUMNS]
    columns = ", ".join([*names[:-1], f"{quoted(part.name)} AS {PART}"])
    for batch in table.select(columns, f"WHERE {PART} = {quoted(part.old or '')}"):
        places = [at for at, id_ in enumerate(batch.column("id").to_pylist()) if id_ in ids]
        if places:
            yield to_table_types(batch.take(Array(places, type=DataType.int32())))


def _joined(batches: list[RecordBatch]) -> RecordBatch:
    if len(batches) == 1:
        return batches[0]
    return ArrowTable.from_batches(batches).combine_chunks().to_batches()[0]
