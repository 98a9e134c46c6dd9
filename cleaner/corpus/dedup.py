"""Labels copies: near-duplicates and wire stories that several outlets print. Nothing is dropped.

An explicit act over a whole corpus, never part of cleaning: whether a page has copies depends on
what else there is. Which documents are copies is asked of a function; see `cleaner.review.copies`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.canonical import canonical, content_digest, digest_of
from cleaner.corpus.copies import labelled
from cleaner.corpus.files import make_folder
from cleaner.corpus.follow import State
from cleaner.corpus.history import version_of
from cleaner.corpus.index import Index, PartedIds, read_index, records_beside
from cleaner.corpus.layout import plan_parts
from cleaner.corpus.litter import remove_litter
from cleaner.corpus.lock import locked
from cleaner.corpus.place import Place
from cleaner.corpus.read import read_records
from cleaner.corpus.restore import refresh
from cleaner.corpus.rows import part_batches
from cleaner.corpus.spool import Spool
from cleaner.corpus.store import Table, commit
from cleaner.corpus.target import check_target, existing_corpus

Clusters = Mapping[str, str]
"""The id of the document that stands for all copies, by the id of each of them, itself included."""

Find = Callable[[Iterable[dict[str, Any]]], Clusters]
"""From records, read once in order of their ids, to clusters."""


class Labelled(NamedTuple):
    """What was labelled: the version, whether it is new, clusters, and documents in them."""

    version: int
    changed: bool
    clusters: int
    documents: int


def label_copies(root: str | Path, find: Find) -> Labelled:
    """What was labelled; a new version where that differs from what was labelled before.

    Args:
        root: folder or address of the corpus.
        find: finds the copies among the records; equal corpora must give equal clusters.

    Raises:
        CorpusError: there is no corpus, it cannot be written to, or the table is damaged.
    """
    place = check_target(existing_corpus(root))
    if not isinstance(place, Path):
        return _label(place, find)[1]
    make_folder(place)
    with locked(place) as alone:
        if alone:
            remove_litter(place)
        (before, now), told = _label(place, find)
        refresh(place, before, now)
    return told


def _label(place: Place, find: Find) -> tuple[tuple[State, State], Labelled]:
    table = version_of(place, None)
    before = State.of(table, read_index(table))
    clusters = dict(find(read_records(place, table.version)))
    changed = [id_ for id_, entry in before.index.items() if entry.cluster != clusters.get(id_)]
    now = _committed(place, before, clusters, changed) if changed else before
    told = Labelled(now.table.version, bool(changed), len(set(clusters.values())), len(clusters))
    return (before, now), told


def _committed(place: Place, before: State, clusters: Clusters, changed: list[str]) -> State:
    with Spool() as spool:
        _relabel(before.table, before.index, clusters, (changed, spool))
        parts = plan_parts({id_: one.part for id_, one in before.index.items()}, spool.digests)
        names = {part.name for part in parts} | {part.old for part in parts if part.old}
        digests = {id_: one.digest for id_, one in before.index.items()} | spool.digests
        facts = {
            **before.table.facts(),
            "act": "dedup",
            "digest": content_digest(digests.items()),
            "documents": len(before.index),
            "added": 0,
            "updated": len(changed),
            "unchanged": len(before.index) - len(changed),
            "kept": 0,
            "removed": 0,
        }
        batches = part_batches(before.table, parts, spool)
        table = commit(place, before.table, sorted(names), batches, facts)
    return State.of(table, read_index(table))


def _relabel(
    table: Table, index: Index, clusters: Clusters, taken: tuple[list[str], Spool]
) -> None:
    """Puts the records of the changed ids, with their labels, into the spool."""
    changed, spool = taken
    by_part: PartedIds = {}
    for id_ in changed:
        by_part.setdefault(index[id_].part, []).append(id_)
    for record, side in records_beside(table, by_part):
        cluster = clusters.get(record["id"])
        line = canonical(labelled(record, cluster))
        spool.put(record["id"], line, digest_of(line), side._replace(cluster=cluster))
