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
from cleaner.corpus.store import Table, open_table, quoted
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
    """Documents by what became of them, and what failed."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()


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
    gone, come = _differing(old, new), _differing(new, old)
    then, now = _digests(old, gone), _digests(new, come)
    ids = frozenset(id_ for id_ in then.keys() | now.keys() if _other(then, now, id_))
    updated = sum(id_ in then and id_ in now for id_ in ids)
    added = sum(id_ not in then for id_ in ids)
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
        then = {id_: (entry.part, entry.digest) for id_, entry in index.items() if id_ in ids}
        facts = facts_of(change)
        yield Comparison(
            before=table.version if table else None,
            after=None,
            counts=Counts(
                added=counts["added"],
                updated=counts["updated"],
                removed=counts["removed"],
                unchanged=counts["unchanged"],
                failures=bad,
            ),
            pairs=partial(_pairs_of_spool, _Source(table, then), spool, ids),
            made={**all_facts(place), facts["made_with"]: facts},
            same=_sample(table, ids) if table else (),
        )


class _Source(NamedTuple):
    """A version, and where the documents in question lie in it."""

    table: Table | None
    places: Mapping[str, tuple[str, str]]

    def stream(self, ids: Collection[str]) -> Iterator[tuple[Record, Side]]:
        """The records of the ids that are there, in order of the ids."""
        if self.table is None:
            return
        by_part: PartedIds = {}
        for id_ in ids:
            if id_ in self.places:
                by_part.setdefault(self.places[id_][0], []).append(id_)
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


def _differing(one: Table | None, other: Table | None) -> frozenset[str]:
    """The parts of the one that have files which the other has not."""
    if one is None:
        return frozenset()
    files = set(one.files()) - set(other.files() if other else ())
    prefix = f"{PART}="
    return frozenset(name.split("/")[0].removeprefix(prefix) for name in files)


def _digests(table: Table | None, parts: Collection[str]) -> dict[str, tuple[str, str]]:
    """(part, digest) by id, of the documents in the parts."""
    if table is None or not parts:
        return {}
    names = ", ".join(map(quoted, sorted(parts)))
    rows = table.rows(f"id, {PART}, {DIGEST}", f"WHERE {PART} IN ({names})")
    return {id_: (part, digest) for id_, part, digest in rows}


def _other(
    then: Mapping[str, tuple[str, str]], now: Mapping[str, tuple[str, str]], id_: str
) -> bool:
    old, new = then.get(id_), now.get(id_)
    return old is None or new is None or old[1] != new[1]


def _sample(table: Table, changed: Collection[str]) -> tuple[Record, ...]:
    ids = table.rows(f"id, {PART}", f"ORDER BY {DIGEST}, id LIMIT {_SAMPLE + len(changed)}")
    chosen = [(id_, part) for id_, part in ids if id_ not in changed][:_SAMPLE]
    by_part: PartedIds = {}
    for id_, part in chosen:
        by_part.setdefault(part, []).append(id_)
    return tuple(record for record, _ in records_beside(table, by_part))
