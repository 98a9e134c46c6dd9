"""What a run did, counted while it runs, and told in a few lines at its end.

Each page is a document, a failure, or one that was given before in the same run: the three add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from cleaner.cli.streams import tell
from cleaner.corpus import Unchanged
from cleaner.model import LIFTED, Category, Document, Failure
from cleaner.text.visible import visible

_MOST_NAMES = 5


@dataclass(slots=True)
class Tally:
    """The counts of one run."""

    documents: int = 0
    failed: int = 0
    repeats: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    nameless: int = 0
    removed: Counter[Category] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    unchanged: list[Unchanged] = field(default_factory=list)

    def count(self, results: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """The results as they come; each failure is told at once."""
        for result in results:
            if isinstance(result, Failure):
                self.fail(result)
            else:
                self._document(result)
            yield result

    def fail(self, failure: Failure) -> None:
        """Counts a failure and tells it."""
        self.failed += 1
        tell(visible(failure.message, one_line=True))

    def settle(self, refused: Iterable[Failure], repeats: int) -> None:
        """Counts anew what was cleaned and is no document: refused by the corpus, or given twice."""
        for failure in refused:
            self.documents -= 1
            self.fail(failure)
        self.documents -= repeats
        self.repeats += repeats

    def leave(self, locator: str) -> None:
        """Counts a file that no reader knows."""
        self.left[PurePosixPath(locator).suffix.lower() or "no suffix"] += 1

    def lines(self) -> list[tuple[str, str]]:
        """The summary, as (label, value)."""
        removed = Counter({str(one): count for one, count in self.removed.items()})
        rows = [
            ("documents", self._documents()),
            ("outlets", self._outlets()),
            ("lines removed", _listed(removed, most=len(Category))),
            ("flags", _listed(self.flags)),
            ("failed", str(self.failed) if self.failed else ""),
            ("given twice", str(self.repeats) if self.repeats else ""),
            ("left alone", f"{_listed(self.left)} (no reader knows them)" if self.left else ""),
        ]
        return [(label, value) for label, value in rows if value]

    def _documents(self) -> str:
        same = len(self.unchanged)
        told = f" ({same} of them unchanged, not cleaned again)" if same else ""
        return f"{self.documents + same}{told}"

    def _outlets(self) -> str:
        """How many there are, the most frequent, and how many documents have none."""
        named = f"{len(self.outlets)}: {_ranked(self.outlets)}" if self.outlets else ""
        without = f"unknown {self.nameless}" if self.nameless else ""
        return "; ".join(part for part in (named, without) if part)

    def _document(self, doc: Document) -> None:
        self.documents += 1
        if doc.metadata.outlet is None:
            self.nameless += 1
        else:
            self.outlets[doc.metadata.outlet] += 1
        self.flags.update(flag.partition(":")[0] for flag in doc.flags)
        self.removed.update(
            category
            for category in doc.lines
            if category is not Category.BODY and category not in LIFTED
        )


def _listed(counts: Counter[str], *, most: int = _MOST_NAMES) -> str:
    """The sum and the counts, largest first: `31: related 12, caption 8, and 4 more`."""
    return f"{counts.total()}: {_ranked(counts, most=most)}" if counts else ""


def _ranked(counts: Counter[str], *, most: int = _MOST_NAMES) -> str:
    """The counts, largest first: `related 12, caption 8, and 4 more`."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{visible(name, one_line=True)} {count}" for name, count in ranked[:most]]
    if len(ranked) > most:
        names.append(f"and {len(ranked) - most} more")
    return ", ".join(names)
