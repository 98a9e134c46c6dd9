"""Which documents of a run differ from the corpus, and which must not go in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cleaner.corpus.canonical import canonical, digest_of
from cleaner.corpus.copies import with_cluster
from cleaner.corpus.fresh import Unchanged, side_of
from cleaner.corpus.index import Index
from cleaner.corpus.side import Side
from cleaner.corpus.spool import Spool
from cleaner.model import Document, Failure


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """A document that claims an id. The smallest claim has it, in whatever order they come."""

    source: str
    digest: str
    input_sha256: str

    def refused(self, id_: str, winner: _Claim) -> Failure:
        locator = self.source or id_
        return Failure(
            locator=locator,
            reason="same-id",
            message=f"{locator}: has the id {id_!r} of {winner.source or 'another input'}; "
            "give each an id of its own",
            sha256=self.input_sha256 or None,
        )


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run brought.

    Attributes:
        ids: of the documents that it accepted.
        failures: documents that it could not.
        inputs: the digest of the bytes read, by id.
        same: what stands beside those that were cleaned and are as they were, by id.
    """

    ids: frozenset[str]
    failures: tuple[Failure, ...]
    inputs: dict[str, str]
    same: dict[str, Side]


@dataclass(slots=True)
class _Collecting:
    index: Index
    spool: Spool
    made_with: str
    claims: dict[str, _Claim] = field(default_factory=dict)
    losers: set[tuple[str, _Claim]] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    same: dict[str, Side] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        entry = self.index.get(document.id)
        record = with_cluster(document.record(), entry)
        try:
            line = canonical(record)
        except UnicodeEncodeError:
            self.failures.append(_not_unicode(document))
            return
        digest = digest_of(line)
        if not self._claim(document.id, _claim_of(record, digest)):
            return
        side = side_of(document, self.made_with)
        if entry is not None and entry.digest == digest:
            self.spool.drop(document.id)
            self.same[document.id] = side
            return
        self.same.pop(document.id, None)
        same_text = entry is not None and entry.copied_text == record["text_sha256"]
        if entry is not None and same_text:
            side = side._replace(cluster=entry.cluster)
        self.spool.put(document.id, line, digest, side)

    def keep(self, page: Unchanged) -> None:
        """A page whose document is in the corpus already; another run may have removed it since."""
        entry = self.index.get(page.id)
        if entry is not None:
            claim = _Claim(page.source, entry.digest, page.sha256)
            if self._claim(page.id, claim):
                self.spool.drop(page.id)
                self.same.pop(page.id, None)

    def _claim(self, id_: str, claim: _Claim) -> bool:
        """Whether the claim has the id now, and had it not before."""
        holder = self.claims.get(id_)
        if holder == claim:
            return False
        if holder is not None:
            self.losers.add((id_, max(claim, holder)))
            if holder < claim:
                return False
        self.claims[id_] = claim
        return True


def collect(
    documents: Iterable[Document],
    unchanged: Iterable[Unchanged],
    index: Index,
    spool: Spool,
    made_with: str,
) -> Collected:
    """What the run brought; the spool holds the records that are new or differ from the index.

    Two documents with one id: the one whose source sorts first has it, the other is a failure. The
    same document twice is one document.

    Args:
        documents: read once, one by one.
        unchanged: pages of the run that needed no cleaning; read after the documents.
        index: of the corpus.
        spool: takes the records.
        made_with: digest of the program and of what chooses rules.
    """
    state = _Collecting(index, spool, made_with)
    for document in documents:
        state.add(document)
    for page in unchanged:
        state.keep(page)
    claims = state.claims
    refused = [claim.refused(id_, claims[id_]) for id_, claim in state.losers]
    inputs = {id_: claim.input_sha256 for id_, claim in claims.items()}
    bad = (*state.failures, *refused)
    return Collected(frozenset(claims), bad, inputs, state.same)


def _claim_of(record: dict[str, Any], digest: str) -> _Claim:
    return _Claim(record["source"] or "", digest, record["input_sha256"])


def _not_unicode(document: Document) -> Failure:
    locator = document.page.source or document.id
    return Failure(
        locator=locator,
        reason="not-unicode",
        message=f"{locator}: its id, address or name is not Unicode; rename it",
        sha256=document.page.sha256 or None,
    )
