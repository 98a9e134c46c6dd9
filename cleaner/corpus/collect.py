"""Which documents of a run differ from the corpus, and which must not go in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.corpus.canonical import canonical, digest_of
from cleaner.corpus.index import Index
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
    """What a run brought: the ids it accepted, and the documents that it could not."""

    ids: frozenset[str]
    failures: tuple[Failure, ...]


def collect(documents: Iterable[Document], index: Index, spool: Spool) -> Collected:
    """What the run brought; the spool holds the records that are new or differ from the index.

    Two documents with one id: the one whose source sorts first has it, the other is a failure. The
    same document twice is one document.
    """
    claims: dict[str, _Claim] = {}
    losers: list[tuple[str, _Claim]] = []
    failures: list[Failure] = []
    for document in documents:
        record = document.record()
        try:
            line = canonical(record)
        except UnicodeEncodeError:
            failures.append(_not_unicode(document))
            continue
        id_, digest = document.id, digest_of(line)
        claim = _Claim(record["source"] or "", digest, record["input_sha256"])
        holder = claims.get(id_)
        if holder == claim:
            continue
        if holder is not None:
            losers.append((id_, max(claim, holder)))
            if holder < claim:
                continue
        claims[id_] = claim
        if id_ in index and index[id_].digest == digest:
            spool.drop(id_)
        else:
            spool.put(id_, line, digest)
    failures.extend(claim.refused(id_, claims[id_]) for id_, claim in set(losers))
    return Collected(frozenset(claims), tuple(failures))


def _not_unicode(document: Document) -> Failure:
    locator = document.page.source or document.id
    return Failure(
        locator=locator,
        reason="not-unicode",
        message=f"{locator}: its id, address or name is not Unicode; rename it",
        sha256=document.page.sha256 or None,
    )
