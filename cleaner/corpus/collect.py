"""Which documents of a run differ from the corpus, and which must not go in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.corpus.canonical import canonical, digest_of
from cleaner.corpus.copies import with_cluster
from cleaner.corpus.fresh import Unchanged, side_of
from cleaner.corpus.index import Entry, Index
from cleaner.corpus.side import Side
from cleaner.corpus.spelled import spelled_by
from cleaner.corpus.spool import Spool
from cleaner.model import Document, Failure


class _Claim(NamedTuple):
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
        pages: all that were brought; each is a document, a failure or a repeat.
        repeats: pages that were brought before, in the same run.
    """

    ids: frozenset[str]
    failures: tuple[Failure, ...]
    inputs: dict[str, str]
    same: dict[str, Side]
    pages: int
    repeats: int


@dataclass(slots=True)
class _Collecting:
    index: Index
    spool: Spool
    made_with: str
    claims: dict[str, _Claim] = field(default_factory=dict)
    losers: set[tuple[str, _Claim]] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    same: dict[str, Side] = field(default_factory=dict)
    pages: int = 0
    repeats: int = 0

    def add(self, document: Document) -> None:
        self.pages += 1
        entry = self.index.get(document.id)
        try:
            line, cluster = _spelled(document, entry)
        except UnicodeEncodeError:
            self.failures.append(_not_unicode(document))
            return
        digest = digest_of(line)
        page = document.page
        if not self._claim(document.id, _Claim(page.source or "", digest, page.sha256)):
            return
        side = side_of(document, self.made_with)
        if entry is not None and entry.digest == digest:
            self.spool.drop(document.id)
            self.same[document.id] = side
            return
        self.same.pop(document.id, None)
        self.spool.put(document.id, line, digest, side._replace(cluster=cluster))

    def keep(self, page: Unchanged) -> None:
        """A page whose document is in the corpus already; another run may have removed it since."""
        self.pages += 1
        entry = self.index.get(page.id)
        if entry is None:
            self.failures.append(_removed_since(page))
            return
        if self._claim(page.id, _Claim(page.source, entry.digest, page.sha256)):
            self.spool.drop(page.id)
            self.same.pop(page.id, None)

    def _claim(self, id_: str, claim: _Claim) -> bool:
        """Whether the claim has the id now, and had it not before."""
        holder = self.claims.get(id_)
        if holder == claim or (id_, claim) in self.losers:
            self.repeats += 1
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
    same document twice is one document, and a repeat.

    Args:
        documents: read once, one by one.
        unchanged: pages of the run that needed no cleaning; read after the documents.
        index: of the corpus.
        spool: takes the records.
        made_with: digest of the program and of what chooses rules.

    Raises:
        AssertionError: a page is not accounted for, which is a fault of this program.
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
    assert state.pages == len(claims) + len(bad) + state.repeats, "pages are not accounted for"
    return Collected(frozenset(claims), bad, inputs, state.same, state.pages, state.repeats)


def _spelled(document: Document, entry: Entry | None) -> tuple[bytes, str | None]:
    """The record as it is kept, and what it is a copy of, if the corpus says so of the same text."""
    line = spelled_by(document, canonical)
    if entry is None or entry.copied_text is None:
        return line, None
    record = json.loads(line)
    if entry.copied_text != record["text_sha256"]:
        return line, None
    return canonical(with_cluster(record, entry)), entry.cluster


def _removed_since(page: Unchanged) -> Failure:
    locator = page.source or page.id
    return Failure(
        locator=locator,
        reason="removed-since",
        message=f"{locator}: its document was removed by another run at the same time; run again",
        sha256=page.sha256 or None,
    )


def _not_unicode(document: Document) -> Failure:
    locator = document.page.source or document.id
    return Failure(
        locator=locator,
        reason="not-unicode",
        message=f"{locator}: its id, address or name is not Unicode; rename it",
        sha256=document.page.sha256 or None,
    )
