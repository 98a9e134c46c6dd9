"""Two versions of a corpus side by side, or a version and what a run would make of it.

A data file is never changed, so only the parts whose files differ are read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.change import Run, facts_of
from cleaner.corpus.collect import collect
from cleaner.corpus.fresh import Unchanged, made_with
from cleaner.corpus.history import all_facts, version_of
from cleaner.corpus.index import PartedIds, read_index, records_beside
from cleaner.corpus.schema import DIGEST, PART
from cleaner.corpus.side import Side
from cleaner.corpus.spool import Spool
from cleaner.corpus.sql import plain_rows, quoted
from cleaner.corpus.store import Table, open_table, query
from cleaner.corpus.target import check_target, existing_corpus
from cleaner.corpus.write import change_of
from cleaner.model import Document, Failure

_SAMPLE = 3  # unchanged documents that are named
Record = dict[str, Any]


class Pair(NamedTuple):
    """A document that differs: before and after, None where it is not there."""

    id: str
    old: Record | None
    new: Record | None
    old_side: Side
    new_side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Documents by what became of them; of a run, its pages that became none."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    refused: tuple[Failure, ...] = ()
    repeats: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs.

    Attributes:
        before, after: versions; None: no corpus yet, or a run that has not been.
        counts: documents.
        pairs: gives the documents that differ, in order of their ids, each time it is called.
        made: the facts of the runs by what they were made with.
        same: some unchanged documents, chosen by their digests: the same ones every time.
    """

    before: int | None
    after: int | None
    counts: Counts
    pairs: Callable[[], Iterator[Pair]]
    made: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    same: tuple[Record, ...] = ()


def compare_versions(
    root: str | Path, before: int | None = None, after: int | None = None
) -> Comparison:
    """What differs between two versions.

    Args:
        root: folder or address of the corpus.
        before: None: the version before the other one; a corpus of one version is compared with
            nothing.
        after: None: the newest.

    Raises:
        CorpusError: there is no corpus or no such version, or the table is damaged.
    """
    place = existing_corpus(root)
    new = version_of(place, after)
    if before is None and new.version > 0:
        before = new.version - 1
    old = None if before is None else version_of(place, before)
    places = _different(old, new)
    then = {id_: part for id_, part, _ in places if part is not None}
    now = {id_: part for id_, _, part in places if part is not None}
    ids = then.keys() | now.keys()
    updated, added = len(then.keys() & now.keys()), len(now.keys() - then.keys())
    total = sum(count for (count,) in new.rows("count(*)"))
    return Comparison(
        before=before,
        after=new.version,
        counts=Counts(
            added=added,
            updated=updated,
            removed=len(ids) - updated - added,
            unchanged=total - updated - added,
        ),
        pairs=partial(_pairs, _Source(old, then), _Source(new, now), ids),
        made=all_facts(place),
        same=_sample(new, ids),
    )


@contextmanager
def preview(
    root: str | Path,
    documents: Iterable[Document],
    failures: Sequence[Failure],
    run: Run,
    unchanged: Sequence[Unchanged] = (),
) -> Iterator[Comparison]:
    """What a run would change, while the block lasts; nothing is written.

    The arguments, and what is raised, are those of `write_corpus`.
    """
    place = check_target(root)
    table = open_table(place)
    with Spool() as spool:
        index = read_index(table)
        brought = collect(documents, unchanged, index, spool, made_with(run.selection_sha256))
        bad = tuple(sorted({*failures, *brought.failures}, key=repr))
        change = change_of(table, index, run, (spool, brought, bad))
        counts = change.counts()
        ids = frozenset(spool.digests) | change.removed
        then = {id_: entry.part for id_, entry in index.items() if id_ in ids}
        facts = facts_of(change)
        yield Comparison(
            before=table.version if table else None,
            after=None,
            counts=Counts(
                added=counts["added"],
                updated=counts["updated"],
                removed=counts["removed"],
                unchanged=counts["unchanged"],
                refused=brought.failures,
                repeats=brought.repeats,
            ),
            pairs=partial(_pairs_of_spool, _Source(table, then), spool, ids),
            made={**all_facts(place), facts["made_with"]: facts},
            same=_sample(table, ids) if table else (),
        )


class _Source(NamedTuple):
    """A version, and where the documents in question lie in it."""

    table: Table | None
    places: Mapping[str, str]

    def stream(self, ids: Collection[str]) -> Iterator[tuple[Record, Side]]:
        """The records of the ids that are there, in order of the ids."""
        if self.table is None:
            return
        by_part: PartedIds = {}
        for id_ in ids:
            if id_ in self.places:
                by_part.setdefault(self.places[id_], []).append(id_)
        yield from records_beside(self.table, by_part)


def _pairs(old: _Source, new: _Source, ids: Collection[str]) -> Iterator[Pair]:
    """Both streams, zipped by id."""
    then, now = old.stream(ids), new.stream(ids)
    left, right = next(then, None), next(now, None)
    while left is not None or right is not None:
        first = min(one[0]["id"] for one in (left, right) if one is not None)
        here = left if left is not None and left[0]["id"] == first else None
        there = right if right is not None and right[0]["id"] == first else None
        yield Pair(first, *_record(here, there), *_sides(here, there))
        left = next(then, None) if here else left
        right = next(now, None) if there else right


def _pairs_of_spool(old: _Source, spool: Spool, ids: Collection[str]) -> Iterator[Pair]:
    then = old.stream(ids)
    left = next(then, None)
    for id_ in sorted(ids):
        here = left if left is not None and left[0]["id"] == id_ else None
        there = spool.get(id_) if id_ in spool.digests else None
        yield Pair(id_, *_record(here, there), *_sides(here, there))
        left = next(then, None) if here else left


_Side = tuple[Record, Side] | None


def _record(old: _Side, new: _Side) -> tuple[Record | None, Record | None]:
    return old[0] if old else None, new[0] if new else None


def _sides(old: _Side, new: _Side) -> tuple[Side, Side]:
    return old[1] if old else Side(), new[1] if new else Side()


_Place = tuple[str, str | None, str | None]
"""The id of a document that differs, and the part it lies in before and after."""

_DIFFERENT = f"""
    SELECT coalesce(o.id, n.id), o.{PART}, n.{PART}
    FROM (SELECT id, {PART}, {DIGEST} FROM old WHERE {PART} IN ({{old}})) AS o
    FULL OUTER JOIN (SELECT id, {PART}, {DIGEST} FROM new WHERE {PART} IN ({{new}})) AS n
    ON o.id = n.id
    WHERE o.id IS NULL OR n.id IS NULL OR o.{DIGEST} <> n.{DIGEST}
"""  # noqa: S608 - names of our own columns


def _different(old: Table | None, new: Table) -> list[_Place]:
    """The documents whose records differ; only the digests in parts with other files are read."""
    if old is None:
        return [(id_, None, part) for id_, part in new.rows(f"id, {PART}")]
    gone, come = _other_parts(old, new), _other_parts(new, old)
    sql = _DIFFERENT.format(old=gone, new=come)
    return list(plain_rows(query(sql, old=old, new=new)))


def _other_parts(one: Table, other: Table) -> str:
    """The parts of the one that have files which the other has not, as a list of SQL."""
    prefix = f"{PART}="
    files = set(one.files()).difference(other.files())
    names = {name.split("/")[0].removeprefix(prefix) for name in files}
    return ", ".join(map(quoted, sorted(names))) or "NULL"


def _sample(table: Table, changed: Collection[str]) -> tuple[Record, ...]:
    ids = table.rows(f"id, {PART}", f"ORDER BY {DIGEST}, id LIMIT {_SAMPLE + len(changed)}")
    chosen = [(id_, part) for id_, part in ids if id_ not in changed][:_SAMPLE]
    by_part: PartedIds = {}
    for id_, part in chosen:
        by_part.setdefault(part, []).append(id_)
    return tuple(record for record, _ in records_beside(table, by_part))
