"""What a run is about to change in a corpus, and what is told of it: in the log, to the caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cleaner.corpus.canonical import content_digest
from cleaner.corpus.collect import Collected
from cleaner.corpus.follow import State
from cleaner.corpus.fresh import code_digest, made_with
from cleaner.corpus.index import Index
from cleaner.corpus.manifest import tools
from cleaner.corpus.place import Place
from cleaner.corpus.spool import Spool
from cleaner.model import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run goes into a corpus.

    Attributes:
        rules_sha256: digest of all rules of the run.
        selection_sha256: digest of what chooses the rules of a page.
        view: whether the corpus has a folder of texts for reviewers.
        prune: documents whose input is gone are removed.
    """

    rules_sha256: str
    selection_sha256: str = ""
    view: bool = True
    prune: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run has made of a corpus.

    Attributes:
        path: folder or address of the corpus.
        version: its newest version.
        changed: whether the run made that version.
        digest: content digest of the version.
        documents: how many it holds: `added + updated + unchanged + kept`.
        added, updated, unchanged: documents of the run.
        kept: documents of earlier runs that this one did not bring.
        removed: documents that are gone, since their input is.
        refused: pages of the run that became no document, though they were cleaned.
        repeats: pages that the run brought more than once.
        failures: all that is in the quarantine now: the failures of the run, and documents that
            could not be stored.
    """

    path: Place
    version: int
    changed: bool
    digest: str
    documents: int
    added: int
    updated: int
    unchanged: int
    kept: int
    removed: int
    refused: tuple[Failure, ...]
    repeats: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What goes from one version to the next.

    Attributes:
        run: how the run goes in.
        index: of the version before.
        spool: the records that are new or differ.
        brought: what the run brought.
        removed: ids of documents that go.
    """

    run: Run
    index: Index
    spool: Spool
    brought: Collected
    removed: frozenset[str]

    @property
    def is_any(self) -> bool:
        """Whether there is something to commit."""
        return bool(self.spool.digests or self.removed)

    def counts(self) -> dict[str, int]:
        """Documents by what became of them."""
        held = self.index.keys()
        documents = len((held | self.brought.ids) - self.removed)
        added = len(self.spool.digests.keys() - held)
        return {
            "documents": documents,
            "added": added,
            "updated": len(self.spool.digests) - added,
            "unchanged": len(self.brought.ids) - len(self.spool.digests),
            "kept": documents - len(self.brought.ids),
            "removed": len(self.removed),
        }


def facts_of(change: Change) -> dict[str, Any]:
    """What the commit says of the run; no clock: Delta's own log has one."""
    digests = {id_: entry.digest for id_, entry in change.index.items()} | change.spool.digests
    kept = ((id_, digest) for id_, digest in digests.items() if id_ not in change.removed)
    return {
        "act": "clean",
        "digest": content_digest(kept),
        "inputs_sha256": content_digest(change.brought.inputs.items()),
        "rules_sha256": change.run.rules_sha256,
        "tools": tools(),
        "code_sha256": code_digest(),
        "made_with": made_with(change.run.selection_sha256),
        "failures": len(change.brought.failures),
        **change.counts(),
    }


def written_of(place: Place, change: Change, now: State, bad: tuple[Failure, ...]) -> Written:
    """What the run has made.

    Raises:
        AssertionError: a document is not accounted for, which is a fault of this program.
    """
    counts = change.counts()
    assert counts["documents"] == len(now.index), "documents are not accounted for"
    return Written(
        path=place,
        version=now.table.version,
        changed=now.index is not change.index,
        digest=now.digest,
        refused=change.brought.failures,
        repeats=change.brought.repeats,
        failures=bad,
        **counts,
    )
