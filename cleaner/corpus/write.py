"""One run → one version: what the documents change goes into one commit, then the view follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cleaner.corpus.change import Change, Run, Written, facts_of, written_of
from cleaner.corpus.checksums import read_checksums
from cleaner.corpus.collect import Collected, collect
from cleaner.corpus.confirmed import confirm
from cleaner.corpus.files import make_folder
from cleaner.corpus.follow import State, follow
from cleaner.corpus.fresh import Unchanged, made_with
from cleaner.corpus.gone import gone_inputs
from cleaner.corpus.index import Index, read_index
from cleaner.corpus.layout import plan_parts
from cleaner.corpus.litter import remove_litter
from cleaner.corpus.lock import locked
from cleaner.corpus.place import Place
from cleaner.corpus.quarantine import quarantine_lines
from cleaner.corpus.rows import part_batches
from cleaner.corpus.spool import Spool
from cleaner.corpus.store import ConflictError, Table, commit, open_table
from cleaner.corpus.target import check_target
from cleaner.corpus.torn import undo_torn_commit
from cleaner.model import Document, Failure

_ATTEMPTS = 10  # in an object store, which has no locks: each has lost to a run that got through


Taken = tuple[Spool, Collected, tuple[Failure, ...]]
"""What a run has brought: records, what became of its documents, all that failed."""


def write_corpus(
    root: str | Path,
    documents: Iterable[Document],
    failures: Sequence[Failure],
    run: Run,
    unchanged: Sequence[Unchanged] = (),
) -> Written:
    """What the run made of the corpus: its next version, or the same one where nothing changed.

    The table is the truth: once it has committed, the version is there, and a run that is killed
    after that leaves view and manifest for the next run to complete. All is on the disk when this
    returns.

    Args:
        root: folder of the corpus, made where it is missing; or an address in an object store,
            where the table stands alone.
        documents: read once, one by one; a document of the corpus that is not among them is kept.
        failures: inputs of the run that could not be cleaned; read after the documents, so the
            caller may still add to them while these are made.
        run: how they go in.
        unchanged: pages of the run that needed no cleaning; read after the documents too.

    Raises:
        CorpusError: the folder cannot take a corpus, the disk is full, the table is damaged.
    """
    place = check_target(root)
    undo_torn_commit(place)
    with Spool() as spool:
        made = made_with(run.selection_sha256)
        first = _state(place)
        index = first.index if first else {}
        brought = collect(documents, unchanged, index, spool, made)
        bad = tuple(sorted({*failures, *brought.failures}, key=repr))
        if isinstance(place, Path):
            return _into_folder(place, run, first, (spool, brought, bad))
        return _into_store(place, run, first, (spool, brought, bad))


def _into_folder(path: Path, run: Run, first: State | None, taken: Taken) -> Written:
    bad = taken[2]
    if not path.exists():
        make_folder(path)
    with locked(path) as alone:
        if alone:  # files of a killed run look like those of this one once it has begun
            remove_litter(path)
        before = _state(path, first)
        change = _change(before, run, taken)
        now = before
        if before is None or change.is_any:
            read_checksums(path)  # a damaged file is found before anything is written
            now = _commit(path, before, change)
        assert now is not None
        follow(path, before, now, quarantine_lines(bad), view=run.view)
        confirm(path, now.table, now.index, taken[1].same)
    return written_of(path, change, now, bad)


def _into_store(place: Place, run: Run, first: State | None, taken: Taken) -> Written:
    bad = taken[2]
    for attempt in range(_ATTEMPTS):
        before = _state(place, first)
        change = _change(before, run, taken)
        try:
            now = before if before and not change.is_any else _commit(place, before, change)
        except ConflictError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return written_of(place, change, now, bad)
    raise AssertionError


def _state(place: Place, seen: State | None = None) -> State | None:
    """The newest version; what was seen before, where that is still the newest."""
    table = open_table(place)
    if table is None:
        return None
    if seen is not None and seen.table.version == table.version:
        return seen
    return State.found(table, read_index(table))


def _change(before: State | None, run: Run, taken: Taken) -> Change:
    if before is None:
        return change_of(None, {}, run, taken)
    return change_of(before.table, before.index, run, taken)


def change_of(table: Table | None, index: Index, run: Run, taken: Taken) -> Change:
    """What the run changes in the version with that index.

    Raises:
        ConflictError: what the run left as it was is not there any more.
    """
    spool, brought, bad = taken
    for id_, digest in list(spool.digests.items()):
        # another run may have brought the same documents while this one cleaned
        entry = index.get(id_)
        if entry is not None and entry.digest == digest:
            spool.drop(id_)
    if not brought.ids <= index.keys() | spool.digests.keys():
        raise ConflictError("another run removed documents of this one meanwhile; run again")
    gone = gone_inputs(table, index, brought.ids, bad) if table and run.prune else ()
    return Change(run=run, index=index, spool=spool, brought=brought, removed=frozenset(gone))


def _commit(place: Place, before: State | None, change: Change) -> State:
    present = {id_: entry.part for id_, entry in change.index.items()}
    parts = plan_parts(present, change.spool.digests, change.removed)
    names = {part.name for part in parts} | {part.old for part in parts if part.old}
    old = before.table if before else None
    batches = part_batches(old, parts, change.spool)
    table = commit(place, old, sorted(names), batches, facts_of(change))
    return State.of(table, read_index(table))
