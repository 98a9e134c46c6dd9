"""One run → one version: what the documents change goes into one commit, then the view follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.corpus.canonical import content_digest
from cleaner.corpus.checksums import read_checksums
from cleaner.corpus.collect import Collected, collect
from cleaner.corpus.files import make_folder
from cleaner.corpus.follow import State, follow
from cleaner.corpus.index import read_index
from cleaner.corpus.layout import plan_parts
from cleaner.corpus.litter import remove_litter
from cleaner.corpus.lock import locked
from cleaner.corpus.manifest import tools
from cleaner.corpus.quarantine import quarantine_lines
from cleaner.corpus.rows import part_batches
from cleaner.corpus.spool import Spool
from cleaner.corpus.store import commit, open_table
from cleaner.corpus.target import check_target
from cleaner.model import Document, Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run has made of a corpus.

    Attributes:
        path: folder of the corpus.
        version: its newest version.
        changed: whether the run made that version.
        digest: content digest of the version.
        documents: how many it holds: `added + updated + unchanged + kept`.
        added, updated, unchanged: documents of the run.
        kept: documents of earlier runs that this one did not bring.
        failures: all that is in the quarantine now: the failures of the run, and documents that
            could not be stored.
    """

    path: Path
    version: int
    changed: bool
    digest: str
    documents: int
    added: int
    updated: int
    unchanged: int
    kept: int
    failures: tuple[Failure, ...]


def write_corpus(
    root: str | Path,
    documents: Iterable[Document],
    failures: Sequence[Failure],
    *,
    rules_sha256: str,
    view: bool = True,
) -> Written:
    """What the run made of the corpus: its next version, or the same one where nothing changed.

    The table is the truth: once it has committed, the version is there, and a run that is killed
    after that leaves view and manifest for the next run to complete. All is on the disk when this
    returns.

    Args:
        root: folder of the corpus; made where it is missing.
        documents: read once, one by one; a document of the corpus that is not among them is kept.
        failures: inputs of the run that could not be cleaned; read after the documents, so the
            caller may still add to them while these are made.
        rules_sha256: digest of all rules of the run.
        view: whether the corpus has a folder of texts for reviewers.

    Raises:
        CorpusError: the folder cannot take a corpus, the disk is full, the table is damaged.
    """
    path = check_target(root)
    with Spool() as spool:
        brought = collect(documents, read_index(open_table(path)), spool)
        bad = tuple(sorted({*failures, *brought.failures}, key=repr))
        if not path.exists():
            make_folder(path)
        with locked(path) as alone:
            before = _state(path)
            _forget_unchanged(spool, before)
            now = before
            if before is None or spool.digests:
                if alone:
                    remove_litter(path)
                now = _commit(path, before, spool, _facts(before, spool, brought, rules_sha256))
            assert now is not None
            follow(path, before, now, quarantine_lines(bad), view=view)
        counts = _counts(before, spool, brought)
    return Written(
        path=path,
        version=now.table.version,
        changed=now is not before,
        digest=now.digest,
        failures=bad,
        **counts,
    )


def _state(root: Path) -> State | None:
    table = open_table(root)
    return None if table is None else State.of(table, read_index(table))


def _forget_unchanged(spool: Spool, state: State | None) -> None:
    """Another run may have brought the same documents while this one cleaned."""
    if state is None:
        return
    for id_, digest in list(spool.digests.items()):
        entry = state.index.get(id_)
        if entry is not None and entry.digest == digest:
            spool.drop(id_)


def _counts(before: State | None, spool: Spool, brought: Collected) -> dict[str, int]:
    held = before.index.keys() if before else frozenset[str]()
    documents = len(held | brought.ids)
    added = len(spool.digests.keys() - held)
    return {
        "documents": documents,
        "added": added,
        "updated": len(spool.digests) - added,
        "unchanged": len(brought.ids) - len(spool.digests),
        "kept": documents - len(brought.ids),
    }


def _facts(
    before: State | None, spool: Spool, brought: Collected, rules_sha256: str
) -> dict[str, Any]:
    """What the commit says of the run; no clock: Delta's own log has one."""
    held = before.index if before else {}
    digests = {id_: entry.digest for id_, entry in held.items()} | spool.digests
    return {
        "digest": content_digest(digests.items()),
        "rules_sha256": rules_sha256,
        "tools": tools(),
        **_counts(before, spool, brought),
    }


def _commit(root: Path, before: State | None, spool: Spool, facts: dict[str, Any]) -> State:
    read_checksums(root)  # a damaged file is found before anything is written
    held = before.index if before else {}
    parts = plan_parts({id_: entry.part for id_, entry in held.items()}, spool.digests)
    names = {part.name for part in parts} | {part.old for part in parts if part.old}
    old = before.table if before else None
    table = commit(root, old, sorted(names), part_batches(old, parts, spool), facts)
    return State.of(table, read_index(table))
