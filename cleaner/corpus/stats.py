"""What a version holds and what was taken out of it, counted by outlet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.files import read_if_there
from cleaner.corpus.history import version_of
from cleaner.corpus.manifest import MANIFEST
from cleaner.corpus.target import existing_corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletStats:
    """The documents of one outlet; `name` is None for those whose outlet is not known."""

    name: str | None
    documents: int
    without_body: int
    kept: int
    removed: int

    @property
    def share_removed(self) -> float:
        """Of the characters that are text or were removed, those that were removed; 0 to 1."""
        total = self.kept + self.removed
        return self.removed / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """A version in numbers; `failures` are the inputs in the quarantine of the newest run."""

    version: int
    outlets: tuple[OutletStats, ...]
    failures: int

    @property
    def documents(self) -> int:
        """All documents."""
        return sum(one.documents for one in self.outlets)

    @property
    def without_body(self) -> int:
        """Documents without text."""
        return sum(one.without_body for one in self.outlets)


def corpus_stats(root: str | Path, version: int | None = None) -> Stats:
    """The numbers of the newest or the given version; outlets sorted, the unknown one first.

    Raises:
        CorpusError: there is no corpus or no such version, or the table is damaged.
    """
    place = existing_corpus(root)
    table = version_of(place, version)
    removals = "(SELECT outlet, unnest(removed) AS gone FROM t)"
    sums = table.rows("outlet, sum(character_length(gone['text']))", "GROUP BY outlet", of=removals)
    removed = dict(sums)
    held = table.rows(
        "outlet, count(*), sum(CASE WHEN text = '' THEN 1 ELSE 0 END), sum(character_length(text))",
        "GROUP BY outlet",
    )
    outlets = [
        OutletStats(
            name=name,
            documents=documents,
            without_body=empty,
            kept=kept or 0,
            removed=removed.get(name) or 0,
        )
        for name, documents, empty, kept in held
    ]
    ordered = sorted(outlets, key=lambda one: (one.name is not None, one.name or ""))
    failures = table.facts().get("failures", 0)
    if isinstance(place, Path):  # the manifest knows of runs that made no version, too
        manifest = json.loads(read_if_there(place / MANIFEST) or b"{}")
        failures = manifest.get("counts", {}).get("failures", failures)
    return Stats(version=table.version, outlets=tuple(ordered), failures=failures)
